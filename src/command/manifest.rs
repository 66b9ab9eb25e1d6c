//! The manifest of a release: the size and the SHA-256 digest of each of its files, under one signature.
//!
//! `manifest.json` lists them; `manifest.sig` beside it is the Ed25519 signature (RFC 8032) of its bytes, 64
//! bytes as they are, which OpenSSL makes and verifies as well. Nothing of a manifest is read before its
//! signature holds.

use std::fmt;
use std::io::{self, Read};

use data_encoding::HEXLOWER_PERMISSIVE;
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// The largest manifest that is read, in bytes.
pub(super) const LARGEST: usize = 1024 * 1024;
/// The version of the manifest's own form.
const FORM: u32 = 1;

/// The public key that a release is signed with.
pub(super) struct Key(VerifyingKey);

impl Key {
    /// The key in its text: 64 hexadecimal digits, whatever stands around them being blank.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = digits::<32>(text.trim())?;
        let key = VerifyingKey::from_bytes(&bytes).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }
}

/// Why a manifest is not believed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unbelieved {
    /// The signature is none of 64 bytes.
    NoSignature,
    /// It was made with another key, or the manifest or the signature was altered.
    OtherSignature,
    /// Its form is of a later version than ours.
    NewerForm(u32),
    /// It was signed, and is no manifest of ours.
    NotAManifest,
    /// It is of an older release than is asked for.
    Older { found: Version, least: Version },
}

/// A version of a release: three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version([u64; 3]);

impl std::str::FromStr for Version {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Option<Vec<u64>> =
            text.split('.').map(|part| part.parse().ok().filter(|_| digits(part))).collect();
        let parts = parts.and_then(|parts| parts.try_into().ok());
        parts.map(Self).ok_or("a version is three numbers, as 0.1.0")
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// A manifest whose signature holds.
#[derive(Debug)]
pub(super) struct Manifest {
    /// The release that it describes.
    pub version: Version,
    /// Its files.
    pub files: Vec<Listed>,
}

/// A file as the manifest has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    /// Its path from the manifest's folder, with `/`.
    pub path: String,
    /// Its length.
    bytes: u64,
    /// Its digest, in hexadecimal digits.
    sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    product: String,
    version: String,
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Form {
    manifest: u32,
}

impl Manifest {
    /// The manifest in these bytes, if its signature holds and it is not older than `least`.
    pub fn read(bytes: &[u8], signature: &[u8], key: &Key, least: Version) -> Result<Self, Unbelieved> {
        let signature = Signature::from_slice(signature).map_err(|_| Unbelieved::NoSignature)?;
        key.0.verify_strict(bytes, &signature).map_err(|_| Unbelieved::OtherSignature)?;
        let mut value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|_| Unbelieved::NotAManifest)?;
        let form = Form::deserialize(&value).map_err(|_| Unbelieved::NotAManifest)?.manifest;
        if form > FORM {
            return Err(Unbelieved::NewerForm(form));
        }
        if let Some(fields) = value.as_object_mut() {
            fields.remove("manifest");
        }
        let written: Written = serde_json::from_value(value).map_err(|_| Unbelieved::NotAManifest)?;
        let sound = written.product == "faisceau" && written.files.iter().all(Listed::is_sound);
        let version = written.version.parse().ok().filter(|_| sound).ok_or(Unbelieved::NotAManifest)?;
        let mut paths: Vec<_> = written.files.iter().map(|file| &file.path).collect();
        paths.sort();
        if paths.windows(2).any(|two| two[0] == two[1]) {
            return Err(Unbelieved::NotAManifest);
        }
        if version < least {
            return Err(Unbelieved::Older { found: version, least });
        }
        Ok(Self { version, files: written.files })
    }
}

impl Listed {
    /// Whether it stays within the manifest's folder, under a name that every system has.
    fn is_sound(&self) -> bool {
        let part = |part: &str| {
            let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte);
            !part.is_empty() && !part.starts_with('.') && part.bytes().all(fits)
        };
        self.path.split('/').all(part) && digits::<32>(&self.sha256).is_some()
    }

    /// Whether what is read is this file, byte by byte.
    ///
    /// # Errors
    ///
    /// When it cannot be read to its end.
    pub fn is(&self, file: impl Read) -> io::Result<bool> {
        // One byte more than should be there is enough to know.
        let mut file = file.take(self.bytes.saturating_add(1));
        let mut digest = Sha256::new();
        let mut piece = vec![0; 64 * 1024];
        let mut length = 0_u64;
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            digest.update(&piece[..read]);
            length += read as u64;
        }
        let found: [u8; 32] = digest.finalize().into();
        Ok(length == self.bytes && digits::<32>(&self.sha256) == Some(found))
    }
}

/// Bytes written as hexadecimal digits.
fn digits<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use ed25519_dalek::{Signer as _, SigningKey};

    use super::*;

    fn signed(text: &str) -> (Vec<u8>, Key) {
        let secret = SigningKey::from_bytes(&[7; 32]);
        (secret.sign(text.as_bytes()).to_bytes().to_vec(), Key(secret.verifying_key()))
    }

    fn version(text: &str) -> Version {
        text.parse().expect("a version")
    }

    fn read(text: &str) -> Result<Manifest, Unbelieved> {
        let (signature, key) = signed(text);
        Manifest::read(text.as_bytes(), &signature, &key, version("0.2.0"))
    }

    /// SHA-256 of "abc", as FIPS 180-2, appendix B.1, has it.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn manifest(version: &str, path: &str) -> String {
        format!(
            r#"{{"manifest":1,"product":"faisceau","version":"{version}","files":[{{"path":"{path}","bytes":3,"sha256":"{ABC}"}}]}}"#
        )
    }

    #[test]
    fn a_file_is_what_the_manifest_says_or_it_is_not() {
        let manifest = read(&manifest("0.2.0", "site/index.html")).expect("believed");
        let [file] = manifest.files.as_slice() else { unreachable!("one file") };
        for (bytes, same) in [("abc", true), ("abd", false), ("ab", false), ("abcd", false), ("", false)] {
            assert_eq!(file.is(bytes.as_bytes()).expect("read"), same, "{bytes}");
        }
    }

    #[test]
    fn any_change_of_any_bit_of_the_manifest_or_its_signature_is_noticed() {
        let text = manifest("0.2.0", "a");
        let (signature, key) = signed(&text);
        for at in 0..text.len() * 8 {
            let mut altered = text.clone().into_bytes();
            altered[at / 8] ^= 1 << (at % 8);
            let found = Manifest::read(&altered, &signature, &key, version("0.0.0"));
            assert_eq!(found.err(), Some(Unbelieved::OtherSignature), "bit {at}");
        }
        for at in 0..512 {
            let mut altered = signature.clone();
            altered[at / 8] ^= 1 << (at % 8);
            let found = Manifest::read(text.as_bytes(), &altered, &key, version("0.0.0"));
            assert_eq!(found.err(), Some(Unbelieved::OtherSignature), "bit {at}");
        }
        let cut = Manifest::read(text.as_bytes(), &signature[..63], &key, version("0.0.0"));
        assert_eq!(cut.err(), Some(Unbelieved::NoSignature));
    }

    #[test]
    fn an_older_version_and_what_is_no_manifest_are_refused_although_they_are_signed() {
        let older = Unbelieved::Older { found: version("0.1.9"), least: version("0.2.0") };
        assert_eq!(read(&manifest("0.1.9", "a")).err(), Some(older));
        assert!(read(&manifest("0.10.0", "a")).is_ok(), "versions are numbers");
        assert_eq!(read(&manifest("0.2.0", "a").replace(":1,", ":2,")).err(), Some(Unbelieved::NewerForm(2)));
        let flawed = [
            manifest("0.2", "a"),
            manifest("0.2.0-rc", "a"),
            manifest("0.2.+1", "a"),
            manifest("0.2.0", "../a"),
            manifest("0.2.0", "/a"),
            manifest("0.2.0", "a//b"),
            manifest("0.2.0", "a\\\\b"),
            manifest("0.2.0", ".a"),
            manifest("0.2.0", ""),
            manifest("0.2.0", "c:a"),
            manifest("0.2.0", "a").replace("faisceau", "other"),
            manifest("0.2.0", "a").replace("ba78", "xy78"),
            manifest("0.2.0", "a").replace("[{", r#"[{"more":1,"#),
            String::new(),
        ];
        for text in flawed {
            assert_eq!(read(&text).err(), Some(Unbelieved::NotAManifest), "{text}");
        }
        let twice = manifest("0.2.0", "a");
        let (_, entry) = twice.split_once('[').expect("a list");
        let twice = twice.replace(']', &format!(",{}]", entry.trim_end_matches("]}")));
        assert_eq!(read(&twice).err(), Some(Unbelieved::NotAManifest), "{twice}");
    }

    #[test]
    fn a_key_is_64_digits_and_no_weak_one() {
        // RFC 8032, section 7.1, test 1: an empty message.
        let key =
            Key::read("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n").expect("a key");
        let signature = digits::<64>(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        )
        .expect("a signature");
        let read = Manifest::read(b"", &signature, &key, version("0.0.0"));
        assert_eq!(
            read.err(),
            Some(Unbelieved::NotAManifest),
            "the signature holds, and what it signs is nothing"
        );
        // The neutral element of the curve: whatever is signed would hold.
        assert!(Key::read(&format!("01{}", "0".repeat(62))).is_none());
        for none in ["", "d75a", "zz5a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"] {
            assert!(Key::read(none).is_none(), "{none}");
        }
    }
}
