//! What of a case may leave.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::instrument::{Kind, QuestionId, Topic, Topics};

/// A part of a case that leaves only when it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The pseudonym or number of the case.
    CaseName,
    /// Short texts and long notes: they can name anyone.
    Texts,
    /// The person's own words beside an answer.
    OwnWords,
    /// What the interviewer observed, and why she did not ask.
    Observed,
    /// Who explained, in which language, who interpreted, and who decided.
    Names,
    /// The reasons: of the decision and of a redirection, of a refusal, of a clue that was set.
    Reasons,
    /// The clues that the interviewer has set herself.
    SetClues,
    /// What was decided, and whether the person agrees to what follows.
    Decision,
    /// What the person needs first.
    Needs,
    /// What happened and when, to whom the case was passed on before, what is marked for later, and
    /// where the interviewer was last.
    History,
    /// What is written under questions that other answers made irrelevant, and beside a refusal to
    /// answer. No other format than the assessment itself carries it.
    SetAside,
}

impl Part {
    /// All parts, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::CaseName,
        Self::Texts,
        Self::OwnWords,
        Self::Observed,
        Self::Needs,
        Self::Decision,
        Self::Reasons,
        Self::SetClues,
        Self::Names,
        Self::History,
        Self::SetAside,
    ];
}

/// How precisely dates leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// As they were told.
    #[default]
    Day,
    /// Without their day. A moment becomes the start of its month, in UTC.
    Month,
    /// Their year alone. A moment becomes the start of its year, in UTC.
    Year,
}

/// What may leave. By default coded answers, the decision, the needs and the clues that were set: no
/// text, no words, no names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    parts: BTreeSet<Part>,
    withheld: BTreeSet<QuestionId>,
    dates: Precision,
    /// Of what tells these nothing leaves.
    #[serde(default, skip_serializing_if = "Topics::is_empty")]
    topics: Topics,
    /// Of what tells these under one question nothing leaves.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    topics_under: BTreeMap<QuestionId, Topics>,
    /// Of what tells these beside the answers nothing leaves: clues that were set, needs, whereto the
    /// decision redirects.
    #[serde(default, skip_serializing_if = "Topics::is_empty")]
    topics_beside: Topics,
    /// The questions whose texts were read before they leave, where no other text leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    texts_read: Option<BTreeSet<QuestionId>>,
}

impl Default for Selection {
    fn default() -> Self {
        let parts = [Part::SetClues, Part::Decision, Part::Needs].into();
        Self {
            parts,
            withheld: BTreeSet::new(),
            dates: Precision::Day,
            topics: Topics::NONE,
            topics_under: BTreeMap::new(),
            topics_beside: Topics::NONE,
            texts_read: None,
        }
    }
}

impl Selection {
    /// What stands for a text that may not leave where something must stand.
    pub const WITHHELD: &'static str = "—";

    /// Everything, as it is.
    #[must_use]
    pub fn everything() -> Self {
        Self { parts: Part::ALL.into(), ..Self::default() }
    }

    /// These parts alone, with every answer.
    #[must_use]
    pub fn of(parts: impl IntoIterator<Item = Part>) -> Self {
        Self { parts: parts.into_iter().collect(), ..Self::default() }
    }

    /// With this part as well.
    #[must_use]
    pub fn with(mut self, part: Part) -> Self {
        self.parts.insert(part);
        self
    }

    /// Without this part.
    #[must_use]
    pub fn without_part(mut self, part: Part) -> Self {
        self.parts.remove(&part);
        self
    }

    /// Without what stands under this question.
    #[must_use]
    pub fn without(mut self, question: QuestionId) -> Self {
        self.withheld.insert(question);
        self
    }

    /// With what stands under this question again.
    #[must_use]
    pub fn with_answer(mut self, question: &QuestionId) -> Self {
        self.withheld.remove(question);
        self
    }

    /// Without anything that tells one of these topics.
    #[must_use]
    pub const fn without_topics(mut self, topics: Topics) -> Self {
        self.topics = self.topics.or(topics);
        self
    }

    /// With what tells this topic again.
    #[must_use]
    pub fn with_topic(mut self, topic: Topic) -> Self {
        self.topics = self.topics.without(topic);
        self.topics_beside = self.topics_beside.without(topic);
        self.topics_under.values_mut().for_each(|topics| *topics = topics.without(topic));
        self.topics_under.retain(|_, topics| !topics.is_empty());
        self
    }

    /// Without what tells these topics under one question: every option that does, so that which of them
    /// was chosen is not told by its absence.
    #[must_use]
    pub fn without_topics_under(mut self, question: &QuestionId, topics: Topics) -> Self {
        let under = self.topics_under.entry(question.clone()).or_default();
        *under = under.or(topics);
        self
    }

    /// Without what tells these topics beside the answers.
    #[must_use]
    pub const fn without_topics_beside(mut self, topics: Topics) -> Self {
        self.topics_beside = self.topics_beside.or(topics);
        self
    }

    /// Without any text that was not read before.
    #[must_use]
    pub fn texts_are_read(mut self) -> Self {
        self.texts_read.get_or_insert_default();
        self
    }

    /// With the texts under this question, which were read; or without them.
    #[must_use]
    pub fn text_read(mut self, question: &QuestionId, read: bool) -> Self {
        if let Some(texts) = &mut self.texts_read {
            if read {
                texts.insert(question.clone());
            } else {
                texts.remove(question);
            }
        }
        self
    }

    /// With dates told so precisely at most.
    #[must_use]
    pub const fn dates(mut self, dates: Precision) -> Self {
        self.dates = dates;
        self
    }

    /// What both this and another selection let leave.
    #[must_use]
    pub fn within(&self, other: &Self) -> Self {
        Self {
            parts: self.parts.intersection(&other.parts).copied().collect(),
            withheld: self.withheld.union(&other.withheld).cloned().collect(),
            dates: self.dates.max(other.dates),
            topics: self.topics.or(other.topics),
            topics_under: other.topics_under.iter().fold(
                self.topics_under.clone(),
                |mut under, (question, topics)| {
                    let own = under.entry(question.clone()).or_default();
                    *own = own.or(*topics);
                    under
                },
            ),
            topics_beside: self.topics_beside.or(other.topics_beside),
            texts_read: match (&self.texts_read, &other.texts_read) {
                (Some(own), Some(others)) => Some(own.intersection(others).cloned().collect()),
                (one, another) => one.as_ref().or(another.as_ref()).cloned(),
            },
        }
    }

    /// Whether everything leaves as it is.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::everything()
    }

    /// The parts that leave.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        self.parts.iter().copied()
    }

    /// The questions whose answers do not leave.
    pub fn withheld(&self) -> impl Iterator<Item = &QuestionId> {
        self.withheld.iter()
    }

    /// The topics of which nothing leaves.
    #[must_use]
    pub const fn topics(&self) -> Topics {
        self.topics
    }

    /// The topics of which nothing leaves under a question.
    #[must_use]
    pub fn topics_under(&self, question: &QuestionId) -> Topics {
        self.topics.or(self.topics_under.get(question).copied().unwrap_or_default())
    }

    /// The topics of which nothing leaves beside the answers.
    #[must_use]
    pub const fn topics_beside(&self) -> Topics {
        self.topics.or(self.topics_beside)
    }

    /// Whether a text leaves only once it was read.
    #[must_use]
    pub const fn wants_texts_read(&self) -> bool {
        self.texts_read.is_some()
    }

    /// Whether texts under a question may leave: none has to be read before, or these were.
    #[must_use]
    pub fn has_texts_of(&self, question: &QuestionId) -> bool {
        self.texts_read.as_ref().is_none_or(|read| read.contains(question))
    }

    /// How precisely dates leave.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        self.dates
    }

    /// Whether a part may leave.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Whether what stands under a question does not leave.
    #[must_use]
    pub fn withholds(&self, question: &QuestionId) -> bool {
        self.withheld.contains(question)
    }

    /// Whether the answer to a question of this kind may leave.
    #[must_use]
    pub fn takes(&self, question: &QuestionId, kind: &Kind) -> bool {
        let text = matches!(kind, Kind::Text | Kind::Note);
        !self.withholds(question) && (!text || self.has(Part::Texts) && self.has_texts_of(question))
    }
}
