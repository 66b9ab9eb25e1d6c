//! Screens.
pub mod text {
    include!(concat!(env!("OUT_DIR"), "/sentences/mod.rs"));
}
use leptos::prelude::*;
use text::i18n::*;

/// App.
#[component]
pub fn App() -> impl IntoView {
    view! { <I18nContextProvider><Hello/></I18nContextProvider> }
}
#[component]
fn Hello() -> impl IntoView {
    let i18n = use_i18n();
    view! { <p title=move || t_string!(i18n, common.saved_at, time = "14:03")>{t!(i18n, common.left, count = || 3)}</p>
    <button on:click=move |_| i18n.set_locale(Locale::en)>"x"</button> }
}
