//! Every scenario is checked, and every flaw of one has its place.

use std::borrow::Cow;
use std::sync::Arc;

use faisceau::findings::{ClueState, Findings};
use faisceau::instrument::{Language, Shelf};
use faisceau::training::{self, Deed, Move, Play, Rules, Scenario};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{COOK, RULES, cook, instrument, noon, play};

fn checked(spoil: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut value: Value = serde_json::from_str(COOK).expect("JSON");
    spoil(&mut value);
    let scenario = match Scenario::read("a-cook.json", &value.to_string()) {
        Ok(scenario) => scenario,
        Err(flaws) => return flaws.iter().map(ToString::to_string).collect(),
    };
    let picture = |name: &str| match name {
        "plan.svg" => Some(Cow::Borrowed(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>"#,
        )),
        "runs.svg" => Some(Cow::Borrowed(r#"<svg viewBox="0 0 9 9" onload="x()"></svg>"#)),
        _ => None,
    };
    let flaws = scenario.check("a-cook.json", &Shelf::bundled(), &RULES, &picture);
    flaws.iter().map(ToString::to_string).collect()
}

#[test]
fn the_small_scenario_is_sound() {
    assert_eq!(checked(|_| {}), Vec::<String>::new());
    assert_eq!(checked(|s| s["looks"][0]["picture"] = json!("plan.svg")), Vec::<String>::new());
}

/// How a file is spoilt.
type Spoil = dyn Fn(&mut Value);

#[test]
fn each_flaw_of_a_scenario_has_its_place() {
    let cases: [(&Spoil, &str); 21] = [
        (&|s| s["format"] = json!("faisceau-lens/1"), "the format “faisceau-lens/1”"),
        (&|s| s["id"] = json!("another"), "id: the file is not named after “another”"),
        (&|s| s["title"]["en"] = json!(" "), "title: a text is missing"),
        (&|s| s["instrument"]["version"] = json!("9.0.0"), "instrument: there is no “association 9.0.0”"),
        (&|s| s["trust"] = json!(7), "trust: levels rise"),
        (&|s| s["minutes"] = json!(0), "minutes: the good interview takes"),
        (
            &|s| s["truth"]["answers"]["nowhere"] = json!({"value": {"number": 1}}),
            "truth.answers.nowhere: there is no",
        ),
        (
            &|s| s["truth"]["answers"]["work.hours-day"] = json!({"value": {"number": 25}}),
            "does not fit “work.hours-day”",
        ),
        (
            &|s| s["truth"]["answers"]["accident.after"] = json!({"value": "none_of_these"}),
            "“accident.after” is not asked after",
        ),
        (&|s| s["says"][0]["at"][1]["trust"] = json!(0), "says[0]: levels rise"),
        (
            &|s| s["says"][0]["at"][0]["answer"] = json!({"value": {"yes_no": true}}),
            "says[0].at[0].answer: the answer does not fit",
        ),
        (&|s| s["says"][1]["question"] = json!("work.hours-day"), "says: “work.hours-day” is used twice"),
        (&|s| s["never"] = json!(["freedom.door"]), "never: “freedom.door” is used twice"),
        (&|s| s["looks"][0]["picture"] = json!("nowhere.svg"), "looks[0].picture: there is no “nowhere.svg”"),
        (&|s| s["looks"][0]["picture"] = json!("runs.svg"), "the picture is not shown: runs something"),
        (&|s| s["good"][0] = json!({"gesture": "dance"}), "good[0]: there is no “dance”"),
        (&|s| s["good"][2]["agree"]["interpreter"] = json!("nobody"), "good[2]: there is no “nobody”"),
        (
            &|s| s["key"]["clues"][0] = json!("accidents.happened"),
            "the truth does not raise “accidents.happened”",
        ),
        (&|s| s["good"] = json!([]), "the good interview does not find “workload.long-hours”"),
        (
            &|s| s["careless_misses"] = json!(["workload.no-day-off"]),
            "the careless interview finds “workload.no-day-off”",
        ),
        (&|s| s["key"]["outcome"] = json!("redirection"), "key.redirected_to"),
    ];
    for (spoil, told) in cases {
        let flaws = checked(spoil);
        assert!(flaws.iter().any(|flaw| flaw.contains(told)), "{told}: {flaws:?}");
        assert!(flaws.iter().all(|flaw| flaw.starts_with("a-cook.json")), "{flaws:?}");
    }
}

/// Every scenario that the app carries, with the app's rules; and the small one of the tests.
fn all() -> Vec<(Arc<Scenario>, Arc<Rules>)> {
    let carried = training::scenarios().iter().map(|read| match read {
        Ok(scenario) => (Arc::clone(scenario), Rules::bundled().unwrap_or_else(|flaws| panic!("{flaws:?}"))),
        Err(flaws) => panic!("{flaws:?}"),
    });
    carried.chain([(cook(), Arc::clone(&RULES))]).collect()
}

#[test]
fn every_scenario_is_sound() {
    let picture = |name: &str| training::picture(name).map(Cow::Borrowed);
    for (file, text) in training::files() {
        let scenario = Scenario::read(file, text).unwrap_or_else(|flaws| panic!("{flaws:?}"));
        let rules = Rules::bundled().unwrap_or_else(|flaws| panic!("{flaws:?}"));
        let flaws = scenario.check(file, &Shelf::bundled(), &rules, &picture);
        let told: Vec<_> = flaws.iter().map(ToString::to_string).collect();
        assert_eq!(told, Vec::<String>::new());
    }
}

#[test]
fn the_good_interview_reaches_the_key_and_the_careless_one_misses_what_its_author_says() {
    for (scenario, rules) in all() {
        for language in Language::ALL {
            let found = |moves: &[Move]| {
                let mut play = play(&scenario, &rules, language);
                play.follow(moves);
                Findings::of(&play.case().expect("a case"))
            };
            let instrument = instrument(&scenario);
            let state =
                |findings: &Findings, id| findings.clue(instrument.find_clue(id).expect("a clue")).state;
            let good = found(&scenario.good);
            for clue in &scenario.key.clues {
                assert_eq!(state(&good, clue), ClueState::Present, "{}: {clue}", scenario.id);
            }
            let careless = found(&scenario.careless);
            for clue in &scenario.careless_misses {
                assert_ne!(state(&careless, clue), ClueState::Present, "{}: {clue}", scenario.id);
            }
        }
    }
}

/// Everything that can be done in a scenario, some of it more than once.
fn every_move(scenario: &Scenario, rules: &Rules, play: &Play) -> Vec<Move> {
    let asks = play.instrument().questions().iter().map(|question| Move::Ask(question.id.clone()));
    let gestures = rules.gestures.iter().map(|gesture| Move::Gesture(gesture.id.clone()));
    let looks = scenario.looks.iter().map(|look| Move::Look(look.id.clone()));
    let stages = faisceau::instrument::StageId::ASKING;
    let agree = stages.into_iter().flat_map(|stage| {
        let none = [Move::Agree { stage, interpreter: None }, Move::Withdraw(stage)];
        let named = scenario
            .interpreters
            .iter()
            .map(move |it| Move::Agree { stage, interpreter: Some(it.id.clone()) });
        none.into_iter().chain(named)
    });
    let strangers =
        [Move::Ask("nowhere".into()), Move::Look("nowhere".into()), Move::Gesture("nothing".into())];
    asks.chain(gestures).chain(looks).chain(agree).chain(strangers).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// An interview that asks every question, in any order, never breaks: every question has words, and
    /// the case is one that the app could have written.
    #[test]
    fn an_interview_in_any_order_never_breaks(seed in any::<u64>()) {
        for (scenario, rules) in all() {
            let mut play = play(&scenario, &rules, Language::En);
            let mut moves = every_move(&scenario, &rules, &play);
            let mut state = seed;
            for at in (1..moves.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let other = usize::try_from(state >> 33).unwrap_or_default() % (at + 1);
                moves.swap(at, other);
            }
            let first = seed % 2 == 0;
            if first {
                let stages = faisceau::instrument::StageId::ASKING;
                moves.splice(0..0, stages.into_iter().map(|stage| Move::Agree { stage, interpreter: None }));
            }
            play.follow(&moves);
            let case = play.case().expect("a case");
            prop_assert!(case.unfit().is_none() && case.unsound_around().is_none());
            for turn in play.turns() {
                prop_assert!(turn.trust <= training::MOST);
                if let (Deed::Move(Move::Ask(id)), training::Heard::Answer(_, said)) = (&turn.deed, &turn.heard) {
                    prop_assert!(!said.words.trim().is_empty(), "{id}");
                }
            }
            let cut = play.turns().len() / 2;
            let half = play.until(cut);
            prop_assert_eq!(half.turns(), &play.turns()[..cut]);
            prop_assert_eq!(play.started(), noon());
        }
    }
}
