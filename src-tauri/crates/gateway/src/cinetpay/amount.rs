//! Amounts as both calls write them: whole units of the currency, never a part of one.

use comptoir_core::money::{Amount, Currency};

/// The whole units of `amount`; none where something would be left over, since nothing is rounded here.
pub(super) fn units(amount: Amount) -> Option<i64> {
    let per_unit = minor_per_unit(amount.currency());
    (amount.minor() % per_unit == 0).then(|| amount.minor() / per_unit)
}

/// The minor units in this many units; none beyond what an integer holds.
pub(super) fn minor(units: i64, currency: Currency) -> Option<i64> {
    units.checked_mul(minor_per_unit(currency))
}

const fn minor_per_unit(currency: Currency) -> i64 {
    10_i64.pow(currency.exponent())
}
