//! A difference in words, and what would have brought what was missed.

use crate::instrument::{Instrument, Language, QuestionIx};
use crate::training::Play;
use crate::training::debrief::{Conclusion, DifferenceKind, Way};
use crate::ui::parts::header::stage_words;
use crate::ui::text::{t_string, use_i18n};

use super::words::clue_name;

/// A question as it is put, in one language.
pub fn asked(instrument: &Instrument, question: QuestionIx, language: Language) -> String {
    instrument.question(question).wording.in_language(language).to_owned()
}

/// What differs, in a sentence.
pub fn words(kind: &DifferenceKind, play: &Play, conclusion: &Conclusion, language: Language) -> String {
    let i18n = use_i18n();
    let instrument = play.instrument();
    let put = |question: &QuestionIx| asked(instrument, *question, language);
    match kind {
        DifferenceKind::Missed(clue, _) => {
            t_string!(i18n, training.d_missed, clue = clue_name(instrument, *clue, language)).clone()
        }
        DifferenceKind::Claimed(clue, _) => {
            t_string!(i18n, training.d_claimed, clue = clue_name(instrument, *clue, language)).clone()
        }
        DifferenceKind::Otherwise(question) => {
            t_string!(i18n, training.d_otherwise, question = put(question)).clone()
        }
        DifferenceKind::NotHeard(question) => {
            t_string!(i18n, training.d_not_heard, question = put(question)).clone()
        }
        DifferenceKind::BeforeAgreement(_, stage) => {
            t_string!(i18n, training.d_before_agreement, stage = stage_words(*stage)).clone()
        }
        DifferenceKind::Unexplained(stage) => {
            t_string!(i18n, training.d_unexplained, stage = stage_words(*stage)).clone()
        }
        DifferenceKind::SafetyForgotten => t_string!(i18n, training.d_safety).to_owned(),
        DifferenceKind::TooEarly(question) => {
            t_string!(i18n, training.d_too_early, question = put(question)).clone()
        }
        DifferenceKind::ClosedFirst(question) => {
            t_string!(i18n, training.d_closed_first, question = put(question)).clone()
        }
        DifferenceKind::Interpreter => t_string!(i18n, training.d_interpreter).to_owned(),
        DifferenceKind::NoInterpreter => t_string!(i18n, training.d_no_interpreter).to_owned(),
        DifferenceKind::Leading => t_string!(i18n, training.d_leading).to_owned(),
        DifferenceKind::Harmful(id) => {
            let gesture = play.rules().gesture(id);
            let what = gesture.map(|it| it.label.in_language(language).to_owned()).unwrap_or_default();
            t_string!(i18n, training.d_harmful, what = what).clone()
        }
        DifferenceKind::Twice(question) => {
            t_string!(i18n, training.d_twice, question = put(question)).clone()
        }
        DifferenceKind::Pressed(_) => t_string!(i18n, training.d_pressed).to_owned(),
        DifferenceKind::Late(at, seen) => {
            let thing = instrument.first_things[*at].title.in_language(language).to_owned();
            match seen {
                Some(count) => t_string!(i18n, training.d_late, count = *count, thing = thing).clone(),
                None => t_string!(i18n, training.d_never, thing = thing).clone(),
            }
        }
        DifferenceKind::Concluded if conclusion.said.is_none() => {
            t_string!(i18n, training.d_undecided).to_owned()
        }
        DifferenceKind::Concluded => t_string!(i18n, training.d_concluded).to_owned(),
    }
}

/// What explains a difference: the ways to what was missed, what a claim rests on.
pub fn reasons(kind: &DifferenceKind, play: &Play, language: Language) -> Vec<String> {
    let i18n = use_i18n();
    match kind {
        DifferenceKind::Missed(_, ways) if ways.is_empty() => {
            vec![t_string!(i18n, training.way_none).to_owned()]
        }
        DifferenceKind::Missed(_, ways) => ways.iter().map(|way| way_words(way, play, language)).collect(),
        DifferenceKind::Claimed(_, by) if by.is_empty() => {
            vec![t_string!(i18n, training.d_claimed_hand).to_owned()]
        }
        DifferenceKind::Claimed(_, by) => {
            let questions: Vec<_> =
                by.iter().map(|question| asked(play.instrument(), *question, language)).collect();
            vec![t_string!(i18n, training.d_claimed_by, questions = questions.join(" · ")).clone()]
        }
        _ => Vec::new(),
    }
}

fn way_words(way: &Way, play: &Play, language: Language) -> String {
    let i18n = use_i18n();
    let put = |question: &QuestionIx| asked(play.instrument(), *question, language);
    match way {
        Way::TakeDown { question, .. } => {
            t_string!(i18n, training.way_take_down, question = put(question)).clone()
        }
        Way::Trust { question, was, needs, .. } => {
            t_string!(i18n, training.way_trust, question = put(question), was = *was, needs = *needs).clone()
        }
        Way::Ask { question, needs: None } => {
            t_string!(i18n, training.way_ask, question = put(question)).clone()
        }
        Way::Ask { question, needs: Some(needs) } => {
            t_string!(i18n, training.way_ask_trust, question = put(question), needs = *needs).clone()
        }
        Way::Look(id) => {
            let look = play.scenario().look(id);
            let look = look.map(|look| look.title.in_language(language).to_owned()).unwrap_or_default();
            t_string!(i18n, training.way_look, look = look).clone()
        }
    }
}
