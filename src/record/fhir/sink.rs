//! Cases into responses, one at a time.

use std::io::{self, Write};
use std::sync::Arc;

use super::{questionnaire, response};
use crate::instrument::{Instrument, Language};
use crate::interview::Case;
use crate::record::Selection;
use crate::record::shared::Shared;
use crate::record::sink::{Folder, NotWritten, Sink};

/// The questionnaires of some editions, and one response a line.
pub struct Fhir<F: Folder> {
    instruments: Vec<Arc<Instrument>>,
    selection: Selection,
    responses: io::BufWriter<F::File>,
    written: u32,
}

impl<F: Folder> Fhir<F> {
    /// Writes the questionnaires, and starts the responses.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn new(
        mut folder: F,
        instruments: Vec<Arc<Instrument>>,
        selection: Selection,
        language: Language,
    ) -> io::Result<Self> {
        for instrument in &instruments {
            let edition = &instrument.edition;
            let name = format!("questionnaire-{}-{}.json", edition.id, edition.version.as_str());
            let mut file = folder.create(&name)?;
            let text = serde_json::to_string_pretty(&questionnaire(instrument, language))?;
            file.write_all(text.as_bytes())?;
            file.write_all(b"\n")?;
            file.flush()?;
        }
        let responses = io::BufWriter::new(folder.create("responses.ndjson")?);
        Ok(Self { instruments, selection, responses, written: 0 })
    }
}

impl<F: Folder> Sink for Fhir<F> {
    fn add(&mut self, case: &Case) -> Result<(), NotWritten> {
        let edition = &case.instrument().edition;
        if !self.instruments.iter().any(|instrument| instrument.edition == *edition) {
            return Err(NotWritten::Edition(edition.clone()));
        }
        self.written += 1;
        let (case, selection) = case.selected(&self.selection);
        let response = response(self.written, &Shared::of(&case, &selection));
        serde_json::to_writer(&mut self.responses, &response).map_err(io::Error::from)?;
        Ok(self.responses.write_all(b"\n")?)
    }

    fn finish(mut self) -> io::Result<()> {
        self.responses.flush()
    }
}
