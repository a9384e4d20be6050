//! What every answer says first: « Tous les objets JSON retournés au niveau d'une réponse contiennent au minimum les nœuds
//! response_code et response_text. »

use comptoir_core::code::Reason;

use super::wire::Head;
use crate::call::http_fault;
use crate::json::{self, Field};
use crate::transport::Reply;

/// What the code of an answer comes to. The document has a code for success only; the others were seen in production answers.
#[derive(Clone, Copy)]
pub(super) enum Said {
    /// « Toutes les réponses de succès renvoient un objet JSON contenant un nœud response_code égal à 00. »
    Done,
    /// The keys, or what the account may do, were refused.
    KeysRefused(Reason),
    /// The keys were accepted, and there is no such invoice.
    NotFound,
    /// The account does not hold so much.
    BalanceShort,
    /// No success, for a reason that has no meaning of its own.
    Other,
}

/// What `reply` says, once its HTTP status lets it speak.
pub(super) fn said(reply: &Reply) -> Result<Said, Reason> {
    match http_fault(reply.status) {
        Ok(()) => head(reply),
        // Neither the document nor the field tells with which HTTP status a refusal comes. A success with an error is none.
        Err(Reason::HttpRefused) if (400..500).contains(&reply.status) => match head(reply) {
            Ok(said @ (Said::KeysRefused(_) | Said::BalanceShort)) => Ok(said),
            // With these two it is not an invoice that was not found.
            Ok(Said::NotFound) if !matches!(reply.status, 401 | 403) => Ok(Said::NotFound),
            Ok(Said::Done | Said::NotFound | Said::Other) | Err(_) => Err(Reason::HttpRefused),
        },
        Err(reason) => Err(reason),
    }
}

fn head(reply: &Reply) -> Result<Said, Reason> {
    let head: Head = json::object(&reply.body)?;
    let code = head.response_code.filter(|code| !code.is_strange()).ok_or(Reason::Unreadable)?;
    if matches!(&code, Field::Text(code) if code == "00") {
        return Ok(Said::Done);
    }
    let text = match head.response_text {
        Some(Field::Text(text)) => text.to_lowercase(),
        Some(Field::Whole(_) | Field::Strange) | None => String::new(),
    };
    let mentions = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Ok(match code.whole() {
        // « Invalid Masterkey Specified »: also what right keys of the other mode are told.
        Some(1001) => Said::KeysRefused(Reason::ModeRefused),
        Some(4002) => Said::BalanceShort,
        // The account's owner has papers to hand in first.
        Some(_) | None if mentions(&["kyc"]) => Said::KeysRefused(Reason::NotActivated),
        Some(_) | None if mentions(&["not found", "introuvable", "does not exist", "n'existe pas"]) => Said::NotFound,
        Some(_) | None => Said::Other,
    })
}
