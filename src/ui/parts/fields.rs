//! Fields of a form: one of several, and a line to write.

use leptos::prelude::*;

use super::limit::{TooLong, over_in};
use super::typed::typed;

/// One of several choices, of which one holds.
#[component]
pub fn Radio<T: Copy + PartialEq + Send + Sync + 'static>(
    /// What the choices of one group share.
    name: &'static str,
    this: T,
    chosen: RwSignal<T>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="radio"
                name=name
                prop:checked=move || chosen.get() == this
                on:change=move |_| chosen.set(this)
            />
            <span>{children()}</span>
        </label>
    }
}

/// A line to write, with its label and what helps to write it.
#[component]
pub fn LineField(
    id: &'static str,
    value: RwSignal<String>,
    label: impl IntoView + 'static,
    hint: impl IntoView + 'static,
    /// How many characters it takes at most.
    #[prop(optional)]
    most: Option<usize>,
    /// Whether it takes a number.
    #[prop(optional)]
    numeric: bool,
) -> impl IntoView {
    let described = format!("{id}-hint {id}-too-long");
    let over = most.map(|most| over_in(value, most));
    let too_long = move || over.is_some_and(|over| over.get() > 0);
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <p class="hint quiet" id=format!("{id}-hint")>{hint}</p>
            <input
                id=id
                type="text"
                autocomplete="off"
                inputmode=numeric.then_some("numeric")
                aria-describedby=described
                aria-invalid=move || too_long().to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(typed(&event))
            />
            {over.zip(most).map(|(over, most)| view! { <TooLong id=format!("{id}-too-long") over most/> })}
        </div>
    }
}
