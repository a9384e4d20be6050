//! Free text that a person or another program gives: cleaned once, where it comes in.

/// `text` on one line without control characters or characters that change the reading direction, blanks folded, at most
/// `most` characters; none if nothing is left.
#[must_use]
pub fn cleaned(text: &str, most: usize) -> Option<String> {
    let visible: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| is_printable(c)).collect();
    let folded = visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let cut: String = folded.chars().take(most).collect();
    let cut = cut.trim_end().to_owned();
    (!cut.is_empty()).then_some(cut)
}

fn is_printable(c: char) -> bool {
    // Bidirectional controls, zero-width characters and the byte-order mark can make a name read as another one.
    let deceives =
        matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !c.is_control() && !deceives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_one_visible_line() {
        assert_eq!(cleaned("  deux\n\tpagnes \u{202e}xus\u{7} ", 40).as_deref(), Some("deux pagnes xus"));
        assert_eq!(cleaned(" \u{200b}\n", 40), None);
        assert_eq!(cleaned("élève", 3).as_deref(), Some("élè"));
    }
}
