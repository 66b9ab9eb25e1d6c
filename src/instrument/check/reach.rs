//! Searches for questions that no answers lead to, and for clues that cannot be ruled out for sure.
//!
//! For each question, the answers to the questions that its relevance looks at are tried out, and so
//! on backwards: a question without an answer counts as blank, and is answered only where it is
//! asked itself. Of each kind of answer, those are tried that the tests tell apart. A search that
//! grows too large finds nothing to say.

use std::collections::BTreeSet;

use super::{Check, Fault, Flaw, Instrument, Kind, QuestionIx};
use crate::instrument::id::{StageId, TrackId};
use crate::instrument::test::{Condition, Test};
use crate::instrument::truth::Truth;
use crate::instrument::value::{Amount, Duration, DurationUnit, Money, Value};

/// How many trials a search takes before it finds nothing to say.
const TRIALS: usize = 200_000;
/// Of how many options every selection is tried.
const SELECTED: usize = 6;

/// The flaws and remarks that a search finds in an instrument.
pub(super) fn search(instrument: &Instrument) -> Vec<Flaw> {
    let mut check = Check::default();
    for (at, question) in instrument.questions().iter().enumerate() {
        let Some(relevant) = &question.relevant else { continue };
        let reached = |track: &TrackId| Search::new(instrument, relevant, *track).holds();
        let closed: Vec<_> = question.tracks.iter().copied().filter(|track| !reached(track)).collect();
        let place = || place(instrument, QuestionIx(at));
        if closed.len() == question.tracks.len() {
            check.flaw(&place(), Fault::Unreachable);
        } else {
            for track in closed {
                check.flaw(&place(), Fault::OffItsTrack(track));
            }
        }
    }
    let always = |question: &QuestionIx| instrument.question(*question).relevant.is_none();
    for (at, clue) in instrument.clues().iter().enumerate() {
        let answers = clue.feeders.iter().filter(|question| always(question)).any(|question| {
            let links = instrument.question(*question).clues.iter();
            links.filter(|link| link.clue.0 == at).any(|link| link.ruled_out_by.is_some())
        });
        let reckoned = clue.reckoned.iter().any(|link| {
            let inputs = instrument.reckoning(link.reckoning).inputs();
            link.ruled_out_by.is_some() && inputs.iter().all(always)
        });
        check.ensure(answers || reckoned, &format!("clues.json: clues[{at}]"), || {
            Fault::NeverRuledOut(clue.id.to_string())
        });
    }
    check.flaws
}

/// The way to a question in its file.
fn place(instrument: &Instrument, question: QuestionIx) -> String {
    let section = instrument.question(question).section;
    let stage: StageId = instrument.section(section).stage;
    let sections = &instrument.stage(stage).sections;
    let at = sections.iter().position(|other| *other == section).unwrap_or_default();
    let questions = &instrument.section(section).questions;
    let number = questions.iter().position(|other| *other == question).unwrap_or_default();
    format!("stages/{}.json: sections[{at}].questions[{number}].relevant", stage.as_str())
}

/// What a condition can be, as far as is known: a reckoning can come out as anything.
#[derive(Clone, Copy)]
struct Can {
    yes: bool,
    unknown: bool,
    no: bool,
}

impl Can {
    const ANYTHING: Self = Self { yes: true, unknown: true, no: true };

    const fn only(truth: Truth) -> Self {
        Self {
            yes: matches!(truth, Truth::Yes),
            unknown: matches!(truth, Truth::Unknown),
            no: matches!(truth, Truth::No),
        }
    }

    const fn not(self) -> Self {
        Self { yes: self.no, unknown: self.unknown, no: self.yes }
    }

    fn and(self, other: Self) -> Self {
        let open = |can: Self| can.yes || can.unknown;
        Self {
            yes: self.yes && other.yes,
            unknown: (self.unknown && open(other)) || (open(self) && other.unknown),
            no: self.no || other.no,
        }
    }
}

/// A search for answers that make a condition hold on a track.
struct Search<'i> {
    instrument: &'i Instrument,
    target: &'i Condition,
    track: TrackId,
    /// The questions that the condition looks at, and those that theirs look at, in order.
    questions: Vec<QuestionIx>,
    /// The answers to try for each.
    values: Vec<Vec<Value>>,
    /// The answers tried now.
    chosen: Vec<Option<Value>>,
    trials: usize,
}

impl<'i> Search<'i> {
    fn new(instrument: &'i Instrument, target: &'i Condition, track: TrackId) -> Self {
        let (mut found, mut waiting) = (BTreeSet::new(), target.questions());
        let mut tests: Vec<(QuestionIx, &Test)> = Vec::new();
        gather(target, &mut tests);
        while let Some(question) = waiting.pop() {
            if found.insert(question)
                && let Some(relevant) = &instrument.question(question).relevant
            {
                waiting.extend(relevant.questions());
                gather(relevant, &mut tests);
            }
        }
        let questions: Vec<_> = found.into_iter().collect();
        let values = questions
            .iter()
            .map(|question| {
                let own: Vec<_> =
                    tests.iter().filter(|(other, _)| other == question).map(|(_, test)| *test).collect();
                telling(&instrument.question(*question).kind, &own)
            })
            .collect();
        let chosen = vec![None; questions.len()];
        Self { instrument, target, track, questions, values, chosen, trials: 0 }
    }

    /// Whether answers make the condition hold; also when the search grew too large to tell.
    fn holds(mut self) -> bool {
        self.from(0)
    }

    fn from(&mut self, at: usize) -> bool {
        self.trials += 1;
        if self.trials > TRIALS {
            return true;
        }
        let Some(question) = self.questions.get(at).map(|ix| self.instrument.question(*ix)) else {
            return self.can(self.target).yes;
        };
        let asked = question.is_on(self.track)
            && question.relevant.as_ref().is_none_or(|relevant| self.can(relevant).yes);
        if asked {
            for value in 0..self.values[at].len() {
                self.chosen[at] = Some(self.values[at][value].clone());
                if self.from(at + 1) {
                    return true;
                }
            }
        }
        self.chosen[at] = None;
        self.from(at + 1)
    }

    fn can(&self, condition: &Condition) -> Can {
        match condition {
            Condition::Answer(question, test) => {
                let at = self.questions.binary_search(question);
                Can::only(test.holds(at.ok().and_then(|at| self.chosen[at].as_ref())))
            }
            Condition::Reckoned(..) => Can::ANYTHING,
            Condition::All(parts) => {
                parts.iter().fold(Can::only(Truth::Yes), |so_far, part| so_far.and(self.can(part)))
            }
            Condition::Any(parts) => {
                let none =
                    parts.iter().fold(Can::only(Truth::Yes), |so_far, part| so_far.and(self.can(part).not()));
                none.not()
            }
            Condition::Not(part) => self.can(part).not(),
            Condition::NotRuledOut(part) => {
                let part = self.can(part);
                Can { yes: part.yes || part.unknown, unknown: false, no: part.no }
            }
        }
    }
}

/// The tests that a condition puts to answers.
fn gather<'c>(condition: &'c Condition, found: &mut Vec<(QuestionIx, &'c Test)>) {
    match condition {
        Condition::Answer(question, test) => found.push((*question, test)),
        Condition::Reckoned(..) => {}
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| gather(part, found)),
        Condition::Not(part) | Condition::NotRuledOut(part) => gather(part, found),
    }
}

/// Answers to a kind of question that together make these tests come out in every way that they can.
fn telling(kind: &Kind, tests: &[&Test]) -> Vec<Value> {
    match kind {
        Kind::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        Kind::One { options } => options.iter().map(|option| Value::Choice(option.id.clone())).collect(),
        Kind::Several { options } => {
            let named: BTreeSet<_> = tests
                .iter()
                .flat_map(|test| match test {
                    Test::IncludesAny(ids) | Test::IncludesNoneOf(ids) => ids.as_slice(),
                    _ => &[],
                })
                .take(SELECTED)
                .collect();
            let other = options.iter().find(|option| !named.contains(&option.id)).map(|option| &option.id);
            let of_interest: Vec<_> = options
                .iter()
                .map(|option| &option.id)
                .filter(|id| named.contains(id) || Some(*id) == other)
                .collect();
            let selections = (1..1_usize << of_interest.len()).map(|which| {
                let chosen = of_interest.iter().enumerate().filter(|(at, _)| which >> at & 1 == 1);
                Value::Choices(chosen.map(|(_, id)| (*id).clone()).collect())
            });
            selections.chain([Value::NoneOfThese]).collect()
        }
        Kind::Number { min, max, .. } => {
            let bounds = tests.iter().filter_map(|test| match test {
                Test::AtLeast(n) | Test::AtMost(n) => Some(*n),
                _ => None,
            });
            let near = bounds.flat_map(|n| [n.saturating_sub(1), n, n.saturating_add(1)]);
            let near: BTreeSet<_> = near.chain([*min, *max]).filter(|n| (*min..=*max).contains(n)).collect();
            near.into_iter().map(Value::Number).collect()
        }
        Kind::Money { currencies, periods } => {
            let limits = tests.iter().flat_map(|test| match test {
                Test::AtLeastMoney(limits) | Test::AtMostMoney(limits) => limits.as_slice(),
                _ => &[],
            });
            let near = limits.flat_map(|limit| {
                let amount = limit.amount.hundredths();
                let amounts = [amount.saturating_sub(1), amount, amount + 1].map(Amount::from_hundredths);
                amounts.into_iter().flatten().map(|amount| Money { amount, ..limit.clone() })
            });
            let any = currencies.first().zip(periods.first()).map(|(currency, period)| Money {
                amount: Amount::MOST,
                currency: currency.clone(),
                period: *period,
            });
            near.chain(any).map(Value::Money).collect()
        }
        Kind::Duration { units } => {
            let days = tests.iter().filter_map(|test| match test {
                Test::AtLeastDays(n) | Test::AtMostDays(n) => Some(*n),
                _ => None,
            });
            let days: Vec<_> = days.collect();
            let near = units.iter().flat_map(|unit| {
                let long = Duration { count: 1, unit: *unit }.about_days();
                let counts = days.iter().flat_map(move |days| [days / long, days / long + 1]);
                let counts = counts.filter_map(|count| u32::try_from(count).ok());
                counts.chain([0, Duration::MOST]).map(|count| length(count, *unit))
            });
            near.map(Value::Duration).collect()
        }
        Kind::Date => "2011"
            .parse()
            .into_iter()
            .map(|on| Value::Date(crate::instrument::date::PartialDate { on, around: false }))
            .collect(),
        Kind::Text => vec![Value::Text("…".to_owned())],
        Kind::Note => vec![Value::Note("…".to_owned())],
    }
}

fn length(count: u32, unit: DurationUnit) -> Duration {
    Duration { count: count.min(Duration::MOST), unit }
}
