//! The app: what is open, and what each message makes of it.

use super::cases::Naming;
use super::keeping::Keeping;
use super::message::{Effect, Intent, LockAsk, Message, Purpose, Reading, Small, StoreFault, Ticket, Wake};
use super::notice::Notice;
use super::phase::{Errand, Phase, Whereabouts};
use super::returning::Left;
use super::settings::Settings;
use super::shown::Changed;
use super::tabs::Role;
use super::taking::Taking;
use crate::instrument::Shelf;
use crate::interview::{Command, Moment};
use crate::vault::{Fill, Safe};

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
#[expect(clippy::struct_excessive_bools, reason = "each is true or not apart from the others")]
pub struct App {
    pub(super) shelf: Shelf,
    pub(super) settings: Settings,
    pub(super) witness: Option<String>,
    pub(super) phase: Phase,
    pub(super) keeping: Keeping,
    pub(super) pending: Option<Pending>,
    pub(super) notice: Option<Notice>,
    /// What would take words away, and waits for a second act.
    pub(super) taking: Option<Taking>,
    /// What is told once all that was written until now is kept, and not before: it would not be true.
    pub(super) once_kept: Option<Notice>,
    pub(super) changed: Changed,
    pub(super) stirred: i64,
    /// Whether it is told that the safe is about to lock.
    pub(super) lock_is_near: bool,
    /// When the next look at that was asked for.
    pub(super) looks_at: Option<i64>,
    /// Where one was when the safe was locked in this tab.
    pub(super) left: Option<Left>,
    pub(super) role: Role,
    /// Whether this tab has followed another one since it last wrote.
    pub(super) followed: bool,
    /// The key that is being derived, and what for: what comes of any other is too late.
    pub(super) deriving: Option<(Ticket, Purpose)>,
    pub(super) derivations: u64,
    /// The file that is being sealed or opened, and where the app was when that was asked for.
    pub(super) aging: Option<(Ticket, Whereabouts)>,
    pub(super) agings: u64,
    /// Wrong passphrases in a row.
    pub(super) tries: u32,
    /// Whether the browser was asked not to clear what is kept here.
    pub(super) asked: bool,
    /// A safe whose damaged header is to be put back from a rescue copy.
    pub(super) mending: Option<Safe>,
    /// Whether the store came back from its second copy, and nobody was told yet.
    pub(super) came_back: bool,
    /// The bytes that are kept, when they were last counted.
    pub(super) weight: Option<usize>,
    /// After the store was emptied under this page: how many cases went with it.
    pub(super) last_copy: Option<usize>,
    /// Whether everything is being read for a rescue copy.
    pub(super) copying: bool,
    /// Whether something that was not kept here stands on the screen, and another tab writes now.
    pub(super) unsaved: bool,
}

/// Writing that has not come to rest.
#[derive(Debug)]
pub(super) struct Pending {
    pub what: Written,
    pub since: i64,
    pub last: i64,
}

/// What is being written.
#[derive(Debug)]
pub(super) enum Written {
    /// Something of the case on the screen.
    InCase(Command),
    /// A name in the list of cases.
    Name(Naming, String),
}

/// Writing is taken in after this rest, in milliseconds.
const REST: i64 = 300;
/// When a rest is looked for after each letter, in milliseconds.
const REST_AND_A_BIT: u32 = 310;
/// Writing is taken in at the latest after this, in milliseconds.
const AT_LATEST: i64 = 900;

impl App {
    /// The app as it starts, with the settings and the witness as they were kept.
    #[must_use]
    pub fn new(
        shelf: Shelf,
        settings: Settings,
        witness: Option<String>,
        tries: Option<&str>,
    ) -> (Self, Vec<Effect>) {
        let app = Self {
            shelf,
            settings,
            witness,
            phase: Phase::Starting,
            keeping: Keeping::default(),
            pending: None,
            notice: None,
            taking: None,
            once_kept: None,
            changed: Changed::default(),
            stirred: 0,
            lock_is_near: false,
            looks_at: None,
            left: None,
            role: Role::default(),
            followed: false,
            deriving: None,
            derivations: 0,
            aging: None,
            agings: 0,
            tries: tries.and_then(|tries| tries.parse().ok()).unwrap_or(0),
            asked: false,
            mending: None,
            came_back: false,
            weight: None,
            last_copy: None,
            copying: false,
            unsaved: false,
        };
        let read = Effect::Read(Reading::Header, Safe::HEADERS.to_vec());
        (app, vec![Effect::Lock(LockAsk::Have), read])
    }

    /// The questionnaires that the app carries.
    #[must_use]
    pub const fn shelf(&self) -> &Shelf {
        &self.shelf
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
                    Intent::Write(_) | Intent::WriteName(..) | Intent::Hide => true,
                    _ => !overdue,
                };
                if done {
                    let shut = self.is_shut() || self.is_following() && !self.in_exercise();
                    let intent =
                        if shut { intent } else { self.beside_words(intent, now, fill, &mut effects) };
                    self.go_on_from(&intent);
                    if !self.goes_on(&intent) {
                        self.take_in(now, fill, &mut effects);
                    }
                    if shut && Self::changes(&intent) {
                        self.tell_shut();
                    } else {
                        if Self::leads_away(&intent) {
                            self.keep_back(None, now, fill, &mut effects);
                            self.forget_how();
                        }
                        self.intend(intent, now, fill, &mut effects);
                    }
                }
                if overdue {
                    self.idle(now, fill, &mut effects);
                }
                self.stirred = now.unix;
            }
            Message::Read(reading, result) => self.read(reading, result, now, fill, &mut effects),
            Message::Committed(_, Err(StoreFault::Superseded)) => self.superseded(now, fill, &mut effects),
            Message::Committed(_, Err(StoreFault::Emptied)) => {
                self.keep_back(Some(StoreFault::Emptied), now, fill, &mut effects);
                self.emptied_under(&mut effects);
            }
            Message::Committed(ticket, result) => {
                effects.extend(self.keeping.ended(ticket, result, now.moment()));
                self.changed.saving = true;
                self.offer_what_is_kept(now, fill, &mut effects);
                self.settled(fill, &mut effects);
            }
            Message::Derived(ticket, result, took) => {
                self.derived(ticket, result, took, now, fill, &mut effects);
            }
            Message::Lock(lock) => self.lock_told(lock, now, fill, &mut effects),
            Message::Claimed(result) => self.claimed(result, &mut effects),
            Message::CameBack => self.came_back = true,
            Message::ChangedElsewhere => self.look_again(&mut effects),
            Message::Persisted(promised) => {
                self.settings.persisted = Some(promised);
                self.changed.settings = true;
                effects.push(Effect::PutSmall(Small::Settings, Some(self.settings.written())));
            }
            Message::Weighed(result) => {
                self.weight = result.ok();
                self.changed.settings = true;
            }
            Message::Woke(Wake::MayTry) => self.may_try(),
            Message::Woke(Wake::Rest) => {
                let rested = |pending: &Pending| {
                    now.unix >= pending.last + REST || now.unix >= pending.since + AT_LATEST
                };
                if self.pending.as_ref().is_some_and(rested) {
                    self.take_in(now, fill, &mut effects);
                }
            }
            Message::Woke(Wake::Retry) => {
                self.claim_for_a_safe(fill, &mut effects);
                effects.extend(self.keeping.retry());
            }
            Message::Woke(Wake::Idle) => {
                self.looks_at = None;
                self.idle(now, fill, &mut effects);
            }
            Message::Woke(Wake::TimeOver) => {
                self.take_in(now, fill, &mut effects);
                self.time_over(now);
            }
            Message::Woke(Wake::DraftRests) => self.draft_rests(Some(now), &mut effects),
            Message::Aged(ticket, aged) => self.aged(ticket, aged, now, fill, &mut effects),
            Message::DraftFound(draft) => self.draft_found(&draft),
            Message::Left => self.left(now, fill, &mut effects),
            Message::BackInView => self.back_in_view(&mut effects),
        }
        self.watch(now, &mut effects);
        effects
    }

    fn intend(&mut self, intent: Intent, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        match intent {
            Intent::TryAgain => {
                self.show(Phase::Starting);
                effects.push(Effect::Read(Reading::Header, Safe::HEADERS.to_vec()));
            }
            Intent::StartOver => {
                if matches!(self.phase, Phase::Emptied) {
                    self.witness = None;
                    effects.push(Effect::PutSmall(Small::Witness, None));
                    self.show(Phase::Welcome { making: None, fault: None });
                }
            }
            Intent::MakeSafe(passphrase, code) => self.ask_for_safe(passphrase, code, fill, effects),
            Intent::Unlock(passphrase) => self.ask_to_open(passphrase, effects),
            Intent::UnlockByCode(code) => self.open_by_code(&code, effects),
            Intent::StopWaiting => self.stop_waiting(),
            Intent::TakeOver => {
                if self.is_following() {
                    effects.push(Effect::Lock(LockAsk::TakeOver));
                }
            }
            Intent::TypeInVain => {
                if self.is_shut() {
                    self.tell_shut();
                }
            }
            Intent::KeepAgain => self.keep_again(effects),
            Intent::SaveRescue => {
                self.copying = true;
                effects.push(Effect::Read(Reading::Everything, Vec::new()));
            }
            Intent::TakeRescue(bytes) => self.look_at_rescue(&bytes),
            Intent::OpenRescue(passphrase) => self.ask_to_open_rescue(&passphrase, effects),
            Intent::AcceptRescue => self.accept_rescue(now, fill, effects),
            Intent::LeaveRescue => self.leave_rescue(),
            Intent::ChangePassphrase { current, new, everything } => {
                self.ask_to_change(current.as_ref(), new, everything, fill, effects);
            }
            Intent::MakeCode => self.make_code(fill, effects),
            Intent::ForgetCode => self.forget_code(effects),
            Intent::CodeKept => self.code_kept(),
            Intent::Lock => self.lock(),
            Intent::Hide => self.hide(fill, effects),
            Intent::ComeBack => self.come_back(now),
            // What was being written is taken in before any intent.
            Intent::Stir | Intent::Rest => {}
            Intent::TryOut => self.try_out(now),
            Intent::Train(what) => self.train(what, now, fill, effects),
            Intent::Go(page) => self.go(page, now, fill, effects),
            Intent::NewCase(name) => self.new_case(&name, now, fill, effects),
            Intent::OpenCase(id) => self.run_errand(id, Errand::Open, effects),
            Intent::Rename(id, name) => self.run_errand(id, Errand::Rename(name), effects),
            Intent::Duplicate(id, name) => self.run_errand(id, Errand::Duplicate(name), effects),
            Intent::Erase(id) => self.erase(id, fill, effects),
            Intent::LeaveTrace => self.leave_trace(now, fill, effects),
            Intent::Do(command) if self.asks_first(&command, false) => {}
            Intent::Do(command) => {
                self.perform(command, now, fill, effects);
                self.mark(fill, effects);
            }
            Intent::Write(command) if self.asks_first(&command, true) => {}
            Intent::Write(command) => self.write(Written::InCase(command), now, fill, effects),
            Intent::WriteName(naming, name) => {
                self.write(Written::Name(naming, name), now, fill, effects);
            }
            Intent::TakeAway => self.take_away(now, fill, effects),
            Intent::KeepWords => self.keep_words(),
            Intent::Leave(leave) => self.leave(leave, now, fill, effects),
            Intent::Import(bytes) => self.look_at(&bytes),
            Intent::TakeIn => self.accept(fill, effects),
            Intent::LeaveOut => self.decline(),
            Intent::Set(settings) => self.set(settings, now, fill, effects),
            Intent::Dismiss => {
                self.accept_alarm(fill, effects);
                self.notice = None;
                self.changed.notice = true;
            }
        }
    }

    /// What was told of the last act, or asked before it, goes with the next one.
    fn go_on_from(&mut self, intent: &Intent) {
        let beside = matches!(intent, Intent::Stir | Intent::Set(_) | Intent::TakeAway);
        if beside || matches!(intent, Intent::Do(Command::Draft(..))) {
            return;
        }
        if !matches!(intent, Intent::Write(_)) {
            self.keep_words();
        }
        let of_the_act = |notice: &mut Notice| {
            matches!(notice, Notice::Undone { .. } | Notice::Redone { .. } | Notice::Refused(_))
        };
        self.changed.notice |= self.notice.take_if(of_the_act).is_some();
    }

    /// Takes down what is being written; it is taken in after a short rest, and at the latest within
    /// a second of its first letter.
    fn write(&mut self, what: Written, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        let since = self.pending.as_ref().map_or(now.unix, |pending| pending.since);
        self.pending = Some(Pending { what, since, last: now.unix });
        self.changed.saving = true;
        // A tab that waits for the lock does not wait for the hand to rest.
        if now.unix >= since + AT_LATEST || self.role == Role::Giving {
            self.take_in(now, fill, effects);
        } else {
            effects.push(Effect::Wake(Wake::Rest, REST_AND_A_BIT));
        }
    }

    /// Whether the intent goes on with what is being written.
    fn goes_on(&self, intent: &Intent) -> bool {
        match (&self.pending, intent) {
            (Some(Pending { what: Written::InCase(pending), .. }), Intent::Write(command)) => {
                pending.target() == command.target()
            }
            (Some(Pending { what: Written::Name(pending, _), .. }), Intent::WriteName(naming, _)) => {
                pending == naming
            }
            _ => false,
        }
    }

    /// Takes in what was being written.
    pub(super) fn take_in(&mut self, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        if let Some(pending) = self.pending.take() {
            match pending.what {
                Written::InCase(command) => self.perform(command, now, fill, effects),
                Written::Name(naming, name) => self.keep_name(naming, Some(name), fill, effects),
            }
            self.mark(fill, effects);
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
    }

    pub(super) fn show(&mut self, phase: Phase) {
        self.phase = phase;
        self.changed.page = true;
    }

    /// Shows a phase behind an exercise or a rescue copy, which goes on; else on the screen.
    pub(super) fn show_behind(&mut self, phase: Phase) {
        match &mut self.phase {
            Phase::TryOut { before, .. } => **before = phase,
            Phase::Training(training) => *training.before = phase,
            Phase::Looking(looking) => looking.before = phase,
            Phase::Hidden { exercise: Some(exercise) } => match &mut **exercise {
                Phase::TryOut { before, .. } => **before = phase,
                Phase::Training(training) => *training.before = phase,
                other => *other = phase,
            },
            shown => *shown = phase,
        }
        self.changed.page = true;
    }

    /// Tells it once everything that was written until now is kept.
    pub(super) fn tell_once_kept(&mut self, notice: Notice) {
        if self.keeping.is_settled() {
            self.tell(notice);
        } else {
            (self.notice, self.changed.notice) = (None, true);
            self.once_kept = Some(notice);
        }
    }

    pub(super) fn tell(&mut self, notice: Notice) {
        self.notice = Some(notice);
        self.changed.notice = true;
    }
}
