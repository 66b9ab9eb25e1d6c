//! What can be wrong in an instrument's files, as facts with one place for the sentence.

use std::fmt;

use super::check::LIMITS;
use super::id::TrackId;
use super::kind::ChoiceOption;
use super::topics::Topic;
use crate::intake::{Beyond, told};

/// The most characters in the sentence of a flaw.
const LINE: usize = 400;

/// Something wrong in an instrument's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where: the file, then the way to the place in it.
    pub place: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong in an instrument's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is not there.
    Missing,
    /// The file cannot be read as what it should be.
    Unreadable(String),
    /// The file is larger or deeper than is taken.
    Beyond(Beyond),
    /// The file is of another format.
    Format(String),
    /// A text is missing in a language.
    Text,
    /// A name is used twice.
    Twice(String),
    /// A name that nothing carries.
    Unknown(String),
    /// A choice offers nothing, or more options than there are digits.
    Options,
    /// The test does not fit the question that it is put to.
    Test,
    /// The condition looks at a question that is not asked earlier.
    Later(String),
    /// The condition looks at a question that looks back at it.
    Circle(String),
    /// The stages are not the four of the practice, in their order.
    Stages,
    /// An asking stage without an agreement, or a decision with one.
    Agreement,
    /// No answer raises the clue.
    Silent(String),
    /// A link that neither raises its clue nor rules it out.
    Mute,
    /// The bounds, the currencies, the periods or the units leave nothing to answer.
    Bounds,
    /// A question on no track, or on one twice.
    Tracks,
    /// A clue without two or three examples, where others have some.
    Examples,
    /// A reckoning takes a question of another kind, or with bounds that cannot be reckoned with.
    Input(String),
    /// A question confirms one whose answers it does not take.
    Confirms(String),
    /// A figure outside what can be: above the hours of a week, or below zero.
    Figure,
    /// The file is not named after what it holds.
    Name(String),
    /// An expression looks at something that is only said later.
    Ahead(String),
    /// A count that is always reached, or never.
    Count {
        /// How many must hold.
        least: usize,
        /// Of how many.
        of: usize,
    },
    /// No rule uses it.
    Idle(String),
    /// A statement that cites nothing and is not said to be ours.
    Sourceless,
    /// A lens that concludes nothing.
    Conclusion,
    /// No answers make the question asked, on any track.
    Unreachable,
    /// On a track that the question is on, no answers of that track make it asked.
    OffItsTrack(TrackId),
    /// No question that is always asked can rule the clue out.
    NeverRuledOut(String),
    /// An answer of an invented case does not fit its question.
    Unfit(String),
    /// The other answers of an invented case make the question irrelevant.
    Irrelevant(String),
    /// Levels of trust that do not rise, or lie outside what can be.
    Level,
    /// An invented case that is to take no time, too long, or less than its good interview does: these many
    /// minutes.
    Minutes(u32),
    /// A picture that is not shown, and why.
    Picture(String),
    /// A clue that the truth of an invented case does not raise.
    NotTrue(String),
    /// A clue of the key that the good interview does not reach.
    NotReached(String),
    /// A clue that the careless interview should miss, and finds.
    NotMissed(String),
    /// It speaks of a delicate topic by this word, and is not tagged with it.
    Untagged {
        /// The topic.
        topic: Topic,
        /// The word.
        word: String,
    },
    /// It is tagged with a topic, and can be known from answers that are not.
    KnownOtherwise(Topic),
}

impl Fault {
    /// Whether it is worth a look, and no reason to refuse the files.
    #[must_use]
    pub const fn is_remark(&self) -> bool {
        matches!(self, Self::OffItsTrack(_) | Self::NeverRuledOut(_))
    }
}

impl fmt::Display for Flaw {
    /// The place and the fault, on one line that a terminal can show whatever the file holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&told(&format!("{}: {}", self.place, self.fault), LINE))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the file is missing"),
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Self::Beyond(Beyond::TooDeep { line }) => {
                write!(f, "on line {line}, conditions stand deeper in one another than {}", LIMITS.depth)
            }
            Self::Beyond(_) => write!(f, "the file is empty, or larger than {} bytes", LIMITS.bytes),
            Self::Format(format) => write!(f, "the format “{format}” is not one that this version reads"),
            Self::Text => f.write_str("a text is missing in one of the languages"),
            Self::Twice(name) => write!(f, "“{name}” is used twice"),
            Self::Unknown(name) => write!(f, "there is no “{name}”"),
            Self::Options => write!(f, "a choice offers 1 to {} options", ChoiceOption::MOST),
            Self::Test => {
                f.write_str("the test does not fit the question, or names an option it does not offer")
            }
            Self::Later(name) => write!(f, "looks at “{name}”, which is not asked earlier"),
            Self::Circle(name) => write!(f, "looks at “{name}”, which looks back at it: a circle"),
            Self::Stages => {
                f.write_str("the stages are alert, questionnaire, interview and decision, in order")
            }
            Self::Agreement => f.write_str("each asking stage has an agreement, the decision has none"),
            Self::Silent(name) => write!(f, "no answer raises “{name}”"),
            Self::Mute => f.write_str("neither raises the clue nor rules it out"),
            Self::Bounds => f.write_str("nothing could be answered"),
            Self::Tracks => f.write_str("a question is on one track or more, on each once"),
            Self::Examples => f.write_str("a clue has two or three examples"),
            Self::Input(name) => write!(f, "“{name}” cannot be reckoned with here"),
            Self::Confirms(name) => write!(f, "does not take every answer to “{name}”, which it confirms"),
            Self::Figure => f.write_str("the figure cannot be: hours from 0 to 168"),
            Self::Name(name) => write!(f, "the file is not named after “{name}”"),
            Self::Ahead(name) => write!(f, "looks at “{name}”, which is only said later"),
            Self::Count { least: 0, .. } => f.write_str("at least none: that always holds"),
            Self::Count { least, of } => write!(f, "at least {least} of {of}: that never holds"),
            Self::Idle(name) => write!(f, "no rule uses “{name}”"),
            Self::Sourceless => f.write_str("no source is cited, and the rule is not said to be ours"),
            Self::Conclusion => f.write_str("there is no conclusion"),
            Self::Unreachable => f.write_str("the question can never be asked: no answers lead to it"),
            Self::OffItsTrack(track) => {
                write!(f, "on the track “{}” alone, no answers lead to the question", track.as_str())
            }
            Self::NeverRuledOut(name) => {
                write!(f, "no question that is always asked can rule out “{name}”")
            }
            Self::Unfit(name) => write!(f, "the answer does not fit “{name}”"),
            Self::Irrelevant(name) => write!(f, "“{name}” is not asked after the other answers"),
            Self::Level => f.write_str("levels rise, trust from 0 to 6, changes from -2 to 2 and not 0"),
            Self::Minutes(least) => {
                write!(f, "the good interview takes {least} minutes at half a minute a question; 90 at most")
            }
            Self::Picture(why) => write!(f, "the picture is not shown: {why}"),
            Self::NotTrue(name) => write!(f, "the truth does not raise “{name}”"),
            Self::NotReached(name) => write!(f, "the good interview does not find “{name}”"),
            Self::NotMissed(name) => write!(f, "the careless interview finds “{name}”"),
            Self::Untagged { topic, word } => {
                write!(f, "“{word}” speaks of the topic “{}”, with which it is not tagged", topic.as_str())
            }
            Self::KnownOtherwise(topic) => {
                write!(f, "answers that are not tagged with “{}” are enough for it", topic.as_str())
            }
        }
    }
}
