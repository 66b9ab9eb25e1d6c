//! The published rules as this edition holds them: their counts, and that no rule reads one fact twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use faisceau::findings::Findings;
use faisceau::findings::lens::{IndicatorIx, Lens, LensId, Lenses, Reading, Role, Rule, RuleState, Strength};
use faisceau::instrument::{ClueIx, Instrument, Kind, Shelf, Test, TrackId, Truth, Value};

use super::breadth::{led, poor_but_free};
use super::lenses::on_disk;

/// The edition that holds them.
const EDITION: &str = "association/2.0.0";

fn edition() -> Lenses {
    on_disk(EDITION).expect("the edition is there").0
}

fn lens(id: &str) -> Arc<Lens> {
    let id = LensId::from(id);
    edition().all().iter().find(|lens| lens.id == id).cloned().expect("the lens is there")
}

fn group(lens: &Lens, id: &str) -> usize {
    lens.groups.iter().position(|group| group.id.as_str() == id).expect("the group is there")
}

/// The indicators of a group, by their published strength.
fn strengths(lens: &Lens, group: usize) -> [Vec<IndicatorIx>; 3] {
    [Strength::Strong, Strength::Medium, Strength::Weak].map(|strength| {
        lens.indicators_of(group).filter(|at| lens.indicator(*at).strength == Some(strength)).collect()
    })
}

#[test]
fn the_seven_lenses_are_there() {
    let edition = edition();
    let names: Vec<_> = edition.all().iter().map(|lens| lens.id.as_str()).collect();
    let expected = [
        "association-criteria",
        "french-law",
        "ilo-delphi-adult",
        "ilo-delphi-child",
        "ilo-eleven",
        "ilo-survey-2012",
        "moroccan-law",
    ];
    assert!(expected.iter().all(|name| names.contains(name)), "{names:?}");
}

/// Operational indicators (ILO and European Commission, 2009): how many are strong, medium and weak in
/// each dimension; adults, then children.
const COUNTS: [(&str, [usize; 3], [usize; 3]); 6] = [
    ("deceptive-recruitment", [1, 8, 1], [2, 8, 0]),
    ("coercive-recruitment", [1, 9, 0], [4, 6, 0]),
    ("abuse-vulnerability-recruitment", [0, 14, 2], [0, 15, 0]),
    ("exploitation", [1, 7, 1], [1, 7, 0]),
    ("coercion-destination", [4, 10, 1], [8, 7, 0]),
    ("abuse-vulnerability-destination", [0, 5, 2], [0, 7, 0]),
];

#[test]
fn the_operational_indicators_have_the_published_counts() {
    let (adults, children) = (lens("ilo-delphi-adult"), lens("ilo-delphi-child"));
    assert_eq!((adults.indicators.len(), children.indicators.len()), (67, 65));
    for (dimension, of_adults, of_children) in COUNTS {
        for (lens, expected) in [(&adults, of_adults), (&children, of_children)] {
            let counts = strengths(lens, group(lens, dimension)).map(|indicators| indicators.len());
            assert_eq!(counts, expected, "{}, {dimension}", lens.id);
        }
    }
}

#[test]
fn a_dimension_is_positive_as_the_brochure_says_over_its_whole_table() {
    for lens in [lens("ilo-delphi-adult"), lens("ilo-delphi-child")] {
        for (dimension, ..) in COUNTS {
            let indicators = strengths(&lens, group(&lens, dimension));
            let positive = lens.find_statement(&dimension.into()).expect("a statement of that name");
            let upto = |strength: usize| 0..=indicators[strength].len();
            for (s, m, w) in upto(0).flat_map(|s| upto(1).flat_map(move |m| upto(2).map(move |w| (s, m, w))))
            {
                let told = indicators[0][..s].iter().chain(&indicators[1][..m]).chain(&indicators[2][..w]);
                let clues: Vec<ClueIx> = told.map(|at| lens.clues_of(Rule::Indicator(*at))[0]).collect();
                let look = |clue: ClueIx| if clues.contains(&clue) { Truth::Yes } else { Truth::No };
                let expected = s >= 2 || (s >= 1 && m + w >= 1) || m >= 3 || (m >= 2 && w >= 1);
                let state = Reading::of(&lens, look).statement(positive) == RuleState::Established;
                assert_eq!(state, expected, "{}, {dimension}: {s} strong, {m} medium, {w} weak", lens.id);
            }
        }
    }
}

#[test]
fn one_fact_never_fills_two_indicators_of_a_dimension() {
    for lens in [lens("ilo-delphi-adult"), lens("ilo-delphi-child")] {
        for group in 0..lens.groups.len() {
            let mut counted = BTreeMap::new();
            for at in lens.indicators_of(group) {
                for clue in lens.clues_of(Rule::Indicator(at)) {
                    assert_eq!(counted.insert(clue, at), None, "{}: {}", lens.id, lens.indicator(at).id);
                }
            }
        }
    }
}

#[test]
fn one_fact_never_makes_both_sides_of_forced_labour() {
    let lens = lens("ilo-survey-2012");
    for clue in lens.clues() {
        let reading = Reading::of(&lens, |at| if at == *clue { Truth::Yes } else { Truth::No });
        assert_eq!(reading.strongest(), None, "clue {clue:?} alone");
    }
}

#[test]
fn a_conclusion_says_signs_and_never_what_a_person_is() {
    for lens in edition().all() {
        for statement in &lens.statements {
            let said = &statement.said;
            for text in [&said.established, &said.open, &said.ruled_out] {
                let words = format!("{} {}", text.fr, text.en).to_lowercase();
                assert!(!words.contains("victim"), "{}, {}: {words}", lens.id, statement.id);
            }
            if statement.role == Role::Conclusion {
                assert!(said.established.fr.starts_with("Des signes compatibles avec"), "{}", statement.id);
                assert!(said.established.en.starts_with("Signs consistent with"), "{}", statement.id);
                assert!(said.open.en.starts_with("Not enough known"), "{}", statement.id);
                assert!(said.ruled_out.en.starts_with("No sign seen"), "{}", statement.id);
            }
        }
    }
}

#[test]
fn a_minor_needs_no_means_and_unpaid_services_alone_are_no_trafficking() {
    let (lenses, _) = on_disk(EDITION).expect("the edition is there");
    let law = lenses.all().iter().find(|lens| lens.id.as_str() == "french-law").expect("French law");
    let told = |indicators: &[&str]| {
        let clues: Vec<ClueIx> = indicators
            .iter()
            .map(|id| law.find_indicator(&format!("french.{id}").as_str().into()).expect("an indicator"))
            .map(|at| law.clues_of(Rule::Indicator(at))[0])
            .collect();
        let reading = Reading::of(law, |clue| if clues.contains(&clue) { Truth::Yes } else { Truth::No });
        let holds = |at: &_| reading.statement(*at) == RuleState::Established;
        law.conclusions().filter(holds).map(|at| law.statement(at).id.to_string()).collect::<Vec<_>>()
    };
    let unpaid = ["act.recruit", "means.advantage", "vulnerability.known", "pay.none"];
    assert_eq!(told(&unpaid), ["225-13"], "225-13 is no purpose of trafficking");
    let begging = ["act.receive", "begging"];
    assert_eq!(told(&begging), [""; 0], "an adult: a means is needed");
    assert_eq!(told(&["act.receive", "begging", "minor"]), ["trafficking", "trafficking-minor"]);
    assert_eq!(told(&["act.receive", "begging", "means.deceit"]), ["trafficking"]);
    let promised = ["act.receive", "begging", "means.deceit", "means.advantage"];
    assert_eq!(told(&promised), ["trafficking"], "one promise not kept is not two means");
    let threatened = ["act.receive", "begging", "means.threat", "means.advantage"];
    assert_eq!(told(&threatened), ["trafficking", "trafficking-two-means"]);
    let forced = ["violence.threat", "pay.none"];
    assert_eq!(told(&forced), ["225-14-1"], "forced labour asks for no vulnerability");
    let poor = ["act.recruit", "means.advantage", "vulnerability.used", "means.deceit"];
    assert_eq!(told(&poor), [""; 0], "means without a purpose conclude nothing");
}

/// What each answer that can be ticked raises, by itself.
fn ticked(instrument: &Instrument) -> Vec<(String, Vec<ClueIx>)> {
    let mut all = Vec::new();
    for question in instrument.questions() {
        let values: Vec<Value> = match &question.kind {
            Kind::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
            Kind::One { options } => options.iter().map(|option| Value::Choice(option.id.clone())).collect(),
            Kind::Several { options } => {
                options.iter().map(|option| Value::Choices(vec![option.id.clone()])).collect()
            }
            _ => Vec::new(),
        };
        for value in values {
            let raises = |test: &Test| test.holds(Some(&value)) == Truth::Yes;
            let clues = question.clues.iter().filter(|link| link.raised_by.as_ref().is_some_and(raises));
            all.push((format!("{}: {value:?}", question.id), clues.map(|link| link.clue).collect()));
        }
    }
    all
}

#[test]
fn one_answer_never_makes_forced_labour_or_trafficking() {
    let instrument = Shelf::bundled().newest().expect("there is one");
    let lenses = Lenses::of(&instrument);
    let lens = |id: &str| lenses.all().iter().find(|lens| lens.id.as_str() == id).expect("the lens is there");
    for lens in ["ilo-survey-2012", "ilo-delphi-adult"].map(lens) {
        for (answer, clues) in ticked(&instrument) {
            let look = |clue: ClueIx| if clues.contains(&clue) { Truth::Yes } else { Truth::No };
            assert_eq!(Reading::of(lens, look).strongest(), None, "{}: {answer}", lens.id);
        }
    }
}

/// Hard, badly paid and free: a matter of labour rights, and no rule has more to ask.
#[test]
fn a_poor_job_held_freely_is_a_matter_of_labour_rights() {
    let findings = Findings::of(&led(TrackId::Full, &poor_but_free()));
    for reading in findings.readings().iter().filter(|reading| reading.applies() != Truth::No) {
        let lens = reading.lens();
        let name = |at| lens.statement(at).id.to_string();
        let expected = match lens.id.as_str() {
            "ilo-delphi-adult" => Some("exploitation-shown"),
            "ilo-eleven" => Some("some"),
            _ => None,
        };
        assert_eq!(reading.strongest().map(name).as_deref(), expected, "{}", lens.id);
        assert_eq!(reading.open_above().map(name).collect::<Vec<_>>(), [""; 0], "{}", lens.id);
    }
}
