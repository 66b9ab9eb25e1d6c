//! A secret phrase as people write it: its one form, what else could have been meant, proposals by words, and
//! how hard it is to guess.
//!
//! The same phrase is written otherwise by each hand: a telephone begins it with a capital and ends it with a
//! space, French puts a no-break space before a mark, one system writes *é* as one character and another as
//! two, a file begins with a byte order mark. None of that is the secret. Start with
//!
//! - [`prepare`]: what is sealed into a file, so that any program opens it with what was shown
//!   (`OpaqueString` of RFC 8265, and more);
//! - [`fold`]: what the key of a safe is derived from, the same for every spelling of the same words;
//! - [`meant`]: what to try, in this order, for what was sealed before either was done, or elsewhere.
//!
//! # Preparation
//!
//! 1. What nobody sees is left out: controls that are no space, and U+00AD, U+034F, U+061C, U+180E,
//!    U+200B–U+200F, U+202A–U+202E, U+2060–U+206F, U+FE00–U+FE0F, U+FEFF, U+FFF9–U+FFFB, U+E0000–U+E0FFF. RFC 8265
//!    refuses them; they come by themselves, from a file or with what is pasted, and who is refused cannot see why.
//! 2. The rest takes its composed form (NFC).
//! 3. Every space of Unicode (`White_Space`: tabs and line ends too) is a space; several are one, at the edges
//!    none.
//!
//! # Folding
//!
//! 4. The prepared phrase takes its decomposed form (NFD) and small letters.
//! 5. Marks are left out: U+0300–U+036F (Latin, Greek, Cyrillic), and of Arabic U+064B–U+065F, U+0670 and the
//!    lengthening U+0640.
//! 6. What is written in two ways is written in one: digits of Arabic and Persian and full-width characters as
//!    ASCII; then typographic apostrophes, quotation marks, dashes and ellipses as on a keyboard, *œ* as *oe*,
//!    *æ* as *ae*, *ß* as *ss*, *ø*, *đ* and *ł* without their stroke, *ı* with its dot, *ς* as *σ*, and the
//!    ligatures U+FB00–U+FB04 as their letters.
//! 7. Steps 2 and 3 once more.
//!
//! Both are idempotent, and a change of either is a new version in the header of a safe.

mod file;
mod list;
mod meant;
mod strength;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

pub use file::{first_line, text};
pub use list::{WordList, draw};
pub use meant::{TRIES, meant};
pub use strength::{Advice, Estimate, Strength, estimate};

/// The fewest characters of a phrase.
pub const SHORTEST: usize = 12;

/// The one form of a phrase: what is sealed with it opens with whatever looks the same.
#[must_use]
pub fn prepare(written: &str) -> Zeroizing<String> {
    spaced(written.chars().filter(|c| !is_unseen(*c)).nfc(), written.len())
}

/// What every spelling of the same words has in common: without capitals, accents and typographic marks.
#[must_use]
pub fn fold(written: &str) -> Zeroizing<String> {
    let prepared = prepare(written);
    let mut small = Zeroizing::new(String::with_capacity(2 * GROWTH * prepared.len()));
    small.extend(prepared.nfd().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)));
    let mut plain = Zeroizing::new(String::with_capacity(GROWTH * small.len()));
    for letter in small.chars().map(in_ascii) {
        match on_a_keyboard(letter) {
            Some(written) => plain.push_str(written),
            None => plain.push(letter),
        }
    }
    spaced(plain.nfc(), plain.len())
}

/// How many characters people count in a phrase.
#[must_use]
pub fn length(written: &str) -> usize {
    prepare(written).chars().filter(|c| !is_combining_mark(*c)).count()
}

/// How many times more bytes a text can have in another form.
const GROWTH: usize = 3;

/// One space between words, and none at the edges.
fn spaced(letters: impl Iterator<Item = char>, bytes: usize) -> Zeroizing<String> {
    // Large enough from the start: what grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(GROWTH * bytes));
    let mut space = false;
    for letter in letters {
        if letter.is_whitespace() {
            space = !text.is_empty();
        } else {
            if std::mem::take(&mut space) {
                text.push(' ');
            }
            text.push(letter);
        }
    }
    text
}

/// Whether nobody sees a character.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
        || letter.is_control() && !letter.is_whitespace()
}

/// Whether a character only adds to the one before, and is left out by who writes in haste.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// How what programs and typographers write otherwise is written on a keyboard.
const fn on_a_keyboard(letter: char) -> Option<&'static str> {
    Some(match letter {
        '‘' | '’' | '‛' | '′' | 'ʼ' | '`' | '´' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '…' => "...",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'đ' => "d",
        'ł' => "l",
        'ı' => "i",
        'ς' => "σ",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => return None,
    })
}

/// Digits and full-width characters as in ASCII; any other character is as it is.
fn in_ascii(letter: char) -> char {
    let code = u32::from(letter);
    let ascii = match letter {
        '\u{660}'..='\u{669}' => code - 0x660 + 0x30,
        '\u{6f0}'..='\u{6f9}' => code - 0x6f0 + 0x30,
        '\u{ff01}'..='\u{ff5e}' => code - 0xff01 + 0x21,
        _ => code,
    };
    char::from_u32(ascii).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::{fold, length, prepare};

    /// What is written, and its one form.
    const PREPARED: [(&str, &str); 12] = [
        ("écaille écran castor", "écaille écran castor"),
        ("e\u{301}caille e\u{301}cran castor", "écaille écran castor"),
        ("écaille  écran castor ", "écaille écran castor"),
        (" \tquatre\u{a0}mots\u{202f}sans\u{3000}lien\n", "quatre mots sans lien"),
        ("\u{feff}quatre mots sans lien\r\n", "quatre mots sans lien"),
        ("qua\u{200b}tre mo\u{ad}ts\u{200e} sans\u{2060} lien", "quatre mots sans lien"),
        ("qua\u{0}tre\u{7} mots", "quatre mots"),
        ("quatre\u{85}mots\u{2028}sans", "quatre mots sans"),
        ("Quatre Mots", "Quatre Mots"),
        ("l’été", "l’été"),
        ("cœur ﬁn", "cœur ﬁn"),
        ("\u{a0}\u{200b} ", ""),
    ];

    #[test]
    fn what_looks_the_same_has_one_form() {
        for (written, form) in PREPARED {
            assert_eq!(*prepare(written), form, "{written:?}");
        }
    }

    /// Spellings of the same words.
    const FOLDED: [(&str, &[&str]); 7] = [
        (
            "ecaille ecran castor",
            &[
                "écaille écran castor",
                "e\u{301}caille e\u{301}cran castor",
                "Ecaille ecran castor",
                "Écaille Écran CASTOR ",
                "écaille\u{a0}écran  castor",
                "\u{feff}ecaille ecran castor\r\n",
            ],
        ),
        (
            "l'oeuvre d'ete - ici...",
            &["l’œuvre d’été – ici…", "L'Œuvre d'Été — ici...", "l`oeuvre d´ete - ici…"],
        ),
        ("\"mot\" strasse", &["“mot” Straße", "«mot» STRASSE", "„mot“ Strasse"]),
        ("istanbul 2024", &["İstanbul 2024", "ıstanbul ٢٠٢٤", "ISTANBUL ۲۰۲۴"]),
        ("abc 12!", &["ＡＢＣ　１２！", "ａｂｃ 12!"]),
        ("كتاب", &["كِتَابٌ", "كـتاب"]),
        ("fin fleur", &["ﬁn ﬂeur", "Fin Fleur"]),
    ];

    #[test]
    fn spellings_of_the_same_words_are_folded_into_one() {
        for (folded, spellings) in FOLDED {
            assert_eq!(*fold(folded), folded);
            for spelling in spellings {
                assert_eq!(*fold(spelling), folded, "{spelling:?}");
            }
        }
        assert_ne!(fold("quatre mots"), fold("quatremots"), "a space between words is part of it");
        assert_ne!(fold("चाय"), fold("चय"), "a vowel is no accent");
    }

    #[test]
    fn characters_are_counted_as_people_count_them() {
        assert_eq!(length("e\u{301}te\u{301}"), 3);
        assert_eq!(length("  mot   mot  "), 7);
        assert_eq!(length("\u{feff}\u{200b}"), 0);
        assert_eq!(length("घी"), 1);
    }

    proptest! {
        #[test]
        fn each_form_is_its_own_form(written in "\\PC{0,24}|[ \\t\u{a0}a-zA-Zéèœ’\u{301}\u{feff}]{0,24}") {
            let (prepared, folded) = (prepare(&written), fold(&written));
            prop_assert_eq!(&prepare(&prepared), &prepared);
            prop_assert_eq!(&fold(&folded), &folded);
            prop_assert_eq!(&fold(&prepared), &folded);
            prop_assert_eq!(&prepare(&folded), &folded);
        }

        #[test]
        fn the_other_form_and_a_space_more_change_nothing(written in "\\PC{0,24}") {
            let decomposed: String = written.nfd().collect();
            prop_assert_eq!(prepare(&decomposed), prepare(&written));
            prop_assert_eq!(prepare(&format!("\u{feff} {written}\u{a0}")), prepare(&written));
        }
    }
}
