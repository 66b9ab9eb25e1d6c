//! What must not leave to a recipient, what that would leave is delicate all the same, and the texts to be
//! read before they do.

use leptos::prelude::*;

use super::Choice;
use super::what::change;
use crate::instrument::{self, Topics};
use crate::interview::Selection;
use crate::record::{Delicate, TextToRead};
use crate::ui::parts::question::wording;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording as words;

/// What must not leave, topic by topic; what still tells one; and the texts that were not read yet.
#[component]
pub fn DelicatePart(choice: Choice) -> impl IntoView {
    view! {
        <NeverLeaves choice/>
        <StillTells choice/>
        <ToRead choice/>
    }
}

/// The topics of which nothing leaves. Each can be let out, and any other kept back.
#[component]
fn NeverLeaves(choice: Choice) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let box_of = move |topic: instrument::Topic| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || choice.selection.read().topics().has(topic)
                    on:change=move |event| {
                        let kept_back = event_target_checked(&event);
                        change(choice, |selection| if kept_back {
                            selection.without_topics(Topics::NONE.with(topic))
                        } else {
                            selection.with_topic(topic)
                        });
                    }
                />
                {move || words::topic(topic, bridge.language())}
            </label>
        }
    };
    view! {
        <fieldset class="field never-leaves">
            <legend>{t!(i18n, leaving.never)}</legend>
            <p class="quiet small">{t!(i18n, leaving.never_told)}</p>
            <div class="parts">{instrument::Topic::ALL.map(box_of).collect_view()}</div>
        </fieldset>
    }
}

/// What would leave and tells a delicate topic: each is taken out with one tick.
#[component]
fn StillTells(choice: Choice) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let found = Memo::new(move |_| {
        let language = bridge.language();
        choice.selection.with(|selection| bridge.read(Topic::Around, |app| app.delicate(selection, language)))
    });
    let line = move |(one, told): (Delicate, String)| {
        let topics = one.topics;
        view! {
            <li>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=true
                        on:change=move |_| change(choice, |selection| {
                            bridge.glance(|app| app.without_delicate(&one, selection))
                        })
                    />
                    <span>
                        <strong>{told}</strong>
                        " "
                        <span class="quiet">{move || topics_words(topics, bridge.language())}</span>
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <div class="still-tells">
            <h3>{t!(i18n, leaving.contains)}</h3>
            <Show
                when=move || !found.read().is_empty()
                fallback=move || view! { <p class="quiet">{t!(i18n, leaving.contains_nothing)}</p> }
            >
                <p class="quiet small">{t!(i18n, leaving.contains_told)}</p>
                <ul class="plain">
                    <For
                        each=move || found.get()
                        key=|(one, told)| (format!("{:?}", one.what), told.clone())
                        children=line
                    />
                </ul>
            </Show>
        </div>
    }
}

fn topics_words(topics: Topics, language: instrument::Language) -> String {
    let named: Vec<_> = topics.iter().map(|topic| words::topic(topic, language)).collect();
    format!("({})", named.join(", "))
}

/// The texts that leave once they were read: what they say, nothing but reading can tell.
#[component]
fn ToRead(choice: Choice) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let texts = Memo::new(move |_| {
        choice.selection.with(|selection| bridge.read(Topic::Around, |app| app.texts_to_read(selection)))
    });
    let asked = move || choice.selection.with(Selection::wants_texts_read) && !texts.read().is_empty();
    let line = move |text: TextToRead| {
        let question = text.question;
        let read =
            move || texts.with(|texts| texts.iter().any(|text| text.question == question && text.read));
        view! {
            <li>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=read
                        on:change=move |event| {
                            let read = event_target_checked(&event);
                            let id = bridge.glance(|app| {
                                Some(app.current()?.case().instrument().question(question).id.clone())
                            });
                            change(choice, |selection| match id {
                                Some(id) => selection.text_read(&id, read),
                                None => selection,
                            });
                        }
                    />
                    <span>
                        <span class="quiet">{move || wording(bridge, question)}</span>
                        {text.texts.iter().map(|text| view! { " "<q>{text.clone()}</q> }).collect_view()}
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <Show when=asked>
            <div class="to-read">
                <h3>{t!(i18n, leaving.to_read)}</h3>
                <p class="quiet small">{t!(i18n, leaving.to_read_told)}</p>
                <ul class="plain">
                    <For
                        each=move || texts.get()
                        key=|text| (text.question.0, text.texts.clone())
                        children=line
                    />
                </ul>
            </div>
        </Show>
    }
}
