//! The way from the till to the practice gateways, and everything that can happen on it.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::state::State;
use comptoir_engine::ports::Clock;
use comptoir_gateway::{Reply, Request, Transport, TransportError};
use comptoir_ledger::Reader;
use comptoir_practice::{Kind, PracticeGateway, Request as Practised};
use secrecy::ExposeSecret;
use serde_json::Value;

use super::clock::VirtualClock;
pub use super::faults::Fault;
use super::faults::{not_known, says_paid, told};
use super::fuse::{Fuse, Point};
use super::log::Log;
use crate::dice::Dice;

/// PayGateGlobal's call that asks a customer.
pub const CREATE: &str = "/api/v1/pay";

/// When the till gives a request up, as its real transport does.
const DEADLINE: Duration = Duration::from_secs(45);

/// Answers of one kind of call that are kept, to be given to another.
const KEPT: usize = 16;

/// A gateway confuses what it was asked lately. A page that it handed out again once the watch over its payment was over would be paid
/// without anybody hearing of it.
const LATELY: Duration = Duration::from_hours(24);

/// One request, as the gateways' side of the wire sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Time that had passed.
    pub at: Duration,
    /// When that was, on a right clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// Whom it was meant for.
    pub gateway: Kind,
    /// The documented path.
    pub call: String,
    /// The payment's name in it: our reference, or the gateway's number or token.
    pub name: String,
    /// It asks a customer.
    pub creates: bool,
    /// What happened to it.
    pub fault: Option<Fault>,
}

type Rule = Box<dyn Fn(&Heard) -> Option<Fault> + Send + Sync>;

/// The way out of a world's till.
pub struct Wire {
    gateways: Vec<Arc<PracticeGateway>>,
    clock: Arc<VirtualClock>,
    log: Log,
    folder: PathBuf,
    fuse: Arc<Fuse>,
    reader: Mutex<Option<Reader>>,
    way: Mutex<Way>,
}

struct Way {
    dice: Dice,
    storm: &'static [Fault],
    stormy_percent: u64,
    planned: VecDeque<Option<Fault>>,
    rule: Option<Rule>,
    heard: Vec<Heard>,
    creates: BTreeMap<String, usize>,
    answers: BTreeMap<(&'static str, bool), VecDeque<(i64, Reply)>>,
    under_way: Vec<(Duration, Parcel)>,
}

/// A request as it travels.
#[derive(Clone)]
struct Parcel {
    gateway: usize,
    kind: Kind,
    creates: bool,
    method: &'static str,
    path: String,
    query: String,
    base_url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Wire {
    /// A way to `gateways` in fair weather. `folder` is where the till's ledger is, which is looked at before a create call goes by.
    pub fn new(
        gateways: Vec<Arc<PracticeGateway>>,
        clock: Arc<VirtualClock>,
        dice: Dice,
        log: Log,
        folder: PathBuf,
        fuse: Arc<Fuse>,
    ) -> Self {
        let way = Way {
            dice,
            storm: &[],
            stormy_percent: 0,
            planned: VecDeque::new(),
            rule: None,
            heard: Vec::new(),
            creates: BTreeMap::new(),
            answers: BTreeMap::new(),
            under_way: Vec::new(),
        };
        Self { gateways, clock, log, folder, fuse, reader: Mutex::new(None), way: Mutex::new(way) }
    }

    /// So many requests of a hundred meet with one of these.
    pub fn storm(&self, percent: u64, storm: &'static [Fault]) {
        let mut way = self.way();
        (way.stormy_percent, way.storm) = (percent, storm);
    }

    /// The next requests meet with these, whatever the weather.
    pub fn next(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        self.way().planned.extend(faults);
    }

    /// Requests meet with what `rule` says, until further notice.
    pub fn whenever(&self, rule: impl Fn(&Heard) -> Option<Fault> + Send + Sync + 'static) {
        self.way().rule = Some(Box::new(rule));
    }

    /// What was said of requests to come holds no more; the weather is as it was.
    pub fn no_rule(&self) {
        self.way().rule = None;
    }

    /// Nothing happens to any request from now on.
    pub fn fair(&self) {
        let mut way = self.way();
        (way.stormy_percent, way.rule) = (0, None);
        way.planned.clear();
    }

    /// Every request so far.
    pub fn heard(&self) -> Vec<Heard> {
        self.way().heard.clone()
    }

    /// How many requests there were so far.
    pub fn heard_count(&self) -> usize {
        self.way().heard.len()
    }

    /// Every request since the first `known`.
    pub fn heard_since(&self, known: usize) -> Vec<Heard> {
        self.way().heard[known..].to_vec()
    }

    /// How many create calls were made under this reference.
    pub fn creates(&self, reference: &str) -> usize {
        self.way().creates.get(reference).copied().unwrap_or_default()
    }

    /// Lets what is due by now come to the gateways after all.
    pub fn deliver(&self) {
        let now = self.clock.elapsed();
        let mut way = self.way();
        let (due, later) = way.under_way.drain(..).partition(|(due, _)| *due <= now);
        way.under_way = later;
        drop(way);
        let due: Vec<(Duration, Parcel)> = due;
        for (at, parcel) in due {
            let late_ms = (now - at).as_millis() as i64;
            self.log.write(now, format_args!("a late {} comes to the gateway", parcel.path));
            drop(self.gateways[parcel.gateway].respond(&parcel.practised(), self.clock.truth_ms() - late_ms));
        }
    }

    fn way(&self) -> MutexGuard<'_, Way> {
        self.way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Decides what happens to a request, and writes it down.
    fn fate(&self, mut heard: Heard) -> (Heard, Duration) {
        let mut way = self.way();
        let latency = Duration::from_millis(way.dice.between(40, 1_500));
        heard.fault = if let Some(planned) = way.planned.pop_front() {
            planned
        } else if let Some(rule) = &way.rule {
            rule(&heard)
        } else {
            let (stormy, storm) = (way.stormy_percent, way.storm);
            way.dice.happens(stormy).then(|| way.dice.one_of(storm))
        };
        if heard.creates {
            *way.creates.entry(heard.name.clone()).or_default() += 1;
        }
        way.heard.push(heard.clone());
        (heard, latency)
    }

    /// The gateway acts and answers.
    fn act(&self, parcel: &Parcel) -> Reply {
        self.deliver();
        let response = self.gateways[parcel.gateway].respond(&parcel.practised(), self.clock.truth_ms());
        Reply { status: response.status, retry_after: None, body: response.body }
    }

    /// An answer to an earlier request of the same call, if there was one lately.
    fn another(&self, parcel: &Parcel, reply: &Reply) -> Option<Reply> {
        let from_ms = self.clock.truth_ms() - i64::try_from(LATELY.as_millis()).expect("a day");
        let mut way = self.way();
        let kept = way.answers.get(&parcel.call())?;
        let others = kept.iter().filter(|(at_ms, other)| *at_ms >= from_ms && other != reply);
        let others: Vec<Reply> = others.map(|(_, other)| other.clone()).collect();
        if others.is_empty() {
            return None;
        }
        let chosen = way.dice.between(0, others.len() as u64 - 1) as usize;
        Some(others[chosen].clone())
    }

    fn keep(&self, parcel: &Parcel, reply: &Reply) {
        let mut way = self.way();
        let kept = way.answers.entry(parcel.call()).or_default();
        kept.push_back((self.clock.truth_ms(), reply.clone()));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }

    async fn carry(&self, parcel: Parcel, fault: Option<Fault>, latency: Duration) -> Result<Reply, TransportError> {
        let lost = |reason| Err(TransportError::Lost(reason));
        let plain = |status, body: &str| Ok(Reply { status, retry_after: None, body: body.as_bytes().to_vec() });
        self.clock.sleep(latency).await;
        match fault {
            Some(Fault::NotSent(reason)) => return Err(TransportError::NotSent(reason)),
            Some(Fault::LostBefore) => {
                self.clock.sleep(DEADLINE - latency).await;
                return lost(Reason::TimedOut);
            }
            Some(Fault::Late) => {
                let due = self.clock.elapsed() + DEADLINE + Duration::from_mins(1);
                self.way().under_way.push((due, parcel));
                self.clock.sleep(DEADLINE - latency).await;
                return lost(Reason::TimedOut);
            }
            Some(Fault::ServerFailed { acted: false }) => return plain(502, "Bad Gateway"),
            Some(Fault::WebPage) => return plain(200, "<html><title>Wi-Fi</title></html>"),
            Some(Fault::NotKnown) if !parcel.creates => {
                let (status, body) = not_known(parcel.kind);
                return plain(status, body);
            }
            Some(Fault::Limited(quiet)) => return Ok(Reply { status: 429, retry_after: Some(quiet), body: Vec::new() }),
            _ => {}
        }
        if fault == Some(Fault::Twice) {
            drop(self.act(&parcel));
        }
        let reply = self.act(&parcel);
        self.keep(&parcel, &reply);
        match fault {
            Some(Fault::LostAfter) => {
                self.clock.sleep(DEADLINE - latency).await;
                return lost(Reason::TimedOut);
            }
            Some(Fault::Cut) => return lost(Reason::Cut),
            Some(Fault::Huge) => return lost(Reason::TooLarge),
            Some(Fault::ServerFailed { .. }) => return plain(502, "Bad Gateway"),
            Some(Fault::Halved) => return Ok(Reply { body: reply.body[..reply.body.len() / 2].to_vec(), ..reply }),
            Some(Fault::Swapped) => return Ok(self.another(&parcel, &reply).unwrap_or(reply)),
            Some(Fault::Slow) => self.clock.sleep(DEADLINE - latency - Duration::from_secs(1)).await,
            Some(Fault::Says(lie)) => {
                let body = told(lie, parcel.kind, parcel.creates, &reply.body).unwrap_or(reply.body);
                return Ok(Reply { body, ..reply });
            }
            _ => self.clock.sleep(latency).await,
        }
        Ok(reply)
    }

    /// Nothing is sent to the gateway before the ledger, read from outside, says that it may have been.
    fn check_the_ledger_was_first(&self, reference: &str) {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = reader.get_or_insert_with(|| Reader::open(&self.folder).unwrap().unwrap());
        let payment = reader.payment_by_reference(&reference.parse().unwrap()).unwrap().expect("a payment on disk");
        assert!(matches!(payment.state, State::Sending { .. }), "{reference} leaves while it is {:?} on disk", payment.state);
    }
}

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: Request) -> Result<Reply, TransportError> {
        let parcel = self.packed(request);
        let (kind, creates) = (parcel.kind, parcel.creates);
        let (at, at_ms) = (self.clock.elapsed(), self.clock.truth_ms());
        let heard = Heard { at, at_ms, gateway: kind, call: parcel.path.clone(), name: parcel.name(), creates, fault: None };
        if creates {
            self.check_the_ledger_was_first(&heard.name);
        }
        self.fuse.pass(Point::Leaves { creates });
        let (heard, latency) = self.fate(heard);
        self.log.write(at, format_args!("→ {} {} {:?}", heard.call, heard.name, heard.fault));
        let outcome = self.carry(parcel, heard.fault, latency).await;
        let (told, paid) = match &outcome {
            Ok(reply) => (format!("{} {}", reply.status, String::from_utf8_lossy(&reply.body)), says_paid(kind, &reply.body)),
            Err(error) => (format!("{error:?}"), false),
        };
        self.log.write(self.clock.elapsed(), format_args!("← {} {} {told}", heard.call, heard.name));
        self.fuse.pass(Point::Answered { creates, paid });
        outcome
    }
}

impl Wire {
    /// What `request` is on its way.
    fn packed(&self, request: Request) -> Parcel {
        let host = request.url.host_str().unwrap_or_default();
        let is_its = |gateway: &Arc<PracticeGateway>| host.ends_with(domain(gateway.kind()));
        let gateway = self.gateways.iter().position(is_its).expect("a gateway that is played");
        let kind = self.gateways[gateway].kind();
        let mut headers: Vec<_> =
            request.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.expose_secret().to_owned())).collect();
        if request.json.is_some() {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
        }
        let path = request.url.path().to_owned();
        Parcel {
            gateway,
            kind,
            creates: creates(kind, &path),
            method: if request.json.is_some() { "POST" } else { "GET" },
            query: request.url.query().unwrap_or_default().to_owned(),
            base_url: request.url.origin().ascii_serialization(),
            headers,
            body: request.json.unwrap_or_default(),
            path,
        }
    }
}

impl Parcel {
    fn practised(&self) -> Practised {
        Practised {
            method: self.method.to_owned(),
            path: self.path.clone(),
            query: self.query.clone(),
            base_url: self.base_url.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
        }
    }

    /// Which call it is: what another such request could be answered.
    const fn call(&self) -> (&'static str, bool) {
        (self.kind.name(), self.creates)
    }

    /// The payment's name in it.
    fn name(&self) -> String {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let fields = ["/identifier", "/tx_reference", "/transaction_id", "/referenceNumber", "/custom_data/reference"];
        let named = fields
            .iter()
            .chain(&["/commande/custom_data/reference"])
            .find_map(|field| body.pointer(field).and_then(Value::as_str));
        let last = || self.query.rsplit('=').next().filter(|token| !token.is_empty()).or_else(|| self.path.rsplit('/').next());
        named.or_else(last).unwrap_or_default().to_owned()
    }
}

const fn domain(kind: Kind) -> &'static str {
    match kind {
        Kind::PaygateGlobal => "paygateglobal.com",
        Kind::Paydunya => "paydunya.com",
        Kind::Cinetpay => "cinetpay.com",
        Kind::Payplus => "payplus.africa",
        Kind::PaiementPro => "paiementpro.net",
    }
}

fn creates(kind: Kind, path: &str) -> bool {
    match kind {
        Kind::PaygateGlobal => path == CREATE,
        Kind::Paydunya | Kind::Payplus => path.ends_with("/checkout-invoice/create"),
        Kind::Cinetpay => path == "/v2/payment",
        Kind::PaiementPro => true,
    }
}
