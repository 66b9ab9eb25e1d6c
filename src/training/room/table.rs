//! A room as flat tables, for any spreadsheet. The names that people chose are guarded where the file is
//! written.

use super::reading::Room;
use super::session::Attempt;
use crate::training::debrief::Coding;

/// A row of a table.
pub type Row = Vec<String>;

const fn attempt(attempt: Attempt) -> &'static str {
    match attempt {
        Attempt::First => "first",
        Attempt::Second => "second",
    }
}

/// A stable word for something that is written as one.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// One row for each clue and each question of each result.
#[must_use]
pub fn results(room: &Room) -> Vec<Row> {
    let head = [
        "session",
        "scenario",
        "version",
        "attempt",
        "trainee",
        "generated",
        "minutes",
        "what",
        "id",
        "coded",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for result in &room.results {
        let start = || {
            vec![
                result.session.to_string(),
                result.scenario.id.to_string(),
                result.scenario.version.to_string(),
                attempt(result.attempt).to_owned(),
                result.trainee.clone(),
                result.generated.to_string(),
                result.minutes.to_string(),
            ]
        };
        let mut add = |what: &str, id: String, coded: String| {
            let mut row = start();
            row.extend([what.to_owned(), id, coded]);
            rows.push(row);
        };
        for (id, stand) in &result.clues {
            add("clue", id.to_string(), word(stand));
        }
        for (id, coding) in &result.questions {
            add("question", id.to_string(), word(coding));
        }
        let outcome = result.outcome.map(|outcome| word(&outcome)).unwrap_or_default();
        let to = result.redirected_to.as_ref().map(ToString::to_string).unwrap_or_default();
        add("decision", to, outcome);
    }
    rows
}

/// One row for each clue and each question of each scenario and attempt, with how many coded it how.
#[must_use]
pub fn counts(room: &Room) -> Vec<Row> {
    let head = ["scenario", "attempt", "trainees", "what", "id", "truth", "in_key", "coded", "count"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for group in &room.groups {
        let mut add = |what: &str, id: String, truth: String, key: String, coded: &str, count: usize| {
            rows.push(vec![
                group.scenario.id.to_string(),
                attempt(group.attempt).to_owned(),
                group.trainees.to_string(),
                what.to_owned(),
                id,
                truth,
                key,
                coded.to_owned(),
                count.to_string(),
            ]);
        };
        for row in &group.clues {
            for (coded, count) in [("present", row.present), ("absent", row.absent), ("open", row.open)] {
                let id = group.instrument.clue(row.clue).id.to_string();
                add("clue", id, word(&row.truth), row.key.to_string(), coded, count);
            }
        }
        for row in &group.questions {
            let id = || group.instrument.question(row.question).id.to_string();
            for (coding, count) in Coding::ALL.iter().zip(row.codings) {
                add("question", id(), String::new(), String::new(), &word(coding), count);
            }
            add("question", id(), String::new(), String::new(), "untouched", row.untouched);
        }
    }
    rows
}
