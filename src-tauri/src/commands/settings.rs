//! How the till is set, and its beginning and end.

use comptoir_engine::Refusal;
use comptoir_till::logo_in;
use secrecy::SecretString;
use tauri::State;

use super::Told;
use crate::dto::{Logo, OnDuty, PreferenceChange, ShopChange, StartUp};
use crate::error::CommandError;
use crate::session::Shop;

/// What the first screen needs.
pub(super) async fn begin(shop: &Shop) -> Result<StartUp, Refusal> {
    let session = shop.session().await?;
    let kept = shop.preferences()?;
    // On a line of its own: what follows takes the ledger too.
    let cashiers = session.till.engine.ledger().cashiers()?;
    Ok(StartUp {
        version: env!("CARGO_PKG_VERSION"),
        training: session.training,
        first_start: !kept.chosen,
        preferences: kept.into(),
        accounts: session.accounts()?,
        frequent_amounts: session.till.engine.frequent_amounts()?,
        cashiers: cashiers.into_iter().map(Into::into).collect(),
        on_duty: OnDuty::at(&session.till.engine)?,
        owner_pin: session.till.engine.owner_pin_is_set()?,
        unsettled: session.unsettled()?,
        clock: session.till.engine.clock_trouble()?.map(CommandError::from),
        shop: session.till.engine.ledger().shop()?.into(),
    })
}

#[tauri::command]
pub(crate) async fn start_up(shop: State<'_, Shop>) -> Told<StartUp> {
    Ok(begin(&shop).await?)
}

#[tauri::command]
pub(crate) async fn set_preferences(shop: State<'_, Shop>, preferences: PreferenceChange) -> Told<StartUp> {
    shop.prefer(|kept| {
        kept.lang = preferences.lang;
        kept.theme = preferences.theme;
        kept.idle_minutes = preferences.idle_minutes;
        kept.volume = preferences.volume;
    })?;
    Ok(begin(&shop).await?)
}

/// Changes between training and the shop's own accounts, each with its own ledger.
#[tauri::command]
pub(crate) async fn use_training(shop: State<'_, Shop>, training: bool) -> Told<StartUp> {
    shop.turn_to(training).await?;
    Ok(begin(&shop).await?)
}

#[tauri::command]
pub(crate) async fn set_shop(shop: State<'_, Shop>, change: Vec<ShopChange>) -> Told<StartUp> {
    let particulars: Vec<_> = change.into_iter().map(|change| (change.field, change.value)).collect();
    shop.session().await?.till.engine.set_shop(&particulars)?;
    Ok(begin(&shop).await?)
}

/// The shop's logo, if it has one.
#[tauri::command]
pub(crate) async fn logo(shop: State<'_, Shop>) -> Told<Option<Logo>> {
    let session = shop.session().await?;
    let logo = session.till.engine.ledger().logo().map_err(Refusal::from)?;
    Ok(logo.map(Logo::from))
}

/// Gives the shop the logo in this file, or none.
#[tauri::command]
pub(crate) async fn set_logo(shop: State<'_, Shop>, file: Option<Vec<u8>>) -> Told<Option<Logo>> {
    let session = shop.session().await?;
    let logo = file.as_deref().map(logo_in).transpose()?;
    session.till.engine.set_logo(logo.as_ref())?;
    Ok(logo.map(Logo::from))
}

/// Sets the owner's PIN, in place of another one only with that one.
#[tauri::command]
pub(crate) async fn set_owner_pin(shop: State<'_, Shop>, old: Option<SecretString>, new: SecretString) -> Told<StartUp> {
    shop.session().await?.till.engine.set_owner_pin(old.as_ref(), &new)?;
    Ok(begin(&shop).await?)
}

/// Whoever was asked whether to close stays: the next time is asked again.
#[tauri::command]
pub(crate) fn stay_open(shop: State<'_, Shop>) {
    shop.stays_open();
}

/// Ends the program. Open payments are taken up at the next start.
#[tauri::command]
pub(crate) fn close_till(shop: State<'_, Shop>) {
    shop.app().exit(0);
}
