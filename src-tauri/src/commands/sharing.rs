//! A receipt for a customer who is not there. An address with their number is opened, or drawn, and never told to the screen.

use comptoir_core::code::Code;
use comptoir_till::Way as ToCustomer;
use comptoir_words::Words;
use tauri::State;

use super::Told;
use crate::dto::{Document, Qr, Way, payment_id, refund_id};
use crate::session::Shop;

/// The receipt of a payment as a message.
#[tauri::command]
pub(crate) async fn receipt_message(shop: State<'_, Shop>, payment_id: String) -> Told<String> {
    let words = Words::of(shop.preferences()?.lang.into());
    Ok(shop.session().await?.till.receipt_message(self::payment_id(&payment_id)?, words)?)
}

/// Opens the message to whoever paid in the system's own program for it.
#[tauri::command]
pub(crate) async fn share_receipt(shop: State<'_, Shop>, payment_id: String, way: Way) -> Told<()> {
    let words = Words::of(shop.preferences()?.lang.into());
    let address = shop.session().await?.till.share_address(self::payment_id(&payment_id)?, way.into(), words)?;
    open::that_detached(address).map_err(|_| Code::BrowserMissing)?;
    tracing::info!(payment_id, way = way.code(), "a receipt was shared");
    Ok(())
}

/// The message by `WhatsApp` as a code for the shop's phone; none where it is too long for one.
#[tauri::command]
pub(crate) async fn share_code(shop: State<'_, Shop>, payment_id: String) -> Told<Option<Qr>> {
    let words = Words::of(shop.preferences()?.lang.into());
    let address = shop.session().await?.till.share_address(self::payment_id(&payment_id)?, ToCustomer::Whatsapp, words)?;
    Ok(Qr::of(&address))
}

/// Writes the receipt, or the paper of one of its refunds, into a file, and tells where.
#[tauri::command]
pub(crate) async fn save_paper(
    shop: State<'_, Shop>,
    payment_id: String,
    refund_id: Option<String>,
    document: Document,
) -> Told<String> {
    let words = Words::of(shop.preferences()?.lang.into());
    let (id, refund) = (self::payment_id(&payment_id)?, refund_id.as_deref().map(self::refund_id).transpose()?);
    let path = shop.session().await?.till.save_paper(id, refund, document.into(), words)?;
    Ok(path.display().to_string())
}
