//! The mobile-money networks, and which one a number probably belongs to.
//!
//! A prefix is a hint, never a decision: numbers are ported in Togo, Côte d'Ivoire, Sénégal and Bénin. The guess is preselected
//! and the cashier changes it. The prefixes were read from the numbering plans on 17 July 2026.

use crate::phone::{Country, PhoneNumber};
use serde::{Deserialize, Serialize};

/// A mobile-money network of one country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the networks' own")]
pub enum Network {
    TgTmoney,
    TgFlooz,
    CiOrange,
    CiMtn,
    CiMoov,
    CiWave,
    BjMtn,
    BjMoov,
    BjCeltiis,
    SnOrange,
    SnFree,
    SnExpresso,
    SnWave,
    BfOrange,
    BfMoov,
    BfTelecel,
    MlOrange,
    MlMoov,
    MlTelecel,
}

impl Network {
    /// Every network.
    pub const ALL: [Self; 19] = [
        Self::TgTmoney,
        Self::TgFlooz,
        Self::CiOrange,
        Self::CiMtn,
        Self::CiMoov,
        Self::CiWave,
        Self::BjMtn,
        Self::BjMoov,
        Self::BjCeltiis,
        Self::SnOrange,
        Self::SnFree,
        Self::SnExpresso,
        Self::SnWave,
        Self::BfOrange,
        Self::BfMoov,
        Self::BfTelecel,
        Self::MlOrange,
        Self::MlMoov,
        Self::MlTelecel,
    ];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TgTmoney => "tg-tmoney",
            Self::TgFlooz => "tg-flooz",
            Self::CiOrange => "ci-orange",
            Self::CiMtn => "ci-mtn",
            Self::CiMoov => "ci-moov",
            Self::CiWave => "ci-wave",
            Self::BjMtn => "bj-mtn",
            Self::BjMoov => "bj-moov",
            Self::BjCeltiis => "bj-celtiis",
            Self::SnOrange => "sn-orange",
            Self::SnFree => "sn-free",
            Self::SnExpresso => "sn-expresso",
            Self::SnWave => "sn-wave",
            Self::BfOrange => "bf-orange",
            Self::BfMoov => "bf-moov",
            Self::BfTelecel => "bf-telecel",
            Self::MlOrange => "ml-orange",
            Self::MlMoov => "ml-moov",
            Self::MlTelecel => "ml-telecel",
        }
    }

    /// The brand that customers know it by, today's name first.
    #[must_use]
    pub const fn brand(self) -> &'static str {
        match self {
            Self::TgTmoney => "Mixx by Yas (T-Money)",
            Self::TgFlooz => "Moov Money (Flooz)",
            Self::CiOrange | Self::SnOrange | Self::BfOrange | Self::MlOrange => "Orange Money",
            Self::CiMtn | Self::BjMtn => "MTN MoMo",
            Self::CiMoov | Self::BjMoov | Self::BfMoov | Self::MlMoov => "Moov Money",
            Self::CiWave | Self::SnWave => "Wave",
            Self::BjCeltiis => "Celtiis Cash",
            Self::SnFree => "Yas (Free Money)",
            Self::SnExpresso => "Expresso (E-Money)",
            Self::BfTelecel => "Telecel Money",
            Self::MlTelecel => "Telecel Money",
        }
    }

    /// The country it is of.
    #[must_use]
    pub const fn country(self) -> Country {
        match self {
            Self::TgTmoney | Self::TgFlooz => Country::Tg,
            Self::CiOrange | Self::CiMtn | Self::CiMoov | Self::CiWave => Country::Ci,
            Self::BjMtn | Self::BjMoov | Self::BjCeltiis => Country::Bj,
            Self::SnOrange | Self::SnFree | Self::SnExpresso | Self::SnWave => Country::Sn,
            Self::BfOrange | Self::BfMoov | Self::BfTelecel => Country::Bf,
            Self::MlOrange | Self::MlMoov | Self::MlTelecel => Country::Ml,
        }
    }

    /// Two letters for where the brand has no room.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::TgTmoney => "MX",
            Self::TgFlooz | Self::CiMoov | Self::BjMoov | Self::BfMoov | Self::MlMoov => "MV",
            Self::CiOrange | Self::SnOrange | Self::BfOrange | Self::MlOrange => "OM",
            Self::CiMtn | Self::BjMtn => "MM",
            Self::CiWave | Self::SnWave => "WV",
            Self::BjCeltiis => "CL",
            Self::SnFree => "YS",
            Self::SnExpresso => "EX",
            Self::BfTelecel | Self::MlTelecel => "TL",
        }
    }

    /// The network with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|network| network.code() == code)
    }

    /// The network that the number's prefix belonged to when it was handed out, if the prefix is known. Wave has no prefix.
    #[must_use]
    pub fn guess(phone: &PhoneNumber) -> Option<Self> {
        let fits = |(prefixes, network): &(&[&'static str], Self)| {
            let longest =
                prefixes.iter().filter(|prefix| phone.national().starts_with(**prefix)).map(|prefix| prefix.len()).max()?;
            Some((longest, *network))
        };
        prefixes(phone.country()).iter().filter_map(fits).max_by_key(|(length, _)| *length).map(|(_, network)| network)
    }
}

/// Prefixes of national numbers by network; the longest that fits decides.
fn prefixes(country: Country) -> &'static [(&'static [&'static str], Network)] {
    match country {
        Country::Tg => &[
            (&["70", "71", "72", "90", "91", "92", "93"], Network::TgTmoney),
            (&["78", "79", "96", "97", "98", "99"], Network::TgFlooz),
        ],
        Country::Ci => &[(&["01"], Network::CiMoov), (&["05"], Network::CiMtn), (&["07"], Network::CiOrange)],
        Country::Bj => &[
            (&["0145", "0155", "0158", "0160", "0163", "0164", "0165", "0168", "0194", "0195", "0198", "0199"], Network::BjMoov),
            (&["0142", "0146", "015", "0161", "0162", "0166", "0167", "0169", "0190", "0191", "0196", "0197"], Network::BjMtn),
            (&["0128", "014", "0192", "0193"], Network::BjCeltiis),
        ],
        Country::Sn => &[(&["77", "78", "71"], Network::SnOrange), (&["76"], Network::SnFree), (&["70"], Network::SnExpresso)],
        Country::Bf => &[
            (
                &["04", "05", "06", "07", "4", "54", "55", "56", "57", "64", "65", "66", "67", "74", "75", "76", "77"],
                Network::BfOrange,
            ),
            (&["01", "02", "03", "50", "51", "52", "53", "60", "61", "62", "63", "70", "71", "72", "73"], Network::BfMoov),
            (&["58", "68", "69", "78", "79"], Network::BfTelecel),
        ],
        Country::Ml => &[
            (&["7", "82", "83", "84", "85", "90", "91", "92", "93", "94"], Network::MlOrange),
            (&["6", "89", "95", "96", "97", "98", "99"], Network::MlMoov),
            (&["5"], Network::MlTelecel),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_is_guessed_from_the_prefix() {
        let cases = [
            (Country::Tg, "90123456", Some(Network::TgTmoney)),
            (Country::Tg, "70123456", Some(Network::TgTmoney)),
            (Country::Tg, "79123456", Some(Network::TgFlooz)),
            (Country::Tg, "99123456", Some(Network::TgFlooz)),
            (Country::Tg, "22123456", None),
            (Country::Ci, "0101234567", Some(Network::CiMoov)),
            (Country::Ci, "2721234567", None),
            (Country::Bj, "0150123456", Some(Network::BjMtn)),
            (Country::Bj, "0155123456", Some(Network::BjMoov)),
            (Country::Bj, "0140123456", Some(Network::BjCeltiis)),
            (Country::Bj, "0142123456", Some(Network::BjMtn)),
            (Country::Bj, "0192123456", Some(Network::BjCeltiis)),
            (Country::Sn, "761234567", Some(Network::SnFree)),
            (Country::Sn, "751234567", None),
            (Country::Bf, "58123456", Some(Network::BfTelecel)),
            (Country::Bf, "41234567", Some(Network::BfOrange)),
            (Country::Ml, "89123456", Some(Network::MlMoov)),
            (Country::Ml, "51234567", Some(Network::MlTelecel)),
        ];
        for (country, text, network) in cases {
            let phone = PhoneNumber::typed(text, country).unwrap();
            assert_eq!(Network::guess(&phone), network, "{text}");
        }
    }

    #[test]
    fn no_country_has_two_networks_of_one_tag() {
        let country = |network: Network| network.code().split('-').next();
        for network in Network::ALL {
            let same = |other: &&Network| country(**other) == country(network) && other.tag() == network.tag();
            assert_eq!(Network::ALL.iter().filter(same).count(), 1, "{}", network.code());
        }
    }

    #[test]
    fn every_network_is_found_by_its_code_and_stored_as_it() {
        for network in Network::ALL {
            assert_eq!(Network::from_code(network.code()), Some(network));
            assert_eq!(serde_json::to_value(network).unwrap(), network.code());
        }
        assert_eq!(Network::from_code("tg-orange"), None);
    }
}
