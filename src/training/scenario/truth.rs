//! The whole true case of a scenario, and what follows from it.

use std::sync::Arc;

use super::Scenario;
use crate::findings::{ClueState, Findings};
use crate::instrument::{ClueIx, Instrument, Language, QuestionId, QuestionIx, StageId};
use crate::interview::{Agreement, Case, Command, Event, Form, Happening, Moment, Place};

/// What is true of an invented person, as a case with its findings.
#[derive(Clone, Debug)]
pub struct Truth {
    /// The case, all of it answered as it is.
    pub case: Case,
    /// What its answers say.
    pub findings: Findings,
    /// The answers that the instrument does not take.
    pub refused: Vec<QuestionId>,
}

impl Truth {
    /// The truth of a scenario. `None` when the instrument is another.
    #[must_use]
    pub fn of(scenario: &Scenario, instrument: &Arc<Instrument>, language: Language) -> Option<Self> {
        let now = Moment::from_unix(0, 0);
        let mut case = opened(scenario, instrument, language, now)?;
        for stage in StageId::ASKING {
            let agreement = agreement(scenario, instrument, stage, "", language)?;
            case.perform(Command::Agree(stage, agreement), now).ok()?;
        }
        let mut answers: Vec<_> =
            scenario.truth.answers.iter().map(|(id, answer)| (instrument.find(id), id, answer)).collect();
        // Relevance looks backwards: in the order of the document each question is asked before it is
        // answered.
        answers.sort_by_key(|(question, ..)| *question);
        let mut refused = Vec::new();
        for (question, id, answer) in answers {
            let command =
                |question: QuestionIx| Command::Answer(question, Some(answer.in_language(language)));
            if question.is_none_or(|question| case.perform(command(question), now).is_err()) {
                refused.push(id.clone());
            }
        }
        let findings = Findings::of(&case);
        Some(Self { case, findings, refused })
    }

    /// Where a clue truly stands.
    #[must_use]
    pub fn clue(&self, clue: ClueIx) -> ClueState {
        self.findings.clue(clue).state
    }
}

/// The case of a scenario as the trainee finds it: opened, with what the alert has told already.
pub(in crate::training) fn opened_with_what_is_known(
    scenario: &Scenario,
    instrument: &Arc<Instrument>,
    language: Language,
    at: Moment,
) -> Option<Case> {
    let mut case = opened(scenario, instrument, language, at)?;
    if !scenario.known.is_empty() {
        let agreement = agreement(scenario, instrument, StageId::Alert, "", language)?;
        case.perform(Command::Agree(StageId::Alert, agreement), at).ok()?;
        let mut known: Vec<_> = scenario
            .known
            .iter()
            .filter_map(|(id, answer)| Some((instrument.find(id)?, answer.in_language(language))))
            .collect();
        known.sort_by_key(|(question, _)| *question);
        for (question, answer) in known {
            // What the instrument does not take is a flaw that the checker names.
            let _ = case.perform(Command::Answer(question, Some(answer)), at);
        }
    }
    let place = Place { stage: scenario.starts, question: None };
    let _ = case.perform(Command::Move(place), at);
    Some(case)
}

/// The case of a scenario, opened.
fn opened(scenario: &Scenario, instrument: &Arc<Instrument>, language: Language, at: Moment) -> Option<Case> {
    let name = scenario.title.in_language(language).chars().take(120).collect();
    let what = Happening::Opened { name, edition: scenario.instrument.clone(), language, number: None };
    Case::open(Arc::clone(instrument), &Event { at, what }).ok()
}

/// An agreement to a stage as a scenario's people give it.
pub(in crate::training) fn agreement(
    scenario: &Scenario,
    instrument: &Instrument,
    stage: StageId,
    interpreter: &str,
    language: Language,
) -> Option<Agreement> {
    let asking = instrument.stage(stage).asking.as_ref()?;
    let explained_by = match language {
        Language::Fr => "La personne en formation",
        Language::En => "The trainee",
    };
    Some(Agreement {
        explained_by: explained_by.to_owned(),
        language: scenario.person.language.in_language(language).to_owned(),
        interpreter: interpreter.chars().take(120).collect(),
        form: Form::Spoken,
        uses: asking.uses.iter().take(1).map(|offered| offered.id.clone()).collect(),
    })
}
