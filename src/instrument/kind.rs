//! The kinds of questions, and what each takes for an answer.

use serde::{Deserialize, Serialize};

use super::characters::excess;
use super::id::OptionId;
use super::text::Text;
use super::value::{Duration, DurationUnit, Period, Value};

/// What a question asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of several.
    One {
        /// What can be chosen.
        options: Vec<ChoiceOption>,
    },
    /// Several of several; *none of these* excludes them all.
    Several {
        /// What can be chosen.
        options: Vec<ChoiceOption>,
    },
    /// A whole number.
    Number {
        /// The smallest that is taken.
        min: i64,
        /// The largest that is taken.
        max: i64,
        /// What is counted, when there are several.
        unit: Text,
        /// What is counted, when there is one; as several where it is left out.
        #[serde(default)]
        one: Option<Text>,
    },
    /// An amount of money.
    Money {
        /// ISO 4217 codes, the usual one first.
        currencies: Vec<String>,
        /// What the amount can cover, the usual period first.
        periods: Vec<Period>,
    },
    /// A date that may be partial.
    Date,
    /// A length of time.
    Duration {
        /// The units offered.
        units: Vec<DurationUnit>,
    },
    /// A short text.
    Text,
    /// A long note.
    Note,
}

/// One of the answers that a question offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Its stable name, unique in its question.
    pub id: OptionId,
    /// Its words.
    pub label: Text,
}

impl ChoiceOption {
    /// The most options of a question: a digit answers each.
    pub const MOST: usize = 9;
}

/// Why a value is no answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unfit {
    /// It is the answer to another kind of question.
    Kind,
    /// It names an option that the question does not offer, or none, or one twice.
    Option,
    /// The number is outside the question's bounds.
    Bounds {
        /// The smallest that is taken.
        min: i64,
        /// The largest that is taken.
        max: i64,
    },
    /// The currency is not offered.
    Currency,
    /// The period is not offered.
    Period,
    /// The unit is not offered, or the count is above [`Duration::MOST`].
    Duration,
    /// There is nothing in the text.
    Empty,
    /// The text is longer than is taken.
    TooLong {
        /// How many characters are taken.
        most: usize,
    },
}

impl Kind {
    /// The most characters in a short text.
    pub const TEXT: usize = 500;
    /// The most characters in a long note, in own words or in an observation.
    pub const NOTE: usize = 20_000;

    /// The options of a choice; none for the other kinds.
    #[must_use]
    pub fn options(&self) -> &[ChoiceOption] {
        match self {
            Self::One { options } | Self::Several { options } => options,
            _ => &[],
        }
    }

    /// Whether every answer to a question of the other kind answers this kind as well.
    #[must_use]
    pub fn takes_all_of(&self, other: &Self) -> bool {
        let offered = |id: &OptionId| self.options().iter().position(|option| option.id == *id);
        match (self, other) {
            (Self::One { .. }, Self::One { options }) | (Self::Several { .. }, Self::Several { options }) => {
                let places: Vec<_> = options.iter().map(|option| offered(&option.id)).collect();
                places.iter().all(Option::is_some) && places.is_sorted()
            }
            (Self::Number { min, max, .. }, Self::Number { min: least, max: most, .. }) => {
                min <= least && most <= max
            }
            (Self::Money { currencies, periods }, Self::Money { currencies: others, periods: spans }) => {
                others.iter().all(|c| currencies.contains(c)) && spans.iter().all(|p| periods.contains(p))
            }
            (Self::Duration { units }, Self::Duration { units: others }) => {
                others.iter().all(|unit| units.contains(unit))
            }
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Its name in the data and in every table.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::One { .. } => "one",
            Self::Several { .. } => "several",
            Self::Number { .. } => "number",
            Self::Money { .. } => "money",
            Self::Date => "date",
            Self::Duration { .. } => "duration",
            Self::Text => "text",
            Self::Note => "note",
        }
    }

    /// Whether a value answers this kind of question.
    ///
    /// # Errors
    /// Why it does not.
    pub fn takes(&self, value: &Value) -> Result<(), Unfit> {
        let offered = |id: &OptionId| self.options().iter().position(|option| option.id == *id);
        let ensure = |holds: bool, fault: Unfit| if holds { Ok(()) } else { Err(fault) };
        let text = |text: &str, most: usize| {
            ensure(!text.trim().is_empty(), Unfit::Empty)?;
            ensure(excess(text, most) == 0, Unfit::TooLong { most })
        };
        match (self, value) {
            (Self::YesNo, Value::YesNo(_))
            | (Self::Several { .. }, Value::NoneOfThese)
            | (Self::Date, Value::Date(_)) => Ok(()),
            (Self::One { .. }, Value::Choice(id)) => ensure(offered(id).is_some(), Unfit::Option),
            (Self::Several { .. }, Value::Choices(ids)) => {
                let places: Vec<_> = ids.iter().map(offered).collect();
                let known = !places.is_empty() && places.iter().all(Option::is_some);
                ensure(known && places.is_sorted_by(|a, b| a < b), Unfit::Option)
            }
            (Self::Several { .. }, Value::ChoicesInPart(part)) => {
                let ordered = |ids: &[OptionId]| {
                    let places: Vec<_> = ids.iter().map(offered).collect();
                    places.iter().all(Option::is_some) && places.is_sorted_by(|a, b| a < b)
                };
                let apart = !part.chosen.iter().any(|id| part.not_chosen.contains(id));
                let known = !part.chosen.is_empty() && ordered(&part.chosen) && ordered(&part.not_chosen);
                ensure(known && apart, Unfit::Option)
            }
            (Self::Number { min, max, .. }, Value::Number(number)) => {
                ensure((*min..=*max).contains(number), Unfit::Bounds { min: *min, max: *max })
            }
            (Self::Money { currencies, periods }, Value::Money(money)) => {
                ensure(currencies.contains(&money.currency), Unfit::Currency)?;
                ensure(periods.contains(&money.period), Unfit::Period)
            }
            (Self::Duration { units }, Value::Duration(duration)) => {
                ensure(units.contains(&duration.unit) && duration.count <= Duration::MOST, Unfit::Duration)
            }
            (Self::Text, Value::Text(words)) => text(words, Self::TEXT),
            (Self::Note, Value::Note(words)) => text(words, Self::NOTE),
            _ => Err(Unfit::Kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ChoiceOption, Kind, Unfit};
    use crate::instrument::{OptionId, Text, Value};

    fn several() -> Kind {
        let options = ["cellar", "kitchen", "street"]
            .map(|id| ChoiceOption { id: OptionId::from(id), label: Text::default() })
            .into();
        Kind::Several { options }
    }

    fn choices(ids: &[&str]) -> Value {
        Value::Choices(ids.iter().copied().map(OptionId::from).collect())
    }

    #[test]
    fn several_of_several_takes_each_option_once_in_order_or_none_of_these() {
        let kind = several();
        assert_eq!(kind.takes(&choices(&["cellar", "street"])), Ok(()));
        assert_eq!(kind.takes(&Value::NoneOfThese), Ok(()));
        for wrong in [&[][..], &["street", "cellar"], &["cellar", "cellar"], &["tent"]] {
            assert_eq!(kind.takes(&choices(wrong)), Err(Unfit::Option), "{wrong:?}");
        }
    }

    #[test]
    fn a_number_stays_in_its_bounds_and_a_text_says_something() {
        let hours = Kind::Number { min: 0, max: 24, unit: Text::default(), one: None };
        assert_eq!(hours.takes(&Value::Number(24)), Ok(()));
        assert_eq!(hours.takes(&Value::Number(25)), Err(Unfit::Bounds { min: 0, max: 24 }));
        assert_eq!(Kind::Text.takes(&Value::Text("  ".into())), Err(Unfit::Empty));
        assert_eq!(Kind::Text.takes(&Value::Text("e\u{301}".repeat(500))), Ok(()));
        assert_eq!(Kind::Text.takes(&Value::Text("a".repeat(501))), Err(Unfit::TooLong { most: 500 }));
        assert_eq!(Kind::Text.takes(&Value::YesNo(true)), Err(Unfit::Kind));
    }
}
