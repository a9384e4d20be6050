//! `--retry-of` and `--accept-double`: another payment of the same sale.

use comptoir_tests::{Call, Customer, Outcome, PHONE, Till};

use crate::{counter, pending};

fn retry(till: &Till, earlier: &str, options: &[&str]) -> Outcome {
    till.run([&["pay", "12500", "--phone", PHONE, "--retry-of", earlier], options].concat())
}

#[test]
fn a_sale_whose_payment_ended_unpaid_takes_another_payment() {
    let (mut gateway, till) = counter();
    for does in [Customer::Declines, Customer::LetsExpire] {
        let first = pending(&till, "12500");
        gateway.customer(&first.text("reference"), does);
        till.run(["ask", &first.id()]).exits(3);
        is_another_of_the_same_sale(&retry(&till, &first.id(), &[]).exits(4), &first);
    }
    gateway.go_away();
    let unsent = crate::push(&till, "12500").exits(3);
    gateway.come_back();
    is_another_of_the_same_sale(&retry(&till, &unsent.text("reference"), &[]).exits(4), &unsent);
}

#[track_caller]
fn is_another_of_the_same_sale(second: &Outcome, first: &Outcome) {
    assert_eq!(second.text("sale_id"), first.text("sale_id"));
    assert_ne!(second.id(), first.id());
    assert_ne!(second.text("reference"), first.text("reference"));
}

#[test]
fn an_earlier_payment_that_may_still_be_paid_is_asked_about_then_stands_in_the_way() {
    let (gateway, till) = counter();
    let first = pending(&till, "12500");
    let refused = retry(&till, &first.id(), &[]).refused(2, "earlier_payment_alive");
    let error = refused.error.as_ref().unwrap();
    assert_eq!(error["reference"], first.last()["reference"]);
    assert_eq!(error["money_at_risk"], "unknown");
    assert_eq!((gateway.requests(Call::Status).len(), gateway.requests(Call::Pay).len()), (1, 1));
    assert_eq!(till.run(["list"]).lines.len(), 1, "nothing was recorded");
    till.run(["cancel", &first.id()]).exits(4);
    retry(&till, &first.id(), &[]).refused(2, "earlier_payment_alive");
}

#[test]
fn an_earlier_payment_that_turns_out_paid_settles_the_sale() {
    let (gateway, till) = counter();
    let first = pending(&till, "12500");
    gateway.everyone(Customer::Pays);
    retry(&till, &first.id(), &["--accept-double"]).refused(2, "sale_settled");
    assert_eq!((gateway.requests(Call::Pay).len(), gateway.taken()), (1, 12_500));
    assert_eq!(till.run(["show", &first.id()]).exits(0).state(), "paid");
    retry(&till, &first.id(), &[]).refused(2, "sale_settled");
}

#[test]
fn an_earlier_payment_that_turns_out_declined_leaves_the_sale_free() {
    let (gateway, till) = counter();
    let first = pending(&till, "12500");
    gateway.customer(&first.text("reference"), Customer::Declines);
    is_another_of_the_same_sale(&retry(&till, &first.id(), &[]).exits(4), &first);
    assert_eq!(till.run(["show", &first.id()]).exits(3).state(), "declined");
}

#[test]
fn when_both_are_paid_the_second_is_late_and_cannot_be_accepted() {
    let (gateway, till) = counter();
    let first = pending(&till, "12500");
    let second = retry(&till, &first.id(), &["--accept-double"]).exits(4);
    is_another_of_the_same_sale(&second, &first);
    gateway.customer(&second.text("reference"), Customer::Pays);
    assert_eq!(till.run(["ask", &second.id()]).exits(0).state(), "paid");
    gateway.customer(&first.text("reference"), Customer::Pays);
    let resumed = till.run(["resume"]).exits(4);
    let late = resumed.last();
    assert_eq!(
        (late["payment_id"].as_str(), late["state"].as_str()),
        (Some(first.id().as_str()), Some("late_paid")),
        "{resumed}"
    );
    assert_eq!((late["reason"].as_str(), late["money_at_risk"].as_str()), (Some("paid_twice"), Some("yes")));
    assert!(late["receipt_number"].is_null());
    till.run(["accept", &first.id()]).refused(2, "not_acceptable");
    retry(&till, &second.id(), &["--accept-double"]).refused(2, "sale_settled");
}

#[test]
fn another_payment_of_a_sale_asks_for_the_same_amount_and_lines() {
    let (gateway, till) = counter();
    let lines = ["--line", "Savon,1,12500"];
    let first = till.run([&["pay", "12500", "--phone", PHONE], &lines[..]].concat()).exits(4);
    gateway.customer(&first.text("reference"), Customer::Declines);
    till.run(["ask", &first.id()]).exits(3);
    till.run(["pay", "12000", "--phone", PHONE, "--retry-of", &first.id()]).refused(2, "sale_amount_differs");
    retry(&till, &first.id(), &["--line", "Pagne,1,12500"]).refused(2, "sale_amount_differs");
    let second = retry(&till, &first.id(), &lines).exits(4);
    gateway.customer(&second.text("reference"), Customer::Pays);
    till.run(["ask", &second.id()]).exits(0);
    let receipt = till.run(["receipt", &second.id()]).exits(0);
    assert_eq!(receipt.last()["lines"][0]["name"], "Savon");
}

#[test]
fn another_payment_may_come_from_another_phone_and_by_the_page() {
    let (gateway, till) = counter();
    let first = pending(&till, "12500");
    gateway.customer(&first.text("reference"), Customer::Declines);
    till.run(["ask", &first.id()]).exits(3);
    let page = till.run(["pay", "12500", "--method", "page", "--retry-of", &first.id()]).exits(4);
    is_another_of_the_same_sale(&page, &first);
    gateway.page_opened(&page.text("reference"), 12_500);
    gateway.customer(&page.text("reference"), Customer::Declines);
    till.run(["ask", &page.id()]).exits(3);
    let third = till.run(["pay", "12500", "--phone", "99123456", "--retry-of", &page.id()]).exits(4);
    is_another_of_the_same_sale(&third, &first);
}

#[test]
fn a_payment_that_is_not_there_cannot_be_retried() {
    let (gateway, till) = counter();
    for earlier in ["rien", "01a21853-9133-7c80-9686-d8e9ccc7edc4", "T-COMPTOIR-1-2026-000001"] {
        retry(&till, earlier, &[]).refused(2, "payment_unknown");
    }
    assert_eq!(gateway.count(), 0);
}
