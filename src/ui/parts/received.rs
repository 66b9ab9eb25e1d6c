//! That a case came as a selection, and what was not in it.

use leptos::prelude::*;

use super::recipient::{part_words, recipient_words};
use super::when;
use crate::interview::{Leaving, Part};
use crate::ui::bridge;
use crate::ui::text::{t, use_i18n};
use crate::wording::{colon, promise};

/// What was passed on here was a selection: for whom, when, and without what.
#[component]
pub fn ReceivedNote(received: Leaving) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let Leaving { at, recipient, selection, .. } = received;
    let day = move || when::day(at, bridge.language());
    let withheld = selection.withheld().count();
    let topics = selection.topics();
    let missing: Vec<Part> = Part::ALL.into_iter().filter(|part| !selection.has(*part)).collect();
    let parts = move || missing.iter().map(|part| part_words(*part)).collect::<Vec<_>>().join(" · ");
    view! {
        <div class="notice selection">
            <div>
                <p><strong>{t!(i18n, leaving.selection_title)}</strong></p>
                <p>{t!(i18n, leaving.selection_told, day = day, to = move || recipient_words(recipient))}</p>
                <p class="small">
                    {t!(i18n, leaving.selection_without)}{move || colon(bridge.language())}
                    {(withheld > 0).then(|| view! {
                        {t!(i18n, leaving.selection_questions, count = move || withheld)}" · "
                    })}
                    {parts}
                </p>
                {move || promise(topics, bridge.language()).map(|told| view! { <p class="small">{told}</p> })}
            </div>
        </div>
    }
}
