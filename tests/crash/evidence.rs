//! Whether a till that was killed and started again stands as it must.

use std::collections::BTreeSet;

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

    /// Nothing is sent that is not on disk, and nothing twice.
    fn fault_of_request(&self, identifier: &str) -> Option<String> {
        if self.requests.iter().filter(|other| *other == identifier).count() > 1 {
            return Some(format!("{identifier} was sent twice"));
        }
        self.on_disk(identifier).is_none().then(|| format!("{identifier} was sent and is not on disk"))
    }

    /// Who paid has a receipt, and who was asked is not forgotten.
    fn fault_of_transaction(&self, transaction: &Transaction) -> Option<String> {
        let reference = &transaction.identifier;
        let Some(payment) = self.on_disk(reference) else {
            return Some(format!("{reference} is not on disk, and the customer {:?}", transaction.customer));
        };
        if payment["amount_minor"] != transaction.amount {
            return Some(format!("{reference} is not of the {} that the customer was asked for", transaction.amount));
        }
        let state = text(payment, "state");
        let stands = match transaction.charged() {
            Some(_) => state == "paid",
            None => matches!(state, "pending" | "create_unknown"),
        };
        (!stands).then(|| format!("{reference} is {state}, and the customer {:?}", transaction.customer))
    }

    /// What was sent is never given up, and only who paid has a receipt.
    fn fault_of_payment(&self, payment: &Value) -> Option<String> {
        let (reference, state) = (text(payment, "reference"), text(payment, "state"));
        if (state == "paid") != payment["receipt_number"].is_string() {
            return Some(format!("{reference} is {state} with the receipt {}", payment["receipt_number"]));
        }
        if self.truth.iter().any(|transaction| transaction.identifier == reference) {
            return None;
        }
        let stands = match (text(payment, "method"), state) {
            (_, "abandoned_unsent") => !self.requests.iter().any(|sent| sent == reference),
            ("push", "create_unknown") | ("page", "pending") => true,
            _ => false,
        };
        (!stands).then(|| format!("{reference} is {state}, and the gateway does not know it"))
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
        // A page that a customer may have photographed is the one that is shown again.
        let shown = |other: &&Value| other["payment_id"] == line["payment_id"] && other["page_url"].is_string();
        let one_page =
            line["page_url"].is_null() || self.told.iter().filter(shown).all(|other| other["page_url"] == line["page_url"]);
        (!kept || !one_page).then(|| format!("told as {line}, and on disk as {payment}"))
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
    match told {
        "recorded" => &["abandoned_unsent", "create_unknown", "pending", "paid"],
        "abandoned_unsent" => &["abandoned_unsent"],
        // It may have been sent, so it is never given up as unsent.
        "sending" | "create_unknown" => &["create_unknown", "pending", "paid"],
        "pending" => &["pending", "paid"],
        "paid" => &["paid"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use comptoir_tests::{Customer, PHONE};
    use serde_json::json;

    use super::*;
    use crate::stand::Stand;

    fn of_one_paid_and_one_open_payment() -> Evidence {
        let mut stand = Stand::new();
        stand.serve_the_next_customer();
        stand.customers_hesitate();
        stand.told.extend(stand.till.run(["pay", "12500", "--phone", PHONE]).exits(4).lines);
        let evidence = stand.evidence();
        assert_eq!(evidence.states().collect::<Vec<_>>(), ["pending", "paid"]);
        evidence
    }

    /// What is altered, and what must be said of it.
    type Lie = (fn(&mut Evidence), &'static str);

    /// Newest first.
    const OPEN: usize = 0;
    const PAID: usize = 1;

    const LIES: [Lie; 17] = [
        (|it| it.sound = false, "the ledger is not sound"),
        (|it| it.requests.push(it.requests[0].clone()), "was sent twice"),
        (|it| it.requests.push("X".to_owned()), "X was sent and is not on disk"),
        (|it| it.truth.push(one_more_debit(it)), "X is not on disk, and the customer Pays"),
        (|it| it.truth[1].customer = Customer::Pays, "is pending, and the customer Pays"),
        (|it| it.truth[0].customer = Customer::Waits, "is paid, and the customer Waits"),
        (|it| it.truth[0].amount -= 1, "is not of the 699 that the customer was asked for"),
        (|it| it.truth.clear(), "is paid, and the gateway does not know it"),
        (|it| drop(it.ledger.remove(PAID)), "is not on disk, and the customer Pays"),
        (|it| drop(it.ledger.remove(OPEN)), "is not on disk, and the customer Waits"),
        (|it| it.ledger[OPEN]["state"] = json!("abandoned_unsent"), "is abandoned_unsent, and the customer Waits"),
        (|it| it.ledger[OPEN]["state"] = json!("recorded"), "is recorded, and the customer Waits"),
        (|it| it.ledger[PAID]["state"] = json!("declined"), "is declined with the receipt"),
        (|it| it.ledger[PAID]["receipt_number"] = json!(null), "is paid with the receipt null"),
        (|it| skip_a_number(it), "the receipts are numbered"),
        (|it| it.told[0]["sale_id"] = json!("X"), "told as"),
        (|it| it.ledger[OPEN]["state"] = json!("create_unknown"), "told as"),
    ];

    #[test]
    fn a_lie_about_a_till_that_stands_as_it_must_is_seen() {
        let evidence = of_one_paid_and_one_open_payment();
        assert_eq!(evidence.faults(), Vec::<String>::new());
        for (tell, fault) in LIES {
            let mut lied = evidence.clone();
            tell(&mut lied);
            let faults = lied.faults();
            assert!(faults.iter().any(|found| found.contains(fault)), "not seen: {fault}\n{faults:?}");
        }
    }

    fn one_more_debit(evidence: &Evidence) -> Transaction {
        Transaction { identifier: "X".to_owned(), ..evidence.truth[0].clone() }
    }

    fn skip_a_number(evidence: &mut Evidence) {
        let number = evidence.ledger[PAID]["receipt_number"].as_str().unwrap().replace("000001", "000002");
        evidence.ledger[PAID]["receipt_number"] = json!(number);
    }
}
