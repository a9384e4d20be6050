//! Every toxic, in both directions, in every phase of a payment, before every gateway: 240 cells. A seed is a cell and everything that is
//! left to chance in it, so that the same seed is the same cell again; 240 seeds in a row are all of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::ids::PaymentId;
use comptoir_gateway::http::Limits;
use comptoir_practice::Kind;
use comptoir_tests::BOUND;
use comptoir_tests::dice::Dice;
use comptoir_tests::proof::{Account, Portion, say};

use crate::certificates::Version;
use crate::desk::{Desk, PATIENT, Place, Planted};
use crate::told::{stands, without_answer};
use crate::toxic::{Direction, Plan, Stage, Toxic};

/// When it strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// While the create call's connection is made.
    Connect,
    /// While the create call is made.
    Create,
    /// While the gateway is asked about the payment.
    Question,
}

const PHASES: [Phase; 3] = [Phase::Connect, Phase::Create, Phase::Question];

/// All there are.
const CELLS: u64 = 240;

/// What plain tests do.
const CI: u64 = 40;

/// Cells that are looked at side by side: most of their time is waiting.
const HANDS: usize = 4;

/// How long the shorter deadline of a request is. A machine that is too busy for the toxic to strike before the first one is given
/// the next.
const SHORT: [Duration; 3] = [Duration::from_millis(600), Duration::from_secs(5), Duration::from_secs(30)];

/// One cell, with what chance makes of it.
#[derive(Debug, Clone, Copy)]
struct Cell {
    toxic: Toxic,
    direction: Direction,
    phase: Phase,
    kind: Kind,
    version: Version,
    /// Bytes that go by before the cut.
    after: usize,
    /// Which of the two deadlines ends what nobody answers.
    by_total: bool,
}

/// What becomes of the request that meets with the toxic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is answered.
    Answered,
    /// No byte of it leaves.
    NotSent,
    /// Some of it leaves, and no whole answer comes.
    Lost(Reason),
    /// There is none: the gateway has no such call.
    Unasked,
}

impl Cell {
    /// The cell of this seed. The step has no divisor in common with the number of cells, so that each comes once before any comes
    /// again.
    fn of(seed: u64) -> Self {
        let mut place = (seed.wrapping_mul(97) % CELLS) as usize;
        let mut next = |count: usize| {
            let this = place % count;
            place /= count;
            this
        };
        let toxic = Toxic::ALL[next(Toxic::ALL.len())];
        let direction = Direction::ALL[next(Direction::ALL.len())];
        let (phase, kind) = (PHASES[next(PHASES.len())], Kind::ALL[next(Kind::ALL.len())]);
        let chance = Dice::of(seed).throw();
        let version = if chance & 1 == 0 { Version::Tls12 } else { Version::Tls13 };
        let by_total = toxic == Toxic::Slow || chance & 2 == 0;
        Self { toxic, direction, phase, kind, version, by_total, after: (chance >> 8) as usize % 91 }
    }

    fn fate(&self) -> Fate {
        if self.phase == Phase::Question && self.kind == Kind::PaiementPro {
            Fate::Unasked
        } else if self.toxic.is_harmless() {
            Fate::Answered
        } else if self.phase == Phase::Connect {
            Fate::NotSent
        } else if self.toxic.lasts() {
            Fate::Lost(Reason::TimedOut)
        } else {
            Fate::Lost(Reason::Cut)
        }
    }

    fn plan(&self) -> Plan {
        let stage = if self.phase == Phase::Connect { Stage::Handshake } else { Stage::Exchange };
        Plan { toxic: self.toxic, direction: self.direction, stage, after: self.after }
    }

    /// Nobody takes connections at all.
    fn is_refused(&self) -> bool {
        (self.toxic, self.direction, self.phase) == (Toxic::Down, Direction::Up, Phase::Connect)
    }

    /// The limits of the request that meets with the toxic.
    fn limits(&self, short: Duration) -> Limits {
        match self.fate() {
            Fate::NotSent if self.toxic.lasts() => Limits { connect: short, ..PATIENT },
            Fate::Lost(Reason::TimedOut) if self.by_total => Limits { total: short, ..PATIENT },
            Fate::Lost(Reason::TimedOut) => Limits { read: short, ..PATIENT },
            Fate::Answered | Fate::NotSent | Fate::Lost(_) | Fate::Unasked => PATIENT,
        }
    }

    /// Lives through the cell. The program may have a planted fault.
    fn lived(&self, planted: Option<Planted>) {
        for short in SHORT {
            let place = Place { open: !self.is_refused(), planted, ..Place::good(self.kind, self.version) };
            let desk = Desk::at(place);
            if self.lived_at(&desk, short) {
                return;
            }
        }
        panic!("the toxic never struck: the machine is too busy");
    }

    /// Whether the toxic had its time to strike.
    fn lived_at(&self, desk: &Desk, short: Duration) -> bool {
        if self.phase != Phase::Question {
            desk.proxy.plan(Some(self.plan()));
            desk.limit(self.limits(short));
        }
        let id = desk.start();
        if self.phase == Phase::Question {
            stands(&desk.view(id), "pending", None);
            desk.customer_pays(id);
            desk.proxy.plan(Some(self.plan()));
            desk.limit(self.limits(short));
            desk.ask(id);
        }
        if self.fate() != Fate::Unasked && !self.is_refused() && !desk.proxy.struck() {
            return false;
        }
        self.is_heard_once(desk, usize::from(self.phase == Phase::Question));
        let (state, reason) = self.standing(desk);
        stands(&desk.view(id), state, reason);
        self.ends_well(desk, id);
        true
    }

    /// How the payment stands after the request that met with the toxic.
    fn standing(&self, desk: &Desk) -> (&'static str, Option<Reason>) {
        match (self.phase, self.fate()) {
            (Phase::Connect | Phase::Create, Fate::Answered) | (_, Fate::Unasked) => ("pending", None),
            (Phase::Connect | Phase::Create, Fate::NotSent) => ("abandoned_unsent", Some(Reason::NoConnection)),
            (Phase::Connect | Phase::Create, Fate::Lost(reason)) => (without_answer(desk.gateway()), Some(reason)),
            // The customer has paid meanwhile.
            (Phase::Question, Fate::Answered) => ("paid", None),
            (Phase::Question, Fate::NotSent) => ("pending", Some(Reason::NoConnection)),
            (Phase::Question, Fate::Lost(reason)) => ("pending", Some(reason)),
        }
    }

    /// The request came to the gateway once where it could, and no byte of it left where none could. `before` it others had come.
    fn is_heard_once(&self, desk: &Desk, before: usize) {
        let reaches = match self.fate() {
            Fate::Answered => true,
            Fate::Lost(_) => self.direction == Direction::Down,
            Fate::NotSent | Fate::Unasked => false,
        };
        let requests = desk.server.requests();
        assert_eq!(requests.len(), before + usize::from(reaches), "{requests:?}");
        let connections = before + usize::from(self.fate() != Fate::Unasked && !self.is_refused());
        assert_eq!(desk.proxy.connections(), connections, "each request has one connection");
        if self.fate() == Fate::NotSent {
            assert_eq!((desk.proxy.of_a_request(), desk.server.bytes()), (0, 0), "a byte of a request left");
        }
        let created = desk.server.gateway.transactions();
        assert!(created.len() <= 1 && created.iter().all(|payment| payment.create_requests() == 1));
    }

    /// The network is well again: the payment is paid exactly if its customer was charged and the gateway can be asked.
    fn ends_well(&self, desk: &Desk, id: PaymentId) {
        desk.limit(PATIENT);
        desk.opens();
        desk.customer_pays(id);
        desk.ask(id);
        let view = desk.view(id);
        let askable = !matches!(view.state, "abandoned_unsent" | "abandoned_orphan") && self.kind != Kind::PaiementPro;
        assert_eq!(view.state == "paid", askable && desk.is_charged(), "{view:?}");
        assert_eq!(view.receipt_number.is_some(), view.state == "paid");
        if view.state == "abandoned_orphan" {
            assert!(!desk.is_charged(), "nobody saw the page");
        }
    }
}

/// What was lived through of these seeds, side by side: cells and breaches.
fn lived_through(portion: Portion, planted: Option<Planted>) -> (Vec<Cell>, Vec<(u64, Cell)>) {
    let next = AtomicU64::new(0);
    let (lived, broken) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= portion.count {
                        return;
                    }
                    let seed = portion.first_seed + turn;
                    let cell = Cell::of(seed);
                    if catch_unwind(AssertUnwindSafe(|| cell.lived(planted))).is_err() {
                        broken.lock().unwrap_or_else(PoisonError::into_inner).push((seed, cell));
                    }
                    lived.lock().unwrap_or_else(PoisonError::into_inner).push(cell);
                }
            });
        }
    });
    let lived = lived.into_inner().unwrap_or_else(PoisonError::into_inner);
    (lived, broken.into_inner().unwrap_or_else(PoisonError::into_inner))
}

const fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "from the till",
        Direction::Down => "to the till",
    }
}

/// What must not be missed. PaiementPro's question is a cell of its own kind: there is none.
fn meet(account: &mut Account, cell: Cell) {
    account.meets(&format!("{:?}", cell.toxic), 1);
    account.meets(way(cell.direction), 1);
    account.meets(&format!("{:?}", cell.phase), 1);
    account.meets(cell.kind.name(), 1);
    account.meets(&format!("{:?}", cell.version), 1);
    let (fate, row) = match cell.fate() {
        Fate::Answered => ("answered", None),
        Fate::NotSent => ("not sent", Some("B1")),
        Fate::Lost(Reason::TimedOut) => ("timed out", Some("B2")),
        Fate::Lost(_) => ("cut", Some("B3")),
        Fate::Unasked => ("no question", None),
    };
    account.meets(fate, 1);
    if let Some(row) = row {
        account.meets(row, 1);
    }
}

#[test]
fn whatever_a_network_does_a_request_is_sent_once_and_what_is_known_of_it_is_told() {
    let portion = Portion::asked_or(1, CI);
    let mut account = Account::of("TOX", "cells", portion);
    let (lived, broken) = lived_through(portion, None);
    account.add(portion.first_seed + portion.count.saturating_sub(1), lived.len() as u64, broken.len() as u64);
    lived.into_iter().for_each(|cell| meet(&mut account, cell));
    let mut all = Vec::new();
    all.extend(Toxic::ALL.map(|toxic| format!("{toxic:?}")));
    all.extend(Direction::ALL.map(|direction| way(direction).to_owned()));
    all.extend(PHASES.map(|phase| format!("{phase:?}")));
    all.extend(Kind::ALL.map(|kind| kind.name().to_owned()));
    all.extend(["B1", "B2", "B3", "answered", "no question", "Tls12", "Tls13"].map(str::to_owned));
    let missed: Vec<_> = all.iter().filter(|what| account.met(what) == 0).collect();
    for (seed, cell) in &broken {
        say(format_args!("TOX breach: seed {seed}, {cell:?}. Again: COMPTOIR_PROVE_FIRST_SEED={seed} COMPTOIR_PROVE_COUNT=1"));
    }
    account.tell();
    assert!(broken.is_empty(), "{} cells are broken", broken.len());
    assert!(missed.is_empty() || portion.count < CI, "never met: {missed:?}");
}

#[test]
fn every_cell_comes_once_in_as_many_seeds() {
    let mut cells: Vec<_> = (7..7 + CELLS)
        .map(Cell::of)
        .map(|cell| (cell.toxic, cell.direction, format!("{:?}", cell.phase), cell.kind.name()))
        .collect();
    cells.sort();
    cells.dedup();
    assert_eq!(cells.len() as u64, CELLS);
}

/// A transport that says of a lost request that it did not leave, or sends it again, is found.
#[test]
fn a_careless_transport_is_found() {
    let lost = |seed: &u64| matches!((Cell::of(*seed).fate(), Cell::of(*seed).phase), (Fate::Lost(Reason::Cut), Phase::Create));
    let seed = (1..).find(lost).expect("a cell whose request is lost");
    for planted in [Planted::Forgets, Planted::Repeats] {
        let (_, broken) = lived_through(Portion { first_seed: seed, count: 1 }, Some(planted));
        assert_eq!(broken.len(), 1, "the matrix is blind to {planted:?}");
    }
    assert!(BOUND > SHORT[2], "what is patient outlasts what is short");
}
