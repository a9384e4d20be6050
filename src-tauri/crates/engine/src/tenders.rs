//! Sales settled without a gateway: in cash, or by money that came in outside this program. What was asked for of such a sale stays
//! watched, and a success of it is late money.

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, SaleId, TenderId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{Environment, Sale};
use comptoir_core::payment::{Event, Payment};
use comptoir_core::people::{By, Right};
use comptoir_core::printer::{PrintOutcome, Printer};
use comptoir_core::refund::How;
use comptoir_core::state::{SaleLeft, State};
use comptoir_core::tender::{LinkedTender, Taken};
use comptoir_core::text::cleaned;
use comptoir_ledger::{Ledger, Print};
use secrecy::SecretString;

use crate::drive::receipt_due;
use crate::hands::LONGEST_REFERENCE;
use crate::intake::{AskedLine, AskedPayment, LONGEST_NOTE};
use crate::refusal::Refusal;
use crate::{Engine, News};

/// A tender as it is asked for, in the words that were typed. It does not print: it holds the PIN.
#[derive(Clone)]
pub struct AskedTender {
    /// A name for it, made by the asker so that a repeated request is harmless.
    pub tender_id: Option<TenderId>,
    /// What is settled.
    pub sale: TenderedSale,
    /// How: what came in elsewhere needs the operator's own number of it.
    pub how: How,
    /// A line of the cashier's own; that of the payment if none is given.
    pub note: Option<String>,
    /// The customer may still pay what was asked for, and whoever asks knows it.
    pub accept_double: bool,
    /// The owner's PIN, which cash does not need.
    pub pin: Option<SecretString>,
}

/// What a tender settles.
#[derive(Debug, Clone)]
pub enum TenderedSale {
    /// A sale that nobody was asked to pay.
    New {
        /// How much.
        amount: String,
        /// What is sold.
        lines: Vec<AskedLine>,
    },
    /// The sale of this payment.
    Of(PaymentId),
}

impl Engine {
    /// Notes that a sale was settled without a gateway, and gives it its receipt. A payment of it that may still be paid is asked about
    /// first; it stays watched. The same name again notes nothing and tells what was noted, without a PIN.
    ///
    /// # Errors
    /// `sale_settled`, `earlier_payment_alive` where the customer may still pay, `operator_reference_needed`, `id_reused`, what is wrong
    /// with the amount or the lines, or the PIN's; nothing was noted then.
    pub async fn tender(&self, asked: &AskedTender) -> Result<LinkedTender, Refusal> {
        if let TenderedSale::Of(id) = asked.sale {
            self.stored(id)?;
        }
        let how = match &asked.how {
            How::Cash => How::Cash,
            How::Operator { reference } => {
                let reference = cleaned(reference, LONGEST_REFERENCE);
                How::Operator { reference: reference.ok_or(Code::OperatorReferenceNeeded)? }
            }
        };
        let tender_id = asked.tender_id.unwrap_or_else(|| TenderId::minted(self.clock.now(), &self.random()));
        let taken = Taken { tender_id, how, note: asked.note.as_deref().and_then(|note| cleaned(note, LONGEST_NOTE)) };
        // On a line of its own: asking takes the ledger again.
        let known = self.known(&self.ledger(), asked, &taken)?;
        if let Some(known) = known {
            return Ok(known);
        }
        if let TenderedSale::Of(id) = asked.sale {
            self.ask_open_ones(id).await?;
        }
        let prepared = self.prepared(&self.ledger(), asked)?;
        let right = if taken.how == How::Cash { Right::Sell } else { Right::Settle };
        let by = self.authorize(right, asked.pin.as_ref())?;
        let noted = self.note_tender(asked, taken, prepared, by)?;
        self.tell_of_tender(noted.tender.sale_id)?;
        Ok(noted)
    }

    /// The same key pressed twice waits for one PIN after the other, and a customer may pay meanwhile: all is looked at once more.
    fn note_tender(
        &self,
        asked: &AskedTender,
        mut taken: Taken,
        first: Prepared,
        by: Option<By>,
    ) -> Result<LinkedTender, Refusal> {
        let mut ledger = self.ledger();
        if let Some(known) = self.known(&ledger, asked, &taken)? {
            return Ok(known);
        }
        let Prepared { sale, environment, note } = match asked.sale {
            TenderedSale::New { .. } => first,
            TenderedSale::Of(_) => self.prepared(&ledger, asked)?,
        };
        taken.note = taken.note.or(note);
        let due = receipt_due(&ledger, environment, self.clock.now())?;
        let noted = ledger.signed(by).tender(&sale, environment, taken, &due)?;
        tracing::info!(number = noted.tender.number, how = noted.tender.how.code(), "tender");
        Ok(noted)
    }

    /// A question that cannot be asked, or is not answered, keeps nobody from taking cash.
    async fn ask_open_ones(&self, id: PaymentId) -> Result<(), Refusal> {
        let sale = self.stored(id)?.order.sale_id;
        let payments = self.ledger().payments_of_sale(sale)?;
        for payment in payments.iter().filter(|payment| payment.state.leaves_sale() == SaleLeft::MayBePaidTwice) {
            if let Err(refusal) = self.ask_once(payment.order.payment_id).await {
                tracing::warn!(code = refusal.code.code(), "not asked before the sale is settled otherwise");
            }
        }
        Ok(())
    }

    fn prepared(&self, ledger: &Ledger, asked: &AskedTender) -> Result<Prepared, Refusal> {
        match &asked.sale {
            TenderedSale::New { amount, lines } => {
                let typed = AskedPayment { amount: amount.clone(), lines: lines.clone(), ..AskedPayment::default() };
                let amount = Amount::typed(&typed.amount, Currency::Xof)?;
                let (lines, taxes) = typed.itemised(amount)?;
                let now = self.clock.now();
                let sale_id = SaleId::minted(now, &self.random());
                let environment = if self.is_training() { Environment::Training } else { Environment::Live };
                let sale = Sale { sale_id, amount, lines, taxes, opened_at: now };
                Ok(Prepared { sale, environment, note: None })
            }
            TenderedSale::Of(id) => {
                let payment = ledger.payment(*id)?.ok_or(Code::PaymentUnknown)?;
                let sale = ledger.sale(payment.order.sale_id)?.ok_or(Code::LedgerDamaged)?;
                may_be_settled(ledger, &sale, &payment, asked.accept_double)?;
                Ok(Prepared { sale, environment: payment.order.environment, note: payment.order.note })
            }
        }
    }

    /// The tender that has been noted under this name, if it is the same.
    fn known(&self, ledger: &Ledger, asked: &AskedTender, taken: &Taken) -> Result<Option<LinkedTender>, Refusal> {
        let Some(known) = ledger.tender_of(taken.tender_id)? else { return Ok(None) };
        let same_sale = match &asked.sale {
            TenderedSale::New { amount, .. } => Amount::typed(amount, Currency::Xof)? == known.tender.amount,
            TenderedSale::Of(id) => ledger.payment(*id)?.is_some_and(|one| one.order.sale_id == known.tender.sale_id),
        };
        if same_sale && known.tender.how == taken.how { Ok(Some(known)) } else { Err(Code::IdReused.into()) }
    }

    /// Nobody waits any more for what was asked of the sale; it stays watched.
    fn tell_of_tender(&self, sale: SaleId) -> Result<(), Refusal> {
        let payments = self.ledger().payments_of_sale(sale)?;
        for payment in payments {
            let id = payment.order.payment_id;
            if payment.state == State::Pending {
                self.settle(id, &Event::Cancel)?;
            } else {
                self.tell(News::Changed, id)?;
            }
        }
        Ok(())
    }

    /// Lets somebody have the next paper of a tender's receipt, as of a payment's.
    ///
    /// # Errors
    /// `till_locked`, `right_needed`, or the ledger's.
    pub fn may_print_tender(&self, id: TenderId) -> Result<Option<By>, Refusal> {
        let papers = Print::papers(&self.ledger().tender_prints(id)?);
        self.authorize(if papers == 0 { Right::Sell } else { Right::Reprint }, None)
    }

    /// Puts the next paper of a tender's receipt on disk, before its first byte leaves; `by`, if anybody asked for it.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn begin_tender_print(&self, id: TenderId, printer: &Printer, by: Option<By>) -> Result<Print, Refusal> {
        Ok(self.ledger().signed(by).begin_tender_print(self.clock.now(), id, &printer.name)?)
    }

    /// Keeps what became of a tender's paper.
    ///
    /// # Errors
    /// Whatever kept it from being written: it then counts as printed.
    pub fn end_tender_print(&self, id: TenderId, print: &Print, outcome: PrintOutcome) -> Result<(), Refusal> {
        Ok(self.ledger().end_tender_print(self.clock.now(), id, print.place, outcome)?)
    }
}

/// A sale that may be settled, and what its receipt says of it.
struct Prepared {
    sale: Sale,
    environment: Environment,
    note: Option<String>,
}

/// Whether nothing of the sale is paid, and nothing can be without somebody knowing it.
fn may_be_settled(ledger: &Ledger, sale: &Sale, about: &Payment, accepted: bool) -> Result<(), Refusal> {
    if ledger.tender_of_sale(sale.sale_id)?.is_some() {
        return Err(Refusal::from(Code::SaleSettled).about(about));
    }
    for payment in ledger.payments_of_sale(sale.sale_id)? {
        match payment.state.leaves_sale() {
            SaleLeft::Free => {}
            SaleLeft::MayBePaidTwice if accepted => {}
            SaleLeft::MayBePaidTwice => return Err(Refusal::from(Code::EarlierPaymentAlive).about(&payment)),
            SaleLeft::Settled => return Err(Refusal::from(Code::SaleSettled).about(&payment)),
        }
    }
    Ok(())
}
