//! Keys, envelopes, journals: bytes in, sealed bytes out. Knows no storage, no browser, no clock.
//!
//! Start with [`Safe`], which a passphrase opens, and [`Journal`], the sealed and chained record of
//! one case. Randomness is handed in as a function that fills bytes. Everything in a record that comes
//! before its ciphertext is authenticated, so that none can be moved, swapped or put back.

mod envelope;
mod head;
mod header;
mod id;
mod journal;
mod safe;
mod witness;

pub use envelope::{Kind, RecordFault};
pub use head::Head;
pub use header::{Derivation, OpenFault};
pub use id::{CaseId, SafeId};
pub use journal::{Damage, Journal, Recovered};
pub use safe::Safe;
pub use witness::Alarm;

/// Fills bytes with randomness.
pub type Fill<'a> = &'a mut dyn FnMut(&mut [u8]);

/// One change of the store: a sealed value under a key, or a key taken away.
#[derive(Clone, PartialEq, Eq)]
pub struct Write {
    /// The key, which tells a kind, a random case id and a sequence number, and nothing else.
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
