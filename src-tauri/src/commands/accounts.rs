//! The shop's accounts. Keys come in and never go out.

use comptoir_core::code::Code;
use comptoir_core::order::GatewayKind;
use comptoir_engine::Refusal;
use tauri::State;

use super::Told;
use crate::dto::{AccountView, GatewayFacts, NewAccount, Verdict};
use crate::session::Shop;

#[tauri::command]
pub(crate) fn gateways() -> Vec<GatewayFacts> {
    GatewayKind::ALL.into_iter().map(GatewayFacts::from).collect()
}

#[tauri::command]
pub(crate) async fn add_account(shop: State<'_, Shop>, account: NewAccount) -> Told<AccountView> {
    let session = shop.session().await?;
    let added = session.till.engine.add_account(account.named()?).await?;
    shop.prefer(|kept| kept.chosen = true)?;
    let view = session.accounts()?.into_iter().find(|view| view.name == added.name);
    Ok(view.ok_or_else(|| Refusal::naming(Code::AccountUnknown, "account", added.name))?)
}

#[tauri::command]
pub(crate) async fn test_account(shop: State<'_, Shop>, name: String) -> Told<Verdict> {
    Ok(shop.session().await?.till.engine.test_account(&name).await?.into())
}

#[tauri::command]
pub(crate) async fn remove_account(shop: State<'_, Shop>, name: String) -> Told<()> {
    Ok(shop.session().await?.till.engine.remove_account(&name).await?)
}
