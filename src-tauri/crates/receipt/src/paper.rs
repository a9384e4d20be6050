//! Paper of so many columns, filled line by line from the top. Whatever it is given, no line is wider than the paper, and none
//! holds a character that a printer would obey.

use comptoir_core::text::cleaned;
use unicode_width::UnicodeWidthStr;

use crate::wrap::wrapped;

pub(crate) struct Paper {
    columns: usize,
    text: String,
}

impl Paper {
    pub(crate) const fn new(columns: usize) -> Self {
        Self { columns, text: String::new() }
    }

    /// All lines, each with its line end.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// A line from edge to edge.
    pub(crate) fn rule(&mut self, mark: char) {
        self.line(&mark.to_string().repeat(self.columns));
    }

    pub(crate) fn left(&mut self, text: &str) {
        for line in wrapped(&printable(text), self.columns) {
            self.line(&line);
        }
    }

    pub(crate) fn centred(&mut self, text: &str) {
        for line in wrapped(&printable(text), self.columns) {
            let margin = self.columns.saturating_sub(line.width()) / 2;
            self.line(&format!("{}{line}", " ".repeat(margin)));
        }
    }

    /// A centred line between stars, as many as there is room for, at most three a side.
    pub(crate) fn banner(&mut self, text: &str) {
        let text = printable(text);
        let room = self.columns.saturating_sub(text.width() + 2) / 2;
        let stars = "*".repeat(room.min(3));
        self.centred(&format!("{stars} {text} {stars}"));
    }

    /// `left` at the left edge and `right` at the right one, on lines of their own where both are too wide for one.
    pub(crate) fn pair(&mut self, left: &str, right: &str) {
        if self.fits(left, right) {
            let (left, right) = (printable(left), printable(right));
            let gap = self.columns.saturating_sub(left.width() + right.width());
            self.line(&format!("{left}{}{right}", " ".repeat(gap)));
            return;
        }
        self.left(left);
        for line in wrapped(&printable(right), self.columns) {
            let margin = self.columns.saturating_sub(line.width());
            self.line(&format!("{}{line}", " ".repeat(margin)));
        }
    }

    /// Whether both stand on one line with a blank between them.
    pub(crate) fn fits(&self, left: &str, right: &str) -> bool {
        printable(left).width() + 1 + printable(right).width() <= self.columns
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// `text` without characters that a printer would obey, and with plain blanks and signs in place of the typographic ones that
/// its code page (858) lacks.
fn printable(text: &str) -> String {
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
            c => printable.push(c),
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_pair_takes_one_line_or_its_own() {
        let mut paper = Paper::new(12);
        paper.pair("Total", "12\u{202f}500");
        paper.pair("Référence", "CPTA7K2QM4");
        paper.pair("Payé", "");
        assert_eq!(paper.into_text(), "Total 12 500\nRéférence\n  CPTA7K2QM4\nPayé\n");
    }

    #[test]
    fn a_banner_has_the_stars_there_is_room_for() {
        for (columns, banner) in [(20, "   *** ESSAI ***\n"), (10, "* ESSAI *\n"), (7, " ESSAI\n")] {
            let mut paper = Paper::new(columns);
            paper.banner("ESSAI");
            assert_eq!(paper.into_text(), banner);
        }
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_paper(
            left in any::<String>(),
            right in "(\\PC|[\u{fe0f}\u{200d}\u{301}👩🏽#*米لاא\u{1b}\u{7}-]){0,60}",
            columns in 20..50_usize,
        ) {
            let mut paper = Paper::new(columns);
            paper.rule('-');
            paper.left(&left);
            paper.centred(&right);
            paper.banner(&left);
            paper.pair(&left, &right);
            paper.pair(&right, &left);
            for line in paper.into_text().lines() {
                prop_assert!(line.width() <= columns, "{} columns in {line:?}", line.width());
                prop_assert!(!line.chars().any(char::is_control), "{line:?}");
            }
        }
    }
}
