//! What is open on the desk and belongs to no case: sheets, dialogues, fields that cannot be read yet.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use crate::instrument::{NotADate, QuestionIx, Unfit};

/// Why what stands in a field is not an answer yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldFault {
    /// It is no whole number.
    NotANumber,
    /// It is no amount.
    NotAnAmount,
    /// It is no date.
    NotADate(NotADate),
    /// It does not fit the question.
    Unfit(Unfit),
}

/// What is open beside the case. Cheap to copy; given once, in context.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The list of shortcuts.
    pub shortcuts: RwSignal<bool>,
    /// The search.
    pub search: RwSignal<bool>,
    /// The choice of a track.
    pub tracks: RwSignal<bool>,
    /// The outline, as a sheet on a narrow screen.
    pub outline: RwSignal<bool>,
    /// The rail, as a sheet on a narrow screen.
    pub rail: RwSignal<bool>,
    /// The questions whose own words and observation are open.
    pub words: RwSignal<BTreeSet<QuestionIx>>,
    /// The questions for which a reason not to ask is being written.
    pub not_asked: RwSignal<BTreeSet<QuestionIx>>,
    /// The fields that cannot be read.
    pub faults: RwSignal<BTreeMap<QuestionIx, FieldFault>>,
    /// What stands in them, as it was typed: each kind of field knows its own.
    unread: StoredValue<BTreeMap<QuestionIx, Box<dyn Any + Send + Sync>>>,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        Self {
            shortcuts: RwSignal::new(false),
            search: RwSignal::new(false),
            tracks: RwSignal::new(false),
            outline: RwSignal::new(false),
            rail: RwSignal::new(false),
            words: RwSignal::default(),
            not_asked: RwSignal::default(),
            faults: RwSignal::default(),
            unread: StoredValue::default(),
        }
    }

    /// Closes what covers the page. Whether anything did.
    pub fn close(self) -> bool {
        let covers = [self.shortcuts, self.search, self.tracks, self.outline, self.rail];
        let open: Vec<_> = covers.into_iter().filter(|cover| cover.get_untracked()).collect();
        for cover in &open {
            cover.set(false);
        }
        !open.is_empty()
    }

    /// Clears all of it.
    pub fn clear(self) {
        self.close();
        self.words.set(BTreeSet::new());
        self.not_asked.set(BTreeSet::new());
        self.faults.set(BTreeMap::new());
        self.unread.set_value(BTreeMap::new());
    }

    /// Keeps what was typed and cannot be read, for when the question is opened again.
    pub fn keep_unread(self, question: QuestionIx, typed: impl Any + Send + Sync) {
        self.unread.update_value(|unread| drop(unread.insert(question, Box::new(typed))));
    }

    /// What was typed under a question and cannot be read.
    pub fn unread<T: Any + Clone>(self, question: QuestionIx) -> Option<T> {
        self.unread.with_value(|unread| unread.get(&question)?.downcast_ref().cloned())
    }

    /// Takes down what is wrong with a field, or that nothing is any more.
    pub fn fault(self, question: QuestionIx, fault: Option<FieldFault>) {
        if self.faults.with_untracked(|faults| faults.get(&question).copied()) != fault {
            self.faults.update(|faults| {
                match fault {
                    Some(fault) => faults.insert(question, fault),
                    None => faults.remove(&question),
                };
            });
        }
        if fault.is_none() {
            self.unread.update_value(|unread| drop(unread.remove(&question)));
        }
    }
}

/// The desk, from context.
pub fn desk() -> Desk {
    expect_context()
}
