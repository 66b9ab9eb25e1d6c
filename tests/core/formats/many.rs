//! Many cases, one at a time.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use faisceau::findings::Findings;
use faisceau::instrument::{Language, QuestionIx, Shelf, StageId};
use faisceau::interview::{
    Agreement, Answer, Case, Command as InterviewCommand, Event, Form, Happening, Moment, Standing,
};
use faisceau::record::fhir::Fhir;
use faisceau::record::htcds::{Htcds, Options, Standard};
use faisceau::record::table::{Format, Tables};
use faisceau::record::{Assessment, Folder, Selection, Sink};

use super::f_and_the_bar;
use super::htcds::mapping;
use crate::driver::NOON;
use crate::laws::value;

/// A folder that keeps nothing.
struct Nowhere;

impl Folder for Nowhere {
    type File = io::Sink;

    fn create(&mut self, _: &str) -> io::Result<io::Sink> {
        Ok(io::sink())
    }
}

/// The most memory that this process ever held, in KiB; none where the system does not tell.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn feed(mut sink: impl Sink, case: &Case, times: u32) {
    for _ in 0..times {
        sink.add(case).expect("it fits");
    }
    sink.finish().expect("it ends");
}

fn convert(format: &str, case: &Case, times: u32) {
    let editions = vec![Arc::clone(case.instrument())];
    let everything = Selection::everything();
    let tables =
        |format| Tables::new(Nowhere, format, editions.clone(), everything.clone()).expect("it starts");
    match format {
        "csv" => feed(tables(Format::Csv), case, times),
        "ndjson" => feed(tables(Format::Ndjson), case, times),
        "fhir" => {
            let sink = Fhir::new(Nowhere, editions.clone(), everything.clone(), Language::En);
            feed(sink.expect("it starts"), case, times);
        }
        _ => {
            let options = Options { selection: everything.clone(), one_hot: true, ..Options::default() };
            let standard = Standard::bundled().expect("sound");
            let sink = Htcds::new(Nowhere, standard, vec![mapping(case.instrument())], options);
            feed(sink.expect("it starts"), case, times);
        }
    }
}

/// Tells seconds and peak memory for ten thousand cases: `cargo test --profile serve --test core
/// ten_thousand -- --ignored --nocapture`. A sink that kept a case would hold a hundred megabytes.
#[test]
#[ignore = "a measure, which takes minutes"]
fn ten_thousand_cases_take_no_more_memory_than_a_hundred() {
    let case = f_and_the_bar();
    for format in ["htcds", "csv", "ndjson", "fhir"] {
        convert(format, &case, 100);
        let (before, start) = (peak(), Instant::now());
        convert(format, &case, 10_000);
        let seconds = start.elapsed().as_secs_f32();
        if let (Some(before), Some(after)) = (before, peak()) {
            println!(
                "{format}: 10,000 cases in {seconds:.1} s, peak {after} KiB, {} KiB more",
                after - before
            );
            assert!(after - before < 4096, "{format} holds on to cases");
        }
    }
}

/// A case drawn from a number: about half of what is asked is answered.
fn drawn(number: u64) -> Case {
    let instrument = Shelf::bundled().newest().expect("an edition");
    let at = Moment::from_unix(NOON + i64::try_from(number).expect("small") * 3_600_000, 60);
    let edition = instrument.edition.clone();
    let what =
        Happening::Opened { name: format!("N-{number}"), edition, language: Language::En, number: None };
    let mut case = Case::open(Arc::clone(&instrument), &Event { at, what }).expect("it opens");
    for stage in StageId::ASKING {
        let uses = instrument.stage(stage).asking.iter().flat_map(|asking| &asking.uses);
        let agreement = Agreement {
            explained_by: "Caseworker 3".into(),
            language: "English".into(),
            interpreter: String::new(),
            form: Form::Spoken,
            uses: uses.map(|offered| offered.id.clone()).collect(),
        };
        case.perform(InterviewCommand::Agree(stage, agreement), at).expect("it is given");
    }
    // A plain mixer (SplitMix64): the same number gives the same case.
    let mut seed = number;
    let mut next = || {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 27)
    };
    for question in (0..instrument.questions().len()).map(QuestionIx) {
        let draw = next();
        if case.standing(question) != Standing::Asked || draw.is_multiple_of(2) {
            continue;
        }
        let told = Answer::Value(value(&instrument.question(question).kind, draw / 2));
        case.perform(InterviewCommand::Answer(question, Some(told)), at).expect("it fits");
        if draw % 5 == 1 {
            let words = format!("words {draw}, as they were said");
            case.perform(InterviewCommand::OwnWords(question, words), at).expect("they are taken");
        }
    }
    case
}

/// Writes ten thousand different cases where `./dev bench` looks for them.
#[test]
#[ignore = "it takes minutes, and is there for ./dev bench"]
fn ten_thousand_different_cases_are_written() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ten-thousand.ndjson");
    let mut out = io::BufWriter::new(fs::File::create(path).expect("a file"));
    for number in 0..10_000 {
        let case = drawn(number);
        let assessment = Assessment::of(&case, &Findings::of(&case));
        serde_json::to_writer(&mut out, &assessment).expect("it is written");
        io::Write::write_all(&mut out, b"\n").expect("it is written");
    }
    io::Write::flush(&mut out).expect("it is written");
}
