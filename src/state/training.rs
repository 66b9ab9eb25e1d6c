//! Training: an exercise in memory alone, apart from every case. Nothing of it reaches the store.

use std::sync::Arc;

use super::app::{App, Now};
use super::current::Current;
use super::message::{Effect, Page, Wake};
use super::notice::Notice;
use super::phase::Phase;
use super::room::{RoomDesk, Seat};
use super::train::{Train, TrainingNotice, TrainingPage};
use super::writing::{Author, Writing};
use crate::instrument::{Flaw, Language, Shelf};
use crate::interview::{Command, Event, Happening, Moment};
use crate::record::guarded;
use crate::training::debrief::Debrief;
use crate::training::room::{self, LiveOrBlind, Played};
use crate::training::{self, Heard, InterpreterId, Move, Play, Rules, Scenario, ScenarioId};
use crate::vault::Fill;

/// The training.
#[derive(Debug)]
pub struct Training {
    pub(super) before: Box<Phase>,
    pub(super) page: TrainingPage,
    chosen: Option<Arc<Scenario>>,
    own: Vec<Arc<Scenario>>,
    pub(super) playing: Option<Playing>,
    pub(super) debrief: Option<Debrief>,
    pub(super) seat: Option<Seat>,
    pub(super) room: Option<RoomDesk>,
    pub(super) writing: Option<Writing>,
}

/// An interview that is being played.
#[derive(Debug)]
pub(super) struct Playing {
    pub play: Play,
    pub current: Current,
    interpreter: Option<InterpreterId>,
    /// Whether it was reopened at an earlier moment: then it is no result.
    otherwise: bool,
}

impl Training {
    fn new(before: Phase) -> Self {
        Self {
            before: Box::new(before),
            page: TrainingPage::Hall,
            chosen: None,
            own: Vec::new(),
            playing: None,
            debrief: None,
            seat: None,
            room: None,
            writing: None,
        }
    }

    /// The page on the screen.
    #[must_use]
    pub const fn page(&self) -> TrainingPage {
        self.page
    }

    /// The scenarios that can be played: those of the app, then those that were taken in.
    #[must_use]
    pub fn scenarios(&self) -> Vec<Arc<Scenario>> {
        let is_own = |id: &ScenarioId| self.own.iter().any(|own| own.id == *id);
        let carried = training::scenarios().iter().flatten().filter(|carried| !is_own(&carried.id));
        carried.chain(&self.own).cloned().collect()
    }

    /// The scenario that was chosen.
    #[must_use]
    pub const fn chosen(&self) -> Option<&Arc<Scenario>> {
        self.chosen.as_ref()
    }

    /// The conversation.
    #[must_use]
    pub fn play(&self) -> Option<&Play> {
        self.playing.as_ref().map(|playing| &playing.play)
    }

    /// The interpreter who is called on.
    #[must_use]
    pub fn interpreter(&self) -> Option<&InterpreterId> {
        self.playing.as_ref()?.interpreter.as_ref()
    }

    /// Whether the conversation was reopened at an earlier moment.
    #[must_use]
    pub fn is_otherwise(&self) -> bool {
        self.playing.as_ref().is_some_and(|playing| playing.otherwise)
    }

    /// The debrief.
    #[must_use]
    pub const fn debrief(&self) -> Option<&Debrief> {
        self.debrief.as_ref()
    }

    /// The seat in a session.
    #[must_use]
    pub const fn seat(&self) -> Option<&Seat> {
        self.seat.as_ref()
    }

    /// The room, as the trainer sees it.
    #[must_use]
    pub const fn room(&self) -> Option<&RoomDesk> {
        self.room.as_ref()
    }

    /// Whether the findings are hidden while playing.
    #[must_use]
    pub fn is_blind(&self) -> bool {
        let seat = self.seat.as_ref().filter(|seat| seat.taken.is_some());
        seat.is_some_and(|seat| seat.session.findings == LiveOrBlind::Blind)
    }

    /// Whether the debrief waits for the second attempt.
    #[must_use]
    pub fn waits_for_second(&self) -> bool {
        let seat = self.seat.as_ref().filter(|seat| seat.session.before_and_after);
        seat.is_some_and(|seat| matches!(seat.taken, Some((_, room::Attempt::First)))) && !self.is_otherwise()
    }

    /// When the interview began, and after how many minutes it ends.
    fn limit(&self) -> Option<(Moment, u32)> {
        let seat = self.seat.as_ref().filter(|seat| seat.taken.is_some())?;
        Some((self.play()?.started(), seat.session.minutes?))
    }

    /// What the person does before a command of the case is done.
    fn answer(&mut self, command: &mut Command, at: Moment) -> Result<(), TrainingNotice> {
        let Some(playing) = self.playing.as_mut() else { return Ok(()) };
        let what = match command {
            Command::Agree(stage, agreement) if !playing.current.case().agreements().given(*stage) => {
                let interpreter = playing.interpreter.clone();
                if let Some(called) =
                    interpreter.as_ref().and_then(|id| playing.play.scenario().interpreter(id))
                {
                    let label = called.label.in_language(playing.play.language());
                    agreement.interpreter = label.chars().take(120).collect();
                }
                Move::Agree { stage: *stage, interpreter }
            }
            Command::Withdraw(stage, _) => Move::Withdraw(*stage),
            Command::Pause => Move::Gesture(Rules::PAUSE.into()),
            _ => return Ok(()),
        };
        match &playing.play.make(what, at).heard {
            Heard::Agreement(false, words) => Err(TrainingNotice::DoesNotAgree(words.clone())),
            _ => Ok(()),
        }
    }

    /// Takes down what was written.
    pub(super) fn note(&mut self, event: Event) {
        // Where she looks and in which language says nothing of the interview.
        if matches!(event.what, Happening::Moved(_) | Happening::Spoke(_) | Happening::Drafted(..)) {
            return;
        }
        if let Some(playing) = self.playing.as_mut() {
            playing.play.note(event);
        }
    }

    fn begin(&mut self, shelf: &Shelf, language: Language, at: Moment) -> Result<(), Vec<Flaw>> {
        let Some(scenario) = self.chosen.clone() else { return Ok(()) };
        let rules = Rules::bundled()?;
        let Some(instrument) = shelf.find(&scenario.instrument) else { return Err(Vec::new()) };
        let play = Play::start(scenario, rules, instrument, language, at).ok_or_else(Vec::new)?;
        self.open(play, false);
        Ok(())
    }

    /// Shows the interview as a conversation has left it.
    fn open(&mut self, play: Play, otherwise: bool) {
        let Some(case) = play.case() else { return };
        let asked = play.turns().iter().rev().find_map(|turn| match &turn.heard {
            Heard::Answer(question, _) => Some(*question),
            _ => None,
        });
        let mut current = Current::new(case, None);
        if let Some(question) = asked {
            current.go(Page::Question(question));
        }
        self.playing = Some(Playing { play, current, interpreter: None, otherwise });
        self.debrief = None;
        self.page = TrainingPage::Playing;
    }
}

impl App {
    /// The training, when one is in it.
    #[must_use]
    pub fn training(&self) -> Option<&Training> {
        match &self.phase {
            Phase::Training(training) => Some(training),
            _ => None,
        }
    }

    fn training_mut(&mut self) -> Option<&mut Training> {
        match &mut self.phase {
            Phase::Training(training) => Some(training),
            _ => None,
        }
    }

    /// The last result as a short text.
    #[must_use]
    pub fn short_result(&self) -> Option<String> {
        let seat = self.training()?.seat()?;
        seat.last()?.to_short(&seat.session, &self.shelf)
    }

    /// Has the person answer before a command is done; whether it can be.
    pub(super) fn person_lets(&mut self, command: &mut Command, now: Now) -> bool {
        let Some(training) = self.training_mut() else { return true };
        let answered = training.answer(command, now.moment());
        self.changed.training = true;
        answered.map_err(|notice| self.tell(Notice::Training(notice))).is_ok()
    }

    /// Leaves the interview, or the training. No trace stays.
    pub(super) fn leave_exercise(&mut self) {
        let Some(training) = self.training_mut() else { return };
        if training.is_trying() {
            training.back_to_writing();
            self.tell_of_training(None);
            (self.changed.page, self.changed.training) = (true, true);
            return;
        }
        training.playing = None;
        training.debrief = None;
        training.page = if training.seat.is_some() { TrainingPage::Seat } else { TrainingPage::Hall };
        self.notice = None;
        (self.changed.page, self.changed.training, self.changed.notice) = (true, true, true);
    }

    pub(super) fn train(&mut self, what: Train, now: Now, fill: Fill<'_>, effects: &mut Vec<Effect>) {
        (self.changed.page, self.changed.training) = (true, true);
        if matches!(what, Train::Enter) {
            effects.push(Effect::FindDraft);
            return self.enter_training();
        }
        let shelf = self.shelf.clone();
        let language = self.settings.language;
        let Some(training) = self.training_mut() else { return };
        let told = match what {
            Train::Enter => None,
            Train::Leave => {
                let before = std::mem::replace(&mut *training.before, Phase::Starting);
                self.notice = None;
                self.show(before);
                return;
            }
            Train::Show(page) => {
                training.show(page);
                None
            }
            Train::Choose(id) => {
                training.chosen = training.scenarios().into_iter().find(|scenario| scenario.id == id);
                training.page = TrainingPage::Briefing;
                None
            }
            Train::Begin => {
                let begun = training.begin(&shelf, language, now.moment());
                if let Some((_, minutes)) = training.limit() {
                    effects.push(Effect::Wake(Wake::TimeOver, minutes * 60_000));
                }
                begun.err().map(|flaws| TrainingNotice::Flawed(flaws.into_iter().next()))
            }
            Train::Ask(question) => {
                let id = training.play().map(|play| play.instrument().question(question).id.clone());
                training.make(id.map(Move::Ask), now.moment());
                self.changed.page = false;
                None
            }
            Train::Gesture(id) => {
                training.make(Some(Move::Gesture(id)), now.moment());
                self.changed.page = false;
                None
            }
            Train::Look(id) => {
                training.make(Some(Move::Look(id)), now.moment());
                self.changed.page = false;
                None
            }
            Train::Interpreter(id) => {
                if let Some(playing) = training.playing.as_mut() {
                    playing.interpreter = id;
                }
                self.changed.page = false;
                None
            }
            Train::Finish => {
                training.finish();
                None
            }
            Train::Reopen(turns) => {
                if let Some(play) = training.play().map(|play| play.until(turns)) {
                    training.open(play, true);
                }
                None
            }
            Train::Write(what) => {
                let stays = matches!(what, Author::Edit(_) | Author::Undo);
                let told = training.write(what, &shelf, now, effects);
                self.changed.page = !stays;
                told
            }
            other => training.run_room(other, &shelf, fill, effects),
        };
        self.tell_of_training(told);
    }

    /// Goes to the training. An open safe is locked first: no real case is open beside an exercise.
    fn enter_training(&mut self) {
        if matches!(self.phase, Phase::Training(_) | Phase::Hidden { .. }) {
            return;
        }
        self.lock();
        let before = std::mem::replace(&mut self.phase, Phase::Starting);
        self.show(Phase::Training(Box::new(Training::new(before))));
    }

    /// Ends an interview whose time is over.
    pub(super) fn time_over(&mut self, now: Now) {
        let Some(training) = self.training_mut() else { return };
        let over = |(started, minutes): (Moment, u32)| {
            now.moment().seconds_since(started) >= i64::from(minutes) * 60
        };
        if training.page == TrainingPage::Playing
            && !training.is_otherwise()
            && training.limit().is_some_and(over)
        {
            training.finish();
            (self.changed.page, self.changed.training) = (true, true);
            self.tell(Notice::Training(TrainingNotice::TimeOver));
        }
    }
}

impl Training {
    fn make(&mut self, what: Option<Move>, at: Moment) {
        if let (Some(playing), Some(what)) = (self.playing.as_mut(), what) {
            playing.play.make(what, at);
        }
    }

    fn show(&mut self, page: TrainingPage) {
        let is_there = match page {
            TrainingPage::Hall | TrainingPage::NewSession => true,
            TrainingPage::Briefing => self.chosen.is_some(),
            TrainingPage::Playing => self.playing.is_some(),
            TrainingPage::Debrief => self.debrief.is_some(),
            TrainingPage::Seat => self.seat.is_some(),
            TrainingPage::Room => self.room.is_some(),
            TrainingPage::Writing => self.writing.is_some(),
        };
        if !is_there {
            return;
        }
        if page == TrainingPage::Writing {
            return self.back_to_writing();
        }
        if page == TrainingPage::Hall {
            (self.playing, self.debrief, self.seat, self.room) = (None, None, None, None);
        }
        self.page = page;
    }

    fn finish(&mut self) {
        let Some(playing) = &self.playing else { return };
        let Some(debrief) = Debrief::of(&playing.play) else { return };
        if let Some(seat) = self.seat.as_mut().filter(|_| !playing.otherwise)
            && let Some((_, attempt)) = seat.taken
            && let Ok(result) = Played::of(&seat.session, &playing.play, &debrief, &seat.trainee, attempt)
        {
            seat.keep(result);
        }
        self.debrief = Some(debrief);
        self.page = TrainingPage::Debrief;
    }

    /// A scenario of the session on the screen is taken.
    pub(super) fn take(&mut self, scenario: Arc<Scenario>) {
        self.chosen = Some(scenario);
        self.page = TrainingPage::Briefing;
    }

    pub(super) fn turn_to(&mut self, page: TrainingPage) {
        self.page = page;
    }

    /// A scenario that came from a file can be played from now on; the last of its name.
    pub(super) fn add(&mut self, scenario: Scenario) {
        let scenario = Arc::new(scenario);
        self.own.retain(|known| known.id != scenario.id);
        self.own.push(Arc::clone(&scenario));
        self.take(scenario);
    }
}

/// A table as a file: guarded cells, commas, CRLF.
pub(super) fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    writer.into_inner().unwrap_or_default()
}
