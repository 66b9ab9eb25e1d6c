//! The faisceau as a table, in the order of the drawing.

use leptos::prelude::*;

use super::lens_title;
use crate::findings::ClueState;
use crate::findings::lens::LensIx;
use crate::instrument::{ClueIx, Truth};
use crate::ui::parts::lenses::{SetMark, clue_name, clue_shape, clue_standing, clue_words, sorted_clues};
use crate::ui::parts::rail::is_open;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The same as a table, opened on demand or from the first.
#[component]
pub fn TheSame(open: bool) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let families = bridge.glance(|app| app.current().map_or(0, |c| c.case().instrument().families.len()));
    let opened = RwSignal::new(open);
    view! {
        <details class="the-same" open=open on:toggle=move |event| opened.set(is_open(&event))>
            <summary>{t!(i18n, lenses.table)}</summary>
            <Show when=move || opened.get()>
                <table class="faisceau-table">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, lenses.col_clue)}</th>
                            <th scope="col">{t!(i18n, lenses.col_state)}</th>
                            <th scope="col">{t!(i18n, lenses.col_lenses)}</th>
                        </tr>
                    </thead>
                    {(0..families).map(|family| view! { <Family family/> }).collect_view()}
                </table>
            </Show>
        </details>
    }
}

#[component]
fn Family(family: usize) -> impl IntoView {
    let bridge = bridge();
    let name = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let family = app.current()?.case().instrument().families.get(family)?;
            Some(family.name.in_language(language).to_owned())
        })
    };
    let clues = Memo::new(move |_| sorted_clues(bridge, family));
    view! {
        <tbody>
            <tr><th class="table-family" scope="rowgroup" colspan="3">{name}</th></tr>
            {move || clues.get().into_iter().map(|(state, clue)| view! { <Row state clue/> }).collect_view()}
        </tbody>
    }
}

#[component]
fn Row(state: ClueState, clue: ClueIx) -> impl IntoView {
    let bridge = bridge();
    let standing = clue_standing(bridge, clue);
    let (shape, class) = clue_shape(state);
    let lenses = move || {
        let fed = bridge.case(Topic::Findings, |current| {
            let readings = current.findings().readings().iter().enumerate();
            let fed = readings.filter(|(_, reading)| {
                reading.applies() != Truth::No && reading.lens().clues().binary_search(&clue).is_ok()
            });
            fed.map(|(at, _)| LensIx(at)).collect::<Vec<_>>()
        });
        let titles = fed.unwrap_or_default().into_iter().map(|lens| lens_title(bridge, lens));
        titles.collect::<Vec<_>>().join(" · ")
    };
    view! {
        <tr class=class>
            <th scope="row">{move || clue_name(bridge, clue)}</th>
            <td>
                <span aria-hidden="true">{shape}" "</span>
                {move || clue_words(state)}
                {move || standing.get().1.map(|_| view! { <SetMark/> })}
            </td>
            <td class="small">{lenses}</td>
        </tr>
    }
}
