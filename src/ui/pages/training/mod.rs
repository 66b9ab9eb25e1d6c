//! Training: choosing a scenario, the conversation on the interview's own screen, the debrief, the room.

mod briefing;
mod debrief;
mod difference;
mod hall;
mod plots;
mod qr;
mod room;
mod room_group;
mod seat;
mod session;
mod spoken;
mod timeline;
mod turns;
pub mod words;
mod writing;

use leptos::prelude::*;

use crate::state::{App, Intent, Train, Training, TrainingPage};
use crate::ui::desk::desk;
use crate::ui::parts::focus::{focus_soon, give_back};
use crate::ui::parts::header::{HideButton, LanguageSwitch};
use crate::ui::parts::notice::NoticeBar;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

pub use spoken::{Conversation, FinishButton, Spoken};

/// Reads the training, if one is in it, and reads it anew when it changes.
pub fn training<T>(bridge: Bridge, look: impl FnOnce(&Training) -> T) -> Option<T> {
    bridge.read(Topic::Training, |app| app.training().map(look))
}

/// Whether findings are hidden, as a session may ask.
pub fn is_blind(bridge: Bridge) -> bool {
    bridge.read(Topic::Page, |app| app.training().is_some_and(Training::is_blind))
}

/// The page of the training that is shown, in its band.
#[component]
pub fn TrainingShown() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let page = Memo::new(move |_| bridge.read(Topic::Page, |app: &App| app.training().map(Training::page)));
    view! {
        <div class="training">
            <Band/>
            <header class="header">
                <div class="where"><span class="case-name">{t!(i18n, training.title)}</span></div>
                <div class="tools"><LanguageSwitch/><HideButton/></div>
            </header>
            <NoticeBar/>
            <p class="exercise-mark print-only">{t!(i18n, training.band)}</p>
            <p class="watermark print-only" aria-hidden="true">{t!(i18n, training.mark)}</p>
            {move || page.get().map(|page| match page {
                TrainingPage::Hall | TrainingPage::Playing => view! { <hall::Hall/> }.into_any(),
                TrainingPage::Briefing => view! { <briefing::Briefing/> }.into_any(),
                TrainingPage::Debrief => view! { <debrief::DebriefPage/> }.into_any(),
                TrainingPage::NewSession => view! { <session::NewSessionPage/> }.into_any(),
                TrainingPage::Seat => view! { <seat::SeatPage/> }.into_any(),
                TrainingPage::Room => view! { <room::RoomPage/> }.into_any(),
                TrainingPage::Writing => view! { <writing::WritingPage/> }.into_any(),
            })}
        </div>
    }
}

/// The band that says that it is an exercise, and the way out.
#[component]
fn Band() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="exercise-band" aria-label=move || t_string!(i18n, training.mark)>
            <p>{t!(i18n, training.band)}</p>
            <LeaveButton leave=Intent::Train(Train::Leave)>{t!(i18n, training.leave)}</LeaveButton>
        </section>
    }
}

/// The way out of an exercise. Where an interview would be lost by it, it asks first.
#[component]
pub fn LeaveButton(
    /// What is done then.
    leave: Intent,
    children: Children,
) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let asked = desk().leaving;
    give_back(move || asked.get(), ".exercise-band .leave");
    Effect::new(move |_| {
        if asked.get() {
            focus_soon(".exercise-band .stay");
        }
    });
    let leave = StoredValue::new(leave);
    view! {
        <button
            class="button leave"
            aria-expanded=move || asked.get().to_string()
            on:click=move |_| {
                if bridge.glance(App::would_end) {
                    asked.set(true);
                } else {
                    bridge.send(leave.get_value());
                }
            }
        >
            {children()}
        </button>
        <Show when=move || asked.get()>
            <div class="leaving" role="group" aria-label=move || t_string!(i18n, training.leave_told)>
                <p>{t!(i18n, training.leave_told)}</p>
                <button class="button stay" on:click=move |_| asked.set(false)>{t!(i18n, training.stay)}</button>
                <button class="button" on:click=move |_| {
                    asked.set(false);
                    bridge.send(leave.get_value());
                }>
                    {t!(i18n, training.leave_yes)}
                </button>
            </div>
        </Show>
    }
}

/// The way to another page of the training.
#[component]
fn Way(to: TrainingPage, children: Children) -> impl IntoView {
    let bridge = bridge();
    view! {
        <button class="button thin screen-only" on:click=move |_| bridge.send(Intent::Train(Train::Show(to)))>
            {children()}
        </button>
    }
}

/// The way into the training, from pages before a safe is open and from the list of cases.
#[component]
pub fn EnterTraining() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <div class="enter-training">
            <p>{t!(i18n, training.enter_told)}</p>
            <button class="button weighty exercise" on:click=move |_| bridge.send(Intent::Train(Train::Enter))>
                {t!(i18n, training.enter)}
            </button>
        </div>
    }
}
