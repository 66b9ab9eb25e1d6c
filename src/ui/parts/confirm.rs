//! What was told earlier is not asked afresh: it is shown under the question, with who told it, to be
//! confirmed by one act or corrected.

use leptos::prelude::*;

use super::header::stage_words;
use super::key_cap::KeyCap;
use super::question::fixed;
use crate::instrument::{QuestionIx, StageId};
use crate::interview::{Answer, Command, SaidBy};
use crate::state::{Act, Intent};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording;

/// What was told earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldBefore {
    /// In which stage.
    stage: StageId,
    /// By whom, or by what.
    who: SaidBy,
    /// What, in words.
    pub answer: String,
    /// Whether the answer here is the same.
    same: bool,
}

/// What was told under the question that this one confirms, as long as it stands.
pub fn told_before(bridge: Bridge, question: QuestionIx) -> Memo<Option<ToldBefore>> {
    let earlier = fixed(bridge, question, |question| question.confirms).flatten();
    Memo::new(move |_| {
        let earlier = earlier?;
        let language = bridge.language();
        bridge.track(Topic::Question(earlier));
        bridge
            .case(Topic::Question(question), |current| {
                let case = current.case();
                let told = case.value(earlier)?;
                let kind = &case.instrument().question(earlier).kind;
                Some(ToldBefore {
                    stage: case.instrument().stage_of(earlier),
                    who: case.said_by(earlier),
                    answer: wording::value(kind, told, language),
                    same: case.value(question) == Some(told),
                })
            })
            .flatten()
    })
}

/// Takes over what was told earlier; done again, it stays. Whether there is something to confirm.
pub fn confirm(bridge: Bridge, question: QuestionIx) -> bool {
    let command = bridge.glance(|app| {
        let case = app.current()?.case();
        let told = case.value(case.instrument().question(question).confirms?)?;
        Some(if case.to_confirm(question).is_some() {
            Command::Confirm(question)
        } else {
            Command::Answer(question, Some(Answer::Value(told.clone())))
        })
    });
    let done = command.is_some();
    if let Some(command) = command {
        bridge.send(Intent::Do(command));
    }
    done
}

/// What was told earlier, with the button that confirms it.
#[component]
pub fn Confirm(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let before = told_before(bridge, question);
    let there = Memo::new(move |_| before.read().is_some());
    let told = move || {
        let language = bridge.language();
        before.get().map(|ToldBefore { stage, who, answer, .. }| {
            let (stage, who) = (stage_words(stage), wording::said_by(who, language));
            view! {
                {t!(i18n, asking.told_before, stage = move || stage.clone(), who = move || who)}
                " "
                <strong>{answer}</strong>
            }
        })
    };
    view! {
        <Show when=move || there.get()>
            <div class="told-before">
                <p id=format!("told-{}", question.0)>{told}</p>
                <button
                    class="button"
                    aria-describedby=format!("told-{}", question.0)
                    aria-pressed=move || before.read().as_ref().is_some_and(|before| before.same).to_string()
                    on:click=move |_| { confirm(bridge, question); }
                >
                    <KeyCap act=Act::Confirm/> {t!(i18n, asking.confirm)}
                </button>
            </div>
        </Show>
    }
}
