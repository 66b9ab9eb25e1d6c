//! `convert`: cases into the field's formats, one at a time.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::cases::{Pieces, case};
use super::disk::{Disk, unwritable};
use super::fault::Fault;
use super::share::Share;
use super::{Printed, Tongue, edition, name};
use crate::instrument::{Instrument, Shelf};
use crate::interview::Case;
use crate::record::fhir::Fhir;
use crate::record::htcds::{Htcds, Mapping, Options, Standard};
use crate::record::report::Reports;
use crate::record::table::{Format, Tables};
use crate::record::xlsform::{Form, workbook};
use crate::record::{Folder, NotWritten, Sink};

/// Converts cases to other formats, and questions to a form. Without a recipient, coded answers alone
/// leave.
#[derive(Args)]
#[command(after_help = "\
What is written:
  htcds       the Human Trafficking Case Data Standard 2.0, as CSV with codebook and data package
  csv         one row a case, an answer, a clue, with codebook and data package
  ndjson      the same, one JSON object a line
  fhir        Questionnaire, and QuestionnaireResponse one a line (R4)
  xlsform     the questions alone, for KoboToolbox and ODK
  report      the identification report, one HTML file a case, which prints on A4
  assessment  the assessments as far as they may leave, one a line

A case of which the agreements do not cover the recipient is left out, unless each person was asked
(--asked) or there is a reason to go without (--without-agreement). A case that cannot be taken in is
named, with the field; the others still come out, and the command leaves with 1. No file is overwritten.

Examples:
  faisceau convert --to csv --for researcher -o out/ cases/
  faisceau convert --to htcds -o out/ bundle.ndjson
  faisceau convert --to xlsform --instrument association@2.0.0 -o out/")]
pub(super) struct Call {
    /// Files of assessments, folders, or - for standard input; none for a form.
    files: Vec<PathBuf>,
    /// To which format.
    #[arg(long, value_enum)]
    to: To,
    /// The folder to write to.
    #[arg(short, long, value_name = "FOLDER", default_value = ".")]
    output: PathBuf,
    #[command(flatten)]
    share: Share,
    /// The edition of the questions, as association@2.0.0; cases of another are named and left out.
    #[arg(long, value_name = "EDITION")]
    instrument: Option<String>,
    /// A field of HTCDS that identifies, is about others or holds text, asked for by name.
    #[arg(long, value_name = "FIELD")]
    field: Vec<String>,
    /// The language of questions and of reports.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

/// A format.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    Htcds,
    Csv,
    Ndjson,
    Fhir,
    Xlsform,
    Report,
    Assessment,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let instruments = match &call.instrument {
        Some(named) => vec![edition(Some(named))?],
        None if call.to == To::Xlsform => vec![edition(None)?],
        None => Shelf::bundled().all().collect(),
    };
    let disk = Disk::at(&call.output).map_err(|fault| vec![fault])?;
    if call.to == To::Xlsform {
        return forms(call, disk, &instruments);
    }
    if call.files.is_empty() {
        return Err(vec![Fault::NoFiles]);
    }
    let selection = call.share.selection(&instruments)?;
    let written = |error: std::io::Error| vec![unwritable(&call.output, &error)];
    match call.to {
        To::Csv | To::Ndjson => {
            let format = if call.to == To::Csv { Format::Csv } else { Format::Ndjson };
            pour(call, Tables::new(disk, format, instruments, selection).map_err(written)?)
        }
        To::Fhir => {
            pour(call, Fhir::new(disk, instruments, selection, call.language.into()).map_err(written)?)
        }
        To::Htcds => {
            let unsound =
                |flaws: Vec<crate::instrument::Flaw>| flaws.into_iter().map(Fault::Unsound).collect();
            let standard = Standard::bundled().map_err(unsound)?;
            if let Some(field) = call.field.iter().find(|field| standard.field(field).is_none()) {
                return Err(vec![Fault::NoField(field.clone())]);
            }
            let mut mappings = Vec::new();
            for instrument in &instruments {
                let found: Result<_, Vec<Fault>> = Mapping::bundled(instrument, &standard).map_err(unsound);
                mappings.extend(found?);
            }
            let by_name = call.field.iter().cloned().collect();
            let selection = call.share.with_named_texts(selection, !call.field.is_empty());
            let options = Options { selection, by_name, one_hot: true };
            pour(call, Htcds::new(disk, standard, mappings, options).map_err(written)?)
        }
        To::Report => pour(call, Reports::new(disk, selection, call.language.into())),
        To::Assessment => pour(call, super::share::Assessments::new(disk, &call.share).map_err(written)?),
        To::Xlsform => Ok(Printed::default()),
    }
}

/// Writes every case that can be taken in and may leave; names the others.
fn pour(call: &Call, mut sink: impl Sink) -> Result<Printed, Vec<Fault>> {
    let shelf = Shelf::bundled();
    let mut printed = Printed::default();
    let (mut written, mut left_out) = (0_u32, 0_u32);
    let mut pieces = Pieces::of(&call.files)?;
    while let Some(piece) = pieces.next() {
        let done = piece.and_then(|piece| {
            let case: Case = case(&piece, &shelf)?;
            call.share.permission(&case, &piece.place)?;
            sink.add(&case).map_err(|why| match why {
                NotWritten::Edition(edition) => Fault::NotPrepared { file: piece.place.clone(), edition },
                NotWritten::Io(error) => unwritable(&call.output, &error),
            })
        });
        match done {
            Ok(()) => written += 1,
            Err(fault @ (Fault::Unwritable { .. } | Fault::Exists(_))) => return Err(vec![fault]),
            Err(fault) => {
                left_out += 1;
                pieces.tell(&fault);
            }
        }
    }
    sink.finish().map_err(|error| vec![unwritable(&call.output, &error)])?;
    printed.out = format!("{written} cases in {}, {left_out} left out\n", name(&call.output));
    printed.flawed = left_out > 0;
    Ok(printed)
}

/// The questions as forms, and what a form cannot hold.
fn forms(call: &Call, mut disk: Disk, instruments: &[Arc<Instrument>]) -> Result<Printed, Vec<Fault>> {
    let mut printed = Printed::default();
    for instrument in instruments {
        let form = Form::of(instrument);
        let file = format!("{}-{}.xlsx", instrument.edition.id, instrument.edition.version);
        let bytes = workbook(&form, call.language.into())
            .map_err(|error| vec![Fault::Unwritable { file: file.clone(), why: error.to_string() }])?;
        let written = disk.create(&file).and_then(|mut out| std::io::Write::write_all(&mut out, &bytes));
        written.map_err(|error| vec![unwritable(&call.output, &error)])?;
        let _ = writeln!(printed.out, "{}", call.output.join(&file).display());
        printed
            .beside
            .extend(form.untold.iter().map(|id| format!("{id}: its condition cannot be held: always asked")));
    }
    Ok(printed)
}
