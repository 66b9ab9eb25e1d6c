//! What one lens says.

use leptos::prelude::*;

use super::carried::Carriers;
use super::statement::{IndicatorRow, StatementRow};
use super::{Pages, lens_title};
use crate::findings::lens::{IndicatorIx, LensIx, Role, StatementIx, Tally};
use crate::instrument::{ClueIx, Truth};
use crate::ui::parts::lenses::{LensLink, lens_lines};
use crate::ui::parts::rail::is_open;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording;

/// A lens: what it is, whether it applies here, what it says and why, what is missing.
#[component]
pub fn LensPage(lens: LensIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let about = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let lens = app.current()?.findings().readings().get(lens.0)?.lens();
            let sources = lens
                .sources
                .iter()
                .map(|source| (wording::source_in_full(source, language), source.verified));
            Some((lens.about.in_language(language).to_owned(), sources.collect::<Vec<_>>()))
        })
    };
    let of_role = move |concludes: bool| {
        bridge.glance(|app| {
            let reading = app.current().and_then(|current| current.findings().readings().get(lens.0));
            let statements = reading.map(|reading| reading.lens().statements.iter().enumerate());
            let wanted = statements
                .into_iter()
                .flatten()
                .filter(|(_, statement)| (statement.role == Role::Conclusion) == concludes);
            wanted.map(|(at, _)| StatementIx(at)).collect::<Vec<_>>()
        })
    };
    let groups = bridge.glance(|app| {
        let reading = app.current().and_then(|current| current.findings().readings().get(lens.0));
        reading.map_or(0, |reading| reading.lens().groups.len())
    });
    let (conclusions, steps) = (of_role(true), of_role(false));
    let rows = move |statements: Vec<StatementIx>| {
        statements.into_iter().map(|statement| view! { <StatementRow lens statement/> }).collect_view()
    };
    let has_steps = !steps.is_empty();
    view! {
        <Pages/>
        <h1 tabindex="-1">{move || lens_title(bridge, lens)}</h1>
        <Applies lens/>
        <details class="about-lens">
            <summary>{t!(i18n, lenses.about)}</summary>
            {move || about().map(|(about, sources)| view! {
                <p>{about}</p>
                <h3>{t!(i18n, lenses.sources)}</h3>
                <ul class="sources small">
                    {sources.into_iter().map(|(words, read)| view! {
                        <li>{words}{(!read).then(|| view! { " "{t!(i18n, work.from_memory)} })}</li>
                    }).collect_view()}
                </ul>
            })}
        </details>
        <p class="quiet small">{t!(i18n, lenses.not_identification)}</p>
        <h2>{t!(i18n, lenses.conclusions)}</h2>
        <ol class="statements">{rows(conclusions)}</ol>
        {has_steps.then(|| view! {
            <h2>{t!(i18n, lenses.steps)}</h2>
            <ul class="statements">{rows(steps)}</ul>
        })}
        <h2>{t!(i18n, lenses.indicators)}</h2>
        {(0..groups).map(|group| view! { <Group lens group/> }).collect_view()}
    }
}

/// For whom the lens is made, and whether it is made for this case. Where that is not known, the others
/// that hang on the same are named.
#[component]
fn Applies(lens: LensIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = Memo::new(move |_| {
        let told = bridge.case(Topic::Findings, |current| {
            let readings = current.findings().readings();
            let reading = current.findings().reading(lens);
            let scope = reading.lens().scope();
            let shares = |other: &[ClueIx]| other.iter().any(|clue| scope.contains(clue));
            let others = readings.iter().enumerate().filter(|(at, other)| {
                *at != lens.0 && other.applies() == Truth::Unknown && shares(&other.lens().scope())
            });
            let others = others.map(|(at, _)| LensIx(at)).collect::<Vec<_>>();
            (reading.applies(), scope, others)
        });
        told.unwrap_or((Truth::Yes, Vec::new(), Vec::new()))
    });
    move || {
        let (applies, scope, others) = told.get();
        let beside: Vec<_> =
            lens_lines(bridge).into_iter().filter(|line| others.contains(&line.lens)).collect();
        let uncertain = applies == Truth::Unknown && !beside.is_empty();
        view! {
            <div class="applies" class:not-here=applies == Truth::No>
                <p>
                    <strong>
                        {match applies {
                            Truth::Yes => t!(i18n, lenses.applies_yes).into_any(),
                            Truth::No => t!(i18n, lenses.applies_no).into_any(),
                            Truth::Unknown => t!(i18n, lenses.applies_maybe).into_any(),
                        }}
                    </strong>
                </p>
                {(!scope.is_empty()).then(|| view! { <Carriers clues=scope/> })}
                {uncertain.then(|| view! {
                    <p>{t!(i18n, lenses.also_read)}</p>
                    <ul class="lens-lines">
                        {beside.into_iter().map(|line| view! { <li><LensLink line/></li> }).collect_view()}
                    </ul>
                })}
            </div>
        }
    }
}

/// The indicators of one group, with how many stand where.
#[component]
fn Group(lens: LensIx, group: usize) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let tally = Memo::new(move |_| {
        bridge
            .case(Topic::Findings, |current| current.findings().reading(lens).tally(group, None))
            .unwrap_or_default()
    });
    let title = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            let group = app.current()?.findings().reading(lens).lens().groups.get(group)?;
            Some(group.title.in_language(language).to_owned())
        })
    };
    let open = RwSignal::new(false);
    let indicators = move || {
        let found = bridge.glance(|app| {
            let current = app.current()?;
            Some(current.findings().reading(lens).lens().indicators_of(group).collect::<Vec<IndicatorIx>>())
        });
        found.unwrap_or_default()
    };
    view! {
        <details class="indicators" on:toggle=move |event| open.set(is_open(&event))>
            <summary>
                <span class="family-name">{title}</span>
                " "
                <span class="quiet small">
                    {move || {
                        let Tally { established, open, ruled_out } = tally.get();
                        t!(i18n, lenses.tally, established = move || established, open = move || open, ruled_out = move || ruled_out)
                    }}
                </span>
            </summary>
            <Show when=move || open.get()>
                <ul class="statements">
                    {indicators().into_iter().map(|indicator| view! { <IndicatorRow lens indicator/> }).collect_view()}
                </ul>
            </Show>
        </details>
    }
}
