//! Turns `fr.json` and `en.json` into `match` tables over the closed lists of codes, reasons, states and labels. The compiler
//! then finds a sentence that is missing (the match is not exhaustive) or that nobody can ask for (no such variant).

use std::error::Error;
use std::fmt::{self, Debug, Write as _};
use std::marker::PhantomData;
use std::path::Path;
use std::{env, fs};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// The languages, by the name of their file and of their variant of `Lang`.
const LANGUAGES: [(&str, &str); 2] = [("fr.json", "Fr"), ("en.json", "En")];

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    errors: Table<Failure>,
    reasons: Table<String>,
    states: Table<Standing>,
    risks: Table<String>,
    labels: Table<String>,
    /// What only the window says: it reads these from the same files, and its own tests hold the languages against each other.
    #[serde(rename = "window")]
    _window: serde::de::IgnoredAny,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Failure {
    what_happened: String,
    what_to_do: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    word: String,
    what_happened: String,
    what_to_do: String,
    // Without this, an absent customer would be taken for one who is told nothing.
    #[serde(deserialize_with = "Option::deserialize")]
    customer: Option<String>,
}

/// A JSON object in its own order. Two equal names stay two, so that the compiler finds the second unreachable.
struct Table<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Rows(PhantomData))
    }
}

struct Rows<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
    type Value = Table<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<T>, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = map.next_entry()? {
            rows.push(row);
        }
        Ok(Table(rows))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arms: [String; 5] = Default::default();
    let [errors, reasons, states, risks, labels] = &mut arms;
    for (file, lang) in LANGUAGES {
        println!("cargo::rerun-if-changed={file}");
        let catalogue: Catalogue =
            serde_json::from_str(&fs::read_to_string(file)?).map_err(|error| format!("{file}: {error}"))?;
        for (name, Failure { what_happened, what_to_do }) in catalogue.errors.0 {
            arm(errors, lang, "Code", &name, "", (what_happened, what_to_do))?;
        }
        for (name, sentence) in catalogue.reasons.0 {
            arm(reasons, lang, "Reason", &name, "", sentence)?;
        }
        for (name, Standing { word, what_happened, what_to_do, customer }) in catalogue.states.0 {
            // This pattern fits a state with data and one without.
            arm(states, lang, "State", &name, " { .. }", (word, what_happened, what_to_do, customer))?;
        }
        for (name, sentence) in catalogue.risks.0 {
            arm(risks, lang, "MoneyAtRisk", &name, "", sentence)?;
        }
        for (name, sentence) in catalogue.labels.0 {
            arm(labels, lang, "Label", &name, "", sentence)?;
        }
    }
    let text = "&'static str";
    let rust = [
        table("error", "Code", &format!("({text}, {text})"), errors),
        table("reason", "Reason", text, reasons),
        table("state", "State", &format!("({text}, {text}, {text}, Option<{text}>)"), states),
        table("risk", "MoneyAtRisk", text, risks),
        table("label", "Label", text, labels),
    ];
    fs::write(Path::new(&env::var("OUT_DIR")?).join("catalogue.rs"), rust.concat())?;
    Ok(())
}

/// One arm of a table. The debug form of texts, tuples and options is also their Rust.
fn arm(table: &mut String, lang: &str, of: &str, name: &str, data: &str, words: impl Debug) -> fmt::Result {
    writeln!(table, "        (Lang::{lang}, {of}::{}{data}) => {words:?},", variant(name))
}

fn table(name: &str, of: &str, returns: &str, arms: &str) -> String {
    format!("pub(crate) const fn {name}(lang: Lang, of: {of}) -> {returns} {{\n    match (lang, of) {{\n{arms}    }}\n}}\n")
}

/// `amount_too_large` is the variant `AmountTooLarge`.
fn variant(name: &str) -> String {
    let mut begins = true;
    name.chars()
        .filter_map(|c| {
            if c == '_' {
                begins = true;
                return None;
            }
            let c = if begins { c.to_ascii_uppercase() } else { c };
            begins = false;
            Some(c)
        })
        .collect()
}
