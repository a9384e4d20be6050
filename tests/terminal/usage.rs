//! The command line: options, where the data folder is, and what is said to words that are off.

use std::process::Command;

use comptoir_tests::{Till, leak};

/// Runs the program as it is, without the options that a till puts before every command.
fn plain(till: &Till, change: impl FnOnce(&mut Command) -> &mut Command) -> (Option<i32>, String, String) {
    let mut command = till.program();
    change(&mut command);
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_command_line_that_is_off_is_bad_input() {
    let till = Till::new();
    let lines: [&[&str]; 35] = [
        &[],
        &["sell"],
        &["account"],
        &["account", "rename", "a", "b"],
        &["account", "add", "boutique"],
        &["account", "add", "boutique", "--gateway", "paygate-global", "--field", "page"],
        &["shop"],
        &["shop", "set"],
        &["shop", "set", "name"],
        &["pay"],
        &["pay", "12500", "13000"],
        &["pay", "12500", "--speed", "fast"],
        &["pay", "12500", "--method", "sms"],
        &["pay", "12500", "--wait", "-1"],
        &["pay", "12500", "--wait", "soon"],
        &["pay", "12500", "--customer", "email"],
        &["pay", "12500", "--accept-double"],
        &["show"],
        &["receipt", "x", "--columns", "40"],
        &["receipt", "x", "--format", "svg"],
        &["receipt", "x", "--format", "pdf", "--paper", "a3"],
        &["list", "--limit", "0"],
        &["practice", "--port", "70000"],
        &["owner"],
        &["owner", "set-pin", "4826"],
        &["owner", "set-pin", "--pin", "4826"],
        &["customer"],
        &["settle", "x", "--as", "paid", "--pin", "4826"],
        &["settle", "x"],
        &["settle", "x", "--as", "lost"],
        &["payout", "boutique", "500"],
        &["payout", "boutique", "500", "--to", "90123456", "--pin", "4826"],
        &["notify", "paygate-global"],
        &["notify", "paygate-global", "--account", "boutique", "--header", "x"],
        &["account", "prefer"],
    ];
    for line in lines {
        let outcome = till.run(line).refused(2, "usage");
        assert_eq!(outcome.stdout, "", "{outcome}");
    }
    assert!(till.files().is_empty(), "nothing was done, so nothing was written");
}

#[test]
fn an_error_does_not_repeat_a_key_that_was_put_in_the_wrong_place() {
    const PLANTED: &str = "planted-practice-key";
    let till = Till::new();
    for line in [
        vec!["account", "add", "boutique", "--gateway", "paygate-global", "--auth-token", PLANTED],
        vec!["account", "add", "boutique", "--gateway", "paygate-global", "--auth-token=planted-practice-key"],
        vec!["account", "add", "boutique", "--gateway", "paygate-global", PLANTED],
        vec!["account", PLANTED],
        vec![PLANTED],
        vec!["--lang", PLANTED, "list"],
        vec!["owner", "set-pin", PLANTED],
        vec!["owner", "set-pin", "--pin", PLANTED],
        vec!["settle", "x", "--as", "paid", "--pin=planted-practice-key"],
    ] {
        for outcome in [till.run(&line), till.run_human(&line)] {
            assert_eq!(outcome.exit, Some(2), "{outcome}");
            leak::assert_free_of(PLANTED, "standard error", outcome.stderr.as_bytes());
            leak::assert_free_of(PLANTED, "standard output", outcome.stdout.as_bytes());
        }
    }
}

#[test]
fn two_dashes_end_the_options() {
    let till = Till::new();
    till.run(["shop", "set", "--", "name=--json"]).exits(0);
    assert_eq!(till.run(["shop", "show"]).text("name"), "--json");
    till.run(["show", "--", "--json"]).refused(2, "payment_unknown");
    till.run(["account", "test", "--", "-x"]).refused(2, "account_unknown");
}

#[test]
fn help_and_version_are_told_in_the_language_asked_for() {
    let till = Till::new();
    let (exit, french, errors) = plain(&till, |command| command.arg("--help"));
    assert_eq!((exit, errors.as_str()), (Some(0), ""));
    let (_, english, _) = plain(&till, |command| command.args(["--lang", "en", "help"]));
    assert_ne!(french, english);
    let commands = [
        "account add",
        "account list",
        "prefer ",
        "owner set-pin",
        "settle P",
        "payout ",
        "payouts ",
        "notify G",
        "customer forget",
        "shop show",
        "pay ",
        "show P",
        "ask P",
        "cancel P",
        "accept P",
        "resend P",
        "receipt P",
        "list",
        "resume",
        "balance",
        "verify",
        "practice",
        "--training",
        "--data-dir",
        "--json",
        "--lang",
        "COMPTOIR_DATA_DIR",
    ];
    for help in [&french, &english] {
        for command in commands {
            assert!(help.contains(command), "{command} is not in\n{help}");
        }
    }
    let (exit, version, _) = plain(&till, |command| command.arg("--version"));
    assert_eq!((exit, version.as_str()), (Some(0), "comptoir-cli 0.1.0\n"));
}

#[test]
fn the_data_folder_is_named_by_the_flag_or_else_by_the_environment_and_made_if_it_is_missing() {
    let till = Till::new();
    let (flag, environment) = (till.folder().join("by/flag"), till.folder().join("by/environment"));
    let set = ["shop", "set", "name=Chez Akossiwa"];
    let (exit, _, _) = plain(&till, |command| command.env("COMPTOIR_DATA_DIR", &environment).args(set));
    assert_eq!(exit, Some(0));
    assert!(environment.join("ledger.sqlite").exists());
    let (exit, shop, _) = plain(&till, |command| {
        command.env("COMPTOIR_DATA_DIR", &environment).arg("--data-dir").arg(&flag).args(["--json", "shop", "show"])
    });
    assert_eq!(exit, Some(0));
    assert!(shop.contains(r#""name":"Comptoir""#), "the flag goes before the environment: {shop}");
    let (exit, _, _) = plain(&till, |command| command.arg("--data-dir").arg(&flag).args(set));
    assert_eq!(exit, Some(0));
    assert!(flag.join("ledger.sqlite").exists());
}

#[test]
fn without_a_name_the_data_folder_is_the_users_own() {
    let till = Till::new();
    let home = till.folder().join("home");
    let (exit, _, _) = plain(&till, |command| command.env("HOME", &home).args(["shop", "set", "name=Chez Akossiwa"]));
    assert_eq!(exit, Some(0));
    assert!(home.join(".local/share/comptoir/ledger.sqlite").exists());
}

#[test]
fn a_data_folder_that_cannot_be_used_is_said_to_be_so() {
    let till = Till::new();
    let file = till.folder().join("a-file");
    std::fs::write(&file, "not a folder").unwrap();
    let (exit, _, errors) =
        plain(&till, |command| command.arg("--data-dir").arg(&file).args(["--json", "shop", "set", "name=x"]));
    assert_eq!(exit, Some(1));
    assert!(errors.contains(r#""code":"folder_unusable""#), "{errors}");
}
