//! From a passphrase or a recovery code to a key: work that can be handed to whoever has the time, and
//! measured there.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use super::envelope::subkey;
use super::{Fill, Key};
use crate::phrase;

/// What stands before the passphrases in work as bytes: salt, memory, passes, lanes, and the check.
const CLEAR: usize = 16 + 3 * 4 + 32;

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

/// Passes of RFC 9106's choice for machines with less memory (section 4, second recommendation).
const PASSES: u32 = 3;

impl Derivation {
    /// The usual work: 64 MiB, three passes (RFC 9106, section 4, second recommendation).
    pub const USUAL: Self = Self { memory: 64 * 1024, passes: PASSES, lanes: 1 };
    /// The least work: 19 MiB, two passes (the least that OWASP's password storage sheet lists).
    pub const LEAST: Self = Self { memory: 19 * 1024, passes: 2, lanes: 1 };
    /// The most that is done for a header read from a store: 1 GiB, ten passes.
    pub const MOST: Self = Self { memory: 1024 * 1024, passes: 10, lanes: 4 };
    /// What a machine is measured by: one pass over 64 MiB.
    pub const PROBE: Self = Self { memory: 64 * 1024, passes: 1, lanes: 1 };
    /// How long opening may take on the machine that made the safe, in milliseconds. Well below a
    /// second, for the day when the machine is busy.
    pub const TIME: u32 = 700;
    /// The most memory that is chosen, in KiB: a page never gives its memory back.
    const CHOSEN: u32 = 256 * 1024;

    /// The most memory for three passes within [`Derivation::TIME`], on a machine on which a measured
    /// derivation took so many milliseconds; never less than the least.
    #[must_use]
    pub fn fitting(measured: Self, took: u32) -> Self {
        let per_mib = f64::from(took.max(1)) / f64::from(measured.passes * (measured.memory / 1024).max(1));
        let fits = f64::from(Self::TIME) / (per_mib * f64::from(PASSES));
        let step = |mib: &u32| f64::from(*mib) <= fits;
        let mib = [256, 192, 128, 96, 64, 46, 32].into_iter().find(step);
        match mib {
            Some(mib) => Self { memory: (mib * 1024).min(Self::CHOSEN), passes: PASSES, lanes: 1 },
            None => Self::LEAST,
        }
    }

    /// Whether this is so much less work than another that the header is worth being written anew.
    #[must_use]
    pub const fn falls_short_of(self, other: Self) -> bool {
        self.cost() * 4 <= other.cost() * 3
    }

    const fn cost(self) -> u64 {
        self.memory as u64 * self.passes as u64
    }

    pub(super) const fn is_sane(self) -> bool {
        self.memory >= Self::LEAST.memory
            && self.memory <= Self::MOST.memory
            && self.passes >= 1
            && self.cost() >= Self::LEAST.cost()
            && self.passes <= Self::MOST.passes
            && self.lanes >= 1
            && self.lanes <= Self::MOST.lanes
    }
}

/// Why a safe does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// The passphrase, or the recovery code, is not the one that closed it.
    WrongPassphrase,
    /// The header's bytes are not those that were written.
    Damaged,
    /// The header was written by a newer version.
    Newer,
    /// The header asks for less work than is safe, or more than is sane.
    Derivation,
    /// There is not enough memory to derive the key.
    NoMemory,
    /// The safe has no recovery code.
    NoCode,
}

/// What of a passphrase is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// What was typed, byte by byte: so it was in the first safes. What could have been meant is tried after it.
    AsTyped,
    /// What every spelling of the same words has in common ([`phrase::fold`]).
    Folded,
}

/// The work that leads from a passphrase to a key: the one thing here that takes long.
#[derive(Clone)]
pub struct Work {
    /// What is tried, in this order: one passphrase as it may be spelt.
    tries: Vec<Zeroizing<String>>,
    /// By what the key is known; the last try's is taken unseen.
    check: [u8; 32],
    spelling: Spelling,
    derivation: Derivation,
    salt: [u8; 16],
}

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Work")
    }
}

/// The key that a passphrase leads to.
#[derive(Clone)]
pub struct Derived {
    pub(super) key: Key,
    pub(super) spelling: Spelling,
    pub(super) derivation: Derivation,
    pub(super) salt: [u8; 16],
}

impl std::fmt::Debug for Derived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Derived")
    }
}

impl Derived {
    /// How much work it was.
    #[must_use]
    pub const fn derivation(&self) -> Derivation {
        self.derivation
    }
}

impl Work {
    /// The work for a new passphrase.
    #[must_use]
    pub fn new(passphrase: &str, derivation: Derivation, fill: Fill<'_>) -> Self {
        let mut salt = [0; 16];
        fill(&mut salt);
        Self::again(passphrase, derivation, salt)
    }

    /// The work that measures a machine.
    #[must_use]
    pub fn probe() -> Self {
        Self::again("measured", Derivation::PROBE, [0; 16])
    }

    pub(super) fn again(passphrase: &str, derivation: Derivation, salt: [u8; 16]) -> Self {
        let tries = vec![phrase::fold(passphrase)];
        Self { tries, check: [0; 32], spelling: Spelling::Folded, derivation, salt }
    }

    /// The work for a safe whose passphrase was derived as it was typed: what is typed now, then what could
    /// have been meant, up to the one whose key has this check.
    pub(super) fn as_typed(
        passphrase: &str,
        check: [u8; 32],
        derivation: Derivation,
        salt: [u8; 16],
    ) -> Self {
        Self { tries: phrase::meant(passphrase), check, spelling: Spelling::AsTyped, derivation, salt }
    }

    /// How much work each try is.
    #[must_use]
    pub const fn derivation(&self) -> Derivation {
        self.derivation
    }

    /// Does the work.
    ///
    /// # Errors
    /// When it is not sane, or there is not enough memory for it.
    pub fn run(&self) -> Result<Derived, OpenFault> {
        let Self { tries, check, derivation, salt, .. } = self;
        if !derivation.is_sane() {
            return Err(OpenFault::Derivation);
        }
        let params = Params::new(derivation.memory, derivation.passes, derivation.lanes, Some(32));
        let params = params.map_err(|_| OpenFault::Derivation)?;
        let mut blocks = Blocks::new(params.block_count()).ok_or(OpenFault::NoMemory)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; 32]);
        for passphrase in tries {
            argon2
                .hash_password_into_with_memory(
                    passphrase.as_bytes(),
                    salt,
                    key.as_mut_slice(),
                    &mut blocks.0,
                )
                .map_err(|_| OpenFault::Derivation)?;
            if bool::from(check_of(&key).as_slice().ct_eq(check)) {
                break;
            }
        }
        Ok(self.with(key))
    }

    fn with(&self, key: Key) -> Derived {
        Derived { key, spelling: self.spelling, derivation: self.derivation, salt: self.salt }
    }

    /// The work as bytes, to be done by [`derive`] elsewhere: `salt 16 | memory 4 | passes 4 | lanes 4 | check 32`,
    /// then of each try `length 4 | passphrase`.
    #[must_use]
    pub fn written(&self) -> Zeroizing<Vec<u8>> {
        let length: usize = self.tries.iter().map(|passphrase| 4 + passphrase.len()).sum();
        let mut bytes = Zeroizing::new(Vec::with_capacity(CLEAR + length));
        bytes.extend_from_slice(&self.salt);
        let Derivation { memory, passes, lanes } = self.derivation;
        for number in [memory, passes, lanes] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        bytes.extend_from_slice(&self.check);
        for passphrase in &self.tries {
            bytes.extend_from_slice(&u32::try_from(passphrase.len()).unwrap_or(u32::MAX).to_be_bytes());
            bytes.extend_from_slice(passphrase.as_bytes());
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (salt, rest) = bytes.split_first_chunk::<16>()?;
        let (numbers, rest) = rest.split_first_chunk::<12>()?;
        let (check, mut rest) = rest.split_first_chunk::<32>()?;
        let number = |at: usize| numbers[at..at + 4].iter().fold(0, |n, byte| n << 8 | u32::from(*byte));
        let derivation = Derivation { memory: number(0), passes: number(4), lanes: number(8) };
        let mut tries = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let (passphrase, after) =
                after.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
            tries.push(Zeroizing::new(std::str::from_utf8(passphrase).ok()?.to_owned()));
            rest = after;
        }
        let readable = rest.is_empty() && !tries.is_empty();
        readable.then_some(Self { tries, check: *check, spelling: Spelling::Folded, derivation, salt: *salt })
    }

    /// What the work has led to, from the key that [`derive`] gave elsewhere; `None` for what is no key.
    #[must_use]
    pub fn led_to(&self, key: &[u8]) -> Option<Derived> {
        Some(self.with(Key::new(key.try_into().ok()?)))
    }
}

/// Does work that was written down by [`Work::written`]: the key.
///
/// # Errors
/// As [`Work::run`]; [`OpenFault::Derivation`] also for bytes that are no work.
pub fn derive(work: &[u8]) -> Result<Zeroizing<[u8; 32]>, OpenFault> {
    Work::read(work).ok_or(OpenFault::Derivation)?.run().map(|derived| derived.key)
}

/// What a derivation fills. Wiped when dropped: who reads it has the key.
struct Blocks(Vec<Block>);

impl Blocks {
    /// As many blocks; `None` when there is not enough memory for them.
    fn new(count: usize) -> Option<Self> {
        let mut blocks = Vec::new();
        blocks.try_reserve_exact(count).ok()?;
        blocks.resize(count, Block::new());
        Some(Self(blocks))
    }
}

impl Drop for Blocks {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(|block| block.as_mut().zeroize());
    }
}

/// By what a key is known, which tells nothing of it.
pub(super) fn check_of(key: &Key) -> Key {
    subkey(key.as_slice(), b"check")
}

/// The key that a recovery code leads to: the code is drawn by chance, so that no work is needed.
pub(super) fn of_code(code: &[u8], salt: &[u8; 16]) -> Key {
    subkey(&Zeroizing::new([salt.as_slice(), code].concat()), b"recovery")
}

#[cfg(test)]
impl Work {
    /// The first try alone, as it was for whoever made the safe.
    pub(super) fn first_try(mut self) -> Self {
        self.tries.truncate(1);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{CLEAR, Derivation, OpenFault, Work, check_of, derive};

    #[test]
    fn work_that_is_done_elsewhere_leads_to_the_same_key() {
        let work = Work::again("quatre mots, pas un de plus é", Derivation::LEAST, [5; 16]);
        let (here, written) = (work.run().expect("derived"), work.written());
        let there = work.led_to(derive(&written).expect("derived").as_slice()).expect("a key");
        assert_eq!((*here.key, here.derivation, here.salt), (*there.key, there.derivation, there.salt));
        assert!(work.led_to(&[1; 31]).is_none());
        let other = Work::again("quatre mots", Derivation::LEAST, [5; 16]);
        assert_ne!(*other.run().expect("derived").key, *here.key);
        for cut in 0..written.len() {
            assert_eq!(derive(&written[..cut]).err(), Some(OpenFault::Derivation), "cut at {cut}");
        }
        let words = b"\0\0\0\x05words";
        let absurd = [[5; 16].as_slice(), &[0xff; 12], &[0; 32], words].concat();
        assert_eq!(derive(&absurd).err(), Some(OpenFault::Derivation));
        let no_text = [&written[..CLEAR], b"\0\0\0\x01\xff"].concat();
        assert_eq!(derive(&no_text).err(), Some(OpenFault::Derivation));
    }

    #[test]
    fn what_was_typed_first_is_found_by_its_check_also_elsewhere() {
        // Typed when the safe was made, with the capital of a telephone.
        let made = Work::as_typed("Quatre mots", [0; 32], Derivation::LEAST, [5; 16]).first_try();
        let made = made.run().expect("derived");
        let check = *check_of(&made.key);
        for (typed, opens) in [
            ("Quatre mots", true),
            ("quatre mots", true),
            (" Quatre\u{a0}mots ", true),
            ("quatre  maux", false),
        ] {
            let work = Work::as_typed(typed, check, Derivation::LEAST, [5; 16]);
            let here = work.run().expect("derived");
            assert_eq!(here.key == made.key, opens, "{typed}");
            let there = work.led_to(derive(&work.written()).expect("derived").as_slice()).expect("a key");
            assert!(there.key == here.key && there.spelling == here.spelling);
        }
    }

    #[test]
    fn a_quick_machine_works_more_and_a_slow_one_never_less_than_the_least() {
        let mib = |took| Derivation::fitting(Derivation::PROBE, took).memory / 1024;
        assert_eq!([20, 60, 70, 110, 200, 300, 480].map(mib), [256, 192, 192, 128, 64, 46, 19]);
        assert_eq!(Derivation::fitting(Derivation::PROBE, 60_000), Derivation::LEAST);
        assert_eq!(Derivation::fitting(Derivation::USUAL, 0).memory, 256 * 1024);
        assert!(Derivation::USUAL.falls_short_of(Derivation::fitting(Derivation::PROBE, 60)));
        assert!(!Derivation::USUAL.falls_short_of(Derivation::USUAL));
    }

    #[test]
    fn absurd_work_is_refused_before_it_is_done() {
        for absurd in [
            Derivation { memory: u32::MAX, ..Derivation::USUAL },
            Derivation { passes: 11, ..Derivation::USUAL },
            Derivation { passes: 0, ..Derivation::USUAL },
            Derivation { lanes: 0, ..Derivation::USUAL },
            Derivation { memory: 8, passes: 1, lanes: 1 },
        ] {
            assert_eq!(Work::again("x", absurd, [0; 16]).run().err(), Some(OpenFault::Derivation));
        }
    }
}
