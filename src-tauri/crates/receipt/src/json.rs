//! A receipt, or a refund, for other programs.

use comptoir_core::receipt::{Issued, LinkedReceipt};
use comptoir_core::refund::LinkedRefund;
use comptoir_core::shop::Shop;
use serde_json::{Value, json};

/// The receipt, or the refund, as one JSON object: every field present, null where unknown.
#[must_use]
pub fn json(issued: &Issued) -> Value {
    match issued {
        Issued::Receipt(linked) => receipt_json(linked),
        Issued::Refund(linked) => refund_json(linked),
    }
}

fn receipt_json(linked: &LinkedReceipt) -> Value {
    let LinkedReceipt { receipt, previous_code, code } = linked;
    let lines: Vec<Value> = receipt
        .lines
        .iter()
        .map(|line| {
            json!({
                "name": line.name,
                "quantity": line.quantity,
                "unit_price_minor": line.unit_price_minor,
                "total_minor": line.total_minor(),
            })
        })
        .collect();
    let taxes: Vec<Value> = receipt.taxes.iter().map(|tax| json!({"name": tax.name, "amount_minor": tax.amount_minor})).collect();
    json!({
        "kind": "receipt",
        "receipt_number": receipt.number,
        "issued_at": receipt.issued_at.to_string(),
        "shop": shop_json(&receipt.shop),
        "sale_id": receipt.sale_id.to_string(),
        "payment_id": receipt.payment_id.to_string(),
        "reference": receipt.reference.as_str(),
        "gateway": receipt.gateway.code(),
        "account": receipt.account,
        "method": receipt.method.code(),
        "network": receipt.network.map(|network| network.code()),
        "payer": receipt.payer,
        "amount_minor": receipt.amount.minor(),
        "currency": receipt.amount.currency().code(),
        "lines": lines,
        "taxes": taxes,
        "note": receipt.note,
        "environment": receipt.environment.code(),
        "gateway_reference": receipt.gateway_reference,
        "operator_reference": receipt.operator_reference,
        "key_fingerprint": receipt.key_fingerprint,
        "settled_by_hand": receipt.settled_by_hand,
        "previous_code": previous_code,
        "code": code,
    })
}

fn refund_json(linked: &LinkedRefund) -> Value {
    let LinkedRefund { refund, previous_code, code } = linked;
    json!({
        "kind": "refund",
        "refund_id": refund.refund_id.to_string(),
        "refund_number": refund.number,
        "refunded_at": refund.refunded_at.to_string(),
        "shop": shop_json(&refund.shop),
        "sale_id": refund.sale_id.to_string(),
        "payment_id": refund.payment_id.to_string(),
        "reference": refund.reference.as_str(),
        "receipt_number": refund.receipt_number,
        "network": refund.network.map(|network| network.code()),
        "payer": refund.payer,
        "amount_minor": refund.amount.minor(),
        "paid_minor": refund.paid.minor(),
        "left_minor": refund.left_minor,
        "currency": refund.amount.currency().code(),
        "how": refund.how.code(),
        "operator_reference": refund.how.operator_reference(),
        "why": refund.why,
        "environment": refund.environment.code(),
        "previous_code": previous_code,
        "code": code,
    })
}

/// The shop's particulars, null where they are not known.
#[must_use]
pub fn shop_json(shop: &Shop) -> Value {
    json!({
        "name": shop.name,
        "town": shop.town,
        "address": shop.address,
        "phone": shop.phone,
        "tax_id": shop.tax_id,
        "website": shop.website,
        "till": shop.till,
        "zone": shop.zone,
    })
}
