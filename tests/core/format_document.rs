//! The page of the document that leaves: made from its schema, with a whole example.

use std::fmt::Write;
use std::sync::Arc;

use faisceau::instrument::{Instrument, Language, SCALARS, StageId, Value as Told};
use faisceau::interview::{Answer, Command, Decision, NotAnswered, Outcome, SaidBy};
use faisceau::record::{Assessment, Digest};
use serde_json::Value;

use super::driver::{Driver, no, number};
use super::formats::golden;

const SCHEMA: &str = include_str!("../../src/record/assessment-1.2.0.schema.json");
const SMALL: &[(&str, &str)] = &[
    ("instrument.json", include_str!("../corpus/instrument/sound/instrument.json")),
    ("clues.json", include_str!("../corpus/instrument/sound/clues.json")),
    ("stages/alert.json", include_str!("../corpus/instrument/sound/stages/alert.json")),
    ("stages/questionnaire.json", include_str!("../corpus/instrument/sound/stages/questionnaire.json")),
    ("stages/interview.json", include_str!("../corpus/instrument/sound/stages/interview.json")),
    ("stages/decision.json", include_str!("../corpus/instrument/sound/stages/decision.json")),
];

const BEFORE: &str = "\
# The document that leaves

Made from `src/record/assessment-1.2.0.schema.json` by `FAISCEAU_BLESS=1 cargo test format_document`; `cargo test` fails when it says something else. The schema (JSON Schema 2020-12) is the reference; `faisceau validate` and any validator hold a file against it.

An assessment is one person's case as it stands: JSON in UTF-8, two spaces of indent, names in the order of the example at the end, a final line end. The same case gives the same bytes: nothing in it tells when or where it was exported.

## Versions

- `schema.version` is `major.minor.patch`. A minor version adds fields that may be left out; a patch changes words of the schema alone; a major version changes or takes away what is there.
- A reader takes every earlier version, and the files of `tests/corpus/` hold it to that: what a later version adds is read as left out. It refuses a later version by name, and unknown fields in its own: nothing is read by halves.
- What leaves is always of the newest version.
- 1.0.0 is the first. 1.1.0 adds the track, who said an answer, set clues, reckonings, lenses, selections and leavings. 1.2.0 adds the number of the case, the language of words, and in which wording each question was put.

## Times, dates, words

- A moment is RFC 3339 to the second, with the offset of the place where it was lived.
- A date keeps the precision with which it was told: a year, a month or a day, and whether *around* it.
- What someone said is never translated. Each entry says in which language its words are written: by default as the last words were, at first in the language that the case is led in; the interviewer says otherwise. In which language the person was spoken with, and by which interpreter, stands with the agreement of the stage. The wording of a question is the one that was put, in the language and on the track of that moment.
- Not answering is told apart: `does_not_know`, `prefers_not`, `not_asked` with a reason; a blank is absent. None of them is a no.

## Digest

The digest on a printed report, shown again before a file is taken in, is the SHA-256 of the canonical form: an object of `instrument`, `case` (without `name`, `changed_at` and `place`), `stages`, `answers`, `set_aside`, `set_clues` and `decision`, as the JSON Canonicalization Scheme (RFC 8785) writes it, in lower-case hexadecimal, by groups of four. Which app wrote the file, what it found and to whom the case was passed on are not in it. A selection has a digest of its own.
";

/// The name of a definition that a part of the schema refers to.
fn named(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

/// What can stand there, in a few words.
fn takes(schema: &Value) -> String {
    if let Some(name) = named(schema) {
        return format!("[{name}](#{})", anchor(name));
    }
    let text = |name: &str| schema.get(name).and_then(Value::as_str);
    let number = |name: &str| schema.get(name).and_then(Value::as_i64);
    if let Some(only) = schema.get("const") {
        return format!("`{only}`");
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    }
    if let Some(ways) = schema.get("oneOf").and_then(Value::as_array) {
        return ways.iter().map(way).collect::<Vec<_>>().join("; or ");
    }
    match text("type") {
        Some("string") => {
            let pattern = text("pattern").map(|pattern| format!(" like `{}`", pattern.replace('|', "\\|")));
            let length = match (number("minLength"), number("maxLength")) {
                // The schema counts code points, of which a character may take several.
                (_, Some(most)) => {
                    let most = if schema.get("$comment").is_some() {
                        most / i64::try_from(SCALARS).expect("a small number")
                    } else {
                        most
                    };
                    format!(" of {} to {most} characters", number("minLength").unwrap_or(0))
                }
                _ => String::new(),
            };
            format!("text{length}{}", pattern.unwrap_or_default())
        }
        Some("integer") => {
            let least = number("minimum").map(|least| format!(" from {least}")).unwrap_or_default();
            let most = number("maximum").map(|most| format!(" to {most}")).unwrap_or_default();
            format!("whole number{least}{most}")
        }
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("array") => match (schema.get("items"), schema.get("prefixItems").and_then(Value::as_array)) {
            (_, Some(items)) => {
                let items: Vec<_> = items.iter().map(takes).collect();
                format!("list of {}", items.join(", then "))
            }
            (Some(items), None) => format!("list of {}", takes(items)),
            (None, None) => "list".to_owned(),
        },
        Some("object") => "object, below".to_owned(),
        other => other.unwrap_or("anything").to_owned(),
    }
}

/// One of several shapes: what it is written as, and what that means.
fn way(schema: &Value) -> String {
    let told = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let told = told.trim_end_matches('.');
    let told = if told.is_empty() { String::new() } else { format!(" ({told})") };
    match schema.get("properties").and_then(Value::as_object) {
        Some(properties) => {
            let fields = properties.iter().map(|(name, field)| format!("`{name}`: {}", takes(field)));
            format!("{{{}}}{told}", fields.collect::<Vec<_>>().join(", "))
        }
        None => format!("{}{told}", takes(schema)),
    }
}

fn anchor(name: &str) -> String {
    name.replace('_', "-").replace('.', "").to_lowercase()
}

fn heading(name: &str) -> String {
    name.replace('_', "-")
}

/// A section of the page: what an object is, and a row for each of its fields; then the objects in it.
fn section(page: &mut String, name: &str, schema: &Value, schemas: &Value) {
    let told = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let from = schema.get("$comment").and_then(Value::as_str).unwrap_or_default();
    let _ = writeln!(page, "\n### {}\n\n{told} {from}", heading(name));
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        let _ = writeln!(page, "\nTakes: {}.", takes(schema));
        return;
    };
    let always = |field: &str| {
        let required = schema.get("required").and_then(Value::as_array);
        required.is_some_and(|names| names.iter().any(|name| name == field))
    };
    page.push_str("\n| field | always | takes | meaning |\n|---|---|---|---|\n");
    for (field, part) in properties {
        let told = part.get("description").or_else(|| schemas[named(part)?].get("description"));
        let told = told.and_then(Value::as_str).unwrap_or_default().replace('|', "\\|");
        let source = part.get("$comment").and_then(Value::as_str).unwrap_or_default();
        let always = if always(field) { "yes" } else { "" };
        let told = format!("{told} {source}");
        let _ = writeln!(page, "| `{field}` | {always} | {} | {} |", takes(part), told.trim_end());
    }
    for (field, part) in properties {
        let inner = part.get("items").filter(|items| items.get("properties").is_some()).unwrap_or(part);
        if inner.get("properties").is_some() {
            let whole = if name == "assessment" { field.clone() } else { format!("{name}.{field}") };
            section(page, &whole, inner, schemas);
        }
    }
}

/// A short case, led with a questionnaire of one question a stage.
fn example() -> Driver {
    let instrument = Instrument::read(SMALL).unwrap_or_else(|flaws| panic!("{flaws:?}"));
    let mut driver = Driver::with(Arc::new(instrument));
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver.answer("told", Told::Note("Elle dort dans la cuisine.".into()));
    let told = driver.question("told");
    driver.perform(Command::Attribute(told, SaidBy::WhistleBlower));
    driver.answer("hours", number(15));
    driver.words("hours", "Da sola, tutto il giorno.");
    driver.answer("door", no());
    let questions: Vec<_> = driver.case.instrument().questions_of(StageId::Interview).collect();
    for question in questions {
        let declined = Answer::NotAnswered(NotAnswered::PrefersNot);
        if driver.case.entry(question).answer.is_none() {
            let _ = driver.attempt(Command::Answer(question, Some(declined)));
        }
    }
    driver.perform(Command::Decide(Decision {
        outcome: Some(Outcome::ToBeContinued),
        decided_by: "Caseworker 3".into(),
        reasons: "A door that is locked from outside.".into(),
        person_agrees: Some(true),
        ..Decision::default()
    }));
    driver
}

#[test]
fn the_page_of_the_document_says_what_its_schema_says() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let schemas = &schema["$defs"];
    let mut page = BEFORE.to_owned();
    page.push_str("\n## Fields\n");
    section(&mut page, "assessment", &schema, schemas);
    page.push_str("\n## Parts that return\n");
    for (name, part) in schemas.as_object().expect("definitions") {
        section(&mut page, name, part, schemas);
    }
    let example = example();
    let assessment = Assessment::of(&example.case, &example.findings);
    let document = assessment.to_json();
    let validator =
        jsonschema::options().should_validate_formats(true).build(&schema).expect("a sound schema");
    let json = serde_json::from_str(&document).expect("JSON");
    assert!(validator.is_valid(&json), "the example follows the schema");
    assert_eq!(example.case.language(), Language::En);
    let _ = write!(
        page,
        "\n## A whole example\n\nAn invented case, led with a questionnaire of a few questions (`tests/corpus/instrument/sound/`). Its digest is `{}`.\n\n```json\n{document}```\n",
        Digest::of(&assessment)
    );
    golden("docs/format.md", &page);
}
