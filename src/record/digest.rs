//! A short name for what a case says, by which paper and file can be matched.

use std::fmt;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::assessment::Assessment;
use crate::findings::Findings;
use crate::interview::{Case, CaseNumber};

/// The parts of a document that its digest is taken of: what was asked, said, agreed to and decided. Not
/// which app wrote it, what it found, to whom it was passed on.
pub(super) const PARTS: [&str; 7] =
    ["instrument", "case", "stages", "answers", "set_aside", "set_clues", "decision"];
/// The parts of `case` that it leaves out: a working name, and where the interviewer was last and when.
const NOT_OF_CASE: [&str; 3] = ["name", "changed_at", "place"];

/// The SHA-256 (FIPS 180-4) of the canonical form of a document: of its `PARTS` as one JSON object,
/// without a working name, the last place and the last change in `case`, as the JSON Canonicalization Scheme (RFC 8785) writes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of a document.
    #[must_use]
    pub fn of(document: &Assessment) -> Self {
        Self(Sha256::digest(canonical(document)).into())
    }

    /// The digest of the document that a case would leave as.
    #[must_use]
    pub fn of_case(case: &Case) -> Self {
        Self::of(&Assessment::of(case, &Findings::of(case)))
    }
}

/// The canonical form of a document.
fn canonical(document: &Assessment) -> String {
    // Every part is made of texts, numbers and lists: bringing them to memory cannot fail.
    let mut whole = serde_json::to_value(document).unwrap_or_default();
    let mut parts = serde_json::Map::new();
    for name in PARTS {
        if let Some(part) = whole.get_mut(name) {
            parts.insert(name.to_owned(), part.take());
        }
    }
    if let Some(Value::Object(case)) = parts.get_mut("case") {
        case.retain(|name, _| !NOT_OF_CASE.contains(&name.as_str()));
    }
    let mut out = String::new();
    write(&Value::Object(parts), &mut out);
    out
}

/// Writes the shortest form, with the names of every object in order. All our numbers are whole and far
/// below 2^53, and all our names are ASCII: there the scheme asks for no more.
fn write(value: &Value, out: &mut String) {
    let between = |at: usize, out: &mut String| {
        if at > 0 {
            out.push(',');
        }
    };
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.as_str());
            out.push('{');
            for (at, (name, member)) in members.into_iter().enumerate() {
                between(at, out);
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write(member, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                between(at, out);
                write(item, out);
            }
            out.push(']');
        }
        simple => out.push_str(&simple.to_string()),
    }
}

/// The number of a case on paper; of one for which none was drawn, as before 1.2.0 of the format, one made
/// from the moment of its opening.
pub(super) fn number(case: &Case) -> CaseNumber {
    case.number().cloned().unwrap_or_else(|| {
        let opened = Sha256::digest(format!("faisceau-case {}", case.opened_at()));
        CaseNumber::drawn(std::array::from_fn(|at| opened[at]))
    })
}

impl fmt::Display for Digest {
    /// In groups of four signs, to be read aloud.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, pair) in self.0.chunks(2).enumerate() {
            let gap = if at > 0 { " " } else { "" };
            write!(f, "{gap}{:02x}{:02x}", pair[0], pair[1])?;
        }
        Ok(())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
