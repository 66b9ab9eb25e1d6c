//! What the app says of itself is true: every sentence that promises something or states what became of
//! what was written is listed in `docs/promises.md`, with the test that holds it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What a sentence of promises is known by. A new one that has such a word must be listed.
const FRENCH: &[&str] = &[
    "gardé",
    "garde ",
    "gardent",
    "enregistré",
    "effacé",
    "perdu",
    "scellé",
    "quitte ",
    "jamais",
    "rien n",
    "reste ",
    "restent",
    "détruite",
    "disparaî",
    "disparaiss",
    "comptée",
    "ne compte",
    "verrouillé",
    "téléchargement",
    "dernière copie",
    "est repris",
];
const ENGLISH: &[&str] = &[
    " kept",
    "keeps ",
    " saved",
    "erased",
    " lost",
    "sealed",
    "nothing leaves",
    "never",
    "nothing is",
    "nothing was",
    "nothing of",
    "destroyed",
    "is counted",
    "counts nowhere",
    "locked",
    "download",
    "last copy",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The sentences of a language by their keys.
fn sentences(language: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in fs::read_dir(root().join("src/ui/text").join(language)).expect("the sentences") {
        let path = file.expect("a file").path();
        let place = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("it can be read");
        let read: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).expect("it is JSON");
        for (key, value) in read {
            all.insert(format!("{place}.{key}"), value.as_str().unwrap_or_default().to_owned());
        }
    }
    all
}

/// Labels of buttons and fields say what they do, and no more.
fn is_sentence(text: &str) -> bool {
    text.chars().count() > 25 && text.trim_end().ends_with(['.', ':'])
}

fn promises(text: &str, words: &[&str]) -> bool {
    let low = text.to_lowercase();
    is_sentence(text) && words.iter().any(|word| low.contains(word))
}

/// The rows of the list: what is promised, and by which test it is held; and what only sounds so.
fn listed() -> (Vec<(String, String)>, BTreeSet<String>) {
    let text = fs::read_to_string(root().join("docs/promises.md")).expect("the list");
    let (held, other) = text.split_once("## Not promises").expect("both parts");
    let cell = |cell: &str| cell.trim().trim_matches('`').to_owned();
    let rows = held.lines().filter_map(|line| {
        let (keys, by) = line.strip_prefix('|')?.trim_end().trim_end_matches('|').split_once('|')?;
        keys.contains('`').then(|| (keys.to_owned(), cell(by)))
    });
    let each =
        rows.flat_map(|(keys, by)| keys.split(',').map(|key| (cell(key), by.clone())).collect::<Vec<_>>());
    (each.collect(), other.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

/// Everything that holds tests, as text.
fn tests() -> String {
    let mut all = String::new();
    for folder in ["tests", "src"] {
        gather(&root().join(folder), &mut all);
    }
    all
}

fn gather(folder: &Path, all: &mut String) {
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let is_test = path.extension().is_some_and(|end| end == "rs" || end == "mjs");
        if path.is_dir() {
            gather(&path, all);
        } else if is_test && !path.ends_with("promises.rs") {
            all.push_str(&fs::read_to_string(&path).expect("it can be read"));
        }
    }
}

#[test]
fn every_sentence_that_promises_is_listed_with_the_test_that_holds_it() {
    let (french, english) = (sentences("fr"), sentences("en"));
    let (held, other) = listed();
    let tests = tests();
    let mut flaws = Vec::new();
    for (key, by) in &held {
        if !french.contains_key(key) || !english.contains_key(key) {
            flaws.push(format!("`{key}` is no sentence in both languages"));
        }
        let is_one = tests.contains(&format!("fn {by}()")) || tests.contains(&format!("(\"{by}\""));
        if by.is_empty() || !is_one && !tests.contains(&format!("(`{by}")) {
            flaws.push(format!("`{key}`: no test is called “{by}”"));
        }
    }
    let keys: BTreeSet<&String> = held.iter().map(|(key, _)| key).chain(&other).collect();
    for key in &other {
        if !french.contains_key(key) {
            flaws.push(format!("`{key}` is no sentence"));
        }
    }
    for (key, text) in &french {
        let says = promises(text, FRENCH) || english.get(key).is_some_and(|text| promises(text, ENGLISH));
        if says && !keys.contains(key) {
            flaws.push(format!("`{key}` is not in docs/promises.md: {text}"));
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn a_sentence_that_promises_is_told_from_a_label() {
    assert!(promises("Le dossier est effacé, et sa clé détruite.", FRENCH));
    assert!(promises("The case is erased, and its key destroyed.", ENGLISH));
    assert!(!promises("Oui, effacer pour de bon", FRENCH), "a label");
    assert!(!promises("Choisissez un dossier dans la liste ci-dessous.", FRENCH), "no promise");
    let (held, other) = listed();
    assert!(held.len() > 80 && other.len() > 10, "the list is read: {} and {}", held.len(), other.len());
}
