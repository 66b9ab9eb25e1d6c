//! What an export holds of what the answers say.

use serde::{Deserialize, Serialize};

use super::lens_record::{LensRecord, withholds};
use super::reckoned_record::{ReckonedRecord, reckoned_record};
use crate::findings::{ClueState, Converging, Findings, Weight};
use crate::instrument::{ClueId, FamilyId, FirstThingId, Instrument, QuestionId, QuestionIx, ReckoningId};
use crate::interview::{Case, SetState};

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
    /// What is computed from the answers, and how. Since 1.1.0.
    #[serde(default)]
    pub reckonings: Vec<ReckonedRecord>,
    /// What each published rule says of the clues. Since 1.1.0.
    #[serde(default)]
    pub lenses: Vec<LensRecord>,
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
    /// The reckonings that speak of it, with what comes out of them does to it. Since 1.1.0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reckoned: Vec<ReckonedGroundRecord>,
    /// What the interviewer has set it to, if she has. Since 1.1.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<SetState>,
}

/// What comes out of a reckoning does to a clue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReckonedGroundRecord {
    /// The reckoning.
    pub reckoning: ReckoningId,
    /// What comes out of it does to the clue.
    pub weight: Weight,
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

pub(super) fn name(instrument: &Instrument, question: QuestionIx) -> QuestionId {
    instrument.question(question).id.clone()
}

impl FindingsRecord {
    pub(super) fn of(case: &Case, findings: &Findings) -> Self {
        let (instrument, language) = (case.instrument(), case.language());
        let convergence = findings.convergence(case);
        let first_thing = |at: usize| {
            let thing = &instrument.first_things[at];
            let questions = thing.when.questions().into_iter().filter(|question| !case.withholds(*question));
            FirstThingRecord {
                id: thing.id.clone(),
                title: thing.title.in_language(language).to_owned(),
                questions: questions.map(|question| name(instrument, question)).collect(),
            }
        };
        let family = |at: usize| instrument.families[at].id.clone();
        let families = findings.families().iter().enumerate().map(|(at, counts)| {
            // A clue of which nothing may be told is not even named.
            let (withheld, clues): (Vec<_>, Vec<_>) = findings
                .clues()
                .filter(|(clue, _)| instrument.clue(*clue).family == at)
                .partition(|(clue, _)| withholds(case, findings, *clue));
            let less = |state| withheld.iter().filter(|(_, finding)| finding.state == state).count();
            FamilyRecord {
                family: family(at),
                present: counts.present,
                absent: counts.absent - less(ClueState::Absent),
                unknown: counts.unknown - less(ClueState::Unknown),
                not_yet_asked: counts.not_yet_asked - less(ClueState::NotYetAsked),
                clues: clues
                    .into_iter()
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
                        reckoned: finding
                            .reckoned
                            .iter()
                            .map(|ground| ReckonedGroundRecord {
                                reckoning: instrument.reckoning(ground.reckoning).id.clone(),
                                weight: ground.weight,
                            })
                            .collect(),
                        set: finding.set,
                    })
                    .collect(),
            }
        });
        Self {
            first_things: findings.first_things().map(first_thing).collect(),
            convergence: ConvergenceRecord {
                converging: convergence.converging,
                threshold: convergence.threshold,
                families: convergence.families.iter().map(|at| family(*at)).collect(),
                rests_on: convergence.rests_on.iter().map(|clue| instrument.clue(*clue).id.clone()).collect(),
                would_tell: convergence
                    .would_tell
                    .iter()
                    .filter(|question| !case.withholds(**question))
                    .map(|question| name(instrument, *question))
                    .collect(),
            },
            families: families.collect(),
            reckonings: findings
                .reckonings()
                .map(|(at, reckoned)| reckoned_record(case, at, reckoned))
                .collect(),
            lenses: findings
                .readings()
                .iter()
                .map(|reading| LensRecord::of(case, findings, reading))
                .collect(),
        }
    }
}
