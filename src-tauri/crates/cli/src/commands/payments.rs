//! What is done to a payment that is there: `show`, `ask`, `cancel`, `accept`, `resend`, `resume`.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::schedule;
use comptoir_core::state::Standing;
use comptoir_engine::ports::Clock;
use comptoir_engine::{PaymentView, Recovery, Refusal};
use comptoir_till::Till;
use comptoir_words::Label;

use super::printing::print_issued;
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
        () = stop.asked() => return stopped(desk, &till, id).await,
        outcome = till.engine.ask_once(id) => outcome?,
    }
    tell(desk, &till, id).await
}

pub(super) async fn cancel(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let (till, id, _) = at_the_till(desk, which).await?;
    till.engine.cancel(id)?;
    tell(desk, &till, id).await
}

pub(super) async fn accept(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let (till, id, _) = at_the_till(desk, which).await?;
    till.engine.accept(id)?;
    tell(desk, &till, id).await
}

pub(super) async fn resend(desk: &Desk<'_>, which: &str) -> Result<Exit, Refusal> {
    let (till, id, mut stop) = at_the_till(desk, which).await?;
    tokio::select! {
        biased;
        () = stop.asked() => {
            till.engine.let_go(id)?;
            return stopped(desk, &till, id).await;
        }
        outcome = till.engine.resend(id) => outcome?,
    }
    tell(desk, &till, id).await
}

pub(super) async fn resume(desk: &Desk<'_>, wait_seconds: u32) -> Result<Exit, Refusal> {
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let till = desk.silent_till().await?;
    let mut unsettled = till.engine.unsettled()?;
    let until = Duration::from_secs(u64::from(wait_seconds));
    let stopped = tokio::select! {
        biased;
        () = stop.asked() => true,
        outcome = asked_about(desk, &till, until) => {
            outcome?;
            false
        }
    };
    print_issued(desk, &till).await;
    // What a recovery scan has found meanwhile has its line too.
    let found = till.engine.unsettled()?;
    unsettled.extend(found.into_iter().filter(|id| !unsettled.contains(id)).collect::<Vec<_>>());
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
    let searching = matches!(till.engine.recovery()?, Recovery::Open(_));
    if searching {
        desk.screen.warn(desk.screen.words.label(Label::ScanOpen));
    }
    if till.back_up_daily(&desk.clock).is_err() {
        desk.screen.warn(desk.screen.words.label(Label::DailyBackupFailed));
    }
    Ok(if stopped || open > 0 || searching { Exit::Open } else { Exit::Done })
}

/// Asks about what is open, then goes on with a recovery scan, for as long as one round takes or a person waits.
async fn asked_about(desk: &Desk<'_>, till: &Till, until: Duration) -> Result<(), Refusal> {
    let round = until.max(desk.clock.elapsed() + schedule::RESUME);
    let resume = till.engine.resume(until);
    let recover = till.engine.recover(round);
    let (resumed, recovered) = tokio::join!(resume, recover);
    resumed.and(recovered.map(drop))
}

async fn at_the_till(desk: &Desk<'_>, which: &str) -> Result<(Till, PaymentId, Stop), Refusal> {
    let stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let till = desk.silent_till().await?;
    let id = found(&till.engine.ledger(), which)?.order.payment_id;
    Ok((till, id, stop))
}

async fn tell(desk: &Desk<'_>, till: &Till, id: PaymentId) -> Result<Exit, Refusal> {
    print_issued(desk, till).await;
    let view = till.engine.view(id)?;
    desk.screen.payment(&view, &till.engine.ledger().shop()?.zone);
    Ok(view.standing.into())
}

async fn stopped(desk: &Desk<'_>, till: &Till, id: PaymentId) -> Result<Exit, Refusal> {
    tell(desk, till, id).await?;
    Ok(Exit::Open)
}
