//! An answer in words.

use super::question::fixed;
use super::typed_answer::{period_words, unit_words};
use super::when;
use crate::instrument::{Kind, QuestionIx, Value};
use crate::interview::{Answer, Entry, NotAnswered};
use crate::ui::Bridge;
use crate::ui::text::{t_string, use_i18n};

/// What stands under a question in a few words; `None` when it is blank.
pub fn answer_words(bridge: Bridge, question: QuestionIx, entry: &Entry) -> Option<String> {
    let i18n = use_i18n();
    match entry.answer.as_ref()? {
        Answer::NotAnswered(NotAnswered::DoesNotKnow) => Some(t_string!(i18n, work.does_not_know).to_owned()),
        Answer::NotAnswered(NotAnswered::PrefersNot) => Some(t_string!(i18n, work.prefers_not).to_owned()),
        Answer::NotAnswered(NotAnswered::NotAsked(reason)) => {
            Some(t_string!(i18n, work.not_asked_because, reason = reason.as_str()))
        }
        Answer::Value(value) => {
            let kind = fixed(bridge, question, |question| question.kind.clone())?;
            Some(value_words(bridge, &kind, value))
        }
    }
}

/// A value in words.
pub fn value_words(bridge: Bridge, kind: &Kind, value: &Value) -> String {
    let i18n = use_i18n();
    let language = bridge.language();
    let label = |id: &crate::instrument::OptionId| {
        let option = kind.options().iter().find(|option| option.id == *id);
        option.map(|option| option.label.in_language(language).to_owned()).unwrap_or_default()
    };
    match value {
        Value::YesNo(true) => t_string!(i18n, work.yes).to_owned(),
        Value::YesNo(false) => t_string!(i18n, work.no).to_owned(),
        Value::Choice(id) => label(id),
        Value::Choices(ids) => ids.iter().map(label).collect::<Vec<_>>().join(" · "),
        Value::NoneOfThese => t_string!(i18n, work.none_of_these).to_owned(),
        Value::Number(number) => match kind {
            Kind::Number { unit, .. } => format!("{number} {}", unit.in_language(language)),
            _ => number.to_string(),
        },
        Value::Money(money) => {
            format!("{} {} {}", money.amount, money.currency, period_words(money.period))
        }
        Value::Date(date) => when::partial(*date, language),
        Value::Duration(duration) => format!("{} {}", duration.count, unit_words(duration.unit)),
        Value::Text(words) | Value::Note(words) => words.clone(),
    }
}
