//! A lens that was checked: every name resolved to a place.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::gates::{Gates, Node};
use crate::instrument::{ClueIx, Source, SourceId, Text, Version, stable_id};

stable_id!(
    /// Which lens.
    LensId
);
stable_id!(
    /// Which group of indicators in its lens.
    GroupId
);
stable_id!(
    /// Which published indicator, the same in every version of its lens.
    IndicatorId
);
stable_id!(
    /// Which statement of a lens.
    StatementId
);

/// An indicator's place in its lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorIx(pub usize);

/// A statement's place in its lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementIx(pub usize);

/// An indicator or a statement of a lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// An indicator.
    Indicator(IndicatorIx),
    /// A dimension, an element or a conclusion.
    Statement(StatementIx),
}

/// One published rule over the clues of an edition, checked: nothing in it can dangle.
#[derive(Debug)]
pub struct Lens {
    /// Its stable name.
    pub id: LensId,
    /// Its version.
    pub version: Version,
    /// Its title.
    pub title: Text,
    /// What it is, for whom, and what it does not say.
    pub about: Text,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// The groups under which its indicators are shown, in order.
    pub groups: Vec<Group>,
    /// Its indicators, in the order of the publication.
    pub indicators: Vec<Indicator>,
    /// Its statements; conclusions from the weakest to the strongest.
    pub statements: Vec<Statement>,
    pub(super) gates: Gates,
    pub(super) applies_when: Option<Node>,
    pub(super) applies_unless: Option<Node>,
}

/// A dimension or an element under which indicators are shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its stable name.
    pub id: GroupId,
    /// Its title.
    pub title: Text,
}

/// How strong the publication says that an indicator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Strong.
    Strong,
    /// Medium.
    Medium,
    /// Weak.
    Weak,
}

/// A published indicator, tied to clues.
#[derive(Debug)]
pub struct Indicator {
    /// Its stable name.
    pub id: IndicatorId,
    /// Its group: a place in [`Lens::groups`].
    pub group: usize,
    /// Its title.
    pub title: Text,
    /// Its published strength, if the publication gives one.
    pub strength: Option<Strength>,
    /// Where it is published.
    pub source: SourceId,
    /// The page, article or number there.
    pub place: Option<String>,
    pub(super) root: Node,
}

/// What a statement is in its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A dimension of a list of indicators.
    Dimension,
    /// An element of a definition or of an offence.
    Element,
    /// What the rule says of the whole.
    Conclusion,
}

/// How each state of a statement is worded: what the rule says of what was told, never what a person is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// When it is established.
    pub established: Text,
    /// When it is open.
    pub open: Text,
    /// When it is ruled out.
    pub ruled_out: Text,
}

/// A dimension, an element or a conclusion.
#[derive(Debug)]
pub struct Statement {
    /// Its stable name.
    pub id: StatementId,
    /// What it is in its rule.
    pub role: Role,
    /// Its title.
    pub title: Text,
    /// How each state is worded.
    pub said: Said,
    /// Where its rule is published.
    pub sources: Vec<SourceId>,
    /// Whether its rule fills what the publication does not say: then it is our own, and shown so.
    pub ours: bool,
    /// The groups whose indicators it looks at itself, in order.
    pub groups: Vec<usize>,
    /// The earlier statements that it looks at, in order.
    pub statements: Vec<StatementIx>,
    pub(super) root: Node,
}

impl Lens {
    /// One indicator.
    #[must_use]
    pub fn indicator(&self, indicator: IndicatorIx) -> &Indicator {
        &self.indicators[indicator.0]
    }

    /// One statement.
    #[must_use]
    pub fn statement(&self, statement: StatementIx) -> &Statement {
        &self.statements[statement.0]
    }

    /// The indicators of a group, in order.
    pub fn indicators_of(&self, group: usize) -> impl Iterator<Item = IndicatorIx> + '_ {
        let of_group = move |(_, indicator): &(usize, &Indicator)| indicator.group == group;
        self.indicators.iter().enumerate().filter(of_group).map(|(at, _)| IndicatorIx(at))
    }

    /// The conclusions, from the weakest to the strongest.
    #[must_use]
    pub fn conclusions(&self) -> impl DoubleEndedIterator<Item = StatementIx> + '_ {
        let concludes = |(_, statement): &(usize, &Statement)| statement.role == Role::Conclusion;
        self.statements.iter().enumerate().filter(concludes).map(|(at, _)| StatementIx(at))
    }

    /// Every indicator, then every statement.
    pub fn rules(&self) -> impl Iterator<Item = Rule> + use<> {
        let indicators = (0..self.indicators.len()).map(IndicatorIx).map(Rule::Indicator);
        indicators.chain((0..self.statements.len()).map(StatementIx).map(Rule::Statement))
    }

    /// The indicator of that name.
    #[must_use]
    pub fn find_indicator(&self, id: &IndicatorId) -> Option<IndicatorIx> {
        self.indicators.iter().position(|indicator| indicator.id == *id).map(IndicatorIx)
    }

    /// The statement of that name.
    #[must_use]
    pub fn find_statement(&self, id: &StatementId) -> Option<StatementIx> {
        self.statements.iter().position(|statement| statement.id == *id).map(StatementIx)
    }

    /// The source of that name.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// Every clue that the lens looks at, in the order of the instrument.
    #[must_use]
    pub fn clues(&self) -> &[ClueIx] {
        self.gates.clues()
    }

    /// The clues that an indicator or a statement stands on, in the order of the instrument.
    #[must_use]
    pub fn clues_of(&self, rule: Rule) -> Vec<ClueIx> {
        self.gates.below(self.root(rule)).into_iter().filter_map(|node| self.gates.clue(node)).collect()
    }

    /// The clues that tell whether the lens is made for a case, in the order of the instrument. None when
    /// it is made for every case.
    #[must_use]
    pub fn scope(&self) -> Vec<ClueIx> {
        let roots = self.applies_when.into_iter().chain(self.applies_unless);
        let below = roots.flat_map(|root| self.gates.below(root));
        let mut clues: Vec<_> = below.filter_map(|node| self.gates.clue(node)).collect();
        clues.sort_unstable();
        clues.dedup();
        clues
    }

    pub(super) fn root(&self, rule: Rule) -> Node {
        match rule {
            Rule::Indicator(indicator) => self.indicator(indicator).root,
            Rule::Statement(statement) => self.statement(statement).root,
        }
    }
}
