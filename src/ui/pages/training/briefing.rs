//! What is known before an interview.

use leptos::prelude::*;

use super::hall::difficulty_words;
use super::{Way, training};
use crate::state::{Intent, Train, Training, TrainingPage};
use crate::ui::bridge;
use crate::ui::text::{t, use_i18n};

/// What is known before an interview, and how it goes.
#[component]
pub fn Briefing() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let chosen = Memo::new(move |_| training(bridge, |it| it.chosen().cloned()).flatten());
    let seated =
        Memo::new(move |_| training(bridge, |it: &Training| it.seat().is_some()).unwrap_or_default());
    let trying = Memo::new(move |_| training(bridge, Training::is_trying).unwrap_or_default());
    view! {
        <main class="column" id="main">
            <p class="steps">
                {move || if trying.get() {
                    view! { <Way to=TrainingPage::Writing>{t!(i18n, writing.back)}</Way> }.into_any()
                } else if seated.get() {
                    view! { <Way to=TrainingPage::Seat>{t!(i18n, training.to_seat)}</Way> }.into_any()
                } else {
                    view! { <Way to=TrainingPage::Hall>{t!(i18n, training.back)}</Way> }.into_any()
                }}
            </p>
            {move || chosen.get().map(|scenario| {
                let say = |text: &crate::instrument::Text| bridge.say(text);
                let (name, age) = (scenario.person.name.clone(), scenario.person.age);
                let language = say(&scenario.person.language);
                let minutes = scenario.minutes;
                view! {
                    <h1 tabindex="-1">{say(&scenario.title)}</h1>
                    <p class="quiet">
                        {difficulty_words(scenario.difficulty)}" · "
                        {t!(i18n, training.minutes, count = move || minutes)}
                    </p>
                    <h2>{t!(i18n, training.briefing)}</h2>
                    <p class="briefing">{say(&scenario.briefing)}</p>
                    <p>
                        {t!(i18n, training.age, name = move || name.clone(), age = move || age)}". "
                        {t!(i18n, training.speaks, language = move || language.clone())}"."
                    </p>
                    <h2>{t!(i18n, training.how)}</h2>
                    <ul class="said">
                        <li>{t!(i18n, training.how_1)}</li>
                        <li>{t!(i18n, training.how_2)}</li>
                        <li>{t!(i18n, training.how_3)}</li>
                        <li>{t!(i18n, training.how_4)}</li>
                    </ul>
                    <button class="button weighty" on:click=move |_| bridge.send(Intent::Train(Train::Begin))>
                        {t!(i18n, training.begin)}
                    </button>
                }
            })}
        </main>
    }
}
