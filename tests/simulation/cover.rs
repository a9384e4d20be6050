//! What a run has been put through: a harness that never injects a fault finds nothing wrong with it. A fault of the wire is counted
//! when it is drawn, also where the answer had no place for it.

use std::collections::BTreeMap;

use comptoir_practice::Kind;

use crate::world::faults::{Fault, Lie};
use crate::world::fuse::Point;
use crate::world::wire::Heard;
use comptoir_core::code::Reason;

/// How often each thing was met.
pub(crate) type Cover = BTreeMap<String, u64>;

/// Rows of the table of faults that no run of any size may miss. Those that only a power cut, a printer, a file or a window can meet
/// are other harnesses'.
pub(crate) const ROWS: [&str; 33] = [
    "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A13", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "C1", "C2",
    "C3", "C4", "C5", "C6", "C7", "C8", "C9", "D1", "E1", "E2", "E3", "E5", "paid",
];

/// Besides: a lost answer of each gateway's create call, and each way to hand a notification in.
pub(crate) const BESIDES: [&str; 9] = [
    "A4 paygate-global",
    "A4 paydunya",
    "A4 cinetpay",
    "A4 payplus",
    "A4 paiement-pro",
    "notified",
    "notified with a wrong secret",
    "notified of a wrong amount",
    "settled by the owner",
];

/// Counts one more.
pub(crate) fn meets(cover: &mut Cover, what: &str) {
    *cover.entry(what.to_owned()).or_default() += 1;
}

/// Counts what happened to a request.
pub(crate) fn met_on_the_wire(cover: &mut Cover, heard: &Heard) {
    let Some(fault) = heard.fault else { return };
    let row = match fault {
        Fault::NotSent(Reason::TlsRefused) => "B8",
        Fault::NotSent(_) => "B1",
        Fault::LostBefore | Fault::LostAfter | Fault::Late => "B2",
        Fault::Cut | Fault::Slow => "B3",
        Fault::ServerFailed { .. } => "B4",
        Fault::Limited(_) => "B5",
        Fault::WebPage => "B7",
        Fault::Halved => "C1",
        Fault::Huge => "C2",
        Fault::Swapped => "C5",
        Fault::Twice => "twice",
        Fault::NotKnown => "not known",
        Fault::Says(Lie::Without(_) | Lie::Null(_) | Lie::OtherType(_)) => "C3",
        Fault::Says(Lie::StrangeWord) => "C4",
        Fault::Says(Lie::Pending | Lie::Declined | Lie::Expired) => "C6",
        Fault::Says(Lie::Amount(_)) => "C7",
        Fault::Says(Lie::Currency) => "C8",
        Fault::Says(Lie::Environment) => "C9",
        Fault::Says(Lie::Paid) => "a lie",
    };
    meets(cover, row);
    let acted =
        matches!(fault, Fault::LostAfter | Fault::Cut | Fault::ServerFailed { acted: true } | Fault::Huge | Fault::Halved);
    if heard.creates && acted {
        meets(cover, "A4");
        meets(cover, &format!("A4 {}", heard.gateway.name()));
    }
}

/// The row of a program that died here; `kind` is the gateway of the payment it was taking.
pub(crate) const fn row_of(point: Point, kind: Kind, has_page: bool) -> Option<&'static str> {
    match point {
        Point::Told(state) => match state.as_bytes() {
            b"recorded" => Some("A2"),
            b"sending" => Some("A3"),
            b"pending" if has_page || matches!(kind, Kind::PaiementPro) => Some("A6"),
            b"paid" => Some("A9"),
            _ => None,
        },
        Point::Leaves { creates: true } => Some("A3"),
        Point::Answered { creates: true, .. } => Some("A5"),
        Point::Answered { creates: false, paid: true } => Some("A8"),
        Point::Leaves { creates: false } | Point::Answered { creates: false, paid: false } => Some("A7"),
    }
}
