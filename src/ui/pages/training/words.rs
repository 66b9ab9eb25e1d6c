//! Facts of the training in words.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::writing::fault_words;
use crate::findings::ClueState;
use crate::instrument::Instrument;
use crate::state::TrainingNotice;
use crate::training::debrief::{Coding, Kind, Share};
use crate::training::room::{Attempt, NotAShortText, Refused, Stand};
use crate::ui::parts::file_kind::file_kind;
use crate::ui::text::{t, t_string, use_i18n};

/// Whether a part that folds was opened.
pub fn is_open(event: &leptos::ev::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.has_attribute("open"))
}

/// What the training has to tell.
#[component]
pub fn TrainingWords(
    /// What.
    told: TrainingNotice,
) -> impl IntoView {
    let i18n = use_i18n();
    match told {
        TrainingNotice::DoesNotAgree(words) => {
            t!(i18n, training.n_not_agree, words = move || words.clone()).into_any()
        }
        TrainingNotice::Refused(why) => view! { <RefusedWords why/> }.into_any(),
        TrainingNotice::Flawed(flaw) => {
            let flaw = flaw.map(|flaw| fault_words(&flaw.fault, None)).unwrap_or_default();
            t!(i18n, training.n_flawed, flaw = move || flaw.clone()).into_any()
        }
        TrainingNotice::NotWritable(fault) => {
            let fault = fault.map(|fault| fault_words(&fault, None)).unwrap_or_default();
            t!(i18n, writing.n_not_writable, fault = move || fault.clone()).into_any()
        }
        TrainingNotice::DraftSaved(0) => t!(i18n, writing.n_saved).into_any(),
        TrainingNotice::DraftSaved(flaws) => {
            t!(i18n, writing.n_saved_flawed, count = move || flaws).into_any()
        }
        TrainingNotice::Taken => t!(i18n, writing.n_taken).into_any(),
        TrainingNotice::OwnAdded => t!(i18n, writing.n_offered).into_any(),
        TrainingNotice::Mistyped(NotAShortText::Letter(letter)) => {
            t!(i18n, training.n_letter, letter = move || letter).into_any()
        }
        TrainingNotice::Mistyped(NotAShortText::Sum) => t!(i18n, training.n_sum).into_any(),
        TrainingNotice::Mistyped(NotAShortText::Newer) => t!(i18n, training.n_newer).into_any(),
        TrainingNotice::Mistyped(NotAShortText::Refused(why)) => view! { <RefusedWords why/> }.into_any(),
        TrainingNotice::Read(0) => t!(i18n, training.n_session).into_any(),
        TrainingNotice::Read(count) => t!(i18n, training.n_read, count = move || count).into_any(),
        TrainingNotice::TimeOver => t!(i18n, training.n_time).into_any(),
        TrainingNotice::Offered => t!(i18n, training.n_offered).into_any(),
    }
}

#[component]
fn RefusedWords(why: Refused) -> impl IntoView {
    let i18n = use_i18n();
    match why {
        Refused::Is(kind) => view! { {file_kind(kind)}" "{t!(i18n, training.n_other_kind)} }.into_any(),
        Refused::Beyond(_) => t!(i18n, training.n_beyond).into_any(),
        Refused::NotJson { line } | Refused::NotTheFormat { line } => {
            t!(i18n, training.n_broken, line = move || line).into_any()
        }
        Refused::Assessment => t!(i18n, training.n_assessment).into_any(),
        Refused::OtherKind(_) => t!(i18n, training.n_other_kind).into_any(),
        Refused::Newer(_) => t!(i18n, training.n_newer).into_any(),
        Refused::UnknownScenario(what) | Refused::UnknownEdition(what) => {
            t!(i18n, training.n_unknown, what = move || what.clone()).into_any()
        }
        Refused::OtherSession => t!(i18n, training.n_other_session).into_any(),
        Refused::Unsound(what) => t!(i18n, training.n_unsound, what = move || what.clone()).into_any(),
    }
}

/// So many of so many.
pub fn share_words(share: Share) -> String {
    let i18n = use_i18n();
    if share.among == 0 {
        return t_string!(i18n, training.no_figure).to_owned();
    }
    t_string!(i18n, training.of, of = share.of, among = share.among).clone()
}

/// A measure of agreement, with two decimals.
pub fn decimal(value: f64, language: crate::instrument::Language) -> String {
    let text = format!("{value:.2}");
    match language {
        crate::instrument::Language::Fr => text.replace('.', ",").replace('-', "−"),
        crate::instrument::Language::En => text.replace('-', "−"),
    }
}

/// Where a clue stands, in a word.
pub fn state_words(state: ClueState) -> String {
    let i18n = use_i18n();
    match state {
        ClueState::Present => t_string!(i18n, training.present),
        ClueState::Absent => t_string!(i18n, training.absent),
        ClueState::Unknown | ClueState::NotYetAsked => t_string!(i18n, training.open),
    }
    .to_owned()
}

/// How a trainee has a clue, in a word.
pub fn stand_words(stand: Option<Stand>) -> String {
    state_words(match stand {
        Some(Stand::Present) => ClueState::Present,
        Some(Stand::Absent) => ClueState::Absent,
        None => ClueState::Unknown,
    })
}

/// How an answer was taken down, in words.
pub fn coding_words(coding: Coding) -> String {
    let i18n = use_i18n();
    match coding {
        Coding::AsSaid => t_string!(i18n, training.as_said),
        Coding::Otherwise => t_string!(i18n, training.coded_otherwise),
        Coding::NotRecorded => t_string!(i18n, training.not_recorded),
        Coding::NotHeard => t_string!(i18n, training.not_heard),
    }
    .to_owned()
}

/// A kind of difference, in words.
pub fn kind_words(kind: Kind) -> String {
    let i18n = use_i18n();
    match kind {
        Kind::Missed => t_string!(i18n, training.k_missed),
        Kind::Claimed => t_string!(i18n, training.k_claimed),
        Kind::Otherwise => t_string!(i18n, training.k_otherwise),
        Kind::NotHeard => t_string!(i18n, training.k_not_heard),
        Kind::Agreement => t_string!(i18n, training.k_agreement),
        Kind::Safety => t_string!(i18n, training.k_safety),
        Kind::Order => t_string!(i18n, training.k_order),
        Kind::Interpreter => t_string!(i18n, training.k_interpreter),
        Kind::Leading => t_string!(i18n, training.k_leading),
        Kind::Twice => t_string!(i18n, training.k_twice),
        Kind::Late => t_string!(i18n, training.k_late),
        Kind::Concluded => t_string!(i18n, training.k_concluded),
    }
    .to_owned()
}

/// An attempt, in words.
pub fn attempt_words(attempt: Attempt) -> String {
    let i18n = use_i18n();
    match attempt {
        Attempt::First => t_string!(i18n, training.attempt_first),
        Attempt::Second => t_string!(i18n, training.attempt_second),
    }
    .to_owned()
}

/// The name of a clue.
pub fn clue_name(
    instrument: &Instrument,
    clue: crate::instrument::ClueIx,
    language: crate::instrument::Language,
) -> String {
    instrument.clue(clue).name.in_language(language).to_owned()
}
