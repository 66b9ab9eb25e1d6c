//! `open`: a sealed file, by its identity or its passphrase.

use std::io::{BufRead, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::{create, unwritable};
use super::fault::Fault;
use super::seal::words;
use super::{Printed, name, read};
use crate::intake::{Kind, recognise};
use crate::sealing::{self, Identities, NotOpened, Passphrase, With};

/// The largest page that opens itself, in bytes.
const LARGEST_PAGE: u64 = 64 * 1024 * 1024;

/// Opens a file that was sealed with age, by whatever program, or a page that opens itself.
#[derive(Args)]
#[command(after_help = "\
Without --identity a passphrase is asked for at the terminal.

Examples:
  faisceau open 2024.age --identity key.txt -o bundle.ndjson
  faisceau open case.age | faisceau assess -")]
pub(super) struct Call {
    /// The file, or - for standard input.
    file: PathBuf,
    /// A file with the secret key, as age-keygen writes it.
    #[arg(short, long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// A file whose first line that is not blank is the passphrase, or - for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "identity")]
    passphrase_from: Option<PathBuf>,
    /// The file to write; otherwise standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let with = if let Some(path) = &call.identity {
        let bytes = zeroize::Zeroizing::new(read(path)?);
        let found = Identities::of_file(&bytes);
        With::Identities(found.map_err(|why| vec![Fault::NotAKey { named: name(path), why }])?)
    } else {
        let words = words(call.passphrase_from.as_deref(), false).map_err(|fault| vec![fault])?;
        With::Passphrase(Passphrase::from(words))
    };
    let unreadable = |error: std::io::Error| vec![Fault::unreadable(&call.file, &error)];
    let mut input: Box<dyn Read> = if call.file == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(&call.file).map_err(unreadable)?)
    };
    let not_opened = |why| vec![Fault::NotOpened { file: name(&call.file), why }];
    let mut beginning = [0; 64];
    let mut filled = 0;
    while filled < beginning.len() {
        match input.read(&mut beginning[filled..]).map_err(unreadable)? {
            0 => break,
            read => filled += read,
        }
    }
    let file = beginning[..filled].chain(input);
    let reader: Box<dyn Read> = if sealing::is_sealed(&beginning[..filled]) {
        Box::new(file)
    } else {
        // A page that opens itself, or none of ours.
        let mut whole = Vec::new();
        file.take(LARGEST_PAGE).read_to_end(&mut whole).map_err(unreadable)?;
        match recognise(&whole) {
            Kind::Sealed | Kind::SealedPage => {
                Box::new(std::io::Cursor::new(sealing::sealed_in(&whole).unwrap_or_default().to_vec()))
            }
            Kind::CutPage => return Err(not_opened(NotOpened::Damaged)),
            _ => return Err(not_opened(NotOpened::NotSealed)),
        }
    };
    let mut reader = BufReader::new(reader);
    sealing::version(reader.fill_buf().map_err(unreadable)?).map_err(not_opened)?;
    let mut reader = sealing::reader(reader, &with).map_err(not_opened)?;
    let mut out = create(&call.output).map_err(|fault| vec![fault])?;
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = reader.read(&mut piece).map_err(|_| not_opened(NotOpened::Damaged))?;
        if read == 0 {
            break;
        }
        out.write_all(&piece[..read]).map_err(|error| vec![unwritable(&call.output, &error)])?;
    }
    out.flush().map_err(|error| vec![unwritable(&call.output, &error)])?;
    Ok(Printed::default())
}
