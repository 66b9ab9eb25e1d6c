//! What the interviewer must be told, as facts: the screens make the sentences.

use crate::instrument::{Edition, Flaw, QuestionIx};
use crate::interview::Refusal;
use crate::record::Unreadable;
use crate::vault::Alarm;

/// Something that the interviewer must be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// What was asked for was not done.
    Refused(Refusal),
    /// Answers under these questions do not stand any more. They are kept, and count nowhere.
    SetAside(Vec<QuestionIx>),
    /// The store holds less than it did.
    Alarm(Alarm),
    /// Part of the case cannot be read: so many records are lost, and the rest is here.
    Damaged(u64),
    /// Nothing of the case can be read.
    Unreadable,
    /// The case stays with an edition that this app does not carry.
    OtherEdition(Edition),
    /// The file was not taken in.
    NotImported(Unreadable),
    /// The file was taken in as a new case.
    Imported,
    /// The file was not taken in, as was chosen.
    LeftOut,
    /// A copy was offered to take away.
    Exported,
    /// The alert was counted, and the case erased.
    TraceLeft,
    /// The case was erased.
    Erased,
    /// The last change was taken back.
    Undone,
    /// It was made again.
    Redone,
    /// The invented case does not fit its instrument.
    Exercise(Vec<Flaw>),
}
