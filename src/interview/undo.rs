//! What can be taken back.

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::entry::Entry;
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

    pub fn last_undone(&self) -> Option<&Change> {
        self.undone.last()
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

    pub fn undo(&mut self) {
        self.undone.extend(self.done.pop());
    }

    pub fn redo(&mut self) {
        self.done.extend(self.undone.pop());
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
