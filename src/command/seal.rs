//! `seal`: a file for its recipient alone.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use super::disk::{create, unwritable};
use super::fault::Fault;
use super::{Printed, name};
use crate::phrase;
use crate::sealing::{self, Passphrase, To};

/// Seals a file with age: to a public key, or with a passphrase.
#[derive(Args)]
#[command(after_help = "\
Without --to a passphrase is asked for at the terminal. It is never an argument: arguments are seen by
whoever lists processes. Any program that reads the age format opens the file.

Examples:
  faisceau seal report.html --to age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudyxnm0s5h4ftu
  faisceau seal bundle.ndjson --passphrase-from words.txt -o 2024.age")]
pub(super) struct Call {
    /// The file, or - for standard input.
    file: PathBuf,
    /// The public key of who receives it.
    #[arg(long, value_name = "KEY")]
    to: Option<String>,
    /// A file whose first line that is not blank is the passphrase, or - for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    passphrase_from: Option<PathBuf>,
    /// The file to write, or - for standard output; otherwise the name of the file with .age behind it.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let to = if let Some(key) = &call.to {
        To::key(key).map_err(|why| vec![Fault::NotAKey { named: key_told(key), why }])?
    } else {
        let words = words(call.passphrase_from.as_deref(), true).map_err(|fault| vec![fault])?;
        if phrase::length(&words) < phrase::SHORTEST {
            return Err(vec![Fault::ShortPassphrase]);
        }
        To::Passphrase(Passphrase::from(words))
    };
    let output = call.output.clone().unwrap_or_else(|| {
        if call.file == Path::new("-") {
            return PathBuf::from("-");
        }
        let mut name = call.file.clone().into_os_string();
        name.push(".age");
        name.into()
    });
    let unreadable = |error: std::io::Error| vec![Fault::unreadable(&call.file, &error)];
    let mut input: Box<dyn std::io::Read> = if call.file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(&call.file).map_err(unreadable)?)
    };
    let failed = |error: std::io::Error| vec![unwritable(&output, &error)];
    let mut writer = sealing::writer(create(&output).map_err(|fault| vec![fault])?, &to).map_err(failed)?;
    std::io::copy(&mut input, &mut writer).map_err(failed)?;
    writer.finish().and_then(|mut file| file.flush()).map_err(failed)?;
    let beside =
        if output == Path::new("-") { Vec::new() } else { vec![format!("sealed: {}", name(&output))] };
    Ok(Printed { beside, ..Printed::default() })
}

/// What was given for a key, short enough to be told and never a secret.
fn key_told(key: &str) -> String {
    let key = key.trim();
    if key.to_ascii_uppercase().starts_with("AGE-SECRET") {
        "AGE-SECRET-KEY-…".to_owned()
    } else {
        crate::intake::told(key, 20)
    }
}

/// A passphrase from a file, from standard input or from the terminal; asked twice where it seals.
pub(super) fn words(from: Option<&Path>, twice: bool) -> Result<Zeroizing<String>, Fault> {
    if let Some(path) = from {
        let bytes = super::read(path).map_err(|mut faults| faults.remove(0)).map(Zeroizing::new)?;
        return phrase::first_line(&bytes).ok_or(Fault::NoPassphrase);
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| Fault::NoPassphrase)
    };
    let words = ask("Passphrase: ")?;
    if twice && phrase::prepare(&ask("The same once more: ")?) != phrase::prepare(&words) {
        return Err(Fault::NotTheSame);
    }
    Ok(words)
}
