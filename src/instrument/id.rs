//! Stable names of the parts of an instrument.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Defines a name that is stable across versions: lower-case words joined by dots and hyphens.
macro_rules! stable_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The name as it stands in the data.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self(name.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use stable_id;

stable_id!(
    /// Which questionnaire: several can stand side by side.
    InstrumentId
);
stable_id!(
    /// Which question, the same in every version that still asks it.
    QuestionId
);
stable_id!(
    /// Which section of a stage.
    SectionId
);
stable_id!(
    /// Which of the answers that a question offers.
    OptionId
);
stable_id!(
    /// Which identification clue.
    ClueId
);
stable_id!(
    /// Which family of clues.
    FamilyId
);
stable_id!(
    /// Which published source.
    SourceId
);
stable_id!(
    /// Which of the things that come first whatever else is known.
    FirstThingId
);
stable_id!(
    /// Which fact that is computed from answers.
    ReckoningId
);
stable_id!(
    /// Which answers that do not fit together.
    MismatchId
);

/// A version of an instrument, as `major.minor.patch`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(String);

impl Version {
    /// The version as it stands in the data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Version {
    /// The version after this one: its last number, one more.
    #[must_use]
    pub fn next(&self) -> Self {
        let (before, last) =
            self.0.rsplit_once('.').map_or(("", self.0.as_str()), |(before, last)| (before, last));
        let last = last.parse::<u32>().unwrap_or_default().saturating_add(1);
        Self(if before.is_empty() { last.to_string() } else { format!("{before}.{last}") })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Version {
    fn from(version: &str) -> Self {
        Self(version.to_owned())
    }
}

/// An instrument in one version: what a draft stays with from its first day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Which instrument.
    pub id: InstrumentId,
    /// In which version.
    pub version: Version,
}

/// The steps of a case, in the order of the practice: an alert is received; with agreement a
/// questionnaire follows; with agreement an identification interview; then a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageId {
    /// The alert, told by the whistle-blower (who may be the person).
    Alert,
    /// The in-depth questionnaire.
    Questionnaire,
    /// The identification interview.
    Interview,
    /// The decision: support or redirection.
    Decision,
}

impl StageId {
    /// All stages, in the order of the practice.
    pub const ALL: [Self; 4] = [Self::Alert, Self::Questionnaire, Self::Interview, Self::Decision];

    /// The stages in which questions are put, and which therefore need an agreement.
    pub const ASKING: [Self; 3] = [Self::Alert, Self::Questionnaire, Self::Interview];

    /// The stage's name in the data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Questionnaire => "questionnaire",
            Self::Interview => "interview",
            Self::Decision => "decision",
        }
    }
}

/// A way through the same questions. It can be changed at any time, and nothing is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackId {
    /// Everything that the practice asks.
    #[default]
    Full,
    /// Safety, a minor, an accident, evidence that will vanish: when there is little time.
    Urgent,
    /// By telephone, with an interpreter: in shorter wordings.
    Remote,
}

impl TrackId {
    /// All tracks, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Full, Self::Urgent, Self::Remote];

    /// The track's name in the data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Urgent => "urgent",
            Self::Remote => "remote",
        }
    }
}

/// A question's place in its instrument: cheap to copy, meaningful for one edition only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionIx(pub usize);

/// A section's place in its instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIx(pub usize);

/// A clue's place in its instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClueIx(pub usize);

/// A reckoning's place in its instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReckoningIx(pub usize);
