//! The gateways with a page, from `practice`'s own line to the receipt.

use comptoir_tests::{Outcome, Practice, Till};
use serde_json::Value;

/// Each gateway that can be asked, and the number of a payer in its country.
const ASKED: [&str; 2] = ["paydunya", "payplus"];

/// A till with one account at this practice gateway.
fn counter(gateway: &str) -> (Practice, Till) {
    let till = Till::new();
    let practice = Practice::start(&till);
    practice.add_account(&till, "essai", gateway);
    (practice, till)
}

/// Asks for an amount whose customer decides nothing by itself.
fn pending(till: &Till, options: &[&str]) -> Outcome {
    let outcome = till.run([&["pay", "11815"], options].concat()).exits(4);
    assert_eq!(outcome.states(), ["recorded", "sending", "pending"], "{outcome}");
    outcome
}

#[test]
fn a_page_is_told_and_its_customer_decides() {
    for gateway in ASKED {
        let (practice, till) = counter(gateway);
        assert_eq!(till.run(["account", "test", "essai"]).exits(0).text("verdict"), "good", "{gateway}");
        // PayPlus has one word for what was not paid.
        let expired = if gateway == "payplus" { "declined" } else { "expired" };
        let cases = [("pays", "paid", 0), ("refuses", "declined", 3), ("expires", expired, 3)];
        for (does, state, exit) in cases {
            let waiting = pending(&till, &[]);
            assert_eq!((waiting.text("method").as_str(), waiting.text("environment").as_str()), ("page", "test"));
            let base_url = practice.told(gateway)["base_url"].as_str().unwrap();
            let origin = &base_url[..base_url.rfind('/').unwrap()];
            assert!(waiting.text("page_url").starts_with(origin), "{waiting}");
            practice.customer(gateway, &waiting, does, None);
            let ended = till.run(["ask", &waiting.id()]).exits(exit);
            assert_eq!((ended.state().as_str(), ended.last()["receipt_number"].is_null()), (state, exit != 0), "{gateway}");
        }
        assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    }
}

#[test]
fn a_repeated_request_waits_and_sends_nothing() {
    let (practice, till) = counter("payplus");
    let id = ["--payment-id", "01a21853-9133-7c80-9686-d8e9ccc7edc4"];
    let waiting = pending(&till, &id);
    practice.customer("payplus", &waiting, "pays", None);
    let paid = till.run([&["pay", "11815", "--wait", "30"], &id[..]].concat()).exits(0);
    assert_eq!((paid.state().as_str(), &paid.last()["page_url"]), ("paid", &waiting.last()["page_url"]));
    assert_eq!(practice.transactions("payplus").len(), 1);
}

#[test]
fn lines_and_taxes_reach_the_page_and_the_receipt() {
    for gateway in ASKED {
        let (practice, till) = counter(gateway);
        let waiting = pending(&till, &["--line", "Pagne,2,5000", "--tax", "TVA 18 %,1815"]);
        practice.customer(gateway, &waiting, "pays", None);
        till.run(["ask", &waiting.id()]).exits(0);
        let receipt = till.run(["receipt", &waiting.id()]).exits(0);
        assert_eq!(receipt.last()["taxes"][0]["amount_minor"], 1_815, "{gateway}");
    }
}

#[test]
fn a_lost_answer_leaves_a_page_that_nobody_saw_and_a_free_sale() {
    for gateway in ASKED {
        for fault in ["dropped_before", "dropped_after", "malformed", "html", "failing", "limited"] {
            let (practice, till) = counter(gateway);
            practice.fault(gateway, "create", fault);
            let lost = till.run(["pay", "11815"]).exits(3);
            assert_eq!(
                (lost.state().as_str(), lost.text("money_at_risk").as_str()),
                ("abandoned_orphan", "no"),
                "{gateway} {fault}"
            );
            assert_eq!(lost.last()["page_url"], Value::Null);
            let again = pending(&till, &["--retry-of", &lost.id()]);
            assert_eq!(again.last()["sale_id"], lost.last()["sale_id"]);
        }
    }
}

#[test]
fn an_answer_that_proves_nothing_leaves_the_payment_as_it_stands() {
    for gateway in ASKED {
        let (practice, till) = counter(gateway);
        for fault in ["dropped_before", "malformed", "html", "failing", "huge"] {
            let waiting = pending(&till, &[]);
            practice.customer(gateway, &waiting, "pays", None);
            practice.fault(gateway, "ask", fault);
            let asked = till.run(["ask", &waiting.id()]).exits(4);
            assert_eq!(asked.state(), "pending", "{gateway} {fault} {asked}");
            assert!(!asked.last()["reason"].is_null(), "{gateway} {fault}");
        }
        // All of them are found paid later.
        till.run(["resume", "--wait", "60"]).exits(0);
        assert_eq!(till.run(["list", "--open"]).exits(0).lines.len(), 0);
    }
}

#[test]
fn a_payment_of_another_amount_or_of_another_reference_is_held() {
    for gateway in ASKED {
        let (practice, till) = counter(gateway);
        for fault in ["wrong_amount", "wrong_reference"] {
            let waiting = pending(&till, &[]);
            practice.customer(gateway, &waiting, "pays", None);
            practice.fault(gateway, "ask", fault);
            let held = till.run(["ask", &waiting.id()]).exits(4);
            assert_eq!((held.state().as_str(), held.text("money_at_risk").as_str()), ("held", "yes"), "{gateway} {fault} {held}");
            assert_eq!(held.last()["receipt_number"], Value::Null);
        }
    }
}
