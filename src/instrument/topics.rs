//! Delicate topics: what an answer can tell that some recipients must not learn.
//!
//! Each edition says in `topics.json` of which of its questions, options and clues the answer tells such a
//! topic. What a recipient is promised not to get is a set of topics, and a selection is cut by it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::{ClueIx, OptionId, QuestionIx};
use super::test::{Condition, Test};

/// Something delicate that an answer can tell of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Residence papers, an irregular stay, how someone entered.
    Stay,
    /// Body and mind, pregnancy, addiction, thoughts of dying, care.
    Health,
    /// Sexual life and sexual violence.
    Sexual,
    /// Origin, religion, belief.
    Origin,
    /// What the person was made to do that the law forbids, and what police and courts know of it.
    Offences,
    /// Partner, children, parents, and who depends on whom.
    Family,
    /// Where the person can be found, reached or overheard today.
    Whereabouts,
    /// Who gave the alert, and how they are reached.
    WhistleBlower,
    /// What the person plans against those who exploited them, and where the traces are kept.
    Plans,
}

impl Topic {
    /// All topics, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Stay,
        Self::Health,
        Self::Sexual,
        Self::Origin,
        Self::Offences,
        Self::Family,
        Self::Whereabouts,
        Self::WhistleBlower,
        Self::Plans,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stay => "stay",
            Self::Health => "health",
            Self::Sexual => "sexual",
            Self::Origin => "origin",
            Self::Offences => "offences",
            Self::Family => "family",
            Self::Whereabouts => "whereabouts",
            Self::WhistleBlower => "whistle_blower",
            Self::Plans => "plans",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A set of topics.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Topic>", into = "Vec<Topic>")]
pub struct Topics(u16);

impl Topics {
    /// No topic.
    pub const NONE: Self = Self(0);

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Whether a topic is in it.
    #[must_use]
    pub const fn has(self, topic: Topic) -> bool {
        self.0 & topic.bit() != 0
    }

    /// With this topic as well.
    #[must_use]
    pub const fn with(self, topic: Topic) -> Self {
        Self(self.0 | topic.bit())
    }

    /// Without this topic.
    #[must_use]
    pub const fn without(self, topic: Topic) -> Self {
        Self(self.0 & !topic.bit())
    }

    /// The topics of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they have a topic in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The topics in it, in their order.
    pub fn iter(self) -> impl Iterator<Item = Topic> {
        Topic::ALL.into_iter().filter(move |topic| self.has(*topic))
    }
}

impl FromIterator<Topic> for Topics {
    fn from_iter<I: IntoIterator<Item = Topic>>(topics: I) -> Self {
        topics.into_iter().fold(Self::NONE, Self::with)
    }
}

impl From<Vec<Topic>> for Topics {
    fn from(topics: Vec<Topic>) -> Self {
        topics.into_iter().collect()
    }
}

impl From<Topics> for Vec<Topic> {
    fn from(topics: Topics) -> Self {
        topics.iter().collect()
    }
}

impl fmt::Debug for Topics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// What of an edition tells which topics. An edition that says nothing of it has none.
#[derive(Clone, Debug, Default)]
pub struct TopicTable {
    pub(super) questions: BTreeMap<QuestionIx, Topics>,
    pub(super) options: BTreeMap<QuestionIx, BTreeMap<OptionId, Topics>>,
    pub(super) clues: BTreeMap<ClueIx, Topics>,
    pub(super) first_things: BTreeMap<usize, Topics>,
    pub(super) mismatches: BTreeMap<usize, Topics>,
    pub(super) needs: BTreeMap<String, Topics>,
    pub(super) redirections: BTreeMap<OptionId, Topics>,
    pub(super) one_person: BTreeSet<QuestionIx>,
    pub(super) themselves: BTreeMap<QuestionIx, OptionId>,
}

fn of<K: Ord>(told: &BTreeMap<K, Topics>, key: &K) -> Topics {
    told.get(key).copied().unwrap_or_default()
}

impl TopicTable {
    /// The topics that any answer to a question tells.
    #[must_use]
    pub fn question(&self, question: QuestionIx) -> Topics {
        of(&self.questions, &question)
    }

    /// The topics that an option of a question tells when it is chosen, those of the question among them.
    #[must_use]
    pub fn option(&self, question: QuestionIx, option: &OptionId) -> Topics {
        let own = self.options.get(&question).map(|options| of(options, option));
        self.question(question).or(own.unwrap_or_default())
    }

    /// The topics that some option of a question tells, or any answer to it.
    #[must_use]
    pub fn any_of(&self, question: QuestionIx) -> Topics {
        let options = self.options.get(&question).into_iter().flat_map(BTreeMap::values);
        options.fold(self.question(question), |so_far, topics| so_far.or(*topics))
    }

    /// The topics that a clue tells when it is present.
    #[must_use]
    pub fn clue(&self, clue: ClueIx) -> Topics {
        of(&self.clues, &clue)
    }

    /// The topics of something that comes first, by its place in the edition.
    #[must_use]
    pub fn first_thing(&self, at: usize) -> Topics {
        of(&self.first_things, &at)
    }

    /// The topics of answers that do not fit together, by their place in the edition.
    #[must_use]
    pub fn mismatch(&self, at: usize) -> Topics {
        of(&self.mismatches, &at)
    }

    /// Whether a question is about one person alone, though its section is not.
    #[must_use]
    pub fn is_of_one_person(&self, question: QuestionIx) -> bool {
        self.one_person.contains(&question)
    }

    /// Whether an option of a question says that the person gave the alert themselves.
    #[must_use]
    pub fn is_by_themselves(&self, question: QuestionIx, option: &OptionId) -> bool {
        self.themselves.get(&question) == Some(option)
    }

    /// The topics of a need, by its name in files.
    #[must_use]
    pub fn need(&self, name: &str) -> Topics {
        self.needs.get(name).copied().unwrap_or_default()
    }

    /// The topics of a kind of structure to which the decision redirects.
    #[must_use]
    pub fn redirection(&self, to: &OptionId) -> Topics {
        of(&self.redirections, to)
    }

    /// Whether a test that holds tells a topic whatever answer makes it hold.
    #[must_use]
    pub fn test_tells(&self, question: QuestionIx, test: &Test, topic: Topic) -> bool {
        let all = |ids: &[OptionId]| ids.iter().all(|id| self.option(question, id).has(topic));
        self.question(question).has(topic)
            || match test {
                Test::Is(id) => self.option(question, id).has(topic),
                Test::AnyOf(ids) | Test::IncludesAny(ids) => all(ids),
                _ => false,
            }
    }

    /// Whether a condition that holds tells a topic whatever answers make it hold.
    #[must_use]
    pub fn condition_tells(&self, condition: &Condition, topic: Topic) -> bool {
        match condition {
            Condition::Answer(question, test) => self.test_tells(*question, test, topic),
            Condition::Reckoned(_, reckoning, _) => {
                reckoning.inputs().into_iter().any(|input| self.question(input).has(topic))
            }
            Condition::All(parts) => parts.iter().any(|part| self.condition_tells(part, topic)),
            Condition::Any(parts) => parts.iter().all(|part| self.condition_tells(part, topic)),
            Condition::Not(_) | Condition::NotRuledOut(_) => false,
        }
    }
}
