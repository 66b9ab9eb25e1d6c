//! A rescue copy of the app's safe, opened without the app.

use std::fs;
use std::path::Path;

use super::{beside, call, out};

const COPY: &str = "tests/corpus/rescue/two-cases.fsr";
const PASSPHRASE: &str = "four words without link\n";

#[test]
fn a_rescue_copy_is_listed_and_written_out_with_its_passphrase_from_standard_input() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rescued");
    let _ = fs::remove_dir_all(&folder);
    let told = folder.display().to_string();
    let opened = call(&["rescue", COPY, "--passphrase-from", "-", "--to-folder", &told], PASSPHRASE);
    assert!(opened.status.success(), "{}", beside(&opened));
    assert!(out(&opened).contains("A-7") && out(&opened).contains("B-2"), "{}", out(&opened));
    for number in [1, 2] {
        let case = folder.join(format!("case-{number}.json")).display().to_string();
        let assessed = call(&["validate", &case], "");
        assert_eq!(out(&assessed), "1 sound, 0 not taken in\n", "{}", beside(&assessed));
    }
    let again = call(&["rescue", COPY, "--passphrase-from", "-", "--to-folder", &told], PASSPHRASE);
    assert_eq!(again.status.code(), Some(1), "nothing is overwritten");
}

#[test]
fn a_rescue_copy_opens_with_its_passphrase_as_a_person_or_a_file_writes_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rescue-words");
    fs::create_dir_all(&folder).expect("a folder");
    let sixteen: Vec<u8> =
        "\u{feff}four words without link\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for copy in [COPY, "tests/corpus/rescue/two-cases-every-spelling.fsr"] {
        for (name, words) in [
            ("mark", "\u{feff}four words without link\r\n".as_bytes()),
            ("sixteen", &sixteen),
            ("telephone", b"Four words without link \n"),
            ("blank", b"\r\n\r\nfour words without link"),
        ] {
            let words_file = folder.join(name).display().to_string();
            fs::write(&words_file, words).expect("written");
            let opened = call(&["rescue", copy, "--passphrase-from", &words_file], "");
            assert!(out(&opened).contains("A-7"), "{copy}, {name}: {}", beside(&opened));
        }
    }
}

#[test]
fn each_refusal_of_a_rescue_copy_says_why() {
    let says = |file: &str, words: &str, told: &str| {
        let refused = call(&["rescue", file, "--passphrase-from", "-"], words);
        assert_eq!(refused.status.code(), Some(1), "{told}");
        assert!(beside(&refused).contains(told), "{}", beside(&refused));
    };
    says(COPY, "another of four words\n", "the passphrase is not the one that the safe had");
    says("Cargo.toml", PASSPHRASE, "it is no rescue copy");
    let cut = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cut.fsr");
    let whole = fs::read(COPY).expect("it is kept");
    fs::write(&cut, &whole[..whole.len() - 40]).expect("written");
    says(&cut.display().to_string(), PASSPHRASE, "cut or damaged");
}
