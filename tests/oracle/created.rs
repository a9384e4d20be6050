//! The reply to a create call: the customer is being asked only on a documented success with its number, and a payment is refused only on a
//! documented refusal. A page is one that may be shown.

use comptoir_core::order::GatewayKind;
use comptoir_core::payment::Event;
use comptoir_gateway::Reply;
use futures::executor::block_on;

use super::desk::{Desk, Variation, taken_apart};
use super::page::is_sound;
use super::read::{Lack, Tree};
use super::{Opener, Outcome, breach};

pub(super) fn holds(kind: GatewayKind, open: &Opener, bytes: &[u8]) -> Outcome {
    let Some((reply, variation)) = taken_apart(bytes) else { return Ok("nothing") };
    // PayGateGlobal's page needs no create call.
    let variation = Variation { first: variation.first && kind != GatewayKind::PaygateGlobal, ..variation };
    let desk = Desk::of(kind, variation, open, reply.clone());
    let event = block_on(desk.gateway.create(&desk.keys, &desk.bill()));
    desk.tells_no_key(&format!("{event:?}"))?;
    match &event {
        Event::Created { gateway_reference, page_url } => {
            if let Err(lack) = is_success(kind, &reply, gateway_reference) {
                return breach(format!("created without a documented success: {lack}"));
            }
            match (page_url, kind) {
                (Some(page), _) => is_sound(page, &desk)?,
                (None, GatewayKind::PaygateGlobal) => {}
                (None, _) => return breach("created without the page"),
            }
            Ok("created")
        }
        Event::CreateRefused(_) => match is_refusal(kind, &reply) {
            Ok(()) => Ok("refused"),
            Err(lack) => breach(format!("refused without a documented refusal: {lack}")),
        },
        Event::ReferenceKnown => match knows(kind, &reply) {
            Ok(()) => Ok("known"),
            Err(lack) => breach(format!("known without the documented word: {lack}")),
        },
        Event::CreateUnanswered(_) => Ok("nothing"),
        other => breach(format!("a create call that was answered is not {other:?}")),
    }
}

fn of_success(reply: &Reply) -> Result<Tree, Lack> {
    if (200..300).contains(&reply.status) { Tree::object(&reply.body) } else { Err(format!("HTTP {}", reply.status)) }
}

/// Whether `reply` is what the document calls a success of this number.
fn is_success(kind: GatewayKind, reply: &Reply, number: &str) -> Result<(), Lack> {
    let answer = of_success(reply)?;
    match kind {
        GatewayKind::PaygateGlobal => {
            answer.must_be_named("status", "0")?;
            answer.must_be_named("tx_reference", number)
        }
        GatewayKind::Paydunya => {
            answer.must_be("response_code", "00")?;
            answer.text("response_text")?;
            answer.must_be_named("token", number)
        }
        GatewayKind::Cinetpay => {
            answer.must_be_named("code", "201")?;
            let data = answer.one("data")?.ok_or("no data")?;
            data.text("payment_url")?;
            data.must_be("payment_token", number)
        }
        GatewayKind::Payplus => {
            answer.must_be("response_code", "00")?;
            answer.text("response_text")?;
            answer.must_be_named("token", number)
        }
        GatewayKind::PaiementPro => {
            answer.text("url")?;
            match answer.one("success")? {
                Some(Tree::Bool(true)) => Ok(()),
                other => Err(format!("success is {other:?}")),
            }
        }
    }
}

/// Whether `reply` is what the document calls a refusal. Its code may stand beside an HTTP status that refuses too.
fn is_refusal(kind: GatewayKind, reply: &Reply) -> Result<(), Lack> {
    if reply.status >= 500 || reply.status == 429 || (300..400).contains(&reply.status) {
        return Err(format!("HTTP {}", reply.status));
    }
    let answer = Tree::object(&reply.body)?;
    let is = |name: &str, words: &[&str]| {
        answer.one(name).map(|field| field.is_some_and(|field| words.iter().any(|word| field.is_written(word))))
    };
    let refused = match kind {
        GatewayKind::PaygateGlobal => reply.status < 300 && is("status", &["2", "4"])?,
        GatewayKind::Paydunya => is_of_the_keys(&answer)?,
        GatewayKind::Cinetpay => is("code", &["608", "609", "613"])?,
        GatewayKind::Payplus => reply.status < 300 && answer.one("response_code")?.is_some() && !is("response_code", &["00"])?,
        GatewayKind::PaiementPro => reply.status < 300 && answer.one("success")? == Some(&Tree::Bool(false)),
    };
    if refused { Ok(()) } else { Err(format!("{answer:?}")) }
}

/// PayDunya's refusal of the keys or of what the account may do.
pub(super) fn is_of_the_keys(answer: &Tree) -> Result<bool, Lack> {
    let code = answer.one("response_code")?.ok_or("no code")?;
    let text = match answer.one("response_text")? {
        Some(Tree::Text(text)) => text.to_lowercase(),
        Some(_) | None => String::new(),
    };
    Ok(code.is_written("1001") || (!code.is_written("00") && text.contains("kyc")))
}

/// Whether `reply` says that the reference was used before.
fn knows(kind: GatewayKind, reply: &Reply) -> Result<(), Lack> {
    let answer = of_success(reply)?;
    match kind {
        GatewayKind::PaygateGlobal => answer.must_be_named("status", "6"),
        GatewayKind::PaiementPro if answer.one("success")? == Some(&Tree::Bool(false)) => answer.text("message").map(drop),
        GatewayKind::PaiementPro | GatewayKind::Paydunya | GatewayKind::Cinetpay | GatewayKind::Payplus => {
            Err(format!("{answer:?}"))
        }
    }
}
