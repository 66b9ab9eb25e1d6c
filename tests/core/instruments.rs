//! Every flaw of an instrument is named with its place.

use faisceau::instrument::{Instrument, Shelf, StageId};
use serde_json::{Value, json};

/// The files of the association's instrument, to be spoilt.
pub fn files() -> Vec<(String, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/instruments/association/1.0.0");
    let names = ["instrument.json", "clues.json"].map(str::to_owned).into_iter();
    let stages = StageId::ALL.map(|stage| format!("stages/{}.json", stage.as_str()));
    names
        .chain(stages)
        .map(|name| {
            let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("the file is there");
            (name, serde_json::from_str(&text).expect("it is JSON"))
        })
        .collect()
}

/// Reads an instrument from such files; its flaws in words.
pub fn read(files: &[(String, Value)]) -> Result<Instrument, Vec<String>> {
    let texts: Vec<_> = files.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
    let files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Instrument::read(&files).map_err(|flaws| flaws.iter().map(ToString::to_string).collect())
}

/// What is said of the instrument when one file is spoilt.
fn flaws(file: &str, spoil: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut files = files();
    let (_, value) = files.iter_mut().find(|(name, _)| name == file).expect("the file is there");
    spoil(value);
    read(&files).err().unwrap_or_default()
}

const INTERVIEW: &str = "stages/interview.json";
/// How a file is spoilt.
type Spoil = dyn Fn(&mut Value);
const DOOR: &str = "/sections/2/questions/1";

#[test]
fn the_first_instrument_asks_sixty_questions_or_more_in_two_languages() {
    let shelf = Shelf::bundled();
    assert!(shelf.newest().expect("there is one").questions().len() >= 60);
    let instrument = super::driver::association();
    assert!(instrument.questions().len() >= 60);
    assert_eq!(instrument.languages.len(), 2);
    assert_eq!(instrument.families.len(), 11);
}

#[test]
fn a_spoilt_instrument_is_refused_and_each_flaw_has_its_place() {
    let cases: [(&str, &Spoil, &str); 15] = [
        (INTERVIEW, &|file| file["sections"][2]["questions"][1]["wording"]["en"] = json!(""), "wording"),
        (
            INTERVIEW,
            &|file| file["sections"][2]["questions"][1]["id"] = json!("freedom.outings"),
            "used twice",
        ),
        (
            INTERVIEW,
            &|file| file["sections"][2]["questions"][1]["sources"] = json!(["rumour"]),
            "no “rumour”",
        ),
        (
            INTERVIEW,
            &|file| file["sections"][2]["questions"][1]["clues"][0]["clue"] = json!("no.such"),
            "no “no.such”",
        ),
        (
            INTERVIEW,
            &|file| file["sections"][2]["questions"][1]["clues"][0]["raised_by"] = json!({ "at_least": 3 }),
            "raised_by",
        ),
        (
            INTERVIEW,
            &|file| {
                let clue = file["sections"][2]["questions"][1]["clues"][0]["clue"].clone();
                file["sections"][2]["questions"][1]["clues"][0] = json!({ "clue": clue });
            },
            "questions[1].clues[0]: neither raises the clue nor rules it out",
        ),
        (
            INTERVIEW,
            &|file| {
                let link = &mut file["sections"][2]["questions"][1]["clues"][0];
                link["ruled_out_by"] = link["raised_by"].take();
                *link = json!({ "clue": link["clue"], "ruled_out_by": link["ruled_out_by"] });
            },
            "clues.json: no answer raises",
        ),
        (
            INTERVIEW,
            &|file| {
                file["sections"][2]["questions"][1]["relevant"] =
                    json!({ "answer": { "question": "wishes.inspection", "test": "answered" } });
            },
            "not asked earlier",
        ),
        (
            INTERVIEW,
            &|file| {
                file["sections"][2]["questions"][1]["relevant"] =
                    json!({ "all": [{ "not": { "answer": { "question": "nowhere", "test": "yes" } } }] });
            },
            "relevant.all[0].not: there is no “nowhere”",
        ),
        (
            INTERVIEW,
            &|file| file["sections"][2]["questions"][1]["kind"] = json!({ "one": { "options": [] } }),
            "1 to 9 options",
        ),
        (INTERVIEW, &|file| file["agreement"] = Value::Null, "agreement"),
        (INTERVIEW, &|file| file["colour"] = json!("blue"), "unknown field `colour`"),
        ("clues.json", &|file| file["clues"][0]["family"] = json!("luck"), "no “luck”"),
        ("clues.json", &|file| file["format"] = json!("faisceau-clues/9"), "format"),
        (
            "instrument.json",
            &|file| {
                file["first_things"][0]["when"] =
                    json!({ "answer": { "question": "freedom.door", "test": { "is": "ajar" } } });
            },
            "test does not fit",
        ),
    ];
    for (file, spoil, told) in cases {
        let flaws = flaws(file, spoil);
        assert!(!flaws.is_empty(), "{told}: nothing was found");
        assert!(flaws.iter().any(|flaw| flaw.contains(told)), "{told}: {flaws:?}");
        assert!(flaws.iter().all(|flaw| flaw.contains(".json")), "each names its file: {flaws:?}");
    }
}

#[test]
fn all_flaws_are_told_at_once() {
    let flaws = flaws(INTERVIEW, |file| {
        let question = file.pointer_mut(DOOR).expect("a question");
        question["wording"]["fr"] = json!(" ");
        question["sources"] = json!(["rumour"]);
    });
    assert_eq!(flaws.len(), 2, "{flaws:?}");
    assert!(flaws.iter().all(|flaw| flaw.contains("sections[2].questions[1]")), "{flaws:?}");
}

#[test]
fn a_missing_file_is_named() {
    let mut files = files();
    files.retain(|(name, _)| name != "clues.json");
    assert_eq!(read(&files).err(), Some(vec!["clues.json: the file is missing".to_owned()]));
}

#[test]
fn a_clue_that_no_answer_raises_is_a_flaw() {
    let flaws = flaws("clues.json", |file| {
        let mut silent = file["clues"][0].clone();
        silent["id"] = json!("silent.clue");
        file["clues"].as_array_mut().expect("clues").push(silent);
    });
    assert_eq!(flaws, ["clues.json: no answer raises “silent.clue”"]);
}

#[test]
fn an_instrument_is_public_data_that_says_what_it_rests_on() {
    let instrument = super::driver::association();
    for question in instrument.questions() {
        assert!(!question.sources.is_empty(), "{} names no source", question.id);
    }
    for clue in instrument.clues() {
        assert!(!clue.sources.is_empty() && !clue.eyes.is_empty(), "{}", clue.id);
    }
}
