//! A case made from another, or from what a document carries.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::agreement::{AgreementRecord, Agreements};
use super::case::{Case, Kept, Misfit, Past, PastKind};
use super::decision::Decision;
use super::entry::{Answer, Entry, SaidBy};
use super::event::Place;
use super::leaving::Leaving;
use super::moment::Moment;
use super::number::CaseNumber;
use super::setting::Setting;
use super::undo::Changes;
use crate::instrument::{ClueId, Instrument, Language, QuestionId, QuestionIx, StageId, TrackId, Value};

impl Case {
    /// A case for another person of the same situation: what the whistle-blower agreed to and told of the
    /// situation is taken over. What is about the first person alone is not, nor anything that they said,
    /// nor their own words, nor what was observed of them; and each person agrees alone. Where the first
    /// person gave the alert themselves, nothing of it is.
    #[must_use]
    pub fn for_co_victim(&self, name: String, number: CaseNumber, now: Moment) -> Self {
        let alert = StageId::Alert;
        let by_another = !self.instrument.questions_of(alert).any(|at| self.says_alerts_for_self(at));
        let mut agreements = Agreements::default();
        if by_another {
            self.agreements().of(alert).iter().for_each(|record| agreements.add(alert, record.clone()));
        }
        let mut entries = vec![Entry::default(); self.entries.len()];
        let questions = self.instrument.questions_of(alert).filter(|_| by_another);
        for question in questions.filter(|at| self.tells_of_the_situation(*at)) {
            let told = self.entry(question);
            let mut taken = Entry {
                own_words: String::new(),
                observed: String::new(),
                marked: false,
                answer: told.answer.as_ref().filter(|answer| matches!(answer, Answer::Value(_))).cloned(),
                ..told.clone()
            };
            if !taken.has_words() {
                taken.language = None;
            }
            if taken.is_written() {
                entries[question.0] = taken;
            }
        }
        let past = self.history().iter().filter(|past| past.what.stage() == Some(alert)).cloned();
        let opened = Past { at: now, what: PastKind::Opened };
        let kept = Kept {
            name,
            number: Some(number),
            opened_at: now,
            changed_at: now,
            history: past.filter(|_| by_another).chain([opened]).collect(),
            agreements,
            decision: Decision::default(),
            place: Place { stage: alert, question: None },
            settings: BTreeMap::new(),
            leavings: Vec::new(),
            received: None,
            drafts: BTreeMap::new(),
            changes: Changes::default(),
            ..self.kept.clone()
        };
        Self::of(Arc::clone(&self.instrument), kept, entries)
    }

    /// Whether what stands under a question of the alert is about the situation, and not said by the first
    /// person nor about them alone.
    fn tells_of_the_situation(&self, question: QuestionIx) -> bool {
        let asked = self.instrument.question(question);
        let one_person = self.instrument.section(asked.section).one_person
            || self.instrument.topics.is_of_one_person(question);
        // What was seen, was seen of them.
        let said_by = self.said_by(question);
        !one_person && matches!(said_by, SaidBy::WhistleBlower | SaidBy::Document)
    }

    /// Whether this answer says that the person gave the alert themselves.
    fn says_alerts_for_self(&self, question: QuestionIx) -> bool {
        matches!(
            self.value(question),
            Some(Value::Choice(who)) if self.instrument.topics.is_by_themselves(question, who)
        )
    }
}

/// The parts of a case as a document carries them.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Its pseudonym or number.
    pub name: String,
    /// Its number on paper, if it has one.
    pub number: Option<CaseNumber>,
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
    /// The track that is followed.
    pub track: TrackId,
    /// The clues that the interviewer has set.
    pub settings: BTreeMap<ClueId, Setting>,
    /// Each time that it was passed on.
    pub leavings: Vec<Leaving>,
    /// How it was passed on to here, when only a selection was.
    pub received: Option<Leaving>,
}

impl Case {
    /// A case from its parts, with nothing to take back.
    ///
    /// # Errors
    /// When it speaks of a question, a clue or a track that the instrument does not have.
    pub fn restore(instrument: Arc<Instrument>, parts: Parts) -> Result<Self, Misfit> {
        let mut agreements = Agreements::default();
        for (stage, record) in parts.agreements {
            agreements.add(stage, record);
        }
        let kept = Kept {
            edition: instrument.edition.clone(),
            name: parts.name,
            number: parts.number,
            language: parts.language,
            opened_at: parts.opened_at,
            changed_at: parts.changed_at,
            agreements,
            entries: parts.entries,
            decision: parts.decision,
            history: parts.history,
            place: parts.place,
            track: parts.track,
            settings: parts.settings,
            leavings: parts.leavings,
            received: parts.received.map(Box::new),
            drafts: BTreeMap::new(),
            changes: Changes::default(),
        };
        Self::from_kept(instrument, kept)
    }
}
