//! `day report | close | list | show | print`: what a day took, and the closings of the till.

use comptoir_core::closing::{Left, LinkedClosing};
use comptoir_core::code::Code;
use comptoir_core::ids::ClosingId;
use comptoir_core::money::Currency;
use comptoir_core::order::Environment;
use comptoir_core::printer::Columns;
use comptoir_core::takings::{Share, Success, Takings};
use comptoir_engine::ports::Rng;
use comptoir_engine::{ClosingForm, Day, Refusal, day};
use comptoir_ledger::Reader;
use comptoir_receipt::{
    cashier_name, closing_escpos, closing_json, closing_pdf, closing_png, closing_text, share_name, state_name, tender_name,
};
use comptoir_till::{SystemRng, next_paper};
use comptoir_words::{Label, filled};
use jiff::Timestamp;
use serde_json::to_value;

use super::owner::as_owner;
use super::receipt::{unnamed, written};
use super::{Desk, printing};
use crate::args::{Close, DayCommand, Format, ShownClosing};
use crate::exit::Exit;

pub(super) async fn run(desk: &Desk<'_>, command: DayCommand) -> Result<Exit, Refusal> {
    match command {
        DayCommand::Report { date } => report(desk, date.as_deref()),
        DayCommand::Close(close) => self::close(desk, close).await,
        DayCommand::List => list(desk),
        DayCommand::Show(shown) => show(desk, &shown),
        DayCommand::Print { number, printer } => print(desk, &number, printer.as_deref()).await,
    }
}

fn report(desk: &Desk<'_>, date: Option<&str>) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::AccountMissing)?;
    let counted = if desk.options.training { Environment::Training } else { Environment::Live };
    let day = day(&reader, date, counted, Timestamp::now())?;
    let object = to_value(&day).map_err(|_| Code::Unexpected)?;
    desk.screen.either(&object, || Told { desk }.day(&day));
    Ok(Exit::Done)
}

async fn close(desk: &Desk<'_>, asked: Close) -> Result<Exit, Refusal> {
    let Close { explained, float, counted, figures, id, period } = asked;
    // Known before anything is done, so that the PIN is typed for this one.
    let closing_id = Some(named_or_minted(id.as_deref())?);
    let till = desk.silent_till().await?;
    let closed = if let Some(period) = period {
        as_owner(desk, |pin| till.engine.close_period(&period, pin.as_ref()))?
    } else {
        till.engine.ask_before_closing().await?;
        printing::print_issued(desk, &till).await;
        as_owner(desk, |pin| {
            let (explained, figures) = (explained.clone(), figures.clone());
            let drawer = float.clone().zip(counted.clone());
            till.engine.close(&ClosingForm { closing_id, explained, drawer, figures, pin })
        })?
    };
    desk.screen.either(&closing_json(&closed), || Told { desk }.closed(&closed));
    Ok(Exit::Done)
}

fn list(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let closings = match desk.reader()? {
        Some(reader) => reader.closings()?,
        None => Vec::new(),
    };
    for linked in &closings {
        desk.screen.either(&closing_json(linked), || {
            let at = desk.screen.time(&linked.closing.closed_at.to_string(), &linked.closing.shop.zone);
            desk.screen.say(at);
            Told { desk }.closed(linked);
        });
    }
    if closings.is_empty() && !desk.screen.json {
        desk.screen.say_label(Label::NoClosingYet, &[]);
    }
    Ok(Exit::Done)
}

fn show(desk: &Desk<'_>, asked: &ShownClosing) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::ClosingUnknown)?;
    let linked = numbered(&reader, &asked.number)?;
    let duplicate = next_paper(&reader.closing_prints(linked.closing.closing_id)?, Timestamp::now());
    let (columns, words) = (Columns::from(asked.columns), desk.screen.words);
    let drawn = match asked.format {
        Format::Escpos => closing_escpos(&linked, &unnamed(columns), duplicate, words),
        Format::Pdf => closing_pdf(&linked, asked.paper.into(), duplicate, words).map_err(|_| Code::Unexpected)?,
        Format::Png => closing_png(&linked, duplicate, words).map_err(|_| Code::Unexpected)?,
        Format::Text if !desk.screen.json => closing_text(&linked, columns, duplicate, words).into_bytes(),
        Format::Text | Format::Json => format!("{}\n", closing_json(&linked)).into_bytes(),
    };
    written(desk, &drawn, asked.format, asked.out.as_deref())
}

async fn print(desk: &Desk<'_>, number: &str, printer: Option<&str>) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    let closing = numbered(&till.engine.ledger(), number)?.closing;
    let printed = till.print_closing(closing.closing_id, printer, desk.screen.words).await?;
    printing::tell(desk, &closing.number, &printed);
    Ok(printing::exit_of(printed.outcome))
}

fn numbered(reader: &Reader, number: &str) -> Result<LinkedClosing, Refusal> {
    Ok(reader.closing_numbered(number.trim())?.ok_or(Code::ClosingUnknown)?)
}

fn named_or_minted(text: Option<&str>) -> Result<ClosingId, Refusal> {
    if let Some(text) = text {
        return text.trim().parse().map_err(|_| Code::PaymentIdInvalid.into());
    }
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    Ok(ClosingId::minted(Timestamp::now(), &random))
}

/// For people.
struct Told<'a> {
    desk: &'a Desk<'a>,
}

impl Told<'_> {
    fn say(&self, text: impl AsRef<str>) {
        self.desk.screen.say(text);
    }

    fn label(&self, label: Label) -> &'static str {
        self.desk.screen.words.label(label)
    }

    fn closed(&self, linked: &LinkedClosing) {
        let words = self.desk.screen.words;
        let sums = linked.closing.takings.iter().map(|takings| words.sum(takings.taken.amount_minor, takings.currency));
        let sums: Vec<String> = sums.collect();
        let amount = if sums.is_empty() { words.sum(0, Currency::Xof) } else { sums.join(", ") };
        let data = [("number", linked.closing.number.as_str()), ("amount", &amount), ("code", &linked.code)];
        self.desk.screen.say_label(Label::ClosedAs, &data);
    }

    fn day(&self, day: &Day) {
        self.desk.screen.say_label(Label::DayTitle, &[("date", &day.date)]);
        if day.takings.iter().all(|takings| takings.taken.count == 0 && takings.tendered.is_empty()) {
            self.say(self.label(Label::DayEmpty));
        }
        for takings in &day.takings {
            self.takings(takings);
        }
        if !day.by_hour.is_empty() {
            self.say(self.label(Label::ByHour));
        }
        for hour in &day.by_hour {
            self.row(&format!("{} h", hour.name), hour.count, hour.amount_minor, hour.currency);
        }
        for success in &day.successes {
            self.success(success);
        }
        self.say(format!("{} {}", self.label(Label::Duplicates), day.duplicates));
        self.left(&day.left);
        if !day.apart.is_empty() {
            self.say(self.label(Label::Apart));
        }
        for takings in &day.apart {
            self.row(self.label(Label::Taken), takings.taken.count, takings.taken.amount_minor, takings.currency);
        }
    }

    fn takings(&self, takings: &Takings) {
        let (words, currency) = (self.desk.screen.words, takings.currency);
        self.row(self.label(Label::Taken), takings.taken.count, takings.taken.amount_minor, currency);
        self.row(self.label(Label::Refunds), takings.refunded.count, -takings.refunded.amount_minor, currency);
        self.say(format!("  {:<26} {}", self.label(Label::Net), words.sum(takings.net_minor(), currency)));
        let by_money = [
            (Label::ByGateway, &takings.by_gateway),
            (Label::ByNetwork, &takings.by_network),
            (Label::ByAccount, &takings.by_account),
        ];
        for (label, shares) in by_money {
            self.shares(label, shares, currency, |share| share_name(share, words));
        }
        let of_state = |share: &Share| state_name(share.name.as_deref().unwrap_or_default(), words).to_owned();
        self.shares(Label::ByState, &takings.by_state, currency, of_state);
        self.shares(Label::SettledByHand, &takings.by_hand, currency, of_state);
        let nobody = words.label(Label::UnknownName);
        if takings.by_cashier.iter().any(|share| share.name.is_some()) {
            let taker = |share: &Share| share.name.as_deref().map_or_else(|| nobody.to_owned(), |name| cashier_name(name, words));
            self.shares(Label::ByCashier, &takings.by_cashier, currency, taker);
        }
        let how = |share: &Share| tender_name(share.name.as_deref().unwrap_or_default(), words);
        self.shares(Label::SettledOtherwise, &takings.tendered, currency, how);
    }

    fn shares(&self, label: Label, shares: &[Share], currency: Currency, name: impl Fn(&Share) -> String) {
        if !shares.is_empty() {
            self.say(self.label(label));
        }
        for share in shares {
            self.row(&name(share), share.count, share.amount_minor, currency);
        }
    }

    fn row(&self, name: &str, count: u64, minor: i64, currency: Currency) {
        self.say(format!("  {:<26} {}", format!("{name} ({count})"), self.desk.screen.words.sum(minor, currency)));
    }

    fn success(&self, success: &Success) {
        let rate = success.percent().map(|rate| rate.to_string());
        let rate = rate.map(|rate| filled(self.label(Label::Percent), &[("percent", &rate)])).unwrap_or_default();
        let median = success.median_ms.map(|ms| ((ms + 500) / 1_000).to_string());
        let median = median.map(|seconds| filled(self.label(Label::Seconds), &[("seconds", &seconds)]));
        let name = Share { name: success.gateway.map(str::to_owned), count: success.ended, amount_minor: 0 };
        let name = success.gateway.map(|_| share_name(&name, self.desk.screen.words)).unwrap_or_default();
        let rate = format!("{} {name} {rate}", self.label(Label::SuccessRate)).replace("  ", " ");
        let median = median.map(|median| format!("  {} {median}", self.label(Label::MedianTime))).unwrap_or_default();
        self.say(format!("{rate}{median}"));
    }

    fn left(&self, left: &[Left]) {
        self.say(self.label(if left.is_empty() { Label::WithoutEndNone } else { Label::WithoutEnd }));
        for payment in left {
            let words = self.desk.screen.words;
            let sum = words.sum(payment.amount_minor, payment.currency);
            self.say(format!("  {}  {sum}  {}", payment.reference, state_name(&payment.state, words)));
        }
    }
}
