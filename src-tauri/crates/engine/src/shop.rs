//! The shop's particulars.

use comptoir_core::code::Code;
use comptoir_core::logo::Logo;
use comptoir_core::people::Right;
use comptoir_core::shop::Shop;
use comptoir_core::text::cleaned;
use url::Url;

use crate::Engine;
use crate::refusal::Refusal;
use crate::view::zone_of;

const LONGEST: usize = 120;
const LONGEST_TILL: usize = 8;

impl Engine {
    /// Sets particulars of the shop by their names, all or none of them. An empty value takes the default again.
    ///
    /// # Errors
    /// `shop_invalid`, naming the particular, with nothing changed.
    pub fn set_shop(&self, particulars: &[(String, String)]) -> Result<Shop, Refusal> {
        let by = self.authorize(Right::Settings, None)?;
        let mut ledger = self.ledger();
        let mut shop = ledger.shop()?;
        for (name, value) in particulars {
            set(&mut shop, name, value).ok_or_else(|| Refusal::naming(Code::ShopInvalid, "field", name))?;
        }
        ledger.signed(by).set_shop(self.clock.now(), &shop)?;
        Ok(shop)
    }

    /// Gives the shop a logo, or none.
    ///
    /// # Errors
    /// `till_locked`, `right_needed`, or whatever kept it from being written.
    pub fn set_logo(&self, logo: Option<&Logo>) -> Result<Shop, Refusal> {
        let by = self.authorize(Right::Settings, None)?;
        Ok(self.ledger().signed(by).set_logo(self.clock.now(), logo)?)
    }
}

/// Sets one particular; none when there is no such particular or it cannot have this value.
fn set(shop: &mut Shop, name: &str, value: &str) -> Option<()> {
    let value = cleaned(value, LONGEST);
    let default = Shop::default();
    match name {
        "name" => shop.name = value.unwrap_or(default.name),
        "town" => shop.town = value,
        "address" => shop.address = value,
        "phone" => shop.phone = value,
        "tax_id" => shop.tax_id = value,
        "website" => {
            shop.website = match value {
                Some(site) => Some(checked_site(&site)?),
                None => None,
            };
        }
        "till" => shop.till = value.map_or(Some(default.till), checked_till)?,
        "zone" => shop.zone = value.map_or(Some(default.zone), checked_zone)?,
        _ => return None,
    }
    Some(())
}

fn checked_site(site: &str) -> Option<String> {
    let url = Url::parse(site).ok()?;
    let known = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    known.then(|| url.to_string())
}

/// The till stands in every receipt number.
fn checked_till(till: String) -> Option<String> {
    let fits = till.len() <= LONGEST_TILL && till.chars().all(|c| c.is_ascii_alphanumeric());
    fits.then_some(till)
}

fn checked_zone(zone: String) -> Option<String> {
    zone_of(&zone).map(|_| zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(name: &str, value: &str) -> Option<Shop> {
        let mut shop = Shop::default();
        set(&mut shop, name, value).map(|()| shop)
    }

    #[test]
    fn every_particular_is_set_and_an_empty_value_unsets_it() {
        assert_eq!(after("name", " Chez  Élodie ").unwrap().name, "Chez Élodie");
        assert_eq!(after("name", "").unwrap().name, "Comptoir");
        assert_eq!(after("town", "Lomé").unwrap().town.as_deref(), Some("Lomé"));
        assert_eq!(after("town", " ").unwrap().town, None);
        assert_eq!(after("zone", "Africa/Abidjan").unwrap().zone, "Africa/Abidjan");
        assert_eq!(after("website", "https://chez-elodie.tg").unwrap().website.as_deref(), Some("https://chez-elodie.tg/"));
        assert_eq!(after("till", "").unwrap().till, "1");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (name, value) in [
            ("zone", "Lome"),
            ("website", "chez-elodie.tg"),
            ("website", "javascript:alert(1)"),
            ("till", "caisse n° 1"),
            ("till", "123456789"),
            ("owner", "Élodie"),
        ] {
            assert_eq!(after(name, value), None, "{name}={value}");
        }
    }
}
