//! What a room shows together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::agreement::{Estimate, Measure, interval};
use super::played::{Played, Stand};
use super::session::{Attempt, Chosen, Session};
use super::talk::{self, HardClue, Talk};
use crate::findings::ClueState;
use crate::instrument::{ClueIx, Instrument, Language, QuestionIx, Shelf};
use crate::interview::Outcome;
use crate::training::debrief::{Agreement, Coding, Kind, Share};
use crate::training::scenario::{Scenario, Truth};

/// Where the samples of the intervals start: any number does, always the same.
const SEED: u64 = 297;

/// The results of a room.
#[derive(Clone, Debug)]
pub struct Room {
    /// The session.
    pub session: Session,
    /// One group for each scenario and attempt of which there are results, in the order of the session.
    pub groups: Vec<Group>,
    /// The results that were put together, the last of each trainee for each scenario and attempt.
    pub results: Vec<Played>,
    /// How many were replaced by a later one of the same trainee.
    pub replaced: usize,
}

/// The results of one scenario at one attempt.
#[derive(Clone, Debug)]
pub struct Group {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The instrument with which it was played.
    pub instrument: Arc<Instrument>,
    /// The attempt.
    pub attempt: Attempt,
    /// How many trainees.
    pub trainees: usize,
    /// Clue by clue: those of the key, those that the truth rules out, and others that anyone raised.
    pub clues: Vec<ClueCount>,
    /// Question by question: those that anyone heard or took down.
    pub questions: Vec<QuestionCount>,
    /// Agreement of the trainees with one another over the clues, present, absent or open.
    pub alpha: Option<Estimate>,
    /// The same as Gwet's AC1.
    pub gwet: Option<Estimate>,
    /// Sensitivity, trainee by trainee, in percent.
    pub sensitivity: Option<Spread>,
    /// Specificity, trainee by trainee, in percent.
    pub specificity: Option<Spread>,
    /// Agreement with the key beyond chance (kappa), trainee by trainee, in hundredths.
    pub kappa: Option<Spread>,
    /// Minutes, trainee by trainee.
    pub minutes: Option<Spread>,
    /// How many decided what; none for those who did not decide.
    pub outcomes: BTreeMap<Option<Outcome>, usize>,
    /// How many trainees had at least one difference of each kind.
    pub differences: BTreeMap<Kind, usize>,
    /// The clues that were read wrong most often, the hardest first.
    pub hardest: Vec<HardClue>,
    /// What is worth talking about, drawn from the figures: three at most.
    pub talk: Vec<Talk>,
}

/// How a room read a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClueCount {
    /// The clue.
    pub clue: ClueIx,
    /// Where it truly stands.
    pub truth: ClueState,
    /// Whether it is of the key.
    pub key: bool,
    /// How many have it present.
    pub present: usize,
    /// How many have it absent.
    pub absent: usize,
    /// How many left it open.
    pub open: usize,
}

/// How a room took down the answers to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionCount {
    /// The question.
    pub question: QuestionIx,
    /// How many took it down as in [`Coding::ALL`], in its order.
    pub codings: [usize; 4],
    /// How many neither heard it nor took it down.
    pub untouched: usize,
}

/// Figures of several trainees, in the order of their size: nobody's place is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The smallest.
    pub least: i64,
    /// A quarter are below.
    pub lower: i64,
    /// Half are below.
    pub middle: i64,
    /// A quarter are above.
    pub upper: i64,
    /// The largest.
    pub most: i64,
}

impl Spread {
    /// The spread of these figures; none of none. Quartiles are the nearest figures that occur.
    #[must_use]
    pub fn of(mut figures: Vec<i64>) -> Option<Self> {
        figures.sort_unstable();
        let last = figures.len().checked_sub(1)?;
        let at = |quarter: usize| figures[(last * quarter + 2) / 4];
        Some(Self { least: figures[0], lower: at(1), middle: at(2), upper: at(3), most: figures[last] })
    }
}

impl ClueCount {
    /// How many read it as it is: present for a clue of the key, not present for one that the truth
    /// rules out. None for a clue of which nothing can be said.
    #[must_use]
    pub const fn right(&self) -> Option<usize> {
        match (self.key, self.truth) {
            (true, _) => Some(self.present),
            (false, ClueState::Absent) => Some(self.absent + self.open),
            _ => None,
        }
    }
}

impl Room {
    /// What these results show together. Results of other sessions were refused before.
    #[must_use]
    pub fn of(session: &Session, results: Vec<Played>, shelf: &Shelf) -> Self {
        let given = results.len();
        let mut last: BTreeMap<(Chosen, Attempt, String), Played> = BTreeMap::new();
        for result in results {
            last.insert((result.scenario.clone(), result.attempt, result.trainee.clone()), result);
        }
        let results: Vec<_> = last.into_values().collect();
        let mut groups = Vec::new();
        for chosen in &session.scenarios {
            for attempt in session.attempts() {
                let of_group: Vec<_> =
                    results.iter().filter(|it| it.scenario == *chosen && it.attempt == *attempt).collect();
                if !of_group.is_empty() {
                    groups.extend(group(session, chosen, *attempt, &of_group, shelf));
                }
            }
        }
        Self { session: session.clone(), groups, replaced: given - results.len(), results }
    }

    /// The trainees of whom there are both attempts at a scenario: for each, sensitivity in percent
    /// before and after.
    #[must_use]
    pub fn before_and_after(&self, scenario: &Chosen) -> Vec<(i64, i64)> {
        let group = self.groups.iter().find(|group| group.is_of(scenario));
        let Some(group) = group else { return Vec::new() };
        let of = |attempt: Attempt, trainee: &str| {
            let mut results = self.results.iter();
            results.find(|it| it.scenario == *scenario && it.attempt == attempt && it.trainee == trainee)
        };
        let first = self.results.iter().filter(|it| it.scenario == *scenario && it.attempt == Attempt::First);
        let percent = |result: &Played| group.table(result).and_then(|table| percent(sensitivity(table)));
        let pairs = first.filter_map(|result| {
            let second = of(Attempt::Second, &result.trainee)?;
            Some((percent(result)?, percent(second)?))
        });
        let mut pairs: Vec<_> = pairs.collect();
        // By their figures: nobody's place is told.
        pairs.sort_unstable();
        pairs
    }
}

impl Group {
    /// Whether it is of that scenario.
    #[must_use]
    pub fn is_of(&self, scenario: &Chosen) -> bool {
        self.scenario.id == scenario.id && self.scenario.version == scenario.version
    }

    /// A trainee's clues against the key.
    fn table(&self, result: &Played) -> Option<Agreement> {
        let mut table = Agreement::default();
        for row in &self.clues {
            let truth = match (row.key, row.truth) {
                (true, _) => true,
                (false, ClueState::Absent) => false,
                _ => continue,
            };
            let found = result.clues.get(&self.instrument.clue(row.clue).id) == Some(&Stand::Present);
            match (found, truth) {
                (true, true) => table.both += 1,
                (true, false) => table.first += 1,
                (false, true) => table.second += 1,
                (false, false) => table.neither += 1,
            }
        }
        (table != Agreement::default()).then_some(table)
    }
}

const fn sensitivity(table: Agreement) -> Share {
    Share { of: table.both, among: table.both + table.second }
}

const fn specificity(table: Agreement) -> Share {
    Share { of: table.neither, among: table.neither + table.first }
}

/// A share in whole percent.
fn percent(share: Share) -> Option<i64> {
    let (of, among) = (i64::try_from(share.of).ok()?, i64::try_from(share.among).ok()?);
    (among > 0).then(|| (of * 200 + among) / (2 * among))
}

fn group(
    session: &Session,
    chosen: &Chosen,
    attempt: Attempt,
    results: &[&Played],
    shelf: &Shelf,
) -> Option<Group> {
    let scenario = session.scenario(&chosen.id)?;
    let instrument = shelf.find(&scenario.instrument)?;
    let truth = Truth::of(&scenario, &instrument, Language::Fr)?;
    let clues = clue_counts(&scenario, &instrument, &truth, results);
    let questions = question_counts(&instrument, results);
    let units: Vec<Vec<u32>> = clues
        .iter()
        .filter(|row| row.right().is_some())
        .map(|row| {
            [row.present, row.absent, row.open].map(|count| u32::try_from(count).unwrap_or(u32::MAX)).to_vec()
        })
        .collect();
    let mut outcomes: BTreeMap<Option<Outcome>, usize> = BTreeMap::new();
    let mut differences: BTreeMap<Kind, usize> = BTreeMap::new();
    for result in results {
        *outcomes.entry(result.outcome).or_default() += 1;
        for kind in result.differences.iter().filter(|(_, count)| **count > 0).map(|(kind, _)| *kind) {
            *differences.entry(kind).or_default() += 1;
        }
    }
    let mut group = Group {
        scenario,
        instrument,
        attempt,
        trainees: results.len(),
        alpha: interval(&units, Measure::Alpha, SEED).filter(|_| results.len() > 1),
        gwet: interval(&units, Measure::Gwet, SEED).filter(|_| results.len() > 1),
        clues,
        questions,
        sensitivity: None,
        specificity: None,
        kappa: None,
        minutes: Spread::of(results.iter().map(|result| result.minutes.into()).collect()),
        outcomes,
        differences,
        hardest: Vec::new(),
        talk: Vec::new(),
    };
    let tables: Vec<_> = results.iter().filter_map(|result| group.table(result)).collect();
    group.sensitivity = Spread::of(tables.iter().filter_map(|table| percent(sensitivity(*table))).collect());
    group.specificity = Spread::of(tables.iter().filter_map(|table| percent(specificity(*table))).collect());
    #[expect(clippy::cast_possible_truncation, reason = "kappa lies between -1 and 1")]
    let hundredths =
        tables.iter().filter_map(|table| table.kappa()).map(|kappa| (kappa * 100.0).round() as i64);
    group.kappa = Spread::of(hundredths.collect());
    group.hardest = talk::hardest(&group);
    group.talk = talk::of(&group);
    Some(group)
}

fn clue_counts(
    scenario: &Scenario,
    instrument: &Instrument,
    truth: &Truth,
    results: &[&Played],
) -> Vec<ClueCount> {
    let mut counts: Vec<_> = (0..instrument.clues().len())
        .map(ClueIx)
        .map(|clue| {
            let id = &instrument.clue(clue).id;
            let of = |stand: Stand| results.iter().filter(|it| it.clues.get(id) == Some(&stand)).count();
            let (present, absent) = (of(Stand::Present), of(Stand::Absent));
            let key = scenario.key.clues.contains(id);
            ClueCount {
                clue,
                truth: truth.clue(clue),
                key,
                present,
                absent,
                open: results.len() - present - absent,
            }
        })
        .filter(|row| row.right().is_some() || row.present > 0)
        .collect();
    counts.sort_by_key(|row| (!row.key, row.clue));
    counts
}

fn question_counts(instrument: &Instrument, results: &[&Played]) -> Vec<QuestionCount> {
    let count = |question: QuestionIx| {
        let id = &instrument.question(question).id;
        let of = |coding: Coding| results.iter().filter(|it| it.questions.get(id) == Some(&coding)).count();
        let codings = Coding::ALL.map(of);
        QuestionCount { question, codings, untouched: results.len() - codings.iter().sum::<usize>() }
    };
    let all = (0..instrument.questions().len()).map(QuestionIx).map(count);
    all.filter(|row| row.codings.iter().any(|count| *count > 0)).collect()
}
