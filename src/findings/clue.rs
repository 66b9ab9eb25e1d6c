//! What the answers say of one clue.

use serde::{Deserialize, Serialize};

use crate::instrument::{
    Bound, ClueIx, Gap, Instrument, QuestionIx, Reckoned, ReckonedLink, ReckoningIx, Truth,
};
use crate::interview::{Answer, Case, SetState, Standing};

/// Where a clue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClueState {
    /// An answer or a reckoning raises it, or the interviewer has set it so.
    Present,
    /// Every question that speaks of it and is asked has been answered, and rules it out; or the
    /// interviewer has set it so, and no answer raises it.
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
    /// The question is not asked: its stage has no agreement, earlier answers make it irrelevant, or
    /// the track leaves it out.
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

/// A reckoning that carries what is said of a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReckonedGround {
    /// The reckoning.
    pub reckoning: ReckoningIx,
    /// What comes out of it does to the clue; when nothing does, how its inputs were answered.
    pub weight: Weight,
}

/// A clue, and every answer that speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueFinding {
    /// Where the clue stands.
    pub state: ClueState,
    /// What carries it, in the order of the questions.
    pub grounds: Vec<Ground>,
    /// The reckonings that carry it.
    pub reckoned: Vec<ReckonedGround>,
    /// What the interviewer has set it to, if she has: [`Case::setting`] holds her reason.
    pub set: Option<SetState>,
}

impl ClueFinding {
    /// What the answers of a case say of a clue, with what is reckoned from them.
    ///
    /// | answers that are asked for, and reckonings | state |
    /// |---|---|
    /// | one raises it, whatever the others | present |
    /// | none raises it, and the interviewer has set it | as she has set it |
    /// | one is blank, or its stage is still closed, or the track leaves it out | not yet asked |
    /// | none is blank, one was not answered | unknown |
    /// | all answered, at least one rules it out | absent |
    /// | all answered, none rules it out | unknown |
    /// | none is asked for, since other answers make all of them irrelevant | unknown |
    pub(super) fn of(instrument: &Instrument, case: &Case, clue: ClueIx, reckonings: &[Reckoned]) -> Self {
        let told = instrument.clue(clue);
        let grounds: Vec<_> = told
            .feeders
            .iter()
            .map(|question| Ground { question: *question, weight: weigh(instrument, case, clue, *question) })
            .collect();
        let mut still_to_come = told.feeders.iter().any(|question| is_to_come(case, *question));
        let mut reckoned = Vec::with_capacity(told.reckoned.len());
        for link in &told.reckoned {
            let (weight, to_come) = weigh_reckoned(instrument, case, link, &reckonings[link.reckoning.0]);
            still_to_come |= to_come;
            reckoned.push(ReckonedGround { reckoning: link.reckoning, weight });
        }
        let weights = || {
            let answers = grounds.iter().map(|ground| ground.weight);
            answers.chain(reckoned.iter().map(|ground| ground.weight))
        };
        let any = |weight: Weight| weights().any(|other| other == weight);
        let set = case.setting(clue).map(|setting| setting.state);
        let state = match set {
            _ if any(Weight::Raises) => ClueState::Present,
            Some(SetState::Present) => ClueState::Present,
            Some(SetState::Absent) => ClueState::Absent,
            None if any(Weight::Blank) || still_to_come => ClueState::NotYetAsked,
            None if any(Weight::NotAnswered) => ClueState::Unknown,
            None if any(Weight::RulesOut) => ClueState::Absent,
            None => ClueState::Unknown,
        };
        Self { state, grounds, reckoned, set }
    }

    /// The answers that raise the clue.
    pub fn raised_by(&self) -> impl Iterator<Item = QuestionIx> + '_ {
        self.with(Weight::Raises)
    }

    /// Whether an answer or a reckoning has this weight.
    #[must_use]
    pub fn has(&self, weight: Weight) -> bool {
        let answers = self.grounds.iter().map(|ground| ground.weight);
        answers.chain(self.reckoned.iter().map(|ground| ground.weight)).any(|other| other == weight)
    }

    /// The questions that are asked for, still blank, and speak of the clue: by their answers, or as
    /// inputs of a reckoning that waits for them. In order, each once.
    #[must_use]
    pub fn would_tell(&self, case: &Case) -> Vec<QuestionIx> {
        let waiting = self.reckoned.iter().filter(|ground| ground.weight == Weight::Blank);
        let inputs = waiting.flat_map(|ground| case.instrument().reckoning(ground.reckoning).inputs());
        let is_blank = |question: &QuestionIx| {
            case.standing(*question) == Standing::Asked && case.entry(*question).answer.is_none()
        };
        let mut found: Vec<_> = self.with(Weight::Blank).chain(inputs.filter(is_blank)).collect();
        found.sort_unstable();
        found.dedup();
        found
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

/// Whether a question can still come: its stage has no agreement yet, or the track leaves it out.
fn is_to_come(case: &Case, question: QuestionIx) -> bool {
    matches!(case.standing(question), Standing::Closed | Standing::OffTrack)
}

/// What comes out of a reckoning does to a clue, and whether inputs that tell are still to come.
fn weigh_reckoned(
    instrument: &Instrument,
    case: &Case,
    link: &ReckonedLink,
    reckoned: &Reckoned,
) -> (Weight, bool) {
    let holds = |bound: Option<Bound>| bound.is_some_and(|it| it.holds(reckoned.interval) == Truth::Yes);
    if holds(link.raised_by) {
        return (Weight::Raises, false);
    }
    if holds(link.ruled_out_by) {
        return (Weight::RulesOut, false);
    }
    // What is missing tells; once nothing is, so do the inputs by which the rule is chosen.
    let inputs = match &reckoned.gap {
        Some(Gap::Missing(missing)) => missing.clone(),
        _ => instrument.reckoning(link.reckoning).inputs(),
    };
    let answer = |question: &QuestionIx| match case.standing(*question) {
        Standing::Asked => Some(case.entry(*question).answer.as_ref()),
        _ => None,
    };
    let weight = if inputs.iter().any(|input| answer(input) == Some(None)) {
        Weight::Blank
    } else if inputs.iter().any(|input| matches!(answer(input), Some(Some(Answer::NotAnswered(_))))) {
        Weight::NotAnswered
    } else if matches!(reckoned.gap, Some(Gap::Missing(_))) {
        Weight::NotAsked
    } else {
        Weight::SaysNothing
    };
    (weight, inputs.iter().any(|input| is_to_come(case, *input)))
}
