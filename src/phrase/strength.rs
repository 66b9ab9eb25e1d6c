//! How hard a phrase is to guess: judged as it is folded, since that is what opens a safe.
//!
//! The estimate is our own and deliberately low. The usual library for it (zxcvbn) would add 2.2 MB
//! (0.87 MB compressed) to the app, three quarters of what the whole app weighs, for lists of passwords that
//! are mostly English; here a passphrase is asked for, and what counts is how many words it has and whether
//! they belong together.

use super::fold;
use super::list::{DRAWN, is_listed};

/// Rows of keyboards, and what else is written without thinking.
const ROWS: [&str; 8] = [
    "0123456789",
    "9876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
    "qwertyuiop",
    "qsdfghjklm",
    "asdfghjkl",
    "wxcvbn",
];

/// How hard a passphrase is to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Below 35 bits: who has the laptop guesses it.
    Weak,
    /// Below 50 bits: it resists one person.
    Fair,
    /// It resists an organisation.
    Strong,
}

/// What would make a passphrase harder to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The same is written several times.
    Repeated,
    /// Letters or digits in the order of the keyboard or of the alphabet.
    InARow,
    /// Digits that read as a year or a date.
    Date,
    /// There are few words.
    FewWords,
}

/// How hard a passphrase is to guess, and what would make it harder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The bits of chance in it, at the least.
    pub bits: u32,
    /// What that means.
    pub strength: Strength,
    /// What would help most.
    pub advice: Option<Advice>,
}

/// Estimates how hard a passphrase is to guess, for someone who knows how people choose them.
#[must_use]
pub fn estimate(passphrase: &str) -> Estimate {
    let folded = fold(passphrase);
    let mut seen: Vec<&str> = Vec::new();
    let (mut bits, mut advice, mut words) = (0, None, 0);
    for part in parts(&folded) {
        let found = judge(part, &seen);
        bits += found.0;
        words += usize::from(found.1.is_none() && part.chars().count() > 2);
        advice = advice.or(found.1);
        seen.push(part);
    }
    let strength = match bits {
        ..35 => Strength::Weak,
        35..50 => Strength::Fair,
        _ => Strength::Strong,
    };
    if strength == Strength::Strong {
        advice = None;
    } else if advice.is_none() && words < DRAWN {
        advice = Some(Advice::FewWords);
    }
    Estimate { bits, strength, advice }
}

/// Letters together, digits together, anything else by itself; spaces and marks between words count nothing.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let kind = |c: char| u8::from(c.is_alphabetic()) + 2 * u8::from(c.is_numeric());
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| kind(c) == 0);
        let first = rest.chars().next()?;
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

/// The bits of a part, and what is wrong with it.
fn judge(part: &str, seen: &[&str]) -> (u32, Option<Advice>) {
    let length = u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
    let one_letter = part.chars().all(|c| part.starts_with(c)) && length > 1;
    if seen.contains(&part) || one_letter {
        return (1, Some(Advice::Repeated));
    }
    if length > 2 && ROWS.iter().any(|row| row.contains(part)) {
        return (3, Some(Advice::InARow));
    }
    if part.chars().all(char::is_numeric) {
        let date = matches!(length, 4 | 6 | 8);
        return (if date { 8 } else { length * 10 / 3 }, date.then_some(Advice::Date));
    }
    // Ten or eleven bits where it was drawn; whoever chose it did not choose among all.
    if is_listed(part) {
        return (9, None);
    }
    // A word of a larger dictionary; a long run of letters is taken for several words without a space.
    ((length.min(4) * 2 + length.saturating_sub(4)).min(11 * length.div_ceil(8)), None)
}

#[cfg(test)]
mod tests {
    use super::{Advice, Strength, estimate};

    #[test]
    fn what_is_easy_to_guess_is_told_with_what_would_help() {
        let told = |words| {
            let estimate = estimate(words);
            (estimate.strength, estimate.advice)
        };
        assert_eq!(told("aaaaaaaaaaaa"), (Strength::Weak, Some(Advice::Repeated)));
        assert_eq!(told("lune lune lune"), (Strength::Weak, Some(Advice::Repeated)));
        assert_eq!(told("azertyuiop12"), (Strength::Weak, Some(Advice::InARow)));
        assert_eq!(told("marseille 14072019"), (Strength::Weak, Some(Advice::Date)));
        assert_eq!(told("bonjour monsieur"), (Strength::Weak, Some(Advice::FewWords)));
        assert_eq!(told("quatre mots sans lien"), (Strength::Weak, Some(Advice::FewWords)));
        assert_eq!(told("cinq tortues vertes repeignent la gare"), (Strength::Strong, None));
    }
}
