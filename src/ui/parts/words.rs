//! The person's own words and what the interviewer observes: side by side, kept apart.

use leptos::prelude::*;

use super::key_cap::KeyCap;
use super::pick::Pick;
use super::typed::typed;
use crate::instrument::QuestionIx;
use crate::interview::{Command, LanguageTag};
use crate::state::{Act, Intent};
use crate::ui::desk::desk;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording;

/// The two fields, opened when they are asked for or hold something. Once open they stay, whatever is written in
/// them or taken out.
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
    let open = Memo::new(move |was: Option<&bool>| {
        let written = entry.with(|(said, seen)| !said.is_empty() || !seen.is_empty());
        was == Some(&true) || written || desk.words.with(|open| open.contains(&question))
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
                        <WrittenIn question/>
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
                    <KeyCap act=Act::Words/> {t!(i18n, work.open_words)}
                </button>
            }
            .into_any()
        }
    }
}

/// In which language the words are written: as the last ones, until the interviewer says otherwise.
#[component]
fn WrittenIn(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let tag = Memo::new(move |_| {
        let told = bridge.case(Topic::Question(question), |current| {
            let case = current.case();
            case.entry(question).language.clone().unwrap_or_else(|| case.words_in())
        });
        told.unwrap_or_else(|| bridge.language().into())
    });
    // A language that a file brought in and that has no name here is offered by its tag.
    let offered = move || {
        let mut offered = wording::tongues(bridge.language());
        let now = tag.get_untracked();
        if !offered.contains(&now) {
            offered.push(now);
        }
        offered
    };
    view! {
        <p class="written-in quiet">
            {t!(i18n, work.written_in)} " "
            {move || view! {
                <Pick
                    label=Signal::derive(move || t_string!(i18n, work.written_in_label).to_owned())
                    offered=offered()
                    words=|tag: LanguageTag| wording::tongue(&tag, crate::ui::bridge().language())
                    picked=tag
                    pick=move |tag| bridge.send(Intent::Do(Command::WordsIn(question, tag)))
                />
            }}
        </p>
    }
}
