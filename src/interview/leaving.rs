//! A case, or a part of it, is passed on: to whom, what of it, and with which agreement.

use serde::{Deserialize, Serialize};

use super::agreement::Form;
use super::moment::Moment;
use super::selection::Selection;
use crate::instrument::{OptionId, StageId};

/// To whom a case can be passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The person whom the case is about.
    Person,
    /// An association that goes on with the support.
    Association,
    /// A lawyer.
    Lawyer,
    /// The labour inspectorate.
    LabourInspectorate,
    /// The public prosecutor.
    Prosecutor,
    /// A shelter.
    Shelter,
    /// A doctor, a psychologist, a hospital.
    Health,
    /// A researcher.
    Researcher,
    /// Who counts for the yearly statistics.
    Statistics,
}

impl Recipient {
    /// All recipients, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Association,
        Self::Lawyer,
        Self::LabourInspectorate,
        Self::Prosecutor,
        Self::Shelter,
        Self::Health,
        Self::Researcher,
        Self::Statistics,
    ];

    /// The recipient's name in the data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Association => "association",
            Self::Lawyer => "lawyer",
            Self::LabourInspectorate => "labour_inspectorate",
            Self::Prosecutor => "prosecutor",
            Self::Shelter => "shelter",
            Self::Health => "health",
            Self::Researcher => "researcher",
            Self::Statistics => "statistics",
        }
    }
}

/// With which agreement something is passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Permission {
    /// The agreements to the stages cover it: these uses were agreed to.
    Agreed(Vec<(StageId, OptionId)>),
    /// The person was asked about this very passing on, and agrees.
    Asked(Form),
    /// Nobody agreed, for this reason.
    Without(String),
}

/// How what leaves is protected on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sealing {
    /// To the public key of who receives it.
    Key,
    /// With a passphrase.
    Passphrase,
    /// Not at all: whoever holds it can read it.
    Plain,
}

/// Something was passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    /// When.
    pub at: Moment,
    /// To whom.
    pub recipient: Recipient,
    /// What of the case.
    pub selection: Selection,
    /// With which agreement.
    pub permission: Permission,
    /// How it was protected.
    pub sealing: Sealing,
}
