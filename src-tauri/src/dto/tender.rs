//! A sale that was settled without a gateway, as the screen shows and asks for it.

use comptoir_core::code::Code;
use comptoir_core::ids::TenderId;
use comptoir_core::printer::Columns;
use comptoir_core::refund::How;
use comptoir_core::tender::LinkedTender;
use comptoir_engine::{AskedLine as OfEngine, Refusal, TenderedSale};
use comptoir_ledger::{Print, TenderSum};
use comptoir_words::Words;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::payment::AskedLine;
use super::{Environment, PrintLine, payment_id};

/// How the money came.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum TenderedBy {
    Cash,
    Operator,
}

impl From<&How> for TenderedBy {
    fn from(how: &How) -> Self {
        match how {
            How::Cash => Self::Cash,
            How::Operator { .. } => Self::Operator,
        }
    }
}

/// A tender as it is typed. It comes from the window and never goes back.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AskedTender {
    pub(crate) tender_id: String,
    /// The sale of this payment, in place of a new one.
    pub(crate) of: Option<String>,
    /// Of a new sale.
    pub(crate) amount: String,
    pub(crate) lines: Vec<AskedLine>,
    pub(crate) by: TenderedBy,
    /// The operator's own number of what came in elsewhere.
    pub(crate) operator_reference: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) accept_double: bool,
    #[cfg_attr(test, ts(type = "string | null"))]
    pub(crate) pin: Option<SecretString>,
}

impl AskedTender {
    /// # Errors
    /// `payment_id_invalid`.
    pub(crate) fn read(self) -> Result<comptoir_engine::AskedTender, Refusal> {
        let how = match self.by {
            TenderedBy::Cash => How::Cash,
            TenderedBy::Operator => How::Operator { reference: self.operator_reference.unwrap_or_default() },
        };
        let sale = match self.of {
            Some(id) => TenderedSale::Of(payment_id(&id)?),
            None => TenderedSale::New { amount: self.amount, lines: self.lines.into_iter().map(OfEngine::from).collect() },
        };
        Ok(comptoir_engine::AskedTender {
            tender_id: Some(tender_id(&self.tender_id)?),
            sale,
            how,
            note: self.note,
            accept_double: self.accept_double,
            pin: self.pin,
        })
    }
}

/// # Errors
/// `payment_id_invalid`.
pub(crate) fn tender_id(text: &str) -> Result<TenderId, Refusal> {
    text.parse().map_err(|_| Code::PaymentIdInvalid.into())
}

/// A tender as it was noted, with its paper.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct TenderView {
    pub(crate) tender_id: String,
    pub(crate) sale_id: String,
    pub(crate) number: String,
    pub(crate) tendered_at: String,
    pub(crate) amount_minor: i64,
    pub(crate) currency: &'static str,
    pub(crate) by: TenderedBy,
    pub(crate) operator_reference: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) environment: Environment,
    /// Its paper on 32 columns.
    pub(crate) narrow: String,
    /// What was printed of it, first to last.
    pub(crate) prints: Vec<PrintLine>,
}

impl TenderView {
    pub(crate) fn of(linked: &LinkedTender, prints: Vec<Print>, words: Words) -> Self {
        let tender = &linked.tender;
        Self {
            tender_id: tender.tender_id.to_string(),
            sale_id: tender.sale_id.to_string(),
            number: tender.number.clone(),
            tendered_at: tender.tendered_at.to_string(),
            amount_minor: tender.amount.minor(),
            currency: tender.amount.currency().code(),
            by: (&tender.how).into(),
            operator_reference: tender.how.operator_reference().map(str::to_owned),
            note: tender.note.clone(),
            environment: tender.environment.into(),
            narrow: comptoir_receipt::text(&linked.clone().into(), Columns::Narrow, None, words),
            prints: prints.into_iter().map(PrintLine::from).collect(),
        }
    }
}

/// What was settled without a gateway, in one currency and one way.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct TenderedSum {
    pub(crate) currency: &'static str,
    pub(crate) by: TenderedBy,
    pub(crate) count: u32,
    pub(crate) amount_minor: i64,
}

impl From<TenderSum> for TenderedSum {
    fn from(sum: TenderSum) -> Self {
        Self {
            currency: sum.currency.code(),
            by: if sum.cash { TenderedBy::Cash } else { TenderedBy::Operator },
            count: u32::try_from(sum.count).unwrap_or(u32::MAX),
            amount_minor: sum.minor,
        }
    }
}

/// The sales of some days that were settled without a gateway, the newest first, and their sums.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Tenders {
    pub(crate) tenders: Vec<TenderView>,
    pub(crate) sums: Vec<TenderedSum>,
}
