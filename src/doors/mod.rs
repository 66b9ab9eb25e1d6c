//! The outside as traits, and the browser's own doors behind them.
//!
//! Start with [`Store`], where sealed records are kept. Nothing here knows what the bytes mean.

#[cfg(target_arch = "wasm32")]
pub mod browser;
mod memory;
mod store;

pub use memory::{Fault, MemoryStore};
pub use store::{Record, Store, StoreError, Token, Write, after};
