//! Fields for a passphrase, a recovery code or a key. Nothing stays in them once it is sent, and no keyboard
//! or browser changes what is written in them.

use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::prelude::*;

use super::focus::focus_soon;
use super::typed::typed;
use crate::doors::browser;
use crate::instrument::Language;
use crate::phrase::{Advice, SHORTEST, Strength, WordList, draw, estimate, fold, length, prepare};
use crate::state::{Intent, Passphrase};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, bridge};

/// A passphrase field, shown or hidden. Beside it, or beside those of one form, stands [`ShowPassphrase`].
#[component]
pub fn PassphraseField(
    id: &'static str,
    value: RwSignal<String>,
    shown: RwSignal<bool>,
    /// What the browser's own keeper of passwords is told.
    autocomplete: &'static str,
    /// The field that says what is wrong.
    #[prop(optional)]
    described_by: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let capitals = RwSignal::new(false);
    let look = move |event: ev::KeyboardEvent| {
        capitals.maybe_update(|lit| {
            let now = event.get_modifier_state("CapsLock");
            std::mem::replace(lit, now) != now
        });
    };
    view! {
        <div class="field">
            <label for=id>{children()}</label>
            <input
                id=id
                class="secret"
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                autocapitalize="none"
                {..custom_attribute("autocorrect", "off")}
                spellcheck="false"
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input=move |event| value.set(typed(&event))
                on:keydown=look
                on:keyup=look
                on:blur=move |_| capitals.set(false)
            />
            <span class="small capitals" role="status">
                {move || capitals.get().then_some(t!(i18n, keys.caps_lock))}
            </span>
        </div>
    }
}

/// What to look at when a passphrase is refused. Where every spelling opens, none is to blame.
#[component]
pub fn WhatToLookAt(id: &'static str, every_spelling: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="small look-at" id=id>
            <p>{t!(i18n, keys.look_title)}</p>
            <ul>
                <li>{t!(i18n, keys.look_words)}</li>
                <li>{t!(i18n, keys.look_keyboard)}</li>
                <li>{move || if every_spelling.get() {
                    t!(i18n, keys.look_any).into_any()
                } else {
                    t!(i18n, keys.look_exact).into_any()
                }}</li>
            </ul>
        </div>
    }
}

/// A new passphrase by words, in the language of the screen; `None` where the browser has no chance to give.
pub fn proposed(bridge: Bridge) -> Option<String> {
    let list = match bridge.glance(|app| app.settings().language) {
        Language::Fr => WordList::French,
        Language::En => WordList::English,
    };
    let mut chance = true;
    let drawn = draw(list, &mut |bytes| chance &= browser::fill(bytes).is_ok());
    chance.then(|| drawn.to_string())
}

/// Proposed words whole, to be written down: a field cuts them on a telephone. Not there any more once they are
/// changed or hidden.
#[component]
pub fn Proposed(words: RwSignal<String>, field: RwSignal<String>, shown: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let whole = Memo::new(move |_| {
        let stands =
            shown.get() && words.with(|words| !words.is_empty() && field.with(|field| field == words));
        stands.then(|| words.get())
    });
    view! {
        {move || whole.get().map(|whole| view! {
            <p class="small">{t!(i18n, keys.proposed)} " "<strong class="one-form">{whole}</strong></p>
        })}
    }
}

/// With what a file opens in any program, where that is not exactly what is written.
#[component]
pub fn OneForm(words: RwSignal<String>, shown: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let form = Memo::new(move |_| {
        words.with(|words| {
            let form = prepare(words).to_string();
            (shown.get() && form != words.trim_end()).then_some(form)
        })
    });
    view! {
        {move || form.get().map(|form| view! {
            <p class="small">{t!(i18n, leaving.one_form)} " "<strong class="one-form">{form}</strong></p>
        })}
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
    /// Whether what is written is shown, here and in other fields of the page.
    #[prop(default = RwSignal::new(false))]
    shown: RwSignal<bool>,
    /// What is asked besides.
    children: Children,
) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let drawn = RwSignal::new(String::new());
    let missing = move || {
        first.with(|first| {
            let different = second.with(|second| fold(first) != fold(second));
            if length(first) < SHORTEST { Some(Gap::Short) } else { different.then_some(Gap::Different) }
        })
    };
    let gap = RwSignal::new(None::<Gap>);
    // What is mended is told no more, and what is not finished yet is not told.
    Effect::new(move |_| {
        let missing = missing();
        gap.maybe_update(|gap| gap.is_some() && *gap != missing && gap.take().is_some());
    });
    let take = move || {
        let found = untrack(missing);
        gap.set(found);
        match found {
            Some(Gap::Short) => focus_soon("#passphrase"),
            Some(Gap::Different) => focus_soon("#again"),
            None => {
                // Taken out of the fields: nothing of it stays there.
                drop(second.try_update(std::mem::take).map(Passphrase::from));
                drop(drawn.try_update(std::mem::take).map(Passphrase::from));
                chosen(first.try_update(std::mem::take).unwrap_or_default().into());
            }
        }
    };
    let propose = move || {
        if let Some(words) = proposed(bridge) {
            drawn.set(words.clone());
            first.set(words);
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
            <p class="quiet small" id="passphrase-rule">
                {t!(i18n, around.passphrase_hint, least = move || SHORTEST)}
            </p>
            <div class="steps">
                <button class="button thin" type="button" on:click=move |_| propose()>{t!(i18n, keys.propose)}</button>
                <ShowPassphrase shown/>
            </div>
            <Proposed words=drawn field=first shown/>
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
                described_by="passphrase-error passphrase-strength passphrase-rule"
            >
                {label}
            </PassphraseField>
            <PassphraseField id="again" value=second shown autocomplete="new-password" described_by="passphrase-error">
                {t!(i18n, around.again)}
            </PassphraseField>
            <p class="quiet small strength" id="passphrase-strength" aria-live="polite">
                {move || first.with(|first| (!first.is_empty()).then(|| estimate(first)))
                    .map(|found| view! { <StrengthWords strength=found.strength advice=found.advice/> })}
            </p>
            {children()}
            <div class="steps">
                <button class="button primary" type="submit" disabled=move || busy.get()>{words}</button>
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
