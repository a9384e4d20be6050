//! Paper of so many columns, filled piece by piece from the top. Whatever it is given, no line is wider than the paper, and none
//! holds a character that a printer would obey.

use comptoir_core::logo::Logo;
use comptoir_core::text::cleaned;
use unicode_width::UnicodeWidthStr;

use crate::font;
use crate::wrap::wrapped;

/// What stands on paper, from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// One line, no wider than the paper.
    Line { text: String, look: Look },
    /// A line from edge to edge, as so many of one mark.
    Rule { mark: char, columns: usize },
    /// A QR code, which a medium of letters leaves out.
    Code(String),
    /// A logo, which it leaves out too.
    Logo(Logo),
}

/// How a line looks, where a medium has more than one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    Strong,
    /// Strong, and larger where letters have more than one size.
    Title,
    /// Strong, and as high as two lines.
    Tall,
}

/// Which characters the medium has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// All that has a width.
    Unicode,
    /// Those of code page 858; others are written with these.
    Page858,
    /// Those of the font that papers are drawn with; others are written with these.
    Drawn,
}

pub(crate) struct Paper {
    columns: usize,
    alphabet: Alphabet,
    look: Look,
    pieces: Vec<Piece>,
}

impl Paper {
    pub(crate) const fn new(columns: usize, alphabet: Alphabet) -> Self {
        Self { columns, alphabet, look: Look::Plain, pieces: Vec::new() }
    }

    pub(crate) fn into_pieces(self) -> Vec<Piece> {
        self.pieces
    }

    /// What `draw` adds looks like this.
    pub(crate) fn looking(&mut self, look: Look, draw: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.look, look);
        draw(self);
        self.look = before;
    }

    pub(crate) fn logo(&mut self, logo: &Logo) {
        self.pieces.push(Piece::Logo(logo.clone()));
    }

    pub(crate) fn code(&mut self, text: String) {
        self.pieces.push(Piece::Code(text));
    }

    /// A line from edge to edge.
    pub(crate) fn rule(&mut self, mark: char) {
        self.pieces.push(Piece::Rule { mark, columns: self.columns });
    }

    pub(crate) fn left(&mut self, text: &str) {
        for line in wrapped(&self.printable(text), self.columns) {
            self.line(&line);
        }
    }

    pub(crate) fn centred(&mut self, text: &str) {
        for line in wrapped(&self.printable(text), self.columns) {
            let margin = self.columns.saturating_sub(line.width()) / 2;
            self.line(&format!("{}{line}", " ".repeat(margin)));
        }
    }

    /// A centred line between stars, as many as there is room for, at most three a side.
    pub(crate) fn banner(&mut self, text: &str) {
        let text = self.printable(text);
        let room = self.columns.saturating_sub(text.width() + 2) / 2;
        let stars = "*".repeat(room.min(3));
        self.centred(&format!("{stars} {text} {stars}"));
    }

    /// `left` at the left edge and `right` at the right one, on lines of their own where both are too wide for one.
    pub(crate) fn pair(&mut self, left: &str, right: &str) {
        if self.fits(left, right) {
            let (left, right) = (self.printable(left), self.printable(right));
            let gap = self.columns.saturating_sub(left.width() + right.width());
            self.line(&format!("{left}{}{right}", " ".repeat(gap)));
            return;
        }
        self.left(left);
        for line in wrapped(&self.printable(right), self.columns) {
            let margin = self.columns.saturating_sub(line.width());
            self.line(&format!("{}{line}", " ".repeat(margin)));
        }
    }

    /// Whether both stand on one line with a blank between them.
    pub(crate) fn fits(&self, left: &str, right: &str) -> bool {
        self.printable(left).width() + 1 + self.printable(right).width() <= self.columns
    }

    fn line(&mut self, line: &str) {
        self.pieces.push(Piece::Line { text: line.trim_end().to_owned(), look: self.look });
    }

    /// `text` without characters that a printer would obey, and with those of its alphabet in place of others.
    fn printable(&self, text: &str) -> String {
        let mut printable = String::new();
        for c in cleaned(text, usize::MAX).unwrap_or_default().chars() {
            match c {
                '‘' | '’' => printable.push('\''),
                '“' | '”' => printable.push('"'),
                '–' | '—' => printable.push('-'),
                '…' => printable.push_str("..."),
                'œ' => printable.push_str("oe"),
                'Œ' => printable.push_str("OE"),
                // Variation selectors change the width of the character before them.
                '\u{fe00}'..='\u{fe0f}' => {}
                c => match self.alphabet {
                    Alphabet::Unicode => printable.push(c),
                    Alphabet::Page858 => push_written(&mut printable, c, |c| in_page_858(c).is_some()),
                    Alphabet::Drawn => push_written(&mut printable, c, font::has),
                },
            }
        }
        printable
    }
}

/// `c`, or how it is written with the letters that the medium has: `ɔ` is `o`, and what nobody can read out is `?`.
fn push_written(text: &mut String, c: char, has: impl Fn(char) -> bool) {
    match c {
        c if has(c) => text.push(c),
        // The library writes it in capitals.
        'ŋ' => text.push_str("ng"),
        c => {
            let written = deunicode::deunicode_char(c).unwrap_or("?");
            // A picture's name is none of the text's words.
            let is_name = !c.is_alphanumeric() && written.chars().any(char::is_alphabetic);
            text.extend(written.chars().filter(|c| !is_name && has(*c)));
        }
    }
}

/// The signs of code page 858 from 0x80 on, as Microsoft documents it: page 850 with the euro.
const PAGE_858: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ",
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀",
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

/// The byte of a visible sign in code page 858.
pub(crate) fn in_page_858(c: char) -> Option<u8> {
    if c.is_ascii_graphic() || c == ' ' {
        return u8::try_from(c).ok();
    }
    let place = PAGE_858.chars().position(|sign| sign == c && !matches!(c, '\u{ad}' | '\u{a0}'))?;
    u8::try_from(place).ok().map(|place| place + 0x80)
}

/// The lines of `pieces`, each with its line end.
pub(crate) fn lines(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Line { text: line, .. } => text.push_str(line),
            Piece::Rule { mark, columns } => text.extend(std::iter::repeat_n(*mark, *columns)),
            Piece::Code(_) | Piece::Logo(_) => continue,
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_pair_takes_one_line_or_its_own() {
        let mut paper = Paper::new(12, Alphabet::Unicode);
        paper.pair("Total", "12\u{202f}500");
        paper.pair("Référence", "CPTA7K2QM4");
        paper.pair("Payé", "");
        assert_eq!(lines(&paper.into_pieces()), "Total 12 500\nRéférence\n  CPTA7K2QM4\nPayé\n");
    }

    #[test]
    fn a_banner_has_the_stars_there_is_room_for() {
        for (columns, banner) in [(20, "   *** ESSAI ***\n"), (10, "* ESSAI *\n"), (7, " ESSAI\n")] {
            let mut paper = Paper::new(columns, Alphabet::Unicode);
            paper.banner("ESSAI");
            assert_eq!(lines(&paper.into_pieces()), banner);
        }
    }

    #[test]
    fn the_code_page_is_whole_and_its_letters_are_where_they_should_be() {
        assert_eq!(PAGE_858.chars().count(), 128);
        let bytes = [
            ('Ç', 0x80),
            ('é', 0x82),
            ('É', 0x90),
            ('Ø', 0x9d),
            ('á', 0xa0),
            ('«', 0xae),
            ('À', 0xb7),
            ('ã', 0xc6),
            ('Ð', 0xd1),
            ('Ê', 0xd2),
            ('È', 0xd4),
            ('€', 0xd5),
            ('Î', 0xd7),
            ('Ó', 0xe0),
            ('Ô', 0xe2),
            ('Ò', 0xe3),
            ('Ù', 0xeb),
            ('°', 0xf8),
            ('²', 0xfd),
            ('-', 0x2d),
            ('~', 0x7e),
        ];
        for (c, byte) in bytes {
            assert_eq!(in_page_858(c), Some(byte), "{c}");
        }
        for c in ['\u{ad}', '\u{a0}', '\n', '\u{1b}', '\u{7f}', 'œ', '—', 'ɔ'] {
            assert_eq!(in_page_858(c), None, "{c:?}");
        }
    }

    #[test]
    fn what_the_code_page_lacks_is_written_with_what_it_has() {
        let mut paper = Paper::new(48, Alphabet::Page858);
        paper.left("Cœur — «\u{a0}Ɖɔkpé\u{a0}» ŋutɔ, 5\u{202f}000 F… Ọlá 米 مطعم");
        paper.left("👩🏽 €10");
        assert_eq!(lines(&paper.into_pieces()), "Coeur - « Dokpé » nguto, 5 000 F... Olá Mi mT`m\n€10\n");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_paper(
            left in any::<String>(),
            right in "(\\PC|[\u{fe0f}\u{200d}\u{301}👩🏽#*米لاא\u{1b}\u{7}-]){0,60}",
            columns in 20..50_usize,
        ) {
            let mut paper = Paper::new(columns, Alphabet::Unicode);
            paper.rule('-');
            paper.left(&left);
            paper.centred(&right);
            paper.banner(&left);
            paper.pair(&left, &right);
            paper.pair(&right, &left);
            for line in lines(&paper.into_pieces()).lines() {
                prop_assert!(line.width() <= columns, "{} columns in {line:?}", line.width());
                prop_assert!(!line.chars().any(char::is_control), "{line:?}");
            }
        }
    }
}
