//! An answer as the files of invented cases write it.

use serde::{Deserialize, Serialize};

use crate::instrument::{Duration, Language, Money, OptionId, PartialDate, Text, Value};
use crate::interview::{Answer, NotAnswered};

/// An answer as invented cases write it: its words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenAnswer {
    /// It is answered.
    Value(WrittenValue),
    /// It is not, and it is known how.
    NotAnswered(WrittenSilence),
}

/// How an invented person does not answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenSilence {
    /// The person does not know.
    DoesNotKnow,
    /// The person prefers not to answer.
    PrefersNot,
    /// It was not asked, for this reason.
    NotAsked(Text),
}

/// What an answer of an invented case holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenValue {
    /// Yes or no.
    YesNo(bool),
    /// One of several.
    Choice(OptionId),
    /// Several of several, in the order of the question.
    Choices(Vec<OptionId>),
    /// None of them.
    NoneOfThese,
    /// A whole number.
    Number(i64),
    /// An amount.
    Money(Money),
    /// A date.
    Date(PartialDate),
    /// A length of time.
    Duration(Duration),
    /// A short text.
    Text(Text),
    /// A long note.
    Note(Text),
}

impl WrittenAnswer {
    /// The answer in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Answer {
        let say = |text: &Text| text.in_language(language).to_owned();
        match self {
            Self::NotAnswered(WrittenSilence::DoesNotKnow) => Answer::NotAnswered(NotAnswered::DoesNotKnow),
            Self::NotAnswered(WrittenSilence::PrefersNot) => Answer::NotAnswered(NotAnswered::PrefersNot),
            Self::NotAnswered(WrittenSilence::NotAsked(why)) => {
                Answer::NotAnswered(NotAnswered::NotAsked(say(why)))
            }
            Self::Value(value) => Answer::Value(match value.clone() {
                WrittenValue::YesNo(yes) => Value::YesNo(yes),
                WrittenValue::Choice(option) => Value::Choice(option),
                WrittenValue::Choices(options) => Value::Choices(options),
                WrittenValue::NoneOfThese => Value::NoneOfThese,
                WrittenValue::Number(number) => Value::Number(number),
                WrittenValue::Money(money) => Value::Money(money),
                WrittenValue::Date(date) => Value::Date(date),
                WrittenValue::Duration(duration) => Value::Duration(duration),
                WrittenValue::Text(text) => Value::Text(say(&text)),
                WrittenValue::Note(text) => Value::Note(say(&text)),
            }),
        }
    }
}
