//! `cargo xtask test`: what the tests need, then formatting, lints and every test.

use std::process::Stdio;
use std::time::Instant;

use crate::sentences::Language;
use crate::system::{Need, System, prepare};
use crate::workspace::{cargo, exit_code};

/// One thing that must pass.
#[derive(Debug, PartialEq, Eq)]
struct Check {
    arguments: &'static str,
    /// The part of Rust that a bare installation may lack: its cargo command and rustup's name for it.
    component: Option<Component>,
}

#[derive(Debug, PartialEq, Eq)]
struct Component {
    command: &'static str,
    name: &'static str,
}

/// In order of speed, so that a small mistake is told early.
const CHECKS: [Check; 3] = [
    Check { arguments: "fmt --all --check", component: Some(Component { command: "fmt", name: "rustfmt" }) },
    Check {
        arguments: "clippy --workspace --all-targets --locked -- -D warnings",
        component: Some(Component { command: "clippy", name: "clippy" }),
    },
    Check { arguments: "test --workspace --locked", component: None },
];

/// Prepares the machine and runs every check, stopping at the first that fails.
pub(crate) fn test(language: Language) -> Result<(), String> {
    let started = Instant::now();
    let missing = prepare(language, System::here().test_needs());
    if missing.contains(&Need::CCompiler) {
        return Err(language.no_compiler());
    }
    let ended = check_all(
        language,
        &CHECKS,
        |component| {
            cargo([component.command, "--version"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        },
        |check| exit_code(&mut cargo(check.arguments.split(' ')), language),
    );
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

/// Runs the checks in order; gives back the commands skipped because their component is not installed.
fn check_all(
    language: Language,
    checks: &[Check],
    installed: impl Fn(&Component) -> bool,
    mut run: impl FnMut(&Check) -> Result<Option<i32>, String>,
) -> Result<Vec<String>, String> {
    let mut skipped = Vec::new();
    for (place, check) in (1..).zip(checks) {
        let shown = format!("cargo {}", check.arguments);
        println!("\n[{place}/{}] {shown}", checks.len());
        if let Some(component) = &check.component
            && !installed(component)
        {
            println!("{}", language.check_skipped(component.name));
            skipped.push(shown);
            continue;
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
mod tests {
    use super::*;

    #[test]
    fn formatting_comes_first_then_lints_then_tests() {
        let mut seen = Vec::new();
        let skipped = check_all(
            Language::English,
            &CHECKS,
            |_| true,
            |check| {
                seen.push(check.arguments);
                Ok(Some(0))
            },
        );
        assert_eq!(skipped, Ok(Vec::new()));
        assert_eq!(
            seen,
            ["fmt --all --check", "clippy --workspace --all-targets --locked -- -D warnings", "test --workspace --locked",]
        );
    }

    #[test]
    fn the_first_failure_stops_and_is_named_on_the_last_line() {
        let mut runs = 0;
        let ended = check_all(
            Language::English,
            &CHECKS,
            |_| true,
            |check| {
                runs += 1;
                Ok(Some(if check.arguments.starts_with("clippy") { 101 } else { 0 }))
            },
        );
        let sentence = ended.unwrap_err();
        let last = sentence.lines().last().unwrap();
        assert!(last.contains("cargo clippy") && last.contains("101"));
        assert_eq!(runs, 2);
    }

    #[test]
    fn a_check_ended_by_a_signal_has_failed() {
        let ended = check_all(Language::French, &CHECKS, |_| true, |_| Ok(None));
        assert!(ended.is_err());
    }

    #[test]
    fn a_missing_component_is_skipped_and_told() {
        let mut seen = Vec::new();
        let skipped = check_all(
            Language::English,
            &CHECKS,
            |component| component.name != "rustfmt",
            |check| {
                seen.push(check.arguments);
                Ok(Some(0))
            },
        );
        assert_eq!(skipped, Ok(vec!["cargo fmt --all --check".to_owned()]));
        assert_eq!(seen, [CHECKS[1].arguments, CHECKS[2].arguments]);
    }

    #[test]
    fn what_was_skipped_is_repeated_at_the_end() {
        let lasted = std::time::Duration::from_secs(61);
        for language in [Language::French, Language::English] {
            let sentence = language.all_passed(lasted, &["cargo fmt".to_owned()], &[Need::Strace]);
            assert!(sentence.contains("cargo fmt") && sentence.contains("strace"));
        }
    }
}
