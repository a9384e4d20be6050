//! How this machine's window is used: what no ledger should keep, since training and the shop's own payments have one each.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::dto::{Lang, Theme, Volume};

const FILE: &str = "window.json";

/// Kept in the data folder. At first start: French, the system's theme, training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    /// Minutes until a till that nobody touches is nobody's; 0: never.
    pub(crate) idle_minutes: u16,
    /// Of the sounds that go with an outcome.
    pub(crate) volume: Volume,
    pub(crate) training: bool,
    /// Somebody has chosen between training and an account.
    pub(crate) chosen: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { lang: Lang::Fr, theme: Theme::System, idle_minutes: 10, volume: Volume::Full, training: true, chosen: false }
    }
}

impl Preferences {
    /// The data folder that the environment names, if it does.
    pub(crate) fn folder() -> Option<PathBuf> {
        env::var_os("COMPTOIR_DATA_DIR").map(PathBuf::from)
    }

    /// What was kept in `folder`. A file that cannot be read is as none: it holds nothing that is worth a refusal to open.
    pub(crate) fn of(folder: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(folder.join(FILE)).ok()?).ok()
    }

    /// Where nothing was kept. A shop that has accounts is not at its first start: it has lost the file, and must not be led into
    /// training.
    pub(crate) fn unkept(has_accounts: bool) -> Self {
        Self { training: !has_accounts, chosen: has_accounts, ..Self::default() }
    }

    /// Keeps them in `folder`, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn keep(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let written = folder.join(format!("{FILE}.new"));
        let mut file = File::create(&written)?;
        file.write_all(serde_json::to_string(self)?.as_bytes())?;
        // Before the new name, so that a power cut leaves the old file or the new one.
        file.sync_all()?;
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
        assert_eq!(Preferences::of(&folder), None);
        let kept = Preferences {
            lang: Lang::En,
            theme: Theme::Dark,
            idle_minutes: 5,
            volume: Volume::Off,
            training: false,
            chosen: true,
        };
        kept.keep(&folder).unwrap();
        assert_eq!(Preferences::of(&folder), Some(kept));
        fs::write(folder.join(FILE), "{\"lang\":\"xx\"").unwrap();
        assert_eq!(Preferences::of(&folder), None);
    }

    #[test]
    fn a_shop_that_lost_the_file_is_not_led_into_training() {
        let (first, lost) = (Preferences::unkept(false), Preferences::unkept(true));
        assert_eq!((first.training, first.chosen), (true, false));
        assert_eq!((lost.training, lost.chosen), (false, true));
    }
}
