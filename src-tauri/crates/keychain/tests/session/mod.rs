//! A desktop session of a test's own: its bus, its gnome-keyring, and a home in a temporary folder, so that the keyring of whoever runs
//! the tests is never touched.
//!
//! A process belongs to the session it was started in. So a test starts itself again inside ([`in_sessions`]), once for each session its
//! story needs. What happens to a session while the program runs, the scenario does to it ([`start_bus`], [`start_keyring`], [`unlock`]).

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use tempfile::TempDir;

/// The password of every keyring made here.
const PASSWORD: &str = "practice-password";

/// Longer than any scenario takes, even on a busy machine.
const BOUND: Duration = Duration::from_secs(60);

/// Starts gnome-keyring, hands it the password ($0) without a line break, which would be part of it, and becomes the program ($@).
///
/// The question in between is answered once the keyring is on the bus. A session that ends earlier leaves a keyring behind that waits for
/// ever, because it is the end of its bus that ends it.
const UNLOCKED: &str = "printf %s \"$0\" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    secret-tool lookup service none username none
    exec \"$@\"";

/// Tells a test that it runs inside, and in which session of its story.
const INSIDE: &str = "COMPTOIR_TEST_SESSION";

/// What a session has when the program starts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Keyring {
    /// gnome-keyring, its login keyring made if need be and unlocked.
    Unlocked,
    /// gnome-keyring, started by the bus at the first question: locked, or without any keyring in a new home.
    NotUnlocked,
    /// A bus on which nothing keeps secrets.
    NoProvider,
    /// An address of a bus, and no bus.
    NoBus,
}

/// Runs `scenario` in each of `sessions` in turn, all of one home, passing the session's number. `test` is the test's own name.
pub(crate) fn in_sessions(test: &str, sessions: &[Keyring], scenario: impl AsyncFn(usize)) {
    if let Ok(number) = env::var(INSIDE) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(scenario(number.parse().unwrap()));
        return;
    }
    let home = Home::new();
    for (number, keyring) in sessions.iter().enumerate() {
        let mut command = home.session(*keyring, &env::current_exe().unwrap());
        command.args([test, "--exact", "--nocapture"]).env(INSIDE, number.to_string());
        let output = finish(&mut command);
        let said = String::from_utf8_lossy(&output.stdout);
        // A name that is no test's would run nothing and succeed.
        assert!(
            output.status.success() && said.contains("1 passed"),
            "session {number} of {test}: {}\n{said}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        home.wait_until_empty();
    }
}

/// A person's home and runtime folder.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("run")).unwrap();
        // A bus that starts nothing by itself, so that a keyring is there when a scenario says so and not before.
        fs::write(
            folder.path().join("bus.conf"),
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">\
             <allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>",
        )
        .unwrap();
        Self { folder }
    }

    /// The command that runs `program` in a new session. Nothing of the environment gets in but the path: no display, no bus, no home.
    fn session(&self, keyring: Keyring, program: &Path) -> Command {
        let mut command = match keyring {
            Keyring::NoBus => Command::new(program),
            Keyring::Unlocked | Keyring::NotUnlocked | Keyring::NoProvider => {
                let mut session = Command::new(installed("dbus-run-session", "dbus"));
                if matches!(keyring, Keyring::NoProvider) {
                    session.arg("--config-file").arg(self.folder.path().join("bus.conf"));
                }
                session.arg("--");
                if matches!(keyring, Keyring::Unlocked) {
                    session.args(["bash", "-c", UNLOCKED, PASSWORD]);
                    installed("secret-tool", "libsecret-tools");
                }
                installed("gnome-keyring-daemon", "gnome-keyring");
                session.arg(program);
                session
            }
        };
        let run = self.folder.path().join("run");
        command
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap())
            .env("HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", &run)
            .stdin(Stdio::null());
        if matches!(keyring, Keyring::NoBus) {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus_address(&run));
        }
        command
    }

    /// Waits until no process of this home is left: bus and keyring end with their session, a moment later. One that stays is ended here,
    /// and is a failure.
    fn wait_until_empty(&self) {
        let since = Instant::now();
        loop {
            let left = self.processes();
            if left.is_empty() {
                return;
            }
            if since.elapsed() > BOUND {
                let kill = Command::new("bash").args(["-c", "kill -KILL \"$@\"", "bash"]).args(&left).status();
                panic!("processes {left:?} outlived their session ({kill:?})");
            }
            thread::yield_now();
        }
    }

    fn processes(&self) -> Vec<String> {
        let mark = format!("HOME={}", self.folder.path().display()).into_bytes();
        let lives_here = |process: &PathBuf| {
            fs::read(process.join("environ")).is_ok_and(|environ| environ.split(|byte| *byte == 0).any(|entry| entry == mark))
        };
        let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| Some(entry.ok()?.path()));
        let here = processes.filter(lives_here);
        here.filter_map(|process| Some(process.file_name()?.to_string_lossy().into_owned())).collect()
    }
}

/// The output of `command`. Past the bound, it and all that it started is ended.
fn finish(command: &mut Command) -> Output {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0).spawn().unwrap();
    let group = child.id();
    let (ended, end) = mpsc::channel();
    thread::spawn(move || ended.send(child.wait_with_output()));
    if let Ok(output) = end.recv_timeout(BOUND) {
        return output.unwrap();
    }
    Command::new("bash").args(["-c", &format!("kill -KILL -- -{group}")]).status().unwrap();
    panic!("no end after {BOUND:?}: {:?}", end.recv_timeout(BOUND));
}

/// `program`, which `cargo xtask test` installs.
fn installed<'a>(program: &'a str, package: &str) -> &'a str {
    let path = env::var_os("PATH").unwrap();
    let found = env::split_paths(&path).any(|folder| folder.join(program).is_file());
    assert!(found, "{program} is missing: install the package {package}");
    program
}

fn run_folder() -> PathBuf {
    PathBuf::from(env::var_os("XDG_RUNTIME_DIR").unwrap())
}

fn bus_address(run: &Path) -> String {
    format!("unix:path={}", run.join("bus").display())
}

/// A process of a scenario, ended with it.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Starts a bus at the address that [`Keyring::NoBus`] gave.
pub(crate) fn start_bus() -> Running {
    let mut bus = Command::new(installed("dbus-daemon", "dbus"));
    let config = Path::new(&env::var_os("HOME").unwrap()).join("bus.conf");
    bus.arg("--config-file").arg(config).arg(format!("--address={}", bus_address(&run_folder())));
    bus.args(["--nofork", "--nopidfile", "--print-address"]).stdout(Stdio::piped());
    let mut bus = Running(bus.spawn().unwrap());
    // It says its address once it listens.
    let said = BufReader::new(bus.0.stdout.take().unwrap()).lines().next();
    assert!(said.unwrap().unwrap().starts_with("unix:path="));
    bus
}

/// Starts gnome-keyring and hands it the password. It answers a moment later.
pub(crate) fn start_keyring() -> Running {
    let mut keyring = Command::new(installed("gnome-keyring-daemon", "gnome-keyring"));
    keyring.args(["--foreground", "--unlock", "--components=secrets"]);
    let mut keyring = Running(keyring.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap());
    let mut password = keyring.0.stdin.take().unwrap();
    password.write_all(PASSWORD.as_bytes()).unwrap();
    keyring
}

/// Unlocks the login keyring of the gnome-keyring that runs, through its control socket, as the login screen does.
pub(crate) fn unlock() {
    let mut control = UnixStream::connect(run_folder().join("keyring/control")).unwrap();
    // One byte carries our identity; then the length of all, the operation (1: unlock), the length of the password and the password.
    control.write_all(&[0]).unwrap();
    let length = |bytes: usize| u32::try_from(bytes).unwrap().to_be_bytes();
    let mut request = length(12 + PASSWORD.len()).to_vec();
    request.extend(1_u32.to_be_bytes());
    request.extend(length(PASSWORD.len()));
    request.extend(PASSWORD.as_bytes());
    control.write_all(&request).unwrap();
    let mut answer = [0; 8];
    control.read_exact(&mut answer).unwrap();
    assert_eq!(answer, [0, 0, 0, 8, 0, 0, 0, 0], "the last number is 0 for unlocked");
}
