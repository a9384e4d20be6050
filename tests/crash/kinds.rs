//! The five gateways: how an account at each is made, how a customer is asked there, and what its create request names.

use comptoir_tests::PHONE;
use comptoir_tests::gateway::{Manners, Request, cinetpay, paiement_pro, paydunya, paygate_global, payplus};
use serde_json::{Value, json};

/// Part of every key of every account: where it stands in no file, no key does.
pub(crate) const SECRET: &str = "k3y-of-no-shop";

/// One of the five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    PaygateGlobal,
    Paydunya,
    Cinetpay,
    Payplus,
    PaiementPro,
}

/// In the order in which a [`Hall`](crate::hall::Hall) has them.
pub(crate) const KINDS: [Kind; 5] = [Kind::PaygateGlobal, Kind::Paydunya, Kind::Cinetpay, Kind::Payplus, Kind::PaiementPro];

impl Kind {
    /// What it is called on the command line. Its account has the same name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::PaygateGlobal => "paygate-global",
            Self::Paydunya => "paydunya",
            Self::Cinetpay => "cinetpay",
            Self::Payplus => "payplus",
            Self::PaiementPro => "paiement-pro",
        }
    }

    pub(crate) const fn manners(self) -> &'static Manners {
        match self {
            Self::PaygateGlobal => &paygate_global::MANNERS,
            Self::Paydunya => &paydunya::MANNERS,
            Self::Cinetpay => &cinetpay::MANNERS,
            Self::Payplus => &payplus::MANNERS,
            Self::PaiementPro => &paiement_pro::MANNERS,
        }
    }

    /// Whether it can be asked how a payment stands.
    pub(crate) fn can_be_asked(self) -> bool {
        self != Self::PaiementPro
    }

    /// Whether it makes a page, which a customer must see to pay. Otherwise the customer's phone is prompted.
    pub(crate) fn makes_a_page(self) -> bool {
        self != Self::PaygateGlobal
    }

    /// The merchant reference in a create request.
    pub(crate) fn reference(self, request: &Request) -> String {
        (self.manners().asked)(request).expect("a create request names its payment").0
    }

    /// `account add` of the account `name`, which is at this address.
    pub(crate) fn add_account<'a>(self, name: &'a str, base_url: &'a str) -> Vec<&'a str> {
        let fields: &[&str] = match self {
            Self::PaygateGlobal | Self::Paydunya | Self::Payplus => &[],
            Self::Cinetpay => &["--field", "site_id=445160"],
            Self::PaiementPro => &["--field", "merchant_id=PP-F324", "--field", "notify_url=https://boutique.example/avis"],
        };
        [&["account", "add", name, "--gateway", self.name(), "--base-url", base_url], fields].concat()
    }

    /// What is typed then.
    pub(crate) fn keys(self) -> Value {
        let key = |name: &str| format!("{name}-{SECRET}");
        match self {
            Self::PaygateGlobal => json!({ "auth_token": key("auth") }),
            Self::Paydunya => {
                json!({ "master_key": key("master"), "private_key": key("test_private"), "token": key("token") })
            }
            Self::Cinetpay => json!({ "apikey": key("api"), "secret_key": key("secret") }),
            Self::Payplus => json!({ "apikey": key("api"), "token": key("token") }),
            Self::PaiementPro => json!({}),
        }
    }

    /// What `pay` needs to ask a customer here, after the amount.
    pub(crate) const fn customer(self) -> &'static [&'static str] {
        match self {
            Self::PaygateGlobal => &["--account", "paygate-global", "--phone", PHONE],
            Self::Paydunya => &["--account", "paydunya"],
            Self::Cinetpay => &["--account", "cinetpay"],
            Self::Payplus => &["--account", "payplus"],
            Self::PaiementPro => &[
                "--account",
                "paiement-pro",
                "--phone",
                "0701020304",
                "--customer",
                "email=ada@example.com",
                "--customer",
                "first_name=Ada",
                "--customer",
                "last_name=Koffi",
            ],
        }
    }
}
