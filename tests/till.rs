//! A till: a data folder of a test's own, and the program run on it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::gateway::ScriptedGateway;
use crate::keyring::Keyring;
use crate::outcome::Outcome;
use crate::print_server::PrintServer;
use crate::running::Running;

/// The key of the accounts that a till adds.
pub const KEY: &str = "practice-key";

/// A customer's number, of Mixx by Yas by its prefix.
pub const PHONE: &str = "90123456";

/// The owner's PIN where a test needs one.
pub const PIN: &str = "48261597";

/// A data folder, and where its keychain is.
pub struct Till {
    folder: Arc<TempDir>,
    environment: Vec<(&'static str, OsString)>,
    options: Vec<&'static str>,
    /// Kept for what stands in it, where nobody else keeps it.
    keyring: Option<Arc<Keyring>>,
}

impl Till {
    /// A new folder, its keys in the keyring that the tests share.
    #[must_use]
    pub fn new() -> Self {
        Self::sharing(&Keyring::shared())
    }

    /// A new folder, its keys in this keyring, which lasts as long as the till.
    #[must_use]
    pub fn sharing(keyring: &Arc<Keyring>) -> Self {
        Self { keyring: Some(Arc::clone(keyring)), ..Self::on(keyring) }
    }

    /// A new folder, its keys in this keyring as long as that is there.
    #[must_use]
    pub fn on(keyring: &Keyring) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self { folder, environment: keyring.environment().to_vec(), options: Vec::new(), keyring: None }
    }

    /// The same in a folder on this disk.
    #[must_use]
    pub fn on_disk(keyring: &Keyring, disk: &Path) -> Self {
        Self { folder: Arc::new(tempfile::tempdir_in(disk).unwrap()), ..Self::on(keyring) }
    }

    /// A new folder in training mode, on a machine without keychain.
    #[must_use]
    pub fn training() -> Self {
        Self { options: vec!["--training"], ..Self::on(&Keyring::absent()) }
    }

    /// The same folder with another keyring.
    #[must_use]
    pub fn moved_to(&self, keyring: &Keyring) -> Self {
        let environment = keyring.environment().to_vec();
        Self { folder: Arc::clone(&self.folder), environment, options: self.options.clone(), keyring: None }
    }

    /// The same till on a machine whose printers are this server's.
    #[must_use]
    pub fn printing_by(mut self, server: &PrintServer) -> Self {
        self.environment.push(server.environment());
        self
    }

    /// The same folder with more options before every command.
    #[must_use]
    pub fn with(&self, options: &[&'static str]) -> Self {
        let options = self.options.iter().chain(options).copied().collect();
        let (folder, keyring) = (Arc::clone(&self.folder), self.keyring.clone());
        Self { folder, environment: self.environment.clone(), options, keyring }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What a program needs in its environment to find the till's keychain.
    #[must_use]
    pub fn environment(&self) -> &[(&'static str, OsString)] {
        &self.environment
    }

    /// The program with nothing but its keychain in the environment, and no argument yet.
    #[must_use]
    pub fn program(&self) -> Command {
        let mut command = Command::new(crate::binary());
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (*name, value)));
        for name in ["PATH", "TMPDIR", "LLVM_PROFILE_FILE"] {
            if let Some(value) = env::var_os(name) {
                command.env(name, value);
            }
        }
        command
    }

    /// Runs a command with `--json` to its end.
    #[track_caller]
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        self.start(true, arguments, None).finish()
    }

    /// The same with something on standard input.
    #[track_caller]
    pub fn run_typing<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>, input: &str) -> Outcome {
        self.start(true, arguments, Some(input)).finish()
    }

    /// Runs a command as a person does, in words.
    #[track_caller]
    pub fn run_human<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        self.start(false, arguments, None).finish()
    }

    /// The same with something on standard input.
    #[track_caller]
    pub fn run_human_typing<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>, input: &str) -> Outcome {
        self.start(false, arguments, Some(input)).finish()
    }

    /// Starts a command with `--json` and gives it back while it runs.
    #[track_caller]
    pub fn spawn<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Running {
        self.start(true, arguments, None)
    }

    /// The same with something on standard input.
    #[track_caller]
    pub fn spawn_typing<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>, input: &str) -> Running {
        self.start(true, arguments, Some(input))
    }

    fn start<A: AsRef<OsStr>>(&self, json: bool, arguments: impl IntoIterator<Item = A>, input: Option<&str>) -> Running {
        let mut command = self.program();
        command.arg("--data-dir").arg(self.folder());
        if json {
            command.arg("--json");
        }
        command.args(&self.options).args(arguments);
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        Running::start(format!("comptoir-cli {}", words.join(" ")), json, command, input)
    }

    /// Adds an account at `gateway` whose key is [`KEY`].
    #[track_caller]
    pub fn add_account(&self, name: &str, gateway: &ScriptedGateway) -> Outcome {
        self.add_account_with(name, gateway, KEY, &[])
    }

    /// Adds an account at `gateway` whose page is on.
    #[track_caller]
    pub fn add_page_account(&self, name: &str, gateway: &ScriptedGateway) -> Outcome {
        self.add_account_with(name, gateway, KEY, &["--field", "page=on"])
    }

    /// Adds an account at `gateway` with a key and options of the test's own.
    #[track_caller]
    pub fn add_account_with(&self, name: &str, gateway: &ScriptedGateway, key: &str, options: &[&str]) -> Outcome {
        let base_url = gateway.base_url();
        let mut words = vec!["account", "add", name, "--gateway", "paygate-global", "--base-url", &base_url];
        words.extend(options);
        // Only the owner turns the page on.
        let secrets = if options.contains(&"page=on") {
            self.set_pin();
            json!({ "auth_token": key, "pin": PIN })
        } else {
            json!({ "auth_token": key })
        };
        self.run_typing(words, &secrets.to_string()).exits(0)
    }

    /// Sets the owner's PIN to [`PIN`], also where it is that already.
    #[track_caller]
    pub fn set_pin(&self) -> Outcome {
        self.run_typing(["owner", "set-pin"], &json!({ "pin": PIN, "old_pin": PIN }).to_string()).exits(0)
    }

    /// Runs a command that only the owner may run, with [`PIN`] on standard input.
    #[track_caller]
    pub fn run_as_owner<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        self.run_typing(arguments, &json!({ "pin": PIN }).to_string())
    }

    /// Every file in the folder, with what it holds.
    #[must_use]
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        crate::leak::files_under(self.folder())
    }

    /// The ledger's database, opened behind the program's back.
    #[must_use]
    pub fn database(&self) -> Connection {
        let files = self.files();
        // Not its copies, which have other names.
        let is_one = |path: &Path| path.file_name().is_some_and(|name| name == "ledger.sqlite");
        let mut ledgers = files.iter().filter(|(path, content)| is_one(path) && content.starts_with(b"SQLite format 3\0"));
        let (path, _) = ledgers.next().expect("a database in the data folder");
        Connection::open(path).unwrap()
    }
}

impl Default for Till {
    fn default() -> Self {
        Self::new()
    }
}
