//! The trainer's page: the session to hand out, the results that come back, and what they show together.

use leptos::prelude::*;

use super::hall::FilesField;
use super::room_group::group_shown;
use super::{Way, training};
use crate::doors::browser;
use crate::state::{Intent, RoomDesk, Train, TrainingPage};
use crate::ui::parts::draft::{in_tab, keep_in_tab};
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, bridge};

/// Reads the room on the screen.
pub fn room<T>(bridge: Bridge, look: impl FnOnce(&RoomDesk) -> T) -> Option<T> {
    training(bridge, |it| it.room().map(look)).flatten()
}

/// The name under which the tab keeps a result while it is typed.
const SHORT: &str = "faisceau:short-result";

/// The room.
#[component]
pub fn RoomPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let head = Memo::new(move |_| {
        room(bridge, |desk| {
            let generated = desk.results.iter().any(|result| result.generated);
            (desk.session.name.clone(), desk.room.results.len(), desk.room.replaced, generated)
        })
        .unwrap_or_default()
    });
    let projector = RwSignal::new(false);
    let short = RwSignal::new(in_tab(SHORT).unwrap_or_default());
    keep_in_tab(SHORT, move || short.get());
    let groups = move || room(bridge, |desk| desk.room.groups.clone()).unwrap_or_default();
    view! {
        <main class="wide room" class:projector=move || projector.get() id="main">
            <p class="steps screen-only">
                <Way to=TrainingPage::Hall>{t!(i18n, training.hall)}</Way>
                <button
                    class="button thin"
                    aria-pressed=move || projector.get().to_string()
                    on:click=move |_| projector.update(|on| *on = !*on)
                >
                    {t!(i18n, training.projector)}
                </button>
                <button class="button thin" on:click=move |_| browser::print()>{t!(i18n, training.print)}</button>
                <button class="button thin" on:click=move |_| bridge.send(Intent::Train(Train::OfferTable(false)))>
                    {t!(i18n, training.csv_codings)}
                </button>
                <button class="button thin" on:click=move |_| bridge.send(Intent::Train(Train::OfferTable(true)))>
                    {t!(i18n, training.csv_counts)}
                </button>
            </p>
            <h1 tabindex="-1">{t!(i18n, training.room, name = move || head.get().0)}</h1>
            {move || head.get().3.then(|| view! { <p class="exercise-mark">{t!(i18n, training.generated)}</p> })}
            <section class="handing screen-only">
                <button class="button weighty" on:click=move |_| bridge.send(Intent::Train(Train::OfferSession))>
                    {t!(i18n, training.session_file)}
                </button>
                <div class="two-columns">
                    <div class="field">
                        <label for="results">{t!(i18n, training.read_results)}</label>
                        <p class="hint quiet" id="results-hint">{t!(i18n, training.read_hint)}</p>
                        <FilesField id="results" several=true/>
                    </div>
                    <form class="field" on:submit=move |event| {
                        event.prevent_default();
                        bridge.send(Intent::Train(Train::Typed(short.get_untracked())));
                        short.set(String::new());
                    }>
                        <label for="typed">{t!(i18n, training.typed)}</label>
                        <textarea
                            id="typed"
                            rows="3"
                            spellcheck="false"
                            autocomplete="off"
                            prop:value=move || short.get()
                            on:input=move |event| short.set(typed(&event))
                        ></textarea>
                        <button class="button" type="submit">{t!(i18n, training.typed_do)}</button>
                    </form>
                </div>
            </section>
            <p class="strong" data-results=move || head.get().1.to_string()>
                {move || match head.get() {
                    (_, 0, ..) => t!(i18n, training.none_yet).into_any(),
                    (_, count, 0, _) => t!(i18n, training.results_count, count = move || count).into_any(),
                    (_, count, replaced, _) => view! {
                        {t!(i18n, training.results_count, count = move || count)}" · "
                        {t!(i18n, training.replaced, count = move || replaced)}
                    }.into_any(),
                }}
            </p>
            {move || groups().into_iter().map(|group| {
                let pairs = room(bridge, |desk| {
                    let of = desk.session.scenarios.iter().find(|chosen| group.is_of(chosen));
                    of.map(|chosen| desk.room.before_and_after(chosen)).unwrap_or_default()
                });
                group_shown(&group, pairs.unwrap_or_default(), bridge.language())
            }).collect_view()}
        </main>
    }
}
