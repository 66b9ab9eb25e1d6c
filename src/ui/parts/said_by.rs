//! From whom or from what an answer comes: the person, who alerts, a document, what was seen.

use leptos::prelude::*;

use super::key_cap::KeyCap;
use super::pick::Pick;
use crate::instrument::QuestionIx;
use crate::interview::{Command, SaidBy};
use crate::state::{Act, Intent};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording;

/// From whom, in a few words: *from the person*.
pub fn from_whom(bridge: Bridge, who: SaidBy) -> String {
    let i18n = use_i18n();
    t_string!(i18n, asking.from, who = wording::said_by(who, bridge.language()))
}

fn who_words(who: SaidBy) -> String {
    wording::said_by(who, bridge().language()).to_owned()
}

fn said_by(bridge: Bridge, question: QuestionIx) -> Memo<SaidBy> {
    Memo::new(move |_| {
        let who = bridge.case(Topic::Question(question), |current| current.case().said_by(question));
        who.unwrap_or(SaidBy::Person)
    })
}

/// Says from whom the answer comes; the stage says it until then.
#[component]
pub fn SaidByPick(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let who = said_by(bridge, question);
    view! {
        <div class="said-by">
            <span aria-hidden="true"><KeyCap act=Act::SaidBy/>" "{t!(i18n, asking.said_by)}</span>
            <Pick
                label=Signal::derive(move || t_string!(i18n, asking.said_by).to_owned())
                offered=SaidBy::ALL.to_vec()
                words=who_words
                picked=who
                pick=move |who| bridge.send(Intent::Do(Command::Attribute(question, who)))
            />
        </div>
    }
}

/// From whom the answer to a question comes, where there is one.
#[component]
pub fn SaidByWords(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let who = Memo::new(move |_| {
        let who = bridge.case(Topic::Question(question), |current| {
            let case = current.case();
            case.entry(question).is_written().then(|| case.said_by(question))
        });
        who.flatten()
    });
    move || {
        who.get().map(|who| view! { " "<span class="quiet small from-whom">{from_whom(bridge, who)}</span> })
    }
}
