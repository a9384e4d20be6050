//! What a receipt says, fixed when it is issued, how receipts are numbered, and whether a paper is one.

mod issued;
mod stamp;

pub use issued::Issued;
pub use stamp::{Authenticity, Stamp};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::closing::ClosingKind;
use crate::ids::{PaymentId, SaleId};
use crate::logo::Logo;
use crate::money::Amount;
use crate::network::Network;
use crate::order::{Environment, GatewayKind, Line, Method, Sale, Tax};
use crate::payment::Payment;
use crate::people::Person;
use crate::reference::{Epoch, MerchantReference};
use crate::refund::How;
use crate::seal::FiscalSeal;
use crate::shop::Shop;

/// A receipt as it was issued. It stays so when the shop's particulars change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The shop, as it was then.
    pub shop: Shop,
    /// The sale it is for.
    pub sale_id: SaleId,
    /// The payment that paid it.
    pub payment_id: PaymentId,
    /// The payment's name at the gateway.
    pub reference: MerchantReference,
    /// The gateway.
    pub gateway: GatewayKind,
    /// The shop's account at it.
    pub account: String,
    /// How the customer was asked.
    pub method: Method,
    /// The customer's network, if known.
    pub network: Option<Network>,
    /// The payer's number as it may be shown.
    pub payer: Option<String>,
    /// What was paid.
    pub amount: Amount,
    /// What was sold, if it was told.
    pub lines: Vec<Line>,
    /// The taxes on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<Tax>,
    /// The cashier's own line.
    pub note: Option<String>,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// The gateway's own number of the payment.
    pub gateway_reference: Option<String>,
    /// The network operator's own number of the payment.
    pub operator_reference: Option<String>,
    /// Six characters of the shop's key that do not tell it.
    pub key_fingerprint: String,
    /// The owner settled it by hand.
    pub settled_by_hand: bool,
    /// Who took the payment; none where the shop has no cashiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<Person>,
}

impl Receipt {
    /// The receipt with this number for `payment` of `sale`.
    #[must_use]
    pub fn issued(number: String, issued_at: Timestamp, shop: &Shop, sale: &Sale, payment: &Payment) -> Self {
        let order = &payment.order;
        Self {
            number,
            issued_at,
            shop: shop.clone(),
            sale_id: sale.sale_id,
            payment_id: order.payment_id,
            reference: order.reference.clone(),
            gateway: order.gateway,
            account: order.account.clone(),
            method: order.method,
            network: order.network,
            payer: order.payer.clone(),
            amount: order.amount,
            lines: sale.lines.clone(),
            taxes: sale.taxes.clone(),
            note: order.note.clone(),
            environment: order.environment,
            gateway_reference: payment.gateway_reference.clone(),
            operator_reference: payment.operator_reference.clone(),
            key_fingerprint: order.key_fingerprint.clone(),
            settled_by_hand: payment.state.settled_by_hand(),
            cashier: order.cashier.clone(),
        }
    }
}

/// A receipt with its two places in the journal's chain: eight characters of the link before it and of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedReceipt {
    /// What it says.
    pub receipt: Receipt,
    /// Code of the link before.
    pub previous_code: String,
    /// Code of its own link.
    pub code: String,
    /// The shop's logo, as it was then.
    pub logo: Option<Logo>,
    /// What a tax authority says of it.
    pub seal: Option<FiscalSeal>,
}

/// One row of receipt numbers without a gap: a shop, a till and a year in the shop's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series(String);

impl Series {
    /// The series of receipts of `shop` in `year`: `COMPTOIR-1-2026`, with `T-` before it for an account of tests and
    /// `ENTRAINEMENT-` in training, so that no such receipt is taken for a real one.
    #[must_use]
    pub fn of(shop: &Shop, environment: Environment, year: i16) -> Self {
        let marked = match environment {
            Environment::Live => "",
            Environment::Test => "T-",
            Environment::Training => "ENTRAINEMENT-",
        };
        let name = plain(&shop.name, 16);
        let name = if name.is_empty() { "COMPTOIR".to_owned() } else { name };
        Self(format!("{marked}{name}-{}-{year}", plain(&shop.till, 8)))
    }

    /// The same in an epoch: after an old copy was restored, its letter follows the year, so that no number is given out twice.
    #[must_use]
    pub fn in_epoch(self, epoch: Epoch) -> Self {
        if epoch == Epoch::FIRST { self } else { Self(format!("{}{}", self.0, epoch.letter())) }
    }

    /// Its text, the counter's name in the ledger.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The receipt number at this place of the series.
    #[must_use]
    pub fn number(&self, place: u64) -> String {
        format!("{}-{place:06}", self.0)
    }

    /// The number of the refund at this place: refunds count for themselves, so that receipts have no gap.
    #[must_use]
    pub fn refund_number(&self, place: u64) -> String {
        format!("{}-R{place:06}", self.0)
    }

    /// The number of the closing at this place: the closings of days, months and years count each for themselves.
    #[must_use]
    pub fn closing_number(&self, kind: ClosingKind, place: u64) -> String {
        format!("{}-{}{place:06}", self.0, kind.mark())
    }

    /// The number of the tender at this place: `E` for cash (espèces), `M` for what is noted by hand (manuel). Each counts for itself.
    #[must_use]
    pub fn tender_number(&self, how: &How, place: u64) -> String {
        let letter = match how {
            How::Cash => 'E',
            How::Operator { .. } => 'M',
        };
        format!("{}-{letter}{place:06}", self.0)
    }
}

/// Capital ASCII letters and digits of `text`, accents taken off, at most `most`.
fn plain(text: &str, most: usize) -> String {
    text.chars().filter_map(unaccented).flat_map(char::to_uppercase).filter(char::is_ascii_alphanumeric).take(most).collect()
}

fn unaccented(c: char) -> Option<char> {
    Some(match c {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' | 'œ' | 'Œ' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        c if c.is_ascii_alphanumeric() => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_tells_the_shop_the_till_the_year_and_whether_it_is_real() {
        let mut shop = Shop::default();
        assert_eq!(Series::of(&shop, Environment::Live, 2026).number(123), "COMPTOIR-1-2026-000123");
        shop.name = "Chez Élodie & fils — Tokoin".to_owned();
        shop.till = "2".to_owned();
        assert_eq!(Series::of(&shop, Environment::Test, 2026).number(1), "T-CHEZELODIEFILSTO-2-2026-000001");
        let series = Series::of(&Shop::default(), Environment::Live, 2026);
        let accented = Shop { name: "À Ça, Été - Île, Œuf et Ùni".to_owned(), ..shop.clone() };
        assert_eq!(Series::of(&accented, Environment::Live, 2026).as_str().split('-').next(), Some("ACAETEILEOUFETUN"));
        assert_eq!(series.clone().in_epoch(Epoch::FIRST), series);
        let second = Epoch::from_letter('B').unwrap();
        assert_eq!(series.clone().in_epoch(second).number(1), "COMPTOIR-1-2026B-000001");
        assert_eq!(series.closing_number(ClosingKind::Day, 12), "COMPTOIR-1-2026-Z000012");
        assert_eq!(series.closing_number(ClosingKind::Month, 1), "COMPTOIR-1-2026-ZM000001");
        let transfer = How::Operator { reference: "OP 1".to_owned() };
        assert_eq!(series.tender_number(&How::Cash, 3), "COMPTOIR-1-2026-E000003");
        assert_eq!(series.tender_number(&transfer, 3), "COMPTOIR-1-2026-M000003");
        assert_eq!(series.in_epoch(second).refund_number(7), "COMPTOIR-1-2026B-R000007");
        shop.name = "مطعم".to_owned();
        assert_eq!(Series::of(&shop, Environment::Training, 2027).as_str(), "ENTRAINEMENT-COMPTOIR-2-2027");
    }
}
