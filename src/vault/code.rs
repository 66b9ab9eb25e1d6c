//! The recovery code: twenty-eight letters and digits to keep on paper.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::Fill;
use crate::phrase;

/// Digits and letters that are not mistaken for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 128 bits by chance, and 12 that tell a slip of the pen.
const LENGTH: usize = 28;

/// A code that opens a safe beside its passphrase: 128 bits, drawn by chance.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

impl RecoveryCode {
    pub(super) fn random(fill: Fill<'_>) -> Self {
        let mut bytes = Zeroizing::new([0; 16]);
        fill(bytes.as_mut_slice());
        Self(bytes)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Reads a code as it was copied from paper or out of a letter: small letters, spaces, dashes of all kinds,
    /// and letters that look like digits are taken for what they are meant to be. `None` when a letter was mistaken or left out.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let mut value: u128 = 0;
        let (mut check, mut count) = (0_u32, 0);
        for letter in phrase::fold(written).chars().filter(|letter| !matches!(letter, ' ' | '-')) {
            let digit = digit(letter)?;
            count += 1;
            match count {
                ..=25 => value = value << 5 | u128::from(digit),
                // The 26th carries the last three bits of the code, and the first two of the check.
                26 => (value, check) = (value << 3 | u128::from(digit >> 2), digit & 3),
                _ => check = check << 5 | digit,
            }
        }
        let code = Self(Zeroizing::new(value.to_be_bytes()));
        (count == LENGTH && check == code.check()).then_some(code)
    }

    /// The code in groups of four.
    #[must_use]
    pub fn written(&self) -> Zeroizing<String> {
        let value = u128::from_be_bytes(*self.0);
        let check = self.check();
        let mut written = Zeroizing::new(String::with_capacity(LENGTH + 6));
        for at in 0..LENGTH {
            let digit = match at {
                ..=24 => (value >> (123 - 5 * at) & 31) as usize,
                25 => ((value & 7) as usize) << 2 | (check >> 10) as usize,
                _ => (check >> (5 * (LENGTH - 1 - at)) & 31) as usize,
            };
            if at > 0 && at % 4 == 0 {
                written.push('-');
            }
            written.push(char::from(LETTERS[digit]));
        }
        written
    }

    fn check(&self) -> u32 {
        let digest = Sha256::digest(self.0.as_slice());
        (u32::from(digest[0]) << 8 | u32::from(digest[1])) >> 4
    }
}

fn digit(letter: char) -> Option<u32> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        letter => letter,
    };
    LETTERS.iter().position(|known| char::from(*known) == letter).and_then(|at| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, RecoveryCode};

    fn code() -> RecoveryCode {
        let mut next = 40_u8;
        RecoveryCode::random(&mut |bytes| {
            for byte in bytes {
                next = next.wrapping_mul(29).wrapping_add(17);
                *byte = next;
            }
        })
    }

    #[test]
    fn a_code_is_read_as_it_was_copied() {
        let (code, written) = (code(), code().written());
        assert_eq!(written.split('-').map(str::len).collect::<Vec<_>>(), [4; 7]);
        let copied = [
            written.to_string(),
            written.to_lowercase(),
            written.replace('-', " "),
            written.replace('0', "o"),
            written.replace('1', "I").replace('V', "u"),
            written.replace('-', "\u{2013}"),
            format!("\u{feff}{}\u{a0}", written.replace('-', "\u{202f}-\u{200b}")),
        ];
        for copied in copied {
            assert_eq!(RecoveryCode::read(&copied).map(|read| *read.0), Some(*code.0), "{copied}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_noticed() {
        let written = code().written().replace('-', "");
        let mut taken = 0;
        for at in 0..written.len() {
            for letter in LETTERS.iter().map(|letter| char::from(*letter)) {
                let mut slip: Vec<char> = written.chars().collect();
                if slip[at] == letter {
                    continue;
                }
                slip[at] = letter;
                taken += usize::from(RecoveryCode::read(&slip.into_iter().collect::<String>()).is_some());
            }
        }
        assert!(taken < 5, "of 868 slips, {taken} were taken for another code");
        assert!(RecoveryCode::read(&written[1..]).is_none() && RecoveryCode::read("").is_none());
    }
}
