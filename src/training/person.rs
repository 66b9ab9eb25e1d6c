//! What an invented person says to a question, at the trust that she has.

use super::scenario::Scenario;
use super::trust::Rules;
use crate::instrument::{GivenBy, Instrument, Language, QuestionIx, StageId};
use crate::interview::{Answer, NotAnswered};
use crate::wording;

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub words: String,
    /// How they are to be coded.
    pub answer: Answer,
    /// The trust from which on there is more to hear, if there is.
    pub more_from: Option<u8>,
}

/// Who answers: a scenario's person, and the whistle-blower in the alert.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The rules, with the words of silence.
    pub rules: &'a Rules,
    /// The instrument.
    pub instrument: &'a Instrument,
    /// In which language the exercise is played.
    pub language: Language,
}

impl Voice<'_> {
    /// What is said to a question at this trust. Every question has an answer:
    ///
    /// | the scenario | what is said |
    /// |---|---|
    /// | never tells it | she prefers not to answer |
    /// | has words for this trust | the words of the highest level that is reached |
    /// | has words for a higher trust alone | she prefers not to answer yet |
    /// | is silent, and the truth tells | the truth in plain words; a sensitive one from [`Rules::sensitive_from`] on |
    /// | is silent, and so is the truth | she does not know |
    ///
    /// The whistle-blower speaks at every trust.
    #[must_use]
    pub fn say(&self, question: QuestionIx, trust: u8) -> Said {
        let id = &self.instrument.question(question).id;
        let trust = if self.is_person(question) { trust } else { u8::MAX };
        if self.scenario.never.contains(id) {
            return self.withheld(None);
        }
        if let Some(says) = self.scenario.says(id) {
            let more_from = says.at.iter().map(|at| at.trust).find(|level| *level > trust);
            return match says.at.iter().rev().find(|at| at.trust <= trust) {
                Some(at) => Said {
                    words: at.words.in_language(self.language).to_owned(),
                    answer: at.answer.in_language(self.language),
                    more_from,
                },
                None => self.withheld(more_from),
            };
        }
        match self.scenario.truth.answers.get(id).or_else(|| self.scenario.known.get(id)) {
            Some(_) if self.is_held_back(question, trust) => self.withheld(Some(self.rules.sensitive_from)),
            Some(answer) => self.plainly(question, answer.in_language(self.language)),
            None => Said {
                words: self.rules.silences.does_not_know.in_language(self.language).to_owned(),
                answer: Answer::NotAnswered(NotAnswered::DoesNotKnow),
                more_from: None,
            },
        }
    }

    /// What can be heard of a question at the highest trust.
    #[must_use]
    pub fn at_best(&self, question: QuestionIx) -> Said {
        self.say(question, super::trust::MOST)
    }

    /// The lowest trust from which on the best of a question is heard.
    #[must_use]
    pub fn best_from(&self, question: QuestionIx) -> u8 {
        let best = self.at_best(question).answer;
        (0..=super::trust::MOST).find(|trust| self.say(question, *trust).answer == best).unwrap_or_default()
    }

    /// Whether a question is put to the person herself.
    #[must_use]
    pub fn is_person(&self, question: QuestionIx) -> bool {
        is_of_person(self.instrument, self.instrument.stage_of(question))
    }

    fn is_held_back(&self, question: QuestionIx, trust: u8) -> bool {
        self.instrument.question(question).sensitive && trust < self.rules.sensitive_from
    }

    fn withheld(&self, more_from: Option<u8>) -> Said {
        Said {
            words: self.rules.silences.withheld.in_language(self.language).to_owned(),
            answer: Answer::NotAnswered(NotAnswered::PrefersNot),
            more_from,
        }
    }

    /// An answer of which the scenario has no words.
    fn plainly(&self, question: QuestionIx, answer: Answer) -> Said {
        let silence = match &answer {
            Answer::NotAnswered(NotAnswered::PrefersNot) => Some(&self.rules.silences.withheld),
            Answer::NotAnswered(_) => Some(&self.rules.silences.does_not_know),
            Answer::Value(_) => None,
        };
        let words = match silence {
            Some(silence) => silence.in_language(self.language).to_owned(),
            None => {
                sentence(&wording::answer(&self.instrument.question(question).kind, &answer, self.language))
            }
        };
        Said { words, answer, more_from: None }
    }
}

/// Whether the questions of a stage are put to the person herself.
pub(super) fn is_of_person(instrument: &Instrument, stage: StageId) -> bool {
    instrument.stage(stage).asking.as_ref().is_some_and(|asking| asking.given_by == GivenBy::Person)
}

/// A few words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let rest = letters.as_str();
    let end = if words.trim_end().ends_with(['.', '…', '?']) { "" } else { "." };
    format!("{first}{rest}{end}")
}
