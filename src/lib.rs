//! Faisceau.
pub mod instrument;
pub mod interview;
pub mod findings;
