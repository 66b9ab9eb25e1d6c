//! What converges, and what would change it.

use serde::{Deserialize, Serialize};

use super::clue::ClueState;
use super::whole::Findings;
use crate::instrument::{ClueIx, QuestionIx};
use crate::interview::Case;

/// What can be said of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Converging {
    /// Clues are present in as many families as the instrument asks for, or more.
    Converge,
    /// Clues are present, in fewer families, and others are open.
    NotEnoughKnown,
    /// No clue is present, and some are open.
    NoneSoFar,
    /// No clue is open, and those present are in fewer families.
    DoNotConverge,
}

/// What converges, why, and what would change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convergence {
    /// What can be said.
    pub converging: Converging,
    /// The families in which a clue is present.
    pub families: Vec<usize>,
    /// In how many families a clue must be present.
    pub threshold: usize,
    /// The clues on which it rests alone: were one of them taken away, it would not be said any
    /// more. Empty when nothing converges, or when it rests on more.
    pub rests_on: Vec<ClueIx>,
    /// The families without a present clue in which one is open: what they hold would change it.
    pub could_come: Vec<usize>,
    /// The questions still blank that speak of the clues open there, in order.
    pub would_tell: Vec<QuestionIx>,
}

impl Findings {
    /// What converges, why, and what would change it.
    #[must_use]
    pub fn convergence(&self, case: &Case) -> Convergence {
        let instrument = case.instrument();
        let threshold = instrument.convergence.families;
        // What any ordinary work can have does not count.
        let counted = || {
            let families = self.families().iter().enumerate();
            families.filter(|(at, _)| !instrument.families[*at].circumstance)
        };
        let with = |holds: fn(&super::Counts) -> bool| {
            counted().filter(move |(_, counts)| holds(counts)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let families = with(|counts| counts.present > 0);
        let could_come = with(|counts| counts.present == 0 && counts.open() > 0);
        let open: usize = counted().map(|(_, counts)| counts.open()).sum();
        let converging = match (families.len(), open) {
            (present, _) if present >= threshold && present > 0 => Converging::Converge,
            (_, 0) => Converging::DoNotConverge,
            (0, _) => Converging::NoneSoFar,
            _ => Converging::NotEnoughKnown,
        };
        let alone = |family: usize| self.family(family).present == 1;
        let narrow = converging == Converging::Converge && families.len() == threshold;
        let rests_on = self
            .clues()
            .filter(|(clue, finding)| {
                let family = instrument.clue(*clue).family;
                narrow && finding.state == ClueState::Present && families.contains(&family) && alone(family)
            })
            .map(|(clue, _)| clue)
            .collect();
        let mut would_tell: Vec<_> = self
            .clues()
            .filter(|(clue, _)| could_come.contains(&instrument.clue(*clue).family))
            .flat_map(|(_, finding)| finding.would_tell(case))
            .collect();
        would_tell.sort_unstable();
        would_tell.dedup();
        Convergence { converging, families, threshold, rests_on, could_come, would_tell }
    }
}
