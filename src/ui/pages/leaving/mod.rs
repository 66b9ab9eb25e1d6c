//! A case is passed on: to whom, what would leave, with which agreement, how protected.

mod agreed;
mod delicate;
mod how;
mod protection;
mod what;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::interview::{FieldId, Form, Recipient, Selection};
use crate::state::{App, Current, Preview};
use crate::ui::parts::draft::{as_kept, keep, kept_form};
use crate::ui::parts::recipient::{recipient_hint, recipient_words};
use crate::ui::parts::unfinished::Unfinished;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording::promise;
use agreed::AgreedPart;
use how::HowPart;
use protection::{ProtectionPart, Shaped, Shaping};
use what::WhatPart;

/// What the interviewer chooses on this page.
#[derive(Clone, Copy)]
pub struct Choice {
    recipient: RwSignal<Option<Recipient>>,
    selection: RwSignal<Selection>,
    said: RwSignal<Option<SaidKind>>,
    reason: RwSignal<String>,
    /// In which form it leaves.
    form: Shaping,
    /// What would leave after the choices so far.
    preview: Memo<Option<Preview>>,
}

/// What the interviewer says of the agreement.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum SaidKind {
    Asked(Form),
    Without,
}

/// What was chosen, as it is kept until it leaves.
#[derive(Serialize, Deserialize)]
struct Begun {
    recipient: Recipient,
    selection: Selection,
    said: Option<SaidKind>,
    reason: String,
    #[serde(default)]
    shaped: Option<Shaped>,
}

/// Whether nothing can leave since another tab writes: what leaves is taken down, but in an exercise.
fn is_held(bridge: Bridge) -> Memo<bool> {
    Memo::new(move |_| {
        bridge.read(Topic::Page, |app| app.is_following() && !app.current().is_some_and(Current::is_exercise))
    })
}

/// The page from which a case is passed on.
#[component]
pub fn LeavingPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let begun = kept_form::<Begun>(bridge, &FieldId::Leaving);
    let recipient = RwSignal::new(begun.as_ref().map(|begun| begun.recipient));
    let selection = RwSignal::new(begun.as_ref().map(|begun| begun.selection.clone()).unwrap_or_default());
    let said = RwSignal::new(begun.as_ref().and_then(|begun| begun.said));
    let reason = RwSignal::new(begun.as_ref().map(|begun| begun.reason.clone()).unwrap_or_default());
    let language = move || bridge.glance(|app| app.settings().language);
    let form = Shaping::of(begun.and_then(|begun| begun.shaped), recipient.get_untracked(), language());
    let preview = Memo::new(move |_| {
        let recipient = recipient.get()?;
        selection.with(|selection| bridge.read(Topic::Around, |app| app.preview(recipient, selection)))
    });
    let choice = Choice { recipient, selection, said, reason, form, preview };
    keep(FieldId::Leaving, move || {
        let (selection, said, reason) = (selection.get(), said.get(), reason.get());
        let shaped = Some(form.kept());
        recipient.get().and_then(|recipient| as_kept(&Begun { recipient, selection, said, reason, shaped }))
    });
    let choose = move |to: Recipient| {
        if let Some(default) = bridge.glance(|app| app.default_selection(to)) {
            selection.set(default);
        }
        choice.said.set(None);
        form.begin(to, language());
        recipient.set(Some(to));
    };
    let how = Memo::new(move |_| bridge.read(Topic::Around, |app: &App| app.how_to_open().cloned()));
    let held = is_held(bridge);
    view! {
        <h1 tabindex="-1" class:screen-only=move || how.read().is_some()>{t!(i18n, leaving.title)}</h1>
        <HowPart how/>
        // Where there is a half page to print, it is printed alone.
        <div class:screen-only=move || how.read().is_some()>
        <p class="intro">{t!(i18n, leaving.intro)}</p>
        <Show when=move || held.get()>
            <p class="gaps" id="leaving-held">{t!(i18n, leaving.cannot_following)}</p>
        </Show>
        <Unfinished/>
        <fieldset class="recipients">
            <legend><h2>{t!(i18n, leaving.who)}</h2></legend>
            {Recipient::ALL.map(|to| view! {
                <label class="check">
                    <input
                        type="radio"
                        name="recipient"
                        prop:checked=move || recipient.get() == Some(to)
                        on:change=move |_| choose(to)
                    />
                    <span>
                        {move || recipient_words(to)}
                        <span class="quiet small hint">{move || recipient_hint(to)}</span>
                        <span class="quiet small hint">{move || {
                            let promised = bridge.glance(|app| app.promise(to));
                            promised.and_then(|topics| promise(topics, bridge.language()))
                        }}</span>
                    </span>
                </label>
            }).collect_view()}
        </fieldset>
        // Another recipient starts anew: nothing that was chosen for one is kept for another.
        {move || recipient.get().map(|to| view! {
            <WhatPart choice/>
            <AgreedPart choice/>
            <ProtectionPart choice to/>
        })}
        </div>
    }
}
