//! The instruments that the app carries.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::checked::Instrument;
use super::flaw::Flaw;
use super::id::{Edition, InstrumentId, Version};

/// Files, each with its name.
type Files = &'static [(&'static str, &'static str)];

/// An edition's folder: instrument, version, files.
type Folder = (&'static str, &'static str, Files);

// Every edition under `instruments/`, each with its files and the tables of yardsticks, written by
// `build.rs` in the order of their names and versions.
include!(concat!(env!("OUT_DIR"), "/shelf.rs"));

/// What came of reading each bundled edition: once, and only when it is asked for.
static READ: [OnceLock<Option<Arc<Instrument>>>; EDITIONS.len()] =
    [const { OnceLock::new() }; EDITIONS.len()];

/// Several instruments and versions side by side, the one for new cases last.
#[derive(Clone)]
pub struct Shelf {
    places: Vec<Place>,
}

/// An edition on the shelf.
#[derive(Clone)]
enum Place {
    /// One that the app carries, by its place in [`EDITIONS`].
    Bundled(usize),
    /// One that was handed in.
    Given(Arc<Instrument>),
}

impl Place {
    fn edition(&self) -> Edition {
        match self {
            Self::Bundled(at) => {
                let (id, version, _) = EDITIONS[*at];
                Edition { id: InstrumentId::from(id), version: Version::from(version) }
            }
            Self::Given(instrument) => instrument.edition.clone(),
        }
    }

    fn instrument(&self) -> Option<Arc<Instrument>> {
        match self {
            Self::Bundled(at) => {
                READ[*at].get_or_init(|| Instrument::read(EDITIONS[*at].2).ok().map(Arc::new)).clone()
            }
            Self::Given(instrument) => Some(Arc::clone(instrument)),
        }
    }
}

impl Shelf {
    /// The instruments that the app carries. None is read before it is asked for; that all of them can
    /// be is what the tests hold.
    #[must_use]
    pub fn bundled() -> Self {
        Self { places: (0..EDITIONS.len()).map(Place::Bundled).collect() }
    }

    /// A shelf of these, the one for new cases last.
    #[must_use]
    pub fn of(instruments: Vec<Instrument>) -> Self {
        Self { places: instruments.into_iter().map(Arc::new).map(Place::Given).collect() }
    }

    /// The editions on it, the one for new cases last.
    pub fn editions(&self) -> impl Iterator<Item = Edition> + '_ {
        self.places.iter().map(Place::edition)
    }

    /// The edition that a draft was started with, if the app carries it.
    #[must_use]
    pub fn find(&self, edition: &Edition) -> Option<Arc<Instrument>> {
        self.places.iter().find(|place| place.edition() == *edition).and_then(Place::instrument)
    }

    /// Every instrument, the one for new cases last: all of them are read.
    pub fn all(&self) -> impl Iterator<Item = Arc<Instrument>> + '_ {
        self.places.iter().filter_map(Place::instrument)
    }

    /// The edition for new cases.
    #[must_use]
    pub fn newest(&self) -> Option<Arc<Instrument>> {
        self.places.last().and_then(Place::instrument)
    }

    /// The files of a bundled edition, each with its name: the instrument's own, `lenses/` and
    /// `yardsticks/`. None of another.
    #[must_use]
    pub fn files(edition: &Edition) -> &'static [(&'static str, &'static str)] {
        let named =
            |(id, version, _): &&Folder| edition.id.as_str() == *id && edition.version.as_str() == *version;
        EDITIONS.iter().find(named).map_or(&[], |(_, _, files)| files)
    }

    /// Every flaw and remark of the bundled editions, each with its edition's folder.
    #[must_use]
    pub fn check() -> Vec<Flaw> {
        let of = |(id, version, files): &Folder| {
            let folder = format!("{id}/{version}");
            let flaws = Instrument::check(files).into_iter();
            flaws.map(move |flaw| Flaw { place: format!("{folder}/{}", flaw.place), ..flaw })
        };
        EDITIONS.iter().flat_map(of).collect()
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.places.iter().map(Place::edition)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Shelf;

    #[test]
    fn every_edition_is_read_without_a_flaw() {
        let flaws = Shelf::check().into_iter().filter(|flaw| !flaw.fault.is_remark());
        let told: Vec<String> = flaws.map(|flaw| flaw.to_string()).collect();
        assert_eq!(told, Vec::<String>::new());
        let shelf = Shelf::bundled();
        for edition in shelf.editions() {
            let instrument = shelf.find(&edition).expect("it is read");
            assert_eq!(instrument.edition, edition, "its folder is named after it");
        }
        assert!(shelf.newest().is_some());
    }
}
