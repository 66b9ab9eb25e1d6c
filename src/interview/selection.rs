//! What of a case may leave.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::instrument::{Kind, QuestionId};

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
}

impl Default for Selection {
    fn default() -> Self {
        let parts = [Part::SetClues, Part::Decision, Part::Needs].into();
        Self { parts, withheld: BTreeSet::new(), dates: Precision::Day }
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
        !self.withholds(question) && (self.has(Part::Texts) || !matches!(kind, Kind::Text | Kind::Note))
    }
}
