//! How this machine's window is used: what no ledger should keep, since training and the shop's own payments have one each.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::dto::{Lang, Theme};

const FILE: &str = "window.json";

/// Kept in the data folder. At first start: French, the system's theme, training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    pub(crate) training: bool,
    /// Somebody has chosen between training and an account.
    pub(crate) chosen: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { lang: Lang::Fr, theme: Theme::System, training: true, chosen: false }
    }
}

impl Preferences {
    /// The data folder that the environment names, if it does.
    pub(crate) fn folder() -> Option<PathBuf> {
        env::var_os("COMPTOIR_DATA_DIR").map(PathBuf::from)
    }

    /// What was kept in `folder`. A file that cannot be read is as none: it holds nothing that is worth a refusal to open.
    pub(crate) fn of(folder: &Path) -> Self {
        let kept = fs::read_to_string(folder.join(FILE)).ok().and_then(|text| serde_json::from_str(&text).ok());
        kept.unwrap_or_default()
    }

    /// Keeps them in `folder`, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn keep(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let written = folder.join(format!("{FILE}.new"));
        fs::write(&written, serde_json::to_string(self)?)?;
        fs::rename(written, folder.join(FILE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        assert_eq!(Preferences::of(&folder), Preferences::default());
        let kept = Preferences { lang: Lang::En, theme: Theme::Dark, training: false, chosen: true };
        kept.keep(&folder).unwrap();
        assert_eq!(Preferences::of(&folder), kept);
        fs::write(folder.join(FILE), "{\"lang\":\"xx\"").unwrap();
        assert_eq!(Preferences::of(&folder), Preferences::default());
    }
}
