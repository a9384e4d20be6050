//! What stands on the receipt of a sale that was settled without a gateway. It says so as loud as the sum.

use comptoir_core::printer::Columns;
use comptoir_core::receipt::Stamp;
use comptoir_core::refund::How;
use comptoir_core::tender::LinkedTender;
use comptoir_words::{Label, Words};

use crate::frame::{Duplicate, Frame};
use crate::paper::{Alphabet, Look, Piece};

pub(crate) fn drawn(
    linked: &LinkedTender,
    columns: Columns,
    duplicate: Option<Duplicate>,
    words: Words,
    alphabet: Alphabet,
) -> Vec<Piece> {
    let tender = &linked.tender;
    let mut frame = Frame::new(columns, alphabet, words, &tender.shop, tender.environment, duplicate);
    frame.mark();
    frame.shop(linked.logo.as_ref());
    frame.heading(Label::TenderTitle, Label::Receipt, &tender.number, tender.tendered_at, tender.cashier.as_ref());
    frame.lines(&tender.lines, &tender.taxes, tender.amount.currency());
    frame.total(Label::Total, tender.amount);
    frame.mark();
    let (mark, how) = match tender.how {
        How::Cash => (Label::CashMark, ""),
        How::Operator { .. } => (Label::ByHandMark, words.label(Label::TenderedElsewhere)),
    };
    frame.paper.looking(Look::Strong, |paper| paper.pair(words.label(mark), how));
    frame.known(words.label(Label::OperatorReference), tender.how.operator_reference());
    frame.known(words.label(Label::Note), tender.note.as_deref());
    frame.paper.rule('-');
    frame.chain(&linked.code, &linked.previous_code, &Stamp::of_tender(linked, frame.copy()));
    frame.foot(None);
    frame.mark();
    frame.paper.into_pieces()
}
