//! `--customer`, `--remember` and `customer forget`: what a gateway demands of a customer is asked for once.

use comptoir_tests::{Keyring, Outcome, PHONE, Practice, Till, leak};
use serde_json::json;

use crate::counter;

/// A number of Côte d'Ivoire, where PaiementPro is at home.
const IVORIAN: &str = "07 01 02 03 04";
const ADA: [&str; 6] =
    ["--customer", "email=ada.koffi@example.com", "--customer", "first_name=Ada", "--customer", "last_name=Koffi"];

/// A till at PaiementPro, which demands three particulars and a number.
fn abidjan() -> (Practice, Till) {
    let till = Till::new();
    let practice = Practice::start(&till);
    practice.add_account(&till, "abidjan", "paiement-pro");
    (practice, till)
}

fn pay(till: &Till, options: &[&str]) -> Outcome {
    till.run([&["pay", "1000"], options].concat())
}

/// What is refused names the field that is missing.
#[track_caller]
fn needs(outcome: Outcome, field: &str) {
    let refused = outcome.refused(2, "customer_needed").error.unwrap();
    assert!(refused["message"].as_str().unwrap().contains(field), "{refused}");
}

#[test]
fn what_the_gateway_demands_is_refused_by_name_while_it_is_missing() {
    let (practice, till) = abidjan();
    pay(&till, &ADA).refused(2, "phone_missing");
    needs(pay(&till, &["--phone", IVORIAN]), "email");
    needs(pay(&till, &["--phone", IVORIAN, "--customer", "email=ada.koffi@example.com"]), "first_name");
    needs(pay(&till, &[&["--phone", IVORIAN], &ADA[..4]].concat()), "last_name");
    pay(&till, &["--phone", IVORIAN, "--customer", "email=ada"]).refused(2, "customer_invalid");
    assert!(till.run(["list"]).lines.is_empty() && practice.transactions("paiement-pro").is_empty());
    let asked = pay(&till, &[&["--phone", IVORIAN], &ADA[..]].concat()).exits(4);
    assert_eq!((asked.state().as_str(), asked.text("payer").as_str()), ("pending", "****0304"));
}

#[test]
fn a_customer_is_remembered_where_the_shop_wishes_and_forgotten_without_a_trace() {
    let (_practice, till) = abidjan();
    pay(&till, &[&["--phone", IVORIAN], &ADA[..]].concat()).exits(4);
    needs(pay(&till, &["--phone", IVORIAN]), "email");
    pay(&till, &[&["--phone", IVORIAN, "--remember"], &ADA[..]].concat()).exits(4);
    // Under any spelling of the number, and what is typed goes first.
    pay(&till, &["--phone", "+225 0701020304"]).exits(4);
    pay(&till, &["--phone", IVORIAN, "--customer", "first_name=Awa"]).exits(4);
    needs(pay(&till, &["--phone", "05 01 02 03 04"]), "email");

    let forgotten = till.run(["customer", "forget", "+225 07 01 02 03 04"]).exits(0);
    assert_eq!(*forgotten.last(), json!({"kind": "customer_forgotten", "forgotten": true}));
    needs(pay(&till, &["--phone", IVORIAN]), "email");
    let again = till.run(["customer", "forget", IVORIAN]).exits(0);
    assert_eq!(again.last()["forgotten"], false);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn no_trace_is_left_of_a_customer_who_is_settled_and_forgotten() {
    let (gateway, till) = counter();
    gateway.everyone(comptoir_tests::Customer::Pays);
    let paid = till.run([&["pay", "1000", "--phone", PHONE, "--remember"], &ADA[..]].concat()).exits(4);
    till.run(["ask", &paid.id()]).exits(0);
    let held = |till: &Till| till.files().iter().any(|(_, content)| leak::found("ada.koffi@example.com", content).is_some());
    assert!(held(&till), "it is remembered");
    assert_eq!(till.run(["customer", "forget", "+228 90 12 34 56"]).exits(0).last()["forgotten"], true);
    for (path, content) in till.files() {
        leak::assert_free_of("ada.koffi@example.com", &path.display().to_string(), &content);
        leak::assert_free_of(PHONE, &path.display().to_string(), &content);
    }
}

#[test]
fn a_gateway_that_demands_nothing_takes_any_customer() {
    let (gateway, till) = counter();
    till.run(["pay", "1000", "--phone", PHONE, "--remember"]).exits(4);
    assert_eq!(till.run(["customer", "forget", PHONE]).exits(0).last()["forgotten"], false, "there was nothing to remember");
    till.run([&["pay", "1000", "--phone", PHONE], &ADA[..]].concat()).exits(4);
    assert_eq!(till.run(["customer", "forget", PHONE]).exits(0).last()["forgotten"], false, "nobody wished it");
    let requests = gateway.requests(comptoir_tests::Call::Pay);
    assert!(requests.iter().all(|request| !request.json.to_string().contains("ada.koffi")), "it is told what it takes");
}

#[test]
fn what_is_no_number_cannot_be_forgotten_and_needs_no_keychain() {
    let till = Till::on(&Keyring::absent());
    till.run(["customer", "forget", "Ada"]).refused(2, "phone_unreadable");
    till.run(["customer", "forget", "12"]).refused(2, "phone_wrong_length");
    till.run(["customer", "forget", ""]).refused(2, "phone_missing");
    till.run(["customer", "forget", PHONE]).exits(0);
    let told = till.run_human(["customer", "forget", PHONE]).exits(0);
    assert!(!told.stdout.contains(PHONE) && !told.stdout.is_empty(), "{told}");
}
