//! Before a safe is open: making one, opening it, trying with an invented case, and what to do when
//! the browser keeps nothing or hands back an empty store.

use leptos::prelude::*;

use crate::state::{App, Intent, PASSPHRASE, Screen, StoreFault};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::LanguageSwitch;
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::vault::OpenFault;

#[component]
fn Top() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="header">
            <div class="where"><span class="case-name">{t!(i18n, common.name)}</span></div>
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
                    StoreFault::Failed => t!(i18n, around.blocked_failed).into_any(),
                }}
            </p>
            <button class="button primary" on:click=move |_| bridge.send(Intent::TryAgain)>
                {t!(i18n, around.try_again)}
            </button>
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
            <TryOut/>
        </main>
    }
}

/// A passphrase field, shown or hidden.
#[component]
fn PassphraseField(
    id: &'static str,
    value: RwSignal<String>,
    shown: RwSignal<bool>,
    /// What the browser's own keeper of passwords is told.
    autocomplete: &'static str,
    /// The field that says what is wrong.
    #[prop(optional)]
    described_by: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{children()}</label>
            <input
                id=id
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                aria-describedby=described_by
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| value.set(typed(&event))
            />
        </div>
    }
}

#[component]
fn ShowPassphrase(shown: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="check">
            <input type="checkbox" on:change=move |event| shown.set(event_target_checked(&event))/>
            {t!(i18n, around.show_passphrase)}
        </label>
    }
}

/// What is wrong with the two passphrases of a new safe.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    Short,
    Different,
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
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let shown = RwSignal::new(false);
    let gap = RwSignal::new(None::<Gap>);
    let make = move || {
        let words = first.get_untracked();
        if words.chars().count() < PASSPHRASE {
            gap.set(Some(Gap::Short));
            focus_soon("#passphrase");
        } else if words != second.get_untracked() {
            gap.set(Some(Gap::Different));
            focus_soon("#again");
        } else {
            first.set(String::new());
            second.set(String::new());
            bridge.send(Intent::MakeSafe(words.into()));
        }
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
                    <form on:submit=move |event| {
                        event.prevent_default();
                        make();
                    }>
                        <p class="error" id="passphrase-error" role="alert">
                            {move || gap.get().map(|gap| match gap {
                                Gap::Short => t!(i18n, around.short, least = move || PASSPHRASE).into_any(),
                                Gap::Different => t!(i18n, around.different).into_any(),
                            })}
                            {move || fault.get().map(|_| t!(i18n, around.no_memory))}
                        </p>
                        <PassphraseField
                            id="passphrase"
                            value=first
                            shown
                            autocomplete="new-password"
                            described_by="passphrase-error"
                        >
                            {t!(i18n, around.passphrase)}
                        </PassphraseField>
                        <PassphraseField
                            id="again"
                            value=second
                            shown
                            autocomplete="new-password"
                            described_by="passphrase-error"
                        >
                            {t!(i18n, around.again)}
                        </PassphraseField>
                        <ShowPassphrase shown/>
                        <p class="quiet small">{t!(i18n, around.passphrase_hint)}</p>
                        <button class="button weighty" type="submit" disabled=move || making.get()>
                            {move || if making.get() {
                                t!(i18n, around.making).into_any()
                            } else {
                                t!(i18n, around.make).into_any()
                            }}
                        </button>
                    </form>
                </section>
                <TryOut/>
            </div>
            <p class="quiet small">{t!(i18n, around.private_window)}</p>
        </main>
    }
}

/// The safe is locked.
#[component]
pub fn Unlock() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let opening = Memo::new(move |_| {
        matches!(bridge.read(Topic::Page, App::screen), Screen::Locked { opening: true, .. })
    });
    let fault = Memo::new(move |_| match bridge.read(Topic::Page, App::screen) {
        Screen::Locked { fault, .. } => fault,
        _ => None,
    });
    let words = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
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
                let passphrase = words.get_untracked();
                if !passphrase.is_empty() {
                    words.set(String::new());
                    bridge.send(Intent::Unlock(passphrase.into()));
                }
            }>
                <p class="error" id="passphrase-error" role="alert">
                    {move || fault.get().map(|fault| match fault {
                        OpenFault::WrongPassphrase => t!(i18n, around.wrong).into_any(),
                        OpenFault::Damaged | OpenFault::Derivation => t!(i18n, around.damaged).into_any(),
                        OpenFault::Newer => t!(i18n, around.newer).into_any(),
                        OpenFault::NoMemory => t!(i18n, around.no_memory).into_any(),
                    })}
                </p>
                <PassphraseField
                    id="passphrase"
                    value=words
                    shown
                    autocomplete="current-password"
                    described_by="passphrase-error"
                >
                    {t!(i18n, around.passphrase)}
                </PassphraseField>
                <ShowPassphrase shown/>
                <button class="button primary" type="submit" disabled=move || opening.get()>
                    {move || if opening.get() {
                        t!(i18n, around.opening).into_any()
                    } else {
                        t!(i18n, around.open_safe).into_any()
                    }}
                </button>
            </form>
            <TryOut/>
        </main>
    }
}
