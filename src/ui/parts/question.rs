//! One question: folded to a line, or open with all that can be written under it.

use leptos::prelude::*;

use super::answer::Control;
use super::answer_words::answer_words;
use super::confirm::{Confirm, told_before};
use super::hints::SaidAloud;
use super::key_cap::KeyCap;
use super::remarks::{Remarks, mismatches_beside};
use super::said_by::{SaidByPick, from_whom};
use super::silence::Silence;
use super::taking::AskFirst;
use super::typed_answer::fault_of;
use super::unfinished::unread_words;
use super::why::{BecauseOf, SecondLanguage, Why};
use super::words::Words as OwnWords;
use crate::instrument::{Language, QuestionIx};
use crate::interview::{Command, FieldFault, Standing};
use crate::state::{Act, Current, Intent, Page};
use crate::ui::desk::desk;
use crate::ui::pages::training::Spoken;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// The wording of a question, in the language of the screens and on the track that is followed.
pub fn wording(bridge: Bridge, question: QuestionIx) -> String {
    wording_in(bridge, question, bridge.language())
}

/// The wording of a question in a language, on the track that is followed.
pub fn wording_in(bridge: Bridge, question: QuestionIx, language: Language) -> String {
    let words = bridge.case(Topic::Track, |current| {
        let case = current.case();
        case.instrument().question(question).wording_on(case.track()).in_language(language).to_owned()
    });
    words.unwrap_or_default()
}

/// Goes to a question, and the focus with it.
pub fn go_to(bridge: Bridge, question: QuestionIx) {
    bridge.send(Intent::Go(Page::Question(question)));
}

/// A link to a question, in its words.
#[component]
pub fn QuestionLink(question: QuestionIx) -> impl IntoView {
    let (bridge, desk) = (bridge(), desk());
    let go = move |_| {
        desk.close();
        go_to(bridge, question);
    };
    view! {
        <button class="link" on:click=go>
            {move || wording(bridge, question)}
        </button>
    }
}

/// Something of a question that never changes.
pub fn fixed<T>(
    bridge: Bridge,
    question: QuestionIx,
    look: impl FnOnce(&crate::instrument::Question) -> T,
) -> Option<T> {
    bridge.glance(|app| app.current().map(|current| look(current.case().instrument().question(question))))
}

/// How a question is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// It is asked.
    Asked,
    /// The track leaves it out; it can be answered all the same.
    OffTrack,
    /// It is not asked any more, and something is written under it.
    Aside,
    /// It is not asked.
    Hidden,
}

/// One question of the section on the screen.
#[component]
pub fn QuestionRow(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let active = Memo::new(move |_| {
        bridge.case(Topic::Page, |current| current.question() == Some(question)).unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        let shown = bridge.case(Topic::Question(question), |current| {
            match (current.case().standing(question), current.case().entry(question).is_written()) {
                (Standing::NotRelevant, true) => Shown::Aside,
                (Standing::NotRelevant | Standing::Closed, _) => Shown::Hidden,
                (Standing::OffTrack, _) => Shown::OffTrack,
                (Standing::Asked, _) => Shown::Asked,
            }
        });
        shown.unwrap_or(Shown::Hidden)
    });
    view! {
        <li
            class="question"
            class:active=active
            class:aside=move || shown.get() == Shown::Aside
            id=format!("question-{}", question.0)
        >
            {move || if active.get() {
                view! { <Open question shown/> }.into_any()
            } else {
                view! { <Folded question shown/> }.into_any()
            }}
        </li>
    }
}

/// A question in one line: its wording and what was answered. Choosing it opens it.
#[component]
fn Folded(question: QuestionIx, shown: Memo<Shown>) -> impl IntoView {
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
    let told_by = move || entry.with(|entry| entry.said_by.filter(|_| entry.answer.is_some()));
    let before = told_before(bridge, question);
    let differs = mismatches_beside(bridge, question);
    let unread = unread_words(question);
    let withheld = move || {
        bridge
            .case(Topic::Question(question), |current| current.case().withholds(question))
            .unwrap_or_default()
    };
    view! {
        <button class="folded" on:click=move |_| go_to(bridge, question)>
            <span class="number">{number}</span>
            <span class="wording">{move || wording(bridge, question)}</span>
            <span class="answer">
                {move || match (answer(), before.read().as_ref()) {
                    (Some(words), _) => view! { <span class="given">{words}</span> }.into_any(),
                    (None, Some(before)) => {
                        let told = before.answer.clone();
                        view! { <span class="quiet">{t!(i18n, asking.to_confirm, answer = move || told.clone())}</span> }
                            .into_any()
                    }
                    (None, None) if withheld() => {
                        view! { <span class="quiet">{t!(i18n, leaving.not_passed_on)}</span> }.into_any()
                    }
                    (None, None) => view! { <span class="quiet">{t!(i18n, work.blank)}</span> }.into_any(),
                }}
                {move || unread.get().map(|typed| view! {
                    <span class="tag unread">{t!(i18n, work.unread_tag, typed = move || typed.clone())}</span>
                })}
                {move || told_by().map(|who| view! { <span class="quiet small">{from_whom(bridge, who)}</span> })}
                {move || noted().then(|| view! { <span class="tag">{t!(i18n, work.with_words)}</span> })}
                {move || marked().then(|| view! { <span class="tag mark">{t!(i18n, work.marked)}</span> })}
                {move || (!differs.read().is_empty()).then(|| view! { <span class="tag">{t!(i18n, asking.compare)}</span> })}
                {move || (shown.get() == Shown::Aside).then(|| view! { <span class="tag">{t!(i18n, work.set_aside)}</span> })}
            </span>
        </button>
    }
}

/// A question with all that can be written under it.
#[component]
fn Open(question: QuestionIx, shown: Memo<Shown>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let number = fixed(bridge, question, |question| question.number);
    let marked = Memo::new(move |_| {
        bridge
            .case(Topic::Question(question), |current| current.case().entry(question).marked)
            .unwrap_or_default()
    });
    let label = format!("wording-{}", question.0);
    let asked = Memo::new(move |_| matches!(shown.get(), Shown::Asked | Shown::OffTrack));
    let off_track = Memo::new(move |_| shown.get() == Shown::OffTrack);
    let desk = desk();
    let waits = Memo::new(move |_| desk.waiting.with(|waiting| !waiting.is_empty()));
    view! {
        <div class="margin">
            <span class="number">{number}</span>
            <Show when=move || shown.get() != Shown::Hidden>
                <button
                    class="mark"
                    aria-pressed=move || marked.get().to_string()
                    on:click=move |_| bridge.send(Intent::Do(Command::Mark(question, !marked.get_untracked())))
                >
                    {t!(i18n, work.mark)}
                </button>
            </Show>
        </div>
        // A click anywhere in it gives it the focus, and its keys with it.
        <div class="asked" role="group" aria-labelledby=label.clone() tabindex="-1" class:waits=waits>
            <h2 class="wording" id=label.clone() tabindex="-1">{move || wording(bridge, question)}</h2>
            <SecondLanguage question/>
            <Show when=move || off_track.get()><BecauseOf question/></Show>
            <Why question/>
            <Spoken question/>
            {move || if asked.get() {
                view! {
                    <Confirm question/>
                    <Control question/>
                    <Fault question/>
                    <Silence question/>
                    <AskFirst question/>
                    <div class="beside"><OwnWords question/><SaidByPick question/></div>
                }.into_any()
            } else {
                view! { <NoLonger question shown/> }.into_any()
            }}
            <Steps question/>
            <Remarks question/>
            <SaidAloud question/>
        </div>
    }
}

/// A question that is not asked: why, and what becomes of what was written under it.
#[component]
fn NoLonger(question: QuestionIx, shown: Memo<Shown>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <BecauseOf question/>
        {move || (shown.get() == Shown::Aside).then(|| view! {
            <p class="notice">{t!(i18n, work.aside_told)}</p>
            <button
                class="button"
                on:click=move |_| bridge.send(Intent::Do(Command::Answer(question, None)))
            >
                {t!(i18n, work.take_away)}
            </button>
            <AskFirst question/>
            <div class="beside"><OwnWords question/></div>
        })}
    }
}

/// The way on from a question, and back.
#[component]
fn Steps(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let answered = Memo::new(move |_| {
        let entry =
            bridge.case(Topic::Question(question), |current| current.case().entry(question).answer.is_some());
        entry.unwrap_or_default()
    });
    let go = move |page: fn(&Current, QuestionIx) -> Page| {
        if let Some(page) = bridge.glance(|app| app.current().map(|current| page(current, question))) {
            bridge.send(Intent::Go(page));
        }
    };
    view! {
        <div class="steps">
            <button class="button" on:click=move |_| go(Current::before)>
                {t!(i18n, work.previous)}
            </button>
            {move || answered.get().then(|| view! {
                <button
                    class="button"
                    on:click=move |_| bridge.send(Intent::Do(Command::Answer(question, None)))
                    title=move || t_string!(i18n, work.clear_told)
                >
                    <KeyCap act=Act::Clear/> {t!(i18n, work.clear)}
                </button>
            })}
            <button class="button primary" on:click=move |_| go(Current::after)>
                {t!(i18n, work.next)}
            </button>
        </div>
    }
}

/// What is wrong with the field of a question, in words: what is missing, that it is kept, and which answer
/// stands meanwhile.
#[component]
fn Fault(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let fault = fault_of(bridge, desk(), question);
    let entry = Memo::new(move |_| {
        let entry = bridge.case(Topic::Question(question), |current| current.case().entry(question).clone());
        entry.unwrap_or_default()
    });
    let stands = move || {
        let answer = answer_words(bridge, question, &entry.read())?;
        Some(view! { " "{t!(i18n, work.unread_stands, answer = move || answer.clone())} })
    };
    view! {
        <p class="error" id=format!("fault-{}", question.0) role="alert">
            {move || fault.get().map(|fault| view! {
                <FaultWords fault/>" "{t!(i18n, work.unread_kept)}{stands}
            })}
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
