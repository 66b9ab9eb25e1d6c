//! What the answers say, every statement opened to the answers that carry it.
//!
//! Start with [`FindingsPage`], the clues by family. [`FaisceauPage`] draws them towards the lenses,
//! [`LensPage`] is what one lens says, [`ChangesPage`] compares two moments.

mod carried;
mod changes;
mod clue;
mod differ;
mod drawing;
mod faisceau;
mod lens;
mod set_clue;
mod statement;
mod table;

use leptos::prelude::*;

pub use changes::{ChangesPage, altered_words};
pub use faisceau::FaisceauPage;
pub use lens::LensPage;

use crate::findings::Converging;
use crate::findings::lens::LensIx;
use crate::instrument::Truth;
use crate::interview::FieldId;
use crate::state::{Current, Intent, Page};
use crate::ui::parts::families::{CountsAndBar, Legend};
use crate::ui::parts::lenses::{Disc, clue_name, lens_lines, sorted_clues};
pub use crate::ui::parts::question::QuestionLink;
use crate::ui::parts::rail::Converges;
use crate::ui::parts::unfinished::Unfinished;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use clue::ClueRow;

/// The way between the pages of the findings: the clues, the drawing, each lens, the comparison.
#[component]
fn Pages() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let page = Memo::new(move |_| bridge.case(Topic::Page, Current::page));
    let lines = Memo::new(move |_| lens_lines(bridge));
    let link = move |to: Page, words: Signal<String>| {
        view! {
            <li>
                <button
                    class="page-link"
                    aria-current=move || (page.get() == Some(to)).then_some("page")
                    on:click=move |_| bridge.send(Intent::Go(to))
                >
                    {move || words.get()}
                </button>
            </li>
        }
    };
    view! {
        <nav class="findings-pages screen-only" aria-label=move || t_string!(i18n, lenses.pages)>
            <ul>
                {link(Page::Findings, Signal::derive(move || t_string!(i18n, lenses.clues).to_owned()))}
                {link(Page::Faisceau, Signal::derive(move || t_string!(i18n, lenses.faisceau).to_owned()))}
                {link(Page::Changes, Signal::derive(move || t_string!(i18n, lenses.changes).to_owned()))}
            </ul>
            <ul>
                {move || lines.get().into_iter().map(|line| {
                    let to = Page::Lens(line.lens);
                    view! {
                        <li>
                            <button
                                class="page-link"
                                class:not-here=line.applies == Truth::No
                                aria-current=move || (page.get() == Some(to)).then_some("page")
                                on:click=move |_| bridge.send(Intent::Go(to))
                            >
                                {(line.applies != Truth::No).then(|| view! { <Disc state=line.state/> })}
                                {line.title}
                            </button>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </nav>
    }
}

/// The name of a page of the findings.
pub fn page_name(bridge: Bridge, page: Page) -> String {
    let i18n = use_i18n();
    match page {
        Page::Lens(lens) => lens_title(bridge, lens),
        Page::Faisceau => t_string!(i18n, lenses.faisceau).to_owned(),
        Page::Changes => t_string!(i18n, lenses.changes).to_owned(),
        _ => t_string!(i18n, lenses.clues).to_owned(),
    }
}

fn lens_title(bridge: Bridge, lens: LensIx) -> String {
    let language = bridge.language();
    let title = |current: &Current| {
        let reading = current.findings().readings().get(lens.0)?;
        Some(reading.lens().title.in_language(language).to_owned())
    };
    bridge.glance(|app| app.current().and_then(title)).unwrap_or_default()
}

/// Above a question that was reached from the findings: the way back, and what its answer changed.
#[component]
pub fn WayBack() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let back = Memo::new(move |_| bridge.case(Topic::Page, Current::way_back).flatten());
    move || {
        back.get().map(|page| {
            view! {
                <div class="way-back screen-only">
                    <button class="button thin" on:click=move |_| bridge.send(Intent::Go(page))>
                        {t!(i18n, lenses.back)}" "{move || page_name(bridge, page)}
                    </button>
                    {(page != Page::Changes).then(|| view! {
                        <button class="button thin" on:click=move |_| bridge.send(Intent::Go(Page::Changes))>
                            {t!(i18n, lenses.what_changed)}
                        </button>
                    })}
                </div>
            }
        })
    }
}

/// The findings on the case.
#[component]
pub fn FindingsPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let families = bridge.glance(|app| app.current().map_or(0, |c| c.case().instrument().families.len()));
    view! {
        <Pages/>
        <h1 tabindex="-1">{t!(i18n, closing.findings)}</h1>
        <Unfinished/>
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
            (note, convergence.converging, convergence.rests_on, convergence.would_tell)
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
                    <ul>{rests_on.into_iter().map(|clue| view! { <li>{move || clue_name(bridge, clue)}</li> }).collect_view()}</ul>
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
    // A reason that was begun is seen.
    let begun = bridge.glance(|app| {
        let case = app.current()?.case();
        let clues = case.begun().filter_map(|field| match field {
            FieldId::Clue(id) => case.instrument().find_clue(id),
            _ => None,
        });
        Some(clues.collect::<Vec<_>>())
    });
    let begun = begun.unwrap_or_default();
    let begun = clues.with_untracked(|clues| clues.iter().any(|(_, clue)| begun.contains(clue)));
    view! {
        <details class="finding-family" open=begun>
            <summary><span class="family-name">{move || part(false)}</span> <CountsAndBar counts/></summary>
            <p class="quiet">{move || part(true)}</p>
            <ul class="finding-clues">
                <For each=move || clues.get() key=|(_, clue)| *clue let((_, clue))>
                    <ClueRow clue/>
                </For>
            </ul>
        </details>
    }
}
