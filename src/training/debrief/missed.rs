//! What would have brought a clue that was missed.

use std::collections::BTreeSet;

use super::{Coding, Ground, hearings};
use crate::findings::Weight;
use crate::instrument::{ClueIx, QuestionIx, Truth as Holds, Value};
use crate::interview::{Answer, SetState};
use crate::training::play::Deed;
use crate::training::scenario::{LookId, Move};

/// What would have brought a clue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It was heard or seen at this turn, and not taken down as it was.
    TakeDown {
        /// Under which question.
        question: QuestionIx,
        /// When; before the first turn, for what the alert had told.
        turn: Option<usize>,
    },
    /// The question was put at this turn, with less trust than it needs.
    Trust {
        /// Which question.
        question: QuestionIx,
        /// When.
        turn: usize,
        /// The trust that there was.
        was: u8,
        /// The trust that it needs.
        needs: u8,
    },
    /// The question was not put.
    Ask {
        /// Which question.
        question: QuestionIx,
        /// The trust that it needs; none when it is answered at any.
        needs: Option<u8>,
    },
    /// This was not looked at.
    Look(LookId),
}

/// The ways to a clue that was missed, the nearest first.
pub(super) fn ways(ground: &Ground<'_>, clue: ClueIx) -> Vec<Way> {
    let instrument = ground.play.instrument();
    let mut ways = BTreeSet::new();
    for question in &instrument.clue(clue).feeders {
        let raises = |answer: &Answer| raises(ground, clue, *question, answer);
        to_answer(ground, *question, &raises, &mut ways);
    }
    let reckoned = ground.truth.findings.clue(clue).reckoned.iter();
    for raised in reckoned.filter(|reckoned| reckoned.weight == Weight::Raises) {
        for question in instrument.reckoning(raised.reckoning).inputs() {
            let truly = ground.truth.case.value(question).cloned();
            let found = ground.case.value(question).cloned();
            if truly.is_some() && truly != found {
                let is_true =
                    |answer: &Answer| matches!(answer, Answer::Value(value) if Some(value) == truly.as_ref());
                to_answer(ground, question, &is_true, &mut ways);
            }
        }
    }
    ways.into_iter().collect()
}

/// The ways to an answer to a question that does what is wanted.
fn to_answer(
    ground: &Ground<'_>,
    question: QuestionIx,
    wanted: &dyn Fn(&Answer) -> bool,
    ways: &mut BTreeSet<Way>,
) {
    let play = ground.play;
    let heard = hearings(play, question);
    if let Some((turn, _)) = heard.iter().rev().find(|(_, answer)| wanted(answer)) {
        let row = ground.rows.iter().find(|row| row.question == question);
        if row.is_some_and(|row| row.coding != Coding::AsSaid || !row.recorded.as_ref().is_some_and(wanted)) {
            ways.insert(Way::TakeDown { question, turn: *turn });
        }
        return;
    }
    let voice = play.voice();
    if wanted(&voice.at_best(question).answer) {
        let needs = voice.best_from(question);
        let put = play.turns().iter().enumerate().rev().find(|(_, turn)| match &turn.deed {
            Deed::Move(Move::Ask(id)) => play.instrument().find(id) == Some(question),
            _ => false,
        });
        ways.insert(match put {
            Some((turn, told)) => Way::Trust { question, turn, was: told.trust, needs },
            None => Way::Ask { question, needs: Some(needs).filter(|needs| *needs > 0) },
        });
    }
    let id = &play.instrument().question(question).id;
    for look in &play.scenario().looks {
        let shows = look.answers.get(id).is_some_and(|answer| wanted(&answer.in_language(play.language())));
        if shows {
            ways.insert(Way::Look(look.id.clone()));
        }
    }
}

/// Whether an answer to a question raises a clue.
pub(super) fn raises(ground: &Ground<'_>, clue: ClueIx, question: QuestionIx, answer: &Answer) -> bool {
    let Answer::Value(value) = answer else { return false };
    let links = &ground.play.instrument().question(question).clues;
    let holds = |value: &Value| {
        links.iter().any(|link| {
            let test = link.raised_by.as_ref().filter(|_| link.clue == clue);
            test.is_some_and(|test| test.holds(Some(value)) == Holds::Yes)
        })
    };
    holds(value)
}

/// Whether the interviewer herself has set a clue present.
pub(super) fn is_set(ground: &Ground<'_>, clue: ClueIx) -> bool {
    ground.findings.clue(clue).set == Some(SetState::Present)
}
