//! One page a file.
use leptos::prelude::*;

/// The page that is shown.
#[component]
pub fn Shown() -> impl IntoView {
    view! { <p>"…"</p> }
}
