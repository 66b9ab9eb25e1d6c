//! The person and the situation.

use leptos::prelude::*;

use super::fields::{Both, Choice, Line, Tick};
use super::{draft, edit};
use crate::instrument::StageId;
use crate::training::draft::{Edit, Field};
use crate::training::{Difficulty, Interpreter, MOST};
use crate::ui::bridge;
use crate::ui::pages::training::hall::difficulty_words;
use crate::ui::parts::header::stage_words;
use crate::ui::text::{t, t_string, use_i18n};

/// The part.
#[component]
pub fn PersonPart() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let starts = Memo::new(move |_| draft(bridge, |it| it.starts).unwrap_or(StageId::Interview));
    let hard = Memo::new(move |_| draft(bridge, |it| it.difficulty).unwrap_or(Difficulty::Usual));
    let trust = Memo::new(move |_| draft(bridge, |it| it.trust).unwrap_or_default());
    view! {
        <h2>{t!(i18n, writing.part_person)}</h2>
        <p class="quiet">{t!(i18n, writing.invented)}</p>
        <Both id="write-title".into() label=Signal::derive(move || t_string!(i18n, writing.f_title).to_owned()) field=Field::Title/>
        <Line
            id="write-id"
            label=Signal::derive(move || t_string!(i18n, writing.f_id).to_owned())
            hint=Signal::derive(move || t_string!(i18n, writing.f_id_hint).to_owned())
            look=|it| it.id.to_string()
            change=|words| Some(Edit::Id(words))
        />
        <div class="two-columns">
            <Line
                id="write-person-name"
                label=Signal::derive(move || t_string!(i18n, writing.f_name).to_owned())
                hint=Signal::derive(move || t_string!(i18n, writing.f_name_hint).to_owned())
                look=|it| it.person.name.clone()
                change=|words| Some(Edit::Name(words))
            />
            <Line
                id="write-person-age"
                label=Signal::derive(move || t_string!(i18n, writing.f_age).to_owned())
                hint=Signal::derive(move || t_string!(i18n, writing.f_age_hint).to_owned())
                look=|it| it.person.age.to_string()
                change=|words| words.trim().parse().ok().map(Edit::Age)
                numeric=true
            />
        </div>
        <Both id="write-person-language".into() label=Signal::derive(move || t_string!(i18n, writing.f_language).to_owned()) field=Field::Speaks/>
        <Both id="write-person-fears".into() rows=2 label=Signal::derive(move || t_string!(i18n, writing.f_fears).to_owned()) field=Field::Fears/>
        <Both id="write-person-wants".into() rows=2 label=Signal::derive(move || t_string!(i18n, writing.f_wants).to_owned()) field=Field::Wants/>
        <Both id="write-briefing".into() rows=4 label=Signal::derive(move || t_string!(i18n, writing.f_briefing).to_owned()) field=Field::Briefing/>
        <Both id="write-for_trainer".into() rows=4 label=Signal::derive(move || t_string!(i18n, writing.f_for_trainer).to_owned()) field=Field::ForTrainer/>
        <div class="two-columns">
            <Choice
                id="write-trust"
                label=Signal::derive(move || t_string!(i18n, writing.f_trust).to_owned())
                offered=(0..=MOST).collect()
                words=|level: u8| level.to_string()
                picked=trust
                pick=move |level| edit(bridge, Edit::Trust(level))
            />
            <Choice
                id="write-starts"
                label=Signal::derive(move || t_string!(i18n, writing.f_starts).to_owned())
                offered=StageId::ASKING.to_vec()
                words=stage_words
                picked=starts
                pick=move |stage| edit(bridge, Edit::Starts(stage))
            />
            <Choice
                label=Signal::derive(move || t_string!(i18n, training.col_difficulty).to_owned())
                offered=vec![Difficulty::First, Difficulty::Usual, Difficulty::Hard]
                words=difficulty_words
                picked=hard
                pick=move |difficulty| edit(bridge, Edit::Difficulty(difficulty))
            />
            <Line
                id="write-minutes"
                label=Signal::derive(move || t_string!(i18n, writing.f_minutes).to_owned())
                hint=Signal::derive(move || t_string!(i18n, writing.f_minutes_hint).to_owned())
                look=|it| it.minutes.to_string()
                change=|words| words.trim().parse().ok().map(Edit::Minutes)
                numeric=true
            />
        </div>
        <Interpreters/>
    }
}

/// Who could interpret: who suits, and who is a trap.
#[component]
fn Interpreters() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let count = Memo::new(move |_| draft(bridge, |it| it.interpreters.len()).unwrap_or_default());
    let is = move |at: usize, look: fn(&Interpreter) -> bool| {
        Signal::derive(move || {
            draft(bridge, |it| it.interpreters.get(at).is_some_and(look)).unwrap_or_default()
        })
    };
    view! {
        <h3>{t!(i18n, writing.interpreters)}</h3>
        <p class="quiet">{t!(i18n, writing.interpreters_told)}</p>
        {move || (0..count.get()).map(|at| view! {
            <div class="boxed">
                <Both
                    id=format!("write-interpreters[{at}]-label")
                    label=Signal::derive(move || t_string!(i18n, writing.f_interpreter).to_owned())
                    field=Field::Interpreter(at)
                />
                <Tick ticked=is(at, |it| it.suits) tick=move |is| edit(bridge, Edit::Suits(at, is))>
                    {t!(i18n, writing.suits)}
                </Tick>
                <Tick ticked=is(at, |it| it.linked_to_employer) tick=move |is| edit(bridge, Edit::Linked(at, is))>
                    {t!(i18n, writing.linked)}
                </Tick>
                <button class="button thin" on:click=move |_| edit(bridge, Edit::RemoveInterpreter(at))>
                    {t!(i18n, writing.remove_interpreter)}
                </button>
            </div>
        }).collect_view()}
        <button class="button" on:click=move |_| edit(bridge, Edit::AddInterpreter)>{t!(i18n, writing.add_interpreter)}</button>
    }
}
