//! What can be taken back.

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::entry::Entry;
use crate::instrument::QuestionId;

/// How many changes can be taken back. Older ones are forgotten, not their effect.
const DEPTH: usize = 500;

/// One change, with what stood before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Change {
    /// Of what stands under a question.
    Entry { question: QuestionId, before: Box<Entry>, after: Box<Entry> },
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

    /// Forgets every change of these questions: what was erased must not come back.
    pub fn forget(&mut self, erased: impl Fn(&QuestionId) -> bool) {
        let stays = |change: &Change| !matches!(change, Change::Entry { question, .. } if erased(question));
        self.done.retain(stays);
        self.undone.retain(stays);
    }
}
