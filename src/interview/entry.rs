//! What stands under one question.

use serde::{Deserialize, Serialize};

use super::language_tag::LanguageTag;
use super::moment::Moment;
use crate::instrument::{GivenBy, Language, Text, TrackId, Value};

/// Everything written under one question. Blank until something is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The answer; `None` is a blank, which no kind of not answering is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub own_words: String,
    /// What the interviewer observed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub observed: String,
    /// Who said it or how it is known; by whom the stage's agreement is given, when it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<SaidBy>,
    /// In which language the words are written: the person's own, and the answer where it is a text. Absent
    /// where none are, and where nobody took it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// In which wording the question was put; absent where it was not, and where nobody took it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put: Option<Put>,
    /// Whether it is marked for later.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
    /// When something was first written here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_at: Option<Moment>,
    /// When something was last changed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at: Option<Moment>,
}

/// In which wording a question was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Put {
    /// In which language.
    pub language: Language,
    /// As which track puts it.
    pub track: TrackId,
}

/// From whom or from what an answer comes. They are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaidBy {
    /// The person whom the case is about.
    Person,
    /// The person who alerts.
    WhistleBlower,
    /// A document.
    Document,
    /// What the interviewer saw herself.
    Observed,
}

impl SaidBy {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Person, Self::WhistleBlower, Self::Document, Self::Observed];
}

impl From<GivenBy> for SaidBy {
    fn from(given_by: GivenBy) -> Self {
        match given_by {
            GivenBy::Person => Self::Person,
            GivenBy::WhistleBlower => Self::WhistleBlower,
        }
    }
}

/// The answer to a question, its words in one language; those of invented cases in both (`Answer<Text>`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<Words = String> {
    /// It was answered.
    Value(Value<Words>),
    /// It was not, and it is known how.
    NotAnswered(NotAnswered<Words>),
}

impl Answer<Text> {
    /// The answer in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Answer {
        match self {
            Self::Value(value) => Answer::Value(value.in_language(language)),
            Self::NotAnswered(NotAnswered::DoesNotKnow) => Answer::NotAnswered(NotAnswered::DoesNotKnow),
            Self::NotAnswered(NotAnswered::PrefersNot) => Answer::NotAnswered(NotAnswered::PrefersNot),
            Self::NotAnswered(NotAnswered::NotAsked(why)) => {
                Answer::NotAnswered(NotAnswered::NotAsked(why.in_language(language).to_owned()))
            }
        }
    }
}

/// How a question was not answered. None of them is a no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAnswered<Words = String> {
    /// The person does not know.
    DoesNotKnow,
    /// The person prefers not to answer.
    PrefersNot,
    /// The interviewer did not ask, for this reason.
    NotAsked(Words),
}

impl Entry {
    /// Whether nothing at all stands here.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        !self.is_written() && !self.marked && self.said_by.is_none() && self.language.is_none()
    }

    /// Whether something was said or seen, whatever the mark.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.answer.is_some() || !self.own_words.is_empty() || !self.observed.is_empty()
    }

    /// Whether words are written that have a language: the person's own, or a text for an answer.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.own_words.is_empty() || matches!(self.value(), Some(Value::Text(_) | Value::Note(_)))
    }

    /// Whether something stands that was said when the question was put.
    pub(super) fn was_put(&self) -> bool {
        let asked = !matches!(self.answer, None | Some(Answer::NotAnswered(NotAnswered::NotAsked(_))));
        asked || !self.own_words.is_empty()
    }

    /// The value of the answer, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match &self.answer {
            Some(Answer::Value(value)) => Some(value),
            _ => None,
        }
    }
}
