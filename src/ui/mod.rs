//! The screens. They hold no truth: everything on them is read from the state through the
//! [`Bridge`], and everything done on them is sent to it.
//!
//! Start with [`Screens`]. `pages/` holds one page a file, `parts/` what several pages share, and
//! `text` the sentences in both languages.

mod bridge;
mod pages;
mod parts;
pub mod text;

use leptos::prelude::*;

pub use bridge::{Bridge, Topic, bridge};

use crate::instrument::Language;
use text::{I18nContextProvider, Locale, use_i18n};

/// The whole app.
#[component]
pub fn Screens() -> impl IntoView {
    view! {
        <I18nContextProvider>
            <Speak/>
            <pages::Shown/>
        </I18nContextProvider>
    }
}

/// Keeps the sentences in the language of the settings.
#[component]
fn Speak() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    Effect::new(move |_| {
        i18n.set_locale(match bridge.language() {
            Language::Fr => Locale::fr,
            Language::En => Locale::en,
        });
    });
}
