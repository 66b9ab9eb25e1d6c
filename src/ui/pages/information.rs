//! What can still be given to a person who did not agree, and the way back.

use leptos::prelude::*;

use super::agreement::Said;
use crate::instrument::StageId;
use crate::interview::AgreementState;
use crate::state::{App, Current, Intent, Page};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::stage_words;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The page after a refusal.
#[component]
pub fn Information(stage: StageId) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let may_count = Memo::new(move |_| bridge.read(Topic::Settings, |app| app.settings().count_alerts));
    let refused = Memo::new(move |_| {
        let state = bridge.case(Topic::Around, |current| current.case().agreements().state(stage));
        state == Some(AgreementState::Refused)
    });
    let sure = RwSignal::new(false);
    let real = move || !bridge.glance(|app: &App| app.current().is_some_and(Current::is_exercise));
    view! {
        <p class="quiet over">{move || stage_words(stage)}</p>
        <h1 tabindex="-1">{t!(i18n, work.information_title)}</h1>
        <p class="intro">{t!(i18n, work.information_intro)}</p>
        <Said stage part=|asking| &asking.information/>
        <h2>{t!(i18n, work.way_back)}</h2>
        <p>{t!(i18n, work.way_back_told)}</p>
        <div class="steps">
            <button class="button primary" on:click=move |_| bridge.send(Intent::Go(Page::Stage(stage)))>
                {t!(i18n, work.ask_again)}
            </button>
            <button class="button" on:click=move |_| bridge.send(Intent::Go(Page::Decision))>
                {t!(i18n, work.to_decision)}
            </button>
        </div>
        <Show when=move || refused.get() && may_count.get() && real()>
            <h2>{t!(i18n, work.trace)}</h2>
            <p>{t!(i18n, work.trace_told)}</p>
            <Show
                when=move || sure.get()
                fallback=move || view! {
                    <button class="button" on:click=move |_| {
                        sure.set(true);
                        focus_soon(".button.danger");
                    }>
                        {t!(i18n, work.trace_leave)}
                    </button>
                }
            >
                <p class="danger-note">{t!(i18n, work.trace_sure)}</p>
                <div class="steps">
                    <button class="button danger" on:click=move |_| bridge.send(Intent::LeaveTrace)>
                        {t!(i18n, work.trace_yes)}
                    </button>
                    <button class="button" on:click=move |_| sure.set(false)>{t!(i18n, common.cancel)}</button>
                </div>
            </Show>
        </Show>
    }
}
