//! What can go wrong with keys and sealed files, as facts: the screens and the command make the
//! sentences.

use age::DecryptError;

/// Why something is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAKey {
    /// It is a secret key, where a public one is asked for: it must not be given away.
    Secret,
    /// It is a public key, where a secret one is asked for.
    Public,
    /// It begins like a key, and is cut or mistyped.
    Mistyped,
    /// It is a key of another kind: SSH's.
    Ssh,
    /// It is something else.
    Other,
}

/// Why a file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It is not sealed.
    NotSealed,
    /// It was sealed in a newer version of the format.
    Newer,
    /// It was sealed with a passphrase.
    WantsPassphrase,
    /// It was sealed to a public key.
    WantsIdentity,
    /// It was sealed to another key.
    NotForThis,
    /// The passphrase is not the one.
    WrongPassphrase,
    /// It asks for more work than is taken.
    TooCostly,
    /// It was altered, or is cut.
    Damaged,
    /// What comes out is larger than is taken.
    TooLarge,
}

impl NotOpened {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::NotSealed,
        Self::Newer,
        Self::WantsPassphrase,
        Self::WantsIdentity,
        Self::NotForThis,
        Self::WrongPassphrase,
        Self::TooCostly,
        Self::Damaged,
        Self::TooLarge,
    ];
}

impl From<DecryptError> for NotOpened {
    fn from(error: DecryptError) -> Self {
        match error {
            DecryptError::ExcessiveWork { .. } => Self::TooCostly,
            DecryptError::NoMatchingKeys => Self::NotForThis,
            DecryptError::UnknownFormat => Self::Newer,
            _ => Self::Damaged,
        }
    }
}
