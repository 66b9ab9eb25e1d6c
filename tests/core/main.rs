//! The core, driven without a browser: what an interviewer does, and what the case, its findings and
//! its documents answer. Native and instant.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod agreements;
mod answers;
mod app;
mod asking;
mod breadth;
mod care;
mod convergence;
mod corpus;
mod document;
mod drafts;
mod driver;
mod enlarged;
mod flaws;
mod format_document;
mod formats;
#[path = "../fuzz/holds.rs"]
mod holds;
#[path = "../fuzz/holds_training.rs"]
mod holds_training;
mod hostile;
mod house;
mod instruments;
mod keys;
mod laptop;
mod laws;
mod left;
mod lens_cases;
mod lens_files;
mod lens_laws;
mod lenses;
mod locking;
mod opening;
mod paper;
mod passing_on;
mod past;
mod published;
mod reckonings;
mod report;
mod rescue;
mod tabs;
mod tracks;
mod training;
