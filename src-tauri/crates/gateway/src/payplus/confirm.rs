//! « Vérification du statut de la requête »: asked by the token of the create call, which only we and the gateway know.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Word};
use comptoir_core::order::Order;
use comptoir_core::payment::Event;

use super::create::token_in;
use super::failure::{self, Outcome};
use super::kept::{Echo, echo};
use super::wire::ConfirmAnswer;
use crate::account::Account;
use crate::call::{digest, http_fault, reported};
use crate::gateway::GatewayError;
use crate::json::{self, Field, told};
use crate::page_address::judged;
use crate::pairs::are_equal;
use crate::transport::Reply;

/// The document's slash before the query is part of it.
pub(super) const PATH: &str = "/pay/v01/redirect/checkout-invoice/confirm/";

/// « Paramètres de l'url »: « contient le token que vous avez recu apres l'envoi de la requete ».
pub(super) const INVOICE_TOKEN: &str = "invoiceToken";

/// A token that no invoice has. Asking about it moves nothing, and the gateway looks at the keys before it looks for the invoice.
pub(super) const NOBODYS_TOKEN: &str = "comptoir";

/// What `reply` says of `order`.
pub(super) fn read(reply: &Reply, account: &Account, order: &Order, hidden: &[&str]) -> Result<Event, Reason> {
    http_fault(reply.status)?;
    let answer: ConfirmAnswer = json::object(&reply.body)?;
    match failure::outcome(answer.response_code.as_ref(), answer.response_text.as_ref())? {
        Outcome::Success => {}
        // « echec » of the question, which says nothing of the payment.
        Outcome::Failure(number) => return Err(failure::of_confirm(number)),
        Outcome::Contradiction(number) => return Err(failure::of_confirm(Some(number))),
    }
    let word = word(answer.status.as_ref(), answer.description.as_ref(), hidden)?;
    Ok(reported(report(answer, word, reply, account, order, hidden)))
}

/// The state word. Both fields may have it, and then both must say the same.
fn word(status: Option<&Field>, description: Option<&Field>, hidden: &[&str]) -> Result<Word, Reason> {
    let (status, description) = (there(status)?, there(description)?);
    let said = |field: &Field| said(field, hidden);
    match (status, description) {
        (Some(field), None) | (None, Some(field)) => Ok(said(field)),
        (Some(one), Some(other)) if said(one) == said(other) => Ok(said(one)),
        (Some(one), Some(other)) => Ok(Word::Unknown(format!("{} / {}", text(one, hidden), text(other, hidden)))),
        (None, None) => Err(Reason::Unreadable),
    }
}

/// A field that may be left empty.
fn there(field: Option<&Field>) -> Result<Option<&Field>, Reason> {
    match field.filter(|field| !is_empty(field)) {
        Some(Field::Strange) => Err(Reason::Unreadable),
        field => Ok(field),
    }
}

fn is_empty(field: &Field) -> bool {
    matches!(field, Field::Text(text) if text.is_empty())
}

fn said(field: &Field, hidden: &[&str]) -> Word {
    let word = match field {
        Field::Text(text) => text.as_str(),
        Field::Whole(_) | Field::Strange => "",
    };
    match word {
        // « transaction en attente de validation »
        "pending" => Word::Pending,
        // « transaction validée »
        "completed" => Word::Paid,
        // « transaction annulée »; without its t in some production answers.
        "notcompleted" | "nocompleted" => Word::Declined,
        _ => Word::Unknown(text(field, hidden)),
    }
}

/// What may be shown of a field, which may be nothing.
fn text(field: &Field, hidden: &[&str]) -> String {
    String::from_iter(field.words(hidden))
}

fn report(answer: ConfirmAnswer, word: Word, reply: &Reply, account: &Account, order: &Order, hidden: &[&str]) -> Report {
    let Echo { reference, difference } = echo([answer.customdata, answer.custom_data], order, hidden);
    let shown = |field: Option<Field>| field.and_then(|field| field.shown(hidden));
    let receipt = match &answer.receipt_url {
        Some(Field::Text(text)) => judged(text, account, hidden).filter(|address| address.starts_with("https://")),
        Some(Field::Whole(_) | Field::Strange) | None => None,
    };
    Report {
        question: Question::ByGatewayReference,
        word,
        reference,
        gateway_reference: told(answer.token.as_ref().filter(|token| !is_empty(token)), |token| token_in(token, hidden)),
        operator_reference: shown(answer.transaction_id),
        amount_minor: amount(answer.montant.as_ref(), answer.amount.as_ref()),
        currency: Told::Nothing,
        environment: Told::Nothing,
        paid_at: shown(answer.date),
        means: answer.operator_name.and_then(|field| field.words(hidden)),
        cause: None,
        receipt_url: receipt,
        seal: None,
        difference,
        digest: digest(&reply.body),
    }
}

/// What was paid, which two fields may say.
fn amount(montant: Option<&Field>, amount: Option<&Field>) -> Told<i64> {
    match (montant, amount) {
        (Some(one), Some(other)) if !are_equal(one, other) => Told::Strange,
        (field, None) | (_, field @ Some(_)) => told(field, Field::whole),
    }
}

/// Whether `reply`, to a question about an invoice that nobody has, proves the keys: that it knows no such invoice is the only
/// answer that does, and only with a status of success or the one that says so too.
pub(super) fn proves(reply: &Reply) -> Result<(), GatewayError> {
    let fault = http_fault(reply.status);
    match fault {
        Ok(()) | Err(Reason::HttpRefused) => {}
        Err(reason) => return Err(GatewayError::Silent(reason)),
    }
    let answer = json::object(&reply.body)
        .and_then(|answer: ConfirmAnswer| failure::outcome(answer.response_code.as_ref(), answer.response_text.as_ref()))
        .map(|outcome| match outcome {
            Outcome::Failure(number) => failure::of_confirm(number),
            Outcome::Success | Outcome::Contradiction(_) => Reason::UnknownWord,
        });
    match answer {
        Ok(Reason::NotKnown) if fault.is_ok() || reply.status == 404 => Ok(()),
        Ok(Reason::KeyRefused) => Err(GatewayError::KeyRefused),
        Ok(reason @ (Reason::NotActivated | Reason::AddressRefused)) => Err(GatewayError::AccountRefused(reason)),
        Ok(_) | Err(_) if reply.status == 401 => Err(GatewayError::KeyRefused),
        Ok(_) | Err(_) if reply.status == 403 => Err(GatewayError::Refused),
        Ok(reason) | Err(reason) => Err(GatewayError::Silent(fault.err().unwrap_or(reason))),
    }
}
