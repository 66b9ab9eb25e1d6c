//! Quantities that are known within bounds, since dates are partial.

use serde::{Deserialize, Serialize};

use crate::instrument::truth::Truth;

/// Everything that a quantity can be, in hundredths of its unit: what does not come out even is
/// rounded outwards, so that no bound is ever narrower than what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    least: i64,
    most: i64,
}

impl Interval {
    /// Exactly that many of the unit.
    #[must_use]
    pub const fn exactly(units: i64) -> Self {
        Self::between(units, units)
    }

    /// From this many of the unit to that many, both possible.
    #[must_use]
    pub const fn between(least: i64, most: i64) -> Self {
        Self { least: least.saturating_mul(100), most: most.saturating_mul(100) }
    }

    /// From one fraction of the unit to another; the denominators are above zero.
    pub(super) fn fractions(least: (i128, i128), most: (i128, i128)) -> Self {
        let down = |(over, under): (i128, i128)| over.saturating_mul(100).div_euclid(under.max(1));
        let up = |(over, under): (i128, i128)| -down((-over, under));
        Self { least: narrow(down(least)), most: narrow(up(most)) }
    }

    /// The least that it can be, in hundredths of the unit.
    #[must_use]
    pub const fn least(self) -> i64 {
        self.least
    }

    /// The most that it can be, in hundredths of the unit.
    #[must_use]
    pub const fn most(self) -> i64 {
        self.most
    }

    /// Whether it is one quantity and no other.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.least == self.most
    }

    /// Whether everything that the other can be, this can be too.
    #[must_use]
    pub const fn includes(self, other: Self) -> bool {
        self.least <= other.least && other.most <= self.most
    }

    /// Nothing below zero.
    pub(super) fn at_least_zero(self) -> Self {
        Self { least: self.least.max(0), most: self.most.max(0) }
    }
}

fn narrow(hundredths: i128) -> i64 {
    i64::try_from(hundredths).unwrap_or(if hundredths < 0 { i64::MIN } else { i64::MAX })
}

/// A test on a reckoned quantity, in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// It is this or more.
    AtLeast(i64),
    /// It is this or less.
    AtMost(i64),
    /// It is less than this.
    Below(i64),
}

impl Bound {
    /// Whether the test holds of everything that the quantity can be; unknown when it holds of a part,
    /// or when nothing is known.
    #[must_use]
    pub fn holds(self, interval: Option<Interval>) -> Truth {
        let Some(Interval { least, most }) = interval else { return Truth::Unknown };
        let told = |always: bool, never: bool| match (always, never) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::No,
            _ => Truth::Unknown,
        };
        match self {
            Self::AtLeast(bound) => told(least >= hundredths(bound), most < hundredths(bound)),
            Self::AtMost(bound) => told(most <= hundredths(bound), least > hundredths(bound)),
            Self::Below(bound) => told(most < hundredths(bound), least >= hundredths(bound)),
        }
    }
}

const fn hundredths(units: i64) -> i64 {
    units.saturating_mul(100)
}

#[cfg(test)]
mod tests {
    use super::{Bound, Interval};
    use crate::instrument::truth::Truth::{No, Unknown, Yes};

    #[test]
    fn a_bound_is_told_only_of_all_that_can_be() {
        for (interval, bound, told) in [
            (Interval::between(15, 17), Bound::Below(18), Yes),
            (Interval::between(17, 18), Bound::Below(18), Unknown),
            (Interval::between(18, 19), Bound::Below(18), No),
            (Interval::between(18, 19), Bound::AtLeast(18), Yes),
            (Interval::between(17, 19), Bound::AtLeast(18), Unknown),
            (Interval::between(3, 4), Bound::AtMost(4), Yes),
            (Interval::between(5, 6), Bound::AtMost(4), No),
        ] {
            assert_eq!(bound.holds(Some(interval)), told, "{interval:?} {bound:?}");
            assert_eq!(bound.holds(None), Unknown);
        }
    }

    #[test]
    fn what_does_not_come_out_even_is_rounded_outwards() {
        let third = Interval::fractions((10, 3), (10, 3));
        assert_eq!((third.least(), third.most()), (333, 334));
        let below = Interval::fractions((-10, 3), (-10, 3));
        assert_eq!((below.least(), below.most()), (-334, -333));
    }
}
