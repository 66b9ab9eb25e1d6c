//! Which unasked questions could settle most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::clue::{ClueState, Weight};
use super::lens::{LensIx, Role, StatementIx};
use super::whole::Findings;
use crate::instrument::{ClueIx, QuestionIx, Truth};
use crate::interview::{Case, Standing};

/// A question worth asking, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextQuestion {
    /// The question: it is asked for, and blank.
    pub question: QuestionIx,
    /// What its answer could settle or bring nearer, the nearest first.
    pub reasons: Vec<Reason>,
}

/// What the answer to a question could do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// How.
    pub could: Could,
    /// The lens.
    pub lens: LensIx,
    /// The open statement of it.
    pub statement: StatementIx,
    /// The clue of which the question speaks.
    pub clue: ClueIx,
}

/// How an answer could settle an open statement, or bring it nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Could {
    /// The clue, present, would establish it alone.
    Establish,
    /// The clue, absent, would rule it out alone; and this question is the last to speak of it.
    RuleOut,
    /// The clue, present, would establish it with at most so many other open clues.
    BringNearer(usize),
}

impl Could {
    /// How many other clues it takes, at most.
    #[must_use]
    pub const fn others(self) -> usize {
        match self {
            Self::Establish | Self::RuleOut => 0,
            Self::BringNearer(others) => others,
        }
    }
}

/// From how many other clues on it is all the same how far a statement is.
const FAR: usize = 8;

impl Findings {
    /// The questions that are asked for and still blank, those first that could settle most over all
    /// lenses that may apply. An offer beside the interview, never an order.
    ///
    /// Of two questions the first is the one that alone could settle more conclusions; then more
    /// dimensions and elements; then the one that with one other clue could settle more conclusions, and
    /// so on; at last the one that comes first in the document. Questions that could settle nothing are
    /// left out, and sensitive ones before their time: a sensitive question has its time once the
    /// interviewer is at its section or beyond it in its stage, once something of its section is
    /// answered, or once no other question before it in its stage is blank.
    #[must_use]
    pub fn next_questions(&self, case: &Case) -> Vec<NextQuestion> {
        let telling: Vec<_> = self.clues().map(|(clue, _)| self.telling(case, clue)).collect();
        let mut reasons: BTreeMap<QuestionIx, Vec<Reason>> = BTreeMap::new();
        for (at, reading) in self.readings().iter().enumerate() {
            if reading.applies() == Truth::No {
                continue;
            }
            for ((statement, clue), near) in reading.nearness() {
                let reason = |could: Could| Reason { could, lens: LensIx(at), statement, clue };
                if let Some(others) = near.others {
                    let could = if others == 0 { Could::Establish } else { Could::BringNearer(others) };
                    for question in &telling[clue.0].raise {
                        reasons.entry(*question).or_default().push(reason(could));
                    }
                }
                if let Some(question) = telling[clue.0].rules_out.filter(|_| near.rules_out) {
                    reasons.entry(question).or_default().push(reason(Could::RuleOut));
                }
            }
        }
        let timely = timely(case);
        let mut next: Vec<_> = reasons
            .into_iter()
            .filter(|(question, _)| timely.contains(question))
            .map(|(question, mut reasons)| {
                reasons.sort_unstable();
                (Reverse(self.settles(&reasons)), NextQuestion { question, reasons })
            })
            .collect();
        next.sort_by_key(|(settles, next)| (*settles, next.question));
        next.into_iter().map(|(_, next)| next).collect()
    }

    /// The questions that could tell of a clue.
    fn telling(&self, case: &Case, clue: ClueIx) -> Telling {
        let (instrument, finding) = (case.instrument(), self.clue(clue));
        if !finding.state.is_open() {
            return Telling::default();
        }
        let can = |question: QuestionIx, raise: bool| {
            let mut links = instrument.question(question).clues.iter().filter(|link| link.clue == clue);
            let mut reckoned = instrument.clue(clue).reckoned.iter();
            links.any(|link| if raise { link.raised_by.is_some() } else { link.ruled_out_by.is_some() })
                || reckoned.any(|link| {
                    let bound = if raise { link.raised_by } else { link.ruled_out_by };
                    bound.is_some() && instrument.reckonings_of(question).contains(&link.reckoning)
                })
        };
        let would_tell = finding.would_tell(case);
        let rules_out = match would_tell[..] {
            [last] if finding.state == ClueState::NotYetAsked && !finding.has(Weight::NotAnswered) => {
                Some(last).filter(|last| can(*last, false) || finding.has(Weight::RulesOut))
            }
            _ => None,
        };
        Telling { raise: would_tell.into_iter().filter(|question| can(*question, true)).collect(), rules_out }
    }

    /// How many statements could be settled with so many other clues: conclusions, then the rest.
    fn settles(&self, reasons: &[Reason]) -> [[usize; 2]; FAR] {
        let mut settles = [[0; 2]; FAR];
        let mut seen = BTreeSet::new();
        for reason in reasons {
            let lens = self.reading(reason.lens).lens();
            if seen.insert((reason.lens, reason.statement)) {
                let rest = usize::from(lens.statement(reason.statement).role != Role::Conclusion);
                settles[reason.could.others().min(FAR - 1)][rest] += 1;
            }
        }
        settles
    }
}

/// The blank questions that could tell of a clue.
#[derive(Default)]
struct Telling {
    /// Those that could raise it.
    raise: Vec<QuestionIx>,
    /// The last that speaks of it, if its answer could rule the clue out.
    rules_out: Option<QuestionIx>,
}

/// The questions that are asked for and blank, without the sensitive ones whose time has not come.
fn timely(case: &Case) -> BTreeSet<QuestionIx> {
    let instrument = case.instrument();
    let blank = |question: &QuestionIx| {
        case.standing(*question) == Standing::Asked && case.entry(*question).answer.is_none()
    };
    let here = case.place();
    let section =
        here.question.as_ref().and_then(|id| instrument.find(id)).map(|at| instrument.question(at).section);
    let mut timely = BTreeSet::new();
    for stage in &instrument.stages {
        let mut others_before = false;
        for at in instrument.questions_of(stage.id).filter(blank) {
            let question = instrument.question(at);
            let reached =
                here.stage == stage.id && section.is_some_and(|section| section >= question.section);
            let begun = case.progress(question.section).settled > 0;
            if !question.sensitive {
                others_before = true;
                timely.insert(at);
            } else if reached || begun || !others_before {
                timely.insert(at);
            }
        }
    }
    timely
}
