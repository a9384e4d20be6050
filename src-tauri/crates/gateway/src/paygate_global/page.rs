//! « Demander un paiement - Méthode 2 »: a page whose address carries the amount and the shop's key, in clear.

use url::Url;

use super::pay::francs;
use super::wire::{Page, page_network};
use crate::bill::Bill;
use crate::page_address::{LONGEST, PageAddress};

pub(super) const PATH: &str = "/v1/page";

/// The address of the page for `bill`, its description shortened until it fits; none where it cannot.
pub(super) fn address(page: Url, key: &str, bill: &Bill<'_>, back: Option<&str>) -> Option<PageAddress> {
    let order = bill.order;
    let mut description: String = bill.description().chars().take(LONGEST).collect();
    loop {
        let query = Page {
            token: key,
            amount: francs(order)?,
            description: Some(description.as_str()).filter(|text| !text.is_empty()),
            identifier: order.reference.as_str(),
            url: back,
            phone: bill.payer(),
            network: order.network.and_then(page_network),
        };
        let address = query.at(page.clone());
        if address.len() <= LONGEST {
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
