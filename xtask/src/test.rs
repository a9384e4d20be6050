//! `cargo xtask test`: what the tests need, then formatting, lints and every test, of Rust and of the screen.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::screen::{Product, npm};
use crate::sentences::Language;
use crate::system::{Need, System, browser, prepare};
use crate::workspace::{cargo, exit_code, root};

/// One thing that must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Check {
    tool: Tool,
    arguments: &'static str,
    when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tool {
    Cargo,
    /// In the folder of the screen.
    Npm,
}

/// When a check is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    /// With this part of Rust, which a bare installation may lack: its cargo command and rustup's name for it.
    Component {
        command: &'static str,
        name: &'static str,
    },
    /// Unless what it makes is there already.
    NotCurrent(Product),
    /// With a browser to drive.
    Browser,
}

/// How a check stands before it is made.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    Due,
    Current,
    /// It cannot be made, and a sentence says why.
    Lacking(String),
}

/// In order of speed, so that a small mistake is told early. The window holds the screen, which is built before it.
const CHECKS: [Check; 8] = [
    rust("fmt --all --check", When::Component { command: "fmt", name: "rustfmt" }),
    ui(Product::Packages.arguments(), When::NotCurrent(Product::Packages)),
    ui("run check", When::Always),
    ui("test", When::Always),
    ui(Product::Screen.arguments(), When::NotCurrent(Product::Screen)),
    rust("clippy --workspace --all-targets --locked -- -D warnings", When::Component { command: "clippy", name: "clippy" }),
    // One that fails hides none of the others.
    rust("test --workspace --locked --no-fail-fast", When::Always),
    ui("run e2e", When::Browser),
];

const fn rust(arguments: &'static str, when: When) -> Check {
    Check { tool: Tool::Cargo, arguments, when }
}

const fn ui(arguments: &'static str, when: When) -> Check {
    Check { tool: Tool::Npm, arguments, when }
}

/// Without these, not even a part can be built.
const INDISPENSABLE: [Need; 3] = [Need::CCompiler, Need::WebKit, Need::Node];

/// Prepares the machine and runs every check, stopping at the first that fails.
pub(crate) fn test(language: Language) -> Result<(), String> {
    let started = Instant::now();
    let missing = prepare(language, System::here().test_needs());
    let stopping: Vec<Need> = missing.iter().copied().filter(|need| INDISPENSABLE.contains(need)).collect();
    if !stopping.is_empty() {
        return Err(language.nothing_without(&stopping));
    }
    let ended =
        check_all(language, &CHECKS, |check| check.standing(language), |check| exit_code(&mut check.command(browser), language));
    // A tool that could not be had explains a failure, and must not be forgotten after a success.
    match ended {
        Ok(skipped) => {
            println!("\n{}", language.all_passed(started.elapsed(), &skipped, &missing));
            Ok(())
        }
        Err(sentence) if missing.is_empty() => Err(sentence),
        Err(sentence) => Err(format!("{}\n{sentence}", language.still_missing(&missing))),
    }
}

impl Check {
    /// The check as a person can type it.
    fn line(&self) -> String {
        match self.tool {
            Tool::Cargo => format!("cargo {}", self.arguments),
            Tool::Npm => format!("npm {}", self.arguments),
        }
    }

    /// What is run; the screens' tests are told which browser was found.
    fn command(&self, browser: impl FnOnce() -> Option<PathBuf>) -> Command {
        let mut command = match self.tool {
            Tool::Cargo => cargo(self.arguments.split(' ')),
            Tool::Npm => npm(self.arguments),
        };
        if self.when == When::Browser
            && let Some(path) = browser()
        {
            command.env("COMPTOIR_CHROMIUM", path);
        }
        command
    }

    fn standing(&self, language: Language) -> Standing {
        match self.when {
            When::Always => Standing::Due,
            When::NotCurrent(product) if product.is_current(&root()) => Standing::Current,
            When::NotCurrent(_) => Standing::Due,
            When::Component { command, name } if !is_installed(command) => Standing::Lacking(language.no_component(name)),
            When::Component { .. } => Standing::Due,
            When::Browser if browser().is_none() => Standing::Lacking(language.no_browser()),
            When::Browser => Standing::Due,
        }
    }
}

/// Whether a command of cargo is there.
fn is_installed(command: &str) -> bool {
    let told = cargo([command, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    told.is_ok_and(|status| status.success())
}

/// Runs the checks in order; gives back those that were skipped for something that is not there.
fn check_all(
    language: Language,
    checks: &[Check],
    standing: impl Fn(&Check) -> Standing,
    mut run: impl FnMut(&Check) -> Result<Option<i32>, String>,
) -> Result<Vec<String>, String> {
    let mut skipped = Vec::new();
    for (place, check) in (1..).zip(checks) {
        let shown = check.line();
        println!("\n[{place}/{}] {shown}", checks.len());
        match standing(check) {
            Standing::Due => {}
            Standing::Current => {
                println!("{}", language.check_current());
                continue;
            }
            Standing::Lacking(sentence) => {
                println!("{sentence}");
                skipped.push(shown);
                continue;
            }
        }
        let started = Instant::now();
        let code = run(check)?;
        let lasted = started.elapsed();
        if code != Some(0) {
            return Err(language.check_failed(&shown, code, lasted));
        }
        println!("{}", language.check_passed(&shown, lasted));
    }
    Ok(skipped)
}

#[cfg(test)]
mod tests;
