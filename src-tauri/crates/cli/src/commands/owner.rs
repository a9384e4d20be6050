//! What only the owner does: `owner set-pin`, `settle`, `payout`. And `payouts`, `customer forget`.

use comptoir_core::code::Code;
use comptoir_core::ids::PayoutId;
use comptoir_core::payment::Decision;
use comptoir_core::payout::{Payout as Sent, PayoutState};
use comptoir_engine::ports::Rng;
use comptoir_engine::{AskedPayout, AskedSettlement, Refusal};
use comptoir_ledger::Reader;
use comptoir_till::SystemRng;
use comptoir_words::Label;
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::json;

use super::printing::print_issued;
use super::{Desk, found, zone};
use crate::args::{CustomerCommand, Decided, OwnerCommand, Payout, Settle};
use crate::exit::Exit;
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
    let (old, new) = desk.given.owner_pins(till.engine.owner_pin_is_set()?, desk.screen)?;
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
    let engine = &till.engine;
    // On a line of its own: settling takes the ledger again.
    let payout = payout_of(&engine.ledger(), &settle.payment)?;
    if let Some(payout) = payout {
        let paid = match settle.decision {
            Decided::Paid => true,
            Decided::Unpaid => false,
            Decided::Refunded => return Err(Refusal::from(Code::Usage).with("detail", "--as : paid | unpaid")),
        };
        let settled = as_owner(desk, |pin| engine.settle_payout(payout.payout_id, paid, &settle.reason, pin.as_ref()))?;
        return Ok(tell(desk, &settled));
    }
    let id = found(&engine.ledger(), &settle.payment)?.order.payment_id;
    let decision = match settle.decision {
        Decided::Paid => Decision::Paid,
        Decided::Unpaid => Decision::Unpaid,
        Decided::Refunded => Decision::Refunded,
    };
    let Settle { reason: why, operator_reference, .. } = settle;
    as_owner(desk, |pin| {
        let asked = AskedSettlement { decision, why: why.clone(), operator_reference: operator_reference.clone(), pin };
        engine.settle_by_hand(id, &asked)
    })?;
    print_issued(desk, &till).await;
    let view = engine.view(id)?;
    desk.screen.payment(&view, &engine.ledger().shop()?.zone);
    Ok(view.standing.into())
}

pub(super) async fn pay_out(desk: &Desk<'_>, payout: Payout) -> Result<Exit, Refusal> {
    let id = named_or_minted(payout.payout_id.as_deref())?;
    let till = desk.silent_till().await?;
    let Payout { account, amount, to, reason: why, .. } = payout;
    let asked = AskedPayout { payout_id: Some(id), account, amount, to, why, pin: None };
    let asked = if desk.options.training {
        asked
    } else {
        // Without the PIN nothing is sent: whatever else is missing is told before somebody types it.
        match till.engine.pay_out(&asked).await {
            Err(refusal) if needs_owner(&refusal) => AskedPayout { pin: desk.given.pin(desk.screen)?, ..asked },
            known => return Ok(tell(desk, &known?)),
        }
    };
    // Not before: somebody at the prompt must be able to leave it.
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    tokio::select! {
        biased;
        () = stop.asked() => {}
        outcome = till.engine.pay_out(&asked) => return Ok(tell(desk, &outcome?)),
    }
    // What is under way is on disk, and has no known outcome.
    if let Some(payout) = till.engine.ledger().payout(id)? {
        tell(desk, &payout);
    }
    Ok(Exit::Open)
}

/// The payouts, newest first; `open`: those whose outcome nobody knows.
pub(super) fn payouts(desk: &Desk<'_>, open: bool) -> Result<Exit, Refusal> {
    let reader = desk.reader()?;
    let zone = zone(reader.as_ref())?;
    let payouts = match &reader {
        Some(reader) => reader.payouts(open)?,
        None => Vec::new(),
    };
    for payout in &payouts {
        if !desk.screen.json {
            desk.screen.say(desk.screen.time(&payout.created_at.to_string(), &zone));
        }
        tell(desk, payout);
    }
    if payouts.is_empty() && !desk.screen.json {
        desk.screen.say_label(if open { Label::NoPayoutOpen } else { Label::NoPayout }, &[]);
    }
    Ok(Exit::Done)
}

/// Does what only the owner may do. The PIN is asked for once nothing else is missing, and never in training.
pub(super) fn as_owner<T>(desk: &Desk<'_>, act: impl Fn(Option<SecretString>) -> Result<T, Refusal>) -> Result<T, Refusal> {
    match act(None) {
        Err(refusal) if needs_owner(&refusal) => act(desk.given.pin(desk.screen)?),
        other => other,
    }
}

/// Whether the owner's PIN lets through what was refused: nobody has the till, or somebody without the right.
pub(super) const fn needs_owner(refusal: &Refusal) -> bool {
    matches!(refusal.code, Code::PinNeeded | Code::TillLocked | Code::RightNeeded)
}

/// The payout's name, known before anything is done, so that it can be told whatever happens.
fn named_or_minted(text: Option<&str>) -> Result<PayoutId, Refusal> {
    if let Some(text) = text {
        return payout_id(text).ok_or_else(|| Code::PaymentIdInvalid.into());
    }
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    Ok(PayoutId::minted(Timestamp::now(), &random))
}

/// The payout of this id, if there is one.
pub(super) fn payout_of(reader: &Reader, text: &str) -> Result<Option<Sent>, Refusal> {
    Ok(match payout_id(text) {
        Some(id) => reader.payout(id)?,
        None => None,
    })
}

fn payout_id(text: &str) -> Option<PayoutId> {
    text.trim().parse().ok()
}

/// Tells the payout as it stands, and what the program ends with.
pub(super) fn tell(desk: &Desk<'_>, payout: &Sent) -> Exit {
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
        "settled_why": payout.settled_why,
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
