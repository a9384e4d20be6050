//! A closing on paper and for other programs.

use comptoir_core::closing::{Closing, ClosingKind, Left, LinkedClosing, Perpetual};
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::order::GatewayKind;
use comptoir_core::people::OWNER;
use comptoir_core::printer::{Columns, PageSize, Printer};
use comptoir_core::refund::How;
use comptoir_core::state::State;
use comptoir_core::takings::{Share, Takings};
use comptoir_core::text::cleaned;
use comptoir_words::{Label, Words};
use serde_json::{Value, json};

use crate::escpos::bytes;
use crate::frame::{Duplicate, Frame, dated, halved, worthless};
use crate::json::shop_json;
use crate::paper::{Alphabet, Look, Piece, lines};
use crate::pdf::{Front, of_sheets};
use crate::png::of_strip;
use crate::sheet::{NotDrawn, sheets};

/// The closing in lines of at most `columns` characters.
#[must_use]
pub fn closing_text(linked: &LinkedClosing, columns: Columns, duplicate: Option<Duplicate>, words: Words) -> String {
    lines(&drawn(linked, columns, duplicate, words, Alphabet::Unicode))
}

/// The closing for this printer. It opens no drawer.
#[must_use]
pub fn closing_escpos(linked: &LinkedClosing, printer: &Printer, duplicate: Option<Duplicate>, words: Words) -> Vec<u8> {
    bytes(&drawn(linked, printer.columns, duplicate, words, Alphabet::Page858), printer, false)
}

/// The closing as a PDF for the archive.
///
/// # Errors
/// [`NotDrawn::Pdf`] when it would be none.
pub fn closing_pdf(
    linked: &LinkedClosing,
    page: PageSize,
    duplicate: Option<Duplicate>,
    words: Words,
) -> Result<Vec<u8>, NotDrawn> {
    let sheets = sheets(page, &linked.closing.number, |columns, alphabet| drawn(linked, columns, duplicate, words, alphabet));
    let LinkedClosing { closing, .. } = linked;
    of_sheets(&Front { title: title(closing.kind), number: &closing.number, at: closing.closed_at }, &sheets, words)
}

/// The closing as a picture.
///
/// # Errors
/// [`NotDrawn::Png`] when it is too long for one.
pub fn closing_png(linked: &LinkedClosing, duplicate: Option<Duplicate>, words: Words) -> Result<Vec<u8>, NotDrawn> {
    of_strip(&sheets(PageSize::Strip, &linked.closing.number, |columns, alphabet| {
        drawn(linked, columns, duplicate, words, alphabet)
    }))
}

/// The closing as one JSON object: every field present, null where unknown.
#[must_use]
pub fn closing_json(linked: &LinkedClosing) -> Value {
    let LinkedClosing { closing, previous_code, code } = linked;
    json!({
        "kind": "closing",
        "closing_id": closing.closing_id.to_string(),
        "closing_number": closing.number,
        "closed": closing.kind.code(),
        "period": closing.period,
        "closed_at": closing.closed_at.to_string(),
        "since": closing.since.map(|since| since.to_string()),
        "shop": shop_json(&closing.shop),
        "environment": closing.environment.code(),
        "first_entry": closing.first_entry,
        "last_entry": closing.last_entry,
        "first_receipt": closing.first_receipt,
        "last_receipt": closing.last_receipt,
        "takings": closing.takings,
        "duplicates": closing.duplicates,
        "left": closing.left,
        "drawer": closing.drawer,
        "figures": closing.figures,
        "perpetual": closing.perpetual,
        "apart": closing.apart,
        "previous_code": previous_code,
        "code": code,
    })
}

/// A gateway, a network, an account or a state as a person knows it.
#[must_use]
pub fn share_name(share: &Share, words: Words) -> String {
    let Some(code) = share.name.as_deref() else { return words.label(Label::UnknownName).to_owned() };
    let gateway = GatewayKind::from_code(code).map(GatewayKind::name);
    let network = Network::from_code(code).map(|network| network.brand());
    gateway.or(network).unwrap_or(code).to_owned()
}

/// The word of a state by its code.
#[must_use]
pub fn state_name(code: &str, words: Words) -> &str {
    State::from_code(code).map_or(code, |state| words.state(state).word)
}

/// Whoever took a payment, by the name that the ledger adds up by.
#[must_use]
pub fn cashier_name(name: &str, words: Words) -> String {
    if name == OWNER { words.label(Label::Owner) } else { name }.to_owned()
}

/// How a sale was settled without a gateway, by its code.
#[must_use]
pub fn tender_name(code: &str, words: Words) -> String {
    words.label(if code == How::CASH { Label::TenderedInCash } else { Label::TenderedByOperator }).to_owned()
}

/// A share under the words for its name.
fn renamed(share: &Share, words: impl Fn(&str) -> String) -> Share {
    Share { name: share.name.as_deref().map(words), ..share.clone() }
}

const fn title(kind: ClosingKind) -> Label {
    match kind {
        ClosingKind::Day => Label::ClosingDay,
        ClosingKind::Month => Label::ClosingMonth,
        ClosingKind::Year => Label::ClosingYear,
    }
}

fn drawn(linked: &LinkedClosing, columns: Columns, duplicate: Option<Duplicate>, words: Words, alphabet: Alphabet) -> Vec<Piece> {
    let closing = &linked.closing;
    let frame = Frame::new(columns, alphabet, words, &closing.shop, closing.environment, duplicate);
    let mut draft = Draft { frame, closing, words };
    draft.frame.mark();
    draft.frame.shop(None);
    draft.frame.heading(title(closing.kind), Label::ClosingNumber, &closing.number, closing.closed_at, None);
    draft.covered();
    for takings in &closing.takings {
        draft.takings(takings);
    }
    draft.counts();
    draft.left();
    draft.drawer();
    draft.figures();
    draft.perpetual();
    draft.apart();
    draft.frame.paper.left(words.label(Label::ClosingSignature));
    for _ in 0..3 {
        draft.frame.paper.rule(' ');
    }
    draft.frame.paper.rule('-');
    draft.frame.paper.pair(words.label(Label::Code), &halved(&linked.code));
    draft.frame.paper.pair(words.label(Label::PreviousCode), &halved(&linked.previous_code));
    draft.frame.mark();
    draft.frame.paper.into_pieces()
}

struct Draft<'a> {
    frame: Frame<'a>,
    closing: &'a Closing,
    words: Words,
}

impl Draft<'_> {
    fn heading(&mut self, label: Label) {
        let text = self.words.label(label);
        self.frame.paper.looking(Look::Strong, |paper| paper.left(text));
    }

    fn pair(&mut self, label: Label, value: &str) {
        self.frame.paper.pair(self.words.label(label), value);
    }

    fn sum(&mut self, label: Label, minor: i64, currency: Currency) {
        let sum = self.words.sum(minor, currency);
        self.pair(label, &sum);
    }

    fn covered(&mut self) {
        let closing = self.closing;
        if let Some(period) = &closing.period {
            self.pair(Label::ClosingPeriod, &period.name);
            self.pair(Label::ClosingClosings, &format!("{} ({} - {})", period.count, period.first, period.last));
        }
        if let Some(since) = closing.since {
            let since = dated(&closing.shop, since, self.words);
            self.pair(Label::ClosingSince, &since);
        }
        self.pair(Label::ClosingEntries, &format!("{} - {}", closing.first_entry, closing.last_entry));
        if let (Some(first), Some(last)) = (&closing.first_receipt, &closing.last_receipt) {
            self.heading(Label::ClosingReceipts);
            self.frame.paper.left(first);
            self.frame.paper.left(last);
        }
    }

    fn takings(&mut self, takings: &Takings) {
        let (words, currency) = (self.words, takings.currency);
        self.frame.paper.rule('=');
        let (label, sum) = (words.label(Label::Taken), words.sum(takings.taken.amount_minor, currency));
        self.frame.paper.looking(Look::Tall, |paper| paper.pair(label, &sum));
        self.frame.paper.rule('=');
        self.pair(Label::ClosingReceipts, &takings.taken.count.to_string());
        let refunds = format!("{} ({})", words.label(Label::Refunds), takings.refunded.count);
        self.frame.paper.pair(&refunds, &words.sum(-takings.refunded.amount_minor, currency));
        let (label, net) = (words.label(Label::Net), words.sum(takings.net_minor(), currency));
        self.frame.paper.looking(Look::Strong, |paper| paper.pair(label, &net));
        self.shares(Label::ByGateway, &takings.by_gateway, currency);
        self.shares(Label::ByNetwork, &takings.by_network, currency);
        self.shares(Label::ByAccount, &takings.by_account, currency);
        let state = |code: &str| state_name(code, words).to_owned();
        let named = |shares: &[Share]| shares.iter().map(|share| renamed(share, state)).collect::<Vec<_>>();
        let (by_state, by_hand) = (named(&takings.by_state), named(&takings.by_hand));
        self.shares(Label::ByState, &by_state, currency);
        self.shares(Label::SettledByHand, &by_hand, currency);
        if takings.by_cashier.iter().any(|share| share.name.is_some()) {
            let named: Vec<_> = takings.by_cashier.iter().map(|share| renamed(share, |code| cashier_name(code, words))).collect();
            self.shares(Label::ByCashier, &named, currency);
        }
        let tendered: Vec<_> = takings.tendered.iter().map(|share| renamed(share, |code| tender_name(code, words))).collect();
        self.shares(Label::SettledOtherwise, &tendered, currency);
    }

    fn shares(&mut self, label: Label, shares: &[Share], currency: Currency) {
        if shares.is_empty() {
            return;
        }
        self.heading(label);
        for share in shares {
            let name = format!("{} ({})", share_name(share, self.words), share.count);
            self.frame.paper.pair(&name, &self.words.number(share.amount_minor, currency));
        }
    }

    fn counts(&mut self) {
        self.frame.paper.rule('-');
        self.pair(Label::Duplicates, &self.closing.duplicates.to_string());
        self.frame.paper.rule('-');
    }

    fn left(&mut self) {
        if self.closing.left.is_empty() {
            let none = self.words.label(Label::WithoutEndNone);
            self.frame.paper.left(none);
        } else {
            self.heading(Label::WithoutEnd);
        }
        for Left { reference, state, amount_minor, currency, why, .. } in &self.closing.left {
            self.frame.paper.left(reference.as_str());
            self.frame.paper.pair(state_name(state, self.words), &self.words.sum(*amount_minor, *currency));
            self.frame.paper.left(why);
        }
        self.frame.paper.rule('-');
    }

    fn drawer(&mut self) {
        let Some(drawer) = self.closing.drawer else { return };
        self.heading(Label::Drawer);
        self.sum(Label::DrawerFloat, drawer.float_minor, drawer.currency);
        self.sum(Label::DrawerMoved, drawer.moved_minor, drawer.currency);
        self.sum(Label::DrawerCounted, drawer.counted_minor, drawer.currency);
        self.sum(Label::Difference, drawer.difference_minor, drawer.currency);
        self.frame.paper.rule('-');
    }

    fn figures(&mut self) {
        if self.closing.figures.is_empty() {
            return;
        }
        self.heading(Label::Figures);
        for figure in &self.closing.figures {
            self.frame.paper.left(&figure.account);
            self.sum(Label::FigureTold, figure.told_minor, figure.currency);
            self.sum(Label::FigureTaken, figure.taken_minor, figure.currency);
            self.sum(Label::Difference, figure.difference_minor, figure.currency);
        }
        self.frame.paper.rule('-');
    }

    fn perpetual(&mut self) {
        let (words, closing) = (self.words, self.closing);
        for perpetual in &closing.perpetual {
            let label = format!("{} ({})", words.label(Label::Perpetual), perpetual.count);
            let sum = words.sum(perpetual.amount_minor, perpetual.currency);
            self.frame.paper.looking(Look::Strong, |paper| paper.pair(&label, &sum));
        }
        if !closing.perpetual.is_empty() {
            self.frame.paper.rule('-');
        }
    }

    fn apart(&mut self) {
        if self.closing.apart.is_empty() {
            return;
        }
        self.heading(Label::Apart);
        for takings in &self.closing.apart {
            let label = format!("{} ({})", self.words.label(Label::Taken), takings.taken.count);
            self.frame.paper.pair(&label, &self.words.sum(takings.taken.amount_minor, takings.currency));
        }
        self.frame.paper.rule('-');
    }
}

/// The closing as a message for an owner who is not there: what was taken, what is left, and where the journal stood. No name of a payment
/// and no number of a customer is in it.
#[must_use]
pub fn closing_message(linked: &LinkedClosing, words: Words) -> String {
    let closing = &linked.closing;
    let named = |label: Label, value: &str| format!("{} {value}", words.label(label));
    let mut lines = vec![
        closing.shop.name.to_uppercase(),
        named(Label::ClosingNumber, &closing.number),
        dated(&closing.shop, closing.closed_at, words),
    ];
    lines.extend(worthless(closing.environment).map(|label| words.label(label).to_uppercase()));
    for takings in &closing.takings {
        let sum = |minor| words.sum(minor, takings.currency);
        lines.push(format!("{} ({})", named(Label::Taken, &sum(takings.taken.amount_minor)), takings.taken.count));
        lines.push(format!("{} ({})", named(Label::Refunds, &sum(takings.refunded.amount_minor)), takings.refunded.count));
        lines.push(named(Label::Net, &sum(takings.net_minor())));
        for share in &takings.tendered {
            let how = share.name.as_deref().map(|code| tender_name(code, words)).unwrap_or_default();
            lines.push(format!("{how} {} ({})", sum(share.amount_minor), share.count));
        }
    }
    lines.push(named(Label::WithoutEnd, &closing.left.len().to_string()));
    lines.extend(closing.drawer.map(|drawer| {
        let difference = named(Label::Difference, &words.sum(drawer.difference_minor, drawer.currency));
        format!("{} - {difference}", words.label(Label::Drawer))
    }));
    let perpetual = |one: &Perpetual| named(Label::Perpetual, &words.sum(one.amount_minor, one.currency));
    lines.extend(closing.perpetual.iter().map(perpetual));
    lines.push(named(Label::Code, &halved(&linked.code)));
    lines.iter().filter_map(|line| cleaned(line, usize::MAX)).collect::<Vec<_>>().join("\n")
}
