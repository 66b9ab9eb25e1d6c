//! An instrument as it is written in its files: nothing is checked here but the shape.

use serde::Deserialize;

use super::id::{ClueId, Edition, FamilyId, FirstThingId, InstrumentId, MismatchId, QuestionId};
use super::id::{ReckoningId, SectionId, SourceId, StageId, TrackId, Version};
use super::kind::{ChoiceOption, Kind};
use super::parts::{Convergence, Eye, Family, FirstKind, GivenBy, Source, Track};
use super::reckoning::{Bound, Formula};
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
    #[serde(default)]
    pub tracks: Vec<Track>,
    #[serde(default)]
    pub reckonings: Vec<Reckoning>,
    #[serde(default)]
    pub mismatches: Vec<Mismatch>,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reckoning {
    pub id: ReckoningId,
    pub name: Text,
    pub what: Formula<QuestionId, Condition>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mismatch {
    pub id: MismatchId,
    pub questions: Vec<QuestionId>,
    pub when: Condition,
    pub text: Text,
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
    #[serde(default)]
    pub ordinary: bool,
    pub eyes: Vec<Eye>,
    pub sources: Vec<SourceId>,
    #[serde(default)]
    pub examples: Vec<Text>,
    #[serde(default)]
    pub reckoned: Vec<ReckonedLink>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReckonedLink {
    pub reckoning: ReckoningId,
    #[serde(default)]
    pub raised_by: Option<Bound>,
    #[serde(default)]
    pub ruled_out_by: Option<Bound>,
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
    #[serde(default = "full")]
    pub tracks: Vec<TrackId>,
    #[serde(default)]
    pub short: Option<Text>,
    #[serde(default)]
    pub confirms: Option<QuestionId>,
    #[serde(default)]
    pub relevant: Option<Condition>,
    #[serde(default)]
    pub clues: Vec<ClueLink>,
}

fn full() -> Vec<TrackId> {
    vec![TrackId::Full]
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClueLink {
    pub clue: ClueId,
    #[serde(default)]
    pub raised_by: Option<Test>,
    #[serde(default)]
    pub ruled_out_by: Option<Test>,
}

/// A condition over answers, by the questions' names.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// A test on one answer.
    Answer {
        /// The question.
        question: QuestionId,
        /// What its answer must be.
        test: Test,
    },
    /// A test on a fact that is computed from answers.
    Reckoned {
        /// The fact.
        id: ReckoningId,
        /// What it must be.
        test: Bound,
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

impl Condition {
    /// The questions and the reckonings that the condition names.
    pub fn names<'a>(&'a self, questions: &mut Vec<&'a QuestionId>, reckonings: &mut Vec<&'a ReckoningId>) {
        match self {
            Self::Answer { question, .. } => questions.push(question),
            Self::Reckoned { id, .. } => reckonings.push(id),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.names(questions, reckonings);
                }
            }
            Self::Not(part) | Self::NotRuledOut(part) => part.names(questions, reckonings),
        }
    }
}
