//! The lenses that the association's edition carries, against the rules as they are published. Each
//! table here is written from the publication, not from the file.

use std::sync::Arc;

use faisceau::findings::lens::{Lens, Lenses, Reading, Rule, RuleState, Strength};
use faisceau::instrument::{ClueIx, Instrument, Shelf, Truth};
use proptest::prelude::*;

/// The edition for new cases.
fn newest() -> Arc<Instrument> {
    Shelf::bundled().newest().expect("there is one")
}

fn lens(id: &str) -> Arc<Lens> {
    let lenses = Lenses::of(&newest());
    let at = lenses.find(&id.into()).unwrap_or_else(|| panic!("no lens {id}: {:?}", lenses.flaws()));
    Arc::clone(&lenses.all()[at.0])
}

/// What is told of each clue, drawn anew for each seed; `share` of a hundred are present, as many
/// absent.
fn told(seed: u64, share: u64, clues: usize) -> Vec<Truth> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut draw = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % 100
    };
    let truth = |drawn: u64| match drawn {
        drawn if drawn < share => Truth::Yes,
        drawn if drawn < 2 * share => Truth::No,
        _ => Truth::Unknown,
    };
    (0..clues).map(|_| truth(draw())).collect()
}

fn clues() -> usize {
    newest().clues().len()
}

/// Two worlds that a reading leaves possible: that in which all that is open is absent, and that in
/// which all of it is present. A rule is established when it holds in both.
const WORLDS: [fn(RuleState) -> bool; 2] =
    [|state| state == RuleState::Established, |state| state != RuleState::RuledOut];

/// The state that a rule has, from whether it holds in the two worlds.
fn state(holds: [bool; 2]) -> RuleState {
    match holds {
        [true, _] => RuleState::Established,
        [false, true] => RuleState::Open,
        [false, false] => RuleState::RuledOut,
    }
}

/// How many indicators of a group and strength hold in a world.
fn count(reading: &Reading, group: &str, strength: Option<Strength>, world: fn(RuleState) -> bool) -> usize {
    let lens = reading.lens();
    let group = lens.groups.iter().position(|found| found.id.as_str() == group);
    let group = group.unwrap_or_else(|| panic!("a group of that name"));
    lens.indicators_of(group)
        .filter(|at| strength.is_none_or(|of| lens.indicator(*at).strength == Some(of)))
        .filter(|at| world(reading.indicator(*at)))
        .count()
}

/// The state of a statement.
fn says(reading: &Reading, statement: &str) -> RuleState {
    let found = reading.lens().find_statement(&statement.into());
    reading.statement(found.unwrap_or_else(|| panic!("no statement {statement}")))
}

/// Everything present among these clues, all else absent.
fn only(lens: &Arc<Lens>, present: &[ClueIx]) -> Reading {
    Reading::of(lens, |clue| Truth::from(present.contains(&clue)))
}

/// The clue of that name.
fn clue(instrument: &Instrument, id: &str) -> ClueIx {
    let at = instrument.clues().iter().position(|clue| clue.id.as_str() == id);
    ClueIx(at.unwrap_or_else(|| panic!("no clue {id}")))
}

/// Only these clues present.
fn reading(lens: &Arc<Lens>, present: &[&str]) -> Reading {
    let instrument = newest();
    only(lens, &present.iter().map(|id| clue(&instrument, id)).collect::<Vec<_>>())
}

const DIMENSIONS: [&str; 6] = [
    "deceptive-recruitment",
    "coercive-recruitment",
    "abuse-vulnerability-recruitment",
    "exploitation",
    "coercion-destination",
    "abuse-vulnerability-destination",
];

/// The rule of one dimension: ILO and European Commission, operational indicators, 2009, page 3.
fn is_positive([strong, medium, weak]: [usize; 3]) -> bool {
    strong >= 2 || (strong >= 1 && medium + weak >= 1) || medium >= 3 || (medium >= 2 && weak >= 1)
}

#[test]
fn every_lens_is_open_before_anything_is_known_and_no_conclusion_stands_without_a_sign() {
    let lenses = Lenses::of(&newest());
    assert!(lenses.all().len() >= 7);
    for lens in lenses.all() {
        let nothing = Reading::of(lens, |_| Truth::Unknown);
        let all = Reading::of(lens, |_| Truth::Yes);
        let none = Reading::of(lens, |_| Truth::No);
        for rule in lens.rules() {
            assert_eq!(nothing.state(rule), RuleState::Open, "{} {rule:?}", lens.id);
            assert_eq!(all.state(rule), RuleState::Established, "{} {rule:?}", lens.id);
            assert_eq!(none.state(rule), RuleState::RuledOut, "{} {rule:?}", lens.id);
        }
    }
}

#[test]
fn an_eighth_lens_is_one_file_more() {
    let instrument = newest();
    let mut files: Vec<_> = Shelf::files(&instrument.edition).to_vec();
    let (_, five) =
        *files.iter().find(|(name, _)| *name == "lenses/association-criteria.json").expect("there");
    let eighth = five.replacen("\"association-criteria\"", "\"ours-alone\"", 1);
    files.push(("lenses/ours-alone.json", &eighth));
    let with = Arc::new(Instrument::read(&files).expect("sound"));
    let lenses = Lenses::of(&with);
    assert_eq!(lenses.flaws(), []);
    assert_eq!(lenses.all().len(), Lenses::of(&instrument).all().len() + 1);
    let at = lenses.find(&"ours-alone".into()).expect("it is read like the others");
    let kept = [clue(&with, "documents.kept")];
    let (ours, theirs) = (only(&lenses.all()[at.0], &kept), only(&lens("association-criteria"), &kept));
    let states =
        |reading: &Reading| reading.lens().rules().map(|rule| reading.state(rule)).collect::<Vec<_>>();
    assert_eq!(states(&ours), states(&theirs));
    assert!(states(&ours).contains(&RuleState::Established));
    let spoilt = five.replacen("\"format\"", "\"fromat\"", 1);
    files.retain(|(name, _)| *name != "lenses/ours-alone.json");
    files.push(("lenses/ours-alone.json", &spoilt));
    let with = Arc::new(Instrument::read(&files).expect("a lens does not make the instrument unsound"));
    let lenses = Lenses::of(&with);
    assert_eq!(lenses.all().len(), 7, "the others are read");
    assert!(lenses.flaws().iter().all(|flaw| flaw.place.starts_with("lenses/ours-alone.json")));
    assert_ne!(lenses.flaws(), []);
}

#[test]
fn the_vulnerability_of_the_means_is_a_closed_list_in_french_law() {
    let lens = lens("french-law");
    let instrument = newest();
    let open_list: Vec<_> = instrument
        .clues()
        .iter()
        .enumerate()
        .filter(|(_, clue)| {
            clue.id.as_str().starts_with("vulnerability.")
                && clue.id.as_str() != "vulnerability.protected-known"
        })
        .map(|(at, _)| ClueIx(at))
        .collect();
    let poor_and_irregular = only(&lens, &open_list);
    assert_eq!(
        says(&poor_and_irregular, "means-3"),
        RuleState::RuledOut,
        "irregular stay and poverty are not in it"
    );
    assert_eq!(says(&poor_and_irregular, "vulnerability"), RuleState::Established, "they count for 225-13");
    assert_eq!(says(&reading(&lens, &["vulnerability.protected-known"]), "means-3"), RuleState::Established);
}

#[test]
fn unpaid_or_underpaid_work_alone_converges_nowhere_but_in_the_rights_of_labour() {
    // An ordinary poor job: low pay, long hours, nothing that holds or compels.
    let poor = ["pay.far-below", "workload.long-hours", "pay.undeclared"];
    let says = |id: &str, conclusion: &str| says(&reading(&lens(id), &poor), conclusion);
    assert_eq!(says("ilo-survey-2012", "forced-labour"), RuleState::RuledOut);
    assert_eq!(says("ilo-delphi-adult", "trafficking-for-forced-labour"), RuleState::RuledOut);
    assert_eq!(says("french-law", "trafficking"), RuleState::RuledOut);
    assert_eq!(says("french-law", "225-14-1"), RuleState::RuledOut);
    assert_eq!(says("ilo-delphi-adult", "exploitation-shown"), RuleState::Established, "that is what it is");
}

#[test]
fn the_adult_and_the_child_list_are_both_shown_while_the_age_is_uncertain() {
    let instrument = newest();
    let age = clue(&instrument, "minority.at-start");
    for (truth, adult, child) in [
        (Truth::Yes, Truth::No, Truth::Yes),
        (Truth::No, Truth::Yes, Truth::No),
        (Truth::Unknown, Truth::Unknown, Truth::Unknown),
    ] {
        let look = |clue: ClueIx| if clue == age { truth } else { Truth::Unknown };
        assert_eq!(Reading::of(&lens("ilo-delphi-adult"), look).applies(), adult);
        assert_eq!(Reading::of(&lens("ilo-delphi-child"), look).applies(), child);
    }
}

/// Whether the conclusions of French law hold, from whether its elements do: Penal Code, 225-4-1 and
/// 225-4-2 (trafficking), 225-13, 225-14, 225-14-1, 225-14-2, 224-1 A.
fn french(is: impl Fn(&str) -> bool) -> Vec<(&'static str, bool)> {
    let means = ["means-1", "means-2", "means-3", "means-4"].iter().filter(|element| is(element)).count();
    // One promise not kept is deceit (1°) or an advantage (4°), and is counted once.
    let promise_alone = means == 2 && is("means-1") && is("means-4") && !is("means-1-beyond-promise");
    let undignified = is("undignified-work") || is("undignified-housing");
    let compelled = is("violence-or-threat") && is("pay");
    let trafficking = is("act") && (means >= 1 || is("minor")) && is("purpose");
    vec![
        ("means", means >= 1),
        ("225-13", is("vulnerability") && is("pay")),
        ("225-14", is("vulnerability") && undignified),
        ("225-14-1", compelled),
        ("225-14-2", compelled && is("habitual") && is("vulnerability")),
        ("224-1-a", is("purpose-slavery")),
        ("trafficking", trafficking),
        ("trafficking-minor", is("act") && is("minor") && is("purpose")),
        ("trafficking-two-means", is("act") && means >= 2 && !promise_alone && is("purpose")),
        ("trafficking-circumstances", trafficking && (is("several") || is("abroad"))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_dimension_is_positive_by_the_published_rule(seed in any::<u64>(), share in 0..=50_u64) {
        let told = told(seed, share, clues());
        for id in ["ilo-delphi-adult", "ilo-delphi-child"] {
            let reading = Reading::of(&lens(id), |clue| told[clue.0]);
            for dimension in DIMENSIONS {
                let holds = WORLDS.map(|world| {
                    is_positive([Strength::Strong, Strength::Medium, Strength::Weak]
                        .map(|strength| count(&reading, dimension, Some(strength), world)))
                });
                prop_assert_eq!(says(&reading, dimension), state(holds), "{} {}", id, dimension);
            }
        }
    }

    #[test]
    fn the_dimensions_of_the_adult_list_combine_as_in_the_published_example(
        seed in any::<u64>(), share in 0..=50_u64,
    ) {
        let told = told(seed, share, clues());
        let reading = Reading::of(&lens("ilo-delphi-adult"), |clue| told[clue.0]);
        let holds = WORLDS.map(|world| {
            let [deceptive, coercive, vulnerability, exploitation, coercion, _] =
                DIMENSIONS.map(|dimension| world(says(&reading, dimension)));
            [
                exploitation,
                deceptive && exploitation,
                (deceptive || coercive) && exploitation && coercion,
                vulnerability && exploitation && coercion,
            ]
        });
        let conclusions = [
            "exploitation-shown", "deception-and-exploitation", "trafficking-for-forced-labour",
            "trafficking-by-vulnerability",
        ];
        for (at, conclusion) in conclusions.into_iter().enumerate() {
            prop_assert_eq!(says(&reading, conclusion), state(holds.map(|world| world[at])), "{}", conclusion);
        }
    }

    #[test]
    fn a_dimension_of_the_survey_needs_both_sides_and_one_strong(seed in any::<u64>(), share in 0..=50_u64) {
        let told = told(seed, share, clues());
        let reading = Reading::of(&lens("ilo-survey-2012"), |clue| told[clue.0]);
        let dimensions = ["recruitment", "duress", "leaving"];
        for dimension in dimensions {
            let holds = WORLDS.map(|world| {
                let side = |side: &str, strength| count(&reading, &format!("{dimension}-{side}"), strength, world);
                let both = |strength| [side("involuntariness", strength), side("penalty", strength)];
                let [[unwilling, penalty], strong] = [both(None), both(Some(Strength::Strong))];
                unwilling >= 1 && penalty >= 1 && strong.iter().sum::<usize>() >= 1
            });
            prop_assert_eq!(says(&reading, dimension), state(holds), "{}", dimension);
        }
        let any = dimensions.map(|dimension| says(&reading, dimension)).into_iter().max();
        prop_assert_eq!(Some(says(&reading, "forced-labour")), any, "one positive dimension is enough");
    }

    #[test]
    fn the_offences_of_french_law_stand_by_their_elements(seed in any::<u64>(), share in 0..=50_u64) {
        let told = told(seed, share, clues());
        let reading = Reading::of(&lens("french-law"), |clue| told[clue.0]);
        let [surely, perhaps] = WORLDS.map(|world| french(|element| world(says(&reading, element))));
        for ((conclusion, surely), (_, perhaps)) in surely.into_iter().zip(perhaps) {
            prop_assert_eq!(says(&reading, conclusion), state([surely, perhaps]), "{}", conclusion);
        }
    }

    #[test]
    fn trafficking_in_moroccan_law_needs_its_qualifier_and_no_means_for_a_minor(
        seed in any::<u64>(), share in 0..=50_u64,
    ) {
        // Penal Code 448-1: act, means, purpose; and that the will is alienated, the situation cannot be
        // changed, dignity is harmed.
        let told = told(seed, share, clues());
        let reading = Reading::of(&lens("moroccan-law"), |clue| told[clue.0]);
        let holds = WORLDS.map(|world| {
            let is = |element: &str| world(says(&reading, element));
            let qualified = count(&reading, "qualifier", None, world) == 3;
            is("act") && (is("means") || is("minor")) && is("purpose") && qualified
        });
        prop_assert_eq!(says(&reading, "trafficking"), state(holds));
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_smallest_set_establishes_and_nothing_of_it_can_be_spared(
        seed in any::<u64>(), share in 0..=40_u64,
    ) {
        let told = told(seed, share, clues());
        for lens in Lenses::of(&newest()).all() {
            let reading = Reading::of(lens, |clue| told[clue.0]);
            let open = lens.rules().filter(|rule| {
                matches!(rule, Rule::Statement(_)) && reading.state(*rule) == RuleState::Open
            });
            for rule in open {
                let smallest = reading.smallest(rule, 5);
                prop_assert!(smallest.size().is_some(), "an open rule could be established");
                for set in &smallest.sets {
                    let with = |spared: Option<ClueIx>| {
                        let given = |clue: ClueIx| set.contains(&clue) && Some(clue) != spared;
                        Reading::of(lens, |clue| if given(clue) { Truth::Yes } else { told[clue.0] }).state(rule)
                    };
                    prop_assert_eq!(with(None), RuleState::Established);
                    for clue in set {
                        prop_assert!(told[clue.0] == Truth::Unknown && with(Some(*clue)) != RuleState::Established);
                    }
                }
            }
        }
    }
}
