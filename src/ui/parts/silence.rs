//! Silence is an answer: *does not know*, *prefers not to answer*, *not asked*, always in the same
//! place and order.

use leptos::prelude::*;

use super::kept_text::KeptText;
use super::key_cap::KeyCap;
use super::limit::TooLong;
use super::typed::typed;
use crate::instrument::{Kind, QuestionIx};
use crate::interview::{Answer, Command, FieldId, NotAnswered};
use crate::state::{Act, Current, Intent};
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
    // A truth of its own, which stays the same while the reason is written: the field is never drawn anew
    // under the hand that writes in it.
    let half_written = Memo::new(move |_| {
        bridge
            .case(Topic::Drafts, |current| {
                let case = current.case();
                let id = case.instrument().question(question).id.clone();
                case.draft(&FieldId::NotAsked(id)).is_some()
            })
            .unwrap_or_default()
    });
    let giving_reason = Memo::new(move |_| {
        reason.read().is_some() || half_written.get() || desk.not_asked.with(|open| open.contains(&question))
    });
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
                aria-expanded=move || giving_reason.get().to_string()
                on:click=move |_| {
                    let told = reason.with_untracked(Option::is_some);
                    desk.not_asked.update(|open| if told || !open.remove(&question) { open.insert(question); });
                }
            >
                <KeyCap act=Act::NotAsked/> {t!(i18n, work.not_asked)}
            </button>
        </div>
        <Show when=move || giving_reason.get()><Reason question/></Show>
    }
}

/// Why the question was not asked. The field is there as long as a reason is given, whatever stands in it.
#[component]
fn Reason(question: QuestionIx) -> impl IntoView {
    let (desk, i18n) = (desk(), use_i18n());
    let held = |current: &Current, question| match &current.case().entry(question).answer {
        Some(Answer::NotAnswered(NotAnswered::NotAsked(reason))) => reason.clone(),
        _ => String::new(),
    };
    let KeptText { text, over, write } =
        KeptText::under(question, FieldId::NotAsked, Kind::TEXT, held, move |reason: String| {
            Command::Answer(question, Some(Answer::NotAnswered(NotAnswered::NotAsked(reason))))
        });
    let (id, too_long) = (format!("reason-{}", question.0), format!("too-long-reason-{}", question.0));
    view! {
        <div class="field">
            <label for=id.clone()>{t!(i18n, work.not_asked_reason)}</label>
            <input
                id=id
                class="reason"
                type="text"
                autocomplete="off"
                autofocus
                aria-describedby=too_long.clone()
                aria-invalid=move || (over.get() > 0).to_string()
                prop:value=move || text.get()
                on:input=move |event| {
                    desk.not_asked.update(|open| { open.insert(question); });
                    write.run(typed(&event));
                }
            />
            <TooLong id=too_long over most=Kind::TEXT/>
        </div>
    }
}
