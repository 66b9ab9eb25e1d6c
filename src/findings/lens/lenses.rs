//! The lenses of an edition.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::check::Vocabulary;
use super::definition::{Lens, LensId};
use crate::instrument::{Flaw, Instrument};

/// A lens's place among those of its edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LensIx(pub usize);

/// The lenses of an edition.
#[derive(Debug, Default)]
pub struct Lenses {
    lenses: Vec<Arc<Lens>>,
    flaws: Vec<Flaw>,
}

/// Editions whose lenses were read, as long as someone holds them.
static READ: Mutex<Vec<(Weak<Instrument>, Arc<Lenses>)>> = Mutex::new(Vec::new());

impl Lenses {
    /// The lenses of an edition, each from its file: read once, then the same ones again. A lens with a
    /// flaw is left out, and the flaw is told by [`Lenses::flaws`].
    #[must_use]
    pub fn of(instrument: &Arc<Instrument>) -> Arc<Self> {
        // What another thread left half-way is whole nonetheless: an entry is pushed or is not there.
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        read.retain(|(edition, _)| edition.strong_count() > 0);
        if let Some((_, lenses)) =
            read.iter().find(|(edition, _)| std::ptr::eq(edition.as_ptr(), Arc::as_ptr(instrument)))
        {
            return Arc::clone(lenses);
        }
        let files = instrument.lenses.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let lenses = Arc::new(Self::read(files, &Vocabulary::of(instrument)));
        read.push((Arc::downgrade(instrument), Arc::clone(&lenses)));
        lenses
    }

    /// Reads lenses from their files, each with its name, in the order of the names.
    #[must_use]
    pub fn read<'a>(files: impl Iterator<Item = (&'a str, &'a str)>, vocabulary: &Vocabulary) -> Self {
        let mut files: Vec<_> = files.collect();
        files.sort_unstable();
        let mut lenses = Self::default();
        for (file, text) in files {
            match Lens::read(file, text, vocabulary) {
                Ok(lens) => lenses.lenses.push(Arc::new(lens)),
                Err(flaws) => lenses.flaws.extend(flaws),
            }
        }
        lenses
    }

    /// All that could be read, in the order of their names.
    #[must_use]
    pub fn all(&self) -> &[Arc<Lens>] {
        &self.lenses
    }

    /// Every flaw that was found, with its place.
    #[must_use]
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// The lens of that name.
    #[must_use]
    pub fn find(&self, id: &LensId) -> Option<LensIx> {
        self.lenses.iter().position(|lens| lens.id == *id).map(LensIx)
    }
}
