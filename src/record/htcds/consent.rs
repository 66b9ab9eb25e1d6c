//! The one box of the standard that stands for seven questions.

use serde::Deserialize;

use crate::instrument::StageId;
use crate::interview::{AgreementState, Case};

/// What the standard's note on `con_Consent` wants agreed or told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// The person agrees to the interview.
    Agrees,
    /// The person was told what the interview is for.
    Purpose,
    /// The person was told what is and may be done with the answers.
    Uses,
    /// The person was told of research without names.
    Research,
    /// The person was told that the answers can be asked for at any time.
    Access,
    /// The person was told how long the answers are kept.
    Retention,
    /// The person was told how to withdraw.
    Withdrawal,
}

impl Told {
    /// The seven, in the order of the standard.
    pub const ALL: [Self; 7] = [
        Self::Agrees,
        Self::Purpose,
        Self::Uses,
        Self::Research,
        Self::Access,
        Self::Retention,
        Self::Withdrawal,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Purpose => "purpose",
            Self::Uses => "uses",
            Self::Research => "research",
            Self::Access => "access",
            Self::Retention => "retention",
            Self::Withdrawal => "withdrawal",
        }
    }
}

/// Which agreements stand for the person's consent, and which of the seven their words cover.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The stages to which the person agrees.
    pub stages: Vec<StageId>,
    /// What is said before they agree.
    pub told: Vec<Told>,
}

/// What of consent can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Consented {
    /// All seven hold for every stage that was led, or one was refused or withdrawn.
    Known(bool),
    /// No stage was proposed yet.
    NotSought,
    /// The person agrees, and these of the seven are not said before.
    NotTold(Vec<Told>),
}

impl Consent {
    /// | agreements of these stages | consent |
    /// |---|---|
    /// | one is refused or withdrawn | false |
    /// | none was sought | not known |
    /// | those sought are given, and all seven are told | true |
    /// | those sought are given, and one of the seven is not told | not known |
    pub(super) fn of(&self, case: &Case) -> Consented {
        let states: Vec<_> = self.stages.iter().map(|stage| case.agreements().state(*stage)).collect();
        let refused =
            |state: &AgreementState| matches!(state, AgreementState::Refused | AgreementState::Withdrawn(_));
        if states.iter().any(refused) {
            return Consented::Known(false);
        }
        if !states.contains(&AgreementState::Given) {
            return Consented::NotSought;
        }
        let missing: Vec<_> = Told::ALL.into_iter().filter(|told| !self.told.contains(told)).collect();
        if missing.is_empty() { Consented::Known(true) } else { Consented::NotTold(missing) }
    }
}
