//! The case on paper: the identification report, and one page of it.

use leptos::prelude::*;

use crate::doors::browser;
use crate::interview::Selection;
use crate::record::report::{report, summary};
use crate::state::{Current, Intent, Page};
use crate::ui::parts::received::ReceivedNote;
use crate::ui::parts::sheet::SheetView;
use crate::ui::parts::unfinished::Unfinished;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// The report on the case, as it is printed; or its summary.
#[component]
pub fn SummaryPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let exercise = bridge.glance(|app| app.current().is_some_and(Current::is_exercise));
    let real = bridge.glance(|app| app.training().is_none());
    let short = RwSignal::new(false);
    let sheet = Memo::new(move |_| {
        let (language, short) = (bridge.language(), short.get());
        bridge.track(Topic::Around);
        bridge.case(Topic::Findings, |current| {
            let write = if short { summary } else { report };
            write(current.case(), &Selection::everything(), language)
        })
    });
    let pressed = move |this: bool| move || (short.get() == this).to_string();
    view! {
        <div class="screen-only steps">
            <div class="views" role="group" aria-label=move || t_string!(i18n, closing.views)>
                <button class="button" aria-pressed=pressed(false) on:click=move |_| short.set(false)>
                    {t!(i18n, closing.report_title)}
                </button>
                <button class="button" aria-pressed=pressed(true) on:click=move |_| short.set(true)>
                    {t!(i18n, closing.summary_title)}
                </button>
            </div>
            <button class="button primary" on:click=|_| browser::print()>{t!(i18n, closing.print)}</button>
            {real.then(|| view! {
                <button class="button" on:click=move |_| bridge.send(Intent::Go(Page::Leaving))>
                    {t!(i18n, leaving.leave)}
                </button>
            })}
        </div>
        <p class="screen-only quiet small">{t!(i18n, closing.print_told)}</p>
        <Unfinished/>
        {exercise.then(|| view! { <p class="exercise-mark">{t!(i18n, common.exercise)}</p> })}
        {move || {
            let received = bridge.case(Topic::Around, |current| current.case().received().cloned()).flatten();
            received.map(|received| view! { <ReceivedNote received/> })
        }}
        <SheetView sheet/>
    }
}
