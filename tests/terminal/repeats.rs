//! `--payment-id`: the same request again is harmless.

use comptoir_tests::{Answer, Call, Customer, Outcome, PHONE, ScriptedGateway, Till};

use crate::counter;

const ID: &str = "01a21853-9133-7c80-9686-d8e9ccc7edc4";

fn pay(till: &Till, options: &[&str]) -> Outcome {
    till.run([&["pay", "12500", "--payment-id", ID], options].concat())
}

#[test]
fn the_same_id_and_order_again_tells_the_current_view_and_sends_nothing() {
    let (gateway, till) = counter();
    let first = pay(&till, &["--phone", PHONE]).exits(4);
    assert_eq!(first.id(), ID);
    let again = pay(&till, &["--phone", PHONE]).exits(4);
    assert_eq!((again.lines.len(), again.last()), (1, first.last()), "{again}");
    assert_eq!(gateway.count(), 1);
    gateway.everyone(Customer::Pays);
    till.run(["ask", ID]).exits(0);
    let paid = pay(&till, &["--phone", PHONE]).exits(0);
    assert_eq!((paid.state().as_str(), paid.lines.len()), ("paid", 1));
    assert_eq!((gateway.requests(Call::Pay).len(), gateway.count()), (1, 2));
}

#[test]
fn the_same_order_may_be_spelled_in_another_way() {
    let (gateway, till) = counter();
    pay(&till, &["--phone", PHONE]).exits(4);
    let spelled = ["--phone", "+228 90 12 34 56", "--method", "push", "--network", "tg-tmoney", "--account", "boutique"];
    pay(&till, &spelled).exits(4);
    let amount = till.run(["pay", "12\u{202f}500", "--payment-id", &ID.to_uppercase(), "--phone", PHONE, "--currency", "XOF"]);
    assert_eq!(amount.exits(4).id(), ID);
    assert_eq!(gateway.requests(Call::Pay).len(), 1);
}

#[test]
fn the_same_id_for_another_order_is_refused_and_names_the_payment() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_page_account("boutique", &gateway);
    till.add_page_account("marche", &gateway);
    let order = ["--phone", PHONE, "--account", "boutique"];
    let first = pay(&till, &order).exits(4);
    let others: [&[&str]; 8] = [
        &["--phone", "90123457", "--account", "boutique"],
        &["--phone", PHONE, "--account", "marche"],
        &["--phone", PHONE, "--account", "boutique", "--network", "tg-flooz"],
        &["--phone", PHONE, "--account", "boutique", "--method", "page"],
        &["--phone", PHONE, "--account", "boutique", "--note", "autre"],
        &["--phone", PHONE, "--account", "boutique", "--line", "Savon,1,12500"],
        &["--phone", PHONE, "--account", "boutique", "--customer", "city=Lomé"],
        &["--phone", PHONE, "--account", "boutique", "--retry-of", ID],
    ];
    for other in others {
        let refused = pay(&till, other).refused(2, "id_reused");
        assert_eq!(refused.error.as_ref().unwrap()["reference"], first.last()["reference"], "{refused}");
    }
    let dearer = till.run(["pay", "12501", "--payment-id", ID, "--phone", PHONE, "--account", "boutique"]);
    dearer.refused(2, "id_reused");
    assert_eq!(gateway.count(), 1);
    assert_eq!(till.run(["list"]).lines.len(), 1);
}

#[test]
fn a_request_repeated_after_a_lost_answer_is_not_sent_again() {
    let (gateway, till) = counter();
    gateway.once(Call::Pay, Answer::closed().though_taken());
    assert_eq!(pay(&till, &["--phone", PHONE]).exits(4).state(), "create_unknown");
    assert_eq!(pay(&till, &["--phone", PHONE]).exits(4).state(), "create_unknown");
    assert_eq!(gateway.requests(Call::Pay).len(), 1);
    gateway.everyone(Customer::Pays);
    let waited = pay(&till, &["--phone", PHONE, "--wait", "30"]).exits(0);
    assert_eq!((waited.state().as_str(), gateway.requests(Call::Pay).len(), gateway.taken()), ("paid", 1, 12_500));
}

#[test]
fn an_id_that_is_no_uuid_is_refused() {
    let (gateway, till) = counter();
    for id in ["", "7", "vente-7", "01a21853-9133-7c80-9686-d8e9ccc7edc"] {
        till.run(["pay", "12500", "--phone", PHONE, "--payment-id", id]).refused(2, "payment_id_invalid");
    }
    assert_eq!(gateway.count(), 0);
}

#[test]
fn a_payment_that_was_never_sent_is_not_sent_by_a_repetition() {
    let (mut gateway, till) = counter();
    gateway.go_away();
    assert_eq!(pay(&till, &["--phone", PHONE]).exits(3).state(), "abandoned_unsent");
    gateway.come_back();
    assert_eq!(pay(&till, &["--phone", PHONE]).exits(3).state(), "abandoned_unsent");
    assert_eq!(gateway.count(), 0);
}
