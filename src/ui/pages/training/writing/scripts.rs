//! The two scripted interviews: taken over from a try-out, or written move by move.

use leptos::prelude::*;

use super::{draft, edit, instrument, rules};
use crate::instrument::{Language, QuestionId, StageId};
use crate::training::draft::{Edit, Script};
use crate::training::{Move, Scenario};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::stage_words;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording::colon;

/// What is picked from, under the name of its group.
pub type Grouped<T> = (String, Vec<(String, T)>);

/// The part.
#[component]
pub fn ScriptsPart() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h2>{t!(i18n, writing.part_scripts)}</h2>
        <p class="quiet">{t!(i18n, writing.scripts_told)}</p>
        <ScriptPart script=Script::Good/>
        <ScriptPart script=Script::Careless/>
    }
}

fn moves_of(it: &Scenario, script: Script) -> Vec<Move> {
    match script {
        Script::Good => it.good.clone(),
        Script::Careless => it.careless.clone(),
    }
}

#[component]
fn ScriptPart(script: Script) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let moves = Memo::new(move |_| draft(bridge, |it| moves_of(it, script)).unwrap_or_default());
    let change = move |change: &dyn Fn(&mut Vec<Move>)| {
        let mut after = moves.get_untracked();
        change(&mut after);
        edit(bridge, Edit::Script(script, after));
    };
    let there = match script {
        Script::Good => "write-good",
        Script::Careless => "write-careless",
    };
    // The list is drawn anew: the hand stays where it was.
    let focus = move |at: usize, button: usize| {
        focus_soon(format!("#{there} li:nth-child({}) button:nth-of-type({button})", at + 1));
    };
    let named = Memo::new(move |_| draft(bridge, |it| (it.looks.clone(), it.interpreters.clone())));
    let told = move || {
        let language = bridge.language();
        moves.get().into_iter().map(|it| move_words(bridge, &it, language)).collect::<Vec<_>>()
    };
    view! {
        <section class="script" id=there>
            <h3>
                {match script {
                    Script::Good => t!(i18n, writing.good).into_any(),
                    Script::Careless => t!(i18n, writing.careless).into_any(),
                }}
            </h3>
            <ol>
                {move || {
                    let told = told();
                    let last = told.len().saturating_sub(1);
                    told.into_iter().enumerate().map(|(at, words)| {
                        let (up, down, away) = (words.clone(), words.clone(), words.clone());
                        view! {
                            <li><div class="move">
                                <span>{words}</span>
                                <span class="row-actions">
                                    <button
                                        class="button thin"
                                        disabled=at == 0
                                        aria-label=move || format!("{}{}{up}", t_string!(i18n, writing.earlier), colon(bridge.language()))
                                        on:click=move |_| {
                                            change(&|moves| moves.swap(at - 1, at));
                                            focus(at - 1, if at == 1 { 2 } else { 1 });
                                        }
                                    >
                                        "↑"
                                    </button>
                                    <button
                                        class="button thin"
                                        disabled=at == last
                                        aria-label=move || format!("{}{}{down}", t_string!(i18n, writing.later), colon(bridge.language()))
                                        on:click=move |_| {
                                            change(&|moves| moves.swap(at, at + 1));
                                            focus(at + 1, if at + 1 == last { 1 } else { 2 });
                                        }
                                    >
                                        "↓"
                                    </button>
                                    <button
                                        class="button thin"
                                        aria-label=move || format!("{}{}{away}", t_string!(i18n, writing.remove), colon(bridge.language()))
                                        on:click=move |_| {
                                            change(&|moves| drop(moves.remove(at)));
                                            focus(at.min(last.saturating_sub(1)), 3);
                                        }
                                    >
                                        "×"
                                    </button>
                                </span>
                            </div></li>
                        }
                    }).collect_view()
                }}
            </ol>
            {move || {
                named.track();
                bridge.track(Topic::Settings);
                view! {
                    <PickGrouped
                        label=Signal::derive(move || t_string!(i18n, writing.add_move).to_owned())
                        offered=untrack(|| offered(bridge))
                        pick=move |one: Move| change(&|moves| moves.push(one.clone()))
                    />
                }
            }}
        </section>
    }
}

/// Everything that can be done in an interview of the draft.
fn offered(bridge: Bridge) -> Vec<Grouped<Move>> {
    let i18n = use_i18n();
    let language = bridge.language();
    let word = |it: Move| (move_words(bridge, &it, language), it);
    let looks_and_interpreters = draft(bridge, |it| {
        let looks: Vec<_> = it.looks.iter().map(|look| Move::Look(look.id.clone())).collect();
        let interpreters: Vec<_> = it.interpreters.iter().map(|it| Some(it.id.clone())).collect();
        (looks, interpreters)
    });
    let (looks, interpreters) = looks_and_interpreters.unwrap_or_default();
    let stages = StageId::ASKING.into_iter();
    let agree = stages.flat_map(|stage| {
        let who = std::iter::once(None).chain(interpreters.clone());
        who.map(move |interpreter| Move::Agree { stage, interpreter })
    });
    let agree = agree.chain(StageId::ASKING.map(Move::Withdraw)).map(word).collect();
    let gestures = rules().map(|rules| rules.gestures.clone()).unwrap_or_default();
    let gestures = gestures.into_iter().map(|gesture| word(Move::Gesture(gesture.id))).collect();
    let mut groups = vec![
        (t_string!(i18n, writing.group_agree).to_owned(), agree),
        (t_string!(i18n, training.say_or_do).to_owned(), gestures),
        (t_string!(i18n, training.look).to_owned(), looks.into_iter().map(word).collect()),
    ];
    let ask = |(section, asked): Grouped<QuestionId>| {
        (section, asked.into_iter().map(|(wording, id)| (wording, Move::Ask(id))).collect())
    };
    groups.extend(questions(bridge).into_iter().map(ask));
    groups
}

/// The questions of the instrument, by section.
pub fn questions(bridge: Bridge) -> Vec<Grouped<QuestionId>> {
    let language = bridge.language();
    let Some(instrument) = instrument(bridge) else { return Vec::new() };
    let sections = instrument.sections().iter().map(|section| {
        let asked = section.questions.iter().map(|question| {
            let question = instrument.question(*question);
            (question.wording.in_language(language).to_owned(), question.id.clone())
        });
        let title = format!("{} · {}", stage_words(section.stage), section.title.in_language(language));
        (title, asked.collect())
    });
    sections.collect()
}

/// A move, in words.
fn move_words(bridge: Bridge, what: &Move, language: Language) -> String {
    let i18n = use_i18n();
    let unknown = |id: &str| id.to_owned();
    match what {
        Move::Agree { stage, interpreter } => {
            let asks = t_string!(i18n, training.asks_agreement, stage = stage_words(*stage)).clone();
            let who = interpreter.as_ref().map(|id| {
                let label = draft(bridge, |it| {
                    it.interpreter(id).map(|it| it.label.in_language(language).to_owned())
                });
                label.flatten().unwrap_or_else(|| unknown(id.as_str()))
            });
            who.map_or_else(|| asks.clone(), |who| format!("{asks} · {who}"))
        }
        Move::Ask(id) => instrument(bridge)
            .and_then(|it| Some(it.question(it.find(id)?).wording.in_language(language).to_owned()))
            .unwrap_or_else(|| unknown(id.as_str())),
        Move::Gesture(id) => rules()
            .and_then(|rules| Some(rules.gesture(id)?.label.in_language(language).to_owned()))
            .unwrap_or_else(|| unknown(id.as_str())),
        Move::Look(id) => {
            let title =
                draft(bridge, |it| it.look(id).map(|look| look.title.in_language(language).to_owned()));
            title.flatten().unwrap_or_else(|| unknown(id.as_str()))
        }
        Move::Withdraw(stage) => {
            format!("{} · {}", t_string!(i18n, training.noted_withdrawal), stage_words(*stage))
        }
    }
}

/// A list from which one thing is picked, and the button that adds it.
#[component]
pub fn PickGrouped<T: Clone + Send + Sync + 'static>(
    #[prop(into)] label: Signal<String>,
    offered: Vec<Grouped<T>>,
    pick: impl Fn(T) + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let picked = RwSignal::new(None::<usize>);
    let flat: Vec<T> = offered.iter().flat_map(|(_, of)| of.iter().map(|(_, one)| one.clone())).collect();
    let mut places = 0..;
    let groups: Vec<_> = offered
        .into_iter()
        .filter(|(_, of)| !of.is_empty())
        .map(|(name, of)| {
            let options = of.into_iter().zip(&mut places).map(|((words, _), at): (_, usize)| {
                view! { <option value=at.to_string()>{words}</option> }
            });
            let options: Vec<_> = options.collect();
            view! { <optgroup label=name>{options}</optgroup> }
        })
        .collect();
    view! {
        <div class="field choice-field">
            <span class="label" aria-hidden="true">{move || label.get()}</span>
            <div class="pick-and-add">
                <select
                    aria-label=move || label.get()
                    on:change=move |event| picked.set(typed(&event).parse().ok())
                >
                    <option value="">{t!(i18n, writing.pick)}</option>
                    {groups}
                </select>
                <button
                    class="button thin"
                    type="button"
                    disabled=move || picked.get().is_none()
                    on:click=move |_| {
                        if let Some(one) = picked.get_untracked().and_then(|at| flat.get(at).cloned()) {
                            pick(one);
                        }
                    }
                >
                    {t!(i18n, writing.add)}
                </button>
            </div>
        </div>
    }
}
