//! The agreement to a stage is withdrawn: the stage closes, what was collected is kept sealed or
//! erased, and the history says so.

use leptos::prelude::*;

use crate::instrument::StageId;
use crate::interview::{AgreementState, Collected, Command};
use crate::state::{Intent, Page};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::stage_words;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The withdrawal of the agreement to a stage.
#[component]
pub fn WithdrawalPage(stage: StageId) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let kept = Memo::new(move |_| {
        let state = bridge.case(Topic::Around, |current| current.case().agreements().state(stage));
        state == Some(AgreementState::Withdrawn(Collected::Kept))
    });
    let sure = RwSignal::new(false);
    let withdraw = move |collected: Collected| {
        bridge.send(Intent::Do(Command::Withdraw(stage, collected)));
        bridge.send(Intent::Go(Page::Stage(stage)));
    };
    view! {
        <p class="quiet over">{move || stage_words(stage)}</p>
        <h1 tabindex="-1">{t!(i18n, work.withdrawal_title)}</h1>
        <p class="intro">{t!(i18n, work.withdrawal_intro)}</p>
        <div class="equal">
            <Show when=move || !kept.get()>
                <div>
                    <h2>{t!(i18n, work.withdraw_keep)}</h2>
                    <p>{t!(i18n, work.withdraw_keep_told)}</p>
                    <button class="button weighty" on:click=move |_| withdraw(Collected::Kept)>
                        {t!(i18n, work.withdraw_keep_do)}
                    </button>
                </div>
            </Show>
            <div>
                <h2>{t!(i18n, work.withdraw_erase)}</h2>
                <p>{t!(i18n, work.withdraw_erase_told)}</p>
                <Show
                    when=move || sure.get()
                    fallback=move || view! {
                        <button class="button weighty" on:click=move |_| {
                            sure.set(true);
                            focus_soon(".button.danger");
                        }>
                            {t!(i18n, work.withdraw_erase_do)}
                        </button>
                    }
                >
                    <p class="danger-note">{t!(i18n, work.withdraw_erase_sure)}</p>
                    <button class="button danger" on:click=move |_| withdraw(Collected::Erased)>
                        {t!(i18n, work.withdraw_erase_yes)}
                    </button>
                </Show>
            </div>
        </div>
        <div class="steps">
            <button class="button" on:click=move |_| bridge.send(Intent::Go(Page::Stage(stage)))>
                {t!(i18n, common.cancel)}
            </button>
        </div>
    }
}
