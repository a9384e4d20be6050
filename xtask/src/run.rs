//! `cargo xtask run`: the till's window, with all that it needs; or, where there can be no window, a practice payment in the terminal.

pub(crate) mod visit;

use std::ffi::OsString;
use std::process::Command;

use crate::screen;
use crate::sentences::Language;
use crate::system::{Need, prepare};
use crate::workspace::{build, exit_code};

/// What the window is made with.
const NEEDS: [Need; 3] = [Need::CCompiler, Need::WebKit, Need::Node];

/// Opens the window and waits until it is closed, or takes the visit in the terminal.
pub(crate) fn run(language: Language, in_terminal: bool, without_pause: bool) -> Result<(), String> {
    if in_terminal {
        return visit::take(language, without_pause);
    }
    if !has_display(std::env::consts::OS, |name| std::env::var_os(name)) {
        println!("{}", language.no_display());
        return visit::take(language, without_pause);
    }
    let missing = prepare(language, &NEEDS);
    // The terminal program is built from C as well.
    if missing.contains(&Need::CCompiler) {
        return Err(language.nothing_without(&[Need::CCompiler]));
    }
    if !missing.is_empty() {
        println!("{}", language.no_window(&missing));
        return visit::take(language, without_pause);
    }
    println!("{}", language.building_window());
    screen::make(language)?;
    let program = build(language, "comptoir")?;
    println!("\n{}", language.opening());
    match exit_code(&mut Command::new(program), language)? {
        Some(0) => Ok(()),
        code => Err(language.window_failed(code)),
    }
}

/// Whether a window would be seen. Windows and macOS always have a display; elsewhere, two variables tell.
fn has_display(os: &str, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    match os {
        "windows" | "macos" => true,
        _ => ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().filter_map(variable).any(|value| !value.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(os: &str, variables: &[(&str, &str)]) -> bool {
        has_display(os, |name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn on_linux_x11_or_wayland_shows_a_window() {
        assert!(seen("linux", &[("DISPLAY", ":0")]));
        assert!(seen("linux", &[("WAYLAND_DISPLAY", "wayland-0")]));
    }

    #[test]
    fn on_linux_without_a_display_there_is_no_window() {
        assert!(!seen("linux", &[]));
        assert!(!seen("linux", &[("DISPLAY", ""), ("WAYLAND_DISPLAY", ""), ("TERM", "xterm")]));
    }

    #[test]
    fn windows_and_macos_need_no_variable() {
        assert!(seen("windows", &[]) && seen("macos", &[]));
    }
}
