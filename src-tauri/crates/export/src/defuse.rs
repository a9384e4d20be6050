//! Text that no spreadsheet takes for a formula.

/// Signs that begin a formula, their full-width forms included.
const BEGINS_A_FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Where a program that parts cells otherwise begins the next one.
const BEGINS_A_CELL: &[char] = &[',', ';', '\t', '\r', '\n', '"', '\'', '|'];

/// `text` with an apostrophe before every sign that begins a formula where a cell begins, or may begin for a program that parts cells
/// at commas.
pub(crate) fn defused(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at_start = true;
    for sign in text.chars() {
        if at_start && BEGINS_A_FORMULA.contains(&sign) || out.is_empty() && sign.is_control() {
            out.push('\'');
        }
        out.push(sign);
        at_start = BEGINS_A_CELL.contains(&sign) || at_start && sign.is_whitespace();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_defused_wherever_a_cell_may_begin() {
        for (text, harmless) in [
            ("=1+1", "'=1+1"),
            ("+228", "'+228"),
            ("-10%", "'-10%"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1+1", "'＝1+1"),
            ("  =1", "  '=1"),
            ("\t=1", "'\t'=1"),
            ("\r", "'\r"),
            ("a,=1", "a,'=1"),
            ("a;\"=1", "a;\"'=1"),
            ("'=1", "''=1"),
        ] {
            assert_eq!(defused(text), harmless);
        }
    }

    #[test]
    fn what_is_no_formula_stays_as_it_is() {
        for text in ["", "Aïssatou — livraison", "table 4", "2+2", "a-b", "****3456", "N’Dri, Kofi"] {
            assert_eq!(defused(text), text);
        }
    }
}
