//! The truth, ticked in the clue vocabulary; what must be found of it, and what is to be decided.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::fields::{Both, Choice, Tick};
use super::questions::TruthField;
use super::{Opened, draft, edit, instrument, writing};
use crate::findings::ClueState;
use crate::instrument::{ClueIx, OptionId, QuestionIx, StageId, Text};
use crate::interview::Outcome;
use crate::training::Scenario;
use crate::training::draft::{Edit, Field};
use crate::ui::bridge;
use crate::ui::pages::decision::outcome_words;
use crate::ui::pages::training::words::state_words;
use crate::ui::parts::search::plain;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, t_string, use_i18n};
use crate::wording::colon;

/// The part.
#[component]
pub fn CluesPart() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let words = expect_context::<Opened>().words;
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let families: Vec<_> = instrument.families.iter().map(|family| family.name.clone()).enumerate().collect();
    let found = Memo::new(move |_| {
        let words = plain(&words.read());
        let language = bridge.language();
        let holds = |at: usize| {
            let clue = instrument.clue(ClueIx(at));
            let told = plain(clue.name.in_language(language)) + &plain(clue.definition.in_language(language));
            words.split_whitespace().all(|word| told.contains(word))
        };
        let held = (0..instrument.clues().len()).filter(|at| holds(*at));
        held.map(|at| (instrument.clue(ClueIx(at)).family, ClueIx(at))).collect::<Vec<_>>()
    });
    view! {
        <h2>{t!(i18n, writing.part_clues)}</h2>
        <p class="quiet">{t!(i18n, writing.clues_told)}</p>
        <Look words/>
        {families.into_iter().map(|(family, name)| {
            let mine = move || {
                let of = found.read();
                of.iter().filter(|(its, _)| *its == family).map(|(_, clue)| *clue).collect::<Vec<_>>()
            };
            let some = mine;
            view! {
                <Show when=move || !some().is_empty()><h3>{
                    let name = name.clone();
                    move || bridge.say(&name)
                }</h3></Show>
                <ul class="write-clues">
                    <For each=mine key=|clue| clue.0 let(clue)><Clue clue/></For>
                </ul>
            }
        }).collect_view()}
        <Show when=move || found.read().is_empty()><p class="quiet">{t!(i18n, work.found_nothing)}</p></Show>
        <Decision/>
    }
    .into_any()
}

/// The field in which words are looked for.
#[component]
pub fn Look(words: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="field looking">
            <label for="write-look">{t!(i18n, writing.look_for)}</label>
            <input
                id="write-look"
                type="search"
                autocomplete="off"
                prop:value=move || words.get()
                on:input=move |event| words.set(typed(&event))
            />
        </div>
    }
}

/// A clue: whether it is true, whether it must be found, and the facts that it is tied to.
#[component]
fn Clue(clue: ClueIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let told = instrument.clue(clue);
    let (id, name, definition) = (told.id.clone(), told.name.clone(), told.definition.clone());
    let facts: BTreeSet<QuestionIx> = instrument.questions_behind(clue).collect();
    let facts: Vec<_> = facts.into_iter().collect();
    let state = Memo::new(move |_| writing(bridge, |it| it.clues().get(clue.0).copied()).flatten());
    let is_true = Signal::derive(move || state.get() == Some(ClueState::Present));
    let listed = |list: fn(&Scenario) -> &Vec<crate::instrument::ClueId>| {
        let id = id.clone();
        Signal::derive(move || draft(bridge, |it| list(it).contains(&id)).unwrap_or_default())
    };
    let (find, miss) = (listed(|it| &it.key.clues), listed(|it| &it.careless_misses));
    let open = RwSignal::new(false);
    // What could not be ticked says so, and shows the facts.
    let needs = RwSignal::new(false);
    let (tick, to_find, to_miss) = (id.clone(), id.clone(), id.clone());
    let shown = name.clone();
    view! {
        <li id=format!("write-clue-{id}")>
            <div class="clue-row">
                <Tick ticked=is_true tick=move |is| {
                    edit(bridge, Edit::Clue(tick.clone(), is));
                    let done = is_true.get_untracked() == is;
                    needs.set(!done);
                    if !done {
                        open.set(true);
                    }
                }>
                    <span class="strong">{move || bridge.say(&shown)}</span>
                </Tick>
                <span class="tag">{move || state.get().map(state_words)}</span>
                <button
                    class="button thin"
                    aria-expanded=move || open.get().to_string()
                    aria-label=move || format!("{}{}{}", t_string!(i18n, writing.facts), colon(bridge.language()), bridge.say(&name))
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {t!(i18n, writing.facts)}
                </button>
            </div>
            <Show when=move || is_true.get() || find.get() || miss.get()>
                <div class="clue-marks">
                    <Tick ticked=find tick={
                        let id = to_find.clone();
                        move |is| edit(bridge, Edit::Find(id.clone(), is))
                    }>
                        {t!(i18n, writing.find)}
                    </Tick>
                    <Tick ticked=miss tick={
                        let id = to_miss.clone();
                        move |is| edit(bridge, Edit::Miss(id.clone(), is))
                    }>
                        {t!(i18n, writing.miss)}
                    </Tick>
                </div>
            </Show>
            <Show when=move || needs.get()><p class="error" role="status">{t!(i18n, writing.needs_facts)}</p></Show>
            {move || open.get().then(|| view! {
                <div class="boxed">
                    <p class="quiet">{
                        let definition = definition.clone();
                        move || bridge.say(&definition)
                    }</p>
                    {facts.iter().map(|question| view! { <TruthField question=*question/> }).collect_view()}
                </div>
            })}
        </li>
    }
    .into_any()
}

/// What is to be decided, and why.
#[component]
fn Decision() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let key = Memo::new(move |_| {
        draft(bridge, |it| (it.key.outcome, it.key.redirected_to.clone()))
            .unwrap_or((Outcome::ToBeContinued, None))
    });
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let offered: Vec<(OptionId, _)> = instrument
        .stage(StageId::Decision)
        .redirections
        .iter()
        .map(|option| (option.id.clone(), option.label.clone()))
        .collect();
    let first = offered.first().map(|(id, _)| id.clone());
    view! {
        <section id="write-decision">
            <h3>{t!(i18n, training.to_conclude)}</h3>
            <Choice
                label=Signal::derive(move || t_string!(i18n, training.to_conclude).to_owned())
                offered=Outcome::ALL.to_vec()
                words=outcome_words
                picked=Signal::derive(move || key.get().0)
                pick=move |outcome| {
                    let to = key.get_untracked().1.or_else(|| first.clone());
                    edit(bridge, Edit::Decide(outcome, to));
                }
            />
            {
                let offered = offered.clone();
                move || (key.get().0 == Outcome::Redirection).then(|| {
                    let offered = offered.clone();
                    let known = offered.clone();
                    view! {
                        <Choice
                            label=Signal::derive(move || t_string!(i18n, writing.redirected_to).to_owned())
                            offered
                            words=|(_, label): (OptionId, Text)| crate::ui::bridge().say(&label)
                            picked=Signal::derive(move || {
                                let to = key.get().1.unwrap_or_else(|| "".into());
                                known.iter().find(|(id, _)| *id == to).cloned().unwrap_or((to, Text::default()))
                            })
                            pick=move |(id, _)| edit(bridge, Edit::Decide(Outcome::Redirection, Some(id)))
                        />
                    }
                })
            }
            <Both id="write-why".into() rows=3 label=Signal::derive(move || t_string!(i18n, writing.f_why).to_owned()) field=Field::Why/>
        </section>
    }
    .into_any()
}
