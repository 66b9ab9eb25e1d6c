//! What the answers say: a pure and total function of instrument and answers.
//!
//! Start with [`Findings`]. It is built from scratch, and kept up to date by what an event
//! [`Touched`](crate::interview::Touched); both give the same. In [`lens`] are the published rules that
//! read the same clues, side by side. Statements here are facts
//! ([`ClueState`], [`Convergence`], [`Ground`]); the screens make the sentences. Nothing is a
//! verdict, no share of anything is computed, and what is not known is never counted as a no.

mod clue;
mod compare;
mod converge;
pub mod lens;
mod next;
mod whole;

pub use clue::{ClueFinding, ClueState, Ground, ReckonedGround, Weight};
pub use compare::{Comparison, LensChanges, Was};
pub use converge::{Convergence, Converging};
pub use next::{Could, NextQuestion, Reason};
pub use whole::{Counts, Findings};
