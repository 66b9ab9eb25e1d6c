//! The findings beside the questions. The rail never shouts: it counts, and opens into reasons.

use leptos::prelude::*;

use super::families::{CountsAndBar, Legend};
use super::lenses::{LensesInRail, SetMark, clue_shape, clue_words, sorted_clues};
use super::next::NextQuestions;
use crate::findings::{ClueState, Converging};
use crate::instrument::ClueIx;
use crate::state::{Intent, Page};
use crate::ui::desk::desk;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// The rail.
#[component]
pub fn Rail() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let shown = Memo::new(move |_| bridge.read(Topic::Settings, |app| app.settings().rail));
    let families = bridge.glance(|app| app.current().map_or(0, |c| c.case().instrument().families.len()));
    let open = Memo::new(move |_| desk.rail.get());
    view! {
        <Show when=move || shown.get()>
            <aside class="rail" class:open=move || open.get() aria-label=move || t_string!(i18n, work.findings)>
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
                <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Question(question)))>
                    {t!(i18n, work.see_answer)}
                </button>
            })}
        </li>
    }
}

/// What must happen first: stays in view as long as it holds, with what to do now.
#[component]
pub fn FirstThings() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let things = Memo::new(move |_| {
        let things =
            bridge.case(Topic::Findings, |current| current.findings().first_things().collect::<Vec<_>>());
        things.unwrap_or_default()
    });
    let thing = move |at: usize, language| {
        bridge.glance(|app| {
            let thing = app.current()?.case().instrument().first_things.get(at)?;
            Some((
                thing.title.in_language(language).to_owned(),
                thing.what_to_do.in_language(language).to_vec(),
            ))
        })
    };
    view! {
        <div class="first-things" role="status">
            {move || {
                let language = bridge.language();
                let all = things.get();
                let more = all.len().saturating_sub(2);
                let two = all.into_iter().take(2).filter_map(|at| thing(at, language));
                view! {
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
