//! `list` and `verify`.

use comptoir_core::code::Code;
use comptoir_engine::{AskedFilter, PaymentView, Refusal, zone_of};
use comptoir_ledger::{Filter, Finding, FindingKind, LedgerError, Reader, Sum};
use comptoir_words::Label;
use jiff::tz::TimeZone;
use serde_json::json;

use super::cashiers::taken_by;
use super::{Desk, zone};
use crate::args::{List, Narrowed};
use crate::exit::Exit;

impl Narrowed {
    /// The same for the engine.
    pub(super) fn filter(&self, reader: Option<&Reader>) -> Result<AskedFilter, Refusal> {
        Ok(AskedFilter {
            open: self.open,
            from: self.from.clone(),
            to: self.to.clone(),
            states: self.states.clone(),
            networks: self.networks.clone(),
            gateways: self.gateways.clone(),
            accounts: self.accounts.clone(),
            cashiers: self.taken_by.iter().map(|name| taken_by(reader, name)).collect::<Result<_, _>>()?,
            environments: self.environments.clone(),
            printed: (self.printed || self.unprinted).then_some(self.printed),
            query: self.query.clone(),
        })
    }
}

pub(super) fn list(desk: &Desk<'_>, asked: &List) -> Result<Exit, Refusal> {
    let reader = desk.reader()?;
    let zone_name = zone(reader.as_ref())?;
    let zone = zone_of(&zone_name).unwrap_or(TimeZone::UTC);
    // One more than is shown tells whether there are more.
    let filter = asked.narrowed.filter(reader.as_ref())?.understood(&zone, asked.limit.saturating_add(1))?;
    if asked.outline {
        return outline(desk, reader.as_ref(), &filter);
    }
    let mut payments = match &reader {
        Some(reader) => reader.list(&filter)?,
        None => Vec::new(),
    };
    let cut = payments.len() > asked.limit as usize;
    payments.truncate(asked.limit as usize);
    for payment in &payments {
        if let Some(reader) = &reader {
            let view = PaymentView::of(reader, payment)?;
            if desk.screen.json {
                desk.screen.object(&view);
            } else {
                let time = desk.screen.time(&view.created_at, &zone_name);
                let receipt = view.receipt_number.as_deref().unwrap_or_default();
                let word = desk.screen.words.state(view.standing).word;
                let amount = desk.screen.money(view.amount_minor, view.currency);
                let mark = desk.screen.mark(view.environment);
                desk.screen.say(format!("{time}  {amount:>20}  {word:<26} {}  {receipt:<24}{mark}", view.reference));
            }
        }
    }
    if !desk.screen.json {
        if payments.is_empty() {
            desk.screen.say_label(if asked.narrowed.open { Label::NothingOpen } else { Label::ListEmpty }, &[]);
        } else if cut {
            desk.screen.say_label(Label::ListCut, &[("limit", &asked.limit.to_string())]);
        }
    }
    Ok(Exit::Done)
}

/// What a filter lets through, all in all.
fn outline(desk: &Desk<'_>, reader: Option<&Reader>, filter: &Filter) -> Result<Exit, Refusal> {
    let outline = reader.map(|reader| reader.outline(filter, u32::MAX)).transpose()?.unwrap_or_default();
    let sum = |sum: &Sum| json!({"currency": sum.currency.code(), "count": sum.count, "amount_minor": sum.minor});
    let paid: Vec<_> = outline.paid.iter().map(sum).collect();
    desk.screen.either(&json!({"kind": "outline", "count": outline.count, "paid": paid}), || {
        desk.screen.say_label(Label::OutlineCount, &[("count", &outline.count.to_string())]);
        for sum in &outline.paid {
            let amount = desk.screen.money(sum.minor, sum.currency.code());
            desk.screen.say_label(Label::OutlinePaid, &[("count", &sum.count.to_string()), ("amount", &amount)]);
        }
    });
    Ok(Exit::Done)
}

pub(super) fn verify(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let findings = match desk.reader() {
        Ok(Some(reader)) => match reader.verify() {
            Ok(findings) => findings,
            Err(LedgerError::Damaged { place }) => vec![Finding { what: FindingKind::DatabaseDamaged, place }],
            Err(error) => return Err(error.into()),
        },
        Ok(None) => Vec::new(),
        Err(Refusal { code: Code::LedgerDamaged, data, .. }) => {
            let place = data.into_iter().find(|(name, _)| *name == "place").map(|(_, place)| place).unwrap_or_default();
            vec![Finding { what: FindingKind::DatabaseDamaged, place }]
        }
        Err(refusal) => return Err(refusal),
    };
    let sound = findings.is_empty();
    let listed: Vec<_> = findings.iter().map(|finding| json!({"what": finding.what.code(), "place": finding.place})).collect();
    desk.screen.either(&json!({"kind": "verify", "sound": sound, "findings": listed}), || {
        if sound {
            return desk.screen.say_label(Label::VerifySound, &[]);
        }
        desk.screen.say_label(Label::VerifyUnsound, &[("count", &findings.len().to_string())]);
        for finding in &findings {
            desk.screen.say_label(label_of(finding.what), &[("place", &finding.place)]);
        }
        desk.screen.say_label(Label::VerifyToDo, &[]);
    });
    Ok(if sound { Exit::Done } else { Exit::Failed })
}

const fn label_of(finding: FindingKind) -> Label {
    match finding {
        FindingKind::DatabaseDamaged => Label::FindingDatabaseDamaged,
        FindingKind::RuleDiffers => Label::FindingRuleDiffers,
        FindingKind::IdentityDiffers => Label::FindingIdentityDiffers,
        FindingKind::EntryMissing => Label::FindingEntryMissing,
        FindingKind::LinkBroken => Label::FindingLinkBroken,
        FindingKind::EntryAltered => Label::FindingEntryAltered,
        FindingKind::EntryRefused => Label::FindingEntryRefused,
        FindingKind::EndDiffers => Label::FindingEndDiffers,
        FindingKind::RowMissing => Label::FindingRowMissing,
        FindingKind::RowAdded => Label::FindingRowAdded,
        FindingKind::RowDiffers => Label::FindingRowDiffers,
        FindingKind::ReceiptGap => Label::FindingReceiptGap,
        FindingKind::ReceiptMissing => Label::FindingReceiptMissing,
        FindingKind::ReceiptUnfounded => Label::FindingReceiptUnfounded,
        FindingKind::ConfidentialAltered => Label::FindingConfidentialAltered,
    }
}
