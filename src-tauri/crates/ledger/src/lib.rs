//! The receipt ledger: an append-only journal in SQLite and the tables that equal its replay.
//!
//! There is one writer, [`Ledger`], which holds the lock of its data folder; any number of [`Reader`]s work beside it. A call
//! that writes is one transaction, durable when it returns. Nothing here looks at a clock or draws a number: both are handed in.

mod accounts;
mod asked;
mod backup;
mod cashiers;
mod closings;
mod confidential;
mod connection;
mod customers;
mod daily;
mod entry;
mod epochs;
mod error;
mod export;
mod folded;
mod folder;
mod frequent;
mod hash;
mod journal;
mod ledger;
mod list;
mod lock;
mod logos;
mod open;
mod outline;
mod owner;
mod payments;
mod payouts;
mod printing;
mod project;
mod reader;
mod receipts;
mod recovery;
mod references;
mod refunds;
mod restore;
#[cfg(test)]
mod samples;
mod schema;
mod seals;
mod search;
mod signed;
mod stretches;
mod tenders;
mod verify;

pub use accounts::StoredAccount;
pub use asked::Asked;
pub use backup::{Contents, Numbers};
pub use cashiers::PinMisses;
pub use closings::{AskedClosing, ClosingDue, Rolled};
pub use daily::{daily_backup, newest_backup};
pub use error::LedgerError;
pub use export::Exported;
pub use journal::StoryLine;
pub use ledger::{Ledger, ReceiptDue};
pub use list::{Filter, Listed};
pub use lock::FolderLock;
pub use open::Birth;
pub use outline::{Outline, Sum};
pub use printing::Print;
pub use reader::Reader;
pub use receipts::Checked;
pub use recovery::{Found, Next, Scan};
pub use restore::{Restore, Restored};
pub use signed::Signed;
pub use stretches::Span;
pub use tenders::TenderSum;
pub use verify::{Finding, FindingKind};
