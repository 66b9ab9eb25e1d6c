//! Three-valued logic: what is not known is never taken for a no.

use serde::{Deserialize, Serialize};

/// What can be said of a condition (Kleene's strong logic).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It does not hold.
    No,
    /// It cannot be told: an answer is blank, or was *does not know*, *prefers not to answer*,
    /// *not asked*.
    Unknown,
    /// It holds.
    Yes,
}

impl Truth {
    /// Both hold. One *no* settles it; otherwise one *unknown* leaves it open.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds. One *yes* settles it; otherwise one *unknown* leaves it open.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    /// It does not hold. Not knowing stays not knowing.
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{No, Unknown, Yes};

    #[test]
    fn one_no_settles_and_one_yes_settles_or() {
        for (a, b, and, or) in [
            (Yes, Yes, Yes, Yes),
            (Yes, No, No, Yes),
            (Yes, Unknown, Unknown, Yes),
            (No, No, No, No),
            (No, Unknown, No, Unknown),
            (Unknown, Unknown, Unknown, Unknown),
        ] {
            assert_eq!(a.and(b), and);
            assert_eq!(b.and(a), and);
            assert_eq!(a.or(b), or);
            assert_eq!(b.or(a), or);
        }
    }

    #[test]
    fn not_knowing_stays_not_knowing() {
        assert_eq!(!Unknown, Unknown);
        assert_eq!(!Yes, No);
    }
}
