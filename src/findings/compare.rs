//! What changed from one moment to another.

use super::clue::ClueState;
use super::lens::{LensIx, Reading, Rule, RuleState, StatementIx};
use super::whole::Findings;
use crate::instrument::{ClueIx, Truth};

/// What stood, and what stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Was<T> {
    /// What stood before.
    pub before: T,
    /// What stands after.
    pub after: T,
}

impl<T: PartialEq> Was<T> {
    /// The change, if there is one.
    fn changed(before: T, after: T) -> Option<Self> {
        (before != after).then_some(Self { before, after })
    }
}

/// What changed in the findings on one case between two moments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The clues that stand elsewhere, in the order of the instrument.
    pub clues: Vec<(ClueIx, Was<ClueState>)>,
    /// The lenses that say something else, in their order.
    pub lenses: Vec<LensChanges>,
}

/// What one lens says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensChanges {
    /// The lens.
    pub lens: LensIx,
    /// Whether it applies, if that changed.
    pub applies: Option<Was<Truth>>,
    /// The strongest established conclusion, if it is another.
    pub strongest: Option<Was<Option<StatementIx>>>,
    /// The indicators, then the statements whose state changed, in the order of the lens.
    pub rules: Vec<(Rule, Was<RuleState>)>,
}

impl Comparison {
    /// Whether nothing changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.clues.is_empty() && self.lenses.is_empty()
    }
}

impl LensChanges {
    fn between(lens: LensIx, before: &Reading, after: &Reading) -> Option<Self> {
        let changed = |rule: Rule| Some((rule, Was::changed(before.state(rule), after.state(rule))?));
        let changes = Self {
            lens,
            applies: Was::changed(before.applies(), after.applies()),
            strongest: Was::changed(before.strongest(), after.strongest()),
            rules: after.lens().rules().filter_map(changed).collect(),
        };
        (changes.applies.is_some() || !changes.rules.is_empty()).then_some(changes)
    }
}

impl Findings {
    /// What changed since other findings, on the same case or on another of the same edition.
    #[must_use]
    pub fn since(&self, before: &Self) -> Comparison {
        let clues = before.clues().zip(self.clues()).filter_map(|((clue, before), (_, after))| {
            Some((clue, Was::changed(before.state, after.state)?))
        });
        let readings = before.readings().iter().zip(self.readings()).enumerate();
        let lenses =
            readings.filter_map(|(at, (before, after))| LensChanges::between(LensIx(at), before, after));
        Comparison { clues: clues.collect(), lenses: lenses.collect() }
    }
}
