//! Reading a journal back: everything that can be read, and exactly what cannot.
//!
//! Records are looked at from the last to the first, since each says how the one before it must be:
//! one that was changed, put back or doubled does not fit, even where its seal is sound. What is read is
//! the newest good snapshot and every good event after it, beyond a gap as well.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::envelope::{Kind, RecordFault, link};
use super::head::{Head, record_key};
use super::journal::Journal;
use super::safe::Safe;

/// How far apart two records of a case may be that is looked for among all.
const APART: u64 = 2_000;

/// Records that are lost: from this number to that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first.
    pub from: u64,
    /// The last.
    pub to: u64,
}

/// What could not be read of a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// What is lost. Empty when a snapshot stands for all that could not be read.
    pub lost: Vec<Gap>,
    /// How many records are there and cannot be read.
    pub unreadable: usize,
    /// Whether the head of the case could not be read, or was older than its records.
    pub head: bool,
}

impl Damage {
    /// How many records are lost.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.lost.iter().map(|gap| gap.to - gap.from + 1).sum()
    }
}

/// An event that was read, with its number.
pub type Numbered = (u64, Zeroizing<Vec<u8>>);

/// What was read of a case.
#[derive(Debug, Default)]
pub struct Recovered {
    /// The last snapshot that could be read, with its number.
    pub snapshot: Option<Numbered>,
    /// The events after it, in order.
    pub events: Vec<Numbered>,
    /// What could not be read.
    pub damage: Option<Damage>,
    /// Whether something was sealed by a newer version: then nothing may be changed here.
    pub newer: bool,
}

impl Recovered {
    /// The first number that counts: of what was read, or of what is lost.
    pub(super) fn first(&self) -> Option<u64> {
        let read = self.snapshot.iter().chain(&self.events).map(|(seq, _)| *seq);
        let lost = self.damage.iter().flat_map(|damage| &damage.lost).map(|gap| gap.from);
        read.chain(lost).min()
    }
}

/// The stored records of a case, by their number.
#[derive(Debug, Default)]
pub struct Records<'a> {
    found: BTreeMap<u64, &'a [u8]>,
    /// Those that cannot be read.
    pub(super) bad: Vec<u64>,
    /// What was put aside before.
    aside: BTreeMap<u64, &'a [u8]>,
}

impl<'a> Records<'a> {
    pub(super) fn bytes(&self, seq: u64) -> Option<&'a [u8]> {
        self.found.get(&seq).copied()
    }

    /// What cannot be read, and what was put aside before, by its number.
    pub(super) fn unread(&self) -> BTreeMap<u64, &'a [u8]> {
        let bad = self.bad.iter().filter_map(|seq| Some((*seq, self.bytes(*seq)?)));
        self.aside.clone().into_iter().chain(bad).collect()
    }

    fn find(head: &Head, stored: &'a [(Vec<u8>, Vec<u8>)]) -> Self {
        let by_name: BTreeMap<&[u8], &[u8]> =
            stored.iter().map(|(key, value)| (&key[..], &value[..])).collect();
        let mut found = BTreeMap::new();
        let mut until = if head.lost { APART } else { head.told.last };
        let mut seq = if head.lost { 1 } else { head.told.floor };
        // One step beyond each that is found: a head may be older than its records.
        while seq <= until.saturating_add(64) {
            if let Some(record) = by_name.get(&record_key(&head.secret.names, seq)[..]) {
                found.insert(seq, *record);
                until = until.max(if head.lost { seq + APART } else { seq });
            }
            seq += 1;
        }
        Self { found, ..Self::default() }
    }
}

/// What was put aside of a case before, by its number.
fn put_aside<'a>(head: &Head, stored: &'a [(Vec<u8>, Vec<u8>)]) -> BTreeMap<u64, &'a [u8]> {
    let aside: Vec<_> = stored.iter().filter(|(key, _)| key.starts_with(Safe::QUARANTINE)).collect();
    // Who opens a case asks for none: their names, one for each record that it ever had, are not worked out.
    if aside.is_empty() {
        return BTreeMap::new();
    }
    let numbers: BTreeMap<_, _> = head.asides().into_iter().zip(1..).collect();
    aside.into_iter().filter_map(|(key, value)| Some((*numbers.get(key)?, &value[..]))).collect()
}

impl Safe {
    /// Reads a case from its head and its records (keys and values), in whatever state they are.
    #[must_use]
    pub fn read<'a>(
        &self,
        head: &Head,
        stored: &'a [(Vec<u8>, Vec<u8>)],
    ) -> (Journal, Recovered, Records<'a>) {
        let mut records = Records::find(head, stored);
        let last = records.found.keys().next_back().copied().unwrap_or(0).max(head.told.last);
        let first =
            if head.lost { records.found.keys().next().copied().unwrap_or(1) } else { head.told.floor };
        let older = last > head.told.last;
        let mut reader =
            Reader { expected: (!older && !head.lost).then(|| head.chain()), ..Reader::default() };
        for seq in (first..=last).rev() {
            reader.look(self, head, seq, records.bytes(seq));
        }
        records.bad = std::mem::take(&mut reader.bad);
        // A head that tells of no snapshot tells of every record: sealed anew, they begin where it says.
        let begins = if head.told.snapshots.is_empty() && !head.lost { first } else { 1 };
        let mut head = head.clone();
        if older {
            head.told.last = last;
            head.told.chain = records.bytes(last).map(link).unwrap_or_default();
        }
        (head.told.floor, head.told.snapshots) = (first, std::mem::take(&mut reader.snapshots));
        head.told.snapshots.reverse();
        records.aside = put_aside(&head, stored);
        let recovered = reader.recovered(begins, first, last, older || head.lost, &records);
        let journal = Journal {
            since_snapshot: recovered.events.len() as u64,
            broken: recovered.damage.is_some(),
            head,
        };
        (journal, recovered, records)
    }
}

/// Looks at records from the last to the first.
#[derive(Default)]
struct Reader {
    /// How the next record must be, where it is known.
    expected: Option<[u8; 16]>,
    snapshot: Option<Numbered>,
    /// The newest first.
    events: Vec<Numbered>,
    snapshots: Vec<u64>,
    missing: Vec<u64>,
    bad: Vec<u64>,
    newer: bool,
}

impl Reader {
    fn look(&mut self, safe: &Safe, head: &Head, seq: u64, record: Option<&[u8]>) {
        let Some(record) = record else {
            self.missing.push(seq);
            self.expected = None;
            return;
        };
        let fits = self.expected.is_none_or(|expected| link(record) == expected);
        let opened = head.secret.seal(safe.id()).open(&head.record_key(seq), record);
        self.expected = None;
        match opened {
            Ok((place, content)) if fits && place.seq == seq && place.case == head.case => {
                self.expected = Some(place.previous);
                match place.kind {
                    Kind::Snapshot => {
                        self.snapshots.push(seq);
                        self.snapshot.get_or_insert((seq, content));
                    }
                    _ if self.snapshot.is_none() => self.events.push((seq, content)),
                    _ => {}
                }
            }
            Err(RecordFault::Newer) => self.newer = true,
            _ => self.bad.push(seq),
        }
    }

    fn recovered(
        mut self,
        begins: u64,
        first: u64,
        last: u64,
        head: bool,
        records: &Records<'_>,
    ) -> Recovered {
        self.events.reverse();
        let base = self.snapshot.as_ref().map_or(0, |(seq, _)| *seq);
        // Without a snapshot all that came before the first record is lost as well.
        let from = if base == 0 { begins } else { base + 1 };
        let gone = |seq: &u64| *seq < first || self.missing.contains(seq) || records.bad.contains(seq);
        let mut lost: Vec<Gap> = Vec::new();
        for seq in (from..=last).filter(gone) {
            match lost.last_mut() {
                Some(gap) if gap.to + 1 == seq => gap.to = seq,
                _ => lost.push(Gap { from: seq, to: seq }),
            }
        }
        let unreadable = records.bad.len();
        let damage =
            (!lost.is_empty() || unreadable > 0 || head).then_some(Damage { lost, unreadable, head });
        Recovered { snapshot: self.snapshot, events: self.events, damage, newer: self.newer }
    }
}
