//! Every documented answer, cut at every byte.

use comptoir_tests::{Answer, Customer};

use crate::counter::Counter;
use crate::subject::{Created, Means, Names, Subject};
use crate::table::without_answer;

/// The first bytes of an answer, as if they were the whole. A connection that is cut is among the faults.
fn cut(body: &str, kept: usize) -> Answer {
    Answer::bytes(200, &body.as_bytes()[..kept])
}

/// An answer to the create call that is cut anywhere is none.
pub(crate) fn cut_created(subject: &'static Subject) {
    let counter = Counter::of(subject);
    let call = subject.create.expect("a call that asks the customer");
    for (place, said) in (0..).zip(subject.created.iter().filter(|said| said.documented)) {
        let base_url = counter.gateway.base_url();
        let names = Names { reference: "", number: counter.next_number() + place, payment_id: "", base_url: &base_url };
        let body = said.filled(names);
        let without_answer = without_answer(subject);
        for kept in 0..body.len() {
            counter.gateway.once(call, cut(&body, kept));
            let id = counter.start();
            assert_eq!(counter.view(id).state, without_answer, "{}", &body[..kept]);
        }
        counter.gateway.once(call, Answer::bytes(200, body.as_str()));
        let state = counter.view(counter.start()).state;
        let whole = match said.means {
            Created::Registered => "pending",
            Created::Refused(_) => "declined",
            Created::Known | Created::Nothing(_) => without_answer,
            Created::NotSent(_) => "abandoned_unsent",
        };
        assert_eq!(state, whole, "{body}");
    }
}

/// An answer to a question that is cut anywhere is none.
pub(crate) fn cut_answered(subject: &'static Subject) {
    let counter = Counter::of(subject);
    for said in subject.answered.iter().filter(|said| said.documented) {
        let id = counter.start();
        let (view, base_url) = (counter.view(id), counter.gateway.base_url());
        let body = said.filled(counter.names(&view, &base_url));
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
            Means::Declined(_) => "declined",
            Means::Expired => "expired",
            Means::Pending | Means::NotKnown | Means::Nobody | Means::Nothing(_) => "pending",
        };
        assert_eq!(counter.view(id).state, whole, "{body}");
        counter.mend();
        counter.gateway.everyone(Customer::Waits);
    }
}
