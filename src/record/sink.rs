//! Where conversions go: one case at a time, so that ten thousand take no more memory than one.

use std::io;

use crate::instrument::Edition;
use crate::interview::Case;

/// Somewhere that files can be written side by side: a folder, an archive, or memory.
pub trait Folder {
    /// A file that is being written.
    type File: io::Write;

    /// Starts a file. Its name says nothing of any person.
    ///
    /// # Errors
    /// When it cannot be started.
    fn create(&mut self, name: &str) -> io::Result<Self::File>;
}

/// Takes cases one at a time, and writes each before the next.
pub trait Sink {
    /// Writes a case.
    ///
    /// # Errors
    /// Why it was not written. Of a case that does not fit, nothing is; the next can still be taken.
    fn add(&mut self, case: &Case) -> Result<(), NotWritten>;

    /// Writes what comes last.
    ///
    /// # Errors
    /// When it cannot be written.
    fn finish(self) -> io::Result<()>;
}

/// Why a case was not written.
#[derive(Debug)]
pub enum NotWritten {
    /// It was led with an edition that this conversion was not prepared for.
    Edition(Edition),
    /// The file could not be written.
    Io(io::Error),
}

impl From<io::Error> for NotWritten {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
