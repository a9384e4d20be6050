//! A request that a person has sent once more, after the gateway said twice that it does not know it. Whatever the network does to this
//! second one, nothing new is known of the first: the payment is never again one of which nothing left.

use comptoir_core::code::Reason;
use comptoir_practice::Kind;

use crate::certificates::Version;
use crate::desk::{Desk, Place};
use crate::told::stands;
use crate::toxic::{Direction, Plan, Stage, Toxic};

/// The create call.
const CREATE: &str = "POST /api/v1/pay";

#[test]
fn a_request_that_is_sent_once_more_never_counts_as_unsent_again() {
    for (toxic, version) in
        Toxic::ALL.into_iter().filter(|toxic| !toxic.lasts()).zip([Version::Tls12, Version::Tls13].into_iter().cycle())
    {
        for (direction, stage) in Direction::ALL.into_iter().flat_map(|way| [(way, Stage::Handshake), (way, Stage::Exchange)]) {
            println!("{toxic:?}, {direction:?}, {stage:?}");
            let desk = Desk::at(Place::good(Kind::PaygateGlobal, version));
            desk.proxy.plan(Some(Plan { toxic: Toxic::Reset, direction: Direction::Up, stage: Stage::Exchange, after: 40 }));
            let id = desk.start();
            stands(&desk.view(id), "create_unknown", Some(Reason::Cut));
            for _ in 0..3 {
                desk.ask(id);
            }
            stands(&desk.view(id), "create_unknown", Some(Reason::Cut));
            desk.proxy.plan(Some(Plan { toxic, direction, stage, after: 17 }));
            desk.resend(id);
            assert!(desk.proxy.struck());
            let (state, reason) = match stage {
                _ if toxic.is_harmless() => ("pending", None),
                Stage::Handshake => ("create_unknown", Some(Reason::NoConnection)),
                Stage::Exchange => ("create_unknown", Some(Reason::Cut)),
            };
            stands(&desk.view(id), state, reason);
            let came = toxic.is_harmless() || (direction, stage) == (Direction::Down, Stage::Exchange);
            let creates = desk.server.requests().iter().filter(|request| *request == CREATE).count();
            assert_eq!(creates, usize::from(came));
            desk.customer_pays(id);
            desk.ask(id);
            assert_eq!((desk.view(id).state == "paid", desk.is_charged()), (came, came));
        }
    }
}
