//! What can be taken back.

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::decision::Decision;
use super::entry::Entry;
use super::event::{Happening, Refusal, Step};
use super::look::Altered;
use super::setting::Setting;
use crate::instrument::{ClueId, QuestionId, StageId};

/// How many changes can be taken back. Older ones are forgotten, not their effect.
const DEPTH: usize = 500;

/// One change, with what stood before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Change {
    /// Of what stands under a question.
    Entry { question: QuestionId, before: Box<Entry>, after: Box<Entry> },
    /// Of what the interviewer says of a clue.
    Clue { clue: ClueId, before: Option<Box<Setting>>, after: Option<Box<Setting>> },
    /// Of the decision.
    Decision { before: Box<Decision>, after: Box<Decision> },
}

/// What a change is of. Changes of different things can be taken back in any order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target<'a> {
    Question(&'a QuestionId),
    Clue(&'a ClueId),
    Decision,
}

impl Change {
    /// What it is of.
    pub fn target(&self) -> Target<'_> {
        match self {
            Self::Entry { question, .. } => Target::Question(question),
            Self::Clue { clue, .. } => Target::Clue(clue),
            Self::Decision { .. } => Target::Decision,
        }
    }
}

/// The changes that can be taken back, and those that can be made again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Changes {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Changes {
    pub fn last(&self) -> Option<&Change> {
        self.done.last()
    }

    /// Every change that can be made again, the one taken back last first.
    pub fn undone(&self) -> impl Iterator<Item = &Change> {
        self.undone.iter().rev()
    }

    pub fn push(&mut self, change: Change) {
        self.undone.clear();
        self.done.push(change);
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
    }

    /// Goes on with the last change, as when a word is being written.
    pub fn continue_with(&mut self, change: Change) {
        match (self.done.last_mut(), change) {
            (
                Some(Change::Entry { question: last, after, .. }),
                Change::Entry { question, after: new, .. },
            ) if *last == question => {
                *after = new;
                self.undone.clear();
            }
            (Some(Change::Decision { after, .. }), Change::Decision { after: new, .. }) => {
                *after = new;
                self.undone.clear();
            }
            (_, change) => self.push(change),
        }
    }

    /// Takes the last change of this back. Later ones of other things stay.
    pub fn undo(&mut self, of: &Change) {
        self.undone.extend(last_of(&mut self.done, of));
    }

    /// Makes what was taken back of this last again.
    pub fn redo(&mut self, of: &Change) {
        self.done.extend(last_of(&mut self.undone, of));
    }

    /// Every change that can be taken back, the last one first.
    pub fn backwards(&self) -> impl Iterator<Item = &Change> {
        self.done.iter().rev()
    }

    /// Forgets every change of a stage, told by its questions: what was erased must not come back.
    pub fn forget(&mut self, stage: StageId, erased: impl Fn(&QuestionId) -> bool) {
        let of_stage = |setting: &Option<Box<Setting>>| setting.as_ref().is_some_and(|it| it.stage == stage);
        let stays = |change: &Change| match change {
            Change::Entry { question, .. } => !erased(question),
            Change::Clue { before, after, .. } => !of_stage(before) && !of_stage(after),
            Change::Decision { .. } => true,
        };
        self.done.retain(stays);
        self.undone.retain(stays);
    }
}

/// Takes the last change of the same thing out.
fn last_of(changes: &mut Vec<Change>, of: &Change) -> Option<Change> {
    let at = changes.iter().rposition(|change| change.target() == of.target())?;
    Some(changes.remove(at))
}

impl Case {
    /// Takes the last change back that still can be: what was collected under an agreement that was withdrawn
    /// does not move any more, and stops nothing else.
    pub(super) fn undo_last(&self) -> Result<Option<Happening>, Refusal> {
        let (_, change) = self.first_open(self.kept.changes.backwards())?;
        Ok(Some(match change.clone() {
            Change::Entry { question, before, .. } => Happening::Entered(question, before, Step::Undo),
            Change::Clue { clue, before, .. } => Happening::ClueSet(clue, before, Step::Undo),
            Change::Decision { before, .. } => Happening::Decided(before, Step::Undo),
        }))
    }

    pub(super) fn redo_last(&self) -> Result<Option<Happening>, Refusal> {
        let (_, change) = self.first_open(self.kept.changes.undone())?;
        Ok(Some(match change.clone() {
            Change::Entry { question, after, .. } => Happening::Entered(question, after, Step::Redo),
            Change::Clue { clue, after, .. } => Happening::ClueSet(clue, after, Step::Redo),
            Change::Decision { after, .. } => Happening::Decided(after, Step::Redo),
        }))
    }

    /// What undo would take back, and how many later changes it leaves as they are, since the agreement under
    /// which they were made was withdrawn.
    #[must_use]
    pub fn to_undo(&self) -> Option<(usize, Altered)> {
        self.told(self.kept.changes.backwards())
    }

    /// What redo would make again, and how many changes it leaves as they are.
    #[must_use]
    pub fn to_redo(&self) -> Option<(usize, Altered)> {
        self.told(self.kept.changes.undone())
    }

    fn told<'a>(&'a self, changes: impl Iterator<Item = &'a Change>) -> Option<(usize, Altered)> {
        let (past, change) = self.first_open(changes).ok()?;
        self.altered_by(change).map(|altered| (past, altered))
    }

    /// The first of these changes that may move, and how many before it may not. An earlier change of the same thing as one that may not stays
    /// as well: it lies beneath it.
    fn first_open<'a>(
        &'a self,
        changes: impl Iterator<Item = &'a Change>,
    ) -> Result<(usize, &'a Change), Refusal> {
        let mut closed: Vec<(&Change, StageId)> = Vec::new();
        for change in changes {
            let beneath = closed.iter().find(|(over, _)| over.target() == change.target());
            match beneath.map(|(_, stage)| *stage).or_else(|| self.closed_under(change)) {
                Some(stage) => closed.push((change, stage)),
                None => return Ok((closed.len(), change)),
            }
        }
        let first = closed.first();
        Err(first.map_or(Refusal::Nothing, |(_, stage)| Refusal::OnlyWithdrawn(*stage)))
    }

    /// The stage whose agreement does not stand and that a change belongs to, if there is one.
    fn closed_under(&self, change: &Change) -> Option<StageId> {
        let stages = match change {
            Change::Entry { question, .. } => {
                [self.instrument.find(question).map(|question| self.instrument.stage_of(question)), None]
            }
            Change::Clue { before, after, .. } => {
                [before, after].map(|setting| setting.as_ref().map(|setting| setting.stage))
            }
            Change::Decision { .. } => [None, None],
        };
        stages.into_iter().flatten().find(|stage| !self.agreements().given(*stage))
    }
}
