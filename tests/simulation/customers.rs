//! What customers, strangers and the owner do when nobody expects it.

use std::iter::once;

use comptoir_core::code::Code;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_core::payment::Decision;
use comptoir_core::schedule::may_be_right;
use comptoir_core::state::State;
use comptoir_engine::AskedSettlement;
use comptoir_gateway::Notification;
use comptoir_ledger::Filter;
use comptoir_practice::{Does, State as Truth, Transaction, Which, paiement_pro};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::counter::Taken;
use crate::cover::meets;
use crate::eyes::{gateway_of, paid};
use crate::life::Life;
use crate::world::PIN;

/// A soft end is watched for so long.
const WATCH_MS: i64 = 72 * 3_600_000;

fn date(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).expect("a date")
}

/// How a notification comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comes {
    Right,
    Twice,
    WithAWrongSecret,
    OfAWrongAmount,
}

impl Life {
    /// A customer pays who had refused, had forgotten, or had been told that nobody waits any more.
    pub(crate) fn customer_pays_after_all(&mut self) {
        let Some(taken) = self.some_taken().filter(|taken| taken.reached) else { return };
        self.pays_late(&taken);
    }

    /// Somebody else pays: the owner of the number that was mistyped, or whoever was sent a photograph of the page.
    pub(crate) fn stranger_pays(&mut self) {
        if self.dice.happens(40) {
            if let Some(stranger) = self.mistypes()
                && self.pays_late(&stranger)
            {
                meets(&mut self.cover, "E3");
            }
        } else if let Some(shown) = self.some_taken().filter(|taken| taken.reached && taken.method == Method::Page) {
            let outcome = self.world.engine().cancel(shown.id);
            self.allowed("cancelling", outcome, &[]);
            if self.pays_late(&shown) {
                meets(&mut self.cover, "E5");
            }
        }
    }

    /// Pays all that was asked, if that is still possible and can still be found out.
    fn pays_late(&mut self, taken: &Taken) -> bool {
        let view = self.world.view(taken.id);
        let now_ms = self.world.clock.truth_ms();
        if let Some(ended_ms) = self.eyes.since(&view.payment_id, view.state)
            && ["declined", "expired", "abandoned_orphan"].contains(&view.state)
            && !self.is_watched(ended_ms, now_ms)
        {
            return false;
        }
        let which = match (taken.gateway, view.gateway_reference.as_deref()) {
            (GatewayKind::Paydunya | GatewayKind::Payplus, Some(token)) => Which::Token(token),
            _ => Which::Identifier(&view.reference),
        };
        let does = Does::Pays { amount: None };
        let pays = gateway_of(&self.world, view.gateway).customer(which, does, now_ms).is_ok();
        if pays && ["cancel_requested", "declined", "expired", "unresolved"].contains(&view.state) {
            meets(&mut self.cover, "E2");
        }
        pays
    }

    /// Whether a till still asks at this moment about what ended at that one. No gateway tells a till that has stopped. It stops after 72
    /// hours, which a clock makes short that is ahead, or that was behind at the end and can have been right.
    pub(crate) fn is_watched(&self, ended_ms: i64, now_ms: i64) -> bool {
        let before = self.wrong_since.partition_point(|(since_ms, _)| *since_ms < ended_ms);
        let in_force = before.checked_sub(1).map_or(SignedDuration::ZERO, |place| self.wrong_since[place].1);
        // In the millisecond of the end the clock was set before it or after it.
        let set = self.wrong_since[before..].iter().take_while(|(since_ms, _)| *since_ms == ended_ms).map(|(_, by)| *by);
        let was_ahead = in_force.is_positive() || self.wrong_since[before..].iter().any(|(_, by)| by.is_positive());
        let is_young = |at_the_end: SignedDuration| {
            let dated_ms = ended_ms + i64::try_from(at_the_end.as_millis()).expect("decades");
            let since_ms = if may_be_right(date(dated_ms)) { dated_ms } else { ended_ms };
            now_ms - since_ms < WATCH_MS && (since_ms == dated_ms || !self.was_misled(ended_ms, now_ms))
        };
        !was_ahead && once(in_force).chain(set).all(is_young)
    }

    /// Whether a wrong clock passed for right between these moments: it dates an end anew that was dated by an impossible one.
    fn was_misled(&self, from_ms: i64, to_ms: i64) -> bool {
        let first = self.wrong_since.partition_point(|(since_ms, _)| *since_ms < from_ms).saturating_sub(1);
        let clocks = &self.wrong_since[first..];
        let ends = clocks.iter().skip(1).map(|(since_ms, _)| *since_ms).chain(once(to_ms));
        let mut shown_last =
            clocks.iter().zip(ends).filter(|((_, by), _)| !by.is_zero()).map(|((_, by), end_ms)| date(end_ms) + *by);
        shown_last.any(may_be_right)
    }

    /// A message of PaiementPro comes to the shop's address, as it was sent or as somebody wishes it had been.
    pub(crate) fn is_notified(&mut self) {
        let pending: Vec<_> =
            self.taken.iter().rev().take(30).filter(|taken| taken.gateway == GatewayKind::PaiementPro).collect();
        let Some(taken) = pending.get(self.dice.between(0, 3) as usize).map(|taken| (*taken).clone()) else { return };
        let comes = self.dice.one_of(&[
            Comes::Right,
            Comes::Right,
            Comes::Right,
            Comes::Twice,
            Comes::WithAWrongSecret,
            Comes::OfAWrongAmount,
        ]);
        self.hands_in(&taken, comes);
    }

    fn hands_in(&mut self, taken: &Taken, comes: Comes) -> bool {
        let reference = self.world.view(taken.id).reference;
        let now_ms = self.world.clock.truth_ms();
        let known = gateway_of(&self.world, taken.gateway.code()).transaction(Which::Identifier(&reference));
        let Some(told) = known.and_then(|transaction| paiement_pro::notification(&transaction, now_ms)) else { return false };
        let (mut query, mut body) = (told.query, told.body);
        let what = match comes {
            Comes::Right | Comes::Twice => "notified",
            Comes::WithAWrongSecret => {
                let last = if query.ends_with('a') { "b" } else { "a" };
                query.truncate(query.len() - 1);
                query.push_str(last);
                "notified with a wrong secret"
            }
            Comes::OfAWrongAmount => {
                body = body.replacen("amount=", "amount=1", 1);
                "notified of a wrong amount"
            }
        };
        let notification = Notification { query, headers: Vec::new(), body: body.into_bytes() };
        for _ in 0..if comes == Comes::Twice { 2 } else { 1 } {
            let outcome = self.world.run(self.world.engine().notify(taken.gateway.code(), &notification));
            self.allowed("a notification", outcome, &[]);
        }
        meets(&mut self.cover, what);
        true
    }

    /// The owner looks one payment up in the gateway's own list, and settles it.
    pub(crate) fn owner_settles(&mut self) {
        let Some(taken) = self.some_taken() else { return };
        let payment = self.world.engine().ledger().payment(taken.id).unwrap().expect("a payment that was taken");
        if payment.may_be_settled() && self.dice.happens(60) {
            self.is_settled(&taken);
        }
    }

    /// The owner settles by hand what no gateway can be asked about, or hands in what was sent about it.
    pub(crate) fn owner_looks_through(&mut self) {
        let all = Filter { limit: u32::MAX, ..Filter::default() };
        let payments = self.world.engine().ledger().list(&all).unwrap();
        let unasked = |payment: &comptoir_core::payment::Payment| {
            !payment.order.gateway.can_be_asked() && payment.may_be_settled() && !matches!(payment.state, State::LatePaid)
        };
        let open: Vec<_> = payments.iter().filter(|payment| unasked(payment)).map(|payment| payment.order.payment_id).collect();
        for id in open {
            let Some(taken) = self.taken.iter().find(|taken| taken.id == id).cloned() else { continue };
            let is_told = self.dice.happens(90) && self.hands_in(&taken, Comes::Right);
            if !is_told && !self.is_settled(&taken) {
                self.hands_in(&taken, Comes::Right);
            }
        }
    }

    /// Settles a payment as it really stands. A decision that the till does not take is not made.
    fn is_settled(&mut self, taken: &Taken) -> bool {
        let view = self.world.view(taken.id);
        let asked = view.amount_minor.unsigned_abs();
        let decisions: &[Decision] = match self.debit(taken) {
            Some(amount) if amount == asked => &[Decision::Paid, Decision::Refunded],
            Some(_) => &[Decision::Refunded],
            None => &[Decision::Unpaid],
        };
        for decision in decisions {
            let asked = AskedSettlement {
                decision: *decision,
                why: "vu dans la liste de l'opérateur".to_owned(),
                operator_reference: Some("OP-1".to_owned()),
                pin: Some(SecretString::from(PIN)),
            };
            let outcome = self.world.engine().settle_by_hand(taken.id, &asked);
            if self.allowed("settling", outcome, &[Code::SaleSettled, Code::NotSettleable]).is_some() {
                meets(&mut self.cover, "settled by the owner");
                return true;
            }
        }
        false
    }

    /// What was really paid under a payment's reference.
    fn debit(&self, taken: &Taken) -> Option<u64> {
        let view = self.world.view(taken.id);
        let gateway = gateway_of(&self.world, view.gateway);
        let now_ms = self.world.clock.truth_ms();
        let of = |which| gateway.transaction(which).filter(|known| known.identifier() == view.reference);
        let by_token = view.gateway_reference.as_deref().and_then(|token| of(Which::Token(token)));
        let known = by_token.or_else(|| of(Which::Identifier(&view.reference)));
        known.and_then(|transaction| paid(&transaction, now_ms))
    }
}

/// When a transaction was paid, and how much.
pub(crate) fn debit_of(transaction: &Transaction, now_ms: i64) -> Option<(u64, i64)> {
    match transaction.state(now_ms) {
        Truth::Paid { amount, at_ms } => Some((amount, at_ms)),
        Truth::InProgress | Truth::Expired { .. } | Truth::Cancelled { .. } => None,
    }
}
