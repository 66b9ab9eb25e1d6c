//! Facts in words, in both languages: dates, answers, what is reckoned and how.
//!
//! Start with [`answer`] and [`told`]; [`because`] tells why a question is asked or not. The
//! screens, the printed pages and the native command say the same thing the same way, since they say it
//! here; what a screen alone says (its buttons, its headings) stays with the screens.

mod around;
mod because;
pub mod date;
mod reckoning;
mod source;
mod tongue;
mod value;

pub use around::{form, need, outcome, promise, recipient, topic};
pub use because::{Because, RestsOn, because};
pub use reckoning::{Cited, Told, told};
pub use source::{source, source_in_full, titled};
pub use tongue::{tongue, tongues};
pub use value::{answer, period, said_by, unit, value};

use crate::instrument::Language;

/// A count, its thousands apart as the language writes them.
#[must_use]
pub fn count(count: usize, language: Language) -> String {
    let apart = match language {
        Language::Fr => '\u{202f}',
        Language::En => ',',
    };
    let digits = count.to_string();
    let places = digits.len();
    let groups = digits.chars().enumerate().flat_map(|(at, digit)| {
        let starts = at > 0 && (places - at).is_multiple_of(3);
        starts.then_some(apart).into_iter().chain(std::iter::once(digit))
    });
    groups.collect()
}

/// Words in the quotation marks of the language.
#[must_use]
pub fn quoted(words: &str, language: Language) -> String {
    match language {
        Language::Fr => format!("« {words} »"),
        Language::En => format!("“{words}”"),
    }
}

/// A colon, as the language writes it: in French after a space at which no line ends.
#[must_use]
pub const fn colon(language: Language) -> &'static str {
    say(language, " : ", ": ")
}

/// A semicolon, as the language writes it.
#[must_use]
pub const fn semicolon(language: Language) -> &'static str {
    say(language, " ; ", "; ")
}

/// One of two sentences, by the language.
#[must_use]
pub const fn say(language: Language, fr: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Fr => fr,
        Language::En => en,
    }
}
