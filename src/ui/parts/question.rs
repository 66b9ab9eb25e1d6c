//! One question: folded to a line, or open with all that can be written under it.

use leptos::prelude::*;

use super::answer::Control;
use super::answer_words::answer_words;
use super::silence::Silence;
use super::words::Words;
use crate::instrument::QuestionIx;
use crate::interview::{Command, Standing};
use crate::state::{Intent, Page};
use crate::ui::desk::{FieldFault, desk};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// The wording of a question, in the language of the screens.
pub fn wording(bridge: Bridge, question: QuestionIx) -> String {
    let language = bridge.language();
    bridge
        .glance(|app| {
            let current = app.current()?;
            let wording = &current.case().instrument().question(question).wording;
            Some(wording.in_language(language).to_owned())
        })
        .unwrap_or_default()
}

/// Something of a question that never changes.
pub fn fixed<T>(
    bridge: Bridge,
    question: QuestionIx,
    look: impl FnOnce(&crate::instrument::Question) -> T,
) -> Option<T> {
    bridge.glance(|app| app.current().map(|current| look(current.case().instrument().question(question))))
}

/// One question of the section on the screen.
#[component]
pub fn QuestionRow(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let active = Memo::new(move |_| {
        bridge.case(Topic::Page, |current| current.question() == Some(question)).unwrap_or_default()
    });
    let aside = Memo::new(move |_| {
        let standing = bridge.case(Topic::Question(question), |current| current.case().standing(question));
        standing == Some(Standing::NotRelevant)
    });
    view! {
        <li class="question" class:active=active class:aside=aside id=format!("question-{}", question.0)>
            {move || if active.get() {
                view! { <Open question aside/> }.into_any()
            } else {
                view! { <Folded question aside/> }.into_any()
            }}
        </li>
    }
}

/// A question in one line: its wording and what was answered. Choosing it opens it.
#[component]
fn Folded(question: QuestionIx, aside: Memo<bool>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let number = fixed(bridge, question, |question| question.number);
    let entry = Memo::new(move |_| {
        bridge
            .case(Topic::Question(question), |current| current.case().entry(question).clone())
            .unwrap_or_default()
    });
    let answer = move || answer_words(bridge, question, &entry.read());
    let marked = move || entry.with(|entry| entry.marked);
    let noted = move || entry.with(|entry| !entry.own_words.is_empty() || !entry.observed.is_empty());
    view! {
        <button class="folded" on:click=move |_| bridge.send(Intent::Go(Page::Question(question)))>
            <span class="number">{number}</span>
            <span class="wording">{move || wording(bridge, question)}</span>
            <span class="answer">
                {move || match answer() {
                    Some(words) => view! { <span class="given">{words}</span> }.into_any(),
                    None => view! { <span class="quiet">{t!(i18n, work.blank)}</span> }.into_any(),
                }}
                {move || noted().then(|| view! { <span class="tag">{t!(i18n, work.with_words)}</span> })}
                {move || marked().then(|| view! { <span class="tag mark">{t!(i18n, work.marked)}</span> })}
                {move || aside.get().then(|| view! { <span class="tag">{t!(i18n, work.set_aside)}</span> })}
            </span>
        </button>
    }
}

/// A question with all that can be written under it.
#[component]
fn Open(question: QuestionIx, aside: Memo<bool>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let number = fixed(bridge, question, |question| question.number);
    let marked = Memo::new(move |_| {
        bridge
            .case(Topic::Question(question), |current| current.case().entry(question).marked)
            .unwrap_or_default()
    });
    let answered = Memo::new(move |_| {
        let entry =
            bridge.case(Topic::Question(question), |current| current.case().entry(question).answer.is_some());
        entry.unwrap_or_default()
    });
    let label = format!("wording-{}", question.0);
    let go = move |page: fn(&crate::state::Current, QuestionIx) -> Page| {
        if let Some(page) = bridge.glance(|app| app.current().map(|current| page(current, question))) {
            bridge.send(Intent::Go(page));
        }
    };
    view! {
        <div class="margin">
            <span class="number">{number}</span>
            <button
                class="mark"
                aria-pressed=move || marked.get().to_string()
                on:click=move |_| bridge.send(Intent::Do(Command::Mark(question, !marked.get_untracked())))
            >
                {t!(i18n, work.mark)}
            </button>
        </div>
        <div class="asked" role="group" aria-labelledby=label.clone()>
            <h2 class="wording" id=label.clone() tabindex="-1">{move || wording(bridge, question)}</h2>
            <SecondLanguage question/>
            <Why question/>
            {move || if aside.get() {
                view! {
                    <p class="notice">{t!(i18n, work.aside_told)}</p>
                    <button
                        class="button"
                        on:click=move |_| bridge.send(Intent::Do(Command::Answer(question, None)))
                    >
                        {t!(i18n, work.take_away)}
                    </button>
                }.into_any()
            } else {
                view! {
                    <Control question/>
                    <Fault question/>
                    <Silence question/>
                }.into_any()
            }}
            <Words question/>
            <div class="steps">
                <button class="button" on:click=move |_| go(crate::state::Current::before)>
                    {t!(i18n, work.previous)}
                </button>
                {move || answered.get().then(|| view! {
                    <button
                        class="button"
                        on:click=move |_| bridge.send(Intent::Do(Command::Answer(question, None)))
                        title=move || t_string!(i18n, work.clear_told)
                    >
                        {t!(i18n, work.clear)}
                    </button>
                })}
                <button class="button primary" on:click=move |_| go(crate::state::Current::after)>
                    {t!(i18n, work.next)}
                </button>
            </div>
        </div>
    }
}

/// The wording in the other language, when it is asked for.
#[component]
fn SecondLanguage(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let settings = Memo::new(move |_| bridge.read(Topic::Settings, crate::state::App::settings));
    move || {
        let settings = settings.get();
        settings.second_language.then(|| {
            let other = settings.language.other();
            let words = fixed(bridge, question, |question| question.wording.in_language(other).to_owned());
            view! { <p class="second" lang=other.tag()>{words}</p> }
        })
    }
}

/// Why the question is asked, how to put it, and what it rests on.
#[component]
fn Why(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let language = Memo::new(move |_| bridge.language());
    let note =
        move || fixed(bridge, question, |question| question.note.in_language(language.get()).to_owned());
    let sensitive = fixed(bridge, question, |question| question.sensitive).unwrap_or_default();
    let sources = move || {
        bridge.glance(|app| {
            let current = app.current()?;
            let instrument = current.case().instrument();
            let found = instrument.question(question).sources.iter().filter_map(|id| instrument.source(id));
            let told = |source: &crate::instrument::Source| {
                let place = source.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
                let title = source.title.in_language(language.get());
                (format!("{title}, {}, {}{place}", source.publisher, source.year), source.verified)
            };
            Some(found.map(told).collect::<Vec<_>>())
        })
    };
    view! {
        <details class="why">
            <summary>{t!(i18n, work.why)}</summary>
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

/// What is wrong with the field of a question, in words.
#[component]
fn Fault(question: QuestionIx) -> impl IntoView {
    let desk = desk();
    let fault = Memo::new(move |_| desk.faults.with(|faults| faults.get(&question).copied()));
    view! {
        <p class="error" id=format!("fault-{}", question.0) role="alert">
            {move || fault.get().map(|fault| view! { <FaultWords fault/> })}
        </p>
    }
}

/// A fault of a field as a sentence.
#[component]
pub fn FaultWords(fault: FieldFault) -> impl IntoView {
    use crate::instrument::{NotADate, Unfit};
    let i18n = use_i18n();
    match fault {
        FieldFault::NotANumber => t!(i18n, work.fault_number).into_any(),
        FieldFault::NotAnAmount => t!(i18n, work.fault_amount).into_any(),
        FieldFault::NotADate(NotADate::Shape) => t!(i18n, work.fault_date).into_any(),
        FieldFault::NotADate(NotADate::Year) => t!(i18n, work.fault_year).into_any(),
        FieldFault::NotADate(NotADate::Month) => t!(i18n, work.fault_month).into_any(),
        FieldFault::NotADate(NotADate::Day) => t!(i18n, work.fault_day).into_any(),
        FieldFault::Unfit(Unfit::Bounds { min, max }) => {
            t!(i18n, work.fault_bounds, min = move || min, max = move || max).into_any()
        }
        FieldFault::Unfit(Unfit::TooLong { most }) => {
            t!(i18n, work.fault_long, most = move || most).into_any()
        }
        FieldFault::Unfit(_) => t!(i18n, work.fault_unfit).into_any(),
    }
}
