//! A safe in a store that is not to be trusted: whatever is done to its records, everything that can
//! be read is read, what cannot is told exactly, and nothing is thrown away.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{CaseId, Contents, Derivation, Derived, Gap, Journal, Recovered, Safe, Work, Write};

mod catalogue;
mod harm;
mod records;

pub(super) type Stored = BTreeMap<Vec<u8>, Vec<u8>>;
pub(super) type All = Vec<(Vec<u8>, Vec<u8>)>;

pub(super) static DERIVED: LazyLock<Derived> = LazyLock::new(|| {
    Work::new("un deux trois quatre", Derivation::LEAST, &mut chance(1)).run().expect("derived")
});

pub(super) fn chance(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = state.to_be_bytes()[0];
        }
    }
}

/// A safe with its store, and what was really written.
pub(super) struct Bench {
    pub safe: Safe,
    pub stored: Stored,
    pub seed: u64,
}

/// What was written of a case, by number.
pub(super) type Truth = BTreeMap<u64, String>;

impl Bench {
    pub fn new(seed: u64) -> Self {
        let (safe, writes) = Safe::create(&DERIVED, &mut chance(seed));
        let mut bench = Self { safe, stored: Stored::new(), seed };
        bench.keep(writes);
        bench
    }

    pub fn chance(&mut self) -> impl FnMut(&mut [u8]) + use<> {
        self.seed += 1;
        chance(self.seed)
    }

    pub fn keep(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write.value {
                Some(value) => self.stored.insert(write.key, value),
                None => self.stored.remove(&write.key),
            };
        }
    }

    /// A case with so many events, a snapshot after each `every`.
    pub fn lead(&mut self, id: u8, events: u64, every: u64) -> (Journal, Truth) {
        let mut fill = self.chance();
        let (mut journal, writes) = self.safe.start(CaseId([id; 16]), &mut fill);
        self.keep(writes);
        let mut truth = Truth::new();
        for number in 1..=events {
            self.append(&mut journal, &mut truth);
            if number % every == 0 {
                self.snapshot(&mut journal, &mut truth);
                // Acknowledged: what is needless goes, in a transaction of its own.
                let writes = journal.compact(&self.safe, &mut fill);
                self.keep(writes);
            }
        }
        (journal, truth)
    }

    pub fn append(&mut self, journal: &mut Journal, truth: &mut Truth) {
        let told = format!("event {}", journal.head().last() + 1);
        let mut fill = self.chance();
        let writes = journal.append(&self.safe, told.as_bytes(), b"card", &mut fill);
        self.keep(writes);
        truth.insert(journal.head().last(), told);
    }

    pub fn snapshot(&mut self, journal: &mut Journal, truth: &mut Truth) {
        let told = format!("state {}", journal.head().last() + 1);
        let mut fill = self.chance();
        let writes = journal.snapshot(&self.safe, told.as_bytes(), b"card", &mut fill);
        self.keep(writes);
        truth.insert(journal.head().last(), told);
    }

    pub fn all(&self) -> All {
        self.stored.clone().into_iter().collect()
    }

    /// Opens the safe as another day would.
    pub fn open(&self) -> (Safe, Contents) {
        let mut safe = Safe::open(&self.safe.header_bytes(), &DERIVED).expect("opens");
        let contents = safe.contents(&self.all());
        (safe, contents)
    }

    /// Flips a bit of a record: its bytes as they are then.
    pub fn damage(&mut self, journal: &Journal, seq: u64, byte: usize) -> Vec<u8> {
        let key = self.key(journal, seq);
        let record = self.stored.get_mut(&key).expect("kept");
        record[byte] ^= 1;
        record.clone()
    }

    pub fn key(&self, journal: &Journal, seq: u64) -> Vec<u8> {
        let key = journal.head().record_key(seq);
        assert!(self.stored.contains_key(&key), "record {seq} is stored");
        key
    }
}

pub(super) fn read(bench: &Bench) -> (Journal, Recovered) {
    let (safe, contents) = bench.open();
    let [head] = &contents.heads[..] else { panic!("one case: {contents:?}") };
    let all = bench.all();
    let (journal, recovered, _) = safe.read(head, &all);
    (journal, recovered)
}

pub(super) fn told(recovered: &Recovered) -> Vec<String> {
    let all = recovered.snapshot.iter().chain(&recovered.events);
    all.map(|(_, bytes)| String::from_utf8(bytes.to_vec()).expect("text")).collect()
}

pub(super) fn lost(recovered: &Recovered) -> Vec<(u64, u64)> {
    let damage = recovered.damage.as_ref();
    damage.map_or(Vec::new(), |damage| damage.lost.iter().map(|Gap { from, to }| (*from, *to)).collect())
}
