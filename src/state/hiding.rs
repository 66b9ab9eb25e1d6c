//! Out of sight at once, and back: real work by its passphrase, an exercise as it was left. What would be
//! lost if the tab were closed.

use super::app::{App, Now};
use super::message::Effect;
use super::phase::Phase;
use super::training::Training;
use crate::vault::Fill;

impl App {
    /// Shows the neutral page at once. Real work is locked, and opened on the list; an exercise waits in memory.
    pub(super) fn hide(&mut self, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let exercise = if self.in_exercise() {
            Some(Box::new(std::mem::replace(&mut self.phase, Phase::Starting)))
        } else {
            if let Phase::Open(open) = &mut self.phase {
                (open.current, open.returning) = (None, None);
            }
            self.mark(fill, effects);
            self.lock();
            self.left = None;
            None
        };
        self.show(Phase::Hidden { exercise });
    }

    /// Leads from the neutral page back to the exercise behind it.
    pub(super) fn come_back(&mut self, now: Now) {
        if let Phase::Hidden { exercise: exercise @ Some(_) } = &mut self.phase
            && let Some(exercise) = exercise.take()
        {
            self.show(*exercise);
            self.time_over(now);
        }
    }

    /// Whether an exercise waits behind the neutral page.
    #[must_use]
    pub const fn hides_exercise(&self) -> bool {
        matches!(self.phase, Phase::Hidden { exercise: Some(_) })
    }

    /// The training, on the screen or behind the neutral page.
    pub(super) fn training_behind(&self) -> Option<&Training> {
        let phase = match &self.phase {
            Phase::Hidden { exercise } => exercise.as_deref()?,
            phase => phase,
        };
        match phase {
            Phase::Training(training) => Some(training),
            _ => None,
        }
    }

    pub(super) fn training_behind_mut(&mut self) -> Option<&mut Training> {
        let phase = match &mut self.phase {
            Phase::Hidden { exercise } => exercise.as_deref_mut()?,
            phase => phase,
        };
        match phase {
            Phase::Training(training) => Some(training),
            _ => None,
        }
    }

    /// Whether something would be lost if this tab were closed now: an interview, a result, or a draft that
    /// no file has.
    #[must_use]
    pub fn would_lose(&self) -> bool {
        let draft = |it: &Training| it.writing.as_ref().is_some_and(|writing| writing.draft().is_changed());
        self.training_behind().is_some_and(|it| it.would_end() || draft(it))
    }

    /// Whether an interview or a result would be lost by leaving the training.
    #[must_use]
    pub fn would_end(&self) -> bool {
        self.training_behind().is_some_and(Training::would_end)
    }
}

impl Training {
    /// Whether an interview or a result would be lost by leaving: the draft stays with the tab.
    pub(super) fn would_end(&self) -> bool {
        let begun = self.playing.as_ref().is_some_and(|playing| !playing.play.turns().is_empty());
        begun || self.seat.as_ref().is_some_and(|seat| !seat.done.is_empty())
    }
}
