//! A gateway that nobody finds: by its name, which has a longer label than any name may have, so that no resolver need be asked; or at its
//! port.

use comptoir_core::code::Reason;
use comptoir_practice::Kind;

use crate::certificates::Version;
use crate::desk::{Desk, Place};
use crate::told::stands;

#[test]
fn a_name_that_nobody_has_is_sent_nothing() {
    let name = "x".repeat(64);
    for kind in Kind::ALL {
        let base_url = Some(format!("https://{name}.invalid/{}", kind.name()));
        let desk = Desk::at(Place { base_url, ..Place::good(kind, Version::Tls13) });
        let id = desk.start();
        stands(&desk.view(id), "abandoned_unsent", Some(Reason::NameNotFound));
        assert_eq!((desk.proxy.connections(), desk.server.bytes()), (0, 0));
    }
}

/// No connection is ever made to the address of everybody: the system refuses by itself.
#[test]
fn an_address_that_cannot_be_reached_is_sent_nothing() {
    for kind in Kind::ALL {
        let base_url = Some(format!("https://255.255.255.255/{}", kind.name()));
        let desk = Desk::at(Place { base_url, ..Place::good(kind, Version::Tls13) });
        let id = desk.start();
        stands(&desk.view(id), "abandoned_unsent", Some(Reason::NoConnection));
        assert_eq!(desk.server.bytes(), 0);
    }
}

#[test]
fn a_port_where_nobody_listens_is_sent_nothing_and_asked_nothing() {
    for kind in Kind::ALL {
        let desk = Desk::at(Place { open: false, ..Place::good(kind, Version::Tls12) });
        let id = desk.start();
        stands(&desk.view(id), "abandoned_unsent", Some(Reason::NoConnection));
        desk.opens();
        desk.ask(id);
        stands(&desk.view(id), "abandoned_unsent", Some(Reason::NoConnection));
        assert_eq!(desk.proxy.connections(), 0, "what is abandoned is not asked about");
        let again = desk.start();
        stands(&desk.view(again), "pending", None);
    }
}
