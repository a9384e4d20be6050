//! A day, and the closings of the till, as the screen shows and asks for them.

use comptoir_core::closing::{Drawer, Figure, Left, LinkedClosing, Perpetual};
use comptoir_core::code::Code;
use comptoir_core::ids::ClosingId;
use comptoir_core::printer::Columns;
use comptoir_core::takings::{Share, Success, Takings};
use comptoir_engine::{ClosingForm, Day, Part, Refusal};
use comptoir_ledger::Print;
use comptoir_receipt::{cashier_name, closing_text, share_name, state_name, tender_name};
use comptoir_words::Words;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::PrintLine;

/// A part of a total: an hour, a date, a gateway, a network, an account, a state.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct DayPart {
    /// As a person knows it; an hour and a date as they are counted: `09`, `2026-11-27`.
    pub(crate) name: String,
    pub(crate) currency: &'static str,
    pub(crate) count: u64,
    pub(crate) amount_minor: i64,
}

impl DayPart {
    fn of(part: Part) -> Self {
        let Part { name, currency, count, amount_minor } = part;
        Self { name, currency: currency.code(), count, amount_minor }
    }

    fn all(shares: &[Share], currency: &'static str, name: impl Fn(&Share) -> String) -> Vec<Self> {
        let part = |share: &Share| Self { name: name(share), currency, count: share.count, amount_minor: share.amount_minor };
        shares.iter().map(part).collect()
    }
}

/// What was taken in one currency.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct TakingsView {
    pub(crate) currency: &'static str,
    pub(crate) count: u64,
    pub(crate) amount_minor: i64,
    pub(crate) refunds: u64,
    pub(crate) refunded_minor: i64,
    pub(crate) net_minor: i64,
    pub(crate) by_gateway: Vec<DayPart>,
    pub(crate) by_network: Vec<DayPart>,
    pub(crate) by_account: Vec<DayPart>,
    pub(crate) by_hand: Vec<DayPart>,
    /// By whoever took them; empty where the shop has no cashiers.
    pub(crate) by_cashier: Vec<DayPart>,
    /// What was settled without a gateway, and is no part of the sums above.
    pub(crate) tendered: Vec<DayPart>,
}

impl TakingsView {
    fn of(takings: &Takings, words: Words) -> Self {
        let currency = takings.currency.code();
        let named = |share: &Share| share_name(share, words);
        let state = |share: &Share| state_name(share.name.as_deref().unwrap_or_default(), words).to_owned();
        let tendered = |share: &Share| tender_name(share.name.as_deref().unwrap_or_default(), words);
        let cashier = |share: &Share| match share.name.as_deref() {
            Some(name) => cashier_name(name, words),
            None => share_name(share, words),
        };
        Self {
            currency,
            count: takings.taken.count,
            amount_minor: takings.taken.amount_minor,
            refunds: takings.refunded.count,
            refunded_minor: takings.refunded.amount_minor,
            net_minor: takings.net_minor(),
            by_gateway: DayPart::all(&takings.by_gateway, currency, named),
            by_network: DayPart::all(&takings.by_network, currency, named),
            by_account: DayPart::all(&takings.by_account, currency, named),
            by_hand: DayPart::all(&takings.by_hand, currency, state),
            by_cashier: if takings.by_cashier.iter().any(|share| share.name.is_some()) {
                DayPart::all(&takings.by_cashier, currency, cashier)
            } else {
                Vec::new()
            },
            tendered: DayPart::all(&takings.tendered, currency, tendered),
        }
    }
}

/// How a gateway did.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SuccessView {
    /// None: all of them.
    pub(crate) gateway: Option<String>,
    pub(crate) ended: u64,
    pub(crate) paid: u64,
    pub(crate) median_ms: Option<i64>,
}

impl SuccessView {
    fn of(success: Success, words: Words) -> Self {
        let Success { gateway, ended, paid, median_ms } = success;
        let name = |code: &str| share_name(&Share { name: Some(code.to_owned()), count: 0, amount_minor: 0 }, words);
        Self { gateway: gateway.map(name), ended, paid, median_ms }
    }
}

/// A payment without an end.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct LeftView {
    pub(crate) payment_id: String,
    pub(crate) reference: String,
    #[cfg_attr(test, ts(type = "PaymentState"))]
    pub(crate) state: String,
    pub(crate) amount_minor: i64,
    pub(crate) currency: &'static str,
}

impl From<Left> for LeftView {
    fn from(left: Left) -> Self {
        let Left { payment_id, reference, state, amount_minor, currency, why: _ } = left;
        Self {
            payment_id: payment_id.to_string(),
            reference: reference.to_string(),
            state,
            amount_minor,
            currency: currency.code(),
        }
    }
}

/// Today, and the days before it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct DayView {
    pub(crate) date: String,
    pub(crate) takings: Vec<TakingsView>,
    pub(crate) by_hour: Vec<DayPart>,
    /// The last fourteen days, this one included; those without a receipt are left out.
    pub(crate) by_day: Vec<DayPart>,
    pub(crate) successes: Vec<SuccessView>,
    pub(crate) duplicates: u64,
    pub(crate) left: Vec<LeftView>,
    pub(crate) apart: Vec<TakingsView>,
    /// When the till was closed last.
    pub(crate) closed_at: Option<String>,
    pub(crate) closing_number: Option<String>,
}

impl DayView {
    pub(crate) fn of(day: Day, by_day: Vec<Part>, last: Option<LinkedClosing>, words: Words) -> Self {
        let Day { date, takings, by_hour, successes, duplicates, left, apart, .. } = day;
        Self {
            date,
            takings: takings.iter().map(|takings| TakingsView::of(takings, words)).collect(),
            by_hour: by_hour.into_iter().map(DayPart::of).collect(),
            by_day: by_day.into_iter().map(DayPart::of).collect(),
            successes: successes.into_iter().map(|success| SuccessView::of(success, words)).collect(),
            duplicates,
            left: left.into_iter().map(LeftView::from).collect(),
            apart: apart.iter().map(|takings| TakingsView::of(takings, words)).collect(),
            closed_at: last.as_ref().map(|last| last.closing.closed_at.to_string()),
            closing_number: last.map(|last| last.closing.number),
        }
    }
}

/// A closing as it is typed. It comes from the window and never goes back.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AskedClosing {
    pub(crate) closing_id: String,
    /// A word about each payment without an end, by its reference.
    pub(crate) explained: Vec<(String, String)>,
    /// The float, and what was counted.
    pub(crate) drawer: Option<(String, String)>,
    /// What the gateway's site says, by account.
    pub(crate) figures: Vec<(String, String)>,
    #[cfg_attr(test, ts(type = "string | null"))]
    pub(crate) pin: Option<SecretString>,
}

impl AskedClosing {
    /// # Errors
    /// `payment_id_invalid`.
    pub(crate) fn read(self) -> Result<ClosingForm, Refusal> {
        let Self { closing_id, explained, drawer, figures, pin } = self;
        Ok(ClosingForm { closing_id: Some(self::closing_id(&closing_id)?), explained, drawer, figures, pin })
    }
}

/// # Errors
/// `payment_id_invalid`.
pub(crate) fn closing_id(text: &str) -> Result<ClosingId, Refusal> {
    text.parse().map_err(|_| Code::PaymentIdInvalid.into())
}

/// What is compared at a closing, and what it is beyond what should be.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Compared {
    /// The account; none: the drawer.
    pub(crate) account: Option<String>,
    pub(crate) currency: &'static str,
    pub(crate) difference_minor: i64,
}

/// A closing as it was made, with its paper.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ClosingView {
    pub(crate) closing_id: String,
    pub(crate) number: String,
    #[cfg_attr(test, ts(type = "'day' | 'month' | 'year'"))]
    pub(crate) kind: &'static str,
    pub(crate) closed_at: String,
    pub(crate) takings: Vec<TakingsView>,
    pub(crate) left: u64,
    pub(crate) compared: Vec<Compared>,
    /// All that was ever taken.
    pub(crate) perpetual: Vec<DayPart>,
    pub(crate) code: String,
    /// Its paper on 32 columns.
    pub(crate) narrow: String,
    /// What was printed of it, first to last.
    pub(crate) prints: Vec<PrintLine>,
}

impl ClosingView {
    pub(crate) fn of(linked: &LinkedClosing, prints: Vec<Print>, words: Words) -> Self {
        let closing = &linked.closing;
        let drawer = |Drawer { currency, difference_minor, .. }: Drawer| Compared {
            account: None,
            currency: currency.code(),
            difference_minor,
        };
        let figure = |Figure { account, currency, difference_minor, .. }: &Figure| Compared {
            account: Some(account.clone()),
            currency: currency.code(),
            difference_minor: *difference_minor,
        };
        let perpetual = |Perpetual { currency, count, amount_minor }: &Perpetual| DayPart {
            name: String::new(),
            currency: currency.code(),
            count: *count,
            amount_minor: *amount_minor,
        };
        Self {
            closing_id: closing.closing_id.to_string(),
            number: closing.number.clone(),
            kind: closing.kind.code(),
            closed_at: closing.closed_at.to_string(),
            takings: closing.takings.iter().map(|takings| TakingsView::of(takings, words)).collect(),
            left: closing.left.len().try_into().unwrap_or(u64::MAX),
            compared: closing.drawer.into_iter().map(drawer).chain(closing.figures.iter().map(figure)).collect(),
            perpetual: closing.perpetual.iter().map(perpetual).collect(),
            code: linked.code.clone(),
            narrow: closing_text(linked, Columns::Narrow, None, words),
            prints: prints.into_iter().map(PrintLine::from).collect(),
        }
    }
}
