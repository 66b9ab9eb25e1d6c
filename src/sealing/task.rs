//! Sealing and opening with a passphrase as bytes: it takes long, and is done where nobody waits.
//!
//! A task is what is to be done (one byte), the most that may come out (8), the length of the passphrase (4),
//! the passphrase, and the file. What comes of it is how it ended (one byte), and the file.

use age::secrecy::ExposeSecret;
use zeroize::Zeroizing;

use super::{NotOpened, Passphrase, To, With, open, seal};

const SEAL: u8 = 0;
const OPEN: u8 = 1;

const DONE: u8 = 0;
const NOT_SEALED: u8 = u8::MAX;

/// A file to be sealed with a passphrase.
#[must_use]
pub fn to_seal(bytes: &[u8], words: &Passphrase) -> Zeroizing<Vec<u8>> {
    written(SEAL, bytes, words, 0)
}

/// A file to be opened with a passphrase; no more than so many bytes come out.
#[must_use]
pub fn to_open(bytes: &[u8], words: &Passphrase, most: usize) -> Zeroizing<Vec<u8>> {
    written(OPEN, bytes, words, most)
}

fn written(what: u8, bytes: &[u8], Passphrase(words): &Passphrase, most: usize) -> Zeroizing<Vec<u8>> {
    let words = words.expose_secret().as_bytes();
    let most = u64::try_from(most).unwrap_or(u64::MAX).to_be_bytes();
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX).to_be_bytes();
    Zeroizing::new([&[what][..], &most, &length, words, bytes].concat())
}

/// Does a task; `None` where it cannot be read.
#[must_use]
pub fn carry_out(task: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (what, rest) = task.split_first()?;
    let (most, rest) = rest.split_first_chunk::<8>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (words, bytes) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    let words = Passphrase::from(Zeroizing::new(std::str::from_utf8(words).ok()?.to_owned()));
    let most = usize::try_from(u64::from_be_bytes(*most)).unwrap_or(usize::MAX);
    let done = |bytes: &[u8]| Zeroizing::new([&[DONE], bytes].concat());
    let ended = |how: u8| Zeroizing::new(vec![how]);
    match *what {
        SEAL => Some(seal(bytes, &To::Passphrase(words)).map_or_else(|_| ended(NOT_SEALED), |it| done(&it))),
        OPEN => match open(bytes, &With::Passphrase(words), most) {
            Ok(bytes) => Some(done(&bytes)),
            Err(why) => (1..).zip(NotOpened::ALL).find(|(_, each)| *each == why).map(|(how, _)| ended(how)),
        },
        _ => None,
    }
}

/// What came of sealing: nothing where it could not be done; `None` where it cannot be read.
#[must_use]
pub fn sealed(outcome: &[u8]) -> Option<Option<Vec<u8>>> {
    match outcome.split_first()? {
        (&DONE, bytes) => Some(Some(bytes.to_vec())),
        (&NOT_SEALED, []) => Some(None),
        _ => None,
    }
}

/// What came of opening; `None` where it cannot be read.
#[must_use]
pub fn opened(outcome: &[u8]) -> Option<Result<Zeroizing<Vec<u8>>, NotOpened>> {
    match outcome.split_first()? {
        (&DONE, bytes) => Some(Ok(Zeroizing::new(bytes.to_vec()))),
        (how, []) => (1..).zip(NotOpened::ALL).find(|(each, _)| each == how).map(|(_, why)| Err(why)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &str) -> Passphrase {
        Zeroizing::new(words.to_owned()).into()
    }

    #[test]
    fn what_is_sealed_elsewhere_opens_elsewhere_and_here() {
        let ours = words("four words without link");
        let outcome = carry_out(&to_seal(b"what she said", &ours)).expect("a task");
        let file = sealed(&outcome).expect("an outcome").expect("sealed");
        assert_eq!(*open(&file, &With::Passphrase(ours.clone()), 100).expect("opens"), b"what she said");
        let ask =
            |words: &Passphrase, most| opened(&carry_out(&to_open(&file, words, most)).expect("a task"));
        assert_eq!(**ask(&ours, 100).expect("an outcome").as_ref().expect("opens"), b"what she said"[..]);
        assert_eq!(ask(&ours, 5), Some(Err(NotOpened::TooLarge)));
        assert_eq!(ask(&words("another one of words"), 100), Some(Err(NotOpened::WrongPassphrase)));
    }

    #[test]
    fn what_is_no_task_and_no_outcome_is_not_taken_for_one() {
        let task = to_open(b"no file", &words("four words without link"), 100);
        for end in 0..36 {
            assert_eq!(carry_out(&task[..end]), None, "cut at {end}");
        }
        assert_eq!(opened(&carry_out(&task).expect("a task")), Some(Err(NotOpened::NotSealed)));
        assert_eq!(carry_out(&[&[7], &task[1..]].concat()), None);
        assert_eq!((sealed(&[]), sealed(&[3]), opened(&[]), opened(&[200])), (None, None, None, None));
    }
}
