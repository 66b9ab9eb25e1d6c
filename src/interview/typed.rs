//! What is typed under a question and must be read before it answers: a number, an amount, a date, a
//! length of time. While it cannot be read it is kept as it was typed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::draft::FieldId;
use crate::instrument::{
    Amount, Duration, DurationUnit, Kind, Money, NotADate, PartialDate, Period, QuestionIx, Told, Unfit,
    Value,
};

/// Why what stands in a field is not an answer yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldFault {
    /// It is no whole number.
    NotANumber,
    /// It is no amount.
    NotAnAmount,
    /// It is no date.
    NotADate(NotADate),
    /// It does not fit the question.
    Unfit(Unfit),
}

/// What stands in the fields of a question, as it was typed. As text it is what is kept of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Typed {
    /// Of a date.
    Date(TypedDate),
    /// Of an amount of money.
    Money(TypedMoney),
    /// Of a length of time.
    Duration(TypedDuration),
    /// Of a number, and of a text.
    Plain(String),
}

/// What is typed of a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedDate {
    /// The day, in digits or not.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
    /// Whether *around* is ticked.
    #[serde(default)]
    pub around: bool,
}

/// What is typed of an amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedMoney {
    /// How much.
    pub amount: String,
    /// The currency that is chosen beside it.
    pub currency: String,
    /// The period that is chosen beside it.
    pub period: Period,
}

/// What is typed of a length of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedDuration {
    /// How many.
    pub count: String,
    /// The unit that is chosen beside it.
    pub unit: DurationUnit,
}

impl TypedDate {
    fn read(&self) -> Result<Option<Value>, FieldFault> {
        let part = |typed: &str, fault: NotADate| match typed.trim() {
            "" => Ok(None),
            digits => digits.parse::<u16>().map(Some).map_err(|_| FieldFault::NotADate(fault)),
        };
        let (year, month) = (part(&self.year, NotADate::Year)?, part(&self.month, NotADate::Month)?);
        let day = part(&self.day, NotADate::Day)?;
        let small = |n: Option<u16>, fault: NotADate| {
            n.map(|n| u8::try_from(n).map_err(|_| FieldFault::NotADate(fault))).transpose()
        };
        let (month, day) = (small(month, NotADate::Month)?, small(day, NotADate::Day)?);
        match (year, month, day) {
            (None, None, None) => Ok(None),
            (None, ..) => Err(FieldFault::NotADate(NotADate::Shape)),
            (Some(year), month, day) => {
                let on = Told::new(year, month, day).map_err(FieldFault::NotADate)?;
                Ok(Some(Value::Date(PartialDate { on, around: self.around })))
            }
        }
    }
}

impl Typed {
    /// Empty fields for a kind of question; for a kind that is typed.
    #[must_use]
    pub fn blank(kind: &Kind) -> Option<Self> {
        Some(match kind {
            Kind::Number { .. } | Kind::Text | Kind::Note => Self::Plain(String::new()),
            Kind::Date => Self::Date(TypedDate::default()),
            Kind::Money { currencies, periods } => Self::Money(TypedMoney {
                amount: String::new(),
                currency: currencies.first().cloned().unwrap_or_default(),
                period: periods.first().copied().unwrap_or(Period::Month),
            }),
            Kind::Duration { units } => Self::Duration(TypedDuration {
                count: String::new(),
                unit: units.first().copied().unwrap_or(DurationUnit::Months),
            }),
            Kind::YesNo | Kind::One { .. } | Kind::Several { .. } => return None,
        })
    }

    /// How an answer is typed.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Number(number) => Self::Plain(number.to_string()),
            Value::Text(words) | Value::Note(words) => Self::Plain(words.clone()),
            Value::Money(money) => Self::Money(TypedMoney {
                amount: money.amount.to_string(),
                currency: money.currency.clone(),
                period: money.period,
            }),
            Value::Date(date) => {
                let part = |n: Option<u8>| n.map(|n| n.to_string()).unwrap_or_default();
                Self::Date(TypedDate {
                    day: part(date.on.day()),
                    month: part(date.on.month()),
                    year: date.on.year().to_string(),
                    around: date.around,
                })
            }
            Value::Duration(duration) => {
                Self::Duration(TypedDuration { count: duration.count.to_string(), unit: duration.unit })
            }
            Value::YesNo(_)
            | Value::Choice(_)
            | Value::Choices(_)
            | Value::ChoicesInPart(_)
            | Value::NoneOfThese => return None,
        })
    }

    /// What was kept of the fields of a question of this kind.
    #[must_use]
    pub fn kept(kind: &Kind, draft: &str) -> Option<Self> {
        Some(match Self::blank(kind)? {
            Self::Plain(_) => Self::Plain(draft.to_owned()),
            Self::Date(_) => Self::Date(serde_json::from_str(draft).ok()?),
            Self::Money(_) => Self::Money(serde_json::from_str(draft).ok()?),
            Self::Duration(_) => Self::Duration(serde_json::from_str(draft).ok()?),
        })
    }

    /// What is kept of the fields.
    #[must_use]
    pub fn to_draft(&self) -> String {
        match self {
            Self::Plain(typed) => typed.clone(),
            other => serde_json::to_string(other).unwrap_or_default(),
        }
    }

    /// What the fields answer to a question of this kind: nothing where they are empty.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub fn read(&self, kind: &Kind) -> Result<Option<Value>, FieldFault> {
        let value = match (self, kind) {
            (Self::Plain(typed), Kind::Number { .. }) => match typed.trim() {
                "" => None,
                digits => Some(Value::Number(digits.parse().map_err(|_| FieldFault::NotANumber)?)),
            },
            (Self::Plain(typed), _) if typed.trim().is_empty() => None,
            (Self::Plain(typed), Kind::Note) => Some(Value::Note(typed.clone())),
            (Self::Plain(typed), _) => Some(Value::Text(typed.clone())),
            (Self::Money(typed), _) if typed.amount.trim().is_empty() => None,
            (Self::Money(typed), _) => {
                let amount: Amount = typed.amount.parse().map_err(|_| FieldFault::NotAnAmount)?;
                let currency = typed.currency.clone();
                Some(Value::Money(Money { amount, currency, period: typed.period }))
            }
            (Self::Date(typed), _) => typed.read()?,
            (Self::Duration(typed), _) => match typed.count.trim() {
                "" => None,
                digits => {
                    let count = digits.parse().map_err(|_| FieldFault::NotANumber)?;
                    Some(Value::Duration(Duration { count, unit: typed.unit }))
                }
            },
        };
        if let Some(value) = &value {
            kind.takes(value).map_err(FieldFault::Unfit)?;
        }
        Ok(value)
    }
}

impl fmt::Display for Typed {
    /// As it was typed, on one line: `7,5`, `3 / – / 20`, `12,x EUR`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(typed) => f.write_str(typed),
            Self::Money(typed) => write!(f, "{} {}", typed.amount, typed.currency),
            Self::Duration(typed) => f.write_str(&typed.count),
            Self::Date(typed) => {
                let part = |part: &str| if part.is_empty() { "–".to_owned() } else { part.to_owned() };
                let (day, month, year) = (part(&typed.day), part(&typed.month), part(&typed.year));
                write!(f, "{day} / {month} / {year}")
            }
        }
    }
}

impl Case {
    /// What stands in the fields of a question and cannot be read, as it was typed.
    #[must_use]
    pub fn typed(&self, question: QuestionIx) -> Option<Typed> {
        let asked = self.instrument().question(question);
        Typed::kept(&asked.kind, self.draft(&FieldId::Answer(asked.id.clone()))?)
    }

    /// Why what stands in the fields of a question cannot be read.
    #[must_use]
    pub fn fault(&self, question: QuestionIx) -> Option<FieldFault> {
        self.typed(question)?.read(&self.instrument().question(question).kind).err()
    }
}
