//! The conversation on the interview's own screen: what the person says under each question, and above
//! them what can be said, done and looked at.

use std::sync::Arc;

use leptos::prelude::*;

use super::training;
use crate::instrument::QuestionIx;
use crate::state::{App, Intent, Train, Training, TrainingPage};
use crate::training::{Heard, LookPlace, Play, Scenario};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// Reads the conversation that is on the screen; nothing in real work.
fn played<T>(bridge: Bridge, look: impl FnOnce(&Play) -> T) -> Option<T> {
    training(bridge, |it: &Training| (it.page() == TrainingPage::Playing).then(|| it.play().map(look)))
        .flatten()
        .flatten()
}

/// What was said to a question so far, with the button that puts it. Nothing in real work.
#[component]
pub fn Spoken(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let said = Memo::new(move |_| {
        played(bridge, |play| {
            let heard = play.turns().iter().filter_map(|turn| match &turn.heard {
                Heard::Answer(put, said) if *put == question => Some(said.words.clone()),
                _ => None,
            });
            let person = play.voice().is_person(question).then(|| play.scenario().person.name.clone());
            (heard.collect::<Vec<_>>(), person)
        })
    });
    move || {
        said.get().map(|(said, person)| {
            let asked = !said.is_empty();
            view! {
                <div class="spoken">
                    <button
                        class="button ask"
                        on:click=move |_| bridge.send(Intent::Train(Train::Ask(question)))
                    >
                        {if asked {
                            t!(i18n, training.ask_again).into_any()
                        } else {
                            t!(i18n, training.ask).into_any()
                        }}
                    </button>
                    <div class="spoken-words" aria-live="polite">
                        {asked.then(|| view! {
                            <p class="quiet small">
                                {match person {
                                    Some(name) => t!(i18n, training.says, name = move || name.clone()).into_any(),
                                    None => t!(i18n, training.whistle_blower_says).into_any(),
                                }}
                            </p>
                        })}
                        {said.into_iter().map(|words| view! { <blockquote>{words}</blockquote> }).collect_view()}
                    </div>
                </div>
            }
        })
    }
}

/// Which list of the panel is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Gestures,
    Looks,
    Interpreters,
}

/// What can be said, done and looked at beside the questions. Nothing in real work.
#[component]
pub fn Conversation() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let scenario = Memo::new(move |_| {
        bridge.read(Topic::Page, |app: &App| {
            let training = app.training().filter(|it| it.page() == TrainingPage::Playing)?;
            training.play().map(|play| Arc::clone(play.scenario()))
        })
    });
    let open = RwSignal::new(None::<Open>);
    let tab = move |which: Open, label: String| {
        view! {
            <button
                class="button thin"
                aria-expanded=move || (open.get() == Some(which)).to_string()
                on:click=move |_| open.update(|open| *open = (*open != Some(which)).then_some(which))
            >
                {label}
            </button>
        }
    };
    move || {
        scenario.get().map(|scenario| {
            let name = scenario.person.name.clone();
            let panel = Arc::clone(&scenario);
            view! {
                <section class="conversation" aria-label=move || t_string!(i18n, training.conversation)>
                    <div class="conversation-bar">
                        <span class="strong">{t!(i18n, training.with, name = move || name.clone())}</span>
                        {tab(Open::Gestures, t_string!(i18n, training.say_or_do).to_owned())}
                        {tab(Open::Looks, t_string!(i18n, training.look).to_owned())}
                        {(!scenario.interpreters.is_empty())
                            .then(|| tab(Open::Interpreters, t_string!(i18n, training.interpreter).to_owned()))}
                    </div>
                    <LastWords/>
                    {move || open.get().map(|which| match which {
                        Open::Gestures => view! { <Gestures/> }.into_any(),
                        Open::Looks => view! { <Looks scenario=Arc::clone(&panel)/> }.into_any(),
                        Open::Interpreters => view! { <Interpreters scenario=Arc::clone(&panel)/> }.into_any(),
                    })}
                </section>
            }
        })
    }
}

/// The last words to something else than a question.
#[component]
fn LastWords() -> impl IntoView {
    let bridge = bridge();
    let last = Memo::new(move |_| {
        played(bridge, |play| {
            let told =
                play.turns().iter().rev().find(|turn| {
                    matches!(&turn.heard, Heard::Words(_) | Heard::Agreement(..)) || turn.stops
                })?;
            match &told.heard {
                Heard::Words(words) | Heard::Agreement(_, words) => Some(words.clone()),
                Heard::Answer(_, said) => Some(said.words.clone()),
                Heard::Nothing | Heard::Shown(_) => None,
            }
        })
        .flatten()
    });
    view! {
        <div aria-live="polite">
            {move || last.get().map(|words| view! { <blockquote class="last-words">{words}</blockquote> })}
        </div>
    }
}

#[component]
fn Gestures() -> impl IntoView {
    let bridge = bridge();
    let gestures = move || {
        let language = bridge.language();
        played(bridge, |play| {
            let told = play.rules().gestures.iter();
            told.map(|it| (it.id.clone(), it.label.in_language(language).to_owned())).collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="gestures">
            {move || gestures().unwrap_or_default().into_iter().map(|(id, label)| view! {
                <li>
                    <button
                        class="button thin"
                        on:click=move |_| bridge.send(Intent::Train(Train::Gesture(id.clone())))
                    >
                        {label}
                    </button>
                </li>
            }).collect_view()}
        </ul>
    }
}

/// What is looked at, in words.
pub fn place_words(place: LookPlace) -> String {
    let i18n = use_i18n();
    match place {
        LookPlace::Document => t_string!(i18n, training.place_document),
        LookPlace::Telephone => t_string!(i18n, training.place_telephone),
        LookPlace::Workplace => t_string!(i18n, training.place_workplace),
    }
    .to_owned()
}

#[component]
fn Looks(scenario: Arc<Scenario>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let none = scenario.looks.is_empty();
    view! {
        {none.then(|| view! { <p class="quiet">{t!(i18n, training.nothing_to_look)}</p> })}
        {scenario.looks.iter().map(|look| {
            let id = look.id.clone();
            let (title, seen) = (look.title.clone(), look.seen.clone());
            let alt = look.title.clone();
            let picture = look.picture.as_deref().and_then(crate::training::picture).map(picture_link);
            let place = look.place;
            view! {
                <details
                    class="look"
                    on:toggle=move |event| {
                        if super::words::is_open(&event) {
                            bridge.send(Intent::Train(Train::Look(id.clone())));
                        }
                    }
                >
                    <summary>
                        <span class="tag">{move || place_words(place)}</span>" "{move || bridge.say(&title)}
                    </summary>
                    <p>{move || bridge.say(&seen)}</p>
                    {picture.map(|link| view! { <img src=link alt=move || bridge.say(&alt)/> })}
                </details>
            }
        }).collect_view()}
    }
}

/// A picture as an address that holds it: nothing is fetched, and nothing in it runs.
pub fn picture_link(svg: &str) -> String {
    let escaped = js_sys::encode_uri_component(svg);
    format!("data:image/svg+xml,{}", String::from(escaped))
}

#[component]
fn Interpreters(scenario: Arc<Scenario>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let called = Memo::new(move |_| training(bridge, |it| it.interpreter().cloned()).flatten());
    view! {
        <div class="interpreters" role="group" aria-label=move || t_string!(i18n, training.interpreter)>
            <button
                class="button thin"
                aria-pressed=move || called.read().is_none().to_string()
                on:click=move |_| bridge.send(Intent::Train(Train::Interpreter(None)))
            >
                {t!(i18n, training.no_interpreter)}
            </button>
            {scenario.interpreters.iter().cloned().map(|interpreter| {
                let (id, this) = (interpreter.id.clone(), interpreter.id.clone());
                view! {
                    <button
                        class="button thin"
                        aria-pressed=move || (called.read().as_ref() == Some(&this)).to_string()
                        on:click=move |_| bridge.send(Intent::Train(Train::Interpreter(Some(id.clone()))))
                    >
                        {move || bridge.say(&interpreter.label)}
                    </button>
                }
            }).collect_view()}
        </div>
    }
}

/// The button that ends the interview. Nothing in real work.
#[component]
pub fn FinishButton() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let playing = Memo::new(move |_| bridge.read(Topic::Page, |app: &App| app.training().is_some()));
    view! {
        <Show when=move || playing.get()>
            <button class="button finish" on:click=move |_| bridge.send(Intent::Train(Train::Finish))>
                {t!(i18n, training.finish)}
            </button>
        </Show>
    }
}
