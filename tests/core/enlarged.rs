//! The association's first edition, enlarged by what it does not have itself: tracks, reckonings with
//! their yardsticks, answers that do not fit together. Small tables, so that every figure that comes
//! out can be worked out by hand.

use std::sync::Arc;

use faisceau::instrument::Instrument;
use serde_json::{Value, json};

use super::instruments;

fn text(words: &str) -> Value {
    json!({ "fr": words, "en": words })
}

fn question(id: &str, kind: &Value, more: Value) -> Value {
    let mut question = json!({
        "id": id, "kind": kind, "wording": text(id), "note": text("why"), "sources": [],
    });
    if let (Some(question), Value::Object(more)) = (question.as_object_mut(), more) {
        question.extend(more);
    }
    question
}

fn options(ids: &[&str]) -> Value {
    let options: Vec<_> = ids.iter().map(|id| json!({ "id": id, "label": text(id) })).collect();
    json!({ "one": { "options": options } })
}

fn number(max: i64) -> Value {
    json!({ "number": { "min": 0, "max": max, "unit": text("units") } })
}

fn work() -> Value {
    json!({
        "hours_day": "work.hours-day", "days_week": "work.days-week", "sector": "extra.sector",
        "country": "extra.country", "from": "work.started", "until": "extra.ended", "birth": "person.birth",
    })
}

fn paid() -> Value {
    json!({
        "pay": "pay.amount", "hours_day": "work.hours-day", "days_week": "work.days-week",
        "nothing_when": { "answer": { "question": "pay.received", "test": { "is": "never" } } },
        "country": "extra.country", "sector": "extra.sector", "from": "work.started", "until": "extra.ended",
    })
}

fn reckonings() -> Value {
    let pay_hour = json!({
        "pay": "pay.amount", "hours_day": "work.hours-day", "days_week": "work.days-week",
        "nothing_when": { "answer": { "question": "pay.received", "test": { "is": "never" } } },
    });
    let whats = [
        (
            "hours-week",
            json!({ "hours_week": { "hours_day": "work.hours-day", "days_week": "work.days-week" } }),
        ),
        ("age-at-start", json!({ "age": { "birth": "person.birth", "at": "work.started" } })),
        (
            "length",
            json!({ "elapsed": { "from": "work.started", "until": "extra.ended", "or": "work.lasted" } }),
        ),
        ("arrived-to-end", json!({ "elapsed": { "from": "journey.arrived", "until": "extra.ended" } })),
        ("over-day", json!({ "over_day": work() })),
        ("over-week", json!({ "over_week": work() })),
        ("over-legal-week", json!({ "over_legal_week": work() })),
        ("daily-rest", json!({ "daily_rest_short": work() })),
        ("weekly-rest", json!({ "weekly_rest_short": work() })),
        ("pay-hour", json!({ "pay_hour": pay_hour })),
        ("pay-share", json!({ "pay_share": paid() })),
        ("owed", json!({ "owed": paid() })),
        ("room", json!({ "area_person": { "area": "extra.area", "persons": "extra.persons" } })),
    ];
    whats.into_iter().map(|(id, what)| json!({ "id": id, "name": text(id), "what": what })).collect()
}

fn yardsticks() -> [(String, Value); 2] {
    let source = |id: &str, verified: bool| json!({ "id": id, "title": text(id), "publisher": text("State"), "year": 2012, "verified": verified });
    let wage = |country: &str, sectors: Value, unit: &str, from: &str, amount: &str| {
        let currency = if country == "france" { "EUR" } else { "MAD" };
        json!({
            "country": country, "sectors": sectors, "currency": currency, "unit": unit, "from": from,
            "amount": amount, "source": country,
        })
    };
    let any = || json!("any");
    let wages = json!({
        "format": "faisceau-yardsticks/1",
        "sources": [source("france", true), source("morocco", false)],
        "minimum_wage": [
            wage("france", any(), "hour", "2011-01", "9.00"),
            wage("france", any(), "hour", "2011-12", "9.19"),
            wage("france", any(), "hour", "2012-01", "9.22"),
            wage("morocco", any(), "hour", "2011-07", "11.70"),
            wage("morocco", json!(["farm"]), "day", "2011-07", "60.63"),
        ],
    });
    let times = json!({
        "format": "faisceau-yardsticks/1",
        "sources": [source("labour-code", true), source("agreement", false)],
        "working_time": [
            {
                "country": "france", "sectors": "any", "from": null, "minor": false, "legal_week": 35,
                "most_week": 48, "most_day": 10, "daily_rest": 11, "weekly_rest": 35, "most_days_week": 6,
                "sources": ["labour-code"],
            },
            {
                "country": "france", "sectors": "any", "from": null, "minor": true, "legal_week": 35,
                "most_week": 35, "most_day": 8, "daily_rest": 12, "weekly_rest": 48, "most_days_week": 5,
                "sources": ["labour-code"],
            },
            {
                "country": "france", "sectors": ["domestic"], "from": "2022-01", "minor": false,
                "legal_week": 40, "most_week": 50, "most_day": null, "daily_rest": 11, "weekly_rest": 35,
                "most_days_week": 6, "sources": ["agreement"],
            },
        ],
    });
    [("yardsticks/minimum-wage.json".to_owned(), wages), ("yardsticks/working-time.json".to_owned(), times)]
}

fn enlarge_head(head: &mut Value) {
    let track = |id: &str| json!({ "id": id, "title": text(id), "purpose": text("when") });
    head["tracks"] = json!([track("full"), track("urgent"), track("remote")]);
    head["reckonings"] = reckonings();
    head["mismatches"] = json!([
        {
            "id": "arrived-after-the-end", "questions": ["journey.arrived", "extra.ended"],
            "when": { "reckoned": { "id": "arrived-to-end", "test": { "below": 0 } } },
            "text": text("arrived after the end"),
        },
        {
            "id": "never-and-paid", "questions": ["pay.received", "pay.later"],
            "when": { "all": [
                { "answer": { "question": "pay.received", "test": { "is": "regular" } } },
                { "answer": { "question": "pay.later", "test": "yes" } },
            ] },
            "text": text("paid, and paid later"),
        },
    ]);
    head["families"][0]["circumstance"] = json!(true);
}

fn enlarge_clues(clues: &mut Value) {
    let source = clues["clues"][0]["sources"][0].clone();
    let clue = |id: &str, reckoned: Value| {
        json!({
            "id": id, "family": clues["clues"][0]["family"], "name": text(id), "definition": text("what"),
            "eyes": ["legal"], "sources": [source], "reckoned": [reckoned],
        })
    };
    let over = clue(
        "reckoned.over-week",
        json!({ "reckoning": "over-week", "raised_by": { "at_least": 1 }, "ruled_out_by": { "below": 1 } }),
    );
    let minor = clue(
        "reckoned.minor",
        json!({ "reckoning": "age-at-start", "raised_by": { "below": 18 }, "ruled_out_by": { "at_least": 18 } }),
    );
    clues["clues"].as_array_mut().expect("clues").extend([over, minor]);
}

/// The files, to be spoilt.
pub fn files() -> Vec<(String, Value)> {
    let mut files = instruments::files();
    for (name, file) in &mut files {
        match name.as_str() {
            "instrument.json" => enlarge_head(file),
            "clues.json" => enlarge_clues(file),
            "stages/interview.json" => {
                let minor = json!({
                    "relevant": { "reckoned": { "id": "age-at-start", "test": { "below": 18 } } },
                });
                let age = instruments::files()[2].1["sections"][3]["questions"][2]["kind"].clone();
                let section = json!({
                    "id": "interview.extra", "title": text("more"),
                    "questions": [
                        question("extra.country", &options(&["france", "morocco", "other"]), json!({
                            "tracks": ["full", "remote"], "short": text("where"),
                        })),
                        question("extra.sector", &options(&["domestic", "farm", "shop"]), json!({})),
                        question("extra.ended", &json!("date"), json!({ "tracks": ["full", "urgent", "remote"] })),
                        question("extra.area", &number(200), json!({})),
                        question("extra.persons", &number(40), json!({})),
                        question("extra.school", &json!("yes_no"), minor),
                        question("extra.age", &age, json!({ "confirms": "alert.age", "tracks": ["urgent"] })),
                    ],
                });
                file["sections"].as_array_mut().expect("sections").push(section);
            }
            _ => {}
        }
    }
    files.extend(yardsticks());
    files
}

/// The enlarged instrument.
pub fn instrument() -> Arc<Instrument> {
    Arc::new(instruments::read(&files()).unwrap_or_else(|flaws| panic!("{flaws:?}")))
}
