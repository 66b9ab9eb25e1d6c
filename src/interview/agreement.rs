//! Agreements to a stage, refusals, withdrawals: nothing is asked without prior agreement.

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use crate::instrument::{OptionId, StageId};

/// How an agreement was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// By word of mouth.
    #[default]
    Spoken,
    /// In writing.
    Signed,
}

/// An agreement to one stage: who explained what, how, and for what use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Who explained.
    pub explained_by: String,
    /// In which language, in words (any language of the world).
    pub language: String,
    /// With which interpreter; none when the field is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub interpreter: String,
    /// Spoken or signed.
    pub form: Form,
    /// For which uses of the words, of those that the stage names.
    pub uses: Vec<OptionId>,
}

/// What an agreement lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementGap {
    /// Who explained.
    ExplainedBy,
    /// In which language.
    Language,
    /// At least one use.
    Uses,
}

/// What becomes of what a stage had collected when its agreement is withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collected {
    /// It stays, sealed, and counts nowhere.
    Kept,
    /// It is erased, as the person asked.
    Erased,
}

/// What happened with the agreement to a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementStep {
    /// It was given.
    Given(Agreement),
    /// It was not given, with what the interviewer wants to keep of why.
    Refused(String),
    /// It was withdrawn.
    Withdrawn(Collected),
}

/// One step of the agreement to a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementRecord {
    /// When.
    pub at: Moment,
    /// What happened.
    pub step: AgreementStep,
}

/// Where the agreement to a stage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementState {
    /// It was not asked for yet.
    NotSought,
    /// It is given: questions can be put.
    Given,
    /// It was refused.
    Refused,
    /// It was withdrawn.
    Withdrawn(Collected),
}

/// The agreements to each asking stage, each with all that happened to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreements {
    alert: Vec<AgreementRecord>,
    questionnaire: Vec<AgreementRecord>,
    interview: Vec<AgreementRecord>,
}

impl Agreements {
    /// Everything that happened to the agreement to a stage, oldest first.
    #[must_use]
    pub fn of(&self, stage: StageId) -> &[AgreementRecord] {
        match stage {
            StageId::Alert => &self.alert,
            StageId::Questionnaire => &self.questionnaire,
            StageId::Interview => &self.interview,
            StageId::Decision => &[],
        }
    }

    pub(super) fn add(&mut self, stage: StageId, record: AgreementRecord) {
        match stage {
            StageId::Alert => self.alert.push(record),
            StageId::Questionnaire => self.questionnaire.push(record),
            StageId::Interview => self.interview.push(record),
            StageId::Decision => {}
        }
    }

    /// Where the agreement to a stage stands.
    #[must_use]
    pub fn state(&self, stage: StageId) -> AgreementState {
        match self.of(stage).last().map(|record| &record.step) {
            None => AgreementState::NotSought,
            Some(AgreementStep::Given(_)) => AgreementState::Given,
            Some(AgreementStep::Refused(_)) => AgreementState::Refused,
            Some(AgreementStep::Withdrawn(collected)) => AgreementState::Withdrawn(*collected),
        }
    }

    /// Whether the agreement to a stage stands, so that its questions can be put.
    #[must_use]
    pub fn given(&self, stage: StageId) -> bool {
        self.state(stage) == AgreementState::Given
    }
}

impl Agreement {
    /// What is missing before the agreement can be recorded.
    pub fn gaps(&self) -> impl Iterator<Item = AgreementGap> {
        [
            (self.explained_by.trim().is_empty(), AgreementGap::ExplainedBy),
            (self.language.trim().is_empty(), AgreementGap::Language),
            (self.uses.is_empty(), AgreementGap::Uses),
        ]
        .into_iter()
        .filter_map(|(missing, gap)| missing.then_some(gap))
    }
}
