//! One file for each group of commands: parse, call, print.

mod accounts;
mod cashiers;
mod copies;
mod day;
mod export;
mod ledger;
mod notify;
mod owner;
mod pay;
mod payments;
mod practice;
mod printing;
mod receipt;
mod refund;
mod seal;
mod shop;
mod tender;

use std::sync::{Arc, Mutex, PoisonError};

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::payment::Payment;
use comptoir_core::people::OWNER;
use comptoir_engine::{News, Observer, Refusal};
use comptoir_ledger::Reader;
use comptoir_till::{Folder, SystemClock, Till};

use crate::args::{Command, Options, payment_id};
use crate::exit::Exit;
use crate::input::Given;
use crate::screen::Screen;

/// What every command is given.
pub(crate) struct Desk<'a> {
    options: &'a Options,
    screen: &'a Screen,
    /// What stands on standard input.
    given: Given,
    /// Started with the program: waits count from there.
    clock: Arc<SystemClock>,
    /// The payments whose receipt was issued since then, with their references.
    issued: Arc<Mutex<Vec<(PaymentId, String)>>>,
}

pub(crate) async fn run(command: Command, options: &Options, screen: &Screen) -> Result<Exit, Refusal> {
    let given = Given::new(options.cashier.is_some());
    let desk = Desk { options, screen, given, clock: Arc::new(SystemClock::started()), issued: Arc::default() };
    match command {
        Command::Account(command) => accounts::run(&desk, command).await,
        Command::Balance { account } => accounts::balance(&desk, &account).await,
        Command::Shop(command) => shop::run(&desk, command).await,
        Command::Pay(pay) => pay::run(&desk, pay).await,
        Command::Show(which) => payments::show(&desk, &which.payment),
        Command::Ask(which) => payments::ask(&desk, &which.payment).await,
        Command::Cancel(which) => payments::cancel(&desk, &which.payment).await,
        Command::Accept(which) => payments::accept(&desk, &which.payment).await,
        Command::Resend(which) => payments::resend(&desk, &which.payment).await,
        Command::Resume(resume) => payments::resume(&desk, resume.wait).await,
        Command::Receipt(receipt) => receipt::run(&desk, &receipt),
        Command::Print { payment, printer } => printing::print(&desk, &payment, printer.as_deref()).await,
        Command::Printer(command) => printing::printer(&desk, command).await,
        Command::CheckReceipt { code } => receipt::check(&desk, &code),
        Command::List(list) => ledger::list(&desk, &list),
        Command::Export(export) => export::run(&desk, export).await,
        Command::Owner(command) => owner::run(&desk, command).await,
        Command::Cashier(command) => cashiers::run(&desk, command).await,
        Command::Customer(command) => owner::customer(&desk, command).await,
        Command::Settle(settle) => owner::settle(&desk, settle).await,
        Command::Refund(asked) => refund::run(&desk, asked).await,
        Command::Day(command) => day::run(&desk, command).await,
        Command::Tender(asked) => tender::run(&desk, asked).await,
        Command::Tenders(asked) => tender::list(&desk, asked),
        Command::Seal(asked) => seal::run(&desk, asked).await,
        Command::Payout(payout) => owner::pay_out(&desk, payout).await,
        Command::Payouts { open } => owner::payouts(&desk, open),
        Command::Notify(notify) => notify::run(&desk, notify).await,
        Command::Verify => ledger::verify(&desk),
        Command::Backup { out } => copies::back_up(&desk, &out),
        Command::Restore(restore) => copies::restore(&desk, restore).await,
        Command::Recovered => copies::recovered(&desk),
        Command::Practice { port } => practice::run(&desk, port).await,
        Command::Help => {
            screen.help();
            Ok(Exit::Done)
        }
    }
}

impl Desk<'_> {
    async fn till(&self, observer: Observer) -> Result<Till, Refusal> {
        let issued = Arc::clone(&self.issued);
        let observer: Observer = Box::new(move |news, view| {
            if news == News::Changed
                && view.receipt_number.is_some()
                && let Some(id) = payment_id(&view.payment_id)
            {
                issued.lock().unwrap_or_else(PoisonError::into_inner).push((id, view.reference.clone()));
            }
            observer(news, view);
        });
        let till = Till::open(&self.folder()?, Arc::clone(&self.clock), observer).await?;
        if let Some(trouble) = till.engine.clock_trouble()? {
            // It is told and stops nothing.
            self.screen.refuse(&trouble);
        }
        self.take_duty(&till)?;
        Ok(till)
    }

    /// Whoever is named takes the till, for this command.
    fn take_duty(&self, till: &Till) -> Result<(), Refusal> {
        let Some(name) = self.options.cashier.as_deref().map(str::trim) else { return Ok(()) };
        let cashier = if name == OWNER { None } else { Some(till.engine.cashier_named(name)?.cashier_id) };
        let pin = self.given.cashier_pin(name, self.screen)?;
        till.engine.take_duty(cashier, pin.as_ref()).map(drop)
    }

    /// A till that nobody watches; only a reply that the disk does not take is told.
    async fn silent_till(&self) -> Result<Till, Refusal> {
        let screen = self.screen.clone();
        self.till(Box::new(move |news, view| {
            if news == News::Unwritten {
                screen.unwritten(view);
            }
        }))
        .await
    }

    /// The payments whose receipt was issued since this was asked last.
    fn issued(&self) -> Vec<(PaymentId, String)> {
        std::mem::take(&mut self.issued.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn reader(&self) -> Result<Option<Reader>, Refusal> {
        self.folder()?.reader()
    }

    fn folder(&self) -> Result<Folder, Refusal> {
        Folder::of(self.options.data_dir.clone(), self.options.training)
    }
}

/// The payment of this id, reference or receipt number.
fn found(reader: &Reader, text: &str) -> Result<Payment, Refusal> {
    let text = text.trim();
    let found = if let Some(id) = payment_id(text) {
        reader.payment(id)?
    } else if let Ok(reference) = text.parse() {
        reader.payment_by_reference(&reference)?
    } else {
        reader.payment_by_receipt(text)?
    };
    found.ok_or_else(|| Code::PaymentUnknown.into())
}

/// The zone that a shop's dates are read and printed in.
fn zone(reader: Option<&Reader>) -> Result<String, Refusal> {
    Ok(match reader {
        Some(reader) => reader.shop()?.zone,
        None => comptoir_core::shop::Shop::default().zone,
    })
}
