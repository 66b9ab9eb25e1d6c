//! What an export holds.

use serde::{Deserialize, Serialize};

use super::findings::FindingsRecord;
use crate::findings::Findings;
use crate::instrument::{ClueId, Edition, Language, QuestionId, QuestionIx, SectionId, StageId, TrackId};
use crate::interview::{
    AgreementRecord, Case, CaseNumber, Decision, Entry, Leaving, Moment, Past, Place, Setting, Standing,
};

pub(super) const SCHEMA: &str = "faisceau-assessment";
pub(super) const SCHEMA_VERSION: &str = "1.2.0";
/// The versions that are read. What a later one adds is left out in an earlier document, and nothing
/// else differs.
pub(super) const READ: [&str; 3] = ["1.0.0", "1.1.0", SCHEMA_VERSION];

/// An assessment: one person's case as it stands, with what its answers say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Which schema describes the document.
    pub schema: SchemaRecord,
    /// Which app wrote it.
    pub app: AppRecord,
    /// Which instrument the case was led with.
    pub instrument: Edition,
    /// That this is a selection, made for whom and of what; absent where it is the whole case. Since
    /// 1.1.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<Leaving>,
    /// The case.
    pub case: CaseRecord,
    /// The agreements to each asking stage.
    pub stages: Vec<StageRecord>,
    /// The answers that stand, in the order of the instrument.
    pub answers: Vec<AnswerRecord>,
    /// What is written under questions that other answers made irrelevant: it does not stand, and
    /// nothing is found from it.
    pub set_aside: Vec<AnswerRecord>,
    /// The clues that the interviewer has set herself. Since 1.1.0.
    #[serde(default)]
    pub set_clues: Vec<SetClueRecord>,
    /// What the answers say.
    pub findings: FindingsRecord,
    /// What a human decided.
    pub decision: Decision,
    /// What happened, oldest first.
    pub history: Vec<Past>,
    /// Each time that the case was passed on, oldest first; absent when it was not. Since 1.1.0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leavings: Vec<Leaving>,
}

/// Which schema describes a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemaRecord {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// Which app wrote a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppRecord {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The case that a document is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRecord {
    /// The pseudonym or number that the interviewer chose.
    pub name: String,
    /// Its number on paper; absent where none was drawn. Since 1.2.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<CaseNumber>,
    /// The language that the case is led in.
    pub language: Language,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
    /// Where the interviewer was last.
    pub place: Place,
    /// The track that is followed. Since 1.1.0.
    #[serde(default)]
    pub track: TrackId,
}

/// A stage and all that happened to its agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageRecord {
    /// Which stage.
    pub stage: StageId,
    /// Whether questions can be put.
    pub open: bool,
    /// Agreements, refusals and withdrawals, oldest first.
    pub agreements: Vec<AgreementRecord>,
}

/// A clue that the interviewer has set herself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetClueRecord {
    /// Which clue.
    pub clue: ClueId,
    /// To what, why, under which agreement, and when.
    pub setting: Setting,
}

/// What stands under one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerRecord {
    /// Its section.
    pub section: SectionId,
    /// The question.
    pub question: QuestionId,
    /// Its wording, as it was put.
    pub wording: String,
    /// What is written under it, and when.
    pub entry: Entry,
}

impl Assessment {
    /// The assessment of a case.
    #[must_use]
    pub fn of(case: &Case, findings: &Findings) -> Self {
        let instrument = case.instrument();
        let with = |standing: Standing, keep: fn(&Entry) -> bool| {
            let questions = (0..instrument.questions().len()).map(QuestionIx);
            questions
                .filter(|question| case.standing(*question) == standing && keep(case.entry(*question)))
                .map(|question| answer(case, question))
                .collect()
        };
        Self {
            schema: SchemaRecord { id: SCHEMA.to_owned(), version: SCHEMA_VERSION.to_owned() },
            app: AppRecord { name: "Faisceau".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            instrument: instrument.edition.clone(),
            selection: case.received().cloned(),
            case: CaseRecord {
                name: case.name().to_owned(),
                number: case.number().cloned(),
                language: case.language(),
                opened_at: case.opened_at(),
                changed_at: case.changed_at(),
                place: case.place().clone(),
                track: case.track(),
            },
            stages: StageId::ASKING.into_iter().map(|stage| stage_record(case, stage)).collect(),
            answers: with(Standing::Asked, |entry| *entry != Entry::default()),
            set_aside: with(Standing::NotRelevant, Entry::is_written),
            set_clues: case
                .settings()
                .map(|(clue, setting)| SetClueRecord { clue: clue.clone(), setting: setting.clone() })
                .collect(),
            findings: FindingsRecord::of(case, findings),
            decision: case.decision().clone(),
            history: case.history().to_vec(),
            leavings: case.leavings().to_vec(),
        }
    }

    /// The document: pretty, in a stable order, with a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every part is made of texts, numbers and lists: writing them to memory cannot fail.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }
}

/// A name for an exported file, which says nothing of the person.
#[must_use]
pub fn file_name(now: Moment) -> String {
    named(SCHEMA, "json", now)
}

/// A name for a file of another kind, which says nothing of the person either.
#[must_use]
pub fn named(what: &str, end: &str, now: Moment) -> String {
    format!(
        "{what}-{:04}-{:02}-{:02}-{:02}{:02}.{end}",
        now.year(),
        now.month(),
        now.day(),
        now.hour(),
        now.minute()
    )
}

fn stage_record(case: &Case, stage: StageId) -> StageRecord {
    let agreements = case.agreements();
    StageRecord { stage, open: agreements.given(stage), agreements: agreements.of(stage).to_vec() }
}

fn answer(case: &Case, question: QuestionIx) -> AnswerRecord {
    let instrument = case.instrument();
    let (asked, put) = (instrument.question(question), case.put(question));
    AnswerRecord {
        section: instrument.section(asked.section).id.clone(),
        question: asked.id.clone(),
        wording: asked.wording_on(put.track).in_language(put.language).to_owned(),
        entry: case.entry(question).clone(),
    }
}
