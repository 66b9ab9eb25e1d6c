//! The stages and sections of a case, with how far each is.

use leptos::prelude::*;

use super::focus::{focus_soon, give_back};
use super::header::stage_words;
use super::key_cap::KeyCap;
use super::track::TrackButton;
use super::unfinished::unread_in;
use crate::instrument::{SectionIx, StageId};
use crate::interview::{AgreementState, Progress};
use crate::state::{Act, Current, Intent, Page};
use crate::ui::desk::desk;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// The outline: any section in one move, any question in two.
#[component]
pub fn Outline() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let page = Memo::new(move |_| bridge.case(Topic::Page, Current::page));
    give_back(move || desk.outline.get(), ".question.active .wording");
    Effect::new(move |_| {
        if desk.outline.get() {
            focus_soon(".outline .close");
        }
    });
    let go = move |page: Page| {
        desk.outline.set(false);
        bridge.send(Intent::Go(page));
    };
    let link = move |to: Page, words: Signal<String>| {
        view! {
            <button
                class="outline-link"
                aria-current=move || (page.get() == Some(to)).then_some("page")
                on:click=move |_| go(to)
            >
                {move || words.get()}
            </button>
        }
    };
    view! {
        <nav class="outline" class:open=move || desk.outline.get() aria-label=move || t_string!(i18n, work.outline)>
            <button class="button narrow-only close" on:click=move |_| desk.outline.set(false)>
                {t!(i18n, common.close)}
            </button>
            <div class="outline-tools">
                <button class="button thin search" on:click=move |_| desk.search.set(true)>
                    <KeyCap act=Act::Search/> {t!(i18n, work.search)}
                </button>
                <TrackButton/>
            </div>
            {StageId::ASKING.map(|stage| view! { <Stage stage go=Callback::new(go)/> }).collect_view()}
            {link(Page::Decision, Signal::derive(move || stage_words(StageId::Decision)))}
            <hr/>
            {link(Page::Findings, Signal::derive(move || t_string!(i18n, work.findings).to_owned()))}
            {link(Page::Faisceau, Signal::derive(move || t_string!(i18n, lenses.faisceau).to_owned()))}
            {link(Page::Changes, Signal::derive(move || t_string!(i18n, lenses.changes).to_owned()))}
            {link(Page::Leaving, Signal::derive(move || t_string!(i18n, leaving.leave).to_owned()))}
            {link(Page::Summary, Signal::derive(move || t_string!(i18n, work.summary).to_owned()))}
            {link(Page::History, Signal::derive(move || t_string!(i18n, work.history).to_owned()))}
        </nav>
    }
}

#[component]
fn Stage(stage: StageId, go: Callback<Page>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let state = Memo::new(move |_| {
        let state = bridge.case(Topic::Around, |current| current.case().agreements().state(stage));
        state.unwrap_or(AgreementState::NotSought)
    });
    let here = Memo::new(move |_| bridge.case(Topic::Page, Current::stage) == Some(stage));
    let sections = bridge.glance(|app| {
        let current = app.current();
        current.map(|current| current.case().instrument().stage(stage).sections.clone()).unwrap_or_default()
    });
    let sections = StoredValue::new(sections);
    view! {
        <section class="outline-stage">
            <button
                class="outline-link stage"
                aria-current=move || here.get().then_some("step")
                on:click=move |_| go.run(Page::Stage(stage))
            >
                {move || stage_words(stage)}
            </button>
            {move || match state.get() {
                AgreementState::Given => view! {
                    <ul>
                        {sections.with_value(|sections| sections.iter().map(|section| {
                            view! { <Section section=*section go/> }
                        }).collect_view())}
                    </ul>
                    <button class="outline-link small" on:click=move |_| go.run(Page::Withdrawal(stage))>
                        {t!(i18n, work.withdraw)}
                    </button>
                }.into_any(),
                AgreementState::NotSought => {
                    view! { <p class="quiet small">{t!(i18n, work.agreement_not_sought)}</p> }.into_any()
                }
                AgreementState::Refused => {
                    view! { <p class="quiet small">{t!(i18n, work.agreement_refused)}</p> }.into_any()
                }
                AgreementState::Withdrawn(_) => {
                    view! { <p class="quiet small">{t!(i18n, work.agreement_withdrawn)}</p> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Section(section: SectionIx, go: Callback<Page>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let here = Memo::new(move |_| bridge.case(Topic::Page, Current::section).flatten() == Some(section));
    let progress = Memo::new(move |_| {
        bridge.case(Topic::Section(section), |current| current.case().progress(section)).unwrap_or_default()
    });
    let unread = unread_in(section);
    let title = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let title = &app.current()?.case().instrument().section(section).title;
            Some(title.in_language(language).to_owned())
        })
    };
    let left = move || {
        let Progress { asked, marked, set_aside, .. } = progress.get();
        let left = progress.get().left();
        let mut words = if asked == 0 {
            t_string!(i18n, work.nothing_to_ask).to_owned()
        } else if left == 0 {
            t_string!(i18n, work.done).to_owned()
        } else {
            t_string!(i18n, work.left, count = left)
        };
        if unread.get() > 0 {
            words = format!("{words}, {}", t_string!(i18n, work.unread_count, count = unread.get()));
        }
        if marked > 0 {
            words = format!("{words}, {}", t_string!(i18n, work.marked_count, count = marked));
        }
        if set_aside > 0 {
            words = format!("{words}, {}", t_string!(i18n, work.aside_count, count = set_aside));
        }
        words
    };
    view! {
        <li>
            <button
                class="outline-link"
                aria-current=move || here.get().then_some("true")
                on:click=move |_| go.run(Page::Section(section))
            >
                <span>{title}</span>
                <span class="left">{left}</span>
            </button>
        </li>
    }
}
