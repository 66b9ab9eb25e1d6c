//! The document that leaves, and comes back.
//!
//! Start with [`Assessment`]: what an export holds, described by `assessment-1.2.0.schema.json`. The
//! same case gives the same bytes: nothing in the document tells when or where it was exported.
//! [`look`] tells what a document holds, and [`read`] takes it in as a case, or says why not; nothing is
//! taken in by halves.
//!
//! On paper: [`report`] makes a case ready for those who must act on it, and [`paper`] the questions for
//! the day without a battery. Both are a [`sheet`].
//!
//! The field's own formats stand beside it: [`htcds`], [`table`], [`fhir`], and [`xlsform`] for the questions
//! alone. Each is a [`Sink`] that takes one
//! case at a time, and sees of it what its [`Selection`] takes: [`Shared`].

mod assessment;
mod digest;
pub mod fhir;
mod findings;
mod how_to_open;
pub mod htcds;
mod lens_record;
mod own_copy;
pub mod paper;
mod reader;
mod recipients;
mod reckoned_record;
pub mod report;
mod rule;
mod shared;
pub mod sheet;
mod sink;
pub mod table;
pub mod xlsform;

pub use crate::intake::{Kind, recognise};
pub use crate::interview::{Part, Precision, Selection};
pub use assessment::{
    AnswerRecord, AppRecord, Assessment, CaseRecord, SchemaRecord, SetClueRecord, StageRecord, file_name,
    named,
};
pub use digest::Digest;
pub use findings::{
    ClueRecord, ConvergenceRecord, FamilyRecord, FindingsRecord, FirstThingRecord, GroundRecord,
    ReckonedGroundRecord,
};
pub use how_to_open::{NAME as HOW_TO_OPEN, Opening, how_to_open};
pub use lens_record::{IndicatorRecord, LensRecord, StatementRecord};
pub use own_copy::own_copy;
pub use reader::{Found, LARGEST, Unreadable, look, read};
pub use recipients::{Cover, CoveringUse, Recipients, agreed, selection_for};
pub use reckoned_record::{GapRecord, ReckonedRecord, YardstickRecord};
pub use shared::{Absence, Shared};
pub use sink::{Folder, NotWritten, Sink};
pub use table::guarded;

/// The number of a case on paper: it names nobody, stays the same from the first day on, and is the same in
/// every copy.
#[must_use]
pub fn number(case: &crate::interview::Case) -> crate::interview::CaseNumber {
    digest::number(case)
}
