//! How the file that has just left is opened: half a page that goes with it.

use leptos::prelude::*;

use crate::doors::browser;
use crate::instrument::Language;
use crate::record::sheet::Chapter;
use crate::state::{App, HowToOpen, Intent, Leave};
use crate::ui::parts::fields::Radio;
use crate::ui::parts::sheet::blocks;
use crate::ui::text::{t, use_i18n};
use crate::ui::bridge;

/// The half page, in the language of whoever receives the file.
#[component]
pub fn HowPart(how: Memo<Option<HowToOpen>>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let language = RwSignal::new(bridge.glance(App::settings).language);
    let sheet = move || how.get().map(|how| how.sheet(language.get()));
    let chapter = |Chapter { title, blocks: own, .. }: Chapter| view! { <h3>{title}</h3>{blocks(own)} };
    let save = move |_| bridge.send(Intent::Leave(Leave::SaveHow(language.get_untracked())));
    view! {
        <Show when=move || how.read().is_some()>
            <section class="how-to-open notice">
                <div>
                    {move || sheet().map(|sheet| view! {
                        <div lang=sheet.language.tag()>
                            <h2>{sheet.title}</h2>
                            {blocks(sheet.head)}
                            {sheet.chapters.into_iter().map(chapter).collect_view()}
                        </div>
                    })}
                    <div class="screen-only">
                        <p class="quiet small">{t!(i18n, leaving.how_told)}</p>
                        <fieldset class="field inline">
                            <legend>{t!(i18n, leaving.how_language)}</legend>
                            {[(Language::Fr, "français"), (Language::En, "English")].map(|(this, name)| view! {
                                <Radio name="how-language" this chosen=language>
                                    <span lang=this.tag()>{name}</span>
                                </Radio>
                            }).collect_view()}
                        </fieldset>
                        <div class="steps">
                            <button class="button" on:click=save>{t!(i18n, leaving.how_save)}</button>
                            <button class="button" on:click=|_| browser::print()>{t!(i18n, leaving.how_print)}</button>
                        </div>
                    </div>
                </div>
            </section>
        </Show>
    }
}
