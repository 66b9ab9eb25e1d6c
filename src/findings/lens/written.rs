//! A lens as it is written in its file: nothing is checked here but the shape.

use serde::Deserialize;

use super::definition::{Group, GroupId, IndicatorId, LensId, Role, Said, StatementId, Strength};
use crate::instrument::{ClueId, Source, SourceId, Text, Version};

/// `lenses/*.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lens {
    pub format: String,
    pub id: LensId,
    pub version: Version,
    pub title: Text,
    pub about: Text,
    #[serde(default)]
    pub applies_when: Option<Expression>,
    #[serde(default)]
    pub applies_unless: Option<Expression>,
    pub sources: Vec<Source>,
    pub groups: Vec<Group>,
    pub indicators: Vec<Indicator>,
    pub statements: Vec<Statement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicator {
    pub id: IndicatorId,
    pub group: GroupId,
    pub title: Text,
    #[serde(default)]
    pub strength: Option<Strength>,
    pub when: Expression,
    pub source: SourceId,
    #[serde(default)]
    pub place: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Statement {
    pub id: StatementId,
    pub role: Role,
    pub title: Text,
    pub when: Expression,
    pub said: Said,
    #[serde(default)]
    pub sources: Vec<SourceId>,
    #[serde(default)]
    pub ours: bool,
}

/// An expression over clues, by their names. There is no *not*: so it is monotone.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Expression {
    Clue(ClueId),
    Indicator(IndicatorId),
    Statement(StatementId),
    Any(Vec<Expression>),
    All(Vec<Expression>),
    AtLeast {
        count: usize,
        of: Vec<Expression>,
    },
    /// How many indicators of a group, of these strengths if they are named.
    Count {
        group: GroupId,
        #[serde(default)]
        strengths: Option<Vec<Strength>>,
        at_least: usize,
    },
}

impl Expression {
    /// The parts of a list.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Any(parts) | Self::All(parts) | Self::AtLeast { of: parts, .. } => parts,
            Self::Clue(_) | Self::Indicator(_) | Self::Statement(_) | Self::Count { .. } => &[],
        }
    }

    /// What it names, unless it is a list or a count.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Clue(id) => Some(id.as_str()),
            Self::Indicator(id) => Some(id.as_str()),
            Self::Statement(id) => Some(id.as_str()),
            Self::Any(_) | Self::All(_) | Self::AtLeast { .. } | Self::Count { .. } => None,
        }
    }

    /// Every clue that is named in it.
    pub fn clues<'a>(&'a self, found: &mut Vec<&'a ClueId>) {
        if let Self::Clue(id) = self {
            found.push(id);
        }
        self.parts().iter().for_each(|part| part.clues(found));
    }
}
