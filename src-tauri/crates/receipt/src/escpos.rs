//! A receipt as the bytes of a receipt printer: ESC/POS, in code page 858.
//!
//! The commands are few, and the letters must be right: of the library that writes them (`escpos` 0.20), the table of this page has
//! `Ô` and `-` wrong. Each command is named as in Epson's reference of ESC/POS commands.

use comptoir_core::logo::Logo;
use comptoir_core::printer::{Columns, Printer};
use comptoir_core::receipt::Issued;
use comptoir_core::refund::How;
use comptoir_words::Words;

use crate::frame::Duplicate;
use crate::paper::{Alphabet, Look, Piece, in_page_858};
use crate::text::drawn;

const ESC: u8 = 0x1b;
const GS: u8 = 0x1d;

/// The code page's number at the printer.
const PAGE: u8 = 19;

/// Lines of white paper between the last line and the knife.
const WHITE_LINES: u8 = 4;

/// The paper for this printer. Only an original opens the drawer, and one of a refund or of a tender only where the money comes out of
/// it or goes into it.
#[must_use]
pub fn escpos(issued: &Issued, printer: &Printer, duplicate: Option<Duplicate>, words: Words) -> Vec<u8> {
    let is_original = duplicate.is_none();
    let pieces = drawn(issued, printer.columns, duplicate, words, Alphabet::Page858);
    let opens = match issued {
        Issued::Receipt(_) => true,
        Issued::Refund(linked) => linked.refund.how == How::Cash,
        Issued::Tender(linked) => linked.tender.how == How::Cash,
    };
    bytes(&pieces, printer, printer.drawer && is_original && opens)
}

pub(crate) fn bytes(pieces: &[Piece], printer: &Printer, kicks: bool) -> Vec<u8> {
    // ESC @: as after it was switched on. ESC t: the code page.
    let mut bytes = vec![ESC, b'@', ESC, b't', PAGE];
    if kicks {
        // ESC p: a pulse of 50 ms on the drawer's first pin.
        bytes.extend([ESC, b'p', 0, 25, 250]);
    }
    for piece in pieces {
        match piece {
            Piece::Line { text, look } => line(&mut bytes, text, *look),
            Piece::Rule { mark, columns } => line(&mut bytes, &mark.to_string().repeat(*columns), Look::Plain),
            Piece::Code(text) => code(&mut bytes, text, printer.columns),
            Piece::Logo(logo) => picture(&mut bytes, logo, printer.columns),
        }
    }
    // ESC d: white paper. GS V 66: to the knife, and cut.
    bytes.extend([ESC, b'd', WHITE_LINES]);
    if printer.cuts {
        bytes.extend([GS, b'V', 66, 0]);
    }
    bytes
}

fn line(bytes: &mut Vec<u8>, text: &str, look: Look) {
    // ESC E: strong. GS !: the size, its low half the height.
    let (before, after): (&[u8], &[u8]) = match look {
        Look::Plain => (&[], &[]),
        Look::Strong | Look::Title => (&[ESC, b'E', 1], &[ESC, b'E', 0]),
        Look::Tall => (&[ESC, b'E', 1, GS, b'!', 1], &[GS, b'!', 0, ESC, b'E', 0]),
    };
    bytes.extend(before);
    bytes.extend(text.chars().filter_map(in_page_858));
    bytes.push(b'\n');
    bytes.extend(after);
}

/// GS v 0: dots as they are.
fn picture(bytes: &mut Vec<u8>, logo: &Logo, columns: Columns) {
    let picture = match columns {
        Columns::Narrow => &logo.narrow,
        Columns::Middle | Columns::Wide => &logo.wide,
    };
    // ESC a: in the middle, then at the left again. ESC J: 3 mm of white paper below.
    bytes.extend([ESC, b'a', 1, GS, b'v', b'0', 0]);
    bytes.extend(picture.row_bytes().to_le_bytes());
    bytes.extend(picture.rows().to_le_bytes());
    bytes.extend(picture.dots());
    bytes.extend([ESC, b'J', 24, ESC, b'a', 0]);
}

/// GS ( k: the printer draws the QR code itself.
fn code(bytes: &mut Vec<u8>, text: &str, columns: Columns) {
    let dots = match columns {
        Columns::Narrow => 4,
        Columns::Middle | Columns::Wide => 5,
    };
    let kept: Vec<u8> = [b'1', b'P', b'0'].into_iter().chain(text.bytes()).collect();
    // 65: model 2. 67: dots of a module. 69: error correction M. 80: the text. 81: draw it.
    let functions: [&[u8]; 5] = [&[b'1', b'A', b'2', 0], &[b'1', b'C', dots], b"1E1", &kept, b"1Q0"];
    // ESC a: in the middle, then at the left again.
    bytes.extend([ESC, b'a', 1]);
    for parameters in functions {
        let [low, high] = u16::try_from(parameters.len()).unwrap_or(u16::MAX).to_le_bytes();
        bytes.extend([GS, b'(', b'k', low, high]);
        bytes.extend(parameters);
    }
    bytes.extend([ESC, b'a', 0]);
}

#[cfg(test)]
mod tests;
