//! One payment, from its amount to its end.

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_engine::ports::Rng;
use comptoir_till::SystemRng;
use jiff::Timestamp;
use tauri::State;

use super::Told;
use crate::dto::{AskedPayment, CustomerDoes, PaymentView, PhoneReading, Qr, StoryLine, payment_id};
use crate::session::Shop;

/// A name for a payment that is going to be asked for: the screen repeats it with each press of the same key.
#[tauri::command]
pub(crate) fn new_payment_id() -> String {
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    PaymentId::minted(Timestamp::now(), &random).to_string()
}

#[tauri::command]
pub(crate) async fn read_phone(shop: State<'_, Shop>, account: String, typed: String) -> Told<PhoneReading> {
    let country = shop.session().await?.till.engine.country_of(&account)?;
    Ok(PhoneReading::of(&typed, country))
}

/// Ends once the payment is on disk and sent, or refused. The same name and order again send nothing.
#[tauri::command]
pub(crate) async fn start_payment(shop: State<'_, Shop>, asked: AskedPayment) -> Told<PaymentView> {
    let session = shop.session().await?;
    let (id, asked) = asked.named()?;
    let started = session.till.engine.start(&asked).await;
    // Also where the ledger failed after the request: what may have been sent is watched.
    if session.till.engine.view(id).is_ok() {
        session.watch(id);
    }
    started?;
    Ok(session.view(id)?)
}

#[tauri::command]
pub(crate) async fn payment(shop: State<'_, Shop>, payment_id: String) -> Told<PaymentView> {
    Ok(shop.session().await?.view(self::payment_id(&payment_id)?)?)
}

#[tauri::command]
pub(crate) async fn story(shop: State<'_, Shop>, payment_id: String) -> Told<Vec<StoryLine>> {
    let session = shop.session().await?;
    let story = session.till.engine.ledger().story(self::payment_id(&payment_id)?)?;
    Ok(story.iter().filter_map(StoryLine::of).collect())
}

#[tauri::command]
pub(crate) async fn ask_payment(shop: State<'_, Shop>, payment_id: String) -> Told<PaymentView> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    session.first_question(id).await;
    session.till.engine.ask_once(id).await?;
    session.watch(id);
    Ok(session.view(id)?)
}

#[tauri::command]
pub(crate) async fn cancel_payment(shop: State<'_, Shop>, payment_id: String) -> Told<PaymentView> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    session.till.engine.cancel(id)?;
    Ok(session.view(id)?)
}

#[tauri::command]
pub(crate) async fn accept_payment(shop: State<'_, Shop>, payment_id: String) -> Told<PaymentView> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    session.till.engine.accept(id)?;
    Ok(session.view(id)?)
}

#[tauri::command]
pub(crate) async fn resend_payment(shop: State<'_, Shop>, payment_id: String) -> Told<PaymentView> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    let resent = session.till.engine.resend(id).await;
    session.watch(id);
    resent?;
    Ok(session.view(id)?)
}

/// The page of a payment as a code. Its address, which can hold the shop's key, stays here.
#[tauri::command]
pub(crate) async fn page_code(shop: State<'_, Shop>, payment_id: String) -> Told<Option<Qr>> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    let Some(page) = session.till.engine.page(id).await? else { return Ok(None) };
    let payment = session.till.engine.ledger().payment(id)?.ok_or(Code::PaymentUnknown)?;
    session.till.practice_customer_scans(&payment, page.with_key());
    Ok(Qr::of(page.with_key()))
}

/// In training, the customer decides now.
#[tauri::command]
pub(crate) async fn practice_customer(shop: State<'_, Shop>, payment_id: String, does: CustomerDoes) -> Told<()> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    let payment = session.till.engine.ledger().payment(id)?.ok_or(Code::PaymentUnknown)?;
    session.till.practice_customer(&payment, does.into());
    session.till.engine.ask_once(id).await?;
    Ok(())
}
