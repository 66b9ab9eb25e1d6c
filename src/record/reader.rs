//! Takes a document in, strictly.

use serde::Deserialize;

use super::assessment::{AppRecord, Assessment, READ, SCHEMA, SchemaRecord, StageRecord};
use crate::findings::Findings;
use crate::instrument::{Edition, QuestionId, Shelf};
use crate::intake::{self, Beyond, Kind, Limits, told};
use crate::interview::{Case, Misfit, Parts};

/// The largest file that is taken in, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// The schema itself goes nine deep.
const LIMITS: Limits = Limits { bytes: LARGEST, depth: 16 };
/// The most characters in the name and the version of the app that wrote a document.
const APP: usize = 60;
/// The most characters of a name in the file that are told when it is refused.
const NAMED: usize = 40;

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it, or it could not be read.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is not text in UTF-8.
    NotText,
    /// Lists and objects stand deeper in one another than in any assessment.
    TooDeep {
        /// The line at which they do.
        line: usize,
    },
    /// It is sound, and something else.
    Is(Kind),
    /// It begins as JSON, and is damaged or cut.
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
    /// The name, an agreement, the track, a clue that was set or the decision is not as the app writes
    /// it: the field that is not.
    Around(&'static str),
    /// What it says of the answers is not what the answers say: it was altered after it was written.
    Altered,
}

/// As much of a document as tells what it is.
#[derive(Deserialize)]
struct Tag {
    schema: SchemaRecord,
}

/// What a document that can be taken in holds.
#[derive(Clone, Debug)]
pub struct Found {
    /// The case.
    pub case: Case,
    /// Which app wrote the document.
    pub app: AppRecord,
}

/// Takes a document in as a case.
///
/// # Errors
/// Why it is not taken in. Nothing is taken in by halves.
pub fn read(bytes: &[u8], shelf: &Shelf) -> Result<Case, Unreadable> {
    look(bytes, shelf).map(|found| found.case)
}

/// Looks at a document: the case that it would become, and where it comes from.
///
/// # Errors
/// Why it cannot be taken in.
pub fn look(bytes: &[u8], shelf: &Shelf) -> Result<Found, Unreadable> {
    match intake::recognise(bytes) {
        Kind::Json | Kind::Empty | Kind::Other => {}
        // Text that is not in UTF-8 is told as such.
        Kind::Text if bytes.len() > LARGEST || std::str::from_utf8(bytes).is_err() => {}
        kind => return Err(Unreadable::Is(kind)),
    }
    let text = LIMITS.text(bytes)?;
    let tag: Tag = serde_json::from_str(text).map_err(|error| {
        if error.is_data() { Unreadable::OtherSchema } else { Unreadable::NotJson { line: error.line() } }
    })?;
    if tag.schema.id != SCHEMA {
        return Err(Unreadable::OtherSchema);
    }
    if !READ.contains(&tag.schema.version.as_str()) {
        return Err(Unreadable::NewerSchema(told(&tag.schema.version, NAMED)));
    }
    let written: Assessment =
        serde_json::from_str(text).map_err(|error| Unreadable::NotTheSchema { line: error.line() })?;
    let instrument = shelf
        .find(&written.instrument)
        .ok_or_else(|| Unreadable::UnknownEdition(named(&written.instrument)))?;

    let mut entries = std::collections::BTreeMap::new();
    for record in written.answers.iter().chain(&written.set_aside) {
        if entries.insert(record.question.clone(), record.entry.clone()).is_some() {
            return Err(Unreadable::Twice(asked(&record.question)));
        }
    }
    let mut settings = std::collections::BTreeMap::new();
    for record in &written.set_clues {
        if settings.insert(record.clue.clone(), record.setting.clone()).is_some() {
            return Err(Unreadable::Around("set_clues"));
        }
    }
    let steps = |stage: &StageRecord| {
        let stage_id = stage.stage;
        stage.agreements.clone().into_iter().map(move |record| (stage_id, record))
    };
    let parts = Parts {
        name: written.case.name.clone(),
        number: written.case.number.clone(),
        language: written.case.language,
        opened_at: written.case.opened_at,
        changed_at: written.case.changed_at,
        agreements: written.stages.iter().flat_map(steps).collect(),
        entries,
        decision: written.decision.clone(),
        history: written.history.clone(),
        place: written.case.place.clone(),
        track: written.case.track,
        settings,
        leavings: written.leavings.clone(),
        received: written.selection.clone(),
    };
    let case = Case::restore(instrument, parts).map_err(|misfit| match misfit {
        Misfit::Question(question) => Unreadable::UnknownQuestion(asked(&question)),
        Misfit::Edition(edition) => Unreadable::UnknownEdition(named(&edition)),
        Misfit::NotOpened | Misfit::Clue(_) => Unreadable::Around("set_clues"),
        Misfit::Track(_) => Unreadable::Around("case.track"),
    })?;
    if let Some(question) = case.unfit() {
        return Err(Unreadable::Unfit(case.instrument().question(question).id.clone()));
    }
    let app = [&written.app.name, &written.app.version];
    if let Some(field) = case.unsound_around() {
        return Err(Unreadable::Around(field));
    }
    if app.iter().any(|text| text.chars().count() > APP) {
        return Err(Unreadable::Around("app"));
    }
    let mut again = Assessment::of(&case, &Findings::of(&case));
    take_plain_wordings(&mut again, &written, &case);
    // What another version of the app found, by other rules or tables, is found anew by this one. Before 1.2.0 what
    // was withheld from a selection was read as if it had never been asked.
    let same_rules = written.selection.is_none() || written.schema == again.schema;
    let same_app = again.app == written.app && same_rules;
    let again = Assessment {
        schema: written.schema.clone(),
        app: written.app.clone(),
        findings: if same_app { again.findings } else { written.findings.clone() },
        ..again
    };
    if again == written { Ok(Found { case, app: written.app }) } else { Err(Unreadable::Altered) }
}

/// Until the shorter wordings of a track were told, a document told those of the full one.
fn take_plain_wordings(again: &mut Assessment, written: &Assessment, case: &Case) {
    let theirs = written.answers.iter().chain(&written.set_aside);
    for (ours, theirs) in again.answers.iter_mut().chain(&mut again.set_aside).zip(theirs) {
        // What says how it was put says it rightly.
        if ours.entry.put.is_some() {
            continue;
        }
        let asked = case.instrument().find(&ours.question).map(|at| case.instrument().question(at));
        if asked.is_some_and(|asked| asked.wording.in_language(case.language()) == theirs.wording) {
            ours.wording.clone_from(&theirs.wording);
        }
    }
}

impl From<Beyond> for Unreadable {
    fn from(beyond: Beyond) -> Self {
        match beyond {
            Beyond::Empty => Self::Empty,
            Beyond::TooLarge => Self::TooLarge,
            Beyond::NotText => Self::NotText,
            Beyond::TooDeep { line } => Self::TooDeep { line },
        }
    }
}

/// A question that only the file names, fit to be told.
fn asked(question: &QuestionId) -> QuestionId {
    told(question.as_str(), NAMED).as_str().into()
}

/// An edition that only the file names, fit to be told.
fn named(edition: &Edition) -> Edition {
    let (id, version) = (told(edition.id.as_str(), NAMED), told(edition.version.as_str(), NAMED));
    Edition { id: id.as_str().into(), version: version.as_str().into() }
}
