//! Payments that were, and their receipts.

use comptoir_core::code::Code;
use comptoir_core::printer::Columns;
use comptoir_engine::{Refusal, day_start, zone_of};
use comptoir_ledger::Filter;
use comptoir_words::Words;
use jiff::tz::TimeZone;
use tauri::State;

use super::Told;
use crate::dto::{Paper, PaymentFilter, PaymentView, PrintLine, ReceiptCheck, payment_id};
use crate::session::Shop;

#[tauri::command]
pub(crate) async fn unsettled(shop: State<'_, Shop>) -> Told<Vec<PaymentView>> {
    Ok(shop.session().await?.unsettled()?)
}

/// Newest first.
#[tauri::command]
pub(crate) async fn payments(shop: State<'_, Shop>, filter: PaymentFilter) -> Told<Vec<PaymentView>> {
    let session = shop.session().await?;
    let engine = &session.till.engine;
    let ledger = engine.ledger();
    let zone = zone_of(&ledger.shop()?.zone).unwrap_or(TimeZone::UTC);
    let day = |text: Option<String>, next| text.map(|text| day_start(&text, &zone, next)).transpose();
    let filter = Filter {
        open: filter.open,
        from: day(filter.from, false)?,
        to_before: day(filter.to, true)?,
        query: filter.query.filter(|query| !query.trim().is_empty()),
        limit: filter.limit,
    };
    let listed = ledger.list(&filter)?;
    let views = listed.iter().map(|payment| PaymentView::of(engine, &ledger, payment)).collect::<Result<_, Refusal>>()?;
    Ok(views)
}

/// The receipt of a payment as it is printed, and what was printed of it; none where it has none.
#[tauri::command]
pub(crate) async fn paper(shop: State<'_, Shop>, payment_id: String) -> Told<Option<Paper>> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let id = self::payment_id(&payment_id)?;
    let (linked, prints) = {
        let ledger = session.till.engine.ledger();
        (ledger.receipt_of(id).map_err(Refusal::from)?, ledger.prints(id).map_err(Refusal::from)?)
    };
    Ok(linked.map(|linked| Paper {
        narrow: comptoir_receipt::text(&linked, Columns::Narrow, None, words),
        middle: comptoir_receipt::text(&linked, Columns::Middle, None, words),
        number: linked.receipt.number,
        prints: prints.into_iter().map(PrintLine::from).collect(),
    }))
}

/// What a paper is worth whose code was scanned or typed.
#[tauri::command]
pub(crate) async fn check_receipt(shop: State<'_, Shop>, text: String) -> Told<ReceiptCheck> {
    let session = shop.session().await?;
    let checked = session.till.engine.ledger().checked(&text)?;
    Ok(checked.ok_or(Code::ReceiptCodeInvalid)?.into())
}
