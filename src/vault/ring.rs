//! The keys of one epoch of a safe, and the names that follow from them.

use super::Key;
use super::envelope::{Kind, Seal, name, subkey};
use super::id::{CaseId, SafeId};

/// What keys of the store start with: the header, twice.
pub(super) const HEADER: u8 = 0;
/// All that is read at opening.
pub(super) const CATALOGUE: u8 = 1;
/// Events and snapshots.
pub(super) const RECORDS: u8 = 2;
/// Bytes that could not be read, kept as they were found.
pub(super) const QUARANTINE: u8 = 3;

/// A case id for what belongs to the safe and to no case.
pub(super) const NO_CASE: CaseId = CaseId([0; 16]);

/// The keys of one epoch.
pub(super) struct Ring {
    pub epoch: u32,
    names: Key,
    seals: Key,
}

impl Ring {
    pub fn new(epoch: u32, key: &Key) -> Self {
        let (names, seals) = (subkey(key.as_slice(), b"names"), subkey(key.as_slice(), b"catalogue"));
        Self { epoch, names, seals }
    }

    /// The key under which something of the catalogue is stored.
    pub fn name(&self, kind: Kind, case: CaseId, copy: u8) -> Vec<u8> {
        name(CATALOGUE, &self.names, &[&[kind as u8], &case.0, &[copy]])
    }

    pub const fn seal(&self, safe: SafeId) -> Seal<'_> {
        Seal { key: &self.seals, epoch: self.epoch, safe }
    }
}
