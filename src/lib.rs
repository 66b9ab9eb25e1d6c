//! Faisceau.
pub mod instrument;
