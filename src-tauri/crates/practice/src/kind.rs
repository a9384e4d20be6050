//! Which gateways are played, and the account that each of them knows.

use crate::{cinetpay, paiement_pro, paydunya, paygate_global, payplus};
use crate::{
    customer::Habits,
    faults::Call,
    http::{Request, Response},
    memory::Memory,
};

/// A gateway that is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// PayGateGlobal.
    PaygateGlobal,
    /// PayDunya.
    Paydunya,
    /// CinetPay.
    Cinetpay,
    /// PayPlus Africa.
    Payplus,
    /// PaiementPro.
    PaiementPro,
}

/// Answers one request of a gateway.
type Respond = fn(&mut Memory, Habits, &Request, i64) -> Response;

impl Kind {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::PaygateGlobal, Self::Paydunya, Self::Cinetpay, Self::Payplus, Self::PaiementPro];

    /// Its name, and where the server puts it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PaygateGlobal => "paygate-global",
            Self::Paydunya => "paydunya",
            Self::Cinetpay => "cinetpay",
            Self::Payplus => "payplus",
            Self::PaiementPro => "paiement-pro",
        }
    }

    /// Its name as its pages have it.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::PaygateGlobal => "PayGateGlobal",
            Self::Paydunya => "PayDunya",
            Self::Cinetpay => "CinetPay",
            Self::Payplus => "PayPlus Africa",
            Self::PaiementPro => "PaiementPro",
        }
    }

    /// The keys of the one account it knows. They open nothing.
    #[must_use]
    pub const fn secrets(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::PaygateGlobal => paygate_global::SECRETS,
            Self::Paydunya => paydunya::SECRETS,
            Self::Cinetpay => cinetpay::SECRETS,
            Self::Payplus => payplus::SECRETS,
            Self::PaiementPro => paiement_pro::SECRETS,
        }
    }

    /// The open fields of that account.
    #[must_use]
    pub const fn fields(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::PaygateGlobal => paygate_global::FIELDS,
            Self::Paydunya => paydunya::FIELDS,
            Self::Cinetpay => cinetpay::FIELDS,
            Self::Payplus => payplus::FIELDS,
            Self::PaiementPro => paiement_pro::FIELDS,
        }
    }

    /// Which call a path is, where faults can be asked for it.
    pub(crate) fn call(self, path: &str) -> Option<Call> {
        let (create, ask): (&str, &[&str]) = match self {
            Self::PaygateGlobal => ("/api/v1/pay", &["/api/v1/status", "/api/v2/status"]),
            Self::Paydunya | Self::Payplus => ("/checkout-invoice/create", &["/checkout-invoice/confirm"]),
            Self::Cinetpay => ("/v2/payment", &["/v2/payment/check"]),
            Self::PaiementPro => ("/webservice/onlinepayment/", &[]),
        };
        // A question's path can begin as the create call's does.
        if ask.iter().any(|part| path.contains(part)) {
            Some(Call::Ask)
        } else if path.contains(create) {
            Some(Call::Create)
        } else {
            None
        }
    }

    pub(crate) const fn respond(self) -> Respond {
        match self {
            Self::PaygateGlobal => paygate_global::respond,
            Self::Paydunya => paydunya::respond,
            Self::Cinetpay => cinetpay::respond,
            Self::Payplus => payplus::respond,
            Self::PaiementPro => paiement_pro::respond,
        }
    }
}
