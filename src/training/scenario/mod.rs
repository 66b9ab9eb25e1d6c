//! A scenario: an invented person, what is true of her, and what she says of it at which trust.
//!
//! Start with [`Scenario`]. [`Scenario::read`] takes a file in; [`Scenario::check`] names every flaw
//! besides, and plays its two scripted interviews to see that the good one reaches the key and the careless
//! one misses what its author says.

mod check;
mod picture;
mod truth;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::trust::GestureId;
use crate::instrument::{
    ClueId, Edition, Fault, Flaw, OptionId, QuestionId, StageId, Text, Version, stable_id,
};
use crate::intake::Limits;
use crate::interview::Outcome;
use crate::training::WrittenAnswer;

pub use truth::Truth;
pub(super) use truth::{agreement, opened_with_what_is_known};

stable_id!(
    /// Which scenario.
    ScenarioId
);
stable_id!(
    /// Which document, telephone or place of a scenario.
    LookId
);
stable_id!(
    /// Which interpreter of a scenario.
    InterpreterId
);

/// The format of the files that this version reads.
pub const FORMAT: &str = "faisceau-scenario/1";
/// A whole interview in two languages, several times over.
pub(in crate::training) const LIMITS: Limits = Limits { bytes: 1024 * 1024, depth: 16 };

/// An invented person, what is true of her, and what she says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub(super) format: String,
    /// Its stable name.
    pub id: ScenarioId,
    /// Its version: results of different versions are not put together.
    pub version: Version,
    /// With which edition it is played.
    pub instrument: Edition,
    /// Its title.
    pub title: Text,
    /// What it is for, and what to talk about afterwards.
    pub for_trainer: Text,
    /// What the trainee knows when she starts.
    pub briefing: Text,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Who is interviewed.
    pub person: Person,
    /// How much the person trusts at the start: 0 to [`super::trust::MOST`].
    pub trust: u8,
    /// Who could interpret.
    pub interpreters: Vec<Interpreter>,
    /// The whole true case.
    pub truth: WrittenTruth,
    /// What must be found.
    pub key: Key,
    /// What the person says, question by question.
    pub says: Vec<Says>,
    /// What she never says.
    pub never: Vec<QuestionId>,
    /// What there is to look at.
    pub looks: Vec<Look>,
    /// The clues that a careless interview misses.
    pub careless_misses: Vec<ClueId>,
    /// An interview that reaches the key.
    pub good: Vec<Move>,
    /// An interview that misses what its author says.
    pub careless: Vec<Move>,
    /// The stage on the screen at the start.
    #[serde(default = "interview")]
    pub starts: StageId,
    /// What the alert has told already.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub known: BTreeMap<QuestionId, WrittenAnswer>,
    /// What the person says to what the interviewer says or does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
}

const fn interview() -> StageId {
    StageId::Interview
}

/// How hard a scenario is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    /// To begin with.
    First,
    /// As interviews usually are.
    Usual,
    /// With little trust, or where the right answer is not the one expected.
    Hard,
}

/// The invented person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// An invented name.
    pub name: String,
    /// Age in years.
    pub age: u8,
    /// The language that she speaks.
    pub language: Text,
    /// What she fears.
    pub fears: Text,
    /// What she wants.
    pub wants: Text,
}

/// Someone who could interpret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interpreter {
    /// Their name in the scenario.
    pub id: InterpreterId,
    /// Who they are, as the trainee sees it.
    pub label: Text,
    /// Whether they speak the person's language and know the work.
    pub suits: bool,
    /// Whether they are linked to the employer.
    pub linked_to_employer: bool,
}

/// The answers that are true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenTruth {
    /// Question by question.
    pub answers: BTreeMap<QuestionId, WrittenAnswer>,
}

/// What a good interview comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The clues that must be found.
    pub clues: Vec<ClueId>,
    /// What is to be decided.
    pub outcome: Outcome,
    /// To which structure, for a redirection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirected_to: Option<OptionId>,
    /// Why.
    pub why: Text,
}

/// What the person says to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// The question.
    pub question: QuestionId,
    /// By trust, rising: the highest that is reached speaks.
    pub at: Vec<SaysAt>,
}

/// What the person says from a trust on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaysAt {
    /// From this trust on.
    pub trust: u8,
    /// Her words.
    pub words: Text,
    /// How they are to be coded.
    pub answer: WrittenAnswer,
}

/// What the person says to a gesture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The gesture.
    pub gesture: GestureId,
    /// By trust, rising.
    pub at: Vec<ReplyAt>,
}

/// What the person says to a gesture from a trust on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyAt {
    /// From this trust on.
    pub trust: u8,
    /// Her words.
    pub words: Text,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Its stable name.
    pub id: LookId,
    /// Where it is seen.
    pub place: LookPlace,
    /// Its title.
    pub title: Text,
    /// What is seen there.
    pub seen: Text,
    /// A picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The answers that it gives.
    pub answers: BTreeMap<QuestionId, WrittenAnswer>,
}

/// Where something is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookPlace {
    /// A paper that the person shows.
    Document,
    /// Her telephone.
    Telephone,
    /// The place of work, by an inspector who walks in.
    Workplace,
}

/// Something that the interviewer does towards the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Move {
    /// Asks for the agreement to a stage.
    Agree {
        /// Which stage.
        stage: StageId,
        /// With which interpreter.
        #[serde(default)]
        interpreter: Option<InterpreterId>,
    },
    /// Puts a question.
    Ask(QuestionId),
    /// Says or does something beside the questions.
    Gesture(GestureId),
    /// Looks at something.
    Look(LookId),
    /// Takes down that the agreement to a stage is withdrawn.
    Withdraw(StageId),
}

impl Scenario {
    /// Reads a scenario: its shape and its format. What it says is checked by [`Scenario::check`].
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Flaw>> {
        Self::within(&LIMITS, file, text)
    }

    /// Reads a scenario that is being written, as its tab has kept it: also one that has become too large for
    /// a file, which the checker tells.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read_kept(text: &str) -> Result<Self, Vec<Flaw>> {
        Self::within(&Limits { bytes: 64 * LIMITS.bytes, ..LIMITS }, "", text)
    }

    fn within(limits: &Limits, file: &str, text: &str) -> Result<Self, Vec<Flaw>> {
        let flaw = |fault: Fault| vec![Flaw { place: file.to_owned(), fault }];
        let text = limits.text(text.as_bytes()).map_err(|beyond| flaw(Fault::Beyond(beyond)))?;
        let scenario: Self =
            serde_json::from_str(text).map_err(|error| flaw(Fault::Unreadable(error.to_string())))?;
        if scenario.format == FORMAT { Ok(scenario) } else { Err(flaw(Fault::Format(scenario.format))) }
    }

    /// The minutes that its good interview takes at least: half a minute for each question, to put it, hear
    /// the answer and take it down. A measure of ours.
    #[must_use]
    pub fn least_minutes(&self) -> u32 {
        let asked = self.good.iter().filter(|what| matches!(what, Move::Ask(_))).count();
        u32::try_from(asked.div_ceil(2)).unwrap_or(u32::MAX).max(1)
    }

    /// What the person says to a question, if the scenario tells.
    #[must_use]
    pub fn says(&self, question: &QuestionId) -> Option<&Says> {
        self.says.iter().find(|says| says.question == *question)
    }

    /// What there is to look at under that name.
    #[must_use]
    pub fn look(&self, id: &LookId) -> Option<&Look> {
        self.looks.iter().find(|look| look.id == *id)
    }

    /// The interpreter of that name.
    #[must_use]
    pub fn interpreter(&self, id: &InterpreterId) -> Option<&Interpreter> {
        self.interpreters.iter().find(|interpreter| interpreter.id == *id)
    }
}
