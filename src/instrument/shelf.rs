//! The instruments that the app carries.

use std::sync::Arc;

use super::check::Flaw;
use super::checked::Instrument;
use super::id::Edition;

/// An edition's files, each with its name.
type Files = &'static [(&'static str, &'static str)];

/// Includes one edition's files.
macro_rules! edition {
    ($folder:literal) => {
        &[
            ("instrument.json", include_str!(concat!("../../instruments/", $folder, "/instrument.json"))),
            ("clues.json", include_str!(concat!("../../instruments/", $folder, "/clues.json"))),
            ("stages/alert.json", include_str!(concat!("../../instruments/", $folder, "/stages/alert.json"))),
            (
                "stages/questionnaire.json",
                include_str!(concat!("../../instruments/", $folder, "/stages/questionnaire.json")),
            ),
            (
                "stages/interview.json",
                include_str!(concat!("../../instruments/", $folder, "/stages/interview.json")),
            ),
            (
                "stages/decision.json",
                include_str!(concat!("../../instruments/", $folder, "/stages/decision.json")),
            ),
        ]
    };
}

/// Every edition that the app carries, the one for new cases last.
const EDITIONS: &[Files] = &[edition!("association/1.0.0")];

/// Several instruments and versions side by side.
#[derive(Clone, Debug)]
pub struct Shelf {
    instruments: Vec<Arc<Instrument>>,
}

impl Shelf {
    /// The instruments that the app carries.
    ///
    /// # Errors
    /// The flaws of the first edition that has any.
    pub fn bundled() -> Result<Self, Vec<Flaw>> {
        EDITIONS.iter().map(|files| Instrument::read(files)).collect::<Result<Vec<_>, _>>().map(Self::of)
    }

    /// A shelf of these, the one for new cases last.
    #[must_use]
    pub fn of(instruments: Vec<Instrument>) -> Self {
        Self { instruments: instruments.into_iter().map(Arc::new).collect() }
    }

    /// The edition that a draft was started with, if the app carries it.
    #[must_use]
    pub fn find(&self, edition: &Edition) -> Option<Arc<Instrument>> {
        self.instruments.iter().find(|instrument| instrument.edition == *edition).cloned()
    }

    /// Every edition, the one for new cases last.
    #[must_use]
    pub fn all(&self) -> &[Arc<Instrument>] {
        &self.instruments
    }

    /// The edition for new cases.
    #[must_use]
    pub fn newest(&self) -> Option<Arc<Instrument>> {
        self.instruments.last().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::Shelf;

    #[test]
    fn every_edition_is_read_without_a_flaw() {
        let flaws = Shelf::bundled().err().unwrap_or_default();
        let told: Vec<String> = flaws.iter().map(ToString::to_string).collect();
        assert_eq!(told, Vec::<String>::new());
        assert!(Shelf::bundled().is_ok_and(|shelf| shelf.newest().is_some()));
    }
}
