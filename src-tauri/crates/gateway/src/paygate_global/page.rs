//! « Demander un paiement - Méthode 2 »: a page whose address carries the amount and the shop's key, in clear.

use comptoir_core::order::{Confidential, Order};
use url::Url;

use super::pay::{description, francs};
use super::wire::{Page, page_network};
use crate::page_address::PageAddress;

pub(super) const PATH: &str = "/v1/page";

/// Longest address, in bytes: phones open it from a QR code that must stay readable.
const LONGEST_ADDRESS: usize = 2_048;

/// The address of the page for `order`, its description shortened until it fits; none where it cannot.
pub(super) fn address(
    page: Url,
    key: &str,
    order: &Order,
    confidential: &Confidential,
    website: Option<&Url>,
) -> Option<PageAddress> {
    let mut description: String = description(order).chars().take(LONGEST_ADDRESS).collect();
    loop {
        let query = Page {
            token: key,
            amount: francs(order)?,
            description: Some(description.as_str()).filter(|text| !text.is_empty()),
            identifier: order.reference.as_str(),
            url: website.map(Url::as_str),
            phone: confidential.payer.as_ref().map(|payer| payer.digits()),
            network: order.network.and_then(page_network),
        };
        let address = query.at(page.clone());
        if address.len() <= LONGEST_ADDRESS {
            return Some(PageAddress::new(address));
        }
        description.pop()?;
    }
}

impl Page<'_> {
    fn at(&self, mut page: Url) -> String {
        let amount = self.amount.to_string();
        let given = [
            ("token", Some(self.token)),
            ("amount", Some(amount.as_str())),
            ("description", self.description),
            ("identifier", Some(self.identifier)),
            ("url", self.url),
            ("phone", self.phone),
            ("network", self.network),
        ];
        page.query_pairs_mut().extend_pairs(given.into_iter().filter_map(|(name, value)| Some((name, value?))));
        // A form writes a blank as `+`, which not every reader of an address takes back. A plus sign is `%2B` by now.
        let query = page.query().map(|query| query.replace('+', "%20"));
        page.set_query(query.as_deref());
        page.into()
    }
}
