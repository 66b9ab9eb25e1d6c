//! What one lens says of a case.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::definition::{IndicatorIx, Lens, Rule, StatementIx, Strength};
use super::gates::{Node, Values};
use crate::instrument::{ClueIx, Truth};

/// What a rule says of what was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleState {
    /// It would not hold even if all that is unknown were present.
    RuledOut,
    /// It depends on what is not known.
    Open,
    /// It holds, whatever is not known.
    Established,
}

impl From<Truth> for RuleState {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::No => Self::RuledOut,
            Truth::Unknown => Self::Open,
            Truth::Yes => Self::Established,
        }
    }
}

/// The clues that bear on the state of an indicator or a statement, each in the order of the
/// instrument.
///
/// | state | present | absent | open |
/// |---|---|---|---|
/// | established | those that carry it | – | – |
/// | open | those that carry it so far | – | those that could still tell |
/// | ruled out | – | those that rule it out | – |
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bearing {
    /// The present clues that carry it, or carry it so far.
    pub present: Vec<ClueIx>,
    /// The absent clues that rule it out.
    pub absent: Vec<ClueIx>,
    /// The unknown clues that could still tell.
    pub open: Vec<ClueIx>,
}

/// How many indicators of a group stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Indicators that are there.
    pub established: usize,
    /// Indicators that depend on what is not known.
    pub open: usize,
    /// Indicators that are not there.
    pub ruled_out: usize,
}

/// What a lens says of a case: the state of all its indicators and statements.
#[derive(Clone)]
pub struct Reading {
    pub(super) lens: Arc<Lens>,
    pub(super) values: Values,
}

impl Reading {
    /// What a lens says where this can be said of the clues, from scratch.
    #[must_use]
    pub fn of(lens: &Arc<Lens>, look: impl Fn(ClueIx) -> Truth) -> Self {
        Self { lens: Arc::clone(lens), values: Values::of(&lens.gates, look) }
    }

    /// Brings it up to date after what can be said of one clue changed: only what stands on that clue is
    /// judged anew. Tells whether anything changed.
    pub fn update(&mut self, clue: ClueIx, truth: Truth) -> bool {
        let lens = &self.lens;
        lens.gates.leaf(clue).is_some_and(|leaf| self.values.set(&lens.gates, leaf, truth))
    }

    /// The lens.
    #[must_use]
    pub const fn lens(&self) -> &Arc<Lens> {
        &self.lens
    }

    /// Whether the rule is made for this case. Where that is unknown it may be, and is shown so.
    #[must_use]
    pub fn applies(&self) -> Truth {
        let at = |node: Option<Node>| node.map(|node| self.values.at(node));
        at(self.lens.applies_when)
            .unwrap_or(Truth::Yes)
            .and(!at(self.lens.applies_unless).unwrap_or(Truth::No))
    }

    /// The state of an indicator.
    #[must_use]
    pub fn indicator(&self, indicator: IndicatorIx) -> RuleState {
        self.state(Rule::Indicator(indicator))
    }

    /// The state of a statement.
    #[must_use]
    pub fn statement(&self, statement: StatementIx) -> RuleState {
        self.state(Rule::Statement(statement))
    }

    /// The state of an indicator or a statement.
    #[must_use]
    pub fn state(&self, rule: Rule) -> RuleState {
        self.values.at(self.lens.root(rule)).into()
    }

    /// The strongest conclusion that is established.
    #[must_use]
    pub fn strongest(&self) -> Option<StatementIx> {
        self.lens.conclusions().rfind(|conclusion| self.statement(*conclusion) == RuleState::Established)
    }

    /// The conclusions stronger than the strongest established one that are still open, from the weakest.
    pub fn open_above(&self) -> impl Iterator<Item = StatementIx> + '_ {
        let strongest = self.strongest();
        self.lens.conclusions().filter(move |conclusion| {
            Some(*conclusion) > strongest && self.statement(*conclusion) == RuleState::Open
        })
    }

    /// What it says of the whole: established when a conclusion is; ruled out when each is.
    #[must_use]
    pub fn overall(&self) -> RuleState {
        self.lens
            .conclusions()
            .map(|conclusion| self.statement(conclusion))
            .max()
            .unwrap_or(RuleState::RuledOut)
    }

    /// How many indicators of a group stand where; those of one published strength, if it is named.
    #[must_use]
    pub fn tally(&self, group: usize, strength: Option<Strength>) -> Tally {
        let mut tally = Tally::default();
        for indicator in self.lens.indicators_of(group) {
            if strength.is_some_and(|of| self.lens.indicator(indicator).strength != Some(of)) {
                continue;
            }
            match self.indicator(indicator) {
                RuleState::Established => tally.established += 1,
                RuleState::Open => tally.open += 1,
                RuleState::RuledOut => tally.ruled_out += 1,
            }
        }
        tally
    }

    /// The clues that bear on the state of an indicator or a statement: from there to the answers lead
    /// the grounds of each clue.
    #[must_use]
    pub fn bearing(&self, rule: Rule) -> Bearing {
        let gates = &self.lens.gates;
        let root = self.lens.root(rule);
        let mut leads = vec![false; root + 1];
        leads[root] = true;
        let mut bearing = Bearing::default();
        for node in (0..=root).rev() {
            if !leads[node] {
                continue;
            }
            if let Some(clue) = gates.clue(node) {
                match self.values.at(node) {
                    Truth::Yes => bearing.present.push(clue),
                    Truth::No => bearing.absent.push(clue),
                    Truth::Unknown => bearing.open.push(clue),
                }
            } else if let Some(gate) = gates.gate(node) {
                let carries = |part: Truth| match self.values.at(node) {
                    Truth::Unknown => part != Truth::No,
                    settled => part == settled,
                };
                for part in gate.parts.iter().filter(|part| carries(self.values.at(**part))) {
                    leads[*part] = true;
                }
            }
        }
        for clues in [&mut bearing.present, &mut bearing.absent, &mut bearing.open] {
            clues.reverse();
        }
        bearing
    }

    /// The present clues on which an established indicator or statement rests alone: were one of them
    /// not known, it would not be established any more. Empty when it is not established, or rests on
    /// more.
    #[must_use]
    pub fn rests_on(&self, rule: Rule) -> Vec<ClueIx> {
        let root = self.lens.root(rule);
        if self.values.at(root) != Truth::Yes {
            return Vec::new();
        }
        let gates = &self.lens.gates;
        let mut values = self.values.clone();
        let mut alone = self.bearing(rule).present;
        alone.retain(|clue| {
            let Some(leaf) = gates.leaf(*clue) else { return false };
            values.set(gates, leaf, Truth::Unknown);
            let falls = values.at(root) != Truth::Yes;
            values.set(gates, leaf, Truth::Yes);
            falls
        });
        alone
    }
}

/// Two readings are the same when the same lens says the same.
impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        self.lens.id == other.lens.id
            && self.lens.version == other.lens.version
            && self.values == other.values
    }
}

impl Eq for Reading {}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let statements = self.lens.statements.iter().enumerate();
        f.debug_map()
            .entry(&self.lens.id.as_str(), &self.applies())
            .entries(
                statements.map(|(at, statement)| (statement.id.as_str(), self.statement(StatementIx(at)))),
            )
            .finish()
    }
}
