//! Where the app is, and what is open there.

use super::app::App;
use super::cases::{Ledger, Row};
use super::current::Current;
use super::keys::Change;
use super::leaving::Passing;
use super::message::{Passphrase, StoreFault, WithCode};
use super::offering::Passed;
use super::rescuing::Looking;
use super::returning::Left;
use super::training::Training;
use crate::record::Found;
use crate::vault::{Alarm, CaseId, Contents, Derived, OpenFault, RecoveryCode, Safe, Work};

/// Where the app is.
#[derive(Debug)]
pub(super) enum Phase {
    Starting,
    Blocked(StoreFault),
    Emptied,
    Welcome {
        making: Option<(Passphrase, WithCode)>,
        fault: Option<OpenFault>,
    },
    Locked(Locked),
    Opening(Box<Opening>),
    Open(Box<Open>),
    Looking(Box<Looking>),
    TryOut {
        current: Box<Current>,
        before: Box<Phase>,
        /// What is taken down once its file is sealed.
        leaving: Option<Box<Passed>>,
    },
    Training(Box<Training>),
    /// The neutral page. An exercise waits behind it in memory: nothing of it is secret.
    Hidden {
        exercise: Option<Box<Phase>>,
    },
}

/// Where the app is, as far as it matters to what takes long: which phase, and which case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whereabouts(std::mem::Discriminant<Phase>, Option<CaseId>);

impl App {
    pub(super) fn whereabouts(&self) -> Whereabouts {
        let journal = self.current().and_then(|current| current.journal.as_ref());
        Whereabouts(std::mem::discriminant(&self.phase), journal.map(|journal| journal.head().case()))
    }
}

/// A locked safe.
#[derive(Debug)]
pub(super) struct Locked {
    pub header: Vec<u8>,
    pub opening: Option<Passphrase>,
    pub fault: Option<OpenFault>,
    /// After wrong passphrases, how many seconds must pass before another is tried.
    pub wait: u32,
}

/// A safe whose catalogue is being read.
#[derive(Debug)]
pub(super) struct Opening {
    pub safe: Safe,
    pub derived: Option<Derived>,
    /// More work from now on, on a machine that is quick enough.
    pub strengthen: Option<Work>,
    /// Opened by its recovery code.
    pub by_code: bool,
}

impl Phase {
    pub fn locked(header: Vec<u8>) -> Self {
        Self::Locked(Locked { header, opening: None, fault: None, wait: 0 })
    }
}

/// An open safe.
#[derive(Debug)]
pub(super) struct Open {
    pub safe: Safe,
    pub rows: Vec<Row>,
    pub ledger: Ledger,
    pub settings_shown: bool,
    pub current: Option<Current>,
    pub incoming: Option<Box<Found>>,
    pub passing: Passing,
    pub errand: Option<(CaseId, Errand)>,
    /// What was missing at opening, until it was read.
    pub alarm: Option<Alarm>,
    pub missing: Vec<CaseId>,
    /// Whether something was sealed by a newer version: nothing is changed then.
    pub newer: bool,
    pub by_code: bool,
    /// A recovery code that was made and is shown once.
    pub code: Option<RecoveryCode>,
    pub change: Option<Change>,
    /// What the passphrase led to, for the end of a change of keys.
    pub derived: Option<Derived>,
    /// The case that is being sealed anew.
    pub turning: Option<CaseId>,
    /// How many cases have existed in this browser alone for long.
    pub alone: usize,
    /// Where one was before, until that case is read: nothing of the list is shown until then.
    pub returning: Option<Left>,
}

impl Open {
    /// Takes the catalogue over, as it was read.
    pub fn take(&mut self, contents: &Contents) {
        self.rows = contents.heads.iter().cloned().map(Row::of).collect();
        if let Some(ledger) = &contents.ledger {
            self.ledger = serde_json::from_slice(ledger.as_slice()).unwrap_or_default();
        }
        self.sort();
    }

    pub fn sort(&mut self) {
        self.rows.sort_by_key(|row| std::cmp::Reverse(row.card.as_ref().map(|card| card.changed_at)));
    }
}

/// What is to be done with a case once it is read.
#[derive(Clone, Debug)]
pub(super) enum Errand {
    Open,
    Rename(String),
    Duplicate(String),
}
