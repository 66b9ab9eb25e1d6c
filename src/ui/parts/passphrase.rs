//! Fields for a passphrase. Nothing stays in them once it is sent.

use leptos::prelude::*;

use super::focus::focus_soon;
use super::typed::typed;
use crate::doors::browser;
use crate::instrument::Language;
use crate::phrase::{self, Advice, SHORTEST, Strength, WordList, draw, estimate};
use crate::state::{Intent, Passphrase};
use crate::ui::bridge;
use crate::ui::text::{t, use_i18n};

/// A passphrase field, shown or hidden.
#[component]
pub fn PassphraseField(
    id: &'static str,
    value: RwSignal<String>,
    #[prop(default = RwSignal::new(false))] shown: RwSignal<bool>,
    /// What the browser's own keeper of passwords is told.
    autocomplete: &'static str,
    /// The field that says what is wrong.
    #[prop(optional)]
    described_by: Option<&'static str>,
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

/// Shows what is written, or hides it.
#[component]
pub fn ShowPassphrase(shown: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || shown.get()
                on:change=move |event| shown.set(event_target_checked(&event))
            />
            {t!(i18n, around.show_passphrase)}
        </label>
    }
}

/// While a key is derived: the way back.
#[component]
pub fn StopWaiting(when: Memo<bool>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <Show when=move || when.get()>
            <button class="button" type="button" on:click=move |_| bridge.send(Intent::StopWaiting)>
                {t!(i18n, common.cancel)}
            </button>
        </Show>
        <span class="visually-hidden" role="status">{move || when.get().then_some(t!(i18n, keys.waiting))}</span>
    }
}

/// What is wrong with the two passphrases.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    Short,
    Different,
}

/// A new passphrase, written twice, with how hard it is to guess; or one drawn by words.
#[component]
pub fn Passphrases(
    /// What the first field is called.
    label: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    /// Takes the passphrase.
    chosen: impl Fn(Passphrase) + Copy + Send + Sync + 'static,
    /// Whether no other can be taken for now.
    busy: Memo<bool>,
    /// Whether a key is being derived, which can be stopped.
    waiting: Memo<bool>,
    /// What stands on the button.
    words: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    /// What is asked besides.
    children: Children,
) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let shown = RwSignal::new(false);
    let gap = RwSignal::new(None::<Gap>);
    let take = move || {
        let found = first.with_untracked(|first| {
            let different = second.with_untracked(|second| first != second);
            if phrase::length(first) < SHORTEST {
                Some(Gap::Short)
            } else {
                different.then_some(Gap::Different)
            }
        });
        gap.set(found);
        match found {
            Some(Gap::Short) => focus_soon("#passphrase"),
            Some(Gap::Different) => focus_soon("#again"),
            None => {
                // Taken out of the fields: nothing of it stays there.
                drop(second.try_update(std::mem::take).map(Passphrase::from));
                chosen(first.try_update(std::mem::take).unwrap_or_default().into());
            }
        }
    };
    let propose = move || {
        let list = match bridge.glance(|app| app.settings().language) {
            Language::Fr => WordList::French,
            Language::En => WordList::English,
        };
        let mut chance = true;
        let drawn = draw(list, &mut |bytes| chance &= browser::fill(bytes).is_ok());
        if chance {
            first.set(drawn.to_string());
            second.set(String::new());
            shown.set(true);
            focus_soon("#again");
        }
    };
    view! {
        <form on:submit=move |event| {
            event.prevent_default();
            take();
        }>
            <p class="error" id="passphrase-error" role="alert">
                {move || gap.get().map(|gap| match gap {
                    Gap::Short => t!(i18n, around.short, least = move || SHORTEST).into_any(),
                    Gap::Different => t!(i18n, around.different).into_any(),
                })}
            </p>
            <PassphraseField
                id="passphrase"
                value=first
                shown
                autocomplete="new-password"
                described_by="passphrase-error passphrase-strength"
            >
                {label}
            </PassphraseField>
            <p class="quiet small strength" id="passphrase-strength" aria-live="polite">
                {move || first.with(|first| (!first.is_empty()).then(|| estimate(first)))
                    .map(|found| view! { <StrengthWords strength=found.strength advice=found.advice/> })}
            </p>
            <PassphraseField id="again" value=second shown autocomplete="new-password" described_by="passphrase-error">
                {t!(i18n, around.again)}
            </PassphraseField>
            <ShowPassphrase shown/>
            <p class="quiet small">{t!(i18n, around.passphrase_hint)}</p>
            <button class="button thin" type="button" on:click=move |_| propose()>{t!(i18n, keys.propose)}</button>
            {children()}
            <div class="steps">
                <button class="button weighty" type="submit" disabled=move || busy.get()>{words}</button>
                <StopWaiting when=waiting/>
            </div>
        </form>
    }
}

#[component]
fn StrengthWords(strength: Strength, advice: Option<Advice>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        {match strength {
            Strength::Weak => t!(i18n, keys.weak).into_any(),
            Strength::Fair => t!(i18n, keys.fair).into_any(),
            Strength::Strong => t!(i18n, keys.strong).into_any(),
        }}
        " "
        {advice.map(|advice| match advice {
            Advice::Repeated => t!(i18n, keys.advice_repeated).into_any(),
            Advice::InARow => t!(i18n, keys.advice_row).into_any(),
            Advice::Date => t!(i18n, keys.advice_date).into_any(),
            Advice::FewWords => t!(i18n, keys.advice_words).into_any(),
        })}
    }
}
