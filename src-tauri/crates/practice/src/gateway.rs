//! A gateway's memory, its customers' habits and its wire, held together.

#[cfg(test)]
mod tests;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use url::Url;

use crate::{
    customer::{CustomerError, Does, Habits},
    faults::{Call, Fault, Faults},
    html::{document, payment_page},
    http::{Request, Response},
    kind::Kind,
    memory::{Memory, MemoryFile},
    transaction::{Transaction, Which},
};

/// Where the pages are that create calls make; a token follows. The gateways' own paths for them are not documented.
const CHECKOUT: &str = "/checkout/";

/// The address of the page with this token.
pub(crate) fn checkout(base_url: &str, token: &str) -> String {
    format!("{base_url}{CHECKOUT}{token}")
}

/// One practice gateway: answers requests, remembers transactions, and moves its customers as time passes.
///
/// It reads no clock; every call is told what time it is.
pub struct PracticeGateway {
    kind: Kind,
    memory: Mutex<Memory>,
    file: Option<PathBuf>,
    habits: Habits,
    faults: Mutex<Faults>,
}

impl PracticeGateway {
    /// A gateway that forgets everything with the process.
    #[must_use]
    pub fn in_memory(kind: Kind) -> Self {
        Self { kind, memory: Mutex::new(Memory::default()), file: None, habits: Habits::default(), faults: Mutex::default() }
    }

    /// A gateway whose transactions live in a file, and what was found there. One process at a time may use the file.
    #[must_use]
    pub fn with_memory_file(kind: Kind, path: &Path) -> (Self, MemoryFile) {
        let (memory, found) = Memory::load(path);
        let gateway = Self {
            kind,
            memory: Mutex::new(memory),
            file: Some(path.to_owned()),
            habits: Habits::default(),
            faults: Mutex::default(),
        };
        (gateway, found)
    }

    /// The same gateway, with customers of other habits. Transactions already asked for keep theirs.
    #[must_use]
    pub fn with_habits(self, habits: Habits) -> Self {
        Self { habits, ..self }
    }

    /// Answers one request, as the gateway would at this moment.
    ///
    /// A transaction is in the file before its answer is given. Where the file cannot be written the answer is an HTTP
    /// 500: the asker learns nothing, which is the truth.
    #[must_use]
    pub fn respond(&self, request: &Request, now_ms: i64) -> Response {
        let fault = self.kind.call(&request.path).and_then(|call| self.faults().next(call));
        if let Some(instead) = fault.and_then(|(fault, _)| fault.instead()) {
            return instead;
        }
        let mut memory = self.lock();
        memory.lie(fault.and_then(|(fault, turn)| fault.lie(turn)));
        let response = match request.path.strip_prefix(CHECKOUT) {
            Some(token) if request.method == "GET" => self.open_page(&mut memory, token, now_ms),
            Some(_) | None => self.kind.respond()(&mut memory, self.habits, request, now_ms),
        };
        memory.lie(None);
        let response = match fault {
            Some((fault, _)) => fault.spoil(response, memory.transactions()),
            None => response,
        };
        match self.save(&mut memory) {
            Ok(()) => response,
            Err(_) => Response::error(500, 500, "La mémoire d'entraînement n'a pas pu être écrite"),
        }
    }

    /// Which gateway it plays.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The page that a create call made, opened by its customer.
    fn open_page(&self, memory: &mut Memory, token: &str, now_ms: i64) -> Response {
        let Some(transaction) = memory.change(Which::Token(token)) else {
            return Response::html(404, document(self.kind.title(), "<p>Page inconnue</p>"));
        };
        transaction.opened(self.habits, now_ms);
        Response::html(200, payment_page(self.kind.title(), transaction, "", now_ms))
    }

    /// The customer opens a payment page: a whole address, or its path and query. Nothing leaves the process, whatever
    /// host the address names.
    #[must_use]
    pub fn customer_scans(&self, page: &str, now_ms: i64) -> Response {
        let (path, query) = match Url::parse(page) {
            Ok(url) => (url.path().to_owned(), url.query().unwrap_or_default().to_owned()),
            Err(_) => {
                let (path, query) = page.split_once('?').unwrap_or((page, ""));
                (path.to_owned(), query.to_owned())
            }
        };
        let prefix = format!("/{}", self.kind.name());
        let path = path.strip_prefix(&prefix).unwrap_or(path.as_str());
        self.respond(&Request::get(path, &query), now_ms)
    }

    /// The customer of one transaction decides now, whatever the amount would have decided. Returns the transaction as
    /// it then stands.
    ///
    /// # Errors
    ///
    /// The transaction is unknown, is already paid, or has ended and is asked for anything but a late payment; the
    /// amount is zero; the memory file cannot be written.
    pub fn customer(&self, which: Which<'_>, does: Does, now_ms: i64) -> Result<Transaction, CustomerError> {
        let mut memory = self.lock();
        let transaction = memory.change(which).ok_or(CustomerError::Unknown)?;
        transaction.decide(does, now_ms)?;
        let transaction = transaction.clone();
        self.save(&mut memory)?;
        Ok(transaction)
    }

    /// The next requests of `call`, so many `times`, meet with `fault`. It takes the place of what was asked for before.
    pub fn goes_wrong(&self, call: Call, fault: Fault, times: u32) {
        self.faults().ask_for(call, fault, times);
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every transaction, oldest first. [`Transaction::state`] says what its customer really paid: this is the truth
    /// that a till's own ledger is compared with.
    #[must_use]
    pub fn transactions(&self) -> Vec<Transaction> {
        self.lock().transactions().to_vec()
    }

    /// One transaction as it stands in memory, if there is one of this name; of several, the newest.
    #[must_use]
    pub fn transaction(&self, which: Which<'_>) -> Option<Transaction> {
        self.lock().find(which).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        // A panic elsewhere cannot leave a transaction half written: each change is one assignment or one push.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn save(&self, memory: &mut Memory) -> io::Result<()> {
        self.file.as_deref().map_or(Ok(()), |path| memory.save(path))
    }
}
