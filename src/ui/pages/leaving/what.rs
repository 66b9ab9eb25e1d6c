//! What would leave, part by part and answer by answer; each can be taken away or added.

use leptos::prelude::*;

use super::Choice;
use super::delicate::DelicatePart;
use crate::instrument::{QuestionIx, SectionIx, Value};
use crate::interview::{Part, Precision, Selection};
use crate::state::{AnswerPreview, SectionPreview};
use crate::ui::parts::answer_words::answer_words;
use crate::ui::parts::question::wording;
use crate::ui::parts::recipient::part_words;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, bridge};

/// What would leave.
#[component]
pub fn WhatPart(choice: Choice) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let sections = Memo::new(move |_| {
        let preview = choice.preview.get();
        preview
            .map(|preview| preview.sections.iter().map(|one| one.section).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let parts = Part::ALL.into_iter().filter(|part| bridge.glance(|app| app.has_part(*part)));
    view! {
        <section class="what">
            <h2>{t!(i18n, leaving.what)}</h2>
            <p>{t!(i18n, leaving.what_told)}</p>
            <div class="steps">
                <button class="button" on:click=move |_| change(choice, |_| Selection::everything())>
                    {t!(i18n, leaving.take_all)}
                </button>
                <button class="button" on:click=move |_| change(choice, |selection| {
                    let to = choice.recipient.get_untracked();
                    to.and_then(|to| bridge.glance(|app| app.default_selection(to))).unwrap_or(selection)
                })>
                    {t!(i18n, leaving.take_usual)}
                </button>
            </div>
            <DelicatePart choice/>
            <fieldset class="field">
                <legend>{t!(i18n, leaving.around)}</legend>
                <div class="parts">
                    {parts.map(|part| view! { <PartBox choice part/> }).collect_view()}
                </div>
            </fieldset>
            <fieldset class="field inline">
                <legend>{t!(i18n, leaving.precision)}</legend>
                {[Precision::Day, Precision::Month, Precision::Year].map(|precision| view! {
                    <label class="check">
                        <input
                            type="radio"
                            name="precision"
                            prop:checked=move || choice.selection.read().precision() == precision
                            on:change=move |_| change(choice, |selection| selection.dates(precision))
                        />
                        {move || match precision {
                            Precision::Day => t_string!(i18n, leaving.dates_day),
                            Precision::Month => t_string!(i18n, leaving.dates_month),
                            Precision::Year => t_string!(i18n, leaving.dates_year),
                        }}
                    </label>
                }).collect_view()}
            </fieldset>
            <h3>{t!(i18n, leaving.answers)}</h3>
            <ul class="plain">
                <For each=move || sections.get() key=|section| section.0 let(section)>
                    <Section choice section/>
                </For>
            </ul>
            <Show when=move || sections.read().is_empty()><p class="quiet">{t!(i18n, leaving.nothing)}</p></Show>
        </section>
    }
}

pub(super) fn change(choice: Choice, how: impl FnOnce(Selection) -> Selection) {
    choice.selection.update(|selection| *selection = how(std::mem::take(selection)));
    // What was agreed to was another selection.
    choice.said.set(None);
}

/// A part of the case, with its box.
#[component]
fn PartBox(choice: Choice, part: Part) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || choice.selection.read().has(part)
                on:change=move |event| {
                    let takes = event_target_checked(&event);
                    change(choice, |selection| {
                        if takes { selection.with(part) } else { selection.without_part(part) }
                    });
                }
            />
            {move || part_words(part)}
        </label>
    }
}

fn seen(choice: Choice, section: SectionIx) -> Option<SectionPreview> {
    choice
        .preview
        .with(|preview| preview.as_ref()?.sections.iter().find(|one| one.section == section).cloned())
}

/// A section: how many of its answers would leave, and, opened, each of them.
#[component]
fn Section(choice: Choice, section: SectionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let title = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            Some(app.current()?.case().instrument().section(section).title.in_language(language).to_owned())
        })
    };
    let preview = Memo::new(move |_| seen(choice, section));
    let questions = Memo::new(move |_| {
        let answers = preview.get().map(|preview| preview.answers).unwrap_or_default();
        answers.into_iter().map(|answer| answer.question).collect::<Vec<_>>()
    });
    let counts = move || {
        let answers = preview.get().map(|preview| preview.answers).unwrap_or_default();
        (answers.iter().filter(|answer| answer.entry.is_written()).count(), answers.len())
    };
    let leaves = move || counts().0 > 0;
    let in_part = move || {
        let (leaves, written) = counts();
        leaves > 0 && leaves < written
    };
    let told = move || {
        let (leaves, written) = counts();
        t!(i18n, leaving.some, leaves = move || leaves, written = move || written)
    };
    let all = move |takes: bool| {
        let questions = questions.get_untracked();
        change(choice, |selection| {
            questions.iter().fold(selection, |selection, question| take(bridge, selection, *question, takes))
        });
    };
    view! {
        <li class="section-leaves">
            <input
                type="checkbox"
                aria-label=title
                prop:checked=leaves
                prop:indeterminate=in_part
                on:change=move |event| all(event_target_checked(&event))
            />
            <details>
                <summary>
                    <span>{title}</span>
                    <span class="quiet">{told}</span>
                </summary>
                <ul class="plain">
                    <For each=move || questions.get() key=|question| question.0 let(question)>
                        <Answer choice preview question/>
                    </For>
                </ul>
            </details>
        </li>
    }
}

fn take(bridge: Bridge, selection: Selection, question: QuestionIx, takes: bool) -> Selection {
    let id = bridge.glance(|app| Some(app.current()?.case().instrument().question(question).id.clone()));
    match id {
        Some(id) if takes => selection.with_answer(&id),
        Some(id) => selection.without(id),
        None => selection,
    }
}

/// An answer as it would leave.
#[component]
fn Answer(choice: Choice, preview: Memo<Option<SectionPreview>>, question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let answer = Memo::new(move |_| {
        preview.with(|it| it.as_ref()?.answers.iter().find(|answer| answer.question == question).cloned())
    });
    let leaves = move || answer.with(|it| it.as_ref().is_some_and(|it| it.entry.is_written()));
    // What a topic keeps back comes with the topic alone.
    let by_topic = move || {
        choice.selection.with(|selection| {
            let meets = bridge.glance(|app| {
                let instrument = app.current()?.case().instrument();
                let kept_back = selection.topics_under(&instrument.question(question).id);
                Some(instrument.topics.any_of(question).meets(kept_back))
            });
            !leaves() && meets.unwrap_or_default()
        })
    };
    let told = move |answer: &AnswerPreview| {
        let masked = match answer.entry.value() {
            Some(Value::Text(text) | Value::Note(text)) => text == Selection::WITHHELD,
            _ => false,
        };
        if masked {
            view! { " "<span class="quiet">{t!(i18n, leaving.word_withheld)}</span> }.into_any()
        } else {
            view! { " "<strong>{answer_words(bridge, question, &answer.entry)}</strong> }.into_any()
        }
    };
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=leaves
                    disabled=by_topic
                    on:change=move |event| {
                        let takes = event_target_checked(&event);
                        change(choice, |selection| take(bridge, selection, question, takes));
                    }
                />
                <span class:withheld=move || !leaves()>
                    {move || wording(bridge, question)}
                    {move || answer.get().filter(|_| leaves()).map(|answer| {
                        let (own_words, observed) = (answer.entry.own_words.clone(), answer.entry.observed.clone());
                        view! {
                            {told(&answer)}
                            {(!own_words.is_empty()).then(|| view! { " "<q>{own_words}</q> })}
                            {(!observed.is_empty()).then(|| view! { " "<span class="quiet">{observed}</span> })}
                        }
                    })}
                    {move || answer.get().filter(|answer| answer.with_another).map(|_| {
                        let why = if by_topic() {
                            t!(i18n, leaving.withheld_topic).into_any()
                        } else {
                            t!(i18n, leaving.withheld_with).into_any()
                        };
                        view! { " "<span class="quiet">{why}</span> }
                    })}
                </span>
            </label>
        </li>
    }
}
