//! The rescue copy: the whole safe as one file, sealed as it is.
//!
//! ```text
//! "FSR" | format 1 | then for each record: key length 2 | key | value length 4 | value | then a record with no key: its value is the SHA-256 of all before it
//! ```
//! It is made without any key, so also of a safe that does not open, and of bytes that cannot be read.
//! A damaged file gives all records that can still be told apart; each is authenticated by itself.

use sha2::{Digest, Sha256};

const MAGIC: &[u8; 3] = b"FSR";
const FORMAT: u8 = 1;

/// A key and its value.
type Record = (Vec<u8>, Vec<u8>);

/// Why a file is not taken for a rescue copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RescueFault {
    /// It holds nothing.
    Empty,
    /// It is larger than any safe.
    TooLarge,
    /// It is another kind of file.
    Other,
    /// It was written by a newer version.
    Newer,
}

/// What a rescue copy holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rescue {
    /// The records of the safe, as they were stored.
    pub records: Vec<Record>,
    /// Whether the file is whole.
    pub whole: bool,
}

impl Rescue {
    /// The most bytes of a file that is looked at: 512 MiB.
    pub const LARGEST: usize = 512 * 1024 * 1024;

    /// Writes records of a store as one file.
    #[must_use]
    pub fn write(records: &[Record]) -> Vec<u8> {
        let size: usize = records.iter().map(|(key, value)| 6 + key.len() + value.len()).sum();
        let mut file = Vec::with_capacity(size + 64);
        file.extend_from_slice(MAGIC);
        file.push(FORMAT);
        for (key, value) in records {
            put(&mut file, key, value);
        }
        let digest = Sha256::digest(&file);
        put(&mut file, &[], &digest);
        file
    }

    /// Reads a file: all the records that can be told apart.
    ///
    /// # Errors
    /// Why it is not taken for a rescue copy.
    pub fn read(file: &[u8]) -> Result<Self, RescueFault> {
        if file.is_empty() {
            return Err(RescueFault::Empty);
        }
        if file.len() > Self::LARGEST {
            return Err(RescueFault::TooLarge);
        }
        let (format, mut rest) = match file.strip_prefix(MAGIC).and_then(<[u8]>::split_first) {
            Some((format, _)) if *format > FORMAT => return Err(RescueFault::Newer),
            Some((format, rest)) => (format, rest),
            None => return Err(RescueFault::Other),
        };
        let mut rescue = Self::default();
        while let Some((key, value, after)) = next(rest) {
            if key.is_empty() {
                let before = file.len() - rest.len();
                rescue.whole =
                    after.is_empty() && *format == FORMAT && Sha256::digest(&file[..before])[..] == *value;
                break;
            }
            rescue.records.push((key.to_vec(), value.to_vec()));
            rest = after;
        }
        Ok(rescue)
    }
}

fn put(file: &mut Vec<u8>, key: &[u8], value: &[u8]) {
    file.extend_from_slice(&u16::try_from(key.len()).unwrap_or(u16::MAX).to_be_bytes());
    file.extend_from_slice(key);
    file.extend_from_slice(&u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend_from_slice(value);
}

fn next(rest: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (key, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (value, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    Some((key, value, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Rescue, RescueFault};

    fn records() -> Vec<(Vec<u8>, Vec<u8>)> {
        (0..4).map(|n| (vec![n; 16], vec![n; 300])).collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let file = Rescue::write(&records());
        assert_eq!(Rescue::read(&file), Ok(Rescue { records: records(), whole: true }));
    }

    #[test]
    fn a_damaged_file_is_told_and_gives_what_is_left() {
        let file = Rescue::write(&records());
        for end in 4..file.len() {
            let cut = Rescue::read(&file[..end]).expect("still a rescue copy");
            assert!(!cut.whole && records().starts_with(&cut.records), "cut at {end}");
        }
        for at in 4..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 0x40;
            assert!(!Rescue::read(&changed).expect("still a rescue copy").whole, "byte {at}");
        }
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(Rescue::read(b""), Err(RescueFault::Empty));
        assert_eq!(Rescue::read(b"{\"schema\":1}"), Err(RescueFault::Other));
        assert_eq!(Rescue::read(b"FSR\x07"), Err(RescueFault::Newer));
    }

    proptest! {
        #[test]
        fn no_file_makes_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = Rescue::read(&[b"FSR\x01".as_slice(), &bytes].concat());
            let _ = Rescue::read(&bytes);
        }
    }
}
