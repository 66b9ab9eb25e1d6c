//! How an event becomes part of a case.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::agreement::{AgreementRecord, AgreementStep, Collected};
use super::case::{Case, Kept, Misfit, Past, PastKind};
use super::draft::FieldId;
use super::entry::Entry;
use super::event::{Event, Happening, Step};
use super::moment::Moment;
use super::setting::Setting;
use super::standing::{Ground, Standings};
use super::undo::Change;
use crate::instrument::{ClueId, ClueIx, QuestionId, QuestionIx, StageId};

/// What a case's standings follow from, borrowed beside them.
macro_rules! ground {
    ($case:ident) => {
        Ground {
            instrument: &$case.instrument,
            agreements: &$case.kept.agreements,
            track: $case.kept.track,
            entries: &$case.entries,
        }
    };
}

/// What an event changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The questions whose content or standing changed.
    pub questions: BTreeSet<QuestionIx>,
    /// The clues of which the interviewer says something else.
    pub clues: BTreeSet<ClueIx>,
    /// Whether agreements, the decision, the name, the place, the track or the language changed.
    pub around: bool,
    /// Whether what is half written changed.
    pub drafts: bool,
}

impl Touched {
    const AROUND: Self =
        Self { questions: BTreeSet::new(), clues: BTreeSet::new(), around: true, drafts: false };

    /// What several events changed.
    pub fn extend(&mut self, other: Self) {
        self.questions.extend(other.questions);
        self.clues.extend(other.clues);
        self.around |= other.around;
        self.drafts |= other.drafts;
    }
}

impl Case {
    /// Makes an event part of the case.
    ///
    /// # Errors
    /// When it speaks of a question, a clue or a track that the edition does not have, or opens a case
    /// again.
    pub fn apply(&mut self, event: Event) -> Result<Touched, Misfit> {
        let at = event.at;
        let touched = match event.what {
            Happening::Opened { .. } => return Err(Misfit::NotOpened),
            Happening::Renamed(name) => {
                self.kept.name = name;
                self.remember(at, PastKind::Renamed);
                Touched::AROUND
            }
            Happening::Agreed(stage, agreement) => {
                self.remember(at, PastKind::Agreed(stage));
                self.agreement(stage, AgreementRecord { at, step: AgreementStep::Given(agreement) })
            }
            Happening::Refused(stage, why) => {
                self.remember(at, PastKind::Refused(stage));
                self.agreement(stage, AgreementRecord { at, step: AgreementStep::Refused(why) })
            }
            Happening::Withdrawn(stage, collected) => {
                self.remember(at, PastKind::Withdrawn(stage, collected));
                let record = AgreementRecord { at, step: AgreementStep::Withdrawn(collected) };
                let mut touched = self.agreement(stage, record);
                if collected == Collected::Erased {
                    self.erase_drafts(stage);
                    touched.drafts = true;
                    touched.questions.extend(self.erase(stage));
                }
                touched
            }
            Happening::Entered(id, entry, step) => {
                let Some(question) = self.instrument.find(&id) else { return Err(Misfit::Question(id)) };
                self.enter(question, *entry, step)
            }
            Happening::ClueSet(id, setting, step) => {
                let Some(clue) = self.instrument.find_clue(&id) else { return Err(Misfit::Clue(id)) };
                let drafts =
                    step == Step::Do && self.kept.drafts.remove(&FieldId::Clue(id.clone())).is_some();
                self.set(id, setting, step);
                Touched { clues: BTreeSet::from([clue]), drafts, ..Touched::default() }
            }
            Happening::Decided(decision, step) => {
                let before = std::mem::replace(&mut self.kept.decision, (*decision).clone());
                self.take_down(step, Change::Decision { before: Box::new(before), after: decision });
                self.kept.history.pop_if(|past| past.what == PastKind::Decided);
                self.remember(at, PastKind::Decided);
                let drafts = matches!(step, Step::Do | Step::Continue)
                    && self.kept.drafts.remove(&FieldId::Decision).is_some();
                Touched { drafts, ..Touched::AROUND }
            }
            Happening::Left(leaving) => {
                self.remember(at, PastKind::Left(leaving.recipient));
                self.kept.leavings.push(*leaving);
                let drafts = self.kept.drafts.remove(&FieldId::Leaving).is_some();
                // What the case says is the same as before.
                return Ok(Touched { drafts, ..Touched::AROUND });
            }
            Happening::Drafted(field, typed) => {
                self.take_draft(field, typed)?;
                // What is half written says nothing yet.
                return Ok(Touched { drafts: true, ..Touched::default() });
            }
            Happening::KeptBack(left_at) => {
                let Kept { leavings, history, .. } = &mut self.kept;
                if let Some(last) = leavings.iter().rposition(|leaving| leaving.at == left_at) {
                    let past = PastKind::Left(leavings.remove(last).recipient);
                    let told = history.iter().rposition(|it| it.at == left_at && it.what == past);
                    told.map(|told| history.remove(told));
                }
                return Ok(Touched::AROUND);
            }
            Happening::Paused => {
                self.remember(at, PastKind::Paused);
                Touched::AROUND
            }
            Happening::Resumed => {
                self.remember(at, PastKind::Resumed);
                Touched::AROUND
            }
            Happening::Moved(place) => {
                self.kept.place = place;
                return Ok(Touched::AROUND);
            }
            Happening::Spoke(language) => {
                self.kept.language = language;
                return Ok(Touched::AROUND);
            }
            Happening::Followed(track) => {
                if !self.instrument.has_track(track) {
                    return Err(Misfit::Track(track));
                }
                self.kept.track = track;
                let questions = self.standings.followed(ground!(self));
                return Ok(Touched { questions, around: true, ..Touched::default() });
            }
        };
        self.kept.changed_at = at;
        Ok(touched)
    }

    fn remember(&mut self, at: Moment, what: PastKind) {
        self.kept.history.push(Past { at, what });
    }

    fn agreement(&mut self, stage: StageId, record: AgreementRecord) -> Touched {
        self.kept.agreements.add(stage, record);
        let questions = self.standings.agreed(ground!(self), stage);
        let clues = self.set_under(stage);
        let drafts = self.drop_forms(stage);
        Touched { questions, clues, around: true, drafts }
    }

    fn enter(&mut self, question: QuestionIx, entry: Entry, step: Step) -> Touched {
        let before = std::mem::replace(&mut self.entries[question.0], entry);
        let questions = self.standings.entered(ground!(self), question, &before);
        let drafts = self.drop_typed(question, &before, step);
        let change = Change::Entry {
            question: self.instrument.question(question).id.clone(),
            before: Box::new(before),
            after: Box::new(self.entries[question.0].clone()),
        };
        self.take_down(step, change);
        Touched { questions, drafts, ..Touched::default() }
    }

    fn set(&mut self, clue: ClueId, setting: Option<Box<Setting>>, step: Step) {
        let before = match &setting {
            Some(setting) => self.kept.settings.insert(clue.clone(), (**setting).clone()),
            None => self.kept.settings.remove(&clue),
        };
        self.take_down(step, Change::Clue { clue, before: before.map(Box::new), after: setting });
    }

    /// The clues that were set under the agreement to a stage.
    fn set_under(&self, stage: StageId) -> BTreeSet<ClueIx> {
        let set = self.kept.settings.iter().filter(|(_, setting)| setting.stage == stage);
        set.filter_map(|(id, _)| self.instrument.find_clue(id)).collect()
    }

    fn take_down(&mut self, step: Step, change: Change) {
        match step {
            Step::Do => self.kept.changes.push(change),
            Step::Continue => self.kept.changes.continue_with(change),
            Step::Undo => self.kept.changes.undo(),
            Step::Redo => self.kept.changes.redo(),
        }
    }

    /// Blanks a stage for good: nothing can be taken back.
    fn erase(&mut self, stage: StageId) -> Vec<QuestionIx> {
        let instrument = Arc::clone(&self.instrument);
        let questions: Vec<_> = instrument.questions_of(stage).collect();
        for question in &questions {
            self.entries[question.0] = Entry::default();
        }
        let of_stage = |id: &QuestionId| instrument.find(id).is_some_and(|found| questions.contains(&found));
        self.kept.changes.forget(stage, of_stage);
        self.kept.settings.retain(|_, setting| setting.stage != stage);
        self.standings = Standings::new(ground!(self));
        questions
    }
}
