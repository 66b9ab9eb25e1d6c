//! The native command, as a person calls it: what it prints, what it says when something is wrong, and
//! with what it leaves.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, missing_docs)]

#[path = "command/files.rs"]
mod files;
#[path = "command/rescue.rs"]
mod rescue;
#[path = "command/serve.rs"]
mod serve;
#[path = "command/verify.rs"]
mod verify;

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Calls the command with this on standard input.
fn call(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_faisceau"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A call that is refused does not read on.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn beside(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

const TABLE: &str = "question,answer,own_words,said_by
work.hours-day,14,From six until the bar closed.,person
work.days-week,7,,
pay.received,never,,
documents.during,employer,,document
work.started,around 2011-03,,
violence.physical,prefers_not,,
";

#[test]
fn a_table_becomes_an_assessment_that_is_read_back_with_its_findings() {
    let built = call(&["answer", "-"], TABLE);
    assert!(built.status.success(), "{}", beside(&built));
    let json: serde_json::Value = serde_json::from_str(&out(&built)).expect("JSON");
    let told = &json["stages"][0]["agreements"][0]["step"]["given"]["explained_by"];
    assert_eq!(told, "assumed: built from a table", "what a table does not hold is said to be assumed");

    let assessed = call(&["assess", "-", "--json"], &out(&built));
    assert!(assessed.status.success(), "{}", beside(&assessed));
    let report: serde_json::Value = serde_json::from_str(&out(&assessed)).expect("JSON");
    let state = |clue: &str| {
        let families = report["families"].as_array().expect("families").iter();
        let mut clues = families.flat_map(|family| family["clues"].as_array().expect("clues"));
        clues.find(|told| told["clue"] == clue).map(|told| told["state"].clone()).expect("the clue")
    };
    assert_eq!(state("workload.no-day-off"), "present");
    assert_eq!(state("pay.none"), "present");
    assert_eq!(state("violence.physical"), "unknown", "not answered is never a no");

    let people = call(&["assess", "-", "--language", "fr"], &out(&built));
    assert!(out(&people).contains("un être humain décide"));
}

#[test]
fn the_same_table_gives_the_same_bytes_in_whatever_order_its_rows_stand() {
    let mut rows: Vec<&str> = TABLE.lines().collect();
    rows[1..].reverse();
    let again = rows.join("\n");
    assert_eq!(out(&call(&["answer", "-"], TABLE)), out(&call(&["answer", "-"], &again)));
}

#[test]
fn each_fault_of_a_table_names_its_line_and_what_would_be_taken() {
    let faulty = "question,answer\nwork.hours-day,many\nwork.hours,14\nwork.days-week,7\nwork.days-week,6\n\
                  work.still,perhaps\nwork.days-week,99\n";
    let refused = call(&["answer", "-"], faulty);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(out(&refused), "", "nothing is built by halves");
    let told = beside(&refused);
    for part in [
        "standard input:2: column answer: “many” is no answer here; it takes a whole number from 0 to 24",
        "standard input:3: column question: there is no question “work.hours”; the nearest is “work.hours-day”",
        "standard input:5: column question: “work.days-week” is answered on line 4 already",
        "standard input:6: column answer: “perhaps” is no answer here; it takes yes or no",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let bounds = beside(&call(&["answer", "-"], "question,answer\nwork.days-week,99\n"));
    assert!(bounds.contains("outside 0 to 7") || bounds.contains("outside 1 to 7"), "{bounds}");
    let options =
        beside(&call(&["answer", "-"], "question,answer\nwork.sector,house\ndebt.any,not_asked:\n"));
    assert!(options.contains("standard input:2: column answer: “house” does not fit"), "{options}");
    assert!(options.contains("one of domestic, diplomatic"), "{options}");
    assert!(options.contains("standard input:3: column answer: “not_asked:” is no answer"), "{options}");
    let cells = beside(&call(&["answer", "-"], "question,answer\npay.amount,12,5 EUR month\n"));
    assert!(cells.contains("standard input:2: the line has 3 cells, the first line 2"), "{cells}");
    let semicolons = beside(&call(&["answer", "-"], "question;answer\nwork.still;yes\n"));
    assert!(semicolons.contains("cells are separated by commas"), "{semicolons}");
    let columns = beside(&call(&["answer", "-"], "question,reply\nwork.still,yes\n"));
    assert!(columns.contains("column “reply” is not known"), "{columns}");
    assert!(columns.contains("names no column “answer”"), "{columns}");
}

#[test]
fn what_is_no_assessment_is_refused_in_a_sentence() {
    for (input, sentence) in [
        ("", "there is nothing in it"),
        ("{", "damaged or cut"),
        ("{\"schema\": 3}", "it is JSON, and not an assessment"),
    ] {
        let refused = call(&["assess", "-"], input);
        assert_eq!(refused.status.code(), Some(1));
        assert!(beside(&refused).contains(sentence), "{}", beside(&refused));
    }
    let missing = call(&["assess", "nowhere.json"], "");
    assert_eq!(missing.status.code(), Some(1));
    assert!(beside(&missing).starts_with("nowhere.json: cannot be read"), "{}", beside(&missing));
}

#[test]
fn every_edition_is_sound_and_a_flaw_is_named_with_its_place() {
    let shelf = ["instruments/association/1.0.0", "instruments/association/2.0.0"];
    for edition in shelf.into_iter().filter(|edition| std::path::Path::new(edition).is_dir()) {
        let sound = call(&["check", edition], "");
        assert!(sound.status.success(), "{}{}", out(&sound), beside(&sound));
        assert!(out(&sound).contains(": sound"), "{}", out(&sound));
    }
    let folder = std::env::temp_dir().join(format!("faisceau-check-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("instrument.json"), "{}").expect("a file");
    let flawed = call(&["check", folder.to_str().expect("a name")], "");
    std::fs::remove_dir_all(&folder).expect("gone again");
    assert_eq!(flawed.status.code(), Some(1));
    assert!(out(&flawed).contains("instrument.json: cannot be read"), "{}", out(&flawed));
    assert!(out(&flawed).contains("clues.json: the file is missing"), "{}", out(&flawed));
}

#[test]
fn questions_and_clues_are_listed() {
    let questions = out(&call(&["questions", "--options"], ""));
    assert!(questions.contains("work.hours-day"));
    assert!(questions.contains("a whole number from 0 to 24"));
    let json: serde_json::Value =
        serde_json::from_str(&out(&call(&["questions", "--json"], ""))).expect("JSON");
    assert!(json.as_array().is_some_and(|questions| questions.len() >= 60));
    let clues: serde_json::Value = serde_json::from_str(&out(&call(&["clues", "--json"], ""))).expect("JSON");
    assert!(clues.as_array().is_some_and(|clues| clues.len() >= 60));
}

#[test]
fn help_shows_examples_and_a_wrong_call_is_told_apart() {
    for verb in ["assess", "answer", "check", "clues", "questions"] {
        let help = call(&[verb, "--help"], "");
        assert!(help.status.success());
        assert!(out(&help).contains("Examples:"), "{verb}");
    }
    assert_eq!(call(&["frobnicate"], "").status.code(), Some(2));
}

/// `docs/clues.md` is made from the data; `FAISCEAU_BLESS=1 cargo test` writes it anew.
#[test]
fn the_page_of_clues_is_what_the_data_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/clues.md");
    let page = out(&call(&["clues", "--markdown"], ""));
    if std::env::var_os("FAISCEAU_BLESS").is_some() {
        std::fs::write(path, &page).expect("the page can be written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/clues.md is not what the data say: FAISCEAU_BLESS=1 cargo test writes it anew"
    );
}

#[test]
fn a_scenario_and_its_rules_are_checked_beside_one_another() {
    let sound = call(&["check", "tests/corpus/training/a-cook.json", "tests/corpus/training/trust.json"], "");
    assert!(sound.status.success(), "{}", out(&sound));
    let told = "tests/corpus/training/a-cook.json: sound\ntests/corpus/training/trust.json: sound\n";
    assert_eq!(out(&sound), told);
}

/// The cases of `tests/golden/cases`: invented, after situations that associations publish.
fn cases() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/cases");
    let files = std::fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("a file"));
    let named = |file: std::fs::DirEntry| file.file_name().into_string().expect("a name");
    let mut names: Vec<_> =
        files.filter_map(|file| named(file).strip_suffix(".csv").map(str::to_owned)).collect();
    names.sort();
    names
}

fn built(case: &str) -> String {
    let table = format!("tests/golden/cases/{case}.csv");
    let built = call(&["answer", &table, "--name", case], "");
    assert!(built.status.success(), "{case}: {}", beside(&built));
    assert_eq!(beside(&built), "", "{case}: every row is asked in its case");
    out(&built)
}

/// `FAISCEAU_BLESS=1 cargo test` writes the findings anew: they are reviewed by hand before they are kept.
#[test]
fn every_case_is_read_as_it_was_reviewed() {
    let blessing = std::env::var_os("FAISCEAU_BLESS").is_some();
    for case in cases() {
        let told = out(&call(&["assess", "-"], &built(&case)));
        let path = format!("{}/tests/golden/cases/{case}.txt", env!("CARGO_MANIFEST_DIR"));
        if blessing {
            std::fs::write(&path, &told).expect("the findings can be written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == told, "{case}.txt says something else; FAISCEAU_BLESS=1 writes it anew");
    }
}

/// What an expert of the field expects of each case, however it is worded: what converges, and the
/// strongest conclusion of French law, of the operational indicators and of the survey rules; `-` is none,
/// `*` where the rule is not made for the case.
const EXPECTED: &[(&str, [&str; 5])] = &[
    // case, [convergence, French law, indicators for adults, for children, survey rules]
    ("call-of-a-neighbour", ["none_so_far", "-", "-", "-", "-"]),
    (
        "daughter-in-the-lodge",
        [
            "converge",
            "trafficking-minor",
            "*",
            "trafficking-of-a-child-with-weight",
            "forced-labour-of-a-child",
        ],
    ),
    ("hand-in-the-machine", ["converge", "225-13", "exploitation-shown", "*", "-"]),
    (
        "house-of-an-artist",
        ["converge", "trafficking-two-means", "deception-and-exploitation", "*", "forced-labour"],
    ),
    (
        "man-in-the-cellar",
        ["converge", "trafficking-two-means", "trafficking-for-forced-labour", "*", "forced-labour"],
    ),
    (
        "mother-in-the-lodge",
        ["converge", "trafficking-two-means", "trafficking-for-forced-labour", "*", "forced-labour"],
    ),
    (
        "nine-years-in-a-home",
        ["converge", "trafficking-two-means", "trafficking-for-forced-labour", "*", "forced-labour"],
    ),
    (
        "poultry-catchers",
        ["converge", "trafficking-two-means", "trafficking-for-forced-labour", "*", "forced-labour"],
    ),
    ("seasons-in-the-orchards", ["do_not_converge", "-", "exploitation-shown", "*", "-"]),
    (
        "through-the-gulf",
        ["converge", "trafficking-two-means", "trafficking-for-forced-labour", "*", "forced-labour"],
    ),
    ("waiter-with-a-contract", ["do_not_converge", "-", "exploitation-shown", "*", "-"]),
    (
        "young-men-on-sites",
        ["converge", "trafficking-two-means", "trafficking-for-forced-labour", "*", "forced-labour"],
    ),
];

#[test]
fn every_case_is_read_as_an_expert_expects() {
    assert_eq!(cases(), EXPECTED.iter().map(|(case, _)| *case).collect::<Vec<_>>());
    for (case, expected) in EXPECTED {
        let report = out(&call(&["assess", "-", "--json"], &built(case)));
        let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
        let strongest = |id: &str| {
            let lenses = report["lenses"].as_array().expect("lenses");
            let lens = lenses.iter().find(|lens| lens["lens"] == id).expect("the lens");
            if lens["applies"] == "no" { "*" } else { lens["strongest"].as_str().unwrap_or("-") }
        };
        let converging = report["convergence"]["converging"].as_str().expect("a word");
        let [law, adult, child, survey] =
            ["french-law", "ilo-delphi-adult", "ilo-delphi-child", "ilo-survey-2012"].map(strongest);
        assert_eq!([converging, law, adult, child, survey], *expected, "{case}");
        assert_eq!(
            strongest("moroccan-law"),
            if *law == *"-" && *converging == *"none_so_far" { "-" } else { "*" }
        );
    }
}

#[test]
fn the_example_of_the_readme_is_what_the_command_says() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).expect("it is there");
    let (_, shown) = readme.split_once("| faisceau assess -\n").expect("the example");
    let (shown, _) = shown.split_once("```").expect("its end");
    let told = out(&call(&["assess", "-"], &built("hand-in-the-machine")));
    for line in shown.lines() {
        assert!(told.lines().any(|told| told == line), "{line}\n{told}");
    }
}
