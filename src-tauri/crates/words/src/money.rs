//! Money as people write it.

use comptoir_core::money::{Amount, Currency};

use crate::{Lang, Words};

impl Words {
    /// An amount with its currency: `12 500 F CFA`, `12,500 F CFA`, `12,50 USD`. The blanks do not break.
    #[must_use]
    pub fn amount(self, amount: Amount) -> String {
        self.sum(amount.minor(), amount.currency())
    }

    /// The same of minor units, which may be none.
    #[must_use]
    pub fn sum(self, minor: i64, currency: Currency) -> String {
        format!("{}\u{a0}{}", self.number(minor, currency), symbol(currency))
    }

    /// A number of minor units without its currency, as it stands in a column.
    #[must_use]
    pub fn number(self, minor: i64, currency: Currency) -> String {
        let (group, point) = match self.lang {
            Lang::Fr => ("\u{202f}", ","),
            Lang::En => (",", "."),
        };
        let exponent = currency.exponent() as usize;
        let digits = format!("{:0>width$}", minor.unsigned_abs(), width = exponent + 1);
        let (whole, decimals) = digits.split_at(digits.len() - exponent);
        let mut text = String::new();
        if minor < 0 {
            text.push('-');
        }
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                text.push_str(group);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push_str(point);
            text.push_str(decimals);
        }
        text
    }
}

const fn symbol(currency: Currency) -> &'static str {
    match currency {
        Currency::Xof | Currency::Xaf => "F CFA",
        Currency::Gnf | Currency::Cdf | Currency::Usd => currency.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_in_the_way_of_its_language() {
        let amount = |minor, currency| Amount::new(minor, currency).unwrap();
        let cases = [
            (amount(12_500, Currency::Xof), "12\u{202f}500\u{a0}F CFA", "12,500\u{a0}F CFA"),
            (amount(1, Currency::Xaf), "1\u{a0}F CFA", "1\u{a0}F CFA"),
            (amount(999_999_999, Currency::Gnf), "999\u{202f}999\u{202f}999\u{a0}GNF", "999,999,999\u{a0}GNF"),
            (amount(123_456, Currency::Usd), "1\u{202f}234,56\u{a0}USD", "1,234.56\u{a0}USD"),
            (amount(5, Currency::Cdf), "0,05\u{a0}CDF", "0.05\u{a0}CDF"),
        ];
        for (amount, french, english) in cases {
            assert_eq!(Words::of(Lang::Fr).amount(amount), french);
            assert_eq!(Words::of(Lang::En).amount(amount), english);
        }
    }

    #[test]
    fn a_discount_keeps_its_sign() {
        assert_eq!(Words::of(Lang::Fr).number(-1_000, Currency::Xof), "-1\u{202f}000");
        assert_eq!(Words::of(Lang::En).number(i64::MIN, Currency::Xof), "-9,223,372,036,854,775,808");
    }
}
