//! The shop's printers, and a receipt on paper.

use comptoir_engine::Refusal;
use comptoir_words::Words;
use tauri::State;

use super::Told;
use crate::dto::{PrintLine, Printer, PrinterTest, Queue, payment_id};
use crate::session::Shop;

#[tauri::command]
pub(crate) async fn printers(shop: State<'_, Shop>) -> Told<Vec<Printer>> {
    let session = shop.session().await?;
    let printers = session.till.engine.ledger().printers().map_err(Refusal::from)?;
    Ok(printers.into_iter().map(Printer::from).collect())
}

/// The printers that the operating system has.
#[tauri::command]
pub(crate) async fn queues() -> Told<Vec<Queue>> {
    Ok(comptoir_till::queues().await?.into_iter().map(Queue::from).collect())
}

/// Sets up a printer, in place of one of the same name.
#[tauri::command]
pub(crate) async fn set_printer(shop: State<'_, Shop>, printer: Printer) -> Told<Printer> {
    Ok(shop.session().await?.till.engine.set_printer(&printer.into())?.into())
}

#[tauri::command]
pub(crate) async fn remove_printer(shop: State<'_, Shop>, name: String) -> Told<()> {
    Ok(shop.session().await?.till.engine.remove_printer(&name)?)
}

#[tauri::command]
pub(crate) async fn test_printer(shop: State<'_, Shop>, name: String) -> Told<PrinterTest> {
    let words = Words::of(shop.preferences()?.lang.into());
    let (_, outcome) = shop.session().await?.till.test_printer(&name, words).await?;
    Ok(outcome.into())
}

/// Prints a payment's receipt, the original or a duplicate.
#[tauri::command]
pub(crate) async fn print_receipt(shop: State<'_, Shop>, payment_id: String, printer: String) -> Told<PrintLine> {
    let words = Words::of(shop.preferences()?.lang.into());
    let printed = shop.session().await?.print(self::payment_id(&payment_id)?, None, &printer, words).await?;
    Ok(printed.into())
}
