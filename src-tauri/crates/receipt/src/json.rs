//! A receipt, a refund or a tender for other programs.

use comptoir_core::order::{Line, Tax};
use comptoir_core::people::Person;
use comptoir_core::receipt::{Issued, LinkedReceipt};
use comptoir_core::refund::LinkedRefund;
use comptoir_core::seal::FiscalSeal;
use comptoir_core::shop::Shop;
use comptoir_core::tender::LinkedTender;
use serde_json::{Value, json};

/// The receipt, the refund or the tender as one JSON object: every field present, null where unknown.
#[must_use]
pub fn json(issued: &Issued) -> Value {
    match issued {
        Issued::Receipt(linked) => receipt_json(linked),
        Issued::Refund(linked) => refund_json(linked),
        Issued::Tender(linked) => tender_json(linked),
    }
}

fn receipt_json(linked: &LinkedReceipt) -> Value {
    let LinkedReceipt { receipt, previous_code, code, seal, .. } = linked;
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
        "lines": lines_json(&receipt.lines),
        "taxes": taxes_json(&receipt.taxes),
        "note": receipt.note,
        "environment": receipt.environment.code(),
        "gateway_reference": receipt.gateway_reference,
        "operator_reference": receipt.operator_reference,
        "key_fingerprint": receipt.key_fingerprint,
        "settled_by_hand": receipt.settled_by_hand,
        "cashier": receipt.cashier.as_ref().map(Person::name),
        "previous_code": previous_code,
        "code": code,
        "fiscal_seal": seal.as_ref().map(seal_json),
    })
}

fn refund_json(linked: &LinkedRefund) -> Value {
    let LinkedRefund { refund, previous_code, code, .. } = linked;
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
        "cashier": refund.cashier.as_ref().map(Person::name),
        "previous_code": previous_code,
        "code": code,
    })
}

fn tender_json(linked: &LinkedTender) -> Value {
    let LinkedTender { tender, previous_code, code, .. } = linked;
    json!({
        "kind": "tender",
        "tender_id": tender.tender_id.to_string(),
        "tender_number": tender.number,
        "tendered_at": tender.tendered_at.to_string(),
        "shop": shop_json(&tender.shop),
        "sale_id": tender.sale_id.to_string(),
        "amount_minor": tender.amount.minor(),
        "currency": tender.amount.currency().code(),
        "lines": lines_json(&tender.lines),
        "taxes": taxes_json(&tender.taxes),
        "note": tender.note,
        "how": tender.how.code(),
        "operator_reference": tender.how.operator_reference(),
        "environment": tender.environment.code(),
        "cashier": tender.cashier.as_ref().map(Person::name),
        "previous_code": previous_code,
        "code": code,
    })
}

fn lines_json(lines: &[Line]) -> Value {
    let line = |line: &Line| {
        json!({
            "name": line.name,
            "quantity": line.quantity,
            "unit_price_minor": line.unit_price_minor,
            "total_minor": line.total_minor(),
        })
    };
    lines.iter().map(line).collect()
}

fn taxes_json(taxes: &[Tax]) -> Value {
    taxes.iter().map(|tax| json!({"name": tax.name, "amount_minor": tax.amount_minor})).collect()
}

/// What a tax authority says of a receipt, null where it says nothing.
#[must_use]
pub fn seal_json(seal: &FiscalSeal) -> Value {
    json!({
        "authority": seal.authority,
        "status": seal.status.code(),
        "number": seal.number,
        "code": seal.code,
        "qr": seal.qr,
        "counters": seal.counters,
        "time": seal.time.map(|time| time.to_string()),
        "recorded_at": seal.recorded_at.to_string(),
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
        "logo": shop.logo,
    })
}
