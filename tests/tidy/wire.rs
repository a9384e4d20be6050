//! An absent field is never zero: the gateways' words have no default of any kind.

use crate::source::{code, running};
use crate::tree::{File, assert_none};

/// Ways in which something that was not said becomes something.
const DEFAULTS: &[&str] =
    &["unwrap_or_default", "serde(default", "Default)]", "Default,", "impl Default", "unwrap_or(0", "or_insert(0"];

/// Files that speak to no gateway: the account's keys, and how long a request may take.
const NO_WIRE: [&str; 2] = ["/account.rs", "/http.rs"];

/// What is no word of a gateway's: an unknown word without anything printable in it is shown to a person as an empty one.
const FOR_PEOPLE: &str = "Word::Unknown(self.words(hidden).unwrap_or_default())";

fn made_up<'a>(files: impl IntoIterator<Item = &'a File>) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files.into_iter().filter(|file| !NO_WIRE.iter().any(|name| file.path.ends_with(name))) {
        for (number, line) in code(file).into_iter().filter(|(_, line)| !line.contains(FOR_PEOPLE)) {
            wrong.extend(
                DEFAULTS.iter().filter(|word| line.contains(**word)).map(|word| format!("{}: {word}", file.line(number))),
            );
        }
    }
    wrong
}

#[test]
fn no_word_of_a_gateway_has_a_default() {
    for text in [
        "let status = answer.status.unwrap_or_default();",
        "    #[serde(default)]",
        "    #[serde(default = \"zero\", rename = \"status\")]",
        "#[derive(Deserialize, Default)]",
        "#[derive(Default, Deserialize)]",
        "impl Default for Answer {",
        "let amount = amount.unwrap_or(0);",
    ] {
        assert_eq!(made_up([&File::sample("src/gate.rs", text)]).len(), 1, "the check is blind to {text}");
    }
    let files = running("gateway");
    assert!(files.iter().any(|file| file.path.ends_with("paygate_global/wire.rs")));
    assert_none(made_up(files));
}
