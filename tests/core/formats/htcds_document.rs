//! `docs/htcds.md` says what the mapping says.

use std::fmt::Write as _;

use faisceau::instrument::{Bound, Condition, Instrument, Question, Test};
use faisceau::interview::Outcome;
use faisceau::record::htcds::{From, Mapping, Standard};

use super::{golden, shelf};

fn words(test: &Test, question: &Question) -> String {
    let labels = |ids: &[faisceau::instrument::OptionId]| {
        let options = question.kind.options().iter().filter(|option| ids.contains(&option.id));
        options.map(|option| format!("*{}*", option.label.en)).collect::<Vec<_>>().join(" or ")
    };
    match test {
        Test::Yes => "yes".into(),
        Test::No => "no".into(),
        Test::Is(id) => labels(std::slice::from_ref(id)),
        Test::AnyOf(ids) => labels(ids),
        Test::IncludesAny(ids) => format!("includes {}", labels(ids)),
        Test::IncludesNoneOf(ids) => format!("includes none of {}", labels(ids)),
        Test::NoneOfThese => "none of these".into(),
        Test::AtLeast(number) => format!("{number} or more"),
        Test::AtMost(number) => format!("{number} or less"),
        Test::AtLeastDays(days) => format!("{days} days or more"),
        Test::AtMostDays(days) => format!("{days} days or less"),
        Test::AtLeastMoney(_) | Test::AtMostMoney(_) => "an amount".into(),
        Test::Answered => "answered".into(),
    }
}

fn when(condition: &Condition, instrument: &Instrument) -> String {
    let several = |parts: &[Condition], joint: &str| {
        let parts: Vec<_> = parts.iter().map(|part| when(part, instrument)).collect();
        format!("({})", parts.join(joint))
    };
    match condition {
        Condition::Answer(question, test) => {
            let question = instrument.question(*question);
            format!("`{}` {}", question.id, words(test, question))
        }
        Condition::All(parts) => several(parts, " **and** "),
        Condition::Any(parts) => several(parts, "; "),
        Condition::Not(part) => format!("not {}", when(part, instrument)),
        Condition::Reckoned(_, reckoning, bound) => {
            let bound = match bound {
                Bound::AtLeast(bound) => format!("{bound} or more"),
                Bound::AtMost(bound) => format!("{bound} or less"),
                Bound::Below(bound) => format!("less than {bound}"),
            };
            format!("`{}` comes to {bound}", reckoning.id)
        }
        Condition::NotRuledOut(part) => format!("not ruled out: {}", when(part, instrument)),
    }
}

fn rule(from: &From, instrument: &Instrument) -> Vec<(String, String)> {
    let id = |question: &faisceau::instrument::QuestionIx| format!("`{}`", instrument.question(*question).id);
    let one = |text: String| vec![(String::new(), text)];
    match from {
        From::Values(rules) => {
            rules.iter().map(|rule| (format!("`{}`", rule.value), when(&rule.when, instrument))).collect()
        }
        From::Date(question) => one(format!("{}, a whole day that is certain", id(question))),
        From::Number(question) | From::YesNo(question) | From::Text(question, None) => one(id(question)),
        From::Text(question, Some(condition)) => {
            one(format!("{}, when {}", id(question), when(condition, instrument)))
        }
        From::Age { birth, start } => {
            one(format!("whole years from {} to {}, when both bound it to one number", id(birth), id(start)))
        }
        From::Outcome(by) => [None]
            .into_iter()
            .chain(Outcome::ALL.map(Some))
            .filter_map(|outcome| {
                let decision = match outcome {
                    None => "no decision yet",
                    Some(Outcome::Support) => "decision: support",
                    Some(Outcome::Redirection) => "decision: redirection",
                    Some(Outcome::NotIdentified) => "decision: not identified",
                    Some(Outcome::ToBeContinued) => "decision: to be continued",
                };
                by.of(outcome).map(|value| (format!("`{value}`"), decision.to_owned()))
            })
            .collect(),
        From::Redirection(to) => {
            to.iter().map(|(to, value)| (format!("`{value}`"), format!("redirected to `{to}`"))).collect()
        }
        From::RedirectionDay => one("the day of a redirection".into()),
        From::RedirectionReason => one("why to that structure".into()),
        From::Reasons => one("the reasons of the decision".into()),
        From::Consent => vec![
            (
                "`true`".into(),
                "the agreements are given, and all seven points of the standard’s note are told".into(),
            ),
            ("`false`".into(), "one was refused or withdrawn".into()),
        ],
    }
}

fn document(instrument: &Instrument, mapping: &Mapping, standard: &Standard) -> String {
    let mut text = String::new();
    let edition = format!("{} {}", instrument.edition.id, instrument.edition.version.as_str());
    let _ = writeln!(text, "## Edition {edition}\n");
    let _ = writeln!(text, "| field | value | when |\n|---|---|---|");
    for field in standard.fields.iter().filter(|field| !field.deprecated) {
        let Some(found) = mapping.rule(&field.name) else { continue };
        for (at, (value, when)) in rule(&found.from, instrument).into_iter().enumerate() {
            let name = if at == 0 { format!("`{}`", field.name) } else { String::new() };
            let _ = writeln!(text, "| {name} | {value} | {when} |");
        }
    }
    for own in &mapping.own {
        let _ = writeln!(text, "| `{}` | `true` | {} |", own.column, when(&own.when, instrument));
    }
    for event in &mapping.events {
        let date = &instrument.question(event.date).id;
        let _ = writeln!(text, "| `hte_Type`, `hte_Date` | `{}` | `{date}` |", event.kind);
    }
    for (need, kind) in &mapping.needs {
        let _ = writeln!(text, "| `spl_Type` | `{kind}` | need: {need:?} |");
    }
    text.push('\n');
    for found in &mapping.fields {
        if let Some(note) = &found.note {
            let _ = writeln!(text, "- `{}`: {}", found.field, note.en);
        }
        if !found.after.is_empty() {
            let _ =
                writeln!(text, "- `{}`: written only after the decisions {:?}.", found.field, found.after);
        }
        if let Some((other, values)) = &found.with {
            let _ = writeln!(text, "- `{}`: written only with `{other}` {}.", found.field, values.join(", "));
        }
    }
    let _ = writeln!(text, "\n### What stays empty, and why\n");
    for (fields, why) in &mapping.unmapped {
        let fields: Vec<_> = fields.iter().map(|field| format!("`{field}`")).collect();
        let _ = writeln!(text, "- {}: {}", fields.join(", "), why.en);
    }
    text
}

const INTRODUCTION: &str = "# The Human Trafficking Case Data Standard

Made from `instruments/standards/htcds-2.0.json` and the mapping of each edition (`htcds.json` beside its questions) by `FAISCEAU_BLESS=1 cargo test htcds_document`; `cargo test` fails when they say something else.

The standard (IOM, 24 December 2021) is a list of 84 fields, without a file format. Ours:

| file | one row |
|---|---|
| `cases.csv` | a person in a case: `faisceau_case`, the standard’s fields in its order, then our own columns, which begin with `faisceau_` |
| `cases_onehot.csv` | on wish: the same, one column a value; 0 only when it was asked |
| `events.csv`, `support.csv`, `organisations.csv` | a step of the way, a need, an organisation; written when there is one |
| `absent.csv` | an empty cell, and why: `asked-declined`, `asked-unknown`, `masked`, `as-text`, `temp-unknown`, `not-asked`, `not-applicable` (HL7 data-absent-reason), `none` (asked, no value says it) |
| `codebook.csv`, `datapackage.json` | every column with its meaning, its allowed values and its source |

UTF-8, commas, CRLF. Several values are joined by semicolons. A text that a spreadsheet would run begins with an apostrophe.

- A human’s decision alone sets the status of a person.
- Fields that identify, are about others or hold free text leave only when they are asked for by name.
- Once the person refused or withdrew, all fields that are about them are empty.
- The three fields that the standard replaced are never written.
- What a mapping brings back from a file of the standard is only what it settles for certain: a value that several answers can have brought settles none of them.

";

#[test]
fn the_document_says_what_the_mapping_says() {
    let standard = Standard::bundled().expect("sound");
    let mut text = INTRODUCTION.to_owned();
    for instrument in shelf().all() {
        if let Some(mapping) = Mapping::bundled(&instrument, &standard).expect("sound") {
            text.push_str(&document(&instrument, &mapping, &standard));
            text.push('\n');
        }
    }
    let _ = writeln!(text, "{}", standard.attribution);
    golden("docs/htcds.md", &text);
}
