//! Where a trainer writes a scenario of her own: part by part, with what is missing in view.
//!
//! [`WritingPage`] is the frame; each part has its file. Nothing is held here: every letter is an [`Edit`] of
//! the draft, and what is shown is the draft.

mod answer;
mod clues;
mod fields;
mod flaws;
mod gestures;
mod looks;
mod person;
mod questions;
mod scripts;
pub mod start;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::training;
use crate::instrument::{Instrument, QuestionId};
use crate::state::{Author, Intent, Train, Writing};
use crate::training::draft::{Edit, Part};
use crate::training::{Rules, Scenario};
use crate::ui::parts::focus::focus_soon;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, bridge};
use flaws::Flaws;

pub use flaws::fault_words;

/// Reads the scenario that is being written, and reads it anew when it changes.
fn writing<T>(bridge: Bridge, look: impl FnOnce(&Writing) -> T) -> Option<T> {
    training(bridge, |it| it.writing().map(look)).flatten()
}

fn draft<T>(bridge: Bridge, look: impl FnOnce(&Scenario) -> T) -> Option<T> {
    writing(bridge, |it| look(it.draft().scenario()))
}

/// The instrument of the draft: the same as long as it is written.
fn instrument(bridge: Bridge) -> Option<Arc<Instrument>> {
    bridge.glance(|app| {
        let edition = &app.training()?.writing()?.draft().scenario().instrument;
        app.shelf().find(edition)
    })
}

fn rules() -> Option<Arc<Rules>> {
    Rules::bundled().ok()
}

fn send(bridge: Bridge, what: Author) {
    bridge.send(Intent::Train(Train::Write(what)));
}

fn edit(bridge: Bridge, edit: Edit) {
    send(bridge, Author::Edit(Box::new(edit)));
}

/// What is open on the page: given in context, so that a flaw can open the place where it is mended.
#[derive(Clone, Copy)]
struct Opened {
    questions: RwSignal<BTreeSet<QuestionId>>,
    /// The words by which questions or clues are looked for.
    words: RwSignal<String>,
}

/// The page.
#[component]
pub fn WritingPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    provide_context(Opened { questions: RwSignal::default(), words: RwSignal::default() });
    let part = Memo::new(move |_| writing(bridge, Writing::part).unwrap_or_default());
    let title = Memo::new(move |_| {
        let language = bridge.language();
        draft(bridge, |it| (it.title.in_language(language).to_owned(), it.version.to_string()))
            .unwrap_or_default()
    });
    view! {
        <main class="wide writing-page" id="main">
            <p class="steps"><super::Way to=crate::state::TrainingPage::Hall>{t!(i18n, training.hall)}</super::Way></p>
            <h1 tabindex="-1">{t!(i18n, writing.title)}</h1>
            <p>
                <span class="strong">{move || title.get().0}</span>" "
                <span class="quiet">{t!(i18n, writing.version, number = move || title.get().1)}</span>
            </p>
            <Kept/>
            <Bar/>
            <Flaws/>
            <Parts part/>
            <div class="part">
                {move || match part.get() {
                    Part::Person => view! { <person::PersonPart/> }.into_any(),
                    Part::Clues => view! { <clues::CluesPart/> }.into_any(),
                    Part::Questions => view! { <questions::QuestionsPart/> }.into_any(),
                    Part::Gestures => view! { <gestures::GesturesPart/> }.into_any(),
                    Part::Looks => view! { <looks::LooksPart/> }.into_any(),
                    Part::Scripts => view! { <scripts::ScriptsPart/> }.into_any(),
                }}
            </div>
        </main>
    }
}

/// What is done with the draft as a whole: always in the same place.
#[component]
fn Bar() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let state = Memo::new(move |_| {
        let told = |it: &Writing| (it.flaws().len(), it.is_looked_at(), it.draft().can_undo());
        writing(bridge, told).unwrap_or_default()
    });
    let sound = move || matches!(state.get(), (0, true, _));
    view! {
        <div class="writing-bar">
            <p class="flaw-count" role="status" data-flaws=move || state.get().1.then(|| state.get().0.to_string())>
                {move || match state.get() {
                    (_, false, _) => t!(i18n, writing.looking).into_any(),
                    (0, ..) => t!(i18n, writing.sound).into_any(),
                    (count, ..) => view! {
                        <button class="link" on:click=move |_| focus_soon("#flaws button")>
                            {t!(i18n, writing.to_mend, count = move || count)}
                        </button>
                    }
                    .into_any(),
                }}
            </p>
            <div class="steps">
                <button
                    class="button thin"
                    disabled=move || !state.get().2
                    on:click=move |_| send(bridge, Author::Undo)
                >
                    {t!(i18n, writing.undo)}
                </button>
                <button class="button exercise" on:click=move |_| send(bridge, Author::TryOut)>
                    {t!(i18n, writing.try_out)}
                </button>
                <button class="button primary" on:click=move |_| send(bridge, Author::Save)>
                    {t!(i18n, writing.save)}
                </button>
                <button
                    class="button"
                    disabled=move || !sound()
                    title=move || (!sound()).then(|| t_string!(i18n, writing.offer_not_yet))
                    on:click=move |_| send(bridge, Author::Offer)
                >
                    {t!(i18n, writing.offer)}
                </button>
            </div>
        </div>
    }
}

/// What is kept of the draft, and the way to throw it away: asked before.
#[component]
fn Kept() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let asked = RwSignal::new(false);
    let changed = Memo::new(move |_| writing(bridge, |it| it.draft().is_changed()).unwrap_or_default());
    view! {
        <div class="kept">
            <p class="quiet">
                {move || if changed.get() {
                    t!(i18n, writing.kept_in_tab).into_any()
                } else {
                    t!(i18n, writing.kept_in_file).into_any()
                }}
            </p>
            <Show
                when=move || asked.get()
                fallback=move || view! {
                    <button class="button thin" on:click=move |_| {
                        asked.set(true);
                        focus_soon(".kept .button:not(.danger)");
                    }>
                        {t!(i18n, writing.throw)}
                    </button>
                }
            >
                <div class="danger-note">
                    <p>{t!(i18n, writing.throw_told)}</p>
                    <div class="steps">
                        <button class="button danger" on:click=move |_| send(bridge, Author::Throw)>
                            {t!(i18n, writing.throw_yes)}
                        </button>
                        <button class="button" on:click=move |_| asked.set(false)>{t!(i18n, common.cancel)}</button>
                    </div>
                </div>
            </Show>
        </div>
    }
}

/// A part, in words.
fn part_words(part: Part) -> String {
    let i18n = use_i18n();
    match part {
        Part::Person => t_string!(i18n, writing.part_person),
        Part::Clues => t_string!(i18n, writing.part_clues),
        Part::Questions => t_string!(i18n, writing.part_questions),
        Part::Gestures => t_string!(i18n, writing.part_gestures),
        Part::Looks => t_string!(i18n, writing.part_looks),
        Part::Scripts => t_string!(i18n, writing.part_scripts),
    }
    .to_owned()
}

/// The parts, in the order in which a scenario is written; each with how much is to be mended in it.
#[component]
fn Parts(part: Memo<Part>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let counts = Memo::new(move |_| {
        writing(bridge, |it| {
            let spots: Vec<_> = it.spots().map(|spot| spot.part()).collect();
            Part::ALL.map(|part| spots.iter().filter(|other| **other == part).count())
        })
        .unwrap_or_default()
    });
    view! {
        <nav class="parts" aria-label=move || t_string!(i18n, writing.parts)>
            {Part::ALL.into_iter().enumerate().map(|(at, this)| view! {
                <button
                    class="button thin"
                    aria-current=move || (part.get() == this).then_some("step")
                    on:click=move |_| send(bridge, Author::Show(this))
                >
                    {move || part_words(this)}
                    {move || Some(counts.get()[at]).filter(|count| *count > 0).map(|count| view! {
                        <span class="tag">{t!(i18n, writing.to_mend, count = move || count)}</span>
                    })}
                </button>
            }).collect_view()}
        </nav>
    }
}
