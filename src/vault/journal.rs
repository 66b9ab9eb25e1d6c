//! The sealed journal of one case: events and snapshots in one sequence, each chained to the one
//! before. Its [`Head`] says how far it goes.

use zeroize::Zeroizing;

use super::envelope::{Kind, Place, link};
use super::head::{Head, Secret, Told, aside};
use super::id::CaseId;
use super::reading::{Records, Recovered};
use super::safe::Safe;
use super::{Fill, Write};

/// After how many events a snapshot is taken.
const SNAPSHOT_EVERY: u64 = 200;
/// How many snapshots are kept: the last, and the one before should the last be damaged.
const SNAPSHOTS: usize = 2;
/// After how many events a snapshot is worth taking when a case is closed.
const WORTH_IT: u64 = 40;

/// The journal of an open case.
#[derive(Clone)]
pub struct Journal {
    pub(super) head: Head,
    pub(super) since_snapshot: u64,
    pub(super) broken: bool,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Journal")
    }
}

impl Journal {
    pub(super) fn start(safe: &Safe, case: CaseId, fill: Fill<'_>) -> Self {
        let head = Head {
            case,
            epoch: safe.ring.epoch,
            secret: Secret::random(fill),
            told: Told { floor: 1, ..Told::default() },
            card: Vec::new(),
            lost: false,
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

    /// Whether a snapshot is worth taking now that the case is closed.
    #[must_use]
    pub const fn is_worth_a_snapshot(&self) -> bool {
        self.broken || self.since_snapshot >= WORTH_IT
    }

    /// Seals an event, and the head with a new card. Takes nothing away.
    pub fn append(&mut self, safe: &Safe, event: &[u8], card: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let event = self.record(safe, Kind::Event, event, fill);
        self.since_snapshot += 1;
        self.head.card = card.to_vec();
        vec![event, self.seal_head(safe, fill)]
    }

    /// Seals a snapshot of the whole case, and the head with a new card. Takes nothing away.
    pub fn snapshot(&mut self, safe: &Safe, state: &[u8], card: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let snapshot = self.record(safe, Kind::Snapshot, state, fill);
        self.head.told.snapshots.push(self.head.told.last);
        (self.since_snapshot, self.broken, self.head.lost) = (0, false, false);
        self.head.card = card.to_vec();
        vec![snapshot, self.seal_head(safe, fill)]
    }

    /// Whether there is something that two snapshots have made needless.
    #[must_use]
    pub fn can_compact(&self) -> bool {
        self.needless_before().is_some()
    }

    fn needless_before(&self) -> Option<u64> {
        let snapshots = &self.head.told.snapshots;
        let oldest = *snapshots.get(snapshots.len().checked_sub(SNAPSHOTS)?)?;
        (oldest > self.head.told.floor).then_some(oldest)
    }

    /// Takes away what two snapshots have made needless. Only once both are known to be kept: in a
    /// transaction of its own.
    pub fn compact(&mut self, safe: &Safe, fill: Fill<'_>) -> Vec<Write> {
        let Some(oldest) = self.needless_before() else { return Vec::new() };
        let mut writes = self.head.forget(self.head.told.floor, oldest);
        // What was put aside stays for rescue; only the records go.
        writes.retain(|write| write.key.len() == 16);
        let told = &mut self.head.told;
        told.snapshots.drain(..told.snapshots.len() - SNAPSHOTS);
        told.floor = oldest;
        writes.push(self.seal_head(safe, fill));
        writes
    }

    /// Takes a new key for the case under the safe's key of today, seals its state under it, and takes
    /// away all that was sealed before: what was erased can be read no more, even from the browser's own
    /// files once their copies of the old key are gone.
    pub fn rekey(&mut self, safe: &Safe, state: &[u8], card: &[u8], fill: Fill<'_>) -> Vec<Write> {
        let mut writes = self.renew(safe, fill);
        writes.extend(self.snapshot(safe, state, card, fill));
        writes
    }

    /// Takes a new key for the case as [`Journal::rekey`] does, and seals under it everything that was
    /// read, record by record, whatever it means. Where a record is lost its number stays free, so that the
    /// loss is told when the case is opened; what could not be read is put aside anew, with the key that it
    /// was sealed by.
    pub fn reseal(
        &mut self,
        safe: &Safe,
        read: &Recovered,
        found: &Records<'_>,
        fill: Fill<'_>,
    ) -> Vec<Write> {
        let last = self.head.told.last;
        let unread = self.unread(safe, found);
        let mut writes = self.renew(safe, fill);
        // A witness knows the case by its last number: from here on all are higher.
        let moved = last + 1 - read.first().unwrap_or(last + 1);
        let snapshot = read.snapshot.iter().map(|(seq, state)| (Kind::Snapshot, seq, state));
        let events = read.events.iter().map(|(seq, event)| (Kind::Event, seq, event));
        for (kind, seq, content) in snapshot.chain(events) {
            self.head.told.last = seq + moved - 1;
            writes.push(self.record(safe, kind, content, fill));
            if kind == Kind::Snapshot {
                self.head.told.snapshots.push(self.head.told.last);
            }
        }
        self.head.told.last = last + moved;
        self.head.told.aside = !unread.is_empty();
        writes.extend(unread.iter().map(|(seq, content)| self.seal_aside(safe, seq + moved, content, fill)));
        self.head.lost = false;
        writes.push(self.seal_head(safe, fill));
        writes
    }

    /// What could not be read, now or earlier, each with the key that it was sealed by.
    fn unread(&self, safe: &Safe, found: &Records<'_>) -> Vec<(u64, Zeroizing<Vec<u8>>)> {
        let secret = &self.head.secret;
        let content = |(seq, bytes): (u64, &[u8])| match secret
            .seal(safe.id())
            .open(&aside(&self.head.record_key(seq)), bytes)
        {
            Ok((Place { kind: Kind::Aside, .. }, content)) => (seq, content),
            _ => (seq, Zeroizing::new([secret.drawn.as_slice(), bytes].concat())),
        };
        found.unread().into_iter().map(content).collect()
    }

    fn seal_aside(&self, safe: &Safe, seq: u64, content: &[u8], fill: Fill<'_>) -> Write {
        let place = Place { kind: Kind::Aside, case: self.head.case, seq, previous: [0; 16] };
        let key = aside(&self.head.record_key(seq));
        let record = self.head.secret.seal(safe.id()).seal(&key, &place, content, fill);
        Write { key, value: Some(record) }
    }

    fn renew(&mut self, safe: &Safe, fill: Fill<'_>) -> Vec<Write> {
        let mut gone = self.head.forget(self.head.told.floor, self.head.told.last + 1);
        if let Some(before) = safe.before.as_ref().filter(|before| before.epoch == self.head.epoch) {
            gone.extend(Head::forget_names(self.head.case, before));
        }
        self.head.secret = Secret::random(fill);
        self.head.epoch = safe.ring.epoch;
        let last = self.head.told.last;
        self.head.told = Told { floor: last + 1, last, ..Told::default() };
        gone.extend(self.head.seal_key(&safe.ring, safe.id(), fill));
        gone
    }

    /// Puts aside the bytes that could not be read, and these records, which can be read and stand
    /// alone. They are kept as they were found.
    pub fn set_aside(&mut self, records: &Records<'_>, also: &[u64]) -> Vec<Write> {
        let mut writes = Vec::new();
        for seq in records.bad.iter().chain(also) {
            let key = self.head.record_key(*seq);
            if let Some(bytes) = records.bytes(*seq) {
                writes.push(Write { key: aside(&key), value: Some(bytes.to_vec()) });
                writes.push(Write { key, value: None });
            }
        }
        self.head.told.aside |= !writes.is_empty();
        self.broken = true;
        writes
    }

    fn record(&mut self, safe: &Safe, kind: Kind, content: &[u8], fill: Fill<'_>) -> Write {
        let told = &mut self.head.told;
        told.last += 1;
        let place = Place { kind, case: self.head.case, seq: told.last, previous: told.chain };
        let key = super::head::record_key(&self.head.secret.names, told.last);
        let record = self.head.secret.seal(safe.id()).seal(&key, &place, content, fill);
        told.chain = link(&record);
        Write { key, value: Some(record) }
    }

    fn seal_head(&self, safe: &Safe, fill: Fill<'_>) -> Write {
        // Until its keys are changed, a case stays with the ring that it was sealed by.
        let before = safe.before.as_ref().filter(|before| before.epoch == self.head.epoch);
        self.head.seal(before.unwrap_or(&safe.ring), safe.id(), fill)
    }
}
