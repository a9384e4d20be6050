//! Who has the till, and who may take it.

use secrecy::SecretString;
use tauri::State;

use super::Told;
use super::settings::begin;
use crate::dto::{CashierChange, Right, StartUp, cashier_id};
use crate::session::Shop;

/// Gives the till to a cashier, or to the owner.
#[tauri::command]
pub(crate) async fn take_till(shop: State<'_, Shop>, cashier: Option<String>, pin: SecretString) -> Told<StartUp> {
    let cashier = cashier.as_deref().map(cashier_id).transpose()?;
    shop.session().await?.till.engine.take_duty(cashier, Some(&pin))?;
    Ok(begin(&shop).await?)
}

/// Leaves the till to nobody.
#[tauri::command]
pub(crate) async fn leave_till(shop: State<'_, Shop>) -> Told<StartUp> {
    shop.session().await?.till.engine.leave_duty();
    Ok(begin(&shop).await?)
}

/// The owner lets whoever has the till do one act that they have no right to.
#[tauri::command]
pub(crate) async fn allow_once(shop: State<'_, Shop>, right: Right, pin: SecretString) -> Told<()> {
    Ok(shop.session().await?.till.engine.allow_once(right.into(), Some(&pin))?)
}

/// Adds a cashier, as the owner.
#[tauri::command]
pub(crate) async fn add_cashier(
    shop: State<'_, Shop>,
    name: String,
    rights: Vec<Right>,
    pin: SecretString,
    owner_pin: Option<SecretString>,
) -> Told<StartUp> {
    let rights = rights.into_iter().map(Into::into).collect();
    shop.session().await?.till.engine.add_cashier(&name, rights, &pin, owner_pin.as_ref())?;
    Ok(begin(&shop).await?)
}

/// Changes a cashier, as the owner.
#[tauri::command]
pub(crate) async fn change_cashier(
    shop: State<'_, Shop>,
    cashier: String,
    change: CashierChange,
    owner_pin: Option<SecretString>,
) -> Told<StartUp> {
    let id = cashier_id(&cashier)?;
    shop.session().await?.till.engine.change_cashier(id, change.into(), owner_pin.as_ref())?;
    Ok(begin(&shop).await?)
}
