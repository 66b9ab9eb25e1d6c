//! Learning with invented cases.
//!
//! Start with [`Exercise`]: a case that is played step by step through the same commands as a real
//! one, so that what is learnt there holds here.

mod exercise;

pub use exercise::Exercise;
