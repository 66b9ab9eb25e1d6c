//! The header of a safe: how a passphrase, or a recovery code, opens it.
//!
//! ```text
//! "FSH" | format 1: 2 or 3 | safe 16 | epoch 4 | slots 1 | slot… | digest 8
//! slot: kind 1 | memory 4 | passes 4 | lanes 4 | salt 16 | check 32 | nonce 24 | wrapped 84
//! ```
//! Each slot wraps the safe's key, and during a change of keys the one before. The digest tells a
//! damaged header from a wrong passphrase; the check, a value derived from the slot's key and compared
//! in constant time, makes the seal commit to one key.
//!
//! A slot's kind says what of the passphrase is derived: 1 what was typed, byte by byte, as in the first safes;
//! 3 what every spelling of the same words has in common ([`crate::phrase::fold`]). A header with a slot of the
//! latter kind has format 3, so that an earlier version says that it is newer. All slots are bound to format 2:
//! a recovery code's slot outlives the change of the passphrase's.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::derivation::{Derivation, Derived, OpenFault, Spelling, Work, check_of, of_code};
use super::envelope::subkey;
use super::id::SafeId;
use super::{Fill, Key};

const MAGIC: &[u8; 3] = b"FSH";
/// The format in which all slots are bound.
const BOUND: u8 = 2;
/// The format of a header whose passphrase is folded.
const FOLDED: u8 = 3;
const SALT: usize = 16;
const CLEAR: usize = 3 + 1 + 16 + 4;
const WRAPPED: usize = 32 + 4 + 32 + 16;
const SLOT_CLEAR: usize = 1 + 12 + SALT + 32 + 24;
const SLOT: usize = SLOT_CLEAR + WRAPPED;
const DIGEST: usize = 8;
/// A passphrase and a recovery code.
const SLOTS: u8 = 2;

/// What opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    AsTyped = 1,
    Code = 2,
    Folded = 3,
}

/// The passphrase's slots.
const PASSPHRASE: [Opener; 2] = [Opener::Folded, Opener::AsTyped];
/// The recovery code's slot.
const CODE: [Opener; 1] = [Opener::Code];

/// What a header gives once it is open.
#[derive(Clone)]
pub(super) struct Keys {
    pub id: SafeId,
    pub epoch: u32,
    pub key: Key,
    /// The key of the epoch before, as long as something may still be sealed under it.
    pub before: Option<(u32, Key)>,
}

/// A header whose bytes are whole.
#[derive(Clone)]
pub(super) struct Header {
    pub id: SafeId,
    epoch: u32,
    slots: Vec<[u8; SLOT]>,
}

impl Header {
    /// The header of a safe that one passphrase opens.
    pub fn new(keys: &Keys, derived: &Derived, fill: Fill<'_>) -> Self {
        let mut header = Self { id: keys.id, epoch: keys.epoch, slots: Vec::new() };
        header.admit(keys, derived, fill);
        header
    }

    /// Reads a header.
    pub fn read(bytes: &[u8]) -> Result<Self, OpenFault> {
        if !bytes.starts_with(MAGIC) {
            return Err(OpenFault::Damaged);
        }
        if bytes.get(3).is_some_and(|format| *format > FOLDED) {
            return Err(OpenFault::Newer);
        }
        let content = bytes.len().checked_sub(DIGEST).ok_or(OpenFault::Damaged)?;
        let (content, digest) = bytes.split_at(content);
        if bytes[3] < BOUND || Sha256::digest(content)[..DIGEST] != *digest {
            return Err(OpenFault::Damaged);
        }
        let (clear, rest) = content.split_at_checked(CLEAR).ok_or(OpenFault::Damaged)?;
        let (count, rest) = rest.split_first().ok_or(OpenFault::Damaged)?;
        let slots: Vec<_> = rest.chunks(SLOT).map_while(|slot| slot.try_into().ok()).collect();
        if *count > SLOTS || slots.len() != usize::from(*count) || rest.len() % SLOT != 0 {
            return Err(OpenFault::Damaged);
        }
        let mut id = [0; 16];
        id.copy_from_slice(&clear[4..20]);
        let header = Self { id: SafeId(id), epoch: number(clear, 20), slots };
        if header.format() == bytes[3] { Ok(header) } else { Err(OpenFault::Damaged) }
    }

    /// The header as it is stored.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.clear(self.format());
        bytes.push(u8::try_from(self.slots.len()).unwrap_or(SLOTS));
        self.slots.iter().for_each(|slot| bytes.extend_from_slice(slot));
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest[..DIGEST]);
        bytes
    }

    fn format(&self) -> u8 {
        if self.slot(&[Opener::Folded]).is_some() { FOLDED } else { BOUND }
    }

    fn clear(&self, format: u8) -> Vec<u8> {
        [MAGIC.as_slice(), &[format], &self.id.0, &self.epoch.to_be_bytes()].concat()
    }

    /// The work that leads from a passphrase to the key of its slot.
    pub fn work(&self, passphrase: &str) -> Result<Work, OpenFault> {
        let slot = self.slot(&PASSPHRASE).ok_or(OpenFault::Damaged)?;
        let derivation = derivation(slot);
        if !derivation.is_sane() {
            return Err(OpenFault::Derivation);
        }
        Ok(if self.is_folded() {
            Work::again(passphrase, derivation, salt(slot))
        } else {
            Work::as_typed(passphrase, check(slot), derivation, salt(slot))
        })
    }

    /// Opens it by a passphrase's key.
    pub fn open(&self, derived: &Derived) -> Result<Keys, OpenFault> {
        let slot = self.slot(&PASSPHRASE).ok_or(OpenFault::Damaged)?;
        self.unwrap(slot, &derived.key)
    }

    /// Opens it by a recovery code.
    pub fn open_by_code(&self, code: &[u8]) -> Result<Keys, OpenFault> {
        let slot = self.slot(&CODE).ok_or(OpenFault::NoCode)?;
        self.unwrap(slot, &of_code(code, &salt(slot)))
    }

    /// Has this passphrase open it, and no other.
    pub fn admit(&mut self, keys: &Keys, derived: &Derived, fill: Fill<'_>) {
        let opener = match derived.spelling {
            Spelling::AsTyped => Opener::AsTyped,
            Spelling::Folded => Opener::Folded,
        };
        let slot = self.wrap(opener, derived.derivation, derived.salt, &derived.key, keys, fill);
        self.put(&PASSPHRASE, Some(slot));
    }

    /// Has this recovery code open it as well, and no other code.
    pub fn admit_code(&mut self, keys: &Keys, code: &[u8], fill: Fill<'_>) {
        let mut salt = [0; SALT];
        fill(&mut salt);
        let none = Derivation { memory: 0, passes: 0, lanes: 0 };
        let slot = self.wrap(Opener::Code, none, salt, &of_code(code, &salt), keys, fill);
        self.put(&CODE, Some(slot));
    }

    /// Has no recovery code open it any more.
    pub fn forget_code(&mut self) {
        self.put(&CODE, None);
    }

    /// Whether a recovery code opens it.
    pub fn has_code(&self) -> bool {
        self.slot(&CODE).is_some()
    }

    /// How much work its passphrase's key takes.
    pub fn derivation(&self) -> Option<Derivation> {
        self.slot(&PASSPHRASE).map(derivation)
    }

    /// Whether every spelling of its passphrase opens it.
    pub fn is_folded(&self) -> bool {
        self.format() == FOLDED
    }

    fn slot(&self, openers: &[Opener]) -> Option<&[u8; SLOT]> {
        self.slots.iter().find(|slot| openers.iter().any(|opener| slot[0] == *opener as u8))
    }

    fn put(&mut self, openers: &[Opener], slot: Option<[u8; SLOT]>) {
        self.slots.retain(|slot| openers.iter().all(|opener| slot[0] != *opener as u8));
        self.slots.extend(slot);
    }

    fn bound(&self, slot_clear: &[u8]) -> Vec<u8> {
        [&self.clear(BOUND), slot_clear].concat()
    }

    fn wrap(
        &self,
        opener: Opener,
        derivation: Derivation,
        salt: [u8; SALT],
        key: &Key,
        keys: &Keys,
        fill: Fill<'_>,
    ) -> [u8; SLOT] {
        let mut nonce = [0; 24];
        fill(&mut nonce);
        let mut slot = vec![opener as u8];
        for number in [derivation.memory, derivation.passes, derivation.lanes] {
            slot.extend_from_slice(&number.to_be_bytes());
        }
        slot.extend_from_slice(&salt);
        slot.extend_from_slice(check_of(key).as_slice());
        slot.extend_from_slice(&nonce);
        let mut plain = Zeroizing::new(Vec::with_capacity(68));
        plain.extend_from_slice(keys.key.as_slice());
        let (epoch, before) = keys.before.as_ref().map_or((0, None), |(epoch, key)| (*epoch, Some(key)));
        plain.extend_from_slice(&epoch.to_be_bytes());
        plain.extend_from_slice(before.map_or(&[0; 32], |key| &**key));
        let cipher = XChaCha20Poly1305::new(&(*subkey(key.as_slice(), b"wrap")).into());
        let payload = Payload { msg: &plain, aad: &self.bound(&slot) };
        // Wrapping fails only beyond 256 GiB.
        let wrapped = cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        slot.extend_from_slice(&wrapped);
        slot.try_into().unwrap_or([0; SLOT])
    }

    fn unwrap(&self, slot: &[u8; SLOT], key: &Key) -> Result<Keys, OpenFault> {
        let (clear, wrapped) = slot.split_at(SLOT_CLEAR);
        if !bool::from(check_of(key).as_slice().ct_eq(&check(slot))) {
            return Err(OpenFault::WrongPassphrase);
        }
        let mut nonce = [0; 24];
        nonce.copy_from_slice(&clear[SLOT_CLEAR - 24..]);
        let cipher = XChaCha20Poly1305::new(&(*subkey(key.as_slice(), b"wrap")).into());
        let payload = Payload { msg: wrapped, aad: &self.bound(clear) };
        let plain = cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| OpenFault::Damaged)?;
        let plain = Zeroizing::new(plain);
        let key_at = |at: usize| {
            let mut key = Zeroizing::new([0; 32]);
            key.copy_from_slice(&plain[at..at + 32]);
            key
        };
        let before = number(&plain, 32);
        let before = (before > 0).then(|| (before, key_at(36)));
        Ok(Keys { id: self.id, epoch: self.epoch, key: key_at(0), before })
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().fold(0, |n, byte| n << 8 | u32::from(*byte))
}

fn derivation(slot: &[u8; SLOT]) -> Derivation {
    Derivation { memory: number(slot, 1), passes: number(slot, 5), lanes: number(slot, 9) }
}

fn check(slot: &[u8; SLOT]) -> [u8; 32] {
    let mut check = [0; 32];
    check.copy_from_slice(&slot[13 + SALT..45 + SALT]);
    check
}

fn salt(slot: &[u8; SLOT]) -> [u8; SALT] {
    let mut salt = [0; SALT];
    salt.copy_from_slice(&slot[13..13 + SALT]);
    salt
}

#[cfg(test)]
mod tests {
    use super::{CLEAR, DIGEST, Header, Keys, SLOT};
    use crate::vault::derivation::{Derivation, Derived, OpenFault, Spelling, Work};
    use crate::vault::{Key, SafeId};

    const WORDS: &str = "cinq mots que personne";

    fn keys() -> Keys {
        Keys { id: SafeId([4; 16]), epoch: 1, key: Key::new([7; 32]), before: None }
    }

    fn derived(words: &str) -> Derived {
        Work::again(words, Derivation::LEAST, [6; 16]).run().expect("derived")
    }

    fn header() -> Header {
        Header::new(&keys(), &derived(WORDS), &mut |bytes| bytes.fill(6))
    }

    fn open(header: &[u8], words: &str) -> Result<Keys, OpenFault> {
        let header = Header::read(header)?;
        let derived = header.work(words)?.run()?;
        header.open(&derived)
    }

    #[test]
    fn the_passphrase_opens_it_and_another_does_not() {
        let header = header().write();
        let opened = open(&header, WORDS).expect("opens");
        assert_eq!((opened.id, opened.epoch, *opened.key), (SafeId([4; 16]), 1, [7; 32]));
        assert_eq!(open(&header, "cinq mots").err(), Some(OpenFault::WrongPassphrase));
    }

    #[test]
    fn a_damaged_header_is_told_from_a_wrong_passphrase() {
        let header = header().write();
        for at in 0..header.len() {
            let mut damaged = header.clone();
            damaged[at] ^= 1;
            let fault = Header::read(&damaged).err();
            let newer = at == 3 && damaged[3] > 3;
            assert!(matches!(fault, Some(OpenFault::Damaged)) || newer, "byte {at}: {fault:?}");
            assert_eq!(Header::read(&header[..at]).err(), Some(OpenFault::Damaged), "cut at {at}");
        }
        let newer = [b"FSH".as_slice(), &[4], &header[4..]].concat();
        assert_eq!(Header::read(&newer).err(), Some(OpenFault::Newer));
    }

    /// A change that comes with a digest of its own, as a hostile hand would make it.
    fn forged(at: usize, change: u8) -> Vec<u8> {
        use sha2::{Digest, Sha256};
        let mut header = header().write();
        let end = header.len() - DIGEST;
        header[at] ^= change;
        let digest = Sha256::digest(&header[..end]);
        header[end..].copy_from_slice(&digest[..DIGEST]);
        header
    }

    #[test]
    fn a_forged_header_never_opens() {
        let ours = derived(WORDS);
        for at in 4..CLEAR + 1 + SLOT {
            let forged = forged(at, 1);
            let Ok(header) = Header::read(&forged) else { continue };
            // The salt and the work are part of what leads to the key: with the right key in hand, the
            // seal itself must refuse.
            assert!(header.open(&ours).is_err(), "byte {at}");
        }
    }

    #[test]
    fn absurd_work_is_refused_before_it_is_done() {
        let memory = CLEAR + 1 + 1;
        assert_eq!(open(&forged(memory, 0xff), "x").err(), Some(OpenFault::Derivation));
        assert_eq!(open(&forged(memory + 7, 0xf0), "x").err(), Some(OpenFault::Derivation));
    }

    #[test]
    fn a_code_opens_it_beside_the_passphrase_and_outlives_a_change_of_it() {
        let mut header = header();
        assert_eq!(header.open_by_code(&[1; 16]).err(), Some(OpenFault::NoCode));
        header.admit_code(&keys(), &[1; 16], &mut |bytes| bytes.fill(8));
        header.admit(&keys(), &derived("another passphrase"), &mut |bytes| bytes.fill(9));
        let header = Header::read(&header.write()).expect("whole");
        assert_eq!(header.open_by_code(&[1; 16]).map(|keys| *keys.key).ok(), Some([7; 32]));
        assert_eq!(header.open_by_code(&[2; 16]).err(), Some(OpenFault::WrongPassphrase));
        assert!(header.open(&derived("another passphrase")).is_ok());
        assert_eq!(header.open(&derived(WORDS)).err(), Some(OpenFault::WrongPassphrase));
    }

    /// A header as the first safes have it: its passphrase was derived as it was typed.
    fn first(typed: &str) -> Header {
        let check = [0; 32];
        let derived = Work::as_typed(typed, check, Derivation::LEAST, [6; 16]);
        let derived = derived.first_try().run().expect("derived");
        assert_eq!(derived.spelling, Spelling::AsTyped);
        Header::new(&keys(), &derived, &mut |bytes| bytes.fill(6))
    }

    #[test]
    fn every_spelling_of_its_passphrase_opens_it() {
        let header = Header::new(&keys(), &derived("écaille écran castor"), &mut |bytes| bytes.fill(6));
        let header = header.write();
        assert_eq!(header[3], 3, "a format of its own");
        for spelling in [
            "écaille écran castor",
            "ecaille ecran castor",
            "Écaille écran castor",
            "Ecaille Ecran Castor ",
            "e\u{301}caille e\u{301}cran castor",
            "\u{feff}écaille\u{a0}écran  castor\u{200b}",
        ] {
            assert!(open(&header, spelling).is_ok(), "{spelling:?}");
        }
        assert_eq!(open(&header, "écaille écran").err(), Some(OpenFault::WrongPassphrase));
    }

    #[test]
    fn a_header_of_the_first_safes_opens_as_typed_and_as_meant() {
        for (typed, spellings) in [
            (
                "ecaille ecran castor",
                ["écaille écran castor", "Ecaille ecran castor ", "ÉCAILLE ÉCRAN CASTOR"],
            ),
            (
                "Une tortue, un été",
                ["une tortue, un été", "Une tortue, un e\u{301}te\u{301}", "Une\u{a0}tortue, un été "],
            ),
            ("l'e\u{301}te\u{301} d'Anna", ["l'été d'Anna", "l'e\u{301}te\u{301} d'Anna", "l'été d'Anna"]),
            (
                "quatre mots sans lien ",
                ["quatre mots sans lien", "quatre mots sans lien ", "quatre\u{a0}mots sans lien "],
            ),
        ] {
            let header = first(typed).write();
            assert_eq!(header[3], 2, "as it was written");
            assert!(open(&header, typed).is_ok(), "{typed:?}");
            for spelling in spellings {
                assert!(open(&header, spelling).is_ok(), "{typed:?} by {spelling:?}");
            }
            assert_eq!(open(&header, "quatre autres mots").err(), Some(OpenFault::WrongPassphrase));
        }
    }

    #[test]
    fn a_code_of_the_first_safes_outlives_the_change_to_every_spelling() {
        let mut header = first(WORDS);
        header.admit_code(&keys(), &[1; 16], &mut |bytes| bytes.fill(8));
        let before = header.write();
        assert_eq!(Header::read(&before).expect("whole").write(), before, "nothing changes by itself");
        header.admit(&keys(), &derived(WORDS), &mut |bytes| bytes.fill(9));
        let header = Header::read(&header.write()).expect("whole");
        assert!(header.is_folded() && header.open_by_code(&[1; 16]).is_ok());
        assert!(header.open(&derived("CINQ mots que personne")).is_ok());
    }

    #[test]
    fn a_format_that_does_not_fit_its_slots_is_damaged() {
        assert_eq!(Header::read(&forged(3, 3 ^ 2)).err(), Some(OpenFault::Damaged));
    }

    #[test]
    fn both_keys_are_there_while_keys_are_being_changed() {
        let keys = Keys { epoch: 2, before: Some((1, Key::new([3; 32]))), ..keys() };
        let header = Header::new(&keys, &derived(WORDS), &mut |bytes| bytes.fill(6));
        let opened = open(&header.write(), WORDS).expect("opens");
        assert_eq!(opened.before.map(|(epoch, key)| (epoch, *key)), Some((1, [3; 32])));
    }
}
