//! How to hide the page and how to come back: told once, in the first case, before it is needed.

use leptos::prelude::*;

use super::focus::focus_soon;
use crate::state::{App, Current, Intent, Page, Settings};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// How to hide and how to come back, until it was read.
#[component]
pub fn HidingTold() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let tells = Memo::new(move |_| {
        // Where one asks: what is read or printed is not pushed down by it.
        let asks = bridge.case(Topic::Page, |current: &Current| {
            let asked = matches!(current.page(), Page::Stage(_) | Page::Information(_));
            !current.is_exercise() && (asked || current.question().is_some())
        });
        asks == Some(true) && !bridge.read(Topic::Settings, App::settings).hiding_told
    });
    let read = move |_| {
        let settings = bridge.glance(App::settings);
        bridge.send(Intent::Set(Settings { hiding_told: true, ..settings }));
        focus_soon(".question.active .wording, h1");
    };
    view! {
        <Show when=move || tells.get()>
            <section class="hiding-told" aria-labelledby="hiding-title">
                <h2 id="hiding-title">{t!(i18n, hands.hiding_title)}</h2>
                <p>{t!(i18n, hands.hiding_how)}</p>
                <p>{t!(i18n, hands.hiding_back)}</p>
                <button class="button" on:click=read>{t!(i18n, hands.hiding_read)}</button>
            </section>
        </Show>
    }
}
