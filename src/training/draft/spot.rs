//! Where a flaw is mended.

use super::edit::Script;
use crate::instrument::{ClueId, Fault, Flaw, QuestionId};
use crate::training::scenario::Scenario;
use crate::training::trust::GestureId;

/// A part of the page on which a scenario is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The person and the situation.
    #[default]
    Person,
    /// The clues: what is true, what must be found, what is to be decided.
    Clues,
    /// Question by question: what is true, what is said, what is never said.
    Questions,
    /// What the person says to what is said or done beside the questions.
    Gestures,
    /// Documents, telephone, workplace.
    Looks,
    /// The two scripted interviews.
    Scripts,
}

impl Part {
    /// All of them, in the order in which a scenario is written.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Clues, Self::Questions, Self::Gestures, Self::Looks, Self::Scripts];
}

/// What has to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A field, by its way in the file: `person.name`.
    Field(String),
    /// A question.
    Question(QuestionId),
    /// A gesture.
    Gesture(GestureId),
    /// Something to look at.
    Look(usize),
    /// A clue.
    Clue(ClueId),
    /// What is to be decided, and why.
    Decision,
    /// A scripted interview.
    Script(Script),
}

impl Spot {
    /// Where a flaw of this scenario is mended.
    #[must_use]
    pub fn of(flaw: &Flaw, scenario: &Scenario) -> Self {
        let place = flaw.place.split_once(": ").map_or("", |(_, place)| place);
        let (head, rest) = place.split_at(place.find(['.', '[']).unwrap_or(place.len()));
        let at = rest.strip_prefix('[').and_then(|rest| rest.split(']').next()?.parse().ok());
        let named = match &flaw.fault {
            Fault::Twice(name)
            | Fault::Unknown(name)
            | Fault::NotTrue(name)
            | Fault::NotReached(name)
            | Fault::NotMissed(name) => Some(name.as_str()),
            _ => None,
        };
        let field = || Self::Field(place.to_owned());
        let question = |id: Option<&str>| id.map_or_else(field, |id| Self::Question(id.into()));
        match head {
            "truth" => question(rest.strip_prefix(".answers.")),
            "known" => question(rest.strip_prefix('.')),
            "says" => match at.and_then(|at: usize| scenario.says.get(at)) {
                Some(says) => Self::Question(says.question.clone()),
                None => question(named),
            },
            "never" => question(named),
            "replies" => {
                let reply = at.and_then(|at: usize| scenario.replies.get(at));
                reply.map_or_else(field, |reply| Self::Gesture(reply.gesture.clone()))
            }
            "looks" => at.map_or_else(field, Self::Look),
            "key" if matches!(rest, ".why" | ".redirected_to") => Self::Decision,
            "good" => Self::Script(Script::Good),
            "careless" => Self::Script(Script::Careless),
            "key" | "careless_misses" => named.map_or_else(field, |id| Self::Clue(id.into())),
            _ => field(),
        }
    }

    /// On which part of the page it is.
    #[must_use]
    pub const fn part(&self) -> Part {
        match self {
            Self::Field(_) => Part::Person,
            Self::Question(_) => Part::Questions,
            Self::Gesture(_) => Part::Gestures,
            Self::Look(_) => Part::Looks,
            Self::Clue(_) | Self::Decision => Part::Clues,
            Self::Script(_) => Part::Scripts,
        }
    }
}
