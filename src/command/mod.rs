//! The native command: the same core without a screen, for researchers and reviewers.
//!
//! Start with [`run`]. Each verb has a file of its own and gives back what it prints; what is read as a
//! stream or written as files goes through `cases` and `disk`. It leaves with 0 when all is well, 1 when a file was refused
//! or has a flaw, 2 when the call itself was wrong, and 3 when
//! another program has the port.

mod answer;
mod assess;
mod cases;
mod cell;
mod check;
mod clues;
mod convert;
mod diff;
mod disk;
mod fault;
mod host;
mod manifest;
mod merge;
mod open;
mod paper;
mod progress;
mod questions;
mod report;
mod report_text;
mod rescue;
mod seal;
mod serve;
mod share;
mod site;
mod validate;
mod verify;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};

use crate::instrument::{Edition, Instrument, InstrumentId, Language, Shelf, Version};
use fault::Fault;

/// Reads identification clues out of assessments, checks instruments and lenses, builds assessments from
/// tables, converts, merges, compares and seals them; serves the app to this computer, and checks a release.
/// Nothing leaves this computer. A clue is never a verdict: a human decides.
#[derive(Parser)]
#[command(name = "faisceau", version)]
struct Call {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Assess(assess::Call),
    Answer(answer::Call),
    Check(check::Call),
    Clues(clues::Call),
    Questions(questions::Call),
    Paper(paper::Call),
    Validate(validate::Call),
    Convert(convert::Call),
    Merge(merge::Call),
    Diff(diff::Call),
    Seal(seal::Call),
    Open(open::Call),
    Rescue(rescue::Call),
    Serve(serve::Call),
    Verify(verify::Call),
}

/// What a verb has to print.
#[derive(Default)]
struct Printed {
    /// For standard output.
    out: String,
    /// For standard error: what was left out, and why.
    beside: Vec<String>,
    /// Whether a flaw was found.
    flawed: bool,
}

/// A language of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Tongue {
    Fr,
    En,
}

impl Tongue {
    /// That in which this computer speaks, where POSIX lets it say so; French, in which the app begins, otherwise.
    fn of_this_computer() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
        let first = named.into_iter().find(|value| !value.is_empty());
        if first.is_none_or(|value| value.to_string_lossy().starts_with("fr")) { Self::Fr } else { Self::En }
    }
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Fr => Self::Fr,
            Tongue::En => Self::En,
        }
    }
}

/// Does what the command line asks.
#[must_use]
pub fn run() -> ExitCode {
    // Opened by a double click, an executable that carries the app serves it.
    let alone = std::env::args_os().len() == 1;
    let verb = match serve::Call::without_words().filter(|_| alone) {
        Some(call) => Verb::Serve(call),
        None => Call::parse().verb,
    };
    let done = match verb {
        Verb::Assess(call) => assess::run(&call),
        Verb::Answer(call) => answer::run(&call),
        Verb::Check(call) => Ok(check::run(&call)),
        Verb::Clues(call) => clues::run(&call),
        Verb::Questions(call) => questions::run(&call),
        Verb::Paper(call) => paper::run(&call),
        Verb::Validate(call) => validate::run(&call),
        Verb::Convert(call) => convert::run(&call),
        Verb::Merge(call) => merge::run(&call),
        Verb::Diff(call) => diff::run(&call),
        Verb::Seal(call) => seal::run(&call),
        Verb::Open(call) => open::run(&call),
        Verb::Rescue(call) => rescue::run(&call),
        Verb::Serve(call) => serve::run(&call),
        Verb::Verify(call) => verify::run(&call),
    };
    let (printed, status) = match done {
        Ok(printed) => {
            let flawed = printed.flawed;
            (printed, u8::from(flawed))
        }
        Err(faults) => {
            let status = faults.iter().map(Fault::status).max().unwrap_or(1);
            (Printed { beside: told(&faults), ..Printed::default() }, status)
        }
    };
    for line in printed.beside {
        eprintln!("{line}");
    }
    // Whoever closes the pipe has read enough.
    let closed = std::io::stdout().lock().write_all(printed.out.as_bytes()).is_err();
    ExitCode::from(if closed { status.max(1) } else { status })
}

fn told(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}

/// Reads a file, or standard input for `-`. No more is taken than a document may hold.
fn read(path: &Path) -> Result<Vec<u8>, Vec<Fault>> {
    let limit = u64::try_from(crate::record::LARGEST).unwrap_or(u64::MAX) + 1;
    let unreadable = |error: std::io::Error| vec![Fault::unreadable(path, &error)];
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    Ok(bytes)
}

/// A file's name in a message.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// The edition named `instrument@version`, or the newest.
fn edition(named: Option<&str>) -> Result<Arc<Instrument>, Vec<Fault>> {
    let shelf = Shelf::bundled();
    let unknown = |named: &str| {
        let carried = shelf.editions().map(|edition| format!("{}@{}", edition.id, edition.version)).collect();
        vec![Fault::NoEdition { named: named.to_owned(), carried }]
    };
    match named {
        None => shelf.newest().ok_or_else(|| unknown("")),
        Some(named) => {
            let (id, version) = named.split_once('@').ok_or_else(|| unknown(named))?;
            let edition = Edition { id: InstrumentId::from(id), version: Version::from(version) };
            shelf.find(&edition).ok_or_else(|| unknown(named))
        }
    }
}

/// The JSON of something made of texts, numbers and lists: writing it to memory cannot fail.
fn json(value: &impl serde::Serialize) -> String {
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}

/// The files of a folder and of those in it, each with its path from there, in the order of these; links are not
/// followed, and stand among the files.
fn files_in(folder: &Path) -> Result<Vec<(String, PathBuf)>, Fault> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).map_err(|error| Fault::unreadable(&next, &error))? {
            let entry = entry.map_err(|error| Fault::unreadable(&next, &error))?;
            let path = entry.path();
            if entry.file_type().map_err(|error| Fault::unreadable(&path, &error))?.is_dir() {
                waiting.push(path);
            } else {
                let told = path.strip_prefix(folder).unwrap_or(&path);
                found.push((told.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A file of a folder, as the checkers name it.
fn text_files(folder: &Path) -> std::io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|end| end == "json") {
                let told = path.strip_prefix(folder).unwrap_or(&path);
                found.push((told.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    found.sort();
    Ok(found)
}
