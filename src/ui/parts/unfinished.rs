//! What is written in the case and is not taken down yet: counted wherever it is told how the case stands,
//! and listed where something is to be done with it.

use leptos::prelude::*;

use super::header::stage_words;
use super::lenses::clue_name;
use super::question::QuestionLink;
use crate::instrument::{QuestionIx, SectionIx};
use crate::interview::{Case, FieldId};
use crate::state::{Intent, Page};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// Something of what is not taken down yet, kept up to date.
fn of_drafts<T: Clone + PartialEq + Default + Send + Sync + 'static>(
    look: impl Fn(&Case) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let bridge = bridge();
    Memo::new(move |_| {
        bridge.track(Topic::Answers);
        bridge.case(Topic::Drafts, |current| look(current.case())).unwrap_or_default()
    })
}

/// How many questions of a section wait to be completed.
pub fn unread_in(section: SectionIx) -> Memo<usize> {
    of_drafts(move |case| {
        let here = |at: &QuestionIx| case.instrument().question(*at).section == section;
        case.unread().iter().filter(|at| here(at)).count()
    })
}

/// What is written under a question and is not taken down yet, in a few signs.
pub fn unread_words(question: QuestionIx) -> Memo<Option<String>> {
    of_drafts(move |case| {
        if !case.is_unread(question) {
            return None;
        }
        let id = &case.instrument().question(question).id;
        let fields =
            [FieldId::NotAsked(id.clone()), FieldId::OwnWords(id.clone()), FieldId::Observed(id.clone())];
        let answer = case.typed(question).map(|typed| typed.to_string());
        let other = || fields.iter().find_map(|field| case.draft(field)).unwrap_or_default().to_owned();
        Some(shortened(&answer.filter(|typed| !typed.trim().is_empty()).unwrap_or_else(other)))
    })
}

/// The first letters of a text, on one line.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST).chain(['…']).collect()
}

/// How many answers and forms wait, beside what is told of saving: kept they are, taken down they are not.
#[component]
pub fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    let waiting = of_drafts(|case| case.unread().len() + case.begun().count());
    move || {
        let count = waiting.get();
        (count > 0).then(
            || view! { <span class="waiting">{t_string!(i18n, work.unread_count, count = count)}</span> },
        )
    }
}

/// All that is written in the case and is not taken down yet, with the way to each.
#[component]
pub fn Unfinished() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let waiting = of_drafts(|case| (case.unread(), case.begun().cloned().collect::<Vec<_>>()));
    let there = move || waiting.with(|(questions, forms)| !questions.is_empty() || !forms.is_empty());
    view! {
        <Show when=there>
            <section class="unfinished screen-only" aria-labelledby="unfinished-title">
                <h2 id="unfinished-title">{t!(i18n, work.unfinished)}</h2>
                <p>{t!(i18n, work.unfinished_told)}</p>
                <ul>
                    <For each=move || waiting.get().0 key=|question| *question let(question)>
                        <Unread question/>
                    </For>
                    <For each=move || waiting.get().1 key=ToString::to_string let(form)>
                        <li><FormLink bridge form/></li>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Unread(question: QuestionIx) -> impl IntoView {
    let typed = unread_words(question);
    view! {
        <li><QuestionLink question/>" "<span class="tag">{move || typed.get()}</span></li>
    }
}

/// The way to a form that was begun.
#[component]
fn FormLink(bridge: Bridge, form: FieldId) -> impl IntoView {
    let i18n = use_i18n();
    let clue = move |id: &crate::instrument::ClueId| {
        let clue = bridge.glance(|app| app.current()?.case().instrument().find_clue(id));
        clue.map(|clue| clue_name(bridge, clue)).unwrap_or_default()
    };
    let to = match &form {
        FieldId::Agreement(stage) | FieldId::Refusal(stage) => Page::Stage(*stage),
        FieldId::Decision => Page::Decision,
        _ => Page::Findings,
    };
    let words = move || match &form {
        FieldId::Agreement(stage) => t_string!(i18n, work.begun_agreement, stage = stage_words(*stage)),
        FieldId::Refusal(stage) => t_string!(i18n, work.begun_refusal, stage = stage_words(*stage)),
        FieldId::Clue(id) => t_string!(i18n, work.begun_clue, clue = clue(id)),
        _ => t_string!(i18n, common.stage_decision).to_owned(),
    };
    view! {
        <button class="link" on:click=move |_| bridge.send(Intent::Go(to))>{words}</button>
    }
}
