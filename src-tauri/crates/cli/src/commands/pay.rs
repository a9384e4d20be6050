//! `pay`: from an amount to a receipt.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::Method;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_engine::{AskedLine, AskedPayment, PaymentView, Refusal};
use comptoir_gateway::PageAddress;
use comptoir_till::{SystemRng, Till};
use comptoir_words::Label;
use jiff::Timestamp;

use super::{Desk, found};
use crate::args::{Pay, Way, payment_id};
use crate::exit::Exit;
use crate::qr;
use crate::screen::Screen;
use crate::stop::Stop;

pub(super) async fn run(desk: &Desk<'_>, pay: Pay) -> Result<Exit, Refusal> {
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let printed = Arc::new(Printed::new(desk.screen.clone()));
    let observer = Arc::clone(&printed);
    let till = desk.till(Box::new(move |view| observer.change(view))).await?;
    let with_key_url = pay.with_key_url;
    let deadline = Duration::from_secs(u64::from(pay.wait));
    let asked = asked(&till, pay)?;
    let id = asked.payment_id.ok_or(Code::Unexpected)?;

    let mut taking = pin!(async {
        till.engine.start(&asked).await?;
        show_page(&till, &printed, id, with_key_url).await?;
        if deadline > desk.clock.elapsed() { till.engine.wait(id, deadline).await } else { Ok(()) }
    });
    let patience = async {
        match deadline.checked_sub(desk.clock.elapsed()) {
            Some(left) if !deadline.is_zero() => desk.clock.sleep(left).await,
            // Without a wait the gateway's first answer ends it, however long that takes.
            Some(_) | None => std::future::pending().await,
        }
    };
    let stopped = tokio::select! {
        outcome = &mut taking => {
            outcome?;
            false
        }
        () = stop.asked() => true,
        () = patience => false,
    };
    end(&till, &printed, id, stopped)
}

/// What is on disk when the waiting ends, printed unless it was printed already.
fn end(till: &Till, printed: &Printed, id: PaymentId, stopped: bool) -> Result<Exit, Refusal> {
    let view = match till.engine.let_go(id).and_then(|()| till.engine.view(id)) {
        Ok(view) => view,
        // Stopped before anything was written.
        Err(Refusal { code: Code::PaymentUnknown, .. }) if stopped => return Ok(Exit::Open),
        Err(refusal) => return Err(refusal),
    };
    printed.last(&view, &till.engine.ledger().shop()?.zone);
    if stopped && !printed.screen.json {
        printed.screen.say_label(Label::WaitStopped, &[]);
    }
    Ok(if stopped { Exit::Open } else { view.standing.into() })
}

fn asked(till: &Till, pay: Pay) -> Result<AskedPayment, Refusal> {
    let payment_id = match &pay.payment_id {
        Some(text) => payment_id(text).ok_or(Code::PaymentIdInvalid)?,
        None => {
            let mut random = [0; 10];
            SystemRng.fill(&mut random);
            PaymentId::minted(Timestamp::now(), &random)
        }
    };
    let retry_of = match &pay.retry_of {
        Some(earlier) => Some(found(&till.engine.ledger(), earlier)?.order.payment_id),
        None => None,
    };
    let method = pay.method.map(|way| match way {
        Way::Push => Method::Push,
        Way::Page => Method::Page,
    });
    Ok(AskedPayment {
        payment_id: Some(payment_id),
        amount: pay.amount,
        currency: pay.currency,
        account: pay.account,
        method,
        phone: pay.phone,
        network: pay.network,
        note: pay.note,
        customer: pay.customer,
        lines: pay.lines.iter().map(|line| asked_line(line)).collect::<Result<_, Refusal>>()?,
        retry_of,
        accept_double: pay.accept_double,
    })
}

/// `NAME,QTY,UNIT_PRICE`: the last two commas part it, so that a name may have some.
fn asked_line(text: &str) -> Result<AskedLine, Refusal> {
    let invalid = || Refusal::naming(Code::LineInvalid, "line", text);
    let (rest, unit_price) = text.rsplit_once(',').ok_or_else(invalid)?;
    let (name, quantity) = rest.rsplit_once(',').ok_or_else(invalid)?;
    Ok(AskedLine { name: name.to_owned(), quantity: quantity.to_owned(), unit_price: unit_price.to_owned() })
}

/// Shows the page of a payment that has one: as a code to people, to a program that asks for the key by name as an address.
async fn show_page(till: &Till, printed: &Printed, id: PaymentId, with_key_url: bool) -> Result<(), Refusal> {
    let Some(page) = till.engine.page(id).await? else { return Ok(()) };
    let screen = &printed.screen;
    if !screen.json
        && let Some(code) = qr::drawn(page.with_key(), screen.is_terminal())
    {
        screen.say_label(Label::ScanQr, &[]);
        screen.say(code);
    }
    till.practice_customer_scans(page.with_key());
    if with_key_url {
        printed.show_address(page);
        printed.change(&till.engine.view(id)?);
    }
    Ok(())
}

/// What has been printed of the payment, so that its last line is printed once.
struct Printed {
    screen: Screen,
    page: Mutex<Option<PageAddress>>,
    last: Mutex<Option<PaymentView>>,
}

impl Printed {
    const fn new(screen: Screen) -> Self {
        Self { screen, page: Mutex::new(None), last: Mutex::new(None) }
    }

    fn show_address(&self, page: PageAddress) {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some(page);
    }

    /// A line for the payment as it is on disk now, if that is news.
    fn change(&self, view: &PaymentView) {
        let view = self.addressed(view);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref() != Some(&view) {
            let word = |view: &PaymentView| self.screen.words.state(view.standing).word;
            // People are not told the same word twice.
            if self.screen.json || last.as_ref().map(word) != Some(word(&view)) {
                self.screen.payment_line(&view);
            }
            if let Some(address) = view.page_url.as_ref().filter(|_| !self.screen.json) {
                self.screen.say(address);
            }
            *last = Some(view);
        }
    }

    /// The state at exit: for programs the last line, for people all there is to know.
    fn last(&self, view: &PaymentView, zone: &str) {
        if self.screen.json { self.change(view) } else { self.screen.payment(view, zone) }
    }

    fn addressed(&self, view: &PaymentView) -> PaymentView {
        let page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        let mut view = view.clone();
        if let Some(page) = page.as_ref() {
            view.page_url = Some(page.with_key().to_owned());
        }
        view
    }
}
