//! Who may import whom. The core knows no browser; each room knows only those below it.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, each with the rooms that it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("intake", &[]),
    ("instrument", &["intake"]),
    ("interview", &["instrument"]),
    ("findings", &["instrument", "interview"]),
    ("wording", &["instrument", "interview", "findings"]),
    (
        "command",
        &[
            "intake",
            "instrument",
            "interview",
            "findings",
            "wording",
            "record",
            "training",
            "phrase",
            "sealing",
            "vault",
            "state",
        ],
    ),
    ("record", &["intake", "instrument", "interview", "findings", "wording"]),
    ("training", &["intake", "instrument", "interview", "findings", "wording"]),
    ("phrase", &[]),
    ("vault", &["phrase"]),
    ("sealing", &["phrase"]),
    ("doors", &[]),
    ("state", &["phrase", "instrument", "interview", "findings", "record", "training", "vault", "sealing"]),
    (
        "ui",
        &[
            "wording",
            "training",
            "instrument",
            "interview",
            "findings",
            "record",
            "phrase",
            "state",
            "vault",
            "doors",
            "sealing",
        ],
    ),
    ("shell", &["instrument", "interview", "sealing", "state", "doors", "ui"]),
];

/// What only the rooms at the rim may name.
const BROWSER: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "gloo_", "leptos", "indexed_db"];
const RIM: &[&str] = &["doors", "ui", "shell"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    files(folder, "rs")
}

/// The files of a place with this ending: those of a folder, with all that is within, or the one.
fn files(place: &Path, ending: &str) -> Vec<PathBuf> {
    if place.is_dir() {
        let entries = fs::read_dir(place).expect("a folder").map(|entry| entry.expect("an entry").path());
        return entries.flat_map(|path| files(&path, ending)).collect();
    }
    let fits = place.extension().is_some_and(|end| end == ending);
    fits.then(|| place.to_owned()).into_iter().collect()
}

/// The code of a file, without its comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source can be read");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a file names.
fn named(code: &str) -> Vec<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found: Vec<_> =
        code.match_indices("crate::").map(|(at, name)| word(&code[at + name.len()..])).collect();
    for (at, name) in code.match_indices("use crate::{") {
        let list = code[at + name.len()..].split('}').next().unwrap_or_default();
        found.extend(list.split(',').map(|part| word(part.trim())));
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn each_room_imports_only_the_rooms_that_it_may() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for (room, allowed) in ROOMS {
        for file in sources(&src.join(room)) {
            let code = code(&file);
            // What a file's own tests use to set the scene is not part of the house.
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            for named in named(code) {
                assert!(
                    named == *room || allowed.contains(&named.as_str()),
                    "{}: {room} may not import {named}",
                    file.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "the rule looked at {seen} imports");
}

#[test]
fn every_folder_of_sources_is_a_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("the sources") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        assert!(!path.is_dir() || ROOMS.iter().any(|(room, _)| *room == name), "{name} has no rule");
    }
}

#[test]
fn only_the_rim_knows_the_browser_and_nothing_below_reads_the_clock() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (room, _) in ROOMS.iter().filter(|(room, _)| !RIM.contains(room)) {
        for file in sources(&src.join(room)) {
            let code = code(&file);
            for name in BROWSER.iter().chain(&["now_utc", "now_local", "SystemTime", "Instant::now"]) {
                assert!(!code.contains(name), "{} names {name}", file.display());
            }
        }
    }
}

/// What French writes with a space before it, at which no line may end.
const SPACED: [char; 5] = [':', ';', '?', '!', '»'];

/// The places of a text at which a line could end before its punctuation, or after an opening quotation mark.
fn breaks(text: &str) -> Vec<&str> {
    let around = |at: usize| {
        let from = text[..at].char_indices().rev().nth(20).map_or(0, |(at, _)| at);
        let to = text[at..].char_indices().nth(12).map_or(text.len(), |(more, _)| at + more);
        &text[from..to]
    };
    let before = text.match_indices(' ').filter(|(at, _)| {
        let word = text[..*at].ends_with(|c: char| c.is_alphanumeric() || "»).…’%€}”".contains(c));
        word && text[at + 1..].starts_with(SPACED)
    });
    before.chain(text.match_indices("« ")).map(|(at, _)| around(at)).collect()
}

#[test]
fn no_line_of_french_ends_before_its_punctuation() {
    assert_eq!(breaks("Un indice : jamais un verdict ; « voir »").len(), 4);
    assert!(breaks("Un indice\u{a0}: jamais un verdict. At 10:18; see").is_empty());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let under = |folder: &str, end: &str| files(&root.join(folder), end);
    // An edition that was published stays as it is.
    let texts = under("src/ui/text/fr", "json").into_iter().chain(under("instruments", "json"));
    let texts = texts.chain(under("src/sealing/page", "html")).chain([root.join("docs/get-faisceau.md")]);
    let texts = texts.filter(|path| !path.components().any(|part| part.as_os_str() == "1.0.0"));
    let texts: Vec<_> = texts.map(|path| (fs::read_to_string(&path).expect("a text"), path)).collect();
    assert!(texts.len() > 40, "{} files were read", texts.len());
    let sentences = [
        "src/wording",
        "src/record/report",
        "src/record/paper",
        "src/record/own_copy.rs",
        "src/record/how_to_open.rs",
        "src/record/table",
        "src/command",
    ];
    let sources = sentences.iter().flat_map(|place| files(&root.join(place), "rs"));
    // In the sources what is French is between quotation marks, on one line or several.
    let sources = sources.map(|path| {
        // A mark that opens and ends no text.
        let code = code(&path).replace("'\"'", "").replace("\\\"", "");
        let quoted: Vec<_> = code.split('"').skip(1).step_by(2).collect();
        (quoted.join("\n"), path)
    });
    for (text, path) in texts.into_iter().chain(sources) {
        assert_eq!(breaks(&text), Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn every_field_for_what_is_secret_is_the_one_that_no_keyboard_changes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let field = root.join("src/ui/parts/passphrase.rs");
    let mut found = 0;
    for file in sources(&root.join("src/ui")) {
        let hidden = code(&file).matches("\"password\"").count();
        assert!(hidden == 0 || file == field, "{} has a field of its own", file.display());
        found += hidden;
    }
    assert_eq!(found, 1);
    let code = code(&field);
    for kept in
        ["autocapitalize=\"none\"", "custom_attribute(\"autocorrect\", \"off\")", "spellcheck=\"false\""]
    {
        assert!(code.contains(kept), "{kept}");
    }
}
