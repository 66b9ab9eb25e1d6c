//! Questions that could tell more: an offer beside the interview, folded until it is asked for. Never
//! an order: the person and the moment come first.

use leptos::prelude::*;

use super::key_cap::KeyCap;
use super::question::QuestionLink;
use super::rail::is_open;
use crate::findings::{Could, NextQuestion};
use crate::instrument::QuestionIx;
use crate::state::Act;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// How many are offered at once.
const OFFERED: usize = 5;

/// One question, with what its answer could do.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offered {
    question: QuestionIx,
    could: Could,
    statement: String,
    lens: String,
    clue: String,
}

/// The offer, worked out only while it is unfolded.
#[component]
pub fn NextQuestions() -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    view! {
        <details class="next-questions" on:toggle=move |event| open.set(is_open(&event))>
            <summary><KeyCap act=Act::Next/> <span>{t!(i18n, asking.next)}</span></summary>
            <Show when=move || open.get()><Offer/></Show>
        </details>
    }
}

#[component]
fn Offer() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let offered = Memo::new(move |_| {
        // A sensitive question has its time by where the interviewer is.
        bridge.track(Topic::Page);
        let language = bridge.language();
        let offered = bridge.case(Topic::Findings, |current| {
            let (case, findings) = (current.case(), current.findings());
            let told = |NextQuestion { question, reasons }: NextQuestion| {
                let reason = reasons.first()?;
                let lens = findings.reading(reason.lens).lens();
                Some(Offered {
                    question,
                    could: reason.could,
                    statement: lens.statement(reason.statement).title.in_language(language).to_owned(),
                    lens: lens.title.in_language(language).to_owned(),
                    clue: case.instrument().clue(reason.clue).name.in_language(language).to_owned(),
                })
            };
            let next = findings.next_questions(case).into_iter();
            let elsewhere = next.filter(|next| current.question() != Some(next.question));
            elsewhere.filter_map(told).take(OFFERED).collect::<Vec<_>>()
        });
        offered.unwrap_or_default()
    });
    view! {
        <p class="quiet small">{t!(i18n, asking.next_told)}</p>
        <ul>
            {move || offered.get().into_iter().map(|offered| view! {
                <li>
                    <QuestionLink question=offered.question/>
                    <p class="small quiet"><Reason offered/></p>
                </li>
            }).collect_view()}
        </ul>
        <Show when=move || offered.read().is_empty()>
            <p class="quiet small">{t!(i18n, asking.next_none)}</p>
        </Show>
    }
}

/// What the answer could do, as a sentence.
#[component]
fn Reason(offered: Offered) -> impl IntoView {
    let i18n = use_i18n();
    let Offered { could, statement, lens, clue, .. } = offered;
    let (statement, lens, clue) = (move || statement.clone(), move || lens.clone(), move || clue.clone());
    match could {
        Could::Establish => t!(i18n, asking.could_establish, clue, statement, lens).into_any(),
        Could::RuleOut => t!(i18n, asking.could_rule_out, clue, statement, lens).into_any(),
        Could::BringNearer(others) => {
            t!(i18n, asking.could_bring_nearer, count = move || others, clue, statement, lens).into_any()
        }
    }
}
