//! What of the standard's fields can return into a case.

use super::mapping::{From, Mapping};
use super::reader::Row;
use crate::instrument::{Condition, Instrument, OptionId, PartialDate, QuestionIx, Test, Value};

/// An answer that a row settles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// The answer is this.
    Is(QuestionIx, Value),
    /// Among the options chosen are these; others may be.
    Includes(QuestionIx, Vec<OptionId>),
}

/// The answers that a row settles, in the order of the mapping. A value that several answers can
/// have brought settles none of them: nothing is guessed.
#[must_use]
pub fn propose(row: &Row, mapping: &Mapping, instrument: &Instrument) -> Vec<Proposal> {
    let mut found = Vec::new();
    for rule in &mapping.fields {
        let Some(cell) = row.get(&rule.field) else { continue };
        match &rule.from {
            From::Values(rules) => {
                for value in cell.split(';') {
                    if let Some(rule) = rules.iter().find(|rule| rule.value == value) {
                        settled(&rule.when, &mut found);
                    }
                }
            }
            From::Date(question) => {
                found.extend(
                    cell.parse()
                        .ok()
                        .map(|on| Proposal::Is(*question, Value::Date(PartialDate { on, around: false }))),
                );
            }
            From::Number(question) => {
                found.extend(cell.parse().ok().map(|number| Proposal::Is(*question, Value::Number(number))));
            }
            From::YesNo(question) => {
                found.extend(cell.parse().ok().map(|yes| Proposal::Is(*question, Value::YesNo(yes))));
            }
            From::Text(..)
            | From::Age { .. }
            | From::Outcome(_)
            | From::Redirection(_)
            | From::RedirectionDay
            | From::RedirectionReason
            | From::Reasons
            | From::Consent => {}
        }
    }
    found.retain(|proposal| match proposal {
        Proposal::Is(question, value) => instrument.question(*question).kind.takes(value).is_ok(),
        Proposal::Includes(..) => true,
    });
    found.dedup();
    found
}

/// What a condition that holds says of its answers for certain.
fn settled(condition: &Condition, found: &mut Vec<Proposal>) {
    match condition {
        Condition::All(parts) => parts.iter().for_each(|part| settled(part, found)),
        Condition::Any(parts) if parts.len() == 1 => settled(&parts[0], found),
        Condition::Answer(question, test) => found.extend(match test {
            Test::Yes => Some(Proposal::Is(*question, Value::YesNo(true))),
            Test::No => Some(Proposal::Is(*question, Value::YesNo(false))),
            Test::Is(option) => Some(Proposal::Is(*question, Value::Choice(option.clone()))),
            Test::NoneOfThese => Some(Proposal::Is(*question, Value::NoneOfThese)),
            Test::IncludesAny(options) if options.len() == 1 => {
                Some(Proposal::Includes(*question, options.clone()))
            }
            _ => None,
        }),
        Condition::Any(_) | Condition::Not(_) | Condition::NotRuledOut(_) | Condition::Reckoned(..) => {}
    }
}
