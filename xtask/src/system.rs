//! What the machine must have beside Rust, and how each system gets it.

mod need;
mod programs;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::sentences::Language;
use crate::workspace::exit_code;

pub(crate) use need::Need;
pub(crate) use programs::find;

/// The kind of machine, as far as installing something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    Debian,
    /// As Debian, but for its browser.
    Ubuntu,
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

/// A browser for the screens' tests, where there is one.
pub(crate) fn browser() -> Option<PathBuf> {
    programs::browser()
}

/// Installs what is missing after saying what and why; gives back what is missing still.
pub(crate) fn prepare(language: Language, needs: &[Need]) -> Vec<Need> {
    let system = System::here();
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !need.is_met(system)).collect();
    if missing.is_empty() {
        return missing;
    }
    println!("{}", language.missing(&missing));
    let by_hand: Vec<Need> = missing.iter().copied().filter(|need| need.packages(system).is_empty()).collect();
    let ways: Vec<String> = by_hand.iter().filter_map(|need| language.how_to_get(*need, system)).collect();
    for way in &ways {
        println!("{way}");
    }
    if ways.len() < by_hand.len() {
        println!("{}", language.way_not_known());
    }
    let attempts = need::plan(system, &missing);
    if attempts.is_empty() {
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

    /// What a whole test run needs here: the tests of the keyring, of kills and of the window are for Linux only.
    pub(crate) fn test_needs(self) -> &'static [Need] {
        match self {
            Self::Debian | Self::Ubuntu | Self::Fedora | Self::Arch | Self::OtherLinux => &[
                Need::CCompiler,
                Need::WebKit,
                Need::Node,
                Need::Keyring,
                Need::Bus,
                Need::Strace,
                Need::PrintServer,
                Need::WebDriver,
                Need::Display,
                Need::Poppler,
                Need::Browser,
                Need::Office,
            ],
            Self::MacOs | Self::Windows => &[Need::CCompiler, Need::Node, Need::Browser],
            Self::Other => &[Need::CCompiler, Need::WebKit, Need::Node, Need::Browser],
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
                // Mint says it is like Ubuntu, but packages its browser as Debian does.
                "debian" | "linuxmint" => Some(Self::Debian),
                "ubuntu" => Some(Self::Ubuntu),
                "fedora" | "rhel" => Some(Self::Fedora),
                "arch" => Some(Self::Arch),
                _ => None,
            })
            .unwrap_or(Self::OtherLinux)
    }
}

impl Privilege {
    fn here() -> Self {
        let id = Command::new("id").arg("-u").stdin(Stdio::null()).output().map(|output| output.stdout);
        if id.is_ok_and(|digits| digits.trim_ascii() == b"0") {
            Self::Root
        } else if find("sudo").is_some() {
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

#[cfg(test)]
mod tests;
