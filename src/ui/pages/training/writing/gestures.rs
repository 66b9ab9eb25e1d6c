//! What the person says to what is said or done beside the questions.

use leptos::prelude::*;

use super::fields::{Both, Level};
use super::{draft, edit, rules};
use crate::instrument::Text;
use crate::training::draft::{Edit, Field};
use crate::training::{GestureId, Scenario};
use crate::ui::bridge;
use crate::ui::text::{t, t_string, use_i18n};
use crate::wording::colon;

/// The part.
#[component]
pub fn GesturesPart() -> impl IntoView {
    let i18n = use_i18n();
    let gestures: Vec<_> = rules().map(|rules| rules.gestures.clone()).unwrap_or_default();
    view! {
        <h2>{t!(i18n, writing.part_gestures)}</h2>
        <p class="quiet">{t!(i18n, writing.gestures_told)}</p>
        <ul class="write-questions">
            {gestures.into_iter().map(|gesture| view! {
                <Gesture id=gesture.id label=gesture.label usual=gesture.reply/>
            }).collect_view()}
        </ul>
    }
}

fn levels(it: &Scenario, id: &GestureId) -> Vec<u8> {
    let reply = it.replies.iter().find(|reply| reply.gesture == *id);
    reply.map(|reply| reply.at.iter().map(|said| said.trust).collect()).unwrap_or_default()
}

#[component]
fn Gesture(id: GestureId, label: Text, usual: Option<Text>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let (of, to_add, shown) = (id.clone(), id.clone(), id.clone());
    let levels = Memo::new(move |_| draft(bridge, |it| levels(it, &of)).unwrap_or_default());
    let count = Memo::new(move |_| levels.read().len());
    let adds = label.clone();
    view! {
        <li id=format!("write-gesture-{id}")>
            <p class="strong">{move || bridge.say(&label)}</p>
            {move || {
                let usual = usual.clone();
                (count.get() == 0).then(|| view! {
                    <p class="quiet small">
                        {match usual {
                            Some(words) => {
                                let words = bridge.say(&words);
                                t!(i18n, writing.usual_reply, words = move || words.clone()).into_any()
                            }
                            None => t!(i18n, writing.no_reply).into_any(),
                        }}
                    </p>
                })
            }}
            {move || (0..count.get()).map(|at| {
                let (level, remove) = (shown.clone(), shown.clone());
                view! {
                    <div class="boxed">
                        <Level
                            now=Signal::derive(move || levels.read().get(at).copied().unwrap_or_default())
                            pick=move |trust| edit(bridge, Edit::ReplyFrom(level.clone(), at, trust))
                        />
                        <Both
                            id=format!("write-reply-{shown}-{at}")
                            rows=2
                            label=Signal::derive(move || t_string!(i18n, writing.words).to_owned())
                            field=Field::Reply(shown.clone(), at)
                        />
                        <button class="button thin" on:click=move |_| edit(bridge, Edit::RemoveReply(remove.clone(), at))>
                            {t!(i18n, writing.remove_words)}
                        </button>
                    </div>
                }
            }).collect_view()}
            <button
                class="button thin"
                aria-label=move || format!("{}{}{}", t_string!(i18n, writing.add_words), colon(bridge.language()), bridge.say(&adds))
                on:click=move |_| edit(bridge, Edit::AddReply(to_add.clone()))
            >
                {t!(i18n, writing.add_words)}
            </button>
        </li>
    }
}
