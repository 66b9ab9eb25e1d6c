//! A questionnaire as checked data: stages, sections, questions of nine kinds, conditions, clues.
//!
//! Start with [`Instrument`]: what is in `instruments/` once [`Instrument::read`] has found no
//! [`Flaw`] in it. [`Reckoning`]s are facts that are computed from answers, against [`Yardsticks`].
//! [`Shelf`] holds the instruments that the app carries, several and in several
//! versions, since a draft stays with the version that it was started with.

mod characters;
mod check;
mod checked;
mod date;
mod flaw;
pub mod generated;
mod id;
mod kind;
mod parts;
mod reckoning;
mod resolve;
mod shelf;
mod test;
mod text;
mod topics;
mod truth;
mod value;
mod written;
mod yardsticks;

pub use characters::{SCALARS, characters, excess};
pub(crate) use check::LIMITS;
pub use checked::{
    Asking, Clue, ClueLink, FirstThing, Instrument, Mismatch, Question, ReckonedLink, Section, Stage,
};
pub use date::{NotADate, PartialDate, Told, YearMonth};
pub use flaw::{Fault, Flaw};
pub(crate) use id::stable_id;
pub use id::{
    ClueId, ClueIx, Edition, FamilyId, FirstThingId, InstrumentId, MismatchId, OptionId, QuestionId,
    QuestionIx, ReckoningId, ReckoningIx, SectionId, SectionIx, SourceId, StageId, TrackId, Version,
};
pub use kind::{ChoiceOption, Kind, Unfit};
pub use parts::{Convergence, Eye, Family, FirstKind, GivenBy, Source, Track};
pub use reckoning::{
    Bound, Figure, Formula, Gap, Hours, Interval, PaidWork, Pay, Quantity, Reckoned, Reckoning, Term, Work,
    Yardstick,
};
pub use shelf::Shelf;
pub use test::{Basis, Condition, Test};
pub use text::{Language, Text, Texts};
pub use topics::{Topic, TopicTable, Topics};
pub use truth::Truth;
pub use value::{Amount, ChoicesInPart, Duration, DurationUnit, Money, NotAnAmount, Period, Value};
pub use written::Condition as WrittenCondition;
pub use yardsticks::{AnySector, MinimumWage, Sectors, WageUnit, WorkingTime, Yardsticks};
