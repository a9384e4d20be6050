//! PaiementPro in the terminal: never asked, settled by a notification that brings our secret back, or by the owner.

use comptoir_tests::{Answer, Call, Outcome, ScriptedGateway, Till};
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::Serializer;

/// A till with one account at a PaiementPro that takes every payment.
fn abidjan() -> (ScriptedGateway, Till) {
    let gateway = ScriptedGateway::start();
    let page = format!("{}/processing.php?sessionid=s1", gateway.base_url());
    gateway.always(Call::Other, Answer::json(json!({"success": true, "message": "Initialisation effectuée", "url": page})));
    let till = Till::new();
    let base_url = gateway.base_url();
    let add = ["account", "add", "abidjan", "--gateway", "paiement-pro", "--base-url", &base_url];
    let fields = ["--field", "merchant_id=PP-F324", "--field", "notify_url=https://boutique.example/avis?caisse=1"];
    till.run([&add[..], &fields].concat()).exits(0);
    (gateway, till)
}

fn pay(till: &Till) -> Outcome {
    let customer = ["--customer", "email=ada@example.com", "--customer", "first_name=Ada", "--customer", "last_name=Koffi"];
    till.run([&["pay", "1000", "--phone", "0701020304"], &customer[..]].concat())
}

/// The query of the notification address that the gateway was told last.
fn query(gateway: &ScriptedGateway) -> String {
    let told = gateway.requests(Call::Other).pop().unwrap().text("notificationURL").unwrap();
    Url::parse(&told).unwrap().query().unwrap().to_owned()
}

/// « Paramètres de réponse » of this payment, with some of them changed.
fn form(payment: &Outcome, changed: &[(&str, &str)]) -> String {
    let reference = payment.text("reference");
    let usual = [
        ("merchantId", "PP-F324"),
        ("referenceNumber", reference.as_str()),
        ("amount", "1000"),
        ("transactiondt", "2026-11-26 14:05:09"),
        ("countryCurrencyCode", "952"),
        ("responsecode", "0"),
    ];
    let value =
        |name: &str, usual: &str| changed.iter().find(|(known, _)| *known == name).map_or(usual, |(_, to)| *to).to_owned();
    Serializer::new(String::new()).extend_pairs(usual.map(|(name, usual)| (name, value(name, usual)))).finish()
}

fn notify(till: &Till, query: &str, body: &str) -> Outcome {
    till.run_typing(["notify", "paiement-pro", "--account", "abidjan", "--query", query], body)
}

#[test]
fn a_payment_waits_on_its_page_and_is_never_asked_about() {
    let (gateway, till) = abidjan();
    let waiting = pay(&till).exits(4);
    assert_eq!(waiting.states(), ["recorded", "sending", "pending"]);
    assert!(waiting.text("page_url").ends_with("/processing.php?sessionid=s1"));
    let secret = query(&gateway);
    assert!(secret.starts_with("caisse=1&cle="), "{secret}");
    till.run(["ask", &waiting.id()]).exits(4);
    till.run(["resume"]).exits(4);
    assert_eq!(gateway.count(), 1, "the create call and no other");
    assert!(!format!("{}{}", waiting.stdout, waiting.stderr).contains(&secret[13..]));
    let human = till.run_human(["show", &waiting.id()]).exits(4);
    assert!(human.stderr.is_empty(), "{human}");
}

#[test]
fn a_notification_with_our_secret_and_the_whole_truth_is_the_proof() {
    let (gateway, till) = abidjan();
    let waiting = pay(&till).exits(4);
    let told = notify(&till, &query(&gateway), &form(&waiting, &[])).exits(0);
    assert_eq!((told.state().as_str(), told.text("proves").as_str(), &told.last()["asked"]), ("paid", "evidence", &json!(false)));
    assert!(told.text("receipt_number").ends_with("-000001"));
    // The same once more changes nothing.
    let again = notify(&till, &query(&gateway), &form(&waiting, &[])).exits(0);
    assert_eq!((&again.last()["receipt_number"], again.text("proves").as_str()), (&told.last()["receipt_number"], "nothing"));
    let receipt = till.run(["receipt", &waiting.id()]).exits(0);
    assert_eq!((receipt.text("gateway").as_str(), &receipt.last()["settled_by_hand"]), ("paiement-pro", &json!(false)));
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn whatever_is_missing_or_different_holds_the_payment_for_the_owner() {
    let (gateway, till) = abidjan();
    till.set_pin();
    for (changed, other_query, difference) in [
        (None, "caisse=1", "secret_differs"),
        (None, "cle=0000000000000000", "secret_differs"),
        (Some(("amount", "100")), "", "amount_differs"),
        (Some(("merchantId", "PP-X")), "", "merchant_differs"),
        (Some(("countryCurrencyCode", "978")), "", "currency_differs"),
    ] {
        let waiting = pay(&till).exits(4);
        let ours = query(&gateway);
        let query = if other_query.is_empty() { ours.as_str() } else { other_query };
        let told = notify(&till, query, &form(&waiting, changed.as_slice())).exits(4);
        assert_eq!((told.state().as_str(), told.text("proves").as_str()), ("held", "difference"), "{told}");
        assert_eq!((told.text("difference").as_str(), told.text("money_at_risk").as_str()), (difference, "yes"));
        assert_eq!(told.last()["receipt_number"], Value::Null);
        let settle = ["settle", &waiting.id(), "--as", "unpaid", "--reason", "vu"].map(str::to_owned);
        till.run_as_owner(settle).exits(3);
    }
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_refusal_ends_the_payment_only_with_our_secret() {
    let (gateway, till) = abidjan();
    let waiting = pay(&till).exits(4);
    let refusal = form(&waiting, &[("responsecode", "-1")]);
    let forged = notify(&till, "caisse=1", &refusal).exits(4);
    assert_eq!(forged.state(), "pending", "anybody could have written it\n{forged}");
    let told = notify(&till, &query(&gateway), &refusal).exits(3);
    assert_eq!(told.state(), "declined");
}

#[test]
fn a_lost_answer_is_left_to_the_owner_and_a_waiting_payment_too() {
    let (gateway, till) = abidjan();
    till.set_pin();
    gateway.once(Call::Other, Answer::closed());
    let lost = pay(&till).exits(4);
    assert_eq!((lost.state().as_str(), lost.text("money_at_risk").as_str()), ("unresolved", "unknown"));
    let waiting = pay(&till).exits(4);
    for payment in [lost, waiting] {
        let proof = ["--as", "paid", "--reason", "vu dans l’espace marchand", "--operator-reference", "CI123"];
        let settled = till.run_as_owner([&["settle", &payment.id()], &proof[..]].concat()).exits(0);
        assert_eq!(settled.state(), "resolved_paid");
    }
    assert_eq!(till.run(["list", "--open"]).exits(0).lines.len(), 0);
}

#[test]
fn the_one_who_learns_settles_without_a_pin() {
    let till = Till::training();
    let customer = ["--customer", "email=ada@example.com", "--customer", "first_name=Ada", "--customer", "last_name=Koffi"];
    let line = ["pay", "1000", "--account", "practice-paiement-pro", "--phone", "0701020304"];
    let waiting = till.run([&line, &customer[..]].concat()).exits(4);
    assert_eq!(waiting.state(), "pending");
    let settled = till.run(["settle", &waiting.id(), "--as", "paid", "--reason", "essai", "--operator-reference", "X1"]).exits(0);
    assert_eq!((settled.state().as_str(), settled.text("environment").as_str()), ("resolved_paid", "training"));
}
