//! Many cases, one at a time.

use std::fs;
use std::io;
use std::sync::Arc;
use std::time::Instant;

use faisceau::instrument::Language;
use faisceau::interview::Case;
use faisceau::record::fhir::Fhir;
use faisceau::record::htcds::{Htcds, Options, Standard};
use faisceau::record::table::{Format, Tables};
use faisceau::record::{Folder, Selection, Sink};

use super::f_and_the_bar;
use super::htcds::mapping;

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
