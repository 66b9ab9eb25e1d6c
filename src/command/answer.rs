//! `answer`: an assessment from a simple table, so that a published case can be run through the lenses
//! without clicking.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::fault::{Fault, TableFault, takes};
use super::{Printed, Tongue, cell, edition, name, read};
use crate::findings::Findings;
use crate::instrument::{Edition, Instrument, Language, QuestionId, QuestionIx, StageId, TrackId, excess};
use crate::interview::{Agreement, Answer, Case, Command, Event, Form, Happening, Moment, Refusal, SaidBy};
use crate::record::Assessment;
use crate::wording;

const COLUMNS: &[&str] = &["question", "answer", "own_words", "said_by", "observed"];
/// What is put down as the agreement, which a table does not hold.
const ASSUMED: &str = "assumed: built from a table";

/// Builds an assessment from a table of answers.
#[derive(Args)]
#[command(after_help = "\
The table is CSV with a first line `question,answer`; the columns own_words, said_by (person,
whistle_blower, document, observed) and observed may follow. Rows may stand in any order. An answer is
  yes, no                 to yes or no
  domestic                the option’s name, to one of several (`faisceau questions --options` lists them)
  danger;hurt             options joined by “;”, or none_of_these, to several of several
  14                      a number                400 EUR month     money
  2011-03, around 2011    a date                  12 years          a length of time
  does_not_know, prefers_not, not_asked: REASON   to any question
The agreement to each stage is assumed, and the document says so. Answers to questions that the other
answers make irrelevant are left out, and told.

Examples:
  faisceau answer case.csv > case.json
  faisceau answer case.csv | faisceau assess -")]
pub(super) struct Call {
    /// The table, or - for standard input.
    table: PathBuf,
    /// The edition of the instrument, as association@2.0.0; the newest by default.
    #[arg(long, value_name = "EDITION")]
    instrument: Option<String>,
    /// The pseudonym or number of the case.
    #[arg(long, default_value = "Table", value_parser = case_name)]
    name: String,
    /// The moment at which everything is put down: the same table and moment give the same bytes.
    #[arg(long, value_name = "MOMENT", default_value = "2000-01-01T00:00:00Z")]
    at: String,
    /// The language that the case is led in.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

/// A name that a case takes.
fn case_name(told: &str) -> Result<String, String> {
    match told.trim() {
        "" => Err("a case has a name: a pseudonym or a number".to_owned()),
        name if excess(name, Case::NAME) > 0 => Err(format!("longer than {} characters", Case::NAME)),
        name => Ok(name.to_owned()),
    }
}

/// One row of the table.
struct Row {
    line: u64,
    answer: Option<Answer>,
    own_words: String,
    observed: String,
    said_by: Option<SaidBy>,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let instrument = edition(call.instrument.as_deref())?;
    let at: Moment = serde_json::from_value(serde_json::Value::String(call.at.clone()))
        .map_err(|_| vec![Fault::NotAMoment(call.at.clone())])?;
    let bytes = read(&call.table)?;
    let file = name(&call.table);
    let rows = rows(&bytes, &instrument).map_err(|faults| {
        let in_file = |(line, fault)| Fault::Table { file: file.clone(), line, fault };
        faults.into_iter().map(in_file).collect::<Vec<_>>()
    })?;
    let language = call.language.into();
    let opened = Happening::Opened {
        name: call.name.clone(),
        edition: Edition { ..instrument.edition.clone() },
        language,
        number: None,
    };
    let mut case =
        Case::open(instrument, &Event { at, what: opened }).map_err(|misfit| vec![Fault::NoCase(misfit)])?;
    let beside = fill(&mut case, rows, at, &file, language)?;
    Ok(Printed { out: Assessment::of(&case, &Findings::of(&case)).to_json(), beside, flawed: false })
}

/// Puts everything down, in the order of the document, and tells what is left out.
fn fill(
    case: &mut Case,
    rows: BTreeMap<QuestionIx, Row>,
    at: Moment,
    file: &str,
    language: Language,
) -> Result<Vec<String>, Vec<Fault>> {
    for stage in StageId::ASKING {
        let uses = case.instrument().stage(stage).asking.iter().flat_map(|asking| &asking.uses);
        let agreement = Agreement {
            explained_by: ASSUMED.to_owned(),
            language: ASSUMED.to_owned(),
            interpreter: String::new(),
            form: Form::Spoken,
            uses: uses.map(|offered| offered.id.clone()).collect(),
        };
        // An agreement that says all that is needed is taken.
        let _ = case.perform(Command::Agree(stage, agreement), at);
    }
    let (mut beside, mut faults) = (Vec::new(), Vec::new());
    for (question, row) in rows {
        let asked = case.instrument().question(question);
        let (id, told) = (asked.id.clone(), row.answer.clone());
        let takes = takes(&asked.kind);
        let cell = told.as_ref().map(|told| wording::answer(&asked.kind, told, language)).unwrap_or_default();
        let wrong = |fault| Fault::Table { file: file.to_owned(), line: row.line, fault };
        let said_by = row.said_by.map(|said_by| Command::Attribute(question, said_by));
        let commands = [
            Some(Command::Answer(question, told)),
            (!row.own_words.is_empty()).then(|| Command::OwnWords(question, row.own_words.clone())),
            (!row.observed.is_empty()).then(|| Command::Observe(question, row.observed.clone())),
            said_by,
        ];
        for command in commands.into_iter().flatten() {
            match case.perform(command, at) {
                Ok(_) | Err(Refusal::AlreadySo | Refusal::Nothing) => {}
                Err(Refusal::NotRelevant) => {
                    let line = row.line;
                    beside.push(format!(
                        "{file}:{line}: “{id}” is not asked in this case, after the other answers: left out"
                    ));
                    break;
                }
                Err(Refusal::TooLong(most)) => faults.push(wrong(TableFault::TooLong(most))),
                Err(_) => {
                    let cell = cell.clone();
                    faults.push(wrong(TableFault::NotAnAnswer {
                        column: "answer",
                        cell,
                        takes: takes.clone(),
                    }));
                    break;
                }
            }
        }
    }
    if faults.is_empty() { Ok(beside) } else { Err(faults) }
}

/// The rows by their questions; or every fault, each with its line.
fn rows(bytes: &[u8], instrument: &Instrument) -> Result<BTreeMap<QuestionIx, Row>, Vec<(u64, TableFault)>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::Headers).flexible(false).from_reader(bytes);
    let line_of = |error: &csv::Error| error.position().map_or(1, csv::Position::line);
    let header = reader
        .headers()
        .map_err(|error| vec![(line_of(&error), TableFault::NotATable(error.into()))])?
        .clone();
    let mut faults = Vec::new();
    for named in &header {
        let named = named.trim_start_matches('\u{feff}');
        if !COLUMNS.contains(&named) {
            faults.push((1, TableFault::OtherColumn { named: named.to_owned(), known: COLUMNS }));
        }
    }
    let column = |name: &str| header.iter().position(|named| named.trim_start_matches('\u{feff}') == name);
    let (asked, told) = (column("question"), column("answer"));
    faults.extend(asked.is_none().then_some((1, TableFault::NoColumn("question"))));
    faults.extend(told.is_none().then_some((1, TableFault::NoColumn("answer"))));
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut rows: BTreeMap<QuestionIx, Row> = BTreeMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push((line_of(&error), TableFault::NotATable(error.into())));
                continue;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let named = cell(asked);
        let Some(question) = instrument.find(&QuestionId::from(named)) else {
            let nearest = nearest(named, instrument);
            faults.push((line, TableFault::NoQuestion { named: named.to_owned(), nearest }));
            continue;
        };
        if let Some(first) = rows.get(&question) {
            faults.push((line, TableFault::Twice { question: named.to_owned(), first: first.line }));
            continue;
        }
        let kind = &instrument.question(question).kind;
        let answer = match cell(told) {
            "" => None,
            told => match cell::answer_of(kind, told) {
                Ok(answer) => Some(answer),
                Err(fault) => {
                    faults.push((line, fault));
                    continue;
                }
            },
        };
        let said_by = match cell(column("said_by")) {
            "" => None,
            told => {
                let said_by = cell::said_by(told);
                if said_by.is_none() {
                    let takes = "person, whistle_blower, document or observed".to_owned();
                    let cell = told.to_owned();
                    faults.push((line, TableFault::NotAnAnswer { column: "said_by", cell, takes }));
                    continue;
                }
                said_by
            }
        };
        let words = |name: &str| cell(column(name)).to_owned();
        let (own_words, observed) = (words("own_words"), words("observed"));
        rows.insert(question, Row { line, answer, own_words, observed, said_by });
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// The question whose name is nearest, if one is near.
fn nearest(named: &str, instrument: &Instrument) -> Option<String> {
    let named = named.to_lowercase();
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let on_full = |question: &&crate::instrument::Question| question.is_on(TrackId::Full);
    let questions = || instrument.questions().iter().filter(on_full);
    let starts = questions().find(|question| question.id.as_str().starts_with(&named) && !named.is_empty());
    let longer = || questions().find(|question| named.starts_with(question.id.as_str()));
    let ends = || questions().find(|question| last(question.id.as_str()) == last(&named));
    starts.or_else(longer).or_else(ends).map(|question| question.id.to_string())
}
