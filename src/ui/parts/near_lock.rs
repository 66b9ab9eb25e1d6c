//! The warning before the safe locks by itself.

use leptos::prelude::*;
use std::time::Duration;

use crate::state::{App, Intent};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// How long the warning still stands once it holds no more: a tap on it must not end on what is below it.
const STAYS: Duration = Duration::from_millis(700);

/// Says that the safe is about to lock, over any page, and takes the focus from nothing. Any touch anywhere
/// keeps the safe open, and so does this.
#[component]
pub fn NearLock() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let near = Memo::new(move |_| bridge.read(Topic::Lock, App::lock_is_near));
    let open = Memo::new(move |_| bridge.read(Topic::Lock, App::locks));
    let shown = RwSignal::new(false);
    Effect::new(move |_| {
        if near.get() {
            shown.set(true);
        } else if shown.get_untracked() {
            set_timeout(move || shown.set(near.get_untracked()), STAYS);
        }
    });
    view! {
        <div class="near-lock screen-only" role="alert">
            <Show when=move || shown.get() && open.get()>
                <button class="button" on:click=move |_| bridge.send(Intent::Stir)>
                    <span>{t!(i18n, work.near_lock)}</span>
                    <strong>{t!(i18n, work.stay_open)}</strong>
                </button>
            </Show>
        </div>
    }
}
