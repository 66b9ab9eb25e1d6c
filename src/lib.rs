//! Faisceau.
pub mod instrument;
pub mod interview;
pub mod findings;
#[cfg(target_arch = "wasm32")]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod shell;
pub mod vault;
pub mod record;
pub mod state;
pub mod training;
pub mod doors;
