//! A receipt, or a refund, on sheets of paper: where each letter, each rule and each square of its code stands. The unit is a twentieth of a point,
//! in whole numbers.

use comptoir_core::logo::Picture;
use comptoir_core::printer::{Columns, PageSize};
use qrcode::{Color, EcLevel, QrCode};
use thiserror::Error;

use crate::paper::{Alphabet, Look, Paper, Piece};

/// A receipt that could not be drawn.
#[derive(Debug, Error)]
pub enum NotDrawn {
    /// The PDF could not be made.
    #[error("the PDF could not be made")]
    Pdf,
    /// The picture could not be made.
    #[error("the picture could not be made")]
    Png,
}

pub(crate) struct Sheet {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) marks: Vec<Mark>,
}

/// Something black.
pub(crate) enum Mark {
    /// Letters from the left end of their foot on, each three fifths of their size wide.
    Letters { text: String, left: u32, foot: u32, size: u32, strong: bool },
    /// A full area.
    Full(Area),
    /// Areas that touch, drawn as one, so that no edge is seen between them.
    Dots(Vec<Area>),
}

#[derive(Clone, Copy)]
pub(crate) struct Area {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// How wide a letter of this size is.
const fn advance(size: u32) -> u32 {
    size * 3 / 5
}

const fn line_height(size: u32) -> u32 {
    size * 27 / 20
}

/// A sheet is so many whole points wide and high.
pub(crate) const POINT: u32 = 20;

/// The side of a code's square, 0.74 mm; 0.53 mm where all would not stand on one sheet else; and how many stay white around it.
const SQUARE: u32 = 42;
const SMALL_SQUARE: u32 = 30;
const QUIET: u32 = 4;

/// The side of a logo's dot, that of a printer with 203 dots an inch, less where all would not stand on one sheet else, and the white paper
/// below it.
const DOT: u32 = 7;
const SMALL_DOT: u32 = 5;
const BELOW: u32 = 120;

/// How thick a rule is.
const RULE: u32 = 14;

/// What a kind of paper is like.
struct Frame {
    width: u32,
    /// None where it is as high as what stands on it, up to a sheet's longest.
    height: Option<u32>,
    /// White paper above and below.
    margin: u32,
    /// Sizes of letters, the largest first. The largest with which all stands on one sheet is taken, else one that is smaller still, else the last.
    sizes: &'static [u32],
}

/// How large letters, the squares of codes and the dots of a logo are.
#[derive(Clone, Copy)]
struct Scale {
    size: u32,
    square: u32,
    dot: u32,
}

/// A PDF's page has at most 14 400 points.
const LONGEST: u32 = 280_000;

const fn frame(page: PageSize) -> Frame {
    match page {
        PageSize::Strip => Frame { width: 4_540, height: None, margin: 250, sizes: &[160] },
        PageSize::A5 => Frame { width: 8_400, height: Some(11_900), margin: 640, sizes: &[200, 190, 180, 170, 160, 150] },
        PageSize::A4 => {
            Frame { width: 11_900, height: Some(16_840), margin: 1_200, sizes: &[260, 250, 240, 230, 220, 210, 200, 190, 180] }
        }
    }
}

/// What `draw` puts on paper of so many columns, on as many sheets as it takes. On several, each has `number` and its own at its foot.
pub(crate) fn sheets(page: PageSize, number: &str, draw: impl FnOnce(Columns, Alphabet) -> Vec<Piece>) -> Vec<Sheet> {
    let (frame, columns) = (frame(page), page.columns());
    let pieces = draw(columns, Alphabet::Drawn);
    let room = frame.height.unwrap_or(LONGEST) - 2 * frame.margin;
    let fits = |scale: &Scale| heights(&pieces, *scale).sum::<u32>() <= room;
    let last = Scale { size: frame.sizes.last().copied().unwrap_or(160), square: SQUARE, dot: DOT };
    let small = Scale { size: (last.size * 7 / 8).next_multiple_of(5), square: SMALL_SQUARE, dot: SMALL_DOT };
    let mut scales = frame.sizes.iter().map(|size| Scale { size: *size, ..last }).chain([small]);
    let scale = scales.find(fits).unwrap_or(last);
    let mut sheets = Vec::new();
    let mut sheet = Vec::new();
    let mut filled = 0;
    for (piece, height) in pieces.iter().zip(heights(&pieces, scale)) {
        if filled + height > room {
            sheets.push(std::mem::take(&mut sheet));
            filled = 0;
        }
        filled += height;
        sheet.push(piece);
    }
    sheets.push(sheet);
    let drawing = Drawing::of(&frame, columns.count(), scale, &pieces);
    let count = sheets.len();
    let on_sheets = (1..).zip(sheets).map(|(place, pieces)| {
        let mut foot = Paper::new(columns.count(), Alphabet::Drawn);
        if count > 1 {
            foot.centred(&format!("{} - {place}/{count}", number));
        }
        drawing.sheet(&frame, &pieces, foot.into_pieces().last())
    });
    on_sheets.collect()
}

/// How much of the sheet each piece takes.
fn heights(pieces: &[Piece], scale: Scale) -> impl Iterator<Item = u32> {
    let Scale { size, square, dot } = scale;
    pieces.iter().map(move |piece| match piece {
        Piece::Line { look: Look::Plain | Look::Strong, .. } | Piece::Rule { .. } => line_height(size),
        Piece::Line { look: Look::Title | Look::Tall, .. } => line_height(larger(size)),
        Piece::Logo(logo) => u32::from(logo.wide.rows()) * dot + BELOW,
        Piece::Code(text) => squares(text).map_or(0, |(_, side)| (side + 2 * QUIET) * square),
    })
}

/// Half as large again.
const fn larger(size: u32) -> u32 {
    size * 3 / 2
}

/// The squares of a code from its first row on, and how many a row has.
fn squares(text: &str) -> Option<(Vec<Color>, u32)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = u32::try_from(code.width()).ok()?;
    Some((code.into_colors(), side))
}

struct Drawing {
    left: u32,
    columns: usize,
    scale: Scale,
    /// Whether all lines of a title, and all that are tall, have the room to be larger.
    titles_fit: bool,
    tall_fit: bool,
}

impl Drawing {
    fn of(frame: &Frame, columns: usize, scale: Scale, pieces: &[Piece]) -> Self {
        let fit = |wanted: Look| {
            pieces.iter().all(|piece| match piece {
                Piece::Line { text, look } if *look == wanted => {
                    let parts = parts(text);
                    let taken: usize = parts.iter().map(|(_, part)| part.chars().count()).sum();
                    (taken + parts.len().saturating_sub(1)) * 3 / 2 < columns
                }
                Piece::Line { .. } | Piece::Rule { .. } | Piece::Code(_) | Piece::Logo(_) => true,
            })
        };
        let text_width = u32::try_from(columns).unwrap_or(u32::MAX) * advance(scale.size);
        Self { left: (frame.width - text_width) / 2, columns, scale, titles_fit: fit(Look::Title), tall_fit: fit(Look::Tall) }
    }

    /// The left end of a column.
    fn at(&self, column: usize) -> u32 {
        self.left + u32::try_from(column).unwrap_or(u32::MAX) * advance(self.scale.size)
    }

    fn sheet(&self, frame: &Frame, pieces: &[&Piece], foot: Option<&Piece>) -> Sheet {
        let mut marks = Vec::new();
        let mut top = frame.margin;
        for piece in pieces {
            let height = heights(std::slice::from_ref(*piece), self.scale).sum::<u32>();
            match piece {
                Piece::Line { text, look } => self.line(&mut marks, text, *look, top + height),
                Piece::Rule { mark, .. } => self.rule(&mut marks, *mark, top + height / 2),
                Piece::Code(text) => code(&mut marks, text, self.scale.square, frame.width, top),
                Piece::Logo(logo) => marks.push(dots(&logo.wide, self.scale.dot, frame.width, top)),
            }
            top += height;
        }
        let height = frame.height.unwrap_or((top + frame.margin).next_multiple_of(POINT));
        if let Some(Piece::Line { text, look }) = foot {
            self.line(&mut marks, text, *look, height - frame.margin / 3);
        }
        Sheet { width: frame.width, height, marks }
    }

    /// A line whose lower end is at `bottom`. What is larger keeps to the edge that it stood at, or to its middle.
    fn line(&self, marks: &mut Vec<Mark>, text: &str, look: Look, bottom: u32) {
        let (strong, is_larger) = match look {
            Look::Plain => (false, false),
            Look::Strong => (true, false),
            Look::Title => (true, self.titles_fit),
            Look::Tall => (true, self.tall_fit),
        };
        let size = if is_larger { larger(self.scale.size) } else { self.scale.size };
        let foot = bottom - line_height(size) * 3 / 10;
        let parts = if is_larger { parts(text) } else { vec![whole(text)] };
        for (column, part) in parts {
            let count = part.chars().count();
            let letters = u32::try_from(count).unwrap_or(u32::MAX);
            let left = match column {
                0 => self.left,
                column if column + count >= self.columns => self.at(self.columns) - letters * advance(size),
                column => self.at(column) + letters * advance(self.scale.size) / 2 - letters * advance(size) / 2,
            };
            marks.push(Mark::Letters { text: part.to_owned(), left, foot, size, strong });
        }
    }

    fn rule(&self, marks: &mut Vec<Mark>, mark: char, middle: u32) {
        let (left, width) = (self.left, self.at(self.columns) - self.left);
        let tops = if mark == '=' { vec![middle - 2 * RULE, middle + RULE] } else { vec![middle - RULE / 2] };
        marks.extend(tops.into_iter().map(|top| Mark::Full(Area { left, top, width, height: RULE })));
    }
}

/// The code in the middle of the paper, the squares of a row that touch in one box.
fn code(marks: &mut Vec<Mark>, text: &str, square: u32, paper: u32, top: u32) {
    let Some((squares, side)) = squares(text) else { return };
    let left = (paper - side * square) / 2;
    for (row, squares) in (QUIET..).zip(squares.chunks(usize::try_from(side).unwrap_or(1))) {
        let mut column = 0;
        for run in squares.chunk_by(|one, next| one == next) {
            let length = u32::try_from(run.len()).unwrap_or(u32::MAX);
            if run.first() == Some(&Color::Dark) {
                let (left, top) = (left + column * square, top + row * square);
                marks.push(Mark::Full(Area { left, top, width: length * square, height: square }));
            }
            column += length;
        }
    }
}

/// The picture in the middle of the paper.
fn dots(picture: &Picture, dot: u32, paper: u32, top: u32) -> Mark {
    let left = paper.saturating_sub(u32::from(picture.row_bytes()) * 8 * dot) / 2;
    let black = |(row, first, length): (u32, u32, u32)| Area {
        left: left + first * dot,
        top: top + row * dot,
        width: length * dot,
        height: dot,
    };
    Mark::Dots(picture.runs().map(black).collect())
}

/// Whole units as what draws them counts; a sheet is far smaller than what that is exact for.
#[expect(clippy::cast_precision_loss, reason = "a sheet is smaller than 2^24")]
pub(crate) const fn float(units: u32) -> f32 {
    units as f32
}

/// A line without the blanks before it, and its column.
fn whole(line: &str) -> (usize, &str) {
    let text = line.trim_start();
    (line.chars().count() - text.chars().count(), text)
}

/// What stands between gaps on a line, each with its column.
fn parts(line: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let (mut column, mut rest) = whole(line);
    while !rest.is_empty() {
        let (part, after) = rest.split_once("  ").unwrap_or((rest, ""));
        parts.push((column, part));
        let (blanks, next) = whole(after);
        column += part.chars().count() + 2 + blanks;
        rest = next;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_stands_between_its_gaps() {
        assert_eq!(parts("TOTAL      12 500 F CFA"), [(0, "TOTAL"), (11, "12 500 F CFA")]);
        assert_eq!(parts("    BOUTIQUE  ÉLAN"), [(4, "BOUTIQUE"), (14, "ÉLAN")]);
        assert_eq!(parts(""), []);
        assert_eq!(whole("   Caisse 1"), (3, "Caisse 1"));
    }
}
