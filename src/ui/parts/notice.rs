//! What the interviewer must be told, as sentences.

use leptos::prelude::*;

use super::header::stage_words;
use super::question::wording;
use crate::interview::Refusal;
use crate::record::Unreadable;
use crate::state::{App, Intent, Notice, Page};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The notice, if there is one: stays until it is read.
#[component]
pub fn NoticeBar() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let notice = Memo::new(move |_| bridge.read(Topic::Notice, |app: &App| app.notice().cloned()));
    view! {
        <div class="notices" role="status" aria-live="polite">
            {move || notice.get().map(|notice| view! {
                <div class="notice">
                    <div><Words notice/></div>
                    <button class="button thin" on:click=move |_| bridge.send(Intent::Dismiss)>
                        {t!(i18n, common.close)}
                    </button>
                </div>
            })}
        </div>
    }
}

#[component]
fn Words(notice: Notice) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    match notice {
        Notice::Refused(refusal) => view! { <RefusalWords refusal/> }.into_any(),
        Notice::SetAside(questions) => view! {
            <p>{t!(i18n, work.told_aside)}</p>
            <ul>
                {questions.into_iter().map(|question| view! {
                    <li>
                        <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Question(question)))>
                            {move || wording(bridge, question)}
                        </button>
                    </li>
                }).collect_view()}
            </ul>
        }
        .into_any(),
        Notice::Alarm(alarm) => {
            let (missing, behind) = (alarm.missing, alarm.behind);
            t!(i18n, work.told_alarm, missing = move || missing, behind = move || behind).into_any()
        }
        Notice::Damaged(lost) => t!(i18n, work.told_damaged, lost = move || lost).into_any(),
        Notice::Unreadable => t!(i18n, work.told_unreadable).into_any(),
        Notice::OtherEdition(edition) => {
            let edition = format!("{} {}", edition.id, edition.version.as_str());
            t!(i18n, work.told_edition, edition = move || edition.clone()).into_any()
        }
        Notice::NotImported(why) => view! { <ImportWords why/> }.into_any(),
        Notice::Imported => t!(i18n, work.told_imported).into_any(),
        Notice::LeftOut => t!(i18n, work.told_left_out).into_any(),
        Notice::Exported => t!(i18n, work.told_exported).into_any(),
        Notice::TraceLeft => t!(i18n, work.told_trace).into_any(),
        Notice::Erased => t!(i18n, work.told_erased).into_any(),
        Notice::Undone => t!(i18n, work.told_undone).into_any(),
        Notice::Redone => t!(i18n, work.told_redone).into_any(),
        Notice::Exercise(flaws) => {
            let first = flaws.first().map(ToString::to_string).unwrap_or_default();
            t!(i18n, work.told_exercise, flaw = move || first.clone()).into_any()
        }
    }
}

#[component]
fn RefusalWords(refusal: Refusal) -> impl IntoView {
    let i18n = use_i18n();
    match refusal {
        Refusal::NoAgreement(stage) => {
            t!(i18n, work.refused_agreement, stage = move || stage_words(stage)).into_any()
        }
        Refusal::NothingToAgree(_) | Refusal::AlreadySo => t!(i18n, work.refused_already).into_any(),
        Refusal::AgreementIncomplete => t!(i18n, work.refused_incomplete).into_any(),
        Refusal::NotRelevant => t!(i18n, work.refused_relevant).into_any(),
        Refusal::Unfit(_) => t!(i18n, work.fault_unfit).into_any(),
        Refusal::NoReason => t!(i18n, work.refused_reason).into_any(),
        Refusal::TooLong(most) => t!(i18n, work.fault_long, most = move || most).into_any(),
        Refusal::NoName => t!(i18n, work.refused_name).into_any(),
        Refusal::Nothing => t!(i18n, work.refused_nothing).into_any(),
        Refusal::NoTrack(_) => t!(i18n, work.refused_track).into_any(),
    }
}

#[component]
fn ImportWords(why: Unreadable) -> impl IntoView {
    let i18n = use_i18n();
    let sentence = match why {
        Unreadable::Empty => t!(i18n, work.import_empty).into_any(),
        Unreadable::TooLarge => t!(i18n, work.import_large).into_any(),
        Unreadable::NotText => t!(i18n, work.import_text).into_any(),
        Unreadable::TooDeep { line } => t!(i18n, work.import_deep, line = move || line).into_any(),
        Unreadable::NotJson { line } => t!(i18n, work.import_json, line = move || line).into_any(),
        Unreadable::OtherSchema => t!(i18n, work.import_other).into_any(),
        Unreadable::NewerSchema(version) => {
            t!(i18n, work.import_newer, version = move || version.clone()).into_any()
        }
        Unreadable::NotTheSchema { line } => t!(i18n, work.import_schema, line = move || line).into_any(),
        Unreadable::UnknownEdition(edition) => {
            let edition = format!("{} {}", edition.id, edition.version.as_str());
            t!(i18n, work.import_edition, edition = move || edition.clone()).into_any()
        }
        Unreadable::UnknownQuestion(question) | Unreadable::Twice(question) | Unreadable::Unfit(question) => {
            t!(i18n, work.import_question, question = move || question.to_string()).into_any()
        }
        Unreadable::Around => t!(i18n, work.import_around).into_any(),
        Unreadable::Altered => t!(i18n, work.import_altered).into_any(),
    };
    view! { <p>{sentence}</p><p>{t!(i18n, work.import_safe)}</p> }
}
