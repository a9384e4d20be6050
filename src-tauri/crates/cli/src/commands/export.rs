//! `export`: payments in a file for other programs.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use comptoir_core::code::Code;
use comptoir_engine::ports::Clock;
use comptoir_engine::{Refusal, zone_of};
use comptoir_ledger::TenderSum;
use comptoir_till::{Export, Exported, Folder, Halted, Progress, SystemRng};
use comptoir_words::{Label, filled};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use super::{Desk, zone};
use crate::args;
use crate::exit::Exit;
use crate::screen::Screen;
use crate::stop::Stop;

pub(super) async fn run(desk: &Desk<'_>, asked: args::Export) -> Result<Exit, Refusal> {
    let folder = desk.folder()?;
    let reader = folder.reader()?;
    let zone = zone_of(&zone(reader.as_ref())?).unwrap_or(TimeZone::UTC);
    let args::Export { format, narrowed, out } = asked;
    let filter = narrowed.filter(reader.as_ref())?.understood(&zone, u32::MAX)?;
    let export = Export { format: format.into(), filter, words: desk.screen.words, to: out };
    // In a shop with cashiers somebody takes the till for it.
    let has_cashiers = reader.map_or_else(|| Ok(Vec::new()), |reader| reader.cashiers())?.iter().any(|cashier| cashier.active);
    let till = if has_cashiers { Some(desk.silent_till().await?) } else { None };
    let by = till.as_ref().map_or(Ok(None), |till| till.engine.may_export())?;
    match written(desk, &folder, export.clone()).await? {
        Ok(exported) => {
            let journalled = match &till {
                Some(till) => {
                    let mut ledger = till.engine.ledger();
                    ledger.signed(by).note_export(desk.clock.now(), export.format, &export.filter, exported.count).is_ok()
                }
                None => tell_the_journal(desk, &folder, &export, exported.count),
            };
            desk.screen.either(&object_of(&export, &exported, journalled), || say(desk.screen, &exported));
            Ok(Exit::Done)
        }
        Err(Halted::Refused(refusal)) => Err(refusal),
        Err(Halted::Stopped) => {
            desk.screen.warn(desk.screen.words.label(Label::ExportStopped));
            Ok(Exit::Failed)
        }
    }
}

/// The export, which Ctrl-C stops: its file is taken away before the program ends.
async fn written(desk: &Desk<'_>, folder: &Folder, export: Export) -> Result<Result<Exported, Halted>, Refusal> {
    let mut asked_to_stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let stop = Arc::new(AtomicBool::new(false));
    let (folder, screen, stops) = (folder.clone(), desk.screen.clone(), Arc::clone(&stop));
    let mut writing = spawn_blocking(move || {
        let mut line = Line::of(&screen);
        folder.export(&export, &stops, |progress| line.show(&screen, progress))
    });
    let ended = tokio::select! {
        biased;
        ended = &mut writing => ended,
        () = asked_to_stop.asked() => {
            stop.store(true, Ordering::Relaxed);
            writing.await
        }
    };
    ended.map_err(|_| Code::Unexpected.into())
}

/// The file stands, whatever becomes of the journal's entry.
fn tell_the_journal(desk: &Desk<'_>, folder: &Folder, export: &Export, count: u64) -> bool {
    folder.tell_of_export(export, count, &*desk.clock, &SystemRng).unwrap_or(false)
}

/// A line on the terminal that says how far it is. Nobody reads it in a file.
struct Line {
    is_shown: bool,
}

impl Line {
    fn of(screen: &Screen) -> Self {
        Self { is_shown: !screen.json && io::stderr().is_terminal() }
    }

    fn show(&mut self, screen: &Screen, progress: Progress) {
        if !self.is_shown {
            return;
        }
        let data = [("done", progress.done.to_string()), ("total", progress.total.to_string())];
        let line = filled(screen.words.label(Label::ExportProgress), &data);
        let end = if progress.done == progress.total { "\n" } else { "" };
        let mut err = io::stderr().lock();
        write!(err, "\r{line}{end}").and_then(|()| err.flush()).unwrap_or_default();
    }
}

fn say(screen: &Screen, exported: &Exported) {
    let (path, count) = (exported.path.display().to_string(), exported.count.to_string());
    screen.say_label(Label::Exported, &[("path", &path), ("count", &count)]);
    for total in &exported.totals {
        let money = |minor| screen.words.sum(minor, total.currency);
        let (amount, taken, refunded) = (money(total.amount_minor), money(total.taken_minor), money(total.refunded_minor));
        screen.say_label(Label::ExportTotal, &[("amount", &amount), ("taken", &taken), ("refunded", &refunded)]);
    }
    for sum in &exported.tendered {
        let how = screen.words.label(if sum.cash { Label::TenderedInCash } else { Label::TenderedByOperator });
        let line = filled(
            screen.words.label(Label::ExportTendered),
            &[("how", how), ("amount", &screen.words.sum(sum.minor, sum.currency))],
        );
        screen.say(format!("{line}{}", screen.mark(sum.environment.code())));
    }
}

fn summed(sum: &TenderSum) -> Value {
    json!({
        "currency": sum.currency.code(),
        "how": if sum.cash { "cash" } else { "operator" },
        "environment": sum.environment.code(),
        "count": sum.count,
        "amount_minor": sum.minor,
    })
}

fn object_of(export: &Export, exported: &Exported, journalled: bool) -> Value {
    let totals = exported.totals.iter().map(|total| {
        json!({
            "currency": total.currency.code(),
            "count": total.count,
            "amount_minor": total.amount_minor,
            "taken_minor": total.taken_minor,
            "refunded_minor": total.refunded_minor,
        })
    });
    json!({
        "kind": "export",
        "path": exported.path.display().to_string(),
        "format": export.format.code(),
        "count": exported.count,
        "totals": totals.collect::<Vec<_>>(),
        "tendered": exported.tendered.iter().map(summed).collect::<Vec<_>>(),
        "journalled": journalled,
    })
}
