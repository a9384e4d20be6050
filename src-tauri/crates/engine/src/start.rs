//! Starting a payment: known or new, alone on its sale or in another's place.

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::order::{Order, Sale};
use comptoir_core::payment::{Event, Payment};
use comptoir_core::people::{By, Right};
use comptoir_core::state::{SaleLeft, State};
use comptoir_gateway::{Account, Keys};
use comptoir_ledger::Ledger;

use crate::accounts::fingerprint_of;
use crate::disk::{is_of_the_disk, unsent};
use crate::intake::{AskedPayment, Checked};
use crate::refusal::Refusal;
use crate::{Engine, News};

/// A payment that is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// Its name.
    pub payment_id: PaymentId,
    /// It was there already, from the same order: nothing was sent.
    pub known: bool,
}

/// An asked payment that passed every check that needs neither a key nor the network.
struct TakenIn {
    payment_id: PaymentId,
    account: Account,
    checked: Checked,
    fingerprint: String,
    retry_of: Option<PaymentId>,
    double_accepted: bool,
}

impl Engine {
    /// Puts a payment on disk and sends it, once. The same id and order again change nothing and send nothing.
    ///
    /// Whoever drops the returned future while its request is on its way says so with [`Engine::let_go`].
    ///
    /// # Errors
    /// [`Refusal`]: nothing was sent, unless the ledger failed after it.
    pub async fn start(&self, asked: &AskedPayment) -> Result<Started, Refusal> {
        let order = self.taken_in(asked)?;
        // On a line of its own: telling takes the ledger again.
        let known = known(&self.ledger(), &order)?;
        if let Some(known) = known {
            self.tell(News::Changed, known.payment_id)?;
            return Ok(known);
        }
        let by = self.authorize(Right::Sell, None)?;
        self.demand_room(&order.account)?;
        let keys = self.keys(&order.account).await?;
        if let Some(earlier) = order.retry_of {
            self.ask_before_retry(earlier).await?;
        }
        let payment_id = order.payment_id;
        let customer = asked.remember.then(|| (order.checked.confidential.clone(), order.account.country()));
        // Nothing was sent: whatever kept it from being written puts no money at risk.
        let put = self.put_on_disk(order, &keys, by);
        if let Some(known) = put.map_err(|refusal| if is_of_the_disk(refusal.code) { unsent(refusal) } else { refusal })? {
            self.tell(News::Changed, known.payment_id)?;
            return Ok(known);
        }
        let driven = async {
            if let Some((customer, country)) = customer {
                self.remember_customer(customer, country)?;
            }
            self.tell(News::Changed, payment_id)?;
            let event = if self.stored(payment_id)?.order.is_sent() { Event::Send } else { Event::Show };
            self.drive(payment_id, event, &keys, None).await
        };
        driven.await.map_err(|refusal| self.dropped_unsent(payment_id, refusal))?;
        Ok(Started { payment_id, known: false })
    }

    /// A payment of which not even could be written that its request may leave: it did not leave, and will not.
    fn dropped_unsent(&self, id: PaymentId, refusal: Refusal) -> Refusal {
        let Ok(payment) = self.stored(id) else { return refusal };
        if payment.state != State::Recorded || !is_of_the_disk(refusal.code) {
            return refusal;
        }
        let full = |refusal: &Refusal| refusal.code == Code::DiskFull;
        if self.settle(id, &Event::Drop).as_ref().is_err_and(full) && self.release_reserve() {
            // What is not dropped now is dropped at the next start.
            self.settle(id, &Event::Drop).unwrap_or_default();
        }
        unsent(refusal.about(&payment))
    }

    fn taken_in(&self, asked: &AskedPayment) -> Result<TakenIn, Refusal> {
        let known = match asked.payment_id {
            Some(id) => self.ledger().payment(id)?,
            None => None,
        };
        // A repeated request need not name again what the first one left to the defaults.
        let mut asked = asked.clone();
        if let Some(known) = &known {
            asked.account = asked.account.or_else(|| Some(known.order.account.clone()));
            asked.method = asked.method.or(Some(known.order.method));
        }
        let account = self.account_for(&asked)?;
        let mut capabilities = self.capabilities(&account);
        let typed = asked.customer()?;
        self.recall_customer(&mut asked, &account, &capabilities)?;
        if known.is_some() {
            // What was remembered then may be forgotten by now, and nothing is sent again.
            capabilities.demands = &[];
        }
        let checked = asked.checked(&account, &capabilities)?;
        let canonical = checked.canonical(&account.name, &typed, asked.retry_of)?;
        let fingerprint = self.ledger().identifier_secret().fingerprint(&canonical);
        let payment_id = asked.payment_id.unwrap_or_else(|| PaymentId::minted(self.clock.now(), &self.random()));
        Ok(TakenIn { payment_id, account, checked, fingerprint, retry_of: asked.retry_of, double_accepted: asked.accept_double })
    }

    /// The earlier payment of the sale is asked about once more before another one may stand in its place.
    async fn ask_before_retry(&self, earlier: PaymentId) -> Result<(), Refusal> {
        let payment = self.ledger().payment(earlier)?.ok_or(Code::PaymentUnknown)?;
        if payment.can_be_asked() && self.keys_if_there(&payment.order.account).await?.is_some() {
            self.ask_once(earlier).await?;
        }
        Ok(())
    }

    /// The first write: sale, payment and identifiers, in one transaction. A payment that is there already is told.
    fn put_on_disk(&self, taken: TakenIn, keys: &Keys, by: Option<By>) -> Result<Option<Started>, Refusal> {
        let mut ledger = self.ledger();
        if let Some(known) = known(&ledger, &taken)? {
            return Ok(Some(known));
        }
        let now = self.clock.now();
        let TakenIn { payment_id, account, checked, fingerprint, retry_of, double_accepted } = taken;
        let sale = match retry_of {
            Some(earlier) => sale_of(&ledger, earlier, &checked, double_accepted)?,
            None => {
                let sale_id = SaleId::minted(now, &self.random());
                Sale { sale_id, amount: checked.amount, lines: checked.lines, taxes: checked.taxes, opened_at: now }
            }
        };
        let order = Order {
            payment_id,
            sale_id: sale.sale_id,
            reference: ledger.next_reference()?,
            gateway: account.kind,
            account: account.name.clone(),
            key_fingerprint: fingerprint_of(keys),
            method: checked.method,
            network: checked.network,
            payer: checked.confidential.payer.as_ref().map(|payer| payer.masked()),
            amount: checked.amount,
            environment: account.environment(),
            note: checked.note,
            retry_of,
            double_accepted: retry_of.is_some() && double_accepted,
            cashier: by.as_ref().map(|by| by.person.clone()),
            created_at: now,
        };
        ledger.signed(by).record(&sale, &order, &checked.confidential, &fingerprint)?;
        Ok(None)
    }
}

/// The payment that is there already under this id, if it came from an equal order.
fn known(ledger: &Ledger, taken: &TakenIn) -> Result<Option<Started>, Refusal> {
    let Some(stored) = ledger.fingerprint(taken.payment_id)? else {
        return Ok(None);
    };
    let payment = ledger.payment(taken.payment_id)?;
    if stored != taken.fingerprint {
        let refusal = Refusal::from(Code::IdReused);
        return Err(payment.map_or(refusal.clone(), |payment| refusal.about(&payment)));
    }
    Ok(Some(Started { payment_id: taken.payment_id, known: true }))
}

/// The sale that the earlier payment is of, if it may have another one.
fn sale_of(ledger: &Ledger, earlier: PaymentId, asked: &Checked, accepted: bool) -> Result<Sale, Refusal> {
    let earlier: Payment = ledger.payment(earlier)?.ok_or(Code::PaymentUnknown)?;
    let refused = |code: Code, payment: &Payment| Refusal::from(code).about(payment);
    let sale = ledger.sale(earlier.order.sale_id)?.ok_or(Code::LedgerDamaged)?;
    let itemised = !asked.lines.is_empty() || !asked.taxes.is_empty();
    let differs = sale.lines != asked.lines || sale.taxes != asked.taxes;
    if sale.amount != asked.amount || (itemised && differs) {
        return Err(refused(Code::SaleAmountDiffers, &earlier));
    }
    if ledger.tender_of_sale(sale.sale_id)?.is_some() {
        return Err(refused(Code::SaleSettled, &earlier));
    }
    for payment in ledger.payments_of_sale(sale.sale_id)? {
        match payment.state.leaves_sale() {
            SaleLeft::Free => {}
            SaleLeft::MayBePaidTwice if accepted => {}
            SaleLeft::MayBePaidTwice => return Err(refused(Code::EarlierPaymentAlive, &payment)),
            SaleLeft::Settled => return Err(refused(Code::SaleSettled, &payment)),
        }
    }
    Ok(sale)
}
