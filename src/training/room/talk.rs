//! What is worth talking about after a session, drawn from its figures.

use super::reading::{ClueCount, Group};
use crate::instrument::{ClueIx, QuestionIx};
use crate::training::debrief::{Coding, Kind};

/// How many of the hardest clues are told.
const HARDEST: usize = 12;
/// How many points are worth talking about.
const POINTS: usize = 3;

/// A clue that a room read wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardClue {
    /// The clue.
    pub clue: ClueIx,
    /// Whether it is there.
    pub is_there: bool,
    /// How many read it wrong.
    pub wrong: usize,
}

/// Something worth talking about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// The clue that most missed: so many of the room.
    MostMissed(ClueIx, usize),
    /// The clue that is not there and that most raised.
    MostClaimed(ClueIx, usize),
    /// The clue over which the room is most divided: so many have it present.
    MostDivided(ClueIx, usize),
    /// The question whose answer most took down otherwise than it was said.
    MostOtherwise(QuestionIx, usize),
    /// The way of asking that went wrong for most.
    MostOften(Kind, usize),
}

pub(super) fn hardest(group: &Group) -> Vec<HardClue> {
    let mut hard: Vec<_> = group
        .clues
        .iter()
        .filter_map(|row| {
            let wrong = group.trainees - row.right()?;
            Some(HardClue { clue: row.clue, is_there: row.key, wrong })
        })
        .filter(|hard| hard.wrong > 0)
        .collect();
    hard.sort_by_key(|hard| (std::cmp::Reverse(hard.wrong), hard.clue));
    hard.truncate(HARDEST);
    hard
}

/// At most three points, each of another sort, those that concern most of the room first.
pub(super) fn of(group: &Group) -> Vec<Talk> {
    let half = group.trainees / 2;
    let rows = |key: bool| group.clues.iter().filter(move |row| row.key == key && row.right().is_some());
    let missed = rows(true).map(|row| (group.trainees - row.present, row.clue)).max();
    let claimed = rows(false).map(|row| (row.present, row.clue)).max();
    let divided = |row: &&ClueCount| row.present.abs_diff(half);
    let split = rows(true)
        .filter(|row| {
            row.present > 0 && row.present < group.trainees && Some(row.clue) != missed.map(|it| it.1)
        })
        .min_by_key(divided);
    let otherwise = Coding::ALL.iter().position(|coding| *coding == Coding::Otherwise).unwrap_or_default();
    let otherwise = group.questions.iter().map(|row| (row.codings[otherwise], row.question)).max();
    // Missed clues and the decision are told by themselves: here it is how questions were put.
    let manners = group.differences.iter().filter(|(kind, _)| {
        !matches!(kind, Kind::Missed | Kind::Claimed | Kind::Otherwise | Kind::NotHeard | Kind::Concluded)
    });
    let manner = manners.map(|(kind, count)| (*count, *kind)).max();
    let mut points: Vec<(usize, Talk)> = Vec::new();
    points.extend(missed.map(|(count, clue)| (count, Talk::MostMissed(clue, count))));
    points.extend(manner.map(|(count, kind)| (count, Talk::MostOften(kind, count))));
    points.extend(otherwise.map(|(count, question)| (count, Talk::MostOtherwise(question, count))));
    points.extend(claimed.map(|(count, clue)| (count, Talk::MostClaimed(clue, count))));
    points.extend(split.map(|row| {
        (row.present.min(group.trainees - row.present), Talk::MostDivided(row.clue, row.present))
    }));
    points.retain(|(count, _)| *count > 0);
    points.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    points.into_iter().map(|(_, point)| point).take(POINTS).collect()
}
