//! What stands on the page before a case leaves, and what is said of what does not.

use std::collections::BTreeMap;

use faisceau::findings::Findings;
use faisceau::instrument::{Instrument, Language, OptionId, Shelf, StageId, Value};
use faisceau::interview::{Recipient, Selection};
use faisceau::record::{self, delicate, texts_to_read};

use super::cases::newest;
use super::search::assessment;
use super::{promised, usual};
use crate::driver::Driver;
use crate::formats::leaks::every_format;

/// A case with no papers and no money at first, an accident without care, and words beside each.
fn without_papers() -> Driver {
    let mut driver = Driver::with(newest());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver.answer("situation.then", crate::driver::several(&["no-money", "no-papers"]));
    driver.words("situation.then", "they knew that I had no permit");
    driver.answer("vulnerability.used-need", crate::driver::several(&["stay"]));
    driver.answer("documents.happened", crate::driver::several(&["taken-before"]));
    driver.answer("documents.during", crate::driver::one("none-then"));
    driver.answer("work.day", Value::Note("I had no papers, so I worked from five".into()));
    driver
}

#[test]
fn what_is_taken_out_of_an_answer_is_told_as_not_passed_on_and_never_as_a_no() {
    let case = without_papers().case;
    let selection = usual(&case, Recipient::LabourInspectorate);
    let (cut, withheld) = case.selected(&selection);
    let find = |id: &str| case.instrument().find(&id.into()).expect("a question");
    let then = cut.entry(find("situation.then"));
    let Some(Value::ChoicesInPart(part)) = then.value() else { panic!("{then:?}") };
    assert_eq!(part.chosen, [OptionId::from("no-money")]);
    assert!(!part.not_chosen.iter().any(|id| id.as_str() == "no-papers"));
    assert!(then.own_words.is_empty(), "what is written beside it could tell the rest");
    for emptied in ["vulnerability.used-need", "documents.during"] {
        assert!(cut.entry(find(emptied)).is_blank(), "{emptied}");
        assert!(withheld.withholds(&emptied.into()), "{emptied} is told as withheld");
    }
    let absent = Findings::of(&cut)
        .clue(case.instrument().find_clue(&"situation.irregular-stay".into()).expect("a clue"))
        .state;
    assert!(absent.is_open(), "not known, and not ruled out");

    let formats: BTreeMap<_, _> = every_format(&case, &selection).into_iter().collect();
    let rows = formats["csv"].rows("answers.csv");
    let row = rows.iter().find(|row| row["question"] == "situation.then").expect("a row");
    assert_eq!((row["options"].as_str(), row["absent"].as_str()), ("no-money", "masked"));
    assert!(!rows.iter().any(|row| row["question"] == "documents.during"));
    let responses = formats["fhir"].text("responses.ndjson");
    assert!(responses.contains("data-absent-reason") && responses.contains("masked"));
    let report = formats["report"].text("report-fr.html");
    assert!(report.contains("Sans ressources (le reste n’est pas communiqué)"), "in words");
    let document = assessment(&case, Recipient::LabourInspectorate, &selection);
    let text = serde_json::to_string_pretty(&document).expect("JSON") + "\n";
    let again = record::read(text.as_bytes(), &Shelf::bundled()).expect("it is taken in");
    assert_eq!(assessment(&again, Recipient::LabourInspectorate, &Selection::everything()), document);
}

#[test]
fn a_text_leaves_to_who_is_promised_something_only_once_it_was_read() {
    let case = without_papers().case;
    let selection = usual(&case, Recipient::LabourInspectorate);
    let find = |id: &str| case.instrument().find(&id.into()).expect("a question");
    let note = |selection: &Selection| case.selected(selection).0.entry(find("work.day")).value().cloned();
    assert_eq!(note(&selection), Some(Value::Note(Selection::WITHHELD.into())), "answered, and not read");
    let texts = texts_to_read(&case, &selection);
    let offered: Vec<_> = texts.iter().map(|text| (text.question, text.read)).collect();
    assert_eq!(offered, [(find("work.day"), false)], "under what leaves in part nothing is even offered");
    let read = selection.text_read(&"work.day".into(), true);
    assert_eq!(note(&read), case.entry(find("work.day")).value().cloned());
    assert!(texts_to_read(&case, &usual(&case, Recipient::Lawyer)).is_empty(), "a lawyer gets them all");
}

#[test]
fn what_is_still_delicate_is_named_and_taken_out_with_one_tick() {
    let case = without_papers().case;
    for recipient in [Recipient::Association, Recipient::Lawyer] {
        let selection = usual(&case, recipient);
        let found = delicate(&case.selected(&selection).0);
        let words: Vec<_> =
            found.iter().map(|one| one.words(&case.selected(&selection).0, Language::En)).collect();
        assert!(words.iter().any(|words| words.ends_with("Without papers")), "{words:?}");
        let after = found.iter().fold(selection, |selection, one| one.taken_out(&case, selection));
        assert_eq!(delicate(&case.selected(&after).0), []);
        let said = serde_json::to_string(&after).expect("JSON");
        assert!(!said.contains("no-papers"), "which of its options was taken out is not told: {said}");
    }
    for recipient in [Recipient::LabourInspectorate, Recipient::Statistics] {
        let promised = promised(recipient);
        let found = delicate(&case.selected(&usual(&case, recipient)).0);
        assert!(found.iter().all(|one| !one.topics.meets(promised)), "{found:?}");
    }
}

#[test]
fn an_option_or_a_clue_that_speaks_of_a_delicate_topic_must_be_tagged() {
    let edition = newest().edition.clone();
    let files = Shelf::files(&edition);
    let with = |file: &str, from: &str, to: &str| -> Vec<String> {
        let changed: Vec<_> = files
            .iter()
            .map(|(name, text)| {
                let text = if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() };
                ((*name).to_owned(), text)
            })
            .collect();
        let changed: Vec<_> = changed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        Instrument::check(&changed)
            .into_iter()
            .filter(|flaw| !flaw.fault.is_remark())
            .map(|flaw| flaw.to_string())
            .collect()
    };
    assert_eq!(with("clues.json", "", ""), Vec::<String>::new(), "as it is, it is sound");
    // A new option that speaks of papers, in one language.
    let told =
        with("stages/questionnaire.json", "\"fr\":\"Sans ressources\"", "\"fr\":\"Sans titre de séjour\"");
    assert!(
        told.iter().any(|flaw| flaw.contains("option situation.then/no-money") && flaw.contains("stay")),
        "{told:?}"
    );
    // A tag that is taken away.
    let told =
        with("topics.json", "\"health\":[\"health\"],\"no-papers\":[\"stay\"]}", "\"health\":[\"health\"]}");
    assert!(told.iter().any(|flaw| flaw.contains("option situation.then/no-papers")), "{told:?}");
    assert!(told.iter().any(|flaw| flaw.contains("clue situation.irregular-stay")), "{told:?}");
    // A clue tagged though an untagged answer raises it.
    let told = with("topics.json", "\"clues\":{", "\"clues\":{\"pay.none\":[\"stay\"],");
    assert!(told.iter().any(|flaw| flaw.contains("clue pay.none")), "{told:?}");
    let told = with("topics.json", "faisceau-topics/1", "faisceau-topics/9");
    assert!(told.iter().any(|flaw| flaw.contains("format")), "{told:?}");
    let without: Vec<_> = files.iter().filter(|(name, _)| *name != "topics.json").copied().collect();
    assert!(Instrument::check(&without).iter().any(|flaw| flaw.place == "topics.json"));
}
