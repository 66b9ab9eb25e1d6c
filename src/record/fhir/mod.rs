//! FHIR R4: an instrument as a `Questionnaire`, an assessment as a `QuestionnaireResponse`.
//!
//! Start with [`Fhir`], which writes the questionnaires of its editions, then one response a line.
//! Names of items are our questions' names; an agreement comes before its stage, and enables it.
//! Conditions become `enableWhen` where one list of tests says them, and FHIRPath otherwise; what
//! neither can say is [told](untold). Why something is not answered stands as HL7's
//! data-absent-reason. The person is a number: no resource about a person is written.

mod condition;
mod questionnaire;
mod response;
mod sink;

pub use questionnaire::{questionnaire, untold};
pub use response::response;
pub use sink::Fhir;

use crate::instrument::{Instrument, Question};

/// The address of an instrument: it names, and leads nowhere.
fn url(instrument: &Instrument) -> String {
    format!("urn:faisceau:questionnaire:{}", instrument.edition.id)
}

/// The code system of a question's options.
fn system(question: &Question) -> String {
    format!("urn:faisceau:question:{}", question.id)
}

/// The names of items that stand beside a question's own.
fn beside(question: &Question, what: &str) -> String {
    format!("{}/{what}", question.id)
}

const NONE: &str = "none-of-these";
const UCUM: &str = "http://unitsofmeasure.org";
const CURRENCY: &str = "urn:iso:std:iso:4217";
const PERIOD: &str = "urn:faisceau:period";

/// A text as FHIR's `string` takes it (`[ \r\n\t\S]+`): other blanks become a space, and control
/// characters U+FFFD.
fn readable(text: &str) -> String {
    let held = |c: char| match c {
        ' ' | '\t' | '\n' | '\r' => c,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c if c.is_whitespace() || c == '\u{feff}' => ' ',
        c => c,
    };
    text.chars().map(held).collect()
}
