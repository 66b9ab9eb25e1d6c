//! The conversation, turn by turn: what was done, what was said to it, what it did to trust and why.

use leptos::prelude::*;

use super::difference::asked;
use crate::instrument::Language;
use crate::interview::Happening;
use crate::state::{Intent, Train};
use crate::training::{Deed, Heard, Move, Play, Turn};
use crate::ui::bridge;
use crate::ui::parts::header::stage_words;
use crate::ui::parts::when;
use crate::ui::text::{t, t_string, use_i18n};
use crate::wording;

/// What was done in a turn, in words.
fn deed_words(turn: &Turn, play: &Play, language: Language) -> String {
    let i18n = use_i18n();
    let instrument = play.instrument();
    match &turn.deed {
        Deed::Move(Move::Ask(id)) => {
            instrument.find(id).map(|question| asked(instrument, question, language)).unwrap_or_default()
        }
        Deed::Move(Move::Agree { stage, .. }) => {
            t_string!(i18n, training.asks_agreement, stage = stage_words(*stage)).clone()
        }
        Deed::Move(Move::Gesture(id)) => {
            let gesture = play.rules().gesture(id);
            gesture.map(|it| it.label.in_language(language).to_owned()).unwrap_or_default()
        }
        Deed::Move(Move::Look(id)) => {
            let look = play.scenario().look(id);
            look.map(|look| look.title.in_language(language).to_owned()).unwrap_or_default()
        }
        Deed::Move(Move::Withdraw(_)) => t_string!(i18n, training.noted_withdrawal).to_owned(),
        Deed::Noted(event) => match &event.what {
            Happening::Entered(id, entry, _) => {
                let question = instrument.find(id).map(|question| instrument.question(question));
                let answer = question.zip(entry.answer.as_ref());
                match answer {
                    Some((question, answer)) => {
                        let words = wording::answer(&question.kind, answer, language);
                        format!("{}{}{words}", t_string!(i18n, training.noted), wording::colon(language))
                    }
                    None => t_string!(i18n, training.blanked).to_owned(),
                }
            }
            Happening::Agreed(..) => t_string!(i18n, training.noted_agreement).to_owned(),
            Happening::Refused(..) => t_string!(i18n, training.noted_refusal).to_owned(),
            Happening::Withdrawn(..) => t_string!(i18n, training.noted_withdrawal).to_owned(),
            Happening::Decided(..) => t_string!(i18n, training.noted_decision).to_owned(),
            _ => t_string!(i18n, training.noted_other).to_owned(),
        },
    }
}

/// What came back, in the words that were said.
fn heard_words(turn: &Turn, play: &Play, language: Language) -> Option<String> {
    match &turn.heard {
        Heard::Nothing => None,
        Heard::Words(words) | Heard::Agreement(_, words) => Some(words.clone()),
        Heard::Answer(_, said) => Some(said.words.clone()),
        Heard::Shown(_) => match &turn.deed {
            Deed::Move(Move::Look(id)) => {
                play.scenario().look(id).map(|look| look.seen.in_language(language).to_owned())
            }
            _ => None,
        },
    }
}

/// Whether a turn goes on with what the one before wrote: words that were typed are one turn to read.
fn is_folded(play: &Play, at: usize) -> bool {
    let target = |turn: &Turn| match &turn.deed {
        Deed::Noted(event) => match &event.what {
            Happening::Entered(id, ..) => Some(id.to_string()),
            Happening::Decided(..) => Some(String::new()),
            _ => None,
        },
        Deed::Move(_) => None,
    };
    let this = target(&play.turns()[at]);
    this.is_some() && play.turns().get(at + 1).and_then(target) == this
}

/// The conversation. Each moment can be reopened.
pub fn turns(play: &Play, language: Language) -> impl IntoView + use<> {
    let (bridge, i18n) = (bridge(), use_i18n());
    let person = play.scenario().person.name.clone();
    let mut before = play.scenario().trust;
    let rows: Vec<_> = play
        .turns()
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_folded(play, *at))
        .map(|(at, turn)| {
            let rules = turn.moved.iter().map(|rule| {
                let rule = &play.rules().rules[*rule];
                let sign = if rule.change > 0 { "+" } else { "−" };
                (
                    format!("{sign}{} {}", rule.change.unsigned_abs(), rule.name.in_language(language)),
                    rule.why.in_language(language).to_owned(),
                )
            });
            let rules: Vec<_> = rules.collect();
            let trust = (turn.trust != before).then_some(turn.trust);
            before = turn.trust;
            let is_move = matches!(turn.deed, Deed::Move(_));
            let (deed, heard) = (deed_words(turn, play, language), heard_words(turn, play, language));
            (at, when::time(turn.at), is_move, deed, heard, trust, rules)
        })
        .collect();
    view! {
        <ol class="turns">
            {rows.into_iter().map(|(at, time, is_move, deed, heard, trust, rules)| {
                let person = person.clone();
                view! {
                    <li id=format!("turn-{at}") class="turn" class:noted=!is_move tabindex="-1">
                        <p class="quiet small">{time}</p>
                        <div>
                            <p class="deed">
                                {is_move.then(|| view! { <span class="quiet">{t!(i18n, training.you)}": "</span> })}
                                {deed}
                            </p>
                            {heard.map(|words| view! {
                                <blockquote><span class="quiet small">{person}</span><br/>{words}</blockquote>
                            })}
                            {trust.map(|trust| view! {
                                <p class="small trust-now">{t!(i18n, training.trust_now, trust = move || trust)}</p>
                            })}
                            {rules.into_iter().map(|(name, why)| view! {
                                <p class="small rule"><span class="strong">{name}</span>" "<span class="quiet">{why}</span></p>
                            }).collect_view()}
                        </div>
                        <button
                            class="button thin screen-only"
                            on:click=move |_| bridge.send(Intent::Train(Train::Reopen(at)))
                        >
                            {t!(i18n, training.reopen)}
                        </button>
                    </li>
                }
            }).collect_view()}
        </ol>
    }
}
