//! Agreement beyond chance, against published worked examples, and against the definitions computed
//! another way.

use faisceau::training::room::{Measure, alpha, gwet, interval};
use proptest::prelude::*;

/// Raters' rows as units of counts: `.` is a unit that a rater did not look at.
fn units(raters: &[&str]) -> Vec<Vec<u32>> {
    let rows: Vec<Vec<&str>> = raters.iter().map(|row| row.split_whitespace().collect()).collect();
    let mut categories: Vec<&str> = rows.iter().flatten().copied().filter(|value| *value != ".").collect();
    categories.sort_unstable();
    categories.dedup();
    let count = |unit: usize, category: &str| {
        u32::try_from(rows.iter().filter(|row| row[unit] == category).count()).expect("few")
    };
    (0..rows[0].len()).map(|unit| categories.iter().map(|category| count(unit, category)).collect()).collect()
}

fn close(found: Option<f64>, published: f64, digits: i32) {
    let found = found.expect("a figure");
    let step = 0.5 * 10_f64.powi(-digits);
    assert!((found - published).abs() <= step, "{found} is not {published} to {digits} digits");
}

/// Four observers, twelve units, some not looked at: example C of Krippendorff, *Computing Krippendorff's
/// Alpha-Reliability*, University of Pennsylvania, 2011, nominal alpha 0.743. The same ratings are those of four
/// raters (`cac.raw4raters`) in Gwet, *Handbook of Inter-Rater Reliability*, 4th edition, 2014, AC1 0.77544.
const FOUR: [&str; 4] = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
];

#[test]
fn alpha_is_what_krippendorff_published() {
    // Examples A (two values), B (nominal) and C (nominal, with gaps) of the same paper. The packages
    // `krippendorff` 0.9 and `irrCAC` 0.4, which are not ours, give 0.0952, 0.6920 and 0.7434.
    close(alpha(&units(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"])), 0.095, 3);
    close(alpha(&units(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"])), 0.692, 3);
    close(alpha(&units(&FOUR)), 0.743, 3);
}

#[test]
fn ac1_is_what_gwet_published() {
    // 118 and 0 of 125 agreed upon, 5 and 2 not: the high agreement of Gwet, *Computing inter-rater
    // reliability and its variance in the presence of high agreement*, 2008, where kappa falls below
    // nothing. `irrCAC`, the author's own method in another language, gives 0.94078 and 0.77544.
    let table: Vec<Vec<u32>> =
        std::iter::repeat_n(vec![2, 0], 118).chain(std::iter::repeat_n(vec![1, 1], 7)).collect();
    close(gwet(&table), 0.9408, 4);
    close(gwet(&units(&FOUR)), 0.775, 3);
}

#[test]
fn where_nothing_can_be_told_nothing_is() {
    assert_eq!(alpha(&[]), None);
    assert_eq!(alpha(&[vec![3, 0], vec![3, 0]]), None, "one category alone");
    assert_eq!(alpha(&[vec![1, 0], vec![0, 1]]), None, "one rater alone");
    assert_eq!(gwet(&[vec![1, 0]]), None);
    assert_eq!(gwet(&[vec![3, 0], vec![3, 0]]), Some(1.0));
    assert!(interval(&[], Measure::Alpha, 1).is_none());
}

#[test]
fn an_interval_holds_its_value_and_is_always_the_same() {
    let units = units(&FOUR);
    for measure in [Measure::Alpha, Measure::Gwet] {
        let estimate = interval(&units, measure, 7).expect("a figure");
        assert!(estimate.between.0 < estimate.value && estimate.value < estimate.between.1, "{estimate:?}");
        assert_eq!(Some(estimate), interval(&units, measure, 7));
    }
}

/// Alpha from its first definition: observed over expected disagreement, pair by pair.
fn alpha_by_pairs(units: &[Vec<u32>]) -> Option<f64> {
    let values = |unit: &Vec<u32>| -> Vec<usize> {
        unit.iter()
            .enumerate()
            .flat_map(|(c, n)| std::iter::repeat_n(c, usize::try_from(*n).expect("few")))
            .collect()
    };
    let units: Vec<Vec<usize>> = units.iter().map(values).filter(|unit| unit.len() > 1).collect();
    let all: Vec<usize> = units.iter().flatten().copied().collect();
    let unlike = |values: &[usize]| {
        let pairs = values.iter().enumerate().flat_map(|(i, a)| {
            values.iter().enumerate().filter(move |(j, _)| i != *j).map(move |(_, b)| u32::from(a != b))
        });
        f64::from(pairs.sum::<u32>())
    };
    let float = |count: usize| f64::from(u32::try_from(count).expect("few"));
    let observed: f64 =
        units.iter().map(|unit| unlike(unit) / (float(unit.len()) - 1.0)).sum::<f64>() / float(all.len());
    let expected = unlike(&all) / (float(all.len()) * (float(all.len()) - 1.0));
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

proptest! {
    #[test]
    fn alpha_is_its_definition(units in prop::collection::vec(prop::collection::vec(0_u32..5, 3), 1..12)) {
        match (alpha(&units), alpha_by_pairs(&units)) {
            (Some(one), Some(other)) => prop_assert!((one - other).abs() < 1e-9, "{one} {other}"),
            (one, other) => prop_assert_eq!(one.is_some(), other.is_some()),
        }
    }
}
