//! A questionnaire as checked data: stages, sections, questions of nine kinds, conditions, clues.
//!
//! Start with [`Instrument`]: what is in `instruments/` once [`Instrument::read`] has found no
//! [`Flaw`] in it. [`Shelf`] holds the instruments that the app carries, several and in several
//! versions, since a draft stays with the version that it was started with.

mod check;
mod checked;
mod date;
mod id;
mod kind;
mod parts;
mod resolve;
mod shelf;
mod test;
mod text;
mod truth;
mod value;
mod written;

pub use check::{Fault, Flaw};
pub use checked::{Asking, Clue, ClueLink, FirstThing, Instrument, Question, Section, Stage};
pub use date::{NotADate, PartialDate, Told};
pub(crate) use id::stable_id;
pub use id::{
    ClueId, ClueIx, Edition, FamilyId, FirstThingId, InstrumentId, OptionId, QuestionId, QuestionIx,
    SectionId, SectionIx, SourceId, StageId, Version,
};
pub use kind::{ChoiceOption, Kind, Unfit};
pub use parts::{Convergence, Eye, Family, FirstKind, GivenBy, Source};
pub use shelf::Shelf;
pub use test::{Condition, Test};
pub use text::{Language, Text, Texts};
pub use truth::Truth;
pub use value::{Amount, Duration, DurationUnit, Money, NotAnAmount, Period, Value};
pub use written::Condition as WrittenCondition;
