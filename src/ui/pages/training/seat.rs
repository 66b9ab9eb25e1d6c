//! A session as a trainee sees it: her place, what is played, and the results that she takes away.

use leptos::prelude::*;

use super::qr::Qr;
use super::training;
use super::words::attempt_words;
use crate::instrument::excess;
use crate::state::{App, Intent, Seat, Train};
use crate::training::room::{Attempt, Played};
use crate::ui::parts::draft::{done_in_tab, in_tab, keep_in_tab};
use crate::ui::parts::fields::LineField;
use crate::ui::parts::focus::focus_soon;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

fn seat<T>(bridge: Bridge, look: impl FnOnce(&Seat) -> T) -> Option<T> {
    training(bridge, |it| it.seat().map(look)).flatten()
}

/// A scenario of the session: its place, its title, and at each attempt whether it is done.
type Line = (usize, String, Vec<(Attempt, bool)>);

fn lines(bridge: Bridge) -> Vec<Line> {
    let language = bridge.language();
    seat(bridge, |seat| {
        let lines = seat.session.scenarios.iter().enumerate().filter_map(|(at, chosen)| {
            let title = seat.session.scenario(&chosen.id)?.title.in_language(language).to_owned();
            let attempts = seat.session.attempts().iter();
            let done = attempts.map(|attempt| (*attempt, seat.result(at, *attempt).is_some())).collect();
            Some((at, title, done))
        });
        lines.collect()
    })
    .unwrap_or_default()
}

/// The name under which the tab keeps how a trainee is called while it is typed.
const WHO: &str = "faisceau:trainee";

/// The session, as a trainee sees it.
#[component]
pub fn SeatPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let name = Memo::new(move |_| seat(bridge, |seat| seat.session.name.clone()).unwrap_or_default());
    let who = Memo::new(move |_| seat(bridge, |seat| seat.trainee.clone()).unwrap_or_default());
    let lines = Memo::new(move |_| lines(bridge));
    let written = RwSignal::new(in_tab(WHO).unwrap_or_default());
    keep_in_tab(WHO, move || written.get());
    view! {
        <main class="column" id="main">
            <h1 tabindex="-1">{t!(i18n, training.seat, name = move || name.get())}</h1>
            <Show
                when=move || !who.read().is_empty()
                fallback=move || view! {
                    <form on:submit=move |event| {
                        event.prevent_default();
                        if written.with_untracked(|name| excess(name.trim(), Played::TRAINEE) > 0) {
                            return focus_soon("#who");
                        }
                        done_in_tab(WHO);
                        bridge.send(Intent::Train(Train::Sit(written.get_untracked())));
                    }>
                        <LineField
                            id="who"
                            value=written
                            label=t!(i18n, training.who)
                            hint=t!(i18n, training.who_hint)
                            most=Played::TRAINEE
                        />
                        <button class="button weighty" type="submit">{t!(i18n, training.sit)}</button>
                    </form>
                }
            >
                <p class="strong">{move || who.get()}</p>
                <ol class="session-list">
                    {move || lines.get().into_iter().map(|(at, title, attempts)| {
                        let twice = attempts.len() > 1;
                        view! {
                            <li>
                                <p class="strong">{title}</p>
                                <div class="steps">
                                    {attempts.into_iter().map(|(attempt, done)| view! {
                                        <button
                                            class="button"
                                            on:click=move |_| bridge.send(Intent::Train(Train::Take(at, attempt)))
                                        >
                                            {twice.then(|| format!("{} · ", attempt_words(attempt)))}
                                            {if done {
                                                t!(i18n, training.again).into_any()
                                            } else {
                                                t!(i18n, training.start).into_any()
                                            }}
                                        </button>
                                        {done.then(|| view! { <span class="tag">{t!(i18n, training.done)}</span> })}
                                    }).collect_view()}
                                </div>
                            </li>
                        }
                    }).collect_view()}
                </ol>
            </Show>
        </main>
    }
}

/// The result of what was just played, to be handed in.
#[component]
pub fn ResultBox() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let who =
        Memo::new(move |_| seat(bridge, |seat| seat.last().map(|result| result.trainee.clone())).flatten());
    let shown = RwSignal::new(false);
    let short = move || bridge.read(Topic::Training, App::short_result);
    move || {
        who.get().map(|who| view! {
            <section class="result screen-only">
                <h2>{t!(i18n, training.result, name = move || who.clone())}</h2>
                <p>{t!(i18n, training.result_told)}</p>
                <div class="steps">
                    <button class="button weighty" on:click=move |_| bridge.send(Intent::Train(Train::OfferResult))>
                        {t!(i18n, training.result_file)}
                    </button>
                    <button
                        class="button"
                        aria-expanded=move || shown.get().to_string()
                        on:click=move |_| shown.update(|shown| *shown = !*shown)
                    >
                        {t!(i18n, training.result_short)}
                    </button>
                </div>
                <Show when=move || shown.get()>
                    {move || short().map(|text| view! {
                        <div class="short-result">
                            <Qr text=text.clone()/>
                            <p class="short-text" translate="no">{text}</p>
                        </div>
                    })}
                </Show>
            </section>
        })
    }
}
