//! What only the owner does: `owner set-pin`, `settle`, `payout`. And `customer forget`.

use comptoir_core::code::Code;
use comptoir_core::ids::PayoutId;
use comptoir_core::payment::Decision;
use comptoir_core::payout::{Payout as Sent, PayoutState};
use comptoir_engine::{AskedPayout, AskedSettlement, Refusal};
use comptoir_words::Label;
use serde_json::json;

use super::{Desk, found};
use crate::args::{CustomerCommand, Decided, OwnerCommand, Payout, Settle};
use crate::exit::Exit;
use crate::input;
use crate::stop::Stop;

pub(super) async fn run(desk: &Desk<'_>, command: OwnerCommand) -> Result<Exit, Refusal> {
    match command {
        OwnerCommand::SetPin => set_pin(desk).await,
    }
}

async fn set_pin(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    if desk.options.training {
        return Err(Code::TrainingOnly.into());
    }
    let till = desk.silent_till().await?;
    let (old, new) = input::new_pin(till.engine.owner_pin_is_set()?, desk.screen)?;
    till.engine.set_owner_pin(old.as_ref(), &new)?;
    desk.screen.either(&json!({"kind": "owner_pin_set"}), || desk.screen.say_label(Label::PinSet, &[]));
    Ok(Exit::Done)
}

pub(super) async fn customer(desk: &Desk<'_>, command: CustomerCommand) -> Result<Exit, Refusal> {
    let CustomerCommand::Forget { phone } = command;
    let till = desk.silent_till().await?;
    let forgotten = till.engine.forget_customer(&phone)?;
    desk.screen.either(&json!({"kind": "customer_forgotten", "forgotten": forgotten}), || {
        let label = if forgotten { Label::CustomerForgotten } else { Label::CustomerNotKnown };
        desk.screen.say_label(label, &[]);
    });
    Ok(Exit::Done)
}

pub(super) async fn settle(desk: &Desk<'_>, settle: Settle) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    let pin = if desk.options.training { None } else { input::pin(desk.screen)? };
    let payout = match payout_id(&settle.payment) {
        Some(id) => till.engine.ledger().payout(id)?,
        None => None,
    };
    if let Some(payout) = payout {
        let paid = match settle.decision {
            Decided::Paid => true,
            Decided::Unpaid => false,
            Decided::Refunded => return Err(Code::NotSettleable.into()),
        };
        let settled = till.engine.settle_payout(payout.payout_id, paid, &settle.reason, pin.as_ref())?;
        return Ok(tell(desk, &settled));
    }
    let id = found(&till.engine.ledger(), &settle.payment)?.order.payment_id;
    let decision = match settle.decision {
        Decided::Paid => Decision::Paid,
        Decided::Unpaid => Decision::Unpaid,
        Decided::Refunded => Decision::Refunded,
    };
    let asked = AskedSettlement { decision, why: settle.reason, operator_reference: settle.operator_reference, pin };
    till.engine.settle_by_hand(id, &asked)?;
    let view = till.engine.view(id)?;
    desk.screen.payment(&view, &till.engine.ledger().shop()?.zone);
    Ok(view.standing.into())
}

pub(super) async fn pay_out(desk: &Desk<'_>, payout: Payout) -> Result<Exit, Refusal> {
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let payout_id = match &payout.payout_id {
        Some(text) => Some(payout_id(text).ok_or(Code::PaymentIdInvalid)?),
        None => None,
    };
    let till = desk.silent_till().await?;
    let pin = if desk.options.training { None } else { input::pin(desk.screen)? };
    let Payout { account, amount, to, reason: why, .. } = payout;
    let asked = AskedPayout { payout_id, account, amount, to, why, pin };
    tokio::select! {
        biased;
        // What is under way is on disk, and is found to be without a known outcome at the next start.
        () = stop.asked() => Ok(Exit::Open),
        outcome = till.engine.pay_out(&asked) => Ok(tell(desk, &outcome?)),
    }
}

fn payout_id(text: &str) -> Option<PayoutId> {
    text.trim().parse().ok()
}

/// The payout as it stands, and what the program ends with.
fn tell(desk: &Desk<'_>, payout: &Sent) -> Exit {
    let object = json!({
        "kind": "payout",
        "payout_id": payout.payout_id.to_string(),
        "gateway": payout.gateway.code(),
        "account": payout.account,
        "payee": payout.payee,
        "amount_minor": payout.amount.minor(),
        "currency": payout.amount.currency().code(),
        "why": payout.why,
        "environment": payout.environment.code(),
        "state": payout.state.code(),
        "reason": payout.reason.map(|reason| reason.code()),
        "gateway_reference": payout.gateway_reference,
        "money_at_risk": payout.state.money_at_risk().code(),
        "created_at": payout.created_at.to_string(),
        "updated_at": payout.updated_at.to_string(),
    });
    let (label, exit) = match payout.state {
        PayoutState::Done => (Label::PayoutDone, Exit::Done),
        PayoutState::SettledPaid => (Label::PayoutSettledPaid, Exit::Done),
        PayoutState::SettledUnpaid => (Label::PayoutSettledUnpaid, Exit::NotPaid),
        PayoutState::Refused => (Label::PayoutRefused, Exit::NotPaid),
        PayoutState::Unsent => (Label::PayoutUnsent, Exit::NotPaid),
        PayoutState::Sending | PayoutState::Unknown => (Label::PayoutUnknown, Exit::Open),
    };
    desk.screen.either(&object, || {
        let amount = desk.screen.words.amount(payout.amount);
        let payout_id = payout.payout_id.to_string();
        desk.screen.say_label(label, &[("amount", &amount), ("payee", &payout.payee), ("payout", &payout_id)]);
        if let Some(reason) = payout.reason {
            desk.screen.say(desk.screen.words.reason(reason));
        }
    });
    exit
}
