//! `seal`: what a tax authority says of a receipt.

use comptoir_core::code::Code;
use comptoir_core::receipt::LinkedReceipt;
use comptoir_core::seal::{FiscalSeal, SealStatus};
use comptoir_engine::Refusal;
use comptoir_receipt::json;
use comptoir_words::Label;
use jiff::Timestamp;

use super::owner::as_owner;
use super::{Desk, found};
use crate::args::{SaidStatus, Seal};
use crate::exit::Exit;

pub(super) async fn run(desk: &Desk<'_>, asked: Seal) -> Result<Exit, Refusal> {
    let Seal { payment, authority, status, number, code, qr, counters, time } = asked;
    let time = time.map(|time| time.trim().parse::<Timestamp>()).transpose();
    let time = time.map_err(|_| Refusal::naming(Code::SealInvalid, "field", "time"))?;
    let status = match status {
        SaidStatus::Pending => SealStatus::Pending,
        SaidStatus::Sealed => SealStatus::Sealed,
        SaidStatus::Failed => SealStatus::Failed,
    };
    let seal = FiscalSeal { authority, status, number, code, qr, counters, time, recorded_at: Timestamp::now() };
    let till = desk.silent_till().await?;
    let id = found(&till.engine.ledger(), &payment)?.order.payment_id;
    let linked = as_owner(desk, |pin| till.engine.seal(id, seal.clone(), pin.as_ref()))?;
    let LinkedReceipt { receipt, .. } = &linked;
    desk.screen.either(&json(&linked.clone().into()), || {
        desk.screen.say_label(Label::SealNoted, &[("number", &receipt.number)]);
    });
    Ok(Exit::Done)
}
