//! Dates and times in words: *14 mars 2019*, *mars 2019*, *vers 2019*, *14:03*.

use crate::instrument::{Language, PartialDate};
use crate::interview::Moment;

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month in words.
#[must_use]
pub fn month(month: u8, language: Language) -> &'static str {
    let months = match language {
        Language::Fr => FRENCH,
        Language::En => ENGLISH,
    };
    months[usize::from(month.clamp(1, 12)) - 1]
}

fn date(year: u16, month_of: Option<u8>, day: Option<u8>, language: Language) -> String {
    let first = if day == Some(1) && language == Language::Fr { "er" } else { "" };
    match (month_of, day) {
        (Some(m), Some(day)) => format!("{day}{first} {} {year}", month(m, language)),
        (Some(m), None) => format!("{} {year}", month(m, language)),
        _ => year.to_string(),
    }
}

/// The day of a moment, in words.
#[must_use]
pub fn day(moment: Moment, language: Language) -> String {
    let year = u16::try_from(moment.year()).unwrap_or_default();
    date(year, Some(moment.month()), Some(moment.day()), language)
}

/// The time of a moment.
#[must_use]
pub fn time(moment: Moment) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// A date as it was told.
#[must_use]
pub fn partial(told: PartialDate, language: Language) -> String {
    let words = date(told.on.year(), told.on.month(), told.on.day(), language);
    match (told.around, language) {
        (false, _) => words,
        (true, Language::Fr) => format!("vers {words}"),
        (true, Language::En) => format!("around {words}"),
    }
}
