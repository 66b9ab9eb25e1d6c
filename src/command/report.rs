//! The findings of a case as a report: one body of facts in words, printed for people or as JSON.
#![expect(
    clippy::struct_field_names,
    reason = "the names of the fields are those of the JSON, as in the document"
)]

use serde::Serialize;

use crate::findings::lens::{Role, Rule, RuleState, StatementIx, Strength};
use crate::findings::{ClueState, Converging, Findings, Weight};
use crate::instrument::{
    ClueId, ClueIx, Edition, Instrument, Language, QuestionId, QuestionIx, Reckoned, ReckoningId,
    ReckoningIx, Truth,
};
use crate::interview::{Case, SetState, Standing};
use crate::wording;

/// How many smallest sets are told for an open statement.
const SETS: usize = 5;
/// How many next questions are told.
const NEXT: usize = 10;

/// The findings of a case.
#[derive(Serialize)]
pub(super) struct Report {
    pub instrument: Edition,
    pub language: Language,
    pub first_things: Vec<String>,
    pub mismatches: Vec<String>,
    pub convergence: Convergence,
    pub families: Vec<Family>,
    pub reckonings: Vec<Reckoning>,
    pub lenses: Vec<Lens>,
    pub next_questions: Vec<Next>,
}

/// What converges.
#[derive(Serialize)]
pub(super) struct Convergence {
    pub converging: Converging,
    pub threshold: usize,
    pub families: Vec<String>,
    pub rests_on: Vec<ClueId>,
}

/// A family and its clues.
#[derive(Serialize)]
pub(super) struct Family {
    pub family: String,
    pub name: String,
    /// Whether it gathers circumstances, which do not count for what converges.
    pub circumstance: bool,
    pub present: usize,
    pub open: usize,
    pub absent: usize,
    pub clues: Vec<Clue>,
}

/// A clue and the answers that carry it.
#[derive(Serialize)]
pub(super) struct Clue {
    pub clue: ClueId,
    pub name: String,
    pub state: ClueState,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by_interviewer: Option<Set>,
    pub answers: Vec<Ground>,
    /// The reckonings that raise it or rule it out, by their names in [`Report::reckonings`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reckonings: Vec<ReckoningId>,
}

/// What the interviewer has set a clue to.
#[derive(Serialize)]
pub(super) struct Set {
    pub state: SetState,
    pub reason: String,
}

/// An answer that speaks of a clue.
#[derive(Serialize)]
pub(super) struct Ground {
    pub question: QuestionId,
    pub answer: String,
    pub weight: Weight,
}

/// Something reckoned from the answers.
#[derive(Serialize)]
pub(super) struct Reckoning {
    pub reckoning: ReckoningId,
    pub name: String,
    pub known: bool,
    /// What comes out, or why it is not known.
    pub result: String,
    pub working: String,
    pub figures: Vec<Figure>,
}

/// A published figure that a reckoning uses.
#[derive(Serialize)]
pub(super) struct Figure {
    pub figure: String,
    pub source: String,
    /// Whether the source was read, or is quoted from memory.
    pub verified: bool,
}

/// What a lens says.
#[derive(Serialize)]
pub(super) struct Lens {
    pub lens: String,
    pub version: String,
    pub title: String,
    pub applies: Applies,
    /// The strongest established conclusion, if there is one.
    pub strongest: Option<String>,
    pub statements: Vec<Statement>,
    pub groups: Vec<Group>,
    pub sources: Vec<Source>,
}

/// Whether a lens is made for the case.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Applies {
    Yes,
    No,
    Unknown,
}

/// What a lens rests on.
#[derive(Serialize)]
pub(super) struct Source {
    pub words: String,
    /// Whether it was read, or is quoted from memory.
    pub verified: bool,
}

/// A dimension, an element or a conclusion.
#[derive(Serialize)]
pub(super) struct Statement {
    pub statement: String,
    pub role: Role,
    pub title: String,
    pub state: RuleState,
    pub said: String,
    pub ours: bool,
    pub present: Vec<ClueId>,
    pub ruled_out_by: Vec<ClueId>,
    pub rests_on: Vec<ClueId>,
    /// The smallest sets of open clues that would establish it.
    pub would_establish: Vec<Vec<ClueId>>,
    pub and_more: bool,
}

/// A group of indicators.
#[derive(Serialize)]
pub(super) struct Group {
    pub group: String,
    pub title: String,
    pub indicators: Vec<Indicator>,
}

/// An indicator.
#[derive(Serialize)]
pub(super) struct Indicator {
    pub indicator: String,
    pub title: String,
    pub strength: Option<Strength>,
    pub state: RuleState,
    pub present: Vec<ClueId>,
}

/// A question worth asking next.
#[derive(Serialize)]
pub(super) struct Next {
    pub question: QuestionId,
    pub wording: String,
    pub could_settle: Vec<String>,
}

impl Report {
    /// The report on a case.
    pub fn of(case: &Case, findings: &Findings, language: Language) -> Self {
        let instrument = case.instrument();
        let convergence = findings.convergence(case);
        let mismatch = |at: usize| instrument.mismatches[at].text.in_language(language).to_owned();
        let thing = |at: usize| instrument.first_things[at].title.in_language(language).to_owned();
        Self {
            instrument: instrument.edition.clone(),
            language,
            first_things: findings.first_things().map(thing).collect(),
            mismatches: case.mismatches().map(mismatch).collect(),
            convergence: Convergence {
                converging: convergence.converging,
                threshold: convergence.threshold,
                families: convergence
                    .families
                    .iter()
                    .map(|at| instrument.families[*at].id.to_string())
                    .collect(),
                rests_on: ids(instrument, &convergence.rests_on),
            },
            families: (0..instrument.families.len()).map(|at| family(case, findings, at, language)).collect(),
            reckonings: findings
                .reckonings()
                .map(|(at, out)| reckoning(instrument, at, out, language))
                .collect(),
            lenses: (0..findings.readings().len())
                .map(|at| lens(instrument, findings, at, language))
                .collect(),
            next_questions: next(case, findings, language),
        }
    }
}

fn ids(instrument: &Instrument, clues: &[ClueIx]) -> Vec<ClueId> {
    clues.iter().map(|clue| instrument.clue(*clue).id.clone()).collect()
}

fn reckoning(instrument: &Instrument, at: ReckoningIx, out: &Reckoned, language: Language) -> Reckoning {
    let reckoning = instrument.reckoning(at);
    let wording::Told { result, working, figures } = wording::told(instrument, reckoning, out, language);
    let figure = |wording::Cited { figure, source, read, .. }| Figure { figure, source, verified: read };
    Reckoning {
        reckoning: reckoning.id.clone(),
        name: reckoning.name.in_language(language).to_owned(),
        known: out.interval.is_some(),
        result,
        working,
        figures: figures.into_iter().map(figure).collect(),
    }
}

fn family(case: &Case, findings: &Findings, at: usize, language: Language) -> Family {
    let instrument = case.instrument();
    let (family, counts) = (&instrument.families[at], findings.family(at));
    let clues = findings.clues().filter(|(clue, _)| instrument.clue(*clue).family == at);
    Family {
        family: family.id.to_string(),
        name: family.name.in_language(language).to_owned(),
        circumstance: family.circumstance,
        present: counts.present,
        open: counts.open(),
        absent: counts.absent,
        clues: clues.map(|(clue, _)| told_clue(case, findings, clue, language)).collect(),
    }
}

fn told_clue(case: &Case, findings: &Findings, clue: ClueIx, language: Language) -> Clue {
    let (instrument, finding) = (case.instrument(), findings.clue(clue));
    let asked = |question: &QuestionIx| case.standing(*question) == Standing::Asked;
    let ground = |ground: &crate::findings::Ground| {
        let question = instrument.question(ground.question);
        let answer = case.entry(ground.question).answer.as_ref();
        Ground {
            question: question.id.clone(),
            answer: answer.map(|told| wording::answer(&question.kind, told, language)).unwrap_or_default(),
            weight: ground.weight,
        }
    };
    let told = instrument.clue(clue);
    Clue {
        clue: told.id.clone(),
        name: told.name.in_language(language).to_owned(),
        state: finding.state,
        set_by_interviewer: case
            .setting(clue)
            .map(|setting| Set { state: setting.state, reason: setting.reason.clone() }),
        answers: finding.grounds.iter().filter(|it| asked(&it.question)).map(ground).collect(),
        reckonings: finding
            .reckoned
            .iter()
            .filter(|ground| matches!(ground.weight, Weight::Raises | Weight::RulesOut))
            .map(|ground| instrument.reckoning(ground.reckoning).id.clone())
            .collect(),
    }
}

fn lens(instrument: &Instrument, findings: &Findings, at: usize, language: Language) -> Lens {
    let reading = &findings.readings()[at];
    let lens = reading.lens();
    let say = |text: &crate::instrument::Text| text.in_language(language).to_owned();
    let statement = |at: StatementIx| {
        let (statement, rule) = (lens.statement(at), Rule::Statement(at));
        let (state, bearing) = (reading.statement(at), reading.bearing(rule));
        let smallest = reading.smallest(rule, SETS);
        let said = match state {
            RuleState::Established => &statement.said.established,
            RuleState::Open => &statement.said.open,
            RuleState::RuledOut => &statement.said.ruled_out,
        };
        Statement {
            statement: statement.id.to_string(),
            role: statement.role,
            title: say(&statement.title),
            state,
            said: say(said),
            ours: statement.ours,
            present: ids(instrument, &bearing.present),
            ruled_out_by: ids(instrument, &bearing.absent),
            rests_on: ids(instrument, &reading.rests_on(rule)),
            would_establish: smallest.sets.iter().map(|set| ids(instrument, set)).collect(),
            and_more: smallest.more,
        }
    };
    let group = |(at, group): (usize, &crate::findings::lens::Group)| Group {
        group: group.id.to_string(),
        title: say(&group.title),
        indicators: lens
            .indicators_of(at)
            .map(|at| {
                let indicator = lens.indicator(at);
                Indicator {
                    indicator: indicator.id.to_string(),
                    title: say(&indicator.title),
                    strength: indicator.strength,
                    state: reading.indicator(at),
                    present: ids(instrument, &reading.bearing(Rule::Indicator(at)).present),
                }
            })
            .collect(),
    };
    let source = |source: &crate::instrument::Source| Source {
        words: wording::source_in_full(source, language),
        verified: source.verified,
    };
    Lens {
        lens: lens.id.to_string(),
        version: lens.version.as_str().to_owned(),
        title: say(&lens.title),
        applies: match reading.applies() {
            Truth::Yes => Applies::Yes,
            Truth::No => Applies::No,
            Truth::Unknown => Applies::Unknown,
        },
        strongest: reading.strongest().map(|at| lens.statement(at).id.to_string()),
        statements: (0..lens.statements.len()).map(StatementIx).map(statement).collect(),
        groups: lens.groups.iter().enumerate().map(group).collect(),
        sources: lens.sources.iter().map(source).collect(),
    }
}

fn next(case: &Case, findings: &Findings, language: Language) -> Vec<Next> {
    let instrument = case.instrument();
    let next = findings.next_questions(case).into_iter().take(NEXT);
    next.map(|next| {
        let asked = instrument.question(next.question);
        let mut could: Vec<String> = Vec::new();
        for reason in &next.reasons {
            let lens = findings.reading(reason.lens).lens();
            let told = format!("{}/{}", lens.id, lens.statement(reason.statement).id);
            if !could.contains(&told) {
                could.push(told);
            }
        }
        Next {
            question: asked.id.clone(),
            wording: asked.wording_on(case.track()).in_language(language).to_owned(),
            could_settle: could,
        }
    })
    .collect()
}
