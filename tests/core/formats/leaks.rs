//! What never leaves: marked words are written everywhere, and every format is searched for them.

use std::io::Write;

use faisceau::findings::Findings;
use faisceau::instrument::{Kind, Language, QuestionIx, Value};
use faisceau::interview::{
    Answer, Case, Command, Decision, Form, Leaving, NotAnswered, Permission, Recipient, Sealing, Standing,
};
use faisceau::record::htcds::{Options, Standard};
use faisceau::record::report::{report, summary};
use faisceau::record::table::Format;
use faisceau::record::{Assessment, Digest, Folder, Part, Selection, own_copy};
use proptest::prelude::*;

use super::Memory;
use super::fhir::fhir;
use super::htcds::htcds;
use super::tables::tables;
use crate::driver::Driver;
use crate::laws::{led, moves};

/// A case with words of each part marked by the part's name.
fn marked(driver: &mut Driver) {
    for question in (0..driver.case.instrument().questions().len()).map(QuestionIx) {
        driver.wait(3);
        let kind = driver.case.instrument().question(question).kind.clone();
        let text = match kind {
            Kind::Text => Some(Value::Text("=MarkTexts".into())),
            Kind::Note => Some(Value::Note("\t=MarkTexts\r\nmore".into())),
            _ => None,
        };
        if let Some(text) = text {
            let _ = driver.attempt(Command::Answer(question, Some(Answer::Value(text))));
        } else if question.0 % 5 == 3 {
            let silence = NotAnswered::NotAsked("+MarkObserved".into());
            let _ = driver.attempt(Command::Answer(question, Some(Answer::NotAnswered(silence))));
        }
        let refused = question.0 % 7 == 2;
        if refused {
            let declined = Answer::NotAnswered(NotAnswered::PrefersNot);
            let _ = driver.attempt(Command::Answer(question, Some(declined)));
        }
        let words = if refused { "MarkRefused" } else { "@MarkOwnWords" };
        let _ = driver.attempt(Command::OwnWords(question, words.into()));
        let _ = driver.attempt(Command::Observe(question, "-MarkObserved".into()));
    }
    driver.perform(Command::Rename("MarkCaseName".into()));
    driver.perform(Command::Decide(Decision {
        decided_by: "MarkNames".into(),
        reasons: "＝MarkReasons".into(),
        redirection_reason: "MarkReasons".into(),
        ..Decision::default()
    }));
}

/// Marks what does not stand any more.
fn set_aside(driver: &mut Driver) {
    driver.answer("accident.any", crate::driver::one("declared"));
    driver.words("accident.after", "MarkSetAside");
    driver.answer("accident.any", crate::driver::one("none"));
    assert_eq!(driver.case.standing(driver.question("accident.after")), Standing::NotRelevant);
}

/// A case in every format that someone can get, as far as a selection takes it.
pub fn every_format(case: &Case, selection: &Selection) -> Vec<(&'static str, Memory)> {
    let by_name = Standard::bundled().expect("sound").fields.into_iter().map(|field| field.name).collect();
    let options = Options { selection: selection.clone(), one_hot: true, ..Options::default() };
    vec![
        ("report", paper(case, selection)),
        ("assessment", assessment(case, selection)),
        ("htcds", htcds(case, options.clone())),
        ("htcds, every field by name", htcds(case, Options { by_name, ..options })),
        ("csv", tables(&[case], Format::Csv, selection.clone())),
        ("ndjson", tables(&[case], Format::Ndjson, selection.clone())),
        ("fhir", fhir(&[case], selection.clone())),
    ]
}

/// The report, its summary and the person's own copy, in both languages.
fn paper(case: &Case, selection: &Selection) -> Memory {
    let mut folder = Memory::default();
    for language in Language::ALL {
        for (name, sheet) in [
            ("report", report(case, selection, language)),
            ("summary", summary(case, selection, language)),
            ("copy", own_copy(&passed_on(case, selection), language)),
        ] {
            let mut file = folder.create(&format!("{name}-{}.html", language.tag())).expect("it is started");
            file.write_all(sheet.to_html().as_bytes()).expect("it is written");
        }
    }
    folder
}

/// The assessment, and its digest.
fn assessment(case: &Case, selection: &Selection) -> Memory {
    let mut folder = Memory::default();
    let left = passed_on(case, selection);
    for (name, text) in [
        ("assessment.json", Assessment::of(&left, &Findings::of(&left)).to_json()),
        ("digest.txt", Digest::of_case(&left).to_string()),
    ] {
        let mut file = folder.create(name).expect("it is started");
        file.write_all(text.as_bytes()).expect("it is written");
    }
    folder
}

fn passed_on(case: &Case, selection: &Selection) -> Case {
    case.passed_on(&Leaving {
        at: case.changed_at(),
        recipient: Recipient::Association,
        selection: selection.clone(),
        permission: Permission::Asked(Form::Spoken),
        sealing: Sealing::Key,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_part_leaves_that_was_not_selected(moves in moves()) {
        let mut driver = led(&moves);
        for stage in faisceau::instrument::StageId::ASKING {
            let agreement = driver.agreement(stage);
            let _ = driver.attempt(Command::Agree(stage, agreement));
        }
        marked(&mut driver);
        set_aside(&mut driver);
        let mark = |part: Part| format!("Mark{part:?}");
        let mut selections = vec![(Selection::default(), None)];
        let words = [
            Part::CaseName, Part::Texts, Part::OwnWords, Part::Observed, Part::Names, Part::Reasons,
        ];
        selections.extend(words.map(|part| (Selection::default().with(part), Some(part))));
        for (selection, selected) in selections {
            for (format, folder) in every_format(&driver.case, &selection) {
                let whole = folder.whole();
                prop_assert!(!whole.contains("MarkSetAside") && !whole.contains("MarkRefused"), "{}", format);
                for part in words.into_iter().filter(|part| Some(*part) != selected) {
                    prop_assert!(!whole.contains(&mark(part)), "{}: {:?} with {:?}", format, part, selected);
                }
                if let (Some(part), "csv" | "report") = (selected, format) {
                    prop_assert!(whole.contains(&mark(part)), "{:?} was selected", part);
                }
            }
        }
    }

    #[test]
    fn no_cell_runs_in_a_spreadsheet_and_equal_cases_give_equal_bytes(moves in moves()) {
        let mut driver = led(&moves);
        marked(&mut driver);
        let everything = Selection::everything();
        let again = every_format(&driver.case, &everything);
        for ((format, folder), (_, again)) in every_format(&driver.case, &everything).into_iter().zip(again) {
            prop_assert_eq!(folder.whole(), again.whole(), "{}", format);
            for name in folder.tables() {
                for (column, cell) in folder.rows(&name).into_iter().flatten() {
                    let runs = cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']);
                    prop_assert!(!runs || cell.parse::<f64>().is_ok(), "{} {}: {:?}", name, column, cell);
                }
            }
        }
    }
}
