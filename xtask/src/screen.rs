//! The screen: its packages and its build, each made only where it is missing or older than what it is made from.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::sentences::Language;
use crate::system::find;
use crate::workspace::{exit_code, root};

/// What npm leaves on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Product {
    /// The packages, in `ui/node_modules`.
    Packages,
    /// The screen that the window shows, in `ui/dist`.
    Screen,
}

/// What the screen is made from, beside Rust's words. A folder stands for all that is in it.
const SOURCES: [&str; 9] = [
    "ui/src",
    "ui/index.html",
    "ui/package.json",
    "ui/package-lock.json",
    "ui/vite.config.ts",
    "ui/svelte.config.js",
    // npm writes it last, so that it tells when the packages were installed.
    "ui/node_modules/.package-lock.json",
    "src-tauri/crates/words/fr.json",
    "src-tauri/crates/words/en.json",
];

/// Makes the screen, as far as it is not there.
pub(crate) fn make(language: Language) -> Result<(), String> {
    for product in [Product::Packages, Product::Screen] {
        if product.is_current(&root()) {
            continue;
        }
        let line = format!("npm {}", product.arguments());
        println!("$ {line}");
        let code = exit_code(&mut npm(product.arguments()), language)?;
        if code != Some(0) {
            return Err(language.screen_not_made(&line, code));
        }
    }
    Ok(())
}

/// npm in the folder of the screen. It downloads no browser.
pub(crate) fn npm(arguments: &str) -> Command {
    // By its path: on Windows npm is a script, which is not started by its bare name.
    let program = find("npm").unwrap_or_else(|| "npm".into());
    let mut command = Command::new(program);
    command.args(arguments.split(' ')).current_dir(root().join("ui")).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

impl Product {
    /// What npm is asked, to make it.
    pub(crate) const fn arguments(self) -> &'static str {
        match self {
            Self::Packages => "ci --no-audit --no-fund",
            Self::Screen => "run build",
        }
    }

    /// Whether it is there and no older than anything it is made from.
    pub(crate) fn is_current(self, root: &Path) -> bool {
        let (product, sources): (_, &[&str]) = match self {
            Self::Packages => ("ui/node_modules/.package-lock.json", &["ui/package-lock.json"]),
            Self::Screen => ("ui/dist/index.html", &SOURCES),
        };
        let Some(made) = newest(&root.join(product)) else {
            return false;
        };
        sources.iter().all(|source| newest(&root.join(source)).is_some_and(|changed| changed <= made))
    }
}

/// When the last change was at this path or below it. A folder changes when a file in it is added or removed.
fn newest(path: &Path) -> Option<SystemTime> {
    let metadata = path.metadata().ok()?;
    let mut last = metadata.modified().ok()?;
    if metadata.is_dir() {
        for entry in path.read_dir().ok()? {
            last = last.max(newest(&entry.ok()?.path())?);
        }
    }
    Some(last)
}

#[cfg(test)]
mod tests;
