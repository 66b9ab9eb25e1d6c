//! One sealed record: authenticated with its place, padded, and chained to the one before.
//!
//! ```text
//! "FSC" | format 1 | suite 1 | kind 1 | epoch 4 | safe 16 | case 16 | seq 8 | previous 16 | nonce 24 | ciphertext | tag 16
//! ```
//! Everything before the ciphertext is in clear and authenticated. Suite 1 is XChaCha20-Poly1305.
//! The plaintext is its length on four bytes, the content, and zeros up to a step, so that its size
//! says little.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::id::{CaseId, SafeId};
use super::{Fill, Key};

const MAGIC: &[u8; 3] = b"FSC";
const FORMAT: u8 = 1;
const SUITE: u8 = 1;
const CLEAR: usize = 90;
const NONCE: usize = 24;

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The card of a case and its wrapped key.
    Head = 1,
    /// Something that happened in a case.
    Event = 2,
    /// A case as it stood.
    Snapshot = 3,
    /// What the store is expected to hold, at least.
    Witness = 4,
    /// What the organisation counts, without identity.
    Ledger = 5,
}

/// Why a record cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFault {
    /// Its bytes are not those that were sealed.
    Damaged,
    /// It was sealed for another place.
    Misplaced,
    /// It was sealed by a newer version.
    Newer,
}

/// Where a record belongs: it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub kind: Kind,
    pub epoch: u32,
    pub safe: SafeId,
    pub case: CaseId,
    pub seq: u64,
    pub previous: [u8; 16],
}

impl Place {
    fn clear(&self, nonce: [u8; NONCE]) -> Vec<u8> {
        let mut clear = Vec::with_capacity(CLEAR);
        clear.extend_from_slice(MAGIC);
        clear.extend_from_slice(&[FORMAT, SUITE, self.kind as u8]);
        clear.extend_from_slice(&self.epoch.to_be_bytes());
        clear.extend_from_slice(&self.safe.0);
        clear.extend_from_slice(&self.case.0);
        clear.extend_from_slice(&self.seq.to_be_bytes());
        clear.extend_from_slice(&self.previous);
        clear.extend_from_slice(&nonce);
        clear
    }
}

/// A key for one purpose from a secret (HKDF-SHA-256, RFC 5869).
pub(super) fn subkey(secret: &Key, purpose: &[u8]) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are far below HKDF's limit of 255 hashes: the expansion cannot fail.
    let expanded = Hkdf::<Sha256>::new(None, secret.as_slice()).expand(purpose, key.as_mut_slice());
    debug_assert!(expanded.is_ok());
    key
}

/// The link to a record: the start of its SHA-256.
pub(super) fn link(record: &[u8]) -> [u8; 16] {
    let mut link = [0; 16];
    link.copy_from_slice(&Sha256::digest(record)[..16]);
    link
}

/// Seals a content for a place.
pub(super) fn seal(key: &Key, place: &Place, content: &[u8], fill: Fill<'_>) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    fill(&mut nonce);
    let mut record = place.clear(nonce);
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let mut plain = Zeroizing::new(Vec::with_capacity(padded(place.kind, content.len() + 4)));
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(content);
    plain.resize(padded(place.kind, content.len() + 4), 0);
    let cipher = XChaCha20Poly1305::new(&(**key).into());
    let payload = Payload { msg: &plain, aad: &record };
    // Sealing fails only beyond 256 GiB, which no content reaches.
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
    record.extend_from_slice(&sealed);
    record
}

/// Opens a record that belongs to a place. `previous` of the place is compared too.
pub(super) fn open(key: &Key, place: &Place, record: &[u8]) -> Result<Zeroizing<Vec<u8>>, RecordFault> {
    let (clear, sealed) = record.split_at_checked(CLEAR).ok_or(RecordFault::Damaged)?;
    if !clear.starts_with(MAGIC) {
        return Err(RecordFault::Damaged);
    }
    if clear[3] > FORMAT || clear[4] > SUITE {
        return Err(RecordFault::Newer);
    }
    let mut nonce = [0; NONCE];
    nonce.copy_from_slice(&clear[CLEAR - NONCE..]);
    if clear != place.clear(nonce) {
        return Err(RecordFault::Misplaced);
    }
    let cipher = XChaCha20Poly1305::new(&(**key).into());
    let payload = Payload { msg: sealed, aad: clear };
    let plain = cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| RecordFault::Damaged)?;
    let mut plain = Zeroizing::new(plain);
    let length = plain.first_chunk::<4>().map(|length| u32::from_be_bytes(*length) as usize);
    let length = length.filter(|length| length + 4 <= plain.len()).ok_or(RecordFault::Damaged)?;
    plain.truncate(length + 4);
    plain.drain(..4);
    Ok(plain)
}

/// The place that a record says it belongs to, before anything is proven.
pub(super) fn claimed(record: &[u8]) -> Option<(u8, u64, [u8; 16])> {
    let clear = record.get(..CLEAR)?;
    let seq = u64::from_be_bytes(clear.get(42..50)?.try_into().ok()?);
    let previous = clear.get(50..66)?.try_into().ok()?;
    Some((clear[5], seq, previous))
}

/// The size that a plaintext is filled up to.
fn padded(kind: Kind, length: usize) -> usize {
    match kind {
        Kind::Head => length.next_multiple_of(1024),
        Kind::Snapshot | Kind::Witness | Kind::Ledger => length.next_multiple_of(4096),
        Kind::Event => match length {
            ..=256 => 256,
            257..=512 => 512,
            513..=1024 => 1024,
            // At most an eighth more, in steps that say little of the length (after Padmé).
            _ => length.next_multiple_of(1 << (length.ilog2() - 3)),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kind, Place, RecordFault, open, padded, seal};
    use crate::vault::{CaseId, Key, SafeId};

    fn place() -> Place {
        Place {
            kind: Kind::Event,
            epoch: 1,
            safe: SafeId([1; 16]),
            case: CaseId([2; 16]),
            seq: 7,
            previous: [3; 16],
        }
    }

    fn key() -> Key {
        Key::new([9; 32])
    }

    fn sealed(content: &[u8]) -> Vec<u8> {
        seal(&key(), &place(), content, &mut |bytes| bytes.fill(5))
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_and_its_size_says_little(content in prop::collection::vec(any::<u8>(), 0..3000)) {
            let record = sealed(&content);
            let opened = open(&key(), &place(), &record).expect("opens");
            prop_assert_eq!(opened.as_slice(), &content[..]);
            prop_assert_eq!(record.len(), 90 + 16 + padded(Kind::Event, content.len() + 4));
        }

        #[test]
        fn any_change_of_any_byte_is_noticed(at in 0..362_usize, with in 1..=255_u8) {
            let mut record = sealed(b"she sleeps in the cellar");
            prop_assert_eq!(record.len(), 362);
            record[at] ^= with;
            prop_assert!(open(&key(), &place(), &record).is_err());
        }

        #[test]
        fn no_byte_string_makes_the_reader_fall(record in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(open(&key(), &place(), &record).is_err());
        }
    }

    #[test]
    fn a_record_opens_in_its_own_place_only() {
        let record = sealed(b"words");
        for other in [
            Place { kind: Kind::Snapshot, ..place() },
            Place { epoch: 2, ..place() },
            Place { safe: SafeId([8; 16]), ..place() },
            Place { case: CaseId([8; 16]), ..place() },
            Place { seq: 8, ..place() },
            Place { previous: [8; 16], ..place() },
        ] {
            assert_eq!(open(&key(), &other, &record), Err(RecordFault::Misplaced));
        }
        for end in 0..record.len() {
            assert!(open(&key(), &place(), &record[..end]).is_err(), "cut at {end}");
        }
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
