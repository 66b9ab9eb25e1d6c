//! One of a few, picked from a short list beside a field.

use leptos::prelude::*;

use super::typed::typed;

/// A list to pick one from.
#[component]
pub fn Pick<T>(
    /// What is picked, for those who listen.
    #[prop(into)]
    label: Signal<String>,
    /// What can be picked.
    offered: Vec<T>,
    /// Each in words.
    words: fn(T) -> String,
    /// The one that is picked.
    #[prop(into)]
    picked: Signal<T>,
    /// Takes another one.
    pick: impl Fn(T) + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let options = offered.iter().cloned().enumerate().map(|(at, one)| {
        let this = one.clone();
        view! {
            <option value=at.to_string() prop:selected=move || *picked.read() == this>
                {move || words(one.clone())}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        <select
            aria-label=move || label.get()
            on:change=move |event| {
                let at = typed(&event).parse().ok();
                if let Some(one) = at.and_then(|at: usize| offered.get(at)) {
                    pick(one.clone());
                }
            }
        >
            {options}
        </select>
    }
}
