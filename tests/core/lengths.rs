//! Limits count what people count, wherever something is written; what is too long changes nothing.

use faisceau::instrument::{Kind, Shelf, StageId, Value};
use faisceau::interview::{Answer, Case, Command, Decision, NotAnswered, Refusal};
use faisceau::record::{self, Assessment};

use super::driver::Driver;

const SCHEMA: &str = include_str!("../../src/record/assessment-1.2.0.schema.json");

/// One character for people, and two or more for most counters.
const ONES: [&str; 4] = ["é", "e\u{301}", "👍🏽", "👩‍👩‍👧‍👦"];

#[test]
fn as_many_characters_as_are_told_are_taken_and_one_more_is_not() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    for one in ONES {
        let mut driver = Driver::with(Shelf::bundled().newest().expect("an edition"));
        driver.agree(StageId::Alert);
        let (text, note) = (driver.question("alert.place"), driver.question("alert.told"));
        let full = |most: usize| one.repeat(most);
        let (short, long, name) = (Kind::TEXT, Kind::NOTE, Case::NAME);
        let not_asked = |words| Answer::NotAnswered(NotAnswered::NotAsked(words));
        let decided =
            |by: String, reasons: String| Decision { decided_by: by, reasons, ..Decision::default() };
        let within = [
            Command::Rename(full(name)),
            Command::Answer(text, Some(Answer::Value(Value::Text(full(short))))),
            Command::Answer(note, Some(Answer::Value(Value::Note(full(long))))),
            Command::OwnWords(note, full(long)),
            Command::Observe(note, full(long)),
            Command::Decide(decided(full(name), full(long))),
        ];
        for command in within {
            driver.perform(command);
        }
        let document = Assessment::of(&driver.case, &driver.findings).to_json();
        let told = serde_json::from_str(&document).expect("a document is JSON");
        let faults: Vec<_> =
            validator.iter_errors(&told).map(|fault| format!("{:.200}", fault.to_string())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{one}: the schema takes it too");
        let back = record::read(document.as_bytes(), &Shelf::bundled());
        assert!(back.is_ok(), "{one}: it comes back");
        let beyond = [
            (Command::Rename(full(name + 1)), Refusal::TooLong(name)),
            (Command::Answer(text, Some(not_asked(full(short + 1)))), Refusal::TooLong(short)),
            (Command::OwnWords(note, full(long + 1)), Refusal::TooLong(long)),
            (Command::Observe(note, full(long + 1)), Refusal::TooLong(long)),
            (Command::Decide(decided(full(name + 1), String::new())), Refusal::TooLong(name)),
            (Command::Decide(decided(String::new(), full(long + 1))), Refusal::TooLong(long)),
        ];
        for (command, refusal) in beyond {
            assert_eq!(driver.attempt(command).err(), Some(refusal), "{one}");
        }
    }
}
