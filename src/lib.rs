//! Faisceau.
pub mod instrument;
pub mod interview;
pub mod findings;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod vault;
pub mod record;
pub mod state;
pub mod training;
