//! The cases on which promises are held: golden ones, the corpus, and some in which all is told.

use std::sync::Arc;

use faisceau::instrument::{ClueIx, Instrument, Kind, QuestionIx, Shelf, StageId, Value};
use faisceau::interview::{Answer, Case, Command, Decision, Moment, Need, Outcome, SetClue, SetState};
use faisceau::record;

use crate::driver::{Driver, NOON};
use crate::formats::f_and_the_bar;
use crate::laws::value;

pub fn newest() -> Arc<Instrument> {
    Shelf::bundled().newest().expect("an edition")
}

/// Opens a case of an edition, with all agreements, and gives it these answers in their order; what is
/// refused is left out.
pub fn case_of(instrument: &Arc<Instrument>, answers: &[(QuestionIx, Answer)]) -> Case {
    let driver = Driver::with(Arc::clone(instrument));
    let agreements = StageId::ASKING.map(|stage| (stage, driver.agreement(stage)));
    let mut case = driver.case;
    let mut clock = NOON;
    let mut now = || {
        clock += 10_000;
        Moment::from_unix(clock, 60)
    };
    for (stage, agreement) in agreements {
        case.perform(Command::Agree(stage, agreement), now()).expect("agreed to");
    }
    for (question, answer) in answers {
        let _ = case.perform(Command::Answer(*question, Some(answer.clone())), now());
    }
    case
}

/// An answer to every question, the most that can be ticked; `seed` draws the rest.
pub fn full(instrument: &Arc<Instrument>, seed: u64) -> Vec<(QuestionIx, Answer)> {
    let all = |at: QuestionIx| {
        let kind = &instrument.question(at).kind;
        let drawn = match kind {
            Kind::Several { options } => Value::Choices(options.iter().map(|it| it.id.clone()).collect()),
            kind => value(kind, seed.wrapping_mul(31).wrapping_add(at.0 as u64)),
        };
        (at, Answer::Value(drawn))
    };
    (0..instrument.questions().len()).map(QuestionIx).map(all).collect()
}

/// The cases of `tests/golden/cases`, as far as their cells are read here: numbers, choices, yes and no.
pub fn golden_cases() -> Vec<(String, Case)> {
    let instrument = newest();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/cases");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|end| end != "csv") {
            continue;
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(&path).expect("a table");
        let mut answers = Vec::new();
        for record in reader.records().map(|record| record.expect("a row")) {
            let Some(at) = instrument.find(&record[0].into()) else { continue };
            let cell = record[1].trim();
            let read = match &instrument.question(at).kind {
                Kind::YesNo => Some(Value::YesNo(cell == "yes")),
                Kind::One { .. } => Some(Value::Choice(cell.into())),
                Kind::Several { .. } if cell == "none_of_these" => Some(Value::NoneOfThese),
                Kind::Several { options } => {
                    let chosen: Vec<_> = cell.split(';').map(str::trim).collect();
                    let ids = options.iter().map(|option| option.id.clone());
                    Some(Value::Choices(ids.filter(|id| chosen.contains(&id.as_str())).collect()))
                }
                Kind::Number { .. } => cell.parse().ok().map(Value::Number),
                Kind::Text => Some(Value::Text(cell.into())),
                Kind::Note => Some(Value::Note(cell.into())),
                _ => None,
            };
            answers.extend(read.map(|read| (at, Answer::Value(read))));
        }
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(answers.len() > 5, "{name} is read");
        found.push((name, case_of(&instrument, &answers)));
    }
    assert_eq!(found.len(), 12);
    found
}

/// The documents of the corpus that can be taken in, of earlier versions and of an earlier edition.
pub fn corpus() -> Vec<(String, Case)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let files =
        std::fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("a file").path());
    let taken = files.filter(|path| path.extension().is_some_and(|end| end == "json")).filter_map(|path| {
        let bytes = std::fs::read(&path).expect("a file");
        let case = record::read(&bytes, &Shelf::bundled()).ok()?;
        Some((path.file_name().expect("a name").to_string_lossy().into_owned(), case))
    });
    let taken: Vec<_> = taken.collect();
    assert!(taken.len() >= 4, "{}", taken.len());
    taken
}

pub fn every_case() -> Vec<(String, Case)> {
    let mut cases = golden_cases();
    cases.extend(corpus());
    cases.push(("F and the bar".into(), f_and_the_bar()));
    for instrument in Shelf::bundled().all() {
        let version = instrument.edition.version.as_str().to_owned();
        for seed in 0..3 {
            cases.push((format!("full {version} {seed}"), case_of(&instrument, &full(&instrument, seed))));
        }
    }
    for (_, case) in &mut cases {
        tell_around(case);
    }
    cases
}

/// Sets every clue, asks for every need, and redirects where that tells most.
pub fn tell_around(case: &mut Case) {
    let now = case.changed_at();
    for clue in (0..case.instrument().clues().len()).map(ClueIx) {
        let set = SetClue { state: SetState::Present, reason: "seen".into() };
        let _ = case.perform(Command::SetClue(clue, Some(set)), now);
    }
    let decision = Decision {
        outcome: Some(Outcome::Redirection),
        redirected_to: Some("legal-aid".into()),
        redirection_reason: "better placed".into(),
        needs: Need::ALL.into(),
        reasons: "because".into(),
        decided_by: "Alma".into(),
        ..Decision::default()
    };
    let _ = case.perform(Command::Decide(decision), now);
}
