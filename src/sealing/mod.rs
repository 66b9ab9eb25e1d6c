//! Files that only their recipient opens: the [age](https://age-encryption.org/v1) format, so that no
//! Faisceau is needed to open them.
//!
//! Start with [`seal`] and [`open`]; [`writer`] and [`reader`] do the same for what does not fit into
//! memory; [`page()`] makes of a sealed file a page that opens itself, for whoever has a browser alone. A file is
//! sealed to a [`PublicKey`] or with a [`Passphrase`], never both: the format takes one passphrase alone, in its
//! one form ([`crate::phrase::prepare`]); another spelling of it opens the file here all the same. The format
//! draws its own randomness, which is why this is a room of its own.

mod fault;
mod key;
mod page;
mod spellings;
pub mod task;

use std::io::{self, Read, Write};
use std::str::FromStr;

use age::armor::ArmoredReader;
use age::secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::phrase;
use spellings::Spellings;

pub use fault::{NotAKey, NotOpened};
pub use key::{Identities, PublicKey};
pub use page::{page, sealed_in};

/// The cost of a passphrase, as the binary logarithm of scrypt's N: 128 MiB, which a telephone has, and a second
/// or two in the script of a page that opens itself. The reference implementation takes 18 on a laptop.
const COST: u8 = 17;
/// The highest cost that is taken when a file is opened, since a file may ask for any: 1 GiB, and in a
/// browser 256 MiB, which is what the reference implementation takes on a laptop.
const HIGHEST_COST: u8 = if cfg!(target_arch = "wasm32") { 18 } else { 20 };
/// How a sealed file begins, and how it does when it is written as text.
const BEGINNINGS: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];
/// The beginnings of the version that is known.
const VERSIONS: [&[u8]; 2] = [b"age-encryption.org/v1\n", BEGINNINGS[1]];

/// A passphrase on its way; wiped when dropped.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl From<Zeroizing<String>> for Passphrase {
    fn from(words: Zeroizing<String>) -> Self {
        Self(SecretString::from(words.as_str()))
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// For whom a file is sealed.
#[derive(Clone, Debug)]
pub enum To {
    /// Whoever holds the identity of this public key.
    Key(PublicKey),
    /// Whoever knows this passphrase.
    Passphrase(Passphrase),
}

/// With what a file is opened.
#[derive(Clone, Debug)]
pub enum With {
    /// One of these identities.
    Identities(Identities),
    /// This passphrase.
    Passphrase(Passphrase),
}

/// What a sealed file wants to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// The identity of a public key.
    Identity,
    /// A passphrase.
    Passphrase,
}

/// Whether a file says of itself that it is sealed.
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// What a sealed file wants.
///
/// # Errors
/// Why it cannot be opened by anything.
pub fn wants(bytes: &[u8]) -> Result<Wants, NotOpened> {
    version(bytes)?;
    let decryptor = age::Decryptor::new_buffered(ArmoredReader::new(bytes))?;
    Ok(if decryptor.is_scrypt() { Wants::Passphrase } else { Wants::Identity })
}

/// Looks at the beginning of a file.
///
/// # Errors
/// When it is not sealed, or in a version of the format that is not known.
pub fn version(beginning: &[u8]) -> Result<(), NotOpened> {
    match is_sealed(beginning) {
        false => Err(NotOpened::NotSealed),
        true if VERSIONS.iter().any(|known| beginning.starts_with(known)) => Ok(()),
        true => Err(NotOpened::Newer),
    }
}

/// Seals bytes.
///
/// # Errors
/// Memory is not full and does not fail: none that can be met.
pub fn seal(bytes: &[u8], to: &To) -> io::Result<Vec<u8>> {
    let mut writer = writer(Vec::new(), to)?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// Opens bytes; no more than so many come out.
///
/// # Errors
/// Why they do not open.
pub fn open(bytes: &[u8], with: &With, most: usize) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    version(bytes)?;
    let mut opened = Zeroizing::new(Vec::new());
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    reader(bytes, with)?.take(limit).read_to_end(&mut opened).map_err(|_| NotOpened::Damaged)?;
    if opened.len() > most { Err(NotOpened::TooLarge) } else { Ok(opened) }
}

/// Seals what is written. It must be finished: what is not is cut.
///
/// # Errors
/// When the beginning cannot be written.
pub fn writer<W: Write>(file: W, to: &To) -> io::Result<age::stream::StreamWriter<W>> {
    let encryptor = match to {
        To::Key(key) => age::Encryptor::with_recipients(std::iter::once(key.recipient() as _)),
        To::Passphrase(Passphrase(words)) => {
            let prepared = phrase::prepare(words.expose_secret());
            let mut recipient = age::scrypt::Recipient::new(SecretString::from(prepared.as_str()));
            recipient.set_work_factor(COST);
            age::Encryptor::with_recipients(std::iter::once(&recipient as _))
        }
    };
    encryptor.map_err(|_| io::Error::other("not a recipient"))?.wrap_output(file)
}

/// Opens what is read. What it gives was not altered; a file that is cut fails at its end.
///
/// # Errors
/// Why it does not open.
pub fn reader<R: Read>(file: R, with: &With) -> Result<impl Read, NotOpened> {
    let decryptor = age::Decryptor::new_buffered(ArmoredReader::new(file))?;
    match with {
        With::Identities(_) if decryptor.is_scrypt() => Err(NotOpened::WantsPassphrase),
        With::Passphrase(_) if !decryptor.is_scrypt() => Err(NotOpened::WantsIdentity),
        With::Identities(identities) => Ok(decryptor.decrypt(identities.all())?),
        With::Passphrase(Passphrase(words)) => {
            let spellings = Spellings::of(words.expose_secret());
            decryptor.decrypt(std::iter::once(&spellings as _)).map_err(|error| {
                match NotOpened::from(error) {
                    NotOpened::Damaged => NotOpened::WrongPassphrase,
                    other => other,
                }
            })
        }
    }
}

impl To {
    /// A public key as it is written.
    ///
    /// # Errors
    /// Why it is none.
    pub fn key(written: &str) -> Result<Self, NotAKey> {
        PublicKey::from_str(written).map(Self::Key)
    }
}

#[cfg(test)]
mod tests {
    use super::{NotAKey, NotOpened, Passphrase, To, Wants, With, is_sealed, open, seal, wants};
    use crate::sealing::Identities;
    use zeroize::Zeroizing;

    fn words(words: &str) -> Passphrase {
        Passphrase::from(Zeroizing::new(words.to_owned()))
    }

    fn pair() -> (String, String) {
        use age::secrecy::ExposeSecret;
        let identity = age::x25519::Identity::generate();
        (identity.to_public().to_string(), identity.to_string().expose_secret().to_owned())
    }

    #[test]
    fn what_is_sealed_opens_for_its_recipient_alone() {
        let ((key, secret), (_, other)) = (pair(), pair());
        let sealed = seal(b"a case", &To::key(&key).expect("a key")).expect("sealed");
        assert!(is_sealed(&sealed) && !sealed.windows(6).any(|part| part == b"a case"));
        assert_eq!(wants(&sealed), Ok(Wants::Identity));
        let file = format!("# created: today\n# public key: {key}\n{secret}\n");
        let mine = With::Identities(Identities::read(&file).expect("an identity"));
        assert_eq!(&**open(&sealed, &mine, 100).expect("it opens"), b"a case");
        let theirs = With::Identities(Identities::read(&other).expect("an identity"));
        assert_eq!(open(&sealed, &theirs, 100).err(), Some(NotOpened::NotForThis));
        assert_eq!(open(&sealed, &mine, 3).err(), Some(NotOpened::TooLarge));
        assert_eq!(open(&sealed[..sealed.len() - 1], &mine, 100).err(), Some(NotOpened::Damaged));
        assert_eq!(open(&sealed, &With::Passphrase(words("no")), 100).err(), Some(NotOpened::WantsIdentity));
    }

    #[test]
    fn a_passphrase_opens_what_it_sealed_and_a_file_cannot_ask_for_any_cost() {
        let sealed = seal(b"a case", &To::Passphrase(words("four words of ours"))).expect("sealed");
        assert_eq!(wants(&sealed), Ok(Wants::Passphrase));
        let with = With::Passphrase(words("four words of ours"));
        assert_eq!(&**open(&sealed, &with, 100).expect("it opens"), b"a case");
        let wrong = With::Passphrase(words("four words of yours"));
        assert_eq!(open(&sealed, &wrong, 100).err(), Some(NotOpened::WrongPassphrase));
        let cost = sealed.windows(3).position(|part| part == b" 17").expect("its cost");
        let mut hostile = sealed.clone();
        hostile[cost + 1..cost + 3].copy_from_slice(b"40");
        assert_eq!(open(&hostile, &with, 100).err(), Some(NotOpened::TooCostly));
    }

    /// A file as another program seals it: with exactly these bytes.
    fn sealed_elsewhere(typed: &str) -> Vec<u8> {
        use std::io::Write;
        let mut recipient = age::scrypt::Recipient::new(typed.to_owned().into());
        recipient.set_work_factor(10);
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as _)).expect("one");
        let mut writer = encryptor.wrap_output(Vec::new()).expect("begun");
        writer.write_all(b"a case").expect("written");
        writer.finish().expect("sealed")
    }

    /// Opens a file as another program does: with exactly these bytes.
    fn opens_elsewhere(file: &[u8], typed: &str) -> bool {
        let identity = age::scrypt::Identity::new(typed.to_owned().into());
        let decryptor = age::Decryptor::new_buffered(file).expect("a file");
        decryptor.decrypt(std::iter::once(&identity as _)).is_ok()
    }

    #[test]
    fn any_program_opens_it_with_the_passphrase_as_it_looks() {
        for typed in [
            "écaille écran castor",
            "e\u{301}caille e\u{301}cran castor ",
            "\u{feff}écaille\u{a0}écran  castor\u{200b}",
        ] {
            let sealed = seal(b"a case", &To::Passphrase(words(typed))).expect("sealed");
            assert!(opens_elsewhere(&sealed, "écaille écran castor"), "{typed:?}");
            for spelling in [typed, "écaille écran castor", " Écaille écran castor"] {
                let with = With::Passphrase(words(spelling));
                assert!(open(&sealed, &with, 100).is_ok(), "{typed:?} by {spelling:?}");
            }
        }
        let sealed = seal(b"a case", &To::Passphrase(words("école écluse abeille"))).expect("sealed");
        assert!(!opens_elsewhere(&sealed, "ecole ecluse abeille"));
        let bare = With::Passphrase(words("Ecole ecluse abeille "));
        assert!(open(&sealed, &bare, 100).is_ok(), "proposed words find their accents");
    }

    #[test]
    fn a_passphrase_of_another_program_opens_as_typed_and_as_meant() {
        for (typed, spellings) in [
            (
                "Quatre mots sans lien",
                ["Quatre mots sans lien", "quatre mots sans lien", "quatre\u{a0}mots sans lien"],
            ),
            ("quatre mots ", ["quatre mots ", "quatre mots", "quatre mots\u{a0}"]),
            ("un e\u{301}te\u{301}", ["un été", "un e\u{301}te\u{301}", "\u{feff}un été"]),
        ] {
            let file = sealed_elsewhere(typed);
            for spelling in spellings {
                let with = With::Passphrase(words(spelling));
                assert!(open(&file, &with, 100).is_ok(), "{typed:?} by {spelling:?}");
            }
            let wrong = With::Passphrase(words("quatre autres mots"));
            assert_eq!(open(&file, &wrong, 100).err(), Some(NotOpened::WrongPassphrase));
        }
    }

    #[test]
    fn a_file_of_keys_is_read_however_it_was_written() {
        let (key, secret) = pair();
        let file = format!("# created: today\r\n# public key: {key}\r\n\r\n{secret}\r\n");
        let marked = format!("\u{feff}{file}");
        let sixteen: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let sealed =
            seal(b"a case", &To::key(&format!("\u{feff}{key}\u{a0}")).expect("a key")).expect("sealed");
        for file in [file.as_bytes(), marked.as_bytes(), &sixteen] {
            let with = With::Identities(Identities::of_file(file).expect("an identity"));
            assert!(open(&sealed, &with, 100).is_ok());
        }
        let (start, end) = key.split_at(30);
        assert!(To::key(&format!("{start}\n {end}")).is_ok(), "broken over two lines by a letter");
    }

    #[test]
    fn what_is_no_key_and_what_is_not_sealed_say_what_they_are() {
        let (key, secret) = pair();
        assert!(To::key(&format!("  {key}\n")).is_ok(), "as it is pasted");
        assert_eq!(To::key(&secret).err(), Some(NotAKey::Secret));
        assert_eq!(To::key("ssh-ed25519 AAAA").err(), Some(NotAKey::Ssh));
        assert_eq!(To::key(&key[..40]).err(), Some(NotAKey::Mistyped));
        assert_eq!(To::key("").err(), Some(NotAKey::Other));
        assert_eq!(Identities::read(&key).err(), Some(NotAKey::Public));
        assert_eq!(Identities::read("# nothing\n").err(), Some(NotAKey::Other));
        assert_eq!(wants(b"{}"), Err(NotOpened::NotSealed));
        assert_eq!(wants(b"age-encryption.org/v9\n"), Err(NotOpened::Newer));
    }
}
