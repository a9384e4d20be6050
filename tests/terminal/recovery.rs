//! After an old copy was restored: what was sold since comes back from the gateways that can be asked, held or unresolved, and never
//! as paid by itself.

use std::path::{Path, PathBuf};

use comptoir_tests::gateway::cinetpay;
use comptoir_tests::{Answer, Call, Customer, Outcome, PHONE, ScriptedGateway, Till, fields_in_order};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::pending;

const FIELDS: [&str; 13] = [
    "kind",
    "reference",
    "gateway",
    "account",
    "environment",
    "answer",
    "amount_minor",
    "currency",
    "gateway_reference",
    "operator_reference",
    "paid_at",
    "payment_id",
    "found_at",
];

struct Shop {
    gateway: ScriptedGateway,
    till: Till,
    folder: TempDir,
}

impl Shop {
    /// A shop that has sold once.
    fn open() -> Self {
        let gateway = ScriptedGateway::start();
        let till = Till::new();
        till.add_account("boutique", &gateway);
        gateway.everyone(Customer::Pays);
        till.run(["pay", "12500", "--phone", PHONE, "--wait", "30"]).exits(0);
        gateway.everyone(Customer::Waits);
        Self { gateway, till, folder: tempfile::tempdir().unwrap() }
    }

    fn copy(&self) -> PathBuf {
        let file = self.folder.path().join("copie.sqlite");
        self.till.run(["backup", "--out", file.to_str().unwrap()]).exits(0);
        file
    }

    fn restore(&self, from: &Path) -> Outcome {
        self.till.run(["restore", from.to_str().unwrap()])
    }

    /// A sale whose customer does this.
    fn sells(&self, amount: &str, does: Customer) -> String {
        let payment = pending(&self.till, amount);
        self.gateway.customer(&payment.text("reference"), does);
        self.till.run(["ask", &payment.id()]);
        payment.text("reference")
    }
}

fn of_kind<'a>(outcome: &'a Outcome, kind: &str) -> Vec<&'a Value> {
    outcome.lines.iter().filter(|line| line["kind"] == kind).collect()
}

fn asked_about(gateway: &ScriptedGateway) -> Vec<String> {
    gateway.requests(Call::Status).iter().filter_map(|request| request.text("identifier")).collect()
}

#[test]
fn what_was_sold_since_comes_back_held_or_unresolved_and_never_paid() {
    let shop = Shop::open();
    let copy = shop.copy();
    let paid = shop.sells("5000", Customer::Pays);
    let waiting = shop.sells("6000", Customer::Waits);
    let declined = shop.sells("7000", Customer::Declines);
    let restored = shop.restore(&copy).exits(4);
    for line in restored.stdout.lines().filter(|line| line.contains(r#""kind":"recovered""#)) {
        assert_eq!(fields_in_order(line), FIELDS);
    }
    let told: Vec<_> = of_kind(&restored, "recovered")
        .iter()
        .map(|line| (line["reference"].as_str().unwrap(), line["answer"].as_str().unwrap(), line["amount_minor"].as_i64()))
        .collect();
    let expected = [(&*paid, "paid", Some(5_000)), (&*waiting, "pending", Some(6_000)), (&*declined, "declined", Some(7_000))];
    assert_eq!(told, expected, "{restored}");
    assert_eq!(*of_kind(&restored, "recovery")[0], json!({"kind": "recovery", "state": "done", "reason": null, "recovered": 3}));
    for (reference, state) in [(&paid, "held"), (&waiting, "unresolved"), (&declined, "unresolved")] {
        let shown = shop.till.run(["show", reference]).exits(4);
        assert_eq!((shown.state().as_str(), shown.text("reason").as_str()), (state, "restored"));
        assert_eq!(shown.last()["receipt_number"], Value::Null);
    }
    // The customer of the second pays after all: held, and nothing but a person makes it paid.
    shop.gateway.customer(&waiting, Customer::Pays);
    let resumed = shop.till.run(["resume"]).exits(4);
    assert!(resumed.lines.iter().all(|line| line["state"] != "paid" && line["state"] != "late_paid"), "{resumed}");
    assert_eq!(shop.till.run(["show", &waiting]).exits(4).state(), "held");
    shop.till.set_pin();
    let settle = ["settle", &paid, "--as", "paid", "--reason", "vu chez la passerelle", "--operator-reference", "OP1"];
    let settled = shop.till.run_as_owner(settle).exits(0);
    assert!(settled.text("receipt_number").ends_with("B-000001"), "{settled}");
    assert_eq!(shop.till.run(["verify"]).exits(0).last()["sound"], true);
    assert_eq!(shop.gateway.requests(Call::Pay).len(), 4, "nothing was ever sent again");
}

#[test]
fn a_new_payment_never_has_a_reference_that_was_used() {
    let shop = Shop::open();
    let copy = shop.copy();
    let before: Vec<_> = (0..3).map(|_| shop.sells("5000", Customer::Waits)).collect();
    shop.restore(&copy).exits(4);
    let after: Vec<_> = (0..3).map(|_| pending(&shop.till, "5000").text("reference")).collect();
    assert!(after.iter().all(|reference| !before.contains(reference)), "{before:?} {after:?}");
    let creates = shop.gateway.transactions().iter().map(|transaction| transaction.creates).max();
    assert_eq!(creates, Some(1));
}

#[test]
fn the_scan_ends_fifty_references_after_the_last_that_is_known_and_does_not_begin_anew() {
    let shop = Shop::open();
    let copy = shop.copy();
    let gap = pending(&shop.till, "5000").text("reference");
    shop.gateway.customer(&gap, Customer::IsUnknown);
    let known = shop.sells("5000", Customer::Waits);
    let before = asked_about(&shop.gateway).len();
    shop.restore(&copy).exits(4);
    let asked = asked_about(&shop.gateway).split_off(before);
    // The first is nobody's: a gateway that knows it would be believed in nothing. That it does not know one, it must say twice.
    assert_eq!([&asked[1], &asked[2], &asked[3]], [&gap, &gap, &known]);
    assert_eq!(asked.len(), 1 + 2 + 1 + 2 * 50);
    let mut different = asked;
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 1 + 2 + 50);
    let count = asked_about(&shop.gateway).len();
    shop.till.run(["resume"]).exits(4);
    assert_eq!(asked_about(&shop.gateway).len(), count + 1, "only the payment that was found");
}

#[test]
fn a_scan_that_is_interrupted_goes_on_where_it_was() {
    let mut shop = Shop::open();
    let copy = shop.copy();
    let lost = shop.sells("5000", Customer::Pays);
    shop.gateway.go_away();
    let restored = shop.restore(&copy).exits(4);
    let recovery = of_kind(&restored, "recovery")[0];
    assert_eq!((&recovery["state"], &recovery["reason"]), (&json!("open"), &json!("no_connection")));
    assert!(shop.till.run(["resume"]).exits(4).lines.is_empty());
    shop.gateway.come_back();
    // Killed in the middle.
    let running = shop.till.spawn(["resume"]);
    shop.gateway.until(Call::Status, asked_about(&shop.gateway).len() + 20);
    running.kill();
    let resumed = shop.till.run(["resume"]).exits(4);
    assert_eq!((&resumed.last()["reference"], resumed.state().as_str()), (&json!(lost), "held"));
    let after = asked_about(&shop.gateway).len();
    shop.till.run(["resume"]).exits(4);
    assert_eq!(asked_about(&shop.gateway).len(), after + 1, "it is over: only the held payment is asked about");
}

#[test]
fn where_no_amount_is_told_there_is_no_payment_and_the_finding_is_kept_by_itself() {
    let shop = Shop::open();
    let copy = shop.copy();
    let lost = shop.sells("5000", Customer::Pays);
    let known = lost.clone();
    shop.gateway.script(Call::Status, move |request| {
        if request.text("identifier").as_ref() == Some(&known) {
            Answer::json(json!({"tx_reference": 7_000_002, "status": 0, "payment_reference": "OP7000002"}))
        } else {
            Answer::unknown_transaction()
        }
    });
    let restored = shop.restore(&copy).exits(4);
    let found = of_kind(&restored, "recovered");
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["answer"], &found[0]["amount_minor"]), (&json!("paid"), &Value::Null));
    assert_eq!((&found[0]["payment_id"], &found[0]["operator_reference"]), (&Value::Null, &json!("OP7000002")));
    shop.till.run(["show", &lost]).refused(2, "payment_unknown");
    assert_eq!(shop.till.run(["recovered"]).exits(0).lines, [found[0].clone()]);
    let human = shop.till.run_human(["recovered"]).exits(0);
    assert!(human.stdout.contains(&lost) && human.stdout.contains("montant inconnu"), "{human}");
    assert_eq!(shop.till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_gateway_that_knows_what_nobody_made_is_believed_in_nothing() {
    let shop = Shop::open();
    let copy = shop.copy();
    shop.gateway.always(Call::Status, Answer::json(json!({"tx_reference": 1, "status": 0, "amount": 5_000})));
    let restored = shop.restore(&copy).exits(4);
    assert!(of_kind(&restored, "recovered").is_empty(), "{restored}");
    let recovery = of_kind(&restored, "recovery")[0];
    assert_eq!((&recovery["state"], &recovery["reason"]), (&json!("open"), &json!("anothers_answer")));
    assert_eq!(shop.till.run(["list"]).exits(0).lines.len(), 1);
}

#[test]
fn a_wifi_page_is_no_answer_and_ends_no_scan() {
    let shop = Shop::open();
    let copy = shop.copy();
    let lost = shop.sells("5000", Customer::Pays);
    shop.gateway.always(Call::Status, Answer::web_page(200));
    let restored = shop.restore(&copy).exits(4);
    assert_eq!(of_kind(&restored, "recovery")[0]["reason"], "web_page");
    shop.gateway.mend(Call::Status);
    shop.till.run(["resume"]).exits(4);
    assert_eq!(shop.till.run(["show", &lost]).exits(4).state(), "held");
}

#[test]
fn what_is_sold_at_two_gateways_comes_back_from_both() {
    let shop = Shop::open();
    let other = ScriptedGateway::with(&cinetpay::MANNERS);
    let base_url = other.base_url();
    let add = ["account", "add", "abidjan", "--gateway", "cinetpay", "--field", "site_id=1", "--base-url", &base_url];
    shop.till.run_typing(add, &json!({"apikey": "practice-key"}).to_string()).exits(0);
    let copy = shop.copy();
    let at = |account: &str| {
        let words = ["pay", "5000", "--account", account, "--phone", PHONE];
        shop.till.run(words).exits(4).text("reference")
    };
    let sold = [at("boutique"), at("abidjan"), at("boutique"), at("abidjan")];
    other.customer(&sold[3], Customer::Pays);
    let restored = shop.restore(&copy).exits(4);
    let mut found: Vec<_> = of_kind(&restored, "recovered").iter().map(|line| line["reference"].as_str().unwrap()).collect();
    let mut expected: Vec<_> = sold.iter().map(String::as_str).collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected, "{restored}");
    let held = shop.till.run(["show", &sold[3]]).exits(4);
    assert_eq!((held.state().as_str(), &held.last()["amount_minor"]), ("held", &json!(5_000)));
}

#[test]
fn a_shop_whose_gateways_cannot_be_asked_is_told_so() {
    let shop = Shop::open();
    let copy = shop.copy();
    shop.till.run(["account", "remove", "boutique"]).exits(0);
    let human = shop.till.run_human(["restore", copy.to_str().unwrap()]).exits(4);
    assert!(human.stdout.contains("PayDunya"), "{human}");
}
