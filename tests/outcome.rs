//! What a run of the program came to.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// A run that has ended. Every check gives it back, so that checks are chained, and a failed one prints all of it.
pub struct Outcome {
    /// The command line, as a person would type it.
    pub line: String,
    /// The exit code; none when a signal ended it.
    pub exit: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// With `--json`: each line of standard output.
    pub lines: Vec<Value>,
    /// With `--json`: the object in `error` on standard error, if there is one.
    pub error: Option<Value>,
}

impl Outcome {
    pub(crate) fn of(line: String, exit: Option<i32>, stdout: String, stderr: String) -> Self {
        Self { line, exit, stdout, stderr, lines: Vec::new(), error: None }
    }

    /// Reads what a run with `--json` said; whatever is no JSON where only JSON may stand is a failure.
    pub(crate) fn read_as_json(mut self) -> Self {
        let read = |text: &str| text.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>();
        self.lines = read(&self.stdout).unwrap_or_else(|error| panic!("standard output is not a JSON a line ({error})\n{self}"));
        let errors = read(&self.stderr).unwrap_or_else(|error| panic!("standard error is not a JSON a line ({error})\n{self}"));
        assert!(errors.len() <= 1, "several errors\n{self}");
        self.error = errors.into_iter().next().map(|mut line| line["error"].take());
        self
    }

    /// It ended with this code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.exit, Some(code), "another exit code\n{self}");
        if code == 0 || code == 3 || code == 4 {
            assert!(self.error.is_none(), "an error beside a result\n{self}");
        }
        self
    }

    /// It ended with this exit code and this code of an error, in all the parts that an error has.
    #[track_caller]
    pub fn refused(self, exit: i32, code: &str) -> Self {
        let error = self.error.as_ref().unwrap_or_else(|| panic!("no error\n{self}"));
        assert_eq!((self.exit, error["code"].as_str()), (Some(exit), Some(code)), "another refusal\n{self}");
        for part in ["message", "money_at_risk", "what_to_do"] {
            assert!(error[part].as_str().is_some_and(|text| !text.trim().is_empty()), "no {part}\n{self}");
        }
        self
    }

    /// The last line of standard output: for a payment, how it stands at the end.
    #[track_caller]
    #[must_use]
    pub fn last(&self) -> &Value {
        self.lines.last().unwrap_or_else(|| panic!("nothing on standard output\n{self}"))
    }

    /// A text field of the last line.
    #[track_caller]
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        let text = self.last()[field].as_str();
        text.unwrap_or_else(|| panic!("{field} is no text\n{self}")).to_owned()
    }

    /// The payment's name.
    #[track_caller]
    #[must_use]
    pub fn id(&self) -> String {
        self.text("payment_id")
    }

    /// The state at the end.
    #[track_caller]
    #[must_use]
    pub fn state(&self) -> String {
        self.text("state")
    }

    /// The states that were told, in order, each once in a row.
    #[must_use]
    pub fn states(&self) -> Vec<&str> {
        let mut states: Vec<&str> = self.lines.iter().filter_map(|line| line["state"].as_str()).collect();
        states.dedup();
        states
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, exit, stdout, stderr, .. } = self;
        write!(f, "$ {line}\nexit: {exit:?}\nstandard output:\n{stdout}\nstandard error:\n{stderr}")
    }
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The names of the fields of a JSON object, in the order in which they are written.
#[must_use]
pub fn fields_in_order(object: &str) -> Vec<String> {
    struct Names;
    impl<'de> Visitor<'de> for Names {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Vec<String>, A::Error> {
            let mut names = Vec::new();
            while let Some((name, _)) = entries.next_entry::<String, Value>()? {
                names.push(name);
            }
            Ok(names)
        }
    }
    serde_json::Deserializer::from_str(object).deserialize_map(Names).unwrap_or_else(|error| panic!("{error} in {object}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_as_they_are_written() {
        assert_eq!(fields_in_order(r#"{"b":1,"a":{"z":2},"c":[]}"#), ["b", "a", "c"]);
    }

    #[test]
    fn states_are_told_once_in_a_row() {
        let stdout = "{\"state\":\"recorded\"}\n{\"state\":\"sending\"}\n{\"state\":\"sending\"}\n{\"state\":\"pending\"}\n";
        let outcome = Outcome::of("pay".to_owned(), Some(4), stdout.to_owned(), String::new()).read_as_json();
        assert_eq!(outcome.states(), ["recorded", "sending", "pending"]);
        assert_eq!(outcome.exits(4).state(), "pending");
    }

    #[test]
    fn an_error_is_read_from_standard_error() {
        let stderr = r#"{"error":{"code":"usage","message":"m","money_at_risk":"no","what_to_do":"w","reference":null}}"#;
        let outcome = Outcome::of("x".to_owned(), Some(2), String::new(), format!("{stderr}\n")).read_as_json();
        outcome.refused(2, "usage");
    }
}
