//! The screens. They hold no truth: everything on them is read from the state through the
//! [`Bridge`], and everything done on them is sent to it.
//!
//! Start with [`Screens`]. `pages/` holds one page a file, `parts/` what several pages share, and
//! `text` the sentences in both languages.

#![expect(clippy::must_use_candidate, reason = "components are used in views alone")]

mod back;
mod bridge;
mod covers;
mod desk;
mod keyboard;
pub mod pages;
mod parts;
pub mod text;

use leptos::prelude::*;

pub use bridge::{Bridge, Topic, bridge};
pub(crate) use parts::focus::leave_question;

use crate::instrument::Language;
use crate::state::Theme;
use text::{I18nContextProvider, I18nSubContextProvider, Locale, use_i18n};

/// The whole app.
#[component]
pub(crate) fn Screens() -> impl IntoView {
    view! {
        <I18nContextProvider>
            <Speak/>
            <pages::Shown/>
        </I18nContextProvider>
    }
}

/// A page with a signal of its own for the language of its sentences. A signal remembers whatever has read it,
/// gone or not, until it ends itself: what reads this one is forgotten with the page.
#[component]
pub(crate) fn OfItsOwn<Inside: IntoView + 'static>(children: TypedChildren<Inside>) -> impl IntoView {
    let bridge = bridge();
    let language = Signal::derive(move || locale(bridge.language()));
    view! {
        <I18nSubContextProvider initial_locale=language>{children.into_inner()()}</I18nSubContextProvider>
    }
}

const fn locale(language: Language) -> Locale {
    match language {
        Language::Fr => Locale::fr,
        Language::En => Locale::en,
    }
}

/// Keeps the sentences in the language of the settings, and the page in its theme.
#[component]
fn Speak() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let theme = Memo::new(move |_| bridge.read(Topic::Settings, |app| app.settings().theme));
    Effect::new(move |_| {
        let Some(root) = gloo_utils::document().document_element() else { return };
        let done = match theme.get() {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light => root.set_attribute("data-theme", "light"),
            Theme::Dark => root.set_attribute("data-theme", "dark"),
        };
        drop(done);
    });
    Effect::new(move |_| {
        i18n.set_locale(locale(bridge.language()));
    });
}
