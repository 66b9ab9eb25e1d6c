//! The head of a case: what is listed of it, its key, and how far its journal goes.

use zeroize::Zeroizing;

use super::envelope::{self, Kind, Place, RecordFault, claimed};
use super::id::CaseId;
use super::safe::Safe;
use super::{Fill, Key, Write};

const RECORDS: &[u8] = b"case";

/// The head of a case: its card, its key, and how far its journal goes. Rewritten with each record.
#[derive(Clone)]
pub struct Head {
    pub(super) case: CaseId,
    pub(super) epoch: u32,
    pub(super) secret: Key,
    /// The number of the first record that is still there.
    pub(super) floor: u64,
    pub(super) last: u64,
    pub(super) chain: [u8; 16],
    pub(super) snapshots: Vec<u64>,
    pub(super) card: Vec<u8>,
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
        self.last
    }

    pub(super) const fn chain(&self) -> [u8; 16] {
        self.chain
    }

    /// The start of the keys under which the records of the case are stored.
    #[must_use]
    pub fn records(&self) -> Vec<u8> {
        records(self.case)
    }

    pub(super) fn open(safe: &Safe, key: &[u8], record: &[u8]) -> Result<Self, RecordFault> {
        let id = key.strip_prefix(Safe::HEADS).and_then(|id| id.first_chunk::<16>().copied());
        let case = CaseId(id.ok_or(RecordFault::Misplaced)?);
        let (_, seq, previous) = claimed(record).ok_or(RecordFault::Damaged)?;
        let place = Place { kind: Kind::Head, epoch: safe.epoch, safe: safe.id, case, seq, previous };
        let content = envelope::open(&safe.heads, &place, record)?;
        Self::parse(case, safe.epoch, seq, previous, &content).ok_or(RecordFault::Damaged)
    }

    fn parse(case: CaseId, epoch: u32, last: u64, chain: [u8; 16], content: &[u8]) -> Option<Self> {
        let (secret, rest) = content.split_first_chunk::<32>()?;
        let (floor, rest) = rest.split_first_chunk::<8>()?;
        let (count, mut rest) = rest.split_first()?;
        let mut snapshots = Vec::new();
        for _ in 0..*count {
            let (seq, after) = rest.split_first_chunk::<8>()?;
            snapshots.push(u64::from_be_bytes(*seq));
            rest = after;
        }
        let secret = Zeroizing::new(*secret);
        let floor = u64::from_be_bytes(*floor);
        Some(Self { case, epoch, secret, floor, last, chain, snapshots, card: rest.to_vec() })
    }

    pub(super) fn seal(&self, safe: &Safe, fill: Fill<'_>) -> Write {
        let mut content = Zeroizing::new(Vec::with_capacity(64 + self.card.len()));
        content.extend_from_slice(self.secret.as_slice());
        content.extend_from_slice(&self.floor.to_be_bytes());
        content.push(u8::try_from(self.snapshots.len()).unwrap_or(u8::MAX));
        self.snapshots.iter().for_each(|seq| content.extend_from_slice(&seq.to_be_bytes()));
        content.extend_from_slice(&self.card);
        let place = Place {
            kind: Kind::Head,
            epoch: self.epoch,
            safe: safe.id,
            case: self.case,
            seq: self.last,
            previous: self.chain,
        };
        Write { key: self.key(), value: Some(envelope::seal(&safe.heads, &place, &content, fill)) }
    }

    fn key(&self) -> Vec<u8> {
        [Safe::HEADS, &self.case.0].concat()
    }

    pub(super) fn erase(&self) -> Vec<Write> {
        let mut writes = vec![Write { key: self.key(), value: None }];
        writes.extend(self.forget(self.floor, self.last + 1));
        writes
    }

    pub(super) fn forget(&self, from: u64, to: u64) -> impl Iterator<Item = Write> + use<> {
        let case = self.case;
        (from..to).map(move |seq| Write { key: record_key(case, seq), value: None })
    }
}

fn records(case: CaseId) -> Vec<u8> {
    [RECORDS, &case.0].concat()
}

pub(super) fn record_key(case: CaseId, seq: u64) -> Vec<u8> {
    [RECORDS, &case.0, &seq.to_be_bytes()].concat()
}
