//! What a gateway's answer proves. Nothing else can make a payment *paid*.
//!
//! An answer is judged in one order: which payment it is about, the environment, the currency, the amount, and the state word
//! last. What differs makes a paid word *held*; whatever is not a clear word changes nothing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::code::Reason;
use crate::money::Currency;
use crate::order::{Environment, GatewayKind, Method, Order};

/// What an answer says of one thing. An absent field is never zero, and a strange one is never absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told<T> {
    /// The field is absent or null.
    Nothing,
    /// The field has this value.
    That(T),
    /// The field is there, in a shape its document does not know.
    Strange,
}

impl<T> Told<T> {
    /// The value, if one was told.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::That(value) => Some(value),
            Self::Nothing | Self::Strange => None,
        }
    }
}

/// The gateway's state word, translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Its documented word for success.
    Paid,
    /// It is waiting for the customer or the network.
    Pending,
    /// Its documented final refusal.
    Declined,
    /// Its documented word for a payment that came too late.
    Expired,
    /// A word its document does not have, or none; shortened.
    Unknown(String),
}

/// Which name the gateway was asked about the payment by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Our own reference, which only we and the gateway know.
    ByReference,
    /// The gateway's own number.
    ByGatewayReference,
    /// None: the gateway notified us, with our own secret for this payment in its message.
    Notified,
}

/// A gateway's answer about one payment, in our words. It holds no key and no phone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The question it answers.
    pub question: Question,
    /// The state word.
    pub word: Word,
    /// The echo of our reference.
    pub reference: Told<String>,
    /// The gateway's own number of the payment.
    pub gateway_reference: Told<String>,
    /// The network operator's own number of the payment.
    pub operator_reference: Option<String>,
    /// What was paid, in minor units.
    pub amount_minor: Told<i64>,
    /// In which currency.
    pub currency: Told<Currency>,
    /// In which environment.
    pub environment: Told<Environment>,
    /// When it was paid, as the gateway writes it.
    pub paid_at: Option<String>,
    /// With which means, as the gateway names it.
    pub means: Option<String>,
    /// Why it was refused, where the gateway's words have a meaning of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Reason>,
    /// What differs besides, found where the answer was read: the merchant, our secret, what we had it keep for us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Reason>,
    /// The gateway's own receipt for it, an https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_url: Option<String>,
    /// The gateway's seal on its message as it came; nothing is proved by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    /// SHA-256 of the answer's bytes, in hexadecimal: the answer itself names the payer.
    pub digest: String,
}

/// A report kept as the proof of a payment, with when it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The answer.
    pub report: Report,
    /// When it was read.
    pub read_at: Timestamp,
}

/// What a report comes to for one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Everything demanded is there, and everything that is there is equal.
    Proven,
    /// It says paid, and this is missing or wrong.
    Unproven(Reason),
    /// The customer can still pay.
    Pending,
    /// The gateway's final refusal.
    Declined,
    /// The gateway let it expire.
    Expired,
    /// Nothing is known from it.
    Nothing(Reason),
}

/// Judges `report` for `order`, whose number at the gateway is `gateway_reference` where it is known. `amount_bound`: the
/// amount was fixed by a create call that only we can have made.
#[must_use]
pub fn judge(report: &Report, order: &Order, gateway_reference: Option<&str>, amount_bound: bool) -> Verdict {
    let difference = difference(report, order, gateway_reference, amount_bound);
    match (&report.word, difference) {
        (Word::Paid, None) => Verdict::Proven,
        (Word::Paid, Some(reason)) => Verdict::Unproven(reason),
        (Word::Unknown(_), _) => Verdict::Nothing(Reason::UnknownWord),
        // Another payment's refusal must not end this one. A missing amount is no reason to distrust a refusal.
        (
            Word::Pending | Word::Declined | Word::Expired,
            Some(
                reason @ (Reason::ReferenceDiffers
                | Reason::ReferenceMissing
                | Reason::GatewayReferenceDiffers
                | Reason::EnvironmentDiffers
                | Reason::MerchantDiffers
                | Reason::SecretDiffers),
            ),
        ) => Verdict::Nothing(reason),
        (Word::Pending, _) => Verdict::Pending,
        (Word::Declined, _) => Verdict::Declined,
        (Word::Expired, _) => Verdict::Expired,
    }
}

/// The first thing in which the report is not what the order demands.
fn difference(report: &Report, order: &Order, gateway_reference: Option<&str>, amount_bound: bool) -> Option<Reason> {
    let demands = Demands::of(order);
    if report.difference.is_some() {
        return report.difference;
    }
    match &report.reference {
        Told::That(echo) if echo == order.reference.as_str() => {}
        Told::That(_) | Told::Strange => return Some(Reason::ReferenceDiffers),
        Told::Nothing if named_by_the_question(report.question, order.gateway) => {}
        Told::Nothing => return Some(Reason::ReferenceMissing),
    }
    match (&report.gateway_reference, gateway_reference) {
        (Told::That(echo), Some(held)) if echo != held => return Some(Reason::GatewayReferenceDiffers),
        (Told::Strange, _) => return Some(Reason::GatewayReferenceDiffers),
        (Told::That(_) | Told::Nothing, _) => {}
    }
    match report.environment {
        Told::That(environment) if environment == order.environment => {}
        Told::Nothing if !demands.environment => {}
        Told::Nothing => return Some(Reason::EnvironmentMissing),
        Told::That(_) | Told::Strange => return Some(Reason::EnvironmentDiffers),
    }
    match report.currency {
        Told::That(currency) if currency == order.amount.currency() => {}
        Told::Nothing if !demands.currency => {}
        Told::Nothing => return Some(Reason::CurrencyMissing),
        Told::That(_) | Told::Strange => return Some(Reason::CurrencyDiffers),
    }
    match report.amount_minor {
        Told::That(minor) if minor == order.amount.minor() => None,
        Told::That(_) | Told::Strange => Some(Reason::AmountDiffers),
        Told::Nothing if amount_bound && !demands.amount => None,
        Told::Nothing => Some(Reason::AmountMissing),
    }
}

/// Whether an answer without our reference can only be about our order: the question named it by a name that only we and the
/// gateway know. PayGateGlobal's own number is one that others can guess.
const fn named_by_the_question(question: Question, gateway: GatewayKind) -> bool {
    match (question, gateway) {
        (Question::ByReference, _)
        | (Question::ByGatewayReference, GatewayKind::Paydunya | GatewayKind::Cinetpay | GatewayKind::Payplus) => true,
        (Question::ByGatewayReference, GatewayKind::PaygateGlobal | GatewayKind::PaiementPro) | (Question::Notified, _) => false,
    }
}

/// What proof of an order must state itself.
struct Demands {
    amount: bool,
    currency: bool,
    environment: bool,
}

impl Demands {
    const fn of(order: &Order) -> Self {
        match (order.gateway, order.method) {
            // The amount was fixed in our own create call, and the document of the question has none.
            (GatewayKind::PaygateGlobal, Method::Push) | (GatewayKind::Payplus, _) => {
                Self { amount: false, currency: false, environment: false }
            }
            // The amount stands in the page's address, where a customer can change it.
            (GatewayKind::PaygateGlobal, Method::Page) => Self { amount: true, currency: false, environment: false },
            (GatewayKind::Paydunya, _) => Self { amount: true, currency: false, environment: true },
            (GatewayKind::Cinetpay | GatewayKind::PaiementPro, _) => Self { amount: true, currency: true, environment: false },
        }
    }
}

#[cfg(test)]
mod table;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment::samples;

    fn verdict(method: Method, change: impl FnOnce(&mut Report)) -> Verdict {
        let order = samples::order(method);
        let mut report = samples::report(&order, Word::Paid);
        change(&mut report);
        judge(&report, &order, Some("42"), true)
    }

    #[test]
    fn a_push_is_proven_without_an_amount_but_never_against_one() {
        assert_eq!(verdict(Method::Push, |report| report.amount_minor = Told::Nothing), Verdict::Proven);
        assert_eq!(verdict(Method::Push, |_| {}), Verdict::Proven);
        for minor in [0, 12_495, 12_499, 12_501, 25_000, 1_250_000, -12_500] {
            assert_eq!(
                verdict(Method::Push, |report| report.amount_minor = Told::That(minor)),
                Verdict::Unproven(Reason::AmountDiffers)
            );
        }
        assert_eq!(verdict(Method::Push, |report| report.amount_minor = Told::Strange), Verdict::Unproven(Reason::AmountDiffers));
    }

    #[test]
    fn a_page_is_proven_on_an_equal_amount_only() {
        assert_eq!(verdict(Method::Page, |_| {}), Verdict::Proven);
        assert_eq!(verdict(Method::Page, |report| report.amount_minor = Told::Nothing), Verdict::Unproven(Reason::AmountMissing));
        assert_eq!(
            verdict(Method::Page, |report| report.amount_minor = Told::That(100)),
            Verdict::Unproven(Reason::AmountDiffers)
        );
    }

    #[test]
    fn a_create_call_that_was_not_ours_binds_no_amount() {
        let order = samples::order(Method::Push);
        let mut report = samples::report(&order, Word::Paid);
        assert_eq!(judge(&report, &order, None, false), Verdict::Proven);
        report.amount_minor = Told::Nothing;
        assert_eq!(judge(&report, &order, None, false), Verdict::Unproven(Reason::AmountMissing));
    }

    #[test]
    fn another_payments_answer_proves_nothing_and_ends_nothing() {
        let other = |report: &mut Report| report.reference = Told::That("CPTXXX".to_owned());
        assert_eq!(verdict(Method::Push, other), Verdict::Unproven(Reason::ReferenceDiffers));
        for word in [Word::Pending, Word::Declined, Word::Expired] {
            assert_eq!(
                verdict(Method::Push, |report| {
                    other(report);
                    report.word = word;
                }),
                Verdict::Nothing(Reason::ReferenceDiffers)
            );
        }
        assert_eq!(
            verdict(Method::Push, |report| report.gateway_reference = Told::That("43".to_owned())),
            Verdict::Unproven(Reason::GatewayReferenceDiffers)
        );
        assert_eq!(
            verdict(Method::Push, |report| {
                report.question = Question::ByGatewayReference;
                report.reference = Told::Nothing;
            }),
            Verdict::Unproven(Reason::ReferenceMissing)
        );
    }

    #[test]
    fn an_answer_of_another_currency_or_environment_is_no_proof() {
        assert_eq!(
            verdict(Method::Push, |report| report.currency = Told::That(Currency::Xaf)),
            Verdict::Unproven(Reason::CurrencyDiffers)
        );
        assert_eq!(
            verdict(Method::Push, |report| report.environment = Told::That(Environment::Test)),
            Verdict::Unproven(Reason::EnvironmentDiffers)
        );
    }

    #[test]
    fn a_refusal_needs_no_amount() {
        let word = |word: Word| {
            verdict(Method::Page, |report| {
                report.word = word;
                report.amount_minor = Told::Nothing;
            })
        };
        assert_eq!(word(Word::Declined), Verdict::Declined);
        assert_eq!(word(Word::Expired), Verdict::Expired);
        assert_eq!(word(Word::Pending), Verdict::Pending);
        assert_eq!(word(Word::Unknown("7".to_owned())), Verdict::Nothing(Reason::UnknownWord));
    }
}
