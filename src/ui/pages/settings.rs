//! The settings of this laptop.

use leptos::prelude::*;

use crate::doors::browser;
use crate::instrument::{Shelf, TrackId};
use crate::record::paper::paper;
use crate::state::{App, Intent, Page, Settings, Theme};
use crate::ui::parts::header::{HideButton, LanguageSwitch, SavingState};
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::safe::SafeSettings;
use crate::ui::parts::sheet::SheetView;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let settings = Memo::new(move |_| bridge.read(Topic::Settings, App::settings));
    let set = move |change: &dyn Fn(&mut Settings)| {
        let mut settings = settings.get_untracked();
        change(&mut settings);
        bridge.send(Intent::Set(settings));
    };
    view! {
        <header class="header">
            <div class="where">
                <button class="button thin" on:click=move |_| bridge.send(Intent::Go(Page::Cases))>
                    {t!(i18n, common.back_to_cases)}
                </button>
            </div>
            <SavingState/>
            <div class="tools"><LanguageSwitch/><HideButton/></div>
        </header>
        <NoticeBar/>
        <main class="column">
            <div class="screen-only">
            <h1 tabindex="-1">{t!(i18n, common.settings)}</h1>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || settings.get().second_language
                    on:change=move |_| set(&|settings| settings.second_language = !settings.second_language)
                />
                {t!(i18n, around.second_language)}
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || settings.get().rail
                    on:change=move |_| set(&|settings| settings.rail = !settings.rail)
                />
                {t!(i18n, around.rail)}
            </label>
            <div class="field">
                <label for="lock-after">{t!(i18n, around.lock_after)}</label>
                <select id="lock-after" aria-describedby="lock-told" on:change=move |event| {
                    let minutes = typed(&event).parse().unwrap_or(5);
                    set(&|settings| settings.lock_after = minutes);
                }>
                    {Settings::LOCK_AFTER.map(|minutes| view! {
                        <option value=minutes.to_string() selected=move || settings.get().lock_after == minutes>
                            {t!(i18n, around.minutes, count = move || minutes)}
                        </option>
                    }).collect_view()}
                </select>
            </div>
            <p class="quiet small" id="lock-told">
                {t!(i18n, around.lock_told, count = move || Settings::PAUSE)}
            </p>
            <div class="field">
                <label for="theme">{t!(i18n, around.theme)}</label>
                <select id="theme" on:change=move |event| {
                    let theme = match typed(&event).as_str() {
                        "light" => Theme::Light,
                        "dark" => Theme::Dark,
                        _ => Theme::System,
                    };
                    set(&|settings| settings.theme = theme);
                }>
                    <option value="system" selected=move || settings.get().theme == Theme::System>
                        {t!(i18n, around.theme_system)}
                    </option>
                    <option value="light" selected=move || settings.get().theme == Theme::Light>
                        {t!(i18n, around.theme_light)}
                    </option>
                    <option value="dark" selected=move || settings.get().theme == Theme::Dark>
                        {t!(i18n, around.theme_dark)}
                    </option>
                </select>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="count-told"
                    prop:checked=move || settings.get().count_alerts
                    on:change=move |_| set(&|settings| settings.count_alerts = !settings.count_alerts)
                />
                {t!(i18n, around.count_alerts)}
            </label>
            <p class="quiet small" id="count-told">{t!(i18n, around.count_alerts_told)}</p>
            <SafeSettings/>
            </div>
            <OnPaper/>
        </main>
    }
}

/// The questionnaire as an empty form, for the day without a battery.
#[component]
fn OnPaper() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let instrument = StoredValue::new(Shelf::bundled().newest());
    let chosen = RwSignal::new(None::<TrackId>);
    let sheet = Memo::new(move |_| {
        let (language, chosen) = (bridge.language(), chosen.get());
        instrument.with_value(|instrument| Some(paper(instrument.as_deref()?, chosen?, language)))
    });
    let tracks = instrument.with_value(|instrument| {
        instrument.as_deref().map(|instrument| instrument.tracks.clone()).unwrap_or_default()
    });
    let track = move |track: crate::instrument::Track| {
        let this = track.id;
        view! {
            <button
                class="button"
                aria-pressed=move || (chosen.get() == Some(this)).to_string()
                on:click=move |_| chosen.set(Some(this))
            >
                {move || track.title.in_language(bridge.language()).to_owned()}
            </button>
        }
    };
    view! {
        <section class="screen-only on-paper">
            <h2>{t!(i18n, around.paper_title)}</h2>
            <p>{t!(i18n, around.paper_told)}</p>
            <div class="steps">
                <div class="views" role="group" aria-label=move || t_string!(i18n, closing.views)>
                    {tracks.into_iter().map(track).collect_view()}
                </div>
                <Show when=move || chosen.get().is_some()>
                    <button class="button primary" on:click=|_| browser::print()>{t!(i18n, closing.print)}</button>
                    <button class="button" on:click=move |_| chosen.set(None)>{t!(i18n, common.close)}</button>
                </Show>
            </div>
        </section>
        <SheetView sheet/>
    }
}
