//! How trust, clues and families rose and fell, turn by turn.

use std::collections::BTreeSet;

use crate::findings::{ClueState, Findings};
use crate::instrument::ClueIx;
use crate::interview::{Case, Happening};
use crate::training::play::{Deed, Play};

/// Where things stood after a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The trust.
    pub trust: u8,
    /// How many clues were present.
    pub clues: usize,
    /// In how many families, those of circumstances left out.
    pub families: usize,
    /// The clues that became present with it.
    pub appeared: BTreeSet<ClueIx>,
    /// Those that ceased to be.
    pub vanished: BTreeSet<ClueIx>,
    /// What comes first whatever else, as far as it was known: places in the instrument's first things.
    pub first_things: BTreeSet<usize>,
}

/// The case at its end, its findings, and the way there. A withdrawal takes nothing away: what was found
/// before it is talked about.
pub(super) fn of(play: &Play) -> Option<(Case, Findings, Vec<Point>)> {
    let mut case = play.opening()?;
    let mut findings = Findings::of(&case);
    let mut course = Vec::with_capacity(play.turns().len());
    for turn in play.turns() {
        let before = present(&findings);
        if let Deed::Noted(event) = &turn.deed
            && !matches!(event.what, Happening::Withdrawn(..))
            && let Ok(touched) = case.apply((**event).clone())
        {
            findings.update(&case, &touched);
        }
        let after = present(&findings);
        course.push(Point {
            trust: turn.trust,
            clues: after.len(),
            families: findings.converging(case.instrument()).1,
            appeared: after.difference(&before).copied().collect(),
            vanished: before.difference(&after).copied().collect(),
            first_things: findings.first_things().collect(),
        });
    }
    Some((case, findings, course))
}

fn present(findings: &Findings) -> BTreeSet<ClueIx> {
    findings
        .clues()
        .filter(|(_, finding)| finding.state == ClueState::Present)
        .map(|(clue, _)| clue)
        .collect()
}
