//! Whether a till that was killed and started again stands as it must.

use std::collections::BTreeSet;

use comptoir_tests::Customer;
use comptoir_tests::gateway::Transaction;
use serde_json::Value;

/// All that is known after the last run.
#[derive(Clone)]
pub(crate) struct Evidence {
    /// Whom the gateway asked, and who paid.
    pub(crate) truth: Vec<Transaction>,
    /// The identifier of each create request that reached it.
    pub(crate) requests: Vec<String>,
    /// The payments as the runs had told them, the killed ones included.
    pub(crate) told: Vec<Value>,
    /// The payments as they stand on disk.
    pub(crate) ledger: Vec<Value>,
    /// What `verify` says.
    pub(crate) sound: bool,
    /// What people did to payments.
    pub(crate) commanded: Commanded,
}

/// The payments, by their references, to which people did something that allows another end.
#[derive(Clone, Default)]
pub(crate) struct Commanded {
    pub(crate) cancelled: BTreeSet<String>,
    pub(crate) settled: BTreeSet<String>,
    pub(crate) resent: BTreeSet<String>,
}

impl Evidence {
    /// Every rule that is broken, in words; none if the till stands as it must.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if !self.sound {
            faults.push("the ledger is not sound".to_owned());
        }
        faults.extend(self.requests.iter().filter_map(|identifier| self.fault_of_request(identifier)));
        faults.extend(self.truth.iter().filter_map(|transaction| self.fault_of_transaction(transaction)));
        faults.extend(self.ledger.iter().filter_map(|payment| self.fault_of_payment(payment)));
        faults.extend(self.told.iter().filter_map(|line| self.fault_of_told(line)));
        faults.extend(self.fault_of_receipts());
        faults
    }

    /// The states of all payments.
    pub(crate) fn states(&self) -> impl Iterator<Item = &str> {
        self.ledger.iter().map(|payment| text(payment, "state"))
    }

    fn on_disk(&self, reference: &str) -> Option<&Value> {
        self.ledger.iter().find(|payment| payment["reference"] == reference)
    }

    /// Nothing is sent that is not on disk, and nothing twice unless a person had it sent again.
    fn fault_of_request(&self, reference: &str) -> Option<String> {
        let times = self.requests.iter().filter(|other| *other == reference).count();
        if times > 1 + usize::from(self.commanded.resent.contains(reference)) {
            return Some(format!("{reference} was sent twice"));
        }
        self.on_disk(reference).is_none().then(|| format!("{reference} was sent and is not on disk"))
    }

    /// Who paid has a receipt, and who was asked is not forgotten.
    fn fault_of_transaction(&self, transaction: &Transaction) -> Option<String> {
        let Transaction { identifier: reference, amount, customer, .. } = transaction;
        let Some(payment) = self.on_disk(reference) else {
            return Some(format!("{reference} is not on disk, and the customer {customer:?}"));
        };
        if payment["amount_minor"] != *amount {
            return Some(format!("{reference} is not of the {amount} that the customer was asked for"));
        }
        let state = text(payment, "state");
        let stands = match (state, transaction.charged()) {
            // What the owner settled is settled.
            ("resolved_paid", _) => self.commanded.settled.contains(reference),
            ("paid", Some(charged)) => charged == *amount,
            ("late_paid", Some(charged)) => charged == *amount && self.commanded.cancelled.contains(reference),
            ("held", Some(charged)) => charged != *amount,
            (_, Some(_)) => false,
            ("declined", None) => *customer == Customer::Declines,
            ("pending", None) => true,
            (_, None) => self.may_be_unpaid(payment),
        };
        (!stands).then(|| format!("{reference} is {state}, and the customer {customer:?}"))
    }

    /// What was sent is never given up, and only who paid has a receipt.
    fn fault_of_payment(&self, payment: &Value) -> Option<String> {
        let (reference, state) = (text(payment, "reference"), text(payment, "state"));
        if matches!(state, "paid" | "resolved_paid") != payment["receipt_number"].is_string() {
            return Some(format!("{reference} is {state} with the receipt {}", payment["receipt_number"]));
        }
        if self.truth.iter().any(|transaction| transaction.identifier == reference) {
            return None;
        }
        let stands = match (text(payment, "gateway"), text(payment, "method"), state) {
            (_, _, "abandoned_unsent") => !self.requests.iter().any(|sent| sent == reference),
            // Nobody has opened it.
            ("paygate-global", "page", "pending") => true,
            (_, _, "pending") => false,
            _ => self.may_be_unpaid(payment),
        };
        (!stands).then(|| format!("{reference} is {state}, and the gateway does not know it"))
    }

    /// Whether a payment that nobody paid may stand so after a kill: what its gateway's lost answer came to, or a person's hand.
    fn may_be_unpaid(&self, payment: &Value) -> bool {
        let reference = text(payment, "reference");
        let never_shown = payment["page_url"].is_null() && !self.pages_of(&payment["payment_id"]).any(|_| true);
        match (text(payment, "gateway"), text(payment, "state")) {
            ("paygate-global", "create_unknown") => text(payment, "method") == "push",
            ("paydunya" | "cinetpay" | "payplus", "abandoned_orphan") | ("paiement-pro", "unresolved") => never_shown,
            (_, "cancel_requested") => self.commanded.cancelled.contains(reference),
            (_, "resolved_paid") => self.commanded.settled.contains(reference),
            _ => false,
        }
    }

    /// The pages that were told of a payment.
    fn pages_of<'a>(&'a self, payment_id: &'a Value) -> impl Iterator<Item = &'a Value> {
        let told = self.told.iter().filter(move |line| line["payment_id"] == *payment_id);
        told.map(|line| &line["page_url"]).filter(|page| page.is_string())
    }

    /// What was told is on disk, as it was told or further on.
    fn fault_of_told(&self, line: &Value) -> Option<String> {
        let Some(payment) = self.ledger.iter().find(|payment| payment["payment_id"] == line["payment_id"]) else {
            return Some(format!("told as {line}, and not on disk"));
        };
        let same = |field: &str| payment[field] == line[field];
        let kept = ["reference", "sale_id", "account", "amount_minor", "method", "created_at"].into_iter().all(same)
            && ["receipt_number", "gateway_reference"].into_iter().all(|field| line[field].is_null() || same(field))
            && further_on(text(line, "state")).contains(&text(payment, "state"));
        // A page that a customer may have photographed is the one that is shown again, and the one on disk. Where it holds the key,
        // it is on no disk.
        let one_page = line["page_url"].is_null() || self.pages_of(&line["payment_id"]).all(|page| *page == line["page_url"]);
        let on_disk = line["page_url"].is_null() || line["gateway"] == "paygate-global" || same("page_url");
        (!kept || !one_page || !on_disk).then(|| format!("told as {line}, and on disk as {payment}"))
    }

    /// The receipts are numbered from one without a gap, one a sale.
    fn fault_of_receipts(&self) -> Option<String> {
        let paid: Vec<_> =
            self.ledger.iter().filter_map(|payment| Some((payment, payment["receipt_number"].as_str()?))).collect();
        let sales: BTreeSet<_> = paid.iter().map(|(payment, _)| text(payment, "sale_id")).collect();
        let mut numbers: Vec<_> = paid.iter().map(|(_, number)| *number).collect();
        numbers.sort_unstable();
        let series = numbers.first().and_then(|number| number.rsplit_once('-')).map_or("", |(series, _)| series);
        let gapless = (1..=numbers.len()).map(|place| format!("{series}-{place:06}"));
        let stands = numbers.iter().copied().eq(gapless) && sales.len() == paid.len();
        (!stands).then(|| format!("the receipts are numbered {numbers:?}"))
    }
}

fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    object[field].as_str().unwrap_or_default()
}

/// Where a payment may stand after it was told in this state.
fn further_on(told: &str) -> &'static [&'static str] {
    const ANSWERED: [&str; 7] = ["pending", "paid", "declined", "held", "cancel_requested", "late_paid", "resolved_paid"];
    match told {
        "recorded" => &[
            "abandoned_unsent",
            "create_unknown",
            "abandoned_orphan",
            "unresolved",
            "pending",
            "paid",
            "declined",
            "held",
            "cancel_requested",
            "late_paid",
            "resolved_paid",
        ],
        // It may have been sent, so it is never given up as unsent.
        "sending" => &[
            "create_unknown",
            "abandoned_orphan",
            "unresolved",
            "pending",
            "paid",
            "declined",
            "held",
            "cancel_requested",
            "late_paid",
            "resolved_paid",
        ],
        "create_unknown" => {
            &["create_unknown", "pending", "paid", "declined", "held", "cancel_requested", "late_paid", "resolved_paid"]
        }
        "pending" => &ANSWERED,
        "cancel_requested" => &["cancel_requested", "declined", "held", "late_paid", "paid", "resolved_paid"],
        "late_paid" => &["late_paid", "paid", "resolved_paid"],
        "held" => &["held", "resolved_paid"],
        "unresolved" => &["unresolved", "resolved_paid"],
        "declined" => &["declined"],
        "abandoned_unsent" => &["abandoned_unsent"],
        "abandoned_orphan" => &["abandoned_orphan"],
        "paid" => &["paid"],
        "resolved_paid" => &["resolved_paid"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
