use std::time::Duration;

use super::*;

/// Runs all checks, each standing as told, and gives back those that were made beside how it ended.
fn made(standing: impl Fn(&Check) -> Standing) -> (Vec<String>, Result<Vec<String>, String>) {
    let mut seen = Vec::new();
    let ended = check_all(Language::English, &CHECKS, standing, |check| {
        seen.push(check.line());
        Ok(Some(0))
    });
    (seen, ended)
}

#[test]
fn the_quick_checks_come_first_and_the_screen_before_the_window() {
    let (seen, ended) = made(|_| Standing::Due);
    assert_eq!(ended, Ok(Vec::new()));
    assert_eq!(
        seen,
        [
            "cargo fmt --all --check",
            "npm ci --no-audit --no-fund",
            "npm run check",
            "npm test",
            "npm run build",
            "cargo clippy --workspace --all-targets --locked -- -D warnings",
            "cargo test --workspace --locked --no-fail-fast",
            "npm run e2e",
        ]
    );
}

#[test]
fn the_first_failure_stops_and_is_named_on_the_last_line() {
    let mut runs = 0;
    let ended = check_all(
        Language::English,
        &CHECKS,
        |_| Standing::Due,
        |check| {
            runs += 1;
            Ok(Some(if check.arguments.starts_with("clippy") { 101 } else { 0 }))
        },
    );
    let sentence = ended.unwrap_err();
    let last = sentence.lines().last().unwrap();
    assert!(last.contains("cargo clippy") && last.contains("101"));
    assert_eq!(runs, 6);
}

#[test]
fn a_check_ended_by_a_signal_has_failed() {
    let ended = check_all(Language::French, &CHECKS, |_| Standing::Due, |_| Ok(None));
    assert!(ended.is_err());
}

#[test]
fn a_check_that_lacks_something_is_skipped_and_told() {
    let lacking = |check: &Check| {
        if matches!(check.when, When::Component { name: "rustfmt", .. } | When::Browser) {
            Standing::Lacking("SKIPPED".to_owned())
        } else {
            Standing::Due
        }
    };
    let (seen, ended) = made(lacking);
    assert_eq!(ended, Ok(vec!["cargo fmt --all --check".to_owned(), "npm run e2e".to_owned()]));
    assert_eq!(seen.len(), CHECKS.len() - 2);
}

#[test]
fn what_is_current_is_not_made_again_and_counts_as_passed() {
    let current = |check: &Check| {
        if matches!(check.when, When::NotCurrent(_)) { Standing::Current } else { Standing::Due }
    };
    let (seen, ended) = made(current);
    assert_eq!(ended, Ok(Vec::new()));
    assert_eq!(seen.len(), CHECKS.len() - 2);
    assert!(!seen.iter().any(|line| line.contains("ci") || line.contains("build")));
}

#[test]
fn a_part_of_rust_that_is_not_installed_is_named_with_its_remedy() {
    let check = rust("fmt", When::Component { command: "comptoir-no-such-command", name: "rustfmt" });
    let Standing::Lacking(sentence) = check.standing(Language::English) else {
        panic!("the check is due");
    };
    assert!(sentence.contains("rustup component add rustfmt"));
}

#[test]
fn what_npm_makes_is_due_unless_it_is_current() {
    for check in CHECKS {
        if let When::NotCurrent(product) = check.when {
            let wanted = if product.is_current(&root()) { Standing::Current } else { Standing::Due };
            assert_eq!(check.standing(Language::French), wanted, "{}", check.line());
        }
    }
}

#[test]
fn checks_of_the_screen_run_in_its_folder() {
    for check in &CHECKS {
        let folder = if check.tool == Tool::Npm { root().join("ui") } else { root() };
        assert_eq!(check.command(|| None).get_current_dir(), Some(folder.as_path()), "{}", check.line());
    }
}

#[test]
fn only_the_screens_tests_are_told_which_browser_was_found() {
    let told = CHECKS.iter().filter(|check| {
        let command = check.command(|| Some("/bin/chromium".into()));
        command.get_envs().any(|(name, value)| name == "COMPTOIR_CHROMIUM" && value == Some("/bin/chromium".as_ref()))
    });
    assert_eq!(told.map(Check::line).collect::<Vec<_>>(), ["npm run e2e"]);
}

#[test]
fn what_was_skipped_is_repeated_at_the_end() {
    let lasted = Duration::from_secs(61);
    for language in [Language::French, Language::English] {
        let sentence = language.all_passed(lasted, &["npm run e2e".to_owned()], &[Need::Strace]);
        assert!(sentence.contains("npm run e2e") && sentence.contains("strace"));
    }
}
