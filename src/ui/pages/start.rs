//! Before a safe is open: making one, opening it, trying with an invented case, and what to do when
//! the browser keeps nothing or hands back an empty store.

use leptos::prelude::*;

use super::training::EnterTraining;
use crate::state::{App, Intent, Saving, Screen, StoreFault, WithCode};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::{LanguageSwitch, SavingState, saving};
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::passphrase::{PassphraseField, Passphrases, ShowPassphrase, StopWaiting, WhatToLookAt};
use crate::ui::parts::rescue::{SaveRescue, TakeRescue};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};
use crate::vault::OpenFault;

#[component]
fn Top() -> impl IntoView {
    let i18n = use_i18n();
    let saving = saving();
    // What was locked before it could be kept is told here as well: it is kept once that is possible.
    let owed = Memo::new(move |_| matches!(saving.get(), Saving::NotSaved(_)));
    view! {
        <header class="header">
            <div class="where"><span class="case-name">{t!(i18n, common.name)}</span></div>
            <Show when=move || owed.get()><SavingState/></Show>
            <div class="tools"><LanguageSwitch/></div>
        </header>
        <NoticeBar/>
    }
}

/// The invented case, one click away.
#[component]
fn TryOut() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <section class="way">
            <h2>{t!(i18n, around.try_title)}</h2>
            <p>{t!(i18n, around.try_told)}</p>
            <button class="button weighty exercise" on:click=move |_| bridge.send(Intent::TryOut)>
                {t!(i18n, around.try_do)}
            </button>
            <EnterTraining/>
        </section>
    }
}

/// While the store is being read.
#[component]
pub fn Starting() -> impl IntoView {
    let i18n = use_i18n();
    view! { <main class="column start"><p role="status">{t!(i18n, common.starting)}</p></main> }
}

/// The browser keeps nothing here, or what it keeps is newer.
#[component]
pub fn Blocked(fault: StoreFault) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <Top/>
        <main class="column start">
            <h1 tabindex="-1">{t!(i18n, around.blocked_title)}</h1>
            <p>
                {match fault {
                    StoreFault::Full => t!(i18n, around.blocked_full).into_any(),
                    StoreFault::Blocked => t!(i18n, around.blocked_blocked).into_any(),
                    StoreFault::Newer => t!(i18n, around.blocked_newer).into_any(),
                    StoreFault::Failed | StoreFault::Superseded | StoreFault::Emptied => {
                        t!(i18n, around.blocked_failed).into_any()
                    }
                }}
            </p>
            <button class="button primary" on:click=move |_| bridge.send(Intent::TryAgain)>
                {t!(i18n, around.try_again)}
            </button>
            <SaveRescue/>
            <TryOut/>
        </main>
    }
}

/// There was a safe here, and the store came back empty.
#[component]
pub fn Emptied() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let sure = RwSignal::new(false);
    view! {
        <Top/>
        <main class="column start">
            <h1 tabindex="-1">{t!(i18n, around.emptied_title)}</h1>
            <p>{t!(i18n, around.emptied_what)}</p>
            <p>{t!(i18n, around.emptied_do)}</p>
            <div class="steps">
                <button class="button primary" on:click=move |_| bridge.send(Intent::TryAgain)>
                    {t!(i18n, around.try_again)}
                </button>
                <Show
                    when=move || sure.get()
                    fallback=move || view! {
                        <button class="button" on:click=move |_| sure.set(true)>
                            {t!(i18n, around.start_over)}
                        </button>
                    }
                >
                    <button class="button danger" on:click=move |_| bridge.send(Intent::StartOver)>
                        {t!(i18n, around.start_over_sure)}
                    </button>
                </Show>
            </div>
            <TakeRescue/>
            <TryOut/>
        </main>
    }
}

/// There is no safe: make one, or try.
#[component]
pub fn Welcome() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let making = Memo::new(move |_| {
        matches!(bridge.read(Topic::Page, App::screen), Screen::Welcome { making: true, .. })
    });
    let fault = Memo::new(move |_| match bridge.read(Topic::Page, App::screen) {
        Screen::Welcome { fault, .. } => fault,
        _ => None,
    });
    let code = RwSignal::new(false);
    let make = move |passphrase| {
        let code = if code.get_untracked() { WithCode::Yes } else { WithCode::No };
        bridge.send(Intent::MakeSafe(passphrase, code));
    };
    view! {
        <Top/>
        <main class="column start">
            <h1 tabindex="-1">{t!(i18n, around.welcome_title)}</h1>
            <p class="intro">{t!(i18n, around.welcome_intro)}</p>
            <div class="ways">
                <section class="way">
                    <h2>{t!(i18n, around.safe_title)}</h2>
                    <p>{t!(i18n, around.safe_told)}</p>
                    <p class="error" role="alert">{move || fault.get().map(|_| t!(i18n, around.no_memory))}</p>
                    <Passphrases
                        label=move || t_string!(i18n, around.passphrase)
                        chosen=make
                        busy=making
                        waiting=making
                        words=move || if making.get() {
                            t_string!(i18n, around.making)
                        } else {
                            t_string!(i18n, around.make)
                        }
                    >
                        <label class="check">
                            <input
                                id="with-code"
                                type="checkbox"
                                aria-describedby="code-told"
                                on:change=move |event| code.set(event_target_checked(&event))
                            />
                            {t!(i18n, keys.with_code)}
                        </label>
                        <p class="quiet small" id="code-told">{t!(i18n, keys.with_code_told)}</p>
                    </Passphrases>
                </section>
                <TryOut/>
            </div>
            <TakeRescue/>
            <p class="quiet small">{t!(i18n, around.private_window)}</p>
        </main>
    }
}

/// The safe is locked.
#[component]
pub fn Unlock() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let locked = Memo::new(move |_| match bridge.read(Topic::Page, App::screen) {
        Screen::Locked { opening, fault, wait } => (opening, fault, wait),
        _ => (false, None, 0),
    });
    let opening = Memo::new(move |_| locked.get().0);
    let fault = Memo::new(move |_| locked.get().1);
    let words = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let by_code = RwSignal::new(false);
    let every_spelling = Memo::new(move |_| bridge.read(Topic::Page, App::takes_every_spelling));
    let refused = move || fault.get() == Some(OpenFault::WrongPassphrase) && !by_code.get();
    focus_soon("#passphrase");
    Effect::new(move |_| {
        if fault.get().is_some() {
            focus_soon("#passphrase");
        }
    });
    view! {
        <Top/>
        <main class="column start">
            <h1 tabindex="-1">{t!(i18n, around.locked_title)}</h1>
            <form on:submit=move |event| {
                event.prevent_default();
                // Taken out of the field: nothing of it stays there.
                let passphrase = words.try_update(std::mem::take).unwrap_or_default();
                if !passphrase.is_empty() {
                    let passphrase = passphrase.into();
                    let unlock = if by_code.get_untracked() { Intent::UnlockByCode } else { Intent::Unlock };
                    bridge.send(unlock(passphrase));
                }
            }>
                <p class="error" id="passphrase-error" role="alert">
                    {move || fault.get().map(|fault| view! { <FaultWords fault code=by_code.get_untracked()/> })}
                    {move || match locked.get().2 {
                        0 => None,
                        wait => Some(view! { " " {t!(i18n, keys.wait, seconds = move || wait)} }),
                    }}
                </p>
                <PassphraseField
                    id="passphrase"
                    value=words
                    shown
                    autocomplete="current-password"
                    described_by="passphrase-error look-at"
                >
                    {move || if by_code.get() {
                        t!(i18n, keys.code).into_any()
                    } else {
                        t!(i18n, around.passphrase).into_any()
                    }}
                </PassphraseField>
                <ShowPassphrase shown/>
                <Show when=refused><WhatToLookAt id="look-at" every_spelling/></Show>
                <div class="steps">
                    <button
                        class="button primary"
                        type="submit"
                        disabled=move || opening.get() || locked.get().2.gt(&0)
                    >
                        {move || if opening.get() {
                            t!(i18n, around.opening).into_any()
                        } else {
                            t!(i18n, around.open_safe).into_any()
                        }}
                    </button>
                    <StopWaiting when=opening/>
                    <Show when=move || !opening.get()>
                        <button class="button" type="button" on:click=move |_| {
                            by_code.update(|code| *code = !*code);
                            focus_soon("#passphrase");
                        }>
                            {move || if by_code.get() {
                                t!(i18n, keys.by_passphrase).into_any()
                            } else {
                                t!(i18n, keys.by_code).into_any()
                            }}
                        </button>
                    </Show>
                </div>
            </form>
            <details class="way">
                <summary>{t!(i18n, keys.when_wrong)}</summary>
                <SaveRescue/>
                <Show when=move || matches!(fault.get(), Some(OpenFault::Damaged | OpenFault::Derivation))>
                    <TakeRescue/>
                </Show>
            </details>
            <TryOut/>
        </main>
    }
}

/// Why a safe or a rescue copy does not open.
#[component]
pub fn FaultWords(fault: OpenFault, #[prop(optional)] code: bool) -> impl IntoView {
    let i18n = use_i18n();
    match fault {
        OpenFault::WrongPassphrase if code => t!(i18n, keys.wrong_code).into_any(),
        OpenFault::WrongPassphrase => t!(i18n, around.wrong).into_any(),
        OpenFault::Damaged | OpenFault::Derivation => t!(i18n, around.damaged).into_any(),
        OpenFault::Newer => t!(i18n, around.newer).into_any(),
        OpenFault::NoMemory => t!(i18n, around.no_memory).into_any(),
        OpenFault::NoCode => t!(i18n, keys.no_code).into_any(),
    }
}
