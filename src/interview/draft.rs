//! What is typed and is nothing yet: half a year, a form before its button. It is kept as it was typed, and
//! counts nowhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::case::{Case, Misfit};
use super::entry::Entry;
use super::event::{Happening, Refusal, Step};
use super::standing::Standing;
use crate::instrument::{ClueId, Instrument, QuestionId, QuestionIx, StageId};

/// A field or a form in which something can stand half written. It is written as its kind and its name:
/// `answer:pay.promised`, `refusal:alert`, `leaving`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum FieldId {
    /// The answer to a question.
    Answer(QuestionId),
    /// The person's own words.
    OwnWords(QuestionId),
    /// What the interviewer observes.
    Observed(QuestionId),
    /// The reason why a question was not asked.
    NotAsked(QuestionId),
    /// The agreement to a stage.
    Agreement(StageId),
    /// Why a stage was not agreed to.
    Refusal(StageId),
    /// What the interviewer says of a clue herself, and why.
    Clue(ClueId),
    /// To whom what is passed on.
    Leaving,
    /// The decision.
    Decision,
}

/// A text that names no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoField;

impl fmt::Display for NoField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such field")
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(question) => write!(f, "answer:{question}"),
            Self::OwnWords(question) => write!(f, "said:{question}"),
            Self::Observed(question) => write!(f, "observed:{question}"),
            Self::NotAsked(question) => write!(f, "not-asked:{question}"),
            Self::Agreement(stage) => write!(f, "agreement:{}", stage.as_str()),
            Self::Refusal(stage) => write!(f, "refusal:{}", stage.as_str()),
            Self::Clue(clue) => write!(f, "clue:{clue}"),
            Self::Leaving => f.write_str("leaving"),
            Self::Decision => f.write_str("decision"),
        }
    }
}

impl FromStr for FieldId {
    type Err = NoField;

    fn from_str(text: &str) -> Result<Self, NoField> {
        let stage = |name: &str| StageId::ASKING.into_iter().find(|it| it.as_str() == name).ok_or(NoField);
        match text.split_once(':') {
            None if text == "leaving" => Ok(Self::Leaving),
            None if text == "decision" => Ok(Self::Decision),
            None | Some((_, "")) => Err(NoField),
            Some(("answer", id)) => Ok(Self::Answer(id.into())),
            Some(("said", id)) => Ok(Self::OwnWords(id.into())),
            Some(("observed", id)) => Ok(Self::Observed(id.into())),
            Some(("not-asked", id)) => Ok(Self::NotAsked(id.into())),
            Some(("agreement", name)) => stage(name).map(Self::Agreement),
            Some(("refusal", name)) => stage(name).map(Self::Refusal),
            Some(("clue", id)) => Ok(Self::Clue(id.into())),
            Some(_) => Err(NoField),
        }
    }
}

impl From<FieldId> for String {
    fn from(field: FieldId) -> Self {
        field.to_string()
    }
}

impl TryFrom<String> for FieldId {
    type Error = NoField;

    fn try_from(text: String) -> Result<Self, NoField> {
        text.parse()
    }
}

impl FieldId {
    /// The most characters that are kept of what stands in a field: ten times the longest note, so that
    /// what is too long for an answer is still kept as it was typed.
    pub const MOST: usize = 200_000;

    /// The question to which it belongs, if to one.
    #[must_use]
    pub const fn question(&self) -> Option<&QuestionId> {
        match self {
            Self::Answer(id) | Self::OwnWords(id) | Self::Observed(id) | Self::NotAsked(id) => Some(id),
            _ => None,
        }
    }

    /// Whether the instrument has what the field belongs to.
    pub(super) fn belongs(&self, instrument: &Instrument) -> Result<(), Misfit> {
        match self {
            Self::Clue(id) if instrument.find_clue(id).is_none() => Err(Misfit::Clue(id.clone())),
            _ => match self.question().filter(|id| instrument.find(id).is_none()) {
                Some(id) => Err(Misfit::Question(id.clone())),
                None => Ok(()),
            },
        }
    }
}

impl Case {
    /// What stands in a field and is nothing yet, as it was typed.
    #[must_use]
    pub fn draft(&self, field: &FieldId) -> Option<&str> {
        self.kept.drafts.get(field).map(String::as_str)
    }

    /// Everything that stands in a field and is nothing yet. It leaves in no document and on no paper.
    pub fn drafts(&self) -> impl Iterator<Item = (&FieldId, &str)> {
        self.kept.drafts.iter().map(|(field, typed)| (field, typed.as_str()))
    }

    /// The questions that are asked and under which something is written that is not taken down yet, in the
    /// order of the instrument.
    #[must_use]
    pub fn unread(&self) -> Vec<QuestionIx> {
        let fields = self.kept.drafts.keys().filter_map(|field| self.waits_under(field));
        let mut questions: Vec<_> = fields.collect();
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    /// Whether something is written under this question that is not taken down yet.
    #[must_use]
    pub fn is_unread(&self, question: QuestionIx) -> bool {
        self.kept.drafts.keys().any(|field| self.waits_under(field) == Some(question))
    }

    /// The question under which a field waits to be completed: it is asked, and something is written there.
    /// A unit that is chosen before its number waits for nothing.
    fn waits_under(&self, field: &FieldId) -> Option<QuestionIx> {
        let at = self.instrument.find(field.question()?)?;
        let waits = match field {
            FieldId::Answer(_) => {
                let kind = &self.instrument.question(at).kind;
                self.typed(at).is_none_or(|typed| typed.read(kind) != Ok(None))
            }
            _ => self.draft(field).is_some_and(|typed| !typed.trim().is_empty()),
        };
        (waits && matches!(self.standing(at), Standing::Asked | Standing::OffTrack)).then_some(at)
    }

    /// The forms that were begun and whose button was not pressed: an agreement, a refusal, a clue. To whom
    /// what would be passed on is no part of what the case says, and is not among them.
    pub fn begun(&self) -> impl Iterator<Item = &FieldId> {
        let form = |field: &&FieldId| field.question().is_none() && **field != FieldId::Leaving;
        self.kept.drafts.keys().filter(form)
    }

    pub(super) fn draft_on(
        &self,
        field: FieldId,
        typed: Option<String>,
    ) -> Result<Option<Happening>, Refusal> {
        if self.draft(&field) == typed.as_deref() {
            return Ok(None);
        }
        if let Some(typed) = &typed {
            if typed.chars().count() > FieldId::MOST {
                return Err(Refusal::TooLong(FieldId::MOST));
            }
            self.may_draft(&field)?;
        }
        Ok(Some(Happening::Drafted(field, typed)))
    }

    /// Whether something may stand half written in a field: nothing is taken down without the agreement.
    fn may_draft(&self, field: &FieldId) -> Result<(), Refusal> {
        field.belongs(&self.instrument).map_err(|_| Refusal::Nothing)?;
        match field {
            FieldId::Agreement(stage) | FieldId::Refusal(stage) => self.may_change_agreement(*stage),
            FieldId::Clue(_) | FieldId::Leaving | FieldId::Decision => Ok(()),
            _ => match field.question().and_then(|id| self.instrument.find(id)) {
                Some(question) => self.may_write(question, false),
                None => Ok(()),
            },
        }
    }

    /// The draft that goes although nothing else changes: what was typed is what already stood.
    pub(super) fn typed_again(&self, fields: Vec<FieldId>) -> Option<Happening> {
        let field = fields.into_iter().find(|field| self.kept.drafts.contains_key(field))?;
        Some(Happening::Drafted(field, None))
    }

    pub(super) fn take_draft(&mut self, field: FieldId, typed: Option<String>) -> Result<(), Misfit> {
        field.belongs(&self.instrument)?;
        match typed {
            Some(typed) => self.kept.drafts.insert(field, typed),
            None => self.kept.drafts.remove(&field),
        };
        Ok(())
    }

    /// What was typed under a question goes once it is taken down. Taking back and making again leave it.
    pub(super) fn drop_typed(&mut self, question: QuestionIx, before: &Entry, step: Step) -> bool {
        if self.kept.drafts.is_empty() || matches!(step, Step::Undo | Step::Redo) {
            return false;
        }
        let (id, after) = (&self.instrument.question(question).id, &self.entries[question.0]);
        let answered = before.answer != after.answer;
        let gone = [
            (answered, FieldId::Answer(id.clone())),
            (answered, FieldId::NotAsked(id.clone())),
            (before.own_words != after.own_words, FieldId::OwnWords(id.clone())),
            (before.observed != after.observed, FieldId::Observed(id.clone())),
        ];
        let drafts = &mut self.kept.drafts;
        gone.into_iter().filter(|(goes, field)| *goes && drafts.remove(field).is_some()).count() > 0
    }

    /// The forms of a stage go once its agreement is given, refused or withdrawn.
    pub(super) fn drop_forms(&mut self, stage: StageId) -> bool {
        let forms = [FieldId::Agreement(stage), FieldId::Refusal(stage)];
        forms.into_iter().filter(|form| self.kept.drafts.remove(form).is_some()).count() > 0
    }

    /// What is erased with a stage: what was typed under its questions, and the forms that may speak of them.
    pub(super) fn erase_drafts(&mut self, stage: StageId) {
        let instrument = &self.instrument;
        let of_stage =
            |id: &QuestionId| instrument.find(id).is_some_and(|at| instrument.stage_of(at) == stage);
        self.kept.drafts.retain(|field, _| match field {
            FieldId::Clue(_) | FieldId::Leaving => false,
            _ => !field.question().is_some_and(of_stage),
        });
    }
}
