//! Making a session.

use leptos::prelude::*;

use super::{Way, training};
use crate::instrument::excess;
use crate::state::{Intent, NewSession, Train, TrainingPage};
use crate::training::ScenarioId;
use crate::training::room::{LiveOrBlind, Session};
use crate::ui::bridge;
use crate::ui::parts::draft::{done_in_tab, in_tab, keep_in_tab};
use crate::ui::parts::fields::{LineField, Radio};
use crate::ui::parts::focus::focus_soon;
use crate::ui::text::{t, use_i18n};

/// The name under which the tab keeps a session that is being made.
const BEGUN: &str = "faisceau:session";

/// A session that is being made: its name, its scenarios, what is shown, its minutes, whether it is twice.
type Begun = (String, Vec<ScenarioId>, LiveOrBlind, String, bool);

/// Making a session.
#[component]
pub fn NewSessionPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let begun: Option<Begun> = in_tab(BEGUN);
    let (name, chosen, findings, minutes, twice) = begun.unwrap_or_default();
    let (name, chosen, findings) = (RwSignal::new(name), RwSignal::new(chosen), RwSignal::new(findings));
    let (minutes, twice) = (RwSignal::new(minutes), RwSignal::new(twice));
    keep_in_tab(BEGUN, move || (name.get(), chosen.get(), findings.get(), minutes.get(), twice.get()));
    let gap = RwSignal::new(false);
    let make = move || {
        let limit = minutes.get_untracked();
        let limit = limit.trim();
        let parsed = limit.parse().ok();
        if name.with_untracked(|name| excess(name.trim(), Session::NAME) > 0) {
            return focus_soon("#session-name");
        }
        let bad = name.get_untracked().trim().is_empty()
            || chosen.read_untracked().is_empty()
            || (!limit.is_empty() && parsed.is_none());
        gap.set(bad);
        if bad {
            return focus_soon("#session-gap");
        }
        done_in_tab(BEGUN);
        bridge.send(Intent::Train(Train::MakeSession(NewSession {
            name: name.get_untracked(),
            scenarios: chosen.get_untracked(),
            findings: findings.get_untracked(),
            minutes: parsed,
            before_and_after: twice.get_untracked(),
        })));
    };
    view! {
        <main class="column" id="main">
            <p class="steps"><Way to=TrainingPage::Hall>{t!(i18n, training.back)}</Way></p>
            <h1 tabindex="-1">{t!(i18n, training.new_session)}</h1>
            <Show when=move || gap.get()>
                <p class="error" id="session-gap" tabindex="-1" role="alert">{t!(i18n, training.session_gap)}</p>
            </Show>
            <form on:submit=move |event| {
                event.prevent_default();
                make();
            }>
                <LineField
                    id="session-name"
                    value=name
                    label=t!(i18n, training.session_name)
                    hint=t!(i18n, training.session_name_hint)
                    most=Session::NAME
                />
                <Scenarios chosen/>
                <LiveChoice findings/>
                <LineField
                    id="session-minutes"
                    value=minutes
                    label=t!(i18n, training.session_minutes)
                    hint=t!(i18n, training.session_minutes_hint)
                    numeric=true
                />
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || twice.get()
                        on:change=move |event| twice.set(event_target_checked(&event))
                    />
                    {t!(i18n, training.session_twice)}
                </label>
                <button class="button weighty" type="submit">{t!(i18n, training.session_make)}</button>
            </form>
        </main>
    }
}

/// The scenarios, in the order in which they are chosen.
#[component]
fn Scenarios(chosen: RwSignal<Vec<ScenarioId>>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let offered = move || {
        let language = bridge.language();
        training(bridge, |it| {
            let scenarios = it.scenarios().into_iter();
            scenarios
                .map(|it| (it.id.clone(), it.title.in_language(language).to_owned(), it.minutes))
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    };
    let place = move |id: &ScenarioId| chosen.read().iter().position(|other| other == id).map(|at| at + 1);
    view! {
        <fieldset class="field">
            <legend>{t!(i18n, training.session_scenarios)}</legend>
            {move || offered().into_iter().map(|(id, title, length)| {
                let (this, other, shown) = (id.clone(), id.clone(), id.clone());
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || place(&this).is_some()
                            on:change=move |_| chosen.update(|chosen| {
                                match chosen.iter().position(|known| *known == other) {
                                    Some(at) => drop(chosen.remove(at)),
                                    None => chosen.push(other.clone()),
                                }
                            })
                        />
                        <span>
                            {title}" "
                            <span class="quiet">{t!(i18n, training.minutes, count = move || length)}</span>
                            {move || place(&shown).map(|at| view! { " "<span class="tag">{at}</span> })}
                        </span>
                    </label>
                }
            }).collect_view()}
        </fieldset>
    }
}

/// Whether findings are shown.
#[component]
fn LiveChoice(findings: RwSignal<LiveOrBlind>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <fieldset class="field">
            <legend>{t!(i18n, training.session_findings)}</legend>
            <Radio name="findings" this=LiveOrBlind::Live chosen=findings>{t!(i18n, training.live)}</Radio>
            <Radio name="findings" this=LiveOrBlind::Blind chosen=findings>{t!(i18n, training.blind)}</Radio>
        </fieldset>
    }
}
