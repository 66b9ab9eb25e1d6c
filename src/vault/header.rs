//! The header of a safe: how the passphrase opens it.
//!
//! ```text
//! "FSH" | format 1 | safe 16 | epoch 4 | memory 4 | passes 4 | lanes 4 | salt 16 | check 32 | nonce 24 | wrapped key 48 | digest 8
//! ```
//! The digest tells a damaged header from a wrong passphrase; the check, a value derived from the
//! passphrase's key and compared in constant time, makes the seal commit to one key.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::envelope::subkey;
use super::id::SafeId;
use super::{Fill, Key};

const MAGIC: &[u8; 3] = b"FSH";
const FORMAT: u8 = 1;
const SALT: usize = 16;
const LENGTH: usize = 3 + 1 + 16 + 4 + 12 + SALT + 32 + 24 + 48 + 8;

/// How much work the passphrase's key takes (Argon2id, RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Derivation {
    /// The usual work: 64 MiB, three passes.
    pub const USUAL: Self = Self { memory: 64 * 1024, passes: 3, lanes: 1 };
    /// The least work: 19 MiB, two passes.
    pub const LEAST: Self = Self { memory: 19 * 1024, passes: 2, lanes: 1 };
    /// The most that is done for a header read from a store: 1 GiB, ten passes.
    pub const MOST: Self = Self { memory: 1024 * 1024, passes: 10, lanes: 4 };

    const fn is_sane(self) -> bool {
        self.memory >= Self::LEAST.memory
            && self.memory <= Self::MOST.memory
            && self.passes >= Self::LEAST.passes
            && self.passes <= Self::MOST.passes
            && self.lanes >= 1
            && self.lanes <= Self::MOST.lanes
    }

    fn key(self, passphrase: &str, salt: &[u8]) -> Option<Key> {
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32)).ok()?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
            .ok()?;
        Some(key)
    }
}

/// Why a safe does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// The passphrase is not the one that closed it.
    WrongPassphrase,
    /// The header's bytes are not those that were written.
    Damaged,
    /// The header was written by a newer version.
    Newer,
    /// The header asks for less work than is safe, or more than is sane.
    Derivation,
    /// There is not enough memory to derive the key.
    NoMemory,
}

/// What a header gives once it is open.
pub(super) struct Opened {
    pub id: SafeId,
    pub epoch: u32,
    pub key: Key,
}

/// Writes the header of a safe.
pub(super) fn write(
    opened: &Opened,
    passphrase: &str,
    derivation: Derivation,
    fill: Fill<'_>,
) -> Result<Vec<u8>, OpenFault> {
    if !derivation.is_sane() {
        return Err(OpenFault::Derivation);
    }
    let (mut salt, mut nonce) = ([0; SALT], [0; 24]);
    fill(&mut salt);
    fill(&mut nonce);
    let wrapping = derivation.key(passphrase, &salt).ok_or(OpenFault::NoMemory)?;
    let mut header = Vec::with_capacity(LENGTH);
    header.extend_from_slice(MAGIC);
    header.push(FORMAT);
    header.extend_from_slice(&opened.id.0);
    header.extend_from_slice(&opened.epoch.to_be_bytes());
    for number in [derivation.memory, derivation.passes, derivation.lanes] {
        header.extend_from_slice(&number.to_be_bytes());
    }
    header.extend_from_slice(&salt);
    header.extend_from_slice(subkey(&wrapping, b"check").as_slice());
    header.extend_from_slice(&nonce);
    let cipher = XChaCha20Poly1305::new(&(*subkey(&wrapping, b"wrap")).into());
    let payload = Payload { msg: opened.key.as_slice(), aad: &header };
    let wrapped = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| OpenFault::NoMemory)?;
    header.extend_from_slice(&wrapped);
    header.extend_from_slice(&Sha256::digest(&header)[..8]);
    Ok(header)
}

/// Opens a header.
pub(super) fn open(header: &[u8], passphrase: &str) -> Result<Opened, OpenFault> {
    if !header.starts_with(MAGIC) {
        return Err(OpenFault::Damaged);
    }
    if header.get(3).is_some_and(|format| *format > FORMAT) {
        return Err(OpenFault::Newer);
    }
    if header.len() != LENGTH {
        return Err(OpenFault::Damaged);
    }
    let (content, digest) = header.split_at(LENGTH - 8);
    if Sha256::digest(content)[..8] != *digest {
        return Err(OpenFault::Damaged);
    }
    let (clear, wrapped) = content.split_at(LENGTH - 8 - 48);
    let number = |at: usize| clear[at..at + 4].iter().fold(0, |n: u32, byte| n << 8 | u32::from(*byte));
    let derivation = Derivation { memory: number(24), passes: number(28), lanes: number(32) };
    if !derivation.is_sane() {
        return Err(OpenFault::Derivation);
    }
    let wrapping = derivation.key(passphrase, &clear[36..36 + SALT]).ok_or(OpenFault::NoMemory)?;
    let check = subkey(&wrapping, b"check");
    if !bool::from(check.as_slice().ct_eq(&clear[52..84])) {
        return Err(OpenFault::WrongPassphrase);
    }
    let (mut nonce, mut id, mut key) = ([0; 24], [0; 16], Zeroizing::new([0; 32]));
    nonce.copy_from_slice(&clear[84..108]);
    id.copy_from_slice(&clear[4..20]);
    let cipher = XChaCha20Poly1305::new(&(*subkey(&wrapping, b"wrap")).into());
    let payload = Payload { msg: wrapped, aad: clear };
    let plain = cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| OpenFault::Damaged)?;
    let plain = Zeroizing::new(plain);
    key.copy_from_slice(&plain);
    Ok(Opened { id: SafeId(id), epoch: number(20), key })
}

#[cfg(test)]
mod tests {
    use super::{Derivation, LENGTH, OpenFault, Opened, open, write};
    use crate::vault::{Key, SafeId};

    fn header() -> Vec<u8> {
        let opened = Opened { id: SafeId([4; 16]), epoch: 1, key: Key::new([7; 32]) };
        write(&opened, "cinq mots que personne", Derivation::LEAST, &mut |bytes| bytes.fill(6))
            .expect("written")
    }

    #[test]
    fn the_passphrase_opens_it_and_another_does_not() {
        let header = header();
        assert_eq!(header.len(), LENGTH);
        let opened = open(&header, "cinq mots que personne").expect("opens");
        assert_eq!((opened.id, opened.epoch, *opened.key), (SafeId([4; 16]), 1, [7; 32]));
        assert_eq!(open(&header, "cinq mots").err(), Some(OpenFault::WrongPassphrase));
    }

    #[test]
    fn a_damaged_header_is_told_from_a_wrong_passphrase() {
        let header = header();
        for at in 0..header.len() {
            let mut damaged = header.clone();
            damaged[at] ^= 1;
            let fault = open(&damaged, "cinq mots que personne").err();
            let newer = at == 3 && damaged[3] > 1;
            assert!(matches!(fault, Some(OpenFault::Damaged)) || newer, "byte {at}: {fault:?}");
        }
        assert_eq!(open(&header[..40], "x").err(), Some(OpenFault::Damaged));
        let newer = [b"FSH".as_slice(), &[2], &header[4..]].concat();
        assert_eq!(open(&newer, "x").err(), Some(OpenFault::Newer));
    }

    #[test]
    fn absurd_work_is_refused_before_it_is_done() {
        use sha2::{Digest, Sha256};
        let mut absurd = header();
        absurd[24..28].copy_from_slice(&u32::MAX.to_be_bytes());
        let end = LENGTH - 8;
        let digest = Sha256::digest(&absurd[..end]);
        absurd[end..].copy_from_slice(&digest[..8]);
        assert_eq!(open(&absurd, "x").err(), Some(OpenFault::Derivation));
    }
}
