//! A page that opens itself: a sealed file inside a page of HTML, for whoever has nothing but a browser.
//!
//! What is sealed in it is a file of the age format like any other, written as text. The page asks for the
//! passphrase and opens it with a reader of its own (`page/open.js`), from a disk and without a network; its
//! policy lets its two scripts run and nothing else, and lets it ask for nothing. What such a page is worth is
//! told in `SECURITY.md`.

use std::io::{self, Write};

use age::armor::{ArmoredWriter, Format};
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// Opens what is sealed.
const OPEN: &str = include_str!("page/open.js");
/// Asks for the passphrase, and shows what comes out.
const SHOW: &str = include_str!("page/show.js");

/// The lines between which a sealed file is written as text.
const FIRST: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const LAST: &str = "-----END AGE ENCRYPTED FILE-----";

/// The page that opens this file, sealed with a passphrase; its language as a tag of HTML.
///
/// # Errors
/// Memory is not full and does not fail: none that can be met.
pub fn page(sealed: &[u8], language: &str) -> io::Result<String> {
    let mut text = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
    text.write_all(sealed)?;
    let text = String::from_utf8(text.finish()?).map_err(io::Error::other)?;
    let places = [
        ("{language}", language),
        ("{open-hash}", &hash(OPEN)),
        ("{show-hash}", &hash(SHOW)),
        ("{style}", STYLE),
        ("{sealed}", &text),
        ("{open}", OPEN),
        ("{show}", SHOW),
    ];
    let mut page = String::with_capacity(PAGE.len() + STYLE.len() + OPEN.len() + SHOW.len() + text.len());
    let mut rest = PAGE;
    while let Some((at, (name, with))) =
        places.iter().filter_map(|place| Some((rest.find(place.0)?, place))).min_by_key(|(at, _)| *at)
    {
        page.push_str(&rest[..at]);
        page.push_str(with);
        rest = &rest[at + name.len()..];
    }
    page.push_str(rest);
    Ok(page)
}

/// What is sealed in a page, from its first line to its last; nothing where none is, or where it is cut.
#[must_use]
pub fn sealed_in(page: &[u8]) -> Option<&[u8]> {
    let find = |needle: &str, from: usize| {
        let within = page.get(from..)?;
        within.windows(needle.len()).position(|part| part == needle.as_bytes()).map(|at| from + at)
    };
    let start = find(FIRST, 0)?;
    let end = find(LAST, start)?;
    page.get(start..end + LAST.len())
}

/// A script as a policy names it. The browser counts the line end after the tag to the script.
fn hash(script: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(["\n", script].concat())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0_usize, |sum, at| (sum << 8) | usize::from(*three.get(at).unwrap_or(&0)));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place)) & 63];
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::super::{Passphrase, To, With, is_sealed, open, seal};
    use super::{base64, page, sealed_in};

    #[test]
    fn what_is_sealed_in_a_page_is_found_in_it_and_opens() {
        let words = || Passphrase::from(Zeroizing::new("four words of ours".to_owned()));
        for length in [0, 1, 47, 48, 49, 5_000] {
            let content = vec![b'a'; length];
            let sealed = seal(&content, &To::Passphrase(words())).expect("sealed");
            let page = page(&sealed, "fr").expect("a page");
            assert!(page.starts_with("<!doctype html>\n<html lang=\"fr\">") && !page.contains("{sealed}") && !page.contains("{show"));
            let found = sealed_in(page.as_bytes()).expect("found");
            assert!(is_sealed(found));
            assert_eq!(**open(found, &With::Passphrase(words()), 10_000).expect("it opens"), content);
            let cut = page.find("-----END AGE E").expect("its last line");
            assert_eq!(sealed_in(&page.as_bytes()[..cut]), None, "cut");
        }
        assert_eq!(sealed_in(b"<!doctype html><p>a page</p>"), None);
    }

    #[test]
    fn bytes_are_written_as_base64() {
        let expected = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (length, text) in expected.iter().enumerate() {
            assert_eq!(base64(&b"foobar"[..length]), *text);
        }
    }
}
