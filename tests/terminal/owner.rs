//! `owner set-pin`: the owner's PIN, which opens what nobody else may do.

use comptoir_tests::{KEY, Keyring, Outcome, PIN, ScriptedGateway, Till, leak};
use serde_json::{Value, json};

/// Another PIN, as long as what is looked for in files must be.
const OTHER: &str = "70318264";

fn set_pin(till: &Till, given: &Value) -> Outcome {
    till.run_typing(["owner", "set-pin"], &given.to_string())
}

/// Whether `pin` opens: the page is turned on only with it.
#[track_caller]
fn opens(till: &Till, pin: &str) -> bool {
    let gateway = ScriptedGateway::start();
    let base_url = gateway.base_url();
    let add = ["account", "add", "page", "--gateway", "paygate-global", "--field", "page=on", "--base-url", &base_url];
    let added = till.run_typing(add, &json!({"auth_token": KEY, "pin": pin}).to_string());
    if added.exit == Some(0) {
        till.run(["account", "remove", "page"]).exits(0);
        return true;
    }
    added.refused(2, "pin_wrong");
    false
}

#[test]
fn a_pin_is_set_once_and_changed_only_with_the_one_before() {
    let till = Till::new();
    let set = set_pin(&till, &json!({"pin": PIN})).exits(0);
    assert_eq!(*set.last(), json!({"kind": "owner_pin_set"}));
    assert!(opens(&till, PIN) && !opens(&till, OTHER));
    set_pin(&till, &json!({"pin": OTHER})).refused(2, "pin_needed");
    set_pin(&till, &json!({"pin": OTHER, "old_pin": "60318264"})).refused(2, "pin_wrong");
    set_pin(&till, &json!({"pin": OTHER, "old_pin": ""})).refused(2, "pin_needed");
    assert!(opens(&till, PIN) && !opens(&till, OTHER), "a refused change changes nothing");
    set_pin(&till, &json!({"pin": OTHER, "old_pin": PIN})).exits(0);
    assert!(opens(&till, OTHER) && !opens(&till, PIN));
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_pin_that_anybody_would_try_is_none() {
    let till = Till::new();
    for pin in ["", "482", "4826159748261", "1234", "4321", "0000", "48a6", "48 26", " 4826", "٤٨٢٦"] {
        set_pin(&till, &json!({"pin": pin})).refused(2, "pin_invalid");
    }
    assert!(till.database().query_row("SELECT count(*) FROM owner", [], |row| row.get::<_, i64>(0)).unwrap() == 0);
}

#[test]
fn what_is_no_pin_on_standard_input_is_told_as_what_it_is() {
    let till = Till::new();
    let cases = [
        ("", "pin_needed"),
        (" \n", "pin_needed"),
        ("{}", "pin_needed"),
        (r#"{"old_pin":"48261597"}"#, "pin_needed"),
        (r#"{"pin":48261597}"#, "secret_invalid"),
        (r#"{"pin":null}"#, "secret_invalid"),
        (r#"{"pin":"48261597","pim":"x"}"#, "secret_unknown"),
        (r#"["48261597"]"#, "secrets_unreadable"),
        ("48261597", "secrets_unreadable"),
        (r#"{"pin":"48261597""#, "secrets_unreadable"),
    ];
    for (input, code) in cases {
        let refused = till.run_typing(["owner", "set-pin"], input).refused(2, code);
        leak::assert_free_of(PIN, input, refused.stderr.as_bytes());
    }
    till.run(["owner", "set-pin"]).refused(2, "pin_needed");
}

#[test]
fn a_pin_is_kept_in_the_slow_form_and_stands_nowhere_as_it_was_typed() {
    let till = Till::new();
    let said = [
        set_pin(&till, &json!({"pin": PIN})).exits(0),
        set_pin(&till, &json!({"pin": OTHER, "old_pin": PIN})).exits(0),
        till.run_human(["owner", "set-pin"]),
        set_pin(&till, &json!({"pin": PIN, "old_pin": PIN})).refused(2, "pin_wrong"),
        till.run(["verify"]).exits(0),
    ];
    let hash: String = till.database().query_row("SELECT pin_hash FROM owner", [], |row| row.get(0)).unwrap();
    assert!(hash.starts_with("$argon2id$"), "{hash}");
    for pin in [PIN, OTHER] {
        for outcome in &said {
            leak::assert_free_of(pin, &outcome.line, format!("{}{}", outcome.stdout, outcome.stderr).as_bytes());
        }
        for (path, content) in till.files() {
            leak::assert_free_of(pin, &path.display().to_string(), &content);
        }
    }
}

#[test]
fn the_page_is_turned_on_by_the_owner_alone() {
    let keyring = Keyring::unlocked();
    let gateway = ScriptedGateway::start();
    let till = Till::on(&keyring);
    let base_url = gateway.base_url();
    let add = |field: &str, given: &Value| {
        let line = ["account", "add", "boutique", "--gateway", "paygate-global", "--field", field, "--base-url", &base_url];
        till.run_typing(line, &given.to_string())
    };
    add("page=on", &json!({"auth_token": KEY})).refused(2, "pin_unset");
    add("page=on", &json!({"auth_token": KEY, "pin": PIN})).refused(2, "pin_unset");
    till.set_pin();
    add("page=on", &json!({"auth_token": KEY})).refused(2, "pin_needed");
    add("page=on", &json!({"auth_token": KEY, "pin": OTHER})).refused(2, "pin_wrong");
    assert!(keyring.keys().is_empty() && till.run(["account", "list"]).lines.is_empty());
    add("page=off", &json!({"auth_token": KEY})).exits(0);
    till.run(["account", "remove", "boutique"]).exits(0);
    add("page=on", &json!({"auth_token": KEY, "pin": PIN})).exits(0);
    assert_eq!(keyring.keys().len(), 1, "the PIN is no key of the account");
}

#[test]
fn training_has_no_owner() {
    let till = Till::training();
    till.run_typing(["owner", "set-pin"], &json!({"pin": PIN}).to_string()).refused(2, "training_only");
}
