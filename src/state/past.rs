//! Where Back and Forward of the browser lead: from a page to the one before, and at last to the list of cases.
//!
//! The browser's own history holds a number an entry, and the address alone. What the numbers stand for is known
//! here, in memory, and forgotten when the safe is locked: Back shows nothing of a case then, and opens nothing.

use std::collections::BTreeMap;

use super::app::App;
use super::leaving::Leave;
use super::message::{Intent, Page};
use super::phase::Phase;
use super::shown::Screen;
use super::train::{Train, TrainingPage};
use crate::instrument::{SectionIx, StageId};
use crate::vault::CaseId;

/// A page that one can come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The list of cases.
    Cases,
    /// The settings.
    Settings,
    /// A page of a case, or of the exercise, with its section and stage. All questions of a section are one
    /// stop, and so are the agreement to a stage and what follows once it is given.
    Case(Option<CaseId>, Page, Option<SectionIx>, StageId),
    /// A page of the training.
    Training(TrainingPage),
    /// A page to be left by its own buttons or by Back, and not to be come back to.
    Aside,
}

impl Stop {
    fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Case(one, .., Some(section), _), Self::Case(two, .., Some(other), _)) => {
                one == two && section == other
            }
            (Self::Case(one, Page::Stage(_), _, stage), Self::Case(two, _, Some(_), other))
            | (Self::Case(one, _, Some(_), stage), Self::Case(two, Page::Stage(_), _, other)) => {
                one == two && stage == other
            }
            (one, two) => one == two,
        }
    }
}

/// What the browser's history is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Take a new entry with this number.
    Push(u32),
    /// Go so many entries on: what was asked for is not done.
    Go(i32),
}

/// What Back or Forward leads to.
#[derive(Debug)]
pub enum Turn {
    /// The page that is shown stays.
    Stays,
    /// Does this.
    Does(Intent),
    /// Asks whether an exercise is to be left; the history goes back to where it was.
    Asks(Step),
}

/// The entries of the browser's history, as far as this tab knows what they stand for.
#[derive(Debug, Default)]
pub struct Past {
    at: u32,
    stops: BTreeMap<u32, Stop>,
    /// Whether the next page that is shown is that of the entry gone to.
    moves: bool,
}

impl Past {
    /// The past of a page that is loaded at this entry of the history.
    #[must_use]
    pub const fn new(at: u32) -> Self {
        Self { at, stops: BTreeMap::new(), moves: false }
    }

    /// A page is shown; none where nothing may be come back to.
    pub fn shows(&mut self, stop: Option<Stop>) -> Option<Step> {
        let Some(stop) = stop else {
            self.stops.clear();
            self.moves = false;
            return None;
        };
        let same = self.stops.get(&self.at).is_some_and(|known| known.is_same(stop));
        let push = !same && !std::mem::take(&mut self.moves);
        if push {
            // What could be gone forward to is gone.
            self.stops.retain(|entry, _| *entry <= self.at);
            self.at += 1;
        }
        self.stops.insert(self.at, stop);
        push.then_some(Step::Push(self.at))
    }

    /// Whether the history is there already.
    #[must_use]
    pub const fn is_at(&self, entry: u32) -> bool {
        self.at == entry
    }

    /// The history has gone to an entry, and something open is closed instead: the step that takes it back.
    #[must_use]
    pub fn stays(&self, entry: u32) -> Option<Step> {
        let steps = i64::from(self.at) - i64::from(entry);
        i32::try_from(steps).ok().filter(|steps| *steps != 0).map(Step::Go)
    }

    /// The history has gone to an entry.
    pub fn goes(&mut self, entry: u32, app: &App) -> Turn {
        if entry == self.at {
            return Turn::Stays;
        }
        let Some(here) = app.stop() else {
            self.at = entry;
            return Turn::Stays;
        };
        let back = entry < self.at;
        let to = self.stops.get(&entry).copied().filter(|_| here != Stop::Aside);
        let intent = to.and_then(|to| app.way_to(to)).or_else(|| app.way_up().filter(|_| back));
        match intent {
            Some(intent) => {
                (self.at, self.moves) = (entry, true);
                Turn::Does(intent)
            }
            None if app.in_exercise() && back => self.stays(entry).map_or(Turn::Stays, Turn::Asks),
            None => {
                self.at = entry;
                self.stops.insert(entry, here);
                Turn::Stays
            }
        }
    }
}

impl App {
    /// The page that is shown, as one to come back to; none where there is nothing to come back to.
    #[must_use]
    pub fn stop(&self) -> Option<Stop> {
        Some(match self.screen() {
            Screen::Cases => Stop::Cases,
            Screen::Settings => Stop::Settings,
            Screen::Case(page) => {
                let current = self.current()?;
                let case = current.journal.as_ref().map(|journal| journal.head().case());
                Stop::Case(case, page, current.section(), current.stage())
            }
            Screen::Training => Stop::Training(self.training()?.page()),
            Screen::Incoming | Screen::Sealed | Screen::Opened | Screen::Rescue | Screen::Code => Stop::Aside,
            Screen::Starting
            | Screen::Blocked(_)
            | Screen::Emptied
            | Screen::Welcome { .. }
            | Screen::Locked { .. }
            | Screen::Hidden => return None,
        })
    }

    /// How one comes to a page that was shown before; none where it is not there any more, or where an
    /// exercise would be lost by it.
    fn way_to(&self, stop: Stop) -> Option<Intent> {
        match (&self.phase, stop) {
            (Phase::Open(_), Stop::Cases) => Some(Intent::Go(Page::Cases)),
            (Phase::Open(_), Stop::Settings) => Some(Intent::Go(Page::Settings)),
            (Phase::Open(open), Stop::Case(Some(case), page, ..)) => {
                let journal = open.current.as_ref().and_then(|current| current.journal.as_ref());
                if journal.is_some_and(|journal| journal.head().case() == case) {
                    return Some(Intent::Go(page));
                }
                open.rows.iter().any(|row| row.id == case).then_some(Intent::OpenCase(case))
            }
            (Phase::TryOut { .. }, Stop::Case(None, page, ..)) => Some(Intent::Go(page)),
            (Phase::Training(training), Stop::Case(None, page, ..)) => {
                (training.page() == TrainingPage::Playing).then_some(Intent::Go(page))
            }
            (Phase::Training(training), Stop::Training(page)) => {
                let loses = match page {
                    TrainingPage::Hall => self.would_end() || training.room().is_some(),
                    TrainingPage::Playing => true,
                    _ => training.page() == TrainingPage::Playing && self.would_end(),
                };
                (!loses).then_some(Intent::Train(Train::Show(page)))
            }
            _ => None,
        }
    }

    /// The page above the one that is shown.
    fn way_up(&self) -> Option<Intent> {
        match self.screen() {
            Screen::Case(_) | Screen::Settings if !self.in_exercise() => Some(Intent::Go(Page::Cases)),
            Screen::Incoming => Some(Intent::LeaveOut),
            Screen::Sealed | Screen::Opened => Some(Intent::Leave(Leave::LeaveClosed)),
            Screen::Rescue => Some(Intent::LeaveRescue),
            Screen::Training if !self.would_end() && self.training()?.room().is_none() => {
                Some(Intent::Train(Train::Leave))
            }
            _ => None,
        }
    }
}
