//! The way from the till to the practice gateway, and everything that can happen on it.

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
use comptoir_practice::{PracticeGateway, Request as Practised};
use serde_json::Value;

use crate::clock::VirtualClock;
use crate::dice::Dice;
use crate::log::Log;

/// The call that asks a customer.
pub(crate) const CREATE: &str = "/api/v1/pay";

/// When the till gives a request up, as its real transport does.
const DEADLINE: Duration = Duration::from_secs(45);

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No connection could be made.
    NotSent(Reason),
    /// Lost on the way there.
    LostBefore,
    /// The gateway acted, and its answer was lost.
    LostAfter,
    /// The connection was cut in the middle of the answer.
    Cut,
    /// It comes to the gateway a minute after the till gave it up.
    Late,
    /// HTTP 502; the gateway acted, or did not.
    ServerFailed { acted: bool },
    /// Another program answered, with a web page.
    WebPage,
    /// HTTP 429: to be left alone for so long.
    Limited(Duration),
    /// Half of the answer, as if it were the whole.
    Halved,
    /// The gateway acted, and gives the answer to an earlier request.
    Swapped,
    /// The gateway answers from a copy of its memory that lags behind, and knows nothing.
    NotKnown,
}

/// What a storm is made of.
const STORM: [Fault; 14] = [
    Fault::NotSent(Reason::NameNotFound),
    Fault::NotSent(Reason::NoConnection),
    Fault::NotSent(Reason::TlsRefused),
    Fault::LostBefore,
    Fault::LostAfter,
    Fault::Cut,
    Fault::Late,
    Fault::ServerFailed { acted: false },
    Fault::ServerFailed { acted: true },
    Fault::WebPage,
    Fault::Limited(Duration::from_secs(20)),
    Fault::Halved,
    Fault::Swapped,
    Fault::NotKnown,
];

/// One request, as the gateway's side of the wire sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    /// Time that had passed.
    pub(crate) at: Duration,
    /// The documented path.
    pub(crate) call: String,
    /// The payment's name in it: our reference, or the gateway's number.
    pub(crate) name: String,
}

type Rule = Box<dyn Fn(&Heard) -> Option<Fault> + Send + Sync>;

/// The way out of a world's till.
pub(crate) struct Wire {
    gateway: Arc<PracticeGateway>,
    clock: Arc<VirtualClock>,
    log: Log,
    folder: PathBuf,
    way: Mutex<Way>,
}

struct Way {
    dice: Dice,
    stormy_percent: u64,
    planned: VecDeque<Option<Fault>>,
    rule: Option<Rule>,
    heard: Vec<Heard>,
    answers: BTreeMap<String, Vec<Reply>>,
    under_way: Vec<(Duration, String, Vec<u8>)>,
}

impl Wire {
    /// A way to `gateway` in fair weather. `folder` is where the till's ledger is, which is looked at before a create call goes by.
    pub(crate) fn new(gateway: Arc<PracticeGateway>, clock: Arc<VirtualClock>, dice: Dice, log: Log, folder: PathBuf) -> Self {
        let way = Way {
            dice,
            stormy_percent: 0,
            planned: VecDeque::new(),
            rule: None,
            heard: Vec::new(),
            answers: BTreeMap::new(),
            under_way: Vec::new(),
        };
        Self { gateway, clock, log, folder, way: Mutex::new(way) }
    }

    /// So many requests of a hundred meet with a fault.
    pub(crate) fn storm(&self, percent: u64) {
        self.way().stormy_percent = percent;
    }

    /// The next requests meet with these, whatever the weather.
    pub(crate) fn next(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        self.way().planned.extend(faults);
    }

    /// Requests meet with what `rule` says, until further notice.
    pub(crate) fn whenever(&self, rule: impl Fn(&Heard) -> Option<Fault> + Send + Sync + 'static) {
        self.way().rule = Some(Box::new(rule));
    }

    /// Nothing happens to any request from now on.
    pub(crate) fn fair(&self) {
        let mut way = self.way();
        (way.stormy_percent, way.rule) = (0, None);
        way.planned.clear();
    }

    /// Every request so far.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.way().heard.clone()
    }

    /// How many create calls were made under this reference.
    pub(crate) fn creates(&self, reference: &str) -> usize {
        self.way().heard.iter().filter(|heard| heard.call == CREATE && heard.name == reference).count()
    }

    /// Lets what is due by now come to the gateway after all.
    pub(crate) fn deliver(&self) {
        let now = self.clock.elapsed();
        let mut way = self.way();
        let (due, later) = way.under_way.drain(..).partition(|(due, ..)| *due <= now);
        way.under_way = later;
        drop(way);
        let due: Vec<(Duration, String, Vec<u8>)> = due;
        for (at, call, body) in due {
            let late_ms = (now - at).as_millis() as i64;
            self.log.write(now, format_args!("a late {call} comes to the gateway"));
            drop(self.gateway.respond(&practised(&call, body), self.clock.truth_ms() - late_ms));
        }
    }

    fn way(&self) -> MutexGuard<'_, Way> {
        self.way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a request down and decides what happens to it.
    fn fate(&self, heard: &Heard) -> (Option<Fault>, Duration) {
        let mut way = self.way();
        way.heard.push(heard.clone());
        let latency = Duration::from_millis(way.dice.between(40, 1_500));
        if let Some(planned) = way.planned.pop_front() {
            return (planned, latency);
        }
        if let Some(rule) = &way.rule {
            return (rule(heard), latency);
        }
        let stormy = way.stormy_percent;
        let fault = way.dice.happens(stormy).then(|| way.dice.one_of(&STORM));
        (fault, latency)
    }

    /// The gateway acts and answers.
    fn act(&self, call: &str, body: &[u8]) -> Reply {
        self.deliver();
        let response = self.gateway.respond(&practised(call, body.to_vec()), self.clock.truth_ms());
        Reply { status: response.status, retry_after: None, body: response.body }
    }

    /// An answer to an earlier request of the same call, if there was one.
    fn another(&self, call: &str, reply: &Reply) -> Option<Reply> {
        let mut way = self.way();
        let others: Vec<Reply> = way.answers.get(call)?.iter().filter(|other| *other != reply).cloned().collect();
        if others.is_empty() {
            return None;
        }
        let chosen = way.dice.between(0, others.len() as u64 - 1) as usize;
        Some(others[chosen].clone())
    }

    async fn carry(&self, call: &str, body: Vec<u8>, fault: Option<Fault>, latency: Duration) -> Result<Reply, TransportError> {
        self.clock.sleep(latency).await;
        let lost = |reason| Err(TransportError::Lost(reason));
        let plain = |status, body: &str| Ok(Reply { status, retry_after: None, body: body.as_bytes().to_vec() });
        match fault {
            Some(Fault::NotSent(reason)) => return Err(TransportError::NotSent(reason)),
            Some(Fault::LostBefore) => {
                self.clock.sleep(DEADLINE - latency).await;
                return lost(Reason::TimedOut);
            }
            Some(Fault::Late) => {
                let due = self.clock.elapsed() + DEADLINE + Duration::from_mins(1);
                self.way().under_way.push((due, call.to_owned(), body));
                self.clock.sleep(DEADLINE - latency).await;
                return lost(Reason::TimedOut);
            }
            Some(Fault::ServerFailed { acted: false }) => return plain(502, "Bad Gateway"),
            Some(Fault::WebPage) => return plain(200, "<html><title>Wi-Fi</title></html>"),
            Some(Fault::NotKnown) if call != CREATE => {
                return plain(200, r#"{"error_code":403,"error_message":"Transaction inconnue"}"#);
            }
            Some(Fault::Limited(quiet)) => return Ok(Reply { status: 429, retry_after: Some(quiet), body: Vec::new() }),
            Some(
                Fault::LostAfter
                | Fault::Cut
                | Fault::ServerFailed { acted: true }
                | Fault::Halved
                | Fault::Swapped
                | Fault::NotKnown,
            )
            | None => {}
        }
        let reply = self.act(call, &body);
        self.way().answers.entry(call.to_owned()).or_default().push(reply.clone());
        match fault {
            Some(Fault::LostAfter) => {
                self.clock.sleep(DEADLINE - latency).await;
                return lost(Reason::TimedOut);
            }
            Some(Fault::Cut) => return lost(Reason::Cut),
            Some(Fault::ServerFailed { .. }) => return plain(502, "Bad Gateway"),
            Some(Fault::Halved) => return Ok(Reply { body: reply.body[..reply.body.len() / 2].to_vec(), ..reply }),
            Some(Fault::Swapped) => return Ok(self.another(call, &reply).unwrap_or(reply)),
            Some(Fault::NotSent(_) | Fault::LostBefore | Fault::Late | Fault::WebPage | Fault::Limited(_) | Fault::NotKnown)
            | None => {}
        }
        self.clock.sleep(latency).await;
        Ok(reply)
    }

    /// Nothing is sent to the gateway before the ledger, read from outside, says that it may have been.
    fn check_the_ledger_was_first(&self, reference: &str) {
        let reader = Reader::open(&self.folder).unwrap().unwrap();
        let payment = reader.payment_by_reference(&reference.parse().unwrap()).unwrap().expect("a payment on disk");
        assert!(matches!(payment.state, State::Sending { .. }), "{reference} leaves while it is {:?} on disk", payment.state);
    }
}

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: Request) -> Result<Reply, TransportError> {
        let call = request.url.path().to_owned();
        let body = request.json.unwrap_or_default();
        let heard = Heard { at: self.clock.elapsed(), name: name_in(&body), call };
        if heard.call == CREATE {
            self.check_the_ledger_was_first(&heard.name);
        }
        let (fault, latency) = self.fate(&heard);
        self.log.write(heard.at, format_args!("→ {} {} {fault:?}", heard.call, heard.name));
        let outcome = self.carry(&heard.call, body, fault, latency).await;
        let told = match &outcome {
            Ok(reply) => format!("{} {}", reply.status, String::from_utf8_lossy(&reply.body)),
            Err(error) => format!("{error:?}"),
        };
        self.log.write(self.clock.elapsed(), format_args!("← {} {} {told}", heard.call, heard.name));
        outcome
    }
}

fn practised(call: &str, body: Vec<u8>) -> Practised {
    Practised {
        method: "POST".to_owned(),
        path: call.to_owned(),
        query: String::new(),
        base_url: String::new(),
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body,
    }
}

fn name_in(body: &[u8]) -> String {
    let body: Value = serde_json::from_slice(body).unwrap();
    let name = body.get("identifier").or_else(|| body.get("tx_reference")).and_then(Value::as_str);
    name.unwrap_or_default().to_owned()
}
