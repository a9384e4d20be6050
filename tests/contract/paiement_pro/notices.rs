//! « Paramètres de réponse »: what the gateway sends to the address that we gave it, in every way in which it, or somebody else, can
//! write it. It is the only word there ever is of such a payment.

use std::time::Duration;

use comptoir_core::code::{Code, Reason};
use comptoir_core::evidence::{Question, Told, Word};
use comptoir_core::ids::PaymentId;
use comptoir_core::money::Currency;
use comptoir_core::payment::Decision;
use comptoir_engine::{AskedPayment, AskedSettlement};
use comptoir_tests::leak::assert_free_of;
use comptoir_tests::{Answer, Call};
use secrecy::SecretString;
use serde_json::json;

use super::cases::{CASES, Case};
use super::notice::{Notice, Written, secret, secretless};
use super::{MERCHANT, PAGE, PHONE};
use crate::counter::{Counter, PIN};
use crate::questions::expected;
use crate::subject::Means;
use crate::table::{Table, stands};

/// How a payment stands when a notification of it comes.
const STANDINGS: [&str; 8] =
    ["pending", "cancel_requested", "declined", "held", "unresolved", "lost answer", "paid", "resolved_unpaid"];

#[test]
fn every_notification_is_taken_for_what_it_is_and_nothing_is_asked_of_the_gateway() {
    let counter = Counter::of(&PAGE);
    let other = counter.start();
    let others = Notice::of(&counter, other);
    let heading: Vec<_> = ["notification", "difference"].into_iter().chain(STANDINGS).collect();
    let mut table = Table::headed(&heading);
    // What is over stays so, whatever comes.
    let over = ["paid", "resolved_unpaid"].map(|standing| (standing, standing_so(&counter, standing)));
    for Case(what, write, means) in CASES {
        let mut row = vec![(*what).to_owned()];
        for standing in STANDINGS {
            let is_over = over.iter().find(|(known, _)| *known == standing);
            let (id, notice) = is_over.map_or_else(|| standing_so(&counter, standing), |(_, payment)| payment.clone());
            let before = counter.stands(id);
            let Written(query, body) = write(notice.clone(), &others);
            let requests = counter.gateway.count();
            let noticed = counter.notify(&query, &body).unwrap();
            // Proof that comes after the owner said "not paid" changes nothing, and is told.
            let too_late = standing == "resolved_unpaid" && *means == Means::Paid;
            let judged = is_over.is_none() || too_late;
            assert_eq!((noticed.payment_id, noticed.judged, noticed.asked), (id, judged, false), "{what}, from {standing}");
            assert_eq!(counter.gateway.count(), requests, "{what}, from {standing}");
            let after = counter.stands(id);
            // Nothing was asked: a notice that says nothing is no question without an answer.
            let says_nothing = *means == Means::Nobody || is_over.is_some();
            let design = if says_nothing { before.clone() } else { expected(before.state, before.reason, *means, false) };
            assert_eq!(after, design, "{what}, from {standing}");
            let proves = matches!(means, Means::Paid | Means::Declined(_));
            assert_eq!(noticed.difference.is_some(), too_late || (judged && !proves), "{what}, from {standing}");
            if too_late {
                assert_eq!(noticed.difference, Some(Reason::PaidAfterEnd), "{what}");
            }
            if let (Means::Unproven(difference), true) = (means, judged) {
                assert_eq!(noticed.difference, Some(*difference), "{what}, from {standing}");
            }
            if standing == "pending" {
                row.push(noticed.difference.map_or("-", Reason::code).to_owned());
            }
            row.push(if after.state == before.state { "·".to_owned() } else { after.state.to_owned() });
            hand_in(&counter, notice.form());
            let was_late = ["cancel_requested", "declined", "unresolved", "lost answer"].contains(&standing);
            let end = match standing {
                "resolved_unpaid" => "resolved_unpaid",
                _ if was_late || after.state == "declined" => "late_paid",
                _ => "paid",
            };
            assert_eq!(counter.stands(id).state, end, "{what}, from {standing} by way of {}", after.state);
        }
        table.row(row);
    }
    insta::assert_snapshot!("paiement_pro_notified", table.text());
    assert_eq!(counter.stands(other), stands("pending", None));
    assert_eq!(counter.engine().ledger().verify().unwrap(), []);
}

/// Hands in a notification that is in good order.
fn hand_in(counter: &Counter, Written(query, body): Written) {
    counter.notify(&query, &body).unwrap();
}

/// A payment that stands so, and its notification.
fn standing_so(counter: &Counter, standing: &str) -> (PaymentId, Notice) {
    if standing == "lost answer" {
        counter.gateway.once(Call::Pay, Answer::closed().though_taken());
    }
    let id = counter.start();
    let whole = Notice::of(counter, id);
    let notice = whole.clone();
    match standing {
        "pending" | "lost answer" => {}
        "cancel_requested" => counter.engine().cancel(id).unwrap(),
        "declined" => hand_in(counter, notice.declined().form()),
        "held" => hand_in(counter, notice.with("amount", 12_499).form()),
        "unresolved" => {
            counter.pass(Duration::from_hours(73));
            counter.ask(id);
        }
        "paid" => hand_in(counter, notice.form()),
        "resolved_unpaid" => {
            hand_in(counter, notice.with("amount", 12_499).form());
            decide(counter, id, Decision::Unpaid);
        }
        _ => panic!("no payment stands {standing}"),
    }
    assert_eq!(counter.view(id).state, if standing == "lost answer" { "unresolved" } else { standing });
    (id, whole)
}

fn decide(counter: &Counter, id: PaymentId, decision: Decision) {
    let asked = AskedSettlement {
        decision,
        why: "vu dans l'espace marchand".to_owned(),
        operator_reference: Some("OM-1".to_owned()),
        pin: Some(SecretString::from(PIN)),
    };
    counter.engine().settle_by_hand(id, &asked).unwrap();
}

#[test]
fn a_whole_notification_is_the_proof_that_is_kept_and_keeps_no_secret() {
    let counter = Counter::of(&PAGE);
    let id = counter.start();
    let notice = Notice::of(&counter, id);
    let ours = secret(&notice.query).to_owned();
    hand_in(&counter, notice.form());
    assert_eq!(counter.stands(id), stands("paid", None));
    let kept = counter.evidence(id);
    let [(proves, evidence)] = kept.as_slice() else { panic!("{kept:?}") };
    let report = &evidence.report;
    assert!(*proves);
    assert_eq!((report.question, &report.word), (Question::Notified, &Word::Paid));
    assert_eq!(report.reference, Told::That(counter.view(id).reference));
    assert_eq!((&report.amount_minor, &report.currency), (&Told::That(12_500), &Told::That(Currency::Xof)));
    assert_eq!((report.paid_at.as_deref(), report.seal.as_deref()), (Some("2026-11-26 14:05:09"), Some("0a1b2c")));
    assert_eq!((report.difference, report.digest.len()), (None, 64));
    assert!(!serde_json::to_string(evidence).unwrap().contains(PHONE));
    for (path, content) in counter.files() {
        assert_free_of(&ours, &path.display().to_string(), &content);
    }
}

#[test]
fn a_notification_that_comes_again_changes_nothing() {
    let counter = Counter::of(&PAGE);
    let id = counter.start();
    let notice = Notice::of(&counter, id);
    let again = || [notice.clone().form(), notice.clone().json(), notice.clone().with("amount", 100).form()];
    for written in again() {
        hand_in(&counter, written);
    }
    hand_in(&counter, notice.clone().declined().form());
    let (paid, receipt) = (counter.stands(id), counter.view(id).receipt_number);
    assert_eq!((paid, counter.evidence(id).len()), (stands("paid", None), 1));
    let held = counter.start();
    let notice = Notice::of(&counter, held);
    for amount in [12_499, 12_498] {
        hand_in(&counter, notice.clone().with("amount", amount).form());
        hand_in(&counter, notice.clone().declined().form());
        assert_eq!(counter.stands(held), stands("held", Some("amount_differs")));
    }
    hand_in(&counter, notice.form());
    assert_eq!(counter.stands(held), stands("paid", None));
    assert_eq!(counter.evidence(held).iter().map(|(proves, _)| *proves).collect::<Vec<_>>(), [false, true]);
    assert_ne!(counter.view(held).receipt_number, receipt);
}

#[test]
fn a_notification_after_a_person_settled_it_or_after_the_watch_is_never_a_second_receipt() {
    let counter = Counter::of(&PAGE);
    let settled = counter.start();
    decide(&counter, settled, Decision::Paid);
    let receipt = counter.view(settled).receipt_number;
    hand_in(&counter, Notice::of(&counter, settled).form());
    let view = counter.view(settled);
    assert_eq!((view.state, view.receipt_number, counter.evidence(settled).len()), ("resolved_paid", receipt, 0));
    // Nobody looked for three days: it is still the customer's first word.
    let unwatched = counter.start();
    counter.pass(Duration::from_hours(73));
    hand_in(&counter, Notice::of(&counter, unwatched).form());
    assert_eq!(counter.stands(unwatched), stands("paid", None));
    let (late, notice) = standing_so(&counter, "unresolved");
    hand_in(&counter, notice.form());
    assert_eq!(counter.stands(late), stands("late_paid", Some("paid_after_end")));
    counter.engine().accept(late).unwrap();
    assert_eq!(counter.stands(late), stands("paid", Some("accepted_by_hand")));
}

/// The word is kept of who brings our secret back: anybody else could fill the journal.
#[test]
fn a_word_that_the_document_does_not_have_is_kept_once() {
    let counter = Counter::of(&PAGE);
    let id = counter.start();
    let notice = Notice::of(&counter, id).with("responsecode", "7");
    let told = || counter.engine().ledger().story(id).unwrap().iter().filter(|line| line.kind == "strange_word").count();
    hand_in(&counter, notice.clone().asked_by(secretless).form());
    assert_eq!(told(), 0);
    hand_in(&counter, notice.clone().form());
    hand_in(&counter, notice.form());
    assert_eq!((told(), counter.stands(id)), (1, stands("pending", None)));
}

#[test]
fn a_sale_that_is_paid_twice_is_told_and_has_one_receipt() {
    let counter = Counter::of(&PAGE);
    let first = counter.start();
    let second = counter.start_asked(&AskedPayment { retry_of: Some(first), accept_double: true, ..counter.asked() });
    hand_in(&counter, Notice::of(&counter, first).form());
    hand_in(&counter, Notice::of(&counter, second).json());
    assert_eq!(counter.stands(first), stands("paid", None));
    assert_eq!(counter.stands(second), stands("late_paid", Some("paid_twice")));
}

/// What a message is that names no payment, or cannot be read.
#[test]
fn a_message_that_names_no_payment_of_the_account_changes_nothing() {
    let counter = Counter::of(&PAGE);
    let id = counter.start();
    let notice = Notice::of(&counter, id);
    let plain = |query: &str, body: &str| Written(query.to_owned(), body.to_owned());
    let huge = "x".repeat(300_000);
    let json = notice.clone().json().1;
    let unreadable = [
        plain("", ""),
        plain(&notice.query, ""),
        plain(&notice.query, "OK"),
        plain(&notice.query, "[]"),
        plain(&notice.query, "{}"),
        plain(&notice.query, "<html>responsecode=0</html>"),
        plain(&notice.query, &format!("[{json}]")),
        plain(&notice.query, &format!("{{\"data\":{json}}}")),
        plain(&notice.query, &format!("{json}0")),
        plain(&notice.query, &format!("\u{feff}{json}")),
        plain(&notice.query, &format!("{json}{json}")),
        plain(&notice.query, &format!("{json}{}", " ".repeat(300_000))),
        notice.clone().without("referenceNumber").form(),
        notice.clone().with("referenceNumber", " ").json(),
        notice.clone().with("referenceNumber", json!([counter.view(id).reference])).json(),
        notice.clone().with("hashcode", huge.as_str()).form(),
        notice.clone().with("hashcode", huge.as_str()).address(),
        notice.clone().beside("referenceNumber", "CPTOTHER"),
    ];
    for Written(query, body) in unreadable {
        let refusal = counter.notify(&query, &body).unwrap_err();
        assert_eq!(refusal.code, Code::NotificationUnreadable, "{}", body.chars().take(80).collect::<String>());
    }
    for reference in ["CPTOTHER", "1234567890", "7000001"] {
        let Written(query, body) = notice.clone().with("referenceNumber", reference).form();
        assert_eq!(counter.notify(&query, &body).unwrap_err().code, Code::NotificationUnmatched, "{reference}");
    }
    assert_eq!(counter.stands(id), stands("pending", None));
    assert_eq!(counter.evidence(id), []);
}

#[test]
fn another_shops_account_is_told_nothing_of_it() {
    let counter = Counter::of(&PAGE);
    counter.add_account("autre", &[("merchant_id", "PP-F325"), ("notify_url", "https://autre.example/")]);
    let ours = counter.start();
    let theirs = counter.start_asked(&AskedPayment { account: Some("autre".to_owned()), ..counter.asked() });
    let Written(query, body) = Notice::of(&counter, ours).form();
    assert_eq!(counter.notify_to("autre", &query, &body).unwrap_err().code, Code::NotificationUnmatched);
    assert_eq!(counter.notify_to("personne", &query, &body).unwrap_err().code, Code::AccountUnknown);
    let notice = Notice::of(&counter, theirs);
    let Written(query, body) = notice.clone().with("merchantId", MERCHANT).form();
    let noticed = counter.notify_to("autre", &query, &body).unwrap();
    assert_eq!(noticed.difference, Some(Reason::MerchantDiffers));
    assert_eq!(counter.stands(theirs), stands("held", Some("merchant_differs")));
    let Written(query, body) = notice.form();
    counter.notify_to("autre", &query, &body).unwrap();
    assert_eq!((counter.stands(theirs), counter.stands(ours)), (stands("paid", None), stands("pending", None)));
}
/// JSON that is cut is none. A form has no end of its own: what is cut of it is missing, or is another value.
#[test]
fn a_notification_cut_at_any_byte_is_never_paid_nor_refused() {
    let counter = Counter::of(&PAGE);
    for (code, end) in [("0", "paid"), ("-1", "declined")] {
        for write in [Notice::json, Notice::form, Notice::address] {
            let whole = |id| write(Notice::of(&counter, id).with("responsecode", code));
            let mut id = counter.start();
            for kept in 0..whole(id).length() {
                let Written(query, body) = whole(id).cut(kept);
                drop(counter.notify(&query, &body));
                let state = counter.view(id).state;
                assert!(["pending", "held"].contains(&state), "{state} by {query} {body}");
                if state == "held" {
                    hand_in(&counter, Notice::of(&counter, id).form());
                    assert_eq!(counter.view(id).state, "paid");
                    id = counter.start();
                }
            }
            hand_in(&counter, whole(id));
            assert_eq!(counter.view(id).state, end);
        }
    }
}
