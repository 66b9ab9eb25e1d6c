//! Files for readers that are not ours. `./dev readers` has them read by DuckDB, Frictionless, pyxform
//! and the published schema of FHIR R4, and compares what they find with what stands here.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use faisceau::instrument::{Language, QuestionIx, Value};
use faisceau::interview::Case;
use faisceau::record::Selection;
use faisceau::record::htcds::{Htcds, Options, Standard};
use faisceau::record::table::Format;
use faisceau::record::xlsform::{Form, workbook};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::json;

use super::fhir::fhir;
use super::htcds::mapping;
use super::tables::tables;
use super::{Memory, f_and_the_bar, shelf, written};
use crate::laws::{led_with, moves};

fn keep(folder: &Path, files: &Memory) {
    fs::create_dir_all(folder).expect("a folder can be made");
    for name in files.names() {
        fs::write(folder.join(&name), files.text(&name)).expect("a file can be written");
    }
}

/// What another reader must find, taken from the cases themselves.
fn expected(cases: &[&Case]) -> serde_json::Value {
    let questions =
        |case: &Case| (0..case.instrument().questions().len()).map(QuestionIx).collect::<Vec<_>>();
    let (mut answers, mut numbers, mut yes, mut options, mut cents) = (0, 0, 0, 0, 0);
    for (case, question) in cases.iter().flat_map(|case| questions(case).into_iter().map(move |q| (case, q)))
    {
        let Some(value) = case.value(question) else { continue };
        answers += 1;
        match value {
            Value::Number(number) => numbers += number,
            Value::YesNo(true) => yes += 1,
            Value::Choices(chosen) => options += chosen.len(),
            Value::Money(money) => cents += money.amount.hundredths(),
            _ => {}
        }
    }
    json!({
        "cases": cases.len(),
        "answers": answers,
        "numbers": numbers,
        "yes": yes,
        "options": options,
        "cents": cents,
    })
}

#[test]
fn every_format_is_written_for_other_readers() {
    let mut runner = TestRunner::deterministic();
    let mut cases = vec![f_and_the_bar()];
    let instrument = Arc::clone(cases[0].instrument());
    for _ in 0..40 {
        let moves = moves().new_tree(&mut runner).expect("moves").current();
        cases.push(led_with(Arc::clone(&instrument), &moves).case);
    }
    let cases: Vec<&Case> = cases.iter().collect();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats");
    if root.exists() {
        fs::remove_dir_all(&root).expect("an old folder can be removed");
    }
    keep(&root.join("csv"), &tables(&cases, Format::Csv, Selection::everything()));
    keep(&root.join("ndjson"), &tables(&cases, Format::Ndjson, Selection::everything()));
    keep(&root.join("fhir"), &fhir(&cases, Selection::everything()));
    let standard = Standard::bundled().expect("sound");
    let by_name = standard.fields.iter().map(|field| field.name.clone()).collect();
    let options = Options { selection: Selection::everything(), by_name, one_hot: true };
    let htcds = written(|folder| Htcds::new(folder, standard, vec![mapping(&instrument)], options), &cases);
    keep(&root.join("htcds"), &htcds);
    fs::create_dir_all(root.join("xlsform")).expect("a folder can be made");
    for instrument in shelf().all() {
        let form = Form::of(&instrument);
        let name = format!("{}-{}.xlsx", instrument.edition.id, instrument.edition.version.as_str());
        let bytes = workbook(&form, Language::Fr).expect("it can be written");
        fs::write(root.join("xlsform").join(name), bytes).expect("a file can be written");
    }
    fs::write(root.join("expected.json"), expected(&cases).to_string()).expect("a file can be written");
}
