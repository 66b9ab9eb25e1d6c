//! A case is passed on: to whom, what would leave, with which agreement, how protected.

mod agreed;
mod how;
mod protection;
mod what;

use leptos::prelude::*;

use crate::interview::{Form, Recipient, Selection};
use crate::state::{App, Preview};
use crate::ui::parts::recipient::{recipient_hint, recipient_words};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use agreed::AgreedPart;
use how::HowPart;
use protection::ProtectionPart;
use what::WhatPart;

/// What the interviewer chooses on this page.
#[derive(Clone, Copy)]
pub struct Choice {
    recipient: RwSignal<Option<Recipient>>,
    selection: RwSignal<Selection>,
    said: RwSignal<Option<SaidKind>>,
    reason: RwSignal<String>,
    /// What would leave after the choices so far.
    preview: Memo<Option<Preview>>,
}

/// What the interviewer says of the agreement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SaidKind {
    Asked(Form),
    Without,
}

/// The page from which a case is passed on.
#[component]
pub fn LeavingPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let (recipient, selection) = (RwSignal::new(None), RwSignal::new(Selection::default()));
    let preview = Memo::new(move |_| {
        let recipient = recipient.get()?;
        selection.with(|selection| bridge.read(Topic::Around, |app| app.preview(recipient, selection)))
    });
    let choice = Choice {
        recipient,
        selection,
        said: RwSignal::new(None),
        reason: RwSignal::new(String::new()),
        preview,
    };
    let choose = move |to: Recipient| {
        if let Some(default) = bridge.glance(|app| app.default_selection(to)) {
            selection.set(default);
        }
        choice.said.set(None);
        recipient.set(Some(to));
    };
    let how = Memo::new(move |_| bridge.read(Topic::Around, |app: &App| app.how_to_open().cloned()));
    view! {
        <h1 tabindex="-1" class:screen-only=move || how.read().is_some()>{t!(i18n, leaving.title)}</h1>
        <HowPart how/>
        // Where there is a half page to print, it is printed alone.
        <div class:screen-only=move || how.read().is_some()>
        <p class="intro">{t!(i18n, leaving.intro)}</p>
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
