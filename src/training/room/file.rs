//! Files of a room: read strictly, and told from all others.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::instrument::Edition;
use crate::intake::{Beyond, Kind, Limits, recognise, told};
use crate::training::scenario::ScenarioId;

/// The most characters of a name in the file that are told when it is refused.
const NAMED: usize = 40;

/// Why a file of a room is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is empty, too large, no text, or deeper than any honest file.
    Beyond(Beyond),
    /// It is sound, and something else.
    Is(Kind),
    /// It begins as JSON, and is damaged or cut.
    NotJson {
        /// The line at which reading stopped.
        line: usize,
    },
    /// It is an assessment: a real case is no exercise.
    Assessment,
    /// It is a file of another kind.
    OtherKind(String),
    /// It was written by a newer version.
    Newer(String),
    /// It does not follow its format.
    NotTheFormat {
        /// The line at which it does not.
        line: usize,
    },
    /// It names a scenario that neither it nor the app carries, or in another version.
    UnknownScenario(String),
    /// It was made with an instrument that the app does not carry.
    UnknownEdition(String),
    /// It belongs to another session.
    OtherSession,
    /// What it says cannot be: a name too long, a figure out of bounds, a clue or question unknown.
    Unsound(String),
}

impl Refused {
    /// A scenario that is not here, named in as much as a sentence can carry.
    pub(super) fn unknown_scenario(id: &ScenarioId) -> Self {
        Self::UnknownScenario(told(id.as_str(), NAMED))
    }

    /// An edition that is not here, named likewise.
    pub(crate) fn unknown_edition(edition: &Edition) -> Self {
        Self::UnknownEdition(told(&format!("{} {}", edition.id, edition.version), NAMED))
    }
}

/// As much of a file as tells what it is.
#[derive(Deserialize)]
struct Tag {
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    schema: Option<serde_json::Value>,
}

/// Reads a file that says of itself to be of that format.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8], limits: &Limits, format: &str) -> Result<T, Refused> {
    let kind = recognise(bytes);
    if !matches!(kind, Kind::Json | Kind::Empty | Kind::Text | Kind::Other) {
        return Err(Refused::Is(kind));
    }
    let text = limits.text(bytes).map_err(Refused::Beyond)?;
    if kind == Kind::Text {
        return Err(Refused::Is(kind));
    }
    let tag: Tag = serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            Refused::OtherKind(String::new())
        } else {
            Refused::NotJson { line: error.line() }
        }
    })?;
    match tag.format.as_deref() {
        None if tag.schema.is_some() => return Err(Refused::Assessment),
        None => return Err(Refused::OtherKind(String::new())),
        Some(found) if found == format => {}
        Some(found) => {
            let kind = |format: &str| format.split('/').next().unwrap_or_default().to_owned();
            let said = told(found, NAMED);
            return Err(if kind(found) == kind(format) {
                Refused::Newer(said)
            } else {
                Refused::OtherKind(said)
            });
        }
    }
    serde_json::from_str(text).map_err(|error| Refused::NotTheFormat { line: error.line() })
}

/// A text that a person chose, if it is one line that is not too long.
pub(super) fn one_line(text: &str, most: usize) -> Result<(), Refused> {
    let sound = text.chars().count() <= most && told(text, most) == text;
    if sound { Ok(()) } else { Err(Refused::Unsound(told(text, NAMED))) }
}
