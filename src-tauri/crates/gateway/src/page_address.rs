//! The address of a payment page: which one may be shown, and how one that holds the shop's key is kept.

use std::fmt;

use comptoir_core::order::Environment;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::account::{Account, facts};
use crate::hidden::tells;

/// A page's address, in memory only: it prints as a fixed word and is shown as a QR code, or told to a program that asks for
/// the key by name.
#[derive(Clone)]
pub struct PageAddress(SecretString);

impl PageAddress {
    /// The page at `address`.
    #[must_use]
    pub fn new(address: String) -> Self {
        Self(SecretString::from(address))
    }

    /// The address, key included.
    #[must_use]
    pub fn with_key(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for PageAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageAddress(…)")
    }
}

/// Longest address of a page, in bytes: phones open it from a QR code that must stay readable.
pub(crate) const LONGEST: usize = 2_048;

/// The address of a page that a gateway's answer gave, if it may be stored, shown and opened: https at one of the gateway's own
/// domains, or where the account itself is, and without anything of `hidden` in it, which whoever is shown it would be told. A page
/// of the gateway's test host takes no money, and is none for a live account.
pub(crate) fn judged(text: &str, account: &Account, hidden: &[&str]) -> Option<String> {
    let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST && !text.contains(char::is_control))?;
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let host = url.host_str()?;
    let is_of = |domain: &&str| host == *domain || host.strip_suffix(domain).is_some_and(|before| before.ends_with('.'));
    let is_the_gateways = url.scheme() == "https" && url.port().is_none() && facts(account.kind).domains.iter().any(is_of);
    let test_host = facts(account.kind).test_base_url.and_then(|test| Url::parse(test).ok());
    let is_a_test = test_host.is_some_and(|test| test.host_str() == Some(host));
    if is_a_test && account.environment() == Environment::Live {
        return None;
    }
    let is_the_accounts = account.base_url.as_ref().is_some_and(|base| base.origin() == url.origin());
    let address = (is_the_gateways || is_the_accounts).then(|| url.to_string())?;
    (address.len() <= LONGEST && !tells(&address, hidden)).then_some(address)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use comptoir_core::order::GatewayKind;

    use super::*;

    fn account(base_url: Option<&str>) -> Account {
        let fields = BTreeMap::from([("site_id".to_owned(), "445160".to_owned())]);
        Account::checked("boutique".to_owned(), GatewayKind::Cinetpay, fields, base_url).unwrap()
    }

    #[test]
    fn a_page_is_the_gateways_own_or_where_the_account_is() {
        let live = account(None);
        for address in
            ["https://checkout.cinetpay.com/payment/5df64dd9", "https://cinetpay.com/x?y=1#z", "https://a.b.cinetpay.com/"]
        {
            assert_eq!(judged(address, &live, &[]).as_deref(), Some(address));
        }
        let local = account(Some("http://127.0.0.1:8801/cinetpay"));
        assert!(judged("http://127.0.0.1:8801/cinetpay/payment/1", &local, &[]).is_some());
        assert!(judged("http://127.0.0.1:8802/cinetpay/payment/1", &local, &[]).is_none());
    }

    #[test]
    fn a_page_of_the_test_host_is_none_for_a_live_account() {
        let page = "https://sandbox.paiementpro.net/sandbox.php?sessionid=1234567890";
        let at = |base_url| {
            let fields = BTreeMap::from([("merchant_id".to_owned(), "PP-F324".to_owned())]);
            Account::checked("abidjan".to_owned(), GatewayKind::PaiementPro, fields, base_url).unwrap()
        };
        assert_eq!(judged(page, &at(None), &[]), None);
        assert_eq!(judged(page, &at(Some("https://sandbox.paiementpro.net")), &[]).as_deref(), Some(page));
        assert!(judged("https://www.paiementpro.net/p?sessionid=1", &at(None), &[]).is_some());
    }

    #[test]
    fn an_address_that_tells_a_secret_is_refused() {
        let judged = |address, hidden| judged(address, &account(None), &[hidden]);
        assert_eq!(judged("https://cinetpay.com/p?k=practice-apikey", "practice-apikey"), None);
        assert!(judged("https://cinetpay.com/p?k=practice-apikey", "another-key").is_some());
        for address in [
            "https://cinetpay.com/p?k=a%2Fkey%2Bof%3Dours",
            "https://cinetpay.com/%61/key+of=ours",
            "https://cinetpay.com/?a/key+of%3dours",
        ] {
            assert_eq!(judged(address, "a/key+of=ours"), None, "{address}");
        }
        assert!(judged("https://cinetpay.com/p?k=100%&l=%2", "a/key+of=ours").is_some());
        assert!(judged("https://cinetpay.com/p", "pay").is_some(), "so short a word stands in innocent ones");
    }

    #[test]
    fn every_other_address_is_refused() {
        let long = format!("https://checkout.cinetpay.com/{}", "x".repeat(LONGEST));
        for address in [
            "",
            "checkout.cinetpay.com/payment",
            "http://checkout.cinetpay.com/payment",
            "https://cinetpay.com.example/payment",
            "https://evilcinetpay.com/payment",
            "https://example.com/?https://cinetpay.com",
            "https://cinetpay.com@example.com/",
            "https://user:pass@cinetpay.com/",
            "https://cinetpay.com:8443/",
            "http://127.0.0.1:8801/payment",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://cinetpay.com/\npayment",
            &long,
        ] {
            assert_eq!(judged(address, &account(None), &[]), None, "{address}");
        }
    }
}
