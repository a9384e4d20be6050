//! A Secret Service of the tests' own: a bus, gnome-keyring and a home in a temporary folder, so that the keyring of whoever runs the
//! tests is never touched.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fs};

use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{ObjectPath, OwnedObjectPath};

use crate::BOUND;

const SECRETS: &str = "org.freedesktop.secrets";

/// Lives as long as its standard input: the process that holds the other end ends the session by ending itself, however that happens.
/// `$1` is what starts the keyring, `$2` its password; a line break after the password would be part of it.
const SESSION: &str =
    r#"dbus-run-session -- sh -c "$1"' echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat >/dev/null' sh "$2"; rm -rf -- "$HOME""#;

const UNLOCKED: &str = r#"printf %s "$1" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"#;

/// The bus starts the keyring at the first question, and nobody gives it a password.
const NOT_UNLOCKED: &str = ":;";

/// So many tills share a keyring. gnome-keyring locks more memory with each key that it writes, the more the more it has, and dies at the
/// system's limit: some seven hundred keys where that is 8 MiB.
const TILLS_OF_ONE: usize = 20;

const PASSWORD: &str = "practice-password";

/// Where a program finds its keychain: the environment to start it in.
pub struct Keyring {
    environment: Vec<(&'static str, OsString)>,
    session: Option<Session>,
    /// Kept for what stands in it.
    _home: Option<TempDir>,
    /// Kept listening.
    _socket: Option<UnixListener>,
}

struct Session {
    shell: Child,
    /// Its end is the session's end.
    lifeline: Option<ChildStdin>,
    bus: String,
}

impl Keyring {
    /// A keyring that tests of this process share, unlocked. It ends with its last till or with the process, even with one that is
    /// killed.
    ///
    /// # Panics
    /// When there is no keyring, as everything here does that cannot go on.
    #[must_use]
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Option<(Arc<Keyring>, usize)>> = Mutex::new(None);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *shared {
            Some((keyring, tills)) if *tills < TILLS_OF_ONE => {
                *tills += 1;
                Arc::clone(keyring)
            }
            worn => {
                let keyring = Arc::new(Self::unlocked());
                *worn = Some((Arc::clone(&keyring), 1));
                keyring
            }
        }
    }

    /// A keyring of a test's own, unlocked and empty.
    #[must_use]
    pub fn unlocked() -> Self {
        Self::session(UNLOCKED)
    }

    /// A new home in which no keyring was ever made, on a screen-less machine where nobody can be asked for its password.
    #[must_use]
    pub fn unmade() -> Self {
        Self::session(NOT_UNLOCKED)
    }

    /// No bus, so no keyring.
    #[must_use]
    pub fn absent() -> Self {
        let home = tempfile::tempdir().unwrap();
        let environment = environment(home.path(), &format!("unix:path={}", home.path().join("no-bus").display()));
        Self { environment, session: None, _home: Some(home), _socket: None }
    }

    /// A bus that takes the connection and never says a word, as a keychain behind a password window.
    #[must_use]
    pub fn silent() -> Self {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("bus");
        let socket = UnixListener::bind(&path).unwrap();
        let environment = environment(home.path(), &format!("unix:path={}", path.display()));
        Self { environment, session: None, _home: Some(home), _socket: Some(socket) }
    }

    /// What a program needs in its environment to find this keyring, and no other.
    pub(crate) fn environment(&self) -> &[(&'static str, OsString)] {
        &self.environment
    }

    /// The names of Comptoir's keys in it: folder's id, account and field, parted by slashes.
    ///
    /// # Panics
    /// When there is no keyring, as everything here does that cannot go on.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let bus = self.bus();
        let wanted = HashMap::from([("service", "Comptoir")]);
        let found = call(&bus, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems", &(wanted,));
        let (unlocked, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) = found.body().deserialize().unwrap();
        let name = |item: &OwnedObjectPath| {
            let asked = ("org.freedesktop.Secret.Item", "Attributes");
            let answer = call(&bus, item.as_str(), "org.freedesktop.DBus.Properties", "Get", &asked);
            let attributes: zbus::zvariant::OwnedValue = answer.body().deserialize().unwrap();
            let attributes = HashMap::<String, String>::try_from(attributes).unwrap();
            attributes["username"].clone()
        };
        let mut names: Vec<String> = unlocked.iter().chain(&locked).map(name).filter(|name| name.contains('/')).collect();
        names.sort();
        names
    }

    /// Locks it, with everything that is in it. There is no screen on which somebody could be asked to unlock it.
    pub fn lock(&self) {
        let collections = vec![ObjectPath::from_static_str_unchecked("/org/freedesktop/secrets/collection/login")];
        call(&self.bus(), "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock", &(collections,));
    }

    fn bus(&self) -> Connection {
        let session = self.session.as_ref().expect("a keyring that is there");
        let builder = Builder::address(session.bus.as_str()).unwrap().method_timeout(BOUND);
        builder.build().expect("the session's bus answers")
    }

    fn session(keyring: &str) -> Self {
        for (program, package) in [("dbus-run-session", "dbus"), ("gnome-keyring-daemon", "gnome-keyring")] {
            let path = env::var_os("PATH").unwrap_or_default();
            let found = env::split_paths(&path).any(|folder| folder.join(program).is_file());
            assert!(found, "{program} is missing: install the package {package}");
        }
        // The session's own last act is to remove it: it may outlive this process by a moment.
        let home = tempfile::tempdir().unwrap().keep();
        fs::create_dir(home.join("run")).unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-c", SESSION, "sh", keyring, PASSWORD]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        shell.env_clear().envs(environment(&home, "")).env("PATH", env::var_os("PATH").unwrap_or_default());
        // Without the bus of whoever runs the tests, and without their Ctrl-C, which would leave the home behind.
        shell.env_remove("DBUS_SESSION_BUS_ADDRESS").process_group(0);
        let mut shell = shell.spawn().expect("sh starts");
        let lifeline = shell.stdin.take();
        let mut said = String::new();
        BufReader::new(shell.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let bus = said.trim().to_owned();
        assert!(!bus.is_empty(), "dbus-run-session started no bus");
        let environment = environment(&home, &bus);
        let keyring = Self { environment, session: Some(Session { shell, lifeline, bus }), _home: None, _socket: None };
        // Answered once the keyring is on the bus. A session that ended earlier would leave it behind, waiting.
        let asked = ("org.freedesktop.Secret.Service", "Collections");
        call(&keyring.bus(), "/org/freedesktop/secrets", "org.freedesktop.DBus.Properties", "Get", &asked);
        keyring
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        drop(self.shell.wait());
    }
}

fn environment(home: &Path, bus: &str) -> Vec<(&'static str, OsString)> {
    vec![("HOME", home.into()), ("XDG_RUNTIME_DIR", home.join("run").into()), ("DBUS_SESSION_BUS_ADDRESS", bus.into())]
}

#[track_caller]
fn call<B>(bus: &Connection, path: &str, interface: &str, method: &str, body: &B) -> zbus::Message
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    let answer = bus.call_method(Some(SECRETS), path, Some(interface), method, body);
    answer.unwrap_or_else(|error| panic!("gnome-keyring does not answer {method}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_keyring_is_empty_and_ends_with_its_value() {
        let keyring = Keyring::unlocked();
        assert!(keyring.keys().is_empty());
        let home = keyring.environment()[0].1.clone();
        assert!(Path::new(&home).exists());
        drop(keyring);
        assert!(!Path::new(&home).exists());
    }
}
