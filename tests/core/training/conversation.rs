//! What the person says, and how trust moves.

use faisceau::instrument::Language;
use faisceau::interview::{Answer, NotAnswered};
use faisceau::training::{Heard, Play};
use serde_json::json;

use super::{RULES, cook, moves, noon, play, question};

/// The words and the trust after each of these moves.
fn led(steps: &serde_json::Value) -> Play {
    let mut play = play(&cook(), &RULES, Language::En);
    for step in moves(steps) {
        play.make(step, noon());
    }
    play
}

fn words(play: &Play) -> String {
    match &play.turns().last().expect("a turn").heard {
        Heard::Nothing | Heard::Shown(_) => String::new(),
        Heard::Words(words) | Heard::Agreement(_, words) => words.clone(),
        Heard::Answer(_, said) => said.words.clone(),
    }
}

#[test]
fn more_is_said_as_trust_grows() {
    let wary =
        led(&json!([{"agree": {"stage": "questionnaire", "interpreter": null}}, {"ask": "work.hours-day"}]));
    assert_eq!(words(&wary), "Ten hours, like everyone.", "trust has fallen below what she needs");
    let fair = led(
        &json!([{"gesture": "explain"}, {"agree": {"stage": "questionnaire", "interpreter": "phone"}}, {"ask": "work.hours-day"}]),
    );
    assert_eq!(words(&fair), "Fifteen hours, if I count everything.");
    assert_eq!(
        fair.trust(),
        5,
        "explained, interpreted, and a closed question where a free account comes first"
    );
}

#[test]
fn what_the_scenario_does_not_say_follows_from_the_truth_or_is_not_known() {
    let play = led(&json!([]));
    let voice = play.voice();
    let say = |id: &str, trust: u8| voice.say(question(&play, id), trust);
    assert_eq!(
        say("pay.received", 0).answer,
        Answer::Value(faisceau::instrument::Value::Choice("never".into()))
    );
    assert!(say("pay.received", 0).words.ends_with('.'), "a sentence");
    assert_eq!(say("journey.route", 6).answer, Answer::NotAnswered(NotAnswered::DoesNotKnow));
    assert_eq!(say("control.belief-words", 6).answer, Answer::NotAnswered(NotAnswered::PrefersNot));
    assert_eq!(say("violence.physical", 4).more_from, Some(5));
}

#[test]
fn the_same_thing_asked_twice_costs_trust_and_asked_again_when_there_is_more_to_hear_does_not() {
    let start = json!([{"gesture": "explain"}, {"agree": {"stage": "questionnaire", "interpreter": "phone"}}, {"ask": "work.days-week"}, {"ask": "work.days-week"}]);
    let twice = led(&start);
    assert_eq!(twice.turns()[3].trust, twice.turns()[2].trust - 1);
    let again = led(&json!([
        {"agree": {"stage": "questionnaire", "interpreter": "phone"}}, {"ask": "work.hours-day"},
        {"gesture": "safety-first"}, {"gesture": "offer-pause"}, {"ask": "work.day"}, {"ask": "work.hours-day"}
    ]));
    assert_eq!(words(&again), "Fifteen hours, if I count everything.");
    assert!(again.turns()[5].moved.is_empty(), "there was more to hear");
}

#[test]
fn a_broken_trust_makes_her_stop_and_is_mended_once_that_is_respected() {
    let broken = json!([{"gesture": "leading"}, {"agree": {"stage": "interview", "interpreter": "cousin"}}]);
    let play = led(&broken);
    assert!(play.stopped() && play.turns()[1].stops);
    assert_eq!(words(&play), "I want to stop.");
    let pressed = led(&json!([broken[0], broken[1], {"ask": "freedom.door"}]));
    assert_eq!(words(&pressed), "I said that I stop.");
    let mended = led(
        &json!([broken[0], broken[1], {"withdraw": "interview"}, {"gesture": "explain"}, {"gesture": "offer-pause"}, {"agree": {"stage": "interview", "interpreter": "phone"}}, {"ask": "freedom.door"}]),
    );
    assert_eq!(words(&mended), "The door? No. He has the key.");
    assert!(!mended.stopped());
}

#[test]
fn the_same_gesture_over_and_over_is_nothing_more() {
    let once = led(&json!([{"gesture": "offer-pause"}]));
    let often =
        led(&json!([{"gesture": "offer-pause"}, {"gesture": "offer-pause"}, {"gesture": "offer-pause"}]));
    assert_eq!(once.trust(), often.trust());
}
