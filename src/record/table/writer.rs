//! Rows into files.

use std::io::{self, Write};

use serde::ser::{SerializeMap, Serializer as _};

use super::cell::Cell;
use super::column::Table;

/// A table as CSV (RFC 4180): UTF-8 without a mark, commas, CRLF, a header.
pub struct Csv<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Starts the table with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(file: W, table: &Table) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        writer.write_record(table.columns.iter().map(|column| column.name.as_str()))?;
        Ok(Self { writer })
    }

    /// Writes a row, which has a cell for each column.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        Ok(self.writer.write_record(cells.iter().map(Cell::to_csv))?)
    }

    /// Writes all that is still in memory.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A table as NDJSON: UTF-8, one object a line, LF. A column without a value is left out.
pub struct Ndjson<W: Write> {
    file: io::BufWriter<W>,
    names: Vec<String>,
}

impl<W: Write> Ndjson<W> {
    /// Starts the table, which has no header.
    #[must_use]
    pub fn new(file: W, table: &Table) -> Self {
        let names = table.columns.iter().map(|column| column.name.clone()).collect();
        Self { file: io::BufWriter::new(file), names }
    }

    /// Writes a row, which has a cell for each column.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let mut serializer = serde_json::Serializer::new(&mut self.file);
        let mut line = serializer.serialize_map(None)?;
        for (name, cell) in self.names.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty) {
            line.serialize_entry(name, cell)?;
        }
        line.end()?;
        self.file.write_all(b"\n")
    }

    /// Writes all that is still in memory.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}
