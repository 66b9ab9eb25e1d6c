//! Flat tables: one row a case, an answer, a clue.

use std::collections::{BTreeMap, BTreeSet};

use faisceau::instrument::{Period, StageId};
use faisceau::interview::{Case, Command, NotAnswered, SaidBy};
use faisceau::record::table::{Format, Tables};
use faisceau::record::{NotWritten, Part, Precision, Selection, Sink};
use serde_json::Value;

use super::{Memory, f_and_the_bar, golden_folder, shelf, written};
use crate::driver::{Driver, around, euros, months, no, several};

pub fn tables(cases: &[&Case], format: Format, selection: Selection) -> Memory {
    let editions = vec![cases[0].instrument().clone()];
    written(|folder| Tables::new(folder, format, editions, selection), cases)
}

#[test]
fn an_invented_case_is_what_the_repository_keeps() {
    let case = f_and_the_bar();
    let csv = tables(&[&case], Format::Csv, Selection::everything());
    golden_folder("tests/golden/csv", &csv);
    let ndjson = tables(&[&case], Format::Ndjson, Selection::everything());
    golden_folder("tests/golden/ndjson", &ndjson);
    assert_eq!(tables(&[&case], Format::Csv, Selection::everything()).whole(), csv.whole());
}

fn led() -> Driver {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("freedom.door", no());
    driver.answer("pay.amount", euros("412.50", Period::Month));
    driver.answer("work.started", around("2023-02"));
    driver.answer("journey.organised-by", crate::driver::one("self"));
    driver.answer(
        "journey.arrived",
        faisceau::instrument::Value::Date(faisceau::instrument::PartialDate {
            on: "2023-02".parse().expect("a date"),
            around: false,
        }),
    );
    driver.answer("work.lasted", months(7));
    driver.answer("promise.different", several(&["pay", "hours"]));
    driver.answer("work.risks", faisceau::instrument::Value::NoneOfThese);
    driver.skip("violence.physical", NotAnswered::PrefersNot);
    driver.skip("violence.sexual", NotAnswered::NotAsked("not the moment".into()));
    driver.perform(Command::Attribute(driver.question("work.risks"), SaidBy::Document));
    driver.words("freedom.door", "=cmd|' /C calc'!A0");
    driver
}

#[test]
fn each_kind_of_answer_has_its_columns() {
    let driver = led();
    let folder = tables(&[&driver.case], Format::Csv, Selection::default());
    let row = &folder.rows("cases.csv")[0];
    for (column, cell) in [
        ("case", "1"),
        ("instrument", "association"),
        ("opened_on", "2024-03-22"),
        ("agreement_interview", "given"),
        ("freedom_door", "false"),
        ("freedom_door__absent", ""),
        ("pay_amount__amount", "412.50"),
        ("pay_amount__currency", "EUR"),
        ("pay_amount__period", "month"),
        ("work_started", "2023-02"),
        ("work_started__first", ""),
        ("work_started__around", "true"),
        ("journey_arrived__first", "2023-02-01"),
        ("journey_arrived__last", "2023-02-28"),
        ("work_lasted__count", "7"),
        ("work_lasted__unit", "months"),
        ("work_lasted__days", "210"),
        ("promise_different", "pay;hours"),
        ("work_risks", "none_of_these"),
        ("violence_physical", ""),
        ("violence_physical__absent", "asked-declined"),
        ("violence_sexual__absent", "not-asked"),
        ("accident_when__absent", "not-applicable"),
        ("control_phone__absent", "temp-unknown"),
    ] {
        assert_eq!(row[column], cell, "{column}");
    }
    assert!(!row.contains_key("alert_told"), "texts do not leave by default");
    let answers = folder.rows("answers.csv");
    let of = |question: &str| {
        answers.iter().find(|row| row["question"] == question).unwrap_or_else(|| panic!("{question}"))
    };
    assert_eq!(of("freedom.door")["yes"], "false");
    assert_eq!(of("freedom.door")["said_by"], "person");
    assert_eq!(of("work.risks")["said_by"], "document");
    assert_eq!(of("pay.amount")["amount"], "412.50");
    assert_eq!(of("violence.physical")["absent"], "asked-declined");
    assert!(!answers.iter().any(|row| row["question"] == "control.phone"), "a blank is no answer");
}

#[test]
fn words_leave_only_when_selected_and_are_guarded() {
    let driver = led();
    let shy = tables(&[&driver.case], Format::Csv, Selection::default());
    assert!(!shy.whole().contains("calc"));
    let told = tables(&[&driver.case], Format::Csv, Selection::default().with(Part::OwnWords));
    let words = told.rows("answers.csv").into_iter().find(|row| row["question"] == "freedom.door");
    assert_eq!(words.expect("an answer")["own_words"], "'=cmd|' /C calc'!A0");
    let json = tables(&[&driver.case], Format::Ndjson, Selection::default().with(Part::OwnWords));
    assert!(
        json.text("answers.ndjson").contains("\"own_words\":\"=cmd|' /C calc'!A0\""),
        "JSON runs nothing"
    );
}

#[test]
fn dates_can_leave_less_precisely() {
    let driver = led();
    let row = &tables(&[&driver.case], Format::Csv, Selection::default().dates(Precision::Year))
        .rows("cases.csv")[0];
    assert_eq!(row["opened_on"], "2024");
    assert_eq!(row["journey_arrived"], "2023");
    assert_eq!(row["journey_arrived__last"], "2023-12-31");
}

#[test]
fn every_column_is_described_once_and_every_description_has_its_column() {
    let case = f_and_the_bar();
    let folder = tables(&[&case], Format::Csv, Selection::everything());
    let mut described: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in folder.rows("codebook.csv") {
        assert!(!row["meaning_fr"].is_empty() && !row["meaning_en"].is_empty(), "{row:?}");
        assert!(!row["source"].is_empty() && !row["type"].is_empty(), "{row:?}");
        let lists = row["type"].ends_with(" of");
        assert!(!lists || !row["allowed"].is_empty(), "{row:?}");
        let count = |field: &str| row[field].split(" | ").count();
        assert!(
            !lists || (count("allowed") == count("labels_fr") && count("allowed") == count("labels_en")),
            "{row:?}"
        );
        let new = described.entry(row["file"].clone()).or_default().insert(row["column"].clone());
        assert!(new, "{} is described twice", row["column"]);
    }
    let package: Value = serde_json::from_str(&folder.text("datapackage.json")).expect("JSON");
    for table in ["cases", "answers", "clues"] {
        let header: BTreeSet<String> = folder.rows(&format!("{table}.csv"))[0].keys().cloned().collect();
        assert_eq!(described[table], header, "{table}");
        let resources = package["resources"].as_array().expect("resources");
        let resource = resources.iter().find(|resource| resource["name"] == table).expect("a resource");
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let fields: BTreeSet<_> =
            fields.iter().map(|field| field["name"].as_str().expect("a name").to_owned()).collect();
        assert_eq!(fields, header, "{table}");
    }
}

#[test]
fn a_case_of_another_edition_is_named_and_the_next_one_is_still_written() {
    let driver = led();
    let folder = Memory::default();
    let mut sink =
        Tables::new(folder.clone(), Format::Csv, Vec::new(), Selection::default()).expect("it starts");
    let refused = sink.add(&driver.case);
    assert!(
        matches!(refused, Err(NotWritten::Edition(edition)) if edition == driver.case.instrument().edition)
    );
    sink.finish().expect("it ends");
    assert_eq!(folder.rows("cases.csv").len(), 0);
}

#[test]
fn several_editions_make_one_table() {
    let driver = led();
    let all = vec![driver.case.instrument().clone(), shelf().newest().expect("an edition")];
    let folder = written(
        |folder| Tables::new(folder, Format::Csv, all, Selection::default()),
        &[&driver.case, &driver.case],
    );
    let cases = folder.rows("cases.csv");
    assert_eq!(cases.iter().map(|row| row["case"].as_str()).collect::<Vec<_>>(), ["1", "2"]);
}
