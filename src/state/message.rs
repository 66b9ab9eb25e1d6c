//! What comes in: what the interviewer does, and what the doors bring back.

use std::fmt;

use crate::findings::lens::LensIx;
use crate::instrument::{QuestionIx, SectionIx, StageId};
use crate::interview::Command;
use crate::vault::{CaseId, Derived, OpenFault, Work, Write};

use super::cases::Naming;
use super::leaving::{AgeWork, Aged, Leave};
use super::settings::Settings;
use super::train::Train;

/// Records of the store, each a key and its sealed value, in the order of the keys.
pub type Records = Vec<(Vec<u8>, Vec<u8>)>;

/// Something that happened, on the screen or behind a door.
#[derive(Clone, Debug)]
pub enum Message {
    /// The interviewer did something.
    Intent(Intent),
    /// Something was read from the store: key and value of each record.
    Read(Reading, Result<Records, StoreFault>),
    /// A commit ended: `Ok` only when it is kept for good.
    Committed(Ticket, Result<(), StoreFault>),
    /// A wake-up that was asked for has come.
    Woke(Wake),
    /// A key was derived, in so many milliseconds; or could not be.
    Derived(Ticket, Result<Derived, OpenFault>, u32),
    /// Something about the one lock that lets a tab write.
    Lock(Lock),
    /// The store was claimed, or could not be.
    Claimed(Result<(), StoreFault>),
    /// The browser had handed back an empty store, which was made whole from its second copy.
    CameBack,
    /// The tab that writes has kept something.
    ChangedElsewhere,
    /// Whether the browser promises not to clear what is kept here by itself.
    Persisted(bool),
    /// How many bytes are kept.
    Weighed(Result<usize, StoreFault>),
    /// A file was sealed or opened.
    Aged(Ticket, Aged),
    /// A draft of a scenario that this tab has kept.
    DraftFound(String),
    /// The page was left, or is shown again: what was being written is taken in.
    Left,
    /// The page is looked at again: meanwhile the data of the site may have been cleared.
    BackInView,
}

/// What the interviewer does.
#[derive(Clone)]
pub enum Intent {
    /// Look again at the store, after it was blocked.
    TryAgain,
    /// Start anew where a store came back empty.
    StartOver,
    /// Make a safe that this passphrase opens, and a recovery code if wished.
    MakeSafe(Passphrase, WithCode),
    /// Open the safe.
    Unlock(Passphrase),
    /// Open the safe by its recovery code.
    UnlockByCode(Passphrase),
    /// Stop waiting for a key: to make a safe, to open one, or to change its passphrase.
    StopWaiting,
    /// Write here, and no longer in the other tab.
    TakeOver,
    /// Something was typed or chosen in a field that is shut, since another tab writes.
    TypeInVain,
    /// Keep the safe here again, from the memory of this page, after the store was emptied under it.
    KeepAgain,
    /// Take a copy of the whole safe away, sealed as it is.
    SaveRescue,
    /// Look at a rescue copy.
    TakeRescue(Vec<u8>),
    /// Open the rescue copy that is looked at.
    OpenRescue(Passphrase),
    /// Take what the rescue copy holds in.
    AcceptRescue,
    /// Put the rescue copy away.
    LeaveRescue,
    /// Have another passphrase open the safe; and seal everything anew, if wished.
    ChangePassphrase {
        /// The one that opens it now; nothing where the recovery code has opened it.
        current: Option<Passphrase>,
        /// The one that is to open it.
        new: Passphrase,
        /// Whether everything is sealed anew under new keys.
        everything: bool,
    },
    /// Make a recovery code; an earlier one opens nothing any more.
    MakeCode,
    /// Have no recovery code open the safe.
    ForgetCode,
    /// The recovery code was put away.
    CodeKept,
    /// Close the safe.
    Lock,
    /// Show a neutral page at once, and drop the keys.
    Hide,
    /// Leave the neutral page for the exercise behind it. From real work only the passphrase leads back.
    ComeBack,
    /// Something was touched: the safe stays open.
    Stir,
    /// Open the invented case, in memory only.
    TryOut,
    /// Do something in the training.
    Train(Train),
    /// Go to a page.
    Go(Page),
    /// Start a case under this pseudonym or number.
    NewCase(String),
    /// Open a case where it was left.
    OpenCase(CaseId),
    /// Give a case of the list another name.
    Rename(CaseId, String),
    /// Start a case for another person of the same situation: what the alert says is taken over, and
    /// nothing of what the person said.
    Duplicate(CaseId, String),
    /// Erase a case. Asked twice before, with its name.
    Erase(CaseId),
    /// Erase the open case, whose person refused from the start, and count the alert without identity
    /// and without answers.
    LeaveTrace,
    /// Ask something of the open case.
    Do(Command),
    /// Write: done after a short rest, and with whatever comes next.
    Write(Command),
    /// Write a name in the list of cases, in the same way: it is kept as far as it is typed.
    WriteName(Naming, String),
    /// Do what waits since it takes words away.
    TakeAway,
    /// Leave those words where they are.
    KeepWords,
    /// Stop writing: what was being written is done at once.
    Rest,
    /// Pass the open case on, or open a sealed file.
    Leave(Leave),
    /// Look at a file that was handed in.
    Import(Vec<u8>),
    /// Take the file that is shown in, as a new case.
    TakeIn,
    /// Leave the file that is shown out.
    LeaveOut,
    /// Change the settings.
    Set(Settings),
    /// The notice was read.
    Dismiss,
}

impl fmt::Debug for Intent {
    /// Says nothing of what the interviewer writes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Intent")
    }
}

/// A passphrase on its way to the vault; wiped when dropped.
#[derive(Clone)]
pub struct Passphrase(pub(super) zeroize::Zeroizing<String>);

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

impl From<String> for Passphrase {
    fn from(words: String) -> Self {
        Self(zeroize::Zeroizing::new(words))
    }
}

/// Whether a recovery code is made with the safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithCode {
    /// One is made, and shown once.
    Yes,
    /// None is made.
    No,
}

/// What happens to the one lock that lets a tab write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// This tab has it.
    Held,
    /// Another tab has it.
    Elsewhere,
    /// Another tab asks for it.
    Asked,
    /// Another tab has taken it.
    Lost,
}

/// What is asked of the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockAsk {
    /// To have it, now or once it is free.
    Have,
    /// To have it from the tab that holds it: asked for first, taken after a short while.
    TakeOver,
    /// To give it to the tab that asks.
    Give,
}

/// What a key is derived for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To measure the machine, before a safe is made.
    Measure,
    /// To make a safe.
    Make,
    /// To open it.
    Open,
    /// To work more from now on, on a machine that is quick enough.
    Strengthen,
    /// To know that who changes the passphrase has it.
    Check,
    /// To have another passphrase open the safe.
    Change,
    /// To open a rescue copy.
    Rescue,
}

/// A page of the open safe or of the exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The list of cases.
    Cases,
    /// The settings.
    Settings,
    /// A stage of the open case: its agreement when it does not stand; else a section.
    Stage(StageId),
    /// A section of the open case.
    Section(SectionIx),
    /// A question of the open case, in its section.
    Question(QuestionIx),
    /// What can be said to a person who did not agree, and the way back.
    Information(StageId),
    /// The withdrawal of the agreement to a stage.
    Withdrawal(StageId),
    /// The decision.
    Decision,
    /// The findings, each opened to its answers.
    Findings,
    /// The clues and the lenses, drawn.
    Faisceau,
    /// What one lens says.
    Lens(LensIx),
    /// What changed between two moments.
    Changes,
    /// To whom what of the case is passed on.
    Leaving,
    /// The page to print.
    Summary,
    /// What happened in the case.
    History,
}

impl Page {
    /// Whether it shows what the answers say: from there the way leads to an answer, and back.
    #[must_use]
    pub const fn is_of_findings(self) -> bool {
        matches!(self, Self::Findings | Self::Faisceau | Self::Lens(_) | Self::Changes)
    }
}

/// Why the store did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreFault {
    /// There is no room left.
    Full,
    /// The browser refuses to keep anything.
    Blocked,
    /// The store was written by a newer version.
    Newer,
    /// Another tab writes here now.
    Superseded,
    /// It was emptied while it was open: neither this tab nor another has claimed what is there now.
    Emptied,
    /// It failed in another way, and is tried again.
    Failed,
}

/// Which commit, or which derivation of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub u64);

/// What is read, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The safe's header, to know whether there is a safe.
    Header,
    /// What stands at opening: the list of cases, once the safe is open.
    Catalogue,
    /// One case.
    Case(CaseId),
    /// All records, to find those of a case whose head is lost.
    Search(CaseId),
    /// The header again, since another tab has written.
    HeaderAgain,
    /// The catalogue again.
    CatalogueAgain,
    /// The case on the screen again.
    CaseAgain(CaseId),
    /// A case that is to be sealed anew.
    Turn(CaseId),
    /// Everything, for a rescue copy.
    Everything,
    /// The header, to know whether the store was emptied while nobody looked.
    StillThere,
    /// Everything, after the store was emptied: what its second copy has brought back, if there is one.
    BroughtBack,
    /// The header, to know whether the store is still empty before the safe is kept here again.
    StillEmpty,
    /// The catalogue of a store whose header is damaged, to know whether a rescue copy belongs to it.
    Belonging,
}

/// Why a wake-up was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// After wrong passphrases, another may be tried.
    MayTry,
    /// Writing may have come to rest.
    Rest,
    /// A failed commit is to be tried again.
    Retry,
    /// Nothing may have been touched for long.
    Idle,
    /// The time of an exercise may be over.
    TimeOver,
    /// Writing a scenario may have come to rest.
    DraftRests,
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// Read every record whose key starts so.
    Read(Reading, Vec<u8>),
    /// Read the records under these keys.
    Fetch(Reading, Vec<Vec<u8>>),
    /// Derive a key, while the page goes on, and tell how long it took.
    Derive(Ticket, Purpose, Work),
    /// Ask something of the lock that lets one tab write.
    Lock(LockAsk),
    /// Claim the store as its one writer.
    Claim([u8; 16]),
    /// Ask the browser not to clear what is kept here by itself. Nothing waits for its answer.
    Persist,
    /// Count the bytes that are kept.
    Weigh,
    /// Write all of this, or nothing, for good.
    Commit(Ticket, Vec<Write>),
    /// Keep a small text under a name, or take it away.
    PutSmall(Small, Option<String>),
    /// Keep the draft of a scenario as long as this tab lives, or forget it. It is invented, and kept in
    /// plain.
    KeepDraft(Option<String>),
    /// Look for a draft that this tab has kept.
    FindDraft,
    /// Wake after this many milliseconds.
    Wake(Wake, u32),
    /// Seal or open a file.
    Age(Ticket, AgeWork),
    /// Offer a file to take away.
    Offer {
        /// Its name, which says nothing of the person.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// A small text that may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Small {
    /// The settings.
    Settings,
    /// The sealed witness that tells when a store comes back empty.
    Witness,
    /// How many wrong passphrases were tried in a row.
    Tries,
}

impl Small {
    /// The name that it is kept under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settings => "faisceau:settings",
            Self::Witness => "faisceau:witness",
            Self::Tries => "faisceau:tries",
        }
    }
}
