//! The app: what is open, and what each message makes of it.

use std::collections::BTreeSet;

use super::cases::{Ledger, Row};
use super::current::Current;
use super::keeping::{Keeping, Saving};
use super::message::{Effect, Intent, Message, Page, Passphrase, Reading, Small, StoreFault, Wake};
use super::notice::Notice;
use super::settings::Settings;
use crate::instrument::{ClueIx, QuestionIx, Shelf};
use crate::interview::{Command, Moment};
use crate::record::Found;
use crate::vault::{CaseId, Fill, OpenFault, Safe};

/// The clock at the moment of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since the start of 1970, in UTC.
    pub unix: i64,
    /// Minutes east of UTC, here and now.
    pub offset: i32,
}

impl Now {
    /// As a moment of a case.
    #[must_use]
    pub fn moment(self) -> Moment {
        Moment::from_unix(self.unix, self.offset)
    }
}

/// The whole state. It changes by [`App::update`] and in no other way.
#[derive(Debug)]
pub struct App {
    pub(super) shelf: Shelf,
    pub(super) settings: Settings,
    pub(super) witness: Option<String>,
    pub(super) phase: Phase,
    pub(super) keeping: Keeping,
    pub(super) pending: Option<Pending>,
    pub(super) notice: Option<Notice>,
    pub(super) changed: Changed,
    pub(super) stirred: i64,
}

/// Where the app is.
#[derive(Debug)]
pub(super) enum Phase {
    Starting,
    Blocked(StoreFault),
    Emptied,
    Welcome { making: Option<Passphrase>, fault: Option<OpenFault> },
    Locked { header: Vec<u8>, opening: Option<Passphrase>, fault: Option<OpenFault> },
    Opening { header: Vec<u8>, safe: Box<Safe> },
    Open(Box<Open>),
    TryOut { current: Box<Current>, before: Box<Phase> },
    Hidden,
}

/// An open safe.
#[derive(Debug)]
pub(super) struct Open {
    pub header: Vec<u8>,
    pub safe: Safe,
    pub rows: Vec<Row>,
    pub ledger: Ledger,
    pub settings_shown: bool,
    pub current: Option<Current>,
    pub incoming: Option<Box<Found>>,
    pub errand: Option<(CaseId, Errand)>,
}

/// What is to be done with a case once it is read.
#[derive(Clone, Debug)]
pub(super) enum Errand {
    Open,
    Rename(String),
    Duplicate(String),
}

/// Writing that has not come to rest.
#[derive(Debug)]
pub(super) struct Pending {
    pub command: Command,
    pub since: i64,
    pub last: i64,
}

/// Writing is taken in after this rest, in milliseconds.
const REST: i64 = 300;
/// When a rest is looked for after each letter, in milliseconds.
const REST_AND_A_BIT: u32 = 310;
/// Writing is taken in at the latest after this, in milliseconds.
const AT_LATEST: i64 = 900;

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
    /// The list of cases.
    pub cases: bool,
    /// The settings.
    pub settings: bool,
    /// What is told of saving.
    pub saving: bool,
    /// The notice.
    pub notice: bool,
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
    },
    /// The list of cases.
    Cases,
    /// The settings.
    Settings,
    /// A file, before it is taken in.
    Incoming,
    /// A case, on that page.
    Case(Page),
    /// The neutral page.
    Hidden,
}

impl App {
    /// The app as it starts, with the settings and the witness as they were kept.
    #[must_use]
    pub fn new(shelf: Shelf, settings: Settings, witness: Option<String>) -> (Self, Vec<Effect>) {
        let app = Self {
            shelf,
            settings,
            witness,
            phase: Phase::Starting,
            keeping: Keeping::default(),
            pending: None,
            notice: None,
            changed: Changed::default(),
            stirred: 0,
        };
        (app, vec![Effect::Read(Reading::Header, Safe::HEADER.to_vec())])
    }

    /// Takes a message in: what is to be done outside.
    pub fn update(&mut self, message: Message, now: Now, fill: Fill<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        match message {
            Message::Intent(intent) => {
                // No timer runs while a laptop sleeps: the first touch after it finds the safe locked. A
                // word that is already written is kept, and a hand that wants to hide is obeyed.
                let overdue = self.is_overdue(now);
                let done = match &intent {
                    Intent::Stir => false,
                    Intent::Write(_) | Intent::Hide => true,
                    _ => !overdue,
                };
                if done {
                    if !self.goes_on(&intent) {
                        self.take_in(now, fill, &mut effects);
                    }
                    self.intend(intent, now, fill, &mut effects);
                }
                if overdue {
                    self.idle(now, fill, &mut effects);
                }
                self.stirred = now.unix;
            }
            Message::Read(reading, result) => self.read(reading, result, now, fill, &mut effects),
            Message::Committed(ticket, result) => {
                effects.extend(self.keeping.ended(ticket, result, now.moment()));
                self.changed.saving = true;
                self.renew_witness(fill, &mut effects);
            }
            Message::Woke(Wake::Derive) => self.derive(now, fill, &mut effects),
            Message::Woke(Wake::Rest) => {
                let rested = |pending: &Pending| {
                    now.unix >= pending.last + REST || now.unix >= pending.since + AT_LATEST
                };
                if self.pending.as_ref().is_some_and(rested) {
                    self.take_in(now, fill, &mut effects);
                }
            }
            Message::Woke(Wake::Retry) => effects.extend(self.keeping.retry()),
            Message::Woke(Wake::Idle) => self.idle(now, fill, &mut effects),
            Message::Left => self.take_in(now, fill, &mut effects),
        }
        effects
    }

    fn intend(&mut self, intent: Intent, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        match intent {
            Intent::TryAgain => {
                self.show(Phase::Starting);
                effects.push(Effect::Read(Reading::Header, Safe::HEADER.to_vec()));
            }
            Intent::StartOver => {
                if matches!(self.phase, Phase::Emptied) {
                    self.witness = None;
                    effects.push(Effect::PutSmall(Small::Witness, None));
                    self.show(Phase::Welcome { making: None, fault: None });
                }
            }
            Intent::MakeSafe(passphrase) => self.ask_for_safe(passphrase, effects),
            Intent::Unlock(passphrase) => self.ask_to_open(passphrase, effects),
            Intent::Lock => self.lock(),
            Intent::Hide => {
                self.lock();
                self.show(Phase::Hidden);
            }
            Intent::Stir => {}
            Intent::TryOut => self.try_out(now),
            Intent::Go(page) => self.go(page, now, fill, effects),
            Intent::NewCase(name) => self.new_case(&name, now, fill, effects),
            Intent::OpenCase(id) => self.run_errand(id, Errand::Open, effects),
            Intent::Rename(id, name) => self.run_errand(id, Errand::Rename(name), effects),
            Intent::Duplicate(id, name) => self.run_errand(id, Errand::Duplicate(name), effects),
            Intent::Erase(id) => self.erase(id, effects),
            Intent::LeaveTrace => self.leave_trace(now, fill, effects),
            Intent::Do(command) => self.perform(command, now, fill, effects),
            Intent::Write(command) => self.write(command, now, fill, effects),
            Intent::Export => self.export(now, effects),
            Intent::Import(bytes) => self.look_at(&bytes),
            Intent::TakeIn => self.accept(fill, effects),
            Intent::LeaveOut => self.decline(),
            Intent::Set(settings) => self.set(settings, now, fill, effects),
            Intent::Dismiss => {
                self.notice = None;
                self.changed.notice = true;
            }
        }
    }

    /// Takes down what is being written; it is taken in after a short rest, and at the latest within
    /// a second of its first letter.
    fn write(&mut self, command: Command, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let since = self.pending.as_ref().map_or(now.unix, |pending| pending.since);
        self.pending = Some(Pending { command, since, last: now.unix });
        self.changed.saving = true;
        if now.unix >= since + AT_LATEST {
            self.take_in(now, fill, effects);
        } else {
            effects.push(Effect::Wake(Wake::Rest, REST_AND_A_BIT));
        }
    }

    /// Whether the intent goes on with what is being written.
    fn goes_on(&self, intent: &Intent) -> bool {
        match (&self.pending, intent) {
            (Some(pending), Intent::Write(command)) => pending.command.target() == command.target(),
            _ => false,
        }
    }

    /// Takes in what was being written.
    pub(super) fn take_in(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if let Some(pending) = self.pending.take() {
            self.perform(pending.command, now, fill, effects);
            self.changed.saving = true;
        }
    }

    fn set(&mut self, settings: Settings, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if settings.language != self.settings.language && self.current().is_some() {
            self.perform(Command::Speak(settings.language), now, fill, effects);
        }
        self.settings = settings;
        self.changed.settings = true;
        effects.push(Effect::PutSmall(Small::Settings, Some(settings.written())));
        if matches!(self.phase, Phase::Open(_)) {
            effects.push(Effect::Wake(Wake::Idle, settings.lock_after * 60_000));
        }
    }

    pub(super) fn show(&mut self, phase: Phase) {
        self.phase = phase;
        self.changed.page = true;
    }

    pub(super) fn tell(&mut self, notice: Notice) {
        self.notice = Some(notice);
        self.changed.notice = true;
    }

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
            Phase::Locked { opening, fault, .. } => {
                Screen::Locked { opening: opening.is_some(), fault: *fault }
            }
            Phase::Opening { .. } => Screen::Locked { opening: true, fault: None },
            Phase::Open(open) => match &open.current {
                _ if open.settings_shown => Screen::Settings,
                _ if open.incoming.is_some() => Screen::Incoming,
                Some(current) => Screen::Case(current.page()),
                None => Screen::Cases,
            },
            Phase::TryOut { current, .. } => Screen::Case(current.page()),
            Phase::Hidden => Screen::Hidden,
        }
    }

    /// The case on the screen.
    #[must_use]
    pub fn current(&self) -> Option<&Current> {
        match &self.phase {
            Phase::Open(open) => open.current.as_ref(),
            Phase::TryOut { current, .. } => Some(current),
            _ => None,
        }
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Current> {
        match &mut self.phase {
            Phase::Open(open) => open.current.as_mut(),
            Phase::TryOut { current, .. } => Some(current),
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
            (Phase::TryOut { .. }, _) => Saving::Exercise,
            (_, Saving::NotSaved(fault)) => Saving::NotSaved(fault),
            _ if self.pending.is_some() => Saving::Underway,
            (_, saving) => saving,
        }
    }

    /// What the interviewer must be told.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }
}
