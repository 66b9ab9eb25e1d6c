//! What was true, what was taken down, what was concluded; and every difference with its moment.
//!
//! Start with [`Debrief::of`]. No mark sums a person up: [`Figures`] are few, and each says what it is
//! over. A withdrawal is no failure: what was found before it stands here.

mod course;
mod differences;
mod figures;
mod missed;

use crate::findings::{ClueState, Findings};
use crate::instrument::{ClueIx, OptionId, QuestionIx, Value};
use crate::interview::{Answer, Case, Happening, NotAnswered, Outcome};

use super::play::{Deed, Heard, Play};
use super::scenario::Truth;
pub use course::Point;
pub use differences::{Difference, DifferenceKind, Kind};
pub use figures::{Agreement, Figures, Share};
pub use missed::Way;

/// What is told after an exercise.
#[derive(Clone, Debug)]
pub struct Debrief {
    /// Clue by clue, those of the key first.
    pub clues: Vec<ClueRow>,
    /// Question by question: those that were heard, seen or taken down.
    pub questions: Vec<QuestionRow>,
    /// What was to be decided, and what was.
    pub conclusion: Conclusion,
    /// Every difference, in the order of their moments; those without one last.
    pub differences: Vec<Difference>,
    /// Turn by turn: trust, clues, families.
    pub course: Vec<Point>,
    /// The figures.
    pub figures: Figures,
    /// The questions of which the notes are worth reading next.
    pub read_next: Vec<QuestionIx>,
}

/// A clue, as it is and as it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClueRow {
    /// The clue.
    pub clue: ClueIx,
    /// Where it truly stands.
    pub truth: ClueState,
    /// Where it stands after what was taken down.
    pub found: ClueState,
    /// Whether it is of the key.
    pub key: bool,
    /// The turn since which it is found present.
    pub since: Option<usize>,
}

/// A question, as it was answered and as it was taken down.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionRow {
    /// The question.
    pub question: QuestionIx,
    /// The true answer, if there is one.
    pub truth: Option<Answer>,
    /// What was heard or seen last, with its turn; the turn is none for what the alert had told.
    pub heard: Option<(Option<usize>, Answer)>,
    /// What was taken down.
    pub recorded: Option<Answer>,
    /// How both go together.
    pub coding: Coding,
}

/// How what was taken down goes with what was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coding {
    /// As it was said or seen.
    AsSaid,
    /// Otherwise.
    Otherwise,
    /// It was heard, and nothing was taken down.
    NotRecorded,
    /// Something was taken down that was neither heard nor seen.
    NotHeard,
}

impl Coding {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::AsSaid, Self::Otherwise, Self::NotRecorded, Self::NotHeard];
}

/// A decision beside the one that was to be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// What was to be decided.
    pub key: Outcome,
    /// To which structure.
    pub key_to: Option<OptionId>,
    /// What was decided.
    pub said: Option<Outcome>,
    /// To which structure.
    pub said_to: Option<OptionId>,
}

impl Conclusion {
    /// Whether both are the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.said == Some(self.key) && self.said_to == self.key_to
    }
}

/// What a debrief rests on.
pub(super) struct Ground<'a> {
    pub play: &'a Play,
    pub truth: Truth,
    pub case: Case,
    pub findings: Findings,
    pub rows: Vec<QuestionRow>,
    pub course: Vec<Point>,
    pub clues: Vec<ClueRow>,
}

impl Debrief {
    /// The debrief of a conversation. `None` when the instrument is not the scenario's.
    #[must_use]
    pub fn of(play: &Play) -> Option<Self> {
        let truth = Truth::of(play.scenario(), play.instrument(), play.language())?;
        let (case, findings, course) = course::of(play)?;
        let rows = rows(play, &truth, &case);
        let clues = clue_rows(play, &truth, &findings, &course);
        let ground = Ground { play, truth, case, findings, rows, course, clues };
        let scenario = play.scenario();
        let decision = ground.case.decision();
        let conclusion = Conclusion {
            key: scenario.key.outcome,
            key_to: scenario.key.redirected_to.clone(),
            said: decision.outcome,
            said_to: decision.redirected_to.clone(),
        };
        let differences = differences::of(&ground, &conclusion);
        let figures = figures::of(&ground);
        let read_next = differences::read_next(&differences);
        let Ground { rows, course, clues, .. } = ground;
        Some(Self { clues, questions: rows, conclusion, differences, course, figures, read_next })
    }
}

fn clue_rows(play: &Play, truth: &Truth, findings: &Findings, course: &[Point]) -> Vec<ClueRow> {
    let key = &play.scenario().key.clues;
    let mut rows: Vec<_> = findings
        .clues()
        .map(|(clue, finding)| ClueRow {
            clue,
            truth: truth.clue(clue),
            found: finding.state,
            key: key.contains(&play.instrument().clue(clue).id),
            since: (finding.state == ClueState::Present)
                .then(|| course.iter().rposition(|point| point.appeared.contains(&clue)))
                .flatten(),
        })
        .collect();
    rows.sort_by_key(|row| (!row.key, row.truth != ClueState::Present, row.clue));
    rows
}

/// Everything that was heard or seen of a question, in order: the alert's word first.
pub(super) fn hearings(play: &Play, question: QuestionIx) -> Vec<(Option<usize>, Answer)> {
    let id = &play.instrument().question(question).id;
    let known = play.scenario().known.get(id).map(|answer| (None, answer.in_language(play.language())));
    let heard = play.turns().iter().enumerate().filter_map(|(at, turn)| match &turn.heard {
        Heard::Answer(put, said) if *put == question => Some((Some(at), said.answer.clone())),
        Heard::Shown(answers) => answers.get(&question).map(|answer| (Some(at), answer.clone())),
        _ => None,
    });
    known.into_iter().chain(heard).collect()
}

/// The turn at which a question was last written to.
pub(super) fn written_at(play: &Play, question: QuestionIx) -> Option<usize> {
    let id = &play.instrument().question(question).id;
    play.turns().iter().rposition(|turn| match &turn.deed {
        Deed::Noted(event) => matches!(&event.what, Happening::Entered(written, ..) if written == id),
        Deed::Move(_) => false,
    })
}

fn rows(play: &Play, truth: &Truth, case: &Case) -> Vec<QuestionRow> {
    (0..play.instrument().questions().len())
        .map(QuestionIx)
        .filter_map(|question| {
            let hearings = hearings(play, question);
            let recorded = case.entry(question).answer.clone();
            let coding = coding(&hearings, recorded.as_ref())?;
            // What the alert had told, and nobody touched, is no part of the interview.
            if coding == Coding::AsSaid && hearings.iter().all(|(turn, _)| turn.is_none()) {
                return None;
            }
            // What was said outweighs a silence that came later.
            let value = hearings.iter().rev().find(|(_, answer)| matches!(answer, Answer::Value(_)));
            let heard = value.or(hearings.last()).cloned();
            let truth = truth.case.entry(question).answer.clone();
            Some(QuestionRow { question, truth, heard, recorded, coding })
        })
        .collect()
}

/// How what was taken down goes with what was heard; nothing when there is neither.
///
/// | heard or seen | taken down | |
/// |---|---|---|
/// | an answer, or a silence | the same | as said |
/// | an answer, or a silence | another, or a silence for an answer | otherwise |
/// | something | nothing | not recorded |
/// | nothing | an answer | not heard |
/// | nothing | *not asked*, or nothing | – |
fn coding(hearings: &[(Option<usize>, Answer)], recorded: Option<&Answer>) -> Option<Coding> {
    let said = hearings.iter().any(|(_, answer)| matches!(answer, Answer::Value(_)));
    let counts = |answer: &Answer| matches!(answer, Answer::Value(_)) == said;
    match recorded {
        None | Some(Answer::NotAnswered(NotAnswered::NotAsked(_))) if hearings.is_empty() => None,
        None => Some(Coding::NotRecorded),
        Some(_) if hearings.is_empty() => Some(Coding::NotHeard),
        Some(recorded) => {
            let as_said = hearings.iter().any(|(_, heard)| counts(heard) && same(heard, recorded));
            Some(if as_said { Coding::AsSaid } else { Coding::Otherwise })
        }
    }
}

/// Whether two answers say the same: any words for words, a date as precise as each was told.
fn same(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (Answer::NotAnswered(one), Answer::NotAnswered(other)) => {
            std::mem::discriminant(one) == std::mem::discriminant(other)
        }
        (Answer::Value(one), Answer::Value(other)) => match (one, other) {
            (Value::Text(_), Value::Text(_)) | (Value::Note(_), Value::Note(_)) => true,
            (Value::Date(one), Value::Date(other)) => {
                let (one, other) = (one.on.to_string(), other.on.to_string());
                one.starts_with(&other) || other.starts_with(&one)
            }
            (Value::Duration(one), Value::Duration(other)) => one.about_days() == other.about_days(),
            _ => one == other,
        },
        _ => false,
    }
}
