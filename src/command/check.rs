//! `check`: every flaw of an edition, a lens, a scenario or an assessment, with its place.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::fault::Fault;
use super::{Printed, edition, name, read, text_files};
use crate::findings::lens::{Lens, Lenses, Vocabulary};
use crate::instrument::{Flaw, Instrument, Shelf};
use crate::record;
use crate::training::{self, Rules, Scenario};

/// Checks the folder of an edition, a lens, a scenario or an assessment, and names every flaw with its place.
#[derive(Args)]
#[command(after_help = "\
A folder with an instrument.json is an edition; the tables beside it in ../../yardsticks are read with
it. A file of the format faisceau-lens/1 is a lens, read over the clues of --instrument. A file
of the format faisceau-scenario/1 is a scenario of the training: its pictures are looked up in pictures/
beside it, and the rules of trust are ours. One of the format faisceau-trust/1 holds such rules. Any other
file is taken for an assessment. Remarks are worth a look and are no flaws.

Examples:
  faisceau check instruments/association/2.0.0
  faisceau check my-lens.json --instrument association@2.0.0
  faisceau check *.json")]
pub(super) struct Call {
    /// What to check.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Over the clues of which edition a lens is read; the newest by default.
    #[arg(long, value_name = "EDITION")]
    instrument: Option<String>,
}

pub(super) fn run(call: &Call) -> Printed {
    let mut printed = Printed::default();
    for file in &call.files {
        let found = if file.is_dir() { folder(file) } else { one(file, call.instrument.as_deref()) };
        match found {
            Ok(flaws) => {
                let mut sound = true;
                for flaw in flaws {
                    let remark = flaw.fault.is_remark();
                    sound &= remark;
                    let kind = if remark { "remark: " } else { "" };
                    let _ = writeln!(printed.out, "{}: {kind}{flaw}", name(file));
                }
                if sound {
                    let _ = writeln!(printed.out, "{}: sound", name(file));
                }
                printed.flawed |= !sound;
            }
            Err(faults) => {
                printed.beside.extend(super::told(&faults));
                printed.flawed = true;
            }
        }
    }
    printed
}

/// The flaws of an edition's folder, its lenses among them.
fn folder(folder: &Path) -> Result<Vec<Flaw>, Vec<Fault>> {
    let unreadable = |path: &Path, why: String| vec![Fault::Unreadable { file: name(path), why }];
    let mut found = text_files(folder).map_err(|error| unreadable(folder, error.to_string()))?;
    // The tables are shared by the editions: `instruments/INSTRUMENT/VERSION` has them two steps up.
    let tables = folder.join("../../yardsticks");
    if tables.is_dir() {
        let shared = text_files(&tables).map_err(|error| unreadable(&tables, error.to_string()))?;
        found.extend(shared.into_iter().map(|(file, path)| (format!("yardsticks/{file}"), path)));
    }
    let mut files = Vec::new();
    for (file, path) in found {
        let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error.to_string()))?;
        files.push((file, text));
    }
    let files: Vec<_> = files.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    let mut flaws = Instrument::check(&files);
    if let Ok(instrument) = Instrument::read(&files) {
        let lenses = files.iter().filter(|(file, _)| file.starts_with("lenses/")).copied();
        flaws.extend(Lenses::read(lenses, &Vocabulary::of(&instrument)).flaws().iter().cloned());
    }
    Ok(flaws)
}

/// The flaws of a lens, of a scenario or of an assessment.
fn one(file: &Path, over: Option<&str>) -> Result<Vec<Flaw>, Vec<Fault>> {
    let bytes = read(file)?;
    if let Ok(text) = std::str::from_utf8(&bytes) {
        let told = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match format(text).as_deref().and_then(|format| format.split('/').next()) {
            Some("faisceau-lens") => {
                let instrument = edition(over)?;
                return Ok(Lens::read(&told, text, &Vocabulary::of(&instrument)).err().unwrap_or_default());
            }
            Some("faisceau-scenario") => return Ok(scenario(file, &told, text)),
            Some("faisceau-trust") => return Ok(Rules::read(text).err().unwrap_or_default()),
            _ => {}
        }
    }
    match record::read(&bytes, &Shelf::bundled()) {
        Ok(_) => Ok(Vec::new()),
        Err(why) => Err(vec![Fault::Refused { file: name(file), why, field: None }]),
    }
}

/// The flaws of a scenario, with the rules and the pictures that lie beside it, or else the app's own.
fn scenario(file: &Path, told: &str, text: &str) -> Vec<Flaw> {
    let beside = |name: &str| std::fs::read_to_string(file.with_file_name(name));
    let rules = match beside("trust.json") {
        Ok(rules) => Rules::read(&rules).map(Arc::new),
        Err(_) => Rules::bundled(),
    };
    let picture = |name: &str| {
        let is_plain = Path::new(name).file_name().is_some_and(|plain| plain == name);
        let found = is_plain.then(|| beside(&format!("pictures/{name}")).ok()).flatten().map(Cow::Owned);
        found.or_else(|| training::picture(name).map(Cow::Borrowed))
    };
    match (rules, Scenario::read(told, text)) {
        (Ok(rules), Ok(scenario)) => scenario.check(told, &Shelf::bundled(), &rules, &picture),
        (Err(flaws), _) | (_, Err(flaws)) => flaws,
    }
}

/// What a text says of itself that it is.
fn format(text: &str) -> Option<String> {
    let read: serde_json::Value = serde_json::from_str(text).ok()?;
    read.get("format").and_then(|format| format.as_str()).map(str::to_owned)
}
