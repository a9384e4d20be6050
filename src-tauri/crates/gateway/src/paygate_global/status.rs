//! « Vérifier l'état d'un Paiement », by the gateway's number and, « Méthode alternative », by our own reference.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Word};
use comptoir_core::payment::Event;

use super::wire::StatusAnswer;
use crate::call::{digest, http_fault, reported};
use crate::json::{self, Field, told};
use crate::transport::Reply;

/// By the gateway's number.
pub(super) const BY_TX_REFERENCE: &str = "/api/v1/status";

/// By our own reference.
pub(super) const BY_IDENTIFIER: &str = "/api/v2/status";

/// What `reply` answers to `question`.
pub(super) fn read(reply: &Reply, question: Question, key: &str) -> Result<Event, Reason> {
    match http_fault(reply.status) {
        Ok(()) => {}
        // The document does not say with which HTTP status a transaction is not known.
        Err(Reason::HttpRefused) if reply.status != 401 => {
            return match json::object(&reply.body).map(|answer: StatusAnswer| fault(&answer)) {
                Ok(Some(Fault::NotKnown)) => Ok(Event::NotKnown),
                Ok(Some(Fault::Other) | None) | Err(_) => Err(Reason::HttpRefused),
            };
        }
        Err(reason) => return Err(reason),
    }
    let answer: StatusAnswer = json::object(&reply.body)?;
    match fault(&answer) {
        Some(Fault::NotKnown) => return Ok(Event::NotKnown),
        Some(Fault::Other) => return Err(Reason::HttpRefused),
        None => {}
    }
    let word = word(answer.status.as_ref().ok_or(Reason::Unreadable)?, key)?;
    Ok(reported(report(&answer, word, question, reply, key)))
}

enum Fault {
    NotKnown,
    Other,
}

/// What an answer without a status complains of. The code of an unknown transaction was seen to be 403; a refused key or place
/// must never pass for one, since an unknown transaction may be sent once more.
fn fault(answer: &StatusAnswer) -> Option<Fault> {
    let code = answer.error_code.as_ref().filter(|code| answer.status.is_none() && !code.is_strange())?;
    Some(if matches!(code.whole(), Some(403 | 404)) { Fault::NotKnown } else { Fault::Other })
}

fn word(status: &Field, key: &str) -> Result<Word, Reason> {
    Ok(match status.whole() {
        // « Paiement réussi avec succès »
        Some(0) => Word::Paid,
        // « En cours »
        Some(2) => Word::Pending,
        // « Expiré »
        Some(4) => Word::Expired,
        // « Annulé »
        Some(6) => Word::Declined,
        None if status.is_strange() => return Err(Reason::Unreadable),
        Some(_) | None => status.unknown(&[key]),
    })
}

fn report(answer: &StatusAnswer, word: Word, question: Question, reply: &Reply, key: &str) -> Report {
    let name = |field: &Field| field.name(&[key]);
    Report {
        question,
        word,
        reference: told(answer.identifier.as_ref(), name),
        gateway_reference: told(answer.tx_reference.as_ref(), name),
        operator_reference: answer.payment_reference.as_ref().and_then(|field| field.shown(&[key])),
        amount_minor: told(answer.amount.as_ref(), Field::whole),
        currency: Told::Nothing,
        environment: Told::Nothing,
        paid_at: answer.datetime.as_ref().and_then(|field| field.shown(&[key])),
        means: answer.payment_method.as_ref().and_then(|field| field.words(&[key])),
        cause: None,
        receipt_url: None,
        seal: None,
        difference: None,
        digest: digest(&reply.body),
    }
}
