//! What is done to a payment that is there: `show`, `ask`, `cancel`, `accept`, `resend`, `resume`.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::state::Standing;
use comptoir_engine::{PaymentView, Refusal};
use comptoir_till::Till;
use comptoir_words::Label;

use super::{Desk, found, owner, zone};
use crate::exit::Exit;
use crate::stop::Stop;

pub(super) fn show(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::PaymentUnknown)?;
    if let Some(payout) = owner::payout_of(&reader, which)? {
        return Ok(owner::tell(desk, &payout));
    }
    let payment = found(&reader, which)?;
    let view = PaymentView::of(&reader, &payment)?;
    desk.screen.payment(&view, &zone(Some(&reader))?);
    Ok(payment.state.into())
}

pub(super) async fn ask(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let (till, id, mut stop) = at_the_till(desk, which).await?;
    tokio::select! {
        biased;
        () = stop.asked() => return stopped(desk, &till, id),
        outcome = till.engine.ask_once(id) => outcome?,
    }
    tell(desk, &till, id)
}

pub(super) async fn cancel(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let (till, id, _) = at_the_till(desk, which).await?;
    till.engine.cancel(id)?;
    tell(desk, &till, id)
}

pub(super) async fn accept(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let (till, id, _) = at_the_till(desk, which).await?;
    till.engine.accept(id)?;
    tell(desk, &till, id)
}

pub(super) async fn resend(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let (till, id, mut stop) = at_the_till(desk, which).await?;
    tokio::select! {
        biased;
        () = stop.asked() => {
            till.engine.let_go(id)?;
            return stopped(desk, &till, id);
        }
        outcome = till.engine.resend(id) => outcome?,
    }
    tell(desk, &till, id)
}

pub(super) async fn resume(desk: &Desk<'_>, wait_seconds: u32) -> Result<Exit, Refusal> {
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let till = desk.silent_till().await?;
    let unsettled = till.engine.unsettled()?;
    let stopped = tokio::select! {
        biased;
        () = stop.asked() => true,
        outcome = till.engine.resume(Duration::from_secs(u64::from(wait_seconds))) => {
            outcome?;
            false
        }
    };
    let mut open = 0usize;
    for id in unsettled {
        let view = till.engine.view(id)?;
        open += usize::from(view.standing.standing() == Standing::Open);
        desk.screen.payment_line(&view);
    }
    if !desk.screen.json {
        match open {
            0 => desk.screen.say_label(Label::AllSettled, &[]),
            open => desk.screen.say_label(Label::StillOpen, &[("count", &open.to_string())]),
        }
    }
    Ok(if stopped || open > 0 { Exit::Open } else { Exit::Done })
}

async fn at_the_till(desk: &Desk<'_>, which: &str) -> Result<(Till, PaymentId, Stop), Refusal> {
    let stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let till = desk.silent_till().await?;
    let id = found(&till.engine.ledger(), which)?.order.payment_id;
    Ok((till, id, stop))
}

fn tell(desk: &Desk<'_>, till: &Till, id: PaymentId) -> Result<Exit, Refusal> {
    let view = till.engine.view(id)?;
    desk.screen.payment(&view, &till.engine.ledger().shop()?.zone);
    Ok(view.standing.into())
}

fn stopped(desk: &Desk<'_>, till: &Till, id: PaymentId) -> Result<Exit, Refusal> {
    tell(desk, till, id)?;
    Ok(Exit::Open)
}
