//! Sales that are settled without a gateway.

use comptoir_core::ids::TenderId;
use comptoir_core::tender::LinkedTender;
use comptoir_engine::ports::Rng;
use comptoir_engine::{AskedFilter, Refusal, zone_of};
use comptoir_ledger::Reader;
use comptoir_till::SystemRng;
use comptoir_words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tauri::State;

use super::Told;
use crate::dto::{AskedTender, PrintLine, TenderView, Tenders, tender_id};
use crate::session::Shop;

/// A name for a tender that is going to be noted: the screen repeats it with each press of the same key.
#[tauri::command]
pub(crate) fn new_tender_id() -> String {
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    TenderId::minted(Timestamp::now(), &random).to_string()
}

/// Notes how a sale was settled, and prints its receipt where a printer prints by itself.
#[tauri::command]
pub(crate) async fn tender_sale(shop: State<'_, Shop>, asked: AskedTender) -> Told<TenderView> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let noted = session.till.engine.tender(&asked.read()?).await?;
    session.print_tender_unasked(noted.tender.tender_id, words).await;
    let ledger = session.till.engine.ledger();
    Ok(view(&ledger, &noted, words)?)
}

/// The sales of these days that were settled without a gateway, the newest first.
#[tauri::command]
pub(crate) async fn tenders(shop: State<'_, Shop>, from: Option<String>, to: Option<String>) -> Told<Tenders> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let ledger = session.till.engine.ledger();
    let zone = zone_of(&ledger.shop()?.zone).unwrap_or(TimeZone::UTC);
    let days = AskedFilter { from, to, ..AskedFilter::default() }.understood(&zone, u32::MAX)?;
    let all = ledger.tenders(days.from, days.to_before)?;
    let tenders = all.iter().rev().map(|linked| view(&ledger, linked, words)).collect::<Result<_, Refusal>>()?;
    let sums = ledger.tender_sums(days.from, days.to_before)?.into_iter().map(Into::into).collect();
    Ok(Tenders { tenders, sums })
}

/// Prints the receipt of a tender, the original or a duplicate.
#[tauri::command]
pub(crate) async fn print_tender(shop: State<'_, Shop>, tender_id: String, printer: String) -> Told<PrintLine> {
    let words = Words::of(shop.preferences()?.lang.into());
    let id = self::tender_id(&tender_id)?;
    Ok(shop.session().await?.print_tender(id, &printer, words).await?.into())
}

fn view(reader: &Reader, linked: &LinkedTender, words: Words) -> Result<TenderView, Refusal> {
    Ok(TenderView::of(linked, reader.tender_prints(linked.tender.tender_id)?, words))
}
