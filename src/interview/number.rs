//! The number of a case on paper.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Letters and digits that cannot be taken for one another, aloud or by hand (Crockford's base 32).
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The number of a case on paper: eight signs, as `7K2M-Q9TD`. It is drawn by chance, so that it tells
/// neither who nor when; it stays the same from the first day on, in every copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber(String);

impl CaseNumber {
    /// The number that these bytes give, which chance has drawn.
    #[must_use]
    pub fn drawn(bytes: [u8; 8]) -> Self {
        let mut number: String = bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
        number.insert(4, '-');
        Self(number)
    }

    /// The number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        let sound = written.len() == 9
            && written
                .bytes()
                .enumerate()
                .all(|(at, sign)| if at == 4 { sign == b'-' } else { SIGNS.contains(&sign) });
        if sound { Ok(Self(written)) } else { Err("not the number of a case") }
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
