//! The decision, which a human takes.

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use crate::instrument::OptionId;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The person is supported.
    Support,
    /// The person is directed to a structure that is better placed.
    Redirection,
    /// The situation was not identified as trafficking for labour exploitation.
    NotIdentified,
    /// It cannot be decided yet.
    ToBeContinued,
}

impl Outcome {
    /// All outcomes, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Support, Self::Redirection, Self::NotIdentified, Self::ToBeContinued];
}

/// What the person needs first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A shelter.
    Shelter,
    /// Care.
    Health,
    /// Food.
    Food,
    /// Papers.
    Papers,
    /// Legal help.
    Legal,
    /// Psychological help.
    Psychological,
}

impl Need {
    /// All needs, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Shelter, Self::Health, Self::Food, Self::Papers, Self::Legal, Self::Psychological];

    /// Its name in the data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shelter => "shelter",
            Self::Health => "health",
            Self::Food => "food",
            Self::Papers => "papers",
            Self::Legal => "legal",
            Self::Psychological => "psychological",
        }
    }
}

/// The decision as far as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// To which kind of structure, when it is a redirection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirected_to: Option<OptionId>,
    /// Why to that structure.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub redirection_reason: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// What must be met first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The interviewer's reasons in her own words, apart from what the app found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
    /// Whether the person agrees to what follows; `None` when not asked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_agrees: Option<bool>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

/// What a decision lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionGap {
    /// What was decided.
    Outcome,
    /// To which structure.
    RedirectedTo,
    /// Why there.
    RedirectionReason,
    /// By whom.
    DecidedBy,
    /// The reasons.
    Reasons,
    /// Whether the person agrees to what follows.
    PersonAgrees,
}

impl Decision {
    /// What is missing before the decision is whole.
    #[must_use]
    pub fn gaps(&self) -> Vec<DecisionGap> {
        let redirected = self.outcome == Some(Outcome::Redirection);
        [
            (self.outcome.is_none(), DecisionGap::Outcome),
            (redirected && self.redirected_to.is_none(), DecisionGap::RedirectedTo),
            (redirected && self.redirection_reason.trim().is_empty(), DecisionGap::RedirectionReason),
            (self.decided_by.trim().is_empty(), DecisionGap::DecidedBy),
            (self.reasons.trim().is_empty(), DecisionGap::Reasons),
            (self.person_agrees.is_none(), DecisionGap::PersonAgrees),
        ]
        .into_iter()
        .filter_map(|(missing, gap)| missing.then_some(gap))
        .collect()
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        Self { at: None, ..self.clone() } == Self::default()
    }
}
