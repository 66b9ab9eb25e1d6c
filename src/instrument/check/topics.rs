//! What of an edition tells delicate topics: read with it, and searched for what speaks of one and is
//! not tagged.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, LIMITS};
use crate::instrument::checked::Instrument;
use crate::instrument::flaw::{Fault, Flaw};
use crate::instrument::id::{ClueId, ClueIx, FirstThingId, MismatchId, OptionId, QuestionId, QuestionIx};
use crate::instrument::text::Text;
use crate::instrument::topics::{Topic, Topics};

pub(super) const FILE: &str = "topics.json";
const FORMAT: &str = "faisceau-topics/1";
/// The words that speak of a topic.
const WORDS: (&str, &str) = ("delicate-words.json", include_str!("../../../instruments/delicate-words.json"));
const WORDS_FORMAT: &str = "faisceau-delicate-words/1";

/// `topics.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    /// Questions to which any answer tells these topics.
    questions: BTreeMap<QuestionId, Topics>,
    /// Options that tell them when they are chosen.
    options: BTreeMap<QuestionId, BTreeMap<OptionId, Topics>>,
    /// Clues that tell them when they are present.
    clues: BTreeMap<ClueId, Topics>,
    first_things: BTreeMap<FirstThingId, Topics>,
    mismatches: BTreeMap<MismatchId, Topics>,
    /// Needs of the decision, by their names in files.
    needs: BTreeMap<String, Topics>,
    /// Kinds of structure to which the decision redirects.
    redirections: BTreeMap<OptionId, Topics>,
    /// Questions about one person alone in sections that are not: for another person of the same situation
    /// their answers are not taken over.
    one_person: Vec<QuestionId>,
    /// The options that say that the person gave the alert themselves.
    themselves: BTreeMap<QuestionId, OptionId>,
    /// What bears a word of a topic and tells nothing of it.
    read: Vec<Read>,
}

/// Something that bears a word of a topic, and tells nothing of it: it was read, and left untagged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    /// What: as a flaw names it.
    what: String,
    /// The topics of which it tells nothing.
    topics: Topics,
    /// Why it does not.
    #[serde(rename = "why")]
    _why: Text,
}

/// The words that speak of a topic, each by its beginning unless a `|` ends it, in each language; and the
/// parts of stable names that do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    format: String,
    words: BTreeMap<Topic, InLanguages>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InLanguages {
    fr: Vec<String>,
    en: Vec<String>,
    ids: Vec<String>,
}

impl Check {
    /// Reads what of an instrument tells delicate topics; nothing where the edition does not say.
    pub(super) fn topics(&mut self, files: &[(&str, &str)], instrument: &mut Instrument) {
        if !files.iter().any(|(file, _)| *file == FILE) {
            return;
        }
        let Some(written) = self.file::<Written>(files, FILE) else { return };
        self.ensure(written.format == FORMAT, FILE, || Fault::Format(written.format.clone()));
        let mut told = std::mem::take(&mut instrument.topics);
        for (id, topics) in written.questions {
            match instrument.find(&id) {
                Some(at) => drop(told.questions.insert(at, topics)),
                None => self.flaw(&format!("{FILE}: questions"), Fault::Unknown(id.to_string())),
            }
        }
        for (id, options) in written.options {
            let Some(at) = instrument.find(&id) else {
                self.flaw(&format!("{FILE}: options"), Fault::Unknown(id.to_string()));
                continue;
            };
            let offered = instrument.question(at).kind.options();
            for option in options.keys().filter(|id| !offered.iter().any(|offered| offered.id == **id)) {
                self.flaw(&format!("{FILE}: options {id}"), Fault::Unknown(option.to_string()));
            }
            told.options.insert(at, options);
        }
        for (id, topics) in written.clues {
            match instrument.find_clue(&id) {
                Some(at) => drop(told.clues.insert(at, topics)),
                None => self.flaw(&format!("{FILE}: clues"), Fault::Unknown(id.to_string())),
            }
        }
        for (id, topics) in written.first_things {
            match instrument.first_things.iter().position(|thing| thing.id == id) {
                Some(at) => drop(told.first_things.insert(at, topics)),
                None => self.flaw(&format!("{FILE}: first_things"), Fault::Unknown(id.to_string())),
            }
        }
        for (id, topics) in written.mismatches {
            match instrument.mismatches.iter().position(|mismatch| mismatch.id == id) {
                Some(at) => drop(told.mismatches.insert(at, topics)),
                None => self.flaw(&format!("{FILE}: mismatches"), Fault::Unknown(id.to_string())),
            }
        }
        for id in written.one_person {
            match instrument.find(&id) {
                Some(at) => drop(told.one_person.insert(at)),
                None => self.flaw(&format!("{FILE}: one_person"), Fault::Unknown(id.to_string())),
            }
        }
        for (id, option) in written.themselves {
            let offers = |at: &QuestionIx| {
                instrument.question(*at).kind.options().iter().any(|offered| offered.id == option)
            };
            match instrument.find(&id).filter(offers) {
                Some(at) => drop(told.themselves.insert(at, option)),
                None => self.flaw(&format!("{FILE}: themselves"), Fault::Unknown(id.to_string())),
            }
        }
        told.needs = written.needs;
        told.redirections = written.redirections;
        instrument.topics = told;
    }
}

/// What speaks of a topic by its words and is not tagged with it; and what is tagged with a topic though
/// it can be known from answers that are not.
pub(super) fn search(files: &[(&str, &str)], instrument: &Instrument) -> Vec<Flaw> {
    let Some((_, text)) = files.iter().find(|(file, _)| *file == FILE) else {
        // Who hands answers on must say what they tell.
        let hands_on = files.iter().any(|(file, _)| *file == "recipients.json");
        let missing = Flaw { place: FILE.to_owned(), fault: Fault::Missing };
        return hands_on.then_some(missing).into_iter().collect();
    };
    let words = match LIMITS.text(WORDS.1.as_bytes()).map(serde_json::from_str::<Words>) {
        Ok(Ok(words)) if words.format == WORDS_FORMAT => words,
        Ok(Ok(words)) => {
            return vec![Flaw { place: WORDS.0.to_owned(), fault: Fault::Format(words.format) }];
        }
        Ok(Err(error)) => {
            return vec![Flaw { place: WORDS.0.to_owned(), fault: Fault::Unreadable(error.to_string()) }];
        }
        Err(beyond) => return vec![Flaw { place: WORDS.0.to_owned(), fault: Fault::Beyond(beyond) }],
    };
    let read = serde_json::from_str::<Written>(text).map(|written| written.read).unwrap_or_default();
    let mut flaws = untagged(instrument, &words, &read);
    flaws.extend(known_otherwise(instrument));
    flaws
}

/// What bears words of a topic and is neither tagged with it nor said to tell nothing of it.
fn untagged(instrument: &Instrument, words: &Words, read: &[Read]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut used = vec![Topics::NONE; read.len()];
    let mut judge = |what: String, id: &str, text: &Text, topics: Topics| {
        for (topic, spoken) in &words.words {
            let named = || {
                let part = |word: &&String| id.split(['.', '-']).any(|part| part == *word) || id == *word;
                spoken.ids.iter().find(part).map(String::as_str)
            };
            let word = word_in(&spoken.fr, &text.fr).or_else(|| word_in(&spoken.en, &text.en)).or_else(named);
            let Some(word) = word.filter(|_| !topics.has(*topic)) else { continue };
            match read.iter().position(|read| read.what == what && read.topics.has(*topic)) {
                Some(at) => used[at] = used[at].with(*topic),
                None => flaws.push(Flaw {
                    place: format!("{FILE}: {what}"),
                    fault: Fault::Untagged { topic: *topic, word: word.to_owned() },
                }),
            }
        }
    };
    let told = &instrument.topics;
    for at in (0..instrument.questions().len()).map(QuestionIx) {
        let question = instrument.question(at);
        judge(format!("question {}", question.id), question.id.as_str(), &question.wording, told.any_of(at));
        for option in question.kind.options() {
            let what = format!("option {}/{}", question.id, option.id);
            judge(what, option.id.as_str(), &option.label, told.option(at, &option.id));
        }
    }
    for (at, clue) in instrument.clues().iter().enumerate() {
        judge(format!("clue {}", clue.id), clue.id.as_str(), &clue.name, told.clue(ClueIx(at)));
    }
    for (at, thing) in instrument.first_things.iter().enumerate() {
        judge(format!("first thing {}", thing.id), thing.id.as_str(), &thing.title, told.first_thing(at));
    }
    for (at, mismatch) in instrument.mismatches.iter().enumerate() {
        judge(format!("mismatch {}", mismatch.id), mismatch.id.as_str(), &mismatch.text, told.mismatch(at));
    }
    for (read, used) in read.iter().zip(used) {
        if used != read.topics {
            let what = format!("{FILE}: read {}", read.what);
            flaws.push(Flaw { place: what, fault: Fault::Idle(read.what.clone()) });
        }
    }
    flaws
}

/// The first of these words with which a word of the text begins.
fn word_in<'a>(words: &'a [String], text: &str) -> Option<&'a str> {
    let text = text.to_lowercase().replace('’', "'");
    let stands = |written: &str| {
        let (word, whole) = written.strip_suffix('|').map_or((written, false), |word| (word, true));
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
            let begins = !before.is_some_and(char::is_alphabetic);
            begins && !(whole && after.is_some_and(char::is_alphabetic))
        })
    };
    words.iter().map(String::as_str).find(|word| stands(word))
}

/// What is tagged with a topic though answers that do not tell it are enough for it to be known: it
/// would leave where the topic must not.
fn known_otherwise(instrument: &Instrument) -> Vec<Flaw> {
    let told = &instrument.topics;
    let mut flaws = Vec::new();
    let mut flaw = |what: String, topic: Topic| {
        flaws.push(Flaw { place: format!("{FILE}: {what}"), fault: Fault::KnownOtherwise(topic) });
    };
    for (at, clue) in instrument.clues().iter().enumerate() {
        for topic in told.clue(ClueIx(at)).iter() {
            let links = clue.feeders.iter().flat_map(|question| {
                let links = instrument.question(*question).clues.iter().filter(move |link| link.clue.0 == at);
                links.filter_map(move |link| Some((*question, link.raised_by.as_ref()?)))
            });
            let tells = |(question, test)| told.test_tells(question, test, topic);
            let reckoned = |link: &crate::instrument::ReckonedLink| {
                let inputs = instrument.reckoning(link.reckoning).inputs();
                inputs.into_iter().any(|input| told.question(input).has(topic))
            };
            if !links.into_iter().all(tells) || !clue.reckoned.iter().all(reckoned) {
                flaw(format!("clue {}", clue.id), topic);
            }
        }
    }
    for (at, thing) in instrument.first_things.iter().enumerate() {
        for topic in told.first_thing(at).iter().filter(|topic| !told.condition_tells(&thing.when, *topic)) {
            flaw(format!("first thing {}", thing.id), topic);
        }
    }
    for (at, mismatch) in instrument.mismatches.iter().enumerate() {
        for topic in told.mismatch(at).iter().filter(|topic| !told.condition_tells(&mismatch.when, *topic)) {
            flaw(format!("mismatch {}", mismatch.id), topic);
        }
    }
    flaws
}
