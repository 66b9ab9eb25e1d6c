//! How what leaves is protected. Sealed unless it is asked otherwise twice.

use leptos::prelude::*;

use super::{Choice, SaidKind};
use crate::interview::Recipient;
use crate::record::agreed;
use crate::sealing::{NotAKey, SHORTEST, To};
use crate::state::{App, Intent, Leave, PassOn, Passphrase, Protection, Said};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::sealing::not_a_key;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The way that is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Passphrase,
    Key,
    Plain,
}

/// What is still missing before anything leaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Agreement,
    Reason,
    Short,
    Different,
    Key(NotAKey),
    Sure,
}

impl Gap {
    const fn field(self) -> &'static str {
        match self {
            Self::Agreement => "#said input",
            Self::Reason => "#reason",
            Self::Short => "#leaving-words",
            Self::Different => "#leaving-again",
            Self::Key(_) => "#leaving-key",
            Self::Sure => "#leaving-sure",
        }
    }
}

/// The protection, and the button with which it leaves.
#[component]
pub fn ProtectionPart(choice: Choice, to: Recipient) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let way = RwSignal::new(Way::Passphrase);
    let (words, again, key) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let sure = RwSignal::new(false);
    let gaps = RwSignal::new(Vec::<Gap>::new());
    let sealing = Memo::new(move |_| bridge.read(Topic::Around, App::is_sealing));
    let covered = move || {
        choice.preview.with_untracked(|it| it.as_ref().is_some_and(|it| agreed(&it.covers).is_some()))
    };
    let missing = move || {
        let mut gaps = Vec::new();
        match choice.said.get_untracked() {
            _ if covered() => {}
            None => gaps.push(Gap::Agreement),
            Some(SaidKind::Without) if choice.reason.read_untracked().trim().is_empty() => {
                gaps.push(Gap::Reason)
            }
            Some(_) => {}
        }
        match way.get_untracked() {
            Way::Passphrase if words.read_untracked().chars().count() < SHORTEST => gaps.push(Gap::Short),
            Way::Passphrase if *words.read_untracked() != *again.read_untracked() => {
                gaps.push(Gap::Different)
            }
            Way::Key => gaps.extend(To::key(&key.read_untracked()).err().map(Gap::Key)),
            Way::Plain if !sure.get_untracked() => gaps.push(Gap::Sure),
            _ => {}
        }
        gaps
    };
    let leave = move || {
        let missing = missing();
        if !missing.is_empty() {
            gaps.set(missing);
            focus_soon(".error-summary");
            return;
        }
        gaps.set(Vec::new());
        let said = choice.said.get_untracked().filter(|_| !covered()).map(|said| match said {
            SaidKind::Asked(form) => Said::Asked(form),
            SaidKind::Without => Said::Without(choice.reason.get_untracked()),
        });
        let protection = match way.get_untracked() {
            Way::Passphrase => Protection::Passphrase(Passphrase::from(words.get_untracked())),
            Way::Key => Protection::Key(key.get_untracked()),
            Way::Plain => Protection::None,
        };
        let selection = choice.selection.get_untracked();
        bridge.send(Intent::Leave(Leave::PassOn(Box::new(PassOn {
            recipient: to,
            selection,
            said,
            protection,
        }))));
        // Nothing stays in the fields once it is sent.
        (words.set(String::new()), again.set(String::new()), sure.set(false));
        focus_soon(".notices .button");
    };
    let radio = move |which: Way| {
        view! {
            <input
                type="radio"
                name="protection"
                prop:checked=move || way.get() == which
                on:change=move |_| {
                    way.set(which);
                    sure.set(false);
                    gaps.set(Vec::new());
                }
            />
        }
    };
    let secret = move |id: &'static str, value: RwSignal<String>| {
        view! {
            <input
                id=id
                type="password"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| value.set(typed(&event))
            />
        }
    };
    view! {
        <section class="protection">
            <h2>{t!(i18n, leaving.protection)}</h2>
            <p>{t!(i18n, leaving.protection_told)}</p>
            <fieldset class="field">
                <label class="check">{radio(Way::Passphrase)}<span>{t!(i18n, leaving.by_passphrase)}</span></label>
                <Show when=move || way.get() == Way::Passphrase>
                    <div class="under">
                        <p class="quiet small">{t!(i18n, leaving.passphrase_told)}</p>
                        <div class="two-columns">
                            <div class="field">
                                <label for="leaving-words">{t!(i18n, leaving.passphrase)}</label>
                                {secret("leaving-words", words)}
                            </div>
                            <div class="field">
                                <label for="leaving-again">{t!(i18n, leaving.passphrase_again)}</label>
                                {secret("leaving-again", again)}
                            </div>
                        </div>
                    </div>
                </Show>
                <label class="check">{radio(Way::Key)}<span>{t!(i18n, leaving.by_key)}</span></label>
                <Show when=move || way.get() == Way::Key>
                    <div class="under field">
                        <label for="leaving-key">{t!(i18n, leaving.key)}</label>
                        <input
                            id="leaving-key"
                            type="text"
                            autocomplete="off"
                            spellcheck="false"
                            prop:value=move || key.get()
                            on:input=move |event| key.set(typed(&event))
                        />
                    </div>
                </Show>
                <label class="check">{radio(Way::Plain)}<span>{t!(i18n, leaving.by_nothing)}</span></label>
                <Show when=move || way.get() == Way::Plain>
                    <div class="under">
                        <p class="danger-note">{t!(i18n, leaving.plain_told)}</p>
                        <label class="check">
                            <input
                                id="leaving-sure"
                                type="checkbox"
                                prop:checked=move || sure.get()
                                on:change=move |event| sure.set(event_target_checked(&event))
                            />
                            <span>{t!(i18n, leaving.plain_sure)}</span>
                        </label>
                    </div>
                </Show>
            </fieldset>
            <Show when=move || !gaps.read().is_empty()>
                <div class="error-summary" tabindex="-1" role="alert">
                    <h2>{t!(i18n, leaving.gaps)}</h2>
                    <ul>{move || gaps.get().into_iter().map(|gap| view! { <GapWords gap/> }).collect_view()}</ul>
                </div>
            </Show>
            <div class="steps">
                <button class="button primary" disabled=move || sealing.get() on:click=move |_| leave()>
                    {move || if way.get() == Way::Plain {
                        t!(i18n, leaving.do_plain).into_any()
                    } else {
                        t!(i18n, leaving.do_seal).into_any()
                    }}
                </button>
            </div>
            <p role="status">{move || sealing.get().then(|| t!(i18n, leaving.busy))}</p>
        </section>
    }
}

#[component]
fn GapWords(gap: Gap) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <li>
            <button class="link" on:click=move |_| focus_soon(gap.field())>
                {match gap {
                    Gap::Agreement => t!(i18n, leaving.gap_agreement).into_any(),
                    Gap::Reason => t!(i18n, leaving.gap_reason).into_any(),
                    Gap::Short => t!(i18n, leaving.gap_short).into_any(),
                    Gap::Different => t!(i18n, leaving.gap_different).into_any(),
                    Gap::Key(why) => not_a_key(why).into_any(),
                    Gap::Sure => t!(i18n, leaving.gap_sure).into_any(),
                }}
            </button>
        </li>
    }
}
