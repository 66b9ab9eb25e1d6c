//! Dates as people remember them: a year, a month, a day, or *around* one of these.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// A date that keeps the precision with which it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialDate {
    /// The year, month or day that was told.
    pub on: Told,
    /// Whether it was told as *around* that date.
    pub around: bool,
}

/// A year, a month of a year, or a day: `2011`, `2011-03`, `2011-03-14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Told {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a date cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotADate {
    /// It is not written as a year, `year-month` or `year-month-day`.
    Shape,
    /// The year is before 1900 or after 2100.
    Year,
    /// There is no such month.
    Month,
    /// That month has no such day.
    Day,
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shape => "not a date: a year, a year and month, or a day",
            Self::Year => "the year is outside 1900 to 2100",
            Self::Month => "there is no such month",
            Self::Day => "that month has no such day",
        })
    }
}

/// The days between which something happened, both of them possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
}

/// A month of a year, as the tables of yardsticks write it: `2005-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Told", into = "Told")]
pub struct YearMonth {
    year: u16,
    month: u8,
}

impl PartialDate {
    /// The days that the person can have meant. *Around* widens a day by a week on each side, a month
    /// by a month, a year by a year: a convention of ours, since no source sets one.
    pub(super) fn days(self) -> Days {
        let Told { year, month, day } = self.on;
        let date = |year: i32, month: u8, day: u8| {
            let month = Month::try_from(month).unwrap_or(Month::January);
            Date::from_calendar_date(year, month, day.min(month.length(year))).unwrap_or(Date::MIN)
        };
        let year = i32::from(year);
        let around = i32::from(self.around);
        match (month, day) {
            (None, _) => Days { first: date(year - around, 1, 1), last: date(year + around, 12, 31) },
            (Some(month), None) => {
                let at = |shift: i32| {
                    let months = year * 12 + i32::from(month) - 1 + shift;
                    (months.div_euclid(12), u8::try_from(months.rem_euclid(12)).unwrap_or_default() + 1)
                };
                let ((first_year, first), (last_year, last)) = (at(-around), at(around));
                Days { first: date(first_year, first, 1), last: date(last_year, last, 31) }
            }
            (Some(month), Some(day)) => {
                let told = date(year, month, day);
                let week = time::Duration::weeks(i64::from(around));
                Days { first: told.saturating_sub(week), last: told.saturating_add(week) }
            }
        }
    }
}

impl YearMonth {
    /// The month in which a day lies.
    pub(super) fn of(day: Date) -> Self {
        Self { year: u16::try_from(day.year()).unwrap_or_default(), month: day.month().into() }
    }

    /// The first day of the month.
    pub(super) fn first_day(self) -> Date {
        let month = Month::try_from(self.month).unwrap_or(Month::January);
        Date::from_calendar_date(i32::from(self.year), month, 1).unwrap_or(Date::MIN)
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl TryFrom<Told> for YearMonth {
    type Error = NotADate;

    fn try_from(told: Told) -> Result<Self, NotADate> {
        match (told.month, told.day) {
            (Some(month), None) => Ok(Self { year: told.year, month }),
            _ => Err(NotADate::Shape),
        }
    }
}

impl From<YearMonth> for Told {
    fn from(month: YearMonth) -> Self {
        Self { year: month.year, month: Some(month.month), day: None }
    }
}

impl Told {
    /// A date from its parts; a day needs a month.
    ///
    /// # Errors
    /// What is wrong with the parts.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, NotADate> {
        if !(1900..=2100).contains(&year) {
            return Err(NotADate::Year);
        }
        match (month, day) {
            (None, None) => {}
            (None, Some(_)) => return Err(NotADate::Shape),
            (Some(month), day) => {
                let month = Month::try_from(month).map_err(|_| NotADate::Month)?;
                if day.is_some_and(|day| day == 0 || day > month.length(i32::from(year))) {
                    return Err(NotADate::Day);
                }
            }
        }
        Ok(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if it was told.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it was told.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day that it can be.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self { year: self.year, month: self.month.or(Some(1)), day: self.day.or(Some(1)) }
    }

    /// The last day that it can be.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        let length = Month::try_from(month).map_or(31, |month| month.length(i32::from(self.year)));
        Self { year: self.year, month: Some(month), day: self.day.or(Some(length)) }
    }

    /// The same date told less precisely: without its day.
    #[must_use]
    pub const fn month_only(self) -> Self {
        Self { day: None, ..self }
    }

    /// The same date told less precisely: its year alone.
    #[must_use]
    pub const fn year_only(self) -> Self {
        Self { month: None, day: None, ..self }
    }
}

impl FromStr for Told {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let part = |digits: &str, length: usize| {
            Some(digits)
                .filter(|d| d.len() == length && d.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|d| d.parse::<u16>().ok())
                .ok_or(NotADate::Shape)
        };
        let small = |digits: &str| part(digits, 2).and_then(|n| u8::try_from(n).map_err(|_| NotADate::Shape));
        let mut parts = text.split('-');
        let year = part(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(small).transpose()?;
        let day = parts.next().map(small).transpose()?;
        match parts.next() {
            None => Self::new(year, month, day),
            Some(_) => Err(NotADate::Shape),
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Told {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Told> for String {
    fn from(told: Told) -> Self {
        told.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{NotADate, PartialDate, Told};

    #[test]
    fn around_widens_by_what_was_told() {
        for (told, around, first, last) in [
            ("2011", false, "2011-01-01", "2011-12-31"),
            ("2011", true, "2010-01-01", "2012-12-31"),
            ("2012-02", false, "2012-02-01", "2012-02-29"),
            ("2012-01", true, "2011-12-01", "2012-02-29"),
            ("2011-03-14", false, "2011-03-14", "2011-03-14"),
            ("2011-03-03", true, "2011-02-24", "2011-03-10"),
        ] {
            let on = told.parse().expect("a date");
            let days = PartialDate { on, around }.days();
            assert_eq!((days.first.to_string().as_str(), days.last.to_string().as_str()), (first, last));
        }
    }

    #[test]
    fn each_precision_is_kept() {
        for text in ["2011", "2011-03", "2011-03-14", "2024-02-29"] {
            assert_eq!(text.parse::<Told>().map(|told| told.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_partial_date_has_a_first_and_a_last_day() {
        for (text, first, last) in [
            ("2011", "2011-01-01", "2011-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2011-03-14", "2011-03-14", "2011-03-14"),
        ] {
            let told: Told = text.parse().expect("a date");
            assert_eq!(
                (told.first_day().to_string(), told.last_day().to_string()),
                (first.into(), last.into())
            );
        }
    }

    #[test]
    fn each_fault_is_named() {
        for (text, fault) in [
            ("", NotADate::Shape),
            ("11", NotADate::Shape),
            ("2011-3", NotADate::Shape),
            ("2011-03-14-1", NotADate::Shape),
            ("1850", NotADate::Year),
            ("2011-13", NotADate::Month),
            ("2011-00", NotADate::Month),
            ("2023-02-29", NotADate::Day),
            ("2023-02-00", NotADate::Day),
        ] {
            assert_eq!(text.parse::<Told>(), Err(fault), "{text}");
        }
    }
}
