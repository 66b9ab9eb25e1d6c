//! An invented case, as the steps in which it was led.

use serde::Deserialize;

use super::WrittenAnswer;
use crate::instrument::{Edition, Fault, Flaw, Language, OptionId, QuestionId, Shelf, StageId, Text};
use crate::interview::{
    Agreement, Case, Command, Decision, Event, Form, Happening, Moment, Need, Outcome, Place,
};

const FORMAT: &str = "faisceau-exercise/1";
const FILE: &str = "exercises/f-and-the-bar.json";
const F_AND_THE_BAR: &str = include_str!("../../instruments/exercises/f-and-the-bar.json");
/// How long a step takes, in milliseconds of the invented interview.
const PACE: i64 = 40_000;

/// An invented case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    format: String,
    /// Its stable name.
    pub id: String,
    instrument: Edition,
    /// Its title.
    pub title: Text,
    /// What it is, saying plainly that the person is invented.
    pub presentation: Text,
    case_name: Text,
    half: usize,
    steps: Vec<Step>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Step {
    Agree {
        stage: StageId,
        explained_by: Text,
        language: Text,
        interpreter: Option<Text>,
        form: Form,
        uses: Vec<OptionId>,
    },
    Answer {
        question: QuestionId,
        answer: Option<WrittenAnswer>,
        #[serde(default)]
        own_words: Option<Text>,
        #[serde(default)]
        observed: Option<Text>,
        #[serde(default)]
        mark: bool,
    },
    Decide {
        outcome: Outcome,
        redirection: Option<Redirection>,
        by: Text,
        needs: Vec<Need>,
        reasons: Text,
        agreed: bool,
    },
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Redirection {
    to: OptionId,
    why: Text,
}

impl Exercise {
    /// The invented case that the app carries: *F and the bar*.
    ///
    /// # Errors
    /// What cannot be read in its file.
    pub fn bundled() -> Result<Self, Vec<Flaw>> {
        let exercise: Self = serde_json::from_str(F_AND_THE_BAR).map_err(|error| {
            vec![Flaw { place: FILE.to_owned(), fault: Fault::Unreadable(error.to_string()) }]
        })?;
        if exercise.format == FORMAT {
            Ok(exercise)
        } else {
            Err(vec![Flaw { place: FILE.to_owned(), fault: Fault::Format(exercise.format) }])
        }
    }

    /// The case with about half of its steps played, ending now.
    ///
    /// # Errors
    /// The first step that the instrument does not take.
    pub fn half_filled(&self, shelf: &Shelf, language: Language, now: Moment) -> Result<Case, Vec<Flaw>> {
        self.play(shelf, language, now, self.half)
    }

    /// The whole case, ending now.
    ///
    /// # Errors
    /// The first step that the instrument does not take.
    pub fn whole(&self, shelf: &Shelf, language: Language, now: Moment) -> Result<Case, Vec<Flaw>> {
        self.play(shelf, language, now, self.steps.len())
    }

    fn play(&self, shelf: &Shelf, language: Language, now: Moment, steps: usize) -> Result<Case, Vec<Flaw>> {
        let flaw = |at: usize, name: String| {
            vec![Flaw { place: format!("{FILE}: steps[{at}]"), fault: Fault::Unknown(name) }]
        };
        let steps = &self.steps[..steps.min(self.steps.len())];
        let length = i64::try_from(steps.len()).unwrap_or_default();
        let moment = |at: usize| now.earlier(PACE * (length - i64::try_from(at).unwrap_or_default()));
        let instrument =
            shelf.find(&self.instrument).ok_or_else(|| flaw(0, self.instrument.id.to_string()))?;
        let name = self.case_name.in_language(language).to_owned();
        let what = Happening::Opened { name, edition: self.instrument.clone(), language, number: None };
        let mut case = Case::open(instrument, &Event { at: moment(0), what })
            .map_err(|_| flaw(0, self.instrument.id.to_string()))?;
        for (at, step) in steps.iter().enumerate() {
            let commands = step.commands(&case, language).ok_or_else(|| flaw(at, step.name()))?;
            for command in commands {
                case.perform(command, moment(at)).map_err(|_| flaw(at, step.name()))?;
            }
        }
        Ok(case)
    }
}

impl Step {
    fn name(&self) -> String {
        match self {
            Self::Agree { stage, .. } => stage.as_str().to_owned(),
            Self::Answer { question, .. } => question.to_string(),
            Self::Decide { .. } => StageId::Decision.as_str().to_owned(),
        }
    }

    /// What the step asks of the case; `None` when the instrument does not ask its question.
    fn commands(&self, case: &Case, language: Language) -> Option<Vec<Command>> {
        let say = |text: &Text| text.in_language(language).to_owned();
        let maybe = |text: &Option<Text>| text.as_ref().map(say).unwrap_or_default();
        match self {
            Self::Agree { stage, explained_by, language, interpreter, form, uses } => {
                let agreement = Agreement {
                    explained_by: say(explained_by),
                    language: say(language),
                    interpreter: maybe(interpreter),
                    form: *form,
                    uses: uses.clone(),
                };
                Some(vec![Command::Agree(*stage, agreement)])
            }
            Self::Answer { question: id, answer, own_words, observed, mark } => {
                let question = case.instrument().find(id)?;
                let place = Place { stage: case.instrument().stage_of(question), question: Some(id.clone()) };
                Some(vec![
                    Command::Move(place),
                    Command::Answer(question, answer.as_ref().map(|answer| answer.in_language(language))),
                    Command::OwnWords(question, maybe(own_words)),
                    Command::Observe(question, maybe(observed)),
                    Command::Mark(question, *mark),
                ])
            }
            Self::Decide { outcome, redirection, by, needs, reasons, agreed } => {
                let decision = Decision {
                    outcome: Some(*outcome),
                    redirected_to: redirection.as_ref().map(|to| to.to.clone()),
                    redirection_reason: redirection.as_ref().map(|to| say(&to.why)).unwrap_or_default(),
                    decided_by: say(by),
                    needs: needs.clone(),
                    reasons: say(reasons),
                    person_agrees: Some(*agreed),
                    at: None,
                };
                let place = Place { stage: StageId::Decision, question: None };
                Some(vec![Command::Move(place), Command::Decide(decision)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Exercise;
    use crate::findings::{Converging, Findings};
    use crate::instrument::{Language, Shelf, StageId};
    use crate::interview::{Moment, Standing};

    fn now() -> Moment {
        Moment::from_unix(1_711_105_200_000, 60)
    }

    #[test]
    fn f_and_the_bar_is_played_whole_in_both_languages() {
        let (shelf, exercise) = (Shelf::bundled(), Exercise::bundled().expect("read"));
        for language in Language::ALL {
            let case = exercise.whole(&shelf, language, now()).unwrap_or_else(|flaws| panic!("{flaws:?}"));
            for stage in StageId::ASKING {
                assert_eq!(case.stage_progress(stage).left(), 0, "{stage:?} is answered to its end");
                assert_eq!(case.stage_progress(stage).set_aside, 0);
            }
            assert!(case.decision().gaps().is_empty());
            assert_eq!(Findings::of(&case).converging(case.instrument()).0, Converging::Converge);
        }
    }

    #[test]
    fn half_of_it_leaves_something_to_ask() {
        let (shelf, exercise) = (Shelf::bundled(), Exercise::bundled().expect("read"));
        let case = exercise.half_filled(&shelf, Language::Fr, now()).unwrap_or_else(|f| panic!("{f:?}"));
        let asked = case.instrument().questions_of(StageId::Interview);
        assert!(asked.into_iter().any(|question| case.standing(question) == Standing::Asked));
    }
}
