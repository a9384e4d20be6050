//! The contract of `docs/cli.md`, line by line, on the real program with a real keyring and a gateway that says what it is told to.
#![cfg(target_os = "linux")]
#![cfg(test)]

// The command line itself, and what every answer looks like.
mod sentences;
mod shape;
mod usage;

// The shop and its accounts.
mod account_refusals;
mod account_tests;
mod accounts;
mod gateways;
mod shop;

// What a payment is asked for with.
mod amounts;
mod cashiers;
mod customers;
mod methods;
mod payers;
mod routing;
mod seals;
mod taxes;

// From the request to the receipt.
mod answers;
mod lists;
mod pages;
mod paying;
mod printing;
mod printing_offices;
mod printing_queues;
mod questions;
mod receipts;
mod repeats;
mod resends;
mod resuming;
mod retries;
mod stopping;
mod waiting;

// What only the owner does, and what a gateway says by itself.
mod notifying;
mod owner;
mod paiement_pro;
mod payouts;
mod refunds;
mod settling;
mod tenders;

// The machine it runs on.
mod backups;
mod days;
mod exports;
mod folders;
mod keychain;
mod recovery;
mod restoring;
mod secrecy;
mod verifying;

// Practice.
mod practice_gateways;
mod practising;
mod training;

use comptoir_tests::{Outcome, PHONE, ScriptedGateway, Till};

/// A till with one account, `boutique`, at a gateway in good order. Its page is on.
fn counter() -> (ScriptedGateway, Till) {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_page_account("boutique", &gateway);
    (gateway, till)
}

/// Asks [`PHONE`] for this amount and returns at the gateway's first answer.
#[track_caller]
fn push(till: &Till, amount: &str) -> Outcome {
    till.run(["pay", amount, "--phone", PHONE])
}

/// A payment that has been asked for and waits for its customer.
#[track_caller]
fn pending(till: &Till, amount: &str) -> Outcome {
    let outcome = push(till, amount).exits(4);
    assert_eq!(outcome.state(), "pending", "{outcome}");
    outcome
}
