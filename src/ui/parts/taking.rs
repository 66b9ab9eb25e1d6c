//! What would take words away asks first, where those words stand, and says what would go.

use leptos::prelude::*;

use super::focus::focus_soon;
use super::question::fixed;
use crate::instrument::QuestionIx;
use crate::state::{App, Intent, Taking, Words};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording;

/// What is asked, when it is about the words that stand here.
#[component]
pub fn AskFirst(
    /// The question that they stand under; the decision, where it is none.
    #[prop(optional)]
    question: Option<QuestionIx>,
) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let taking = Memo::new(move |_| {
        let taking = bridge.read(Topic::Notice, |app: &App| app.taking().cloned());
        taking.filter(|taking| match taking.words {
            Words::Told(of) | Words::Reason(of) => Some(of) == question,
            Words::Redirection => question.is_none(),
        })
    });
    let there = Memo::new(move |_| taking.read().is_some());
    // A hand that writes in a field is not taken out of it.
    Effect::new(move |_| {
        if taking.with(|taking| taking.as_ref().is_some_and(|taking| !taking.in_field)) {
            focus_soon(".ask-first .button");
        }
    });
    let back = move |intent: Intent| {
        bridge.send(intent);
        focus_soon(".question.active .wording, h1");
    };
    view! {
        <div role="alert">
            <Show when=move || there.get()>
                <div class="ask-first">
                    <p>{move || taking.read().as_ref().map(what_goes)}</p>
                    <div class="row">
                        <button class="button primary" on:click=move |_| back(Intent::KeepWords)>
                            {t!(i18n, hands.keep_words)}
                        </button>
                        <button class="button" on:click=move |_| back(Intent::TakeAway)>
                            {move || taking.read().as_ref().map(|taking| do_words(bridge, taking))}
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}

/// Which words would go, and how many.
fn what_goes(taking: &Taking) -> String {
    let i18n = use_i18n();
    let count = wording::count(taking.characters, bridge().language());
    match taking.words {
        Words::Told(_) => t_string!(i18n, hands.would_take_told, count = count),
        Words::Reason(_) => t_string!(i18n, hands.would_take_reason, count = count),
        Words::Redirection => t_string!(i18n, hands.would_take_redirection, count = count),
    }
}

/// What the second act does.
fn do_words(bridge: Bridge, taking: &Taking) -> String {
    let i18n = use_i18n();
    let (Words::Told(question) | Words::Reason(question)) = taking.words else {
        return t_string!(i18n, hands.take_away).to_owned();
    };
    let kind = fixed(bridge, question, |question| question.kind.clone());
    match kind.zip(taking.instead()) {
        Some((kind, answer)) => {
            t_string!(i18n, hands.take_and_put, answer = wording::answer(&kind, answer, bridge.language()))
        }
        None => t_string!(i18n, hands.take_away).to_owned(),
    }
}
