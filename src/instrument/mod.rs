//! A questionnaire as checked data.
mod date;
mod id;
mod text;
mod truth;
mod value;

pub use date::{NotADate, PartialDate, Told};
pub use id::*;
pub use text::{Language, Text, Texts};
pub use truth::Truth;
pub use value::*;
