//! Documents, telephone, workplace: what is seen, its picture, and the answers that it gives.

use leptos::prelude::*;

use super::answer::AnswerField;
use super::fields::{Both, Choice};
use super::scripts::{PickGrouped, questions};
use super::{draft, edit, instrument};
use crate::instrument::{QuestionId, Text};
use crate::interview::{Answer, NotAnswered};
use crate::training::draft::{Edit, Field};
use crate::training::{self, LookPlace, Scenario, WrittenAnswer};
use crate::ui::bridge;
use crate::ui::pages::training::spoken::{picture_link, place_words};
use crate::ui::text::{t, t_string, use_i18n};

/// The part.
#[component]
pub fn LooksPart() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let count = Memo::new(move |_| draft(bridge, |it| it.looks.len()).unwrap_or_default());
    view! {
        <h2>{t!(i18n, writing.part_looks)}</h2>
        <p class="quiet">{t!(i18n, writing.looks_told)}</p>
        {move || (0..count.get()).map(|at| view! { <Look at/> }).collect_view()}
        <button class="button" on:click=move |_| edit(bridge, Edit::AddLook)>{t!(i18n, writing.add_look)}</button>
    }
}

#[component]
fn Look(at: usize) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let place = Memo::new(move |_| {
        draft(bridge, |it| it.looks.get(at).map(|look| look.place)).flatten().unwrap_or(LookPlace::Document)
    });
    let picture = Memo::new(move |_| {
        draft(bridge, |it| it.looks.get(at).and_then(|look| look.picture.clone())).flatten()
    });
    let answers = Memo::new(move |_| {
        let ids =
            |it: &Scenario| it.looks.get(at).map(|look| look.answers.keys().cloned().collect::<Vec<_>>());
        draft(bridge, ids).flatten().unwrap_or_default()
    });
    let offered: Vec<Option<String>> = std::iter::once(None)
        .chain(training::pictures().iter().map(|(name, _)| Some((*name).to_owned())))
        .collect();
    view! {
        <section class="boxed" id=format!("write-look-{at}")>
            <Choice
                label=Signal::derive(move || t_string!(i18n, writing.place).to_owned())
                offered=vec![LookPlace::Document, LookPlace::Telephone, LookPlace::Workplace]
                words=place_words
                picked=place
                pick=move |place| edit(bridge, Edit::Place(at, place))
            />
            <Both
                id=format!("write-look-{at}-title")
                label=Signal::derive(move || t_string!(i18n, writing.look_title).to_owned())
                field=Field::LookTitle(at)
            />
            <Both
                id=format!("write-look-{at}-seen")
                rows=3
                label=Signal::derive(move || t_string!(i18n, writing.seen).to_owned())
                field=Field::Seen(at)
            />
            <Choice
                label=Signal::derive(move || t_string!(i18n, writing.picture).to_owned())
                offered
                words=picture_words
                picked=picture
                pick=move |picture| edit(bridge, Edit::Picture(at, picture))
            />
            {move || picture.get().as_deref().and_then(training::picture).map(|svg| view! {
                <img class="look-picture" src=picture_link(svg) alt=""/>
            })}
            <h3>{t!(i18n, writing.gives)}</h3>
            <p class="quiet small">{t!(i18n, writing.gives_told)}</p>
            <For each=move || answers.get() key=Clone::clone let(id)><Given at id/></For>
            {move || view! { <PickGrouped
                label=Signal::derive(move || t_string!(i18n, writing.add_answer).to_owned())
                offered=questions(bridge)
                pick=move |id: QuestionId| {
                    let true_one = bridge.glance(|app| {
                        let scenario = app.training()?.writing()?.draft().scenario();
                        scenario.truth.answers.get(&id).cloned()
                    });
                    let silent = WrittenAnswer::NotAnswered(NotAnswered::DoesNotKnow);
                    edit(bridge, Edit::Shows(at, id, Some(true_one.unwrap_or(silent))));
                }
            /> }}
            <button class="button thin" on:click=move |_| edit(bridge, Edit::RemoveLook(at))>
                {t!(i18n, writing.remove_look)}
            </button>
        </section>
    }
}

/// An answer that a look gives.
#[component]
fn Given(at: usize, id: QuestionId) -> impl IntoView {
    let bridge = bridge();
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let Some(question) = instrument.find(&id) else { return ().into_any() };
    let asked = instrument.question(question);
    let (wording, of): (Text, _) = (asked.wording.clone(), id.clone());
    let answer: Memo<Option<Answer<Text>>> = Memo::new(move |_| {
        draft(bridge, |it| it.looks.get(at).and_then(|look| look.answers.get(&of).cloned())).flatten()
    });
    let write = Callback::new(move |answer: Option<WrittenAnswer>| {
        edit(bridge, Edit::Shows(at, id.clone(), answer));
    });
    view! { <AnswerField label=Signal::derive(move || bridge.say(&wording)) kind=asked.kind.clone() answer write/> }
        .into_any()
}

fn picture_words(name: Option<String>) -> String {
    let i18n = use_i18n();
    match name {
        Some(name) => name.trim_end_matches(".svg").replace('-', " "),
        None => t_string!(i18n, writing.no_picture).to_owned(),
    }
}
