//! A till with its window's settings, and the machine it stands on: a display, a bus and a keyring.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use comptoir_core::payment::Payment;
use comptoir_ledger::{Filter, Reader};
use comptoir_tests::{Keyring, Till};
use serde_json::json;
use tempfile::TempDir;

use crate::display::Display;

/// The program that is built beside these tests.
const PROGRAM: &str = env!("CARGO_BIN_EXE_comptoir");

/// One till at a time has the bus that it finds other starts of itself on, so each has a machine of its own.
pub(crate) struct Desk {
    pub(crate) till: Till,
    pub(crate) display: Display,
    pub(crate) keyring: Keyring,
    browser: TempDir,
    data: PathBuf,
}

impl Desk {
    /// A machine on which Comptoir has never run.
    pub(crate) fn new() -> Self {
        Self::with(Till::on)
    }

    fn with(till: impl FnOnce(&Keyring) -> Till) -> Self {
        let keyring = Keyring::unlocked();
        let till = till(&keyring);
        let data = till.folder().to_owned();
        Self { till, display: Display::start(), keyring, browser: browser(), data }
    }

    /// The same with its data in a folder of this name in the till's.
    pub(crate) fn in_folder(self, name: &str) -> Self {
        Self { data: self.till.folder().join(name), ..self }
    }

    /// A shop that has left training and is spoken to in French, in daylight.
    pub(crate) fn of_a_shop() -> Self {
        Self::new().chosen()
    }

    /// The same with its data on this disk.
    pub(crate) fn of_a_shop_on(disk: &Path) -> Self {
        Self::with(|keyring| Till::on_disk(keyring, disk)).chosen()
    }

    fn chosen(self) -> Self {
        self.preferring("fr", "light", true)
    }

    /// The same spoken to in this language and in this theme, as a shop that has left training or before its first start.
    pub(crate) fn preferring(self, lang: &str, theme: &str, has_left_training: bool) -> Self {
        let kept = json!({ "lang": lang, "theme": theme, "training": !has_left_training, "chosen": has_left_training });
        fs::write(self.till.folder().join("window.json"), kept.to_string()).unwrap();
        self
    }

    /// A program that finds the till's folder, its keyring and the display, and nothing else.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env_clear().envs(self.till.environment().iter().map(|(name, value)| (*name, value)));
        let programs = std::env::var_os("PATH").unwrap_or_default();
        let with_browser = std::iter::once(self.browser.path().to_owned()).chain(std::env::split_paths(&programs));
        command.env("PATH", std::env::join_paths(with_browser).unwrap()).env("LANG", "C.UTF-8");
        command.env("DISPLAY", self.display.name()).env("COMPTOIR_DATA_DIR", &self.data);
        // Nobody reads the screen aloud here, and the bus has nobody who would.
        command.env("NO_AT_BRIDGE", "1").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Comptoir, started by hand.
    pub(crate) fn start_by_hand(&self) -> Child {
        self.command(PROGRAM).spawn().unwrap()
    }

    pub(crate) const fn program() -> &'static str {
        PROGRAM
    }

    /// The addresses that the system's browser was asked to open, the first one first.
    pub(crate) fn opened(&self) -> Vec<String> {
        let opened = fs::read_to_string(self.browser.path().join(OPENED)).unwrap_or_default();
        opened.lines().map(str::to_owned).collect()
    }

    /// What the till has written down of itself.
    pub(crate) fn log(&self) -> String {
        let files = self.till.files().into_iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "log"));
        files.map(|(_, content)| String::from_utf8_lossy(&content).into_owned()).collect()
    }

    /// Every payment of the shop's ledger, newest first, the ledger being sound.
    pub(crate) fn payments(&self) -> Vec<Payment> {
        payments(self.till.folder())
    }

    /// The same of the ledger of training.
    pub(crate) fn practice_payments(&self) -> Vec<Payment> {
        payments(&self.till.folder().join("training"))
    }
}

/// Where the browser notes what it was asked to open.
const OPENED: &str = "opened";

/// A system's browser that opens nothing, and notes what it was asked for.
fn browser() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("xdg-open");
    fs::write(&script, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", folder.path().join(OPENED).display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn payments(folder: &Path) -> Vec<Payment> {
    let reader = Reader::open(folder).unwrap().expect("a ledger");
    assert_eq!(reader.verify().unwrap(), []);
    reader.list(&Filter { limit: 100, ..Filter::default() }).unwrap()
}
