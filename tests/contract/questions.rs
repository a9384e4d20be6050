//! What each answer, and each fault, makes of a payment.

use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::LostAnswer;
use comptoir_tests::gateway::Held;
use comptoir_tests::{Answer, BOUND, Customer};

use crate::counter::Counter;
use crate::faults::{Comes, FAULTS, Fault};
use crate::subject::{AMOUNT, Created, Means, Names, Said, Subject};
use crate::table::{Stands, Table, stands, without_answer};

/// How a payment stands when it is asked about.
const STANDINGS: [&str; 7] = ["pending", "create_unknown", "cancel_requested", "declined", "expired", "held", "unresolved"];

/// The call that asks the customer, answered in every way, taken by the gateway or not.
pub(crate) fn create_calls(subject: &'static Subject) {
    let mut counter = Counter::of(subject);
    let mut table = Table::headed(&["create call", "taken", "state", "reason", "risk", "in the end"]);
    for said in subject.created {
        for taken in [false, true] {
            // Registered and yet not taken would be a lie of the gateway's own.
            if taken || said.means != Created::Registered {
                let what = said.what;
                create(&mut counter, &mut table, what, said.means, taken, Happening::Said(said));
            }
        }
    }
    for fault in FAULTS {
        let means = if fault.comes == Comes::Nowhere { Created::NotSent(fault.reason) } else { Created::Nothing(fault.reason) };
        create(&mut counter, &mut table, fault.what, means, false, Happening::Fault(fault));
        if fault.comes == Comes::Read {
            create(&mut counter, &mut table, fault.what, means, true, Happening::Fault(fault));
        }
    }
    insta::assert_snapshot!(format!("{}_created", subject.name), table.text());
    assert_eq!(counter.engine().ledger().verify().unwrap(), []);
}

enum Happening<'a, T> {
    Said(&'a Said<T>),
    Fault(&'a Fault),
}

impl<T> Happening<'_, T> {
    fn begins(
        &self,
        counter: &mut Counter,
        names: Names<'_>,
        best: &str,
        calls: &[comptoir_tests::Call],
        taken: bool,
    ) -> Vec<Held> {
        match self {
            Self::Said(said) => {
                let answer = Answer::bytes(said.http, said.filled(names));
                counter.answers(calls, &if taken { answer.though_taken() } else { answer });
                Vec::new()
            }
            Self::Fault(fault) => fault.happens(counter, calls, best, taken),
        }
    }

    fn ends(&self, counter: &mut Counter) {
        match self {
            Self::Said(_) => counter.mend(),
            Self::Fault(fault) => fault.ends(counter),
        }
    }
}

fn create(counter: &mut Counter, table: &mut Table, what: &str, means: Created, taken: bool, happening: Happening<'_, Created>) {
    let call = counter.subject.create.expect("a call that asks the customer");
    let (number, base_url) = (counter.next_number(), counter.gateway.base_url());
    let names = Names { reference: "", number, payment_id: "", base_url: &base_url };
    let best = counter.subject.created[0].filled(names);
    let before = counter.gateway.transactions().len();
    let held = happening.begins(counter, names, &best, &[call], taken);
    let id = counter.start();
    let first = counter.stands(id);
    drop(held);
    until_taken(counter, before + usize::from(taken));
    happening.ends(counter);
    counter.gateway.everyone(Customer::Pays);
    let end = counter.settle(id);
    counter.gateway.everyone(Customer::Waits);
    counter.stands(id);

    let gateway = counter.subject.gateway;
    let asked_about = counter.engine().capabilities_of(&counter.view(id).account).unwrap().ask_by_reference;
    let without_answer = without_answer(counter.subject);
    let found = |in_doubt: &'static str, found: &'static str| if taken && asked_about { found } else { in_doubt };
    let later = match gateway.lost_answer() {
        LostAnswer::IsAskedAbout => found("unresolved", "paid"),
        LostAnswer::LosesThePage => found(without_answer, "late_paid"),
        LostAnswer::NeedsAPerson => without_answer,
    };
    let (expected, in_the_end) = match means {
        Created::Registered => (stands("pending", None), if gateway.can_be_asked() { "paid" } else { "pending" }),
        Created::Refused(reason) => (stands("declined", Some(reason.code())), found("declined", "late_paid")),
        Created::Known => (stands(without_answer, Some(Reason::ReferenceKnown.code())), found(later, "held")),
        Created::Nothing(reason) => (stands(without_answer, Some(reason.code())), later),
        Created::NotSent(reason) => (stands("abandoned_unsent", Some(reason.code())), "abandoned_unsent"),
    };
    assert_eq!((&first, end), (&expected, in_the_end), "{what}, taken: {taken}");
    let sent = counter.creates(id);
    let comes = match happening {
        Happening::Said(_) => true,
        Happening::Fault(fault) => fault.comes == Comes::Read,
    };
    assert_eq!(sent, usize::from(comes), "{what}");
    let taken = if taken { "yes" } else { "no" };
    table.row([what, taken, first.state, first.reason.unwrap_or("-"), risk(first.state), end]);
}

fn risk(state: &str) -> &'static str {
    if ["declined", "abandoned_unsent", "abandoned_orphan"].contains(&state) { "no" } else { "unknown" }
}

/// A gateway that was silent takes what it read a moment after it is released.
fn until_taken(counter: &Counter, transactions: usize) {
    let patience = std::time::Instant::now();
    while counter.gateway.transactions().len() < transactions {
        assert!(patience.elapsed() < BOUND, "the gateway has not taken what it read");
        std::thread::yield_now();
    }
}

/// A question, answered in every way, about payments that stand in every way.
pub(crate) fn questions(subject: &'static Subject) {
    let looked_up = subject.create.is_some() && subject.gateway.lost_answer() == LostAnswer::IsAskedAbout;
    let expires = subject.answered.iter().any(|said| said.means == Means::Expired);
    let is_one = |from: &&str| (looked_up || *from != "create_unknown") && (expires || *from != "expired");
    let standings: Vec<_> = STANDINGS.into_iter().filter(is_one).collect();
    let heading: Vec<_> = ["question", "reason when pending"].into_iter().chain(standings.iter().copied()).collect();
    let mut table = Table::headed(&heading);
    let stand = |from| Standing { from, counter: Counter::of(subject), at_hand: None };
    let mut standings: Vec<_> = standings.into_iter().map(stand).collect();
    for said in subject.answered {
        ask_all(&mut standings, &mut table, said.what, said.means, &Happening::Said(said));
    }
    for fault in FAULTS {
        ask_all(&mut standings, &mut table, fault.what, Means::Nothing(fault.reason), &Happening::Fault(fault));
    }
    insta::assert_snapshot!(format!("{}_answered", subject.name), table.text());
    for mut standing in standings {
        standing.settle_what_is_at_hand();
        assert_eq!(standing.counter.engine().ledger().verify().unwrap(), []);
    }
}

/// A counter with payments that all stand in one way.
struct Standing {
    from: &'static str,
    counter: Counter,
    /// One that still stands so, because the last answer said nothing.
    at_hand: Option<PaymentId>,
}

fn ask_all(standings: &mut [Standing], table: &mut Table, what: &str, means: Means, happening: &Happening<'_, Means>) {
    let mut row = vec![what.to_owned()];
    for standing in standings {
        let after = standing.ask(what, means, happening);
        if standing.from == "pending" {
            row.push(after.reason.unwrap_or("-").to_owned());
        }
        row.push(if after.state == standing.from { "·".to_owned() } else { after.state.to_owned() });
    }
    table.row(row);
}

impl Standing {
    /// Asks about a payment and holds what follows against the design; then, with the gateway in good order, to the end.
    fn ask(&mut self, what: &str, means: Means, happening: &Happening<'_, Means>) -> Stands {
        let (from, subject) = (self.from, self.counter.subject);
        let id = self.at_hand.take().unwrap_or_else(|| standing(&self.counter, from));
        let before = self.counter.stands(id);
        let view = self.counter.view(id);
        let means = match (means, &view.gateway_reference) {
            (Means::AnotherNumber, Some(_)) => Means::Unproven(Reason::GatewayReferenceDiffers),
            (_, _) => means,
        };
        let base_url = self.counter.gateway.base_url();
        let names = Names {
            reference: &view.reference,
            number: self.counter.next_number() - 1,
            payment_id: &view.payment_id,
            base_url: &base_url,
        };
        let proof = subject.answered.iter().find(|said| said.means == Means::Paid).expect("an answer that proves").filled(names);
        let held = happening.begins(&mut self.counter, names, &proof, subject.asks, false);
        self.counter.ask(id);
        drop(held);
        happening.ends(&mut self.counter);
        let after = self.counter.stands(id);
        assert_eq!(after, expected(from, before.reason, means, subject.create.is_none()), "{what}, from {from}");
        if matches!(means, Means::Nothing(_)) && from != "pending" {
            self.at_hand = Some(id);
        } else {
            self.settle(id, what);
        }
        after
    }

    fn settle_what_is_at_hand(&mut self) {
        if let Some(id) = self.at_hand.take() {
            self.settle(id, "all that says nothing");
        }
    }

    /// The customer pays, and that is found out.
    fn settle(&self, id: PaymentId, what: &str) {
        let after = self.counter.view(id);
        self.counter.gateway.customer(&after.reference, Customer::Pays);
        let end = if after.state == "paid" { "paid" } else { self.counter.settle(id) };
        self.counter.stands(id);
        let is_late = ["cancel_requested", "declined", "expired", "unresolved"].contains(&self.from)
            || ["declined", "expired"].contains(&after.state);
        assert_eq!(end, if is_late { "late_paid" } else { "paid" }, "{what}, from {} by way of {}", self.from, after.state);
    }
}

/// A payment that stands so, its customer still undecided.
fn standing(counter: &Counter, from: &str) -> PaymentId {
    if let Some(call) = counter.subject.create.filter(|_| from == "create_unknown") {
        counter.gateway.once(call, Answer::closed().though_taken());
    }
    let id = counter.start();
    let reference = counter.view(id).reference;
    if counter.subject.create.is_none() {
        counter.gateway.page_opened(&reference, AMOUNT);
    }
    let decided = |customer| {
        counter.gateway.customer(&reference, customer);
        counter.ask(id);
        counter.gateway.customer(&reference, Customer::Waits);
    };
    match from {
        "pending" | "create_unknown" => {}
        "cancel_requested" => counter.engine().cancel(id).unwrap(),
        "declined" => decided(Customer::Declines),
        "expired" => decided(Customer::LetsExpire),
        "held" => decided(Customer::PaysAmount(AMOUNT - 1)),
        "unresolved" => {
            counter.pass(Duration::from_hours(73));
            counter.ask(id);
        }
        _ => panic!("no payment stands {from}"),
    }
    assert_eq!(counter.view(id).state, from);
    id
}

/// The table of the design: what an answer makes of a payment.
pub(crate) fn expected(from: &'static str, reason: Option<&'static str>, means: Means, is_page: bool) -> Stands {
    let unchanged = |trouble: Option<Reason>| stands(from, reason.or(trouble.map(Reason::code)));
    let undecided = ["pending", "create_unknown", "cancel_requested"].contains(&from);
    match means {
        Means::Paid | Means::AnotherNumber => match from {
            "pending" | "create_unknown" | "held" => stands("paid", None),
            _ => stands("late_paid", Some("paid_after_end")),
        },
        Means::Unproven(_) if from == "held" => unchanged(None),
        Means::Unproven(difference) => stands("held", Some(difference.code())),
        Means::Pending if from == "create_unknown" => stands("pending", None),
        Means::Declined(cause) if undecided => stands("declined", Some(cause.code())),
        Means::Expired if undecided => stands("expired", Some("lapsed")),
        Means::Pending | Means::Declined(_) | Means::Expired => unchanged(None),
        Means::Nobody => unchanged(Some(Reason::AnothersAnswer)),
        // Of a page that no call makes this is no trouble: nobody has opened it.
        Means::NotKnown if from == "pending" && is_page => unchanged(None),
        Means::NotKnown => unchanged(Some(Reason::NotKnown)),
        Means::Nothing(trouble) => unchanged(Some(trouble)),
    }
}
