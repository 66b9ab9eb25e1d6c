//! One person's case: what its events have made of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::agreement::{Agreements, Collected};
use super::decision::Decision;
use super::draft::FieldId;
use super::entry::{Entry, Put, SaidBy};
use super::event::{Event, Happening, Place};
use super::language_tag::LanguageTag;
use super::leaving::{Leaving, Recipient};
use super::moment::Moment;
use super::number::CaseNumber;
use super::selection::Selection;
use super::setting::Setting;
use super::standing::{Ground, Progress, Standing, Standings};
use super::undo::Changes;
use crate::instrument::{
    ClueId, ClueIx, Edition, Instrument, Language, QuestionId, QuestionIx, SectionIx, StageId, TrackId, Value,
};

/// One person's case.
#[derive(Clone, Debug)]
pub struct Case {
    pub(super) instrument: Arc<Instrument>,
    pub(super) kept: Kept,
    pub(super) entries: Vec<Entry>,
    pub(super) standings: Standings,
    /// What was taken of the case that this one was made of, when not everything was.
    pub(super) cut: Option<Box<Selection>>,
}

/// What of a case must be kept: all the rest follows from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    pub(super) edition: Edition,
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<CaseNumber>,
    pub(super) language: Language,
    pub(super) opened_at: Moment,
    pub(super) changed_at: Moment,
    pub(super) agreements: Agreements,
    pub(super) entries: BTreeMap<QuestionId, Entry>,
    pub(super) decision: Decision,
    pub(super) history: Vec<Past>,
    pub(super) place: Place,
    #[serde(default)]
    pub(super) track: TrackId,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) settings: BTreeMap<ClueId, Setting>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) leavings: Vec<Leaving>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) received: Option<Box<Leaving>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) drafts: BTreeMap<FieldId, String>,
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
    /// It was passed on, whole or in part.
    Left(Recipient),
}

/// An event or a draft that cannot belong to the instrument at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The draft was started with another edition.
    Edition(Edition),
    /// It speaks of a question that the edition does not ask.
    Question(QuestionId),
    /// It speaks of a clue that the edition does not know.
    Clue(ClueId),
    /// It follows a track that the edition does not have.
    Track(TrackId),
    /// The first event is not the opening.
    NotOpened,
}

impl Case {
    /// The most characters in a name, or in the fields of an agreement.
    pub const NAME: usize = 120;

    /// The case that an opening event starts.
    ///
    /// # Errors
    /// When it is another event, or another edition than the instrument's.
    pub fn open(instrument: Arc<Instrument>, event: &Event) -> Result<Self, Misfit> {
        let Happening::Opened { name, edition, language, number } = &event.what else {
            return Err(Misfit::NotOpened);
        };
        let kept = Kept {
            edition: edition.clone(),
            name: name.clone(),
            number: number.clone(),
            language: *language,
            opened_at: event.at,
            changed_at: event.at,
            agreements: Agreements::default(),
            entries: BTreeMap::new(),
            decision: Decision::default(),
            history: vec![Past { at: event.at, what: PastKind::Opened }],
            place: Place { stage: StageId::Alert, question: None },
            track: TrackId::Full,
            settings: BTreeMap::new(),
            leavings: Vec::new(),
            received: None,
            drafts: BTreeMap::new(),
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
        if let Some(id) = kept.settings.keys().find(|id| instrument.find_clue(id).is_none()) {
            return Err(Misfit::Clue(id.clone()));
        }
        if !instrument.has_track(kept.track) {
            return Err(Misfit::Track(kept.track));
        }
        kept.drafts.keys().try_for_each(|field| field.belongs(&instrument))?;
        Ok(Self::of(instrument, kept, entries))
    }

    pub(super) fn of(instrument: Arc<Instrument>, kept: Kept, entries: Vec<Entry>) -> Self {
        let ground = Ground {
            instrument: &instrument,
            agreements: &kept.agreements,
            track: kept.track,
            entries: &entries,
        };
        let standings = Standings::new(ground);
        let cut = kept.received.as_ref().map(|received| Box::new(received.selection.clone()));
        Self { instrument, kept, entries, standings, cut }
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

    /// Its number on paper, if one was drawn when it was opened.
    #[must_use]
    pub const fn number(&self) -> Option<&CaseNumber> {
        self.kept.number.as_ref()
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

    /// The track that is followed.
    #[must_use]
    pub const fn track(&self) -> TrackId {
        self.kept.track
    }

    /// Each time that it was passed on, oldest first.
    #[must_use]
    pub fn leavings(&self) -> &[Leaving] {
        &self.kept.leavings
    }

    /// How it was passed on to here, when only a selection of it was: what that does not take was never
    /// here.
    #[must_use]
    pub fn received(&self) -> Option<&Leaving> {
        self.kept.received.as_deref()
    }

    /// Every clue that the interviewer has set, whether it counts or not.
    pub fn settings(&self) -> impl Iterator<Item = (&ClueId, &Setting)> {
        self.kept.settings.iter()
    }

    /// What the interviewer says of a clue, as far as it counts: the agreement under which she said it
    /// stands.
    #[must_use]
    pub fn setting(&self, clue: ClueIx) -> Option<&Setting> {
        if self.kept.settings.is_empty() {
            return None;
        }
        let setting = self.kept.settings.get(&self.instrument.clue(clue).id)?;
        self.agreements().given(setting.stage).then_some(setting)
    }

    /// From whom or from what the answer to a question comes: as told, or by whom the stage is agreed
    /// to.
    #[must_use]
    pub fn said_by(&self, question: QuestionIx) -> SaidBy {
        self.entry(question).said_by.unwrap_or_else(|| self.usually_said_by(question))
    }

    pub(super) fn usually_said_by(&self, question: QuestionIx) -> SaidBy {
        let asking = &self.instrument.stage(self.instrument.stage_of(question)).asking;
        asking.as_ref().map_or(SaidBy::Person, |asking| asking.given_by.into())
    }

    /// In which language words are written where it is not told otherwise: as the last ones, or in the
    /// language that the case is led in.
    #[must_use]
    pub fn words_in(&self) -> LanguageTag {
        let told = self.entries.iter().filter(|entry| entry.language.is_some());
        let last = told.max_by_key(|entry| entry.last_at).and_then(|entry| entry.language.clone());
        last.unwrap_or_else(|| self.language().into())
    }

    /// In which wording a question was put; while it was not, in which it would be.
    #[must_use]
    pub fn put(&self, question: QuestionIx) -> Put {
        let now = Put { language: self.language(), track: self.track() };
        self.entry(question).put.unwrap_or(now)
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
        self.kept.changes.undone().next().is_some()
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
}

impl Kept {
    /// The edition that the draft was started with.
    #[must_use]
    pub const fn edition(&self) -> &Edition {
        &self.edition
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
