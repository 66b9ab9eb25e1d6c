//! The person's own words and what the interviewer observes: side by side, kept apart.

use leptos::prelude::*;

use super::kept_text::KeptText;
use super::key_cap::KeyCap;
use super::limit::TooLong;
use super::pick::Pick;
use super::typed::typed;
use crate::instrument::{Kind, QuestionIx};
use crate::interview::{Command, FieldId, LanguageTag};
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
    let own = KeptText::under(
        question,
        FieldId::OwnWords,
        Kind::NOTE,
        |current, question| current.case().entry(question).own_words.clone(),
        move |words| Command::OwnWords(question, words),
    );
    let observed = KeptText::under(
        question,
        FieldId::Observed,
        Kind::NOTE,
        |current, question| current.case().entry(question).observed.clone(),
        move |words| Command::Observe(question, words),
    );
    let open = Memo::new(move |was: Option<&bool>| {
        let held = entry.with(|(said, seen)| !said.is_empty() || !seen.is_empty());
        let written = held || [own, observed].iter().any(|field| !field.text.read().is_empty());
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
                            aria-describedby=format!("too-long-{said}")
                            aria-invalid=move || (own.over.get() > 0).to_string()
                            prop:value=move || own.text.get()
                            on:input=move |event| own.write.run(typed(&event))
                        ></textarea>
                        <TooLong id=format!("too-long-{said}") over=own.over most=Kind::NOTE/>
                        <WrittenIn question/>
                    </div>
                    <div class="field">
                        <label for=seen.clone()>{t!(i18n, work.observed)}</label>
                        <textarea
                            id=seen.clone()
                            rows="3"
                            aria-describedby=format!("too-long-{seen}")
                            aria-invalid=move || (observed.over.get() > 0).to_string()
                            prop:value=move || observed.text.get()
                            on:input=move |event| observed.write.run(typed(&event))
                        ></textarea>
                        <TooLong id=format!("too-long-{seen}") over=observed.over most=Kind::NOTE/>
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
