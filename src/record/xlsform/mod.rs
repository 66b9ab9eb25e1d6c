//! An instrument as an XLSForm, so that a team on KoboToolbox or ODK can use the questions.
//!
//! Start with [`Form`]: the rows of the sheets, and [what a form cannot hold](Form::untold).
//! [`workbook`] writes them as `.xlsx`. The agreement to a stage comes before its questions, and
//! opens them; each question can be answered by *does not know* and *prefers not to answer*. A form
//! carries the questions alone: no clue, no finding, and an answer that another makes irrelevant is
//! dropped there, where ours is kept and set aside.

mod form;
mod question;
#[cfg(not(target_arch = "wasm32"))]
mod workbook;
mod xpath;

pub use form::{Choice, Form, Row};
#[cfg(not(target_arch = "wasm32"))]
pub use workbook::workbook;
