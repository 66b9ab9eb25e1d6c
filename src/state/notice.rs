//! What the interviewer must be told, as facts: the screens make the sentences.

use super::message::StoreFault;
use super::train::TrainingNotice;
use crate::instrument::{Edition, Flaw, QuestionIx};
use crate::interview::{Moment, Recipient, Refusal, Sealing};
use crate::record::{Kind, Unreadable};
use crate::sealing::{NotAKey, NotOpened};
use crate::vault::{Alarm, Gap, RescueFault};

/// Something that the interviewer must be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// What was asked for was not done.
    Refused(Refusal),
    /// Answers under these questions do not stand any more. They are kept, and count nowhere.
    SetAside(Vec<QuestionIx>),
    /// The store holds less than it did.
    Alarm(Alarm),
    /// The browser had handed back an empty store, which was made whole from its second copy.
    CameBack,
    /// Part of the case cannot be read; the rest is here.
    Damaged(Loss),
    /// So many records of the list could not be read, and were put aside.
    SetAsideRecords(usize),
    /// What is stored was sealed by a newer version: nothing is changed here.
    Newer,
    /// Another tab writes: here everything can be read, and nothing changed.
    Following,
    /// Another tab has taken over; what was not saved here yet stays unsaved.
    TakenOver {
        /// Whether something here was not saved.
        unsaved: bool,
    },
    /// This tab writes now.
    Writing,
    /// A rescue copy was offered to take away.
    RescueSaved,
    /// The file is no rescue copy.
    NotRescued(RescueFault),
    /// The file is sound, and something else than a rescue copy.
    NoRescue(Kind),
    /// The rescue copy belongs to another safe than the one whose data are here.
    OtherSafe,
    /// So many cases of a rescue copy were taken in.
    Rescued(usize),
    /// The passphrase was changed.
    PassphraseChanged,
    /// The current passphrase is not the right one.
    NotCurrent,
    /// Everything was sealed anew.
    Turned,
    /// The safe was opened by its recovery code: another passphrase is worth choosing.
    OpenedByCode,
    /// Nothing of the case can be read.
    Unreadable,
    /// The case stays with an edition that this app does not carry.
    OtherEdition(Edition),
    /// The file was not taken in.
    NotImported(Unreadable),
    /// The agreements do not cover a passing on, and nothing was said of it.
    NotAgreed,
    /// A file for this recipient was offered to take away, and the history keeps it.
    PassedOn(Recipient, Sealing),
    /// The same in an exercise, of which nothing is kept.
    LeftInExercise(Recipient),
    /// A file was not offered, because its line in the history could not be kept.
    NotLeft(StoreFault),
    /// A file could not be sealed.
    NotSealed,
    /// Something is no key.
    NotAKey(NotAKey),
    /// A sealed file does not open.
    NotOpened(NotOpened),
    /// The file was taken in as a new case.
    Imported,
    /// The file was not taken in, as was chosen.
    LeftOut,
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
    /// Something of the training.
    Training(TrainingNotice),
}

/// What could not be read of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// The numbers of the records that are lost.
    pub lost: Vec<Gap>,
    /// When the last record before the first of them was written, and the first after the last, as far
    /// as it is known.
    pub between: (Option<Moment>, Option<Moment>),
    /// How many records can be read and do not fit what is left.
    pub unfit: usize,
}

impl Loss {
    /// How many records are lost.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.lost.iter().map(|gap| gap.to - gap.from + 1).sum::<u64>() + self.unfit as u64
    }
}
