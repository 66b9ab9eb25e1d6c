//! Keys, envelopes, journals: bytes in, sealed bytes out. Knows no storage, no browser, no clock.
//!
//! Start with [`Safe`], which a passphrase opens, and [`Journal`], the sealed and chained record of
//! one case. Randomness is handed in as a function that fills bytes, and the long work of deriving a key
//! is handed out as [`Work`]. What is stored says nothing: names of records follow from keys, and
//! every record is authenticated with its place, so that none can be moved, swapped or put back
//! unnoticed.
//!
//! The keys: a passphrase leads by Argon2id to a key that unwraps the safe's key. The safe's key seals
//! the catalogue: of each case a head, and a key of its own, drawn by chance, that seals the case's
//! events and snapshots. Changing the passphrase wraps the safe's key anew; erasing a case destroys its key.

mod code;
mod contents;
mod derivation;
mod envelope;
mod head;
mod header;
mod id;
mod journal;
mod reading;
mod rescue;
mod ring;
mod safe;
mod witness;

#[cfg(test)]
mod hostile;

pub use code::RecoveryCode;
pub use contents::Contents;
pub use derivation::{Derivation, Derived, OpenFault, Work, derive};
pub use envelope::{Kind, RecordFault};
pub use head::Head;
pub use id::{CaseId, SafeId};
pub use journal::Journal;
pub use reading::{Damage, Gap, Numbered, Records, Recovered};
pub use rescue::{Rescue, RescueFault};
pub use safe::Safe;
pub use witness::Alarm;

/// Fills bytes with randomness.
pub type Fill<'a> = &'a mut dyn FnMut(&mut [u8]);

/// One change of the store: a sealed value under a key, or a key taken away.
#[derive(Clone, PartialEq, Eq)]
pub struct Write {
    /// The key, which tells a class, and nothing else to who has no key.
    pub key: Vec<u8>,
    /// The sealed value; `None` takes the key away.
    pub value: Option<Vec<u8>>,
}

impl std::fmt::Debug for Write {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.value.is_some() { "Put" } else { "Delete" })
    }
}

/// A secret key, wiped when dropped.
pub(crate) type Key = zeroize::Zeroizing<[u8; 32]>;
