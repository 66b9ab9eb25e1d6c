//! What the settings say of the safe, and what can be done with it.

use leptos::prelude::*;

use super::passphrase::{PassphraseField, Passphrases};
use super::rescue::{SaveRescue, TakeRescue};
use super::typed::typed;
use crate::state::{App, Intent, Passphrase, Settings};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// The safe: copies, this browser, keys.
#[component]
pub fn SafeSettings() -> impl IntoView {
    view! {
        <Copies/>
        <ThisBrowser/>
        <Keys/>
    }
}

#[component]
fn Copies() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let settings = Memo::new(move |_| bridge.read(Topic::Settings, App::settings));
    view! {
        <section class="way">
            <h2>{t!(i18n, keys.copies)}</h2>
            <SaveRescue/>
            <TakeRescue/>
            <div class="field">
                <label for="remind-after">{t!(i18n, keys.remind)}</label>
                <select id="remind-after" on:change=move |event| {
                    let remind_after = typed(&event).parse().unwrap_or(7);
                    bridge.send(Intent::Set(Settings { remind_after, ..settings.get_untracked() }));
                }>
                    {Settings::REMIND_AFTER.map(|days| view! {
                        <option value=days.to_string() selected=move || settings.get().remind_after == days>
                            {if days == 0 {
                                t!(i18n, keys.never).into_any()
                            } else {
                                t!(i18n, keys.days, count = move || days).into_any()
                            }}
                        </option>
                    }).collect_view()}
                </select>
            </div>
        </section>
    }
}

#[component]
fn ThisBrowser() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let persisted = Memo::new(move |_| bridge.read(Topic::Settings, |app| app.settings().persisted));
    let weight = Memo::new(move |_| bridge.read(Topic::Settings, App::weight));
    view! {
        <section class="way">
            <h2>{t!(i18n, keys.browser)}</h2>
            <p>{move || match persisted.get() {
                Some(true) => t!(i18n, keys.persisted_yes).into_any(),
                Some(false) => t!(i18n, keys.persisted_no).into_any(),
                None => t!(i18n, keys.persisted_unknown).into_any(),
            }}</p>
            {move || weight.get().map(|bytes| {
                let tenths = bytes.div_ceil(100_000);
                let megabytes = format!("{}.{}", tenths / 10, tenths % 10);
                view! { <p>{t!(i18n, keys.weight, megabytes = move || megabytes.clone())}</p> }
            })}
        </section>
    }
}

#[component]
fn Keys() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = Memo::new(move |_| {
        bridge.track(Topic::Page);
        bridge.read(Topic::Settings, App::keys)
    });
    let busy = Memo::new(move |_| told.get().is_some_and(|told| told.changing || told.left.is_some()));
    let waiting = Memo::new(move |_| told.get().is_some_and(|told| told.changing));
    let by_code = Memo::new(move |_| told.get().is_some_and(|told| told.by_code));
    let has_code = Memo::new(move |_| told.get().is_some_and(|told| told.has_code));
    let current = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let everything = RwSignal::new(false);
    let change = move |new: Passphrase| {
        let written = current.try_update(std::mem::take).unwrap_or_default();
        let current = (!by_code.get_untracked()).then(|| Passphrase::from(written));
        bridge.send(Intent::ChangePassphrase { current, new, everything: everything.get_untracked() });
    };
    view! {
        <section class="way">
            <h2>{t!(i18n, keys.change_title)}</h2>
            {move || told.get().and_then(|told| told.left).map(|left| view! {
                <p role="status">{t!(i18n, keys.turning, count = move || left)}</p>
            })}
            <Show when=move || !by_code.get()>
                <PassphraseField id="current" value=current shown autocomplete="current-password">
                    {t!(i18n, keys.current)}
                </PassphraseField>
            </Show>
            <Passphrases
                label=move || t_string!(i18n, keys.new_passphrase)
                chosen=change
                busy
                waiting
                shown
                words=move || if busy.get() {
                    t_string!(i18n, keys.changing)
                } else {
                    t_string!(i18n, keys.change)
                }
            >
                <label class="check">
                    <input
                        id="everything"
                        type="checkbox"
                        aria-describedby="everything-told"
                        on:change=move |event| everything.set(event_target_checked(&event))
                    />
                    {t!(i18n, keys.everything)}
                </label>
                <p class="quiet small" id="everything-told">{t!(i18n, keys.everything_told)}</p>
            </Passphrases>
        </section>
        <section class="way">
            <h2>{t!(i18n, keys.code)}</h2>
            <p>{move || if has_code.get() {
                t!(i18n, keys.code_there).into_any()
            } else {
                t!(i18n, keys.code_none).into_any()
            }}</p>
            <div class="steps">
                <button class="button" disabled=move || busy.get() on:click=move |_| bridge.send(Intent::MakeCode)>
                    {t!(i18n, keys.code_make)}
                </button>
                <Show when=move || has_code.get()>
                    <button class="button" on:click=move |_| bridge.send(Intent::ForgetCode)>
                        {t!(i18n, keys.code_forget)}
                    </button>
                </Show>
            </div>
        </section>
    }
}
