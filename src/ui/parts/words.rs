//! The person's own words and what the interviewer observes: side by side, kept apart.

use leptos::prelude::*;

use super::typed::typed;
use crate::instrument::QuestionIx;
use crate::interview::Command;
use crate::state::Intent;
use crate::ui::desk::desk;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The two fields, opened when they are asked for or hold something.
#[component]
pub fn Words(question: QuestionIx) -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let entry = Memo::new(move |_| {
        let words = bridge.case(Topic::Question(question), |current| {
            let entry = current.case().entry(question);
            (entry.own_words.clone(), entry.observed.clone())
        });
        words.unwrap_or_default()
    });
    let open = Memo::new(move |_| {
        let written = entry.with(|(said, seen)| !said.is_empty() || !seen.is_empty());
        written || desk.words.with(|open| open.contains(&question))
    });
    let (said, seen) = (format!("said-{}", question.0), format!("seen-{}", question.0));
    move || {
        if open.get() {
            view! {
                <div class="words">
                    <div class="field">
                        <label for=said.clone()>{t!(i18n, work.own_words)}</label>
                        <textarea
                            id=said.clone()
                            rows="3"
                            maxlength="20000"
                            prop:value=move || entry.with(|(said, _)| said.clone())
                            on:input=move |event| {
                                bridge.send(Intent::Write(Command::OwnWords(question, typed(&event))));
                            }
                        ></textarea>
                    </div>
                    <div class="field">
                        <label for=seen.clone()>{t!(i18n, work.observed)}</label>
                        <textarea
                            id=seen.clone()
                            rows="3"
                            maxlength="20000"
                            prop:value=move || entry.with(|(_, seen)| seen.clone())
                            on:input=move |event| {
                                bridge.send(Intent::Write(Command::Observe(question, typed(&event))));
                            }
                        ></textarea>
                    </div>
                </div>
            }
            .into_any()
        } else {
            view! {
                <button
                    class="button thin"
                    on:click=move |_| desk.words.update(|open| { open.insert(question); })
                >
                    <kbd>"N"</kbd> {t!(i18n, work.open_words)}
                </button>
            }
            .into_any()
        }
    }
}
