//! Why a question is asked, how to put it, what it rests on; why others are not asked.

use leptos::prelude::*;

use super::key_cap::KeyCap;
use super::question::{QuestionLink, fixed, go_to, wording_in};
use super::rail::is_open;
use crate::instrument::{QuestionIx, SectionIx};
use crate::interview::Standing;
use crate::state::Act;
use crate::ui::desk::desk;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording::{self, Because};

/// The wording in the other language, when it is asked for.
#[component]
pub fn SecondLanguage(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let settings = Memo::new(move |_| bridge.read(Topic::Settings, crate::state::App::settings));
    move || {
        let settings = settings.get();
        settings.second_language.then(|| {
            let other = settings.language.other();
            let words = wording_in(bridge, question, other);
            view! { <p class="second" lang=other.tag()>{words}</p> }
        })
    }
}

/// Why the question is asked, how to put it, and what it rests on.
#[component]
pub fn Why(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let language = Memo::new(move |_| bridge.language());
    let open = RwSignal::new(false);
    let note =
        move || fixed(bridge, question, |question| question.note.in_language(language.get()).to_owned());
    let sensitive = fixed(bridge, question, |question| question.sensitive).unwrap_or_default();
    let sources = move || {
        bridge.glance(|app| {
            let current = app.current()?;
            let instrument = current.case().instrument();
            let found = instrument.question(question).sources.iter().filter_map(|id| instrument.source(id));
            let language = language.get();
            Some(
                found
                    .map(|source| (wording::source_in_full(source, language), source.verified))
                    .collect::<Vec<_>>(),
            )
        })
    };
    view! {
        <details class="why" on:toggle=move |event| open.set(is_open(&event))>
            <summary><KeyCap act=Act::Why/> <span>{t!(i18n, work.why)}</span></summary>
            <Show when=move || open.get()><BecauseOf question/></Show>
            <p>{note}</p>
            {sensitive.then(|| view! { <p class="quiet">{t!(i18n, work.sensitive)}</p> })}
            <ul class="sources quiet">
                {move || sources().unwrap_or_default().into_iter().map(|(words, verified)| view! {
                    <li>{words}{(!verified).then(|| view! { " "{t!(i18n, work.from_memory)} })}</li>
                }).collect_view()}
            </ul>
        </details>
    }
}

/// Why the question is asked or not, kept up to date.
#[component]
pub fn BecauseOf(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let because = Memo::new(move |_| {
        let language = bridge.language();
        bridge.case(Topic::Answers, |current| wording::because(current.case(), question, language))
    });
    move || because.get().map(|because| view! { <BecauseWords because/> })
}

/// Why a question is asked or not: the sentence, and each answer that decided as a link.
#[component]
pub fn BecauseWords(because: Because) -> impl IntoView {
    let (bridge, desk) = (bridge(), desk());
    let Because { said, rests_on } = because;
    let rows = rests_on.into_iter().map(|basis| {
        view! {
            <li>
                <button class="link" on:click=move |_| {
                    desk.close();
                    go_to(bridge, basis.question);
                }>{basis.asked}</button>
                " "
                <strong>{basis.answer}</strong>
            </li>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <div class="because">
            <p>{said}</p>
            {(!rows.is_empty()).then(|| view! { <ul>{rows}</ul> })}
        </div>
    }
}

/// The questions of a section that are not asked, each with why; sought only once it is unfolded.
#[component]
pub fn NotAsked(section: SectionIx) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    view! {
        <details class="not-asked" on:toggle=move |event| open.set(is_open(&event))>
            <summary><KeyCap act=Act::Skipped/> <span>{t!(i18n, asking.not_asked)}</span></summary>
            <Show when=move || open.get()><NotAskedRows section/></Show>
        </details>
    }
}

#[component]
fn NotAskedRows(section: SectionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let rows = Memo::new(move |_| {
        let language = bridge.language();
        let rows = bridge.case(Topic::Answers, |current| {
            let case = current.case();
            let all = case.instrument().section(section).questions.iter().copied();
            let hidden = all.filter(|question| case.standing(*question) != Standing::Asked);
            hidden.map(|question| (question, wording::because(case, question, language))).collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
    });
    view! {
        <ul>
            <For each=move || rows.get() key=|row| row.clone() let((question, because))>
                <li>
                    <QuestionLink question/>
                    <BecauseWords because/>
                </li>
            </For>
        </ul>
        <Show when=move || rows.read().is_empty()>
            <p class="quiet">{t!(i18n, asking.all_asked)}</p>
        </Show>
    }
}
