//! The rescue copy: a button that saves one, and a field that opens one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::doors::browser;
use crate::state::Intent;
use crate::ui::bridge;
use crate::ui::text::{t, use_i18n};
use crate::vault::Rescue;

/// Saves the whole safe as one sealed file; no passphrase is needed for it.
#[component]
pub fn SaveRescue() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <div class="rescue">
            <p id="rescue-told">{t!(i18n, keys.rescue_told)}</p>
            <button
                class="button"
                type="button"
                aria-describedby="rescue-told"
                on:click=move |_| bridge.send(Intent::SaveRescue)
            >
                {t!(i18n, keys.rescue_save)}
            </button>
        </div>
    }
}

/// Opens a rescue copy, to be looked at first.
#[component]
pub fn TakeRescue() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let read = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        spawn_local(async move {
            // A file beyond the limit is refused by its size alone: one byte more is enough to tell.
            bridge.send(Intent::TakeRescue(browser::read(file, Rescue::LARGEST + 1).await));
        });
    };
    view! {
        <div class="field rescue">
            <label for="take-rescue">{t!(i18n, keys.rescue_take)}</label>
            <p class="hint quiet" id="take-rescue-hint">{t!(i18n, keys.rescue_take_hint)}</p>
            <input id="take-rescue" type="file" accept=".fsr" aria-describedby="take-rescue-hint" on:change=read/>
        </div>
    }
}
