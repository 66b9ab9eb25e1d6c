//! What is remarked under a question, softly: answers that do not fit together, facts that the answer
//! completes. It stands below all that can be pressed, so that nothing moves under the hand.

use leptos::prelude::*;

use super::question::QuestionLink;
use crate::instrument::{QuestionIx, ReckoningIx};
use crate::state::Current;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording::{self, Cited, Told};

/// The answers that do not fit together beside a question: shown anew when one of theirs changes.
pub fn mismatches_beside(bridge: Bridge, question: QuestionIx) -> Memo<Vec<usize>> {
    let looked_at = bridge.glance(|app| {
        let instrument = app.current()?.case().instrument();
        let beside = instrument.mismatches.iter().filter(|mismatch| mismatch.questions.contains(&question));
        Some(beside.flat_map(|mismatch| mismatch.when.questions()).collect::<Vec<_>>())
    });
    let looked_at = looked_at.unwrap_or_default();
    Memo::new(move |_| {
        if looked_at.is_empty() {
            return Vec::new();
        }
        for question in &looked_at {
            bridge.track(Topic::Question(*question));
        }
        let beside = |current: &Current| current.case().mismatches_beside(question).collect();
        bridge.case(Topic::Question(question), beside).unwrap_or_default()
    })
}

/// The facts that the answer to a question completes.
fn completed(bridge: Bridge, question: QuestionIx) -> Memo<Vec<ReckoningIx>> {
    let inputs = bridge.glance(|app| {
        let instrument = app.current()?.case().instrument();
        let reckonings = instrument.reckonings_of(question).iter();
        Some(reckonings.flat_map(|at| instrument.reckoning(*at).inputs()).collect::<Vec<_>>())
    });
    let inputs = inputs.unwrap_or_default();
    Memo::new(move |_| {
        if inputs.is_empty() {
            return Vec::new();
        }
        for question in &inputs {
            bridge.track(Topic::Question(*question));
        }
        let completed =
            |current: &Current| current.findings().completed_by(current.case(), question).collect();
        bridge.case(Topic::Question(question), completed).unwrap_or_default()
    })
}

/// What is remarked under the open question.
#[component]
pub fn Remarks(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let differs = mismatches_beside(bridge, question);
    let facts = completed(bridge, question);
    view! {
        <div class="remarks" role="status">
            <For each=move || differs.get() key=|at| *at let(at)><Mismatch at question/></For>
            <Show when=move || !facts.read().is_empty()>
                <section class="reckoned">
                    <h3>{t!(i18n, asking.reckoned)}</h3>
                    <ul>
                        <For each=move || facts.get() key=|at| *at let(at)>
                            <li><ReckonedFact reckoning=at/></li>
                        </For>
                    </ul>
                    {move || view! { <Figures reckonings=facts.get()/> }}
                </section>
            </Show>
        </div>
    }
}

/// Answers that do not fit together, with the way to the others.
#[component]
fn Mismatch(at: usize, question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = bridge.glance(|app| {
        let mismatch = app.current()?.case().instrument().mismatches.get(at)?;
        let others = mismatch.questions.iter().copied().filter(|other| *other != question);
        Some((mismatch.text.clone(), others.collect::<Vec<_>>()))
    });
    told.map(|(text, others)| {
        view! {
            <section class="mismatch">
                <p><strong>{t!(i18n, asking.look_again)}</strong>" "{move || bridge.say(&text)}</p>
                {others.into_iter().map(|question| view! { <QuestionLink question/> }).collect_view()}
            </section>
        }
    })
}

/// A reckoning in words.
fn reckoned(bridge: Bridge, reckoning: ReckoningIx) -> Option<(String, Told)> {
    let language = bridge.language();
    bridge.case(Topic::Findings, |current| {
        let instrument = current.case().instrument();
        let (of, out) = (instrument.reckoning(reckoning), current.findings().reckoned(reckoning));
        (of.name.in_language(language).to_owned(), wording::told(instrument, of, out, language))
    })
}

/// A fact that is computed: what comes out and how, and whether that rests on a figure from memory.
#[component]
pub fn ReckonedFact(reckoning: ReckoningIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = Memo::new(move |_| reckoned(bridge, reckoning));
    move || {
        told.get().map(|(name, Told { result, working, figures })| {
            let from_memory = figures.iter().any(|cited| !cited.read);
            view! {
                <p class="fact">
                    {t!(i18n, asking.fact, name = move || name.clone())}" "<strong>{result}</strong>
                    {from_memory.then(|| view! { " "<span class="tag">{t!(i18n, asking.from_memory)}</span> })}
                </p>
                {(!working.is_empty()).then(|| view! { <p class="quiet small">{working}</p> })}
            }
        })
    }
}

/// The published figures that facts rest on, each once, with where it is published.
#[component]
pub fn Figures(reckonings: Vec<ReckoningIx>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let figures = Memo::new(move |_| {
        let told = reckonings.iter().filter_map(|at| reckoned(bridge, *at));
        let mut figures: Vec<_> = told.flat_map(|(_, told)| told.figures).collect();
        figures.sort_unstable();
        figures.dedup();
        figures
    });
    let rows = move || {
        let row = |cited: Cited| {
            view! { <li>{cited.to_string()}{(!cited.read).then(|| view! { " "{t!(i18n, work.from_memory)} })}</li> }
        };
        figures.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || !figures.read().is_empty()>
            <details class="figures">
                <summary><span>{t!(i18n, asking.figures)}</span></summary>
                <ul class="sources quiet">{rows}</ul>
            </details>
        </Show>
    }
}
