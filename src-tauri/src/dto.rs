//! Shapes that cross to the window. The screen's TypeScript is made of them by a test of `bindings.rs`. None holds a key, a page's
//! address or a full phone number; keys go the other way only.

mod account;
#[cfg(test)]
mod bindings;
mod day;
mod export;
mod list;
mod logo;
mod payment;
mod people;
mod printing;
mod receipt_check;
mod refund;
mod seal;
mod sharing;
mod start_up;
mod tender;

pub(crate) use account::{AccountView, GatewayFacts, NewAccount, Route, Verdict};
pub(crate) use day::{AskedClosing, ClosingView, DayView, LeftView, closing_id};
pub(crate) use export::{ExportFormat, ExportProgress, ExportedFile};
pub(crate) use list::{ListedPayment, PaymentFilter, PaymentOutline};
pub(crate) use logo::Logo;
pub(crate) use payment::{
    AskedPayment, AskedSettlement, CustomerDoes, Noticed, Paper, PaymentView, PhoneReading, Qr, Risk, StoryLine, payment_id,
};
pub(crate) use people::{CashierChange, CashierView, Doer, OnDuty, Right, cashier_id};
pub(crate) use printing::{PrintLine, Printer, PrinterTest, Queue};
pub(crate) use receipt_check::ReceiptCheck;
pub(crate) use refund::{AskedRefund, RefundView, refund_id};
pub(crate) use seal::SealView;
pub(crate) use sharing::{Document, Way};
pub(crate) use start_up::{Environment, Lang, PreferenceChange, ShopChange, StartUp, Theme, Volume};
pub(crate) use tender::{AskedTender, TenderView, Tenders, tender_id};
