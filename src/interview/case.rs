//! One person's case: what its events have made of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::agreement::{AgreementRecord, AgreementStep, Agreements, Collected};
use super::decision::Decision;
use super::entry::Entry;
use super::event::{Event, Happening, Place, Step};
use super::moment::Moment;
use super::standing::{Progress, Standing, Standings};
use super::undo::{Change, Changes};
use crate::instrument::{Edition, Instrument, Language, QuestionId, QuestionIx, SectionIx, StageId, Value};

/// One person's case.
#[derive(Clone, Debug)]
pub struct Case {
    pub(super) instrument: Arc<Instrument>,
    pub(super) kept: Kept,
    pub(super) entries: Vec<Entry>,
    standings: Standings,
}

/// What of a case must be kept: all the rest follows from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    pub(super) edition: Edition,
    pub(super) name: String,
    pub(super) language: Language,
    pub(super) opened_at: Moment,
    pub(super) changed_at: Moment,
    pub(super) agreements: Agreements,
    pub(super) entries: BTreeMap<QuestionId, Entry>,
    pub(super) decision: Decision,
    pub(super) history: Vec<Past>,
    pub(super) place: Place,
    pub(super) changes: Changes,
}

/// Something worth telling that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// When.
    pub at: Moment,
    /// What.
    pub what: PastKind,
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PastKind {
    /// The case was opened.
    Opened,
    /// It was renamed.
    Renamed,
    /// A stage was agreed to.
    Agreed(StageId),
    /// A stage was not agreed to.
    Refused(StageId),
    /// The agreement to a stage was withdrawn, and what it had collected was kept or erased.
    Withdrawn(StageId, Collected),
    /// The interview was paused.
    Paused,
    /// It went on.
    Resumed,
    /// The decision was written or changed.
    Decided,
}

/// What an event changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The questions whose content or standing changed.
    pub questions: BTreeSet<QuestionIx>,
    /// Whether agreements, the decision, the name, the place or the language changed.
    pub around: bool,
}

impl Touched {
    const AROUND: Self = Self { questions: BTreeSet::new(), around: true };

    /// What several events changed.
    pub fn extend(&mut self, other: Self) {
        self.questions.extend(other.questions);
        self.around |= other.around;
    }
}

/// An event or a draft that cannot belong to the instrument at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The draft was started with another edition.
    Edition(Edition),
    /// It speaks of a question that the edition does not ask.
    Question(QuestionId),
    /// The first event is not the opening.
    NotOpened,
}

impl Case {
    /// The case that an opening event starts.
    ///
    /// # Errors
    /// When it is another event, or another edition than the instrument's.
    pub fn open(instrument: Arc<Instrument>, event: &Event) -> Result<Self, Misfit> {
        let Happening::Opened { name, edition, language } = &event.what else {
            return Err(Misfit::NotOpened);
        };
        let kept = Kept {
            edition: edition.clone(),
            name: name.clone(),
            language: *language,
            opened_at: event.at,
            changed_at: event.at,
            agreements: Agreements::default(),
            entries: BTreeMap::new(),
            decision: Decision::default(),
            history: vec![Past { at: event.at, what: PastKind::Opened }],
            place: Place { stage: StageId::Alert, question: None },
            changes: Changes::default(),
        };
        Self::from_kept(instrument, kept)
    }

    /// The case as it was kept.
    ///
    /// # Errors
    /// When it was started with another edition, or speaks of a question that the edition does not
    /// ask.
    pub fn from_kept(instrument: Arc<Instrument>, mut kept: Kept) -> Result<Self, Misfit> {
        if kept.edition != instrument.edition {
            return Err(Misfit::Edition(kept.edition));
        }
        let mut entries = vec![Entry::default(); instrument.questions().len()];
        for (id, entry) in std::mem::take(&mut kept.entries) {
            let Some(question) = instrument.find(&id) else { return Err(Misfit::Question(id)) };
            entries[question.0] = entry;
        }
        let standings = Standings::new(&instrument, &kept.agreements, &entries);
        Ok(Self { instrument, kept, entries, standings })
    }

    /// What must be kept of the case.
    #[must_use]
    pub fn kept(&self) -> Kept {
        let entries = self.instrument.questions().iter().zip(&self.entries);
        let written = entries.filter(|(_, entry)| **entry != Entry::default());
        Kept {
            entries: written.map(|(question, entry)| (question.id.clone(), entry.clone())).collect(),
            ..self.kept.clone()
        }
    }

    /// The instrument that the case stays with.
    #[must_use]
    pub const fn instrument(&self) -> &Arc<Instrument> {
        &self.instrument
    }

    /// Its pseudonym or number.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.kept.name
    }

    /// The language that it is led in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.kept.language
    }

    /// When it was opened.
    #[must_use]
    pub const fn opened_at(&self) -> Moment {
        self.kept.opened_at
    }

    /// When it was last changed.
    #[must_use]
    pub const fn changed_at(&self) -> Moment {
        self.kept.changed_at
    }

    /// The agreements to its stages.
    #[must_use]
    pub const fn agreements(&self) -> &Agreements {
        &self.kept.agreements
    }

    /// The decision as far as it is written.
    #[must_use]
    pub const fn decision(&self) -> &Decision {
        &self.kept.decision
    }

    /// What happened, oldest first.
    #[must_use]
    pub fn history(&self) -> &[Past] {
        &self.kept.history
    }

    /// Whether the interview is paused.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        let pauses = [PastKind::Paused, PastKind::Resumed];
        let last = self.kept.history.iter().rev().find(|past| pauses.contains(&past.what));
        last.is_some_and(|past| past.what == PastKind::Paused)
    }

    /// Where the interviewer was last.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.kept.place
    }

    /// What stands under a question.
    #[must_use]
    pub fn entry(&self, question: QuestionIx) -> &Entry {
        &self.entries[question.0]
    }

    /// Whether a question is asked.
    #[must_use]
    pub fn standing(&self, question: QuestionIx) -> Standing {
        self.standings.of(question)
    }

    /// The value of an answer that stands; `None` for a blank, for any way of not answering, and
    /// for answers that were set aside.
    #[must_use]
    pub fn value(&self, question: QuestionIx) -> Option<&Value> {
        self.standings.value(&self.entries, question)
    }

    /// How far a section is.
    #[must_use]
    pub fn progress(&self, section: SectionIx) -> Progress {
        self.standings.progress(section)
    }

    /// How far a stage is.
    #[must_use]
    pub fn stage_progress(&self, stage: StageId) -> Progress {
        self.instrument.stage(stage).sections.iter().map(|section| self.progress(*section)).sum()
    }

    /// Whether there is something to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.kept.changes.last().is_some()
    }

    /// Whether there is something to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.kept.changes.last_undone().is_some()
    }

    /// The next question of a stage that is asked and blank, after this one; then from the start.
    #[must_use]
    pub fn next_open(&self, stage: StageId, after: Option<QuestionIx>) -> Option<QuestionIx> {
        let open = |question: &QuestionIx| {
            self.standing(*question) == Standing::Asked && self.entry(*question).answer.is_none()
        };
        let questions = || self.instrument.questions_of(stage);
        questions().filter(|question| Some(*question) > after).find(open).or_else(|| questions().find(open))
    }

    /// Makes an event part of the case.
    ///
    /// # Errors
    /// When it speaks of a question that the edition does not ask, or opens a case again.
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
                    touched.questions.extend(self.erase(stage));
                }
                touched
            }
            Happening::Entered(id, entry, step) => {
                let Some(question) = self.instrument.find(&id) else { return Err(Misfit::Question(id)) };
                self.enter(question, *entry, step)
            }
            Happening::Decided(decision, step) => {
                let before = std::mem::replace(&mut self.kept.decision, (*decision).clone());
                self.take_down(step, Change::Decision { before: Box::new(before), after: decision });
                self.kept.history.pop_if(|past| past.what == PastKind::Decided);
                self.remember(at, PastKind::Decided);
                Touched::AROUND
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
        };
        self.kept.changed_at = at;
        Ok(touched)
    }

    fn remember(&mut self, at: Moment, what: PastKind) {
        self.kept.history.push(Past { at, what });
    }

    fn agreement(&mut self, stage: StageId, record: AgreementRecord) -> Touched {
        self.kept.agreements.add(stage, record);
        let questions = self.standings.agreed(&self.instrument, &self.kept.agreements, &self.entries, stage);
        Touched { questions, around: true }
    }

    fn enter(&mut self, question: QuestionIx, entry: Entry, step: Step) -> Touched {
        let before = std::mem::replace(&mut self.entries[question.0], entry);
        let questions =
            self.standings.entered(&self.instrument, &self.kept.agreements, &self.entries, question, &before);
        let change = Change::Entry {
            question: self.instrument.question(question).id.clone(),
            before: Box::new(before),
            after: Box::new(self.entries[question.0].clone()),
        };
        self.take_down(step, change);
        Touched { questions, around: false }
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
        self.kept.changes.forget(of_stage);
        self.standings = Standings::new(&instrument, &self.kept.agreements, &self.entries);
        questions
    }
}

impl Kept {
    /// The edition that the draft was started with.
    #[must_use]
    pub const fn edition(&self) -> &Edition {
        &self.edition
    }
}

impl Case {
    /// A case for another person of the same situation: what the whistle-blower agreed to and told in
    /// the alert is taken over, but for what is about the first person alone; what the first person
    /// said is not, and each person agrees alone.
    #[must_use]
    pub fn for_co_victim(&self, name: String, now: Moment) -> Self {
        let alert = StageId::Alert;
        let mut agreements = Agreements::default();
        self.agreements().of(alert).iter().for_each(|record| agreements.add(alert, record.clone()));
        let mut entries = vec![Entry::default(); self.entries.len()];
        let shared = |question: &QuestionIx| {
            !self.instrument.section(self.instrument.question(*question).section).one_person
        };
        for question in self.instrument.questions_of(alert).filter(shared) {
            entries[question.0] = self.entry(question).clone();
        }
        let past = self.history().iter().filter(|past| past.what.stage() == Some(alert)).cloned();
        let opened = Past { at: now, what: PastKind::Opened };
        let kept = Kept {
            name,
            opened_at: now,
            changed_at: now,
            history: past.chain([opened]).collect(),
            agreements,
            decision: Decision::default(),
            place: Place { stage: alert, question: None },
            changes: Changes::default(),
            ..self.kept.clone()
        };
        let standings = Standings::new(&self.instrument, &kept.agreements, &entries);
        Self { instrument: Arc::clone(&self.instrument), kept, entries, standings }
    }
}

/// The parts of a case as a document carries them.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Its pseudonym or number.
    pub name: String,
    /// The language that it is led in.
    pub language: Language,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
    /// What happened to the agreements.
    pub agreements: Vec<(StageId, AgreementRecord)>,
    /// What is written under the questions.
    pub entries: BTreeMap<QuestionId, Entry>,
    /// The decision.
    pub decision: Decision,
    /// What happened.
    pub history: Vec<Past>,
    /// Where the interviewer was last.
    pub place: Place,
}

impl Case {
    /// A case from its parts, with nothing to take back.
    ///
    /// # Errors
    /// When it speaks of a question that the instrument does not ask.
    pub fn restore(instrument: Arc<Instrument>, parts: Parts) -> Result<Self, Misfit> {
        let mut agreements = Agreements::default();
        for (stage, record) in parts.agreements {
            agreements.add(stage, record);
        }
        let kept = Kept {
            edition: instrument.edition.clone(),
            name: parts.name,
            language: parts.language,
            opened_at: parts.opened_at,
            changed_at: parts.changed_at,
            agreements,
            entries: parts.entries,
            decision: parts.decision,
            history: parts.history,
            place: parts.place,
            changes: Changes::default(),
        };
        Self::from_kept(instrument, kept)
    }
}

impl PastKind {
    /// The stage that it happened to, if to one.
    #[must_use]
    pub const fn stage(self) -> Option<StageId> {
        match self {
            Self::Agreed(stage) | Self::Refused(stage) | Self::Withdrawn(stage, _) => Some(stage),
            _ => None,
        }
    }
}
