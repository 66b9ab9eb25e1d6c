//! Flat tables: one row a case, one row an answer, one row a clue; as CSV and as NDJSON, with a
//! codebook and a data package.
//!
//! Start with [`Tables`], which takes cases one at a time. A [`Table`] is columns with a meaning, a
//! unit, allowed values and a source: the same columns make the header, the rows, the codebook and
//! the package, so that none can say something else than the others. Text cells that a spreadsheet
//! would run are guarded.

mod answers;
mod cases;
mod cell;
mod clues;
mod codebook;
mod column;
mod package;
mod tables;
mod writer;

pub(in crate::record) use answers::said_by_code;
pub(in crate::record) use cases::{currencies, period_code, periods, unit_code, units};
pub use cell::{Cell, guarded, unguarded};
pub use codebook::codebook;
pub use column::{Allowed, Column, Table, Type};
pub(in crate::record) use column::{column_name, words};
pub use package::{Package, package};
pub use tables::{Format, Tables};
pub use writer::{Csv, Ndjson};
