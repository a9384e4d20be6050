//! What a person has the till do while it is killed, and what stands before that.

use comptoir_tests::{Answer, Call, Customer, PIN};
use serde_json::{Value, json};

use crate::hall::Hall;
use crate::kinds::Kind;
use crate::line::{Part, Silence};
use crate::run::Kill;
use crate::stand::ID;

/// A command of the till.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Act {
    /// `account add` in an empty folder, which makes the ledger too.
    Open,
    /// `pay`, to the gateway's first answer.
    Pay,
    /// `ask` about a payment that was paid.
    Ask,
    /// `notify` of a payment that was paid.
    Notify,
    /// `resume` after a `pay` that was killed before its answer came.
    Recover,
    /// `resume` while a payment waits that was paid.
    Resume,
    /// `cancel` of a payment that waits.
    Cancel,
    /// `accept` of one that was paid after it was cancelled.
    Accept,
    /// `settle` of one that was paid with another amount, or whose gateway cannot be asked.
    Settle,
    /// `resend` of a request that the gateway does not know.
    Resend,
    /// `account remove` of an account without payments.
    Remove,
    /// `payout`, which sends money out.
    PayOut,
}

/// A command as it is typed.
pub(crate) struct Typed {
    words: Vec<String>,
    pub(crate) input: String,
}

impl Typed {
    pub(crate) fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

/// The account that is removed.
const SPARE: &str = "annexe";

/// Asked of every customer: a multiple of what CinetPay takes.
pub(crate) const AMOUNT: &str = "12500";

impl Act {
    /// Whether a person has it done at this gateway.
    pub(crate) fn is_done_at(self, kind: Kind) -> bool {
        match self {
            Self::Ask => kind.can_be_asked(),
            // Elsewhere a notification makes the till ask, and that is all.
            Self::Notify => !kind.can_be_asked(),
            // Elsewhere there is nothing to ask about when nothing was told yet, or nobody to ask.
            Self::Resume => kind.can_be_asked(),
            // The only gateway that refuses a reference it has seen.
            Self::Resend => kind == Kind::PaygateGlobal,
            // The only one that pays out.
            Self::PayOut => kind == Kind::Paydunya,
            Self::Open | Self::Pay | Self::Recover | Self::Cancel | Self::Accept | Self::Settle | Self::Remove => true,
        }
    }

    /// A hall in which everything is ready for it.
    pub(crate) fn prepared(self, kind: Kind) -> Hall {
        let mut hall = if self == Self::Open { Hall::bare() } else { Hall::new() };
        match self {
            Self::Open | Self::Pay => {}
            Self::PayOut => hall.gateway(kind).always(Call::Payout, paid_out()),
            Self::Ask | Self::Notify | Self::Resume => drop(hall.told_by(&pay(kind), "")),
            Self::Recover => {
                let silent = hall.line(kind).fall_silent(Silence::AnswerAt(Part::Nothing));
                hall.run(hall.command(&pay(kind)), "", Kill::When(silent));
                hall.line(kind).until_quiet();
            }
            Self::Cancel => {
                hall.customers(Customer::Waits);
                hall.told_by(&pay(kind), "");
            }
            Self::Accept => self.paid_after_it_was_cancelled(&mut hall, kind),
            Self::Settle => {
                hall.customers(Customer::PaysAmount(12_000));
                hall.told_by(&pay(kind), "");
                if kind.can_be_asked() {
                    hall.told_by(&["ask", ID], "");
                }
            }
            Self::Resend => {
                hall.gateway(kind).once(Call::Pay, Answer::closed());
                hall.told_by(&pay(kind), "");
                // Asked about at once, and more than five seconds later.
                hall.told_by(&["resume", "--wait", "8"], "");
                hall.told_by(&["resume"], "");
            }
            Self::Remove => {
                let address = hall.line(kind).base_url();
                hall.told_by(&kind.add_account(SPARE, &address), &kind.keys().to_string());
            }
        }
        hall
    }

    fn paid_after_it_was_cancelled(self, hall: &mut Hall, kind: Kind) {
        hall.customers(Customer::Waits);
        hall.told_by(&pay(kind), "");
        hall.told_by(&["cancel", ID], "");
        let reference = hall.references(kind).remove(0);
        hall.commanded.cancelled.insert(reference.clone());
        hall.decide(kind, &reference, Customer::Pays);
        if kind.can_be_asked() {
            hall.told_by(&["ask", ID], "");
        } else {
            hall.notify_of_all_that_was_paid();
        }
    }

    /// The command that is killed.
    pub(crate) fn typed(self, hall: &Hall, kind: Kind) -> Typed {
        let (words, input): (Vec<&str>, Value) = match self {
            Self::Open => {
                let address = hall.line(kind).base_url();
                let words = kind.add_account(kind.name(), &address);
                return Typed { words: words.into_iter().map(str::to_owned).collect(), input: kind.keys().to_string() };
            }
            Self::Notify => {
                let (query, body) = hall.notification(&hall.gateway(kind).transactions()[0]);
                let words = ["notify", kind.name(), "--account", kind.name(), "--query", &query];
                return Typed { words: words.map(str::to_owned).to_vec(), input: body };
            }
            Self::Pay => (pay(kind), Value::Null),
            Self::Ask => (vec!["ask", ID], Value::Null),
            Self::Recover | Self::Resume => (vec!["resume"], Value::Null),
            Self::Cancel => (vec!["cancel", ID], Value::Null),
            Self::Accept => (vec!["accept", ID], Value::Null),
            Self::Settle => {
                let proof = ["--as", "paid", "--reason", "vu au guichet", "--operator-reference", "OP1"];
                ([&["settle", ID], &proof[..]].concat(), json!({ "pin": PIN }))
            }
            Self::Resend => (vec!["resend", ID], Value::Null),
            Self::Remove => (vec!["account", "remove", SPARE], Value::Null),
            Self::PayOut => {
                let words =
                    ["payout", kind.name(), "500", "--to", "77 123 45 67", "--reason", "remboursement", "--payout-id", ID];
                (words.to_vec(), json!({ "pin": PIN }))
            }
        };
        let input = if input.is_null() { String::new() } else { input.to_string() };
        Typed { words: words.into_iter().map(str::to_owned).collect(), input }
    }

    /// How many lines it has told when its first request leaves.
    pub(crate) fn told_when_sent(self) -> usize {
        match self {
            // Recorded, sending.
            Self::Pay => 2,
            Self::Open
            | Self::Ask
            | Self::Notify
            | Self::Recover
            | Self::Resume
            | Self::Cancel
            | Self::Accept
            | Self::Settle
            | Self::Resend
            | Self::Remove
            | Self::PayOut => 0,
        }
    }

    /// Whether a request has left before it tells this line (from one).
    pub(crate) fn has_sent_when_telling(self, nth: usize) -> bool {
        match self {
            Self::Pay => nth > self.told_when_sent(),
            Self::Ask | Self::Recover | Self::Resume | Self::Resend | Self::PayOut => true,
            Self::Open | Self::Notify | Self::Cancel | Self::Accept | Self::Settle | Self::Remove => false,
        }
    }

    /// What is done by it may have been done, from now on.
    pub(crate) fn is_commanded(self, hall: &mut Hall, kind: Kind) {
        let known = hall.references(kind).into_iter().next();
        let commanded = match self {
            Self::Cancel => &mut hall.commanded.cancelled,
            Self::Settle => &mut hall.commanded.settled,
            Self::Resend => &mut hall.commanded.resent,
            Self::Open
            | Self::Pay
            | Self::Ask
            | Self::Notify
            | Self::Recover
            | Self::Resume
            | Self::Accept
            | Self::Remove
            | Self::PayOut => {
                return;
            }
        };
        commanded.extend(known);
    }
}

/// « Paiement et redistribution », as PayDunya's document has it.
fn paid_out() -> Answer {
    Answer::json(json!({
        "response_code": "00", "response_text": "Transaction completed successfully",
        "description": "Success! Amount of 500 FCFA has been transfered", "transaction_id": "TR7781",
    }))
}

/// The payment that is killed, under a name that its till can give it again.
pub(crate) fn pay(kind: Kind) -> Vec<&'static str> {
    [&["pay", AMOUNT, "--payment-id", ID], kind.customer()].concat()
}
