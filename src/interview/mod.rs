//! One person's case: agreements, answers, words, decision, history. Commands in, events out.
//!
//! Start with [`Case`]. [`Case::perform`] turns a [`Command`] into [`Event`]s or refuses it;
//! [`Case::apply`] makes an event part of the case, and tells what it [`Touched`]. The case is what
//! its events make of it. Time is handed in with each command. [`Case::why`] tells of any question why
//! it is asked or not, and [`Case::passed_on`] gives what of it may leave.

mod agreement;
mod apply;
mod case;
mod decision;
mod draft;
mod entry;
mod event;
mod language_tag;
mod leaving;
mod look;
mod moment;
mod number;
mod parts;
mod perform;
mod selected;
mod selection;
mod setting;
mod standing;
mod typed;
mod undo;

pub use agreement::{
    Agreement, AgreementGap, AgreementRecord, AgreementState, AgreementStep, Agreements, Collected, Form,
};
pub use apply::Touched;
pub use case::{Case, Kept, Misfit, Past, PastKind};
pub use decision::{Decision, DecisionGap, Need, Outcome};
pub use draft::{FieldId, NoField};
pub use entry::{Answer, Entry, NotAnswered, Put, SaidBy};
pub use event::{Command, Event, Happening, Place, Refusal, Step, Target};
pub use language_tag::LanguageTag;
pub use leaving::{Leaving, Permission, Recipient, Sealing};
pub use look::{Altered, Why};
pub use moment::Moment;
pub use number::CaseNumber;
pub use parts::Parts;
pub use selection::{Part, Precision, Selection};
pub use setting::{SetClue, SetState, Setting};
pub use standing::{Progress, Standing};
pub use typed::{FieldFault, Typed, TypedDate, TypedDuration, TypedMoney};
