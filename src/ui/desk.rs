//! What is open on the desk and belongs to no case: sheets, dialogues, the field in which something is being typed.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::doors::browser;
use crate::instrument::QuestionIx;
use crate::state::{Hand, Meant};

/// What is told softly of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Escape has left a field, and hides the page when it is pressed again.
    LeftField,
    /// The same key once more locks the safe.
    Armed,
}

/// What was last done by hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Last {
    /// The question at which a key that waits was pressed.
    pub waited_at: Option<QuestionIx>,
    /// When Escape was pressed, in milliseconds.
    pub escaped: Option<i64>,
    /// Whether the focus was moved by a mouse or a finger.
    pub by_pointer: bool,
    /// Whether the page is being unloaded: fields that lose the focus then are not left by anybody.
    unloading: bool,
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
    /// What else can be done, as a sheet on a narrow screen.
    pub menu: RwSignal<bool>,
    /// What must happen first, as a sheet on a narrow screen.
    pub urgent: RwSignal<bool>,
    /// Whether it is asked if an exercise is to be left.
    pub leaving: RwSignal<bool>,
    /// The questions whose own words and observation are open.
    pub words: RwSignal<BTreeSet<QuestionIx>>,
    /// The questions for which a reason not to ask is being written.
    pub not_asked: RwSignal<BTreeSet<QuestionIx>>,
    /// The question in whose fields something is being typed: it is judged once they are left.
    pub typing: RwSignal<Option<QuestionIx>>,
    /// Whether a finger or the mouse is down: until it is up and its click is done, nothing that can be
    /// pressed moves.
    pub pressing: RwSignal<bool>,
    /// What is done about the fields that a press has left: done before the click is, so that what it changes
    /// moves nothing under the hand.
    pub left: StoredValue<Option<Callback<()>>>,
    /// The hand on the keyboard.
    pub hand: StoredValue<Hand>,
    /// What a key has asked for and waits, and at which question it was pressed.
    pub waiting: RwSignal<Vec<Meant>>,
    /// What was last done by hand.
    pub last: StoredValue<Last>,
    /// What is told softly.
    pub hint: RwSignal<Option<Hint>>,
    /// What was written with the cursor in no field: it stays until it is put somewhere or dropped.
    pub nowhere: RwSignal<Option<String>>,
    /// The question whose answer a key has just changed, to be said aloud; counted, since it may be the same.
    pub said: RwSignal<Option<(QuestionIx, u32)>>,
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
            menu: RwSignal::new(false),
            urgent: RwSignal::new(false),
            leaving: RwSignal::new(false),
            words: RwSignal::default(),
            not_asked: RwSignal::default(),
            typing: RwSignal::default(),
            pressing: RwSignal::default(),
            left: StoredValue::default(),
            hand: StoredValue::default(),
            waiting: RwSignal::default(),
            last: StoredValue::default(),
            hint: RwSignal::default(),
            nowhere: RwSignal::default(),
            said: RwSignal::default(),
        }
    }

    const fn covers(self) -> [RwSignal<bool>; 7] {
        [self.shortcuts, self.search, self.tracks, self.outline, self.rail, self.menu, self.urgent]
    }

    /// Tells something softly.
    pub fn tell(self, hint: Hint) {
        self.hint.set(Some(hint));
    }

    /// Takes back what is told softly, if it is this.
    pub fn untell(self, hint: Hint) {
        if self.hint.get_untracked() == Some(hint) {
            self.hint.set(None);
        }
    }

    /// Forgets what was written with the cursor in no field.
    pub fn forget_nowhere(self) {
        self.hand.update_value(Hand::forget);
        self.nowhere.set(None);
    }

    /// Has the answer to a question said aloud.
    pub fn say(self, question: QuestionIx) {
        let count = self.said.with_untracked(|said| said.map_or(0, |(_, count)| count));
        self.said.set(Some((question, count.wrapping_add(1))));
    }

    /// Whether something covers the page. What is a sheet on a narrow screen covers nothing on a wide one.
    pub fn is_covered(self) -> bool {
        let open = |cover: &RwSignal<bool>| cover.get_untracked();
        let sheets = [self.outline, self.rail, self.menu, self.urgent];
        let always = [self.shortcuts, self.search, self.tracks];
        always.iter().any(open) || browser::is_narrow() && sheets.iter().any(open)
    }

    /// Closes what covers the page. Whether anything did.
    pub fn close(self) -> bool {
        let covered = self.is_covered();
        for cover in self.covers().into_iter().filter(|cover| cover.get_untracked()) {
            cover.set(false);
        }
        covered
    }

    /// Whether the page is about to be unloaded. Where the interviewer stays after all, that is over at the next
    /// key or press.
    pub fn unloads(self, unloads: bool) {
        self.last.update_value(|last| last.unloading = unloads);
    }

    /// Does this now, or, while something is being pressed, once that is over. Not when the page is unloaded:
    /// what was being written comes back as it stood.
    pub fn leave(self, then: Callback<()>) {
        if self.last.get_value().unloading {
            return;
        }
        self.left_now();
        if self.pressing.get_untracked() {
            self.left.set_value(Some(then));
        } else {
            then.run(());
        }
    }

    /// Does what waits for the end of a press. Fields that are gone have nothing to do any more.
    pub fn left_now(self) {
        if let Some(then) = self.left.try_update_value(Option::take).flatten() {
            then.try_run(());
        }
    }

    /// Nothing is pressed any more.
    pub fn lifted(self) {
        self.left_now();
        if self.pressing.get_untracked() {
            self.pressing.set(false);
        }
    }

    /// Clears all of it.
    pub fn clear(self) {
        self.close();
        self.leaving.set(false);
        self.words.set(BTreeSet::new());
        self.not_asked.set(BTreeSet::new());
        self.typing.set(None);
        self.hand.set_value(Hand::default());
        self.waiting.set(Vec::new());
        self.hint.set(None);
        self.nowhere.set(None);
        self.said.set(None);
    }
}

/// The desk, from context.
pub fn desk() -> Desk {
    expect_context()
}
