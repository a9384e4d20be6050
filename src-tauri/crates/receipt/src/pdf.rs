//! A receipt, or a refund, as a PDF for the archive (PDF/A-2u): its letters can be selected and searched, and its fonts are in it.

use comptoir_core::printer::PageSize;
use comptoir_core::receipt::Issued;
use comptoir_core::text::cleaned;
use comptoir_words::{Label, Words};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use crate::font;
use crate::frame::Duplicate;
use crate::sheet::{Area, Mark, NotDrawn, POINT, Sheet, float, sheets};
use crate::text;

/// A unit of a sheet, in points.
const UNIT: f32 = 0.05;

/// How much of its size a letter is wide.
const ADVANCE: f32 = 0.6;

/// The paper as a PDF. The same one gives the same bytes.
///
/// # Errors
/// [`NotDrawn::Pdf`] when it would be no PDF for the archive.
pub fn pdf(issued: &Issued, page: PageSize, duplicate: Option<Duplicate>, words: Words) -> Result<Vec<u8>, NotDrawn> {
    let title = match issued {
        Issued::Receipt(_) => Label::ReceiptTitle,
        Issued::Refund(_) => Label::RefundTitle,
        Issued::Tender(_) => Label::TenderTitle,
    };
    let front = Front { title, number: issued.number(), at: issued.issued().0 };
    let sheets = sheets(page, front.number, |columns, alphabet| text::drawn(issued, columns, duplicate, words, alphabet));
    of_sheets(&front, &sheets, words)
}

/// What a document says of itself.
pub(crate) struct Front<'a> {
    pub(crate) title: Label,
    pub(crate) number: &'a str,
    pub(crate) at: Timestamp,
}

/// Sheets as a PDF.
///
/// # Errors
/// [`NotDrawn::Pdf`] when it would be no PDF for the archive.
pub(crate) fn of_sheets(front: &Front<'_>, sheets: &[Sheet], words: Words) -> Result<Vec<u8>, NotDrawn> {
    written(front, sheets, words).ok_or(NotDrawn::Pdf)
}

fn written(front: &Front<'_>, sheets: &[Sheet], words: Words) -> Option<Vec<u8>> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U).finish().ok()?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(about(front, words));
    let fonts = Fonts { regular: Font::new(font::file(false).into(), 0)?, bold: Font::new(font::file(true).into(), 0)? };
    for sheet in sheets {
        let points = |units: u32| float(units / POINT);
        let mut page = document.start_page_with(PageSettings::from_wh(points(sheet.width), points(sheet.height))?);
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_scale(UNIT, UNIT));
        surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
        sheet.marks.iter().for_each(|mark| draw(&mut surface, mark, &fonts));
        surface.pop();
        surface.finish();
        page.finish();
    }
    document.finish().ok()
}

struct Fonts {
    regular: Font,
    bold: Font,
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, fonts: &Fonts) {
    match mark {
        Mark::Letters { text, left, foot, size, strong } => {
            let font = if *strong { &fonts.bold } else { &fonts.regular };
            // The letter 0 is the font's sign for none, with which nothing is a PDF for the archive.
            let glyph = |(at, c): (usize, char)| {
                let id = GlyphId::new(font::glyph(c, *strong).unwrap_or(0));
                KrillaGlyph::new(id, ADVANCE, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
            };
            let glyphs: Vec<_> = text.char_indices().map(glyph).collect();
            surface.draw_glyphs(Point::from_xy(float(*left), float(*foot)), &glyphs, font.clone(), text, float(*size), false);
        }
        Mark::Full(full) => fill(surface, std::slice::from_ref(full)),
        Mark::Dots(dots) => fill(surface, dots),
    }
}

fn fill(surface: &mut Surface<'_>, areas: &[Area]) {
    let mut path = PathBuilder::new();
    for Area { left, top, width, height } in areas {
        let full = Rect::from_xywh(float(*left), float(*top), float(*width), float(*height));
        full.into_iter().for_each(|full| path.push_rect(full));
    }
    path.finish().into_iter().for_each(|path| surface.draw_path(&path));
}

/// What the document says of itself. It is dated as the receipt is, not as its file.
fn about(front: &Front<'_>, words: Words) -> Metadata {
    let number = cleaned(front.number, usize::MAX).unwrap_or_default();
    let at = front.at.to_zoned_datetime(TimeZone::UTC);
    let small = |part: i8| u8::try_from(part).unwrap_or_default();
    let date = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(format!("{} {number}", words.label(front.title)))
        .language(words.lang().code().to_owned())
        .creator("Comptoir".to_owned())
        .creation_date(date)
}
