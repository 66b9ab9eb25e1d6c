//! The findings beside the questions. The rail never shouts: it counts, and opens into reasons.

use leptos::prelude::*;

use super::families::{CountsAndBar, Legend};
use super::focus::{focus_soon, give_back};
use super::lenses::{LensesInRail, SetMark, clue_shape, clue_words, sorted_clues};
use super::next::NextQuestions;
use super::question::go_to;
use crate::findings::{ClueState, Converging};
use crate::instrument::{ClueIx, Language};
use crate::state::{Intent, Page};
use crate::ui::desk::desk;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// The rail.
#[component]
pub fn Rail() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let shown = Memo::new(move |_| bridge.read(Topic::Settings, |app| app.settings().rail));
    let families = bridge.glance(|app| app.current().map_or(0, |c| c.case().instrument().families.len()));
    let open = Memo::new(move |_| desk.rail.get());
    give_back(move || open.get(), ".question.active .wording");
    Effect::new(move |_| {
        if open.get() {
            focus_soon(".rail .close");
        }
    });
    view! {
        <Show when=move || shown.get()>
            <aside class="rail" class:open=move || open.get() aria-label=move || t_string!(i18n, work.findings)>
                <button class="button narrow-only close" on:click=move |_| desk.rail.set(false)>
                    {t!(i18n, common.close)}
                </button>
                <h2 class="rail-title">{t!(i18n, work.findings)}</h2>
                <Converges/>
                <NextQuestions/>
                <LensesInRail/>
                <Legend/>
                <ul class="families">
                    {(0..families).map(|family| view! { <Family family/> }).collect_view()}
                </ul>
                <button class="button thin" on:click=move |_| bridge.send(Intent::Go(Page::Findings))>
                    {t!(i18n, work.open_findings)}
                </button>
            </aside>
        </Show>
    }
}

/// What converges, in one sentence.
#[component]
pub fn Converges() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = Memo::new(move |_| {
        bridge.case(Topic::Findings, |current| {
            let findings = current.findings();
            let (converging, families) = findings.converging(current.case().instrument());
            (converging, findings.counts().present, families)
        })
    });
    let words = move || {
        let (converging, clues, families) = told.get()?;
        Some(match converging {
            Converging::Converge => t_string!(i18n, work.converge, clues = clues, families = families),
            Converging::NotEnoughKnown => t_string!(i18n, work.not_enough, count = clues),
            Converging::NoneSoFar => t_string!(i18n, work.none_so_far).to_owned(),
            Converging::DoNotConverge => t_string!(i18n, work.do_not_converge).to_owned(),
        })
    };
    view! { <p class="converges" aria-live="polite">{words}</p> }
}

#[component]
fn Family(family: usize) -> impl IntoView {
    let bridge = bridge();
    let counts = Memo::new(move |_| {
        bridge.case(Topic::Findings, |current| current.findings().family(family)).unwrap_or_default()
    });
    let name = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let name = &app.current()?.case().instrument().families.get(family)?.name;
            Some(name.in_language(language).to_owned())
        })
    };
    let open = RwSignal::new(false);
    view! {
        <li class="family">
            <details on:toggle=move |event| open.set(is_open(&event))>
                <summary><span class="family-name">{name}</span> <CountsAndBar counts/></summary>
                <Show when=move || open.get()><Clues family/></Show>
            </details>
        </li>
    }
}

/// Whether the details that tell of a change are open.
pub fn is_open(event: &leptos::ev::Event) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.has_attribute("open"))
}

#[component]
fn Clues(family: usize) -> impl IntoView {
    let bridge = bridge();
    let clues = Memo::new(move |_| sorted_clues(bridge, family));
    view! {
        <ul class="clues">
            <For each=move || clues.get() key=|clue| *clue let((state, clue))>
                <Clue state clue/>
            </For>
        </ul>
    }
}

#[component]
fn Clue(state: ClueState, clue: ClueIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let name = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            Some(app.current()?.case().instrument().clue(clue).name.in_language(language).to_owned())
        })
    };
    let answer = bridge.glance(|app| {
        let finding = app.current()?.findings().clue(clue);
        let blank = finding.with(crate::findings::Weight::Blank).next();
        finding.raised_by().next().or(blank).or_else(|| finding.grounds.first().map(|ground| ground.question))
    });
    let (shape, class) = clue_shape(state);
    let set = bridge.glance(|app| app.current().is_some_and(|c| c.findings().clue(clue).set.is_some()));
    view! {
        <li class=format!("clue {class}")>
            <span aria-hidden="true">{shape}" "</span>
            {name}
            <span class="quiet small">
                " — "
                {move || clue_words(state)}
                {set.then(|| view! { <SetMark/> })}
            </span>
            {answer.map(|question| view! {
                <button class="link" on:click=move |_| go_to(bridge, question)>
                    {t!(i18n, work.see_answer)}
                </button>
            })}
        </li>
    }
}

/// What must happen first: stays in view as long as it holds, with what to do now.
#[component]
pub fn FirstThings() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let things = first_things(bridge);
    let thing = move |at, language| told_first(bridge, at, language);
    view! {
        <div class="first-things" role="status">
            {move || {
                let language = bridge.language();
                let all = things.get();
                let more = all.len().saturating_sub(2);
                let count = all.len();
                let first = all.first().and_then(|at| thing(*at, language)).map(|(title, _)| title);
                let two = all.into_iter().take(2).filter_map(|at| thing(at, language));
                view! {
                    {first.map(|title| view! {
                        <button
                            class="button urgent-line"
                            aria-expanded=move || desk.urgent.get().to_string()
                            on:click=move |_| desk.urgent.update(|open| *open = !*open)
                        >
                            <strong>{t!(i18n, work.urgent_count, count = move || count)}</strong>
                            " "
                            <span>{title}</span>
                        </button>
                    })}
                    {two.map(|(title, what_to_do)| view! {
                        <details class="first-thing">
                            <summary>{title} <span class="small">{t!(i18n, work.what_to_do)}</span></summary>
                            <ul>{what_to_do.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ul>
                        </details>
                    }).collect_view()}
                    {(more > 0).then(|| view! {
                        <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Findings))>
                            {t!(i18n, work.more_first, count = move || more)}
                        </button>
                    })}
                }
            }}
        </div>
    }
}

/// What must happen first, the first one first.
fn first_things(bridge: Bridge) -> Memo<Vec<usize>> {
    Memo::new(move |_| {
        let things =
            bridge.case(Topic::Findings, |current| current.findings().first_things().collect::<Vec<_>>());
        things.unwrap_or_default()
    })
}

/// What must happen first, and what to do now.
fn told_first(bridge: Bridge, at: usize, language: Language) -> Option<(String, Vec<String>)> {
    bridge.glance(|app| {
        let thing = app.current()?.case().instrument().first_things.get(at)?;
        Some((thing.title.in_language(language).to_owned(), thing.what_to_do.in_language(language).to_vec()))
    })
}

/// All that must happen first, as a sheet: a narrow screen has one line for it.
#[component]
pub fn FirstSheet() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let things = first_things(bridge);
    give_back(move || desk.urgent.get(), ".question.active .wording");
    Effect::new(move |_| {
        if desk.urgent.get() {
            focus_soon(".urgent-sheet h2");
        }
    });
    let told = move || {
        let language = bridge.language();
        things.get().into_iter().filter_map(|at| told_first(bridge, at, language)).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || desk.urgent.get() && !things.read().is_empty()>
            <div class="sheet urgent-sheet" role="dialog" aria-modal="true" aria-labelledby="urgent-title">
                <h2 id="urgent-title" tabindex="-1">
                    {t!(i18n, work.urgent_count, count = move || things.read().len())}
                </h2>
                {move || told().into_iter().map(|(title, what_to_do)| view! {
                    <h3>{title}</h3>
                    <ul>{what_to_do.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ul>
                }).collect_view()}
                <div class="steps">
                    <button class="button" on:click=move |_| {
                        desk.urgent.set(false);
                        bridge.send(Intent::Go(Page::Findings));
                    }>
                        {t!(i18n, work.open_findings)}
                    </button>
                    <button class="button" on:click=move |_| desk.urgent.set(false)>{t!(i18n, common.close)}</button>
                </div>
            </div>
        </Show>
    }
}
