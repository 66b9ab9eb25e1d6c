//! Bad files, each named by its one fault, kept in `tests/corpus` with the sound ones that they were
//! made from. Every one is refused with its own fact; every new bug adds its file.
//! `FAISCEAU_BLESS=1 cargo test corpus` writes them anew when a format changes.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use faisceau::findings::Findings;
use faisceau::instrument::{Instrument, OptionId, Period, StageId, Value};
use faisceau::interview::{Command, Decision, Need, NotAnswered, Outcome};
use faisceau::record::{self, Assessment};
use serde_json::{Value as Json, json};

use super::driver::{Driver, around, euros, no};
use super::holds::{SHELF, SOUND};

/// A file of an instrument, and how it is spoilt.
type Spoilt = (&'static str, fn(&str) -> String);

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)
}

fn blessing() -> bool {
    std::env::var_os("FAISCEAU_BLESS").is_some()
}

/// A document with something of every shape in it, led with the small instrument.
pub fn document() -> String {
    let mut driver = Driver::with(SHELF.newest().expect("it is there"));
    driver.agree(StageId::Alert);
    driver.agree(StageId::Interview);
    driver.answer("told", Value::Note("a neighbour\nsaw \u{1f511} “it”".into()));
    driver.answer("door", no());
    driver.words("door", "he has the key");
    driver.answer("keys", Value::Choices(vec![OptionId::from("boss")]));
    driver.answer("pay", euros("400.50", Period::Month));
    driver.answer("since", around("2023-04"));
    driver.skip("job", NotAnswered::NotAsked("no time".into()));
    driver.perform(Command::Decide(Decision {
        outcome: Some(Outcome::Redirection),
        redirected_to: Some(OptionId::from("union")),
        redirection_reason: "her wish".into(),
        decided_by: "Caseworker 3".into(),
        needs: vec![Need::Shelter],
        reasons: "the door".into(),
        person_agrees: Some(true),
        at: None,
    }));
    Assessment::of(&driver.case, &Findings::of(&driver.case)).to_json()
}

/// The document with one value changed.
fn with(at: &str, value: Json) -> Vec<u8> {
    changed(|document| *document.pointer_mut(at).unwrap_or_else(|| panic!("there is no {at}")) = value)
}

fn changed(change: impl FnOnce(&mut Json)) -> Vec<u8> {
    let mut value: Json = serde_json::from_str(&document()).expect("JSON");
    change(&mut value);
    format!("{value:#}\n").into_bytes()
}

/// The document with one piece of its text replaced.
fn replaced(from: &str, to: &str) -> Vec<u8> {
    let document = document();
    assert!(document.contains(from), "{from}");
    document.replacen(from, to, 1).into_bytes()
}

/// Every bad document: its name, which is its fault, how it is made, and the fact that refuses it.
fn assessments() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = document().into_bytes();
    let half = whole.len() / 2;
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x80;
        bytes
    };
    let again = |list: &str| {
        let list = list.to_owned();
        changed(move |document| {
            let records = document[list.as_str()].as_array_mut().expect("a list");
            records.push(records[0].clone());
        })
    };
    vec![
        ("nothing-in-it", Vec::new(), "Empty"),
        ("a-picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "Is(Picture)"),
        ("utf-16", "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect(), "NotText"),
        ("one-bit-flipped-out-of-text", flipped(half), "NotText"),
        ("a-lone-surrogate", replaced("he has", "\\ud800 has"), "NotTheSchema"),
        ("cut-in-the-middle", whole[..half].to_vec(), "NotJson"),
        ("cut-before-its-last-brace", whole[..whole.len() - 2].to_vec(), "NotJson"),
        ("something-after-its-end", [&whole[..], b"{}"].concat(), "NotJson"),
        ("a-spreadsheet", b"question,answer\ndoor,no\n".to_vec(), "Is(Text)"),
        ("a-page-of-markup", b"<!doctype html><script>alert(1)</script>".to_vec(), "Is(Html)"),
        ("lists-without-end", "[".repeat(20_000).into_bytes(), "TooDeep"),
        ("objects-without-end", "{\"a\":".repeat(9_000).into_bytes(), "TooDeep"),
        ("a-deep-list-in-an-honest-place", replaced("\"he has the key\"", &deep(40)), "TooDeep"),
        ("a-list", b"[1, 2]".to_vec(), "OtherSchema"),
        ("an-object-of-another-kind", br#"{"type": "FeatureCollection"}"#.to_vec(), "OtherSchema"),
        ("another-schema", with("/schema/id", json!("other")), "OtherSchema"),
        ("a-schema-twice", replaced("\"app\":", "\"schema\": {}, \"app\":"), "OtherSchema"),
        ("a-newer-schema", with("/schema/version", json!("9.0.0")), "NewerSchema"),
        ("a-schema-version-without-end", with("/schema/version", json!("9".repeat(5_000))), "NewerSchema"),
        ("a-field-too-many", changed(|d| d["colour"] = json!("blue")), "NotTheSchema"),
        (
            "a-field-too-few",
            changed(|d| drop(d.as_object_mut().expect("one").remove("history"))),
            "NotTheSchema",
        ),
        ("a-field-twice", replaced("\"app\":", "\"history\": [], \"app\":"), "NotTheSchema"),
        ("a-prototype", changed(|d| d["__proto__"] = json!({ "isAdmin": true })), "NotTheSchema"),
        ("a-number-for-a-text", with("/case/name", json!(7)), "NotTheSchema"),
        ("a-day-that-is-not", with("/case/opened_at", json!("2024-02-30T12:00:00+01:00")), "NotTheSchema"),
        ("a-year-of-six-digits", with("/case/opened_at", json!("+123456-01-01T00:00:00Z")), "NotTheSchema"),
        (
            "a-number-without-end",
            replaced("\"threshold\": 1", &format!("\"threshold\": 1{}", "0".repeat(400))),
            "NotTheSchema",
        ),
        ("a-negative-count", replaced("\"threshold\": 1", "\"threshold\": -1"), "NotTheSchema"),
        ("an-amount-that-is-not", replaced("400.50", "4e2"), "NotTheSchema"),
        ("an-amount-beyond-all", replaced("400.50", "99999999999.99"), "NotTheSchema"),
        ("another-questionnaire", with("/instrument/id", json!("large")), "UnknownEdition"),
        ("a-newer-questionnaire", with("/instrument/version", json!("2.0.0")), "UnknownEdition"),
        ("a-question-that-is-not-asked", with("/answers/1/question", json!("no.such")), "UnknownQuestion"),
        ("an-answer-twice", again("answers"), "Twice"),
        ("a-number-for-a-yes", with("/answers/1/entry/answer", json!({ "value": { "number": 7 } })), "Unfit"),
        (
            "an-option-that-is-not-offered",
            with("/answers/2/entry/answer/value/choices", json!(["x"])),
            "Unfit",
        ),
        ("no-option-at-all", with("/answers/2/entry/answer/value/choices", json!([])), "Unfit"),
        ("another-currency", with("/answers/3/entry/answer/value/money/currency", json!("XXX")), "Unfit"),
        ("words-without-end", with("/answers/1/entry/own_words", json!("a".repeat(30_000))), "Unfit"),
        ("no-name", with("/case/name", json!(" \u{a0}\n")), "Around"),
        ("a-name-without-end", with("/case/name", json!("n".repeat(5_000))), "Around"),
        ("an-app-without-end", with("/app/name", json!("n".repeat(5_000))), "Around"),
        (
            "a-use-that-is-not-offered",
            with("/stages/0/agreements/0/step/given/uses", json!(["sale"])),
            "Around",
        ),
        ("an-agreement-without-uses", with("/stages/0/agreements/0/step/given/uses", json!([])), "Around"),
        ("a-redirection-that-is-not-offered", with("/decision/redirected_to", json!("nowhere")), "Around"),
        (
            "a-decision-without-its-moment",
            changed(|d| drop(d["decision"].as_object_mut().expect("one").remove("at"))),
            "Around",
        ),
        ("a-finding-turned-round", with("/findings/families/0/clues/0/state", json!("absent")), "Altered"),
        ("an-answer-turned-round", with("/answers/1/entry/answer/value/yes_no", json!(true)), "Altered"),
        ("a-wording-rewritten", with("/answers/1/wording", json!("Did you lie?")), "Altered"),
        ("an-agreement-taken-away", changed(|d| d["stages"][2]["agreements"] = json!([])), "Altered"),
        (
            "answers-in-another-order",
            changed(|d| d["answers"].as_array_mut().expect("a list").reverse()),
            "Altered",
        ),
    ]
}

fn deep(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

/// The small sound instrument with one file spoilt: the fault's name, what the sentence says, the file.
fn instruments() -> Vec<(&'static str, &'static str, Spoilt)> {
    const INTERVIEW: &str = "stages/interview.json";
    const HEAD: &str = "instrument.json";
    vec![
        ("an-empty-file", "the file is empty", (HEAD, |_| String::new())),
        ("a-cut-file", "cannot be read", (HEAD, |text| text[..text.len() / 2].to_owned())),
        (
            "conditions-without-end",
            "conditions stand deeper",
            (INTERVIEW, |text| {
                text.replacen(
                    "\"not_ruled_out\":",
                    &format!("{}\"not_ruled_out\":", "\"not\":{".repeat(400)),
                    1,
                )
            }),
        ),
        (
            "an-unknown-field",
            "unknown field `colour`",
            (HEAD, |text| text.replacen('{', "{\"colour\":1,", 1)),
        ),
        ("a-field-twice", "duplicate field", (HEAD, |text| text.replacen('{', "{\"id\":\"x\",", 1))),
        (
            "a-name-that-commands-a-terminal",
            "used twice",
            (INTERVIEW, |text| {
                text.replace("\"nobody\"", "\"b\\u001b[2J\"").replace("\"boss\"", "\"b\\u001b[2J\"")
            }),
        ),
        ("a-question-twice", "used twice", (INTERVIEW, |text| text.replacen("\"keys\"", "\"door\"", 1))),
        (
            "a-number-that-is-too-large",
            "cannot be read",
            ("stages/questionnaire.json", |text| text.replacen("24", "1e999", 1)),
        ),
        (
            "bounds-the-wrong-way-round",
            "nothing could be answered",
            ("stages/questionnaire.json", |text| text.replacen("24", "-24", 1)),
        ),
        (
            "a-question-that-looks-at-itself",
            "a circle",
            (INTERVIEW, |text| text.replacen("\"question\": \"door\"", "\"question\": \"keys\"", 1)),
        ),
        (
            "a-clue-that-nothing-raises",
            "no answer raises",
            ("clues.json", |text| text.replacen("\"locked-in\"", "\"other\"", 1)),
        ),
        (
            "a-text-in-one-language",
            "missing in one of the languages",
            (HEAD, |text| text.replacen("\"Small questionnaire\"", "\"  \"", 1)),
        ),
    ]
}

/// Writes the corpus anew when blessing; holds that the folder has these files and no others.
fn keep(kind: &str, files: &[(String, Vec<u8>)]) {
    let folder = folder(kind);
    if blessing() {
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).expect("a folder");
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).expect("written");
        }
    }
    let mut there: Vec<_> = fs::read_dir(&folder)
        .expect("the corpus is kept")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .collect();
    let mut named: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
    there.sort();
    named.sort();
    assert_eq!(there, named, "each file of the corpus is told here, and the other way round");
}

#[test]
fn every_bad_document_is_refused_with_its_own_fact() {
    let cases = assessments();
    keep(
        "assessment",
        &cases.iter().map(|(name, bytes, _)| (format!("{name}.json"), bytes.clone())).collect::<Vec<_>>(),
    );
    let mut wrong = String::new();
    for (name, _, fact) in cases {
        let bytes = fs::read(folder("assessment").join(format!("{name}.json"))).expect("kept");
        let told = match record::read(&bytes, &SHELF) {
            Ok(_) => "it was taken in".to_owned(),
            Err(why) => format!("{why:?}"),
        };
        if !told.starts_with(fact) || told.len() > 200 {
            writeln!(wrong, "{name}: {fact} was expected, {told}").expect("written");
        }
    }
    assert_eq!(wrong, "");
    assert!(record::read(document().as_bytes(), &SHELF).is_ok(), "the sound one is taken in");
    let marked = [b"\xef\xbb\xbf", document().as_bytes()].concat();
    assert!(record::read(&marked, &SHELF).is_ok(), "with the mark of an editor too");
}

#[test]
fn every_bad_instrument_is_refused_with_its_own_fact() {
    let cases = instruments();
    let spoilt = |(file, spoil): &Spoilt| {
        let (_, text) = SOUND.iter().find(|(name, _)| name == file).expect("that file");
        let bad = spoil(text);
        assert_ne!(bad, *text, "{file} is changed");
        bad
    };
    let name = |fault: &str, file: &str| format!("{fault}.{}", file.replace('/', "."));
    let files: Vec<_> =
        cases.iter().map(|(fault, _, bad)| (name(fault, bad.0), spoilt(bad).into_bytes())).collect();
    keep("instrument/bad", &files);
    for (fault, told, bad) in cases {
        let text = fs::read_to_string(folder("instrument/bad").join(name(fault, bad.0))).expect("kept");
        let mut whole = SOUND;
        whole.iter_mut().find(|(name, _)| *name == bad.0).expect("that file").1 = &text;
        let flaws = Instrument::read(&whole).err().unwrap_or_default();
        let flaws: Vec<_> = flaws.iter().map(ToString::to_string).collect();
        assert!(flaws.iter().any(|flaw| flaw.contains(told)), "{fault}: {flaws:?}");
        assert!(flaws.iter().all(|flaw| !flaw.contains('\u{1b}')), "{fault}: {flaws:?}");
    }
}
