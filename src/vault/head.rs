//! The head of a case: what is listed of it, its key, and how far its journal goes.

use zeroize::Zeroizing;

use super::envelope::{Kind, Place, Seal, name, subkey};
use super::id::{CaseId, SafeId};
use super::ring::{QUARANTINE, RECORDS, Ring};
use super::{Fill, Key, Write};

/// How many records beyond the last that is known are looked for.
const BEYOND: u64 = 64;

/// The secret of a case, and the keys that follow from it.
#[derive(Clone)]
pub(super) struct Secret {
    /// What was drawn by chance.
    pub drawn: Key,
    pub names: Key,
    content: Key,
}

impl Secret {
    pub fn new(drawn: Key) -> Self {
        let (names, content) = (subkey(drawn.as_slice(), b"names"), subkey(drawn.as_slice(), b"content"));
        Self { drawn, names, content }
    }

    pub fn random(fill: Fill<'_>) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        fill(secret.as_mut_slice());
        Self::new(secret)
    }

    /// The seal of the records of the case.
    pub const fn seal(&self, safe: SafeId) -> Seal<'_> {
        Seal { key: &self.content, epoch: 0, safe }
    }
}

/// The key under which a record of a case is stored.
pub(super) fn record_key(names: &Key, seq: u64) -> Vec<u8> {
    name(RECORDS, names, &[b"record", &seq.to_be_bytes()])
}

/// Where bytes that cannot be read are put: under what they were found under, behind a class of its own.
pub(super) fn aside(key: &[u8]) -> Vec<u8> {
    [&[QUARANTINE], key].concat()
}

/// The head of a case: its card, its key, and how far its journal goes. Rewritten with each record.
#[derive(Clone)]
pub struct Head {
    pub(super) case: CaseId,
    /// The epoch of the ring that its head and its key are sealed by.
    pub(super) epoch: u32,
    pub(super) secret: Secret,
    pub(super) told: Told,
    pub(super) card: Vec<u8>,
    /// Whether the head itself could not be read: then the records alone say how far they go.
    pub(super) lost: bool,
}

/// What a head tells of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The number of the first record that is still there.
    pub floor: u64,
    pub last: u64,
    pub chain: [u8; 16],
    pub snapshots: Vec<u64>,
    /// Whether something of the case was ever put aside.
    pub aside: bool,
}

impl std::fmt::Debug for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Head")
    }
}

impl Head {
    /// Which case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// What is listed of the case, as it was handed in.
    #[must_use]
    pub fn card(&self) -> &[u8] {
        &self.card
    }

    /// How many records the journal has had.
    #[must_use]
    pub const fn last(&self) -> u64 {
        self.told.last
    }

    /// Whether the head itself could not be read. The case then has to be looked for among all records.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        self.lost
    }

    pub(super) const fn chain(&self) -> [u8; 16] {
        self.told.chain
    }

    /// The keys under which the records of the case are stored, and a few beyond, should the head be
    /// older than they are.
    #[must_use]
    pub fn records(&self) -> Vec<Vec<u8>> {
        let (floor, last) = (self.told.floor, self.told.last);
        (floor..=last.saturating_add(BEYOND)).map(|seq| self.record_key(seq)).collect()
    }

    /// The keys under which something of the case was put aside.
    #[must_use]
    pub fn asides(&self) -> Vec<Vec<u8>> {
        (1..=self.told.last).filter(|_| self.told.aside).map(|seq| aside(&self.record_key(seq))).collect()
    }

    pub(super) fn record_key(&self, seq: u64) -> Vec<u8> {
        record_key(&self.secret.names, seq)
    }

    /// The head and the key of a case as they were found.
    pub(super) fn found(case: CaseId, epoch: u32, secret: Secret, content: Option<(Place, &[u8])>) -> Self {
        let read = content.and_then(|(place, content)| parse(&place, content));
        let lost = read.is_none();
        // Nothing is known of it: all that may be there is looked for, and taken away when it goes.
        let floor_only = || (Told { floor: 1, aside: true, ..Told::default() }, Vec::new());
        let (told, card) = read.unwrap_or_else(floor_only);
        Self { case, epoch, secret, told, card, lost }
    }

    pub(super) fn seal(&self, ring: &Ring, safe: SafeId, fill: Fill<'_>) -> Write {
        let Told { floor, last, chain, snapshots, aside } = &self.told;
        let mut content = Zeroizing::new(Vec::with_capacity(64 + self.card.len()));
        content.extend_from_slice(&floor.to_be_bytes());
        content.push(u8::from(*aside));
        content.push(u8::try_from(snapshots.len()).unwrap_or(u8::MAX));
        for seq in snapshots {
            content.extend_from_slice(&seq.to_be_bytes());
        }
        content.extend_from_slice(&self.card);
        let place = Place { kind: Kind::Head, case: self.case, seq: *last, previous: *chain };
        let key = ring.name(Kind::Head, self.case, 0);
        let value = ring.seal(safe).seal(&key, &place, &content, fill);
        Write { key, value: Some(value) }
    }

    /// The key of the case, twice: one damaged byte must not cost a whole case.
    pub(super) fn seal_key(&self, ring: &Ring, safe: SafeId, fill: Fill<'_>) -> Vec<Write> {
        self.both(ring, safe, Kind::Key, self.secret.drawn.as_slice(), fill)
    }

    /// Destroys the key of the case: what is left of it finds the records to take away, and opens none.
    pub(super) fn seal_erased(&self, ring: &Ring, safe: SafeId, fill: Fill<'_>) -> Vec<Write> {
        let Told { floor, last, aside, .. } = &self.told;
        let mut content = Zeroizing::new(self.secret.names.to_vec());
        content.extend_from_slice(&floor.to_be_bytes());
        content.extend_from_slice(&last.to_be_bytes());
        content.push(u8::from(*aside));
        self.both(ring, safe, Kind::Erased, &content, fill)
    }

    fn both(&self, ring: &Ring, safe: SafeId, kind: Kind, content: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let one = |copy: u8| {
            let place = Place { kind, case: self.case, seq: u64::from(copy), previous: [0; 16] };
            let key = ring.name(Kind::Key, self.case, copy);
            let value = ring.seal(safe).seal(&key, &place, content, fill);
            Write { key, value: Some(value) }
        };
        [0, 1].map(one).into()
    }

    /// Takes away the head and the key of the case as a ring names them.
    pub(super) fn forget_names(case: CaseId, ring: &Ring) -> impl Iterator<Item = Write> + use<> {
        let keys =
            [(Kind::Head, 0), (Kind::Key, 0), (Kind::Key, 1)].map(|(kind, at)| ring.name(kind, case, at));
        keys.into_iter().map(|key| Write { key, value: None })
    }

    pub(super) fn forget(&self, from: u64, to: u64) -> Vec<Write> {
        forget(&self.secret.names, from, to, self.told.aside)
    }
}

/// Takes records away, and what was put aside of them.
pub(super) fn forget(names: &Key, from: u64, to: u64, set_aside: bool) -> Vec<Write> {
    let away = |key: Vec<u8>| Write { key, value: None };
    let records = (from..to).map(|seq| record_key(names, seq));
    let asides = (1..to).filter(|_| set_aside).map(|seq| aside(&record_key(names, seq)));
    records.chain(asides).map(away).collect()
}

fn parse(place: &Place, content: &[u8]) -> Option<(Told, Vec<u8>)> {
    let (floor, rest) = content.split_first_chunk::<8>()?;
    let (aside, rest) = rest.split_first()?;
    let (count, mut rest) = rest.split_first()?;
    let mut snapshots = Vec::new();
    for _ in 0..*count {
        let (seq, after) = rest.split_first_chunk::<8>()?;
        snapshots.push(u64::from_be_bytes(*seq));
        rest = after;
    }
    let told = Told {
        floor: u64::from_be_bytes(*floor),
        last: place.seq,
        chain: place.previous,
        snapshots,
        aside: *aside == 1,
    };
    Some((told, rest.to_vec()))
}
