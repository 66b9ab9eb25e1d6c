//! A scenario in the making: a trainer copies one, and changes it until the checker has nothing to say.
//!
//! Start with [`Draft`]. Every change is an [`Edit`], and can be taken back. What is still wrong is what
//! [`Scenario::check`] says, as in the command; a [`Spot`] tells where it is mended.

mod edit;
mod spot;
mod tick;

use std::sync::Arc;

use super::scenario::{LIMITS, Scenario};
use super::shelf;
use super::trust::Rules;
use crate::findings::ClueState;
use crate::instrument::{Fault, Flaw, Instrument, Language, Shelf};
use crate::intake::Beyond;

pub use edit::{Edit, Field, Script};
pub use spot::{Part, Spot};

/// How many changes can be taken back.
const BACK: usize = 200;

/// A scenario in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    scenario: Arc<Scenario>,
    /// As it was last read from a file, or given away as one.
    saved: Option<Arc<Scenario>>,
    before: Vec<Arc<Scenario>>,
    last: Option<Edit>,
}

impl Draft {
    /// A copy of a scenario, under a name of its own.
    #[must_use]
    pub fn copy_of(scenario: &Scenario) -> Self {
        let mut copy = scenario.clone();
        copy.id = format!("{}-copy", scenario.id).as_str().into();
        copy.version = "1.0.0".into();
        Self::unsaved(copy)
    }

    /// A scenario that no file is known to have.
    #[must_use]
    pub fn unsaved(scenario: Scenario) -> Self {
        Self { scenario: Arc::new(scenario), saved: None, before: Vec::new(), last: None }
    }

    /// A scenario from a file.
    #[must_use]
    pub fn read(scenario: Scenario) -> Self {
        let scenario = Arc::new(scenario);
        Self { saved: Some(Arc::clone(&scenario)), scenario, before: Vec::new(), last: None }
    }

    /// The scenario as it stands.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Whether it holds something that no file has.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.saved.as_ref() != Some(&self.scenario)
    }

    /// Whether a change can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Changes it. Letters that go on with what was being written are one change. The first one after a
    /// file was given away makes a new version: results of different versions are not put together.
    pub fn edit(&mut self, edit: Edit, instrument: &Instrument) {
        let mut after = (*self.scenario).clone();
        edit.apply(&mut after, instrument);
        if after == *self.scenario {
            return;
        }
        if let Some(saved) = self.saved.as_ref().filter(|saved| **saved == self.scenario) {
            after.version = saved.version.next();
        }
        if !self.last.as_ref().is_some_and(|last| edit.goes_on(last)) {
            self.before.push(Arc::clone(&self.scenario));
            let over = self.before.len().saturating_sub(BACK);
            self.before.drain(..over);
        }
        self.last = Some(edit);
        self.scenario = Arc::new(after);
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.scenario = before;
            self.last = None;
        }
    }

    /// Every flaw: those of the scenario, a name that the app's own scenarios have, and more than a file
    /// takes.
    #[must_use]
    pub fn flaws(&self, shelf: &Shelf, rules: &Arc<Rules>) -> Vec<Flaw> {
        let file = self.file_name();
        let picture = |name: &str| shelf::picture(name).map(std::borrow::Cow::Borrowed);
        let mut flaws = self.scenario.check(&file, shelf, rules, &picture);
        let mut flaw = |place: &str, fault: Fault| {
            flaws.insert(0, Flaw { place: format!("{file}: {place}"), fault });
        };
        if shelf::scenario(&self.scenario.id).is_some() {
            flaw("id", Fault::Twice(self.scenario.id.to_string()));
        }
        if self.to_json().len() > LIMITS.bytes {
            flaw("format", Fault::Beyond(Beyond::TooLarge));
        }
        flaws
    }

    /// Where each clue stands in the truth; nothing when the truth cannot be led through.
    #[must_use]
    pub fn clues(&self, instrument: &Arc<Instrument>) -> Vec<ClueState> {
        tick::states(&self.scenario, instrument, Language::Fr)
    }

    /// The name of its file.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.json", self.scenario.id)
    }

    /// The draft as it is kept and given away.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&*self.scenario).unwrap_or_default() + "\n"
    }

    /// Gives the draft away as a file.
    pub fn save(&mut self) -> String {
        self.saved = Some(Arc::clone(&self.scenario));
        self.to_json()
    }
}
