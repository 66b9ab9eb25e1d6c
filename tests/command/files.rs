//! Files in and out: validated, converted, merged, compared, sealed and opened.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use faisceau::findings::Findings;
use faisceau::instrument::{Language, QuestionId, Shelf};
use faisceau::interview::{Moment, Part, Recipient};
use faisceau::record::{Assessment, Recipients};
use faisceau::training::Exercise;
use serde_json::Value;

use super::{TABLE, beside, call, out};

/// A new folder of this test's own.
fn folder(name: &'static str) -> PathBuf {
    static TAKEN: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
    assert!(
        TAKEN.lock().expect("no test holds it").insert(name),
        "two tests would share the folder “{name}”"
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn case(name: &str) -> String {
    out(&call(&["answer", "-", "--name", name], TABLE))
}

/// The document with one value changed.
fn changed(document: &str, at: &str, value: Value) -> String {
    let mut json: Value = serde_json::from_str(document).expect("JSON");
    *json.pointer_mut(at).expect("the place") = value;
    format!("{json:#}\n")
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    fs::write(folder.join(name), text).expect("a file can be written");
    path(folder, name)
}

/// Three sound cases, a damaged one and one with a wrong field, one after the other.
fn bundle() -> String {
    let damaged = &case("B-2")[..900];
    let line = |document: String| {
        let json: Value = serde_json::from_str(&document).expect("JSON");
        format!("{json}\n")
    };
    let wrong = changed(&case("B-4"), "/answers/0/entry/first_at", Value::from("yesterday"));
    [line(case("B-1")), format!("{damaged}\n"), case("B-3"), wrong, line(case("B-5"))].concat()
}

#[test]
fn faults_of_a_bundle_name_file_case_and_field_and_the_good_cases_still_come_out() {
    let folder = folder("bundle");
    let bundle = write(&folder, "bundle.ndjson", &bundle());
    let validated = call(&["validate", &bundle], "");
    assert_eq!(validated.status.code(), Some(1));
    assert_eq!(out(&validated), "3 sound, 2 not taken in\n");
    let told = beside(&validated);
    assert!(told.contains("bundle.ndjson, case 2 (line 2): not taken in: it is damaged or cut"), "{told}");
    assert!(told.contains("bundle.ndjson, case 4 (line "), "{told}");
    assert!(told.contains("in answers[0].entry.first_at"), "{told}");

    let into = path(&folder, "csv");
    let converted = call(&["convert", "--to", "csv", "-o", &into, &bundle], "");
    assert_eq!(converted.status.code(), Some(1), "some did not come out");
    assert!(out(&converted).starts_with("3 cases in "), "{}", out(&converted));
    let cases = fs::read_to_string(folder.join("csv/cases.csv")).expect("the table");
    assert_eq!(cases.lines().count(), 4, "a header and three cases");
    let again = call(&["convert", "--to", "csv", "-o", &into, &bundle], "");
    assert!(beside(&again).contains("nothing is overwritten"), "{}", beside(&again));
}

#[test]
fn cases_become_every_format_and_questions_a_form() {
    let folder = folder("formats");
    for (format, file) in [
        ("htcds", "cases_onehot.csv"),
        ("ndjson", "answers.ndjson"),
        ("fhir", "responses.ndjson"),
        ("report", "report-00001.html"),
        ("assessment", "assessments.ndjson"),
    ] {
        let into = path(&folder, format);
        let converted = call(&["convert", "--to", format, "-o", &into, "-"], &case("A-1"));
        assert!(converted.status.success(), "{format}: {}", beside(&converted));
        let written = fs::read_to_string(folder.join(format).join(file)).expect("the file");
        assert!(!written.is_empty(), "{format}");
        assert!(!written.contains("A-1") && !written.contains("bar closed"), "{format}: coded answers alone");
    }
    let table = path(&folder, "htcds/cases.csv");
    let validated = call(&["validate", &table], "");
    assert!(validated.status.success(), "{}", beside(&validated));
    let into = path(&folder, "form");
    let form = call(&["convert", "--to", "xlsform", "-o", &into], "");
    assert!(form.status.success() && folder.join("form/association-2.0.0.xlsx").exists());
    assert!(beside(&form).contains("cannot be held"), "what a form cannot hold is listed");
}

#[test]
fn a_recipient_gets_their_selection_when_the_agreement_covers_it_and_only_then() {
    let folder = folder("recipients");
    let one = write(&folder, "case.json", &case("A-1"));
    let into = |name: &str| path(&folder, name);
    let shared = |name: &str, more: &[&str]| {
        let into = into(name);
        call(&[&["convert", "--to", "assessment", "-o", &into, &one], more].concat(), "")
    };
    let refused = shared("refused", &["--for", "prosecutor"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(beside(&refused).contains("does not cover that it goes to “prosecutor”"), "{}", beside(&refused));
    assert_eq!(fs::read_to_string(folder.join("refused/assessments.ndjson")).expect("a file"), "");

    let without = shared("without", &["--for", "prosecutor", "--without-agreement", "a child in danger"]);
    assert!(without.status.success(), "{}", beside(&without));
    let written = fs::read_to_string(folder.join("without/assessments.ndjson")).expect("a file");
    let json: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(json["selection"]["recipient"], "prosecutor");
    assert!(json["selection"]["permission"].get("without").is_some());

    let counted = shared("counted", &["--for", "statistics"]);
    assert!(counted.status.success(), "{}", beside(&counted));
    let written = fs::read_to_string(folder.join("counted/assessments.ndjson")).expect("a file");
    assert!(!written.contains("bar closed") && !written.contains("A-1") && written.contains("2011"));
    let back = call(&["validate", &path(&folder, "counted/assessments.ndjson")], "");
    assert_eq!(out(&back), "1 sound, 0 not taken in\n");
}

#[test]
fn a_case_that_is_there_twice_is_shown_and_none_overwrites_another() {
    let folder = folder("merge");
    let one = write(&folder, "one.json", &case("A-1"));
    let (left, right) = TABLE.split_once("work.days-week,7").expect("a row");
    let later = format!("{left}work.days-week,6{right}");
    let later = out(&call(&["answer", "-", "--name", "A-1"], &later));
    let later = write(&folder, "later.json", &later);
    let more = write(&folder, "more.ndjson", &[case("A-2"), case("A-1")].concat());

    let into = path(&folder, "all.ndjson");
    let merged = call(&["merge", "-o", &into, &one, &more], "");
    assert!(merged.status.success(), "{}", beside(&merged));
    assert!(beside(&merged).contains("the same as"), "{}", beside(&merged));
    assert_eq!(out(&call(&["validate", &into], "")), "2 sound, 0 not taken in\n");

    let differing = path(&folder, "differing.ndjson");
    let merged = call(&["merge", "-o", &differing, &one, &later, &more], "");
    assert_eq!(merged.status.code(), Some(1));
    assert!(beside(&merged).contains("versions of one case, none written"), "{}", beside(&merged));
    assert_eq!(out(&call(&["validate", &differing], "")), "1 sound, 0 not taken in\n");
    let kept = path(&folder, "kept.ndjson");
    let merged = call(&["merge", "--keep", "all", "-o", &kept, &one, &later], "");
    assert!(merged.status.success());
    assert_eq!(out(&call(&["validate", &kept], "")), "2 sound, 0 not taken in\n");
    assert!(beside(&call(&["merge", "-o", &kept, &one], "")).contains("nothing is overwritten"));

    let differ = call(&["diff", &one, &later], "");
    assert_eq!(differ.status.code(), Some(1));
    assert!(
        out(&differ).contains("work.days-week\n  - 7 days a week\n  + 6 days a week\n"),
        "{}",
        out(&differ)
    );
    let same = call(&["diff", &one, &one], "");
    assert!(same.status.success() && out(&same) == "no difference\n");
}

#[test]
fn what_is_sealed_is_opened_again_and_each_refusal_says_why() {
    let folder = folder("sealed");
    let one = write(&folder, "case.json", &case("A-1"));
    let words = write(&folder, "words.txt", "four words of ours\n");
    let wrong = write(&folder, "wrong.txt", "four words of yours\n");
    let short = write(&folder, "short.txt", "short\n");
    let sealed = path(&folder, "case.json.age");
    assert!(call(&["seal", &one, "--passphrase-from", &words], "").status.success());
    assert!(fs::read(&sealed).expect("a file").starts_with(b"age-encryption.org/v1"));
    let opened = call(&["open", &sealed, "--passphrase-from", &words], "");
    assert_eq!(out(&opened), case("A-1"));
    let says = |arguments: &[&str], told: &str| {
        let refused = call(arguments, "");
        assert_eq!(refused.status.code(), Some(1), "{told}");
        assert!(beside(&refused).contains(told), "{}", beside(&refused));
    };
    says(&["open", &sealed, "--passphrase-from", &wrong], "the passphrase is not the one");
    says(&["open", &one, "--passphrase-from", &words], "it is not sealed with age");
    says(&["seal", &one, "--passphrase-from", &short], "shorter than 12 characters");
    says(&["seal", &one, "--passphrase-from", &words], "nothing is overwritten");
    let as_a_shell_writes = write(&folder, "bom.txt", "\u{feff}Four words of  ours \r\n");
    let opened = call(&["open", &sealed, "--passphrase-from", &as_a_shell_writes], "");
    assert_eq!(out(&opened), case("A-1"), "{}", beside(&opened));
    let spaces = write(&folder, "spaces.txt", "four         \u{200b}\n");
    says(&["seal", &one, "--passphrase-from", &spaces], "shorter than 12 characters");
    let blank = write(&folder, "blank.txt", "\r\n \r\n");
    says(&["seal", &one, "--passphrase-from", &blank], "the file holds no text");
    says(&["seal", &one, "--to", "ssh-ed25519 AAAA"], "a key of SSH");
    let secret = "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQS000000";
    let refused = call(&["seal", &one, "--to", secret], "");
    assert!(beside(&refused).contains("must not be given away") && !beside(&refused).contains("QYQSZ"));
    says(&["open", &sealed, "--identity", &one], "no age key");
}

/// *F and the bar* with each part marked where it stands: the answers are the same, so that it is taken in.
fn marked() -> String {
    let exercise = Exercise::bundled().expect("sound");
    let whole = exercise.whole(&Shelf::bundled(), Language::En, Moment::from_unix(1_711_105_200_000, 60));
    let case = whole.expect("sound");
    let document = Assessment::of(&case, &Findings::of(&case));
    let mut json = serde_json::to_value(document).expect("JSON");
    let mark = |part: Part, at: &str| Value::from(format!("[{part:?} {at}]"));
    json["case"]["name"] = mark(Part::CaseName, "-");
    for list in ["answers", "set_aside"] {
        for record in json[list].as_array_mut().expect("a list") {
            let at = record["question"].as_str().expect("a name").to_owned();
            let entry = &mut record["entry"];
            for kind in ["text", "note"] {
                if let Some(words) = entry.pointer_mut(&format!("/answer/value/{kind}")) {
                    *words = mark(Part::Texts, &at);
                }
            }
            entry["own_words"] = mark(Part::OwnWords, &at);
            entry["observed"] = mark(Part::Observed, &at);
        }
    }
    for stage in json["stages"].as_array_mut().expect("a list") {
        for record in stage["agreements"].as_array_mut().expect("a list") {
            if let Some(given) = record.pointer_mut("/step/given") {
                for field in ["explained_by", "language", "interpreter"] {
                    given[field] = mark(Part::Names, "-");
                }
            }
        }
    }
    json["decision"]["decided_by"] = mark(Part::Names, "-");
    json["decision"]["reasons"] = mark(Part::Reasons, "-");
    format!("{json}\n")
}

#[test]
fn by_command_no_recipient_gets_what_is_not_theirs_in_any_format() {
    let folder = folder("every-recipient");
    let case = write(&folder, "case.json", &marked());
    let newest = Shelf::bundled().newest().expect("an edition");
    let recipients = Recipients::of(&newest).expect("sound");
    for recipient in Recipient::ALL {
        let selection = recipients.selection(recipient, &newest);
        let named = recipient.as_str().replace('_', "-");
        let mut seen = 0;
        for format in ["htcds", "csv", "ndjson", "fhir", "report", "assessment"] {
            let to = path(&folder, &format!("{named}-{format}"));
            let done = call(
                &["convert", "--to", format, "--for", &named, "--asked", "spoken", "-o", &to, &case],
                "",
            );
            assert!(done.status.success(), "{named} {format}: {}", beside(&done));
            for file in fs::read_dir(&to).expect("a folder") {
                let file = file.expect("a file").path();
                let text = [file.display().to_string(), fs::read_to_string(&file).expect("text")].join("\n");
                for part in Part::ALL {
                    for (at, opening) in text.match_indices(&format!("[{part:?} ")) {
                        let question = text[at + opening.len()..].split(']').next().unwrap_or_default();
                        let theirs = selection.has(part) && !selection.withholds(&QuestionId::from(question));
                        assert!(theirs, "{named} {format} {}: {part:?} {question}", file.display());
                        seen += 1;
                    }
                }
            }
        }
        let words = [Part::Texts, Part::OwnWords, Part::Observed].into_iter().any(|part| selection.has(part));
        assert_eq!(seen > 0, words, "{named} gets the words that are theirs");
    }
}
