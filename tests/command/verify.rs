//! A release checked without a network: file by file, against a manifest that was signed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};

use super::{beside, call, out};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A release of this version in a folder, signed, with the file of its public key beside the folder.
struct Release {
    folder: PathBuf,
    key: String,
    secret: SigningKey,
}

impl Release {
    fn new(named: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(named);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("site")).expect("a folder");
        fs::write(folder.join("program"), "the program").expect("a file");
        fs::write(folder.join("site/index.html"), "the page").expect("a file");
        let secret = SigningKey::from_bytes(&[42; 32]);
        let key = folder.with_extension("pub");
        fs::write(&key, hexadecimal(secret.verifying_key().as_bytes()) + "\n").expect("a file");
        let release = Self { folder, key: key.display().to_string(), secret };
        release.sign(VERSION);
        release
    }

    fn sign(&self, version: &str) {
        let files: Vec<_> = ["program", "site/index.html"]
            .iter()
            .map(|path| {
                let bytes = fs::read(self.at(path)).expect("a file");
                serde_json::json!({
                    "path": path, "bytes": bytes.len(), "sha256": hexadecimal(&Sha256::digest(&bytes)),
                })
            })
            .collect();
        let manifest =
            serde_json::json!({"manifest": 1, "product": "faisceau", "version": version, "files": files});
        let manifest = manifest.to_string();
        fs::write(self.at("manifest.json"), &manifest).expect("a file");
        fs::write(self.at("manifest.sig"), self.secret.sign(manifest.as_bytes()).to_bytes()).expect("a file");
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn verify(&self, what: &str, more: &[&str]) -> Output {
        let named = self.at(what).display().to_string();
        let mut arguments = vec!["verify", named.as_str(), "--key", self.key.as_str()];
        arguments.extend(more);
        call(&arguments, "")
    }
}

#[test]
fn a_release_as_it_was_published_is_sound() {
    let release = Release::new("verify-sound");
    let found = release.verify("", &[]);
    assert_eq!(found.status.code(), Some(0), "{}", beside(&found));
    let expected = format!(
        "sound      program\nsound      site/index.html\nFaisceau {VERSION}: every file is what was published.\n"
    );
    assert_eq!(out(&found), expected);
    assert_eq!(release.verify("program", &[]).status.code(), Some(0), "one file of it");
    let french = out(&release.verify("", &["--language", "fr"]));
    assert!(french.contains("conforme   program\n"), "{french}");
    let json: serde_json::Value = serde_json::from_str(&out(&release.verify("", &["--json"]))).expect("JSON");
    assert_eq!(json["sound"], true);
    assert_eq!(json["files"][1]["state"], "sound");
}

#[test]
fn a_file_that_was_changed_is_missing_or_was_added_is_told() {
    let release = Release::new("verify-changed");
    fs::write(release.at("program"), "the progrbm").expect("a file");
    fs::remove_file(release.at("site/index.html")).expect("gone");
    fs::write(release.at("site/more.js"), "").expect("a file");
    let found = release.verify("", &[]);
    assert_eq!(found.status.code(), Some(1));
    let expected = format!(
        "changed    program\nmissing    site/index.html\nunknown    site/more.js\n\
         Faisceau {VERSION}: this is not what was published. Do not use it.\n"
    );
    assert_eq!(out(&found), expected);
    for (file, word) in [("program", "changed"), ("site/index.html", "missing"), ("other", "unknown")] {
        let found = release.verify(file, &[]);
        assert_eq!(found.status.code(), Some(1), "{file}");
        assert!(out(&found).starts_with(word), "{file}: {}", out(&found));
    }
}

#[test]
fn a_manifest_that_was_altered_or_is_older_is_refused_and_no_file_is_told_sound() {
    let release = Release::new("verify-manifest");
    fs::write(release.at("program"), "another program").expect("a file");
    let manifest = fs::read_to_string(release.at("manifest.json")).expect("text");
    let signature = fs::read(release.at("manifest.sig")).expect("bytes");
    // Who changes a file changes its digest as well, and cannot sign.
    let digest = |text: &str| hexadecimal(&Sha256::digest(text));
    let altered = manifest.replace(&digest("the program"), &digest("another program"));
    fs::write(release.at("manifest.json"), altered.replace("\"bytes\":11", "\"bytes\":15")).expect("a file");
    let refused = release.verify("", &[]);
    assert_eq!((refused.status.code(), out(&refused).as_str()), (Some(1), ""));
    assert!(
        beside(&refused).contains("not believed: it was altered, or signed with another key"),
        "{}",
        beside(&refused)
    );

    fs::write(release.at("manifest.json"), &manifest).expect("a file");
    fs::write(release.at("manifest.sig"), &signature[..40]).expect("a file");
    assert!(beside(&release.verify("", &[])).contains("the signature beside it is damaged or cut"));
    fs::remove_file(release.at("manifest.sig")).expect("gone");
    let unsigned = release.verify("", &[]);
    assert_eq!(unsigned.status.code(), Some(1));
    assert!(beside(&unsigned).contains("manifest.sig: cannot be read"), "{}", beside(&unsigned));

    release.sign("0.0.9");
    let older = release.verify("", &[]);
    assert_eq!((older.status.code(), out(&older).as_str()), (Some(1), ""));
    assert!(
        beside(&older).contains(&format!("of the release 0.0.9, older than {VERSION}")),
        "{}",
        beside(&older)
    );
    assert_eq!(release.verify("", &["--at-least", "0.0.9"]).status.code(), Some(0), "when it is asked for");
    release.sign("99.0.0");
    assert_eq!(release.verify("", &[]).status.code(), Some(0), "a newer one is what it is for");
    assert_eq!(release.verify("", &["--at-least", "new"]).status.code(), Some(2), "no version");
}

#[test]
fn without_a_key_nothing_is_believed() {
    let release = Release::new("verify-key");
    let folder = release.folder.display().to_string();
    let without = call(&["verify", &folder], "");
    // A repository that has a key carries it: this release is signed with another.
    let carried = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/release-key.pub")).exists();
    let told = if carried { "signed with another key" } else { "carries no public key of the releases" };
    assert_eq!(without.status.code(), Some(1));
    assert!(beside(&without).contains(told), "{}", beside(&without));
    fs::write(&release.key, "d75a").expect("a file");
    let found = release.verify("", &[]);
    assert!(beside(&found).contains("holds no public key of releases"), "{}", beside(&found));
    let other = SigningKey::from_bytes(&[43; 32]);
    fs::write(&release.key, hexadecimal(other.verifying_key().as_bytes())).expect("a file");
    assert!(beside(&release.verify("", &[])).contains("signed with another key"));
}
