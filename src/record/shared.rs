//! What of a case may leave: every format looks at a case through this, and through nothing else.

use crate::instrument::{PartialDate, QuestionId, QuestionIx, Text, Told, Value};
use crate::interview::{
    AgreementState, Answer, Case, Entry, LanguageTag, Moment, NotAnswered, Part, Precision, Selection,
    Standing,
};

/// Why there is no value where one could be: the codes of HL7's data-absent-reason, and one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    /// It was asked, and the person prefers not to answer.
    AskedDeclined,
    /// It was asked, and the person does not know.
    AskedUnknown,
    /// It may be known, and does not leave.
    Masked,
    /// It was told in a way that the field cannot hold: a part of a date, for one.
    AsText,
    /// It can still be asked.
    TempUnknown,
    /// It was not asked.
    NotAsked,
    /// Earlier answers make it irrelevant.
    NotApplicable,
    /// It was asked and answered, and no value of the field says it. Our own code.
    NoneOfThem,
}

impl Absence {
    /// All reasons.
    pub const ALL: [Self; 8] = [
        Self::AskedDeclined,
        Self::AskedUnknown,
        Self::Masked,
        Self::AsText,
        Self::TempUnknown,
        Self::NotAsked,
        Self::NotApplicable,
        Self::NoneOfThem,
    ];

    /// The reason as it stands in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AskedDeclined => "asked-declined",
            Self::AskedUnknown => "asked-unknown",
            Self::Masked => "masked",
            Self::AsText => "as-text",
            Self::TempUnknown => "temp-unknown",
            Self::NotAsked => "not-asked",
            Self::NotApplicable => "not-applicable",
            Self::NoneOfThem => "none",
        }
    }

    /// What the reason means, for a codebook.
    #[must_use]
    pub fn meaning(self) -> Text {
        let (fr, en) = match self {
            Self::AskedDeclined => ("préfère ne pas répondre", "prefers not to answer"),
            Self::AskedUnknown => ("ne sait pas", "does not know"),
            Self::Masked => ("n’est pas communiqué", "is not passed on"),
            Self::AsText => ("dit autrement", "told otherwise"),
            Self::TempUnknown => ("peut encore être demandé", "can still be asked"),
            Self::NotAsked => ("non demandé", "not asked"),
            Self::NotApplicable => ("sans objet", "does not apply"),
            Self::NoneOfThem => ("demandé, aucune valeur ne le dit", "asked, no value says it"),
        };
        Text { fr: fr.to_owned(), en: en.to_owned() }
    }
}

/// A case as far as it may leave. What was set aside, what a withdrawn agreement had collected and
/// what stands beside a refusal to answer is not in it.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a> {
    case: &'a Case,
    selection: &'a Selection,
}

impl<'a> Shared<'a> {
    /// What the selection takes of the case. A case to write is [`Case::selected`] before: what stands
    /// around its answers is cut there.
    #[must_use]
    pub const fn of(case: &'a Case, selection: &'a Selection) -> Self {
        Self { case, selection }
    }

    /// The case, for what is no one's words: its edition, language, agreements and decision.
    #[must_use]
    pub const fn case(&self) -> &'a Case {
        self.case
    }

    /// Whether a part may leave.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.selection.has(part)
    }

    /// Whether what an answer says of a clue may leave: not when the question is withheld. A text says
    /// nothing of a clue but that it was answered.
    #[must_use]
    pub fn takes_clues_of(&self, question: &QuestionId) -> bool {
        !self.selection.withholds(question)
    }

    /// Whether days leave as precisely as they were told.
    #[must_use]
    pub fn has_whole_dates(&self) -> bool {
        self.selection.precision() == Precision::Day
    }

    /// Whether what stands under a question may leave.
    #[must_use]
    pub fn is_taken(&self, question: QuestionIx) -> bool {
        self.takes(question)
    }

    fn takes(&self, question: QuestionIx) -> bool {
        let asked = self.case.instrument().question(question);
        self.selection.takes(&asked.id, &asked.kind)
    }

    /// The value that stands, for a condition to look at.
    #[must_use]
    pub fn look(&self, question: QuestionIx) -> Option<&'a Value> {
        self.takes(question).then(|| self.case.value(question)).flatten()
    }

    /// The value that stands, as precisely as it may leave.
    #[must_use]
    pub fn value(&self, question: QuestionIx) -> Option<Value> {
        self.look(question).map(|value| match value {
            Value::Date(date) => Value::Date(PartialDate { on: self.coarse(date.on), ..*date }),
            other => other.clone(),
        })
    }

    /// Why no value of the answer leaves, or not all of it; `None` when it does.
    #[must_use]
    pub fn absence(&self, question: QuestionIx) -> Option<Absence> {
        let stage = self.case.instrument().stage_of(question);
        if !self.takes(question) {
            return Some(Absence::Masked);
        }
        match self.case.standing(question) {
            Standing::Closed => Some(match self.case.agreements().state(stage) {
                AgreementState::Withdrawn(_) => Absence::Masked,
                _ => Absence::NotAsked,
            }),
            Standing::NotRelevant => Some(Absence::NotApplicable),
            Standing::OffTrack => Some(Absence::NotAsked),
            Standing::Asked => match &self.case.entry(question).answer {
                Some(Answer::Value(Value::ChoicesInPart(_))) => Some(Absence::Masked),
                Some(Answer::Value(_)) => None,
                Some(Answer::NotAnswered(how)) => Some(match how {
                    NotAnswered::DoesNotKnow => Absence::AskedUnknown,
                    NotAnswered::PrefersNot => Absence::AskedDeclined,
                    NotAnswered::NotAsked(_) => Absence::NotAsked,
                }),
                None => Some(Absence::TempUnknown),
            },
        }
    }

    /// The person's own words, if they stand and may leave.
    #[must_use]
    pub fn own_words(&self, question: QuestionIx) -> Option<&'a str> {
        self.beside(question, Part::OwnWords).map(|entry| entry.own_words.as_str()).filter(|w| !w.is_empty())
    }

    /// In which language words that leave are written: the person's own, or a text for an answer.
    #[must_use]
    pub fn words_in(&self, question: QuestionIx) -> Option<&'a LanguageTag> {
        let text =
            self.has(Part::Texts) && matches!(self.look(question), Some(Value::Text(_) | Value::Note(_)));
        let leaves = text || self.own_words(question).is_some();
        self.case.entry(question).language.as_ref().filter(|_| leaves)
    }

    /// What the interviewer observed, if it stands and may leave.
    #[must_use]
    pub fn observed(&self, question: QuestionIx) -> Option<&'a str> {
        self.beside(question, Part::Observed).map(|entry| entry.observed.as_str()).filter(|w| !w.is_empty())
    }

    /// Why the interviewer did not ask, if it may leave.
    #[must_use]
    pub fn why_not_asked(&self, question: QuestionIx) -> Option<&'a str> {
        match &self.beside(question, Part::Observed)?.answer {
            Some(Answer::NotAnswered(NotAnswered::NotAsked(why))) => Some(why),
            _ => None,
        }
    }

    fn beside(&self, question: QuestionIx, part: Part) -> Option<&'a Entry> {
        let entry = self.case.entry(question);
        let refused = entry.answer == Some(Answer::NotAnswered(NotAnswered::PrefersNot));
        let stands = self.case.standing(question) == Standing::Asked && self.takes(question);
        (stands && !refused && self.has(part)).then_some(entry)
    }

    /// The day of a moment, as precisely as it may leave.
    #[must_use]
    pub fn day(&self, moment: Moment) -> Option<Told> {
        let year = u16::try_from(moment.year()).ok()?;
        Told::new(year, Some(moment.month()), Some(moment.day())).ok().map(|day| self.coarse(day))
    }

    const fn coarse(&self, date: Told) -> Told {
        match self.selection.precision() {
            Precision::Day => date,
            Precision::Month => date.month_only(),
            Precision::Year => date.year_only(),
        }
    }
}
