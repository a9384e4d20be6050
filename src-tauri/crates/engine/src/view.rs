//! A payment as it is shown: whole every time, never a difference. Other programs read the same shape as JSON.

use comptoir_core::code::{Code, Reason};
use comptoir_core::payment::Payment;
use comptoir_core::state::State;
use comptoir_ledger::{LedgerError, Reader};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

use crate::in_hand::Unwritten;
use crate::refusal::Refusal;

/// A payment with everything that may be known of it outside. It holds no key and no full phone number.
///
/// The order of its fields is the one of `docs/cli.md`; each is always present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentView {
    /// Always `payment`.
    pub kind: &'static str,
    /// The payment's name.
    pub payment_id: String,
    /// The sale it pays.
    pub sale_id: String,
    /// Its name at the gateway.
    pub reference: String,
    /// The gateway.
    pub gateway: &'static str,
    /// The shop's account at it.
    pub account: String,
    /// `push` or `page`.
    pub method: &'static str,
    /// The customer's network, if known.
    pub network: Option<&'static str>,
    /// The payer's number, masked.
    pub payer: Option<String>,
    /// How it stands.
    pub state: &'static str,
    /// What is asked, in minor units.
    pub amount_minor: i64,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// The gateway's own number of it.
    pub gateway_reference: Option<String>,
    /// The network operator's own number of it.
    pub operator_reference: Option<String>,
    /// The gateway's page, where its address holds no key.
    pub page_url: Option<String>,
    /// `live`, `test` or `training`.
    pub environment: &'static str,
    /// Its receipt's number.
    pub receipt_number: Option<String>,
    /// What was given back of it, in minor units.
    pub refunded_minor: i64,
    /// The number of the receipt of its sale, where that was settled without a gateway.
    pub tender_number: Option<String>,
    /// How it was: `cash` or `operator`.
    pub tendered_by: Option<&'static str>,
    /// Why it stands so, or why its last question got no answer.
    pub reason: Option<&'static str>,
    /// `no`, `yes` or `unknown`.
    pub money_at_risk: &'static str,
    /// The owner settled it by hand.
    pub settled_by_hand: bool,
    /// The cashier's own line.
    pub note: Option<String>,
    /// Who took it: `owner`, or a cashier's name.
    pub cashier: Option<String>,
    /// When it was recorded, RFC 3339.
    pub created_at: String,
    /// When it last changed, RFC 3339.
    pub updated_at: String,
    /// Why the last question got no answer that changed it, for those who draw it.
    #[serde(skip)]
    pub trouble: Option<Reason>,
    /// The state with what belongs to it, for those who draw it.
    #[serde(skip)]
    pub standing: State,
    /// What the gateway has said that is not on the disk yet, for those who draw it.
    #[serde(skip)]
    pub unwritten: Option<Unwritten>,
}

impl PaymentView {
    /// `payment` with what the ledger knows beside it.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn of(reader: &Reader, payment: &Payment) -> Result<Self, LedgerError> {
        let order = &payment.order;
        let receipt_number = reader.receipt_of(order.payment_id)?.map(|linked| linked.receipt.number);
        let tender = reader.tender_of_sale(order.sale_id)?.map(|linked| linked.tender);
        let trouble = last_trouble(reader, payment)?;
        Ok(Self {
            kind: "payment",
            payment_id: order.payment_id.to_string(),
            sale_id: order.sale_id.to_string(),
            reference: order.reference.to_string(),
            gateway: order.gateway.code(),
            account: order.account.clone(),
            method: order.method.code(),
            network: order.network.map(|network| network.code()),
            payer: order.payer.clone(),
            state: payment.state.code(),
            amount_minor: order.amount.minor(),
            currency: order.amount.currency().code(),
            gateway_reference: payment.gateway_reference.clone(),
            operator_reference: payment.operator_reference.clone(),
            page_url: payment.page_url.clone(),
            environment: order.environment.code(),
            receipt_number,
            refunded_minor: reader.refunded_minor(order.payment_id)?,
            tendered_by: tender.as_ref().map(|tender| tender.how.code()),
            tender_number: tender.map(|tender| tender.number),
            reason: payment.reason.or(trouble).map(|reason| reason.code()),
            money_at_risk: payment.state.money_at_risk().code(),
            settled_by_hand: payment.state.settled_by_hand(),
            note: order.note.clone(),
            cashier: order.cashier.as_ref().map(|person| person.name().to_owned()),
            created_at: order.created_at.to_string(),
            updated_at: payment.updated_at.to_string(),
            trouble,
            standing: payment.state,
            unwritten: None,
        })
    }
}

/// Why the last question got no answer that tells how the payment stands. It is no trouble that the gateway does not know a page that
/// no call makes before somebody opens it, nor one whose create call may never have come to it.
fn last_trouble(reader: &Reader, payment: &Payment) -> Result<Option<Reason>, LedgerError> {
    let trouble = reader.asked(payment.order.payment_id)?.trouble;
    let may_be_new = payment.state == State::AbandonedOrphan || (payment.state == State::Pending && !payment.order.is_sent());
    Ok(trouble.filter(|trouble| payment.can_be_asked() && !(may_be_new && *trouble == Reason::NotKnown)))
}

/// The shop's time zone, if its name is one.
#[must_use]
pub fn zone_of(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

/// When the day (`2026-11-26`) begins in the shop's zone, or the day after it.
///
/// # Errors
/// `date_invalid` when the text is no day.
pub fn day_start(text: &str, zone: &TimeZone, next: bool) -> Result<Timestamp, Refusal> {
    let invalid = || Refusal::naming(Code::DateInvalid, "date", text);
    // Only the one form: jiff would also take a date with a time.
    let date: Date = (text.len() == 10).then(|| text.parse().ok()).flatten().ok_or_else(invalid)?;
    let date = if next { date.checked_add(1.day()).map_err(|_| invalid())? } else { date };
    Ok(date.to_zoned_datetime(zone.clone()).map_err(|_| invalid())?.timestamp())
}
