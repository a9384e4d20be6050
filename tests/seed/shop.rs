//! The practice shop's ways to be paid.

use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::order::{GatewayKind, Method};

/// A way to be paid: an account of training, and the networks of those who pay by it.
pub(crate) struct Way {
    pub(crate) gateway: GatewayKind,
    pub(crate) account: &'static str,
    pub(crate) method: Method,
    pub(crate) networks: &'static [Network],
    pub(crate) currencies: &'static [Currency],
    /// What the operator's own numbers begin with.
    pub(crate) operator: &'static str,
}

/// The one way with a prompt on the phone is taken as often as all others together.
pub(crate) const PUSH: Way = Way {
    gateway: GatewayKind::PaygateGlobal,
    account: "practice",
    method: Method::Push,
    networks: &[Network::TgTmoney, Network::TgTmoney, Network::TgFlooz],
    currencies: &[Currency::Xof],
    operator: "TG",
};

pub(crate) const PAGES: [Way; 4] = [
    Way {
        gateway: GatewayKind::Paydunya,
        account: "practice-paydunya",
        method: Method::Page,
        networks: &[Network::SnOrange, Network::SnWave, Network::SnFree],
        currencies: &[Currency::Xof],
        operator: "SN",
    },
    Way {
        gateway: GatewayKind::Cinetpay,
        account: "practice-cinetpay",
        method: Method::Page,
        networks: &[Network::CiOrange, Network::CiMtn, Network::CiMoov, Network::CiWave],
        currencies: &[Currency::Xof, Currency::Xof, Currency::Xof, Currency::Xof, Currency::Xaf, Currency::Gnf, Currency::Usd],
        operator: "CI",
    },
    Way {
        gateway: GatewayKind::Payplus,
        account: "practice-payplus",
        method: Method::Page,
        networks: &[Network::BjMtn, Network::BjMoov, Network::BjCeltiis],
        currencies: &[Currency::Xof],
        operator: "BJ",
    },
    Way {
        gateway: GatewayKind::PaiementPro,
        account: "practice-paiement-pro",
        method: Method::Page,
        networks: &[Network::CiOrange, Network::CiMtn],
        currencies: &[Currency::Xof],
        operator: "PP",
    },
];
