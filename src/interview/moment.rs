//! A moment, with the offset of the place where it was lived.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// A moment to the second, with its offset from UTC. The clock is never read here: a moment is
/// always handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(#[serde(with = "time::serde::rfc3339")] OffsetDateTime);

impl Moment {
    /// The moment that many milliseconds after the start of 1970 in UTC, told with an offset in
    /// minutes east of UTC. What lies outside the calendar is brought to 1970.
    #[must_use]
    pub fn from_unix(milliseconds: i64, offset_minutes: i32) -> Self {
        let moment = OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000))
            .unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let offset =
            UtcOffset::from_whole_seconds(offset_minutes.saturating_mul(60)).unwrap_or(UtcOffset::UTC);
        Self(moment.checked_to_offset(offset).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// That many milliseconds earlier, in the same place.
    #[must_use]
    pub fn earlier(self, milliseconds: i64) -> Self {
        let to_the_second = time::Duration::seconds(milliseconds / 1000);
        Self(self.0.checked_sub(to_the_second).unwrap_or(self.0))
    }

    /// The first second of its month, in UTC: where it was lived is not told.
    #[must_use]
    pub fn start_of_month(self) -> Self {
        Self::start(self.0.year(), self.0.month())
    }

    /// The first second of its year, in UTC.
    #[must_use]
    pub fn start_of_year(self) -> Self {
        Self::start(self.0.year(), Month::January)
    }

    fn start(year: i32, month: Month) -> Self {
        let day = Date::from_calendar_date(year, month, 1).unwrap_or(OffsetDateTime::UNIX_EPOCH.date());
        Self(day.midnight().assume_utc())
    }

    /// Seconds since another moment; negative when it comes later.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_seconds()
    }

    /// The year, where it was lived.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12, where it was lived.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// The day of the month, where it was lived.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.0.day()
    }

    /// The hour, 0 to 23, where it was lived.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.0.hour()
    }

    /// The minute, where it was lived.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.0.minute()
    }
}

impl fmt::Display for Moment {
    /// As RFC 3339 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_keeps_its_offset_and_no_fraction() {
        let moment = Moment::from_unix(1_711_113_791_250, 120);
        assert_eq!(moment.to_string(), "2024-03-22T15:23:11+02:00");
        let json = serde_json::to_string(&moment).expect("a moment can be written");
        assert_eq!(serde_json::from_str::<Moment>(&json).expect("and read"), moment);
    }
}
