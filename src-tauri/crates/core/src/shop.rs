//! The shop's particulars, printed on receipts and used for its dates.

use serde::{Deserialize, Serialize};

/// What is known of the shop. A particular nobody set has the default of [`Shop::default`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shop {
    /// Name on the receipt.
    pub name: String,
    /// Town.
    pub town: Option<String>,
    /// Street and quarter.
    pub address: Option<String>,
    /// The shop's own phone number, as it is printed.
    pub phone: Option<String>,
    /// Tax number (NIF, NCC or IFU).
    pub tax_id: Option<String>,
    /// The shop's site, an http or https address.
    pub website: Option<String>,
    /// The till's number or letter.
    pub till: String,
    /// IANA name of the time zone.
    pub zone: String,
    /// The digest of its logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

impl Default for Shop {
    fn default() -> Self {
        Self {
            name: "Comptoir".to_owned(),
            town: None,
            address: None,
            phone: None,
            tax_id: None,
            website: None,
            till: "1".to_owned(),
            zone: "Africa/Lome".to_owned(),
            logo: None,
        }
    }
}
