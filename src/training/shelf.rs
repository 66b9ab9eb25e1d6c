//! The invented cases that the app carries.

use std::sync::{Arc, OnceLock};

use super::scenario::{Scenario, ScenarioId};
use crate::instrument::Flaw;

// The files of `instruments/scenarios/`, in the order of their names, and its pictures; written by
// `build.rs`: `SCENARIOS`, `PICTURES`, `TRUST`.
include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// Every scenario that the app carries, or its flaws: read once, when first asked for.
pub fn scenarios() -> &'static [Result<Arc<Scenario>, Vec<Flaw>>] {
    static READ: OnceLock<Vec<Result<Arc<Scenario>, Vec<Flaw>>>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut read: Vec<_> =
            SCENARIOS.iter().map(|(file, text)| Scenario::read(file, text).map(Arc::new)).collect();
        read.sort_by_key(|read| read.as_ref().ok().map(|scenario| (scenario.difficulty, scenario.minutes)));
        read
    })
}

/// The scenario of that name.
#[must_use]
pub fn scenario(id: &ScenarioId) -> Option<Arc<Scenario>> {
    scenarios().iter().flatten().find(|scenario| scenario.id == *id).cloned()
}

/// The files of the scenarios, each with its name.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static str)] {
    SCENARIOS
}

/// The rules of trust, as their file has them; empty when there is none.
pub(super) fn trust() -> &'static str {
    TRUST
}

/// The pictures to look at, each with its name, as SVG.
#[must_use]
pub fn pictures() -> &'static [(&'static str, &'static str)] {
    PICTURES
}

/// The picture of that name.
#[must_use]
pub fn picture(name: &str) -> Option<&'static str> {
    PICTURES.iter().find(|(known, _)| *known == name).map(|(_, svg)| *svg)
}
