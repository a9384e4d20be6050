//! The checks.

use std::time::Duration;

use super::Language::{self, English, French};
use crate::system::Need;

impl Language {
    pub(crate) fn check_passed(self, line: &str, lasted: Duration) -> String {
        match self {
            French => format!("réussi : {line} ({lasted:.1?})"),
            English => format!("passed: {line} ({lasted:.1?})"),
        }
    }

    pub(crate) fn check_current(self) -> &'static str {
        match self {
            French => "déjà fait : rien n’a changé depuis",
            English => "done already: nothing has changed since",
        }
    }

    pub(crate) fn no_component(self, component: &str) -> String {
        match self {
            French => format!("SAUTÉ : {component} n’est pas installé (« rustup component add {component} » l’ajoute)."),
            English => format!("SKIPPED: {component} is not installed ('rustup component add {component}' adds it)."),
        }
    }

    pub(crate) fn no_browser(self) -> String {
        match self {
            French => "SAUTÉ : aucun navigateur trouvé. COMPTOIR_CHROMIUM peut en nommer un qui est ailleurs.",
            English => "SKIPPED: no browser was found. COMPTOIR_CHROMIUM can name one that is elsewhere.",
        }
        .to_owned()
    }

    pub(crate) fn check_failed(self, line: &str, code: Option<i32>, lasted: Duration) -> String {
        let ended = self.ended(code);
        match self {
            French => format!("ÉCHEC : {line} : {ended}, après {lasted:.1?}."),
            English => format!("FAILED: {line}: {ended}, after {lasted:.1?}."),
        }
    }

    pub(crate) fn all_passed(self, lasted: Duration, skipped: &[String], missing: &[Need]) -> String {
        let mut lines = Vec::new();
        if !missing.is_empty() {
            lines.push(self.still_missing(missing));
        }
        if skipped.is_empty() {
            lines.push(match self {
                French => format!("Tout a réussi ({lasted:.1?})."),
                English => format!("Everything passed ({lasted:.1?})."),
            });
        } else {
            let skipped = skipped.join(", ");
            lines.push(match self {
                French => format!("Le reste a réussi ({lasted:.1?}), mais sans : {skipped}."),
                English => format!("The rest passed ({lasted:.1?}), but without: {skipped}."),
            });
        }
        lines.join("\n")
    }
}
