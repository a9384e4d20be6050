//! `print` and `printer add | queues | list | test | remove`.

use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::printer::{Columns, PrintOutcome, PrintTrouble, Printer, Queue, Target};
use comptoir_core::refund::LinkedRefund;
use comptoir_core::tender::LinkedTender;
use comptoir_engine::{AskedPrinter, Refusal};
use comptoir_ledger::Print;
use comptoir_till::{Printed, Till};
use comptoir_words::Label;
use serde_json::{Value, json};

use super::refund::refund_of;
use super::tender::tender_of;
use super::{Desk, found};
use crate::args::{NewPrinter, PrinterCommand};
use crate::exit::Exit;

pub(super) async fn print(desk: &Desk<'_>, which: &str, name: Option<&str>) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    // On a line of its own: printing takes the ledger again.
    let tender = tender_of(&till.engine.ledger(), which)?;
    if let Some(LinkedTender { tender, .. }) = tender {
        let printed = till.print_tender(tender.tender_id, name, desk.screen.words).await?;
        tell(desk, &tender.number, &printed);
        return Ok(exit_of(printed.outcome));
    }
    let (id, reference, refund) = {
        let ledger = till.engine.ledger();
        match refund_of(&ledger, which)? {
            Some(LinkedRefund { refund, .. }) => (refund.payment_id, refund.reference, Some(refund.refund_id)),
            None => {
                let order = found(&ledger, which)?.order;
                (order.payment_id, order.reference, None)
            }
        }
    };
    let printed = till.print(id, refund, name, desk.screen.words).await?;
    tell(desk, reference.as_str(), &printed);
    Ok(exit_of(printed.outcome))
}

/// Prints the receipts that were issued since the program began, where a printer prints by itself; whether anything was told of that.
/// What keeps it from printing is told, and changes no payment.
pub(super) async fn print_issued(desk: &Desk<'_>, till: &Till) -> bool {
    let mut told = false;
    for (id, reference) in desk.issued() {
        told |= print_unasked(desk, till, id, None, &reference).await;
    }
    told
}

/// The same of a refund that was just noted.
pub(super) async fn print_refund(desk: &Desk<'_>, till: &Till, LinkedRefund { refund, .. }: &LinkedRefund) {
    print_unasked(desk, till, refund.payment_id, Some(refund.refund_id), refund.reference.as_str()).await;
}

/// The same of a sale that was just settled without a gateway.
pub(super) async fn print_tender(desk: &Desk<'_>, till: &Till, LinkedTender { tender, .. }: &LinkedTender) {
    told(desk, &tender.number, till.print_tender_unasked(tender.tender_id, desk.screen.words).await);
}

async fn print_unasked(desk: &Desk<'_>, till: &Till, id: PaymentId, refund: Option<RefundId>, reference: &str) -> bool {
    told(desk, reference, till.print_unasked(id, refund, desk.screen.words).await)
}

/// Tells of the papers that were printed without being asked for; whether there were any.
fn told(desk: &Desk<'_>, reference: &str, papers: Result<Vec<Printed>, Refusal>) -> bool {
    match papers {
        Ok(papers) => {
            papers.iter().for_each(|printed| tell(desk, reference, printed));
            !papers.is_empty()
        }
        Err(refusal) => {
            desk.screen.refuse(&refusal);
            false
        }
    }
}

pub(super) async fn printer(desk: &Desk<'_>, command: PrinterCommand) -> Result<Exit, Refusal> {
    match command {
        PrinterCommand::Add(new) => add(desk, new).await,
        PrinterCommand::Queues => queues(desk).await,
        PrinterCommand::List => list(desk),
        PrinterCommand::Test { name } => test(desk, &name).await,
        PrinterCommand::Remove { name } => remove(desk, &name).await,
    }
}

async fn add(desk: &Desk<'_>, new: NewPrinter) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    let NewPrinter { name, to: target, columns, no_cut, drawer, auto: automatic } = new;
    let asked = AskedPrinter { name, target, columns: Columns::from(columns).into(), cuts: !no_cut, drawer, automatic };
    let printer = till.engine.set_printer(&asked)?;
    desk.screen.either(&object(&printer), || desk.screen.say_label(Label::PrinterSet, &[("printer", &printer.name)]));
    Ok(Exit::Done)
}

/// Needs no folder: it tells what the system has, and `to` as `printer add` takes it.
async fn queues(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let words = desk.screen.words;
    let queues = comptoir_till::queues().await?;
    for Queue { name, default, pages, trouble } in &queues {
        let to = Target::Queue(name.clone()).to_string();
        let code = trouble.map(PrintTrouble::code);
        let object = json!({"kind": "queue", "name": name, "to": to, "default": default, "pages": pages, "trouble": code});
        desk.screen.either(&object, || {
            let mark = if *default { words.label(Label::DefaultQueue) } else { "" };
            let marks = [to.as_str(), mark, trouble.map_or("", |trouble| words.print_trouble(trouble))];
            let marks: Vec<&str> = marks.into_iter().filter(|mark| !mark.is_empty()).collect();
            desk.screen.say(marks.join("  "));
        });
    }
    if queues.is_empty() && !desk.screen.json {
        desk.screen.say_label(Label::NoQueue, &[]);
    }
    Ok(Exit::Done)
}

fn list(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let printers = match desk.reader()? {
        Some(reader) => reader.printers()?,
        None => Vec::new(),
    };
    for printer in &printers {
        desk.screen.either(&object(printer), || {
            let Printer { name, target, columns, cuts, drawer, automatic } = printer;
            let is_roll = target.page().is_none();
            let marks = [(is_roll && !cuts, "no-cut"), (*drawer, "drawer"), (*automatic, "auto")];
            let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
            let columns = is_roll.then(|| columns.count().to_string());
            let told = [Some(name.clone()), Some(target.to_string()), columns, Some(marks.join(" "))];
            desk.screen.say(told.into_iter().flatten().collect::<Vec<_>>().join("  ").trim_end());
        });
    }
    if printers.is_empty() && !desk.screen.json {
        desk.screen.say_label(Label::NoPrinterYet, &[]);
    }
    Ok(Exit::Done)
}

async fn test(desk: &Desk<'_>, name: &str) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    let (printer, outcome) = till.test_printer(name, desk.screen.words).await?;
    let trouble = outcome.trouble().map(|trouble| trouble.code());
    let object = json!({"kind": "printer_test", "printer": printer.name, "outcome": outcome.code(), "trouble": trouble});
    desk.screen.either(&object, || match outcome {
        PrintOutcome::Printed => desk.screen.say_label(Label::PrinterTested, &[("printer", &printer.name)]),
        PrintOutcome::Unsure(_) | PrintOutcome::Failed(_) => troubled(desk, &printer.name, outcome),
    });
    Ok(exit_of(outcome))
}

async fn remove(desk: &Desk<'_>, name: &str) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    till.engine.remove_printer(name)?;
    desk.screen.either(&json!({"kind": "printer_removed", "name": name}), || {
        desk.screen.say_label(Label::PrinterRemoved, &[("printer", name)]);
    });
    Ok(Exit::Done)
}

fn object(printer: &Printer) -> Value {
    let Printer { name, target, columns, cuts, drawer, automatic } = printer;
    json!({
        "kind": "printer",
        "name": name,
        "to": target.to_string(),
        "columns": columns.count(),
        "cuts": cuts,
        "drawer": drawer,
        "automatic": automatic,
    })
}

/// A paper as it is on disk.
pub(super) fn listed(print: &Print) -> Value {
    json!({
        "copy": print.copy,
        "printer": print.printer,
        "begun_at": print.begun_at.to_string(),
        "outcome": print.outcome.map(PrintOutcome::code),
        "trouble": print.outcome.and_then(PrintOutcome::trouble).map(|trouble| trouble.code()),
    })
}

pub(super) fn tell(desk: &Desk<'_>, reference: &str, printed: &Printed) {
    let Printed { printer, print, outcome } = printed;
    let object = json!({
        "kind": "print",
        "reference": reference,
        "printer": printer.name,
        "copy": print.copy,
        "outcome": outcome.code(),
        "trouble": outcome.trouble().map(|trouble| trouble.code()),
    });
    desk.screen.either(&object, || match (outcome, print.copy) {
        (PrintOutcome::Printed, 0) => desk.screen.say_label(Label::Printed, &[("printer", &printer.name)]),
        (PrintOutcome::Printed, number) => {
            let number = number.to_string();
            desk.screen.say_label(Label::PrintedDuplicate, &[("number", &number), ("printer", &printer.name)]);
        }
        (PrintOutcome::Unsure(_) | PrintOutcome::Failed(_), _) => troubled(desk, &printer.name, *outcome),
    });
}

fn troubled(desk: &Desk<'_>, printer: &str, outcome: PrintOutcome) {
    let label = if matches!(outcome, PrintOutcome::Failed(_)) { Label::PrintFailed } else { Label::PrintUnsure };
    desk.screen.say_label(label, &[("printer", printer)]);
    if let Some(trouble) = outcome.trouble() {
        desk.screen.say(desk.screen.words.print_trouble(trouble));
    }
    desk.screen.say_label(Label::PrintAgain, &[]);
}

pub(super) const fn exit_of(outcome: PrintOutcome) -> Exit {
    match outcome {
        PrintOutcome::Printed => Exit::Done,
        PrintOutcome::Failed(_) => Exit::Failed,
        PrintOutcome::Unsure(_) => Exit::Open,
    }
}
