//! Takes a document in, strictly.

use serde::Deserialize;

use super::assessment::{Assessment, SCHEMA, SCHEMA_VERSION, SchemaRecord, StageRecord};
use crate::findings::Findings;
use crate::instrument::{Edition, QuestionId, Shelf};
use crate::interview::{Case, Misfit, Parts};

/// The largest file that is taken in, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it, or it could not be read.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is not text in UTF-8.
    NotText,
    /// It is not JSON: damaged, cut, or something else.
    NotJson {
        /// The line at which reading stopped.
        line: usize,
    },
    /// It is JSON, and not an assessment.
    OtherSchema,
    /// It is an assessment of a newer schema.
    NewerSchema(String),
    /// It does not follow the schema.
    NotTheSchema {
        /// The line at which it does not.
        line: usize,
    },
    /// It was led with an edition that this app does not carry.
    UnknownEdition(Edition),
    /// It speaks of a question that the edition does not ask.
    UnknownQuestion(QuestionId),
    /// It answers a question twice.
    Twice(QuestionId),
    /// An answer does not fit its question, or a text is longer than is taken.
    Unfit(QuestionId),
    /// The name, an agreement or the decision is not as the app writes it.
    Around,
    /// What it says of the answers is not what the answers say: it was altered after it was written.
    Altered,
}

/// As much of a document as tells what it is.
#[derive(Deserialize)]
struct Tag {
    schema: SchemaRecord,
}

/// Takes a document in as a case.
///
/// # Errors
/// Why it is not taken in. Nothing is taken in by halves.
pub fn read(bytes: &[u8], shelf: &Shelf) -> Result<Case, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let tag: Tag = serde_json::from_str(text).map_err(|error| {
        if error.is_data() { Unreadable::OtherSchema } else { Unreadable::NotJson { line: error.line() } }
    })?;
    if tag.schema.id != SCHEMA {
        return Err(Unreadable::OtherSchema);
    }
    if tag.schema.version != SCHEMA_VERSION {
        return Err(Unreadable::NewerSchema(tag.schema.version));
    }
    let written: Assessment =
        serde_json::from_str(text).map_err(|error| Unreadable::NotTheSchema { line: error.line() })?;
    let instrument = shelf
        .find(&written.instrument)
        .ok_or_else(|| Unreadable::UnknownEdition(written.instrument.clone()))?;

    let mut entries = std::collections::BTreeMap::new();
    for record in written.answers.iter().chain(&written.set_aside) {
        if entries.insert(record.question.clone(), record.entry.clone()).is_some() {
            return Err(Unreadable::Twice(record.question.clone()));
        }
    }
    let steps = |stage: &StageRecord| {
        let stage_id = stage.stage;
        stage.agreements.clone().into_iter().map(move |record| (stage_id, record))
    };
    let parts = Parts {
        name: written.case.name.clone(),
        language: written.case.language,
        opened_at: written.case.opened_at,
        changed_at: written.case.changed_at,
        agreements: written.stages.iter().flat_map(steps).collect(),
        entries,
        decision: written.decision.clone(),
        history: written.history.clone(),
        place: written.case.place.clone(),
        track: crate::instrument::TrackId::Full,
        settings: std::collections::BTreeMap::new(),
    };
    let case = Case::restore(instrument, parts).map_err(|misfit| match misfit {
        Misfit::Question(question) => Unreadable::UnknownQuestion(question),
        Misfit::Edition(edition) => Unreadable::UnknownEdition(edition),
        Misfit::NotOpened | Misfit::Clue(_) | Misfit::Track(_) => Unreadable::Around,
    })?;
    if let Some(question) = case.unfit() {
        return Err(Unreadable::Unfit(case.instrument().question(question).id.clone()));
    }
    if !case.is_sound_around() {
        return Err(Unreadable::Around);
    }
    let again = Assessment { app: written.app.clone(), ..Assessment::of(&case, &Findings::of(&case)) };
    if again == written { Ok(case) } else { Err(Unreadable::Altered) }
}
