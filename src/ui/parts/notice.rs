//! What the interviewer must be told, as sentences.

use leptos::prelude::*;

use super::file_kind::file_kind;
use super::header::stage_words;
use super::last_copy::LastCopyBand;
use super::question::{QuestionLink, go_to, wording};
use super::recipient::recipient_words;
use super::rescue::{SaveRescue, TakeRescue};
use super::sealing::{not_a_key, not_opened};
use super::when;
use crate::instrument::QuestionIx;
use crate::interview::{Refusal, Sealing};
use crate::record::Unreadable;
use crate::state::{App, Intent, Loss, Notice, StoreFault};
use crate::ui::pages::findings::altered_words;
use crate::ui::pages::training::words::TrainingWords;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::vault::{Gap, RescueFault};

/// The notice, if there is one: stays until it is read, and in view, unless it is `over_questions`: nothing
/// covers what is asked.
#[component]
pub fn NoticeBar(#[prop(optional, into)] over_questions: Signal<bool>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let notice = Memo::new(move |_| bridge.read(Topic::Notice, |app: &App| app.notice().cloned()));
    let following = Memo::new(move |_| bridge.read(Topic::Page, App::is_following));
    view! {
        <Show when=move || following.get()>
            <div class="following" role="status">
                <p>{t!(i18n, keys.following)}</p>
                <TakeOver/>
            </div>
        </Show>
        <LastCopyBand/>
        <div class="notices" class:stays=move || !over_questions.get() role="status" aria-live="polite">
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

/// Writes in this tab from now on.
#[component]
fn TakeOver() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <button class="button" on:click=move |_| bridge.send(Intent::TakeOver)>{t!(i18n, keys.take_over)}</button>
    }
}

/// What was written here and is in no store: to be read and copied.
#[component]
fn LeftOverWords(words: Vec<(QuestionIx, String)>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, keys.told_left_over)}</p>
        <ul>
            {words.into_iter().map(|(question, words)| view! {
                <li><QuestionLink question/> <blockquote class="left-over">{words}</blockquote></li>
            }).collect_view()}
        </ul>
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
                        <button class="link" on:click=move |_| go_to(bridge, question)>
                            {move || wording(bridge, question)}
                        </button>
                    </li>
                }).collect_view()}
            </ul>
        }
        .into_any(),
        Notice::Alarm(alarm) => {
            let (missing, behind) = (alarm.missing, alarm.behind);
            view! {
                <p>{t!(i18n, work.told_alarm, missing = move || missing, behind = move || behind)}</p>
                <TakeRescue/>
            }
            .into_any()
        }
        Notice::CameBack => view! {
            <p>{t!(i18n, keys.told_came_back)}</p>
            <SaveRescue/>
        }
        .into_any(),
        Notice::Damaged(loss) => view! { <LossWords loss/> }.into_any(),
        Notice::SetAsideRecords(count) => view! {
            <p>{t!(i18n, keys.told_records, count = move || count)}</p>
            <SaveRescue/>
        }
        .into_any(),
        Notice::Newer => t!(i18n, keys.told_newer).into_any(),
        Notice::Following => view! { <p>{t!(i18n, keys.told_following)}</p> <TakeOver/> }.into_any(),
        Notice::LeftOver(words) => view! { <LeftOverWords words/> }.into_any(),
        Notice::KeptAgain(0) => t!(i18n, keys.told_kept_again).into_any(),
        Notice::KeptAgain(lost) => view! {
            <p>{t!(i18n, keys.told_kept_again)}</p>
            <p>{t!(i18n, keys.told_kept_less, count = move || lost)}</p>
        }
        .into_any(),
        Notice::KeptElsewhere => t!(i18n, keys.told_kept_elsewhere).into_any(),
        Notice::TakenOver { unsaved: false } => t!(i18n, keys.told_taken).into_any(),
        Notice::TakenOver { unsaved: true } => t!(i18n, keys.told_taken_unsaved).into_any(),
        Notice::Writing => t!(i18n, keys.told_writing).into_any(),
        Notice::RescueSaved => t!(i18n, keys.told_rescue_saved).into_any(),
        Notice::NoRescue(kind) => view! { {file_kind(kind)}" "{t!(i18n, keys.told_not_rescue)} }.into_any(),
        Notice::NotRescued(RescueFault::Empty | RescueFault::Other) => {
            t!(i18n, keys.told_not_rescue).into_any()
        }
        Notice::NotRescued(RescueFault::TooLarge) => t!(i18n, keys.told_rescue_large).into_any(),
        Notice::NotRescued(RescueFault::Newer) => t!(i18n, keys.told_rescue_newer).into_any(),
        Notice::OtherSafe => t!(i18n, keys.told_other_safe).into_any(),
        Notice::Rescued(count) => t!(i18n, keys.told_rescued, count = move || count).into_any(),
        Notice::PassphraseChanged => t!(i18n, keys.told_changed).into_any(),
        Notice::NotCurrent => t!(i18n, keys.told_not_current).into_any(),
        Notice::Turned => t!(i18n, keys.told_turned).into_any(),
        Notice::OpenedByCode => t!(i18n, keys.told_by_code).into_any(),
        Notice::Unreadable => t!(i18n, work.told_unreadable).into_any(),
        Notice::OtherEdition(edition) => {
            let edition = format!("{} {}", edition.id, edition.version.as_str());
            t!(i18n, work.told_edition, edition = move || edition.clone()).into_any()
        }
        Notice::NotImported(why) => view! { <ImportWords why/> }.into_any(),
        Notice::NotAgreed => t!(i18n, leaving.told_not_agreed).into_any(),
        Notice::PassedOn(to, Sealing::Plain) => {
            t!(i18n, leaving.told_passed_plain, to = move || recipient_words(to)).into_any()
        }
        Notice::PassedOn(to, _) => {
            t!(i18n, leaving.told_passed_sealed, to = move || recipient_words(to)).into_any()
        }
        Notice::LeftInExercise(to) => {
            t!(i18n, leaving.told_left_exercise, to = move || recipient_words(to)).into_any()
        }
        Notice::NotLeft(fault) => view! { <NotLeftWords fault/> }.into_any(),
        Notice::NotSealed => t!(i18n, leaving.told_not_sealed).into_any(),
        Notice::NotAKey(why) => not_a_key(why).into_any(),
        Notice::NotOpened(why) => not_opened(why).into_any(),
        Notice::Imported => t!(i18n, work.told_imported).into_any(),
        Notice::LeftOut => t!(i18n, work.told_left_out).into_any(),
        Notice::TraceLeft => t!(i18n, work.told_trace).into_any(),
        Notice::Erased => t!(i18n, work.told_erased).into_any(),
        Notice::Undone { of, past } => view! {
            <p>{t!(i18n, hands.undone, what = move || altered_words(bridge, of))}</p>
            {past.then(|| view! { <p>{t!(i18n, hands.undone_past)}</p> })}
        }
        .into_any(),
        Notice::Redone { of } => t!(i18n, hands.redone, what = move || altered_words(bridge, of)).into_any(),
        Notice::Training(told) => view! { <TrainingWords told/> }.into_any(),
        Notice::Exercise(flaws) => {
            let first = flaws.first().map(ToString::to_string).unwrap_or_default();
            t!(i18n, work.told_exercise, flaw = move || first.clone()).into_any()
        }
    }
}

/// Why a file has not left, and what to do.
#[component]
fn NotLeftWords(fault: StoreFault) -> impl IntoView {
    let i18n = use_i18n();
    match fault {
        StoreFault::Superseded => t!(i18n, leaving.told_not_left_taken).into_any(),
        StoreFault::Full => view! {
            <p>{t!(i18n, leaving.told_not_left_full)}</p>
            <SaveRescue/>
        }
        .into_any(),
        StoreFault::Blocked | StoreFault::Newer | StoreFault::Failed | StoreFault::Emptied => view! {
            <p>{t!(i18n, leaving.told_not_left)}</p>
            <SaveRescue/>
        }
        .into_any(),
    }
}

/// What could not be read of a case, as exactly as it is known.
#[component]
fn LossWords(loss: Loss) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let range = |gap: &Gap| {
        if gap.from == gap.to { gap.from.to_string() } else { format!("{}–{}", gap.from, gap.to) }
    };
    let numbers = loss.lost.iter().map(range).collect::<Vec<_>>().join(", ");
    let at = move |moment| format!("{} {}", when::day(moment, bridge.language()), when::time(moment));
    let sentence = match loss.between {
        _ if loss.count() == 0 => t!(i18n, keys.told_nothing_lost).into_any(),
        (Some(from), Some(to)) => t!(
            i18n,
            keys.told_lost_between,
            numbers = move || numbers.clone(),
            from = move || at(from),
            to = move || at(to)
        )
        .into_any(),
        _ => t!(i18n, keys.told_lost, numbers = move || numbers.clone()).into_any(),
    };
    view! {
        <p>{sentence}</p>
        <p>{t!(i18n, keys.told_aside)}</p>
        <SaveRescue/>
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
        Refusal::OnlyWithdrawn(stage) => {
            t!(i18n, hands.only_withdrawn, stage = move || stage_words(stage)).into_any()
        }
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
        Unreadable::Is(kind) => view! { {file_kind(kind)}" "{t!(i18n, work.import_takes)} }.into_any(),
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
        Unreadable::Around(_) => t!(i18n, work.import_around).into_any(),
        Unreadable::Altered => t!(i18n, work.import_altered).into_any(),
    };
    view! { <p>{sentence}</p><p>{t!(i18n, work.import_safe)}</p> }
}
