//! The shop's accounts. Keys come in and never go out.

use comptoir_core::code::Code;
use comptoir_core::network::Network;
use comptoir_core::order::GatewayKind;
use comptoir_engine::Refusal;
use tauri::State;

use super::Told;
use crate::dto::{AccountView, GatewayFacts, NewAccount, Route, Verdict};
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

/// The accounts that can take a payment of a network, or of any, the best first.
#[tauri::command]
pub(crate) async fn routes(shop: State<'_, Shop>, network: Option<String>) -> Told<Vec<Route>> {
    let network = network.map(|code| named(&code)).transpose()?;
    Ok(shop.session().await?.till.engine.routes(network)?.into_iter().map(Route::from).collect())
}

/// Sends payments of a network to one account first, or to any again.
#[tauri::command]
pub(crate) async fn prefer_account(shop: State<'_, Shop>, network: String, account: Option<String>) -> Told<()> {
    Ok(shop.session().await?.till.engine.prefer_account(named(&network)?, account.as_deref())?)
}

fn named(network: &str) -> Result<Network, Refusal> {
    Network::from_code(network).ok_or_else(|| Refusal::naming(Code::NetworkUnknown, "network", network))
}
