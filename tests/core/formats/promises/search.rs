//! What a case that leaves says of delicate topics, by the names and by the words in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use faisceau::findings::Findings;
use faisceau::instrument::{ClueIx, Instrument, Language, OptionId, QuestionIx, Text, Topics};
use faisceau::interview::{Case, Form, Leaving, Moment, Permission, Recipient, Sealing, Selection};
use faisceau::record::Assessment;
use serde_json::Value as Json;

use super::cases::case_of;
use crate::driver::NOON;
use crate::formats::Memory;
use crate::formats::leaks::every_format;

pub fn leaving(recipient: Recipient, selection: &Selection) -> Leaving {
    Leaving {
        at: Moment::from_unix(NOON, 60),
        recipient,
        selection: selection.clone(),
        permission: Permission::Asked(Form::Spoken),
        sealing: Sealing::Key,
    }
}

pub fn assessment(case: &Case, recipient: Recipient, selection: &Selection) -> Json {
    let left = case.passed_on(&leaving(recipient, selection));
    let text = Assessment::of(&left, &Findings::of(&left)).to_json();
    serde_json::from_str(&text).expect("JSON")
}

/// What an assessment says of these topics, by the names in it.
pub fn told_by_name(document: &Json, instrument: &Instrument, topics: Topics) -> Vec<String> {
    let told = &instrument.topics;
    let mut found = Vec::new();
    let list = |name: &str| document[name].as_array().cloned().unwrap_or_default();
    for record in list("answers").iter().chain(&list("set_aside")) {
        let id = record["question"].as_str().expect("a name");
        let at = instrument.find(&id.into()).expect("a question");
        if told.question(at).meets(topics) {
            found.push(id.to_owned());
        }
        let value = &record["entry"]["answer"]["value"];
        let part = &value["choices_in_part"];
        let lists = [&value["choices"], &part["chosen"], &part["not_chosen"]];
        let ids = lists.into_iter().filter_map(Json::as_array).flatten().chain([&value["choice"]]);
        for option in ids.filter_map(Json::as_str) {
            if told.option(at, &OptionId::from(option)).meets(topics) {
                found.push(format!("{id}/{option}"));
            }
        }
        if value == "none_of_these" && told.any_of(at).meets(topics) {
            found.push(format!("{id}: none of these"));
        }
    }
    let tells =
        |clue: &str| instrument.find_clue(&clue.into()).is_some_and(|clue| told.clue(clue).meets(topics));
    let mut clues = Vec::new();
    names_of_clues(&document["findings"], &mut clues);
    names_of_clues(&document["set_clues"], &mut clues);
    found.extend(clues.into_iter().filter(|clue| tells(clue)));
    for thing in document["findings"]["first_things"].as_array().into_iter().flatten() {
        let id = thing["id"].as_str().expect("a name");
        let at = instrument.first_things.iter().position(|thing| thing.id.as_str() == id).expect("known");
        if told.first_thing(at).meets(topics) {
            found.push(id.to_owned());
        }
    }
    for need in document["decision"]["needs"].as_array().into_iter().flatten() {
        let need = need.as_str().expect("a name");
        if told.need(need).meets(topics) {
            found.push(format!("need {need}"));
        }
    }
    if let Some(to) = document["decision"]["redirected_to"].as_str()
        && told.redirection(&to.into()).meets(topics)
    {
        found.push(format!("redirected to {to}"));
    }
    found
}

/// Every name of a clue in a part of a document.
pub fn names_of_clues(part: &Json, found: &mut Vec<String>) {
    match part {
        Json::Array(items) => items.iter().for_each(|item| names_of_clues(item, found)),
        Json::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("clue", Json::String(clue)) => found.push(clue.clone()),
                    ("present" | "absent" | "open" | "rests_on", Json::Array(clues)) => {
                        found.extend(clues.iter().filter_map(Json::as_str).map(str::to_owned));
                    }
                    _ => names_of_clues(member, found),
                }
            }
        }
        _ => {}
    }
}

/// The words of an edition that tell one of these topics, in both languages, and no other part of it uses.
pub fn delicate_words(instrument: &Instrument, topics: Topics) -> Vec<String> {
    let told = &instrument.topics;
    let (mut telling, mut others): (Vec<&Text>, Vec<&Text>) = (Vec::new(), Vec::new());
    let mut sort = |text, tells: Topics| {
        if tells.meets(topics) { telling.push(text) } else { others.push(text) }
    };
    for at in (0..instrument.questions().len()).map(QuestionIx) {
        let question = instrument.question(at);
        sort(&question.wording, told.question(at));
        question.kind.options().iter().for_each(|it| sort(&it.label, told.option(at, &it.id)));
    }
    for (at, clue) in instrument.clues().iter().enumerate() {
        sort(&clue.name, told.clue(ClueIx(at)));
    }
    for (at, thing) in instrument.first_things.iter().enumerate() {
        sort(&thing.title, told.first_thing(at));
    }
    for (at, mismatch) in instrument.mismatches.iter().enumerate() {
        sort(&mismatch.text, told.mismatch(at));
    }
    for section in instrument.sections() {
        others.push(&section.title);
    }
    let fixed = fixed_texts();
    let mut words = Vec::new();
    for language in Language::ALL {
        for text in &telling {
            let text = text.in_language(language);
            let said_anyway = others.iter().map(|other| other.in_language(language));
            if text.len() > 4
                && !said_anyway.chain(fixed.iter().map(String::as_str)).any(|it| it.contains(text))
            {
                words.push(text.to_owned());
            }
        }
    }
    words
}

/// The name of a published indicator that stands on other clues as well, and is listed whoever the person is.
const NAMES_OF_INDICATORS: [&str; 2] = ["Cultural isolation", "Isolement culturel"];

/// What documents say of the law and of published lists, whoever the person is: who grants a time limit, what an
/// indicator is called. A label that is worded alike tells nothing by its words alone; by its name it does.
fn fixed_texts() -> Vec<String> {
    let mut texts: Vec<String> = NAMES_OF_INDICATORS.iter().map(|name| (*name).to_owned()).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments/law");
    for file in fs::read_dir(folder).expect("the folder of the law") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("a file of the law");
        strings(&serde_json::from_str(&text).expect("JSON"), &mut texts);
    }
    texts
}

fn strings(part: &Json, found: &mut Vec<String>) {
    match part {
        Json::String(text) => found.push(text.clone()),
        Json::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Json::Object(members) => members.values().for_each(|member| strings(member, found)),
        _ => {}
    }
}

/// What a case without an answer leaves as: its words say nothing of a person.
#[derive(Default)]
pub struct Blank(BTreeMap<(String, Recipient), BTreeMap<&'static str, Memory>>);

impl Blank {
    fn of(
        &mut self,
        instrument: &Arc<Instrument>,
        to: Recipient,
        selection: &Selection,
    ) -> &BTreeMap<&'static str, Memory> {
        let edition = instrument.edition.version.as_str().to_owned();
        let written = || every_format(&case_of(instrument, &[]), selection).into_iter().collect();
        self.0.entry((edition, to)).or_insert_with(written)
    }

    /// Which of these words a case tells in any format more often than a case without an answer does.
    pub fn told_by_words(
        &mut self,
        case: &Case,
        to: Recipient,
        selection: &Selection,
        words: &[String],
    ) -> Vec<String> {
        let before = self.of(case.instrument(), to, selection);
        let mut found = Vec::new();
        for (format, told) in every_format(case, selection) {
            let names = before[format].names();
            for name in told.names() {
                let text = told.text(&name);
                let usual = if names.contains(&name) { before[format].text(&name) } else { String::new() };
                if text == usual {
                    continue;
                }
                let times = |text: &str, word: &str| text.matches(word).count();
                let more =
                    |word: &&String| text.contains(word.as_str()) && times(&text, word) > times(&usual, word);
                found.extend(words.iter().filter(more).map(|word| format!("{format} {name}: {word}")));
            }
        }
        found
    }
}
