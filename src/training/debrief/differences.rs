//! Every difference between what was true, what was taken down and what was concluded.

use super::missed::{Way, is_set, raises, ways};
use super::{Coding, Conclusion, Ground, written_at};
use crate::findings::ClueState;
use crate::instrument::{ClueIx, QuestionIx, StageId, Truth as Holds};
use crate::interview::Happening;
use crate::training::play::{Deed, Turn};
use crate::training::scenario::Move;
use crate::training::trust::{GestureId, GestureKind, Rules, When};

/// After how many questions to the person what is urgent is seen late. Ours: no published rule counts
/// questions; what is urgent comes before any (WHO 2003, principles 1 and 9).
const LATE: usize = 10;
/// How many notes are offered to read.
const NOTES: usize = 5;

/// A difference, with its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The turn at which it happened; none when it is about something that never did.
    pub turn: Option<usize>,
    /// What differs.
    pub kind: DifferenceKind,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// A clue of the key was missed.
    Missed(ClueIx, Vec<Way>),
    /// A clue is said to be there without ground: raised by answers that nobody gave, or set by hand.
    Claimed(ClueIx, Vec<QuestionIx>),
    /// An answer was taken down otherwise than it was said.
    Otherwise(QuestionIx),
    /// An answer was taken down that nobody gave.
    NotHeard(QuestionIx),
    /// A question was put before its stage was agreed to.
    BeforeAgreement(QuestionIx, StageId),
    /// A stage was agreed to that nobody had explained.
    Unexplained(StageId),
    /// The first question came before anyone asked whether it is safe to talk.
    SafetyForgotten,
    /// A sensitive question came before there was trust.
    TooEarly(QuestionIx),
    /// A closed question came where a free account opens the section.
    ClosedFirst(QuestionIx),
    /// The interpreter did not suit, or was linked to the employer.
    Interpreter,
    /// There was no interpreter, though one could have come.
    NoInterpreter,
    /// An answer was put into the person's mouth.
    Leading,
    /// Something else was said that harms.
    Harmful(GestureId),
    /// The same thing was asked twice.
    Twice(QuestionIx),
    /// The person had stopped, and was asked all the same.
    Pressed(QuestionIx),
    /// What is urgent was seen late: after so many questions; or never.
    Late(usize, Option<usize>),
    /// Another decision was to be taken, or none was taken.
    Concluded,
}

/// What kind of difference it is, to be counted over a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A missed clue.
    Missed,
    /// A clue without ground.
    Claimed,
    /// An answer coded otherwise.
    Otherwise,
    /// An answer that nobody gave.
    NotHeard,
    /// Agreement forgotten or not explained.
    Agreement,
    /// Safety forgotten.
    Safety,
    /// Too early, or closed before open.
    Order,
    /// The interpreter.
    Interpreter,
    /// A leading question, or something that harms.
    Leading,
    /// Asked twice, or after the person stopped.
    Twice,
    /// Urgent matter seen late.
    Late,
    /// The decision.
    Concluded,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 12] = [
        Self::Missed,
        Self::Claimed,
        Self::Otherwise,
        Self::NotHeard,
        Self::Agreement,
        Self::Safety,
        Self::Order,
        Self::Interpreter,
        Self::Leading,
        Self::Twice,
        Self::Late,
        Self::Concluded,
    ];
}

impl DifferenceKind {
    /// What kind it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Missed(..) => Kind::Missed,
            Self::Claimed(..) => Kind::Claimed,
            Self::Otherwise(_) => Kind::Otherwise,
            Self::NotHeard(_) => Kind::NotHeard,
            Self::BeforeAgreement(..) | Self::Unexplained(_) => Kind::Agreement,
            Self::SafetyForgotten => Kind::Safety,
            Self::TooEarly(_) | Self::ClosedFirst(_) => Kind::Order,
            Self::Interpreter | Self::NoInterpreter => Kind::Interpreter,
            Self::Leading | Self::Harmful(_) => Kind::Leading,
            Self::Twice(_) | Self::Pressed(_) => Kind::Twice,
            Self::Late(..) => Kind::Late,
            Self::Concluded => Kind::Concluded,
        }
    }
}

pub(super) fn of(ground: &Ground<'_>, conclusion: &Conclusion) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let mut add = |turn: Option<usize>, kind: DifferenceKind| found.push(Difference { turn, kind });
    let claimed = claimed(ground);
    for row in ground.clues.iter().filter(|row| row.key && row.found != ClueState::Present) {
        let ways = ways(ground, row.clue);
        let turn = ways.iter().find_map(|way| match way {
            Way::TakeDown { turn, .. } => *turn,
            Way::Trust { turn, .. } => Some(*turn),
            _ => None,
        });
        add(turn, DifferenceKind::Missed(row.clue, ways));
    }
    for (clue, by) in &claimed {
        let turn = by.iter().filter_map(|question| written_at(ground.play, *question)).max();
        let turn = turn.or_else(|| set_at(ground, *clue));
        add(turn, DifferenceKind::Claimed(*clue, by.clone()));
    }
    for row in &ground.rows {
        let turn = written_at(ground.play, row.question);
        let told = claimed.iter().any(|(_, by)| by.contains(&row.question));
        match row.coding {
            Coding::Otherwise => add(turn, DifferenceKind::Otherwise(row.question)),
            Coding::NotHeard if !told => add(turn, DifferenceKind::NotHeard(row.question)),
            _ => {}
        }
    }
    for (at, turn) in ground.play.turns().iter().enumerate() {
        for held in &turn.held {
            if let Some(kind) = of_turn(ground, turn, held) {
                add(Some(at), kind);
            }
        }
    }
    if let Some(turn) = safety_forgotten(ground) {
        add(Some(turn), DifferenceKind::SafetyForgotten);
    }
    for (at, thing) in ground.play.instrument().first_things.iter().enumerate() {
        if thing.when.holds(&|question| ground.truth.case.value(question)) == Holds::Yes {
            let seen = ground.course.iter().position(|point| point.first_things.contains(&at));
            let put = put_before(ground, seen.unwrap_or(ground.course.len()));
            if seen.is_none() || put > LATE {
                add(seen, DifferenceKind::Late(at, seen.map(|_| put)));
            }
        }
    }
    if !conclusion.agrees() {
        let decided = ground.play.turns().iter().rposition(
            |turn| matches!(&turn.deed, Deed::Noted(event) if matches!(event.what, Happening::Decided(..))),
        );
        add(decided, DifferenceKind::Concluded);
    }
    found.sort_by_key(|difference| (difference.turn.is_none(), difference.turn));
    found
}

fn of_turn(ground: &Ground<'_>, turn: &Turn, held: &When) -> Option<DifferenceKind> {
    let instrument = ground.play.instrument();
    let asked = match &turn.deed {
        Deed::Move(Move::Ask(id)) => instrument.find(id),
        _ => None,
    };
    let stage = match &turn.deed {
        Deed::Move(Move::Agree { stage, .. }) => Some(*stage),
        _ => None,
    };
    match held {
        When::QuestionBeforeAgreement => {
            asked.map(|question| DifferenceKind::BeforeAgreement(question, instrument.stage_of(question)))
        }
        When::AgreementUnexplained => stage.map(DifferenceKind::Unexplained),
        When::SensitiveTooEarly => asked.map(DifferenceKind::TooEarly),
        When::ClosedBeforeOpen => asked.map(DifferenceKind::ClosedFirst),
        When::AskedTwice => asked.map(DifferenceKind::Twice),
        When::AskedAfterWithdrawal => asked.map(DifferenceKind::Pressed),
        When::UnsuitableInterpreter => Some(DifferenceKind::Interpreter),
        When::WithoutInterpreter => Some(DifferenceKind::NoInterpreter),
        When::Gesture(id) if id.as_str() == Rules::LEADING => Some(DifferenceKind::Leading),
        When::Gesture(id) => {
            let harms = ground.play.rules().gesture(id)?.kind == GestureKind::Harms;
            harms.then(|| DifferenceKind::Harmful(id.clone()))
        }
        _ => None,
    }
}

/// The clues that were found present and are not, and the answers that nobody gave by which they were.
fn claimed(ground: &Ground<'_>) -> Vec<(ClueIx, Vec<QuestionIx>)> {
    let present = ground.clues.iter().filter(|row| row.found == ClueState::Present);
    present
        .filter(|row| row.truth != ClueState::Present)
        .filter_map(|row| {
            let invented = ground.rows.iter().filter(|told| {
                matches!(told.coding, Coding::Otherwise | Coding::NotHeard)
                    && told
                        .recorded
                        .as_ref()
                        .is_some_and(|answer| raises(ground, row.clue, told.question, answer))
            });
            let by: Vec<_> = invented.map(|told| told.question).collect();
            (!by.is_empty() || is_set(ground, row.clue)).then_some((row.clue, by))
        })
        .collect()
}

fn set_at(ground: &Ground<'_>, clue: ClueIx) -> Option<usize> {
    let id = &ground.play.instrument().clue(clue).id;
    ground.play.turns().iter().rposition(|turn| match &turn.deed {
        Deed::Noted(event) => matches!(&event.what, Happening::ClueSet(set, ..) if set == id),
        Deed::Move(_) => false,
    })
}

/// The turn of the first question to the person, if nobody had asked before whether it is safe to talk.
fn safety_forgotten(ground: &Ground<'_>) -> Option<usize> {
    let first = ground.play.turns().iter().position(|turn| is_put(ground, turn))?;
    let asked = ground.play.turns()[..=first].iter().any(|turn| turn.held.contains(&When::SafetyAskedFirst));
    (!asked).then_some(first)
}

/// How many questions were put to the person before a turn.
fn put_before(ground: &Ground<'_>, turn: usize) -> usize {
    ground.play.turns().iter().take(turn).filter(|turn| is_put(ground, turn)).count()
}

fn is_put(ground: &Ground<'_>, turn: &Turn) -> bool {
    match &turn.deed {
        Deed::Move(Move::Ask(id)) => {
            ground.play.instrument().find(id).is_some_and(|question| ground.play.voice().is_person(question))
        }
        _ => false,
    }
}

/// The questions of which the notes are worth reading next: those that were missed or put badly.
pub(super) fn read_next(differences: &[Difference]) -> Vec<QuestionIx> {
    let mut questions = Vec::new();
    for difference in differences {
        match &difference.kind {
            DifferenceKind::Missed(_, ways) => {
                questions.extend(ways.iter().filter_map(|way| match way {
                    Way::Ask { question, .. } | Way::Trust { question, .. } => Some(*question),
                    _ => None,
                }));
            }
            DifferenceKind::TooEarly(question)
            | DifferenceKind::ClosedFirst(question)
            | DifferenceKind::Twice(question)
            | DifferenceKind::Otherwise(question) => questions.push(*question),
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    questions.retain(|question| seen.insert(*question));
    questions.truncate(NOTES);
    questions
}
