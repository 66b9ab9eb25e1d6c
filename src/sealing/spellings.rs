//! A passphrase as whoever sealed a file may have spelt it.

use age::DecryptError;
use age::secrecy::SecretString;
use age_core::format::{FileKey, Stanza};

use super::HIGHEST_COST;
use crate::phrase;

/// What is tried on a file: what was typed, then what could have been meant.
pub(super) struct Spellings(Vec<SecretString>);

impl Spellings {
    pub(super) fn of(typed: &str) -> Self {
        Self(phrase::meant(typed).iter().map(|spelling| SecretString::from(spelling.as_str())).collect())
    }
}

impl age::Identity for Spellings {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        let mut last = None;
        for spelling in &self.0 {
            let mut identity = age::scrypt::Identity::new(spelling.clone());
            identity.set_max_work_factor(HIGHEST_COST);
            last = identity.unwrap_stanza(stanza);
            if !matches!(last, Some(Err(DecryptError::DecryptionFailed))) {
                break;
            }
        }
        last
    }
}
