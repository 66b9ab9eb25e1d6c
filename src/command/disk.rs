//! Files that are written: none is ever overwritten.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::name;
use crate::record::Folder;

/// A folder on disk.
pub(super) struct Disk(PathBuf);

impl Disk {
    /// This folder, made if it is not there.
    pub fn at(folder: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        Ok(Self(folder.to_owned()))
    }
}

impl Folder for Disk {
    type File = File;

    fn create(&mut self, name: &str) -> io::Result<File> {
        let path = self.0.join(name);
        // The file is named, so that it can be moved away.
        File::create_new(&path)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
    }
}

/// A new file, or standard output for `-`.
pub(super) fn create(path: &Path) -> Result<Box<dyn Write>, Fault> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdout().lock()));
    }
    let file = File::create_new(path).map_err(|error| unwritable(path, &error))?;
    Ok(Box::new(io::BufWriter::new(file)))
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Fault {
    if error.kind() == io::ErrorKind::AlreadyExists {
        Fault::Exists(name(path))
    } else {
        Fault::Unwritable { file: name(path), why: error.to_string() }
    }
}
