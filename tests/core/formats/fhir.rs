//! FHIR R4.

use std::collections::{BTreeMap, BTreeSet};

use faisceau::instrument::{Instrument, Kind, Language, StageId};
use faisceau::interview::{Case, NotAnswered};
use faisceau::record::Selection;
use faisceau::record::fhir::{Fhir, questionnaire, untold};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Memory, f_and_the_bar, golden, shelf, written};
use crate::driver::{Driver, no, several};
use crate::laws::{led, moves};

pub fn fhir(cases: &[&Case], selection: Selection) -> Memory {
    let editions = vec![cases[0].instrument().clone()];
    written(|folder| Fhir::new(folder, editions, selection, Language::En), cases)
}

fn responses(cases: &[&Case], selection: Selection) -> Vec<Value> {
    let lines = fhir(cases, selection).text("responses.ndjson");
    lines.lines().map(|line| serde_json::from_str(line).expect("one resource a line")).collect()
}

/// Every item under an element, with the items that hold it.
fn items<'a>(element: &'a Value, found: &mut Vec<&'a Value>) {
    for item in element["item"].as_array().into_iter().flatten() {
        found.push(item);
        items(item, found);
        for answer in item["answer"].as_array().into_iter().flatten() {
            items(answer, found);
        }
    }
}

fn by_link(element: &Value) -> BTreeMap<&str, &Value> {
    let mut found = Vec::new();
    items(element, &mut found);
    let count = found.len();
    let by: BTreeMap<_, _> =
        found.into_iter().map(|item| (item["linkId"].as_str().expect("a name"), item)).collect();
    assert_eq!(by.len(), count, "names of items are unique");
    by
}

/// FHIR takes no blank but the plain space.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_questionnaire_holds_to_the_rules_that_no_schema_tells() {
    for instrument in shelf().all() {
        let questionnaire = questionnaire(&instrument, Language::En);
        let items = by_link(&questionnaire);
        for question in instrument.questions() {
            let item = items[question.id.as_str()];
            assert_eq!(item["text"], spaced(&question.wording.en));
            let translated = &item["_text"]["extension"][0]["extension"][1]["valueString"];
            assert_eq!(*translated, spaced(&question.wording.fr));
            assert_eq!(item["repeats"] == json!(true), matches!(question.kind, Kind::Several { .. }));
        }
        for (name, item) in &items {
            let kind = item["type"].as_str().expect("a type");
            assert_eq!(kind == "choice", item.get("answerOption").is_some(), "{name}");
            assert!(kind != "group" || item["item"].as_array().is_some_and(|inside| !inside.is_empty()));
            assert!(kind != "display" || item.get("item").is_none(), "{name}");
            let tests = item["enableWhen"].as_array().map_or(&[][..], Vec::as_slice);
            assert_eq!(tests.len() > 1, item.get("enableBehavior").is_some(), "{name}");
            for test in tests {
                let seen = items.get(test["question"].as_str().expect("a name"));
                let seen = seen.unwrap_or_else(|| panic!("{name} looks at nothing"));
                let coded = test.get("answerCoding").is_some();
                assert!(!coded || seen["type"] == "choice", "{name}");
                if coded {
                    let code = &test["answerCoding"]["code"];
                    let offered = seen["answerOption"].as_array().expect("options");
                    assert!(
                        offered.iter().any(|option| option["valueCoding"]["code"] == *code),
                        "{name}: {code}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_condition_is_held_or_told() {
    for instrument in shelf().all() {
        let questionnaire = questionnaire(&instrument, Language::Fr);
        let items = by_link(&questionnaire);
        let untold: BTreeSet<_> = untold(&instrument)
            .into_iter()
            .map(|question| instrument.question(question).id.clone())
            .collect();
        for question in instrument.questions().iter().filter(|question| question.relevant.is_some()) {
            let item = items[question.id.as_str()];
            let expression = item["extension"].as_array().into_iter().flatten().any(|extension| {
                extension["url"].as_str().is_some_and(|url| url.ends_with("enableWhenExpression"))
            });
            let held = item.get("enableWhen").is_some() || expression;
            assert_ne!(held, untold.contains(&question.id), "{}", question.id);
        }
    }
    let first = shelf().all().next().expect("an edition");
    assert!(untold(&first).is_empty(), "the first edition loses no condition");
}

#[test]
fn an_invented_case_is_what_the_repository_keeps() {
    let case = f_and_the_bar();
    let [response] = &responses(&[&case], Selection::default())[..] else { panic!("one case") };
    let mut text = serde_json::to_string_pretty(response).expect("JSON");
    text.push('\n');
    golden("tests/golden/fhir/response.json", &text);
}

#[test]
fn a_silence_says_why() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("freedom.door", no());
    driver.answer("violence.words", several(&["blows"]));
    driver.skip("violence.physical", NotAnswered::PrefersNot);
    driver.skip("control.phone", NotAnswered::DoesNotKnow);
    let response = responses(&[&driver.case], Selection::default()).remove(0);
    let items = by_link(&response);
    assert_eq!(items["freedom.door"]["answer"], json!([{ "valueBoolean": false }]));
    assert_eq!(items["violence.physical"]["extension"][0]["valueCode"], "asked-declined");
    assert_eq!(items["control.phone"]["extension"][0]["valueCode"], "asked-unknown");
    assert!(!items.contains_key("control.family"), "a blank is no item");
    assert_eq!(response["status"], "in-progress");
}

#[test]
fn without_agreement_there_is_the_refusal_alone() {
    let mut driver = Driver::agreed(&[StageId::Alert]);
    driver.refuse(StageId::Questionnaire);
    let response = responses(&[&driver.case], Selection::default()).remove(0);
    let items = by_link(&response);
    assert_eq!(items["agreement/questionnaire"]["answer"], json!([{ "valueBoolean": false }]));
    assert_eq!(items["questionnaire"]["item"].as_array().map(Vec::len), Some(1));
    assert!(!items.contains_key("interview"));
}

fn fits(instrument: &Instrument, items: &BTreeMap<&str, &Value>, response: &Value) {
    for (name, item) in by_link(response) {
        let asked =
            items.get(name).unwrap_or_else(|| panic!("{name} is not asked in {}", instrument.edition.id));
        let kind = asked["type"].as_str().expect("a type");
        let answers = item["answer"].as_array().map_or(&[][..], Vec::as_slice);
        assert!(answers.len() <= 1 || asked["repeats"] == json!(true), "{name}");
        for answer in answers {
            let value = match kind {
                "boolean" => "valueBoolean",
                "choice" => "valueCoding",
                "integer" => "valueInteger",
                "quantity" => "valueQuantity",
                "date" => "valueDate",
                _ => "valueString",
            };
            assert!(answer.get(value).is_some(), "{name}: {answer}");
            if kind == "choice" {
                let offered = asked["answerOption"].as_array().expect("options").iter();
                let mut offered =
                    offered.map(|option| (&option["valueCoding"]["system"], &option["valueCoding"]["code"]));
                let coding = &answer[value];
                assert!(
                    offered.any(|known| known == (&coding["system"], &coding["code"])),
                    "{name}: {coding}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_response_fits_its_questionnaire(moves in moves()) {
        let driver = led(&moves);
        let instrument = driver.case.instrument();
        let questionnaire = questionnaire(instrument, Language::En);
        let items = by_link(&questionnaire);
        let response = responses(&[&driver.case], Selection::everything()).remove(0);
        prop_assert_eq!(
            &response["questionnaire"],
            &json!(format!(
                "{}|{}",
                questionnaire["url"].as_str().expect("an address"),
                questionnaire["version"].as_str().expect("a version")
            ))
        );
        fits(instrument, &items, &response);
    }
}
