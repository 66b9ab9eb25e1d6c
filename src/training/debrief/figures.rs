//! The few figures of a debrief, each with what it is over.

use serde::{Deserialize, Serialize};

use super::{ClueRow, Ground};
use crate::findings::ClueState;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// How many.
    pub of: usize,
    /// Among how many.
    pub among: usize,
}

/// The figures. None of them sums a person up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Sensitivity: the clues of the key that were found.
    pub sensitivity: Share,
    /// Specificity: the clues that the truth rules out and that were not said to be there.
    pub specificity: Share,
    /// Agreement with the key beyond chance, over the same clues.
    pub agreement: Agreement,
    /// How long it took, in whole minutes.
    pub minutes: i64,
}

/// How two readings of the same clues, present or not, go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Present in both.
    pub both: usize,
    /// Present in the first alone.
    pub first: usize,
    /// Present in the second alone.
    pub second: usize,
    /// Present in neither.
    pub neither: usize,
}

impl Agreement {
    /// Cohen's kappa: agreement beyond chance (Cohen, *A coefficient of agreement for nominal scales*,
    /// Educational and Psychological Measurement 20, 1960). Nothing where chance alone would agree
    /// throughout, or nothing was compared.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of clues are small")]
    pub fn kappa(self) -> Option<f64> {
        let all = (self.both + self.first + self.second + self.neither) as f64;
        let observed = (self.both + self.neither) as f64 / all;
        let (one, other) = ((self.both + self.first) as f64 / all, (self.both + self.second) as f64 / all);
        let chance = one * other + (1.0 - one) * (1.0 - other);
        (all > 0.0 && chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
    }
}

pub(super) fn of(ground: &Ground<'_>) -> Figures {
    let last = ground.play.turns().last().map_or(ground.play.started(), |turn| turn.at);
    let minutes = last.seconds_since(ground.play.started()).max(0) / 60;
    over(&ground.clues, minutes)
}

/// The figures over these clues: those of the key, and those that the truth rules out.
fn over(clues: &[ClueRow], minutes: i64) -> Figures {
    let found = |row: &&ClueRow| row.found == ClueState::Present;
    let key = || clues.iter().filter(|row| row.key);
    let absent = || clues.iter().filter(|row| !row.key && row.truth == ClueState::Absent);
    let (hits, alarms) = (key().filter(found).count(), absent().filter(found).count());
    let (keys, absents) = (key().count(), absent().count());
    Figures {
        sensitivity: Share { of: hits, among: keys },
        specificity: Share { of: absents - alarms, among: absents },
        agreement: Agreement { both: hits, first: alarms, second: keys - hits, neither: absents - alarms },
        minutes,
    }
}

#[cfg(test)]
mod tests {
    use super::Agreement;

    #[test]
    fn kappa_is_what_the_definition_says() {
        // Fifty clues: 20 and 15 agreed upon, 5 and 10 not; 0.7 observed, 0.5 by chance.
        let kappa = Agreement { both: 20, first: 5, second: 10, neither: 15 }.kappa().expect("a figure");
        assert!((kappa - 0.4).abs() < 1e-12);
        assert_eq!(Agreement { both: 4, ..Agreement::default() }.kappa(), None, "chance agrees throughout");
        assert_eq!(Agreement::default().kappa(), None);
    }
}
