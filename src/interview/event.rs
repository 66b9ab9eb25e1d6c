//! What is asked of a case, and what happened to it.

use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, Collected};
use super::decision::Decision;
use super::draft::FieldId;
use super::entry::{Answer, Entry, SaidBy};
use super::language_tag::LanguageTag;
use super::leaving::Leaving;
use super::moment::Moment;
use super::number::CaseNumber;
use super::setting::{SetClue, Setting};
use crate::instrument::{ClueId, ClueIx, Edition, Language, QuestionId, QuestionIx, StageId, TrackId, Unfit};

/// What the interviewer asks of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Give the case another pseudonym or number.
    Rename(String),
    /// Record that a stage was agreed to.
    Agree(StageId, Agreement),
    /// Record that a stage was not agreed to, with what to keep of why.
    Refuse(StageId, String),
    /// Withdraw the agreement to a stage.
    Withdraw(StageId, Collected),
    /// Answer a question, or blank it.
    Answer(QuestionIx, Option<Answer>),
    /// Write the person's own words.
    OwnWords(QuestionIx, String),
    /// Write what the interviewer observes.
    Observe(QuestionIx, String),
    /// Mark a question for later, or take the mark away.
    Mark(QuestionIx, bool),
    /// Say from whom or from what the answer to a question comes.
    Attribute(QuestionIx, SaidBy),
    /// Say in which language the words under a question are written.
    WordsIn(QuestionIx, LanguageTag),
    /// Take over what was told earlier under the question that this one confirms.
    Confirm(QuestionIx),
    /// Say of a clue oneself whether it is there, or take that away.
    SetClue(ClueIx, Option<SetClue>),
    /// Write the decision.
    Decide(Decision),
    /// Take back the last change.
    Undo,
    /// Make it again.
    Redo,
    /// Pause the interview.
    Pause,
    /// Go on.
    Resume,
    /// Take down where the interviewer is, so that the case opens there again.
    Move(Place),
    /// Lead the case in this language.
    Speak(Language),
    /// Follow another track. Nothing is lost.
    Follow(TrackId),
    /// Take down that the case, or a part of it, is passed on.
    PassOn(Box<Leaving>),
    /// Keep what stands in a field and is nothing yet, as it was typed; or keep nothing there any more.
    Draft(FieldId, Option<String>),
    /// Take back that it was passed on at that moment: it could not be kept, and nothing left.
    KeepBack(Moment),
}

impl Command {
    /// What a writing command writes to: writing to the same place goes on.
    #[must_use]
    pub const fn target(&self) -> Option<Target<'_>> {
        match self {
            Self::Answer(question, _) => Some(Target::Entry(*question, 0)),
            Self::OwnWords(question, _) => Some(Target::Entry(*question, 1)),
            Self::Observe(question, _) => Some(Target::Entry(*question, 2)),
            Self::Draft(field, _) => Some(Target::Draft(field)),
            _ => None,
        }
    }
}

/// Where a writing command writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// In this part of what stands under a question.
    Entry(QuestionIx, u8),
    /// In this field, what is nothing yet.
    Draft(&'a FieldId),
}

/// Why a command was not done. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The stage has no agreement that stands.
    NoAgreement(StageId),
    /// The stage asks nothing, so that nothing can be agreed to.
    NothingToAgree(StageId),
    /// The agreement says too little.
    AgreementIncomplete,
    /// The agreement already stands, or there is none to withdraw.
    AlreadySo,
    /// The question is not relevant after the answers given.
    NotRelevant,
    /// The answer does not fit the question.
    Unfit(Unfit),
    /// *Not asked*, a clue that is set, or passing on without an agreement needs a reason.
    NoReason,
    /// The text is longer than is taken (in characters).
    TooLong(usize),
    /// The name is empty.
    NoName,
    /// There is nothing to undo, to make again or to confirm.
    Nothing,
    /// The instrument has no such track.
    NoTrack(TrackId),
}

/// Where in a case the interviewer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// In which stage.
    pub stage: StageId,
    /// At which question, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionId>,
}

/// Whether a change was made, taken back or made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Made anew.
    Do,
    /// Made anew, going on with the last one: both are taken back together.
    Continue,
    /// Taken back.
    Undo,
    /// Made again.
    Redo,
}

/// Something that happened to a case. The case is what its events make of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// What.
    pub what: Happening,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Happening {
    /// The case was opened.
    Opened {
        /// Its pseudonym or number.
        name: String,
        /// The edition that it stays with.
        edition: Edition,
        /// The language that it is led in.
        language: Language,
        /// Its number on paper; absent where none was drawn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<CaseNumber>,
    },
    /// It was given another name.
    Renamed(String),
    /// A stage was agreed to.
    Agreed(StageId, Agreement),
    /// A stage was not agreed to.
    Refused(StageId, String),
    /// The agreement to a stage was withdrawn.
    Withdrawn(StageId, Collected),
    /// What stands under a question changed.
    Entered(QuestionId, Box<Entry>, Step),
    /// What the interviewer says of a clue changed.
    ClueSet(ClueId, Option<Box<Setting>>, Step),
    /// The decision changed.
    Decided(Box<Decision>, Step),
    /// The interview was paused.
    Paused,
    /// The interview went on.
    Resumed,
    /// The interviewer went elsewhere.
    Moved(Place),
    /// Another language leads.
    Spoke(Language),
    /// Another track is followed.
    Followed(TrackId),
    /// The case, or a part of it, was passed on.
    Left(Box<Leaving>),
    /// What stands in a field and is nothing yet changed.
    Drafted(FieldId, Option<String>),
    /// What was taken down as passed on at that moment has not left.
    KeptBack(Moment),
}
