//! The findings on a whole case.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use super::clue::{ClueFinding, ClueState};
use super::lens::{LensIx, Lenses, Reading};
use crate::instrument::{ClueIx, Instrument, QuestionIx, Reckoned, ReckoningIx, Truth};
use crate::interview::{Case, Touched};

/// How many clues stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Clues that an answer raises.
    pub present: usize,
    /// Clues that are ruled out.
    pub absent: usize,
    /// Clues that were asked about and cannot be told.
    pub unknown: usize,
    /// Clues that were not asked about yet.
    pub not_yet_asked: usize,
}

impl Counts {
    /// Clues that are neither present nor absent.
    #[must_use]
    pub const fn open(self) -> usize {
        self.unknown + self.not_yet_asked
    }

    /// All clues counted.
    #[must_use]
    pub const fn total(self) -> usize {
        self.present + self.absent + self.open()
    }

    /// How many stand there.
    #[must_use]
    pub const fn of(self, state: ClueState) -> usize {
        match state {
            ClueState::Present => self.present,
            ClueState::Absent => self.absent,
            ClueState::Unknown => self.unknown,
            ClueState::NotYetAsked => self.not_yet_asked,
        }
    }

    /// Counts one more that stands there.
    pub(super) const fn add(&mut self, state: ClueState) {
        *self.place(state) += 1;
    }

    const fn place(&mut self, state: ClueState) -> &mut usize {
        match state {
            ClueState::Present => &mut self.present,
            ClueState::Absent => &mut self.absent,
            ClueState::Unknown => &mut self.unknown,
            ClueState::NotYetAsked => &mut self.not_yet_asked,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for state in ClueState::ALL {
            *self.place(state) += other.of(state);
        }
    }
}

/// What the answers of a case say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    reckonings: Vec<Reckoned>,
    clues: Vec<ClueFinding>,
    families: Vec<Counts>,
    first: Vec<Truth>,
    readings: Vec<Reading>,
}

impl Findings {
    /// The findings on a case, from scratch.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let instrument = case.instrument();
        let reckonings: Vec<_> =
            (0..instrument.reckonings().len()).map(|at| reckon(instrument, case, ReckoningIx(at))).collect();
        let clues: Vec<_> = (0..instrument.clues().len())
            .map(|at| ClueFinding::of(instrument, case, ClueIx(at), &reckonings))
            .collect();
        let mut families = vec![Counts::default(); instrument.families.len()];
        for (clue, finding) in instrument.clues().iter().zip(&clues) {
            families[clue.family].add(finding.state);
        }
        let first = (0..instrument.first_things.len()).map(|at| first_thing(instrument, case, at)).collect();
        let told = |clue: ClueIx| clues[clue.0].state.truth();
        let readings = Lenses::of(instrument).all().iter().map(|lens| Reading::of(lens, told)).collect();
        Self { reckonings, clues, families, first, readings }
    }

    /// Brings the findings up to date after an event touched these. Gives back the clues whose state or
    /// grounds changed.
    pub fn update(&mut self, case: &Case, touched: &Touched) -> BTreeSet<ClueIx> {
        let instrument = case.instrument();
        let (mut clues, mut first) = (touched.clues.clone(), BTreeSet::new());
        let mut reckonings: BTreeSet<ReckoningIx> = BTreeSet::new();
        for question in &touched.questions {
            clues.extend(instrument.question(*question).clues.iter().map(|link| link.clue));
            first.extend(instrument.first_things_of(*question));
            reckonings.extend(instrument.reckonings_of(*question));
        }
        for reckoning in reckonings {
            self.reckonings[reckoning.0] = reckon(instrument, case, reckoning);
            clues.extend(instrument.clues_of(reckoning));
        }
        clues.retain(|clue| {
            let after = ClueFinding::of(instrument, case, *clue, &self.reckonings);
            let before = &mut self.clues[clue.0];
            let changed = *before != after;
            if before.state.truth() != after.state.truth() {
                for reading in &mut self.readings {
                    reading.update(*clue, after.state.truth());
                }
            }
            let counts = &mut self.families[instrument.clue(*clue).family];
            *counts.place(before.state) -= 1;
            *counts.place(after.state) += 1;
            *before = after;
            changed
        });
        for at in first {
            self.first[at] = first_thing(instrument, case, at);
        }
        clues
    }

    /// What every lens of the edition says, in the order of [`Lenses::all`].
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// What one lens says.
    #[must_use]
    pub fn reading(&self, lens: LensIx) -> &Reading {
        &self.readings[lens.0]
    }

    /// What is reckoned from the answers, and how.
    #[must_use]
    pub fn reckoned(&self, reckoning: ReckoningIx) -> &Reckoned {
        &self.reckonings[reckoning.0]
    }

    /// All that is reckoned, in the order of the instrument.
    pub fn reckonings(&self) -> impl Iterator<Item = (ReckoningIx, &Reckoned)> {
        self.reckonings.iter().enumerate().map(|(at, reckoned)| (ReckoningIx(at), reckoned))
    }

    /// The reckonings that the answer to a question completes: they are known, and no later question of
    /// theirs has an answer.
    pub fn completed_by<'a>(
        &'a self,
        case: &'a Case,
        question: QuestionIx,
    ) -> impl Iterator<Item = ReckoningIx> + 'a {
        let instrument = case.instrument();
        let last = move |at: &ReckoningIx| {
            let inputs = instrument.reckoning(*at).inputs();
            inputs.into_iter().rfind(|input| case.value(*input).is_some()) == Some(question)
        };
        let reckonings = instrument.reckonings_of(question).iter().copied();
        reckonings.filter(|at| self.reckoned(*at).interval.is_some()).filter(last)
    }

    /// What the answers say of one clue.
    #[must_use]
    pub fn clue(&self, clue: ClueIx) -> &ClueFinding {
        &self.clues[clue.0]
    }

    /// All clues in the order of the instrument.
    pub fn clues(&self) -> impl Iterator<Item = (ClueIx, &ClueFinding)> {
        self.clues.iter().enumerate().map(|(at, finding)| (ClueIx(at), finding))
    }

    /// How many clues of a family stand where.
    #[must_use]
    pub fn family(&self, family: usize) -> Counts {
        self.families[family]
    }

    /// The counts of all families, in the order of the instrument.
    #[must_use]
    pub fn families(&self) -> &[Counts] {
        &self.families
    }

    /// How many clues stand where, in all.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.families.iter().for_each(|family| counts += *family);
        counts
    }

    /// What must happen first: places in the instrument's first things whose condition holds, in
    /// its order.
    pub fn first_things(&self) -> impl Iterator<Item = usize> + '_ {
        self.first.iter().enumerate().filter(|(_, holds)| **holds == Truth::Yes).map(|(at, _)| at)
    }
}

fn reckon(instrument: &Instrument, case: &Case, reckoning: ReckoningIx) -> Reckoned {
    instrument.reckoning(reckoning).reckon(&|question| case.value(question))
}

fn first_thing(instrument: &Instrument, case: &Case, at: usize) -> Truth {
    instrument.first_things[at].when.holds(&|question| case.value(question))
}
