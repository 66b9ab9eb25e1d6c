//! A cell of a table as an answer.

use super::fault::{TableFault, takes};
use crate::instrument::{Amount, Duration, DurationUnit, Kind, Money, OptionId, PartialDate, Period, Value};
use crate::interview::{Answer, NotAnswered, SaidBy};

/// Reads what a cell says to a question of that kind; `None` when it is no answer to it.
fn answer(kind: &Kind, cell: &str) -> Option<Answer> {
    let cell = cell.trim();
    match cell {
        "does_not_know" => return Some(Answer::NotAnswered(NotAnswered::DoesNotKnow)),
        "prefers_not" => return Some(Answer::NotAnswered(NotAnswered::PrefersNot)),
        _ => {}
    }
    if let Some(reason) = cell.strip_prefix("not_asked:") {
        return Some(Answer::NotAnswered(NotAnswered::NotAsked(reason.trim().to_owned())));
    }
    value(kind, cell).map(Answer::Value)
}

fn value(kind: &Kind, cell: &str) -> Option<Value> {
    let words: Vec<&str> = cell.split_whitespace().collect();
    Some(match kind {
        Kind::YesNo => match cell.to_lowercase().as_str() {
            "yes" | "oui" => Value::YesNo(true),
            "no" | "non" => Value::YesNo(false),
            _ => return None,
        },
        Kind::One { .. } => Value::Choice(OptionId::from(cell)),
        Kind::Several { .. } if cell == "none_of_these" => Value::NoneOfThese,
        Kind::Several { options } => {
            let mut chosen: Vec<_> = cell.split(';').map(|option| OptionId::from(option.trim())).collect();
            // In whatever order they are written; what is not offered stays last, to be named.
            chosen.sort_by_key(|id| {
                options.iter().position(|option| option.id == *id).unwrap_or(options.len())
            });
            Value::Choices(chosen)
        }
        Kind::Number { .. } => Value::Number(cell.parse().ok()?),
        Kind::Money { .. } => {
            let [amount, currency, period] = words[..] else { return None };
            Value::Money(Money {
                amount: amount.parse::<Amount>().ok()?,
                currency: currency.to_owned(),
                period: named::<Period>(period)?,
            })
        }
        Kind::Date => {
            let (around, on) = cell.strip_prefix("around ").map_or((false, cell), |on| (true, on));
            Value::Date(PartialDate { on: on.trim().parse().ok()?, around })
        }
        Kind::Duration { .. } => {
            let [count, unit] = words[..] else { return None };
            Value::Duration(Duration { count: count.parse().ok()?, unit: named::<DurationUnit>(unit)? })
        }
        Kind::Text => Value::Text(cell.to_owned()),
        Kind::Note => Value::Note(cell.to_owned()),
    })
}

/// The same where it fits the question, or what is taken instead.
pub(super) fn answer_of(kind: &Kind, cell: &str) -> Result<Answer, TableFault> {
    let (cell, takes) = (cell.to_owned(), || takes(kind));
    match answer(kind, &cell) {
        Some(Answer::Value(value)) => match kind.takes(&value) {
            Ok(()) => Ok(Answer::Value(value)),
            Err(why) => Err(TableFault::Unfit { cell, why, takes: takes() }),
        },
        Some(Answer::NotAnswered(NotAnswered::NotAsked(reason))) if reason.is_empty() => {
            Err(TableFault::NotAnAnswer { column: "answer", cell, takes: takes() })
        }
        Some(silence) => Ok(silence),
        None => Err(TableFault::NotAnAnswer { column: "answer", cell, takes: takes() }),
    }
}

/// From whom or from what it comes, by its name in the document.
pub(super) fn said_by(cell: &str) -> Option<SaidBy> {
    named(cell.trim())
}

/// One of several by its name in the data.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::instrument::{ChoiceOption, DurationUnit, Kind, OptionId, Text, Value};
    use crate::interview::{Answer, NotAnswered};

    fn several() -> Kind {
        let options =
            ["cellar", "kitchen"].map(|id| ChoiceOption { id: OptionId::from(id), label: Text::default() });
        Kind::Several { options: options.into() }
    }

    #[test]
    fn each_kind_is_read_as_people_write_it() {
        let units = vec![DurationUnit::Years];
        for (kind, cell, json) in [
            (Kind::YesNo, "Oui", r#"{"yes_no":true}"#),
            (several(), "kitchen; cellar", r#"{"choices":["cellar","kitchen"]}"#),
            (several(), "none_of_these", r#""none_of_these""#),
            (Kind::Date, "around 2011-03", r#"{"date":{"on":"2011-03","around":true}}"#),
            (Kind::Duration { units }, "12 years", r#"{"duration":{"count":12,"unit":"years"}}"#),
            (
                Kind::Money { currencies: vec![], periods: vec![] },
                "400 EUR month",
                r#"{"money":{"amount":"400","currency":"EUR","period":"month"}}"#,
            ),
        ] {
            let value: Value = serde_json::from_str(json).expect("a value");
            assert_eq!(answer(&kind, cell), Some(Answer::Value(value)), "{cell}");
        }
    }

    #[test]
    fn every_way_of_not_answering_goes_with_every_kind() {
        for kind in [Kind::YesNo, Kind::Date, several(), Kind::Note] {
            assert_eq!(answer(&kind, "prefers_not"), Some(Answer::NotAnswered(NotAnswered::PrefersNot)));
            assert_eq!(
                answer(&kind, "not_asked: no time"),
                Some(Answer::NotAnswered(NotAnswered::NotAsked("no time".into())))
            );
        }
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for (kind, cell) in [(Kind::YesNo, "perhaps"), (Kind::Date, "14/03/2011"), (Kind::Date, "soon")] {
            assert_eq!(answer(&kind, cell), None, "{cell}");
        }
    }
}
