//! `merge`: several cases or bundles into one; a case that is there twice is shown, and none overwrites
//! another.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::cases::{Pieces, case};
use super::disk::{create, unwritable};
use super::fault::Fault;
use super::{Printed, told};
use crate::findings::Findings;
use crate::instrument::{Edition, Shelf};
use crate::interview::{Case, Moment};
use crate::record::Assessment;

/// Puts the cases of several files into one file, one a line.
#[derive(Args)]
#[command(after_help = "\
A case is the same as another when its number and its questionnaire are; where it bears no number, as in
files before 1.2.0 of the format, when its name and the moment at which it was opened are.
The same version twice is written once. Different versions of a case are shown, and none of them is
written unless --keep says which; the command then leaves with 1. The files are read twice, so that
standard input cannot be one of them.

Examples:
  faisceau merge -o all.ndjson cases/ bundle.ndjson
  faisceau merge --keep newest -o all.ndjson monday.ndjson friday.ndjson")]
pub(super) struct Call {
    /// Files of assessments, or folders.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The file to write, which must not be there yet.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Which of several versions of a case is written.
    #[arg(long, value_enum, value_name = "WHICH")]
    keep: Option<Keep>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Keep {
    /// The one that was changed last.
    Newest,
    /// Each of them.
    All,
}

/// What tells one case from another.
type Id = (String, Edition, Option<Moment>);

/// A version of a case: where it stands, and enough to compare it.
struct Version {
    at: usize,
    place: String,
    changed_at: Moment,
    digest: [u8; 32],
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    if call.files.iter().any(|file| file == Path::new("-")) {
        return Err(vec![Fault::ReadTwice]);
    }
    let shelf = Shelf::bundled();
    let mut printed = Printed::default();
    let mut known: BTreeMap<Id, Vec<Version>> = BTreeMap::new();
    for (at, piece) in Pieces::of(&call.files)?.enumerate() {
        let found = piece.and_then(|piece| Ok((case(&piece, &shelf)?, piece.place)));
        match found {
            Ok((case, place)) => {
                let version = Version { at, place, changed_at: case.changed_at(), digest: digest(&case) };
                known.entry(id(&case)).or_default().push(version);
            }
            Err(fault) => {
                printed.flawed = true;
                printed.beside.extend(told(&[fault]));
            }
        }
    }
    let mut chosen = Vec::new();
    for versions in known.into_values() {
        chosen.extend(choose(versions, call.keep, &mut printed));
    }
    chosen.sort_unstable();
    let mut out = create(&call.output).map_err(|fault| vec![fault])?;
    let failed = |error: std::io::Error| vec![unwritable(&call.output, &error)];
    let mut waiting = chosen.iter().peekable();
    for (at, piece) in Pieces::of(&call.files)?.enumerate() {
        if waiting.peek() != Some(&&at) {
            continue;
        }
        waiting.next();
        // It was taken in before: a file that changed meanwhile is named.
        match piece.and_then(|piece| case(&piece, &shelf)) {
            Ok(case) => {
                let line = serde_json::to_string(&Assessment::of(&case, &Findings::of(&case)));
                writeln!(out, "{}", line.unwrap_or_default()).map_err(failed)?;
            }
            Err(fault) => {
                printed.flawed = true;
                printed.beside.extend(told(&[fault]));
            }
        }
    }
    out.flush().map_err(failed)?;
    printed.beside.push(format!("{} cases written", chosen.len()));
    Ok(printed)
}

/// Which versions of one case are written.
fn choose(mut versions: Vec<Version>, keep: Option<Keep>, printed: &mut Printed) -> Vec<usize> {
    let mut distinct: Vec<Version> = Vec::new();
    for version in versions.drain(..) {
        match distinct.iter().find(|other| other.digest == version.digest) {
            Some(same) => {
                printed.beside.push(format!("{}: the same as {}: written once", version.place, same.place));
            }
            None => distinct.push(version),
        }
    }
    if distinct.len() == 1 {
        return distinct.iter().map(|version| version.at).collect();
    }
    let places: Vec<_> = distinct
        .iter()
        .map(|version| format!("{} (changed {})", version.place, version.changed_at))
        .collect();
    let places = places.join("; ");
    match keep {
        Some(Keep::All) => {
            printed.beside.push(format!("versions of one case, all written: {places}"));
            distinct.iter().map(|version| version.at).collect()
        }
        Some(Keep::Newest) => {
            let newest = distinct.iter().max_by_key(|version| version.changed_at);
            let kept = newest.map(|version| version.place.as_str()).unwrap_or_default();
            printed.beside.push(format!("versions of one case, of which {kept} is written: {places}"));
            newest.map(|version| version.at).into_iter().collect()
        }
        None => {
            printed.flawed = true;
            printed.beside.push(format!(
                "versions of one case, none written: {places}; `faisceau diff` shows how they differ, --keep says which is written"
            ));
            Vec::new()
        }
    }
}

fn id(case: &Case) -> Id {
    let edition = case.instrument().edition.clone();
    match case.number() {
        Some(number) => (number.to_string(), edition, None),
        None => (case.name().to_owned(), edition, Some(case.opened_at())),
    }
}

fn digest(case: &Case) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(Assessment::of(case, &Findings::of(case)).to_json()).into()
}
