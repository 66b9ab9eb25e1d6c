//! The debrief: what was true, what was taken down, what was concluded, and every difference with its
//! moment.

use leptos::prelude::*;

use super::difference::{self, asked};
use super::seat::ResultBox;
use super::timeline::timeline;
use super::turns::turns;
use super::words::{clue_name, coding_words, decimal, share_words, state_words};
use super::{Way, training};
use crate::doors::browser;
use crate::findings::ClueState;
use crate::instrument::Language;
use crate::interview::{Answer, Outcome};
use crate::state::{Author, Intent, Train, Training, TrainingPage};
use crate::training::Play;
use crate::training::debrief::{ClueRow, Conclusion, Debrief};
use crate::training::draft::Script;
use crate::ui::bridge;
use crate::ui::pages::decision::outcome_words;
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::when;
use crate::ui::text::{t, t_string, use_i18n};
use crate::wording;

/// Whose interview is talked about.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    /// The trainer's, who tries her draft out.
    Trial,
    /// A trainee's in a session.
    Seat,
    /// One's own.
    Own,
}

/// The ways from a try-out back to the draft: as it is, or with this interview as one of its scripts.
#[component]
fn TrialWays() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let use_as = move |script: Script| bridge.send(Intent::Train(Train::Write(Author::UseAs(script))));
    view! {
        <Way to=TrainingPage::Writing>{t!(i18n, writing.back)}</Way>
        <button class="button thin" on:click=move |_| use_as(Script::Good)>{t!(i18n, writing.use_good)}</button>
        <button class="button thin" on:click=move |_| use_as(Script::Careless)>{t!(i18n, writing.use_careless)}</button>
    }
}

/// The debrief.
#[component]
pub fn DebriefPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let ended = move || {
        training(bridge, |it: &Training| {
            let (play, debrief) = (it.play()?.clone(), it.debrief()?.clone());
            let whose = if it.is_trying() {
                Whose::Trial
            } else if it.seat().is_some() {
                Whose::Seat
            } else {
                Whose::Own
            };
            Some((play, debrief, it.waits_for_second(), whose, it.is_otherwise()))
        })
        .flatten()
    };
    view! {
        <main class="wide debrief" id="main">
            {move || ended().map(|(play, debrief, waits, whose, otherwise)| {
                let title = play.scenario().title.clone();
                view! {
                    <p class="steps screen-only">
                        {match whose {
                            Whose::Trial => view! { <TrialWays/> }.into_any(),
                            Whose::Seat => {
                                view! { <Way to=TrainingPage::Seat>{t!(i18n, training.to_seat)}</Way> }.into_any()
                            }
                            Whose::Own => {
                                view! { <Way to=TrainingPage::Hall>{t!(i18n, training.hall)}</Way> }.into_any()
                            }
                        }}
                        {(!waits).then(|| view! {
                            <Way to=TrainingPage::Playing>{t!(i18n, training.play_on)}</Way>
                            <button class="button thin" on:click=move |_| browser::print()>{t!(i18n, training.print)}</button>
                        })}
                    </p>
                    <p class="quiet over">{move || bridge.say(&title)}</p>
                    <h1 tabindex="-1">{t!(i18n, training.debrief)}</h1>
                    {otherwise.then(|| view! { <p class="notice">{t!(i18n, training.otherwise)}</p> })}
                    {(whose == Whose::Seat && !otherwise).then(|| view! { <ResultBox/> })}
                    {if waits {
                        view! { <p>{t!(i18n, training.debrief_waits)}</p> }.into_any()
                    } else {
                        whole(&play, &debrief, bridge.language()).into_any()
                    }}
                }
            })}
        </main>
    }
}

// What follows is drawn anew as a whole when the language changes: it is read, and nothing is open in it.

fn whole(play: &Play, debrief: &Debrief, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let scenario = std::sync::Arc::clone(play.scenario());
    let say = |text: &crate::instrument::Text| text.in_language(language).to_owned();
    let (fears, wants) = (say(&scenario.person.fears), say(&scenario.person.wants));
    let notes: Vec<_> = debrief
        .read_next
        .iter()
        .map(|question| {
            let asked = play.instrument().question(*question);
            (say(&asked.wording), say(&asked.note))
        })
        .collect();
    view! {
        {figures(debrief, language)}
        <h2>{t!(i18n, training.course)}</h2>
        {timeline(play, debrief)}
        <h2>{t!(i18n, training.differences)}</h2>
        {differences(play, debrief, language)}
        <h2>{t!(i18n, training.conclusion)}</h2>
        {concluded(play, &debrief.conclusion, language)}
        <h2>{t!(i18n, training.clues_table)}</h2>
        {clues(play, &debrief.clues, language)}
        <h2>{t!(i18n, training.answers_table)}</h2>
        {answers(play, debrief, language)}
        <h2>{t!(i18n, training.person_truth)}</h2>
        <p>{t!(i18n, training.fears, what = move || fears.clone())}</p>
        <p>{t!(i18n, training.wants, what = move || wants.clone())}</p>
        <h2>{t!(i18n, training.talk_about)}</h2>
        <p>{say(&scenario.for_trainer)}</p>
        {(!notes.is_empty()).then(|| view! { <h2>{t!(i18n, training.read_next)}</h2> })}
        <dl class="notes">
            {notes.into_iter().map(|(wording, note)| view! { <dt>{wording}</dt><dd>{note}</dd> }).collect_view()}
        </dl>
        <h2>{t!(i18n, training.conversation)}</h2>
        {turns(play, language)}
    }
}

fn figures(debrief: &Debrief, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let figures = debrief.figures;
    let kappa = figures.agreement.kappa().map(|kappa| decimal(kappa, language));
    view! {
        <section class="figures" aria-label=move || t_string!(i18n, training.figures)>
            <dl>
                <div><dt>{t!(i18n, training.sensitivity)}</dt><dd data-figure="sensitivity">{share_words(figures.sensitivity)}</dd></div>
                <div><dt>{t!(i18n, training.specificity)}</dt><dd data-figure="specificity">{share_words(figures.specificity)}</dd></div>
                <div>
                    <dt>{t!(i18n, training.kappa)}</dt>
                    <dd data-figure="kappa">
                        {kappa.unwrap_or_else(|| t_string!(i18n, training.no_figure).to_owned())}
                    </dd>
                </div>
                <div>
                    <dt>{t!(i18n, training.length)}</dt>
                    <dd>{t!(i18n, training.minutes, count = move || figures.minutes)}</dd>
                </div>
            </dl>
            <p class="quiet small">{t!(i18n, training.figures_told)}</p>
        </section>
    }
}

fn differences(play: &Play, debrief: &Debrief, language: Language) -> impl IntoView + use<> {
    let (bridge, i18n) = (bridge(), use_i18n());
    let none = debrief.differences.is_empty();
    let rows: Vec<_> = debrief
        .differences
        .iter()
        .map(|difference| {
            let turn = difference.turn;
            let time = turn.and_then(|at| play.turns().get(at)).map(|turn| when::time(turn.at));
            let words = difference::words(&difference.kind, play, &debrief.conclusion, language);
            let reasons = difference::reasons(&difference.kind, play, language);
            (difference.kind.kind(), turn, time, words, reasons)
        })
        .collect();
    view! {
        {none.then(|| view! { <p>{t!(i18n, training.no_difference)}</p> })}
        <ol class="differences">
            {rows.into_iter().map(|(kind, turn, time, words, reasons)| view! {
                <li data-kind=format!("{kind:?}")>
                    <p class="quiet small">
                        {match (turn, time) {
                            (Some(at), Some(time)) => t!(
                                i18n, training.turn, number = move || at + 1, time = move || time.clone()
                            ).into_any(),
                            _ => t!(i18n, training.never_happened).into_any(),
                        }}
                    </p>
                    <div>
                        <p class="strong">{words}</p>
                        {(!reasons.is_empty()).then(|| view! {
                            <ul class="reasons">
                                {reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}
                            </ul>
                        })}
                    </div>
                    <div class="screen-only difference-ways">
                        {turn.map(|at| view! {
                            <button class="button thin" on:click=move |_| focus_soon(format!("#turn-{at}"))>
                                {t!(i18n, training.see_turn)}
                            </button>
                            <button class="button thin" on:click=move |_| bridge.send(Intent::Train(Train::Reopen(at)))>
                                {t!(i18n, training.reopen)}
                            </button>
                        })}
                    </div>
                </li>
            }).collect_view()}
        </ol>
    }
}

fn concluded(play: &Play, conclusion: &Conclusion, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let told = |outcome: Option<Outcome>, to: Option<&crate::instrument::OptionId>| {
        let words = match outcome {
            Some(outcome) => outcome_words(outcome),
            None => return t_string!(i18n, training.not_concluded).to_owned(),
        };
        let stage = play.instrument().stage(crate::instrument::StageId::Decision);
        let to = to.and_then(|to| stage.redirections.iter().find(|option| option.id == *to));
        match to {
            Some(option) => {
                format!("{words}{}{}", wording::colon(language), option.label.in_language(language))
            }
            None => words,
        }
    };
    let said = told(conclusion.said, conclusion.said_to.as_ref());
    let key = told(Some(conclusion.key), conclusion.key_to.as_ref());
    let why = play.scenario().key.why.in_language(language).to_owned();
    view! {
        <dl class="concluded">
            <dt>{t!(i18n, training.concluded)}</dt><dd>{said}</dd>
            <dt>{t!(i18n, training.to_conclude)}</dt><dd>{key}</dd>
        </dl>
        <p>{why}</p>
    }
}

fn clues(play: &Play, rows: &[ClueRow], language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let (key, others): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|row| row.key);
    // Of the others, what is true or was found: what is neither teaches nothing.
    let told = |row: &ClueRow| row.truth == ClueState::Present || row.found == ClueState::Present;
    let others: Vec<_> = others.into_iter().filter(told).collect();
    let table = |rows: Vec<ClueRow>| {
        let instrument = play.instrument();
        let rows: Vec<_> = rows
            .iter()
            .map(|row| (clue_name(instrument, row.clue, language), row.truth, row.found))
            .collect();
        view! {
            <table class="table">
                <thead><tr>
                    <th scope="col">{t!(i18n, training.col_clue)}</th>
                    <th scope="col">{t!(i18n, training.col_true)}</th>
                    <th scope="col">{t!(i18n, training.col_found)}</th>
                </tr></thead>
                <tbody>
                    {rows.into_iter().map(|(name, truth, found)| view! {
                        <tr class:differs=truth != found>
                            <td>{name}</td><td>{state_words(truth)}</td><td>{state_words(found)}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        }
    };
    let (key, others) = (table(key), table(others));
    view! {
        {key}
        <details>
            <summary>{t!(i18n, training.other_clues)}</summary>
            {others}
        </details>
    }
}

fn answers(play: &Play, debrief: &Debrief, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let instrument = play.instrument();
    let rows: Vec<_> = debrief
        .questions
        .iter()
        .map(|row| {
            let kind = &instrument.question(row.question).kind;
            let told = |answer: Option<&Answer>| {
                answer.map_or_else(|| "–".to_owned(), |answer| wording::answer(kind, answer, language))
            };
            let heard = row.heard.as_ref().map(|(_, answer)| answer);
            (
                asked(instrument, row.question, language),
                told(row.truth.as_ref()),
                told(heard),
                told(row.recorded.as_ref()),
                row.coding,
            )
        })
        .collect();
    view! {
        <table class="table answers">
            <thead><tr>
                <th scope="col">{t!(i18n, training.col_question)}</th>
                <th scope="col">{t!(i18n, training.col_true)}</th>
                <th scope="col">{t!(i18n, training.col_heard)}</th>
                <th scope="col">{t!(i18n, training.col_recorded)}</th>
                <th scope="col">{t!(i18n, training.col_together)}</th>
            </tr></thead>
            <tbody>
                {rows.into_iter().map(|(question, truth, heard, recorded, coding)| view! {
                    <tr class:differs=coding != crate::training::debrief::Coding::AsSaid>
                        <td>{question}</td><td>{truth}</td><td>{heard}</td><td>{recorded}</td>
                        <td>{coding_words(coding)}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}
