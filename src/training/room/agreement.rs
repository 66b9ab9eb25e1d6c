//! How far several raters agree beyond chance, over things that each puts into one of several
//! categories.
//!
//! A unit is how many raters put it into each category; who did not look at it is in none.

/// The smallest group of which agreement is told.
const RATERS: u32 = 2;
/// How many samples are drawn for an interval.
const DRAWS: usize = 1_000;

/// Which measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Krippendorff's alpha for nominal data.
    Alpha,
    /// Gwet's AC1, which does not fall when one category is rare.
    Gwet,
}

/// A measure with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The measure.
    pub value: f64,
    /// Between these it lies in 95 of 100 samples drawn anew from the units (percentile bootstrap).
    pub between: (f64, f64),
}

/// The sums from which both measures are made: of one unit, or of several together.
#[derive(Clone, Debug, Default)]
struct Sums {
    /// Ratings in units that two raters or more looked at, by category.
    paired: Vec<f64>,
    /// Disagreeing pairs in a unit, over the raters in it less one.
    disagreement: f64,
    /// Shares of the categories in each unit, summed over the units that anyone looked at.
    shares: Vec<f64>,
    /// Agreeing shares of pairs, summed over the units of two raters or more.
    agreement: f64,
    units: f64,
    paired_units: f64,
}

impl Sums {
    fn of(unit: &[u32]) -> Self {
        let count: u32 = unit.iter().sum();
        let raters = f64::from(count);
        let mut sums =
            Self { paired: vec![0.0; unit.len()], shares: vec![0.0; unit.len()], ..Self::default() };
        if count == 0 {
            return sums;
        }
        let counts: Vec<f64> = unit.iter().copied().map(f64::from).collect();
        sums.units = 1.0;
        sums.shares = counts.iter().map(|count| count / raters).collect();
        if count >= RATERS {
            let same: f64 = counts.iter().map(|count| count * (count - 1.0)).sum();
            let pairs = raters * (raters - 1.0);
            sums.disagreement = (pairs - same) / (raters - 1.0);
            sums.agreement = same / pairs;
            sums.paired_units = 1.0;
            sums.paired = counts;
        }
        sums
    }

    fn add(&mut self, other: &Self) {
        let add = |to: &mut Vec<f64>, from: &[f64]| {
            to.resize(to.len().max(from.len()), 0.0);
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        };
        add(&mut self.paired, &other.paired);
        add(&mut self.shares, &other.shares);
        self.disagreement += other.disagreement;
        self.agreement += other.agreement;
        self.units += other.units;
        self.paired_units += other.paired_units;
    }

    fn measure(&self, measure: Measure) -> Option<f64> {
        match measure {
            Measure::Alpha => {
                let all: f64 = self.paired.iter().sum();
                let unlike = all * all - self.paired.iter().map(|count| count * count).sum::<f64>();
                (unlike > 0.0).then(|| 1.0 - (all - 1.0) * self.disagreement / unlike)
            }
            Measure::Gwet => {
                let categories = f64::from(u32::try_from(self.shares.len()).ok()?);
                if self.paired_units == 0.0 || categories < 2.0 {
                    return None;
                }
                let observed = self.agreement / self.paired_units;
                let spread: f64 =
                    self.shares.iter().map(|sum| sum / self.units * (1.0 - sum / self.units)).sum();
                let chance = spread / (categories - 1.0);
                Some((observed - chance) / (1.0 - chance))
            }
        }
    }
}

fn whole<'a>(units: impl IntoIterator<Item = &'a Sums>) -> Sums {
    units.into_iter().fold(Sums::default(), |mut whole, unit| {
        whole.add(unit);
        whole
    })
}

/// Krippendorff's alpha for nominal data, any number of raters, some of whom may not have looked at
/// everything (Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011). `None` when nothing was
/// looked at twice, or everything fell into one category.
#[must_use]
pub fn alpha(units: &[Vec<u32>]) -> Option<f64> {
    whole(&units.iter().map(|unit| Sums::of(unit)).collect::<Vec<_>>()).measure(Measure::Alpha)
}

/// Gwet's AC1 for any number of raters (Gwet, *Computing inter-rater reliability and its variance in the
/// presence of high agreement*, British Journal of Mathematical and Statistical Psychology 61, 2008).
/// Every unit names all the categories. `None` when nothing was looked at twice.
#[must_use]
pub fn gwet(units: &[Vec<u32>]) -> Option<f64> {
    whole(&units.iter().map(|unit| Sums::of(unit)).collect::<Vec<_>>()).measure(Measure::Gwet)
}

/// A measure with a percentile bootstrap interval: units are drawn anew with replacement, by a generator
/// that starts at `seed`, so that the same room always shows the same interval.
#[must_use]
pub fn interval(units: &[Vec<u32>], measure: Measure, seed: u64) -> Option<Estimate> {
    let sums: Vec<_> = units.iter().map(|unit| Sums::of(unit)).collect();
    let value = whole(&sums).measure(measure)?;
    let mut dice = Dice(seed);
    let mut drawn: Vec<f64> = (0..DRAWS)
        .filter_map(|_| whole((0..sums.len()).map(|_| &sums[dice.below(sums.len())])).measure(measure))
        .collect();
    drawn.sort_by(f64::total_cmp);
    let at = |per_mille: usize| drawn.get((drawn.len().saturating_sub(1)) * per_mille / 1000).copied();
    let between = (at(25).unwrap_or(value), at(975).unwrap_or(value));
    Some(Estimate { value, between })
}

/// A small generator for samples (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*,
/// 2014): not for secrets.
pub(super) struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A place below `count`; 0 when there is none.
    pub fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(1).max(1);
        usize::try_from(self.next() % count).unwrap_or_default()
    }

    /// Whether something happens that happens so many times in a thousand.
    pub fn happens(&mut self, per_mille: usize) -> bool {
        self.below(1_000) < per_mille
    }
}
