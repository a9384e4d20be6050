//! One payment, from its amount to its end.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::state::State as OfPayment;
use comptoir_engine::ports::Rng;
use comptoir_gateway::Notification;
use comptoir_till::SystemRng;
use jiff::Timestamp;
use tauri::State;
use url::Url;

use super::Told;
use crate::dto::{AskedPayment, AskedSettlement, CustomerDoes, Noticed, PaymentView, PhoneReading, Qr, StoryLine, payment_id};
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

/// Opens the page of a payment in the system's own browser, such as for a card: only an address that was judged and holds no
/// key.
#[tauri::command]
pub(crate) async fn open_page(shop: State<'_, Shop>, payment_id: String) -> Told<()> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    let payment = session.till.engine.ledger().payment(id)?.ok_or(Code::PaymentUnknown)?;
    let page = payment.page_url.filter(|_| payment.state == OfPayment::Pending).ok_or(Code::MethodUnavailable)?;
    open::that_detached(page).map_err(|_| Code::BrowserMissing)?;
    Ok(())
}

/// The owner settles a payment that nobody else can settle.
#[tauri::command]
pub(crate) async fn settle_payment(shop: State<'_, Shop>, payment_id: String, settlement: AskedSettlement) -> Told<PaymentView> {
    let (session, id) = (shop.session().await?, self::payment_id(&payment_id)?);
    session.till.engine.settle_by_hand(id, &settlement.into())?;
    Ok(session.view(id)?)
}

/// Takes a gateway's message that somebody received and pasted: its address with what follows the question mark, its body, or
/// both on two lines.
#[tauri::command]
pub(crate) async fn take_notification(shop: State<'_, Shop>, account: String, text: String) -> Told<Noticed> {
    let session = shop.session().await?;
    let noticed = session.till.engine.notify(&account, &pasted(&text)).await?;
    session.watch(noticed.payment_id);
    Ok(Noticed {
        payment: session.view(noticed.payment_id)?,
        asked: noticed.asked,
        judged: noticed.judged,
        difference: noticed.difference.map(|reason| reason.code()),
    })
}

/// What is remembered of the customer of this number.
#[tauri::command]
pub(crate) async fn recall_customer(shop: State<'_, Shop>, account: String, phone: String) -> Told<BTreeMap<String, String>> {
    let remembered = shop.session().await?.till.engine.customer(&account, &phone)?;
    Ok(remembered.into_iter().map(|(field, value)| (field.code().to_owned(), value)).collect())
}

/// Forgets the customer of this number; whether anything was remembered.
#[tauri::command]
pub(crate) async fn forget_customer(shop: State<'_, Shop>, phone: String) -> Told<bool> {
    Ok(shop.session().await?.till.engine.forget_customer(&phone)?)
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

/// A notification as it was pasted: lines that begin with an address give what follows its question mark, the rest is the body.
fn pasted(text: &str) -> Notification {
    let (addresses, rest): (Vec<_>, Vec<_>) = text.trim().lines().partition(|line| line.trim().starts_with("http"));
    let query = addresses.first().and_then(|address| Url::parse(address.trim()).ok()?.query().map(str::to_owned));
    Notification { query: query.unwrap_or_default(), headers: Vec::new(), body: rest.join("\n").trim().as_bytes().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_notification_is_an_address_a_body_or_both() {
        let both = pasted(" https://boutique.example/n?cle=abc&x=1\nresponsecode=0&amount=100 \n");
        assert_eq!((both.query.as_str(), both.body.as_slice()), ("cle=abc&x=1", &b"responsecode=0&amount=100"[..]));
        let body = pasted("{\"a\":1}");
        assert_eq!((body.query.as_str(), body.body.as_slice()), ("", &b"{\"a\":1}"[..]));
        let address = pasted("https://boutique.example/n?cle=abc");
        assert_eq!((address.query.as_str(), address.body.as_slice()), ("cle=abc", &b""[..]));
    }
}
