//! Where something is published, in words.

use crate::instrument::{Language, Source};

/// A source by its title and its publisher.
#[must_use]
pub fn titled(source: &Source, language: Language) -> String {
    format!("{}, {}", source.title.in_language(language), source.publisher.in_language(language))
}

/// A source by its title, its publisher and its year.
#[must_use]
pub fn source(source: &Source, language: Language) -> String {
    format!("{}, {}", titled(source, language), source.year)
}

/// A source by all that is known of it: as [`source`], and the page, article or part where one is named.
#[must_use]
pub fn source_in_full(of: &Source, language: Language) -> String {
    with_place(source(of, language), of, language)
}

/// What is said of a source, and after it the page, article or part where one is named.
pub(super) fn with_place(said: String, source: &Source, language: Language) -> String {
    match &source.place {
        Some(place) => format!("{said}, {}", place.in_language(language)),
        None => said,
    }
}
