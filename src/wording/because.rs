//! Why a question is asked, or why it is not, in words.

use super::{answer, say, told};
use crate::instrument::{Basis, Gap, Language, QuestionIx, ReckoningIx, TrackId};
use crate::interview::{Case, Standing, Why};

/// Why a question is asked, or why it is not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Because {
    /// The sentence; ends with a colon when something follows.
    pub said: String,
    /// What decided it, or would decide it.
    pub rests_on: Vec<RestsOn>,
}

/// One answer, or one fact computed from answers, on which it rests.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RestsOn {
    /// The question to go to: its answer is the one that decides, or one of those behind the fact.
    pub question: QuestionIx,
    /// The wording of the question, or the name of the fact.
    pub asked: String,
    /// The answer, or what comes out.
    pub answer: String,
}

/// Why a question is asked, or why it is not: of shown and hidden ones alike.
#[must_use]
pub fn because(case: &Case, question: QuestionIx, language: Language) -> Because {
    let instrument = case.instrument();
    let track = |track: TrackId| {
        let title = instrument.tracks.iter().find(|offered| offered.id == track).map(|it| &it.title);
        title.map_or_else(|| track.as_str().to_owned(), |title| title.in_language(language).to_owned())
    };
    let (said, basis) = match case.why(question) {
        Why::Always => (say(language, "Posée à chaque fois.", "Asked every time.").to_owned(), Vec::new()),
        Why::Since(basis) => {
            let known = basis.iter().any(|basis| is_known(case, *basis));
            let said = if known {
                say(language, "Posée d’après :", "Asked because of:")
            } else {
                say(language, "Posée tant que rien ne l’écarte :", "Asked as long as nothing rules it out:")
            };
            (said.to_owned(), basis)
        }
        Why::Written => {
            let track = track(case.track());
            let said = match language {
                Language::Fr => {
                    format!("Hors du parcours « {track} », mais posée : quelque chose y est écrit.")
                }
                Language::En => format!("Not on the track “{track}”, but asked: something is written here."),
            };
            (said, Vec::new())
        }
        Why::NoAgreement(stage) => {
            let stage = instrument.stage(stage).title.in_language(language);
            let said = match language {
                Language::Fr => format!("Pas posée : l’accord à l’étape « {stage} » n’est pas donné."),
                Language::En => format!("Not asked: the stage “{stage}” is not agreed to."),
            };
            (said, Vec::new())
        }
        Why::RuledOut(basis) => {
            (say(language, "Pas posée, d’après :", "Not asked, because of:").to_owned(), basis)
        }
        Why::Waiting(basis) => {
            let said = say(
                language,
                "Pas posée pour l’instant ; cela dépend de :",
                "Not asked for now; it depends on:",
            );
            (said.to_owned(), basis)
        }
        Why::OffTrack(left_out) => {
            let track = track(left_out);
            let said = match language {
                Language::Fr => {
                    format!("Pas sur le parcours « {track} » ; vous pouvez y répondre quand même.")
                }
                Language::En => format!("Not on the track “{track}”; you can answer it all the same."),
            };
            (said, Vec::new())
        }
    };
    let rests_on = basis.into_iter().map(|basis| match basis {
        Basis::Answer(question) => on_answer(case, question, language),
        Basis::Reckoning(reckoning) => on_reckoning(case, reckoning, language),
    });
    Because { said, rests_on: rests_on.collect() }
}

fn is_known(case: &Case, basis: Basis) -> bool {
    match basis {
        Basis::Answer(question) => case.value(question).is_some(),
        Basis::Reckoning(at) => {
            let reckoning = case.instrument().reckoning(at);
            reckoning.reckon(&|question| case.value(question)).interval.is_some()
        }
    }
}

fn on_answer(case: &Case, question: QuestionIx, language: Language) -> RestsOn {
    let asked = case.instrument().question(question);
    let answer = match (case.standing(question), &case.entry(question).answer) {
        (Standing::Asked, Some(given)) => answer(&asked.kind, given, language),
        (Standing::Asked, None) => say(language, "sans réponse", "blank").to_owned(),
        _ => say(language, "pas posée", "not asked").to_owned(),
    };
    let asked = asked.wording_on(case.track()).in_language(language).to_owned();
    RestsOn { question, asked, answer }
}

fn on_reckoning(case: &Case, at: ReckoningIx, language: Language) -> RestsOn {
    let reckoning = case.instrument().reckoning(at);
    let out = reckoning.reckon(&|question| case.value(question));
    let inputs = reckoning.inputs();
    let missing = match &out.gap {
        Some(Gap::Missing(missing)) => missing.first().copied(),
        _ => None,
    };
    let answered = || inputs.iter().copied().rfind(|input| case.value(*input).is_some());
    let question = missing.or_else(answered).or_else(|| inputs.first().copied()).unwrap_or(QuestionIx(0));
    RestsOn {
        question,
        asked: reckoning.name.in_language(language).to_owned(),
        answer: told(case.instrument(), reckoning, &out, language).result,
    }
}
