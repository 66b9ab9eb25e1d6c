//! The sealed journal of one case: events and snapshots in one sequence, each chained to the one
//! before. Its [`Head`] says how far it goes.

use zeroize::Zeroizing;

use super::envelope::{self, Kind, Place, RecordFault, claimed, link, subkey};
use super::head::{Head, record_key};
use super::id::CaseId;
use super::safe::Safe;
use super::{Fill, Key, Write};

/// After how many events a snapshot is taken.
const SNAPSHOT_EVERY: u64 = 200;
/// How many snapshots are kept: the last, and the one before should the last be damaged.
const SNAPSHOTS: usize = 2;

/// What could not be read of a journal. The bytes are left where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The number of the first record that could not be read.
    pub from: u64,
    /// How many records are lost between what could be read before and after.
    pub lost: u64,
    /// Why the first of them could not be read; `None` when it is missing.
    pub fault: Option<RecordFault>,
}

/// What was read of a case.
#[derive(Debug, Default)]
pub struct Recovered {
    /// The last snapshot that could be read.
    pub snapshot: Option<Zeroizing<Vec<u8>>>,
    /// The events after it, in order.
    pub events: Vec<Zeroizing<Vec<u8>>>,
    /// What could not be read.
    pub damage: Option<Damage>,
}

/// The journal of an open case.
#[derive(Clone)]
pub struct Journal {
    head: Head,
    since_snapshot: u64,
    broken: bool,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Journal")
    }
}

impl Journal {
    pub(super) fn start(safe: &Safe, case: CaseId, fill: Fill<'_>) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        fill(secret.as_mut_slice());
        let head = Head {
            case,
            epoch: safe.epoch,
            secret,
            floor: 1,
            last: 0,
            chain: [0; 16],
            snapshots: Vec::new(),
            card: Vec::new(),
        };
        Self { head, since_snapshot: 0, broken: false }
    }

    /// The head as it stands.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Whether a snapshot is due: after many events, and after damage.
    #[must_use]
    pub const fn needs_snapshot(&self) -> bool {
        self.broken || self.since_snapshot >= SNAPSHOT_EVERY
    }

    /// Seals an event, and the head with a new card. Takes away what two snapshots have made
    /// needless.
    pub fn append(&mut self, safe: &Safe, event: &[u8], card: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let mut writes = vec![self.record(safe, Kind::Event, event, fill)];
        self.since_snapshot += 1;
        if self.head.snapshots.len() > SNAPSHOTS {
            self.head.snapshots.drain(..self.head.snapshots.len() - SNAPSHOTS);
        }
        if let [oldest, _] = self.head.snapshots[..]
            && oldest > self.head.floor
        {
            writes.extend(self.head.forget(self.head.floor, oldest));
            self.head.floor = oldest;
        }
        self.head.card = card.to_vec();
        writes.push(self.head.seal(safe, fill));
        writes
    }

    /// Seals a snapshot of the whole case, and the head with a new card. Deletes nothing.
    pub fn snapshot(&mut self, safe: &Safe, state: &[u8], card: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let snapshot = self.record(safe, Kind::Snapshot, state, fill);
        self.head.snapshots.push(self.head.last);
        (self.since_snapshot, self.broken) = (0, false);
        self.head.card = card.to_vec();
        vec![snapshot, self.head.seal(safe, fill)]
    }

    /// Takes a new key for the case, seals its state under it, and takes away all that was sealed
    /// under the old one: what was erased can be read no more, even from the browser's own files
    /// once their copies of the old head are gone.
    pub fn rekey(&mut self, safe: &Safe, state: &[u8], card: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let gone: Vec<_> = self.head.forget(self.head.floor, self.head.last + 1).collect();
        fill(self.head.secret.as_mut_slice());
        self.head.chain = [0; 16];
        self.head.floor = self.head.last + 1;
        self.head.snapshots.clear();
        let mut writes = self.snapshot(safe, state, card, fill);
        writes.extend(gone);
        writes
    }

    fn record(&mut self, safe: &Safe, kind: Kind, content: &[u8], fill: Fill<'_>) -> Write {
        self.head.last += 1;
        let place = place(safe, &self.head, kind, self.head.last, self.head.chain);
        let record = envelope::seal(&content_key(&self.head.secret, kind), &place, content, fill);
        self.head.chain = link(&record);
        Write { key: record_key(self.head.case, self.head.last), value: Some(record) }
    }

    pub(super) fn read(safe: &Safe, head: &Head, stored: &[(Vec<u8>, Vec<u8>)]) -> (Self, Recovered) {
        let mut reader =
            Reader { safe, head, recovered: Recovered::default(), next: head.floor, chain: None };
        let mut highest = head.last;
        for (key, record) in stored {
            let seq = key.strip_prefix(&*head.records()).and_then(|seq| seq.try_into().ok());
            let Some(seq) = seq.map(u64::from_be_bytes) else { continue };
            highest = highest.max(seq);
            reader.take(seq, record);
        }
        let (next, chain) = (reader.next, reader.chain);
        let mut recovered = reader.recovered;
        if recovered.damage.is_none() && (next != head.last + 1 || chain.is_some_and(|c| c != head.chain)) {
            let (from, lost) = (next.min(head.last + 1), (head.last + 1).saturating_sub(next));
            recovered.damage = Some(Damage { from, lost, fault: None });
        }
        let mut head = head.clone();
        let broken = recovered.damage.is_some();
        if broken {
            // Go on after every number that was ever used, from a fresh snapshot.
            (head.last, head.chain) = (highest, chain.unwrap_or_default());
        }
        let since_snapshot = recovered.events.len() as u64;
        (Self { head, since_snapshot, broken }, recovered)
    }
}

fn place(safe: &Safe, head: &Head, kind: Kind, seq: u64, previous: [u8; 16]) -> Place {
    Place { kind, epoch: head.epoch, safe: safe.id, case: head.case, seq, previous }
}

fn content_key(secret: &Key, kind: Kind) -> Key {
    subkey(secret, if kind == Kind::Snapshot { b"snapshot" } else { b"journal" })
}

/// Reads records in the order of their numbers: the good ones before the first that fails, then
/// nothing until a snapshot that can be read.
struct Reader<'a> {
    safe: &'a Safe,
    head: &'a Head,
    recovered: Recovered,
    next: u64,
    chain: Option<[u8; 16]>,
}

impl Reader<'_> {
    fn take(&mut self, seq: u64, record: &[u8]) {
        let kind = match claimed(record).map(|(kind, ..)| kind) {
            Some(kind) if kind == Kind::Event as u8 => Kind::Event,
            _ => Kind::Snapshot,
        };
        let previous = claimed(record).map(|(_, _, previous)| previous).unwrap_or_default();
        let opened = envelope::open(
            &content_key(&self.head.secret, kind),
            &place(self.safe, self.head, kind, seq, previous),
            record,
        );
        let whole = self.recovered.damage.is_none();
        let follows = seq == self.next && self.chain.is_none_or(|chain| chain == previous);
        match (opened, kind) {
            (Ok(state), Kind::Snapshot) => {
                if whole && !follows {
                    self.damage(None);
                }
                self.close_gap(seq);
                self.recovered.events.clear();
                self.recovered.snapshot = Some(state);
                self.go_on(seq, record);
            }
            (Ok(event), _) if follows && self.readable() => {
                self.recovered.events.push(event);
                self.go_on(seq, record);
            }
            (Ok(_), _) => self.damage(None),
            (Err(fault), _) => self.damage(Some(fault)),
        }
    }

    /// Whether events can be taken: none is missing before.
    fn readable(&self) -> bool {
        let starts = self.head.floor == 1 || self.recovered.snapshot.is_some();
        starts && self.recovered.damage.is_none_or(|damage| damage.lost > 0)
    }

    fn go_on(&mut self, seq: u64, record: &[u8]) {
        (self.next, self.chain) = (seq + 1, Some(link(record)));
    }

    fn damage(&mut self, fault: Option<RecordFault>) {
        let from = self.next;
        self.recovered.damage.get_or_insert(Damage { from, lost: 0, fault });
    }

    /// A snapshot was read after damage: what lies between is lost, what follows is read again.
    fn close_gap(&mut self, seq: u64) {
        if let Some(damage) = &mut self.recovered.damage
            && damage.lost == 0
        {
            damage.lost = seq.saturating_sub(damage.from).max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::LazyLock;

    use super::{Journal, Recovered};
    use crate::vault::{Alarm, CaseId, Derivation, Safe, Write};

    type Stored = BTreeMap<Vec<u8>, Vec<u8>>;

    static SAFE: LazyLock<Safe> = LazyLock::new(|| safe(1));

    fn fill(seed: u8) -> impl FnMut(&mut [u8]) {
        let mut next = seed;
        move |bytes: &mut [u8]| {
            for byte in bytes {
                next = next.wrapping_mul(29).wrapping_add(17);
                *byte = next;
            }
        }
    }

    fn safe(seed: u8) -> Safe {
        Safe::create("un deux trois quatre", Derivation::LEAST, &mut fill(seed)).expect("a safe").0
    }

    fn store(stored: &mut Stored, writes: Vec<Write>) {
        for write in writes {
            match write.value {
                Some(value) => stored.insert(write.key, value),
                None => stored.remove(&write.key),
            };
        }
    }

    fn lead(events: usize) -> (Stored, Journal) {
        let (mut stored, mut fill) = (Stored::new(), fill(3));
        let mut journal = SAFE.start(CaseId([7; 16]), &mut fill);
        for number in 1..=events {
            let event = format!("event {number}");
            store(&mut stored, journal.append(&SAFE, event.as_bytes(), b"card", &mut fill));
            if journal.needs_snapshot() {
                let state = format!("state {number}");
                store(&mut stored, journal.snapshot(&SAFE, state.as_bytes(), b"card", &mut fill));
            }
        }
        (stored, journal)
    }

    fn read(stored: &Stored) -> (Journal, Recovered) {
        let (key, record) = stored.iter().find(|(key, _)| key.starts_with(Safe::HEADS)).expect("a head");
        let head = SAFE.head(key, record).expect("the head opens");
        let of_case = |(key, _): &(Vec<u8>, Vec<u8>)| key.starts_with(&head.records());
        let records: Vec<_> = stored.clone().into_iter().filter(of_case).collect();
        SAFE.read(&head, &records)
    }

    fn told(recovered: &Recovered) -> Vec<String> {
        let all = recovered.snapshot.iter().chain(&recovered.events);
        all.map(|bytes| String::from_utf8(bytes.to_vec()).expect("text")).collect()
    }

    fn key_of(stored: &Stored, seq: u64) -> Vec<u8> {
        stored.keys().find(|key| key.ends_with(&seq.to_be_bytes())).expect("that record").clone()
    }

    #[test]
    fn what_was_sealed_is_read_again_in_order() {
        let (_, recovered) = read(&lead(3).0);
        assert_eq!(told(&recovered), ["event 1", "event 2", "event 3"]);
        assert_eq!(recovered.damage, None);
    }

    #[test]
    fn two_snapshots_are_kept_and_reading_gives_the_same() {
        let (stored, _) = lead(650);
        let (_, recovered) = read(&stored);
        let told = told(&recovered);
        assert_eq!((told.first().map(String::as_str), told.len()), (Some("state 600"), 51));
        assert_eq!(recovered.damage, None);
        assert_eq!(stored.len(), 2 + 200 + 50 + 1, "two snapshots, what follows the first of them, the head");
    }

    #[test]
    fn after_damage_what_is_good_is_read_and_writing_goes_on_beside_it() {
        let (mut stored, _) = lead(5);
        let third = key_of(&stored, 3);
        stored.get_mut(&third).expect("the record")[120] ^= 1;
        let (mut journal, recovered) = read(&stored);
        assert_eq!(told(&recovered), ["event 1", "event 2"]);
        let damage = recovered.damage.expect("told");
        assert_eq!(damage.from, 3);
        assert!(journal.needs_snapshot());
        let before = stored.clone();
        store(&mut stored, journal.snapshot(&SAFE, b"state", b"card", &mut fill(9)));
        assert!(before.keys().all(|key| stored.contains_key(key)), "nothing is thrown away");
        store(&mut stored, journal.append(&SAFE, b"event 7", b"card", &mut fill(10)));
        let (_, recovered) = read(&stored);
        assert_eq!(told(&recovered), ["state", "event 7"]);
        assert!(recovered.damage.is_some_and(|damage| damage.from == 3 && damage.lost == 3));
    }

    #[test]
    fn a_missing_end_a_hole_and_a_swap_are_told() {
        let (stored, _) = lead(5);
        let mut cut = stored.clone();
        cut.remove(&key_of(&stored, 5));
        let damage = read(&cut).1.damage.expect("told");
        assert_eq!((damage.from, damage.lost, damage.fault), (5, 1, None));

        let mut hole = stored.clone();
        hole.remove(&key_of(&stored, 2));
        assert_eq!(told(&read(&hole).1), ["event 1"]);

        let mut swapped = stored.clone();
        let (two, three) = (key_of(&stored, 2), key_of(&stored, 3));
        swapped.insert(two.clone(), stored[&three].clone());
        swapped.insert(three, stored[&two].clone());
        assert_eq!(told(&read(&swapped).1), ["event 1"]);

        let mut doubled = stored.clone();
        let fourth = stored[&key_of(&stored, 4)].clone();
        doubled.insert(key_of(&stored, 5), fourth);
        assert_eq!(told(&read(&doubled).1).len(), 4);
    }

    #[test]
    fn nothing_of_one_safe_opens_in_another() {
        let (stored, _) = lead(2);
        let (key, record) = stored.iter().find(|(key, _)| key.starts_with(Safe::HEADS)).expect("a head");
        assert!(safe(2).head(key, record).is_err());
    }

    #[test]
    fn a_new_key_leaves_nothing_of_what_was_sealed_before() {
        let (mut stored, mut journal) = lead(4);
        store(&mut stored, journal.rekey(&SAFE, b"what is left", b"card", &mut fill(11)));
        assert_eq!(stored.len(), 2, "one snapshot and the head");
        let (_, recovered) = read(&stored);
        assert_eq!((told(&recovered), recovered.damage), (vec!["what is left".to_owned()], None));
        store(&mut stored, journal.append(&SAFE, b"event 6", b"card", &mut fill(12)));
        assert_eq!(told(&read(&stored).1), ["what is left", "event 6"]);
    }

    #[test]
    fn a_witness_tells_a_store_that_came_back_empty_or_older() {
        let (_, journal) = lead(3);
        let (_, older) = lead(2);
        let witness = SAFE.witness([journal.head()].into_iter(), &mut fill(4));
        assert_eq!(SAFE.check(&witness, [journal.head()].into_iter()), Ok(()));
        assert_eq!(SAFE.check(&witness, std::iter::empty()), Err(Alarm { missing: 1, behind: 0 }));
        assert_eq!(SAFE.check(&witness, [older.head()].into_iter()), Err(Alarm { missing: 0, behind: 1 }));
        assert_eq!(SAFE.check("not a witness", std::iter::empty()), Ok(()));
        let lagging = SAFE.witness([older.head()].into_iter(), &mut fill(4));
        assert_eq!(SAFE.check(&lagging, [journal.head()].into_iter()), Ok(()), "it may lag");
    }
}
