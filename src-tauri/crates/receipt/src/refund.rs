//! What stands on the paper of a refund. It names the receipt of its sale, which stays as it is.

use comptoir_core::printer::Columns;
use comptoir_core::receipt::Stamp;
use comptoir_core::refund::{How, LinkedRefund};
use comptoir_words::{Label, Words};

use crate::frame::{Duplicate, Frame};
use crate::paper::{Alphabet, Look, Piece};

pub(crate) fn drawn(
    linked: &LinkedRefund,
    columns: Columns,
    duplicate: Option<Duplicate>,
    words: Words,
    alphabet: Alphabet,
) -> Vec<Piece> {
    let refund = &linked.refund;
    let mut frame = Frame::new(columns, alphabet, words, &refund.shop, refund.environment, duplicate);
    frame.mark();
    frame.shop(linked.logo.as_ref());
    frame.heading(Label::RefundTitle, Label::RefundNumber, &refund.number, refund.refunded_at, refund.cashier.as_ref());
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
    frame.foot(None);
    frame.mark();
    frame.paper.into_pieces()
}
