//! Legal steps with their time limits, and emergency numbers: dated data with sources, shown and never
//! computed with.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::findings::lens::StatementId;
use crate::instrument::{ClueId, Fault, FirstKind, Flaw, QuestionId, Source, SourceId, Text};

const CLOCKS: (&str, &str) = ("law/clocks.json", include_str!("../../../instruments/law/clocks.json"));
const NUMBERS: (&str, &str) =
    ("law/emergency-numbers.json", include_str!("../../../instruments/law/emergency-numbers.json"));
const OUTLINE: (&str, &str) = ("report.json", include_str!("../../../instruments/report.json"));

/// The steps of one country, as they stood in a month.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clocks {
    format: String,
    /// In which country.
    pub country: String,
    /// The month in which they were looked at, `2026-11`.
    pub as_of: String,
    /// What they rest on.
    pub sources: Vec<Source>,
    /// The steps, the most urgent first.
    pub clocks: Vec<Clock>,
}

/// A step that has a time limit, or that cannot wait.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Its stable name.
    pub id: String,
    /// In which cases it is shown.
    pub when: When,
    /// What is done.
    pub title: Text,
    /// What the law says.
    pub rule: Text,
    /// How long there is.
    pub limit: Text,
    /// Where it is published.
    pub sources: Vec<SourceId>,
}

/// When a step is shown: one of these is enough.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// One of these clues is present.
    #[serde(default)]
    pub clues: Vec<ClueId>,
    /// Something of one of these kinds comes first.
    #[serde(default)]
    pub first: Vec<FirstKind>,
    /// One of these statements on offences has a present clue, and is not ruled out.
    #[serde(default)]
    pub statements: Vec<StatementId>,
}

/// The emergency numbers of one country.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyNumbers {
    format: String,
    /// In which country.
    pub country: String,
    /// The month in which they were looked at.
    pub as_of: String,
    /// What they rest on.
    pub sources: Vec<Source>,
    /// The numbers.
    pub numbers: Vec<EmergencyNumber>,
}

/// An emergency number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyNumber {
    /// The number, as it is dialled.
    pub number: String,
    /// For what.
    pub what: Text,
    /// With what kinds of first things it is shown.
    pub first: Vec<FirstKind>,
    /// Where it is published.
    pub source: SourceId,
}

/// Which questions speak of what is not a clue.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    format: String,
    /// The lens whose elements are those of the offences.
    pub lens_of_offences: String,
    /// What may be left as evidence.
    pub evidence: Vec<QuestionId>,
    /// Who saw, or was told.
    pub witnesses: Vec<QuestionId>,
    /// What the person needs and wishes.
    pub needs: Vec<QuestionId>,
}

fn read<'a, T: Deserialize<'a>>(
    (file, text): (&str, &'a str),
    format: impl Fn(&T) -> (&str, &str),
) -> Result<T, Flaw> {
    let flaw = |fault| Flaw { place: file.to_owned(), fault };
    let read: T = serde_json::from_str(text).map_err(|error| flaw(Fault::Unreadable(error.to_string())))?;
    let (written, known) = format(&read);
    if written == known { Ok(read) } else { Err(flaw(Fault::Format(written.to_owned()))) }
}

impl Clocks {
    /// The steps that the app carries.
    ///
    /// # Errors
    /// None but for a fault of ours: the tests hold that there is none.
    pub fn bundled() -> Result<Self, Flaw> {
        read(CLOCKS, |it: &Self| (&it.format, "faisceau-clocks/1"))
    }

    pub(super) fn carried() -> &'static Self {
        static CARRIED: LazyLock<Clocks> = LazyLock::new(|| Clocks::bundled().unwrap_or_default());
        &CARRIED
    }
}

impl EmergencyNumbers {
    /// The numbers that the app carries.
    ///
    /// # Errors
    /// None but for a fault of ours: the tests hold that there is none.
    pub fn bundled() -> Result<Self, Flaw> {
        read(NUMBERS, |it: &Self| (&it.format, "faisceau-emergency-numbers/1"))
    }

    pub(super) fn carried() -> &'static Self {
        static CARRIED: LazyLock<EmergencyNumbers> =
            LazyLock::new(|| EmergencyNumbers::bundled().unwrap_or_default());
        &CARRIED
    }
}

impl Outline {
    /// The outline that the app carries.
    ///
    /// # Errors
    /// None but for a fault of ours: the tests hold that there is none.
    pub fn bundled() -> Result<Self, Flaw> {
        read(OUTLINE, |it: &Self| (&it.format, "faisceau-report/1"))
    }

    /// Whether a question has a chapter of its own.
    pub(super) fn has(&self, question: &QuestionId) -> bool {
        [&self.evidence, &self.witnesses, &self.needs].into_iter().any(|ids| ids.contains(question))
    }

    pub(super) fn carried() -> &'static Self {
        static CARRIED: LazyLock<Outline> = LazyLock::new(|| Outline::bundled().unwrap_or_default());
        &CARRIED
    }
}
