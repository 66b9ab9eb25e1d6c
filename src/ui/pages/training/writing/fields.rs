//! The fields of the draft.

use leptos::prelude::*;

use super::{draft, edit};
use crate::instrument::Language;
use crate::training::draft::{Edit, Field};
use crate::training::{MOST, Scenario};
use crate::ui::bridge;
use crate::ui::parts::pick::Pick;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t_string, use_i18n};

/// A text in both languages, side by side.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns what it shows")]
pub fn Both(
    id: String,
    #[prop(into)] label: Signal<String>,
    field: Field,
    /// How many lines are shown.
    #[prop(default = 1)]
    rows: u8,
) -> impl IntoView {
    let bridge = bridge();
    let named = [(Language::Fr, "Français"), (Language::En, "English")];
    view! {
        <fieldset class="both" id=id.clone()>
            <legend>{move || label.get()}</legend>
            {named.map(|(language, name)| {
                let (of, to) = (field.clone(), field.clone());
                let value = Memo::new(move |_| {
                    let said = |it: &Scenario| of.of(it).map(|text| text.in_language(language).to_owned());
                    draft(bridge, said).flatten().unwrap_or_default()
                });
                let blank = move || value.read().trim().is_empty().to_string();
                let write = move |event: leptos::ev::Event| {
                    edit(bridge, Edit::Text(to.clone(), language, typed(&event)));
                };
                view! {
                    <label lang=language.tag()>
                        <span class="quiet small">{name}</span>
                        <textarea
                            rows=rows.to_string()
                            aria-invalid=blank
                            prop:value=move || value.get()
                            on:input=write
                        ></textarea>
                    </label>
                }
            })}
        </fieldset>
    }
}

/// A line of the draft.
#[component]
pub fn Line(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] hint: Signal<String>,
    look: fn(&Scenario) -> String,
    change: fn(String) -> Option<Edit>,
    #[prop(optional)] numeric: bool,
) -> impl IntoView {
    let bridge = bridge();
    let value = Memo::new(move |_| draft(bridge, look).unwrap_or_default());
    let unread = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        value.track();
        unread.set(None);
    });
    let write = move |event: leptos::ev::Event| {
        let words = typed(&event);
        match change(words.clone()) {
            Some(change) => edit(bridge, change),
            None => unread.set(Some(words)),
        }
    };
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            <p class="hint quiet" id=format!("{id}-hint")>{move || hint.get()}</p>
            <input
                id=id
                type="text"
                class:short=numeric
                autocomplete="off"
                inputmode=numeric.then_some("numeric")
                aria-describedby=format!("{id}-hint")
                aria-invalid=move || unread.read().is_some().to_string()
                prop:value=move || unread.get().unwrap_or_else(|| value.get())
                on:input=write
            />
        </div>
    }
}

/// One of a few, with its name above.
#[component]
pub fn Choice<T>(
    #[prop(into)] label: Signal<String>,
    offered: Vec<T>,
    words: fn(T) -> String,
    #[prop(into)] picked: Signal<T>,
    pick: impl Fn(T) + 'static,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    view! {
        <div class="field choice-field" id=id>
            <span class="label" aria-hidden="true">{move || label.get()}</span>
            <Pick label offered words picked pick/>
        </div>
    }
}

/// From which trust on something is said.
#[component]
pub fn Level(#[prop(into)] now: Signal<u8>, pick: impl Fn(u8) + 'static) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Choice
            label=Signal::derive(move || t_string!(i18n, writing.from_trust).to_owned())
            offered=(0..=MOST).collect()
            words=level_words
            picked=now
            pick
        />
    }
}

fn level_words(level: u8) -> String {
    let i18n = use_i18n();
    match level {
        0 => t_string!(i18n, writing.trust_none).to_owned(),
        level => t_string!(i18n, writing.trust_level, level = level).clone(),
    }
}

/// A box to tick.
#[component]
pub fn Tick(
    #[prop(into)] ticked: Signal<bool>,
    tick: impl Fn(bool) + 'static,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || ticked.get()
                on:change=move |event| {
                    tick(event_target_checked(&event));
                    // What could not be ticked is not shown as if it were.
                    event_target::<web_sys::HtmlInputElement>(&event).set_checked(ticked.get_untracked());
                }
            />
            <span>{children()}</span>
        </label>
    }
}
