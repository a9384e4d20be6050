//! A refund on paper and for other programs. It names the receipt of its sale, which stays as it is.

use comptoir_core::printer::{Columns, Printer};
use comptoir_core::receipt::Stamp;
use comptoir_core::refund::{How, LinkedRefund};
use comptoir_words::{Label, Words};
use serde_json::{Value, json};

use crate::escpos::bytes;
use crate::frame::{Duplicate, Frame};
use crate::json::shop_json;
use crate::paper::{Alphabet, Look, Piece, lines};

/// The refund in lines of at most `columns` characters.
#[must_use]
pub fn refund_text(linked: &LinkedRefund, columns: Columns, duplicate: Option<Duplicate>, words: Words) -> String {
    lines(&drawn(linked, columns, duplicate, words, Alphabet::Unicode))
}

/// The refund for this printer. Only an original opens the drawer, and only where the money comes out of it.
#[must_use]
pub fn refund_escpos(linked: &LinkedRefund, printer: &Printer, duplicate: Option<Duplicate>, words: Words) -> Vec<u8> {
    let pieces = drawn(linked, printer.columns, duplicate, words, Alphabet::Page858);
    bytes(&pieces, printer, printer.drawer && duplicate.is_none() && linked.refund.how == How::Cash)
}

/// The refund as one JSON object: every field present, null where unknown.
#[must_use]
pub fn refund_json(linked: &LinkedRefund) -> Value {
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

fn drawn(linked: &LinkedRefund, columns: Columns, duplicate: Option<Duplicate>, words: Words, alphabet: Alphabet) -> Vec<Piece> {
    let refund = &linked.refund;
    let mut frame = Frame::new(columns, alphabet, words, &refund.shop, refund.environment, duplicate);
    frame.mark();
    frame.shop();
    frame.heading(Label::RefundTitle, Label::RefundNumber, &refund.number, refund.refunded_at);
    frame.total(Label::Refunded, refund.amount);
    frame.mark();
    let how = match refund.how {
        How::Cash => Label::RefundedInCash,
        How::Operator { .. } => Label::RefundedByTransfer,
    };
    frame.paper.looking(Look::Strong, |paper| paper.pair(words.label(Label::RefundOf), &refund.receipt_number));
    frame.paper.pair(words.label(Label::PaidMark), &words.amount(refund.paid));
    let left = words.sum(refund.left_minor, refund.paid.currency());
    frame.paper.pair(words.label(Label::RefundLeft), &left);
    frame.paper.pair(words.label(Label::RefundHow), words.label(how));
    frame.known(words.label(Label::OperatorReference), refund.how.operator_reference());
    frame.known(words.label(Label::Network), refund.network.map(|network| network.brand()));
    frame.known(words.label(Label::Payer), refund.payer.as_deref());
    frame.reference(&refund.reference);
    frame.paper.pair(words.label(Label::Why), &refund.why);
    frame.paper.rule('-');
    frame.paper.left(words.label(Label::RefundSignature));
    for _ in 0..3 {
        frame.paper.rule(' ');
    }
    frame.paper.rule('-');
    frame.chain(&linked.code, &linked.previous_code, &Stamp::of_refund(linked, frame.copy()));
    frame.foot();
    frame.mark();
    frame.paper.into_pieces()
}
