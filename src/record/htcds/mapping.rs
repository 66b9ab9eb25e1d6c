//! Which answers of an edition feed which field.

use serde::Deserialize;

use super::consent::Consent;
use crate::instrument::{Condition, Edition, OptionId, QuestionIx, Text};
use crate::interview::{Need, Outcome};

/// How an edition's answers become the standard's fields, checked.
#[derive(Debug)]
pub struct Mapping {
    /// The edition whose questions it names.
    pub edition: Edition,
    /// The fields that are fed, in the order of the file.
    pub fields: Vec<FieldRule>,
    /// Columns of ours, for what the standard has no value for.
    pub own: Vec<OwnColumn>,
    /// The steps of the way that are rows of `events.csv`.
    pub events: Vec<EventRule>,
    /// The kind of support plan that each need becomes.
    pub needs: Vec<(Need, String)>,
    /// Which agreements are the person's consent.
    pub consent: Consent,
    /// The fields that stay empty, with the reason.
    pub unmapped: Vec<(Vec<String>, Text)>,
}

/// What feeds a field.
#[derive(Debug)]
pub struct FieldRule {
    /// The field's name.
    pub field: String,
    /// From where.
    pub from: From,
    /// After which decisions alone it is written; always, when empty.
    pub after: Vec<Outcome>,
    /// The field and its values without which this one is not written.
    pub with: Option<(String, Vec<String>)>,
    /// Why so, where it is not plain.
    pub note: Option<Text>,
}

/// From where a field is fed.
#[derive(Debug)]
pub enum From {
    /// Values of its list, each with when it holds.
    Values(Vec<ValueRule>),
    /// The whole day that answers a question.
    Date(QuestionIx),
    /// The number that answers a question.
    Number(QuestionIx),
    /// The yes or no that answers a question.
    YesNo(QuestionIx),
    /// The text that answers a question, if this holds.
    Text(QuestionIx, Option<Condition>),
    /// Whole years from a birth to a start, when both bound them to one number.
    Age {
        /// The date of birth.
        birth: QuestionIx,
        /// The date of the start.
        start: QuestionIx,
    },
    /// What was decided.
    Outcome(ByOutcome),
    /// To which kind of structure the person was redirected.
    Redirection(Vec<(OptionId, String)>),
    /// The day of a redirection.
    RedirectionDay,
    /// Why to that structure.
    RedirectionReason,
    /// The reasons of the decision.
    Reasons,
    /// The agreements.
    Consent,
}

/// A value, and when it holds.
#[derive(Debug)]
pub struct ValueRule {
    /// The value's name.
    pub value: String,
    /// When.
    pub when: Condition,
}

/// A value for each decision; none where it says nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByOutcome {
    #[serde(default)]
    undecided: Option<String>,
    #[serde(default)]
    support: Option<String>,
    #[serde(default)]
    redirection: Option<String>,
    #[serde(default)]
    not_identified: Option<String>,
    #[serde(default)]
    to_be_continued: Option<String>,
}

impl ByOutcome {
    /// The value for a decision, or for none yet.
    #[must_use]
    pub fn of(&self, outcome: Option<Outcome>) -> Option<&str> {
        match outcome {
            None => &self.undecided,
            Some(Outcome::Support) => &self.support,
            Some(Outcome::Redirection) => &self.redirection,
            Some(Outcome::NotIdentified) => &self.not_identified,
            Some(Outcome::ToBeContinued) => &self.to_be_continued,
        }
        .as_deref()
    }
}

/// A column of ours beside the standard's.
#[derive(Debug)]
pub struct OwnColumn {
    /// Its name, which begins with `faisceau_`.
    pub column: String,
    /// What it means.
    pub meaning: Text,
    /// When it is true.
    pub when: Condition,
}

/// A step of the way.
#[derive(Debug)]
pub struct EventRule {
    /// Its type in the standard.
    pub kind: String,
    /// The question that tells its date.
    pub date: QuestionIx,
}

impl Mapping {
    /// The rule that feeds a field.
    #[must_use]
    pub fn rule(&self, field: &str) -> Option<&FieldRule> {
        self.fields.iter().find(|rule| rule.field == field)
    }
}
