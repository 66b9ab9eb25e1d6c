//! What an answer can hold, one shape a kind of question.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::OptionId;
use super::text::{Language, Text};

/// The content of an answer, its words in one language; those of invented cases in both (`Value<Text>`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value<Words = String> {
    /// Yes or no.
    YesNo(bool),
    /// One of several.
    Choice(OptionId),
    /// Several of several, in the order of the question; never empty (that is a blank, or
    /// [`Value::NoneOfThese`]).
    Choices(Vec<OptionId>),
    /// Of several of several: none of them applies. Excludes every option.
    NoneOfThese,
    /// Several of several as far as they were passed on: of the other options nothing is known here.
    ChoicesInPart(ChoicesInPart),
    /// A whole number, in the question's unit.
    Number(i64),
    /// An amount of money, with its currency and the period that it covers.
    Money(Money),
    /// A date that may be partial.
    Date(PartialDate),
    /// A length of time.
    Duration(Duration),
    /// A short text, on one line.
    Text(Words),
    /// A long note.
    Note(Words),
}

impl Value<Text> {
    /// The content in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Value {
        let say = |text: &Text| text.in_language(language).to_owned();
        match self.clone() {
            Self::YesNo(yes) => Value::YesNo(yes),
            Self::Choice(option) => Value::Choice(option),
            Self::Choices(options) => Value::Choices(options),
            Self::NoneOfThese => Value::NoneOfThese,
            Self::ChoicesInPart(part) => Value::ChoicesInPart(part),
            Self::Number(number) => Value::Number(number),
            Self::Money(money) => Value::Money(money),
            Self::Date(date) => Value::Date(date),
            Self::Duration(duration) => Value::Duration(duration),
            Self::Text(text) => Value::Text(say(&text)),
            Self::Note(text) => Value::Note(say(&text)),
        }
    }
}

/// What of an answer to several of several was passed on. An option that is in neither list was not: it may
/// have been chosen or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoicesInPart {
    /// The options that were chosen, in the order of the question; never empty.
    pub chosen: Vec<OptionId>,
    /// The options that were not, in the order of the question.
    pub not_chosen: Vec<OptionId>,
}

/// An amount of money, with its currency and the period that it covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// How much, to the hundredth.
    pub amount: Amount,
    /// ISO 4217 code of the currency, such as `EUR`.
    pub currency: String,
    /// The period that the amount covers.
    pub period: Period,
}

/// A non-negative amount in hundredths of the currency's unit, written as a decimal (`"400"`,
/// `"12.5"`), so that no amount is ever rounded by a floating-point reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(u64);

impl Amount {
    /// The largest amount that is taken: a billion of the currency's unit.
    pub const MOST: Self = Self(100_000_000_000);

    /// The amount in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.0
    }

    /// An amount of that many hundredths, if it is not above [`Amount::MOST`].
    #[must_use]
    pub fn from_hundredths(hundredths: u64) -> Option<Self> {
        Some(Self(hundredths)).filter(|amount| *amount <= Self::MOST)
    }
}

/// The text is no amount: digits, with at most two after a point or a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAmount;

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an amount: digits, with at most two decimals")
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    /// Reads `1250`, `1 250`, `12.5` or `12,50`.
    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (units, decimals) = text.split_once(['.', ',']).unwrap_or((&text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(units) || !digits(decimals) || decimals.len() > 2 || units.len() > 12 {
            return Err(NotAnAmount);
        }
        let units: u64 = units.parse().map_err(|_| NotAnAmount)?;
        let hundredths: u64 = format!("{decimals:0<2}").parse().map_err(|_| NotAnAmount)?;
        Self::from_hundredths(units * 100 + hundredths).ok_or(NotAnAmount)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, hundredths) = (self.0 / 100, self.0 % 100);
        match hundredths {
            0 => write!(f, "{units}"),
            _ => write!(f, "{units}.{hundredths:02}"),
        }
    }
}

impl TryFrom<String> for Amount {
    type Error = NotAnAmount;

    fn try_from(text: String) -> Result<Self, NotAnAmount> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.to_string()
    }
}

/// The period that an amount of money covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// For an hour.
    Hour,
    /// For a day.
    Day,
    /// For a week.
    Week,
    /// For a month.
    Month,
    /// For a year.
    Year,
    /// Once, for all of it.
    Once,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// How many of the unit.
    pub count: u32,
    /// The unit that the person used.
    pub unit: DurationUnit,
}

impl Duration {
    /// The largest count that is taken.
    pub const MOST: u32 = 1_000;

    /// About how many days: a month counts 30, a year 365. For comparison with a threshold only.
    #[must_use]
    pub fn about_days(self) -> i64 {
        i64::from(self.count)
            * match self.unit {
                DurationUnit::Days => 1,
                DurationUnit::Weeks => 7,
                DurationUnit::Months => 30,
                DurationUnit::Years => 365,
            }
    }
}

/// The unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurationUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (written, shown) in [("400", "400"), ("1 250", "1250"), ("12,5", "12.50"), ("0.05", "0.05")] {
            assert_eq!(written.parse::<Amount>().map(|amount| amount.to_string()), Ok(shown.to_owned()));
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for written in ["", "-4", "12.345", "abc", "1e9", ".", "12.", "9999999999999999999999"] {
            assert!(written.parse::<Amount>().is_err(), "{written}");
        }
    }
}
