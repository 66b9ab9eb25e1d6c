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
        let mut reasons: BTreeMap<QuestionIx, Vec<Reason>> = BTreeMap::new();
        for (at, reading) in self.readings().iter().enumerate() {
            if reading.applies() == Truth::No {
                continue;
            }
            for ((statement, clue), near) in reading.nearness() {
                let finding = self.clue(clue);
                let reason = |could: Could| Reason { could, lens: LensIx(at), statement, clue };
                let last = near.rules_out && self.last_could_rule_out(case, clue);
                for question in finding.would_tell(case) {
                    let of = reasons.entry(question).or_default();
                    of.extend(near.others.map(|others| match others {
                        0 => reason(Could::Establish),
                        others => reason(Could::BringNearer(others)),
                    }));
                    of.extend(last.then(|| reason(Could::RuleOut)));
                }
            }
        }
        let timely = timely(case);
        let mut next: Vec<_> = reasons
            .into_iter()
            .filter(|(question, reasons)| !reasons.is_empty() && timely.contains(question))
            .map(|(question, mut reasons)| {
                reasons.sort_unstable();
                (Reverse(self.settles(&reasons)), NextQuestion { question, reasons })
            })
            .collect();
        next.sort_by_key(|(settles, next)| (*settles, next.question));
        next.into_iter().map(|(_, next)| next).collect()
    }

    /// Whether the one question about this clue that is still blank could rule it out.
    fn last_could_rule_out(&self, case: &Case, clue: ClueIx) -> bool {
        let (instrument, finding) = (case.instrument(), self.clue(clue));
        let [last] = finding.would_tell(case)[..] else { return false };
        let mut links = instrument.question(last).clues.iter().filter(|link| link.clue == clue);
        let mut reckoned = instrument.clue(clue).reckoned.iter();
        let can = links.any(|link| link.ruled_out_by.is_some())
            || reckoned.any(|link| {
                link.ruled_out_by.is_some() && instrument.reckonings_of(last).contains(&link.reckoning)
            });
        finding.state == ClueState::NotYetAsked
            && !finding.has(Weight::NotAnswered)
            && (can || finding.has(Weight::RulesOut))
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
