//! The document that leaves: what its schema says, and what is refused when it comes back.

use faisceau::findings::Findings;
use faisceau::instrument::{Edition, Language, QuestionId, Shelf, StageId, TrackId};
use faisceau::interview::{Collected, Command, LanguageTag, Moment, SaidBy, SetClue, SetState};
use faisceau::record::{self, Assessment, LARGEST, Unreadable};
use faisceau::training::Exercise;
use serde_json::{Value, json};

use super::driver::{Driver, NOON, around, euros, no, number, one, yes};
use super::{enlarged, instruments};

const SCHEMA: &str = include_str!("../../src/record/assessment-1.2.0.schema.json");
const SCHEMA_1_0_0: &str = include_str!("../../src/record/assessment-1.0.0.schema.json");
const SCHEMA_1_1_0: &str = include_str!("../../src/record/assessment-1.1.0.schema.json");

fn shelf() -> Shelf {
    Shelf::bundled()
}

/// The shelf on which the enlarged instrument stands in the place of the first edition.
fn enlarged_shelf() -> Shelf {
    Shelf::of(vec![instruments::read(&enlarged::files()).unwrap_or_else(|flaws| panic!("{flaws:?}"))])
}

/// A case with all that an instrument may add: a track, who said it, set clues, reckonings.
fn enlarged_case() -> Driver {
    let mut driver = Driver::with(enlarged::instrument());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    for (question, value) in [
        ("work.hours-day", number(13)),
        ("work.days-week", number(6)),
        ("work.started", around("2011-03")),
        ("pay.received", one("sometimes")),
        ("pay.amount", euros("300", faisceau::instrument::Period::Month)),
        ("extra.country", one("france")),
        ("extra.sector", one("shop")),
        ("extra.ended", around("2011-12")),
    ] {
        driver.answer(question, value);
    }
    let (door, locked) = (driver.question("freedom.door"), driver.clue("freedom.locked"));
    driver.perform(Command::Attribute(door, SaidBy::Observed));
    let set = SetClue { state: SetState::Present, reason: "a padlock, seen at the visit".into() };
    driver.perform(Command::SetClue(locked, Some(set)));
    driver.perform(Command::Follow(TrackId::Urgent));
    driver
}

fn whole(language: Language) -> String {
    let case = Exercise::bundled()
        .and_then(|exercise| exercise.whole(&shelf(), language, Moment::from_unix(NOON, 60)))
        .unwrap_or_else(|flaws| panic!("{flaws:?}"));
    Assessment::of(&case, &Findings::of(&case)).to_json()
}

fn of(driver: &Driver) -> String {
    Assessment::of(&driver.case, &driver.findings).to_json()
}

/// Cases of every shape that a document can take.
fn documents() -> Vec<(&'static str, String)> {
    let mut shapes = Driver::agreed(&StageId::ASKING);
    shapes.answer("pay.received", one("sometimes"));
    shapes.answer("pay.amount", euros("12.50", faisceau::instrument::Period::Week));
    shapes.answer("pay.received", one("never"));
    shapes.skip("freedom.door", faisceau::interview::NotAnswered::NotAsked("no time".into()));
    shapes.words("freedom.door", "“the key”\tin his pocket \u{1f511}\u{0}");
    shapes.perform(Command::Pause);
    let mut withdrawn = Driver::agreed(&StageId::ASKING);
    withdrawn.answer("freedom.door", no());
    withdrawn.withdraw(StageId::Interview, Collected::Kept);
    withdrawn.withdraw(StageId::Interview, Collected::Erased);
    let mut refused = Driver::agreed(&[StageId::Alert]);
    refused.refuse(StageId::Questionnaire);
    vec![
        ("F and the bar, in French", whole(Language::Fr)),
        ("F and the bar, in English", whole(Language::En)),
        ("a new case", of(&Driver::new())),
        ("set aside, not asked, paused", of(&shapes)),
        ("withdrawn and erased", of(&withdrawn)),
        ("refused", of(&refused)),
        ("with all that an instrument may add", of(&enlarged_case())),
    ]
}

#[test]
fn every_document_follows_the_published_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator =
        jsonschema::options().should_validate_formats(true).build(&schema).expect("a sound schema");
    for (name, document) in documents() {
        let document = serde_json::from_str(&document).expect("a document is JSON");
        let faults: Vec<_> = validator.iter_errors(&document).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new(), "{name}");
    }
}

/// Whether a part of the schema describes itself, or what it refers to does.
fn is_described(schema: &Value, schemas: &Value) -> bool {
    let named = schema.get("$ref").and_then(Value::as_str).and_then(|at| at.rsplit('/').next());
    schema.get("description").is_some()
        || named.is_some_and(|name| schemas[name].get("description").is_some())
}

/// Holds that a part of the schema describes itself and is closed, and all that is in it.
fn look(place: &str, schema: &Value, schemas: &Value) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        assert_eq!(schema["additionalProperties"], json!(false), "{place} takes anything");
        assert!(schema.get("description").is_some() || place.is_empty(), "{place} is not described");
        for (name, field) in properties {
            assert!(is_described(field, schemas), "{place}.{name} says nothing of itself");
            look(&format!("{place}.{name}"), field, schemas);
        }
    }
    for part in ["oneOf", "prefixItems"] {
        for (at, inner) in schema.get(part).and_then(Value::as_array).into_iter().flatten().enumerate() {
            look(&format!("{place}[{at}]"), inner, schemas);
        }
    }
    if let Some(items) = schema.get("items") {
        look(&format!("{place}[]"), items, schemas);
    }
}

#[test]
fn the_schema_describes_every_field_and_takes_no_other() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    look("", &schema, &schema["$defs"]);
    for (name, part) in schema["$defs"].as_object().expect("definitions") {
        look(name, part, &schema["$defs"]);
    }
}

#[test]
fn a_document_comes_back_and_leaves_again_with_equal_bytes() {
    for (name, document) in documents() {
        let shelf = if name.starts_with("with all") { enlarged_shelf() } else { shelf() };
        let case = record::read(document.as_bytes(), &shelf).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        assert_eq!(Assessment::of(&case, &Findings::of(&case)).to_json(), document, "{name}");
    }
}

/// Documents as an earlier version wrote them: `tests/corpus/`.
fn of_1_0_0() -> Vec<(&'static str, &'static str)> {
    vec![
        ("whole", include_str!("../corpus/assessment-1.0.0-whole.json")),
        ("set aside", include_str!("../corpus/assessment-1.0.0-set-aside.json")),
        ("withdrawn", include_str!("../corpus/assessment-1.0.0-withdrawn.json")),
    ]
}

fn of_1_1_0() -> Vec<(&'static str, &'static str)> {
    vec![
        ("whole", include_str!("../corpus/assessment-1.1.0-whole.json")),
        ("selection", include_str!("../corpus/assessment-1.1.0-selection.json")),
    ]
}

#[test]
fn a_document_of_an_earlier_schema_is_taken_in_and_leaves_in_the_newest() {
    leaves_in_the_newest(SCHEMA_1_0_0, of_1_0_0());
    leaves_in_the_newest(SCHEMA_1_1_0, of_1_1_0());
    let mut turned: Value = serde_json::from_str(of_1_0_0()[0].1).expect("JSON");
    turned["findings"]["first_things"] = json!([]);
    assert_eq!(read(turned.to_string().as_bytes()), Unreadable::Altered);
}

fn leaves_in_the_newest(schema: &str, documents: Vec<(&str, &str)>) {
    let schema = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    for (name, document) in documents {
        let written: Value = serde_json::from_str(document).expect("JSON");
        assert!(validator.is_valid(&written), "{name}");
        let case =
            record::read(document.as_bytes(), &shelf()).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let again = Assessment::of(&case, &Findings::of(&case)).to_json();
        let again: Value = serde_json::from_str(&again).expect("JSON");
        assert_eq!(again["schema"]["version"], "1.2.0");
        for part in ["answers", "set_aside", "stages", "decision", "history", "selection"] {
            assert_eq!(again[part], written[part], "{name}: {part}");
        }
    }
}

#[test]
fn a_document_says_how_a_fact_was_reckoned_and_what_the_interviewer_set() {
    let document: Value = serde_json::from_str(&of(&enlarged_case())).expect("JSON");
    assert_eq!(document["case"]["track"], "urgent");
    assert_eq!(document["set_clues"][0]["clue"], "freedom.locked");
    assert_eq!(document["set_clues"][0]["setting"]["state"], "present");
    let reckonings = document["findings"]["reckonings"].as_array().expect("a list");
    let over = reckonings.iter().find(|it| it["reckoning"] == "over-week").expect("it is there");
    assert_eq!(over["interval"], json!({ "least": 3000, "most": 4300 }), "an adult, or a minor");
    let rows = over["yardsticks"].as_array().expect("a list");
    assert_eq!(rows[0]["working_time"]["hours"], 48);
    assert_eq!(rows[0]["working_time"]["verified"], true);
    let owed = reckonings.iter().find(|it| it["reckoning"] == "owed").expect("it is there");
    assert!(owed["interval"]["least"].as_i64() > Some(0), "{owed}");
    let families = document["findings"]["families"].as_array().expect("a list").iter();
    let clues: Vec<_> = families.flat_map(|family| family["clues"].as_array().expect("a list")).collect();
    let locked = clues.iter().find(|clue| clue["clue"] == "freedom.locked").expect("it is there");
    assert_eq!((&locked["state"], &locked["set"]), (&json!("present"), &json!("present")), "marked so");
    let entries = document["answers"].as_array().expect("a list").iter();
    let seen: Vec<_> = entries.filter(|answer| answer["entry"]["said_by"] == "observed").collect();
    assert_eq!(seen.len(), 1);
}

#[test]
fn a_document_says_in_which_wording_a_question_was_asked() {
    let mut driver = Driver::with(Shelf::bundled().newest().expect("an edition"));
    driver.perform(Command::Follow(TrackId::Remote));
    driver.agree(StageId::Interview);
    driver.answer("control.apart", super::driver::several(&["phone"]));
    let asked = driver.case.instrument().question(driver.question("control.apart"));
    let (short, full) = (asked.short.clone().expect("a shorter one").en, asked.wording.en.clone());
    let mut document: Value = serde_json::from_str(&of(&driver)).expect("JSON");
    assert_eq!(document["answers"][0]["wording"], short);
    assert_eq!(document["answers"][0]["entry"]["put"], json!({ "language": "en", "track": "remote" }));
    driver.perform(Command::Follow(TrackId::Full));
    driver.perform(Command::Speak(Language::Fr));
    let later: Value = serde_json::from_str(&of(&driver)).expect("JSON");
    assert_eq!(later["answers"][0]["wording"], short, "as it was put, whatever is followed now");
    document["answers"][0]["entry"].as_object_mut().expect("an object").remove("put");
    document["answers"][0]["wording"] = json!(full);
    let old = record::read(document.to_string().as_bytes(), &shelf());
    assert!(old.is_ok(), "as it was told before: {:?}", old.err());
    document["answers"][0]["wording"] = json!("Something else?");
    assert_eq!(read(document.to_string().as_bytes()), Unreadable::Altered);
}

#[test]
fn own_words_keep_their_language() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    let written_in = |driver: &Driver, question: &str| {
        let entry = driver.case.entry(driver.question(question));
        entry.language.as_ref().map(|tag| tag.as_str().to_owned())
    };
    driver.words("freedom.door", "Locked, at night.");
    assert_eq!(written_in(&driver, "freedom.door").as_deref(), Some("en"), "as the case is led");
    let (door, other) = (driver.question("freedom.door"), driver.question("violence.physical"));
    let italian: LanguageTag = "it".to_owned().try_into().expect("a tag");
    driver.perform(Command::OwnWords(door, "Da sola, tutto il giorno.".into()));
    driver.perform(Command::WordsIn(door, italian));
    driver.words("work.day", "Fino a notte.");
    assert_eq!(written_in(&driver, "work.day").as_deref(), Some("it"), "as the last words");
    driver.perform(Command::Speak(Language::Fr));
    let document: Value = serde_json::from_str(&of(&driver)).expect("JSON");
    let mut answers = document["answers"].as_array().expect("a list").iter();
    assert!(answers.all(|answer| answer["entry"]["language"] == "it"), "{document}");
    driver.perform(Command::OwnWords(door, String::new()));
    assert_eq!(written_in(&driver, "freedom.door"), None, "no words, no language");
    assert!(driver.case.entry(other).is_blank());
}

#[test]
fn what_another_version_of_the_app_found_is_found_anew() {
    let mut document: Value = serde_json::from_str(&whole(Language::En)).expect("JSON");
    document["app"]["version"] = json!("0.0.9");
    document["findings"]["first_things"] = json!([]);
    let case = record::read(document.to_string().as_bytes(), &shelf()).expect("it is taken in");
    assert!(Findings::of(&case).first_things().next().is_some());
}

#[test]
fn a_track_or_a_set_clue_that_could_not_have_been_written_is_refused() {
    let (shelf, whole_case) = (enlarged_shelf(), of(&enlarged_case()));
    let spoilt = |spoil: fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&whole_case).expect("JSON");
        spoil(&mut document);
        record::read(document.to_string().as_bytes(), &shelf).expect_err("refused")
    };
    assert_eq!(spoilt(|d| d["set_clues"][0]["clue"] = json!("no.such")), Unreadable::Around("set_clues"));
    assert_eq!(
        spoilt(|d| d["set_clues"][0]["setting"]["reason"] = json!(" ")),
        Unreadable::Around("set_clues")
    );
    assert_eq!(
        spoilt(|d| d["set_clues"][0]["setting"]["stage"] = json!("decision")),
        Unreadable::Around("set_clues")
    );
    assert_eq!(spoilt(|d| d["set_clues"] = json!([])), Unreadable::Altered);
    assert_eq!(spoilt(|d| d["findings"]["reckonings"] = json!([])), Unreadable::Altered);
    assert!(matches!(spoilt(|d| d["case"]["track"] = json!("slow")), Unreadable::NotTheSchema { .. }));
    let first = Edition { id: "association".into(), version: "1.0.0".into() };
    let first = Driver::with(Shelf::bundled().find(&first).expect("the first edition"));
    let mut elsewhere: Value = serde_json::from_str(&of(&first)).expect("JSON");
    elsewhere["case"]["track"] = json!("urgent");
    assert_eq!(
        read(elsewhere.to_string().as_bytes()),
        Unreadable::Around("case.track"),
        "the edition has no such track"
    );
}

#[test]
fn what_does_not_stand_is_not_printed_among_the_answers() {
    let (_, document) = documents().swap_remove(3);
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let ids = |list: &str| -> Vec<String> {
        let records = document[list].as_array().expect("a list").iter();
        records.map(|record| record["question"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(ids("set_aside").contains(&"pay.amount".to_owned()));
    assert!(!ids("answers").contains(&"pay.amount".to_owned()));
}

#[test]
fn the_name_of_a_file_says_nothing_of_the_person() {
    let name = record::file_name(Moment::from_unix(NOON, 60));
    assert_eq!(name, "faisceau-assessment-2024-03-22-1200.json");
}

/// Why a document is refused once it is changed so.
fn spoilt(spoil: impl FnOnce(&mut Value)) -> Unreadable {
    let mut document: Value = serde_json::from_str(&whole(Language::En)).expect("JSON");
    spoil(&mut document);
    read(document.to_string().as_bytes())
}

fn read(bytes: &[u8]) -> Unreadable {
    record::read(bytes, &shelf()).err().unwrap_or_else(|| panic!("it was taken in"))
}

#[test]
fn a_file_that_is_no_document_of_ours_is_refused_with_its_reason() {
    let whole = whole(Language::En);
    assert_eq!(read(&vec![b' '; LARGEST + 1]), Unreadable::TooLarge);
    assert_eq!(read(&[0xff, 0xfe, 0x00]), Unreadable::NotText);
    assert_eq!(read(b""), Unreadable::Empty);
    assert!(matches!(read(b"%PDF-1.7"), Unreadable::Is(record::Kind::Pdf)));
    assert!(
        matches!(read(&whole.as_bytes()[..whole.len() / 2]), Unreadable::NotJson { .. }),
        "cut in the middle"
    );
    assert_eq!(read(b"{}"), Unreadable::OtherSchema);
    assert_eq!(read(b"[1, 2]"), Unreadable::OtherSchema);
    assert_eq!(read(br#"{"schema":{"id":"other","version":"1.0.0"}}"#), Unreadable::OtherSchema);
    assert_eq!(spoilt(|d| d["schema"]["version"] = json!("2.0.0")), Unreadable::NewerSchema("2.0.0".into()));
    let deep = "[".repeat(200_000);
    assert_eq!(read(deep.as_bytes()), Unreadable::TooDeep { line: 1 }, "no end of memory");
}

#[test]
fn a_document_that_was_altered_is_refused_with_its_reason() {
    assert!(matches!(spoilt(|d| d["colour"] = json!("blue")), Unreadable::NotTheSchema { .. }));
    assert!(matches!(
        spoilt(|d| d["case"]["opened_at"] = json!("yesterday")),
        Unreadable::NotTheSchema { .. }
    ));
    assert!(matches!(
        spoilt(|d| {
            d.as_object_mut().expect("an object").remove("findings");
        }),
        Unreadable::NotTheSchema { .. }
    ));
    assert!(matches!(spoilt(|d| d["instrument"]["version"] = json!("9.9.9")), Unreadable::UnknownEdition(_)));
    assert_eq!(
        spoilt(|d| d["answers"][0]["question"] = json!("no.such-question")),
        Unreadable::UnknownQuestion(QuestionId::from("no.such-question"))
    );
    assert!(matches!(
        spoilt(|d| {
            let first = d["answers"][0].clone();
            d["answers"].as_array_mut().expect("a list").push(first);
        }),
        Unreadable::Twice(_)
    ));
    assert!(matches!(
        spoilt(|d| d["answers"][0]["entry"]["answer"] = json!({ "value": { "number": 7 } })),
        Unreadable::Unfit(_)
    ));
    assert!(matches!(
        spoilt(|d| d["answers"][0]["entry"]["own_words"] = json!("a".repeat(30_000))),
        Unreadable::Unfit(_)
    ));
    assert_eq!(spoilt(|d| d["case"]["name"] = json!("  ")), Unreadable::Around("case.name"));
    assert_eq!(
        spoilt(|d| d["stages"][0]["agreements"][0]["step"]["given"]["uses"] = json!(["sale"])),
        Unreadable::Around("stages")
    );
    assert_eq!(spoilt(|d| d["decision"]["redirected_to"] = json!("nowhere")), Unreadable::Around("decision"));
    assert_eq!(spoilt(|d| d["stages"][2]["open"] = json!(false)), Unreadable::Altered);
    assert_eq!(spoilt(|d| d["findings"]["first_things"] = json!([])), Unreadable::Altered);
    assert_eq!(
        spoilt(|d| {
            let door = d["answers"]
                .as_array_mut()
                .expect("a list")
                .iter_mut()
                .find(|a| a["question"] == "freedom.door");
            let answer = &mut door.expect("it is answered")["entry"]["answer"]["value"]["yes_no"];
            *answer = json!(!answer.as_bool().expect("yes or no"));
        }),
        Unreadable::Altered,
        "an answer that was turned round does not carry the findings any more"
    );
}

#[test]
fn answers_under_a_stage_without_agreement_are_refused() {
    let mut driver = Driver::agreed(&[StageId::Alert, StageId::Interview]);
    driver.answer("safety.talk-now", yes());
    let mut document: Value = serde_json::from_str(&of(&driver)).expect("JSON");
    document["stages"][2]["agreements"] = json!([]);
    document["stages"][2]["open"] = json!(false);
    assert_eq!(read(document.to_string().as_bytes()), Unreadable::Altered);
}
