//! Where the lenses do not say the same, and why.

use leptos::prelude::*;

use super::carried::names;
use crate::findings::lens::{Rule, RuleState};
use crate::instrument::{ClueIx, Truth};
use crate::ui::parts::lenses::{LensLine, LensLink, lens_lines};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// Each lens that applies here in one line; where they differ, what the others lack.
#[component]
pub fn Differ() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = Memo::new(move |_| {
        let mut lines = lens_lines(bridge);
        lines.retain(|line| line.applies != Truth::No);
        let why = |line: &LensLine| {
            let clues = bridge.case(Topic::Findings, |current| {
                let reading = current.findings().reading(line.lens);
                let weakest = reading.lens().conclusions().find(|it| reading.statement(*it) == line.state);
                let rule = weakest.map(Rule::Statement)?;
                Some(match line.state {
                    RuleState::Established => Vec::new(),
                    RuleState::Open => reading.smallest(rule, 1).sets.into_iter().next().unwrap_or_default(),
                    RuleState::RuledOut => reading.bearing(rule).absent,
                })
            });
            clues.flatten().unwrap_or_default()
        };
        let lines: Vec<(LensLine, Vec<ClueIx>)> =
            lines.into_iter().map(|line| (line.clone(), why(&line))).collect();
        lines
    });
    let same = move || told.with(|told| told.windows(2).all(|pair| pair[0].0.state == pair[1].0.state));
    view! {
        <Show when=move || told.with(|told| !told.is_empty())>
            <section class="differ">
                <h2>{t!(i18n, lenses.differ)}</h2>
                <p>
                    {move || if same() {
                        t!(i18n, lenses.agree).into_any()
                    } else {
                        t!(i18n, lenses.differ_told).into_any()
                    }}
                </p>
                <ul class="lens-lines">
                    {move || told.get().into_iter().map(|(line, clues)| {
                        let state = line.state;
                        view! {
                            <li>
                                <LensLink line/>
                                {(!clues.is_empty()).then(|| view! {
                                    <p class="small">
                                        {match state {
                                            RuleState::RuledOut => t!(i18n, lenses.differ_out).into_any(),
                                            _ => t!(i18n, lenses.differ_open).into_any(),
                                        }}
                                        " "
                                        {names(bridge, &clues)}
                                    </p>
                                })}
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
