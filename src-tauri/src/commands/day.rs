//! The day as it stands, and the closings of the till.

use comptoir_core::code::Code;
use comptoir_core::ids::ClosingId;
use comptoir_engine::ports::Rng;
use comptoir_engine::{Refusal, day as day_of, last_days};
use comptoir_till::SystemRng;
use comptoir_words::Words;
use jiff::Timestamp;
use tauri::State;

use super::Told;
use crate::dto::{AskedClosing, ClosingView, DayView, LeftView, PrintLine, Qr, closing_id};
use crate::session::{Session, Shop};

/// How many days are beside each other.
const DAYS: i32 = 14;

/// How many closings are listed, the newest first.
const LISTED: usize = 60;

/// Today, added up from the ledger.
#[tauri::command]
pub(crate) async fn day(shop: State<'_, Shop>) -> Told<DayView> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let (counted, now) = (session.till.engine.counted(), Timestamp::now());
    let ledger = session.till.engine.ledger();
    let (day, days) = (day_of(&ledger, None, counted, now)?, last_days(&ledger, DAYS, counted, now)?);
    Ok(DayView::of(day, days, ledger.last_closing().map_err(Refusal::from)?, words))
}

/// Asks about everything that has no end once more, and tells what is left.
#[tauri::command]
pub(crate) async fn ask_before_closing(shop: State<'_, Shop>) -> Told<Vec<LeftView>> {
    let left = shop.session().await?.till.engine.ask_before_closing().await?;
    Ok(left.into_iter().map(LeftView::from).collect())
}

/// A name for a closing that is going to be made: the screen repeats it with each press of the same key.
#[tauri::command]
pub(crate) fn new_closing_id() -> String {
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    ClosingId::minted(Timestamp::now(), &random).to_string()
}

/// Closes everything since the closing before.
#[tauri::command]
pub(crate) async fn close_day(shop: State<'_, Shop>, closing: AskedClosing) -> Told<ClosingView> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let closed = session.till.engine.close(&closing.read()?)?;
    view(&session, closed.closing.closing_id, words)
}

/// The closings, newest first.
#[tauri::command]
pub(crate) async fn closings(shop: State<'_, Shop>) -> Told<Vec<ClosingView>> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let all = session.till.engine.ledger().closings().map_err(Refusal::from)?;
    all.iter().take(LISTED).map(|linked| view(&session, linked.closing.closing_id, words)).collect()
}

/// Prints a closing, the original or a duplicate.
#[tauri::command]
pub(crate) async fn print_closing(shop: State<'_, Shop>, closing_id: String, printer: String) -> Told<PrintLine> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    Ok(session.print_closing(self::closing_id(&closing_id)?, &printer, words).await?.into())
}

/// Writes a closing into a PDF, and tells where.
#[tauri::command]
pub(crate) async fn save_closing(shop: State<'_, Shop>, closing_id: String) -> Told<String> {
    let words = Words::of(shop.preferences()?.lang.into());
    let path = shop.session().await?.till.save_closing(self::closing_id(&closing_id)?, words)?;
    Ok(path.display().to_string())
}

/// Opens the closing as a message in the system's own program for it; whoever sends it chooses to whom.
#[tauri::command]
pub(crate) async fn share_closing(shop: State<'_, Shop>, closing_id: String) -> Told<()> {
    let words = Words::of(shop.preferences()?.lang.into());
    let address = shop.session().await?.till.closing_address(self::closing_id(&closing_id)?, words)?;
    open::that_detached(address).map_err(|_| Code::BrowserMissing)?;
    tracing::info!(closing_id, "a closing was shared");
    Ok(())
}

/// The same message as a code for the shop's phone; none where it is too long for one.
#[tauri::command]
pub(crate) async fn closing_code(shop: State<'_, Shop>, closing_id: String) -> Told<Option<Qr>> {
    let words = Words::of(shop.preferences()?.lang.into());
    Ok(Qr::of(&shop.session().await?.till.closing_address(self::closing_id(&closing_id)?, words)?))
}

fn view(session: &Session, id: ClosingId, words: Words) -> Told<ClosingView> {
    let ledger = session.till.engine.ledger();
    let linked = ledger.closing_of(id).map_err(Refusal::from)?.ok_or(Code::ClosingUnknown)?;
    Ok(ClosingView::of(&linked, ledger.closing_prints(id).map_err(Refusal::from)?, words))
}
