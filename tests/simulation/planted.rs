//! Whether the simulation sees: what is planted in a life must be found in it.

use std::fs;
use std::time::Duration;

use comptoir_gateway::{Request as Outgoing, Transport};
use comptoir_practice::{Request, paygate_global};
use rusqlite::Connection;
use serde_json::json;

use crate::chance::untouched;
use crate::life::{Life, Plant, lived};
use crate::world::faults::{Fault, Lie};
use crate::world::wire::CREATE;

/// What is wrong with a life in which this is planted, and with the same life left alone.
fn found(seed: u64, plant: Plant) -> Vec<String> {
    assert_eq!(lived(seed, untouched).wrong, Vec::<String>::new(), "a life that is left alone");
    lived(seed, plant).wrong
}

#[track_caller]
fn assert_found(plant: Plant, words: &str) {
    let wrong = found(4, plant);
    assert!(wrong.iter().any(|wrong| wrong.contains(words)), "{words:?} is not among {wrong:#?}");
}

/// A gateway that says paid of a payment that nobody paid.
#[test]
fn a_payment_that_is_told_paid_and_was_not_is_found() {
    fn plant(life: &mut Life) {
        life.world.wire.whenever(|heard| (!heard.creates).then_some(Fault::Says(Lie::Paid)));
        for _ in 0..8 {
            life.sells();
        }
        life.keeps_watch(Duration::from_mins(2));
        life.world.wire.no_rule();
    }
    assert_found(plant, "and the customer paid []");
}

/// A debit of which the ledger knows nothing.
#[test]
fn a_debit_that_is_not_in_the_ledger_is_found() {
    fn plant(life: &mut Life) {
        let body = json!({
            "auth_token": paygate_global::PRACTICE_KEY,
            "phone_number": "90000001",
            "amount": 1_000,
            "identifier": "CPTAAAAAAAAAAAAAAAAAAAAAA",
            "network": "TMONEY",
        });
        let request = Request::post_json("/api/v1/pay", &body);
        assert_eq!(life.world.gateway.respond(&request, life.world.clock.truth_ms()).status, 200);
    }
    assert_found(plant, "is at the gateway and not in the ledger");
}

/// Somebody with the ledger's file in their hands.
fn writes(life: &Life, sql: &str) {
    let connection = Connection::open(life.world.folder().join("ledger.sqlite")).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_row_of_the_ledger_that_is_altered_is_found() {
    fn plant(life: &mut Life) {
        writes(
            life,
            "UPDATE payments SET note = 'autre' WHERE recorded_seq = (SELECT min(recorded_seq) FROM payments WHERE standing <> 'final')",
        );
    }
    assert_found(plant, "row_differs: payments");
}

#[test]
fn a_key_in_a_file_is_found_however_it_is_written() {
    fn plant(life: &mut Life) {
        let hexadecimal: String = paygate_global::PRACTICE_KEY.bytes().map(|byte| format!("{byte:02x}")).collect();
        fs::write(life.world.folder().join("notes.txt"), hexadecimal).unwrap();
    }
    assert_found(plant, "as hexadecimal");
}

#[test]
fn a_receipt_number_that_is_passed_over_is_found() {
    fn plant(life: &mut Life) {
        writes(life, "UPDATE receipt_series SET last_place = last_place + 1");
    }
    assert_found(plant, "are numbered");
    assert_found(plant, "receipt_gap");
}

/// A client that sends a request once more by itself.
#[test]
#[should_panic(expected = "leaves while it is")]
fn a_request_that_leaves_without_a_word_in_the_ledger_is_found() {
    lived(4, |life| {
        let heard = life.world.wire.heard().into_iter().find(|heard| heard.call == CREATE).expect("a prompt");
        let url = "https://paygateglobal.com/api/v1/pay".parse().unwrap();
        let body = json!({ "identifier": heard.name }).to_string().into_bytes();
        drop(life.world.run(life.world.wire.send(Outgoing::post(url, body))));
    });
}
