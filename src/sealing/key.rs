//! Keys, as people paste them and as files hold them.

use std::str::FromStr;
use std::sync::Arc;

use super::fault::NotAKey;
use crate::phrase;

/// A public key: `age1…`. It can be shown to anyone.
#[derive(Clone)]
pub struct PublicKey(age::x25519::Recipient);

impl PublicKey {
    pub(super) const fn recipient(&self) -> &age::x25519::Recipient {
        &self.0
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for PublicKey {
    type Err = NotAKey;

    fn from_str(written: &str) -> Result<Self, NotAKey> {
        // As it comes out of a letter: broken over two lines, with characters that nobody sees.
        let written = phrase::prepare(written).replace(' ', "");
        age::x25519::Recipient::from_str(&written).map(Self).map_err(|_| {
            if written.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") {
                NotAKey::Secret
            } else if written.starts_with("ssh-") {
                NotAKey::Ssh
            } else if written.to_ascii_lowercase().starts_with("age1") {
                NotAKey::Mistyped
            } else {
                NotAKey::Other
            }
        })
    }
}

/// The secret identities of a file.
#[derive(Clone)]
pub struct Identities(Arc<[age::x25519::Identity]>);

impl Identities {
    /// Reads an identity file in whatever encoding ([`phrase::text`]).
    ///
    /// # Errors
    /// What it is instead.
    pub fn of_file(bytes: &[u8]) -> Result<Self, NotAKey> {
        Self::read(&phrase::text(bytes))
    }

    /// Reads the text of an identity file: one identity a line, lines with `#` apart.
    ///
    /// # Errors
    /// What it is instead.
    pub fn read(file: &str) -> Result<Self, NotAKey> {
        let lines = file.split(['\n', '\r']).map(phrase::prepare);
        let mut found = Vec::new();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            found.push(age::x25519::Identity::from_str(&line).map_err(|_| {
                if line.starts_with("age1") {
                    NotAKey::Public
                } else if line.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") {
                    NotAKey::Mistyped
                } else if line.contains("SSH") || line.contains("OPENSSH") {
                    NotAKey::Ssh
                } else {
                    NotAKey::Other
                }
            })?);
        }
        if found.is_empty() { Err(NotAKey::Other) } else { Ok(Self(found.into())) }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &dyn age::Identity> {
        self.0.iter().map(|identity| identity as &dyn age::Identity)
    }
}

impl std::fmt::Debug for Identities {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identities")
    }
}
