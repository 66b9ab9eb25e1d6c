//! What the answers say of one clue.

use serde::{Deserialize, Serialize};

use crate::instrument::{ClueIx, Instrument, QuestionIx, Truth};
use crate::interview::{Answer, Case, Standing};

/// Where a clue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClueState {
    /// An answer raises it.
    Present,
    /// Every question that speaks of it and is asked has been answered, and rules it out.
    Absent,
    /// It was asked about and cannot be told: *does not know*, *prefers not to answer*, *not asked*,
    /// or an answer that neither raises it nor rules it out.
    Unknown,
    /// A question that speaks of it is still blank, or none is open yet.
    NotYetAsked,
}

impl ClueState {
    /// All states, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Present, Self::Unknown, Self::NotYetAsked, Self::Absent];

    /// Whether the clue is open: neither present nor absent.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Unknown | Self::NotYetAsked)
    }

    /// What can be said of the clue: open is unknown, never a no.
    #[must_use]
    pub const fn truth(self) -> Truth {
        match self {
            Self::Present => Truth::Yes,
            Self::Absent => Truth::No,
            Self::Unknown | Self::NotYetAsked => Truth::Unknown,
        }
    }
}

/// What one answer does to a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The answer raises the clue.
    Raises,
    /// The answer rules the clue out, as far as this question goes.
    RulesOut,
    /// The answer does neither.
    SaysNothing,
    /// The question was put, and not answered: *does not know*, *prefers not to answer*, *not
    /// asked*.
    NotAnswered,
    /// The question is blank.
    Blank,
    /// The question is not asked: its stage has no agreement, or earlier answers make it
    /// irrelevant.
    NotAsked,
}

/// An answer that carries what is said of a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The question.
    pub question: QuestionIx,
    /// What its answer does to the clue.
    pub weight: Weight,
}

/// A clue, and every answer that speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueFinding {
    /// Where the clue stands.
    pub state: ClueState,
    /// What carries it, in the order of the questions.
    pub grounds: Vec<Ground>,
}

impl ClueFinding {
    /// What the answers of a case say of a clue.
    ///
    /// | answers that are asked for | state |
    /// |---|---|
    /// | one raises it, whatever the others | present |
    /// | none raises it, one is blank, or its stage is still closed | not yet asked |
    /// | none is blank, one was not answered | unknown |
    /// | all answered, at least one rules it out | absent |
    /// | all answered, none rules it out | unknown |
    /// | none is asked for, since other answers make all of them irrelevant | unknown |
    #[must_use]
    pub fn of(instrument: &Instrument, case: &Case, clue: ClueIx) -> Self {
        let feeders = &instrument.clue(clue).feeders;
        let grounds: Vec<_> = feeders
            .iter()
            .map(|question| Ground { question: *question, weight: weigh(instrument, case, clue, *question) })
            .collect();
        let any = |weight: Weight| grounds.iter().any(|ground| ground.weight == weight);
        let closed = feeders.iter().any(|question| case.standing(*question) == Standing::Closed);
        let state = if any(Weight::Raises) {
            ClueState::Present
        } else if any(Weight::Blank) || closed {
            ClueState::NotYetAsked
        } else if any(Weight::NotAnswered) {
            ClueState::Unknown
        } else if any(Weight::RulesOut) {
            ClueState::Absent
        } else {
            ClueState::Unknown
        };
        Self { state, grounds }
    }

    /// The answers that raise the clue.
    pub fn raised_by(&self) -> impl Iterator<Item = QuestionIx> + '_ {
        self.with(Weight::Raises)
    }

    /// The answers with this weight.
    pub fn with(&self, weight: Weight) -> impl Iterator<Item = QuestionIx> + '_ {
        self.grounds.iter().filter(move |ground| ground.weight == weight).map(|ground| ground.question)
    }
}

fn weigh(instrument: &Instrument, case: &Case, clue: ClueIx, question: QuestionIx) -> Weight {
    if case.standing(question) != Standing::Asked {
        return Weight::NotAsked;
    }
    let value = match &case.entry(question).answer {
        None => return Weight::Blank,
        Some(Answer::NotAnswered(_)) => return Weight::NotAnswered,
        Some(Answer::Value(value)) => Some(value),
    };
    let links = || instrument.question(question).clues.iter().filter(|link| link.clue == clue);
    if links().any(|link| link.raised_by.as_ref().is_some_and(|test| test.holds(value) == Truth::Yes)) {
        Weight::Raises
    } else if links()
        .any(|link| link.ruled_out_by.as_ref().is_some_and(|test| test.holds(value) == Truth::Yes))
    {
        Weight::RulesOut
    } else {
        Weight::SaysNothing
    }
}
