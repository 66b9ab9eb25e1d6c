//! One clue, opened to its definition, the answers that speak of it, its sources.

use leptos::prelude::*;

use super::QuestionLink;
use super::set_clue::SetClueForm;
use crate::findings::{Ground, ReckonedGround, Weight};
use crate::instrument::{ClueIx, QuestionIx};
use crate::interview::FieldId;
use crate::ui::parts::answer_words::answer_words;
use crate::ui::parts::lenses::{SetMark, clue_name, clue_shape, clue_standing, clue_words};
use crate::ui::parts::rail::is_open;
use crate::ui::parts::remarks::{Figures, ReckonedFact};
use crate::ui::parts::said_by::SaidByWords;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording;

/// A clue in one line, which opens.
#[component]
pub fn ClueRow(clue: ClueIx) -> impl IntoView {
    let bridge = bridge();
    let standing = clue_standing(bridge, clue);
    let state = move || standing.get().0;
    // A reason that was begun is seen.
    let begun = bridge.glance(|app| {
        let case = app.current()?.case();
        case.draft(&FieldId::Clue(case.instrument().clue(clue).id.clone())).map(drop)
    });
    let open = RwSignal::new(begun.is_some());
    view! {
        <li class=move || format!("clue {}", clue_shape(state()).1)>
            <details open=begun.is_some() on:toggle=move |event| open.set(is_open(&event))>
                <summary>
                    <span aria-hidden="true">{move || clue_shape(state()).0}" "</span>
                    {move || clue_name(bridge, clue)}
                    " — "
                    {move || clue_words(state())}
                    {move || standing.get().1.map(|_| view! { <SetMark/> })}
                </summary>
                <Show when=move || open.get()><Opened clue/></Show>
            </details>
        </li>
    }
}

#[component]
fn Opened(clue: ClueIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let instrument = app.current()?.case().instrument();
            let clue = instrument.clue(clue);
            let sources = clue.sources.iter().filter_map(|id| instrument.source(id));
            let sources = sources.map(|source| (wording::source(source, language), source.verified));
            Some((clue.definition.in_language(language).to_owned(), sources.collect::<Vec<_>>()))
        })
    };
    let grounds = Memo::new(move |_| {
        bridge
            .case(Topic::Findings, |current| current.findings().clue(clue).clone().grounds)
            .unwrap_or_default()
    });
    let reckoned = Memo::new(move |_| {
        bridge
            .case(Topic::Findings, |current| current.findings().clue(clue).clone().reckoned)
            .unwrap_or_default()
    });
    view! {
        <p>{move || told().map(|(definition, _)| definition)}</p>
        <ul class="grounds">
            {move || grounds.get().into_iter().map(|ground| view! { <GroundRow ground/> }).collect_view()}
            {move || reckoned.get().into_iter().map(|ground| view! { <ReckonedRow ground/> }).collect_view()}
        </ul>
        <SetClueForm clue/>
        <ul class="sources quiet small">
            {move || told().map(|(_, sources)| sources).unwrap_or_default().into_iter().map(|(words, read)| {
                view! { <li>{words}{(!read).then(|| view! { " "{t!(i18n, work.from_memory)} })}</li> }
            }).collect_view()}
        </ul>
    }
}

/// What an answer or a reckoning does to a clue, in words.
#[component]
fn WeightWords(weight: Weight) -> impl IntoView {
    let i18n = use_i18n();
    match weight {
        Weight::Raises => t!(i18n, closing.raises).into_any(),
        Weight::RulesOut => t!(i18n, closing.rules_out).into_any(),
        Weight::SaysNothing => t!(i18n, closing.says_nothing).into_any(),
        Weight::NotAnswered => t!(i18n, closing.not_answered).into_any(),
        Weight::Blank => t!(i18n, closing.blank).into_any(),
        Weight::NotAsked => t!(i18n, closing.not_asked).into_any(),
    }
}

/// A question in its words, with the answer that stands under it.
#[component]
pub fn Answered(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let entry = move || {
        bridge
            .case(Topic::Question(question), |current| current.case().entry(question).clone())
            .unwrap_or_default()
    };
    view! {
        <QuestionLink question/>
        " "
        <strong>{move || answer_words(bridge, question, &entry())}</strong>
        <SaidByWords question/>
        {move || {
            let words = entry().own_words;
            (!words.is_empty()).then(|| view! { <blockquote>{words}</blockquote> })
        }}
    }
}

/// An answer, and what it does to a clue.
#[component]
fn GroundRow(ground: Ground) -> impl IntoView {
    let question = ground.question;
    view! {
        <li>
            {if ground.weight == Weight::NotAsked {
                view! { <QuestionLink question/> }.into_any()
            } else {
                view! { <Answered question/> }.into_any()
            }}
            <span class="quiet">" — "<WeightWords weight=ground.weight/></span>
        </li>
    }
}

/// What is reckoned, what it does to a clue, and the answers that go into it.
#[component]
fn ReckonedRow(ground: ReckonedGround) -> impl IntoView {
    let bridge = bridge();
    let inputs =
        bridge.glance(|app| Some(app.current()?.case().instrument().reckoning(ground.reckoning).inputs()));
    inputs.map(|inputs| {
        let inputs = inputs.into_iter().map(|question| view! { <li><Answered question/></li> });
        view! {
            <li>
                <ReckonedFact reckoning=ground.reckoning/>
                <Figures reckonings=vec![ground.reckoning]/>
                <span class="quiet">" — "<WeightWords weight=ground.weight/></span>
                <ul class="inputs">{inputs.collect_view()}</ul>
            </li>
        }
    })
}
