//! Cases out of files, one at a time: an assessment, or many of them one after the other.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::name;
use super::progress::Progress;
use crate::instrument::Shelf;
use crate::interview::Case;
use crate::record::{self, Assessment, Unreadable};

/// A document of a file, before it is known what it is.
pub(super) struct Piece {
    /// Where it stands, for a message.
    pub place: String,
    pub bytes: Vec<u8>,
}

/// The documents of some files, in their order. A document begins with a line that begins with `{`: that
/// is so of one on many lines as we write it, and of one a line; so a damaged one spoils no other.
pub(super) struct Pieces {
    waiting: VecDeque<PathBuf>,
    open: Option<Open>,
    progress: Progress,
}

struct Open {
    file: String,
    lines: Box<dyn BufRead>,
    /// The first line of the next document, once it is read.
    next: Vec<u8>,
    line: usize,
    number: usize,
}

impl Pieces {
    /// The documents of these files; of a folder, those of its `.json` and `.ndjson` files.
    pub fn of(files: &[PathBuf]) -> Result<Self, Vec<Fault>> {
        let mut waiting = VecDeque::new();
        for file in files {
            if !file.is_dir() {
                waiting.push_back(file.clone());
                continue;
            }
            let unreadable = |error: std::io::Error| vec![Fault::unreadable(file, &error)];
            let mut found = Vec::new();
            for entry in std::fs::read_dir(file).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                if path.extension().is_some_and(|end| end == "json" || end == "ndjson") {
                    found.push(path);
                }
            }
            found.sort();
            waiting.extend(found);
        }
        let progress = Progress::over(waiting.iter().map(PathBuf::as_path));
        Ok(Self { waiting, open: None, progress })
    }

    /// Tells of a document that is left out, at once: there may be many.
    pub fn tell(&self, fault: &Fault) {
        self.progress.say(&fault.to_string());
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(open) = &mut self.open else {
                let path = self.waiting.pop_front()?;
                match Open::at(&path) {
                    Ok(open) => self.open = Some(open),
                    Err(fault) => return Some(Err(fault)),
                }
                continue;
            };
            match open.piece(&self.progress) {
                Ok(Some(piece)) => return Some(Ok(piece)),
                Ok(None) => self.open = None,
                Err(fault) => {
                    self.open = None;
                    return Some(Err(fault));
                }
            }
        }
    }
}

impl Open {
    fn at(path: &Path) -> Result<Self, Fault> {
        let file = name(path);
        let lines: Box<dyn BufRead> = if path == Path::new("-") {
            Box::new(BufReader::new(std::io::stdin()))
        } else {
            let opened = File::open(path)
                .map_err(|error| Fault::Unreadable { file: file.clone(), why: error.to_string() })?;
            Box::new(BufReader::new(opened))
        };
        Ok(Self { file, lines, next: Vec::new(), line: 0, number: 0 })
    }

    /// The next document; none at the end of a file that had one.
    fn piece(&mut self, progress: &Progress) -> Result<Option<Piece>, Fault> {
        let mut bytes = std::mem::take(&mut self.next);
        let start = self.line.max(1);
        loop {
            let mut line = Vec::new();
            let room = u64::try_from(record::LARGEST + 1 - bytes.len().min(record::LARGEST)).unwrap_or(0);
            let read = self.lines.by_ref().take(room).read_until(b'\n', &mut line);
            let read =
                read.map_err(|error| Fault::Unreadable { file: self.file.clone(), why: error.to_string() })?;
            progress.read(read);
            if read == 0 && bytes.len() <= record::LARGEST {
                break;
            }
            self.line += 1;
            let begins = line.first() == Some(&b'{');
            if begins && !bytes.iter().all(u8::is_ascii_whitespace) {
                self.next = line;
                break;
            }
            bytes.extend(line);
            if bytes.len() > record::LARGEST {
                let place = self.place(start);
                return Err(Fault::Refused { file: place, why: Unreadable::TooLarge, field: None });
            }
        }
        if bytes.iter().all(u8::is_ascii_whitespace) && (self.number > 0 || !self.next.is_empty()) {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Piece { place: self.place(start), bytes }))
    }

    fn place(&self, line: usize) -> String {
        match self.number {
            0 | 1 => self.file.clone(),
            number => format!("{}, case {number} (line {line})", self.file),
        }
    }
}

/// Takes a document in as a case.
pub(super) fn case(piece: &Piece, shelf: &Shelf) -> Result<Case, Fault> {
    record::read(&piece.bytes, shelf).map_err(|why| {
        let field = match why {
            Unreadable::NotTheSchema { .. } => field(&piece.bytes),
            Unreadable::Around(field) => Some(field.to_owned()),
            _ => None,
        };
        Fault::Refused { file: piece.place.clone(), why, field }
    })
}

/// The way to the field at which a document does not follow the schema.
fn field(bytes: &[u8]) -> Option<String> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read: Result<Assessment, _> = serde_path_to_error::deserialize(&mut json);
    read.err().map(|error| error.path().to_string())
}
