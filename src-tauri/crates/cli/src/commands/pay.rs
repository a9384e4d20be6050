//! `pay`: from an amount to a receipt.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::Method;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_engine::{AskedLine, AskedPayment, AskedTax, News, PaymentView, Refusal};
use comptoir_gateway::PageAddress;
use comptoir_till::{SystemRng, Till};
use comptoir_words::Label;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::printing::print_issued;
use super::{Desk, found};
use crate::args::{Pay, Way, payment_id};
use crate::exit::Exit;
use crate::qr;
use crate::screen::Screen;
use crate::stop::Stop;

pub(super) async fn run(desk: &Desk<'_>, pay: Pay) -> Result<Exit, Refusal> {
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let id = named_or_minted(&pay)?;
    let printed = Arc::new(Printed::new(desk.screen.clone(), id));
    let observer = Arc::clone(&printed);
    let till = desk
        .till(Box::new(move |news, view| match news {
            News::Changed => observer.change(view),
            News::Unwritten => observer.unwritten(view),
            // A line for each question would hide the changes.
            News::Asked => {}
        }))
        .await?;
    let with_key_url = pay.with_key_url;
    let deadline = Duration::from_secs(u64::from(pay.wait));
    let asked = asked(&till, id, pay)?;

    let mut taking = pin!(async {
        till.engine.start(&asked).await?;
        // From here on the payment is on disk: whatever fails, its state is what is told.
        show_page(&till, &printed, id, with_key_url).await.unwrap_or_else(|refusal| printed.trouble(refusal));
        if deadline > desk.clock.elapsed() {
            till.engine.wait(id, deadline).await.unwrap_or_else(|refusal| printed.trouble(refusal));
        }
        Ok::<(), Refusal>(())
    });
    let patience = async {
        if deadline.is_zero() {
            // Without a wait the gateway's first answer ends it, however long that takes.
            return std::future::pending().await;
        }
        desk.clock.sleep(deadline.saturating_sub(desk.clock.elapsed())).await;
        // What is not on disk yet has nothing to be told of.
        printed.on_disk.notified().await;
    };
    let stopped = tokio::select! {
        biased;
        () = stop.asked() => true,
        outcome = &mut taking => {
            outcome?;
            false
        }
        () = patience => false,
    };
    if print_issued(desk, &till).await {
        printed.comes_last();
    }
    end(&till, &printed, id, stopped)
}

/// The payment's name, known before anything is done, so that nothing of another payment is printed.
fn named_or_minted(pay: &Pay) -> Result<PaymentId, Refusal> {
    if let Some(text) = &pay.payment_id {
        return payment_id(text).ok_or_else(|| Code::PaymentIdInvalid.into());
    }
    let mut random = [0; 10];
    SystemRng.fill(&mut random);
    Ok(PaymentId::minted(Timestamp::now(), &random))
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

fn asked(till: &Till, id: PaymentId, pay: Pay) -> Result<AskedPayment, Refusal> {
    let retry_of = match &pay.retry_of {
        Some(earlier) => Some(found(&till.engine.ledger(), earlier)?.order.payment_id),
        None => None,
    };
    let method = pay.method.map(|way| match way {
        Way::Push => Method::Push,
        Way::Page => Method::Page,
    });
    Ok(AskedPayment {
        payment_id: Some(id),
        amount: pay.amount,
        currency: pay.currency,
        account: pay.account,
        method,
        phone: pay.phone,
        network: pay.network,
        note: pay.note,
        customer: pay.customer,
        remember: pay.remember,
        lines: pay.lines.iter().map(|line| asked_line(line)).collect::<Result<_, Refusal>>()?,
        taxes: pay.taxes.iter().map(|tax| asked_tax(tax)).collect::<Result<_, Refusal>>()?,
        retry_of,
        accept_double: pay.accept_double,
    })
}

/// `NAME,QTY,UNIT_PRICE`: the last two commas part it, so that a name may have some.
pub(super) fn asked_line(text: &str) -> Result<AskedLine, Refusal> {
    let invalid = || Refusal::naming(Code::LineInvalid, "line", text);
    let (rest, unit_price) = text.rsplit_once(',').ok_or_else(invalid)?;
    let (name, quantity) = rest.rsplit_once(',').ok_or_else(invalid)?;
    Ok(AskedLine { name: name.to_owned(), quantity: quantity.to_owned(), unit_price: unit_price.to_owned() })
}

/// `NAME,AMOUNT`: the last comma parts it.
fn asked_tax(text: &str) -> Result<AskedTax, Refusal> {
    let (name, amount) = text.rsplit_once(',').ok_or_else(|| Refusal::naming(Code::TaxInvalid, "tax", text))?;
    Ok(AskedTax { name: name.to_owned(), amount: amount.to_owned() })
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
    let payment = till.engine.ledger().payment(id)?.ok_or(Code::PaymentUnknown)?;
    till.practice_customer_scans(&payment, page.with_key());
    if with_key_url {
        printed.show_address(page);
        printed.change(&till.engine.view(id)?);
    } else if !screen.json && payment.page_url.is_some() {
        // It holds no key: a card is paid in a browser.
        screen.say(page.with_key());
    }
    Ok(())
}

/// What has been printed of the payment, so that its last line is printed once.
struct Printed {
    screen: Screen,
    id: String,
    page: Mutex<Option<PageAddress>>,
    last: Mutex<Option<Value>>,
    on_disk: Notify,
}

impl Printed {
    fn new(screen: Screen, id: PaymentId) -> Self {
        Self { screen, id: id.to_string(), page: Mutex::default(), last: Mutex::default(), on_disk: Notify::new() }
    }

    fn show_address(&self, page: PageAddress) {
        if !self.screen.json {
            self.screen.say(page.with_key());
        }
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some(page);
    }

    /// A line for the payment as it is on disk now, if that is news.
    fn change(&self, view: &PaymentView) {
        if view.payment_id != self.id {
            return;
        }
        self.on_disk.notify_one();
        let line = self.line(view);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref() != Some(&line) {
            if self.screen.json {
                self.screen.object(&line)
            } else {
                self.screen.payment_line(view)
            }
            *last = Some(line);
        }
    }

    /// Something else was printed meanwhile: the last line is the payment's all the same.
    fn comes_last(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The gateway's reply is not on the disk: whoever waits is told now, while the program tries again.
    fn unwritten(&self, view: &PaymentView) {
        if view.payment_id == self.id {
            self.screen.unwritten(view);
        }
    }

    /// For programs all of the payment, for people its word.
    fn line(&self, view: &PaymentView) -> Value {
        if !self.screen.json {
            return json!(self.screen.words.state(view.standing).word);
        }
        let mut line = json!(view);
        let page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(page), Some(url)) = (page.as_ref(), line.get_mut("page_url")) {
            *url = json!(page.with_key());
        }
        line
    }

    /// Something failed after the payment was on disk: it is told, and the payment's state decides.
    fn trouble(&self, refusal: Refusal) {
        self.screen.refuse(&refusal);
    }

    /// The state at exit: for programs the last line, for people all there is to know.
    fn last(&self, view: &PaymentView, zone: &str) {
        if self.screen.json { self.change(view) } else { self.screen.payment(view, zone) }
    }
}
