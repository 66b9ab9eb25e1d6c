//! What an export holds of what a published rule says.

use serde::{Deserialize, Serialize};

use crate::findings::lens::{
    IndicatorId, IndicatorIx, LensId, Reading, Role, Rule, RuleState, StatementId, StatementIx, Strength,
};
use crate::findings::{ClueState, Findings};
use crate::instrument::{ClueId, ClueIx, Truth, Version};
use crate::interview::Case;

/// What one published rule says of the clues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LensRecord {
    /// Which lens.
    pub lens: LensId,
    /// In which version.
    pub version: Version,
    /// Its title, in the language of the case.
    pub title: String,
    /// Whether the rule is made for this case; where that is unknown it may be.
    pub applies: Truth,
    /// The strongest conclusion that is established, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strongest: Option<StatementId>,
    /// Its indicators, in the order of the publication; not those that stand on clues alone of which
    /// nothing was passed on.
    pub indicators: Vec<IndicatorRecord>,
    /// Its statements, likewise; conclusions from the weakest to the strongest.
    pub statements: Vec<StatementRecord>,
}

/// What is said of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRecord {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Its published strength, if the publication gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Where it stands.
    pub state: RuleState,
}

/// What is said of a dimension, an element or a conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementRecord {
    /// Which statement.
    pub statement: StatementId,
    /// What it is in its rule.
    pub role: Role,
    /// Where it stands.
    pub state: RuleState,
    /// What the rule says of what was told, in the language of the case.
    pub said: String,
    /// Whether its rule is our own, where the publication does not say.
    pub ours: bool,
    /// The present clues that carry it, or carry it so far.
    pub present: Vec<ClueId>,
    /// The absent clues that rule it out.
    pub absent: Vec<ClueId>,
    /// The unknown clues that could still tell.
    pub open: Vec<ClueId>,
}

impl LensRecord {
    pub(super) fn of(case: &Case, findings: &Findings, reading: &Reading) -> Self {
        let (lens, language) = (reading.lens(), case.language());
        let clues = |clues: Vec<ClueIx>| {
            let told = clues.into_iter().filter(|clue| !withholds(case, findings, *clue));
            told.map(|clue| case.instrument().clue(clue).id.clone()).collect::<Vec<_>>()
        };
        let told = |rule: Rule| !withholds_rule(case, findings, reading, rule);
        let statement = |at: StatementIx| {
            let (told, state) = (lens.statement(at), reading.statement(at));
            let bearing = reading.bearing(Rule::Statement(at));
            let said = match state {
                RuleState::Established => &told.said.established,
                RuleState::Open => &told.said.open,
                RuleState::RuledOut => &told.said.ruled_out,
            };
            StatementRecord {
                statement: told.id.clone(),
                role: told.role,
                state,
                said: said.in_language(language).to_owned(),
                ours: told.ours,
                present: clues(bearing.present),
                absent: clues(bearing.absent),
                open: clues(bearing.open),
            }
        };
        let indicator = |at: IndicatorIx| {
            let told = lens.indicator(at);
            IndicatorRecord {
                indicator: told.id.clone(),
                strength: told.strength,
                state: reading.indicator(at),
            }
        };
        Self {
            lens: lens.id.clone(),
            version: lens.version.clone(),
            title: lens.title.in_language(language).to_owned(),
            applies: reading.applies(),
            strongest: reading.strongest().map(|at| lens.statement(at).id.clone()),
            indicators: (0..lens.indicators.len())
                .map(IndicatorIx)
                .filter(|at| told(Rule::Indicator(*at)))
                .map(indicator)
                .collect(),
            statements: (0..lens.statements.len())
                .map(StatementIx)
                .filter(|at| told(Rule::Statement(*at)))
                .map(statement)
                .collect(),
        }
    }
}

/// Whether nothing of a clue may be told.
pub(super) fn withholds(case: &Case, findings: &Findings, clue: ClueIx) -> bool {
    case.withholds_clue(clue, findings.clue(clue).state == ClueState::Present)
}

/// Whether nothing may be told of an indicator or a statement: it stands on such clues alone.
pub(super) fn withholds_rule(case: &Case, findings: &Findings, reading: &Reading, rule: Rule) -> bool {
    let clues = reading.lens().clues_of(rule);
    !clues.is_empty() && clues.into_iter().all(|clue| withholds(case, findings, clue))
}
