//! Faisceau.
pub mod instrument;
pub mod interview;
