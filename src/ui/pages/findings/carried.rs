//! Why an indicator or a statement stands where it stands, down to the answers; what would change it.

use leptos::prelude::*;

use super::QuestionLink;
use super::clue::Answered;
use crate::findings::lens::{Bearing, LensIx, Rule, RuleState, Smallest};
use crate::findings::{ClueState, Weight};
use crate::instrument::{ClueIx, QuestionIx};
use crate::state::Current;
use crate::ui::parts::lenses::{SetMark, clue_name, clue_shape, clue_standing, clue_words};
use crate::ui::parts::rail::is_open;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// How many of the smallest sets are shown.
const SETS: usize = 3;

/// Why it stands there, opened on demand: the smallest sets are sought only then.
#[component]
pub fn Why(lens: LensIx, rule: Rule) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    view! {
        <details class="why-rule" on:toggle=move |event| open.set(is_open(&event))>
            <summary>{t!(i18n, lenses.why)}</summary>
            <Show when=move || open.get()><Carried lens rule/></Show>
        </details>
    }
}

#[derive(Clone, PartialEq)]
struct Told {
    state: RuleState,
    bearing: Bearing,
    rests_on: Vec<ClueIx>,
    smallest: Smallest,
}

#[component]
fn Carried(lens: LensIx, rule: Rule) -> impl IntoView {
    let bridge = bridge();
    let told = Memo::new(move |_| {
        bridge.case(Topic::Findings, |current| {
            let reading = current.findings().reading(lens);
            Told {
                state: reading.state(rule),
                bearing: reading.bearing(rule),
                rests_on: reading.rests_on(rule),
                smallest: reading.smallest(rule, SETS),
            }
        })
    });
    move || {
        told.get().map(|told| match told.state {
            RuleState::Established => view! { <Established told/> }.into_any(),
            RuleState::Open => view! { <Open told/> }.into_any(),
            RuleState::RuledOut => view! { <RuledOut told/> }.into_any(),
        })
    }
}

#[component]
fn Established(told: Told) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let rests_on = told.rests_on;
    view! {
        <h4>{t!(i18n, lenses.carried_by)}</h4>
        <Carriers clues=told.bearing.present/>
        {(!rests_on.is_empty()).then(|| view! {
            <p>{t!(i18n, lenses.rests_on)}" "<strong>{move || names(bridge, &rests_on)}</strong></p>
        })}
    }
}

#[component]
fn Open(told: Told) -> impl IntoView {
    let i18n = use_i18n();
    let mut missing: Vec<_> = told.smallest.sets.concat();
    missing.sort_unstable();
    missing.dedup();
    let present = told.bearing.present;
    view! {
        {if present.is_empty() {
            view! { <p class="quiet">{t!(i18n, lenses.carried_by_nothing)}</p> }.into_any()
        } else {
            view! { <h4>{t!(i18n, lenses.carried_so_far)}</h4> <Carriers clues=present/> }.into_any()
        }}
        <Missing smallest=told.smallest/>
        {(!missing.is_empty()).then(|| view! {
            <h4>{t!(i18n, lenses.to_ask)}</h4>
            <Carriers clues=missing/>
        })}
    }
}

#[component]
fn RuledOut(told: Told) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h4>{t!(i18n, lenses.ruled_out_by)}</h4>
        <Carriers clues=told.bearing.absent/>
    }
}

/// The smallest sets of open clues that would establish it, as words.
#[component]
fn Missing(smallest: Smallest) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let Smallest { sets, more } = smallest;
    (!sets.is_empty()).then(|| {
        let several = sets.len() > 1;
        let rows = sets.into_iter().map(|set| view! { <li>{move || names(bridge, &set)}</li> });
        view! {
            <p class="missing">
                {if several {
                    t!(i18n, lenses.missing_one_of).into_any()
                } else {
                    t!(i18n, lenses.missing).into_any()
                }}
            </p>
            <ul class="sets">{rows.collect_view()}</ul>
            {more.then(|| view! { <p class="quiet small">{t!(i18n, lenses.missing_more)}</p> })}
        }
    })
}

/// The names of some clues, on one line.
pub fn names(bridge: Bridge, clues: &[ClueIx]) -> String {
    let i18n = use_i18n();
    let and = t_string!(i18n, lenses.and);
    clues.iter().map(|clue| clue_name(bridge, *clue)).collect::<Vec<_>>().join(and)
}

/// Some clues, each with the answers that carry it, or the questions that would tell.
#[component]
pub fn Carriers(clues: Vec<ClueIx>) -> impl IntoView {
    view! { <ul class="carriers">{clues.into_iter().map(|clue| view! { <Carrier clue/> }).collect_view()}</ul> }
}

#[component]
fn Carrier(clue: ClueIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let standing = clue_standing(bridge, clue);
    let state = move || standing.get().0;
    let told =
        Memo::new(move |_| bridge.case(Topic::Findings, |current| leads(current, clue)).unwrap_or_default());
    let reason = move || {
        bridge
            .case(Topic::Findings, |current| current.case().setting(clue).map(|set| set.reason.clone()))
            .flatten()
    };
    view! {
        <li class=move || format!("clue {}", clue_shape(state()).1)>
            <span aria-hidden="true">{move || clue_shape(state()).0}" "</span>
            <strong>{move || clue_name(bridge, clue)}</strong>
            " — "
            {move || clue_words(state())}
            {move || standing.get().1.map(|_| view! { <SetMark/> })}
            {move || reason().map(|reason| view! { <blockquote>{reason}</blockquote> })}
            <ul class="grounds">
                {move || {
                    let (answers, questions) = told.get();
                    let none = answers.is_empty() && questions.is_empty() && state().is_open();
                    view! {
                        {answers.into_iter().map(|question| view! { <li><Answered question/></li> }).collect_view()}
                        {questions.into_iter().map(|question| view! { <li><QuestionLink question/></li> }).collect_view()}
                        {none.then(|| view! { <li class="quiet">{t!(i18n, lenses.no_question_left)}</li> })}
                    }
                }}
            </ul>
        </li>
    }
}

/// The answers that carry what is said of a clue, and the blank questions that would tell of it.
pub fn leads(current: &Current, clue: ClueIx) -> (Vec<QuestionIx>, Vec<QuestionIx>) {
    let (case, finding) = (current.case(), current.findings().clue(clue));
    let with = |weight: Weight| {
        let reckoned = finding.reckoned.iter().filter(move |ground| ground.weight == weight);
        let inputs = reckoned.flat_map(|ground| case.instrument().reckoning(ground.reckoning).inputs());
        let answered = inputs.filter(|question| case.value(*question).is_some());
        let mut all: Vec<_> = finding.with(weight).chain(answered).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    match finding.state {
        ClueState::Present => (with(Weight::Raises), Vec::new()),
        ClueState::Absent => (with(Weight::RulesOut), Vec::new()),
        ClueState::Unknown | ClueState::NotYetAsked => (with(Weight::NotAnswered), finding.would_tell(case)),
    }
}
