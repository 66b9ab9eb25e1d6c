//! Flaws of what an instrument may add: tracks, reckonings, yardsticks, mismatches, examples; and of
//! questions that no answers lead to.

use faisceau::instrument::{Instrument, Shelf, TrackId};
use serde_json::{Value, json};

use super::{enlarged, instruments};

const HEAD: &str = "instrument.json";
const CLUES: &str = "clues.json";
const INTERVIEW: &str = "stages/interview.json";
const WAGES: &str = "yardsticks/minimum-wage.json";
const TIMES: &str = "yardsticks/working-time.json";
/// The section that the enlarged instrument adds.
const EXTRA: usize = 8;

fn extra(file: &mut Value, question: usize) -> &mut Value {
    &mut file["sections"][EXTRA]["questions"][question]
}

fn checked(spoilt: &str, spoil: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut files = enlarged::files();
    let (_, file) = files.iter_mut().find(|(name, _)| name == spoilt).expect("the file is there");
    spoil(file);
    let texts: Vec<_> = files.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
    let files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Instrument::check(&files).iter().map(ToString::to_string).collect()
}

/// What the check says of the instrument as it is: remarks alone.
fn remarks() -> Vec<String> {
    checked(HEAD, |_| {})
}

/// How a file is spoilt.
type Spoil = dyn Fn(&mut Value);

#[test]
fn each_flaw_of_what_is_added_has_its_place() {
    let cases: [(&str, &Spoil, &str); 25] = [
        (
            HEAD,
            &|f| f["stages"].as_array_mut().expect("stages").swap(0, 1),
            "stages: the stages are alert, questionnaire, interview and decision, in order",
        ),
        (
            HEAD,
            &|f| f["format"] = json!("faisceau-instrument/9"),
            "the format “faisceau-instrument/9” is not",
        ),
        (HEAD, &|f| f["tracks"][1]["title"]["fr"] = json!(""), "tracks[1].title: a text is missing"),
        (HEAD, &|f| f["tracks"][1]["id"] = json!("full"), "tracks: “full” is used twice"),
        (HEAD, &|f| f["languages"] = json!(["fr"]), "languages: a text is missing"),
        (HEAD, &|f| f["reckonings"][0]["id"] = json!("length"), "reckonings: “length” is used twice"),
        (
            HEAD,
            &|f| f["reckonings"][1]["what"]["age"]["birth"] = json!("nowhere"),
            "reckonings[1].what.birth: there is no “nowhere”",
        ),
        (
            HEAD,
            &|f| f["reckonings"][1]["what"]["age"]["at"] = json!("work.hours-day"),
            "reckonings[1].what.at: “work.hours-day” cannot be reckoned with here",
        ),
        (
            HEAD,
            &|f| {
                f["reckonings"][9]["what"]["pay_hour"]["nothing_when"] =
                    json!({ "reckoned": { "id": "owed", "test": { "below": 1 } } });
            },
            "reckonings[9].what.nothing_when: there is no “owed”",
        ),
        (HEAD, &|f| f["mismatches"][0]["text"]["en"] = json!(" "), "mismatches[0].text: a text is missing"),
        (
            HEAD,
            &|f| f["mismatches"][0]["questions"] = json!(["nowhere"]),
            "mismatches[0].questions[0]: there is no “nowhere”",
        ),
        (
            HEAD,
            &|f| f["mismatches"][0]["when"]["reckoned"]["id"] = json!("luck"),
            "mismatches[0].when: there is no “luck”",
        ),
        (CLUES, &|f| f["clues"][0]["examples"] = json!([{ "fr": "x", "en": "x" }]), "two or three examples"),
        (
            CLUES,
            &|f| {
                f["clues"].as_array_mut().expect("clues").last_mut().expect("one")["reckoned"][0]["reckoning"] =
                    json!("luck");
            },
            "reckoned[0].reckoning: there is no “luck”",
        ),
        (
            CLUES,
            &|f| f["clues"].as_array_mut().expect("clues").last_mut().expect("one")["reckoned"] = json!([]),
            "no answer raises “reckoned.minor”",
        ),
        (INTERVIEW, &|f| extra(f, 0)["tracks"] = json!([]), "tracks: a question is on one track or more"),
        (INTERVIEW, &|f| extra(f, 0)["tracks"] = json!(["slow"]), "unknown variant `slow`"),
        (INTERVIEW, &|f| extra(f, 0)["short"]["en"] = json!(""), "short: a text is missing"),
        (
            INTERVIEW,
            &|f| extra(f, 6)["confirms"] = json!("extra.age"),
            "“extra.age”, which is not asked earlier",
        ),
        (
            INTERVIEW,
            &|f| extra(f, 6)["confirms"] = json!("alert.embassy"),
            "does not take every answer to “alert.embassy”",
        ),
        (
            WAGES,
            &|f| f["minimum_wage"][1]["from"] = json!("2011-01"),
            "minimum_wage[1]: “country, sectors, from”",
        ),
        (
            WAGES,
            &|f| f["minimum_wage"][1]["source"] = json!("rumour"),
            "minimum_wage[1]: there is no “rumour”",
        ),
        (WAGES, &|f| f["minimum_wage"][4]["sectors"] = json!(["mines"]), "row 4: there is no “mines”"),
        (TIMES, &|f| f["working_time"][0]["most_week"] = json!(480), "working_time[0]: the figure cannot be"),
        (TIMES, &|f| f["working_time"][0]["from"] = json!("2011-13"), "there is no such month"),
    ];
    for (file, spoil, told) in cases {
        let flaws = checked(file, spoil);
        assert!(flaws.iter().any(|flaw| flaw.contains(told)), "{told}: {flaws:?}");
        assert!(flaws.iter().all(|flaw| flaw.contains(".json")), "each names its file: {flaws:?}");
    }
}

#[test]
fn tables_that_no_reckoning_needs_are_not_asked_for_and_others_are() {
    let mut files = enlarged::files();
    files.retain(|(name, _)| name != TIMES);
    let flaws = instruments::read(&files).expect_err("refused");
    assert_eq!(flaws, ["yardsticks/working-time.json: the file is missing"]);
    assert!(instruments::read(&instruments::files()).is_ok());
}

#[test]
fn a_circle_is_told_from_looking_ahead() {
    let looks = |at: &str| json!({ "answer": { "question": at, "test": "answered" } });
    let flaws = checked(INTERVIEW, |file| {
        extra(file, 0)["relevant"] = looks("extra.ended");
        extra(file, 2)["relevant"] = looks("extra.country");
    });
    assert_eq!(flaws.len(), 1, "{flaws:?}");
    assert!(flaws[0].contains("looks at “extra.ended”, which looks back at it: a circle"), "{flaws:?}");
    let flaws = checked(INTERVIEW, |file| extra(file, 0)["relevant"] = looks("extra.ended"));
    assert!(flaws[0].contains("which is not asked earlier"), "{flaws:?}");
    let flaws = checked(INTERVIEW, |file| extra(file, 0)["relevant"] = looks("extra.country"));
    assert!(flaws[0].contains("a circle"), "a question that looks at itself: {flaws:?}");
    let flaws = checked(INTERVIEW, |file| {
        file["sections"][0]["questions"][0]["relevant"] = extra(file, 5)["relevant"].clone();
        extra(file, 0)["relevant"] =
            json!({ "reckoned": { "id": "arrived-to-end", "test": { "below": 0 } } });
    });
    assert!(flaws.iter().any(|flaw| flaw.contains("looks at “arrived-to-end”")), "{flaws:?}");
}

#[test]
fn a_question_to_which_no_answers_lead_is_named() {
    let answer = |question: &str, test: Value| json!({ "answer": { "question": question, "test": test } });
    let is = |question: &str, option: &str| answer(question, json!({ "is": option }));
    let cases = [
        json!({ "all": [is("extra.country", "france"), is("extra.country", "morocco")] }),
        json!({ "all": [answer("work.hours-day", json!({ "at_least": 12 })), answer("work.hours-day", json!({ "at_most": 11 }))] }),
        json!({ "all": [{ "not": answer("work.still", json!("yes")) }, answer("work.still", json!("yes"))] }),
        json!({ "any": [] }),
        // What was paid is asked only of those who were paid at all.
        json!({ "all": [answer("pay.amount", json!("answered")), is("pay.received", "never")] }),
    ];
    for relevant in cases {
        let flaws = checked(INTERVIEW, |file| extra(file, 4)["relevant"] = relevant.clone());
        let place =
            format!("{INTERVIEW}: sections[{EXTRA}].questions[4].relevant: the question can never be asked");
        assert!(flaws.iter().any(|flaw| flaw.starts_with(&place)), "{relevant}: {flaws:?}");
    }
    let possible = [
        json!({ "all": [answer("work.hours-day", json!({ "at_least": 12 })), answer("work.hours-day", json!({ "at_most": 12 }))] }),
        json!({ "not_ruled_out": answer("work.still", json!("yes")) }),
        json!({ "reckoned": { "id": "over-week", "test": { "at_least": 1 } } }),
        json!({ "all": [] }),
    ];
    for relevant in possible {
        let flaws = checked(INTERVIEW, |file| extra(file, 4)["relevant"] = relevant.clone());
        assert_eq!(flaws, remarks(), "{relevant}");
    }
}

#[test]
fn a_question_that_only_another_track_leads_to_is_worth_a_look() {
    let flaws = checked(INTERVIEW, |file| {
        extra(file, 2)["relevant"] =
            json!({ "answer": { "question": "extra.country", "test": { "is": "france" } } });
    });
    let new: Vec<_> = flaws.iter().filter(|flaw| flaw.contains("alone, no answers lead")).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].contains(&format!("on the track “{}” alone", TrackId::Urgent.as_str())), "{new:?}");
}

#[test]
fn a_clue_that_cannot_be_ruled_out_for_sure_is_worth_a_look_and_no_reason_to_refuse() {
    let told = remarks();
    assert!(
        told.iter().all(|remark| remark.contains("no question that is always asked can rule out")),
        "{told:?}"
    );
    assert!(Shelf::check().iter().all(|flaw| flaw.fault.is_remark()));
}
