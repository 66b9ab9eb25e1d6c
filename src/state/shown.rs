//! What the screens show: a projection of the state, and which parts of it have changed.

use std::collections::BTreeSet;

use super::app::App;
use super::cases::Row;
use super::current::Current;
use super::keeping::Saving;
use super::message::{Page, StoreFault};
use super::notice::Notice;
use super::phase::{Locked, Phase};
use super::settings::Settings;
use super::train::TrainingPage;
use crate::instrument::{ClueIx, QuestionIx};
use crate::vault::OpenFault;

/// What must be shown anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part of the screen changes or not, apart from the others"
)]
pub struct Changed {
    /// Another screen or another page.
    pub page: bool,
    /// Agreements, decision, name, pause, language of the case.
    pub around: bool,
    /// The track that is followed, and with it the wordings.
    pub track: bool,
    /// The list of cases.
    pub cases: bool,
    /// The settings.
    pub settings: bool,
    /// The training.
    pub training: bool,
    /// What is told of saving.
    pub saving: bool,
    /// The notice.
    pub notice: bool,
    /// What is half written in the case.
    pub drafts: bool,
    /// Whether the safe is about to lock.
    pub lock: bool,
    /// These questions.
    pub questions: BTreeSet<QuestionIx>,
    /// These clues, and what follows from them.
    pub clues: BTreeSet<ClueIx>,
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The store is being read.
    Starting,
    /// The browser keeps nothing, or what it keeps is newer.
    Blocked(StoreFault),
    /// There was a safe here, and the store came back empty.
    Emptied,
    /// There is no safe: make one, or try.
    Welcome {
        /// The key is being derived.
        making: bool,
        /// Why the safe could not be made.
        fault: Option<OpenFault>,
    },
    /// The safe is locked.
    Locked {
        /// The key is being derived, or the list read.
        opening: bool,
        /// Why it did not open.
        fault: Option<OpenFault>,
        /// After wrong passphrases, how many seconds must pass before another is tried.
        wait: u32,
    },
    /// A rescue copy is looked at.
    Rescue,
    /// A recovery code that was just made.
    Code,
    /// The list of cases.
    Cases,
    /// The settings.
    Settings,
    /// A file, before it is taken in.
    Incoming,
    /// A sealed file, before it is opened.
    Sealed,
    /// What was in a file that was handed in.
    Opened,
    /// A case, on that page.
    Case(Page),
    /// The training, but for an interview that is played.
    Training,
    /// The neutral page.
    Hidden,
}

impl App {
    /// What must be shown anew since this was last asked.
    pub fn take_changed(&mut self) -> Changed {
        std::mem::take(&mut self.changed)
    }

    /// What is on the screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        match &self.phase {
            Phase::Starting => Screen::Starting,
            Phase::Blocked(fault) => Screen::Blocked(*fault),
            Phase::Emptied => Screen::Emptied,
            Phase::Welcome { making, fault } => Screen::Welcome { making: making.is_some(), fault: *fault },
            Phase::Locked(Locked { opening, fault, wait, .. }) => {
                Screen::Locked { opening: opening.is_some(), fault: *fault, wait: *wait }
            }
            Phase::Opening(_) => Screen::Locked { opening: true, fault: None, wait: 0 },
            Phase::Looking(_) => Screen::Rescue,
            Phase::Open(open) if open.returning.is_some() => {
                Screen::Locked { opening: true, fault: None, wait: 0 }
            }
            Phase::Open(open) if open.code.is_some() => Screen::Code,
            Phase::Open(open) => match &open.current {
                _ if open.settings_shown => Screen::Settings,
                _ if open.incoming.is_some() => Screen::Incoming,
                _ if self.sealed().is_some() => Screen::Sealed,
                _ if self.shown_file().is_some() => Screen::Opened,
                Some(current) => Screen::Case(current.page()),
                None => Screen::Cases,
            },
            Phase::TryOut { current, .. } => Screen::Case(current.page()),
            Phase::Training(training) => match &training.playing {
                Some(playing) if training.page() == TrainingPage::Playing => {
                    Screen::Case(playing.current.page())
                }
                _ => Screen::Training,
            },
            Phase::Hidden { .. } => Screen::Hidden,
        }
    }

    /// The case on the screen.
    #[must_use]
    pub fn current(&self) -> Option<&Current> {
        match &self.phase {
            Phase::Open(open) => open.current.as_ref(),
            Phase::TryOut { current, .. } => Some(current),
            Phase::Training(training) => training.playing.as_ref().map(|playing| &playing.current),
            _ => None,
        }
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Current> {
        match &mut self.phase {
            Phase::Open(open) => open.current.as_mut(),
            Phase::TryOut { current, .. } => Some(current),
            Phase::Training(training) => training.playing.as_mut().map(|playing| &mut playing.current),
            _ => None,
        }
    }

    /// The list of cases, the last changed first.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        match &self.phase {
            Phase::Open(open) => &open.rows,
            _ => &[],
        }
    }

    /// How many alerts were counted without identity.
    #[must_use]
    pub fn traces(&self) -> usize {
        match &self.phase {
            Phase::Open(open) => open.ledger.traces.len(),
            _ => 0,
        }
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> Settings {
        self.settings
    }

    /// What may be said of saving.
    #[must_use]
    pub fn saving(&self) -> Saving {
        match (&self.phase, self.keeping.saving()) {
            (Phase::TryOut { .. } | Phase::Training(_), _) => Saving::Exercise,
            _ if self.is_following() => Saving::Following,
            (_, Saving::NotSaved(fault)) => Saving::NotSaved(fault),
            _ if self.pending.is_some() => Saving::Underway,
            (_, saving) => saving,
        }
    }

    /// Whether an exercise is on the screen.
    pub(super) const fn in_exercise(&self) -> bool {
        matches!(self.phase, Phase::TryOut { .. } | Phase::Training(_))
    }

    /// What the interviewer must be told.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }
}
