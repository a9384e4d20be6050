//! Dates as people write them.

use jiff::ZonedDateTime;

use crate::{Lang, Words};

impl Words {
    /// A date and time in its own zone: `26/11/2026 14:05:09`, `26 Nov 2026 14:05:09`.
    #[must_use]
    pub fn date_time(self, at: &ZonedDateTime) -> String {
        let format = match self.lang {
            Lang::Fr => "%d/%m/%Y %H:%M:%S",
            Lang::En => "%-d %b %Y %H:%M:%S",
        };
        at.strftime(format).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::{self, TimeZone};

    #[test]
    fn a_date_is_written_in_its_zone_and_language() {
        let at: Timestamp = "2026-11-05T23:05:09Z".parse().unwrap();
        let nearby = at.to_zoned_datetime(TimeZone::fixed(tz::offset(1)));
        assert_eq!(Words::of(Lang::Fr).date_time(&nearby), "06/11/2026 00:05:09");
        assert_eq!(Words::of(Lang::En).date_time(&nearby), "6 Nov 2026 00:05:09");
    }
}
