//! An answer in words.

use super::{date, say};
use crate::instrument::{DurationUnit, Kind, Language, OptionId, Period, Value};
use crate::interview::{Answer, NotAnswered, SaidBy};

/// An answer to a question of that kind, in a few words.
#[must_use]
pub fn answer(kind: &Kind, answer: &Answer, language: Language) -> String {
    match answer {
        Answer::Value(told) => value(kind, told, language),
        Answer::NotAnswered(NotAnswered::DoesNotKnow) => {
            say(language, "ne sait pas", "does not know").to_owned()
        }
        Answer::NotAnswered(NotAnswered::PrefersNot) => {
            say(language, "préfère ne pas répondre", "prefers not to answer").to_owned()
        }
        Answer::NotAnswered(NotAnswered::NotAsked(reason)) => {
            format!("{}{reason}", say(language, "non posée : ", "not asked: "))
        }
    }
}

/// The content of an answer to a question of that kind, in a few words.
#[must_use]
pub fn value(kind: &Kind, value: &Value, language: Language) -> String {
    let label = |id: &OptionId| {
        let option = kind.options().iter().find(|option| option.id == *id);
        option.map(|option| option.label.in_language(language).to_owned()).unwrap_or_default()
    };
    match value {
        Value::YesNo(true) => say(language, "oui", "yes").to_owned(),
        Value::YesNo(false) => say(language, "non", "no").to_owned(),
        Value::Choice(id) => label(id),
        Value::Choices(ids) => ids.iter().map(label).collect::<Vec<_>>().join(" · "),
        Value::ChoicesInPart(part) => {
            let rest = say(language, "le reste n’est pas communiqué", "the rest is not passed on");
            format!("{} ({rest})", part.chosen.iter().map(label).collect::<Vec<_>>().join(" · "))
        }
        Value::NoneOfThese => say(language, "rien de tout cela", "none of these").to_owned(),
        Value::Number(number) => match kind {
            Kind::Number { unit, one, .. } => {
                let several = !is_one(number.unsigned_abs(), language);
                let unit = one.as_ref().filter(|_| !several).unwrap_or(unit);
                format!("{number} {}", unit.in_language(language))
            }
            _ => number.to_string(),
        },
        Value::Money(money) => {
            format!("{} {} {}", money.amount, money.currency, period(money.period, language))
        }
        Value::Date(told) => date::partial(*told, language),
        Value::Duration(duration) => {
            format!("{} {}", duration.count, unit(duration.unit, duration.count, language))
        }
        Value::Text(words) | Value::Note(words) => words.clone(),
    }
}

/// The period that an amount covers.
#[must_use]
pub const fn period(period: Period, language: Language) -> &'static str {
    match period {
        Period::Hour => say(language, "par heure", "an hour"),
        Period::Day => say(language, "par jour", "a day"),
        Period::Week => say(language, "par semaine", "a week"),
        Period::Month => say(language, "par mois", "a month"),
        Period::Year => say(language, "par an", "a year"),
        Period::Once => say(language, "en une fois", "once"),
    }
}

/// Whether a count takes the singular: none and one in French, one alone in English.
const fn is_one(count: u64, language: Language) -> bool {
    count == 1 || count == 0 && matches!(language, Language::Fr)
}

/// A unit of time, for one or several.
#[must_use]
pub const fn unit(unit: DurationUnit, count: u32, language: Language) -> &'static str {
    match (unit, is_one(count as u64, language)) {
        (DurationUnit::Days, true) => say(language, "jour", "day"),
        (DurationUnit::Days, false) => say(language, "jours", "days"),
        (DurationUnit::Weeks, true) => say(language, "semaine", "week"),
        (DurationUnit::Weeks, false) => say(language, "semaines", "weeks"),
        (DurationUnit::Months, true) => say(language, "mois", "month"),
        (DurationUnit::Months, false) => say(language, "mois", "months"),
        (DurationUnit::Years, true) => say(language, "an", "year"),
        (DurationUnit::Years, false) => say(language, "ans", "years"),
    }
}

/// From whom or from what an answer comes.
#[must_use]
pub const fn said_by(said_by: SaidBy, language: Language) -> &'static str {
    match said_by {
        SaidBy::Person => say(language, "la personne", "the person"),
        SaidBy::WhistleBlower => say(language, "la personne qui alerte", "the whistle-blower"),
        SaidBy::Document => say(language, "un document", "a document"),
        SaidBy::Observed => say(language, "ce que j’ai vu", "what I saw"),
    }
}

#[cfg(test)]
mod tests {
    use super::value;
    use crate::instrument::{Kind, Language, Value};

    #[test]
    fn one_and_several_are_told_apart_in_each_language() {
        let told = |count: u32, language| {
            let value: Value =
                serde_json::from_value(serde_json::json!({"duration": {"count": count, "unit": "years"}}))
                    .expect("a duration");
            super::value(&Kind::Duration { units: vec![] }, &value, language)
        };
        assert_eq!(told(1, Language::Fr), "1 an");
        assert_eq!(told(12, Language::Fr), "12 ans");
        assert_eq!(told(1, Language::En), "1 year");
        assert_eq!(told(0, Language::En), "0 years");
        assert_eq!(told(0, Language::Fr), "0 an");
    }

    #[test]
    fn what_is_counted_is_told_for_one_and_for_several() {
        let kind: Kind = serde_json::from_value(serde_json::json!({"number": {
            "min": 0, "max": 9,
            "unit": {"fr": "personnes", "en": "persons"}, "one": {"fr": "personne", "en": "person"},
        }}))
        .expect("a kind");
        let told = |count, language| value(&kind, &Value::Number(count), language);
        assert_eq!((told(1, Language::Fr), told(1, Language::En)), ("1 personne".into(), "1 person".into()));
        assert_eq!(
            (told(2, Language::Fr), told(2, Language::En)),
            ("2 personnes".into(), "2 persons".into())
        );
        assert_eq!((told(0, Language::Fr), told(0, Language::En)), ("0 personne".into(), "0 persons".into()));
    }

    #[test]
    fn money_says_its_currency_and_period() {
        let money: Value = serde_json::from_value(
            serde_json::json!({"money": {"amount": "400", "currency": "EUR", "period": "month"}}),
        )
        .expect("money");
        let kind = Kind::Money { currencies: vec!["EUR".into()], periods: vec![] };
        assert_eq!(value(&kind, &money, Language::Fr), "400 EUR par mois");
        assert_eq!(value(&kind, &money, Language::En), "400 EUR a month");
    }
}
