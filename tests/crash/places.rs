//! The named points of a payment's path at which a till is killed, and what must be found after each of them.
//!
//! The numbers are those of the rows A1 to A9 of the fault table: `p0` before anything is on disk, `p9` in the transaction that makes a
//! payment paid. `a`: an account and its ledger are born. `r`: a till that was killed before is started again. `h`: a person's hand.
//! `n`: a notification. `o`: a payout.

use crate::acts::Act;
use crate::kinds::Kind;
use crate::line::{Part, Silence};

/// Where a run is killed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At {
    /// In front of the first write of this transaction (from nought) of the run.
    Before(usize),
    /// In front of some later write of it: which one, the seed decides.
    Within(usize),
    /// All of it is written, and nothing of it made durable.
    Unsynced(usize),
    /// It is durable, and nothing was done after it.
    Next(usize),
    /// The ledger is whole, and has not got its name.
    Named,
    /// In front of this line (from one) of what is told: what it tells is on disk.
    Telling(usize),
    /// After the last line that is told.
    Told,
    /// In front of the connection to the gateway.
    Connecting,
    /// In front of the first byte on that connection.
    Sending,
    /// While the line to the gateway is silent.
    Silent(Silence),
}

/// What must be found once the till has been started again and everybody has paid who could.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// No payment, and no request.
    Nothing,
    /// It was given up as unsent, and no request has come.
    Unsent,
    /// It may have been sent, and no request has come.
    Lost,
    /// The gateway took the request, and its answer is not on disk.
    Unanswered,
    /// Paid.
    Paid,
    /// It waits as before.
    Waiting,
    /// Nobody waits for it any more.
    Cancelled,
    /// It was paid late, and nobody has accepted that.
    Late,
    /// What was paid is not what was asked, and the owner has not settled it.
    Held,
    /// The owner has settled it.
    Settled,
    /// The account is not there.
    NoAccount,
    /// The account is there.
    AnAccount,
    /// Nothing of the payout: asked for again, it is sent.
    NoPayout,
    /// The payout may have been sent: asked for again, it is not.
    PayoutUnknown,
    /// The payout was made: asked for again, it is not.
    PayoutDone,
}

/// A named point.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) act: Act,
    pub(crate) at: At,
    pub(crate) left: Left,
}

impl Place {
    /// The pairs that do not exist, and why:
    ///
    /// | point | gateways without it | |
    /// |---|---|---|
    /// | `p7` to `p9`, `r3` to `r5` | PaiementPro | cannot be asked; its notification (`n…`) takes the place of the answer |
    /// | `n…` | all others | a notification makes them be asked, which is `p7` to `p9` again |
    /// | `r2` | all but PayGateGlobal | a lost answer is not looked up: it ends the payment, or leaves it to the owner |
    /// | `o…` (`payout`) | all but PayDunya | only it sends money out |
    /// | `h9` to `h12` (`resend`) | all but PayGateGlobal | only it refuses a reference that it has seen |
    ///
    /// `p6`, the page, is at PayGateGlobal the word that the customer's phone was prompted.
    pub(crate) fn exists_at(&self, kind: Kind) -> bool {
        self.act.is_done_at(kind) && (!self.name.starts_with("r2 ") || kind == Kind::PaygateGlobal)
    }
}

const fn place(name: &'static str, act: Act, at: At, left: Left) -> Place {
    Place { name, act, at, left }
}

const fn request(part: Part) -> At {
    At::Silent(Silence::RequestAt(part))
}

const fn answer(part: Part) -> At {
    At::Silent(Silence::AnswerAt(part))
}

pub(crate) const PLACES: [Place; 68] = [
    place("a1 the ledger half written", Act::Open, At::Within(0), Left::NoAccount),
    place("a2 the ledger whole and without its name", Act::Open, At::Named, Left::NoAccount),
    place("a3 the keys kept, the account not written", Act::Open, At::Before(2), Left::NoAccount),
    place("a4 the account on disk and not told", Act::Open, At::Telling(1), Left::AnAccount),
    place("p0 before the intent is written", Act::Pay, At::Before(0), Left::Nothing),
    place("p0 the intent half written", Act::Pay, At::Within(0), Left::Nothing),
    place("p1 the intent written and not synced", Act::Pay, At::Unsynced(0), Left::Unsent),
    place("p1 the intent on disk and not told", Act::Pay, At::Telling(1), Left::Unsent),
    place("p1 the intent told, the send mark not written", Act::Pay, At::Before(1), Left::Unsent),
    place("p2 the send mark written and not synced", Act::Pay, At::Unsynced(1), Left::Lost),
    place("p2 the send mark on disk and not told", Act::Pay, At::Telling(2), Left::Lost),
    place("p2 the send mark told, no connection", Act::Pay, At::Connecting, Left::Lost),
    place("p3 connected and nothing sent", Act::Pay, At::Sending, Left::Lost),
    place("p3 half the request's head arrived", Act::Pay, request(Part::HalfTheHead), Left::Lost),
    place("p3 half the request's body arrived", Act::Pay, request(Part::HalfTheBody), Left::Lost),
    place("p3 all but a byte of the request arrived", Act::Pay, request(Part::AllButOneByte), Left::Lost),
    place("p4 the request arrived, no answer", Act::Pay, answer(Part::Nothing), Left::Unanswered),
    place("p4 the answer's head arrived", Act::Pay, answer(Part::Head), Left::Unanswered),
    place("p4 half the answer's body arrived", Act::Pay, answer(Part::HalfTheBody), Left::Unanswered),
    place("p4 all but a byte of the answer arrived", Act::Pay, answer(Part::AllButOneByte), Left::Unanswered),
    place("p5 the answer received and not written", Act::Pay, At::Before(2), Left::Unanswered),
    place("p5 the answer half written", Act::Pay, At::Within(2), Left::Unanswered),
    place("p6 the answer written and not synced", Act::Pay, At::Unsynced(2), Left::Paid),
    place("p6 the answer on disk, the page not told", Act::Pay, At::Telling(3), Left::Paid),
    place("p6 the page told", Act::Pay, At::Told, Left::Paid),
    place("p7 before the question is counted", Act::Ask, At::Before(0), Left::Paid),
    place("p7 the question counted, no connection", Act::Ask, At::Connecting, Left::Paid),
    place("p7 half the question arrived", Act::Ask, request(Part::HalfTheHead), Left::Paid),
    place("p7 the question arrived, no answer", Act::Ask, answer(Part::Nothing), Left::Paid),
    place("p7 half the answer's body arrived", Act::Ask, answer(Part::HalfTheBody), Left::Paid),
    place("p8 paid received and not written", Act::Ask, At::Before(1), Left::Paid),
    place("p9 paid half written", Act::Ask, At::Within(1), Left::Paid),
    place("p9 paid written and not synced", Act::Ask, At::Unsynced(1), Left::Paid),
    place("p9 paid on disk and not told", Act::Ask, At::Telling(1), Left::Paid),
    place("p9 paid told", Act::Ask, At::Told, Left::Paid),
    place("n1 a notification read and not written", Act::Notify, At::Before(0), Left::Paid),
    place("n2 its proof half written", Act::Notify, At::Within(0), Left::Paid),
    place("n3 its proof written and not synced", Act::Notify, At::Unsynced(0), Left::Paid),
    place("n4 its proof on disk and not told", Act::Notify, At::Telling(1), Left::Paid),
    place("r0 before the lost answer is written down", Act::Recover, At::Before(0), Left::Unanswered),
    place("r0 the lost answer half written down", Act::Recover, At::Within(0), Left::Unanswered),
    place("r1 the lost answer written down", Act::Recover, At::Next(0), Left::Unanswered),
    place("r2 the lost request looked up, no answer", Act::Recover, answer(Part::Nothing), Left::Paid),
    place("r2 paid on disk and not told", Act::Recover, At::Telling(1), Left::Paid),
    place("r3 half the question arrived", Act::Resume, request(Part::HalfTheHead), Left::Paid),
    place("r3 the question arrived, no answer", Act::Resume, answer(Part::Nothing), Left::Paid),
    place("r4 paid received and not written", Act::Resume, At::Before(1), Left::Paid),
    place("r5 paid half written", Act::Resume, At::Within(1), Left::Paid),
    place("r5 paid on disk and not told", Act::Resume, At::Telling(1), Left::Paid),
    place("h1 a cancel half written", Act::Cancel, At::Within(0), Left::Waiting),
    place("h2 a cancel on disk and not told", Act::Cancel, At::Telling(1), Left::Cancelled),
    place("h3 an acceptance half written", Act::Accept, At::Within(0), Left::Late),
    place("h4 an acceptance on disk and not told", Act::Accept, At::Telling(1), Left::Paid),
    place("h5 a settlement half written", Act::Settle, At::Within(0), Left::Held),
    place("h6 a settlement on disk and not told", Act::Settle, At::Telling(1), Left::Settled),
    place("h7 the keys gone, the account still there", Act::Remove, At::Before(0), Left::AnAccount),
    place("h8 an account's end on disk and not told", Act::Remove, At::Telling(1), Left::NoAccount),
    place("h9 before the second send mark is written", Act::Resend, At::Before(0), Left::Lost),
    place("h10 the second send mark on disk, no connection", Act::Resend, At::Connecting, Left::Lost),
    place("h11 the second request arrived, no answer", Act::Resend, answer(Part::Nothing), Left::Paid),
    place("h12 the second answer on disk and not told", Act::Resend, At::Telling(1), Left::Paid),
    place("o0 before a payout is written", Act::PayOut, At::Before(0), Left::NoPayout),
    place("o0 a payout half written", Act::PayOut, At::Within(0), Left::NoPayout),
    place("o1 a payout on disk, no connection", Act::PayOut, At::Connecting, Left::PayoutUnknown),
    place("o1 half its request arrived", Act::PayOut, request(Part::HalfTheBody), Left::PayoutUnknown),
    place("o2 its request arrived, no answer", Act::PayOut, answer(Part::Nothing), Left::PayoutUnknown),
    place("o2 its answer received and not written", Act::PayOut, At::Before(1), Left::PayoutUnknown),
    place("o3 its outcome on disk and not told", Act::PayOut, At::Telling(1), Left::PayoutDone),
];
