//! « Vérification »: how a payment stands, by our own reference.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Word};
use comptoir_core::money::Currency;
use comptoir_core::order::Order;
use comptoir_core::payment::Event;

use super::amount::minor;
use super::answer::{Answer, text};
use super::wire::Checked;
use crate::call::{digest, reported};
use crate::gateway::GatewayError;
use crate::json::{Field, told};
use crate::transport::Reply;

pub(super) const PATH: &str = "/v2/payment/check";

/// The reference of nobody's payment: ours are longer and begin otherwise.
pub(super) const NOBODYS: &str = "COMPTOIRESSAI";

/// Codes of a payment that has ended without being paid.
const ENDED: [&str; 5] = ["600", "602", "604", "625", "627"];

/// What `reply` answers about `order`.
pub(super) fn read(reply: &Reply, order: &Order, hidden: &[&str]) -> Result<Event, Reason> {
    let answer = Answer::of(reply)?;
    if answer.knows_no_such_payment(reply.status) {
        return Ok(Event::NotKnown);
    }
    let complaint = answer.complaint().map(|complaint| complaint.reason());
    let code = answer.code().map_err(|http| complaint.unwrap_or(http))?;
    let checked = match (answer.data::<Checked>(), complaint) {
        (Ok(checked), _) => checked,
        (Err(_), Some(complaint)) => return Err(complaint),
        (Err(unreadable), None) => return Err(unreadable),
    };
    let field = checked.as_ref().and_then(|checked| checked.status.as_ref());
    let status = field.map(|field| text(field).ok_or(Reason::Unreadable)).transpose()?;
    let word = match (word(code, status.as_deref()), complaint) {
        (Some(word), _) => word,
        (None, Some(complaint)) if status.is_none() => return Err(complaint),
        (None, _) => {
            let words = [answer.shown_code(hidden), field.and_then(|field| field.words(hidden))];
            Word::Unknown(words.into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
    };
    let cause = (word == Word::Declined).then(|| cause(code)).flatten();
    let nothing = Report {
        question: Question::ByReference,
        word,
        // The documented answer names neither.
        reference: Told::Nothing,
        gateway_reference: Told::Nothing,
        operator_reference: None,
        amount_minor: Told::Nothing,
        currency: Told::Nothing,
        environment: Told::Nothing,
        paid_at: None,
        means: None,
        cause,
        receipt_url: None,
        seal: None,
        difference: None,
        digest: digest(&reply.body),
    };
    Ok(reported(match checked {
        Some(checked) => with(nothing, &checked, order, hidden),
        None => nothing,
    }))
}

/// What the code and the status say together; none where the document has no such words, or they contradict each other.
fn word(code: &str, status: Option<&str>) -> Option<Word> {
    match (code, status) {
        ("00", Some("ACCEPTED")) => Some(Word::Paid),
        ("625", None | Some("REFUSED")) => Some(Word::Expired),
        (_, Some("REFUSED")) | ("600" | "602" | "604" | "627", None) => Some(Word::Declined),
        // « WAITING_FOR_CUSTOMER » is no failure, whatever code stands beside it, and 662 is not paid.
        ("623" | "662" | "663" | "664", None) => Some(Word::Pending),
        (code, Some(status)) if status == "PENDING" || status.starts_with("WAITING_") => {
            (!ENDED.contains(&code)).then_some(Word::Pending)
        }
        (_, _) => None,
    }
}

/// Why a payment was refused, by the code beside the refusal.
fn cause(code: &str) -> Option<Reason> {
    match code {
        // « INSUFFICIENT_BALANCE »
        "602" => Some(Reason::FundsInsufficient),
        // « SERVICE_UNAVAILABLE », « OPERATOR_UNAVAILABLE »
        "603" | "804" => Some(Reason::OperatorAway),
        // « OTP_CODE_ERROR »
        "604" => Some(Reason::CodeWrong),
        // « INCORRECT_SETTINGS »
        "606" => Some(Reason::SettingsRefused),
        // « TRANSACTION_CANCEL »
        "627" => Some(Reason::CancelledByPayer),
        // « ERROR_PHONE_NUMBER_NOT_FOUND », « ERROR_PHONE_NUMBER_NOT_SUPPORTED »
        "635" | "636" => Some(Reason::PhoneRefused),
        // « ERROR_AMOUNT_TOO_LOW », « ERROR_AMOUNT_TOO_HIGH »
        "641" | "642" => Some(Reason::AmountRefused),
        // « DAILY_MAX_NUMBER_TRANSACTION_REACHED » and five more.
        "807" | "808" | "809" | "810" | "811" | "812" => Some(Reason::LimitReached),
        _ => None,
    }
}

/// `report` with what stands under `data`.
fn with(report: Report, checked: &Checked, order: &Order, hidden: &[&str]) -> Report {
    let currency = told(checked.currency.as_ref(), currency);
    // Of an answer without a currency, the units can only be those of the order.
    let units_of = currency.value().copied().unwrap_or(order.amount.currency());
    // We had the gateway keep the name of our payment: one that comes back is this payment's.
    let kept = told(checked.metadata.as_ref(), |field| field.name(hidden));
    let is_ours = match &kept {
        Told::That(echo) => *echo == order.payment_id.to_string(),
        Told::Nothing => true,
        Told::Strange => false,
    };
    Report {
        operator_reference: checked.operator_id.as_ref().and_then(|field| field.shown(hidden)),
        amount_minor: told(checked.amount.as_ref(), |field| minor(field.whole()?, units_of)),
        currency,
        paid_at: checked.payment_date.as_ref().and_then(|field| field.shown(hidden)),
        means: checked.payment_method.as_ref().and_then(|field| field.words(hidden)),
        difference: (!is_ours).then_some(Reason::ReferenceDiffers),
        ..report
    }
}

fn currency(field: &Field) -> Option<Currency> {
    text(field).as_deref().and_then(Currency::from_code)
}

/// Whether `reply` to a question about nobody's payment shows that the key and the site id are good.
pub(super) fn proven(reply: &Reply) -> Result<(), GatewayError> {
    let answer = Answer::of(reply).map_err(refused)?;
    if let Some(complaint) = answer.complaint() {
        return Err(refused(complaint.reason()));
    }
    // Whoever looks a payment up, or says that there is none, has let the key in.
    let looked_up = answer.knows_no_such_payment(reply.status) || word(answer.code().map_err(refused)?, None).is_some();
    if looked_up { Ok(()) } else { Err(GatewayError::Silent(Reason::UnknownWord)) }
}

fn refused(reason: Reason) -> GatewayError {
    if reason == Reason::KeyRefused {
        GatewayError::KeyRefused
    } else if matches!(reason, Reason::SiteRefused | Reason::KeyOrPhoneRefused | Reason::ServiceRefused) {
        GatewayError::AccountRefused(reason)
    } else {
        GatewayError::Silent(reason)
    }
}
