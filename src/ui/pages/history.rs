//! What happened in the case, oldest first.

use leptos::prelude::*;

use crate::interview::{AgreementStep, Collected, Form, Leaving, Past, PastKind, Permission, Sealing};
use crate::ui::parts::header::stage_words;
use crate::ui::parts::received::ReceivedNote;
use crate::ui::parts::recipient::recipient_words;
use crate::ui::parts::when;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// What kind of thing happened, as a sentence.
#[component]
pub fn PastWords(what: PastKind) -> impl IntoView {
    let i18n = use_i18n();
    match what {
        PastKind::Opened => t!(i18n, closing.past_opened).into_any(),
        PastKind::Renamed => t!(i18n, closing.past_renamed).into_any(),
        PastKind::Agreed(stage) => {
            t!(i18n, closing.past_agreed, stage = move || stage_words(stage)).into_any()
        }
        PastKind::Refused(stage) => {
            t!(i18n, closing.past_refused, stage = move || stage_words(stage)).into_any()
        }
        PastKind::Withdrawn(stage, Collected::Kept) => {
            t!(i18n, closing.past_withdrawn_kept, stage = move || stage_words(stage)).into_any()
        }
        PastKind::Withdrawn(stage, Collected::Erased) => {
            t!(i18n, closing.past_withdrawn_erased, stage = move || stage_words(stage)).into_any()
        }
        PastKind::Paused => t!(i18n, closing.past_paused).into_any(),
        PastKind::Resumed => t!(i18n, closing.past_resumed).into_any(),
        PastKind::Decided => t!(i18n, closing.past_decided).into_any(),
        PastKind::Left(to) => t!(i18n, leaving.past_left, to = move || recipient_words(to)).into_any(),
    }
}

/// The history of the case.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <h1 tabindex="-1">{t!(i18n, work.history)}</h1>
        {move || {
            let received = bridge.case(Topic::Around, |current| current.case().received().cloned()).flatten();
            received.map(|received| view! { <ReceivedNote received/> })
        }}
        <ol class="history"><HistoryRows/></ol>
        <h2>{t!(i18n, closing.agreements)}</h2>
        <Agreements/>
        <p class="quiet">{move || {
            let many = bridge.case(Topic::Around, |current| current.case().history().len()).unwrap_or_default();
            t!(i18n, closing.past_count, count = move || many)
        }}</p>
    }
}

/// The rows of the history.
#[component]
pub fn HistoryRows() -> impl IntoView {
    let bridge = bridge();
    move || {
        let language = bridge.language();
        let told = bridge.case(Topic::Around, |current| {
            let case = current.case();
            (case.history().to_vec(), case.leavings().to_vec())
        });
        let (past, leavings) = told.unwrap_or_default();
        let mut leavings = leavings.into_iter();
        let mut row = |Past { at, what }: Past| {
            let leaving = matches!(what, PastKind::Left(_)).then(|| leavings.next()).flatten();
            view! {
                <li>
                    <time datetime=at.to_string()>{when::day(at, language)}", "{when::time(at)}</time>
                    " "
                    <PastWords what/>
                    {leaving.map(|leaving| view! { <LeavingWords leaving/> })}
                </li>
            }
        };
        past.into_iter().map(&mut row).collect_view()
    }
}

/// With which agreement something was passed on, and how it was protected.
#[component]
fn LeavingWords(leaving: Leaving) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="quiet">
            " — "
            {match leaving.permission {
                Permission::Agreed(_) => t!(i18n, leaving.past_agreed).into_any(),
                Permission::Asked(_) => t!(i18n, leaving.past_asked).into_any(),
                Permission::Without(reason) => {
                    t!(i18n, leaving.past_without, reason = move || reason.clone()).into_any()
                }
            }}
            ", "
            {if leaving.sealing == Sealing::Plain {
                t!(i18n, leaving.past_plain).into_any()
            } else {
                t!(i18n, leaving.past_sealed).into_any()
            }}
        </span>
    }
}

/// Each agreement with what it says.
#[component]
pub fn Agreements() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    move || {
        let language = bridge.language();
        let given = bridge.case(Topic::Around, |current| {
            let case = current.case();
            let stages = crate::instrument::StageId::ASKING.into_iter();
            let records = stages.flat_map(|stage| {
                let asking = case.instrument().stage(stage).asking.as_ref();
                case.agreements().of(stage).iter().filter_map(move |record| match &record.step {
                    AgreementStep::Given(agreement) => {
                        let label = |id: &crate::instrument::OptionId| {
                            let option = asking?.uses.iter().find(|option| option.id == *id)?;
                            Some(option.label.in_language(language).to_owned())
                        };
                        let uses: Vec<_> = agreement.uses.iter().filter_map(label).collect();
                        Some((stage, record.at, agreement.clone(), uses))
                    }
                    _ => None,
                })
            });
            records.collect::<Vec<_>>()
        });
        let rows = given.unwrap_or_default().into_iter().map(|(stage, at, agreement, uses)| {
            view! {
                <li>
                    <strong>{stage_words(stage)}</strong>
                    ", "{when::day(at, language)}", "{when::time(at)}": "
                    {t!(i18n, closing.explained, who = move || agreement.explained_by.clone(), language = move || agreement.language.clone())}
                    {(!agreement.interpreter.is_empty()).then(|| {
                        let name = agreement.interpreter.clone();
                        view! { ", "{t!(i18n, closing.interpreted, name = move || name.clone())} }
                    })}
                    ", "
                    {match agreement.form {
                        Form::Spoken => t!(i18n, work.form_spoken).into_any(),
                        Form::Signed => t!(i18n, work.form_signed).into_any(),
                    }}
                    ". "{uses.join(" · ")}
                </li>
            }
        });
        view! { <ul class="agreements">{rows.collect_view()}</ul> }
    }
}
