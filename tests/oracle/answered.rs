//! The answer to a question: paid only on the documented pair of words with all that must be equal, and ended only on a documented
//! refusal.

use comptoir_core::evidence::Question;
use comptoir_core::order::{Environment, GatewayKind, Method};
use comptoir_core::payment::Event;
use comptoir_core::state::State;
use comptoir_gateway::Reply;
use futures::executor::block_on;

use super::desk::{AMOUNT, Desk, HELD, payment_id, reference, taken_apart};
use super::read::{Lack, Tree};
use super::{Opener, Outcome, breach};

/// How the SHA-512 of the account's key begins, with which PayDunya seals.
const SEAL: &str = "b4748b543b230471";

pub(super) fn holds(kind: GatewayKind, open: &Opener, bytes: &[u8]) -> Outcome {
    let Some((reply, variation)) = taken_apart(bytes) else { return Ok("nothing") };
    let desk = Desk::of(kind, variation, open, reply.clone());
    let answer = block_on(desk.gateway.ask(&desk.keys, &desk.payment));
    desk.tells_no_key(&format!("{:?}", answer.event))?;
    if !matches!(answer.event, Event::Answered(_) | Event::NotKnown | Event::Unanswered(_)) {
        return breach(format!("a question is not answered by {:?}", answer.event));
    }
    let after = desk.after(&answer.event);
    match after.state {
        State::Paid | State::LatePaid => match is_success(&desk, &reply) {
            Ok(()) => Ok("paid"),
            Err(lack) => breach(format!("paid without a documented success: {lack}")),
        },
        State::Declined | State::Expired => match is_refusal(kind, &reply) {
            Ok(()) => Ok("ended"),
            Err(lack) => breach(format!("ended without a documented refusal: {lack}")),
        },
        State::Held { .. } => Ok("held"),
        State::Pending => Ok(if matches!(answer.event, Event::Answered(_)) { "pending" } else { "nothing" }),
        state => breach(format!("an answer leads to {state:?}")),
    }
}

fn of_success(reply: &Reply) -> Result<Tree, Lack> {
    if (200..300).contains(&reply.status) { Tree::object(&reply.body) } else { Err(format!("HTTP {}", reply.status)) }
}

/// Whether `reply` is what the gateway's document calls a success, about this payment.
fn is_success(desk: &Desk, reply: &Reply) -> Result<(), Lack> {
    let answer = of_success(reply)?;
    let amount = AMOUNT.to_string();
    match desk.account.kind {
        GatewayKind::PaygateGlobal => paygate_global(desk, &answer, &amount),
        GatewayKind::Paydunya => paydunya(desk, &answer, &amount),
        GatewayKind::Cinetpay => cinetpay(&answer, &amount),
        GatewayKind::Payplus => payplus(&answer, &amount),
        GatewayKind::PaiementPro => Err("nobody can be asked".to_owned()),
    }
}

/// Status 0; our reference where it must or does stand; its number where we hold one; the amount where our call did not fix it.
fn paygate_global(desk: &Desk, answer: &Tree, amount: &str) -> Result<(), Lack> {
    answer.must_be_named("status", "0")?;
    if desk.payment.question == Question::ByGatewayReference {
        answer.must_be_named("identifier", reference().as_str())?;
    }
    answer.may_be("identifier", reference().as_str())?;
    if desk.payment.gateway_reference.is_some() {
        answer.may_be("tx_reference", HELD)?;
    }
    if desk.order().method == Method::Page || !desk.payment.amount_bound {
        answer.must_be_named("amount", amount)
    } else {
        answer.may_be("amount", amount)
    }
}

/// « 00 » and « completed », of this token, this mode and this amount; what we had it keep, and its seal, where they stand.
fn paydunya(desk: &Desk, answer: &Tree, amount: &str) -> Result<(), Lack> {
    answer.must_be("response_code", "00")?;
    answer.must_be("status", "completed")?;
    answer.must_be("mode", if desk.order().environment == Environment::Test { "test" } else { "live" })?;
    if let Some(Tree::Text(seal)) = answer.one("hash")?
        && !seal.starts_with(SEAL)
    {
        return Err("another account's seal".to_owned());
    }
    let invoice = answer.one("invoice")?.ok_or("no invoice")?;
    invoice.may_be("token", HELD)?;
    let total = invoice.one("total_amount")?.ok_or("no total")?;
    if !total.is_written(amount) {
        let digits = match total {
            Tree::Whole(total) => Some(*total),
            Tree::Text(total) => total.parse().ok(),
            _ => None,
        };
        invoice.must_be_named("total_amount_without_fees", amount)?;
        digits.filter(|total| *total > AMOUNT).ok_or(format!("the total is {total:?}"))?;
    }
    match answer.one("custom_data")? {
        None => Ok(()),
        Some(Tree::List(list)) if list.is_empty() => Ok(()),
        Some(kept @ Tree::Object(_)) => is_kept(kept, amount),
        Some(other) => Err(format!("custom_data is {other:?}")),
    }
}

/// What we had a gateway keep, as far as it stands there.
fn is_kept(kept: &Tree, amount: &str) -> Result<(), Lack> {
    kept.may_be("reference", reference().as_str())?;
    kept.may_be("payment_id", &payment_id().to_string())?;
    kept.may_be("amount", amount)
}

/// « 00 » and « ACCEPTED », of this amount and currency; the name that we had it keep, where it stands.
fn cinetpay(answer: &Tree, amount: &str) -> Result<(), Lack> {
    answer.must_be("code", "00")?;
    let data = answer.one("data")?.ok_or("no data")?;
    data.must_be("status", "ACCEPTED")?;
    data.must_be("currency", "XOF")?;
    data.must_be_named("amount", amount)?;
    data.may_be("metadata", &payment_id().to_string())
}

/// « 00 » and « completed » in one of two fields, the other empty or the same, and no « Echec » beside it; its amounts and what we had it
/// keep, where they stand.
fn payplus(answer: &Tree, amount: &str) -> Result<(), Lack> {
    answer.must_be("response_code", "00")?;
    if let Some(Tree::Text(text)) = answer.one("response_text")?
        && let Some((_, rest)) = text.split_once("(Code")
        && rest.bytes().take_while(u8::is_ascii_digit).count() == 2
        && rest[2..].starts_with(')')
    {
        return Err(text.clone());
    }
    let mut completed = false;
    for name in ["status", "description"] {
        match answer.one(name)? {
            None => {}
            Some(Tree::Text(word)) if word.is_empty() => {}
            Some(Tree::Text(word)) if word == "completed" => completed = true,
            Some(other) => return Err(format!("{name} is {other:?}")),
        }
    }
    if !completed {
        return Err("nothing says completed".to_owned());
    }
    answer.may_be("montant", amount)?;
    answer.may_be("amount", amount)?;
    match answer.one("token")? {
        Some(Tree::Text(token)) if token.is_empty() => {}
        _ => answer.may_be("token", HELD)?,
    }
    for name in ["customdata", "custom_data"] {
        if let Some(kept) = answer.one(name)? {
            given_back(kept, amount)?;
        }
    }
    Ok(())
}

/// What PayPlus gives back: an object, a list of names and values, a text that holds either, or nothing of each.
fn given_back(kept: &Tree, amount: &str) -> Result<(), Lack> {
    let mut pairs = Vec::new();
    match kept {
        Tree::Text(text) if text.is_empty() => {}
        Tree::Text(text) => return given_back(&serde_json::from_str(text).map_err(|error| error.to_string())?, amount),
        Tree::Object(entries) => pairs.clone_from(entries),
        Tree::List(items) => {
            for item in items {
                pairs.push((
                    item.text("keyof_customdata")?.to_owned(),
                    item.one("valueof_customdata")?.ok_or("no value")?.clone(),
                ));
            }
        }
        other => return Err(format!("given back: {other:?}")),
    }
    pairs.retain(|(_, value)| *value != Tree::Null);
    let all = |name: &str, expected: &str| {
        let mut values = pairs.iter().filter(|(known, _)| known == name).peekable();
        let there = values.peek().is_some();
        if there && values.all(|(_, value)| value.is_written(expected)) {
            Ok(())
        } else {
            Err(format!("{name} was not given back"))
        }
    };
    if pairs.is_empty() {
        return Ok(());
    }
    all("reference", reference().as_str())?;
    all("payment_id", &payment_id().to_string())?;
    all("amount", amount)
}

/// Whether `reply` is what the gateway's document calls the end of a payment.
fn is_refusal(kind: GatewayKind, reply: &Reply) -> Result<(), Lack> {
    let answer = of_success(reply)?;
    let is_one_of =
        |field: Option<&Tree>, words: &[&str]| field.is_some_and(|field| words.iter().any(|word| field.is_written(word)));
    let is_one = match kind {
        GatewayKind::PaygateGlobal => is_one_of(answer.one("status")?, &["4", "6"]),
        GatewayKind::Paydunya => {
            let words = ["cancelled", "canceled", "failed", "fail", "expired"];
            is_one_of(answer.one("response_code")?, &["00"]) && is_one_of(answer.one("status")?, &words)
        }
        GatewayKind::Cinetpay => {
            let status = answer.one("data")?.map(|data| data.one("status")).transpose()?.flatten();
            let codes = ["600", "602", "604", "625", "627"];
            is_one_of(status, &["REFUSED"]) || (status.is_none() && is_one_of(answer.one("code")?, &codes))
        }
        GatewayKind::Payplus => {
            let words = ["notcompleted", "nocompleted"];
            is_one_of(answer.one("response_code")?, &["00"])
                && (is_one_of(answer.one("status")?, &words) || is_one_of(answer.one("description")?, &words))
        }
        GatewayKind::PaiementPro => false,
    };
    if is_one { Ok(()) } else { Err(format!("{answer:?}")) }
}
