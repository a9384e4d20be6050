//! Blanks in a sentence: `{account}`.

/// `text` with the values of `data` in its blanks. A blank without a value stays as it is, in plain sight; a value is never
/// searched for blanks.
#[must_use]
pub fn filled<V: AsRef<str>>(text: &str, data: &[(&str, V)]) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next_blank(rest) {
        whole.push_str(before);
        match data.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => whole.push_str(value.as_ref()),
            None => {
                whole.push('{');
                whole.push_str(name);
                whole.push('}');
            }
        }
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// What stands before the first blank, its name, and what stands after it.
pub(crate) fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_takes_its_value_and_an_unknown_one_stays_in_sight() {
        let text = "{count} de {account}, {place}";
        assert_eq!(filled(text, &[("account", "lome"), ("count", "{place}")]), "{place} de lome, {place}");
        assert_eq!(filled("sans blanc {", &[("account", String::new())]), "sans blanc {");
    }
}
