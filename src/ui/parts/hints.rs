//! What is told softly of the keyboard: that something is written nowhere, that a second key does something;
//! and aloud, to who does not see it, what a key has answered.

use leptos::prelude::*;

use super::answer_words::answer_words;
use super::focus::focus_soon;
use super::key_cap::chord_words;
use crate::instrument::QuestionIx;
use crate::interview::Command;
use crate::state::{Act, App, Current, Intent};
use crate::ui::desk::{Desk, Hint, desk};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// What is told softly.
#[component]
pub fn Hints() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let open = Memo::new(move |_| bridge.case(Topic::Page, Current::question).flatten());
    let written = Memo::new(move |_| desk.nowhere.with(Option::is_some));
    let text = move || desk.nowhere.get();
    let one_line = Memo::new(move |_| match desk.hint.get() {
        Some(Hint::LeftField) => Some(t_string!(i18n, hands.left_field).to_owned()),
        Some(Hint::Armed) => {
            let key = bridge.read(Topic::Settings, App::settings).shortcuts.of(Act::Lock);
            Some(t_string!(i18n, hands.armed, key = chord_words(key)))
        }
        None => None,
    });
    view! {
        <div class="hints" role="status">
            {move || one_line.get().map(|words| view! { <p class="hint-soft">{words}</p> })}
            <Show when=move || written.get()>
                <div class="hint-soft">
                    <p>{t!(i18n, hands.nowhere)}</p>
                    <p class="written-nowhere" aria-hidden="true">{text}</p>
                    <div class="row">
                        <Show when=move || open.get().is_some()>
                            <button class="button thin" on:click=move |_| put(bridge, desk)>
                                {t!(i18n, hands.put)}
                            </button>
                        </Show>
                        <button class="button thin" on:click=move |_| desk.forget_nowhere()>{t!(i18n, hands.drop)}</button>
                    </div>
                </div>
            </Show>
        </div>
    }
}

/// Puts what was written nowhere into the person's own words under the open question; it stays here until it
/// stands there.
fn put(bridge: Bridge, desk: Desk) {
    let told = bridge.glance(|app| {
        let current = app.current()?;
        let question = current.question()?;
        Some((question, current.case().entry(question).own_words.clone()))
    });
    let Some((question, before)) = told else { return };
    let Some(text) = desk.nowhere.get_untracked() else { return };
    let text = text.trim();
    let words =
        if before.trim().is_empty() { text.to_owned() } else { format!("{}\n{text}", before.trim_end()) };
    bridge.send(Intent::Do(Command::OwnWords(question, words.clone())));
    let stands = bridge
        .glance(|app| app.current().is_some_and(|current| current.case().entry(question).own_words == words));
    if stands {
        desk.forget_nowhere();
        desk.words.update(|open| {
            open.insert(question);
        });
        focus_soon(format!("#said-{}", question.0));
    }
}

/// Says aloud what a key has answered under a question.
#[component]
pub fn SaidAloud(question: QuestionIx) -> impl IntoView {
    let (bridge, desk) = (bridge(), desk());
    let words = move || {
        let (of, _) = desk.said.get()?;
        (of == question).then(|| said(bridge, question)).flatten()
    };
    view! { <p class="visually-hidden" role="status">{words}</p> }
}

/// The answer to a question, to be said aloud.
fn said(bridge: Bridge, question: QuestionIx) -> Option<String> {
    let i18n = use_i18n();
    let entry = bridge.glance(|app| app.current().map(|current| current.case().entry(question).clone()))?;
    Some(answer_words(bridge, question, &entry).unwrap_or_else(|| t_string!(i18n, work.blank).to_owned()))
}
