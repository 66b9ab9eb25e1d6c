//! A scenario that a trainer writes: changed, looked at by the checker, tried out, given away as a file.
//! It is invented: the tab keeps it, in plain, until it is closed or the draft is thrown away.

use std::sync::Arc;

use super::app::{App, Now};
use super::message::{Effect, Wake};
use super::notice::Notice;
use super::train::{TrainingNotice, TrainingPage};
use super::training::Training;
use crate::findings::ClueState;
use crate::instrument::{Flaw, Instrument, Shelf};
use crate::training::draft::{Draft, Edit, Part, Script, Spot};
use crate::training::{Deed, Move, Play, Rules, Scenario, ScenarioId};

/// The checker looks after this rest, in milliseconds.
const REST: i64 = 500;
/// When a rest is looked for after each letter, in milliseconds.
const REST_AND_A_BIT: u32 = 510;

/// What a trainer does who writes a scenario.
#[derive(Clone)]
pub enum Author {
    /// Start from a copy of that one.
    Copy(ScenarioId),
    /// Start from a file.
    Open(Vec<u8>),
    /// Go on with the draft.
    GoOn,
    /// Show a part of it.
    Show(Part),
    /// Change it.
    Edit(Box<Edit>),
    /// Take the last change back.
    Undo,
    /// Play it as a trainee would.
    TryOut,
    /// Take the interview that was just tried out as one of the two scripted ones.
    UseAs(Script),
    /// Give it away as a file.
    Save,
    /// Have it among the scenarios that are played and given in a session.
    Offer,
    /// Throw it away.
    Throw,
}

/// A scenario that is being written.
#[derive(Debug)]
pub struct Writing {
    draft: Draft,
    part: Part,
    flaws: Vec<Flaw>,
    clues: Vec<ClueState>,
    edited: i64,
    /// Whether the flaws are those of the draft as it stands.
    looked: bool,
    /// Whether it is being tried out.
    pub(super) trying: bool,
}

impl Writing {
    fn new(draft: Draft, shelf: &Shelf) -> Self {
        let (flaws, clues) = (Vec::new(), Vec::new());
        let part = Part::default();
        let mut writing = Self { draft, part, flaws, clues, edited: 0, looked: false, trying: false };
        writing.look(shelf);
        writing
    }

    /// The draft.
    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The part of it that is shown.
    #[must_use]
    pub const fn part(&self) -> Part {
        self.part
    }

    /// What is still wrong, as it was last looked at.
    #[must_use]
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// Where each of the flaws is mended, in their order.
    pub fn spots(&self) -> impl Iterator<Item = Spot> + '_ {
        self.flaws.iter().map(|flaw| Spot::of(flaw, self.draft.scenario()))
    }

    /// Whether the flaws are those of the draft as it stands, after the last change.
    #[must_use]
    pub const fn is_looked_at(&self) -> bool {
        self.looked
    }

    /// Where each clue stands in the truth.
    #[must_use]
    pub fn clues(&self) -> &[ClueState] {
        &self.clues
    }

    /// Whether the draft is being tried out.
    #[must_use]
    pub const fn is_trying(&self) -> bool {
        self.trying
    }

    fn look(&mut self, shelf: &Shelf) {
        let Ok(rules) = Rules::bundled() else { return };
        self.flaws = self.draft.flaws(shelf, &rules);
        self.looked = true;
        self.look_at_clues(shelf);
    }

    fn look_at_clues(&mut self, shelf: &Shelf) {
        if let Some(instrument) = instrument(self.draft.scenario(), shelf) {
            self.clues = self.draft.clues(&instrument);
        }
    }

    fn change(&mut self, edit: Edit, shelf: &Shelf) {
        let Some(instrument) = instrument(self.draft.scenario(), shelf) else { return };
        let is_truth = matches!(edit, Edit::Truth(..) | Edit::Clue(..));
        self.draft.edit(edit, &instrument);
        if is_truth {
            self.look_at_clues(shelf);
        }
    }
}

fn instrument(scenario: &Scenario, shelf: &Shelf) -> Option<Arc<Instrument>> {
    shelf.find(&scenario.instrument)
}

impl Training {
    /// The scenario that is being written.
    #[must_use]
    pub const fn writing(&self) -> Option<&Writing> {
        self.writing.as_ref()
    }

    /// Whether the interview on the screen is a try-out of the draft.
    #[must_use]
    pub fn is_trying(&self) -> bool {
        self.writing.as_ref().is_some_and(Writing::is_trying)
    }

    pub(super) fn write(
        &mut self,
        what: Author,
        shelf: &Shelf,
        now: Now,
        effects: &mut Vec<Effect>,
    ) -> Option<TrainingNotice> {
        match what {
            Author::Copy(id) => {
                let scenario = self.scenarios().into_iter().find(|scenario| scenario.id == id)?;
                self.start_writing(Draft::copy_of(&scenario), shelf, effects);
                None
            }
            Author::Open(bytes) => match read(&bytes, shelf) {
                Ok(scenario) => {
                    self.start_writing(Draft::read(scenario), shelf, effects);
                    None
                }
                Err(told) => Some(told),
            },
            other => {
                let writing = self.writing.as_mut()?;
                match other {
                    Author::GoOn => self.back_to_writing(),
                    Author::Show(part) => writing.part = part,
                    Author::Edit(edit) => {
                        writing.change(*edit, shelf);
                        writing.rest(now, effects);
                    }
                    Author::Undo => {
                        writing.draft.undo();
                        writing.look_at_clues(shelf);
                        writing.rest(now, effects);
                    }
                    Author::TryOut => {
                        let scenario = Arc::clone(writing.draft.scenario());
                        writing.trying = true;
                        (self.playing, self.debrief, self.seat, self.room) = (None, None, None, None);
                        self.take(scenario);
                    }
                    Author::UseAs(script) => {
                        let moves = self.playing.as_ref().map(|playing| moves(&playing.play))?;
                        writing.change(Edit::Script(script, moves), shelf);
                        writing.part = Part::Scripts;
                        writing.look(shelf);
                        effects.push(Effect::KeepDraft(Some(writing.draft.to_json())));
                        self.back_to_writing();
                        return Some(TrainingNotice::Taken);
                    }
                    Author::Save => {
                        let (name, bytes) = (writing.draft.file_name(), writing.draft.save().into_bytes());
                        writing.look(shelf);
                        effects.push(Effect::KeepDraft(Some(writing.draft.to_json())));
                        effects.push(Effect::Offer { name, bytes });
                        return Some(TrainingNotice::DraftSaved(writing.flaws.len()));
                    }
                    Author::Offer => {
                        writing.look(shelf);
                        if writing.flaws.is_empty() {
                            let scenario = (**writing.draft.scenario()).clone();
                            self.add(scenario);
                            self.turn_to(TrainingPage::Hall);
                            return Some(TrainingNotice::OwnAdded);
                        }
                    }
                    Author::Throw => {
                        self.writing = None;
                        effects.push(Effect::KeepDraft(None));
                        self.turn_to(TrainingPage::Hall);
                    }
                    Author::Copy(_) | Author::Open(_) => {}
                }
                None
            }
        }
    }

    fn start_writing(&mut self, draft: Draft, shelf: &Shelf, effects: &mut Vec<Effect>) {
        effects.push(Effect::KeepDraft(Some(draft.to_json())));
        self.writing = Some(Writing::new(draft, shelf));
        self.back_to_writing();
    }

    /// Shows the draft, after a try-out or from the list.
    pub(super) fn back_to_writing(&mut self) {
        if let Some(writing) = self.writing.as_mut() {
            writing.trying = false;
            (self.playing, self.debrief, self.seat, self.room) = (None, None, None, None);
            self.turn_to(TrainingPage::Writing);
        }
    }
}

impl Writing {
    /// The checker looks, and the draft is kept, once writing rests.
    fn rest(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.edited = now.unix;
        self.looked = false;
        effects.push(Effect::Wake(Wake::DraftRests, REST_AND_A_BIT));
    }
}

impl App {
    /// A draft that this tab has kept from before.
    pub(super) fn draft_found(&mut self, text: &str) {
        let shelf = self.shelf.clone();
        let Some(training) = self.training_behind_mut() else { return };
        if training.writing.is_none()
            && let Ok(scenario) = Scenario::read_kept(text)
            && instrument(&scenario, &shelf).is_some()
        {
            training.writing = Some(Writing::new(Draft::unsaved(scenario), &shelf));
            self.changed.training = true;
        }
    }

    /// Looks at the draft and has it kept, if writing has come to rest or must be kept now.
    pub(super) fn draft_rests(&mut self, now: Option<Now>, effects: &mut Vec<Effect>) {
        let shelf = self.shelf.clone();
        let Some(writing) = self.training_behind_mut().and_then(|it| it.writing.as_mut()) else { return };
        if !writing.looked && now.is_none_or(|now| now.unix >= writing.edited + REST) {
            writing.look(&shelf);
            effects.push(Effect::KeepDraft(Some(writing.draft.to_json())));
            self.changed.training = true;
        }
    }

    /// Tells of the training in a notice.
    pub(super) fn tell_of_training(&mut self, told: Option<TrainingNotice>) {
        self.notice = told.map(Notice::Training);
        self.changed.notice = true;
    }
}

/// A scenario from a file, as far as it can be written on.
fn read(bytes: &[u8], shelf: &Shelf) -> Result<Scenario, TrainingNotice> {
    let told = String::from_utf8_lossy(bytes);
    let scenario = Scenario::read("", &told)
        .map_err(|flaws| TrainingNotice::NotWritable(flaws.into_iter().next().map(|flaw| flaw.fault)))?;
    match instrument(&scenario, shelf) {
        Some(_) => Ok(scenario),
        None => Err(TrainingNotice::Refused(crate::training::room::Refused::unknown_edition(
            &scenario.instrument,
        ))),
    }
}

/// What was done towards the person in an interview, as a script has it.
fn moves(play: &Play) -> Vec<Move> {
    let deeds = play.turns().iter().filter_map(|turn| match &turn.deed {
        Deed::Move(what) => Some(what.clone()),
        Deed::Noted(_) => None,
    });
    deeds.collect()
}
