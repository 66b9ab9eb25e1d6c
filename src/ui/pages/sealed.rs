//! A sealed file, before it is opened.

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use crate::doors::browser;
use crate::sealing::Wants;
use crate::state::{App, Intent, Leave, Passphrase};
use crate::ui::parts::file::handed_in;
use crate::ui::parts::header::PlainHeader;
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::passphrase::{PassphraseField, ShowPassphrase};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The largest file of a secret key that is read, in bytes.
const KEY_FILE: usize = 64 * 1024;

/// The page that asks for what opens a sealed file.
#[component]
pub fn SealedPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let sealed = Memo::new(move |_| bridge.read(Topic::Page, App::sealed));
    let wants = Memo::new(move |_| sealed.get().map(|(wants, _)| wants));
    let opening = move || sealed.get().is_some_and(|(_, opening)| opening);
    view! {
        <PlainHeader/>
        <NoticeBar/>
        <main class="column">
            <h1 tabindex="-1">{t!(i18n, leaving.sealed_title)}</h1>
            {move || match wants.get() {
                Some(Wants::Passphrase) => view! { <ByPassphrase/> }.into_any(),
                Some(Wants::Identity) => view! { <ByIdentity/> }.into_any(),
                None => ().into_any(),
            }}
            <p role="status">{move || opening().then_some(t!(i18n, leaving.sealed_busy))}</p>
            <div class="steps">
                <button class="button" on:click=move |_| bridge.send(Intent::Leave(Leave::LeaveClosed))>
                    {t!(i18n, leaving.sealed_leave)}
                </button>
            </div>
        </main>
    }
}

#[component]
fn ByPassphrase() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let words = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    view! {
        <p>{t!(i18n, leaving.sealed_passphrase)}</p>
        <form on:submit=move |event| {
            event.prevent_default();
            bridge.send(Intent::Leave(Leave::OpenBy(Passphrase::from(words.get_untracked()))));
            words.set(String::new());
        }>
            <PassphraseField id="sealed-words" value=words shown autocomplete="off">
                {t!(i18n, leaving.sealed_words)}
            </PassphraseField>
            <ShowPassphrase shown/>
            <button class="button primary" type="submit">{t!(i18n, leaving.sealed_open)}</button>
        </form>
    }
}

#[component]
fn ByIdentity() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let read = move |file: web_sys::File| {
        spawn_local(async move {
            let bytes = Zeroizing::new(browser::read(file, KEY_FILE).await);
            bridge.send(Intent::Leave(Leave::OpenWith(bytes)));
        });
    };
    view! {
        <p>{t!(i18n, leaving.sealed_identity)}</p>
        <div class="field">
            <label for="sealed-file">{t!(i18n, leaving.sealed_file)}</label>
            <input id="sealed-file" type="file" on:change=move |event| handed_in(&event, read)/>
        </div>
    }
}
