//! The frame around a case: header, outline, the page itself, the rail.

use leptos::prelude::*;

use super::agreement::AgreementPage;
use super::findings::WayBack;
use super::information::Information;
use super::section::SectionPage;
use super::training::{Conversation, is_blind};
use super::withdrawal::WithdrawalPage;
use super::{
    ChangesPage, DecisionPage, FaisceauPage, FindingsPage, HistoryPage, LeavingPage, LensPage, SummaryPage,
};
use crate::instrument::{SectionIx, StageId};
use crate::interview::Command;
use crate::state::{Current, Intent, Page, Settings};
use crate::ui::parts::focus::{focus_soon, give_back};
use crate::ui::parts::header::{Header, HideButton, SavingWords, saving};
use crate::ui::parts::hiding::HidingTold;
use crate::ui::parts::hints::Hints;
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::outline::Outline;
use crate::ui::parts::rail::{FirstSheet, FirstThings, Rail};
use crate::ui::parts::search::Search;
use crate::ui::parts::shortcuts::Shortcuts;
use crate::ui::parts::track::{TrackButton, Tracks};
use crate::ui::parts::when;
use crate::ui::text::{t, use_i18n};
use crate::ui::{OfItsOwn, Topic, bridge};

/// Which page of the case, without the question: moving inside a section keeps the section.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Section(SectionIx),
    Stage(StageId),
    Page(Page),
}

/// A case.
#[component]
pub fn CasePage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let shown = Memo::new(move |_| {
        bridge.case(Topic::Page, |current| match (current.section(), current.page()) {
            (Some(section), _) => Shown::Section(section),
            (None, Page::Stage(stage)) => Shown::Stage(stage),
            (None, page) => Shown::Page(page),
        })
    });
    let paused =
        Memo::new(move |_| bridge.case(Topic::Around, |current| current.case().paused_at()).flatten());
    let exercise = Memo::new(move |_| bridge.case(Topic::Page, Current::is_exercise).unwrap_or_default());
    let blind = Memo::new(move |_| is_blind(bridge));
    give_back(move || paused.get().is_some(), ".question.active .wording");
    view! {
        <div class="case" class:paused=move || paused.get().is_some() class:blind=move || blind.get()>
            <div class="frame" inert=move || paused.get().is_some()>
                <button class="button skip" on:click=|_| focus_soon(".question.active .wording, h1")>
                    {t!(i18n, hands.skip)}
                </button>
                <div class="top">
                    <Header/>
                    <FirstThings/>
                </div>
                <NoticeBar over_questions=Signal::derive(move || matches!(shown.get(), Some(Shown::Section(_))))/>
                <Show when=move || exercise.get()>
                    <p class="watermark print-only" aria-hidden="true">{t!(i18n, training.mark)}</p>
                </Show>
                <Hints/>
                <div class="columns">
                    <Outline/>
                    <main class="column" id="main">
                        <HidingTold/>
                        <WayBack/>
                        <Conversation/>
                        {move || shown.get().map(|shown| view! { <OfItsOwn>{match shown {
                            Shown::Section(section) => {
                                view! { <TrackButton narrow=true/> <SectionPage section/> }.into_any()
                            }
                            Shown::Stage(stage) => {
                                view! { <TrackButton narrow=true/> <AgreementPage stage/> }.into_any()
                            }
                            Shown::Page(Page::Information(stage)) => view! { <Information stage/> }.into_any(),
                            Shown::Page(Page::Withdrawal(stage)) => view! { <WithdrawalPage stage/> }.into_any(),
                            Shown::Page(Page::Findings) => view! { <FindingsPage/> }.into_any(),
                            Shown::Page(Page::Faisceau) => view! { <FaisceauPage/> }.into_any(),
                            Shown::Page(Page::Lens(lens)) => view! { <LensPage lens/> }.into_any(),
                            Shown::Page(Page::Changes) => view! { <ChangesPage/> }.into_any(),
                            Shown::Page(Page::Leaving) => view! { <LeavingPage/> }.into_any(),
                            Shown::Page(Page::Summary) => view! { <SummaryPage/> }.into_any(),
                            Shown::Page(Page::History) => view! { <HistoryPage/> }.into_any(),
                            Shown::Page(_) => view! { <DecisionPage/> }.into_any(),
                        }}</OfItsOwn> })}
                    </main>
                    <Rail/>
                </div>
                <Search/>
                <Shortcuts/>
                <Tracks/>
                <FirstSheet/>
            </div>
            {move || paused.get().map(|since| view! { <Paused since=when::time(since)/> })}
        </div>
    }
}

/// The pause: the screen is dimmed, and the time is noted.
#[component]
fn Paused(since: String) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let exercise = bridge.glance(|app| app.current().is_some_and(Current::is_exercise));
    focus_soon(".pause button");
    view! {
        <div class="pause" role="dialog" aria-modal="true" aria-labelledby="pause-title">
            <h2 id="pause-title">{t!(i18n, common.pause)}</h2>
            <p>{t!(i18n, work.paused_since, time = move || since.clone())}" "<SavingWords saving=saving()/>"."</p>
            {(!exercise).then(|| view! {
                <p class="quiet">{t!(i18n, work.pause_lock, count = move || Settings::PAUSE)}</p>
            })}
            <button class="button primary" on:click=move |_| bridge.send(Intent::Do(Command::Resume))>
                {t!(i18n, common.continue_)}
            </button>
            {(!exercise).then(|| view! {
                <button class="button" on:click=move |_| bridge.send(Intent::Lock)>{t!(i18n, common.lock)}</button>
            })}
            <HideButton/>
        </div>
    }
}
