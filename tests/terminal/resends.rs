//! `resend`: only where it cannot charge the customer twice.

use comptoir_tests::{Answer, Call, Customer, PHONE};

use crate::{counter, pending, push};

#[test]
fn a_request_is_not_sent_again_before_the_gateway_has_said_twice_that_it_does_not_know_it() {
    let (mut gateway, till) = counter();
    let waiting = pending(&till, "12500");
    till.run(["resend", &waiting.id()]).refused(2, "resend_not_safe");
    gateway.once(Call::Pay, Answer::closed());
    let unknown = push(&till, "12500").exits(4);
    assert_eq!(unknown.state(), "create_unknown");
    till.run(["resend", &unknown.id()]).refused(2, "resend_not_safe");
    let asked = till.run(["ask", &unknown.id()]).exits(4);
    assert_eq!((asked.state().as_str(), asked.text("money_at_risk").as_str()), ("create_unknown", "unknown"));
    till.run(["resend", &unknown.id()]).refused(2, "resend_not_safe");
    gateway.customer(&waiting.text("reference"), Customer::Declines);
    till.run(["ask", &waiting.id()]).exits(3);
    till.run(["resend", &waiting.id()]).refused(2, "resend_not_safe");
    let page = till.run(["pay", "12500", "--method", "page"]).exits(4);
    till.run(["resend", &page.id()]).refused(2, "resend_not_safe");
    assert_eq!(gateway.requests(Call::Pay).len(), 2, "the two first requests and no other");
    gateway.go_away();
    let unsent = push(&till, "12500").exits(3);
    till.run(["resend", &unsent.id()]).refused(2, "resend_not_safe");
}

#[test]
fn after_two_such_answers_the_same_request_is_sent_once_more_by_hand_and_only_by_hand() {
    let (gateway, till) = counter();
    gateway.once(Call::Pay, Answer::closed());
    // Asked about 2, 4 and 6 seconds after the answer that did not come, and by `resume` below.
    let unknown = till.run(["pay", "12500", "--phone", PHONE, "--wait", "8"]).exits(4);
    assert_eq!(unknown.state(), "create_unknown");
    till.run(["resume"]).exits(4);
    assert_eq!(gateway.requests(Call::Pay).len(), 1, "never by itself, and never at the start");
    // The first request arrived late after all: the second one is a duplicate, and nobody is asked twice.
    gateway.once(Call::Pay, Answer::bytes(500, "").though_taken());
    let lost = till.run(["resend", &unknown.id()]).exits(4);
    assert_eq!(lost.state(), "create_unknown");
    till.run(["resend", &unknown.id()]).refused(2, "resend_not_safe");
    let sent = gateway.requests(Call::Pay);
    assert_eq!((sent.len(), &sent[1].json), (2, &sent[0].json), "the same identifier, amount, phone and network");
    gateway.everyone(Customer::Pays);
    let paid = till.run(["resume"]).exits(0);
    assert_eq!((paid.state().as_str(), gateway.transactions().len(), gateway.taken()), ("paid", 1, 12_500));
}
