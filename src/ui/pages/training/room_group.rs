//! What a room shows of one scenario at one attempt.

use leptos::prelude::*;

use super::difference::asked;
use super::plots::{Bar, Bars, Pairs};
use super::words::{attempt_words, clue_name, coding_words, decimal, kind_words, state_words};
use crate::findings::ClueState;
use crate::instrument::Language;
use crate::training::debrief::Coding;
use crate::training::room::{Attempt, Estimate, Group, Spread, Talk};
use crate::ui::pages::decision::outcome_words;
use crate::ui::text::{t, t_string, use_i18n};

fn talk_words(talk: Talk, group: &Group, language: Language) -> String {
    let i18n = use_i18n();
    let all = group.trainees;
    let name = |clue| clue_name(&group.instrument, clue, language);
    match talk {
        Talk::MostMissed(clue, count) => {
            t_string!(i18n, training.talk_missed, what = name(clue), count = count, all = all).clone()
        }
        Talk::MostClaimed(clue, count) => {
            t_string!(i18n, training.talk_claimed, what = name(clue), count = count, all = all).clone()
        }
        Talk::MostDivided(clue, count) => {
            t_string!(i18n, training.talk_divided, what = name(clue), count = count, all = all).clone()
        }
        Talk::MostOtherwise(question, count) => {
            let what = asked(&group.instrument, question, language);
            t_string!(i18n, training.talk_otherwise, what = what, count = count, all = all).clone()
        }
        Talk::MostOften(kind, count) => {
            t_string!(i18n, training.talk_often, what = kind_words(kind), count = count, all = all).clone()
        }
    }
}

/// One scenario at one attempt.
pub fn group_shown(group: &Group, pairs: Vec<(i64, i64)>, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let title = group.scenario.title.in_language(language).to_owned();
    let all = group.trainees;
    let points: Vec<_> = group.talk.iter().map(|talk| talk_words(*talk, group, language)).collect();
    let second = group.attempt == Attempt::Second;
    let twice = second || !pairs.is_empty();
    let shown_pairs = second && !pairs.is_empty();
    view! {
        <section class="group" tabindex="0" data-attempt=if second { "second" } else { "first" }>
            <h2>
                {title}
                {twice.then(|| format!(" · {}", attempt_words(group.attempt)))}
                " · "{t!(i18n, training.trainees, count = move || all)}
            </h2>
            <h3>{t!(i18n, training.talk)}</h3>
            <ol class="talk">{points.into_iter().map(|point| view! { <li>{point}</li> }).collect_view()}</ol>
            {agreed(group, language)}
            {shown_pairs.then(|| before_after(pairs))}
            {hardest(group, language)}
            {by_clue(group, language)}
            {by_question(group, language)}
            {ways(group)}
        </section>
    }
}

fn estimate(estimate: Option<Estimate>, language: Language) -> String {
    let i18n = use_i18n();
    match estimate {
        None => t_string!(i18n, training.no_figure).to_owned(),
        Some(Estimate { value, between: (low, high) }) => {
            format!("{} [{} ; {}]", decimal(value, language), decimal(low, language), decimal(high, language))
        }
    }
}

fn spread(spread: Option<Spread>) -> String {
    let i18n = use_i18n();
    match spread {
        None => t_string!(i18n, training.no_figure).to_owned(),
        Some(Spread { least, lower, middle, upper, most }) => t_string!(
            i18n,
            training.spread,
            middle = middle,
            lower = lower,
            upper = upper,
            least = least,
            most = most
        )
        .clone(),
    }
}

fn agreed(group: &Group, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    view! {
        <h3>{t!(i18n, training.agreement)}</h3>
        <p class="quiet small">{t!(i18n, training.agreement_told)}</p>
        <dl class="room-figures">
            <div><dt>{t!(i18n, training.alpha)}</dt><dd data-figure="alpha">{estimate(group.alpha, language)}</dd></div>
            <div><dt>{t!(i18n, training.gwet)}</dt><dd data-figure="gwet">{estimate(group.gwet, language)}</dd></div>
        </dl>
        <p class="quiet small">{t!(i18n, training.spread_told)}</p>
        <dl class="room-figures">
            <div><dt>{t!(i18n, training.sensitivity)}" (%)"</dt><dd data-figure="sensitivity">{spread(group.sensitivity)}</dd></div>
            <div><dt>{t!(i18n, training.specificity)}" (%)"</dt><dd data-figure="specificity">{spread(group.specificity)}</dd></div>
            <div><dt>{t!(i18n, training.kappa)}" (× 100)"</dt><dd data-figure="kappa">{spread(group.kappa)}</dd></div>
            <div><dt>{t!(i18n, training.length)}" (min)"</dt><dd>{spread(group.minutes)}</dd></div>
        </dl>
    }
}

fn before_after(pairs: Vec<(i64, i64)>) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let rows = pairs.clone();
    view! {
        <h3>{t!(i18n, training.before_after)}</h3>
        <p class="quiet small">{t!(i18n, training.before_after_told)}</p>
        <Pairs
            label=t_string!(i18n, training.before_after).to_owned()
            before=t_string!(i18n, training.before).to_owned()
            after=t_string!(i18n, training.after).to_owned()
            pairs
        />
        <details>
            <summary>{t!(i18n, training.table)}</summary>
            <table class="table">
                <thead><tr><th scope="col">{t!(i18n, training.before)}</th><th scope="col">{t!(i18n, training.after)}</th></tr></thead>
                <tbody>
                    {rows.into_iter().map(|(before, after)| view! { <tr><td>{before}</td><td>{after}</td></tr> }).collect_view()}
                </tbody>
            </table>
        </details>
    }
}

fn hardest(group: &Group, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let bars: Vec<_> = group
        .hardest
        .iter()
        .map(|hard| {
            let name = clue_name(&group.instrument, hard.clue, language);
            let truth = if hard.is_there { ClueState::Present } else { ClueState::Absent };
            Bar { name: format!("{name} ({})", state_words(truth)), parts: vec![hard.wrong] }
        })
        .collect();
    view! {
        <h3>{t!(i18n, training.hardest)}</h3>
        <p class="quiet small">{t!(i18n, training.hard_told)}</p>
        <Bars label=t_string!(i18n, training.hardest).to_owned() bars all=group.trainees/>
    }
}

fn by_clue(group: &Group, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let key = group.clues.iter().filter(|row| row.key);
    let name = |clue| clue_name(&group.instrument, clue, language);
    let bars: Vec<_> =
        key.map(|row| Bar { name: name(row.clue), parts: vec![row.present, row.absent] }).collect();
    let rows: Vec<_> = group.clues.iter().map(|row| (name(row.clue), *row)).collect();
    view! {
        <h3>{t!(i18n, training.by_clue)}</h3>
        <Bars label=t_string!(i18n, training.by_clue).to_owned() bars all=group.trainees/>
        <ul class="legend">
            <li><svg viewBox="0 0 30 12" aria-hidden="true"><rect class="part part-0" width="30" height="12"/></svg>{t!(i18n, training.present)}</li>
            <li><svg viewBox="0 0 30 12" aria-hidden="true"><rect class="part part-1" width="30" height="12"/></svg>{t!(i18n, training.absent)}</li>
            <li><svg viewBox="0 0 30 12" aria-hidden="true"><rect class="whole" width="30" height="12"/></svg>{t!(i18n, training.open)}</li>
        </ul>
        <details>
            <summary>{t!(i18n, training.table)}</summary>
            <table class="table">
                <thead><tr>
                    <th scope="col">{t!(i18n, training.col_clue)}</th>
                    <th scope="col">{t!(i18n, training.col_true)}</th>
                    <th scope="col">{t!(i18n, training.present)}</th>
                    <th scope="col">{t!(i18n, training.absent)}</th>
                    <th scope="col">{t!(i18n, training.open)}</th>
                </tr></thead>
                <tbody>
                    {rows.into_iter().map(|(name, row)| view! {
                        <tr>
                            <td>{name}</td><td>{state_words(row.truth)}</td>
                            <td>{row.present}</td><td>{row.absent}</td><td>{row.open}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </details>
    }
}

fn by_question(group: &Group, language: Language) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let rows: Vec<_> =
        group.questions.iter().map(|row| (asked(&group.instrument, row.question, language), *row)).collect();
    // Those that most took down otherwise come first in the drawing.
    let mut hard: Vec<_> = rows.iter().filter(|(_, row)| row.codings[1] > 0).collect();
    hard.sort_by_key(|(_, row)| std::cmp::Reverse(row.codings[1]));
    let bars: Vec<_> = hard
        .iter()
        .take(10)
        .map(|(name, row)| Bar { name: name.clone(), parts: vec![row.codings[1]] })
        .collect();
    view! {
        <h3>{t!(i18n, training.by_question)}</h3>
        <p class="quiet small">{t!(i18n, training.k_otherwise)}</p>
        <Bars label=t_string!(i18n, training.by_question).to_owned() bars all=group.trainees/>
        <details>
            <summary>{t!(i18n, training.table)}</summary>
            <table class="table">
                <thead><tr>
                    <th scope="col">{t!(i18n, training.col_question)}</th>
                    {Coding::ALL.map(|coding| view! { <th scope="col">{coding_words(coding)}</th> }).collect_view()}
                    <th scope="col">{t!(i18n, training.untouched)}</th>
                </tr></thead>
                <tbody>
                    {rows.into_iter().map(|(name, row)| view! {
                        <tr>
                            <td>{name}</td>
                            {row.codings.map(|count| view! { <td>{count}</td> }).collect_view()}
                            <td>{row.untouched}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </details>
    }
}

fn ways(group: &Group) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let all = group.trainees;
    let kinds = group.differences.iter();
    let bars: Vec<_> =
        kinds.map(|(kind, count)| Bar { name: kind_words(*kind), parts: vec![*count] }).collect();
    let outcomes: Vec<_> = group
        .outcomes
        .iter()
        .map(|(outcome, count)| {
            let name =
                outcome.map_or_else(|| t_string!(i18n, training.not_concluded).to_owned(), outcome_words);
            (name, *count, *outcome == Some(group.scenario.key.outcome))
        })
        .collect();
    view! {
        <h3>{t!(i18n, training.manners)}</h3>
        <p class="quiet small">{t!(i18n, training.manners_told)}</p>
        <Bars label=t_string!(i18n, training.manners).to_owned() bars all/>
        <h3>{t!(i18n, training.decisions)}</h3>
        <table class="table">
            <thead><tr><th scope="col">{t!(i18n, training.concluded)}</th><th scope="col">{t!(i18n, training.col_count)}</th></tr></thead>
            <tbody>
                {outcomes.into_iter().map(|(name, count, is_key)| view! {
                    <tr>
                        <td>{name}{is_key.then(|| view! { " "<span class="tag">{t!(i18n, training.to_conclude)}</span> })}</td>
                        <td>{count}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}
