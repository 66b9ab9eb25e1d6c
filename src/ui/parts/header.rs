//! The one line above every case.

use leptos::prelude::*;

use super::focus::{focus_soon, give_back};
use crate::doors::browser;
use crate::instrument::{Language, StageId};
use crate::interview::Command;
use crate::state::{Act, App, Current, Intent, Page, Saving, Settings, StoreFault};
use crate::ui::desk::{Desk, desk};
use crate::ui::pages::training::{FinishButton, LeaveButton};
use crate::ui::parts::key_cap::KeyCap;
use crate::ui::parts::unfinished::Waiting;
use crate::ui::parts::when;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// The name of a stage.
pub fn stage_words(stage: StageId) -> String {
    let i18n = use_i18n();
    match stage {
        StageId::Alert => t_string!(i18n, common.stage_alert),
        StageId::Questionnaire => t_string!(i18n, common.stage_questionnaire),
        StageId::Interview => t_string!(i18n, common.stage_interview),
        StageId::Decision => t_string!(i18n, common.stage_decision),
    }
    .to_owned()
}

/// The header of a case: back, name, stage, saving, language, pause, lock, hide.
#[component]
pub fn Header() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let exercise = Memo::new(move |_| bridge.case(Topic::Page, Current::is_exercise).unwrap_or_default());
    let name = Memo::new(move |_| {
        bridge.case(Topic::Around, |current| current.case().name().to_owned()).unwrap_or_default()
    });
    let stage = Memo::new(move |_| bridge.case(Topic::Page, Current::stage));
    give_back(move || desk.menu.get(), ".question.active .wording");
    Effect::new(move |_| {
        if desk.menu.get() {
            focus_soon(".more button:not(:disabled)");
        }
    });
    view! {
        <Show when=move || exercise.get()>
            <section class="exercise-band" aria-label=move || t_string!(i18n, training.mark)>
                <p>{t!(i18n, common.exercise)}</p>
                <FinishButton/>
                <LeaveButton leave=Intent::Go(Page::Cases)>{t!(i18n, common.leave_exercise)}</LeaveButton>
            </section>
        </Show>
        <header class="header">
            <div class="where">
                <Show when=move || !exercise.get()>
                    <button class="button thin back" on:click=move |_| bridge.send(Intent::Go(Page::Cases))>
                        <span class="sign" aria-hidden="true">"‹"</span>
                        <span class="said-only">{t!(i18n, common.back_to_cases)}</span>
                    </button>
                </Show>
                <span class="case-name">{move || name.get()}</span>
                <span class="quiet stage-name">{move || stage.get().map(stage_words)}</span>
            </div>
            <SavingState/>
            <div class="tools">
                <button
                    class="button thin narrow-only"
                    aria-expanded=move || desk.outline.get().to_string()
                    on:click=move |_| desk.outline.update(|open| *open = !*open)
                >
                    {t!(i18n, work.outline)}
                </button>
                <button
                    class="button thin"
                    aria-expanded=move || rail_shows(bridge, desk).to_string()
                    on:click=move |_| toggle_rail(bridge, desk)
                >
                    <KeyCap act=Act::Findings/> {t!(i18n, work.findings)}
                </button>
                <button
                    class="button thin more-opener"
                    aria-expanded=move || desk.menu.get().to_string()
                    on:click=move |_| desk.menu.update(|open| *open = !*open)
                >
                    <span aria-hidden="true">"⋯"</span>
                    <span class="visually-hidden">{t!(i18n, work.more_tools)}</span>
                </button>
                <div class="more" class:open=move || desk.menu.get()>
                <TakenBack/>
                <LanguageSwitch/>
                <button class="button thin keys" on:click=move |_| desk.shortcuts.set(true)>
                    <KeyCap act=Act::Keys/> <span class="visually-hidden">{t!(i18n, common.shortcuts)}</span>
                </button>
                <button class="button thin" on:click=move |_| {
                    desk.menu.set(false);
                    bridge.send(Intent::Do(Command::Pause));
                }>
                    {t!(i18n, common.pause)}
                </button>
                <Show when=move || !exercise.get()>
                    <button class="button thin" on:click=move |_| bridge.send(Intent::Lock)>
                        {t!(i18n, common.lock)}
                    </button>
                </Show>
                <button class="button thin narrow-only close" on:click=move |_| desk.menu.set(false)>
                    {t!(i18n, common.close)}
                </button>
                </div>
                <HideButton/>
            </div>
        </header>
    }
}

/// The buttons that take the last change back, and make it again.
#[component]
fn TakenBack() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let can = Memo::new(move |_| {
        bridge.track(Topic::Around);
        let can =
            bridge.case(Topic::Answers, |current| (current.case().can_undo(), current.case().can_redo()));
        can.unwrap_or_default()
    });
    view! {
        <button
            class="button thin"
            disabled=move || !can.get().0
            title=move || t_string!(i18n, common.undo)
            on:click=move |_| bridge.send(Intent::Do(Command::Undo))
        >
            {t!(i18n, work.undo)}
        </button>
        <button
            class="button thin"
            disabled=move || !can.get().1
            title=move || t_string!(i18n, common.redo)
            on:click=move |_| bridge.send(Intent::Do(Command::Redo))
        >
            {t!(i18n, work.redo)}
        </button>
    }
}

/// The header of a page that is about no case yet: what is kept, the language, the way to hide.
#[component]
pub fn PlainHeader() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="header">
            <div class="where"><span class="case-name">{t!(i18n, common.name)}</span></div>
            <SavingState/>
            <div class="tools"><LanguageSwitch/><HideButton/></div>
        </header>
    }
}

/// Shows or hides the rail: beside the page where there is room, over it where there is not.
pub fn toggle_rail(bridge: Bridge, desk: Desk) {
    let settings = bridge.glance(App::settings);
    let rail = if browser::is_narrow() {
        desk.rail.update(|open| *open = !*open);
        settings.rail || desk.rail.get_untracked()
    } else {
        desk.rail.set(false);
        !settings.rail
    };
    if rail != settings.rail {
        bridge.send(Intent::Set(Settings { rail, ..settings }));
    }
}

/// Whether the rail can be seen.
pub fn rail_shows(bridge: Bridge, desk: Desk) -> bool {
    let (beside, over) = (bridge.read(Topic::Settings, |app| app.settings().rail), desk.rail.get());
    beside && (over || !browser::is_narrow())
}

/// The button that shows the neutral page at once.
#[component]
pub fn HideButton() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <button class="button hide" on:click=move |_| bridge.send(Intent::Hide)>
            <kbd>"Esc"</kbd> {t!(i18n, common.hide)}
        </button>
    }
}

/// French or English, changed at any time.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let choose = move |language: Language| {
        let settings = bridge.glance(App::settings);
        bridge.send(Intent::Set(Settings { language, ..settings }));
    };
    view! {
        <div class="languages" role="group" aria-label=move || t_string!(i18n, common.language)>
            {[(Language::Fr, "Français", "fr"), (Language::En, "English", "en")].map(|(language, name, short)| view! {
                <button
                    class="button thin"
                    lang=language.tag()
                    title=name
                    aria-label=format!("{short} – {name}")
                    aria-pressed=move || (bridge.language() == language).to_string()
                    on:click=move |_| choose(language)
                >
                    {short}
                </button>
            }).collect_view()}
        </div>
    }
}

/// What may be said of saving: always in the same place, and aloud only when something is not kept.
#[component]
pub fn SavingState() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let saving = saving();
    let fault = Memo::new(move |_| match saving.get() {
        Saving::NotSaved(fault) => Some(fault),
        _ => None,
    });
    // Both stand in the page, and only which one is seen changes at each answer: nothing is laid out anew.
    let ended = Memo::new(move |before: Option<&Saving>| match saving.get() {
        Saving::Underway => before.copied().unwrap_or(Saving::Nothing),
        ended => ended,
    });
    view! {
        <p class="saving" class:not-saved=move || fault.get().is_some() data-saving=move || state_name(saving.get())>
            <span class="underway">{t!(i18n, common.saving_underway)}</span>
            <span class="ended"><SavingWords saving=ended/><Waiting/></span>
        </p>
        <div role="alert">
            // Of a store that was emptied the page itself tells, with what can be done.
            {move || fault.get().filter(|fault| *fault != StoreFault::Emptied).map(|fault| view! {
                <p class="danger-note">
                    {match fault {
                        StoreFault::Full => t!(i18n, common.saving_full).into_any(),
                        StoreFault::Blocked => t!(i18n, common.saving_blocked).into_any(),
                        StoreFault::Newer => t!(i18n, common.saving_newer).into_any(),
                        StoreFault::Failed | StoreFault::Superseded | StoreFault::Emptied => {
                            t!(i18n, common.saving_failed).into_any()
                        }
                    }}
                    " "
                    <button class="button thin" on:click=move |_| bridge.send(Intent::SaveRescue)>
                        {t!(i18n, keys.rescue_save)}
                    </button>
                </p>
            })}
        </div>
    }
}

/// What may be said of saving.
pub fn saving() -> Memo<Saving> {
    let bridge = bridge();
    Memo::new(move |_| bridge.read(Topic::Saving, App::saving))
}

/// What may be said of saving, in words.
#[component]
pub fn SavingWords(
    /// What is told.
    saving: Memo<Saving>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let words = match saving.get() {
            Saving::Nothing => t_string!(i18n, common.saving_nothing),
            Saving::Exercise => t_string!(i18n, common.saving_exercise),
            Saving::Following => t_string!(i18n, keys.saving_following),
            Saving::Underway => t_string!(i18n, common.saving_underway),
            Saving::Saved(at) => return t_string!(i18n, common.saving_saved, time = when::time(at)),
            Saving::NotSaved(_) => t_string!(i18n, common.saving_not),
        };
        words.to_owned()
    }
}

fn state_name(saving: Saving) -> &'static str {
    match saving {
        Saving::Nothing => "nothing",
        Saving::Exercise => "exercise",
        Saving::Following => "following",
        Saving::Underway => "underway",
        Saving::Saved(_) => "saved",
        Saving::NotSaved(_) => "not-saved",
    }
}
