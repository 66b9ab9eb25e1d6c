//! One sealed record: authenticated with its place, padded, and chained to the one before.
//!
//! ```text
//! "FSC" | format 1 | suite 1 | epoch 4 | nonce 24 | ciphertext | tag 16
//! ```
//! What stands before the ciphertext says nothing of what is in it. It is authenticated together
//! with the safe's id and the key under which the record is stored, so that a record opens where it was
//! put and nowhere else. Suite 1 is XChaCha20-Poly1305. The plaintext is its length on four bytes, the
//! place (kind, case, number, link to the record before), the content, and zeros up to a step, so that
//! its size says little.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::id::{CaseId, SafeId};
use super::{Fill, Key};

const MAGIC: &[u8; 3] = b"FSC";
const FORMAT: u8 = 2;
const SUITE: u8 = 1;
const NONCE: usize = 24;
const CLEAR: usize = 3 + 1 + 1 + 4 + NONCE;
/// The length, and the place.
const WITHIN: usize = 4 + 1 + 16 + 8 + 16;

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The card of a case, and how far its journal goes.
    Head = 1,
    /// Something that happened in a case.
    Event = 2,
    /// A case as it stood.
    Snapshot = 3,
    /// The key of a case.
    Key = 4,
    /// What is left of the key of a case that is being erased.
    Erased = 5,
    /// What the organisation counts, without identity.
    Ledger = 6,
    /// Which cases there are.
    Roll = 7,
    /// What the store is expected to hold, at least.
    Witness = 8,
    /// Nothing: it hides how many cases there are.
    Decoy = 9,
    /// Bytes of a case that could not be read, and the key that they were sealed by.
    Aside = 10,
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Head,
        Self::Event,
        Self::Snapshot,
        Self::Key,
        Self::Erased,
        Self::Ledger,
        Self::Roll,
        Self::Witness,
        Self::Decoy,
        Self::Aside,
    ];
}

/// Why a record cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFault {
    /// Its bytes are not those that were sealed here.
    Damaged,
    /// It was sealed by a newer version.
    Newer,
}

/// Where a record belongs: it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub kind: Kind,
    pub case: CaseId,
    pub seq: u64,
    pub previous: [u8; 16],
}

/// A key that seals, and for which safe.
#[derive(Clone, Copy)]
pub(super) struct Seal<'a> {
    pub key: &'a Key,
    pub epoch: u32,
    pub safe: SafeId,
}

/// A key for one purpose from a secret (HKDF-SHA-256, RFC 5869).
pub(super) fn subkey(secret: &[u8], purpose: &[u8]) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are far below HKDF's limit of 255 hashes: the expansion cannot fail.
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(purpose, key.as_mut_slice());
    debug_assert!(expanded.is_ok());
    key
}

/// The name of a record: a class, and what only who has the key can tell from chance.
pub(super) fn name(class: u8, names: &Key, of: &[&[u8]]) -> Vec<u8> {
    let mut name = vec![class; 16];
    // The key has the length of the hash, and the name is far below the limit: neither can fail.
    let prk = Hkdf::<Sha256>::from_prk(names.as_slice());
    let expanded = prk.is_ok_and(|prk| prk.expand_multi_info(of, &mut name[1..]).is_ok());
    debug_assert!(expanded);
    name
}

/// The link to a record: the start of its SHA-256.
pub(super) fn link(record: &[u8]) -> [u8; 16] {
    let mut link = [0; 16];
    link.copy_from_slice(&Sha256::digest(record)[..16]);
    link
}

impl Seal<'_> {
    fn bound(&self, clear: &[u8], name: &[u8]) -> Vec<u8> {
        [clear, &self.safe.0, name].concat()
    }

    /// Seals a content for its place, to be stored under `name`.
    pub fn seal(&self, name: &[u8], place: &Place, content: &[u8], fill: Fill<'_>) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        fill(&mut nonce);
        let mut record = [MAGIC.as_slice(), &[FORMAT, SUITE], &self.epoch.to_be_bytes(), &nonce].concat();
        let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
        let filled = padded(place.kind, WITHIN + content.len());
        let mut plain = Zeroizing::new(Vec::with_capacity(filled));
        plain.extend_from_slice(&length.to_be_bytes());
        plain.push(place.kind as u8);
        plain.extend_from_slice(&place.case.0);
        plain.extend_from_slice(&place.seq.to_be_bytes());
        plain.extend_from_slice(&place.previous);
        plain.extend_from_slice(content);
        plain.resize(filled, 0);
        let cipher = XChaCha20Poly1305::new(&(**self.key).into());
        let payload = Payload { msg: &plain, aad: &self.bound(&record, name) };
        // Sealing fails only beyond 256 GiB, which no content reaches.
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        record.extend_from_slice(&sealed);
        record
    }

    /// Opens a record that was found under `name`: its place, and its content.
    pub fn open(&self, name: &[u8], record: &[u8]) -> Result<(Place, Zeroizing<Vec<u8>>), RecordFault> {
        let damaged = RecordFault::Damaged;
        let (clear, sealed) = record.split_at_checked(CLEAR).ok_or(damaged)?;
        if !clear.starts_with(MAGIC) {
            return Err(damaged);
        }
        if clear[3] > FORMAT || (clear[3] == FORMAT && clear[4] > SUITE) {
            return Err(RecordFault::Newer);
        }
        if epoch(record) != Some(self.epoch) {
            return Err(damaged);
        }
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&clear[CLEAR - NONCE..]);
        let cipher = XChaCha20Poly1305::new(&(**self.key).into());
        let payload = Payload { msg: sealed, aad: &self.bound(clear, name) };
        let plain = cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| damaged)?;
        let mut plain = Zeroizing::new(plain);
        let place = placed(&plain).ok_or(damaged)?;
        let length = plain.first_chunk::<4>().map_or(0, |length| u32::from_be_bytes(*length) as usize);
        if WITHIN + length > plain.len() {
            return Err(damaged);
        }
        plain.truncate(WITHIN + length);
        plain.drain(..WITHIN);
        Ok((place, plain))
    }
}

/// The epoch that a record says it was sealed in, before anything is proven.
pub(super) fn epoch(record: &[u8]) -> Option<u32> {
    record.get(5..9)?.try_into().ok().map(u32::from_be_bytes)
}

fn placed(plain: &[u8]) -> Option<Place> {
    let (_, rest) = plain.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first()?;
    let (case, rest) = rest.split_first_chunk::<16>()?;
    let (seq, rest) = rest.split_first_chunk::<8>()?;
    let previous = *rest.first_chunk::<16>()?;
    let kind = Kind::ALL.into_iter().find(|known| *known as u8 == *kind)?;
    Some(Place { kind, case: CaseId(*case), seq: u64::from_be_bytes(*seq), previous })
}

/// The size that a plaintext is filled up to. All that stands in the catalogue looks alike.
fn padded(kind: Kind, length: usize) -> usize {
    match kind {
        Kind::Snapshot | Kind::Witness => length.next_multiple_of(4096),
        Kind::Event => match length {
            ..=256 => 256,
            257..=512 => 512,
            513..=1024 => 1024,
            // At most an eighth more, in steps that say little of the length (after Padmé).
            _ => length.next_multiple_of(1 << (length.ilog2() - 3)),
        },
        _ => length.next_multiple_of(1024),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kind, Place, RecordFault, Seal, WITHIN, padded};
    use crate::vault::{CaseId, Key, SafeId};

    const NAME: &[u8] = b"a name of sixtee";

    fn place() -> Place {
        Place { kind: Kind::Event, case: CaseId([2; 16]), seq: 7, previous: [3; 16] }
    }

    fn with<T>(act: impl Fn(&Seal<'_>) -> T) -> T {
        act(&Seal { key: &Key::new([9; 32]), epoch: 1, safe: SafeId([1; 16]) })
    }

    fn sealed(content: &[u8]) -> Vec<u8> {
        with(|seal| seal.seal(NAME, &place(), content, &mut |bytes| bytes.fill(5)))
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_and_its_size_says_little(content in prop::collection::vec(any::<u8>(), 0..3000)) {
            let record = sealed(&content);
            let (at, opened) = with(|seal| seal.open(NAME, &record)).expect("opens");
            prop_assert_eq!(at, place());
            prop_assert_eq!(opened.as_slice(), &content[..]);
            prop_assert_eq!(record.len(), 33 + 16 + padded(Kind::Event, WITHIN + content.len()));
        }

        #[test]
        fn no_byte_string_makes_the_reader_fall(record in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(with(|seal| seal.open(NAME, &record)).is_err());
        }
    }

    #[test]
    fn any_change_of_any_byte_is_noticed() {
        let record = sealed(b"she sleeps in the cellar");
        for at in 0..record.len() {
            for change in [1, 128, 255] {
                let mut changed = record.clone();
                changed[at] ^= change;
                assert!(with(|seal| seal.open(NAME, &changed)).is_err(), "byte {at}");
            }
            assert!(with(|seal| seal.open(NAME, &record[..at])).is_err(), "cut at {at}");
        }
        assert!(with(|seal| seal.open(NAME, &[&record[..], &[0]].concat())).is_err(), "made longer");
    }

    #[test]
    fn a_record_opens_in_its_own_place_only() {
        let record = sealed(b"words");
        let key = Key::new([9; 32]);
        let here = Seal { key: &key, epoch: 1, safe: SafeId([1; 16]) };
        let elsewhere = Seal { safe: SafeId([8; 16]), ..here };
        let later = Seal { epoch: 2, ..here };
        assert!(here.open(NAME, &record).is_ok());
        assert_eq!(elsewhere.open(NAME, &record).err(), Some(RecordFault::Damaged), "another safe");
        assert_eq!(later.open(NAME, &record).err(), Some(RecordFault::Damaged), "another epoch");
        assert_eq!(here.open(b"a name of sixtef", &record).err(), Some(RecordFault::Damaged), "another name");
        let mut newer = record;
        newer[3] = 3;
        assert_eq!(here.open(NAME, &newer).err(), Some(RecordFault::Newer));
    }

    #[test]
    fn what_is_in_clear_says_nothing_of_the_place() {
        let record = sealed(b"words");
        let told = |told: &[u8]| record.windows(told.len()).any(|window| window == told);
        assert!(!told(&[2; 16]) && !told(&[3; 16]) && !told(&7_u64.to_be_bytes()) && !told(b"words"));
    }

    #[test]
    fn lengths_are_filled_up_by_an_eighth_at_most() {
        for length in [5, 256, 257, 1025, 5000, 70_000] {
            let filled = padded(Kind::Event, length);
            assert!(
                filled >= length && (filled <= 1024 || filled - length <= length / 8),
                "{length}: {filled}"
            );
        }
    }
}
