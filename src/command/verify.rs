//! `verify`: whether the files of a release are those that were published, without a network.

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::manifest::{Key, LARGEST, Listed, Manifest, Version};
use super::{Printed, Tongue, files_in, json, name};

// `KEY`: the public key in `release-key.pub`, where this repository has one.
include!(concat!(env!("OUT_DIR"), "/release_key.rs"));

const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";

/// Checks files of a release against its signed manifest.
#[derive(Args)]
#[command(after_help = "\
A folder stands for every file of the release, and for what else lies in it. manifest.json and
manifest.sig are looked for there, or in the nearest folder above the first file. The manifest is believed only if it was signed
with the key that this executable carries, or with that of --key, and is not of an older release than this
executable. Each file is then told as sound, changed, missing, or unknown to the release.

An executable checks others, and not itself: check a new one with the one that you trust already.

It leaves with 0 when every file is sound, and 1 otherwise.

Examples:
  faisceau verify release
  faisceau verify faisceau-0.2.0-x86_64-unknown-linux-musl --language fr
  faisceau verify release --key release-key.pub --at-least 0.1.0")]
pub(super) struct Call {
    /// Files of a release, or the folder that holds them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A file with the public key, in 64 hexadecimal digits, in place of the one that is carried.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The oldest version that is taken.
    #[arg(long, value_name = "VERSION", default_value = env!("CARGO_PKG_VERSION"))]
    at_least: Version,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    /// The language of what is told.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// Byte by byte what was published.
    Sound,
    /// Not what was published under that name.
    Changed,
    /// Published, and not here.
    Missing,
    /// Here, and not published.
    Unknown,
}

#[derive(Serialize)]
struct Told {
    file: String,
    state: State,
}

#[derive(Serialize)]
struct Report {
    version: String,
    sound: bool,
    files: Vec<Told>,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let key = key(call.key.as_deref()).map_err(|fault| vec![fault])?;
    let first = call.files.first().map_or(Path::new("."), PathBuf::as_path);
    let folder = if first.is_dir() { first } else { above(first) };
    let manifest = manifest(folder, &key, call.at_least).map_err(|fault| vec![fault])?;
    let mut files = Vec::new();
    for path in &call.files {
        let told = if path.is_dir() {
            whole(path, &manifest)
        } else {
            one(path, folder, &manifest).map(|told| vec![told])
        };
        files.extend(told.map_err(|fault| vec![fault])?);
    }
    let sound = files.iter().all(|told| told.state == State::Sound);
    let report = Report { version: manifest.version.to_string(), sound, files };
    let out = if call.json { json(&report) } else { text(&report, call.language) };
    Ok(Printed { out, flawed: !sound, ..Printed::default() })
}

/// The nearest folder above a file that has a manifest; otherwise the one that the file is in.
fn above(file: &Path) -> &Path {
    let found = file.ancestors().skip(1).find(|folder| folder.join(MANIFEST).is_file());
    found.or_else(|| file.parent()).unwrap_or(file)
}

/// The key in a file, or the one that is carried.
fn key(file: Option<&Path>) -> Result<Key, Fault> {
    let Some(path) = file else {
        return KEY.and_then(Key::read).ok_or(Fault::NoReleaseKey);
    };
    let text = String::from_utf8(short(path)?).unwrap_or_default();
    Key::read(&text).ok_or_else(|| Fault::NotAReleaseKey(name(path)))
}

/// The manifest of a folder, if it is to be believed.
fn manifest(folder: &Path, key: &Key, least: Version) -> Result<Manifest, Fault> {
    let path = folder.join(MANIFEST);
    let (bytes, signature) = (short(&path)?, short(&folder.join(SIGNATURE))?);
    let believed = Manifest::read(&bytes, &signature, key, least);
    believed.map_err(|why| Fault::Unbelieved { file: name(&path), why })
}

/// A file that is never large.
fn short(path: &Path) -> Result<Vec<u8>, Fault> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| Fault::unreadable(path, &error))?;
    file.take(LARGEST as u64).read_to_end(&mut bytes).map_err(|error| Fault::unreadable(path, &error))?;
    Ok(bytes)
}

/// Every file of the release in a folder, and what else lies there.
fn whole(folder: &Path, manifest: &Manifest) -> Result<Vec<Told>, Fault> {
    let mut told = Vec::new();
    for listed in &manifest.files {
        told.push(Told { file: listed.path.clone(), state: state(&folder.join(&listed.path), listed)? });
    }
    let own = [MANIFEST, SIGNATURE];
    for (path, _) in files_in(folder)? {
        if !own.contains(&path.as_str()) && manifest.files.iter().all(|listed| listed.path != path) {
            told.push(Told { file: path, state: State::Unknown });
        }
    }
    Ok(told)
}

/// One file that was named, by its path from the manifest's folder.
fn one(path: &Path, folder: &Path, manifest: &Manifest) -> Result<Told, Fault> {
    let within = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let listed = manifest.files.iter().find(|listed| listed.path == within);
    let state = match listed {
        Some(listed) => state(path, listed)?,
        None => State::Unknown,
    };
    Ok(Told { file: name(path), state })
}

fn state(path: &Path, listed: &Listed) -> Result<State, Fault> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(State::Missing),
        Err(error) => return Err(Fault::unreadable(path, &error)),
    };
    if path.is_dir() {
        return Ok(State::Changed);
    }
    let same = listed.is(file).map_err(|error| Fault::unreadable(path, &error))?;
    Ok(if same { State::Sound } else { State::Changed })
}

/// What is printed for a person.
fn text(report: &Report, language: Tongue) -> String {
    let mut out = String::new();
    for told in &report.files {
        let _ = writeln!(out, "{:<10} {}", word(told.state, language), told.file);
    }
    let version = &report.version;
    let last = match (language, report.sound) {
        (Tongue::En, true) => format!("Faisceau {version}: every file is what was published."),
        (Tongue::En, false) => format!("Faisceau {version}: this is not what was published. Do not use it."),
        (Tongue::Fr, true) => format!("Faisceau {version}\u{a0}: chaque fichier est celui qui a été publié."),
        (Tongue::Fr, false) => {
            format!("Faisceau {version}\u{a0}: ce n’est pas ce qui a été publié. Ne vous en servez pas.")
        }
    };
    out.push_str(&last);
    out.push('\n');
    out
}

const fn word(state: State, language: Tongue) -> &'static str {
    match (language, state) {
        (Tongue::En, State::Sound) => "sound",
        (Tongue::En, State::Changed) => "changed",
        (Tongue::En, State::Missing) => "missing",
        (Tongue::En, State::Unknown) => "unknown",
        (Tongue::Fr, State::Sound) => "conforme",
        (Tongue::Fr, State::Changed) => "modifié",
        (Tongue::Fr, State::Missing) => "absent",
        (Tongue::Fr, State::Unknown) => "inconnu",
    }
}
