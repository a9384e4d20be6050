//! Every documented answer, cut at every byte.

use comptoir_tests::{Answer, Customer};

use crate::counter::Counter;
use crate::paygate_global;
use crate::subject::{Created, Means, Names, Subject};

/// The first bytes of an answer, as if they were the whole. A connection that is cut is among the faults.
fn cut(body: &str, kept: usize) -> Answer {
    Answer::bytes(200, &body.as_bytes()[..kept])
}

#[test]
fn an_answer_to_a_push_cut_at_any_byte_is_none() {
    cut_created(&paygate_global::PUSH);
}

#[test]
fn an_answer_about_a_push_cut_at_any_byte_is_none() {
    cut_answered(&paygate_global::PUSH);
}

#[test]
fn an_answer_about_a_page_cut_at_any_byte_is_none() {
    cut_answered(&paygate_global::PAGE);
}

fn cut_created(subject: &'static Subject) {
    let counter = Counter::of(subject);
    let call = subject.create.expect("a call that asks the customer");
    for said in subject.created.iter().filter(|said| said.documented) {
        let body = said.filled(Names { reference: "", number: counter.next_number() });
        for kept in 0..body.len() {
            counter.gateway.once(call, cut(&body, kept));
            let id = counter.start();
            assert_eq!(counter.view(id).state, "create_unknown", "{}", &body[..kept]);
        }
        counter.gateway.once(call, Answer::bytes(200, body.as_str()));
        let state = counter.view(counter.start()).state;
        let whole = match said.means {
            Created::Registered => "pending",
            Created::Refused(_) => "declined",
            Created::Known | Created::Nothing(_) => "create_unknown",
            Created::NotSent(_) => "abandoned_unsent",
        };
        assert_eq!(state, whole, "{body}");
    }
}

fn cut_answered(subject: &'static Subject) {
    let counter = Counter::of(subject);
    for said in subject.answered.iter().filter(|said| said.documented) {
        let id = counter.start();
        let reference = counter.view(id).reference;
        let body = said.filled(Names { reference: &reference, number: counter.next_number() - 1 });
        for kept in 0..body.len() {
            counter.answers(subject.asks, &cut(&body, kept));
            counter.ask(id);
            assert_eq!(counter.view(id).state, "pending", "{}", &body[..kept]);
        }
        counter.answers(subject.asks, &Answer::bytes(200, body.as_str()));
        counter.ask(id);
        let whole = match said.means {
            Means::Paid | Means::AnotherNumber => "paid",
            Means::Unproven(_) => "held",
            Means::Declined => "declined",
            Means::Expired => "expired",
            Means::Pending | Means::NotKnown | Means::Nobody | Means::Nothing(_) => "pending",
        };
        assert_eq!(counter.view(id).state, whole, "{body}");
        counter.mend();
        counter.gateway.everyone(Customer::Waits);
    }
}
