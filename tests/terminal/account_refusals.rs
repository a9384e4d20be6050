//! What `account add` refuses, with nothing stored.

use comptoir_tests::{Call, Keyring, Outcome, PHONE, ScriptedGateway, Till, leak};

const GOOD: &str = r#"{"auth_token":"practice-key"}"#;

fn add(till: &Till, options: &[&str], secrets: &str) -> Outcome {
    till.run_typing([&["account", "add"], options].concat(), secrets)
}

/// Each is refused with its code, and the folder's accounts and the keychain's keys are what they were before.
#[track_caller]
fn all_are_refused(cases: &[(&[&str], &str, &str)]) {
    let keyring = Keyring::unlocked();
    let gateway = ScriptedGateway::start();
    let till = Till::on(&keyring);
    till.add_account("premier", &gateway);
    let (accounts, keys) = (till.run(["account", "list"]).stdout, keyring.keys());
    for (options, secrets, code) in cases {
        add(&till, options, secrets).refused(2, code);
        assert_eq!(till.run(["account", "list"]).stdout, accounts, "{options:?}");
        assert_eq!(keyring.keys(), keys, "{options:?} {secrets}");
    }
    assert_eq!(gateway.count(), 0, "no network call");
}

const PAYGATE: [&str; 3] = ["boutique", "--gateway", "paygate-global"];

#[test]
fn a_key_that_is_missing_unknown_or_cannot_be_one_is_refused() {
    all_are_refused(&[
        (&PAYGATE, "", "secret_missing"),
        (&PAYGATE, " \n", "secret_missing"),
        (&PAYGATE, "{}", "secret_missing"),
        (&PAYGATE, r#"{"auth_token":""}"#, "secret_invalid"),
        (&PAYGATE, r#"{"auth_token":" \t "}"#, "secret_invalid"),
        (&PAYGATE, r#"{"auth_token":"practice key"}"#, "secret_invalid"),
        (&PAYGATE, r#"{"auth_token":"practice\nkey"}"#, "secret_invalid"),
        (&PAYGATE, r#"{"auth_token":"practice\u00a0key"}"#, "secret_invalid"),
        (&PAYGATE, r#"{"auth_token":5}"#, "secret_invalid"),
        (&PAYGATE, r#"{"auth_token":null}"#, "secret_invalid"),
        (&PAYGATE, r#"{"auth_token":"practice-key","master":"x"}"#, "secret_unknown"),
        (&PAYGATE, r#"{"master":"x"}"#, "secret_unknown"),
        (&PAYGATE, r#"["auth_token"]"#, "secrets_unreadable"),
        (&PAYGATE, "practice-key", "secrets_unreadable"),
        (&PAYGATE, r#"{"auth_token":"practice-key""#, "secrets_unreadable"),
    ]);
}

#[test]
fn a_key_longer_than_every_keychain_takes_is_refused() {
    let longest = "k".repeat(1_280);
    all_are_refused(&[(&PAYGATE, &format!(r#"{{"auth_token":"{longest}k"}}"#), "secret_too_long")]);
    let gateway = ScriptedGateway::start();
    Till::new().add_account_with("longue", &gateway, &longest, &[]);
}

#[test]
fn a_field_that_is_unknown_impossible_or_a_key_is_refused() {
    all_are_refused(&[
        (&["boutique", "--gateway", "paygate-global", "--field", "colour=red"], GOOD, "field_unknown"),
        (&["boutique", "--gateway", "paygate-global", "--field", "page=maybe"], GOOD, "field_invalid"),
        (&["boutique", "--gateway", "paygate-global", "--field", "page="], GOOD, "field_invalid"),
        (&["boutique", "--gateway", "paygate-global", "--field", "auth_token=practice-key"], GOOD, "secret_in_field"),
        (&["boutique", "--gateway", "paygate-global", "--field", "auth_token=practice-key"], "", "secret_in_field"),
        (&["boutique", "--gateway", "paygate"], GOOD, "gateway_unknown"),
        (&["boutique", "--gateway", ""], GOOD, "gateway_unknown"),
        (&["boutique", "--gateway", "paygate-global", "--base-url", "http://example.com"], GOOD, "base_url_invalid"),
        (&["boutique", "--gateway", "paygate-global", "--field", "page"], GOOD, "usage"),
        (&["boutique"], GOOD, "usage"),
    ]);
}

#[test]
fn a_name_that_is_taken_or_cannot_be_one_is_refused() {
    let long = "n".repeat(41);
    all_are_refused(&[
        (&["premier", "--gateway", "paygate-global"], GOOD, "account_taken"),
        (&[" premier ", "--gateway", "paygate-global"], GOOD, "account_taken"),
        (&["", "--gateway", "paygate-global"], GOOD, "account_name_invalid"),
        (&["  ", "--gateway", "paygate-global"], GOOD, "account_name_invalid"),
        (&["a/b", "--gateway", "paygate-global"], GOOD, "account_name_invalid"),
        (&["deux\nlignes", "--gateway", "paygate-global"], GOOD, "account_name_invalid"),
        (&[&long, "--gateway", "paygate-global"], GOOD, "account_name_invalid"),
        (&["--gateway", "paygate-global", "--", "-x"], GOOD, "account_name_invalid"),
    ]);
}

#[test]
fn a_name_that_is_taken_keeps_its_old_key() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_account_with("boutique", &gateway, "practice-key-old", &[]);
    let base_url = gateway.base_url();
    let options = ["boutique", "--gateway", "paygate-global", "--base-url", &base_url];
    add(&till, &options, r#"{"auth_token":"practice-key-new"}"#).refused(2, "account_taken");
    till.run(["pay", "12500", "--phone", PHONE]).exits(4);
    assert_eq!(gateway.requests(Call::Pay)[0].text("auth_token").as_deref(), Some("practice-key-old"));
}

#[test]
fn a_refused_key_is_repeated_nowhere() {
    const PLANTED: &str = "planted practice key";
    let till = Till::new();
    let given = [format!(r#"{{"auth_token":"{PLANTED}"}}"#), format!(r#"{{"{PLANTED}":"x"}}"#), PLANTED.to_owned()];
    for secrets in given {
        let outcome = add(&till, &PAYGATE, &secrets);
        assert_eq!(outcome.exit, Some(2), "{outcome}");
        leak::assert_free_of(PLANTED, "standard error", outcome.stderr.as_bytes());
        for (path, content) in till.files() {
            leak::assert_free_of(PLANTED, &path.display().to_string(), &content);
        }
    }
}
