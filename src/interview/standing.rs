//! Which answers stand, and how far each section is: kept up to date by what changes, so that an
//! answer costs the same in a short form and in a long one.

use std::collections::BTreeSet;

use super::agreement::Agreements;
use super::entry::Entry;
use crate::instrument::{Instrument, QuestionIx, SectionIx, StageId, TrackId, Truth, Value};

/// Whether a question is asked, and so whether its answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its stage has no agreement that stands.
    Closed,
    /// The answers given make it irrelevant. What was written under it is kept, and counts nowhere.
    NotRelevant,
    /// The track that is followed leaves it out, and nothing is written under it. It can be answered all
    /// the same, and is asked from then on.
    OffTrack,
    /// It is asked, and its answer stands.
    Asked,
}

/// How far a section, a stage or a case is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Questions that are asked.
    pub asked: usize,
    /// Those of them that have an answer, or a known way of not being answered.
    pub settled: usize,
    /// Those of them that are marked for later.
    pub marked: usize,
    /// Questions that are not asked any more, and under which something is written.
    pub set_aside: usize,
}

impl Progress {
    /// Questions that are asked and still blank.
    #[must_use]
    pub const fn left(self) -> usize {
        self.asked - self.settled
    }

    fn count(standing: Standing, entry: &Entry) -> Self {
        let one = usize::from;
        let asked = standing == Standing::Asked;
        Self {
            asked: one(asked),
            settled: one(asked && entry.answer.is_some()),
            marked: one(asked && entry.marked),
            set_aside: one(standing == Standing::NotRelevant && entry.is_written()),
        }
    }

    fn replace(&mut self, before: Self, after: Self) {
        let change = |field: &mut usize, before: usize, after: usize| *field = *field + after - before;
        change(&mut self.asked, before.asked, after.asked);
        change(&mut self.settled, before.settled, after.settled);
        change(&mut self.marked, before.marked, after.marked);
        change(&mut self.set_aside, before.set_aside, after.set_aside);
    }
}

impl std::iter::Sum for Progress {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |mut sum, part| {
            sum.replace(Self::default(), part);
            sum
        })
    }
}

/// What the standings follow from.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub instrument: &'a Instrument,
    pub agreements: &'a Agreements,
    pub track: TrackId,
    pub entries: &'a [Entry],
}

/// The standing of every question and the progress of every section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standings {
    of: Vec<Standing>,
    progress: Vec<Progress>,
}

impl Standings {
    /// From scratch.
    pub fn new(ground: Ground<'_>) -> Self {
        let Ground { instrument, entries, .. } = ground;
        let mut standings = Self {
            of: vec![Standing::Closed; entries.len()],
            progress: vec![Progress::default(); instrument.sections().len()],
        };
        for at in (0..entries.len()).map(QuestionIx) {
            let standing = standings.judge(ground, at);
            standings.of[at.0] = standing;
            let section = instrument.question(at).section;
            standings.progress[section.0]
                .replace(Progress::default(), Progress::count(standing, &entries[at.0]));
        }
        standings
    }

    pub fn of(&self, question: QuestionIx) -> Standing {
        self.of[question.0]
    }

    pub fn progress(&self, section: SectionIx) -> Progress {
        self.progress[section.0]
    }

    /// The value of an answer that stands.
    pub fn value<'a>(&self, entries: &'a [Entry], question: QuestionIx) -> Option<&'a Value> {
        (self.of(question) == Standing::Asked).then(|| entries[question.0].value()).flatten()
    }

    fn judge(&self, ground: Ground<'_>, question: QuestionIx) -> Standing {
        let Ground { instrument, agreements, track, entries } = ground;
        if !agreements.given(instrument.stage_of(question)) {
            return Standing::Closed;
        }
        let look = |seen: QuestionIx| self.value(entries, seen);
        let asked = instrument.question(question);
        match &asked.relevant {
            Some(condition) if condition.holds(&look) != Truth::Yes => Standing::NotRelevant,
            _ if !asked.is_on(track) && entries[question.0].is_blank() => Standing::OffTrack,
            _ => Standing::Asked,
        }
    }

    /// After the entry of one question changed from `before`: the questions whose standing or
    /// content changed, that one among them.
    pub fn entered(
        &mut self,
        ground: Ground<'_>,
        question: QuestionIx,
        before: &Entry,
    ) -> BTreeSet<QuestionIx> {
        let (was, is) = (self.of(question), self.judge(ground, question));
        let section = ground.instrument.question(question).section;
        self.of[question.0] = is;
        self.progress[section.0]
            .replace(Progress::count(was, before), Progress::count(is, &ground.entries[question.0]));
        let mut touched = BTreeSet::from([question]);
        self.settle(ground, ground.instrument.dependents(question), &mut touched);
        touched
    }

    /// Judges these questions again, and in the order of the document all that depends on those
    /// whose standing changes. Relevance looks backwards only, so each is judged once.
    fn settle(&mut self, ground: Ground<'_>, start: &[QuestionIx], touched: &mut BTreeSet<QuestionIx>) {
        let mut waiting: BTreeSet<QuestionIx> = start.iter().copied().collect();
        while let Some(question) = waiting.pop_first() {
            let (before, after) = (self.of(question), self.judge(ground, question));
            if before == after {
                continue;
            }
            let entry = &ground.entries[question.0];
            let section = ground.instrument.question(question).section;
            self.of[question.0] = after;
            self.progress[section.0].replace(Progress::count(before, entry), Progress::count(after, entry));
            touched.insert(question);
            waiting.extend(ground.instrument.dependents(question));
        }
    }

    /// After the agreement to a stage changed: the questions whose standing changed.
    pub fn agreed(&mut self, ground: Ground<'_>, stage: StageId) -> BTreeSet<QuestionIx> {
        let mut touched = BTreeSet::new();
        let questions: Vec<_> = ground.instrument.questions_of(stage).collect();
        self.settle(ground, &questions, &mut touched);
        touched
    }

    /// After another track is followed: the questions whose standing changed.
    pub fn followed(&mut self, ground: Ground<'_>) -> BTreeSet<QuestionIx> {
        let mut touched = BTreeSet::new();
        let questions: Vec<_> = (0..ground.entries.len()).map(QuestionIx).collect();
        self.settle(ground, &questions, &mut touched);
        touched
    }
}
