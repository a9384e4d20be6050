//! A gateway on loopback, played by a test: it answers in good order, or exactly as badly as it is told to, remembers every request,
//! and knows what the customers really paid. Which gateway it is, its [`Manners`] say.

mod answer;
pub mod cinetpay;
mod http;
mod manners;
pub mod paiement_pro;
pub mod paydunya;
pub mod paygate_global;
pub mod payplus;
mod truth;

use std::collections::{HashMap, VecDeque};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use serde_json::Value;

use crate::BOUND;
use answer::{Gate, Shape};

pub use answer::{Answer, Held};
pub use manners::Manners;
pub use truth::{Customer, Taken, Transaction, Truth};

/// A documented call, whatever its gateway names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// Asks the customer: the create call.
    Pay,
    /// Asks about a payment.
    Status,
    /// Asks about a payment by the gateway's other name for it.
    StatusByNumber,
    /// Asks for the balance.
    Balance,
    /// The page that no create call makes.
    Page,
    /// Sends money out.
    Payout,
    /// No documented call.
    Other,
}

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which call it is.
    pub call: Call,
    /// The method.
    pub method: String,
    /// The whole path.
    pub path: String,
    /// What follows the question mark, still encoded.
    pub query: String,
    /// The headers, their names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The body as JSON; null if it is none.
    pub json: Value,
}

impl Request {
    /// A header, by its name in small letters.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Where it was sent to: host and port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.header("host").unwrap_or_default()
    }

    /// A text field of the body.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<String> {
        self.json[field].as_str().map(str::to_owned)
    }

    /// A number of the body, as a number or as its digits: integrators send both.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<u64> {
        self.json[field].as_u64().or_else(|| self.json[field].as_str()?.parse().ok())
    }
}

type Script = Arc<dyn Fn(&Request) -> Answer + Send + Sync>;

struct State {
    manners: &'static Manners,
    truth: Truth,
    requests: Vec<Request>,
    once: HashMap<Call, VecDeque<Answer>>,
    always: HashMap<Call, Script>,
    /// So many connections are closed before anything is read.
    unread: usize,
    stopped: bool,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that failed while it held the lock has told its failure; the gateway still has to end.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A gateway that is being played. It ends with its value.
pub struct ScriptedGateway {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

impl ScriptedGateway {
    /// PayGateGlobal in good order, its customers undecided.
    #[must_use]
    pub fn start() -> Self {
        Self::with(&paygate_global::MANNERS)
    }

    /// A gateway of these manners in good order, its customers undecided.
    #[must_use]
    pub fn with(manners: &'static Manners) -> Self {
        let state = State {
            manners,
            truth: Truth::new(),
            requests: Vec::new(),
            once: HashMap::new(),
            always: HashMap::new(),
            unread: 0,
            stopped: true,
        };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let mut gateway = Self { address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), shared, listening: None };
        gateway.come_back();
        gateway
    }

    /// Its address, in place of the real gateway's.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Nobody listens any more: no connection can be made.
    pub fn go_away(&mut self) {
        self.shared.lock().stopped = true;
        // The thread waits for a connection; this one tells it to look up.
        drop(TcpStream::connect(self.address));
        if let Some(listening) = self.listening.take() {
            listening.join().unwrap();
        }
    }

    /// Listens again, at the same address.
    pub fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).unwrap();
        self.address = listener.local_addr().unwrap();
        self.shared.lock().stopped = false;
        let shared = Arc::clone(&self.shared);
        self.listening = Some(thread::spawn(move || listen(&listener, &shared)));
    }

    /// The next request of `call` that nothing else is planned for is answered so.
    pub fn once(&self, call: Call, answer: Answer) {
        self.shared.lock().once.entry(call).or_default().push_back(answer);
    }

    /// Every request of `call` from now on is answered so.
    pub fn always(&self, call: Call, answer: Answer) {
        self.script(call, move |_| answer.clone());
    }

    /// Every request of `call` from now on is answered by `script`.
    pub fn script(&self, call: Call, script: impl Fn(&Request) -> Answer + Send + Sync + 'static) {
        self.shared.lock().always.insert(call, Arc::new(script));
    }

    /// `call` is in good order again.
    pub fn mend(&self, call: Call) {
        let mut state = self.shared.lock();
        state.once.remove(&call);
        state.always.remove(&call);
    }

    /// The next request of `call` is held back, then answered as planned before, or as usual.
    #[must_use]
    pub fn hold(&self, call: Call) -> Held {
        let gate = Arc::new(Gate::default());
        let mut state = self.shared.lock();
        let queue = state.once.entry(call).or_default();
        let planned = queue.pop_front().unwrap_or_else(Answer::usual);
        queue.push_front(Answer { gate: Some(Arc::clone(&gate)), ..planned });
        Held(gate)
    }

    /// The next `connections` are closed before a byte is read.
    pub fn close_unread(&self, connections: usize) {
        self.shared.lock().unread = connections;
    }

    /// What the customers of all transactions do, those of later ones included, unless one was told otherwise.
    pub fn everyone(&self, does: Customer) {
        let mut state = self.shared.lock();
        state.truth.everyone = does;
        let Truth { transactions, decided, .. } = &mut state.truth;
        for transaction in transactions.iter_mut().filter(|transaction| !decided.contains_key(&transaction.identifier)) {
            transaction.customer = does;
        }
    }

    /// What the customer of one transaction does, be it there already or not.
    pub fn customer(&self, identifier: &str, does: Customer) {
        let mut state = self.shared.lock();
        state.truth.decided.insert(identifier.to_owned(), does);
        if let Some(transaction) = state.truth.find_mut(identifier) {
            transaction.customer = does;
        }
    }

    /// A customer opens a payment page: the transaction begins, for the amount that stands in its address.
    pub fn page_opened(&self, identifier: &str, amount: u64) {
        let mut state = self.shared.lock();
        if state.truth.find_mut(identifier).is_none() {
            state.truth.ask_customer(identifier.to_owned(), amount, 0);
        }
    }

    /// Every transaction: the truth that the till's own ledger is compared with.
    #[must_use]
    pub fn transactions(&self) -> Vec<Transaction> {
        self.shared.lock().truth.transactions.clone()
    }

    /// What all customers together were really charged.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.transactions().iter().filter_map(Transaction::charged).sum()
    }

    /// Every request of `call` so far.
    #[must_use]
    pub fn requests(&self, call: Call) -> Vec<Request> {
        self.requests_that(call, |_| true)
    }

    /// Every request of `call` so far that `is_meant`.
    #[must_use]
    pub fn requests_that(&self, call: Call, is_meant: impl Fn(&Request) -> bool) -> Vec<Request> {
        let state = self.shared.lock();
        state.requests.iter().filter(|request| request.call == call && is_meant(request)).cloned().collect()
    }

    /// How many requests of any call have come.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shared.lock().requests.len()
    }

    /// Returns once `count` requests of `call` have come since the start.
    #[track_caller]
    pub fn until(&self, call: Call, count: usize) {
        let come = |state: &State| state.requests.iter().filter(|request| request.call == call).count();
        let state = self.shared.lock();
        let (state, _) = self.shared.changed.wait_timeout_while(state, BOUND, |state| come(state) < count).unwrap();
        let came = come(&state);
        drop(state);
        assert!(came >= count, "{came} requests of {call:?} came, and not {count}");
    }
}

impl Drop for ScriptedGateway {
    fn drop(&mut self) {
        self.go_away();
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        let mut state = shared.lock();
        if state.stopped {
            return;
        }
        if state.unread > 0 {
            state.unread -= 1;
            continue;
        }
        drop(state);
        if let Ok(stream) = stream {
            let shared = Arc::clone(shared);
            thread::spawn(move || serve(stream, &shared));
        }
    }
}

fn serve(stream: TcpStream, shared: &Shared) {
    let Ok(mut request) = http::read(&stream) else { return };
    let planned = {
        let mut state = shared.lock();
        request.call = state.manners.call(&request.path);
        state.requests.push(request.clone());
        shared.changed.notify_all();
        let planned = state.once.get_mut(&request.call).and_then(VecDeque::pop_front);
        planned.or_else(|| state.always.get(&request.call).map(|script| script(&request))).unwrap_or_else(Answer::usual)
    };
    if let Some(gate) = &planned.gate {
        gate.pass();
    }
    let shape = {
        let mut state = shared.lock();
        let State { manners, truth, .. } = &mut *state;
        if planned.registers {
            truth.take((manners.asked)(&request));
        }
        match planned.shape {
            Shape::Usual => (manners.answer)(truth, &request).shape,
            shape @ (Shape::Whole { .. } | Shape::Closed | Shape::Endless) => shape,
        }
    };
    http::answer(stream, &shape);
}

#[cfg(test)]
mod tests;
