//! Every sentence of these commands, in both languages. They stand here and not with the
//! application's words, because this package depends on nothing.

mod checks;
mod commands;
mod gallery;
mod machine;
mod proofs;
mod visit;
mod window;

/// French unless English is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    French,
    English,
}

use Language::{English, French};

impl Language {
    /// What the environment asks for: the first variable that is set decides, as in POSIX.
    pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let name = tag.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::named(&name.to_ascii_lowercase()).unwrap_or(French)
    }

    pub(crate) fn named(tag: &str) -> Option<Self> {
        [French, English].into_iter().find(|language| language.tag() == tag)
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            French => "fr",
            English => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::Need;
    use std::path::Path;

    fn spoken(variables: &[(&str, &str)]) -> Language {
        Language::of_environment(|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn french_is_spoken_unless_english_is_asked_for() {
        for value in ["", "C", "C.UTF-8", "POSIX", "fr_TG.UTF-8", "pt_BR", "enm_GB"] {
            assert_eq!(spoken(&[("LANG", value)]), French, "{value}");
        }
        assert_eq!(spoken(&[]), French);
        for value in ["en", "en_US.UTF-8", "en-GB", "EN_gb", "en.UTF-8", "en@quot"] {
            assert_eq!(spoken(&[("LANG", value)]), English, "{value}");
        }
    }

    #[test]
    fn lc_all_goes_before_lang_unless_it_is_empty() {
        assert_eq!(spoken(&[("LC_ALL", "fr_FR.UTF-8"), ("LANG", "en_US.UTF-8")]), French);
        assert_eq!(spoken(&[("LC_ALL", "en_US.UTF-8"), ("LANG", "fr_FR.UTF-8")]), English);
        assert_eq!(spoken(&[("LC_ALL", ""), ("LANG", "en_US")]), English);
    }

    #[test]
    fn what_is_missing_is_said_with_its_reason() {
        let sentence = French.missing(&[Need::Strace, Need::Keyring]);
        assert!(sentence.contains("strace : des tests tuent"));
        assert!(sentence.contains("gnome-keyring-daemon, secret-tool : des tests gardent"));
    }

    #[test]
    fn the_commands_to_try_next_refuse_expire_and_stay_silent() {
        for language in [French, English] {
            let sentence = language.what_next("comptoir-cli --training", Path::new("/till"));
            for amount in ["pay 1505 ", "pay 1510 ", "pay 1515 "] {
                assert!(sentence.contains(amount), "{amount}");
            }
        }
    }

    #[test]
    fn french_signs_stand_behind_spaces_that_do_not_break() {
        let files = [
            include_str!("sentences/checks.rs"),
            include_str!("sentences/commands.rs"),
            include_str!("sentences/gallery.rs"),
            include_str!("sentences/machine.rs"),
            include_str!("sentences/proofs.rs"),
            include_str!("sentences/visit.rs"),
            include_str!("sentences/window.rs"),
        ];
        for line in files.iter().flat_map(|text| text.lines()) {
            for breaking in ["« ", " »", " :", " ;", " ?"] {
                assert!(!line.contains(breaking), "{line}");
            }
        }
    }
}
