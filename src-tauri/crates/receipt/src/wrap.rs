//! Text in lines of a width.

use unicode_width::UnicodeWidthStr;

/// `text` in lines no wider than `columns`: broken at blanks, and inside a word only when the word alone is too wide.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if longer.width() <= columns {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(line);
        }
        let mut rest = word;
        while rest.width() > columns {
            let (head, tail) = rest.split_at(break_of(rest, columns));
            lines.push(head.to_owned());
            rest = tail;
        }
        line = rest.to_owned();
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Where a word that is too wide is broken: after the last hyphen that fits, as in a receipt's number, else where it must be.
fn break_of(word: &str, columns: usize) -> usize {
    let ends = word.char_indices().map(|(at, c)| (at + c.len_utf8(), c));
    let fitting: Vec<(usize, char)> = ends.take_while(|(end, _)| word.split_at(*end).0.width() <= columns).collect();
    let after_hyphen = fitting.iter().rev().find(|(_, c)| *c == '-');
    let (end, _) = after_hyphen.or(fitting.last()).copied().unwrap_or((word.len(), ' '));
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_then_after_hyphens_then_anywhere() {
        assert_eq!(wrapped("un deux trois", 8), ["un deux", "trois"]);
        assert_eq!(wrapped("Reçu ADJ-1-2026-000482", 12), ["Reçu", "ADJ-1-2026-", "000482"]);
        assert_eq!(wrapped("anticonstitutionnellement", 10), ["anticonsti", "tutionnell", "ement"]);
        assert_eq!(wrapped("米米米", 5), ["米米", "米"]);
        assert!(wrapped("  ", 5).is_empty());
    }
}
