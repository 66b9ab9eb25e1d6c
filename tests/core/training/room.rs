//! A session, its results, and what the room shows: figures as they are computed from the definitions.

use std::sync::Arc;

use faisceau::findings::{ClueState, Findings};
use faisceau::instrument::{Language, Shelf};
use faisceau::record::{self, Assessment, Unreadable};
use faisceau::training::debrief::{Coding, Debrief, Kind};
use faisceau::training::room::{
    self, Attempt, LiveOrBlind, NotAShortText, Played, Refused, Room, Session, Stand, Talk, sample,
};
use faisceau::training::{Move, Truth};
use proptest::prelude::*;
use serde_json::json;

use super::{RULES, cook, instrument, play};

fn session() -> Session {
    Session::make("Rennes, 14 March", &[cook()], LiveOrBlind::Blind, Some(20), true, [1, 2, 3, 254])
        .expect("sound")
}

fn played(moves: &[Move], trainee: &str, attempt: Attempt) -> Played {
    let mut play = play(&cook(), &RULES, Language::Fr);
    play.follow(moves);
    let debrief = Debrief::of(&play).expect("a debrief");
    Played::of(&session(), &play, &debrief, trainee, attempt).expect("a result")
}

#[test]
fn a_session_carries_its_own_scenarios_and_is_read_back() {
    let session = session();
    assert_eq!(session.own.len(), 1, "the app does not carry the cook");
    let again = Session::read(session.to_json().as_bytes(), &Shelf::bundled(), &RULES).expect("it is read");
    assert_eq!(again, session);
    assert_eq!(session.id.to_string(), "010203fe");
}

#[test]
fn what_is_no_session_is_refused_with_its_reason() {
    let read = |spoil: &dyn Fn(&mut serde_json::Value)| {
        let mut value: serde_json::Value = serde_json::from_str(&session().to_json()).expect("JSON");
        spoil(&mut value);
        Session::read(value.to_string().as_bytes(), &Shelf::bundled(), &RULES).expect_err("refused")
    };
    assert!(matches!(read(&|s| s["format"] = json!("faisceau-session/2")), Refused::Newer(_)));
    assert!(matches!(read(&|s| s["format"] = json!("faisceau-result/1")), Refused::OtherKind(_)));
    assert!(matches!(read(&|s| s["more"] = json!(1)), Refused::NotTheFormat { .. }));
    assert!(matches!(read(&|s| s["name"] = json!("a\u{202e}b")), Refused::Unsound(_)));
    assert!(matches!(read(&|s| s["minutes"] = json!(0)), Refused::Unsound(_)));
    assert!(matches!(read(&|s| s["scenarios"] = json!([])), Refused::Unsound(_)));
    assert!(matches!(read(&|s| s["own"] = json!([])), Refused::UnknownScenario(_)));
    assert!(
        matches!(read(&|s| s["own"][0]["good"] = json!([])), Refused::Unsound(_)),
        "its scenarios are checked"
    );
    assert!(matches!(Session::read(b"{", &Shelf::bundled(), &RULES), Err(Refused::NotJson { line: 1 })));
    assert!(matches!(Session::read(b"", &Shelf::bundled(), &RULES), Err(Refused::Beyond(_))));
    assert!(matches!(Session::read(b"[[1]]", &Shelf::bundled(), &RULES), Err(Refused::OtherKind(_))));
}

#[test]
fn exercise_files_are_no_assessments_and_the_reverse() {
    let scenario = serde_json::to_string(&*cook()).expect("JSON");
    let result = played(&cook().good, "7", Attempt::First).to_json();
    for file in [session().to_json(), result, scenario, super::TRUST.to_owned()] {
        let refused = record::read(file.as_bytes(), &Shelf::bundled()).expect_err("no assessment");
        assert_eq!(refused, Unreadable::OtherSchema);
    }
    let mut play = play(&cook(), &RULES, Language::Fr);
    play.follow(&cook().good);
    let case = play.case().expect("a case");
    let assessment = Assessment::of(&case, &Findings::of(&case)).to_json();
    let shelf = Shelf::bundled();
    assert_eq!(Session::read(assessment.as_bytes(), &shelf, &RULES), Err(Refused::Assessment));
    assert_eq!(Played::read(assessment.as_bytes(), &session(), &shelf), Err(Refused::Assessment));
}

#[test]
fn a_result_says_how_things_were_read_and_no_word_that_was_written() {
    let result = played(&cook().good, " 7 ", Attempt::First);
    assert_eq!(result.trainee, "7");
    assert_eq!(result.clues.get(&"freedom.locked".into()), Some(&Stand::Present));
    assert_eq!(result.questions.get(&"work.day".into()), Some(&Coding::AsSaid));
    let json = result.to_json();
    assert!(!json.contains("lève"), "what the person said stays in the room");
    assert!(json.len() < 12_000, "{} bytes", json.len());
    assert_eq!(Played::read(json.as_bytes(), &session(), &Shelf::bundled()), Ok(result.clone()));
    let other = Session::make("Brest", &[cook()], LiveOrBlind::Live, None, true, [9; 4]).expect("sound");
    assert_eq!(Played::read(json.as_bytes(), &other, &Shelf::bundled()), Err(Refused::OtherSession));
    for (from, to) in
        [("\"7\"", "\"\""), ("\"work.day\"", "\"work.dxy\""), ("\"minutes\": ", "\"minutes\": 9999")]
    {
        let spoilt = json.replacen(from, to, 1);
        assert_ne!(spoilt, json);
        assert!(Played::read(spoilt.as_bytes(), &session(), &Shelf::bundled()).is_err(), "{from}");
    }
}

#[test]
fn the_short_text_says_all_that_the_file_says() {
    let shelf = Shelf::bundled();
    for result in
        [played(&cook().good, "Élodie", Attempt::Second), played(&cook().careless, "12", Attempt::First)]
    {
        let short = result.to_short(&session(), &shelf).expect("a text");
        assert!(short.len() < 320, "{} letters: {short}", short.len());
        assert!(short.bytes().all(|b| b == b' ' || b.is_ascii_digit() || b.is_ascii_uppercase()));
        assert_eq!(Played::from_short(&short, &session(), &shelf), Ok(result.clone()));
        let typed = short.to_lowercase().replace('0', "o").replace('1', "l").replace(' ', "-");
        assert_eq!(Played::from_short(&typed, &session(), &shelf), Ok(result));
        assert_eq!(
            Played::from_short(&short[..short.len() - 6], &session(), &shelf),
            Err(NotAShortText::Sum)
        );
        assert_eq!(Played::from_short("ABC!", &session(), &shelf), Err(NotAShortText::Letter('!')));
        assert_eq!(Played::from_short("", &session(), &shelf), Err(NotAShortText::Sum));
        let other = Session::make("Brest", &[cook()], LiveOrBlind::Live, None, true, [9; 4]).expect("sound");
        let refused = Err(NotAShortText::Refused(Refused::OtherSession));
        assert_eq!(Played::from_short(&short, &other, &shelf), refused);
    }
}

proptest! {
    #[test]
    fn one_wrong_letter_is_told(at in 0_usize..150, letter in 0_usize..32) {
        let shelf = Shelf::bundled();
        let result = played(&cook().careless, "12", Attempt::First);
        let short = result.to_short(&session(), &shelf).expect("a text");
        let alphabet = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut bytes = short.into_bytes();
        let at = at % bytes.len();
        prop_assume!(bytes[at] != b' ' && bytes[at] != alphabet[letter]);
        bytes[at] = alphabet[letter];
        let text = String::from_utf8(bytes).expect("text");
        // The last letter may hold bits of no byte.
        let read = Played::from_short(&text, &session(), &shelf);
        prop_assert!(read.is_err() || read == Ok(result));
    }
}

/// A room of three: two good interviews and a careless one.
fn three() -> Vec<Played> {
    let scenario = cook();
    vec![
        played(&scenario.good, "1", Attempt::First),
        played(&scenario.good, "2", Attempt::First),
        played(&scenario.careless, "3", Attempt::First),
        played(&scenario.good, "3", Attempt::Second),
    ]
}

#[test]
fn a_room_of_three_shows_what_the_definitions_say() {
    let room = Room::of(&session(), three(), &Shelf::bundled());
    let group = &room.groups[0];
    assert_eq!((group.trainees, group.attempt, room.groups.len()), (3, Attempt::First, 2));
    // Sensitivity: 5 of 5, 5 of 5, 1 of 5.
    let spread = group.sensitivity.expect("a spread");
    assert_eq!((spread.least, spread.middle, spread.most), (20, 100, 100));
    let locked = cook();
    let truth = Truth::of(&locked, &instrument(&locked), Language::Fr).expect("a truth");
    let units: Vec<Vec<u32>> = group
        .clues
        .iter()
        .filter(|row| row.key || row.truth == ClueState::Absent)
        .map(|row| {
            let id = &group.instrument.clue(row.clue).id;
            let count = |stand: Option<Stand>| {
                u32::try_from(three()[..3].iter().filter(|it| it.clues.get(id).copied() == stand).count())
                    .expect("few")
            };
            assert_eq!(truth.clue(row.clue), row.truth);
            vec![count(Some(Stand::Present)), count(Some(Stand::Absent)), count(None)]
        })
        .collect();
    assert!(units.iter().all(|unit| unit.iter().sum::<u32>() == 3));
    assert_eq!(group.alpha.map(|it| it.value), room::alpha(&units));
    assert_eq!(group.gwet.map(|it| it.value), room::gwet(&units));
    let hardest = group.hardest.first().expect("one");
    assert_eq!(hardest.wrong, 1);
    assert_eq!(group.differences.get(&Kind::Safety), Some(&1));
    assert!(group.talk.iter().any(|talk| matches!(talk, Talk::MostMissed(_, 1))), "{:?}", group.talk);
    assert_eq!(room.before_and_after(&session().scenarios[0]), [(20, 100)]);
}

#[test]
fn a_later_result_of_the_same_trainee_takes_the_place_of_the_earlier() {
    let scenario = cook();
    let twice =
        vec![played(&scenario.careless, "1", Attempt::First), played(&scenario.good, "1", Attempt::First)];
    let room = Room::of(&session(), twice, &Shelf::bundled());
    assert_eq!((room.replaced, room.groups[0].trainees), (1, 1));
    assert_eq!(room.groups[0].sensitivity.map(|it| it.middle), Some(100));
    assert!(room.groups[0].alpha.is_none(), "one trainee agrees with nobody");
}

#[test]
fn the_sample_is_forty_results_marked_as_generated_that_are_read_like_any() {
    let shelf = Shelf::bundled();
    let (session, results) = sample(&cook(), "A sample", &shelf, 40).expect("a sample");
    assert_eq!(results.len(), 40);
    for result in &results {
        assert!(result.generated);
        assert_eq!(Played::read(result.to_json().as_bytes(), &session, &shelf).as_ref(), Ok(result));
        let short = result.to_short(&session, &shelf).expect("a text");
        assert_eq!(Played::from_short(&short, &session, &shelf).as_ref(), Ok(result));
    }
    assert_eq!(sample(&cook(), "A sample", &shelf, 40).expect("again").1, results);
    let room = Room::of(&session, results, &shelf);
    assert_eq!(room.groups.len(), 2);
    for group in &room.groups {
        assert_eq!(group.trainees, 20);
        assert_eq!(group.talk.len(), 3);
        let alpha = group.alpha.expect("a figure");
        assert!(alpha.between.0 <= alpha.value && alpha.value <= alpha.between.1);
    }
    assert_eq!(room.before_and_after(&session.scenarios[0]).len(), 20);
    let (first, second) = (&room.groups[0], &room.groups[1]);
    assert!(first.sensitivity.map(|it| it.middle) < second.sensitivity.map(|it| it.middle));
}

#[test]
fn the_tables_hold_every_coding_and_every_count() {
    let room = Room::of(&session(), three(), &Shelf::bundled());
    let codings: usize = three().iter().map(|it| it.clues.len() + it.questions.len() + 1).sum();
    let results = room::results(&room);
    assert_eq!(results.len(), 1 + codings);
    assert!(results.iter().all(|row| row.len() == results[0].len()));
    let counts = room::counts(&room);
    assert!(counts.iter().all(|row| row.len() == counts[0].len()));
    let of_a_clue: Vec<_> =
        counts.iter().filter(|row| row[4] == "freedom.locked" && row[1] == "first").collect();
    let count = |coded: &str| of_a_clue.iter().find(|row| row[7] == coded).map(|row| row[8].clone());
    assert_eq!((count("present"), count("open")), (Some("2".into()), Some("1".into())));
}

#[test]
fn two_hundred_results_are_read_together() {
    let mut results = Vec::new();
    for number in 0..5 {
        let (session, sample) =
            sample(&cook(), "A sample", &Shelf::bundled(), 40 + number).expect("a sample");
        results.extend(sample.into_iter().map(|mut result| {
            result.trainee = format!("{number}-{}", result.trainee);
            (session.clone(), result)
        }));
    }
    let session = results[0].0.clone();
    let results: Vec<_> = results
        .into_iter()
        .map(|(_, mut result)| {
            result.session = session.id.clone();
            result
        })
        .collect();
    let room = Room::of(&session, results, &Shelf::bundled());
    assert_eq!(room.groups.iter().map(|group| group.trainees).sum::<usize>(), 200);
    let _: Vec<Arc<_>> = room.groups.iter().map(|group| Arc::clone(&group.scenario)).collect();
}
