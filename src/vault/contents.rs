//! What an open safe holds, in whatever state its catalogue is.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use super::envelope::{Kind, Place, RecordFault};
use super::head::{Head, Secret, aside, forget};
use super::id::CaseId;
use super::safe::{Safe, away};
use super::{Fill, Key, Write};

/// What the catalogue of a safe tells.
#[derive(Debug, Default)]
pub struct Contents {
    /// The cases. A head that could not be read is told by [`Head::is_lost`].
    pub heads: Vec<Head>,
    /// What the organisation counts.
    pub ledger: Option<Zeroizing<Vec<u8>>>,
    /// Cases of which nothing is left but their mention: their key is gone.
    pub missing: Vec<CaseId>,
    /// Cases of whose key one copy is left: it is worth being written twice again.
    pub single: Vec<CaseId>,
    /// How many records of the catalogue cannot be read.
    pub unreadable: usize,
    /// Whether something was sealed by a newer version: then nothing may be changed here.
    pub newer: bool,
    /// What puts aside the bytes that cannot be read.
    pub set_aside: Vec<Write>,
    /// What ends erasures that were not ended.
    pub erasing: Vec<Write>,
}

/// A record that opened: its place and its content.
type Opened = (Place, Zeroizing<Vec<u8>>);

/// A record of the catalogue, by what it is about.
#[derive(Default)]
struct Found {
    keys: BTreeMap<CaseId, (u32, Secret, usize)>,
    heads: BTreeMap<(CaseId, u32), Opened>,
    roll: BTreeSet<CaseId>,
    erased: BTreeMap<CaseId, Zeroizing<Vec<u8>>>,
}

impl Safe {
    /// Reads the catalogue: keys and values of all records that start with [`Safe::CATALOGUE`].
    pub fn contents(&mut self, stored: &[(Vec<u8>, Vec<u8>)]) -> Contents {
        let (mut contents, mut found) = (Contents::default(), Found::default());
        self.decoys.clear();
        for (key, record) in stored.iter().filter(|(key, _)| key.starts_with(Self::CATALOGUE)) {
            match self.open_own(key, record) {
                Ok((place, content)) => {
                    let epoch = super::envelope::epoch(record).unwrap_or_default();
                    match place.kind {
                        Kind::Ledger => contents.ledger = Some(content),
                        Kind::Decoy => self.decoys.push(key.clone()),
                        _ => found.take(place, epoch, content),
                    }
                }
                Err(RecordFault::Newer) => contents.newer = true,
                Err(RecordFault::Damaged) => {
                    contents.unreadable += 1;
                    contents.set_aside.push(Write { key: aside(key), value: Some(record.clone()) });
                    contents.set_aside.push(away(key.clone()));
                }
            }
        }
        self.finish(&mut contents, found);
        contents
    }

    fn finish(&mut self, contents: &mut Contents, mut found: Found) {
        for (case, left) in &found.erased {
            contents.erasing.extend(self.end_erasing(*case, left));
            found.keys.remove(case);
        }
        self.roll = found.keys.keys().copied().collect();
        for (case, (epoch, secret, copies)) in found.keys {
            contents.single.extend((copies < 2).then_some(case));
            let head = found.heads.remove(&(case, epoch));
            let content = head.as_ref().map(|(place, content)| (*place, &content[..]));
            contents.heads.push(Head::found(case, epoch, secret, content));
        }
        let gone = |case: &CaseId| !self.roll.contains(case) && !found.erased.contains_key(case);
        let mentioned: BTreeSet<_> =
            found.roll.into_iter().chain(found.heads.keys().map(|(case, _)| *case)).collect();
        contents.missing = mentioned.into_iter().filter(gone).collect();
        // Until it was told and read, the roll goes on to expect them.
        self.roll.extend(&contents.missing);
    }

    /// Expects missing cases no more, and writes down what there is.
    pub fn accept_missing(&mut self, missing: &[CaseId], fill: Fill<'_>) -> Vec<Write> {
        self.roll.retain(|case| !missing.contains(case));
        self.seal_roll(fill)
    }

    /// Writes both copies of a case's key again.
    #[must_use]
    pub fn seal_key_again(&self, head: &Head, fill: Fill<'_>) -> Vec<Write> {
        let before = self.before.as_ref().filter(|ring| ring.epoch == head.epoch);
        head.seal_key(before.unwrap_or(&self.ring), self.id(), fill)
    }

    fn end_erasing(&self, case: CaseId, left: &[u8]) -> Vec<Write> {
        let mut writes: Vec<_> = Head::forget_names(case, &self.ring).collect();
        writes.extend(self.before.iter().flat_map(|ring| Head::forget_names(case, ring)));
        let numbers = left.split_first_chunk::<32>().and_then(|(names, rest)| {
            let (floor, rest) = rest.split_first_chunk::<8>()?;
            let (last, rest) = rest.split_first_chunk::<8>()?;
            Some((Key::new(*names), u64::from_be_bytes(*floor), u64::from_be_bytes(*last), rest == [1]))
        });
        if let Some((names, floor, last, aside)) = numbers {
            writes.extend(forget(&names, floor, last + 1, aside));
        }
        writes
    }
}

impl Found {
    fn take(&mut self, place: Place, epoch: u32, content: Zeroizing<Vec<u8>>) {
        let case = place.case;
        match place.kind {
            Kind::Key => {
                let Ok(secret) = <[u8; 32]>::try_from(&content[..]) else { return };
                // While keys are being changed, the newer one is the case's.
                match self.keys.get_mut(&case) {
                    Some((known, ..)) if *known > epoch => {}
                    Some((known, _, copies)) if *known == epoch => *copies += 1,
                    _ => drop(self.keys.insert(case, (epoch, Secret::new(Key::new(secret)), 1))),
                }
            }
            Kind::Head => drop(self.heads.insert((case, epoch), (place, content))),
            Kind::Erased => drop(self.erased.insert(case, content)),
            Kind::Roll => {
                let ids = content.chunks_exact(16).filter_map(|id| id.try_into().ok());
                self.roll.extend(ids.map(CaseId));
            }
            _ => {}
        }
    }
}
