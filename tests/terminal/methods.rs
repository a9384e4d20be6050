//! `--account`, `--method` and `--note`.

use comptoir_tests::{Call, PHONE, ScriptedGateway, Till};

use crate::counter;

#[test]
fn a_till_without_account_says_so() {
    Till::new().run(["pay", "12500", "--phone", PHONE]).refused(2, "account_missing");
}

#[test]
fn the_only_account_need_not_be_named_and_one_of_several_must() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_account("boutique", &gateway);
    assert_eq!(till.run(["pay", "12500", "--phone", PHONE]).exits(4).text("account"), "boutique");
    till.add_account("marche", &gateway);
    till.run(["pay", "12500", "--phone", PHONE]).refused(2, "account_needed");
    let named = till.run(["pay", "12500", "--phone", PHONE, "--account", "marche"]).exits(4);
    assert_eq!(named.text("account"), "marche");
    till.run(["pay", "12500", "--phone", PHONE, "--account", "ailleurs"]).refused(2, "account_unknown");
    assert_eq!(gateway.requests(Call::Pay).len(), 2);
}

#[test]
fn a_page_is_refused_while_it_is_off() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_account("boutique", &gateway);
    till.add_account_with("fermee", &gateway, "practice-key", &["--field", "page=off"]);
    for account in ["boutique", "fermee"] {
        till.run(["pay", "12500", "--account", account, "--method", "page"]).refused(2, "method_unavailable");
    }
    assert!(till.run(["list"]).exits(0).lines.is_empty());
}

#[test]
fn without_a_method_the_phone_is_prompted_even_where_the_page_is_on() {
    let (gateway, till) = counter();
    assert_eq!(till.run(["pay", "12500", "--phone", PHONE]).exits(4).text("method"), "push");
    assert_eq!(till.run(["pay", "12500", "--phone", PHONE, "--method", "push"]).exits(4).text("method"), "push");
    assert_eq!(gateway.requests(Call::Pay).len(), 2);
    assert_eq!(till.run(["pay", "12500", "--phone", PHONE, "--method", "page"]).exits(4).text("method"), "page");
    assert_eq!(gateway.count(), 2, "the page needs no call");
}

#[test]
fn a_note_is_kept_on_one_line_and_told_to_the_gateway() {
    let (gateway, till) = counter();
    let noted = till.run(["pay", "12500", "--phone", PHONE, "--note", "  Commande\tde Mme\nAkouvi "]).exits(4);
    assert_eq!(noted.text("note"), "Commande de Mme Akouvi");
    assert_eq!(gateway.requests(Call::Pay)[0].text("description").as_deref(), Some("Commande de Mme Akouvi"));
    let blank = till.run(["pay", "12500", "--phone", PHONE, "--note", " "]).exits(4);
    assert!(blank.last()["note"].is_null());
}
