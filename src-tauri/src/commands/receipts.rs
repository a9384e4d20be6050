//! Payments that were, and their receipts.

use comptoir_core::code::Code;
use comptoir_core::printer::Columns;
use comptoir_core::receipt::Issued;
use comptoir_engine::{AskedFilter, Refusal, zone_of};
use comptoir_ledger::{Filter, Listed, Reader};
use comptoir_words::Words;
use jiff::tz::TimeZone;
use tauri::{State, async_runtime};

use super::Told;
use crate::dto::{
    ListedPayment, Logo, Paper, PaymentFilter, PaymentOutline, PaymentView, PrintLine, ReceiptCheck, SealView, payment_id,
};
use crate::session::Shop;

#[tauri::command]
pub(crate) async fn unsettled(shop: State<'_, Shop>) -> Told<Vec<PaymentView>> {
    Ok(shop.session().await?.unsettled()?)
}

/// Newest first, from before a place in the list.
#[tauri::command]
pub(crate) async fn payments(
    shop: State<'_, Shop>,
    filter: PaymentFilter,
    before: Option<u64>,
    limit: u32,
) -> Told<Vec<ListedPayment>> {
    let (session, reader) = (shop.session().await?, shop.reader().await?);
    let read = move || {
        let filter = Filter { before, ..understood(filter, &reader, limit)? };
        let engine = &session.till.engine;
        let view = |Listed { recorded_seq, payment }: Listed| {
            Ok(ListedPayment { recorded_seq, payment: PaymentView::of(engine, &reader, &payment)? })
        };
        reader.listed(&filter)?.into_iter().map(view).collect::<Result<_, Refusal>>()
    };
    Ok(beside(read).await?)
}

/// What a filter lets through, all in all: a long list is counted beside everything else.
#[tauri::command]
pub(crate) async fn outline(shop: State<'_, Shop>, filter: PaymentFilter, stretch: u32) -> Told<PaymentOutline> {
    let reader = shop.reader().await?;
    let outline = beside(move || Ok(reader.outline(&understood(filter, &reader, 0)?, stretch)?)).await?;
    Ok(outline.into())
}

pub(super) fn understood(filter: PaymentFilter, reader: &Reader, limit: u32) -> Result<Filter, Refusal> {
    let zone = zone_of(&reader.shop()?.zone).unwrap_or(TimeZone::UTC);
    AskedFilter::from(filter).understood(&zone, limit)
}

/// Reads beside whoever writes, and keeps no other command waiting.
async fn beside<T: Send + 'static>(read: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
    async_runtime::spawn_blocking(read).await.map_err(|_| Code::LedgerFailed)?
}

/// The receipt of a payment as it is printed, and what was printed of it; none where it has none.
#[tauri::command]
pub(crate) async fn paper(shop: State<'_, Shop>, payment_id: String) -> Told<Option<Paper>> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let id = self::payment_id(&payment_id)?;
    let (linked, prints) = {
        let ledger = session.till.engine.ledger();
        (ledger.receipt_of(id).map_err(Refusal::from)?, ledger.prints(id, None).map_err(Refusal::from)?)
    };
    let Some(linked) = linked else { return Ok(None) };
    let (logo, seal, number) = (linked.logo.clone(), linked.seal.clone(), linked.receipt.number.clone());
    let issued = Issued::Receipt(linked);
    Ok(Some(Paper {
        narrow: comptoir_receipt::text(&issued, Columns::Narrow, None, words),
        middle: comptoir_receipt::text(&issued, Columns::Middle, None, words),
        number,
        logo: logo.map(Logo::from),
        seal: seal.map(SealView::from),
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
