//! Silence is an answer: *does not know*, *prefers not to answer*, *not asked*, always in the same
//! place and order.

use leptos::prelude::*;

use super::key_cap::KeyCap;
use super::typed::typed;
use crate::instrument::QuestionIx;
use crate::interview::{Answer, Command, NotAnswered};
use crate::state::{Act, Intent};
use crate::ui::desk::desk;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The ways in which a question is not answered.
#[component]
pub fn Silence(question: QuestionIx) -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let given = Memo::new(move |_| {
        bridge
            .case(Topic::Question(question), |current| match &current.case().entry(question).answer {
                Some(Answer::NotAnswered(how)) => Some(how.clone()),
                _ => None,
            })
            .flatten()
    });
    let reason = Memo::new(move |_| match given.get() {
        Some(NotAnswered::NotAsked(reason)) => Some(reason),
        _ => None,
    });
    let giving_reason =
        move || reason.read().is_some() || desk.not_asked.with(|open| open.contains(&question));
    // Chosen again, a silence stays: it is taken away by the button for it.
    let give = move |how: NotAnswered| {
        let answer = Some(Answer::NotAnswered(how));
        desk.not_asked.update(|open| {
            open.remove(&question);
        });
        bridge.send(Intent::Do(Command::Answer(question, answer)));
    };
    let pressed = move |how: NotAnswered| move || given.with(|given| *given == Some(how.clone())).to_string();
    view! {
        <div class="silence">
            <button
                class="button thin"
                aria-pressed=pressed(NotAnswered::DoesNotKnow)
                on:click=move |_| give(NotAnswered::DoesNotKnow)
            >
                <KeyCap act=Act::DoesNotKnow/> {t!(i18n, work.does_not_know)}
            </button>
            <button
                class="button thin"
                aria-pressed=pressed(NotAnswered::PrefersNot)
                on:click=move |_| give(NotAnswered::PrefersNot)
            >
                <KeyCap act=Act::PrefersNot/> {t!(i18n, work.prefers_not)}
            </button>
            <button
                class="button thin"
                aria-pressed=move || reason.read().is_some().to_string()
                aria-expanded=move || giving_reason().to_string()
                on:click=move |_| {
                    let told = reason.with_untracked(Option::is_some);
                    desk.not_asked.update(|open| if told || !open.remove(&question) { open.insert(question); });
                }
            >
                <KeyCap act=Act::NotAsked/> {t!(i18n, work.not_asked)}
            </button>
        </div>
        {move || giving_reason().then(|| {
            let id = format!("reason-{}", question.0);
            view! {
                <div class="field">
                    <label for=id.clone()>{t!(i18n, work.not_asked_reason)}</label>
                    <input
                        id=id
                        type="text"
                        autocomplete="off"
                        maxlength="500"
                        autofocus
                        prop:value=move || reason.get().unwrap_or_default()
                        on:input=move |event| {
                            let reason = typed(&event);
                            let silence = Answer::NotAnswered(NotAnswered::NotAsked(reason.clone()));
                            let answer = (!reason.trim().is_empty()).then_some(silence);
                            desk.not_asked.update(|open| { open.insert(question); });
                            bridge.send(Intent::Write(Command::Answer(question, answer)));
                        }
                    />
                </div>
            }
        })}
    }
}
