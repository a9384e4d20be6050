//! What must hold of every reply and notification, whatever its bytes are.
//!
//! Bytes are handed to the real gateways through a way out that never leaves the process. Nothing may panic; and whatever moves money or
//! ends a payment must rest on a success or a refusal that the gateway's document knows, which is looked for here by other code than the
//! program's own: a reader that keeps what stands twice, and one list of demands a gateway. The fuzzer and plain `cargo test` run the
//! same targets.
//!
//! The first two bytes say with which HTTP status and about which payment: they are digits in the files that are kept, the first `0`
//! being HTTP 200. What follows is the body. A notification has no status; its first line is what stood in its address or its header.

#![expect(clippy::wildcard_enum_match_arm, reason = "whatever is not named as allowed breaks the rule")]

mod answered;
mod created;
mod desk;
mod noticed;
mod page;
mod paid_out;
mod read;

use std::sync::Arc;

use comptoir_core::order::GatewayKind;
use comptoir_gateway::{Account, Gateway, Transport};

pub use desk::{AMOUNT, SECRET, reference};

/// Opens a gateway; a test hands in one that lies.
pub type Opener = dyn Fn(Account, Arc<dyn Transport>) -> Arc<dyn Gateway>;

/// What broke a rule, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach(pub String);

/// What came of the bytes, in one word; or the rule that was broken.
pub type Outcome = Result<&'static str, Breach>;

/// One place where bytes of others come in.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// What it is called, by the fuzzer and the folder of its files.
    pub name: &'static str,
    way: Way,
}

#[derive(Debug, Clone, Copy)]
enum Way {
    Create(GatewayKind),
    Ask(GatewayKind),
    Notification(GatewayKind),
    Payout,
    Page,
}

/// All of them. PaiementPro cannot be asked, and PayDunya alone pays out.
pub const TARGETS: [Target; 16] = [
    Target { name: "paygate_global_create", way: Way::Create(GatewayKind::PaygateGlobal) },
    Target { name: "paygate_global_ask", way: Way::Ask(GatewayKind::PaygateGlobal) },
    Target { name: "paygate_global_notification", way: Way::Notification(GatewayKind::PaygateGlobal) },
    Target { name: "paydunya_create", way: Way::Create(GatewayKind::Paydunya) },
    Target { name: "paydunya_ask", way: Way::Ask(GatewayKind::Paydunya) },
    Target { name: "paydunya_notification", way: Way::Notification(GatewayKind::Paydunya) },
    Target { name: "paydunya_payout", way: Way::Payout },
    Target { name: "cinetpay_create", way: Way::Create(GatewayKind::Cinetpay) },
    Target { name: "cinetpay_ask", way: Way::Ask(GatewayKind::Cinetpay) },
    Target { name: "cinetpay_notification", way: Way::Notification(GatewayKind::Cinetpay) },
    Target { name: "payplus_create", way: Way::Create(GatewayKind::Payplus) },
    Target { name: "payplus_ask", way: Way::Ask(GatewayKind::Payplus) },
    Target { name: "payplus_notification", way: Way::Notification(GatewayKind::Payplus) },
    Target { name: "paiement_pro_create", way: Way::Create(GatewayKind::PaiementPro) },
    Target { name: "paiement_pro_notification", way: Way::Notification(GatewayKind::PaiementPro) },
    Target { name: "page_address", way: Way::Page },
];

impl Target {
    /// The target of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TARGETS.into_iter().find(|target| target.name == name)
    }

    /// What comes of `bytes` at the gateways that `open` opens.
    ///
    /// # Errors
    /// [`Breach`].
    pub fn holds(self, open: &Opener, bytes: &[u8]) -> Outcome {
        match self.way {
            Way::Create(gateway) => created::holds(gateway, open, bytes),
            Way::Ask(gateway) => answered::holds(gateway, open, bytes),
            Way::Notification(gateway) => noticed::holds(gateway, open, bytes),
            Way::Payout => paid_out::holds(open, bytes),
            Way::Page => page::holds(open, bytes),
        }
    }

    /// Runs `bytes` through the program's own gateways.
    ///
    /// # Panics
    /// When a rule is broken, with the rule.
    #[track_caller]
    pub fn run(self, bytes: &[u8]) -> &'static str {
        match self.holds(&comptoir_gateway::open, bytes) {
            Ok(word) => word,
            Err(Breach(rule)) => panic!("{}: {rule}\nbytes: {}", self.name, bytes.escape_ascii()),
        }
    }
}

fn breach<T>(rule: impl Into<String>) -> Result<T, Breach> {
    Err(Breach(rule.into()))
}
