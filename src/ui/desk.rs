//! What is open on the desk and belongs to no case: sheets, dialogues, the field in which something is being typed.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::doors::browser;
use crate::instrument::QuestionIx;

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
        }
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
        let covers =
            [self.shortcuts, self.search, self.tracks, self.outline, self.rail, self.menu, self.urgent];
        for cover in covers.into_iter().filter(|cover| cover.get_untracked()) {
            cover.set(false);
        }
        covered
    }

    /// Nothing is pressed any more.
    pub fn lifted(self) {
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
    }
}

/// The desk, from context.
pub fn desk() -> Desk {
    expect_context()
}
