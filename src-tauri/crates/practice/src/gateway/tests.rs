use std::fs;

use serde_json::{Value, json};

use super::*;
use crate::{Kind, State, paygate_global::PRACTICE_KEY};

const NOW_MS: i64 = 1_767_323_045_678;

/// An amount whose customer never answers by themselves.
const SILENT: u64 = 515;

fn order(identifier: &str, amount: u64) -> Request {
    let body = json!({
        "auth_token": PRACTICE_KEY,
        "phone_number": "90000001",
        "amount": amount,
        "identifier": identifier,
        "network": "TMONEY",
    });
    Request::post_json("/api/v1/pay", &body)
}

fn pay(gateway: &PracticeGateway, identifier: &str, amount: u64) -> Value {
    let response = gateway.respond(&order(identifier, amount), NOW_MS);
    serde_json::from_slice(&response.body).unwrap()
}

fn decide(gateway: &PracticeGateway, identifier: &str, does: Does, now_ms: i64) -> Result<State, CustomerError> {
    gateway.customer(Which::Identifier(identifier), does, now_ms).map(|transaction| transaction.state(now_ms))
}

fn state(gateway: &PracticeGateway, identifier: &str, now_ms: i64) -> State {
    let transactions = gateway.transactions();
    let found = transactions.iter().find(|t| t.identifier() == identifier);
    found.unwrap().state(now_ms)
}

#[test]
fn a_customer_told_what_to_do_does_it_at_once() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let at_ms = NOW_MS;
    for (identifier, does, expected) in [
        ("A", Does::Refuses, State::Cancelled { at_ms }),
        ("B", Does::Expires, State::Expired { at_ms }),
        ("C", Does::NeverAnswers, State::InProgress),
        ("D", Does::Pays { amount: None }, State::Paid { amount: 1_000, at_ms }),
        ("E", Does::Pays { amount: Some(7) }, State::Paid { amount: 7, at_ms }),
    ] {
        pay(&gateway, identifier, 1_000);
        assert_eq!(decide(&gateway, identifier, does, NOW_MS).unwrap(), expected);
        // The amount alone would have had it paid by now.
        assert_eq!(state(&gateway, identifier, NOW_MS + 600_000), expected);
    }
}

#[test]
fn a_transaction_is_also_found_by_its_number() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, "A", SILENT);
    let number = pay(&gateway, "B", SILENT)["tx_reference"].as_u64().unwrap();
    let paid = gateway.customer(Which::TxReference(number), Does::Pays { amount: None }, NOW_MS);
    assert!(paid.is_ok_and(|transaction| transaction.identifier() == "B"));
    assert_eq!(state(&gateway, "A", NOW_MS), State::InProgress);
}

#[test]
fn a_success_can_come_late_after_a_refusal_or_an_expiry() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for (identifier, amount) in [("A", 105), ("B", 110)] {
        pay(&gateway, identifier, amount);
        let ended_ms = NOW_MS + 120_000;
        assert_ne!(state(&gateway, identifier, ended_ms), State::InProgress);
        for does in [Does::Refuses, Does::Expires, Does::NeverAnswers] {
            let refused = decide(&gateway, identifier, does, ended_ms);
            assert!(matches!(refused, Err(CustomerError::AlreadyEnded)));
        }
        let late_ms = ended_ms + 3_600_000;
        let paid = State::Paid { amount, at_ms: late_ms };
        let does = Does::Pays { amount: None };
        assert_eq!(decide(&gateway, identifier, does, late_ms).unwrap(), paid);
    }
}

#[test]
fn what_is_paid_stays_paid() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, "A", 1_000);
    let paid_ms = NOW_MS + 3_000;
    for does in [Does::Refuses, Does::Expires, Does::NeverAnswers, Does::Pays { amount: Some(5) }] {
        let refused = decide(&gateway, "A", does, paid_ms);
        assert!(matches!(refused, Err(CustomerError::AlreadyPaid)));
    }
    let expected = State::Paid { amount: 1_000, at_ms: paid_ms };
    assert_eq!(state(&gateway, "A", paid_ms), expected);
}

#[test]
fn nobody_pays_zero_and_nobody_is_invented() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, "A", SILENT);
    let zero = decide(&gateway, "A", Does::Pays { amount: Some(0) }, NOW_MS);
    assert!(matches!(zero, Err(CustomerError::ZeroAmount)));
    assert_eq!(state(&gateway, "A", NOW_MS), State::InProgress);
    let unknown = decide(&gateway, "B", Does::Refuses, NOW_MS);
    assert!(matches!(unknown, Err(CustomerError::Unknown)));
}

#[test]
fn habits_set_how_long_customers_take() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal).with_habits(Habits { reaction_ms: 0, expiry_ms: 6_000 });
    pay(&gateway, "A", 1_000);
    pay(&gateway, "B", 1_010);
    assert!(matches!(state(&gateway, "A", NOW_MS), State::Paid { .. }));
    assert_eq!(state(&gateway, "B", NOW_MS + 5_999), State::InProgress);
    let at_ms = NOW_MS + 6_000;
    assert_eq!(state(&gateway, "B", at_ms), State::Expired { at_ms });
}

#[test]
fn a_customer_scans_a_whole_address_or_its_path_and_query() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let query = "token=practice-key&amount=1000&identifier";
    for (identifier, start) in
        [("A", "https://paygateglobal.com/v1/page"), ("B", "http://127.0.0.1:4000/paygate-global/v1/page"), ("C", "/v1/page")]
    {
        let page = format!("{start}?{query}={identifier}");
        assert_eq!(gateway.customer_scans(&page, NOW_MS).status, 200);
        let paid = state(&gateway, identifier, NOW_MS + 3_000);
        assert!(matches!(paid, State::Paid { amount: 1_000, .. }));
    }
    assert_eq!(gateway.customer_scans("/elsewhere", NOW_MS).status, 404);
}

#[test]
fn transactions_survive_from_one_process_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paygate-global.json");
    {
        let (gateway, found) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
        assert_eq!(found, MemoryFile::New);
        pay(&gateway, "A", 1_000);
        pay(&gateway, "B", SILENT);
        decide(&gateway, "B", Does::Refuses, NOW_MS).unwrap();
        let _ = gateway.customer_scans("/v1/page?token=practice-key&amount=200&identifier=C", NOW_MS);
        assert_eq!(pay(&gateway, "A", 1_000)["status"], 6);
    }
    let (gateway, found) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
    assert_eq!(found, MemoryFile::Kept { transactions: 3 });
    let at_ms = NOW_MS + 3_000;
    for (identifier, amount) in [("A", 1_000), ("C", 200)] {
        let paid = State::Paid { amount, at_ms };
        assert_eq!(state(&gateway, identifier, at_ms), paid);
    }
    let refused = State::Cancelled { at_ms: NOW_MS };
    assert_eq!(state(&gateway, "B", at_ms), refused);
    assert_eq!(gateway.transactions()[0].create_requests(), 2);
    assert_eq!(pay(&gateway, "D", 1_000)["tx_reference"], 1_000_004);
    // Only the file itself is left in the folder, and it does not hold the key.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let kept = fs::read_to_string(&path).unwrap();
    assert!(!kept.contains(PRACTICE_KEY));
}

#[test]
fn an_unreadable_memory_is_said_and_the_gateway_starts_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.json");
    for content in ["", "{\"version\":1,", "{\"version\":2,\"transactions\":[]}"] {
        fs::write(&path, content).unwrap();
        let (gateway, found) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
        assert!(matches!(found, MemoryFile::Unreadable { .. }), "{content}");
        assert!(gateway.transactions().is_empty());
        assert_eq!(pay(&gateway, "A", 1_000)["status"], 0);
        let (_, found) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
        assert_eq!(found, MemoryFile::Kept { transactions: 1 });
    }
}

#[test]
fn a_half_written_file_beside_the_memory_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.json");
    let (gateway, _) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
    pay(&gateway, "A", 1_000);
    fs::write(folder.path().join("memory.json.new"), "{\"vers").unwrap();
    let (gateway, found) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
    assert_eq!(found, MemoryFile::Kept { transactions: 1 });
    assert_eq!(pay(&gateway, "B", 1_000)["status"], 0);
}

#[test]
fn a_memory_that_cannot_be_written_is_a_500_and_is_written_by_the_next_call() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop").join("memory.json");
    let (gateway, _) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
    let response = gateway.respond(&order("A", 1_000), NOW_MS);
    assert_eq!(response.status, 500);
    fs::create_dir(folder.path().join("shop")).unwrap();
    assert_eq!(pay(&gateway, "A", 1_000)["status"], 6);
    let (_, found) = PracticeGateway::with_memory_file(Kind::PaygateGlobal, &path);
    assert_eq!(found, MemoryFile::Kept { transactions: 1 });
}
