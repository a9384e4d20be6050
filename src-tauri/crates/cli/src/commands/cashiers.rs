//! `cashier add | list | rename | set-pin | rights | off | on`: whom the owner lets take the till.

use std::collections::BTreeSet;

use comptoir_core::code::Code;
use comptoir_core::people::{Cashier, OWNER, Right};
use comptoir_engine::{CashierChange, Refusal};
use comptoir_ledger::Reader;
use comptoir_words::Label;
use serde_json::json;

use super::Desk;
use super::owner::as_owner;
use crate::args::CashierCommand;
use crate::exit::Exit;

pub(super) async fn run(desk: &Desk<'_>, command: CashierCommand) -> Result<Exit, Refusal> {
    let (name, change) = match command {
        CashierCommand::List => return list(desk),
        CashierCommand::Add { name, rights } => return add(desk, &name, rights).await,
        CashierCommand::Rename { name, new_name } => (name, CashierChange::Name(new_name)),
        CashierCommand::SetPin { name } => (name, CashierChange::Pin(desk.given.new_pin(desk.screen)?)),
        CashierCommand::Rights { name, rights } => (name, CashierChange::Rights(rights.into_iter().collect())),
        CashierCommand::Off { name } => (name, CashierChange::Active(false)),
        CashierCommand::On { name } => (name, CashierChange::Active(true)),
    };
    let till = desk.silent_till().await?;
    let id = till.engine.cashier_named(&name)?.cashier_id;
    let changed = as_owner(desk, |pin| till.engine.change_cashier(id, change.clone(), pin.as_ref()))?;
    tell(desk, &changed);
    Ok(Exit::Done)
}

async fn add(desk: &Desk<'_>, name: &str, rights: Vec<Right>) -> Result<Exit, Refusal> {
    let new_pin = desk.given.new_pin(desk.screen)?;
    let till = desk.silent_till().await?;
    let rights: BTreeSet<Right> = rights.into_iter().collect();
    let added = as_owner(desk, |pin| till.engine.add_cashier(name, rights.clone(), &new_pin, pin.as_ref()))?;
    tell(desk, &added);
    Ok(Exit::Done)
}

fn list(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let cashiers = match desk.reader()? {
        Some(reader) => reader.cashiers()?,
        None => Vec::new(),
    };
    cashiers.iter().for_each(|cashier| tell(desk, cashier));
    if cashiers.is_empty() && !desk.screen.json {
        desk.screen.say_label(Label::NoCashier, &[]);
    }
    Ok(Exit::Done)
}

fn tell(desk: &Desk<'_>, cashier: &Cashier) {
    let Cashier { cashier_id, name, rights, active } = cashier;
    let rights: Vec<&str> = rights.iter().map(|right| right.code()).collect();
    let object = json!({
        "kind": "cashier",
        "cashier_id": cashier_id.to_string(),
        "name": name,
        "rights": rights,
        "active": active,
    });
    desk.screen.either(&object, || {
        let mark = if *active { "" } else { desk.screen.words.label(Label::CashierOff) };
        desk.screen.say(format!("{name}  {}  {mark}", rights.join(",")).trim_end());
    });
}

/// What payments are filtered by: the owner, or the cashier of this name.
pub(super) fn taken_by(reader: Option<&Reader>, name: &str) -> Result<String, Refusal> {
    if name.trim() == OWNER {
        return Ok(OWNER.to_owned());
    }
    let found = match reader {
        Some(reader) => reader.cashier_named(name.trim())?,
        None => None,
    };
    let found = found.ok_or_else(|| Refusal::naming(Code::CashierUnknown, "cashier", name.trim()))?;
    Ok(found.cashier_id.to_string())
}
