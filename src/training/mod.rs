//! Learning with invented persons.
//!
//! Start with [`Play`]: a conversation with the person of a [`Scenario`], who says what her trust lets
//! her say ([`Voice`], [`Rules`]). What the trainee takes down is a case like any other, led through the
//! same commands. [`debrief::Debrief`] tells every difference with its moment, and
//! [`room::Room`] what several trainees show together. A trainer writes her own scenario as a
//! [`draft::Draft`]. [`Exercise`] is a case that is half filled already, to look at.
//!
//! Pure and total: time and randomness are handed in, and nothing here is ever kept by itself.

pub mod debrief;
pub mod draft;
mod exercise;
mod person;
mod play;
pub mod room;
mod scenario;
mod script;
mod shelf;
mod trust;

pub use exercise::Exercise;
pub use person::{Said, Voice};
pub use play::{Deed, Heard, Play, Turn};
pub use scenario::{
    Difficulty, FORMAT, Interpreter, InterpreterId, Key, Look, LookId, LookPlace, Move, Person, Reply,
    ReplyAt, Says, SaysAt, Scenario, ScenarioId, Truth, WrittenTruth,
};
pub use shelf::{files, picture, pictures, scenario, scenarios};
pub use trust::{Gesture, GestureId, GestureKind, MOST, Rule, RuleId, Rules, Silences, When};

use crate::instrument::{Text, Value};
use crate::interview::Answer;

/// An answer as invented cases write it: its words in both languages.
pub type WrittenAnswer = Answer<Text>;
/// What an answer of an invented case holds.
pub type WrittenValue = Value<Text>;
