//! What converges, and what would change it.

use serde::{Deserialize, Serialize};

use super::clue::ClueState;
use super::whole::{Counts, Findings};
use crate::instrument::{ClueIx, Instrument, QuestionIx};
use crate::interview::Case;

/// What can be said of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Converging {
    /// Clues are present in as many families as the instrument asks for, or more.
    Converge,
    /// Clues are present, in fewer families or such as any job can have, and others are open.
    NotEnoughKnown,
    /// No clue is present, and some are open.
    NoneSoFar,
    /// Clues are present in fewer families, and what is open could not bring them to as many.
    DoNotConverge,
}

/// What converges, why, and what would change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convergence {
    /// What can be said.
    pub converging: Converging,
    /// The families in which a clue that counts is present.
    pub families: Vec<usize>,
    /// In how many families a clue must be present.
    pub threshold: usize,
    /// The clues on which it rests alone: were one of them taken away, it would not be said any
    /// more. Empty when nothing converges, or when it rests on more.
    pub rests_on: Vec<ClueIx>,
    /// The families without such a clue in which one is open: what they hold would change it.
    pub could_come: Vec<usize>,
    /// The questions still blank that speak of the clues open there, in order.
    pub would_tell: Vec<QuestionIx>,
}

/// What can be said of the whole, and the families that say it.
struct Weighed {
    counts: Vec<Counts>,
    families: Vec<usize>,
    could_come: Vec<usize>,
    converging: Converging,
}

impl Findings {
    /// What converges, why, and what would change it.
    #[must_use]
    pub fn convergence(&self, case: &Case) -> Convergence {
        let instrument = case.instrument();
        let threshold = instrument.convergence.families;
        let Weighed { counts, families, could_come, converging } = self.weighed(instrument);
        let alone = |family: usize| counts[family].present == 1;
        let narrow = converging == Converging::Converge && families.len() == threshold;
        let rests_on = self
            .clues()
            .filter(|(clue, finding)| {
                let told = instrument.clue(*clue);
                let carries = finding.state == ClueState::Present && !told.ordinary;
                narrow && carries && families.contains(&told.family) && alone(told.family)
            })
            .map(|(clue, _)| clue)
            .collect();
        let mut would_tell: Vec<_> = self
            .clues()
            .filter(|(clue, _)| {
                let told = instrument.clue(*clue);
                !told.ordinary && could_come.contains(&told.family)
            })
            .flat_map(|(_, finding)| finding.would_tell(case))
            .collect();
        would_tell.sort_unstable();
        would_tell.dedup();
        Convergence { converging, families, threshold, rests_on, could_come, would_tell }
    }

    /// What can be said, and in how many families a clue that counts is present: what is told beside the
    /// questions, without seeking why.
    #[must_use]
    pub fn converging(&self, instrument: &Instrument) -> (Converging, usize) {
        let weighed = self.weighed(instrument);
        (weighed.converging, weighed.families.len())
    }

    fn weighed(&self, instrument: &Instrument) -> Weighed {
        let threshold = instrument.convergence.families.max(1);
        let counts = self.counted(instrument);
        let with = |holds: fn(&Counts) -> bool| {
            let families = counts.iter().enumerate().filter(|(_, counts)| holds(counts));
            families.map(|(at, _)| at).collect::<Vec<_>>()
        };
        let families = with(|counts| counts.present > 0);
        let could_come = with(|counts| counts.present == 0 && counts.open() > 0);
        let told = self.families().iter().zip(&instrument.families);
        let none_present = told.filter(|(_, family)| !family.circumstance).all(|(told, _)| told.present == 0);
        let converging = if families.len() >= threshold {
            Converging::Converge
        } else if families.len() + could_come.len() < threshold {
            Converging::DoNotConverge
        } else if none_present {
            Converging::NoneSoFar
        } else {
            Converging::NotEnoughKnown
        };
        Weighed { counts, families, could_come, converging }
    }

    /// How many clues of each family stand where, without those that do not count: circumstances, and
    /// what any ordinary job can have.
    fn counted(&self, instrument: &Instrument) -> Vec<Counts> {
        let mut counts = vec![Counts::default(); instrument.families.len()];
        for (clue, finding) in self.clues() {
            let told = instrument.clue(clue);
            if !told.ordinary && !instrument.families[told.family].circumstance {
                counts[told.family].add(finding.state);
            }
        }
        counts
    }
}
