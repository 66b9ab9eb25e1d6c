//! An open safe.

use zeroize::Zeroizing;

use super::envelope::{self, Kind, Place, RecordFault, subkey};
use super::head::Head;
use super::header::{self, Derivation, OpenFault, Opened};
use super::id::{CaseId, SafeId};
use super::journal::{Journal, Recovered};
use super::witness::{self, Alarm};
use super::{Fill, Key, Write};

/// A case id for what belongs to the safe and to no case.
const NO_CASE: CaseId = CaseId([0; 16]);

/// An open safe. Dropping it wipes its keys.
pub struct Safe {
    pub(super) id: SafeId,
    pub(super) epoch: u32,
    pub(super) heads: Key,
    witnesses: Key,
    ledgers: Key,
}

impl std::fmt::Debug for Safe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Safe")
    }
}

impl Safe {
    /// The key under which the header is stored.
    pub const HEADER: &'static [u8] = b"safe";
    /// The start of the keys under which the heads of cases are stored.
    pub const HEADS: &'static [u8] = b"head";
    /// The key under which the ledger is stored.
    pub const LEDGER: &'static [u8] = b"ledger";

    /// Makes a safe that a passphrase opens: the safe, and the header to store.
    ///
    /// # Errors
    /// When the derivation is not sane, or there is not enough memory for it.
    pub fn create(
        passphrase: &str,
        derivation: Derivation,
        fill: Fill<'_>,
    ) -> Result<(Self, Write), OpenFault> {
        let mut key = Zeroizing::new([0; 32]);
        fill(key.as_mut_slice());
        let opened = Opened { id: SafeId::random(fill), epoch: 1, key };
        let header = header::write(&opened, passphrase, derivation, fill)?;
        Ok((Self::of(&opened), Write { key: Self::HEADER.to_vec(), value: Some(header) }))
    }

    /// Opens a safe by its header.
    ///
    /// # Errors
    /// Why it does not open.
    pub fn open(header: &[u8], passphrase: &str) -> Result<Self, OpenFault> {
        header::open(header, passphrase).map(|opened| Self::of(&opened))
    }

    fn of(opened: &Opened) -> Self {
        Self {
            id: opened.id,
            epoch: opened.epoch,
            heads: subkey(&opened.key, b"head"),
            witnesses: subkey(&opened.key, b"witness"),
            ledgers: subkey(&opened.key, b"ledger"),
        }
    }

    /// Starts the journal of a new case.
    #[must_use]
    pub fn start(&self, case: CaseId, fill: Fill<'_>) -> Journal {
        Journal::start(self, case, fill)
    }

    /// Opens the head of a case, stored under `key`: what is needed to list it.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn head(&self, key: &[u8], record: &[u8]) -> Result<Head, RecordFault> {
        Head::open(self, key, record)
    }

    /// Reads a case from its head and its records (keys and values).
    #[must_use]
    pub fn read(&self, head: &Head, records: &[(Vec<u8>, Vec<u8>)]) -> (Journal, Recovered) {
        Journal::read(self, head, records)
    }

    /// What takes a case away: its head first, which carries its key.
    #[must_use]
    pub fn erase(&self, head: &Head) -> Vec<Write> {
        head.erase()
    }

    /// Seals what the store holds, as a small text for another place.
    #[must_use]
    pub fn witness<'a>(&self, heads: impl Iterator<Item = &'a Head>, fill: Fill<'_>) -> String {
        let record = envelope::seal(&self.witnesses, &self.own(Kind::Witness), &witness::write(heads), fill);
        witness::to_hex(&record)
    }

    /// Compares what the store holds with a witness. A witness of another safe, or one that cannot
    /// be read, says nothing.
    ///
    /// # Errors
    /// When the store holds less than the witness saw.
    pub fn check<'a>(&self, witness: &str, heads: impl Iterator<Item = &'a Head>) -> Result<(), Alarm> {
        let Some(record) = witness::from_hex(witness) else { return Ok(()) };
        match envelope::open(&self.witnesses, &self.own(Kind::Witness), &record) {
            Ok(seen) => witness::compare(&seen, heads),
            Err(_) => Ok(()),
        }
    }

    /// Seals what the organisation counts.
    #[must_use]
    pub fn seal_ledger(&self, content: &[u8], fill: Fill<'_>) -> Write {
        let record = envelope::seal(&self.ledgers, &self.own(Kind::Ledger), content, fill);
        Write { key: Self::LEDGER.to_vec(), value: Some(record) }
    }

    /// Opens what the organisation counts.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open_ledger(&self, record: &[u8]) -> Result<Zeroizing<Vec<u8>>, RecordFault> {
        envelope::open(&self.ledgers, &self.own(Kind::Ledger), record)
    }

    fn own(&self, kind: Kind) -> Place {
        Place { kind, epoch: self.epoch, safe: self.id, case: NO_CASE, seq: 0, previous: [0; 16] }
    }
}
