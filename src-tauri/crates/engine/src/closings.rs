//! Closing the till. Everything that has no end is asked about once more before, and what still has none is explained by name.

use std::collections::BTreeMap;

use comptoir_core::closing::{ClosingKind, Left, LinkedClosing};
use comptoir_core::code::Code;
use comptoir_core::ids::{ClosingId, PaymentId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::people::{By, Right};
use comptoir_core::printer::{PrintOutcome, Printer};
use comptoir_core::receipt::Series;
use comptoir_core::takings::Takings;
use comptoir_core::text::cleaned;
use comptoir_ledger::{AskedClosing, ClosingDue, Ledger, Print, Reader, Rolled};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use secrecy::SecretString;

use crate::Engine;
use crate::payouts::LONGEST_WHY;
use crate::refusal::Refusal;
use crate::view::zone_of;

/// A closing as it is asked for. It does not print: it holds the PIN.
#[derive(Clone, Default)]
pub struct ClosingForm {
    /// A name for it, made by the asker so that a repeated request is harmless.
    pub closing_id: Option<ClosingId>,
    /// A word about payments that have no end, by their reference.
    pub explained: Vec<(String, String)>,
    /// What was in the drawer at the beginning, and what was counted at the end.
    pub drawer: Option<(String, String)>,
    /// What the gateway's own site says was taken, by account.
    pub figures: Vec<(String, String)>,
    /// The owner's PIN.
    pub pin: Option<SecretString>,
}

impl Engine {
    /// Asks about everything that has no end once more, within [`schedule::RESUME`](comptoir_core::schedule::RESUME), and tells what is
    /// left. A keychain or a gateway that is silent keeps nobody from closing: what it leaves open is explained.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger fails.
    pub async fn ask_before_closing(&self) -> Result<Vec<Left>, Refusal> {
        match self.resume(self.clock.elapsed()).await {
            Ok(()) | Err(Refusal { code: Code::KeychainUnavailable, .. }) => {}
            Err(refusal) => return Err(refusal),
        }
        Ok(self.ledger().without_end(self.counted())?)
    }

    /// Closes everything since the closing before. The same name again closes nothing and tells what was closed, without a PIN.
    ///
    /// # Errors
    /// `explanation_needed`, naming each payment without a word, `account_unknown`, what keeps an amount from being one, or the PIN's.
    pub fn close(&self, form: &ClosingForm) -> Result<LinkedClosing, Refusal> {
        if let Some(closed) = self.closed(form.closing_id)? {
            return Ok(closed);
        }
        // On a line of its own: the PIN takes its time, and the ledger.
        self.asked(&self.ledger(), form)?;
        let by = self.demand_owner(form.pin.as_ref())?;
        let mut ledger = self.ledger();
        // The same key pressed twice waits for one PIN after the other, and an answer can come meanwhile.
        if let Some(id) = form.closing_id
            && let Some(closed) = ledger.closing_of(id)?
        {
            return Ok(closed);
        }
        let asked = self.asked(&ledger, form)?;
        let due = self.closing_due(&ledger, form.closing_id)?;
        let closed = ledger.signed(Some(by)).close(&due, &asked)?;
        tracing::info!(number = closed.closing.number, "closed");
        Ok(closed)
    }

    /// Closes the month `2026-11` or the year `2026`: the sum of its closings.
    ///
    /// # Errors
    /// `date_invalid`, `period_not_over`, `period_empty`, `period_closed`, or the PIN's.
    pub fn close_period(&self, name: &str, pin: Option<&SecretString>) -> Result<LinkedClosing, Refusal> {
        let (kind, first, next) = period(name).ok_or_else(|| Refusal::naming(Code::DateInvalid, "date", name))?;
        let refused = |code| Refusal::from(code).with("period", name);
        let rolled = {
            let ledger = self.ledger();
            let zone = zone_of(&ledger.shop()?.zone).unwrap_or(TimeZone::UTC);
            let begin =
                |date: Date| Ok::<_, Refusal>(date.to_zoned_datetime(zone.clone()).map_err(|_| Code::DateInvalid)?.timestamp());
            let rolled = Rolled { kind, name: name.to_owned(), from: begin(first)?, before: begin(next)? };
            if ledger.closing_of_period(kind, name)?.is_some() {
                return Err(refused(Code::PeriodClosed));
            }
            if self.clock.now() < rolled.before {
                return Err(refused(Code::PeriodNotOver));
            }
            let within = |linked: &LinkedClosing| {
                let closing = &linked.closing;
                closing.kind == ClosingKind::Day && rolled.from <= closing.closed_at && closing.closed_at < rolled.before
            };
            if !ledger.closings()?.iter().any(within) {
                return Err(refused(Code::PeriodEmpty));
            }
            rolled
        };
        let by = self.demand_owner(pin)?;
        let mut ledger = self.ledger();
        let due = self.closing_due(&ledger, None)?;
        let closed = ledger.signed(Some(by)).close_period(&due, &rolled)?;
        tracing::info!(number = closed.closing.number, "closed");
        Ok(closed)
    }

    /// Lets somebody have the next paper of a closing, as of a receipt.
    ///
    /// # Errors
    /// `till_locked`, `right_needed`, or the ledger's.
    pub fn may_print_closing(&self, id: ClosingId) -> Result<Option<By>, Refusal> {
        let papers = Print::papers(&self.ledger().closing_prints(id)?);
        self.authorize(if papers == 0 { Right::Sell } else { Right::Reprint }, None)
    }

    /// Puts the next paper of a closing on disk, before its first byte leaves; `by`, if anybody asked for it.
    ///
    /// # Errors
    /// `closing_unknown`, or whatever kept it from being written.
    pub fn begin_closing_print(&self, id: ClosingId, printer: &Printer, by: Option<By>) -> Result<Print, Refusal> {
        let mut ledger = self.ledger();
        ledger.closing_of(id)?.ok_or(Code::ClosingUnknown)?;
        Ok(ledger.signed(by).begin_closing_print(self.clock.now(), id, &printer.name)?)
    }

    /// Keeps what became of it.
    ///
    /// # Errors
    /// Whatever kept it from being written: it then counts as printed.
    pub fn end_closing_print(&self, id: ClosingId, print: &Print, outcome: PrintOutcome) -> Result<(), Refusal> {
        Ok(self.ledger().end_closing_print(self.clock.now(), id, print.place, outcome)?)
    }

    fn closed(&self, id: Option<ClosingId>) -> Result<Option<LinkedClosing>, Refusal> {
        let Some(id) = id else { return Ok(None) };
        Ok(self.ledger().closing_of(id)?)
    }

    fn closing_due(&self, ledger: &Ledger, id: Option<ClosingId>) -> Result<ClosingDue, Refusal> {
        let (closed_at, shop) = (self.clock.now(), ledger.shop()?);
        let year = closed_at.to_zoned_datetime(zone_of(&shop.zone).unwrap_or(TimeZone::UTC)).year();
        let series = Series::of(&shop, self.counted(), year).in_epoch(ledger.epoch()?);
        let closing_id = id.unwrap_or_else(|| ClosingId::minted(closed_at, &self.random()));
        Ok(ClosingDue { closing_id, series, shop, environment: self.counted(), closed_at })
    }

    /// What the form says, if nothing is missing.
    fn asked(&self, reader: &Reader, form: &ClosingForm) -> Result<AskedClosing, Refusal> {
        let takings = reader.stretch(reader.span_to_close()?)?.takings();
        let counted: Vec<_> = takings.into_iter().filter(|takings| takings.environment == self.counted()).collect();
        let usual = counted.first().map_or(Currency::Xof, |takings| takings.currency);
        let drawer = form
            .drawer
            .as_ref()
            .map(|(float, counted)| Ok::<_, Refusal>((usual, Amount::counted(float, usual)?, Amount::counted(counted, usual)?)));
        let explained = explained(&reader.without_end(self.counted())?, &form.explained)?;
        let figure = |(account, told): &(String, String)| {
            let currency = currency_of(&counted, account);
            if currency.is_none() && reader.account(account)?.is_none() {
                return Err(Refusal::naming(Code::AccountUnknown, "account", account));
            }
            let currency = currency.unwrap_or(usual);
            Ok((account.clone(), currency, Amount::counted(told, currency)?))
        };
        let figures = form.figures.iter().map(figure).collect::<Result<_, Refusal>>()?;
        Ok(AskedClosing { explained, drawer: drawer.transpose()?, figures })
    }
}

/// A word about each of the payments that are left; they are named where one has none.
fn explained(left: &[Left], words: &[(String, String)]) -> Result<BTreeMap<PaymentId, String>, Refusal> {
    let mut explained = BTreeMap::new();
    let mut missing = Vec::new();
    for payment in left {
        let word = words.iter().rev().find(|(reference, _)| reference.trim().eq_ignore_ascii_case(payment.reference.as_str()));
        match word.and_then(|(_, why)| cleaned(why, LONGEST_WHY)) {
            Some(why) => drop(explained.insert(payment.payment_id, why)),
            None => missing.push(payment.reference.to_string()),
        }
    }
    if missing.is_empty() {
        return Ok(explained);
    }
    Err(Refusal::from(Code::ExplanationNeeded).with("count", missing.len().to_string()).with("references", missing.join(", ")))
}

/// The currency that most was taken in by this account.
fn currency_of(takings: &[Takings], account: &str) -> Option<Currency> {
    let of = |takings: &&Takings| takings.by_account.iter().any(|share| share.name.as_deref() == Some(account));
    takings.iter().find(of).map(|takings| takings.currency)
}

/// The first day of a month or a year, and the first after it.
fn period(name: &str) -> Option<(ClosingKind, Date, Date)> {
    let (kind, first) = match name.len() {
        7 => (ClosingKind::Month, format!("{name}-01")),
        4 => (ClosingKind::Year, format!("{name}-01-01")),
        _ => return None,
    };
    let first: Date = first.parse().ok()?;
    let span = if kind == ClosingKind::Month { 1.month() } else { 1.year() };
    Some((kind, first, first.checked_add(span).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_month_or_a_year() {
        let told = |name| period(name).map(|(kind, first, next)| (kind.code(), first.to_string(), next.to_string()));
        assert_eq!(told("2026-12"), Some(("month", "2026-12-01".to_owned(), "2027-01-01".to_owned())));
        assert_eq!(told("2026"), Some(("year", "2026-01-01".to_owned(), "2027-01-01".to_owned())));
        for name in ["2026-13", "26-12", "", "abcd", "2026-1", "2026-11-27"] {
            assert_eq!(told(name), None, "{name}");
        }
    }
}
