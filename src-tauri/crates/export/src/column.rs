//! The columns, in the order in which they are read: when, what, how it stands, how much, by which way, and what it is called
//! elsewhere.

use comptoir_core::money::Amount;
use comptoir_core::network::Network;
use comptoir_core::order::Environment;
use comptoir_core::people::Person;
use comptoir_core::refund::How;
use comptoir_core::state::State;
use comptoir_core::tender::Tender;
use comptoir_words::{Label, filled};
use jiff::civil::{Date, Time};

use crate::{Row, Tongue};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Nothing,
    Text(String),
    Day(Date),
    Hour(Time),
    Amount(Amount),
    Count(u32),
}

/// A column: its heading, and how many letters wide it is.
pub(crate) struct Column {
    heading: Label,
    pub(crate) width: u16,
}

const fn column(heading: Label, width: u16) -> Column {
    Column { heading, width }
}

pub(crate) const COLUMNS: [Column; 21] = [
    column(Label::ExportDay, 12),
    column(Label::ExportHour, 22),
    column(Label::Receipt, 36),
    column(Label::Reference, 29),
    column(Label::ExportSale, 38),
    column(Label::ExportState, 24),
    column(Label::Amount, 14),
    column(Label::ExportTaken, 14),
    column(Label::ExportRefunded, 14),
    column(Label::ExportCurrency, 10),
    column(Label::ExportGateway, 16),
    column(Label::Account, 22),
    column(Label::Network, 24),
    column(Label::Payer, 12),
    column(Label::ExportGatewayReference, 24),
    column(Label::OperatorReference, 22),
    column(Label::Note, 40),
    column(Label::Cashier, 20),
    column(Label::ExportValue, 32),
    column(Label::ExportByHand, 16),
    column(Label::ExportPapers, 12),
];

impl Column {
    pub(crate) fn heading(&self, tongue: &Tongue) -> String {
        filled(tongue.words.label(self.heading), &[("zone", &tongue.zone_name)])
    }
}

/// The cells of a row, one a column.
pub(crate) fn cells(row: &Row<'_>, tongue: &Tongue) -> [Cell; COLUMNS.len()] {
    let (payment, order, words) = (row.payment, &row.payment.order, tongue.words);
    let at = order.created_at.to_zoned_datetime(tongue.zone.clone());
    let text = |text: &str| Cell::Text(text.to_owned());
    let optional = |text: Option<&str>| text.map_or(Cell::Nothing, |text| Cell::Text(text.to_owned()));
    let taken = matches!(payment.state, State::Paid | State::ResolvedPaid);
    [
        Cell::Day(at.date()),
        Cell::Hour(at.time()),
        optional(row.receipt_number),
        text(order.reference.as_str()),
        Cell::Text(order.sale_id.to_string()),
        text(words.state(payment.state).word),
        Cell::Amount(order.amount),
        if taken { Cell::Amount(order.amount) } else { Cell::Nothing },
        Amount::new(row.refunded_minor, order.amount.currency()).map_or(Cell::Nothing, Cell::Amount),
        text(order.amount.currency().code()),
        text(order.gateway.name()),
        text(&order.account),
        optional(order.network.map(Network::brand)),
        optional(order.payer.as_deref()),
        optional(payment.gateway_reference.as_deref()),
        optional(payment.operator_reference.as_deref()),
        optional(order.note.as_deref()),
        taken_by(order.cashier.as_ref(), tongue),
        text(words.label(worth(order.environment))),
        text(words.label(if payment.state.settled_by_hand() { Label::ExportYes } else { Label::ExportNo })),
        Cell::Count(row.papers),
    ]
}

/// The same of a sale that was settled without a gateway: nothing in the columns of what gateways took and know.
pub(crate) fn tender_cells(tender: &Tender, papers: u32, tongue: &Tongue) -> [Cell; COLUMNS.len()] {
    let words = tongue.words;
    let at = tender.tendered_at.to_zoned_datetime(tongue.zone.clone());
    let text = |text: &str| Cell::Text(text.to_owned());
    let optional = |text: Option<&str>| text.map_or(Cell::Nothing, |text| Cell::Text(text.to_owned()));
    let (how, by_hand) = match tender.how {
        How::Cash => (Label::TenderedInCash, Label::ExportNo),
        How::Operator { .. } => (Label::TenderedByOperator, Label::ExportYes),
    };
    [
        Cell::Day(at.date()),
        Cell::Hour(at.time()),
        text(&tender.number),
        Cell::Nothing,
        Cell::Text(tender.sale_id.to_string()),
        text(words.label(how)),
        Cell::Amount(tender.amount),
        Cell::Nothing,
        Cell::Nothing,
        text(tender.amount.currency().code()),
        Cell::Nothing,
        Cell::Nothing,
        Cell::Nothing,
        Cell::Nothing,
        Cell::Nothing,
        optional(tender.how.operator_reference()),
        optional(tender.note.as_deref()),
        taken_by(tender.cashier.as_ref(), tongue),
        text(words.label(worth(tender.environment))),
        text(words.label(by_hand)),
        Cell::Count(papers),
    ]
}

fn taken_by(person: Option<&Person>, tongue: &Tongue) -> Cell {
    match person {
        Some(Person::Owner) => Cell::Text(tongue.words.label(Label::Owner).to_owned()),
        Some(Person::Cashier { name, .. }) => Cell::Text(name.clone()),
        None => Cell::Nothing,
    }
}

const fn worth(environment: Environment) -> Label {
    match environment {
        Environment::Live => Label::ExportLive,
        Environment::Test => Label::TestMark,
        Environment::Training => Label::TrainingMark,
    }
}

/// An amount without its currency, digits and `point` only.
pub(crate) fn decimal(amount: Amount, point: &str) -> String {
    let exponent = amount.currency().exponent() as usize;
    let digits = format!("{:0>width$}", amount.minor(), width = exponent + 1);
    match digits.split_at_checked(digits.len() - exponent) {
        Some((whole, decimals)) if !decimals.is_empty() => format!("{whole}{point}{decimals}"),
        Some(_) | None => digits,
    }
}

#[cfg(test)]
mod tests {
    use comptoir_core::money::Currency;

    use super::*;

    #[test]
    fn an_amount_has_the_decimals_of_its_currency() {
        let decimal = |minor, currency| decimal(Amount::new(minor, currency).unwrap(), ",");
        assert_eq!(decimal(12_500, Currency::Xof), "12500");
        assert_eq!(decimal(1, Currency::Gnf), "1");
        assert_eq!(decimal(123_456, Currency::Usd), "1234,56");
        assert_eq!(decimal(5, Currency::Cdf), "0,05");
    }
}
