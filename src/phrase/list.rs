//! The published lists of words, and phrases drawn from them.

use zeroize::Zeroizing;

use super::fold;

const FR: &str = include_str!("words/fr.txt");
const EN: &str = include_str!("words/en.txt");
/// Words of a drawn phrase: 65 bits in French and 61 in English, each guess of which costs a derivation.
pub(super) const DRAWN: usize = 6;
/// What is not drawn: words that are written in two ways, and what a colleague might take amiss.
const LEFT_OUT: [&str; 27] = [
    "cuillère",
    "jouissif",
    "séminal", // French
    "armor",
    "cozy",
    "creme",
    "crepe",
    "decor",
    "fiber",
    "gray",
    "mold",
    "mom",
    "rigor",
    "savor",
    "vapor",
    "yo-yo",
    "yoyo", // British and American, with a mark and without
    "fetal",
    "islam",
    "pagan",
    "panty",
    "pants",
    "slum",
    "thong",
    "womb",
    "dowry",
    "sect",
];

/// In which language words are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// French.
    French,
    /// English.
    English,
}

impl WordList {
    /// The words of the list as it was published.
    fn words(self) -> impl Iterator<Item = &'static str> {
        let list = if self == Self::French { FR } else { EN };
        list.lines().filter(|line| !line.starts_with('#'))
    }

    /// The words that are drawn.
    fn drawn(self) -> impl Iterator<Item = &'static str> {
        self.words().filter(|word| !LEFT_OUT.contains(word))
    }

    /// How the list spells a word that was written without regard to accents and capitals.
    fn spelt(self, word: &str) -> Option<&'static str> {
        let folded = fold(word);
        self.words().find(|known| if known.is_ascii() { **known == **folded } else { fold(known) == folded })
    }
}

/// Draws a new phrase by words.
#[must_use]
pub fn draw(list: WordList, fill: &mut dyn FnMut(&mut [u8])) -> Zeroizing<String> {
    let mut words: Vec<&str> = list.drawn().collect();
    let mut phrase = Zeroizing::new(String::with_capacity(DRAWN * 16));
    for _ in 0..DRAWN {
        let mut chance = [0; 4];
        fill(&mut chance);
        // A place on a scale of four thousand million: no word is likelier than another by a millionth.
        let count = u64::try_from(words.len()).unwrap_or_default();
        let at = (u64::from(u32::from_be_bytes(chance)) * count) >> 32;
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        // No word twice: it would look like a mistake.
        phrase.push_str(words.remove(usize::try_from(at).unwrap_or_default()));
    }
    phrase
}

/// A phrase whose words all stand in one list, as the list spells them; `None` for any other.
pub(super) fn respelt(written: &str) -> Option<Zeroizing<String>> {
    let folded = fold(written);
    [WordList::French, WordList::English].into_iter().find_map(|list| {
        let mut phrase = Zeroizing::new(String::with_capacity(2 * folded.len()));
        for word in folded.split(' ') {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(list.spelt(word)?);
        }
        Some(phrase)
    })
}

/// Whether a folded word stands in a list.
pub(super) fn is_listed(word: &str) -> bool {
    [WordList::French, WordList::English].into_iter().any(|list| list.spelt(word).is_some())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write;

    use sha2::{Digest, Sha256};
    use unicode_normalization::UnicodeNormalization;

    use super::{DRAWN, LEFT_OUT, WordList, draw, respelt};
    use crate::phrase::{Strength, estimate, fold, prepare};

    const LISTS: [WordList; 2] = [WordList::French, WordList::English];

    /// SHA-256 of the lists as they were published: one word a line, in French with decomposed accents.
    const PUBLISHED: [&str; 2] = [
        "ebc3959ab7801a1df6bac4fa7d970652f1df76b683cd2f4003c941c63d517e59",
        "36ecca49e4fa20ca84b176c32f2e9c82f98f446585190e75f9879a95c08247bf",
    ];

    #[test]
    fn every_word_is_spelt_as_it_was_published() {
        for (list, published) in LISTS.into_iter().zip(PUBLISHED) {
            let file: String = list.words().flat_map(|word| word.nfd().chain(['\n'])).collect();
            let mut digest = String::new();
            for byte in Sha256::digest(file) {
                write!(digest, "{byte:02x}").expect("written");
            }
            assert_eq!(digest, published, "{list:?}");
            for word in list.words() {
                assert_eq!(*prepare(word), word, "in its one form");
            }
        }
        for left_out in LEFT_OUT {
            assert!(LISTS.iter().any(|list| list.words().any(|word| word == left_out)), "{left_out}");
        }
    }

    #[test]
    fn no_two_words_are_taken_for_one_another() {
        for list in LISTS {
            let folded: BTreeSet<String> = list.drawn().map(|word| fold(word).to_string()).collect();
            assert_eq!(folded.len(), list.drawn().count(), "unique without accents");
            for word in &folded {
                assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()) && word.len() >= 3, "{word}");
                for plural in [format!("{word}s"), format!("{word}es")] {
                    assert!(list == WordList::English || !folded.contains(&plural), "{plural}");
                }
            }
        }
    }

    #[test]
    fn a_drawn_phrase_is_strong_and_every_word_can_come() {
        for (list, least) in LISTS.into_iter().zip([65.9, 61.8]) {
            let words: Vec<_> = list.drawn().collect();
            let count = u32::try_from(words.len()).expect("few");
            let bits: f64 = (0..6).map(|drawn| f64::from(count - drawn).log2()).sum();
            assert!(DRAWN == 6 && bits > least, "{list:?}: {bits}");
            let mut next = 0_u32;
            let mut seen = BTreeSet::new();
            for _ in 0..2_000 {
                let phrase = draw(list, &mut |bytes| {
                    next = next.wrapping_add(357_913_941 / 512);
                    bytes.copy_from_slice(&next.to_be_bytes());
                });
                assert_eq!(phrase.split(' ').count(), DRAWN);
                seen.extend(phrase.split(' ').map(str::to_owned));
            }
            let phrase = draw(list, &mut |bytes| bytes.fill(0xff));
            let (mut last, end) =
                (words[words.len() - DRAWN..].to_vec(), phrase.split(' ').collect::<Vec<_>>());
            last.reverse();
            assert_eq!(end, last, "the last can come, and no word twice");
            let mut chance = 0;
            let phrase = draw(list, &mut |bytes| {
                chance += 40;
                bytes.fill(chance);
            });
            assert_eq!(estimate(&phrase).strength, Strength::Strong, "{}", *phrase);
            assert_eq!(seen.len(), words.len());
        }
    }

    #[test]
    fn a_drawn_phrase_finds_its_accents_again() {
        assert_eq!(
            respelt("Ecole  ecluse ECUREUIL ").as_deref().map(String::as_str),
            Some("école écluse écureuil")
        );
        assert_eq!(respelt("ACORN acre").as_deref().map(String::as_str), Some("acorn acre"));
        assert_eq!(respelt("école acre tortue"), None, "of two lists");
        assert_eq!(respelt("une phrase à elle"), None);
        assert_eq!(respelt(""), None);
    }
}
