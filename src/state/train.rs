//! What is done in the training, and what is told of it.

use super::writing::Author;
use crate::instrument::{Fault, Flaw, QuestionIx};
use crate::training::room::{self, LiveOrBlind, Refused};
use crate::training::{GestureId, InterpreterId, LookId, ScenarioId};

/// What is done in the training.
#[derive(Clone)]
pub enum Train {
    /// Go there.
    Enter,
    /// Go back to where one came from.
    Leave,
    /// Show a page.
    Show(TrainingPage),
    /// Choose a scenario, and read what is known before.
    Choose(ScenarioId),
    /// Begin the interview.
    Begin,
    /// Put the question.
    Ask(QuestionIx),
    /// Say or do something beside the questions.
    Gesture(GestureId),
    /// Look at something.
    Look(LookId),
    /// Call on an interpreter, or on none.
    Interpreter(Option<InterpreterId>),
    /// End the interview, and talk about it.
    Finish,
    /// Play on otherwise, from after that many turns.
    Reopen(usize),
    /// Take in a file of the training: a scenario, a session, or results of the session on the screen.
    Open(Vec<u8>),
    /// Make a session.
    MakeSession(NewSession),
    /// Take a seat in the session: a number, or a name.
    Sit(String),
    /// Choose a scenario of the session by its place in it.
    Take(usize, room::Attempt),
    /// Take the session away as a file.
    OfferSession,
    /// Take the last result away as a file.
    OfferResult,
    /// Read a result that was typed.
    Typed(String),
    /// Show the sample session.
    Demonstrate,
    /// Take the room away as a table: every coding, or the counts.
    OfferTable(bool),
    /// Write a scenario.
    Write(Author),
}

/// A session as the trainer has filled it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// Its name.
    pub name: String,
    /// The scenarios, in order.
    pub scenarios: Vec<ScenarioId>,
    /// Whether findings are shown.
    pub findings: LiveOrBlind,
    /// After how many minutes an interview ends.
    pub minutes: Option<u32>,
    /// Whether each is played twice.
    pub before_and_after: bool,
}

/// A page of the training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingPage {
    /// The scenarios.
    Hall,
    /// What is known before an interview.
    Briefing,
    /// The interview.
    Playing,
    /// The debrief.
    Debrief,
    /// Making a session.
    NewSession,
    /// The session, as a trainee sees it.
    Seat,
    /// The room.
    Room,
    /// The scenario that is being written.
    Writing,
}

/// What the trainer or trainee must be told.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainingNotice {
    /// The person does not agree, or wants to stop.
    DoesNotAgree(String),
    /// A file was not read.
    Refused(Refused),
    /// A scenario was not read: its first flaw.
    Flawed(Option<Flaw>),
    /// A typed result was not read.
    Mistyped(room::NotAShortText),
    /// So many results were read.
    Read(usize),
    /// The time is over.
    TimeOver,
    /// A file was offered.
    Offered,
    /// The draft was offered as a file, with so many flaws in it.
    DraftSaved(usize),
    /// The interview that was tried out is one of the scripted ones now.
    Taken,
    /// The draft is among the scenarios now.
    OwnAdded,
    /// A file cannot be written on, and why.
    NotWritable(Option<Fault>),
}
