//! An open safe.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::code::RecoveryCode;
use super::derivation::{Derivation, Derived, OpenFault, Work};
use super::envelope::{Kind, Place, RecordFault};
use super::head::Head;
use super::header::{Header, Keys};
use super::id::{CaseId, SafeId};
use super::journal::Journal;
use super::ring::{CATALOGUE, HEADER, NO_CASE, QUARANTINE, RECORDS, Ring};
use super::witness::{self, Alarm};
use super::{Fill, Key, Write};

/// The fewest records of a catalogue: below, nothing tells how many cases there are.
const FEWEST: usize = 32;

/// An open safe. Dropping it wipes its keys.
pub struct Safe {
    keys: Keys,
    header: Header,
    pub(super) ring: Ring,
    /// The ring of the epoch before, while keys are being changed.
    pub(super) before: Option<Ring>,
    /// Which cases there are.
    pub(super) roll: BTreeSet<CaseId>,
    /// The names of the records that hide how many.
    pub(super) decoys: Vec<Vec<u8>>,
}

impl std::fmt::Debug for Safe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Safe")
    }
}

impl Safe {
    /// The start of the keys under which the header is stored, twice.
    pub const HEADERS: &'static [u8] = &[HEADER];
    /// The start of the keys of all that is read at opening.
    pub const CATALOGUE: &'static [u8] = &[CATALOGUE];
    /// The start of the keys of the records of all cases.
    pub const RECORDS: &'static [u8] = &[RECORDS];
    /// The start of the keys of bytes that could not be read, kept as they were found.
    pub const QUARANTINE: &'static [u8] = &[QUARANTINE];

    /// Makes a safe that a passphrase opens: the safe, and what to store.
    #[must_use]
    pub fn create(derived: &Derived, fill: Fill<'_>) -> (Self, Vec<Write>) {
        let id = SafeId::random(fill);
        let keys = Keys { id, epoch: 1, key: random_key(fill), before: None };
        let header = Header::new(&keys, derived, fill);
        let mut safe = Self::of(keys, header);
        let mut writes = safe.seal_header();
        writes.push(safe.seal_ledger(&[], fill));
        writes.extend(safe.seal_roll(fill));
        (safe, writes)
    }

    /// The header among records of the store: the first copy that is whole, else what is wrong with it.
    ///
    /// # Errors
    /// Why none of the copies can be read; `None` when there is none.
    pub fn header(stored: &[(Vec<u8>, Vec<u8>)]) -> Result<Vec<u8>, Option<OpenFault>> {
        let copies = stored.iter().filter(|(key, _)| key.starts_with(Self::HEADERS));
        let mut fault = None;
        for (_, bytes) in copies {
            match Header::read(bytes) {
                Ok(_) => return Ok(bytes.clone()),
                // A newer header tells more than a damaged one.
                Err(why) if fault != Some(OpenFault::Newer) => fault = Some(why),
                Err(_) => {}
            }
        }
        Err(fault)
    }

    /// What must be done to open a safe by its header and a passphrase.
    ///
    /// # Errors
    /// Why it cannot open.
    pub fn work(header: &[u8], passphrase: &str) -> Result<Work, OpenFault> {
        Header::read(header)?.work(passphrase)
    }

    /// Whether every spelling of its passphrase opens the safe of a header.
    #[must_use]
    pub fn is_opened_by_every_spelling(header: &[u8]) -> bool {
        Header::read(header).is_ok_and(|header| header.is_folded())
    }

    /// Opens a safe by its header, once the work is done.
    ///
    /// # Errors
    /// Why it does not open.
    pub fn open(header: &[u8], derived: &Derived) -> Result<Self, OpenFault> {
        let header = Header::read(header)?;
        header.open(derived).map(|keys| Self::of(keys, header))
    }

    /// Opens a safe by its header and a recovery code.
    ///
    /// # Errors
    /// Why it does not open.
    pub fn open_by_code(header: &[u8], code: &RecoveryCode) -> Result<Self, OpenFault> {
        let header = Header::read(header)?;
        header.open_by_code(code.as_bytes()).map(|keys| Self::of(keys, header))
    }

    fn of(keys: Keys, header: Header) -> Self {
        let ring = Ring::new(keys.epoch, &keys.key);
        let before = keys.before.as_ref().map(|(epoch, key)| Ring::new(*epoch, key));
        Self { keys, header, ring, before, roll: BTreeSet::new(), decoys: Vec::new() }
    }

    /// Which safe.
    #[must_use]
    pub const fn id(&self) -> SafeId {
        self.keys.id
    }

    /// The header as it is stored.
    #[must_use]
    pub fn header_bytes(&self) -> Vec<u8> {
        self.header.write()
    }

    /// Whether a header is of this safe, whatever opens it.
    #[must_use]
    pub fn is_of(&self, header: &[u8]) -> bool {
        Header::read(header).is_ok_and(|header| header.id == self.keys.id)
    }

    /// How much work its passphrase's key takes.
    #[must_use]
    pub fn derivation(&self) -> Option<Derivation> {
        self.header.derivation()
    }

    /// Whether every spelling of its passphrase opens it: not so in the first safes, until it is derived anew.
    #[must_use]
    pub fn takes_every_spelling(&self) -> bool {
        self.header.is_folded()
    }

    /// Whether a recovery code opens it.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.header.has_code()
    }

    /// Writes both copies of the header.
    #[must_use]
    pub fn seal_header(&self) -> Vec<Write> {
        Self::header_as_read(&self.header.write())
    }

    /// Writes the safe anew for a store that was emptied: the header, what the organisation counts, and
    /// which cases there are but for those that are lost.
    pub fn anew(&mut self, lost: &[CaseId], ledger: &[u8], fill: Fill<'_>) -> Vec<Write> {
        self.decoys.clear();
        let mut writes = self.seal_header();
        writes.push(self.seal_ledger(ledger, fill));
        writes.extend(self.accept_missing(lost, fill));
        writes
    }

    /// Writes a header both times, as it was read.
    #[must_use]
    pub fn header_as_read(bytes: &[u8]) -> Vec<Write> {
        [0, 1].map(|copy| Write { key: vec![HEADER, copy], value: Some(bytes.to_vec()) }).into()
    }

    /// Has another passphrase open the safe, and no longer the one before. At once: nothing else is
    /// sealed anew.
    pub fn change_passphrase(&mut self, derived: &Derived, fill: Fill<'_>) -> Vec<Write> {
        self.header.admit(&self.keys, derived, fill);
        self.seal_header()
    }

    /// Makes a recovery code that opens the safe beside the passphrase; an earlier one opens it no more.
    pub fn make_code(&mut self, fill: Fill<'_>) -> (RecoveryCode, Vec<Write>) {
        let code = RecoveryCode::random(fill);
        self.header.admit_code(&self.keys, code.as_bytes(), fill);
        (code, self.seal_header())
    }

    /// Has no recovery code open the safe any more.
    pub fn forget_code(&mut self) -> Vec<Write> {
        self.header.forget_code();
        self.seal_header()
    }

    /// Starts a change of keys: a new key for the safe, which only this passphrase opens. Cases are
    /// sealed anew one by one ([`Journal::rekey`]); until [`Safe::end_turn`] the old key is kept, wrapped
    /// beside the new one, so that it can stop anywhere and go on.
    pub fn begin_turn(&mut self, derived: &Derived, ledger: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let before = std::mem::replace(&mut self.keys.key, random_key(fill));
        self.keys.before = Some((self.keys.epoch, before));
        self.keys.epoch += 1;
        self.header = Header::new(&self.keys, derived, fill);
        let old = std::mem::replace(&mut self.ring, Ring::new(self.keys.epoch, &self.keys.key));
        let mut writes: Vec<_> =
            [Kind::Ledger, Kind::Roll].map(|kind| away(old.name(kind, NO_CASE, 0))).into();
        writes.extend(std::mem::take(&mut self.decoys).into_iter().map(away));
        self.before = Some(old);
        writes.extend(self.seal_header());
        writes.push(self.seal_ledger(ledger, fill));
        writes.extend(self.seal_roll(fill));
        writes
    }

    /// Whether keys are being changed, and this case is still sealed under the old one.
    #[must_use]
    pub fn is_behind(&self, head: &Head) -> bool {
        self.before.is_some() && head.epoch != self.ring.epoch
    }

    /// Whether keys are being changed.
    #[must_use]
    pub const fn is_turning(&self) -> bool {
        self.before.is_some()
    }

    /// Ends a change of keys: the old key is kept no more.
    pub fn end_turn(&mut self, derived: &Derived, fill: Fill<'_>) -> Vec<Write> {
        (self.keys.before, self.before) = (None, None);
        self.header = Header::new(&self.keys, derived, fill);
        self.seal_header()
    }

    /// Starts the journal of a new case: the journal, and what to store with its first record.
    pub fn start(&mut self, case: CaseId, fill: Fill<'_>) -> (Journal, Vec<Write>) {
        let journal = Journal::start(self, case, fill);
        self.roll.insert(case);
        let mut writes = journal.head().seal_key(&self.ring, self.id(), fill);
        writes.extend(self.seal_roll(fill));
        (journal, writes)
    }

    /// What takes a case away, in two transactions: the first destroys its key, so that nothing of it
    /// can be opened; the second takes its records away. The second is finished at the next opening if
    /// it was not done.
    pub fn erase(&mut self, head: &Head, fill: Fill<'_>) -> (Vec<Write>, Vec<Write>) {
        self.roll.remove(&head.case);
        let ring = self.before.as_ref().filter(|ring| ring.epoch == head.epoch).unwrap_or(&self.ring);
        let mut destroy = head.seal_erased(ring, self.id(), fill);
        let mut clear: Vec<_> = Head::forget_names(head.case, ring).collect();
        clear.extend(head.forget(head.told.floor, head.told.last + 1));
        destroy.extend(self.seal_roll(fill));
        clear.retain(|write| !destroy.iter().any(|other| other.key == write.key && other.value.is_none()));
        (destroy, clear)
    }

    /// Seals what the store holds, as a small text for another place.
    #[must_use]
    pub fn witness<'a>(&self, heads: impl Iterator<Item = &'a Head>, fill: Fill<'_>) -> String {
        let content = witness::write(heads);
        let place = own(Kind::Witness);
        witness::to_hex(&self.ring.seal(self.id()).seal(witness::NAME, &place, &content, fill))
    }

    /// Compares what the store holds with a witness. A witness of another safe, or one that cannot
    /// be read, says nothing.
    ///
    /// # Errors
    /// When the store holds less than the witness saw.
    pub fn check<'a>(&self, witness: &str, heads: impl Iterator<Item = &'a Head>) -> Result<(), Alarm> {
        let Some(record) = witness::from_hex(witness) else { return Ok(()) };
        match self.open_own(witness::NAME, &record) {
            Ok((place, seen)) if place.kind == Kind::Witness => witness::compare(&seen, heads),
            _ => Ok(()),
        }
    }

    /// Seals what the organisation counts.
    #[must_use]
    pub fn seal_ledger(&self, content: &[u8], fill: Fill<'_>) -> Write {
        let key = self.ring.name(Kind::Ledger, NO_CASE, 0);
        let value = self.ring.seal(self.id()).seal(&key, &own(Kind::Ledger), content, fill);
        Write { key, value: Some(value) }
    }

    /// Opens what was sealed by one of the safe's own rings.
    pub(super) fn open_own(
        &self,
        name: &[u8],
        record: &[u8],
    ) -> Result<(Place, Zeroizing<Vec<u8>>), RecordFault> {
        let opened = self.ring.seal(self.id()).open(name, record);
        match (&opened, &self.before) {
            (Err(RecordFault::Damaged), Some(before)) => before.seal(self.id()).open(name, record),
            _ => opened,
        }
    }

    /// Writes down which cases there are, and keeps the number of records at a level that hides how
    /// many.
    pub(super) fn seal_roll(&mut self, fill: Fill<'_>) -> Vec<Write> {
        let content: Vec<u8> = self.roll.iter().flat_map(|case| case.0).collect();
        let key = self.ring.name(Kind::Roll, NO_CASE, 0);
        let value = self.ring.seal(self.id()).seal(&key, &own(Kind::Roll), &content, fill);
        let mut writes = vec![Write { key, value: Some(value) }];
        // A head and two copies of a key for each case; the ledger and the roll.
        let used = 3 * self.roll.len() + 2;
        let wanted = used.max(FEWEST).next_power_of_two() - used;
        while self.decoys.len() > wanted {
            writes.extend(self.decoys.pop().map(away));
        }
        while self.decoys.len() < wanted {
            let mut key = vec![CATALOGUE; 16];
            fill(&mut key[1..]);
            let value = self.ring.seal(self.id()).seal(&key, &own(Kind::Decoy), &[], fill);
            writes.push(Write { key: key.clone(), value: Some(value) });
            self.decoys.push(key);
        }
        writes
    }
}

pub(super) const fn own(kind: Kind) -> Place {
    Place { kind, case: NO_CASE, seq: 0, previous: [0; 16] }
}

pub(super) const fn away(key: Vec<u8>) -> Write {
    Write { key, value: None }
}

fn random_key(fill: Fill<'_>) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    fill(key.as_mut_slice());
    key
}
