//! What was taken and given back in a stretch of the ledger, added up. Whoever shows a total adds it up here, from what the ledger has.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::money::{Amount, Currency};
use crate::network::Network;
use crate::order::{Environment, GatewayKind};
use crate::payment::Decision;
use crate::refund::How;
use crate::state::{Standing, State};

/// A receipt that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// When it was issued.
    pub at: Timestamp,
    /// When its payment was recorded.
    pub asked_at: Timestamp,
    /// Its number.
    pub number: String,
    /// What was paid.
    pub amount: Amount,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// The gateway.
    pub gateway: GatewayKind,
    /// The shop's account at it.
    pub account: String,
    /// The customer's network, if known.
    pub network: Option<Network>,
    /// The owner settled it by hand.
    pub by_hand: bool,
    /// Who took it, by name; none where the shop has no cashiers.
    pub cashier: Option<String>,
}

/// A sale that was settled without a gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tendered {
    /// How much.
    pub amount: Amount,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// How, by its code.
    pub how: &'static str,
}

/// Money of a sale that was given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Returned {
    /// How much.
    pub amount: Amount,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// Out of the drawer.
    pub cash: bool,
}

/// A payment that was recorded, as it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What was asked.
    pub amount: Amount,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// The gateway.
    pub gateway: GatewayKind,
    /// How it stands.
    pub state: &'static str,
    /// Whether that is an end.
    pub standing: Standing,
}

/// A payment that the owner settled by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// What was asked.
    pub amount: Amount,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// As what.
    pub decision: Decision,
}

/// What happened in a stretch of the ledger, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// The receipts.
    pub taken: Vec<Taken>,
    /// What was given back.
    pub returned: Vec<Returned>,
    /// What was settled without a gateway.
    pub tendered: Vec<Tendered>,
    /// The payments.
    pub asked: Vec<Asked>,
    /// What the owner settled.
    pub decided: Vec<Decided>,
    /// How many papers were printed after their original.
    pub duplicates: u64,
}

/// How many, and their amounts together in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// Their amounts together.
    pub amount_minor: i64,
}

impl Tally {
    /// One more of so much.
    pub const fn add(&mut self, minor: i64) {
        self.count += 1;
        self.amount_minor += minor;
    }

    const fn join(&mut self, other: Self) {
        self.count += other.count;
        self.amount_minor += other.amount_minor;
    }
}

/// What of a total has one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The gateway, the network, the account, the state; none where it is not known.
    pub name: Option<String>,
    /// How many.
    pub count: u64,
    /// Their amounts together, in minor units.
    pub amount_minor: i64,
}

/// What was taken in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takings {
    /// Whether it is worth anything.
    pub environment: Environment,
    /// The currency.
    pub currency: Currency,
    /// The receipts.
    pub taken: Tally,
    /// What was given back.
    pub refunded: Tally,
    /// How much of it came out of the drawer, in minor units.
    pub refunded_in_cash_minor: i64,
    /// The receipts by their gateway.
    pub by_gateway: Vec<Share>,
    /// The receipts by their network.
    pub by_network: Vec<Share>,
    /// The receipts by their account.
    pub by_account: Vec<Share>,
    /// The payments that were recorded, by their state.
    pub by_state: Vec<Share>,
    /// What the owner settled by hand, by the state that made of it.
    pub by_hand: Vec<Share>,
    /// The receipts by who took them.
    pub by_cashier: Vec<Share>,
    /// What was settled without a gateway, and is no part of what was taken, by how.
    pub tendered: Vec<Share>,
}

impl Takings {
    /// What came into the drawer less what went out of it, as far as the ledger knows, in minor units.
    #[must_use]
    pub fn drawer_minor(&self) -> i64 {
        let cash = self.tendered.iter().filter(|share| share.name.as_deref() == Some(How::CASH));
        cash.map(|share| share.amount_minor).sum::<i64>() - self.refunded_in_cash_minor
    }

    /// What is left of what was taken, in minor units.
    #[must_use]
    pub const fn net_minor(&self) -> i64 {
        self.taken.amount_minor - self.refunded.amount_minor
    }
}

/// Shares as they are gathered, in the order of their names.
type Shares = BTreeMap<Option<String>, Tally>;

#[derive(Default)]
struct Draft {
    taken: Tally,
    refunded: Tally,
    refunded_in_cash_minor: i64,
    shares: [Shares; 7],
}

type Drafts = BTreeMap<(&'static str, Currency), (Environment, Draft)>;

fn draft(drafts: &mut Drafts, environment: Environment, currency: Currency) -> &mut Draft {
    &mut drafts.entry((environment.code(), currency)).or_insert_with(|| (environment, Draft::default())).1
}

fn finished(drafts: Drafts) -> Vec<Takings> {
    let shares = |shares: Shares| {
        let share = |(name, Tally { count, amount_minor })| Share { name, count, amount_minor };
        shares.into_iter().map(share).collect::<Vec<_>>()
    };
    let takings = |((_, currency), (environment, draft)): (_, (_, Draft))| {
        let [by_gateway, by_network, by_account, by_cashier, by_state, by_hand, tendered] = draft.shares.map(shares);
        let Draft { taken, refunded, refunded_in_cash_minor, .. } = draft;
        Takings {
            environment,
            currency,
            taken,
            refunded,
            refunded_in_cash_minor,
            by_gateway,
            by_network,
            by_account,
            by_state,
            by_hand,
            by_cashier,
            tendered,
        }
    };
    drafts.into_iter().map(takings).collect()
}

impl Stretch {
    /// All of it added up: one entry for each environment and currency in which anything happened.
    #[must_use]
    pub fn takings(&self) -> Vec<Takings> {
        let mut drafts = Drafts::new();
        for taken in &self.taken {
            let minor = taken.amount.minor();
            let draft = draft(&mut drafts, taken.environment, taken.amount.currency());
            draft.taken.add(minor);
            let network = taken.network.map(|network| network.code().to_owned());
            let names = [Some(taken.gateway.code().to_owned()), network, Some(taken.account.clone()), taken.cashier.clone()];
            for (shares, name) in draft.shares.iter_mut().zip(names) {
                shares.entry(name).or_default().add(minor);
            }
        }
        for returned in &self.returned {
            let minor = returned.amount.minor();
            let draft = draft(&mut drafts, returned.environment, returned.amount.currency());
            draft.refunded.add(minor);
            if returned.cash {
                draft.refunded_in_cash_minor += minor;
            }
        }
        for asked in &self.asked {
            let [.., by_state, _, _] = &mut draft(&mut drafts, asked.environment, asked.amount.currency()).shares;
            by_state.entry(Some(asked.state.to_owned())).or_default().add(asked.amount.minor());
        }
        for decided in &self.decided {
            let [.., by_hand, _] = &mut draft(&mut drafts, decided.environment, decided.amount.currency()).shares;
            by_hand.entry(Some(settled(decided.decision).to_owned())).or_default().add(decided.amount.minor());
        }
        for settled in &self.tendered {
            let [.., tendered] = &mut draft(&mut drafts, settled.environment, settled.amount.currency()).shares;
            tendered.entry(Some(settled.how.to_owned())).or_default().add(settled.amount.minor());
        }
        finished(drafts)
    }

    /// How each gateway did with what counts in this environment, and all together under no name, first.
    #[must_use]
    pub fn successes(&self, environment: Environment) -> Vec<Success> {
        let mut drafts = BTreeMap::<Option<&'static str>, (u64, u64, Vec<i64>)>::new();
        for asked in self.asked.iter().filter(|asked| asked.environment == environment && asked.is_ended()) {
            for name in [None, Some(asked.gateway.code())] {
                let (ended, paid, _) = drafts.entry(name).or_default();
                *ended += 1;
                *paid += u64::from(matches!(asked.state, "paid" | "resolved_paid"));
            }
        }
        for taken in self.taken.iter().filter(|taken| taken.environment == environment && !taken.by_hand) {
            let lasted = taken.at.as_millisecond() - taken.asked_at.as_millisecond();
            for name in [None, Some(taken.gateway.code())] {
                drafts.entry(name).or_default().2.push(lasted.max(0));
            }
        }
        let success = |(gateway, (ended, paid, lasted))| Success { gateway, ended, paid, median_ms: median(lasted) };
        drafts.into_iter().map(success).collect()
    }
}

/// The state that a decision makes of a payment.
const fn settled(decision: Decision) -> &'static str {
    match decision {
        Decision::Paid => State::ResolvedPaid.code(),
        Decision::Unpaid => State::ResolvedUnpaid.code(),
        Decision::Refunded => State::ResolvedRefunded.code(),
    }
}

impl Asked {
    /// Whether a customer was asked, and there is an end.
    fn is_ended(&self) -> bool {
        self.standing != Standing::Open && self.state != "abandoned_unsent"
    }
}

/// How a gateway did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Success {
    /// The gateway; none: all of them.
    pub gateway: Option<&'static str>,
    /// How many payments have an end.
    pub ended: u64,
    /// How many of them are paid.
    pub paid: u64,
    /// The median time from the order to the receipt, in milliseconds; none where nothing was paid.
    pub median_ms: Option<i64>,
}

impl Success {
    /// How many of a hundred are paid, to the nearest whole; none where nothing has an end.
    #[must_use]
    pub const fn percent(&self) -> Option<u64> {
        (self.paid * 100 + self.ended / 2).checked_div(self.ended)
    }
}

fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let (below, above) = (all.get(all.len().checked_sub(1)? / 2)?, all.get(all.len() / 2)?);
    Some(below + (above - below) / 2)
}

/// Takings of several stretches as those of one.
#[must_use]
pub fn joined<'a>(all: impl IntoIterator<Item = &'a Takings>) -> Vec<Takings> {
    let mut drafts = Drafts::new();
    for takings in all {
        let draft = draft(&mut drafts, takings.environment, takings.currency);
        draft.taken.join(takings.taken);
        draft.refunded.join(takings.refunded);
        draft.refunded_in_cash_minor += takings.refunded_in_cash_minor;
        let parts = [
            &takings.by_gateway,
            &takings.by_network,
            &takings.by_account,
            &takings.by_cashier,
            &takings.by_state,
            &takings.by_hand,
            &takings.tendered,
        ];
        for (shares, part) in draft.shares.iter_mut().zip(parts) {
            for Share { name, count, amount_minor } in part {
                shares.entry(name.clone()).or_default().join(Tally { count: *count, amount_minor: *amount_minor });
            }
        }
    }
    finished(drafts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn taken(minor: i64, seconds: i64, network: Option<Network>) -> Taken {
        Taken {
            at: Timestamp::from_second(1_800_000_000 + seconds).unwrap(),
            asked_at: Timestamp::from_second(1_800_000_000).unwrap(),
            number: "COMPTOIR-1-2027-000001".to_owned(),
            amount: Amount::new(minor, Currency::Xof).unwrap(),
            environment: Environment::Live,
            gateway: GatewayKind::PaygateGlobal,
            account: "boutique".to_owned(),
            network,
            by_hand: false,
            cashier: (minor % 2 == 0).then(|| "Awa".to_owned()),
        }
    }

    #[test]
    fn the_median_of_an_even_count_is_between_the_two_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![9]), Some(9));
        assert_eq!(median(vec![40, 10, 20, 30]), Some(25));
        assert_eq!(median(vec![5, 1, 3]), Some(3));
    }

    #[test]
    fn a_rate_counts_what_has_an_end_and_a_request_that_never_left_is_no_failure() {
        let asked = |state, standing| Asked {
            amount: Amount::new(500, Currency::Xof).unwrap(),
            environment: Environment::Live,
            gateway: GatewayKind::Paydunya,
            state,
            standing,
        };
        let stretch = Stretch {
            asked: vec![
                asked("paid", Standing::Final),
                asked("declined", Standing::SoftEnd),
                asked("pending", Standing::Open),
                asked("late_paid", Standing::Open),
                asked("abandoned_unsent", Standing::Final),
            ],
            taken: vec![taken(500, 30, None)],
            ..Stretch::default()
        };
        let successes = stretch.successes(Environment::Live);
        let all = successes.first().unwrap();
        assert_eq!((all.gateway, all.ended, all.paid, all.median_ms), (None, 2, 1, Some(30_000)));
        assert_eq!(all.percent(), Some(50));
        assert_eq!(successes.len(), 3);
        assert_eq!(stretch.successes(Environment::Test), []);
    }

    proptest! {
        #[test]
        fn every_split_adds_up_to_its_total_and_two_stretches_to_their_sum(
            minors in prop::collection::vec((1i64..1_000_000, 0usize..3, any::<bool>()), 0..40),
            cut in 0usize..40,
        ) {
            let networks = [None, Some(Network::TgTmoney), Some(Network::TgFlooz)];
            let all: Vec<Taken> = minors.iter().map(|(minor, network, _)| taken(*minor, 1, networks[*network])).collect();
            let returned = minors.iter().filter(|(_, _, back)| *back).map(|(minor, _, cash)| Returned {
                amount: Amount::new(*minor, Currency::Xof).unwrap(),
                environment: Environment::Live,
                cash: *cash,
            });
            let whole = Stretch { taken: all.clone(), returned: returned.collect(), ..Stretch::default() };
            for takings in whole.takings() {
                for shares in [&takings.by_gateway, &takings.by_network, &takings.by_account, &takings.by_cashier] {
                    prop_assert_eq!(shares.iter().map(|share| share.amount_minor).sum::<i64>(), takings.taken.amount_minor);
                    prop_assert_eq!(shares.iter().map(|share| share.count).sum::<u64>(), takings.taken.count);
                }
                let paid: i64 = minors.iter().map(|(minor, ..)| minor).sum();
                let back: i64 = minors.iter().filter(|(_, _, back)| *back).map(|(minor, ..)| minor).sum();
                prop_assert_eq!(takings.net_minor(), paid - back);
            }
            let (first, second) = all.split_at(cut.min(all.len()));
            let part = |taken: &[Taken]| Stretch { taken: taken.to_vec(), ..Stretch::default() }.takings();
            let whole = Stretch { returned: Vec::new(), ..whole };
            prop_assert_eq!(joined(part(first).iter().chain(&part(second))), whole.takings());
        }
    }
}
