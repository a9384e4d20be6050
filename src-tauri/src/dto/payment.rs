//! Payments, as the screen shows and asks for them.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::network::Network;
use comptoir_core::order::Method as OfOrder;
use comptoir_core::payment::Payment;
use comptoir_core::phone::{Country, PhoneError, PhoneNumber};
use comptoir_core::state::{MoneyAtRisk, State};
use comptoir_engine::{Engine, PaymentView as OfEngine, Refusal};
use comptoir_ledger::Reader;
use comptoir_till::PracticeCustomer;
use qrcode::{Color, EcLevel, QrCode};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{Doer, Environment, Logo, PrintLine, SealView};
use crate::error::CommandError;

/// Whether money is at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Risk {
    No,
    Yes,
    Unknown,
}

impl From<MoneyAtRisk> for Risk {
    fn from(risk: MoneyAtRisk) -> Self {
        match risk {
            MoneyAtRisk::No => Self::No,
            MoneyAtRisk::Yes => Self::Yes,
            MoneyAtRisk::Unknown => Self::Unknown,
        }
    }
}

/// How the customer is asked.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Method {
    Push,
    Page,
}

impl From<OfOrder> for Method {
    fn from(method: OfOrder) -> Self {
        match method {
            OfOrder::Push => Self::Push,
            OfOrder::Page => Self::Page,
        }
    }
}

impl From<Method> for OfOrder {
    fn from(method: Method) -> Self {
        match method {
            Method::Push => Self::Push,
            Method::Page => Self::Page,
        }
    }
}

/// A line of the tape.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AskedLine {
    name: String,
    quantity: String,
    unit_price: String,
}

impl From<AskedLine> for comptoir_engine::AskedLine {
    fn from(AskedLine { name, quantity, unit_price }: AskedLine) -> Self {
        Self { name, quantity, unit_price }
    }
}

/// A payment as it is asked for, in the words that were typed.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AskedPayment {
    pub(crate) payment_id: String,
    pub(crate) amount: String,
    /// What the amount was added up of.
    pub(crate) lines: Vec<AskedLine>,
    pub(crate) account: Option<String>,
    pub(crate) method: Option<Method>,
    pub(crate) phone: Option<String>,
    pub(crate) network: Option<String>,
    pub(crate) note: Option<String>,
    /// Particulars of the customer by their names, such as `email`.
    pub(crate) customer: BTreeMap<String, String>,
    /// They are remembered for the next time.
    pub(crate) remember: bool,
    pub(crate) retry_of: Option<String>,
    pub(crate) accept_double: bool,
}

impl AskedPayment {
    /// Its name, and what the engine is asked.
    ///
    /// # Errors
    /// `payment_id_invalid`.
    pub(crate) fn named(self) -> Result<(PaymentId, comptoir_engine::AskedPayment), Refusal> {
        let id = payment_id(&self.payment_id)?;
        let asked = comptoir_engine::AskedPayment {
            payment_id: Some(id),
            amount: self.amount,
            account: self.account,
            method: self.method.map(OfOrder::from),
            phone: self.phone,
            network: self.network,
            note: self.note,
            customer: self.customer.into_iter().collect(),
            remember: self.remember,
            lines: self.lines.into_iter().map(Into::into).collect(),
            retry_of: self.retry_of.as_deref().map(payment_id).transpose()?,
            accept_double: self.accept_double,
            ..comptoir_engine::AskedPayment::default()
        };
        Ok((id, asked))
    }
}

/// # Errors
/// `payment_id_invalid`.
pub(crate) fn payment_id(text: &str) -> Result<PaymentId, Refusal> {
    text.parse().map_err(|_| Code::PaymentIdInvalid.into())
}

/// A payment with everything that may be known of it.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PaymentView {
    pub(crate) payment_id: String,
    pub(crate) sale_id: String,
    pub(crate) reference: String,
    pub(crate) gateway: &'static str,
    pub(crate) gateway_name: &'static str,
    pub(crate) account: String,
    pub(crate) method: Method,
    pub(crate) network: Option<&'static str>,
    pub(crate) network_brand: Option<&'static str>,
    /// The payer's number, masked.
    pub(crate) payer: Option<String>,
    #[cfg_attr(test, ts(type = "PaymentState"))]
    pub(crate) state: &'static str,
    pub(crate) amount_minor: i64,
    pub(crate) currency: &'static str,
    pub(crate) gateway_reference: Option<String>,
    pub(crate) operator_reference: Option<String>,
    pub(crate) environment: Environment,
    pub(crate) receipt_number: Option<String>,
    /// What was given back of it.
    pub(crate) refunded_minor: i64,
    /// The receipt of its sale, where that was settled without a gateway, and how it was.
    pub(crate) tender_number: Option<String>,
    #[cfg_attr(test, ts(type = "TenderedBy | null"))]
    pub(crate) tendered_by: Option<&'static str>,
    pub(crate) reason: Option<&'static str>,
    pub(crate) money_at_risk: Risk,
    pub(crate) settled_by_hand: bool,
    pub(crate) note: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    /// Sending it once more cannot charge twice.
    pub(crate) may_be_resent: bool,
    /// Its page may be opened on this machine: its address holds no key.
    pub(crate) page_opens: bool,
    /// Its gateway can be asked how it stands.
    pub(crate) can_be_asked: bool,
    /// The owner may settle it by hand.
    pub(crate) may_be_settled: bool,
    /// When the gateway was last asked, and why it did not answer, if it did not.
    pub(crate) asked_at: Option<String>,
    pub(crate) trouble: Option<&'static str>,
    /// When it will be asked next, if it will.
    pub(crate) next_ask_at: Option<String>,
    /// What the gateway has said that is not on the disk yet.
    pub(crate) unwritten: Option<CommandError>,
}

impl PaymentView {
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub(crate) fn of(engine: &Engine, reader: &Reader, payment: &Payment) -> Result<Self, Refusal> {
        let order = &payment.order;
        let told = OfEngine::of(reader, payment)?;
        let asked_at = reader.asked(order.payment_id)?.last_at;
        Ok(Self {
            payment_id: told.payment_id,
            sale_id: told.sale_id,
            reference: told.reference,
            gateway: told.gateway,
            gateway_name: order.gateway.name(),
            account: told.account,
            method: order.method.into(),
            network: told.network,
            network_brand: order.network.map(Network::brand),
            payer: told.payer,
            state: told.state,
            amount_minor: told.amount_minor,
            currency: told.currency,
            gateway_reference: told.gateway_reference,
            operator_reference: told.operator_reference,
            environment: order.environment.into(),
            receipt_number: told.receipt_number,
            refunded_minor: told.refunded_minor,
            tender_number: told.tender_number,
            tendered_by: told.tendered_by,
            reason: told.reason,
            money_at_risk: payment.state.money_at_risk().into(),
            settled_by_hand: told.settled_by_hand,
            note: told.note,
            created_at: told.created_at,
            updated_at: told.updated_at,
            may_be_resent: payment.may_be_resent(),
            page_opens: payment.state == State::Pending && payment.page_url.is_some(),
            can_be_asked: order.gateway.can_be_asked(),
            may_be_settled: payment.may_be_settled(),
            asked_at: asked_at.map(|at| at.to_string()),
            trouble: told.trouble.map(|reason| reason.code()),
            next_ask_at: engine.next_question_at(payment, asked_at).map(|at| at.to_string()),
            unwritten: engine.unwritten_of(order.payment_id).map(|unwritten| unwritten.refusal.into()),
        })
    }
}

/// The owner's decision on a payment, as it is typed. It comes from the window and never goes back.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AskedSettlement {
    pub(crate) decision: Decision,
    pub(crate) why: String,
    /// The operator's own number; a payment that is settled as paid needs it.
    pub(crate) operator_reference: Option<String>,
    #[cfg_attr(test, ts(type = "string | null"))]
    pub(crate) pin: Option<SecretString>,
}

impl From<AskedSettlement> for comptoir_engine::AskedSettlement {
    fn from(asked: AskedSettlement) -> Self {
        let AskedSettlement { decision, why, operator_reference, pin } = asked;
        Self { decision: decision.into(), why, operator_reference, pin }
    }
}

/// What the owner says became of the money.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Decision {
    Paid,
    Unpaid,
    Refunded,
}

impl From<Decision> for comptoir_core::payment::Decision {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Paid => Self::Paid,
            Decision::Unpaid => Self::Unpaid,
            Decision::Refunded => Self::Refunded,
        }
    }
}

/// What a notification came to.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Noticed {
    /// The payment that it names, as it stands now.
    pub(crate) payment: PaymentView,
    /// The gateway was asked because of it.
    pub(crate) asked: bool,
    /// It was judged as an answer, since its gateway cannot be asked.
    pub(crate) judged: bool,
    /// What is missing in it or wrong with it, a reason of the catalogue.
    pub(crate) difference: Option<&'static str>,
}

/// One change of a payment.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StoryLine {
    pub(crate) at: String,
    #[cfg_attr(test, ts(type = "PaymentState"))]
    pub(crate) state: &'static str,
    pub(crate) reason: Option<&'static str>,
    /// Who did it, if anybody did.
    pub(crate) by: Option<Doer>,
}

impl StoryLine {
    /// The line of the screen for one of the ledger, if that tells a change.
    pub(crate) fn of(line: &comptoir_ledger::StoryLine) -> Option<Self> {
        let (state, reason) = line.standing?;
        Some(Self {
            at: line.at.to_string(),
            state: state.code(),
            reason: reason.map(|reason| reason.code()),
            by: line.by.as_ref().map(Doer::from),
        })
    }
}

/// What a phone number that is being typed is worth.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PhoneReading {
    /// The digits after the calling code, once the number is whole.
    pub(crate) national: Option<String>,
    /// Why it is none, a code of the catalogue.
    pub(crate) problem: Option<&'static str>,
    /// How many digits are still to come, where that is all that is wrong.
    pub(crate) missing: Option<usize>,
    /// The network it probably belongs to.
    pub(crate) network: Option<&'static str>,
}

impl PhoneReading {
    pub(crate) fn of(typed: &str, country: Country) -> Self {
        let error = match PhoneNumber::typed(typed, country) {
            Ok(phone) => {
                let network = Network::guess(&phone).map(Network::code);
                return Self { national: Some(phone.national().to_owned()), problem: None, missing: None, network };
            }
            Err(error) => error,
        };
        // What becomes a number with some digits more lacks only these.
        let completed = |count: usize| PhoneNumber::typed(&format!("{typed}{}", "1".repeat(count)), country).is_ok();
        let missing = match error {
            PhoneError::Empty => Some(country.national_length()),
            PhoneError::WrongLength => (1..=country.national_length()).find(|count| completed(*count)),
            PhoneError::Unreadable | PhoneError::OldIvorian | PhoneError::Foreign => None,
        };
        Self { national: None, problem: Some(Refusal::from(error).code.code()), missing, network: None }
    }
}

/// A QR code without its quiet zone.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Qr {
    pub(crate) size: usize,
    /// `size` rows of `size` modules, `1` dark.
    pub(crate) rows: Vec<String>,
}

impl Qr {
    /// `text` as a code; none when it is too long for one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        let size = code.width();
        let module = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
        let rows = code.to_colors().chunks(size).map(|row| row.iter().map(module).collect()).collect();
        Some(Self { size, rows })
    }
}

/// A receipt as it is printed, on two widths of paper.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Paper {
    pub(crate) number: String,
    /// 32 columns.
    pub(crate) narrow: String,
    /// 42 columns.
    pub(crate) middle: String,
    /// What was printed of it, first to last.
    pub(crate) prints: Vec<PrintLine>,
    /// The shop's logo, as it was when it was issued.
    pub(crate) logo: Option<Logo>,
    /// What a tax authority says of it.
    pub(crate) seal: Option<SealView>,
}

/// What the customer of training is told to do.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum CustomerDoes {
    Pays,
    Refuses,
    Expires,
}

impl From<CustomerDoes> for PracticeCustomer {
    fn from(does: CustomerDoes) -> Self {
        match does {
            CustomerDoes::Pays => Self::Pays,
            CustomerDoes::Refuses => Self::Refuses,
            CustomerDoes::Expires => Self::Expires,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_being_typed_says_what_it_lacks() {
        let reading = |typed: &str| PhoneReading::of(typed, Country::Tg);
        let lacks = |missing| PhoneReading { national: None, problem: Some("phone_wrong_length"), missing, network: None };
        assert_eq!(reading("9"), lacks(Some(7)));
        assert_eq!(reading("90 12 34"), lacks(Some(2)));
        assert_eq!(reading("22890"), lacks(Some(3)));
        assert_eq!(reading("+228 90"), lacks(Some(6)));
        assert_eq!(reading("901234567"), lacks(None));
        assert_eq!(reading("").missing, Some(8));
        assert_eq!(reading("+229 0190").problem, Some("phone_foreign"));
        let whole = reading("+228 90 12 34 56");
        assert_eq!((whole.national.as_deref(), whole.problem, whole.network), (Some("90123456"), None, Some("tg-tmoney")));
    }

    #[test]
    fn a_code_has_as_many_rows_as_columns() {
        let code = Qr::of("https://example.com/page?x=1").unwrap();
        assert!(code.size >= 21 && code.rows.len() == code.size);
        assert!(code.rows.iter().all(|row| row.len() == code.size && row.chars().all(|module| matches!(module, '0' | '1'))));
        assert!(code.rows[0].starts_with("1111111"), "the first row begins with a finder");
        assert!(Qr::of(&"x".repeat(4_000)).is_none());
    }
}
