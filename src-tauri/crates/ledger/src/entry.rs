//! What the journal says: one fact an entry, everything that the projections are made of.

use std::collections::BTreeSet;

use comptoir_core::closing::Closing;
use comptoir_core::code::Reason;
use comptoir_core::evidence::Evidence;
use comptoir_core::export::ExportFormat;
use comptoir_core::ids::{CashierId, ClosingId, PaymentId, SaleId, TenderId};
use comptoir_core::logo::Logo;
use comptoir_core::network::Network;
use comptoir_core::order::Sale;
use comptoir_core::payment::{Payment, Settlement};
use comptoir_core::payout::Payout;
use comptoir_core::people::{By, Right};
use comptoir_core::printer::{PrintOutcome, Printer};
use comptoir_core::receipt::{Receipt, Series};
use comptoir_core::refund::Refund;
use comptoir_core::seal::FiscalSeal;
use comptoir_core::shop::Shop;
use comptoir_core::state::State;
use comptoir_core::tender::Tender;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::accounts::StoredAccount;
use crate::error::LedgerError;
use crate::printing::Print;
use crate::recovery::{EpochName, Found, Range};

/// A fact. It holds no full phone number, no particular of a customer and no key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Entry {
    /// The ledger was made for this data folder.
    Born { folder_id: String, secret_digest: String },
    /// A sale was opened.
    SaleOpened { sale: Sale },
    /// A payment was recorded; nothing of it was sent.
    PaymentRecorded { payment: Payment, fingerprint: String },
    /// A report that says paid was kept, and what it was found to prove.
    EvidenceKept { payment_id: PaymentId, proves: bool, evidence: Evidence },
    /// A payment changed.
    PaymentChanged { payment: Payment },
    /// A receipt was numbered.
    ReceiptIssued { series: Series, place: i64, receipt: Receipt },
    /// The gateway used a word that its document does not have.
    StrangeWord { payment_id: PaymentId, word: String },
    /// An account was added.
    AccountAdded { account: StoredAccount },
    /// An account was removed.
    AccountRemoved { name: String },
    /// The shop's particulars were set.
    ShopSet { shop: Shop },
    /// The owner chose a PIN.
    OwnerPinSet { pin_hash: String },
    /// The owner settled a payment.
    PaymentSettled { payment_id: PaymentId, settlement: Settlement },
    /// A payout was recorded; a request may have left.
    PayoutRecorded { payout: Payout },
    /// A payout changed.
    PayoutChanged { payout: Payout },
    /// Payments from a network go to this account first; none: to any.
    RouteSet { network: Network, account: Option<String> },
    /// A copy was made that holds the journal up to this end.
    BackedUp { end: End, automatic: bool },
    /// This is a copy that was restored: whatever came after its end in the ledger that it stands in for is not told here.
    Restored { end: End, replaced: Option<End>, set_aside: Option<String>, epoch: EpochName, scan: Vec<Range> },
    /// References of another epoch follow, because a gateway knew one that was never sent from here.
    ReferencesRenewed { epoch: EpochName },
    /// A payment was made up from what its gateway told of a reference of ours; it uses up no reference of this epoch.
    PaymentRecovered { payment: Payment, fingerprint: String },
    /// A gateway told of a reference of ours that a restored copy does not know.
    ReferenceRecovered { found: Found },
    /// A printer was set up, or set up anew.
    PrinterSet { printer: Printer },
    /// A printer was removed.
    PrinterRemoved { name: String },
    /// A paper of a receipt or of a refund is about to be sent to a printer.
    PrintBegun { payment_id: PaymentId, print: Print },
    /// What became of a paper.
    PrintEnded { payment_id: PaymentId, place: u32, outcome: PrintOutcome },
    /// Payments of these days were written into a file for other programs.
    Exported { format: ExportFormat, from: Option<Timestamp>, to_before: Option<Timestamp>, count: u64 },
    /// Money of a sale was given back.
    RefundNoted { series: Series, place: i64, refund: Refund },
    /// The till was closed, or a month or a year of it.
    Closed { series: Series, place: i64, closing: Closing },
    /// A paper of a closing is about to be sent to a printer.
    ClosingPrintBegun { closing_id: ClosingId, print: Print },
    /// What became of it.
    ClosingPrintEnded { closing_id: ClosingId, place: u32, outcome: PrintOutcome },
    /// A sale was settled without a gateway.
    SaleTendered { series: Series, place: i64, tender: Tender },
    /// A paper of a tender's receipt is about to be sent to a printer.
    TenderPrintBegun { tender_id: TenderId, print: Print },
    /// What became of a tender's paper.
    TenderPrintEnded { tender_id: TenderId, place: u32, outcome: PrintOutcome },
    /// A cashier was added.
    CashierAdded { cashier_id: CashierId, name: String, pin_hash: String, rights: BTreeSet<Right> },
    /// A cashier is called otherwise.
    CashierRenamed { cashier_id: CashierId, name: String },
    /// A cashier has another PIN.
    CashierPinSet { cashier_id: CashierId, pin_hash: String },
    /// A cashier may do other things than before.
    CashierRightsSet { cashier_id: CashierId, rights: BTreeSet<Right> },
    /// A cashier left, or came back.
    CashierTurned { cashier_id: CashierId, active: bool },
    /// The dots of a logo that the shop may have.
    LogoKept { logo: Logo },
    /// What a tax authority says of a receipt.
    SealRecorded { payment_id: PaymentId, seal: FiscalSeal },
}

impl Entry {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Born { .. } => "born",
            Self::SaleOpened { .. } => "sale_opened",
            Self::PaymentRecorded { .. } => "payment_recorded",
            Self::EvidenceKept { .. } => "evidence_kept",
            Self::PaymentChanged { .. } => "payment_changed",
            Self::ReceiptIssued { .. } => "receipt_issued",
            Self::StrangeWord { .. } => "strange_word",
            Self::AccountAdded { .. } => "account_added",
            Self::AccountRemoved { .. } => "account_removed",
            Self::ShopSet { .. } => "shop_set",
            Self::OwnerPinSet { .. } => "owner_pin_set",
            Self::PaymentSettled { .. } => "payment_settled",
            Self::PayoutRecorded { .. } => "payout_recorded",
            Self::PayoutChanged { .. } => "payout_changed",
            Self::RouteSet { .. } => "route_set",
            Self::BackedUp { .. } => "backed_up",
            Self::Restored { .. } => "restored",
            Self::ReferencesRenewed { .. } => "references_renewed",
            Self::PaymentRecovered { .. } => "payment_recovered",
            Self::ReferenceRecovered { .. } => "reference_recovered",
            Self::PrinterSet { .. } => "printer_set",
            Self::PrinterRemoved { .. } => "printer_removed",
            Self::PrintBegun { .. } => "print_begun",
            Self::PrintEnded { .. } => "print_ended",
            Self::Exported { .. } => "exported",
            Self::RefundNoted { .. } => "refund_noted",
            Self::Closed { .. } => "closed",
            Self::ClosingPrintBegun { .. } => "closing_print_begun",
            Self::ClosingPrintEnded { .. } => "closing_print_ended",
            Self::SaleTendered { .. } => "sale_tendered",
            Self::TenderPrintBegun { .. } => "tender_print_begun",
            Self::TenderPrintEnded { .. } => "tender_print_ended",
            Self::CashierAdded { .. } => "cashier_added",
            Self::CashierRenamed { .. } => "cashier_renamed",
            Self::CashierPinSet { .. } => "cashier_pin_set",
            Self::CashierRightsSet { .. } => "cashier_rights_set",
            Self::CashierTurned { .. } => "cashier_turned",
            Self::LogoKept { .. } => "logo_kept",
            Self::SealRecorded { .. } => "seal_recorded",
        }
    }

    pub(crate) const fn payment_id(&self) -> Option<PaymentId> {
        match self {
            Self::PaymentRecorded { payment, .. } | Self::PaymentRecovered { payment, .. } | Self::PaymentChanged { payment } => {
                Some(payment.order.payment_id)
            }
            Self::EvidenceKept { payment_id, .. }
            | Self::StrangeWord { payment_id, .. }
            | Self::PaymentSettled { payment_id, .. }
            | Self::PrintBegun { payment_id, .. }
            | Self::PrintEnded { payment_id, .. }
            | Self::SealRecorded { payment_id, .. } => Some(*payment_id),
            Self::ReceiptIssued { receipt, .. } => Some(receipt.payment_id),
            Self::RefundNoted { refund, .. } => Some(refund.payment_id),
            Self::ReferenceRecovered { found } => found.payment_id,
            Self::Born { .. }
            | Self::SaleOpened { .. }
            | Self::AccountAdded { .. }
            | Self::AccountRemoved { .. }
            | Self::ShopSet { .. }
            | Self::OwnerPinSet { .. }
            | Self::PayoutRecorded { .. }
            | Self::PayoutChanged { .. }
            | Self::RouteSet { .. }
            | Self::BackedUp { .. }
            | Self::Restored { .. }
            | Self::ReferencesRenewed { .. }
            | Self::PrinterSet { .. }
            | Self::PrinterRemoved { .. }
            | Self::Exported { .. }
            | Self::Closed { .. }
            | Self::ClosingPrintBegun { .. }
            | Self::ClosingPrintEnded { .. }
            | Self::SaleTendered { .. }
            | Self::TenderPrintBegun { .. }
            | Self::TenderPrintEnded { .. }
            | Self::CashierAdded { .. }
            | Self::CashierRenamed { .. }
            | Self::CashierPinSet { .. }
            | Self::CashierRightsSet { .. }
            | Self::CashierTurned { .. }
            | Self::LogoKept { .. } => None,
        }
    }

    pub(crate) const fn sale_id(&self) -> Option<SaleId> {
        match self {
            Self::SaleOpened { sale } => Some(sale.sale_id),
            Self::PaymentRecorded { payment, .. } | Self::PaymentRecovered { payment, .. } | Self::PaymentChanged { payment } => {
                Some(payment.order.sale_id)
            }
            Self::ReceiptIssued { receipt, .. } => Some(receipt.sale_id),
            Self::RefundNoted { refund, .. } => Some(refund.sale_id),
            Self::SaleTendered { tender, .. } => Some(tender.sale_id),
            Self::Born { .. }
            | Self::EvidenceKept { .. }
            | Self::StrangeWord { .. }
            | Self::AccountAdded { .. }
            | Self::AccountRemoved { .. }
            | Self::ShopSet { .. }
            | Self::OwnerPinSet { .. }
            | Self::PaymentSettled { .. }
            | Self::PayoutRecorded { .. }
            | Self::PayoutChanged { .. }
            | Self::RouteSet { .. }
            | Self::BackedUp { .. }
            | Self::Restored { .. }
            | Self::ReferencesRenewed { .. }
            | Self::ReferenceRecovered { .. }
            | Self::PrinterSet { .. }
            | Self::PrinterRemoved { .. }
            | Self::PrintBegun { .. }
            | Self::PrintEnded { .. }
            | Self::Exported { .. }
            | Self::Closed { .. }
            | Self::ClosingPrintBegun { .. }
            | Self::ClosingPrintEnded { .. }
            | Self::TenderPrintBegun { .. }
            | Self::TenderPrintEnded { .. }
            | Self::CashierAdded { .. }
            | Self::CashierRenamed { .. }
            | Self::CashierPinSet { .. }
            | Self::CashierRightsSet { .. }
            | Self::CashierTurned { .. }
            | Self::LogoKept { .. }
            | Self::SealRecorded { .. } => None,
        }
    }

    /// The state that the payment has from this entry on, and why.
    pub(crate) const fn standing(&self) -> Option<(State, Option<Reason>)> {
        match self {
            Self::PaymentRecorded { payment, .. } | Self::PaymentRecovered { payment, .. } | Self::PaymentChanged { payment } => {
                Some((payment.state, payment.reason))
            }
            Self::Born { .. }
            | Self::SaleOpened { .. }
            | Self::EvidenceKept { .. }
            | Self::ReceiptIssued { .. }
            | Self::StrangeWord { .. }
            | Self::AccountAdded { .. }
            | Self::AccountRemoved { .. }
            | Self::ShopSet { .. }
            | Self::OwnerPinSet { .. }
            | Self::PaymentSettled { .. }
            | Self::PayoutRecorded { .. }
            | Self::PayoutChanged { .. }
            | Self::RouteSet { .. }
            | Self::BackedUp { .. }
            | Self::Restored { .. }
            | Self::ReferencesRenewed { .. }
            | Self::ReferenceRecovered { .. }
            | Self::PrinterSet { .. }
            | Self::PrinterRemoved { .. }
            | Self::PrintBegun { .. }
            | Self::PrintEnded { .. }
            | Self::Exported { .. }
            | Self::RefundNoted { .. }
            | Self::Closed { .. }
            | Self::ClosingPrintBegun { .. }
            | Self::ClosingPrintEnded { .. }
            | Self::SaleTendered { .. }
            | Self::TenderPrintBegun { .. }
            | Self::TenderPrintEnded { .. }
            | Self::CashierAdded { .. }
            | Self::CashierRenamed { .. }
            | Self::CashierPinSet { .. }
            | Self::CashierRightsSet { .. }
            | Self::CashierTurned { .. }
            | Self::LogoKept { .. }
            | Self::SealRecorded { .. } => None,
        }
    }
}

/// An entry, and whose act it tells of. What nobody did, a gateway's answer or a copy of the day, is nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    #[serde(flatten)]
    pub(crate) entry: Entry,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<By>,
}

/// Where a journal ends: its last entry, and that entry's hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct End {
    pub(crate) seq: i64,
    pub(crate) hash: String,
}

/// The one stored form of `value`: field order of its type, keys of its maps sorted.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, LedgerError> {
    serde_json::to_string(value).map_err(|_| LedgerError::Forbidden("a value that has no JSON form"))
}

/// What was stored as `text` at `place`.
pub(crate) fn from_json<'a, T: Deserialize<'a>>(text: &'a str, place: impl FnOnce() -> String) -> Result<T, LedgerError> {
    serde_json::from_str(text).map_err(|_| LedgerError::Damaged { place: place() })
}
