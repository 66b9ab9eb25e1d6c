//! What a person could have meant, where what was sealed is not known to be prepared.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::list::respelt;
use super::{fold, prepare};

/// The most that is tried: each costs a second or more, and what is wrong must be told soon.
pub const TRIES: usize = 4;

/// What to try in this order: the phrase as it is written, then as it may have been written by whoever sealed
/// it. All of them fold into the same.
///
/// Of drawn words: as the list spells them, and without accents, as earlier lists did. Of any others: prepared,
/// with the first letter's case changed (telephones begin with a capital), with the other apostrophe, with
/// decomposed accents, without accents and capitals, with the space that a telephone adds.
#[must_use]
pub fn meant(written: &str) -> Vec<Zeroizing<String>> {
    let mut tries = Tries { tried: Vec::with_capacity(TRIES), folded: fold(written) };
    tries.add(Zeroizing::new(written.to_owned()));
    if let Some(spelt) = respelt(written) {
        tries.add(spelt);
        tries.add(fold(written));
        return tries.tried;
    }
    let prepared = prepare(written);
    tries.add(prepared.clone());
    tries.add(first_switched(&prepared));
    tries.add(apostrophes_switched(&prepared));
    tries.add(gathered(prepared.nfd(), prepared.len()));
    tries.add(fold(written));
    tries.add(gathered(prepared.chars().chain([' ']), prepared.len()));
    tries.tried
}

struct Tries {
    tried: Vec<Zeroizing<String>>,
    /// What all of them fold into.
    folded: Zeroizing<String>,
}

impl Tries {
    /// Adds a phrase, unless it was tried or has become other words: the capital of *ῲ* is written as two letters.
    fn add(&mut self, phrase: Zeroizing<String>) {
        if self.tried.len() < TRIES && !self.tried.contains(&phrase) && fold(&phrase) == self.folded {
            self.tried.push(phrase);
        }
    }
}

fn gathered(letters: impl Iterator<Item = char>, bytes: usize) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(3 * bytes + 1));
    text.extend(letters);
    text
}

fn first_switched(phrase: &str) -> Zeroizing<String> {
    let mut letters = phrase.chars();
    let first = letters.next();
    let switched = first.into_iter().flat_map(|letter| {
        let small = if letter.is_uppercase() { Some(letter.to_lowercase()) } else { None };
        let large = if letter.is_uppercase() { None } else { Some(letter.to_uppercase()) };
        small.into_iter().flatten().chain(large.into_iter().flatten())
    });
    gathered(switched.chain(letters), phrase.len())
}

fn apostrophes_switched(phrase: &str) -> Zeroizing<String> {
    let letters = phrase.chars().map(|letter| match letter {
        '\'' => '’',
        '’' => '\'',
        other => other,
    });
    gathered(letters, phrase.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{TRIES, meant};
    use crate::phrase::fold;

    fn tries(written: &str) -> Vec<String> {
        meant(written).iter().map(|phrase| phrase.to_string()).collect()
    }

    #[test]
    fn what_could_have_been_meant_is_tried_soon() {
        let cases: [(&str, &[&str]); 8] = [
            ("Ecole ecluse ", &["Ecole ecluse ", "école écluse", "ecole ecluse"]),
            ("école écluse", &["école écluse", "ecole ecluse"]),
            ("acorn acre", &["acorn acre"]),
            (
                "quatre mots sans lien",
                &["quatre mots sans lien", "Quatre mots sans lien", "quatre mots sans lien "],
            ),
            (
                "Quatre mots sans lien ",
                &["Quatre mots sans lien ", "Quatre mots sans lien", "quatre mots sans lien"],
            ),
            ("ma clé\u{a0}!", &["ma clé\u{a0}!", "ma clé !", "Ma clé !", "ma cle\u{301} !"]),
            ("l'été", &["l'été", "L'été", "l’été", "l'e\u{301}te\u{301}"]),
            ("\u{1ff2}", &["\u{1ff2}", "\u{3c9}\u{300}\u{345}", "\u{3c9}", "\u{1ff2} "]),
        ];
        for (written, expected) in cases {
            assert_eq!(tries(written), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_tried_is_the_same_words_and_bounded(written in "\\PC{0,24}|[a-zA-Zéè’' ]{0,24}") {
            let tries = meant(&written);
            prop_assert!(tries.len() <= TRIES && *tries[0] == written);
            for phrase in &tries {
                prop_assert_eq!(fold(phrase), fold(&written));
            }
        }
    }
}
