//! `refund`: money of a sale that the shop gave back.

use comptoir_core::code::Code;
use comptoir_core::ids::RefundId;
use comptoir_core::refund::{How, LinkedRefund};
use comptoir_engine::ports::Rng;
use comptoir_engine::{AskedRefund, Refusal};
use comptoir_ledger::Reader;
use comptoir_receipt::json;
use comptoir_till::SystemRng;
use comptoir_words::Label;
use jiff::Timestamp;

use super::owner::as_owner;
use super::{Desk, found, printing};
use crate::args::Refund;
use crate::exit::Exit;

pub(super) async fn run(desk: &Desk<'_>, asked: Refund) -> Result<Exit, Refusal> {
    let Refund { payment, amount, operator_reference, reason: why, id, cash: _ } = asked;
    // Known before anything is done, so that the PIN is typed for this one.
    let refund_id = Some(named_or_minted(id.as_deref())?);
    let till = desk.silent_till().await?;
    let payment = found(&till.engine.ledger(), &payment)?.order.payment_id;
    let how = operator_reference.map_or(How::Cash, |reference| How::Operator { reference });
    let linked = as_owner(desk, |pin| {
        let asked = AskedRefund { refund_id, amount: amount.clone(), how: how.clone(), why: why.clone(), pin };
        till.engine.refund(payment, &asked)
    })?;
    printing::print_refund(desk, &till, &linked).await;
    desk.screen.either(&json(&linked.clone().into()), || tell(desk, &linked));
    Ok(Exit::Done)
}

fn tell(desk: &Desk<'_>, linked: &LinkedRefund) {
    let (refund, words) = (&linked.refund, desk.screen.words);
    let (amount, left) = (words.amount(refund.amount), words.sum(refund.left_minor, refund.paid.currency()));
    let data = [("number", &*refund.number), ("amount", &amount), ("receipt", &refund.receipt_number), ("left", &left)];
    desk.screen.say_label(Label::RefundNoted, &data);
}

/// The refund of this id or this number, if there is one.
pub(super) fn refund_of(reader: &Reader, text: &str) -> Result<Option<LinkedRefund>, Refusal> {
    Ok(match text.trim().parse() {
        Ok(id) => reader.refund_of(id)?,
        Err(_) => reader.refund_numbered(text.trim())?,
    })
}

fn named_or_minted(text: Option<&str>) -> Result<RefundId, Refusal> {
    if let Some(text) = text {
        return text.trim().parse().map_err(|_| Code::PaymentIdInvalid.into());
    }
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    Ok(RefundId::minted(Timestamp::now(), &random))
}
