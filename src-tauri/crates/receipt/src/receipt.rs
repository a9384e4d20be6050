//! What stands on a receipt.

use comptoir_core::printer::Columns;
use comptoir_core::receipt::{LinkedReceipt, Receipt, Stamp};
use comptoir_words::{Label, Words, filled};

use crate::frame::{Duplicate, Frame};
use crate::paper::{Alphabet, Look, Piece};

/// The receipt, piece by piece.
pub(super) fn drawn(
    linked: &LinkedReceipt,
    columns: Columns,
    duplicate: Option<Duplicate>,
    words: Words,
    alphabet: Alphabet,
) -> Vec<Piece> {
    let receipt = &linked.receipt;
    let frame = Frame::new(columns, alphabet, words, &receipt.shop, receipt.environment, duplicate);
    let mut draft = Draft { frame, receipt };
    draft.frame.mark();
    draft.frame.shop(linked.logo.as_ref());
    draft.frame.heading(Label::ReceiptTitle, Label::Receipt, &receipt.number, receipt.issued_at, receipt.cashier.as_ref());
    draft.frame.lines(&receipt.lines, &receipt.taxes, receipt.amount.currency());
    draft.frame.total(Label::Total, receipt.amount);
    draft.frame.mark();
    draft.payment();
    draft.frame.chain(&linked.code, &linked.previous_code, &Stamp::of(linked, draft.frame.copy()));
    let seal = linked.seal.as_ref();
    seal.into_iter().for_each(|seal| draft.frame.seal(seal));
    draft.frame.foot(seal);
    draft.frame.mark();
    draft.frame.paper.into_pieces()
}

struct Draft<'a> {
    frame: Frame<'a>,
    receipt: &'a Receipt,
}

impl Draft<'_> {
    fn payment(&mut self) {
        let receipt = self.receipt;
        let gateway = receipt.gateway.name();
        let mark = self.frame.words.label(paid_mark(receipt));
        self.frame.paper.looking(Look::Strong, |paper| paper.pair(mark, receipt.network.map_or("", |network| network.brand())));
        self.frame.known(self.frame.words.label(Label::Payer), receipt.payer.as_deref());
        self.frame.known(self.frame.words.label(Label::OperatorReference), receipt.operator_reference.as_deref());
        let label = filled(self.frame.words.label(Label::GatewayReference), &[("gateway", gateway)]);
        self.frame.known(&label, receipt.gateway_reference.as_deref());
        self.frame.paper.pair(self.frame.words.label(Label::Account), &format!("{gateway} {}", receipt.key_fingerprint));
        self.frame.reference(&receipt.reference);
        self.frame.known(self.frame.words.label(Label::Note), receipt.note.as_deref());
        self.frame.paper.rule('-');
    }
}

/// Who says that it was paid: the gateway, or the owner.
pub(crate) const fn paid_mark(receipt: &Receipt) -> Label {
    if receipt.settled_by_hand { Label::ByHandMark } else { Label::PaidMark }
}
