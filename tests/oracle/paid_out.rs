//! The reply to a payout: done only on a documented success with its number, refused only where nothing can have moved.

use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::GatewayKind;
use comptoir_core::phone::PayerNumber;
use comptoir_gateway::{PaidOut, Reply};
use futures::executor::block_on;

use super::created::is_of_the_keys;
use super::desk::{Desk, taken_apart};
use super::read::{Lack, Tree};
use super::{Opener, Outcome, breach};

pub(super) fn holds(open: &Opener, bytes: &[u8]) -> Outcome {
    let Some((reply, variation)) = taken_apart(bytes) else { return Ok("nothing") };
    let desk = Desk::of(GatewayKind::Paydunya, variation, open, reply.clone());
    let to = PayerNumber::as_typed("771111111").unwrap();
    let amount = Amount::new(4_500, Currency::Xof).unwrap();
    let out = block_on(desk.gateway.pay_out(&desk.keys, &to, amount));
    desk.tells_no_key(&format!("{out:?}"))?;
    match &out {
        PaidOut::Done { gateway_reference } => match is_success(&reply, gateway_reference.as_deref()) {
            Ok(()) => Ok("paid_out"),
            Err(lack) => breach(format!("paid out without a documented success: {lack}")),
        },
        PaidOut::Refused(_) => match is_refusal(&reply) {
            Ok(true) => Ok("refused"),
            Ok(false) => breach("refused, though money may have moved"),
            Err(lack) => breach(format!("refused without a documented refusal: {lack}")),
        },
        PaidOut::Unknown(_) => Ok("nothing"),
        PaidOut::NotSent(_) => breach("a payout that was answered was sent"),
    }
}

fn is_success(reply: &Reply, number: Option<&str>) -> Result<(), Lack> {
    if !(200..300).contains(&reply.status) {
        return Err(format!("HTTP {}", reply.status));
    }
    let answer = Tree::object(&reply.body)?;
    answer.must_be("response_code", "00")?;
    answer.must_be_named("transaction_id", number.ok_or("no number")?)
}

/// The keys were refused, or the account does not hold so much.
fn is_refusal(reply: &Reply) -> Result<bool, Lack> {
    if reply.status >= 500 || reply.status == 429 || (300..400).contains(&reply.status) {
        return Ok(false);
    }
    let answer = Tree::object(&reply.body)?;
    let code = answer.one("response_code")?.ok_or("no code")?;
    Ok(is_of_the_keys(&answer)? || code.is_written("4002"))
}
