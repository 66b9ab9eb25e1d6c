//! A statement or an indicator of a lens: its state, its sentence, what carries it.

use leptos::prelude::*;

use super::carried::Why;
use crate::findings::lens::{IndicatorIx, Lens, LensIx, Rule, RuleState, StatementIx, Strength};
use crate::instrument::Language;
use crate::state::Current;
use crate::ui::parts::lenses::{Disc, indicator_words, rule_words};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording;

/// Something of a lens, read in the language of the screens.
fn of_lens<T>(current: &Current, lens: LensIx, look: impl FnOnce(&Lens) -> T) -> T {
    look(current.findings().reading(lens).lens())
}

/// The sources named, each in words with whether it was read.
fn sources(lens: &Lens, ids: &[crate::instrument::SourceId], language: Language) -> Vec<(String, bool)> {
    let found = ids.iter().filter_map(|id| lens.source(id));
    found.map(|source| (wording::source_in_full(source, language), source.verified)).collect()
}

/// A dimension, an element or a conclusion.
#[component]
pub fn StatementRow(lens: LensIx, statement: StatementIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let rule = Rule::Statement(statement);
    let state = Memo::new(move |_| {
        let state = bridge.case(Topic::Findings, |current| current.findings().reading(lens).state(rule));
        state.unwrap_or(RuleState::Open)
    });
    let told = move || {
        let (language, state) = (bridge.language(), state.get());
        bridge.glance(|app| {
            let current = app.current()?;
            Some(of_lens(current, lens, |lens| {
                let statement = lens.statement(statement);
                let said = match state {
                    RuleState::Established => &statement.said.established,
                    RuleState::Open => &statement.said.open,
                    RuleState::RuledOut => &statement.said.ruled_out,
                };
                (
                    statement.title.in_language(language).to_owned(),
                    said.in_language(language).to_owned(),
                    statement.ours,
                    sources(lens, &statement.sources, language),
                )
            }))
        })
    };
    view! {
        <li class="statement" data-state=move || state_name(state.get())>
            {move || told().map(|(title, said, ours, sources)| {
                let state = state.get();
                view! {
                    <h3>
                        <Disc state/>
                        <span>{title}</span>
                        <span class="state-words">{rule_words(state)}</span>
                    </h3>
                    <p>{said}</p>
                    {ours.then(|| view! {
                        <p class="small"><span class="tag">{t!(i18n, lenses.ours)}</span>" "{t!(i18n, lenses.ours_told)}</p>
                    })}
                    {(!sources.is_empty()).then(|| view! {
                        <ul class="sources quiet small">
                            {sources.into_iter().map(|(words, read)| view! {
                                <li>{words}{(!read).then(|| view! { " "{t!(i18n, work.from_memory)} })}</li>
                            }).collect_view()}
                        </ul>
                    })}
                }
            })}
            <Why lens rule/>
        </li>
    }
}

/// A published indicator.
#[component]
pub fn IndicatorRow(lens: LensIx, indicator: IndicatorIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let rule = Rule::Indicator(indicator);
    let state = Memo::new(move |_| {
        let state = bridge.case(Topic::Findings, |current| current.findings().reading(lens).state(rule));
        state.unwrap_or(RuleState::Open)
    });
    let told = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            Some(of_lens(app.current()?, lens, |lens| {
                let indicator = lens.indicator(indicator);
                let read = lens.source(&indicator.source).is_none_or(|source| source.verified);
                let title = indicator.title.in_language(language).to_owned();
                (title, indicator.strength, indicator.place.clone(), read)
            }))
        })
    };
    view! {
        <li class="indicator" data-state=move || state_name(state.get())>
            {move || told().map(|(title, strength, place, read)| view! {
                <p>
                    <Disc state=state.get()/>
                    <span>{title}</span>
                    <span class="state-words">{indicator_words(state.get())}</span>
                    {strength.map(|strength| view! { <span class="tag"><StrengthWord strength/></span> })}
                    {place.map(|place| view! { <span class="quiet small">{place}</span> })}
                    {(!read).then(|| view! { <span class="quiet small">{t!(i18n, work.from_memory)}</span> })}
                </p>
            })}
            <Why lens rule/>
        </li>
    }
}

#[component]
fn StrengthWord(strength: Strength) -> impl IntoView {
    let i18n = use_i18n();
    match strength {
        Strength::Strong => t!(i18n, lenses.strong).into_any(),
        Strength::Medium => t!(i18n, lenses.medium).into_any(),
        Strength::Weak => t!(i18n, lenses.weak).into_any(),
    }
}

/// The name of a state, for the style.
pub const fn state_name(state: RuleState) -> &'static str {
    match state {
        RuleState::Established => "established",
        RuleState::Open => "open",
        RuleState::RuledOut => "ruled-out",
    }
}
