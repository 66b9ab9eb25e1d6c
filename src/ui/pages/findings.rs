//! The findings: every statement opened to the answers that carry it.

use leptos::prelude::*;

use crate::findings::{ClueState, Converging, Ground, Weight};
use crate::instrument::{ClueIx, QuestionIx};
use crate::state::{Current, Intent, Page};
use crate::ui::parts::answer_words::answer_words;
use crate::ui::parts::families::{CountsAndBar, Legend};
use crate::ui::parts::question::wording;
use crate::ui::parts::rail::Converges;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// A link to a question, in its words.
#[component]
pub fn QuestionLink(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    view! {
        <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Question(question)))>
            {move || wording(bridge, question)}
        </button>
    }
}

/// The findings on the case.
#[component]
pub fn FindingsPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let families = bridge.glance(|app| app.current().map_or(0, |c| c.case().instrument().families.len()));
    view! {
        <h1 tabindex="-1">{t!(i18n, closing.findings)}</h1>
        <p class="intro">{t!(i18n, closing.not_a_verdict)}</p>
        <FirstThings/>
        <h2>{t!(i18n, closing.what_converges)}</h2>
        <Converges/>
        <WhatWouldChange/>
        <h2>{t!(i18n, closing.by_family)}</h2>
        <Legend/>
        {(0..families).map(|family| view! { <Family family/> }).collect_view()}
    }
}

/// What must happen first, with what to do and the answers behind it.
#[component]
fn FirstThings() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let things = move || {
        let language = bridge.language();
        let things = bridge.case(Topic::Findings, |current| {
            let instrument = current.case().instrument();
            let told = |at: usize| {
                let thing = &instrument.first_things[at];
                (
                    thing.title.in_language(language).to_owned(),
                    thing.what_to_do.in_language(language).to_vec(),
                    thing.when.questions(),
                )
            };
            current.findings().first_things().map(told).collect::<Vec<_>>()
        });
        things.unwrap_or_default()
    };
    view! {
        <Show when=move || !things().is_empty()>
            <h2>{t!(i18n, closing.first)}</h2>
            {move || things().into_iter().map(|(title, what_to_do, questions)| view! {
                <section class="danger-note">
                    <h3>{title}</h3>
                    <ul>{what_to_do.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ul>
                    <p class="small">
                        {t!(i18n, closing.from)}" "
                        {questions.into_iter().map(|question| view! { <QuestionLink question/>" " }).collect_view()}
                    </p>
                </section>
            }).collect_view()}
        </Show>
    }
}

/// What it rests on, and what would change it.
#[component]
fn WhatWouldChange() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = move || {
        let language = bridge.language();
        bridge.case(Topic::Findings, |current| {
            let instrument = current.case().instrument();
            let convergence = current.findings().convergence(current.case());
            let note = instrument.convergence.note.in_language(language).to_owned();
            let name = |clue: &ClueIx| instrument.clue(*clue).name.in_language(language).to_owned();
            let rests_on: Vec<_> = convergence.rests_on.iter().map(name).collect();
            (note, convergence.converging, rests_on, convergence.would_tell)
        })
    };
    view! {
        {move || told().map(|(note, converging, rests_on, would_tell)| {
            let many = would_tell.len();
            let all_known = converging == Converging::DoNotConverge;
            view! {
                <p class="quiet">{note}</p>
                {(!rests_on.is_empty()).then(|| view! {
                    <p>{t!(i18n, closing.rests_on)}</p>
                    <ul>{rests_on.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
                })}
                {(many > 0 && !all_known).then(|| view! {
                    <details>
                        <summary>{t!(i18n, closing.would_tell, count = move || many)}</summary>
                        <ul>
                            {would_tell.into_iter().map(|question| view! {
                                <li><QuestionLink question/></li>
                            }).collect_view()}
                        </ul>
                    </details>
                })}
            }
        })}
    }
}

#[component]
fn Family(family: usize) -> impl IntoView {
    let bridge = bridge();
    let counts = Memo::new(move |_| {
        bridge.case(Topic::Findings, |current| current.findings().family(family)).unwrap_or_default()
    });
    let part = move |definition: bool| {
        let language = bridge.language();
        bridge.glance(|app| {
            let family = app.current()?.case().instrument().families.get(family)?;
            let text = if definition { &family.definition } else { &family.name };
            Some(text.in_language(language).to_owned())
        })
    };
    let clues = Memo::new(move |_| sorted_clues(bridge, family));
    view! {
        <details class="finding-family">
            <summary><span class="family-name">{move || part(false)}</span> <CountsAndBar counts/></summary>
            <p class="quiet">{move || part(true)}</p>
            <ul class="finding-clues">
                <For each=move || clues.get() key=|clue| *clue let((state, clue))>
                    <Clue state clue/>
                </For>
            </ul>
        </details>
    }
}

/// The clues of a family, the present ones first.
pub fn sorted_clues(bridge: Bridge, family: usize) -> Vec<(ClueState, ClueIx)> {
    let clues = bridge.case(Topic::Findings, |current: &Current| {
        let instrument = current.case().instrument();
        let of_family =
            current.findings().clues().filter(|(clue, _)| instrument.clue(*clue).family == family);
        let mut clues: Vec<_> = of_family.map(|(clue, finding)| (finding.state, clue)).collect();
        clues.sort_by_key(|(state, clue)| (ClueState::ALL.iter().position(|s| s == state), *clue));
        clues
    });
    clues.unwrap_or_default()
}

#[component]
fn Clue(state: ClueState, clue: ClueIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let instrument = app.current()?.case().instrument();
            let clue = instrument.clue(clue);
            let sources = clue.sources.iter().filter_map(|id| instrument.source(id)).map(|source| {
                let title = source.title.in_language(language);
                (format!("{title}, {}, {}", source.publisher, source.year), source.verified)
            });
            Some((
                clue.name.in_language(language).to_owned(),
                clue.definition.in_language(language).to_owned(),
                sources.collect::<Vec<_>>(),
            ))
        })
    };
    let grounds = Memo::new(move |_| {
        bridge
            .case(Topic::Findings, |current| current.findings().clue(clue).grounds.clone())
            .unwrap_or_default()
    });
    let class = match state {
        ClueState::Present => "clue present",
        ClueState::Unknown | ClueState::NotYetAsked => "clue open",
        ClueState::Absent => "clue absent",
    };
    view! {
        <li class=class>
            <details>
                <summary>
                    {move || told().map(|(name, ..)| name)}
                    " — "
                    {match state {
                        ClueState::Present => t!(i18n, work.present).into_any(),
                        ClueState::Unknown => t!(i18n, work.unknown).into_any(),
                        ClueState::NotYetAsked => t!(i18n, work.not_yet_asked).into_any(),
                        ClueState::Absent => t!(i18n, work.absent).into_any(),
                    }}
                </summary>
                <p>{move || told().map(|(_, definition, _)| definition)}</p>
                <ul class="grounds">
                    {move || grounds.get().into_iter().map(|ground| view! { <GroundRow ground/> }).collect_view()}
                </ul>
                <ul class="sources quiet small">
                    {move || told().map(|(.., sources)| sources).unwrap_or_default().into_iter().map(|(words, read)| {
                        view! { <li>{words}{(!read).then(|| view! { " "{t!(i18n, work.from_memory)} })}</li> }
                    }).collect_view()}
                </ul>
            </details>
        </li>
    }
}

/// An answer, and what it does to a clue.
#[component]
fn GroundRow(ground: Ground) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let question = ground.question;
    let entry = bridge
        .glance(|app| app.current().map(|current| current.case().entry(question).clone()))
        .unwrap_or_default();
    let own_words = entry.own_words.clone();
    let asked = ground.weight != Weight::NotAsked;
    view! {
        <li>
            <QuestionLink question/>
            {asked.then(|| view! { " "<strong>{move || answer_words(bridge, question, &entry)}</strong> })}
            <span class="quiet">
                " — "
                {match ground.weight {
                    Weight::Raises => t!(i18n, closing.raises).into_any(),
                    Weight::RulesOut => t!(i18n, closing.rules_out).into_any(),
                    Weight::SaysNothing => t!(i18n, closing.says_nothing).into_any(),
                    Weight::NotAnswered => t!(i18n, closing.not_answered).into_any(),
                    Weight::Blank => t!(i18n, closing.blank).into_any(),
                    Weight::NotAsked => t!(i18n, closing.not_asked).into_any(),
                }}
            </span>
            {(asked && !own_words.is_empty()).then(|| view! { <blockquote>{own_words}</blockquote> })}
        </li>
    }
}
