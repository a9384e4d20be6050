//! A day of the shop, midnight to midnight in its zone, added up from the ledger each time it is shown.

use std::collections::BTreeMap;

use comptoir_core::closing::Left;
use comptoir_core::code::Code;
use comptoir_core::money::Currency;
use comptoir_core::order::Environment;
use comptoir_core::takings::{Stretch, Success, Takings, Tally};
use comptoir_ledger::{Reader, Span};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

use crate::Engine;
use crate::refusal::Refusal;
use crate::view::{day_start, zone_of};

/// What was taken in a part of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The date, or the hour of the day as two digits.
    pub name: String,
    /// The currency.
    pub currency: Currency,
    /// How many receipts.
    pub count: u64,
    /// Their amounts together, in minor units.
    pub amount_minor: i64,
}

/// A day as it is told. The order of its fields is the one of `docs/cli.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// Always `day`.
    pub kind: &'static str,
    /// Which day.
    pub date: String,
    /// The zone that it is a day in.
    pub zone: String,
    /// What counts in it.
    pub environment: Environment,
    /// What counts, a currency each.
    pub takings: Vec<Takings>,
    /// The receipts by their hour, in the shop's zone; hours without one are left out.
    pub by_hour: Vec<Part>,
    /// How many payments that were asked for have come to be paid, and how fast: all together, then each gateway.
    pub successes: Vec<Success>,
    /// How many papers were printed after their original.
    pub duplicates: u64,
    /// Payments without an end, whenever they were asked for.
    pub left: Vec<Left>,
    /// Tests, which are in no total.
    pub apart: Vec<Takings>,
}

/// The day of this date, or the one of `now`.
///
/// # Errors
/// `date_invalid`, and what keeps the ledger from being read.
pub fn day(reader: &Reader, date: Option<&str>, counted: Environment, now: Timestamp) -> Result<Day, Refusal> {
    let name = reader.shop()?.zone;
    let zone = zone_of(&name).unwrap_or(TimeZone::UTC);
    let date = date.map_or_else(|| now.to_zoned_datetime(zone.clone()).date().to_string(), |date| date.trim().to_owned());
    let span = Span::Times { from: day_start(&date, &zone, false)?, before: day_start(&date, &zone, true)? };
    let stretch = reader.stretch(span)?;
    let (takings, apart) = stretch.takings().into_iter().partition(|takings| takings.environment == counted);
    let hour = |at: Timestamp| format!("{:02}", at.to_zoned_datetime(zone.clone()).hour());
    Ok(Day {
        kind: "day",
        date,
        zone: name,
        environment: counted,
        takings,
        by_hour: parts(&stretch, counted, hour),
        successes: stretch.successes(counted),
        duplicates: stretch.duplicates,
        left: reader.without_end(counted)?,
        apart,
    })
}

/// What was taken on each of the last days up to `now`, oldest first; days without a receipt are left out.
///
/// # Errors
/// What keeps the ledger from being read.
pub fn last_days(reader: &Reader, days: i32, counted: Environment, now: Timestamp) -> Result<Vec<Part>, Refusal> {
    let zone = zone_of(&reader.shop()?.zone).unwrap_or(TimeZone::UTC);
    let today = now.to_zoned_datetime(zone.clone()).date();
    let first = today.checked_sub((days - 1).days()).map_err(|_| Code::DateInvalid)?;
    let begin = |date: Date, next| day_start(&date.to_string(), &zone, next);
    let stretch = reader.stretch(Span::Times { from: begin(first, false)?, before: begin(today, true)? })?;
    Ok(parts(&stretch, counted, |at| at.to_zoned_datetime(zone.clone()).date().to_string()))
}

fn parts(stretch: &Stretch, counted: Environment, name: impl Fn(Timestamp) -> String) -> Vec<Part> {
    let mut tallies = BTreeMap::<(String, Currency), Tally>::new();
    for taken in stretch.taken.iter().filter(|taken| taken.environment == counted) {
        tallies.entry((name(taken.at), taken.amount.currency())).or_default().add(taken.amount.minor());
    }
    let part = |((name, currency), Tally { count, amount_minor })| Part { name, currency, count, amount_minor };
    tallies.into_iter().map(part).collect()
}

impl Engine {
    /// What counts at this till: real money, or in training what has no value.
    #[must_use]
    pub const fn counted(&self) -> Environment {
        if self.is_training() { Environment::Training } else { Environment::Live }
    }
}
