//! What the store is expected to hold, at least: kept elsewhere, it tells when a store comes back
//! empty or as it was yesterday. It may lag behind the store, never lead it.

use super::head::Head;
use super::id::CaseId;

/// The store holds less than it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Cases that are not there any more.
    pub missing: usize,
    /// Cases that are there as they were earlier.
    pub behind: usize,
}

const ONE: usize = 16 + 8 + 16;

/// What a witness is sealed under: it is stored in another place, under no name of the store.
pub(super) const NAME: &[u8] = b"witness";

pub(super) fn write<'a>(heads: impl Iterator<Item = &'a Head>) -> Vec<u8> {
    let mut content = Vec::new();
    for head in heads {
        content.extend_from_slice(head.case().as_bytes());
        content.extend_from_slice(&head.last().to_be_bytes());
        content.extend_from_slice(&head.chain());
    }
    content
}

pub(super) fn compare<'a>(seen: &[u8], heads: impl Iterator<Item = &'a Head>) -> Result<(), Alarm> {
    let heads: Vec<_> = heads.collect();
    let mut alarm = Alarm { missing: 0, behind: 0 };
    for one in seen.chunks_exact(ONE) {
        let (id, rest) = one.split_at(16);
        let (seq, chain) = rest.split_at(8);
        let last = seq.iter().fold(0, |n: u64, byte| n << 8 | u64::from(*byte));
        let find =
            |id: &[u8]| heads.iter().find(|head| head.case() == CaseId(id.try_into().unwrap_or_default()));
        match find(id) {
            None => alarm.missing += 1,
            Some(head) if head.last() < last || (head.last() == last && head.chain() != *chain) => {
                alarm.behind += 1;
            }
            Some(_) => {}
        }
    }
    if alarm.missing + alarm.behind == 0 { Ok(()) } else { Err(alarm) }
}

pub(super) fn to_hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

pub(super) fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
