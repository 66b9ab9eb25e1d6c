//! Reports on many cases, one file each.

use std::io::{self, Write};

use super::report;
use crate::instrument::Language;
use crate::interview::{Case, Selection};
use crate::record::{Folder, NotWritten, Sink};

/// Writes the identification report on each case: `report-00001.html` and on.
#[derive(Debug)]
pub struct Reports<F> {
    folder: F,
    selection: Selection,
    language: Language,
    written: u32,
}

impl<F: Folder> Reports<F> {
    /// Reports on what the selection takes of each case.
    pub const fn new(folder: F, selection: Selection, language: Language) -> Self {
        Self { folder, selection, language, written: 0 }
    }
}

impl<F: Folder> Sink for Reports<F> {
    fn add(&mut self, case: &Case) -> Result<(), NotWritten> {
        self.written += 1;
        let mut file = self.folder.create(&format!("report-{:05}.html", self.written))?;
        file.write_all(report(case, &self.selection, self.language).to_html().as_bytes())?;
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        Ok(())
    }
}
