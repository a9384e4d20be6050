//! A receipt, or a refund, as a picture for a phone: the strip of 80 mm, 1080 dots wide, grey where a letter covers half a dot.

use comptoir_core::printer::PageSize;
use comptoir_core::receipt::Issued;
use comptoir_words::Words;
use png::{BitDepth, ColorType, Encoder};
use skrifa::outline::OutlinePen;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

use crate::font;
use crate::frame::Duplicate;
use crate::sheet::{Area, Mark, NotDrawn, Sheet, float, sheets};
use crate::text;

/// Dots of a unit of a sheet: 5 for 21 units, so that a code's square is ten dots.
const DOTS: (u32, u32) = (5, 21);
const SCALE: f32 = 0.238_095_24;

/// The paper as a picture. The same one gives the same bytes.
///
/// # Errors
/// [`NotDrawn::Png`] when it is too long for one.
pub fn png(issued: &Issued, duplicate: Option<Duplicate>, words: Words) -> Result<Vec<u8>, NotDrawn> {
    of_strip(&sheets(PageSize::Strip, issued.number(), |columns, alphabet| {
        text::drawn(issued, columns, duplicate, words, alphabet)
    }))
}

/// The picture of what fits on one strip.
///
/// # Errors
/// [`NotDrawn::Png`] when it is too long for one.
pub(crate) fn of_strip(sheets: &[Sheet]) -> Result<Vec<u8>, NotDrawn> {
    let [sheet] = sheets else { return Err(NotDrawn::Png) };
    drawn(sheet).and_then(|picture| written(&picture)).ok_or(NotDrawn::Png)
}

fn drawn(sheet: &Sheet) -> Option<Pixmap> {
    let dots = |units: u32| units * DOTS.0 / DOTS.1;
    let mut picture = Pixmap::new(dots(sheet.width), dots(sheet.height))?;
    picture.fill(Color::WHITE);
    let scaled = Transform::from_scale(SCALE, SCALE);
    let black = Paint::default();
    // The edges of a code's squares are sharp.
    let sharp = Paint { anti_alias: false, ..Paint::default() };
    for mark in &sheet.marks {
        match mark {
            Mark::Letters { text, left, foot, size, strong } => {
                let lefts = (*left..).step_by(usize::try_from(size * 3 / 5).ok()?);
                for (c, left) in text.chars().zip(lefts).filter(|(c, _)| *c != ' ') {
                    let mut pen = Pen(PathBuilder::new());
                    font::outline(c, *strong, float(*size), &mut pen);
                    let Some(path) = pen.0.finish() else { continue };
                    // An outline grows upwards, a picture downwards.
                    let placed = scaled.pre_translate(float(left), float(*foot)).pre_scale(1.0, -1.0);
                    picture.fill_path(&path, &black, FillRule::Winding, placed, None);
                }
            }
            Mark::Full(full) => picture.fill_rect(rect(*full)?, &sharp, scaled, None),
            Mark::Dots(dots) => {
                let mut path = PathBuilder::new();
                dots.iter().filter_map(|dot| rect(*dot)).for_each(|dot| path.push_rect(dot));
                // A logo without a dot is none.
                let Some(path) = path.finish() else { continue };
                picture.fill_path(&path, &black, FillRule::Winding, scaled, None);
            }
        }
    }
    Some(picture)
}

fn rect(Area { left, top, width, height }: Area) -> Option<Rect> {
    Rect::from_xywh(float(left), float(top), float(width), float(height))
}

/// The picture's file, one byte of grey a dot.
fn written(picture: &Pixmap) -> Option<Vec<u8>> {
    let grey: Vec<u8> = picture.pixels().iter().map(|dot| dot.red()).collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&grey).ok()?;
    writer.finish().ok()?;
    Some(file)
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
