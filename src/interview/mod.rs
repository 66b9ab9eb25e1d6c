//! One person's case: agreements, answers, words, decision, history. Commands in, events out.
//!
//! Start with [`Case`]. [`Case::perform`] turns a [`Command`] into [`Event`]s or refuses it;
//! [`Case::apply`] makes an event part of the case, and tells what it [`Touched`]. The case is what
//! its events make of it. Time is handed in with each command.

mod agreement;
mod case;
mod decision;
mod entry;
mod event;
mod moment;
mod perform;
mod standing;
mod undo;

pub use agreement::{
    Agreement, AgreementGap, AgreementRecord, AgreementState, AgreementStep, Agreements, Collected, Form,
};
pub use case::{Case, Kept, Misfit, Parts, Past, PastKind, Touched};
pub use decision::{Decision, DecisionGap, Need, Outcome};
pub use entry::{Answer, Entry, NotAnswered};
pub use event::{Command, Event, Happening, Place, Refusal, Step};
pub use moment::Moment;
pub use standing::{Progress, Standing};
