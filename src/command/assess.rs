//! `assess`: the findings of an exported assessment.

use std::path::PathBuf;

use clap::Args;

use super::fault::Fault;
use super::report::Report;
use super::{Printed, Tongue, json, name, read, report_text};
use crate::findings::Findings;
use crate::instrument::Shelf;
use crate::record;

/// Tells what the answers of an assessment say: clues, what converges, every lens and what would change
/// it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  faisceau assess faisceau-assessment-2024-03-22-1523.json
  faisceau assess --language fr case.json
  faisceau answer case.csv | faisceau assess - --json")]
pub(super) struct Call {
    /// The assessment, or - for standard input.
    file: PathBuf,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    /// The language of the report.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let bytes = read(&call.file)?;
    let case = record::read(&bytes, &Shelf::bundled())
        .map_err(|why| vec![Fault::Refused { file: name(&call.file), why, field: None }])?;
    let report = Report::of(&case, &Findings::of(&case), call.language.into());
    let out = if call.json { json(&report) } else { report_text::text(&report) };
    Ok(Printed { out, ..Printed::default() })
}
