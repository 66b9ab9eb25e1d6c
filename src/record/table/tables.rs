//! Cases into flat tables, one at a time.

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::json;

use super::codebook::codebook;
use super::column::Table;
use super::package::{Package, package};
use super::writer::{Csv, Ndjson};
use super::{Cell, answers, cases, clues};
use crate::instrument::{Instrument, QuestionIx};
use crate::interview::Case;
use crate::record::Selection;
use crate::record::shared::Shared;
use crate::record::sink::{Folder, NotWritten, Sink};

/// As what tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Ndjson,
}

/// The tables of cases, answers and clues, written a case at a time.
pub struct Tables<F: Folder> {
    folder: F,
    format: Format,
    instruments: Vec<Arc<Instrument>>,
    selection: Selection,
    asked: Vec<cases::Asked>,
    cases: Rows<F::File>,
    answers: Rows<F::File>,
    clues: Rows<F::File>,
    written: u32,
}

enum Rows<W: Write> {
    Csv(Box<Csv<W>>),
    Ndjson(Ndjson<W>),
}

impl<W: Write> Rows<W> {
    fn new<F: Folder<File = W>>(folder: &mut F, format: Format, table: &Table) -> io::Result<Self> {
        Ok(match format {
            Format::Csv => {
                let csv = Csv::new(folder.create(&format!("{}.csv", table.name))?, table)?;
                Self::Csv(Box::new(csv))
            }
            Format::Ndjson => {
                Self::Ndjson(Ndjson::new(folder.create(&format!("{}.ndjson", table.name))?, table))
            }
        })
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        match self {
            Self::Csv(csv) => csv.row(cells),
            Self::Ndjson(ndjson) => ndjson.row(cells),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Csv(csv) => csv.finish(),
            Self::Ndjson(ndjson) => ndjson.finish(),
        }
    }
}

fn tables(instruments: &[Arc<Instrument>], selection: &Selection) -> [Table; 3] {
    [cases::table(instruments, selection), answers::table(instruments, selection), clues::table(instruments)]
}

impl<F: Folder> Tables<F> {
    /// Starts the tables, for cases of these editions, the newest last.
    ///
    /// # Errors
    /// When a file cannot be started.
    pub fn new(
        mut folder: F,
        format: Format,
        instruments: Vec<Arc<Instrument>>,
        selection: Selection,
    ) -> io::Result<Self> {
        let [cases, answers, clues] = tables(&instruments, &selection);
        Ok(Self {
            cases: Rows::new(&mut folder, format, &cases)?,
            answers: Rows::new(&mut folder, format, &answers)?,
            clues: Rows::new(&mut folder, format, &clues)?,
            asked: cases::asked(&instruments, &selection),
            folder,
            format,
            instruments,
            selection,
            written: 0,
        })
    }
}

impl<F: Folder> Sink for Tables<F> {
    fn add(&mut self, case: &Case) -> Result<(), NotWritten> {
        let edition = &case.instrument().edition;
        if !self.instruments.iter().any(|instrument| instrument.edition == *edition) {
            return Err(NotWritten::Edition(edition.clone()));
        }
        self.written += 1;
        let (case, selection) = case.selected(&self.selection);
        let shared = Shared::of(&case, &selection);
        self.cases.row(&cases::row(self.written, &shared, &self.asked))?;
        for question in (0..case.instrument().questions().len()).map(QuestionIx) {
            if let Some(row) = answers::row(self.written, &shared, question) {
                self.answers.row(&row)?;
            }
        }
        for row in clues::rows(self.written, &shared) {
            self.clues.row(&row)?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.cases.finish()?;
        self.answers.finish()?;
        self.clues.finish()?;
        let tables = tables(&self.instruments, &self.selection);
        codebook(self.folder.create("codebook.csv")?, &tables)?;
        if self.format == Format::Csv {
            let editions = self.instruments.iter().map(|instrument| {
                format!("{} {}", instrument.edition.id, instrument.edition.version.as_str())
            });
            let about = Package {
                name: "faisceau-cases",
                title: "Faisceau: cases, answers, clues".to_owned(),
                properties: json!({ "instruments": editions.collect::<Vec<_>>() })
                    .as_object()
                    .cloned()
                    .unwrap_or_default(),
            };
            let mut file = self.folder.create("datapackage.json")?;
            file.write_all(package(&about, &tables.iter().collect::<Vec<_>>()).as_bytes())?;
            file.flush()?;
        }
        Ok(())
    }
}
