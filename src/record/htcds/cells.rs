//! What a case says under one field.

use std::collections::BTreeSet;

use super::consent::Consented;
use super::mapping::{FieldRule, From, Mapping, ValueRule};
use super::standard::{Field, Privacy, Standard};
use crate::instrument::{PartialDate, QuestionIx, Told, Truth, Value};
use crate::interview::Outcome;
use crate::record::shared::{Absence, Shared};

/// What stands under a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Values of its list.
    Values(Vec<String>),
    /// A kind of organisation, which gets a row of its own.
    Organisation(String),
    /// A calendar day.
    Day(Told),
    /// A whole number.
    Number(i64),
    /// True or false.
    Yes(bool),
    /// A text.
    Text(String),
    /// Nothing, and why; with what was told instead.
    Nothing(Absence, Option<String>),
}

/// A case, read with a mapping.
pub(super) struct Reading<'a> {
    pub shared: Shared<'a>,
    pub mapping: &'a Mapping,
    pub standard: &'a Standard,
    /// The fields that were asked for by name.
    pub by_name: &'a BTreeSet<String>,
}

impl Reading<'_> {
    /// What stands under a field; `None` when nothing feeds it.
    pub fn field(&self, field: &Field) -> Option<Content> {
        let rule = self.mapping.rule(&field.name)?;
        Some(if self.may_leave(field) { self.rule(field, rule) } else { nothing(Absence::Masked) })
    }

    /// Whether a field leaves: what identifies, what is about others and what is free text only when
    /// it was asked for by name; all that is about a person only while they agree.
    pub fn may_leave(&self, field: &Field) -> bool {
        let named = self.by_name.contains(&field.name);
        let marks = &field.privacy;
        (named || !marks.iter().any(|mark| mark.by_name_only())) && (marks.is_empty() || self.agrees())
    }

    fn agrees(&self) -> bool {
        matches!(self.mapping.consent.of(self.shared.case()), Consented::Known(true) | Consented::NotTold(_))
    }

    /// How far a value of a list holds, for one column a value: no only when it was asked about.
    pub fn holds(&self, field: &Field, value: &str) -> Truth {
        let rule = self.mapping.rule(&field.name).filter(|rule| self.withheld_by(rule).is_none());
        match rule.filter(|_| self.may_leave(field)).map(|rule| &rule.from) {
            Some(From::Values(rules)) => {
                rules.iter().find(|rule| rule.value == value).map_or(Truth::Unknown, |rule| self.truth(rule))
            }
            _ => Truth::Unknown,
        }
    }

    fn truth(&self, rule: &ValueRule) -> Truth {
        rule.when.holds(&|question| self.shared.look(question))
    }

    fn outcome(&self) -> Option<Outcome> {
        self.shared.case().decision().outcome
    }

    /// Why a rule is not looked at.
    fn withheld_by(&self, rule: &FieldRule) -> Option<Absence> {
        if !rule.after.is_empty() {
            match self.outcome() {
                None => return Some(Absence::TempUnknown),
                Some(outcome) if !rule.after.contains(&outcome) => return Some(Absence::NotApplicable),
                Some(_) => {}
            }
        }
        let (other, values) = rule.with.as_ref()?;
        let content = self.standard.field(other).and_then(|field| self.field(field));
        match content {
            Some(Content::Values(held)) if held.iter().any(|value| values.contains(value)) => None,
            _ => Some(Absence::NotApplicable),
        }
    }

    fn rule(&self, field: &Field, rule: &FieldRule) -> Content {
        if let Some(absence) = self.withheld_by(rule) {
            return nothing(absence);
        }
        let decision = self.shared.case().decision();
        let redirected = self.outcome() == Some(Outcome::Redirection);
        match &rule.from {
            From::Values(rules) => self.values(field, rules),
            From::Date(question) => match self.shared.value(*question) {
                Some(Value::Date(date)) => day(date),
                _ => self.silent(&[*question]),
            },
            From::Number(question) => match self.shared.value(*question) {
                Some(Value::Number(number)) => Content::Number(number),
                _ => self.silent(&[*question]),
            },
            From::YesNo(question) => match self.shared.value(*question) {
                Some(Value::YesNo(yes)) => Content::Yes(yes),
                _ => self.silent(&[*question]),
            },
            From::Text(question, when) => {
                let holds =
                    when.as_ref().is_none_or(|when| when.holds(&|q| self.shared.look(q)) == Truth::Yes);
                match self.shared.value(*question) {
                    Some(Value::Text(text) | Value::Note(text)) if holds => Content::Text(text),
                    Some(_) => nothing(Absence::Masked),
                    None => self.silent(&[*question]),
                }
            }
            From::Age { birth, start } => match (self.shared.value(*birth), self.shared.value(*start)) {
                (Some(Value::Date(birth)), Some(Value::Date(start))) => age(birth, start),
                _ => self.silent(&[*birth, *start]),
            },
            From::Outcome(by) => match by.of(self.outcome()) {
                Some(value) => Content::Values(vec![value.to_owned()]),
                None => nothing(Absence::TempUnknown),
            },
            From::Redirection(to) if redirected => {
                let found = to.iter().find(|(to, _)| Some(to) == decision.redirected_to.as_ref());
                match found {
                    Some((_, value)) => value_of(field, value),
                    None => nothing(Absence::NoneOfThem),
                }
            }
            From::RedirectionDay if redirected => match decision.at.and_then(|at| self.shared.day(at)) {
                Some(on) => day(PartialDate { on, around: false }),
                None => nothing(Absence::NotAsked),
            },
            From::RedirectionReason if redirected => text(&decision.redirection_reason),
            From::Redirection(_) | From::RedirectionDay | From::RedirectionReason => {
                nothing(Absence::NotApplicable)
            }
            From::Reasons => text(&decision.reasons),
            From::Consent => match self.mapping.consent.of(self.shared.case()) {
                Consented::Known(yes) => Content::Yes(yes),
                Consented::NotSought => nothing(Absence::NotAsked),
                Consented::NotTold(missing) => {
                    let names: Vec<_> = missing.iter().map(|told| told.name()).collect();
                    Content::Nothing(Absence::NotAsked, Some(names.join(", ")))
                }
            },
        }
    }

    /// The values that hold, in the order of the list; of a field that takes one, the first that
    /// holds in the order of the mapping.
    fn values(&self, field: &Field, rules: &[ValueRule]) -> Content {
        let mut held = rules.iter().filter(|rule| self.truth(rule) == Truth::Yes);
        if !field.takes_several() {
            return match held.next() {
                Some(rule) => value_of(field, &rule.value),
                None => self.none_holds(rules),
            };
        }
        let held: BTreeSet<&str> = held.map(|rule| rule.value.as_str()).collect();
        if held.is_empty() {
            return self.none_holds(rules);
        }
        let listed = field.values.iter().filter(|value| held.contains(value.name.as_str()));
        Content::Values(listed.map(|value| value.name.clone()).collect())
    }

    fn none_holds(&self, rules: &[ValueRule]) -> Content {
        let questions: Vec<_> = rules.iter().flat_map(|rule| rule.when.questions()).collect();
        self.silent(&questions)
    }

    /// Why answers say nothing: what was not told comes before what does not apply.
    fn silent(&self, questions: &[QuestionIx]) -> Content {
        let absences: Vec<_> = questions.iter().map(|question| self.shared.absence(*question)).collect();
        let open = absences.iter().flatten().filter(|absence| **absence != Absence::NotApplicable).min();
        nothing(match open {
            Some(absence) => *absence,
            None if absences.contains(&None) => Absence::NoneOfThem,
            None => Absence::NotApplicable,
        })
    }
}

fn nothing(absence: Absence) -> Content {
    Content::Nothing(absence, None)
}

fn text(text: &str) -> Content {
    if text.trim().is_empty() { nothing(Absence::NotAsked) } else { Content::Text(text.to_owned()) }
}

fn value_of(field: &Field, value: &str) -> Content {
    match field.kind {
        super::FieldKind::Link => Content::Organisation(value.to_owned()),
        _ => Content::Values(vec![value.to_owned()]),
    }
}

/// A whole day that is certain; all else is told beside the empty cell.
fn day(date: PartialDate) -> Content {
    if date.on.day().is_some() && !date.around {
        Content::Day(date.on)
    } else {
        let about = if date.around { "about " } else { "" };
        Content::Nothing(Absence::AsText, Some(format!("{about}{}", date.on)))
    }
}

/// Whole years from a birth to a start, if every day that both can be gives the same number.
fn age(birth: PartialDate, start: PartialDate) -> Content {
    let least = years(birth.on.last_day(), start.on.first_day());
    let most = years(birth.on.first_day(), start.on.last_day());
    let known = !birth.around && !start.around && least == most;
    match u8::try_from(least) {
        Ok(years) if known => Content::Number(i64::from(years)),
        _ => Content::Nothing(Absence::AsText, Some(format!("{least} to {most}"))),
    }
}

fn years(from: Told, to: Told) -> i32 {
    let reached = (to.month(), to.day()) >= (from.month(), from.day());
    i32::from(to.year()) - i32::from(from.year()) - i32::from(!reached)
}

/// Whether a mark says that a field tells who somebody is.
pub(super) fn identifies(field: &Field) -> bool {
    field.privacy.contains(&Privacy::Identifying)
}

#[cfg(test)]
mod tests {
    use super::{Content, age};
    use crate::instrument::PartialDate;
    use crate::record::shared::Absence;

    fn date(text: &str) -> PartialDate {
        PartialDate { on: text.parse().expect("a date"), around: false }
    }

    #[test]
    fn an_age_is_written_only_when_both_dates_bound_it_to_one_year() {
        assert_eq!(age(date("2000-06-01"), date("2017-06-01")), Content::Number(17));
        assert_eq!(age(date("2000-06-01"), date("2017-05-31")), Content::Number(16));
        assert_eq!(age(date("2000-06"), date("2017-08")), Content::Number(17));
        let told = |text: &str| Content::Nothing(Absence::AsText, Some(text.to_owned()));
        assert_eq!(age(date("2000"), date("2017-08-01")), told("16 to 17"));
        let around = PartialDate { around: true, ..date("2000-06-01") };
        assert_eq!(age(around, date("2017-06-01")), told("17 to 17"));
    }
}
