//! A rescue copy that is looked at before anything of it is taken in; and a recovery code, shown once.

use leptos::prelude::*;

use super::start::FaultWords;
use crate::doors::browser;
use crate::state::{App, Intent};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::LanguageSwitch;
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::passphrase::{PassphraseField, ShowPassphrase, StopWaiting, WhatToLookAt};
use crate::ui::parts::when;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::vault::OpenFault;

/// The rescue copy: its passphrase, then what it holds, then a choice.
#[component]
pub fn RescuePage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = Memo::new(move |_| bridge.read(Topic::Page, App::rescue));
    let words = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let fault = Memo::new(move |_| told.get().and_then(|told| told.fault));
    let opening = Memo::new(move |_| told.get().is_some_and(|told| told.opening));
    let cases = Memo::new(move |_| told.get().and_then(|told| told.cases));
    let every_spelling = Memo::new(move |_| bridge.read(Topic::Page, App::takes_every_spelling));
    focus_soon("#rescue-passphrase");
    view! {
        <header class="header">
            <div class="where"><span class="case-name">{t!(i18n, common.name)}</span></div>
            <div class="tools"><LanguageSwitch/></div>
        </header>
        <NoticeBar/>
        <main class="column start">
            <h1 tabindex="-1">{t!(i18n, keys.rescue_title)}</h1>
            {move || told.get().filter(|told| !told.whole).map(|_| view! {
                <p class="danger-note">{t!(i18n, keys.rescue_cut)}</p>
            })}
            <Show
                when=move || cases.get().is_some()
                fallback=move || view! {
                    <form on:submit=move |event| {
                        event.prevent_default();
                        let passphrase = words.try_update(std::mem::take).unwrap_or_default();
                        if !passphrase.is_empty() {
                            bridge.send(Intent::OpenRescue(passphrase.into()));
                        }
                    }>
                        <p>{t!(i18n, keys.rescue_passphrase)}</p>
                        <p class="error" id="rescue-error" role="alert">
                            {move || fault.get().map(|fault| view! { <FaultWords fault/> })}
                        </p>
                        <PassphraseField
                            id="rescue-passphrase"
                            value=words
                            shown
                            autocomplete="off"
                            described_by="rescue-error look-at"
                        >
                            {t!(i18n, around.passphrase)}
                        </PassphraseField>
                        <ShowPassphrase shown/>
                        <Show when=move || fault.get() == Some(OpenFault::WrongPassphrase)>
                            <WhatToLookAt id="look-at" every_spelling/>
                        </Show>
                        <div class="steps">
                            <button class="button primary" type="submit" disabled=move || opening.get()>
                                {move || if opening.get() {
                                    t!(i18n, around.opening).into_any()
                                } else {
                                    t!(i18n, keys.rescue_look).into_any()
                                }}
                            </button>
                            <StopWaiting when=opening/>
                            <Show when=move || !opening.get()><Leave/></Show>
                        </div>
                    </form>
                }
            >
                <p>{move || {
                    let count = cases.with(|cases| cases.as_ref().map_or(0, Vec::len));
                    t!(i18n, keys.rescue_cases, count = move || count)
                }}</p>
                <ul>
                    {move || cases.get().unwrap_or_default().into_iter().map(|card| match card {
                        Some(card) => view! {
                            <li>
                                <strong>{card.name}</strong>", "
                                {when::day(card.changed_at, bridge.language())}", "{when::time(card.changed_at)}
                            </li>
                        }.into_any(),
                        None => view! { <li>{t!(i18n, keys.rescue_no_card)}</li> }.into_any(),
                    }).collect_view()}
                </ul>
                <p>{move || if told.get().is_some_and(|told| told.adds) {
                    t!(i18n, keys.rescue_adds).into_any()
                } else {
                    t!(i18n, keys.rescue_restores).into_any()
                }}</p>
                <div class="steps">
                    <button class="button primary" on:click=move |_| bridge.send(Intent::AcceptRescue)>
                        {t!(i18n, keys.rescue_accept)}
                    </button>
                    <Leave/>
                </div>
            </Show>
        </main>
    }
}

#[component]
fn Leave() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <button class="button" type="button" on:click=move |_| bridge.send(Intent::LeaveRescue)>
            {t!(i18n, common.cancel)}
        </button>
    }
}

/// A recovery code that was just made: to be printed or written down, and put away.
#[component]
pub fn CodePage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let code = move || bridge.read(Topic::Page, App::code).map(|code| code.to_string());
    view! {
        <main class="column start code-page">
            <h1 tabindex="-1">{t!(i18n, keys.code_title)}</h1>
            <p>{t!(i18n, keys.code_told)}</p>
            <p class="recovery-code">{code}</p>
            <p>{t!(i18n, keys.code_keep)}</p>
            <div class="steps no-print">
                <button class="button" on:click=move |_| browser::print()>{t!(i18n, keys.code_print)}</button>
                <button class="button primary" on:click=move |_| bridge.send(Intent::CodeKept)>
                    {t!(i18n, keys.code_kept)}
                </button>
            </div>
        </main>
    }
}
