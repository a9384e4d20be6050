//! `backup`, `restore` and `recovered`.

use std::path::Path;
use std::time::Duration;

use comptoir_core::code::{Code, Reason};
use comptoir_core::evidence::Word;
use comptoir_core::state::Standing;
use comptoir_engine::{Recovery, Refusal};
use comptoir_ledger::{Contents, Found, Restored};
use comptoir_till::{BackedUp, Copy, SystemRng, Till};
use comptoir_words::Label;
use serde_json::{Value, json};

use super::Desk;
use crate::args::Restore;
use crate::exit::Exit;
use crate::stop::Stop;

pub(super) fn back_up(desk: &Desk<'_>, to: &Path) -> Result<Exit, Refusal> {
    let BackedUp { contents, journalled } = desk.folder()?.back_up(to, &*desk.clock, &SystemRng)?;
    let path = to.display().to_string();
    let object = object_of(&contents, "backup", &path, ("journalled", json!(journalled)));
    desk.screen.either(&object, || {
        let (payments, receipts) = (contents.payments.to_string(), contents.receipts.to_string());
        desk.screen.say_label(Label::BackedUp, &[("path", &path), ("payments", &payments), ("receipts", &receipts)]);
    });
    Ok(Exit::Done)
}

pub(super) async fn restore(desk: &Desk<'_>, asked: Restore) -> Result<Exit, Refusal> {
    let copy = asked.file.map_or(Copy::Newest, Copy::File);
    let folder = desk.folder()?;
    let (path, restored) = match folder.restore(&copy, None, &*desk.clock, &SystemRng).await {
        // What is wrong with the copy is told before anybody types the PIN.
        Err(Refusal { code: Code::PinNeeded, .. }) => {
            let pin = desk.given.pin(desk.screen)?;
            folder.restore(&copy, pin.as_ref(), &*desk.clock, &SystemRng).await?
        }
        other => other?,
    };
    let Restored { contents, set_aside, lock } = restored;
    drop(lock);
    let path = path.display().to_string();
    let set_aside = set_aside.map(|path| path.display().to_string());
    let object = object_of(&contents, "restored", &path, ("set_aside", json!(set_aside)));
    desk.screen.either(&object, || {
        let (payments, receipts) = (contents.payments.to_string(), contents.receipts.to_string());
        desk.screen.say_label(Label::Restored, &[("payments", &payments), ("receipts", &receipts)]);
        if let Some(set_aside) = &set_aside {
            desk.screen.say_label(Label::RestoredSetAside, &[("path", set_aside)]);
        }
        desk.screen.say_label(Label::RestoredWarning, &[]);
        desk.screen.say_label(Label::RestoredNotAsked, &[]);
    });
    search(desk).await
}

/// The recovery scan, until it is over, something stands in its way, or somebody stops it: it goes on with the next `resume`.
async fn search(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let till = desk.silent_till().await?;
    let recovery = tokio::select! {
        biased;
        () = stop.asked() => till.engine.recovery()?,
        outcome = till.engine.recover(Duration::MAX) => match outcome {
            // The copy stands: what cannot be asked now is asked once the keys can be read.
            Err(Refusal { code: Code::KeychainUnavailable, .. }) => Recovery::Open(Some(Reason::KeychainAway)),
            outcome => outcome?,
        },
    };
    tell(desk, &till, recovery)
}

pub(super) fn recovered(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let Some(reader) = desk.reader()? else {
        return Ok(Exit::Done);
    };
    let found = reader.recovered()?;
    list(desk, &found);
    Ok(Exit::Done)
}

fn tell(desk: &Desk<'_>, till: &Till, recovery: Recovery) -> Result<Exit, Refusal> {
    let found = till.engine.ledger().recovered()?;
    list(desk, &found);
    let (state, reason) = match recovery {
        Recovery::NotNeeded | Recovery::Done => ("done", None),
        Recovery::Open(reason) => ("open", reason),
    };
    let object = json!({"kind": "recovery", "state": state, "reason": reason.map(Reason::code), "recovered": found.len()});
    desk.screen.either(&object, || {
        if let Some(reason) = reason {
            desk.screen.say(desk.screen.words.reason(reason));
        }
        let label = if state == "done" { Label::ScanDone } else { Label::ScanOpen };
        desk.screen.say_label(label, &[]);
    });
    let open = till.engine.unsettled()?.into_iter().map(|id| Ok(till.engine.view(id)?.standing.standing() == Standing::Open));
    let any_open = open.collect::<Result<Vec<bool>, Refusal>>()?.contains(&true);
    let without_payment = found.iter().any(|found| found.payment_id.is_none());
    Ok(if state == "open" || any_open || without_payment { Exit::Open } else { Exit::Done })
}

/// Everything that the gateways told of references that the copy does not know.
fn list(desk: &Desk<'_>, found: &[Found]) {
    for found in found {
        desk.screen.either(&object_of_found(found), || {
            let amount =
                found.amount_minor.zip(found.currency).map(|(minor, currency)| desk.screen.money(minor, currency.code()));
            let amount = amount.unwrap_or_else(|| desk.screen.words.label(Label::RecoveredNoAmount).to_owned());
            let mark = desk.screen.mark(found.environment.code());
            desk.screen.say(format!("{}  {amount}  {}  {}{mark}", found.reference, word(&found.word), found.account));
        });
    }
    if !desk.screen.json {
        desk.screen.say_label(if found.is_empty() { Label::RecoveredNone } else { Label::RecoveredToDo }, &[]);
    }
}

/// What a copy holds, with one more field after it.
fn object_of(contents: &Contents, kind: &str, path: &str, (name, value): (&str, Value)) -> Value {
    json!({
        "kind": kind,
        "path": path,
        "payments": contents.payments,
        "receipts": contents.receipts,
        "entries": contents.entries,
        "head": contents.head,
        "epoch": contents.epoch.letter().to_string(),
        "schema_version": contents.schema_version,
        "bytes": contents.bytes,
        (name): value,
    })
}

fn object_of_found(found: &Found) -> Value {
    json!({
        "kind": "recovered",
        "reference": found.reference.as_str(),
        "gateway": found.gateway.code(),
        "account": found.account,
        "environment": found.environment.code(),
        "answer": word(&found.word),
        "amount_minor": found.amount_minor,
        "currency": found.currency.map(|currency| currency.code()),
        "gateway_reference": found.gateway_reference,
        "operator_reference": found.operator_reference,
        "paid_at": found.paid_at,
        "payment_id": found.payment_id.map(|id| id.to_string()),
        "found_at": found.found_at.to_string(),
    })
}

/// The gateway's word, in ours.
const fn word(word: &Word) -> &'static str {
    match word {
        Word::Paid => "paid",
        Word::Pending => "pending",
        Word::Declined => "declined",
        Word::Expired => "expired",
        Word::Unknown(_) => "unknown",
    }
}
