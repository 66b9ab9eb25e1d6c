//! `rescue`: the cases of a rescue copy of the app's safe, by its passphrase.

use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::Disk;
use super::fault::Fault;
use super::seal::words;
use super::{Printed, name};
use crate::findings::Findings;
use crate::instrument::Shelf;
use crate::record::{Assessment, Folder};
use crate::state::open_rescue;
use crate::vault::Rescue;

/// Opens a rescue copy that the app has saved, lists its cases and writes them out.
#[derive(Args)]
#[command(after_help = "\
The passphrase is the one that the safe had when the copy was made; it is asked for at the terminal. What
is written is in clear: keep it where the safe was kept, or seal it.

Examples:
  faisceau rescue faisceau-rescue-2024-03-22-1523.fsr
  faisceau rescue copy.fsr --to-folder cases")]
pub(super) struct Call {
    /// The rescue copy.
    file: PathBuf,
    /// A file whose first line that is not blank is the passphrase, or - for standard input.
    #[arg(long, value_name = "FILE")]
    passphrase_from: Option<PathBuf>,
    /// Writes each case there as an assessment, under a number.
    #[arg(short = 'o', long, value_name = "FOLDER")]
    to_folder: Option<PathBuf>,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let file = || name(&call.file);
    let bytes = whole(&call.file)?;
    let rescue = Rescue::read(&bytes).map_err(|why| vec![Fault::NotARescue { file: file(), why }])?;
    let words = words(call.passphrase_from.as_deref(), false).map_err(|fault| vec![fault])?;
    let opened = open_rescue(&rescue, &words, &Shelf::bundled());
    let (cases, lost) = opened.map_err(|why| vec![Fault::SafeNotOpened { file: file(), why }])?;
    let mut printed = Printed::default();
    let mut folder = match &call.to_folder {
        Some(folder) => Some(Disk::at(folder).map_err(|fault| vec![fault])?),
        None => None,
    };
    for (at, case) in cases.iter().enumerate() {
        let number = at + 1;
        let edition = &case.instrument().edition;
        let (name, changed) = (case.name(), case.changed_at());
        let _ = writeln!(printed.out, "{number}\t{name}\t{changed}\t{} {}", edition.id, edition.version);
        if let Some(folder) = &mut folder {
            let document = Assessment::of(case, &Findings::of(case)).to_json();
            // A name would tell of whom.
            let written = folder
                .create(&format!("case-{number}.json"))
                .and_then(|mut file| std::io::Write::write_all(&mut file, document.as_bytes()));
            written.map_err(|error| {
                vec![Fault::Unwritable { file: format!("case {number}"), why: error.to_string() }]
            })?;
        }
    }
    if !rescue.whole {
        printed.beside.push(format!("{}: cut or damaged; what can be read is here", file()));
    }
    if lost > 0 {
        printed.beside.push(format!("{}: {lost} cases cannot be read", file()));
    }
    printed.flawed = !rescue.whole || lost > 0;
    Ok(printed)
}

/// The whole copy, unless it is larger than any.
fn whole(path: &Path) -> Result<Vec<u8>, Vec<Fault>> {
    let unreadable = |error: std::io::Error| vec![Fault::unreadable(path, &error)];
    let limit = u64::try_from(Rescue::LARGEST).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
