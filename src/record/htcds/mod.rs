//! The Human Trafficking Case Data Standard (HTCDS) 2.0 of the International Organization for
//! Migration: its fields as CSV, from a mapping that is data.
//!
//! Start with [`Htcds`], which takes cases one at a time. [`Standard`] is the field table as
//! published. [`Mapping`] says which answers of an edition feed which field; it is read from
//! `instruments/` and checked like an instrument. [`read`] takes a file of the standard back,
//! [`propose`] says which of our answers it settles.
//!
//! The standard has no code for *not known*: such a cell is empty, and `absent.csv` says why. A human's
//! decision alone sets the status of a person; no finding ever does.

mod cells;
mod consent;
mod files;
mod mapping;
mod mapping_reader;
mod propose;
mod reader;
mod standard;
mod write;

pub use consent::{Consent, Told};
pub use mapping::{ByOutcome, EventRule, FieldRule, From, Mapping, OwnColumn, ValueRule};
pub use propose::{Proposal, propose};
pub use reader::{Fault, FaultKind, Row, read};
pub use standard::{Field, FieldKind, File, Privacy, Standard};
pub use write::{Htcds, Options};
