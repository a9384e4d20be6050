//! « État de paiement »: how the payment with this token stands.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Word};
use comptoir_core::order::{Environment, Order};
use comptoir_core::payment::Event;

use super::nested::Nested;
use super::said::{Said, said};
use super::wire::{ConfirmAnswer, Echo, InvoiceEcho, token};
use super::{francs, seal};
use crate::account::{Account, Keys};
use crate::call::{digest, reported};
use crate::gateway::GatewayError;
use crate::json::{self, Field, told};
use crate::notification::Seal;
use crate::page_address::judged;
use crate::transport::Reply;

/// The token follows.
pub(super) const PATH: &str = "/checkout-invoice/confirm";

/// A token that no invoice has: what is answered to it tells whether the keys are accepted.
pub(super) const INVENTED: &str = "comptoir-account-test";

/// Who asks, about what.
pub(super) struct Asker<'a> {
    pub(super) account: &'a Account,
    /// The mode of the account, as the gateway writes it.
    pub(super) mode: &'static str,
    pub(super) keys: &'a Keys,
    pub(super) order: &'a Order,
}

impl Asker<'_> {
    /// What `reply` answers.
    pub(super) fn read(&self, reply: &Reply) -> Result<Event, Reason> {
        match said(reply)? {
            Said::Done => {}
            Said::NotFound => return Ok(Event::NotKnown),
            Said::KeysRefused(reason) => return Err(reason),
            Said::BalanceShort | Said::Other => return Err(Reason::UnknownWord),
        }
        let answer: ConfirmAnswer = json::object(&reply.body)?;
        let state = answer.status.as_ref().filter(|status| !status.is_strange()).ok_or(Reason::Unreadable)?;
        Ok(reported(self.report(&answer, state, reply)))
    }

    fn report(&self, answer: &ConfirmAnswer, state: &Field, reply: &Reply) -> Report {
        let hidden = self.keys.hidden();
        let (word, cause) = self.word(state, answer.fail_reason.as_ref());
        let (gateway_reference, amount_minor) = match Nested::told(answer.invoice.as_ref()) {
            Told::That(invoice) => (told(invoice.token.as_ref(), |field| token(field, self.keys)), self.amount(invoice)),
            Told::Nothing => (Told::Nothing, Told::Nothing),
            Told::Strange => (Told::Strange, Told::Strange),
        };
        let (reference, difference) = match Nested::told(answer.custom_data.as_ref()) {
            Told::That(echo) => (told(echo.reference.as_ref(), |field| field.name(&hidden)), self.difference(echo)),
            Told::Nothing => (Told::Nothing, None),
            Told::Strange => (Told::Strange, None),
        };
        let is_anothers = seal::judged(&answer.hash, self.keys) == Seal::Differs;
        Report {
            question: Question::ByGatewayReference,
            word,
            reference,
            gateway_reference,
            operator_reference: answer.provider_reference.as_ref().and_then(|field| field.shown(&hidden)),
            amount_minor,
            currency: Told::Nothing,
            environment: told(answer.mode.as_ref(), |field| self.environment(field)),
            paid_at: None,
            means: Nested::told(answer.customer.as_ref())
                .value()
                .and_then(|customer| customer.payment_method.as_ref()?.words(&hidden))
                .map(|means| means.to_lowercase().replace('_', "-")),
            cause,
            difference: if is_anothers { Some(Reason::MerchantDiffers) } else { difference },
            receipt_url: answer.receipt_url.as_ref().and_then(|field| self.receipt(field)),
            seal: None,
            digest: digest(&reply.body),
        }
    }

    /// The state word, and the cause where it has one.
    fn word(&self, state: &Field, fail_reason: Option<&Field>) -> (Word, Option<Reason>) {
        let Field::Text(text) = state else {
            return (state.unknown(&self.keys.hidden()), None);
        };
        match text.as_str() {
            "completed" => (Word::Paid, None),
            "pending" => (Word::Pending, None),
            // The document writes it with two l; integrators have seen it with one.
            "cancelled" | "canceled" => (Word::Declined, Some(Reason::CancelledByPayer)),
            "failed" | "fail" => {
                let cancelled = matches!(fail_reason, Some(Field::Text(reason)) if reason == "Payment cancelled by customer");
                (Word::Declined, cancelled.then_some(Reason::CancelledByPayer))
            }
            "expired" => (Word::Expired, None),
            _ => (state.unknown(&self.keys.hidden()), None),
        }
    }

    /// What was paid for the sale. Where the customer bears the fees, the total has them too.
    fn amount(&self, invoice: &InvoiceEcho) -> Told<i64> {
        let total = told(invoice.total_amount.as_ref(), Field::whole);
        let without_fees = told(invoice.total_amount_without_fees.as_ref(), Field::whole);
        match (&total, without_fees) {
            (Told::That(total), Told::That(sale)) if Some(sale) == francs(self.order.amount) && *total >= sale => {
                Told::That(sale)
            }
            (Told::That(_) | Told::Nothing | Told::Strange, _) => total,
        }
    }

    /// The environment of the account, where the answer is of its mode; whatever else the answer says is not ours.
    fn environment(&self, mode: &Field) -> Option<Environment> {
        matches!(mode, Field::Text(mode) if mode == self.mode).then(|| self.account.environment())
    }

    /// In what the echo of our own data differs, besides the reference.
    fn difference(&self, echo: &Echo) -> Option<Reason> {
        let payment_id = told(echo.payment_id.as_ref(), |field| field.name(&self.keys.hidden()));
        let amount = told(echo.amount.as_ref(), Field::whole);
        if !is_absent_or(&payment_id, &self.order.payment_id.to_string()) {
            return Some(Reason::ReferenceDiffers);
        }
        (!is_absent_or(&amount, &self.order.amount.minor())).then_some(Reason::AmountDiffers)
    }

    /// The receipt's address, if it is the gateway's own.
    fn receipt(&self, field: &Field) -> Option<String> {
        let Field::Text(address) = field else { return None };
        judged(address, self.account, &self.keys.hidden()).filter(|address| address.starts_with("https://"))
    }
}

fn is_absent_or<T: PartialEq>(echo: &Told<T>, sent: &T) -> bool {
    match echo {
        Told::Nothing => true,
        Told::That(echo) => echo == sent,
        Told::Strange => false,
    }
}

/// Whether the answer to an invented token proves the keys.
pub(super) fn proves(reply: &Reply) -> Result<(), GatewayError> {
    match said(reply) {
        Ok(Said::Done | Said::NotFound) => Ok(()),
        Ok(Said::KeysRefused(reason)) => Err(GatewayError::AccountRefused(reason)),
        Ok(Said::BalanceShort | Said::Other) => Err(GatewayError::Silent(Reason::UnknownWord)),
        Err(Reason::HttpRefused) if matches!(reply.status, 401 | 403) => Err(GatewayError::Refused),
        Err(reason) => Err(GatewayError::Silent(reason)),
    }
}
