//! What is too long stays in its field, which says by how much. Nothing is cut.

use leptos::prelude::*;

use crate::instrument::excess;
use crate::ui::text::{t, use_i18n};

/// By how many characters what is written is too long.
pub fn over(text: impl Fn() -> usize + Send + Sync + 'static) -> Memo<usize> {
    Memo::new(move |_| text())
}

/// By how many characters what stands in a field is too long.
pub fn over_in(text: RwSignal<String>, most: usize) -> Memo<usize> {
    over(move || text.with(|text| excess(text, most)))
}

/// By how much a field is too long, said beside it as long as it is. It is announced once, not at each letter.
#[component]
pub fn TooLong(
    /// What the field is described by.
    #[prop(optional, into)]
    id: Option<String>,
    over: Memo<usize>,
    /// How many characters are taken.
    most: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let is = Memo::new(move |_| over.get() > 0);
    view! {
        <p class="error too-long" id=id>
            {move || is.get().then(|| t!(i18n, work.too_long, count = move || over.get(), most = move || most))}
        </p>
        <p class="visually-hidden" role="alert">
            {move || is.get().then(|| t!(i18n, work.too_long_told, most = move || most))}
        </p>
    }
}
