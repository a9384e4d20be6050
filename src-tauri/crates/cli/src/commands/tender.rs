//! `tender`: a sale settled without a gateway; `tenders`: all of them.

use comptoir_core::code::Code;
use comptoir_core::ids::TenderId;
use comptoir_core::refund::How;
use comptoir_core::tender::LinkedTender;
use comptoir_engine::ports::Rng;
use comptoir_engine::{AskedFilter, AskedTender, Refusal, TenderedSale, zone_of};
use comptoir_ledger::Reader;
use comptoir_receipt::json;
use comptoir_till::SystemRng;
use comptoir_words::{Label, filled};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::owner::needs_owner;
use super::pay::asked_line;
use super::{Desk, found, printing, zone};
use crate::args::{Tender, Tenders};
use crate::exit::Exit;

pub(super) async fn run(desk: &Desk<'_>, asked: Tender) -> Result<Exit, Refusal> {
    let Tender { amount, of, cash: _, operator_reference, lines, note, accept_double, id } = asked;
    // Known before anything is done, so that the PIN is typed for this one.
    let tender_id = Some(named_or_minted(id.as_deref())?);
    let till = desk.silent_till().await?;
    let sale = match of {
        Some(payment) => TenderedSale::Of(found(&till.engine.ledger(), &payment)?.order.payment_id),
        None => TenderedSale::New {
            amount: amount.unwrap_or_default(),
            lines: lines.iter().map(|text| asked_line(text)).collect::<Result<_, _>>()?,
        },
    };
    let how = operator_reference.map_or(How::Cash, |reference| How::Operator { reference });
    let asked = AskedTender { tender_id, sale, how, note, accept_double, pin: None };
    let noted = match till.engine.tender(&asked).await {
        Err(refusal) if needs_owner(&refusal) => {
            till.engine.tender(&AskedTender { pin: desk.given.pin(desk.screen)?, ..asked }).await
        }
        other => other,
    };
    // What was asked for may have been paid after all: its receipt is printed as any other.
    printing::print_issued(desk, &till).await;
    let linked = noted?;
    printing::print_tender(desk, &till, &linked).await;
    tell(desk, &linked);
    Ok(Exit::Done)
}

/// The sales that were settled without a gateway, the first first.
pub(super) fn list(desk: &Desk<'_>, asked: Tenders) -> Result<Exit, Refusal> {
    let reader = desk.reader()?;
    let zone = zone_of(&zone(reader.as_ref())?).unwrap_or(TimeZone::UTC);
    let Tenders { from, to } = asked;
    let days = AskedFilter { from, to, ..AskedFilter::default() }.understood(&zone, u32::MAX)?;
    let tenders = match &reader {
        Some(reader) => reader.tenders(days.from, days.to_before)?,
        None => Vec::new(),
    };
    for linked in &tenders {
        if !desk.screen.json {
            desk.screen.say(desk.screen.time(&linked.tender.tendered_at.to_string(), &linked.tender.shop.zone));
        }
        tell(desk, linked);
    }
    if tenders.is_empty() && !desk.screen.json {
        desk.screen.say_label(Label::NoTender, &[]);
    }
    Ok(Exit::Done)
}

fn tell(desk: &Desk<'_>, linked: &LinkedTender) {
    let (tender, words) = (&linked.tender, desk.screen.words);
    desk.screen.either(&json(&linked.clone().into()), || {
        let (how, amount) = (words.label(words_of(&tender.how)), words.amount(tender.amount));
        let line = filled(words.label(Label::TenderNoted), &[("how", how), ("amount", &amount), ("number", &tender.number)]);
        desk.screen.say(format!("{line}{}", desk.screen.mark(tender.environment.code())));
    });
}

pub(super) const fn words_of(how: &How) -> Label {
    match how {
        How::Cash => Label::TenderedInCash,
        How::Operator { .. } => Label::TenderedByOperator,
    }
}

/// The tender of this id or this number, if there is one.
pub(super) fn tender_of(reader: &Reader, text: &str) -> Result<Option<LinkedTender>, Refusal> {
    Ok(match text.trim().parse() {
        Ok(id) => reader.tender_of(id)?,
        Err(_) => reader.tender_numbered(text.trim())?,
    })
}

fn named_or_minted(text: Option<&str>) -> Result<TenderId, Refusal> {
    if let Some(text) = text {
        return text.trim().parse().map_err(|_| Code::PaymentIdInvalid.into());
    }
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    Ok(TenderId::minted(Timestamp::now(), &random))
}
