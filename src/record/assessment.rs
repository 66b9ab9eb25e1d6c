//! What an export holds.

use serde::{Deserialize, Serialize};

use crate::findings::{ClueState, Converging, Findings, Weight};
use crate::instrument::{
    ClueId, Edition, FamilyId, FirstThingId, Instrument, Language, QuestionId, QuestionIx, SectionId, StageId,
};
use crate::interview::{AgreementRecord, Case, Decision, Entry, Moment, Past, Place, Standing};

pub(super) const SCHEMA: &str = "faisceau-assessment";
pub(super) const SCHEMA_VERSION: &str = "1.0.0";

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
    /// The case.
    pub case: CaseRecord,
    /// The agreements to each asking stage.
    pub stages: Vec<StageRecord>,
    /// The answers that stand, in the order of the instrument.
    pub answers: Vec<AnswerRecord>,
    /// What is written under questions that other answers made irrelevant: it does not stand, and
    /// nothing is found from it.
    pub set_aside: Vec<AnswerRecord>,
    /// What the answers say.
    pub findings: FindingsRecord,
    /// What a human decided.
    pub decision: Decision,
    /// What happened, oldest first.
    pub history: Vec<Past>,
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
    /// The language that the case is led in.
    pub language: Language,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
    /// Where the interviewer was last.
    pub place: Place,
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

/// What stands under one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerRecord {
    /// Its section.
    pub section: SectionId,
    /// The question.
    pub question: QuestionId,
    /// Its wording, in the language of the case.
    pub wording: String,
    /// What is written under it, and when.
    pub entry: Entry,
}

/// What the answers say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingsRecord {
    /// What must happen first.
    pub first_things: Vec<FirstThingRecord>,
    /// What converges, and what would change it.
    pub convergence: ConvergenceRecord,
    /// The clues of each family.
    pub families: Vec<FamilyRecord>,
}

/// Something that must happen first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstThingRecord {
    /// Its stable name.
    pub id: FirstThingId,
    /// What it is, in the language of the case.
    pub title: String,
    /// The questions whose answers it is drawn from.
    pub questions: Vec<QuestionId>,
}

/// What converges, and what would change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConvergenceRecord {
    /// What can be said.
    pub converging: Converging,
    /// In how many families a clue must be present.
    pub threshold: usize,
    /// In which families one is.
    pub families: Vec<FamilyId>,
    /// The clues on which it rests alone.
    pub rests_on: Vec<ClueId>,
    /// The questions still blank that would tell more.
    pub would_tell: Vec<QuestionId>,
}

/// A family and its clues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyRecord {
    /// Which family.
    pub family: FamilyId,
    /// How many of its clues are present.
    pub present: usize,
    /// How many are ruled out.
    pub absent: usize,
    /// How many were asked about and cannot be told.
    pub unknown: usize,
    /// How many were not asked about yet.
    pub not_yet_asked: usize,
    /// Its clues.
    pub clues: Vec<ClueRecord>,
}

/// A clue, and the answers that carry what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClueRecord {
    /// Which clue.
    pub clue: ClueId,
    /// Its name, in the language of the case.
    pub name: String,
    /// Where it stands.
    pub state: ClueState,
    /// The questions that speak of it, with what their answers do to it.
    pub grounds: Vec<GroundRecord>,
}

/// What an answer does to a clue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroundRecord {
    /// The question.
    pub question: QuestionId,
    /// What its answer does to the clue.
    pub weight: Weight,
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
            case: CaseRecord {
                name: case.name().to_owned(),
                language: case.language(),
                opened_at: case.opened_at(),
                changed_at: case.changed_at(),
                place: case.place().clone(),
            },
            stages: StageId::ASKING.into_iter().map(|stage| stage_record(case, stage)).collect(),
            answers: with(Standing::Asked, |entry| *entry != Entry::default()),
            set_aside: with(Standing::NotRelevant, Entry::is_written),
            findings: findings_record(case, findings),
            decision: case.decision().clone(),
            history: case.history().to_vec(),
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
    format!(
        "{SCHEMA}-{:04}-{:02}-{:02}-{:02}{:02}.json",
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
    let asked = instrument.question(question);
    AnswerRecord {
        section: instrument.section(asked.section).id.clone(),
        question: asked.id.clone(),
        wording: asked.wording.in_language(case.language()).to_owned(),
        entry: case.entry(question).clone(),
    }
}

fn name(instrument: &Instrument, question: QuestionIx) -> QuestionId {
    instrument.question(question).id.clone()
}

fn findings_record(case: &Case, findings: &Findings) -> FindingsRecord {
    let (instrument, language) = (case.instrument(), case.language());
    let convergence = findings.convergence(case);
    let first_thing = |at: usize| {
        let thing = &instrument.first_things[at];
        let questions = thing.when.questions();
        FirstThingRecord {
            id: thing.id.clone(),
            title: thing.title.in_language(language).to_owned(),
            questions: questions.into_iter().map(|question| name(instrument, question)).collect(),
        }
    };
    let family = |at: usize| instrument.families[at].id.clone();
    let families = findings.families().iter().enumerate().map(|(at, counts)| {
        let clues = findings.clues().filter(|(clue, _)| instrument.clue(*clue).family == at);
        FamilyRecord {
            family: family(at),
            present: counts.present,
            absent: counts.absent,
            unknown: counts.unknown,
            not_yet_asked: counts.not_yet_asked,
            clues: clues
                .map(|(clue, finding)| ClueRecord {
                    clue: instrument.clue(clue).id.clone(),
                    name: instrument.clue(clue).name.in_language(language).to_owned(),
                    state: finding.state,
                    grounds: finding
                        .grounds
                        .iter()
                        .map(|ground| GroundRecord {
                            question: name(instrument, ground.question),
                            weight: ground.weight,
                        })
                        .collect(),
                })
                .collect(),
        }
    });
    FindingsRecord {
        first_things: findings.first_things().map(first_thing).collect(),
        convergence: ConvergenceRecord {
            converging: convergence.converging,
            threshold: convergence.threshold,
            families: convergence.families.iter().map(|at| family(*at)).collect(),
            rests_on: convergence.rests_on.iter().map(|clue| instrument.clue(*clue).id.clone()).collect(),
            would_tell: convergence.would_tell.iter().map(|question| name(instrument, *question)).collect(),
        },
        families: families.collect(),
    }
}
