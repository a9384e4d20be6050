//! What each entry writes into the projections. The writer and the replay both go through here, and nothing else writes them.

use comptoir_core::ids::{CashierId, PaymentId};
use comptoir_core::network::Network;
use comptoir_core::order::Sale;
use comptoir_core::payment::Payment;
use comptoir_core::people::Person;
use comptoir_core::receipt::Receipt;
use comptoir_core::reference::Epoch;
use comptoir_core::refund::Refund;
use comptoir_core::seal::FiscalSeal;
use comptoir_core::shop::Shop;
use comptoir_core::state::Standing;
use comptoir_core::tender::Tender;
use rusqlite::{Connection, Params, ToSql, params};

use crate::entry::{Entry, json};
use crate::error::{Doing, LedgerError};
use crate::folded::folded;
use crate::journal::Link;
use crate::logos;

/// The tables written here.
pub(crate) const PROJECTIONS: [&str; 23] = [
    "identifiers",
    "sales",
    "payments",
    "evidence",
    "receipt_series",
    "receipts",
    "accounts",
    "shop",
    "owner",
    "settlements",
    "payouts",
    "routes",
    "recovered",
    "printers",
    "prints",
    "refunds",
    "closings",
    "closing_prints",
    "tenders",
    "tender_prints",
    "cashiers",
    "logos",
    "seals",
];

/// Writes what `entry` says, which stands at `link`.
pub(crate) fn project(tx: &Connection, entry: &Entry, link: &Link) -> Result<(), LedgerError> {
    if let Some(shop) = shop_in(entry)
        && !logos::is_kept(tx, shop)?
    {
        return Err(LedgerError::Forbidden("the shop's logo is kept"));
    }
    match entry {
        Entry::Born { .. } => {
            let first = Epoch::FIRST.letter().to_string();
            one(tx, "INSERT INTO identifiers (only_row, epoch, counter) VALUES (1, ?1, 0)", [first], "a ledger is born once")
        }
        Entry::SaleOpened { sale } => open_sale(tx, sale),
        Entry::PaymentRecorded { payment, fingerprint } => {
            one(tx, "UPDATE identifiers SET counter = counter + 1", [], "a ledger begins with its birth")?;
            record_payment(tx, payment, fingerprint, link.seq)
        }
        Entry::EvidenceKept { payment_id, proves, evidence } => one(
            tx,
            "INSERT INTO evidence (seq, payment_id, proves, body) VALUES (?1, ?2, ?3, ?4)",
            params![link.seq, payment_id.to_string(), proves, json(evidence)?],
            "evidence is kept once",
        ),
        Entry::PaymentChanged { payment } => change_payment(tx, payment),
        Entry::ReceiptIssued { series, place, receipt } => {
            let (series, previous, own) = (series.as_str(), link.previous.code(), link.own.code());
            tx.prepare_cached("INSERT INTO receipt_series (series, last_place) VALUES (?1, 0) ON CONFLICT DO NOTHING")
                .and_then(|mut begin| begin.execute([series]))
                .doing(PROJECTING)?;
            let turn = "UPDATE receipt_series SET last_place = ?2 WHERE series = ?1 AND last_place = ?2 - 1";
            one(tx, turn, params![series, place], "a receipt number is out of turn")?;
            one(
                tx,
                "INSERT INTO receipts (number, series, place, payment_id, sale_id, previous_code, code, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    receipt.number,
                    series,
                    place,
                    receipt.payment_id.to_string(),
                    receipt.sale_id.to_string(),
                    previous,
                    own,
                    json(receipt)?
                ],
                "a receipt is issued once",
            )
        }
        // The journal itself is where it is kept.
        Entry::StrangeWord { .. } => Ok(()),
        Entry::AccountAdded { account } => one(
            tx,
            "INSERT INTO accounts (name, gateway, fields, base_url, key_fingerprint) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![account.name, account.gateway.code(), json(&account.fields)?, account.base_url, account.key_fingerprint],
            "an account is added once",
        ),
        Entry::AccountRemoved { name } => one(tx, "DELETE FROM accounts WHERE name = ?1", [name], "there is no such account"),
        Entry::ShopSet { shop } => one(
            tx,
            "INSERT INTO shop (only_row, body) VALUES (1, ?1) ON CONFLICT (only_row) DO UPDATE SET body = excluded.body",
            [json(shop)?],
            "there is one shop",
        ),
        Entry::OwnerPinSet { pin_hash } => one(
            tx,
            "INSERT INTO owner (only_row, pin_hash) VALUES (1, ?1)
             ON CONFLICT (only_row) DO UPDATE SET pin_hash = excluded.pin_hash",
            [pin_hash],
            "there is one owner",
        ),
        Entry::PaymentSettled { payment_id, settlement } => one(
            tx,
            "INSERT INTO settlements (payment_id, body) VALUES (?1, ?2)",
            params![payment_id.to_string(), json(settlement)?],
            "a payment is settled once",
        ),
        Entry::PayoutRecorded { payout } => one(
            tx,
            "INSERT INTO payouts (payout_id, account, payee_fingerprint, created_at_ms, state, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                payout.payout_id.to_string(),
                payout.account,
                payout.payee_fingerprint,
                payout.created_at.as_millisecond(),
                payout.state.code(),
                json(payout)?
            ],
            "a payout is recorded once",
        ),
        Entry::PayoutChanged { payout } => one(
            tx,
            "UPDATE payouts SET state = ?2, body = ?3 WHERE payout_id = ?1",
            params![payout.payout_id.to_string(), payout.state.code(), json(payout)?],
            "the payout is not recorded",
        ),
        Entry::RouteSet { network, account: Some(account) } => one(
            tx,
            "INSERT INTO routes (network, account) VALUES (?1, ?2)
             ON CONFLICT (network) DO UPDATE SET account = excluded.account",
            [network.code(), account],
            "a network goes to one account",
        ),
        Entry::RouteSet { network, account: None } => tx
            .prepare_cached("DELETE FROM routes WHERE network = ?1")
            .and_then(|mut statement| statement.execute([network.code()]))
            .map(drop)
            .doing(PROJECTING),
        // The journal itself is where it is kept.
        Entry::BackedUp { .. } | Entry::Exported { .. } => Ok(()),
        Entry::Restored { epoch, .. } | Entry::ReferencesRenewed { epoch } => one(
            tx,
            "UPDATE identifiers SET epoch = ?1, salt = ?2, counter = 0 WHERE epoch < ?1",
            params![epoch.letter, epoch.salt],
            "an epoch is followed by a later one",
        ),
        Entry::PaymentRecovered { payment, fingerprint } => record_payment(tx, payment, fingerprint, link.seq),
        Entry::ReferenceRecovered { found } => one(
            tx,
            "INSERT INTO recovered (reference, payment_id, body) VALUES (?1, ?2, ?3)",
            params![found.reference.as_str(), found.payment_id.map(|id| id.to_string()), json(found)?],
            "a reference is recovered once",
        ),
        Entry::PrinterSet { printer } => one(
            tx,
            "INSERT INTO printers (name, body) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
            params![printer.name, json(printer)?],
            "a printer has one setting",
        ),
        Entry::PrinterRemoved { name } => one(tx, "DELETE FROM printers WHERE name = ?1", [name], "there is no such printer"),
        Entry::PrintBegun { payment_id, print } => one(
            tx,
            "INSERT INTO prints (seq, payment_id, place, copy, printer, begun_at_ms, refund_id, cashier)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                link.seq,
                payment_id.to_string(),
                print.place,
                print.copy,
                print.printer,
                print.begun_at.as_millisecond(),
                print.refund_id.map(|id| id.to_string()),
                print.cashier.as_ref().map(json).transpose()?
            ],
            "a print is begun once",
        ),
        Entry::PrintEnded { payment_id, place, outcome } => one(
            tx,
            "UPDATE prints SET outcome = ?3 WHERE payment_id = ?1 AND place = ?2 AND outcome IS NULL",
            params![payment_id.to_string(), place, json(outcome)?],
            "a print ends once",
        ),
        Entry::RefundNoted { series, place, refund } => one(
            tx,
            "INSERT INTO refunds (refund_id, number, series, place, payment_id, amount_minor, currency, previous_code, code, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                refund.refund_id.to_string(),
                refund.number,
                series.as_str(),
                place,
                refund.payment_id.to_string(),
                refund.amount.minor(),
                refund.amount.currency().code(),
                link.previous.code(),
                link.own.code(),
                json(refund)?
            ],
            "a refund is noted once",
        ),
        Entry::Closed { series, place, closing } => one(
            tx,
            "INSERT INTO closings (seq, closing_id, number, kind, series, place, period, last_entry, previous_code, code, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                link.seq,
                closing.closing_id.to_string(),
                closing.number,
                closing.kind.code(),
                series.as_str(),
                place,
                closing.period.as_ref().map(|period| period.name.as_str()),
                closing.last_entry,
                link.previous.code(),
                link.own.code(),
                json(closing)?
            ],
            "a closing is made once",
        ),
        Entry::ClosingPrintBegun { closing_id, print } => one(
            tx,
            "INSERT INTO closing_prints (seq, closing_id, place, copy, printer, begun_at_ms, cashier) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                link.seq,
                closing_id.to_string(),
                print.place,
                print.copy,
                print.printer,
                print.begun_at.as_millisecond(),
                print.cashier.as_ref().map(json).transpose()?
            ],
            "a print is begun once",
        ),
        Entry::ClosingPrintEnded { closing_id, place, outcome } => one(
            tx,
            "UPDATE closing_prints SET outcome = ?3 WHERE closing_id = ?1 AND place = ?2 AND outcome IS NULL",
            params![closing_id.to_string(), place, json(outcome)?],
            "a print ends once",
        ),
        Entry::SaleTendered { series, place, tender } => one(
            tx,
            "INSERT INTO tenders (tender_id, number, series, how, place, sale_id, tendered_at_ms, amount_minor, currency, environment,
                 previous_code, code, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                tender.tender_id.to_string(),
                tender.number,
                series.as_str(),
                tender.how.code(),
                place,
                tender.sale_id.to_string(),
                tender.tendered_at.as_millisecond(),
                tender.amount.minor(),
                tender.amount.currency().code(),
                tender.environment.code(),
                link.previous.code(),
                link.own.code(),
                json(tender)?
            ],
            "a tender is noted once",
        ),
        Entry::TenderPrintBegun { tender_id, print } => one(
            tx,
            "INSERT INTO tender_prints (seq, tender_id, place, copy, printer, begun_at_ms, cashier) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                link.seq,
                tender_id.to_string(),
                print.place,
                print.copy,
                print.printer,
                print.begun_at.as_millisecond(),
                print.cashier.as_ref().map(json).transpose()?
            ],
            "a print is begun once",
        ),
        Entry::TenderPrintEnded { tender_id, place, outcome } => one(
            tx,
            "UPDATE tender_prints SET outcome = ?3 WHERE tender_id = ?1 AND place = ?2 AND outcome IS NULL",
            params![tender_id.to_string(), place, json(outcome)?],
            "a print ends once",
        ),
        Entry::CashierAdded { cashier_id, name, pin_hash, rights } => one(
            tx,
            "INSERT INTO cashiers (cashier_id, name, folded, pin_hash, rights, active) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
            params![cashier_id.to_string(), name, folded(name), pin_hash, json(rights)?],
            "a cashier is added once",
        ),
        Entry::CashierRenamed { cashier_id, name } => change_cashier(tx, *cashier_id, "name = ?2, folded = ?3", &[name, &folded(name)]),
        Entry::CashierPinSet { cashier_id, pin_hash } => change_cashier(tx, *cashier_id, "pin_hash = ?2", &[pin_hash]),
        Entry::CashierRightsSet { cashier_id, rights } => change_cashier(tx, *cashier_id, "rights = ?2", &[&json(rights)?]),
        Entry::CashierTurned { cashier_id, active } => change_cashier(tx, *cashier_id, "active = ?2", &[active]),
        Entry::LogoKept { logo } => {
            one(tx, "INSERT INTO logos (digest, body) VALUES (?1, ?2)", [logo.digest(), json(logo)?], "a logo is kept once")
        }
        Entry::SealRecorded { payment_id, seal } => record_seal(tx, *payment_id, seal),
    }
}

/// The shop as a paper or its own setting names it: whoever names a logo names one that is kept.
const fn shop_in(entry: &Entry) -> Option<&Shop> {
    if let Entry::ShopSet { shop }
    | Entry::ReceiptIssued { receipt: Receipt { shop, .. }, .. }
    | Entry::RefundNoted { refund: Refund { shop, .. }, .. }
    | Entry::SaleTendered { tender: Tender { shop, .. }, .. } = entry
    {
        return Some(shop);
    }
    None
}

const PROJECTING: &str = "writing what the journal says";

/// Runs a statement that must touch exactly one row.
fn one(tx: &Connection, sql: &str, params: impl Params, rule: &'static str) -> Result<(), LedgerError> {
    let touched = tx.prepare_cached(sql).and_then(|mut statement| statement.execute(params)).doing(PROJECTING)?;
    if touched == 1 { Ok(()) } else { Err(LedgerError::Forbidden(rule)) }
}

fn change_cashier(tx: &Connection, id: CashierId, change: &str, values: &[&dyn ToSql]) -> Result<(), LedgerError> {
    let id = id.to_string();
    let values: Vec<&dyn ToSql> = std::iter::once(&id as &dyn ToSql).chain(values.iter().copied()).collect();
    one(tx, &format!("UPDATE cashiers SET {change} WHERE cashier_id = ?1"), &*values, "there is no such cashier")
}

/// In place of what the authority said before. What is sealed stays so: the table's own triggers see to it.
fn record_seal(tx: &Connection, id: PaymentId, seal: &FiscalSeal) -> Result<(), LedgerError> {
    if !seal.is_whole() {
        return Err(LedgerError::Forbidden("a seal is whole or none"));
    }
    let row = params![id.to_string(), seal.status.code(), json(seal)?];
    let before = tx.prepare_cached("UPDATE seals SET status = ?2, body = ?3 WHERE payment_id = ?1");
    if before.and_then(|mut before| before.execute(row)).doing(PROJECTING)? == 1 {
        return Ok(());
    }
    one(tx, "INSERT INTO seals (payment_id, status, body) VALUES (?1, ?2, ?3)", row, "a receipt has one seal")
}

fn open_sale(tx: &Connection, sale: &Sale) -> Result<(), LedgerError> {
    one(
        tx,
        "INSERT INTO sales (sale_id, amount_minor, currency, opened_at_ms, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            sale.sale_id.to_string(),
            sale.amount.minor(),
            sale.amount.currency().code(),
            sale.opened_at.as_millisecond(),
            json(sale)?
        ],
        "a sale is opened once",
    )
}

fn record_payment(tx: &Connection, payment: &Payment, fingerprint: &str, seq: i64) -> Result<(), LedgerError> {
    let order = &payment.order;
    one(
        tx,
        "INSERT INTO payments (payment_id, sale_id, recorded_seq, reference, account, payer, note, amount_minor, currency,
             created_at_ms, updated_at_ms, state, standing, gateway_reference, operator_reference, fingerprint, snapshot, gateway,
             network, environment, cashier)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
        params![
            order.payment_id.to_string(),
            order.sale_id.to_string(),
            seq,
            order.reference.as_str(),
            order.account,
            order.payer,
            order.note,
            order.amount.minor(),
            order.amount.currency().code(),
            order.created_at.as_millisecond(),
            payment.updated_at.as_millisecond(),
            payment.state.code(),
            standing(payment),
            payment.gateway_reference,
            payment.operator_reference,
            fingerprint,
            json(payment)?,
            order.gateway.code(),
            order.network.map(Network::code),
            order.environment.code(),
            order.cashier.as_ref().map(Person::key)
        ],
        "a payment is recorded once",
    )
}

fn change_payment(tx: &Connection, payment: &Payment) -> Result<(), LedgerError> {
    one(
        tx,
        "UPDATE payments SET updated_at_ms = ?2, state = ?3, standing = ?4, gateway_reference = ?5, operator_reference = ?6,
             snapshot = ?7
         WHERE payment_id = ?1",
        params![
            payment.order.payment_id.to_string(),
            payment.updated_at.as_millisecond(),
            payment.state.code(),
            standing(payment),
            payment.gateway_reference,
            payment.operator_reference,
            json(payment)?
        ],
        "the payment is not recorded",
    )
}

fn standing(payment: &Payment) -> &'static str {
    match payment.state.standing() {
        Standing::Open => "open",
        Standing::SoftEnd => "soft_end",
        Standing::Final => "final",
    }
}
