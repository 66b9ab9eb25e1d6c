//! An instrument as it is written in its files: nothing is checked here but the shape.

use serde::Deserialize;

use super::id::{ClueId, Edition, FamilyId, FirstThingId, InstrumentId, QuestionId, SectionId};
use super::id::{SourceId, StageId, Version};
use super::kind::{ChoiceOption, Kind};
use super::parts::{Convergence, Eye, Family, FirstKind, GivenBy, Source};
use super::test::Test;
use super::text::{Language, Text, Texts};

/// `instrument.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub format: String,
    pub id: InstrumentId,
    pub version: Version,
    pub languages: Vec<Language>,
    pub title: Text,
    pub description: Text,
    pub sources: Vec<Source>,
    pub families: Vec<Family>,
    pub convergence: Convergence,
    pub first_things: Vec<FirstThing>,
    pub stages: Vec<StageId>,
}

impl Head {
    pub fn edition(&self) -> Edition {
        Edition { id: self.id.clone(), version: self.version.clone() }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FirstThing {
    pub id: FirstThingId,
    pub kind: FirstKind,
    pub title: Text,
    pub what_to_do: Texts,
    pub when: Condition,
    pub sources: Vec<SourceId>,
}

/// `clues.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clues {
    pub format: String,
    pub clues: Vec<Clue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clue {
    pub id: ClueId,
    pub family: FamilyId,
    pub name: Text,
    pub definition: Text,
    pub eyes: Vec<Eye>,
    pub sources: Vec<SourceId>,
}

/// `stages/*.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stage {
    pub id: StageId,
    pub title: Text,
    pub purpose: Text,
    pub agreement: Option<Asking>,
    pub sections: Vec<Section>,
    #[serde(default)]
    pub redirections: Vec<ChoiceOption>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asking {
    pub given_by: GivenBy,
    pub to_say: Texts,
    pub may_refuse: Texts,
    pub uses: Vec<ChoiceOption>,
    pub information: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub id: SectionId,
    pub title: Text,
    #[serde(default)]
    pub intro: Option<Text>,
    #[serde(default)]
    pub one_person: bool,
    pub questions: Vec<Question>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    pub id: QuestionId,
    pub kind: Kind,
    pub wording: Text,
    pub note: Text,
    pub sources: Vec<SourceId>,
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub relevant: Option<Condition>,
    #[serde(default)]
    pub clues: Vec<ClueLink>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClueLink {
    pub clue: ClueId,
    pub raised_by: Test,
    #[serde(default)]
    pub ruled_out_by: Option<Test>,
}

/// A condition over answers, by the questions' names.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// A test on one answer.
    Answer {
        /// The question.
        question: QuestionId,
        /// What its answer must be.
        test: Test,
    },
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// It holds, or cannot be told yet.
    NotRuledOut(Box<Condition>),
}
