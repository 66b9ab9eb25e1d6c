//! The parts of an instrument that are the same as written and as checked.

use serde::{Deserialize, Serialize};

use super::id::{FamilyId, SourceId, TrackId};
use super::text::Text;

/// Something published that a question, a clue or a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its stable name.
    pub id: SourceId,
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// The year of publication.
    pub year: u16,
    /// Whether it was read for this instrument, or is quoted from memory.
    pub verified: bool,
    /// The page, article or part.
    #[serde(default)]
    pub place: Option<Text>,
}

impl Source {
    /// Its texts, each with the name of its field.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let named = [("title", &self.title), ("publisher", &self.publisher)];
        named.into_iter().chain(self.place.as_ref().map(|place| ("place", place)))
    }
}

/// A family of clues.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Its stable name.
    pub id: FamilyId,
    /// Its name.
    pub name: Text,
    /// What it gathers.
    pub definition: Text,
    /// Whether it gathers circumstances that any ordinary work can have (who acted, what was done,
    /// where, for how long): they are not counted when it is said that clues converge.
    #[serde(default)]
    pub circumstance: bool,
}

/// A way through the same questions, for the one who chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Which way.
    pub id: TrackId,
    /// Its title.
    pub title: Text,
    /// When to take it.
    pub purpose: Text,
}

/// From how many families on the app says that clues converge. A threshold for reading, our own:
/// no published rule sets it, and it is no verdict.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convergence {
    /// In how many families a clue must be present.
    pub families: usize,
    /// What the threshold is and is not, for the reader.
    pub note: Text,
}

/// With which eyes a clue is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eye {
    /// As a lawyer looks.
    Legal,
    /// As a social worker looks.
    Social,
    /// As a psychologist looks.
    Psychological,
}

/// Who can agree to a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenBy {
    /// The person whom the case is about.
    Person,
    /// The person who alerts.
    WhistleBlower,
}

/// What kind of thing comes first whatever else is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstKind {
    /// Danger now.
    Danger,
    /// A medical need.
    Medical,
    /// Nowhere to sleep.
    Shelter,
    /// A minor or a child.
    Minor,
    /// A serious work accident.
    Accident,
    /// An employer with immunity.
    Immunity,
    /// Evidence that will vanish.
    Evidence,
    /// Several persons at the same place.
    Collective,
}
