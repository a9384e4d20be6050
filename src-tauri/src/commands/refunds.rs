//! Money of a sale that the shop gave back.

use comptoir_core::ids::RefundId;
use comptoir_core::refund::LinkedRefund;
use comptoir_engine::Refusal;
use comptoir_engine::ports::Rng;
use comptoir_till::SystemRng;
use comptoir_words::Words;
use jiff::Timestamp;
use tauri::State;

use super::Told;
use crate::dto::{AskedRefund, PaymentView, PrintLine, RefundView, payment_id, refund_id};
use crate::session::Shop;

/// A name for a refund that is going to be noted: the screen repeats it with each press of the same key.
#[tauri::command]
pub(crate) fn new_refund_id() -> String {
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    RefundId::minted(Timestamp::now(), &random).to_string()
}

/// What was given back of a payment, first to last.
#[tauri::command]
pub(crate) async fn refunds(shop: State<'_, Shop>, payment_id: String) -> Told<Vec<RefundView>> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let id = self::payment_id(&payment_id)?;
    let ledger = session.till.engine.ledger();
    let refunds = ledger.refunds(id)?;
    let view = |linked: LinkedRefund| {
        let prints = ledger.prints(id, Some(linked.refund.refund_id))?;
        Ok(RefundView::of(linked, prints, words))
    };
    Ok(refunds.into_iter().map(view).collect::<Result<_, Refusal>>()?)
}

/// Notes that money was given back, and prints its paper where a printer prints by itself.
#[tauri::command]
pub(crate) async fn refund_payment(shop: State<'_, Shop>, payment_id: String, refund: AskedRefund) -> Told<PaymentView> {
    let words = Words::of(shop.preferences()?.lang.into());
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    let noted = session.till.engine.refund(id, &refund.read()?)?;
    session.print_unasked(id, Some(noted.refund.refund_id), words).await;
    Ok(session.view(id)?)
}

/// Prints the paper of a refund, the original or a duplicate.
#[tauri::command]
pub(crate) async fn print_refund(
    shop: State<'_, Shop>,
    payment_id: String,
    refund_id: String,
    printer: String,
) -> Told<PrintLine> {
    let words = Words::of(shop.preferences()?.lang.into());
    let (id, refund) = (self::payment_id(&payment_id)?, self::refund_id(&refund_id)?);
    Ok(shop.session().await?.print(id, Some(refund), &printer, words).await?.into())
}
