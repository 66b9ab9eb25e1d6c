//! A file leaves once its line in the history is kept, and not before. Where the line cannot be kept it is taken
//! back, the file stays here, and both are told.
//!
//! What ends between the two, by a power cut or a tab that takes over, leaves a line of a file that was prepared
//! and perhaps never offered: the history says *prepared*, which is true of both.

use super::app::{App, Now};
use super::keeping::Saving;
use super::message::{Effect, Intent, Page, StoreFault};
use super::notice::Notice;
use super::phase::Phase;
use crate::instrument::Language;
use crate::interview::{Command, Leaving, Moment, Recipient, Sealing};
use crate::record::{self, Opening, how_to_open, sheet::Sheet};
use crate::vault::Fill;

/// What is taken down of a passing on.
#[derive(Debug)]
pub(super) struct Passed {
    pub leaving: Leaving,
    /// Whether the file holds the whole case, which can be brought back from it.
    pub whole: bool,
    /// How it is opened, where it is sealed.
    pub opening: Option<Opening>,
}

/// A file to take away.
pub(super) struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file that is taken down, and not offered yet.
pub(super) struct Held {
    file: File,
    /// Its line in the history: when it was prepared, and the record that is to be kept.
    at: Moment,
    line: Vec<u8>,
    whole: bool,
    to: Recipient,
    sealing: Sealing,
    opening: Option<Opening>,
}

/// How the file that has just left is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowToOpen {
    /// By what.
    pub opening: Opening,
    /// The name of the file.
    pub name: String,
}

impl HowToOpen {
    /// The half page that goes with the file.
    #[must_use]
    pub fn sheet(&self, language: Language) -> Sheet {
        how_to_open(self.opening, &self.name, language)
    }
}

impl App {
    /// Why nothing can be taken down of the open case now, so that nothing can leave.
    pub(super) fn cannot_take_down(&self) -> Option<Notice> {
        let Phase::Open(open) = &self.phase else { return None };
        match self.keeping.saving() {
            _ if self.is_following() => Some(Notice::Following),
            _ if open.newer => Some(Notice::Newer),
            Saving::NotSaved(fault) => Some(Notice::NotLeft(fault)),
            _ => None,
        }
    }

    /// Whether files can leave the open case: each is taken down, which this tab must be able to keep.
    #[must_use]
    pub fn can_pass_on(&self) -> bool {
        self.cannot_take_down().is_none()
    }

    /// Takes down in the case that it was passed on. The file is offered once that is kept; in an exercise, of
    /// which nothing is kept, at once.
    pub(super) fn take_down(
        &mut self,
        passed: Passed,
        file: File,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        if let Some(why) = self.cannot_take_down() {
            return self.tell(why);
        }
        let Passed { mut leaving, whole, opening } = passed;
        // It was prepared when it was taken down.
        let at = now.moment();
        leaving.at = at;
        let (to, sealing) = (leaving.recipient, leaving.sealing);
        if let Phase::Open(open) = &mut self.phase {
            open.passing.line = None;
        }
        self.perform(Command::PassOn(Box::new(leaving)), now, fill, effects);
        let Phase::Open(open) = &mut self.phase else {
            self.tell(Notice::LeftInExercise(to));
            return effects.push(Effect::Offer { name: file.name, bytes: file.bytes });
        };
        // Refused, which was told.
        let Some(line) = open.passing.line.take() else { return };
        open.passing.held = Some(Box::new(Held { file, at, line, whole, to, sealing, opening }));
        (open.passing.how, self.changed.around) = (None, true);
    }

    /// A commit has ended: the file whose line is kept is offered now; where it could not be, it is not.
    pub(super) fn offer_what_is_kept(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let saving = self.keeping.saving();
        let Phase::Open(open) = &mut self.phase else { return };
        let keeping = &self.keeping;
        let kept = |held: &mut Box<Held>| keeping.is_kept(&held.line);
        if let Some(held) = open.passing.held.take_if(kept) {
            let Held { file, whole, to, sealing, opening, .. } = *held;
            open.passing.how = opening.map(|opening| HowToOpen { opening, name: file.name.clone() });
            effects.push(Effect::Offer { name: file.name, bytes: file.bytes });
            if whole {
                self.passed_on_whole(now, fill, effects);
            }
            self.changed.around = true;
            self.tell(Notice::PassedOn(to, sealing));
        } else if let Saving::NotSaved(fault) = saving {
            self.keep_back(Some(fault), now, fill, effects);
        }
    }

    /// Keeps the file back that waits for its line to be kept, and takes the line back.
    pub(super) fn keep_back(
        &mut self,
        fault: Option<StoreFault>,
        now: Now,
        fill: Fill<'_>,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Open(open) = &mut self.phase else { return };
        let Some(held) = open.passing.held.take() else { return };
        self.perform(Command::KeepBack(held.at), now, fill, effects);
        self.changed.around = true;
        self.tell(fault.map_or(Notice::NotSealed, Notice::NotLeft));
    }

    /// Another tab has taken over: the file that waits is given up with all that was not kept. Whether there was
    /// one.
    pub(super) fn give_up_what_waits(&mut self) -> bool {
        let Phase::Open(open) = &mut self.phase else { return false };
        self.changed.around = true;
        open.passing.held.take().is_some()
    }

    /// Whether the intent leads away from the case whose file waits for its line to be kept.
    pub(super) const fn leads_away(intent: &Intent) -> bool {
        !matches!(
            intent,
            Intent::Stir
                | Intent::Do(_)
                | Intent::Write(_)
                | Intent::Set(_)
                | Intent::Dismiss
                | Intent::TakeOver
                | Intent::SaveRescue
                | Intent::Leave(_)
        ) && !matches!(intent, Intent::Go(page) if !matches!(page, Page::Cases | Page::Settings))
    }

    /// What has just left is no longer spoken of: the case is left.
    pub(super) fn forget_how(&mut self) {
        let Phase::Open(open) = &mut self.phase else { return };
        self.changed.around |= open.passing.how.take().is_some();
    }

    /// How the file that has just left is opened.
    #[must_use]
    pub fn how_to_open(&self) -> Option<&HowToOpen> {
        match &self.phase {
            Phase::Open(open) => open.passing.how.as_ref(),
            _ => None,
        }
    }

    /// Offers the half page that tells how it is opened.
    pub(super) fn save_how(&mut self, language: Language, effects: &mut Vec<Effect>) {
        let Some(how) = self.how_to_open() else { return };
        let stem = how.name.split('.').next().unwrap_or_default();
        let name = format!("{stem}-{}.html", record::HOW_TO_OPEN);
        let bytes = how.sheet(language).to_html().into_bytes();
        effects.push(Effect::Offer { name, bytes });
    }
}
