//! `account add`, `list` and `remove`.

use comptoir_tests::{Call, Customer, KEY, Keyring, PHONE, ScriptedGateway, Till};
use serde_json::{Value, json};

use crate::{counter, pending};

const SECRETS: &str = r#"{"auth_token":"practice-key"}"#;

/// Adds `boutique` at this base URL.
fn add_at(till: &Till, base_url: &str) -> comptoir_tests::Outcome {
    till.run_typing(["account", "add", "boutique", "--gateway", "paygate-global", "--base-url", base_url], SECRETS)
}

#[test]
fn an_account_is_told_when_it_is_added_and_listed_and_no_call_is_made() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    assert!(till.run(["account", "list"]).exits(0).lines.is_empty());
    let added = till.add_account("boutique", &gateway);
    let fingerprint = added.text("key_fingerprint");
    assert_eq!(fingerprint.len(), 6);
    let expected = json!({
        "kind": "account", "name": "boutique", "gateway": "paygate-global", "fields": added.last()["fields"],
        "base_url": format!("{}/", gateway.base_url()), "key_fingerprint": fingerprint, "environment": "test",
    });
    assert_eq!(*added.last(), expected);
    assert!(added.last()["fields"].is_object());
    assert_eq!(till.run(["account", "list"]).exits(0).lines, [expected]);
    assert_eq!(gateway.count(), 0);
}

#[test]
fn the_page_is_off_unless_the_owner_turns_it_on_after_reading_why() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    let page =
        |name: &str, options: &[&str]| till.add_account_with(name, &gateway, KEY, options).last()["fields"]["page"].clone();
    assert_ne!(page("sans", &[]), Value::from("on"));
    assert_eq!(page("fermee", &["--field", "page=off"]), Value::from("off"));
    assert_eq!(page("ouverte", &["--field", "page=on"]), Value::from("on"));
    // A person reads the warning before the key is read; what a program reads stays one object a line.
    let mut command = till.program();
    command.arg("--data-dir").arg(till.folder()).args([
        "account",
        "add",
        "lue",
        "--gateway",
        "paygate-global",
        "--field",
        "page=on",
    ]);
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("clé") && said.contains("montant"), "{said}");
}

#[test]
fn several_accounts_are_listed_and_one_is_removed_with_its_key() {
    let keyring = Keyring::unlocked();
    let gateway = ScriptedGateway::start();
    let till = Till::on(&keyring);
    till.add_account("boutique", &gateway);
    till.add_account("Marché d’Assivito", &gateway);
    let names = || till.run(["account", "list"]).exits(0).lines.iter().map(|line| line["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names().len(), 2);
    assert_eq!(keyring.keys().len(), 2);
    till.run(["account", "remove", "boutique"]).exits(0);
    assert_eq!(names(), ["Marché d’Assivito"]);
    let left = keyring.keys();
    assert!(left.len() == 1 && left[0].ends_with("/Marché d’Assivito/auth_token"), "{left:?}");
    till.run(["account", "remove", "boutique"]).refused(2, "account_unknown");
    till.run(["pay", "12500", "--phone", PHONE, "--account", "boutique"]).refused(2, "account_unknown");
}

#[test]
fn accounts_of_the_same_name_in_two_folders_never_meet() {
    let keyring = Keyring::unlocked();
    let gateway = ScriptedGateway::start();
    let (here, there) = (Till::on(&keyring), Till::on(&keyring));
    here.add_account_with("boutique", &gateway, "practice-key-here", &[]);
    there.add_account_with("boutique", &gateway, "practice-key-there", &[]);
    assert_eq!(keyring.keys().len(), 2);
    for till in [&here, &there] {
        till.run(["pay", "12500", "--phone", PHONE]).exits(4);
    }
    let keys: Vec<_> = gateway.requests(Call::Pay).iter().map(|request| request.text("auth_token").unwrap()).collect();
    assert_eq!(keys, ["practice-key-here", "practice-key-there"]);
    gateway.everyone(Customer::Pays);
    there.run(["resume"]).exits(0);
    there.run(["account", "remove", "boutique"]).exits(0);
    assert_eq!(there.run(["list"]).exits(0).state(), "paid", "its payments can still be read");
    here.run(["resume"]).exits(0);
}

#[test]
fn blanks_round_a_pasted_key_are_trimmed() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    let pasted = till.add_account_with("collee", &gateway, " \tpractice-key\r\n", &[]);
    let plain = till.add_account_with("nue", &gateway, "practice-key", &[]);
    assert_eq!(pasted.text("key_fingerprint"), plain.text("key_fingerprint"));
    till.run(["pay", "12500", "--phone", PHONE, "--account", "collee"]).exits(4);
    assert_eq!(gateway.requests(Call::Pay)[0].text("auth_token").as_deref(), Some(KEY));
}

#[test]
fn another_key_has_another_fingerprint_that_does_not_tell_it() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    let one = till.add_account_with("une", &gateway, "practice-key-one", &[]).text("key_fingerprint");
    let two = till.add_account_with("deux", &gateway, "practice-key-two", &[]).text("key_fingerprint");
    assert_ne!(one, two);
    assert!(!"practice-key-one".contains(&one.to_lowercase()));
}

#[test]
fn a_base_url_is_https_or_http_on_this_machine() {
    for (base_url, environment) in [
        ("https://example.com", "live"),
        ("https://example.com:8443/mon/prefixe", "live"),
        ("https://127.0.0.1:9", "test"),
        ("http://127.0.0.1:9", "test"),
        ("http://[::1]:9/", "test"),
        ("http://localhost:9/prefixe", "test"),
    ] {
        let till = Till::new();
        assert_eq!(add_at(&till, base_url).exits(0).text("environment"), environment, "{base_url}");
    }
    let till = Till::new();
    for base_url in [
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://192.168.1.4",
        "ftp://127.0.0.1",
        "127.0.0.1:9",
        "paygateglobal.com",
        "https://",
        "https://example.com/?x=1",
        "https://example.com/#x",
        "https://user:word@example.com",
        "",
    ] {
        add_at(&till, base_url).refused(2, "base_url_invalid");
    }
    assert!(till.run(["account", "list"]).exits(0).lines.is_empty());
}

#[test]
fn the_documented_path_comes_unchanged_after_a_prefix() {
    for prefix in ["", "/", "/mon/prefixe", "/mon/prefixe/"] {
        let gateway = ScriptedGateway::start();
        let till = Till::new();
        add_at(&till, &format!("{}{prefix}", gateway.base_url())).exits(0);
        let id = pending(&till, "12500").id();
        till.run(["ask", &id]).exits(4);
        till.run(["account", "test", "boutique"]).exits(0);
        let paths = [Call::Pay, Call::Status, Call::Balance].map(|call| gateway.requests(call)[0].path.clone());
        let prefix = prefix.trim_end_matches('/');
        let documented = ["/api/v1/pay", "/api/v2/status", "/api/v1/check-balance"];
        assert_eq!(paths, documented.map(|path| format!("{prefix}{path}")));
    }
}

#[test]
fn an_account_whose_payments_may_still_be_paid_is_not_removed() {
    let (gateway, till) = counter();
    let waiting = pending(&till, "12500");
    till.run(["account", "remove", "boutique"]).refused(2, "account_in_use");
    till.run(["cancel", &waiting.id()]).exits(4);
    till.run(["account", "remove", "boutique"]).refused(2, "account_in_use");
    gateway.everyone(Customer::Declines);
    till.run(["ask", &waiting.id()]).exits(3);
    // A late success is watched for, and nobody could ask without the key.
    till.run(["account", "remove", "boutique"]).refused(2, "account_in_use");
    assert_eq!(till.run(["account", "list"]).exits(0).lines.len(), 1);
}
