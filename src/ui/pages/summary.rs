//! The printable summary of one case.

use leptos::prelude::*;

use super::decision::{need_words, outcome_words};
use super::findings::sorted_clues;
use super::history::{Agreements, HistoryRows};
use crate::doors::browser;
use crate::findings::ClueState;
use crate::findings::lens::RuleState;
use crate::instrument::{ClueIx, StageId, Truth};
use crate::interview::Decision;
use crate::state::{Current, Intent, Page};
use crate::ui::parts::answer_words::answer_words;
use crate::ui::parts::lenses::{Disc, SetMark, lens_lines, lens_words};
use crate::ui::parts::question::wording;
use crate::ui::parts::rail::Converges;
use crate::ui::parts::received::ReceivedNote;
use crate::ui::parts::said_by::SaidByWords;
use crate::ui::parts::when;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The summary of the case, as it is printed.
#[component]
pub fn SummaryPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let families = bridge.glance(|app| app.current().map_or(0, |c| c.case().instrument().families.len()));
    let exercise = bridge.glance(|app| app.current().is_some_and(Current::is_exercise));
    let about = move || {
        let language = bridge.language();
        bridge.case(Topic::Around, |current| {
            let case = current.case();
            let edition = &case.instrument().edition;
            (
                case.name().to_owned(),
                when::day(case.opened_at(), language),
                when::day(case.changed_at(), language),
                format!("{}, {}", case.instrument().title.in_language(language), edition.version.as_str()),
            )
        })
    };
    view! {
        <div class="screen-only steps">
            <button class="button primary" on:click=|_| browser::print()>
                {t!(i18n, closing.print)}
            </button>
            <button class="button" on:click=move |_| bridge.send(Intent::Go(Page::Leaving))>
                {t!(i18n, leaving.leave)}
            </button>
        </div>
        <article class="summary">
            {exercise.then(|| view! { <p class="exercise-mark">{t!(i18n, common.exercise)}</p> })}
            <h1 tabindex="-1">{t!(i18n, closing.summary_title)}</h1>
            {move || about().map(|(name, opened, changed, edition)| view! {
                <p class="about">
                    <strong>{name}</strong>
                    " · "{t!(i18n, closing.opened_on, day = move || opened.clone())}
                    " · "{t!(i18n, closing.changed_on, day = move || changed.clone())}
                    " · "{edition}
                </p>
            })}
            {move || {
                let received = bridge.case(Topic::Around, |current| current.case().received().cloned()).flatten();
                received.map(|received| view! { <ReceivedNote received/> })
            }}
            <First/>
            <h2>{t!(i18n, closing.what_converges)}</h2>
            <Converges/>
            <p class="quiet small">{t!(i18n, closing.not_a_verdict)}</p>
            {(0..families).map(|family| view! { <Family family/> }).collect_view()}
            <Lenses/>
            <DecisionPart/>
            <h2>{t!(i18n, closing.agreements)}</h2>
            <Agreements/>
            <h2>{t!(i18n, work.history)}</h2>
            <ol class="history small"><HistoryRows/></ol>
        </article>
    }
}

/// What must happen first.
#[component]
fn First() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let things = move || {
        let language = bridge.language();
        let things = bridge.case(Topic::Findings, |current| {
            let all = &current.case().instrument().first_things;
            let first = current.findings().first_things();
            first.map(|at| all[at].title.in_language(language).to_owned()).collect::<Vec<_>>()
        });
        things.unwrap_or_default()
    };
    view! {
        <Show when=move || !things().is_empty()>
            <h2>{t!(i18n, closing.first)}</h2>
            <ul class="danger-note">
                {move || things().into_iter().map(|title| view! { <li>{title}</li> }).collect_view()}
            </ul>
        </Show>
    }
}

/// What each lens that applies here says of the whole, in one line.
#[component]
fn Lenses() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let lines = Memo::new(move |_| {
        let mut lines = lens_lines(bridge);
        lines.retain(|line| line.applies != Truth::No);
        lines
    });
    view! {
        <Show when=move || !lines.read().is_empty()>
            <section class="summary-lenses">
                <h2>{t!(i18n, lenses.rail)}</h2>
                <ul>
                    {move || lines.get().into_iter().map(|line| view! {
                        <li>
                            <Disc state=line.state/>
                            " "<strong>{line.title.clone()}</strong>" — "{lens_words(&line)}
                            {(line.state == RuleState::Established)
                                .then(|| view! { " : "{line.conclusion.clone()} })}
                        </li>
                    }).collect_view()}
                </ul>
                <p class="quiet small">{t!(i18n, lenses.not_identification)}</p>
            </section>
        </Show>
    }
}

/// A family: present clues with the answers that raise them, open and ruled out ones by name.
#[component]
fn Family(family: usize) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let clues = Memo::new(move |_| sorted_clues(bridge, family));
    let names = move |states: &[ClueState]| {
        let language = bridge.language();
        let clues = clues.get().into_iter().filter(|(state, _)| states.contains(state));
        let name = |clue: ClueIx| {
            bridge.glance(|app| {
                Some(app.current()?.case().instrument().clue(clue).name.in_language(language).to_owned())
            })
        };
        clues.filter_map(|(_, clue)| name(clue)).collect::<Vec<_>>().join(" · ")
    };
    let title = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let family = app.current()?.case().instrument().families.get(family)?;
            Some(family.name.in_language(language).to_owned())
        })
    };
    let present = move || {
        let clues = clues.get().into_iter().filter(|(state, _)| *state == ClueState::Present);
        clues.map(|(_, clue)| view! { <Present clue/> }).collect_view()
    };
    let open = move || names(&[ClueState::Unknown, ClueState::NotYetAsked]);
    let absent = move || names(&[ClueState::Absent]);
    view! {
        <section class="summary-family">
            <h3>{title}</h3>
            <ul>{present}</ul>
            <Show when=move || !open().is_empty()>
                <p class="small"><span>"□ "{t!(i18n, closing.open_clues)}</span>" "{open}</p>
            </Show>
            <Show when=move || !absent().is_empty()>
                <p class="small"><span><s>"▢"</s>" "{t!(i18n, closing.absent_clues)}</span>" "{absent}</p>
            </Show>
        </section>
    }
}

/// A present clue with the answers that raise it and the person's words.
#[component]
fn Present(clue: ClueIx) -> impl IntoView {
    let bridge = bridge();
    let told = move || {
        let language = bridge.language();
        bridge.case(Topic::Findings, |current| {
            let name = current.case().instrument().clue(clue).name.in_language(language).to_owned();
            let answers = current.findings().clue(clue).raised_by();
            let answers = answers.map(|question| (question, current.case().entry(question).clone()));
            let reason = current.case().setting(clue).map(|set| set.reason.clone());
            (name, answers.collect::<Vec<_>>(), reason)
        })
    };
    move || {
        told().map(|(name, answers, reason)| {
            let answers = answers.into_iter().map(|(question, entry)| {
                let words = entry.own_words.clone();
                view! {
                    <span class="small">
                        " — "{wording(bridge, question)}" "{answer_words(bridge, question, &entry)}
                        <SaidByWords question/>
                        {(!words.is_empty()).then(|| view! { " "<q>{words}</q> })}
                    </span>
                }
            });
            view! { <li>
                "■ "<strong>{name}</strong>
                {reason.map(|reason| view! { <SetMark/>" "{reason} })}
                {answers.collect_view()}
            </li> }
        })
    }
}

/// The decision, apart from what the app found.
#[component]
fn DecisionPart() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = move || {
        let language = bridge.language();
        bridge.case(Topic::Around, |current| {
            let decision: Decision = current.case().decision().clone();
            let offered = &current.case().instrument().stage(StageId::Decision).redirections;
            let to = decision.redirected_to.as_ref().and_then(|to| offered.iter().find(|o| o.id == *to));
            let to = to.map(|option| option.label.in_language(language).to_owned());
            (decision, to)
        })
    };
    view! {
        <h2>{t!(i18n, closing.decision)}</h2>
        {move || told().map(|(decision, to)| {
            let needs: Vec<_> = decision.needs.iter().map(|need| need_words(*need)).collect();
            view! {
                <p>
                    <strong>
                        {match decision.outcome {
                            Some(outcome) => outcome_words(outcome).into_any(),
                            None => t!(i18n, closing.not_decided).into_any(),
                        }}
                    </strong>
                    {to.map(|to| view! { ": "{to} })}
                    {(!decision.redirection_reason.is_empty())
                        .then(|| view! { " — "{decision.redirection_reason.clone()} })}
                </p>
                {(!needs.is_empty()).then(|| view! { <p>{t!(i18n, closing.needs)}": "{needs.join(" · ")}</p> })}
                {(!decision.reasons.is_empty()).then(|| view! { <p class="reasons">{decision.reasons.clone()}</p> })}
                {(!decision.decided_by.is_empty()).then(|| view! {
                    <p>{t!(i18n, closing.decided_by)}": "{decision.decided_by.clone()}</p>
                })}
                {decision.person_agrees.map(|agrees| view! {
                    <p>
                        {t!(i18n, closing.person_agrees)}": "
                        {if agrees { t!(i18n, work.yes).into_any() } else { t!(i18n, work.no).into_any() }}
                    </p>
                })}
            }
        })}
    }
}
