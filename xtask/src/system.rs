//! What the machine must have beside Rust, and how each system gets it.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::sentences::Language;
use crate::workspace::exit_code;

/// Something outside Rust that building or testing needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// For SQLite and for the cryptography of TLS, which are built from C.
    CCompiler,
    /// For the tests that keep a key in a real Secret Service.
    Keyring,
    /// For the D-Bus session which that Secret Service lives in.
    Bus,
    /// For the tests that kill the program at each of its writes.
    Strace,
}

/// The kind of machine, as far as installing something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    Debian,
    Fedora,
    Arch,
    /// A Linux whose way of installing is not known here.
    OtherLinux,
    MacOs,
    Windows,
    Other,
}

/// Whether this person may install, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Privilege {
    Root,
    Sudo,
    Neither,
}

/// A program and its arguments.
pub(crate) type Line = Vec<String>;

/// Installs what is missing after saying what and why; gives back what is missing still.
pub(crate) fn prepare(language: Language, needs: &[Need]) -> Vec<Need> {
    let system = System::here();
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !need.is_met(system)).collect();
    if missing.is_empty() {
        return missing;
    }
    println!("{}", language.missing(&missing));
    let attempts = plan(system, &missing);
    if attempts.is_empty() {
        println!("{}", language.how_to_get(system));
        return missing;
    }
    let privilege = Privilege::here();
    println!("{}", language.installing(privilege));
    if privilege == Privilege::Neither {
        for line in attempts.iter().take(1).flatten() {
            println!("  {}", line.join(" "));
        }
        return missing;
    }
    for attempt in attempts {
        if install(language, privilege, &attempt) {
            break;
        }
    }
    let left: Vec<Need> = missing.into_iter().filter(|need| !need.is_met(system)).collect();
    if !left.is_empty() {
        println!("{}", language.still_missing(&left));
    }
    left
}

/// What to try, in order, until one attempt ends well. Nothing where the system's way is not known.
pub(crate) fn plan(system: System, missing: &[Need]) -> Vec<Vec<Line>> {
    let mut packages: Vec<&str> = Vec::new();
    for need in missing {
        packages.extend(need.packages(system));
    }
    if packages.is_empty() {
        return Vec::new();
    }
    let packages = packages.join(" ");
    let line = |words: &str| -> Line { words.split(' ').map(str::to_owned).collect() };
    match system {
        System::Debian => {
            let attempt = vec![
                line("apt-get update"),
                // By `env`, because sudo does not hand the variable on.
                line(&format!("env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {packages}")),
            ];
            vec![attempt.clone(), attempt]
        }
        System::Fedora => {
            let words = format!("install -y --setopt=install_weak_deps=False {packages}");
            vec![vec![line(&format!("dnf {words}"))], vec![line(&format!("dnf --refresh {words}"))]]
        }
        // The list of packages is refreshed only where it must be: on Arch, new packages beside an old system can break it.
        System::Arch => {
            let words = format!("--needed --noconfirm {packages}");
            vec![vec![line(&format!("pacman -S {words}"))], vec![line(&format!("pacman -Sy {words}"))]]
        }
        System::OtherLinux | System::MacOs | System::Windows | System::Other => Vec::new(),
    }
}

impl System {
    /// The machine this runs on.
    pub(crate) fn here() -> Self {
        match std::env::consts::OS {
            "linux" => ["/etc/os-release", "/usr/lib/os-release"]
                .into_iter()
                .find_map(|path| std::fs::read_to_string(path).ok())
                .map_or(Self::OtherLinux, |text| Self::of_os_release(&text)),
            "macos" => Self::MacOs,
            "windows" => Self::Windows,
            _ => Self::Other,
        }
    }

    /// What a whole test run needs here: the keyring and kill tests are for Linux only.
    pub(crate) fn test_needs(self) -> &'static [Need] {
        match self {
            Self::Debian | Self::Fedora | Self::Arch | Self::OtherLinux => {
                &[Need::CCompiler, Need::Keyring, Need::Bus, Need::Strace]
            }
            Self::MacOs | Self::Windows | Self::Other => &[Need::CCompiler],
        }
    }

    /// The family named in an `os-release` file: its own name first, then those it says it is like.
    fn of_os_release(text: &str) -> Self {
        let value = |key: &str| {
            text.lines()
                .filter_map(|line| line.trim().split_once('='))
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value.trim_matches(['"', '\'']).to_ascii_lowercase())
                .unwrap_or_default()
        };
        let names = format!("{} {}", value("ID"), value("ID_LIKE"));
        names
            .split_whitespace()
            .find_map(|name| match name {
                "debian" | "ubuntu" => Some(Self::Debian),
                "fedora" | "rhel" => Some(Self::Fedora),
                "arch" => Some(Self::Arch),
                _ => None,
            })
            .unwrap_or(Self::OtherLinux)
    }
}

impl Need {
    /// The programs to look for: looking is quick, and is right whoever installed them.
    pub(crate) fn executables(self, system: System) -> &'static [&'static str] {
        match self {
            // Rust's usual toolchain on Windows is linked by Visual Studio's tools, which bring the
            // compiler and are found by other means than PATH; the GNU one brings a linker only.
            Self::CCompiler if system == System::Windows => {
                if cfg!(target_env = "gnu") {
                    &["gcc"]
                } else {
                    &[]
                }
            }
            Self::CCompiler => &["cc"],
            Self::Keyring => &["gnome-keyring-daemon", "secret-tool"],
            Self::Bus => &["dbus-run-session", "dbus-daemon"],
            Self::Strace => &["strace"],
        }
    }

    fn packages(self, system: System) -> &'static [&'static str] {
        match (self, system) {
            // The headers of the C library are only recommended by Debian's gcc.
            (Self::CCompiler, System::Debian) => &["gcc", "libc6-dev"],
            (Self::CCompiler, System::Fedora | System::Arch) => &["gcc"],
            (Self::Keyring, System::Debian) => &["gnome-keyring", "libsecret-tools"],
            (Self::Keyring, System::Fedora | System::Arch) => &["gnome-keyring", "libsecret"],
            (Self::Bus, System::Debian | System::Arch) => &["dbus"],
            (Self::Bus, System::Fedora) => &["dbus-daemon"],
            (Self::Strace, System::Debian | System::Fedora | System::Arch) => &["strace"],
            (
                Self::CCompiler | Self::Keyring | Self::Bus | Self::Strace,
                System::OtherLinux | System::MacOs | System::Windows | System::Other,
            ) => &[],
        }
    }

    fn is_met(self, system: System) -> bool {
        self.executables(system).iter().all(|name| on_path(name))
    }
}

impl Privilege {
    fn here() -> Self {
        let id = Command::new("id").arg("-u").stdin(Stdio::null()).output().map(|output| output.stdout);
        if id.is_ok_and(|digits| digits.trim_ascii() == b"0") {
            Self::Root
        } else if on_path("sudo") {
            Self::Sudo
        } else {
            Self::Neither
        }
    }

    /// The line as this person must type it.
    fn applied(self, line: &Line) -> Line {
        match self {
            Self::Root | Self::Neither => line.clone(),
            Self::Sudo => std::iter::once("sudo".to_owned()).chain(line.iter().cloned()).collect(),
        }
    }
}

/// Runs the lines of one attempt. Only the last decides: a list of packages that could not be
/// refreshed, for one broken source among several, does not keep the install from working.
fn install(language: Language, privilege: Privilege, attempt: &[Line]) -> bool {
    let mut well = false;
    for line in attempt {
        let line = privilege.applied(line);
        println!("$ {}", line.join(" "));
        let Some((program, arguments)) = line.split_first() else {
            continue;
        };
        well = match exit_code(Command::new(program).args(arguments), language) {
            Ok(code) => code == Some(0),
            Err(sentence) => {
                println!("{sentence}");
                false
            }
        };
    }
    well
}

fn on_path(name: &str) -> bool {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| Path::new(&folder).join(&file).is_file()))
}

#[cfg(test)]
mod tests;
