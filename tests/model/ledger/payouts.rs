//! Payouts: each begins on its way and ends once.

use comptoir_core::ids::PayoutId;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{Environment, GatewayKind};
use comptoir_core::payout::{Payout, PayoutState};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::acts::Act;
use super::till::Till;

impl Till {
    pub(super) fn payout(&mut self, act: Act) -> Result<(), TestCaseError> {
        let now = self.moment();
        let count = self.maps.payouts.len();
        if act.kind == 30 || count == 0 {
            let payout = Payout {
                payout_id: PayoutId::minted(now, &[u8::try_from(count).unwrap(); 10]),
                gateway: GatewayKind::Paydunya,
                account: "dakar".to_owned(),
                payee: "*****1111".to_owned(),
                payee_fingerprint: "f".repeat(64),
                amount: Amount::new(4_500, Currency::Xof).unwrap(),
                why: "fournisseur".to_owned(),
                environment: Environment::Live,
                state: PayoutState::Sending,
                reason: None,
                gateway_reference: None,
                settled_why: None,
                created_at: now,
                updated_at: now,
            };
            self.ledger().record_payout(&payout).unwrap();
            self.maps.payouts.push(payout);
        } else {
            let place = act.whom % count;
            let state = PayoutState::ALL[act.how % PayoutState::ALL.len()];
            let before = self.maps.payouts[place].clone();
            let changed = Payout { state, updated_at: now, ..before.clone() };
            let settles = matches!(state, PayoutState::SettledPaid | PayoutState::SettledUnpaid);
            let may = before.state == PayoutState::Sending || (before.state == PayoutState::Unknown && settles);
            prop_assert_eq!(self.ledger().change_payout(&changed).is_ok(), may, "{:?} to {:?}", before.state, state);
            if may {
                self.maps.payouts[place] = changed;
            }
        }
        let of = |states: &[PayoutState]| {
            let due = self.maps.payouts.iter().filter(|payout| states.contains(&payout.state));
            due.cloned().collect::<Vec<_>>()
        };
        let (under_way, unsettled) = (of(&[PayoutState::Sending]), of(&[PayoutState::Sending, PayoutState::Unknown]));
        prop_assert_eq!(self.ledger().payouts_under_way().unwrap(), under_way);
        prop_assert_eq!(self.ledger().unsettled_payouts(&"f".repeat(64)).unwrap(), unsettled);
        self.shop_is_equal()
    }
}
