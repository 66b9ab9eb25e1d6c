//! `validate`: whether assessments can be taken in, and files of HTCDS are as the standard has them.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use super::cases::{Pieces, case};
use super::fault::Fault;
use super::{Printed, name};
use crate::instrument::Shelf;
use crate::record::htcds::{self, Standard};

/// Checks assessments, one or many a file, and files of HTCDS; names file, case and field of each fault.
#[derive(Args)]
#[command(after_help = "\
A file holds one assessment, or many one after the other (NDJSON); a folder, such files. A file that ends
in .csv is read as one of the Human Trafficking Case Data Standard.

Examples:
  faisceau validate faisceau-assessment-2024-03-22-1523.json
  faisceau validate cases/ bundle.ndjson
  faisceau open sealed.age | faisceau validate -")]
pub(super) struct Call {
    /// Files, folders, or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let (tables, documents): (Vec<_>, Vec<_>) =
        call.files.iter().cloned().partition(|file| file.extension().is_some_and(|end| end == "csv"));
    let mut printed = Printed::default();
    for table in &tables {
        let (rows, faults) = table_faults(table)?;
        let sound = faults.is_empty();
        printed.flawed |= !sound;
        printed.beside.extend(faults.into_iter().map(|fault| format!("{}: {fault}", name(table))));
        if sound {
            let _ = writeln!(printed.out, "{}: sound, {rows} rows", name(table));
        }
    }
    let shelf = Shelf::bundled();
    let (mut sound, mut faulty) = (0_u32, 0_u32);
    let mut pieces = Pieces::of(&documents)?;
    while let Some(piece) = pieces.next() {
        match piece.and_then(|piece| case(&piece, &shelf)) {
            Ok(_) => sound += 1,
            Err(fault) => {
                faulty += 1;
                pieces.tell(&fault);
            }
        }
    }
    if !documents.is_empty() {
        let _ = writeln!(printed.out, "{sound} sound, {faulty} not taken in");
    }
    printed.flawed |= faulty > 0;
    Ok(printed)
}

/// The rows of a file of the standard, and what is wrong in it.
fn table_faults(path: &PathBuf) -> Result<(u32, Vec<String>), Vec<Fault>> {
    let unreadable = |why: String| vec![Fault::Unreadable { file: name(path), why }];
    let standard = Standard::bundled().map_err(|_| unreadable("the standard is not carried".to_owned()))?;
    let file = std::fs::File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let (mut rows, mut found) = (0, Vec::new());
    let head = htcds::read(file, &standard, |_, faults| {
        rows += 1;
        found.extend(faults.iter().map(ToString::to_string));
    })
    .map_err(|error| unreadable(error.to_string()))?;
    let mut all: Vec<_> = head.iter().map(ToString::to_string).collect();
    all.extend(found);
    Ok((rows, all))
}
