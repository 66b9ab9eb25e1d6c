//! Two moments of a case beside each other: what changed in clues, indicators and statements.

use leptos::prelude::*;

use super::{Pages, QuestionLink, lens_title};
use crate::findings::lens::{LensIx, Role, Rule, RuleState};
use crate::findings::{ClueState, Comparison, Findings, LensChanges, Was};
use crate::instrument::{ClueIx, Truth};
use crate::interview::Altered;
use crate::state::{Current, Intent, Page};
use crate::ui::parts::answer_words::answer_words;
use crate::ui::parts::lenses::{Disc, clue_name, clue_shape, clue_words, indicator_words, rule_words};
use crate::ui::parts::question::wording;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// How many of the last changes can be chosen.
const MOMENTS: usize = 40;

/// What a change was made to, in words.
pub fn altered_words(bridge: Bridge, altered: Altered) -> String {
    let i18n = use_i18n();
    match altered {
        Altered::Question(question) => wording(bridge, question),
        Altered::Clue(clue) => clue_name(bridge, clue),
        Altered::Decision => t_string!(i18n, lenses.moment_decision).to_owned(),
    }
}

/// The comparison. It starts with what the last change did.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let altered = Memo::new(move |_| {
        let altered = bridge.case(Topic::Findings, |current| {
            let many = current.case().changes().min(MOMENTS);
            (0..many).map(|back| current.case().altered(back)).collect::<Vec<_>>()
        });
        altered.unwrap_or_default()
    });
    let (before, after) = (RwSignal::new(1), RwSignal::new(0));
    // The earlier one is always shown as before, however they were chosen.
    let span = move || {
        let (one, other) = (before.get(), after.get());
        let most = altered.with(Vec::len);
        (one.max(other).min(most), one.min(other).min(most))
    };
    let compared = Memo::new(move |_| {
        let (from, to) = span();
        bridge.case(Topic::Findings, |current| {
            let at = |back: usize| match back {
                0 => current.findings().clone(),
                back => Findings::of(&current.case().before(back)),
            };
            at(to).since(&at(from))
        })
    });
    view! {
        <Pages/>
        <h1 tabindex="-1">{t!(i18n, lenses.changes)}</h1>
        {move || if altered.with(Vec::is_empty) {
            view! { <p class="intro">{t!(i18n, lenses.no_changes)}</p> }.into_any()
        } else {
            view! {
                <p class="intro">{t!(i18n, lenses.changes_intro)}</p>
                <div class="two-columns screen-only">
                    <Moment id="moment-before" chosen=before altered earlier=true/>
                    <Moment id="moment-after" chosen=after altered earlier=false/>
                </div>
                <Written altered span=Signal::derive(span)/>
                {move || compared.get().map(|compared| view! { <Compared compared/> })}
            }
            .into_any()
        }}
    }
}

/// The choice of one moment.
#[component]
fn Moment(
    id: &'static str,
    chosen: RwSignal<usize>,
    altered: Memo<Vec<Option<Altered>>>,
    earlier: bool,
) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let options = move || {
        let what = altered.get().into_iter().enumerate().filter_map(|(at, altered)| Some((at + 1, altered?)));
        let told = what.map(|(back, altered)| {
            let what = altered_words(bridge, altered);
            (back, t_string!(i18n, lenses.moment, what = what.as_str()))
        });
        let now = std::iter::once((0, t_string!(i18n, lenses.now).to_owned()));
        let options = now.chain(told).map(|(back, words)| {
            view! { <option value=back.to_string() selected=move || chosen.get() == back>{words}</option> }
        });
        options.collect_view()
    };
    view! {
        <div class="field">
            <label for=id>
                {if earlier {
                    t!(i18n, lenses.moment_before).into_any()
                } else {
                    t!(i18n, lenses.moment_after).into_any()
                }}
            </label>
            <select id=id data-stays-open="" on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or(0))>
                {options}
            </select>
        </div>
    }
}

/// What was written between the two moments: each question with its answer then and later.
#[component]
fn Written(altered: Memo<Vec<Option<Altered>>>, span: Signal<(usize, usize)>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let rows = move || {
        let (from, to) = span.get();
        let mut seen = Vec::new();
        for altered in altered.get().into_iter().take(from).skip(to).flatten() {
            if !seen.contains(&altered) {
                seen.push(altered);
            }
        }
        let row = |altered: Altered| match altered {
            Altered::Question(question) => {
                let answers = bridge.case(Topic::Findings, |current| {
                    let at = |back: usize| current.case().before(back).entry(question).clone();
                    (at(from), at(to))
                });
                let words = answers.map(|(before, after)| {
                    let words = |entry: &crate::interview::Entry| {
                        answer_words(bridge, question, entry)
                            .unwrap_or_else(|| t_string!(i18n, work.blank).to_owned())
                    };
                    let same = before.answer == after.answer;
                    (!same).then(|| was_is(&words(&before), &words(&after)))
                });
                view! { <li><QuestionLink question/>" "<strong>{words.flatten()}</strong></li> }.into_any()
            }
            Altered::Clue(clue) => view! { <li>{clue_name(bridge, clue)}</li> }.into_any(),
            Altered::Decision => view! {
                <li>
                    <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Decision))>
                        {t!(i18n, lenses.moment_decision)}
                    </button>
                </li>
            }
            .into_any(),
        };
        seen.into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || { let (from, to) = span.get(); from != to }>
            <h2>{t!(i18n, lenses.between)}</h2>
            <ul class="written">{rows}</ul>
        </Show>
        <Show when=move || { let (from, to) = span.get(); from == to }>
            <p>{t!(i18n, lenses.same_moment)}</p>
        </Show>
    }
}

fn was_is(before: &str, after: &str) -> String {
    let i18n = use_i18n();
    t_string!(i18n, lenses.was_is, before = before, after = after)
}

#[component]
fn Compared(compared: Comparison) -> impl IntoView {
    let i18n = use_i18n();
    let Comparison { clues, lenses } = compared;
    if clues.is_empty() && lenses.is_empty() {
        return view! { <p>{t!(i18n, lenses.nothing_changed)}</p> }.into_any();
    }
    view! {
        {(!clues.is_empty()).then(|| view! {
            <h2>{t!(i18n, lenses.clues_changed)}</h2>
            <ul class="compared">
                {clues.into_iter().map(|(clue, was)| view! { <ClueChanged clue was/> }).collect_view()}
            </ul>
        })}
        {lenses.into_iter().map(|changes| view! { <LensChanged changes/> }).collect_view()}
    }
    .into_any()
}

#[component]
fn ClueChanged(clue: ClueIx, was: Was<ClueState>) -> impl IntoView {
    let bridge = bridge();
    let told = move |state: ClueState| format!("{} {}", clue_shape(state).0, clue_words(state));
    view! {
        <li class=format!("clue {}", clue_shape(was.after).1)>
            <strong>{move || clue_name(bridge, clue)}</strong>
            " — "
            {move || was_is(&told(was.before), &told(was.after))}
        </li>
    }
}

/// The title of an indicator or a statement, whether it is a statement, and whether a conclusion.
fn rule_title(current: &Current, lens: LensIx, rule: Rule, bridge: Bridge) -> (String, bool, bool) {
    let lens = current.findings().reading(lens).lens();
    match rule {
        Rule::Indicator(indicator) => (bridge.say(&lens.indicator(indicator).title), false, false),
        Rule::Statement(statement) => {
            let statement = lens.statement(statement);
            (bridge.say(&statement.title), true, statement.role == Role::Conclusion)
        }
    }
}

#[component]
fn LensChanged(changes: LensChanges) -> impl IntoView {
    let bridge = bridge();
    move || {
        // Told anew when the language changes.
        bridge.track(Topic::Settings);
        lens_changed(bridge, changes.clone())
    }
}

fn lens_changed(bridge: Bridge, changes: LensChanges) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let LensChanges { lens, applies, rules, .. } = changes;
    let truth = move |truth: Truth| match truth {
        Truth::Yes => t_string!(i18n, lenses.yes),
        Truth::No => t_string!(i18n, lenses.no),
        Truth::Unknown => t_string!(i18n, lenses.unknown),
    };
    let titled = |(rule, was): (Rule, Was<RuleState>)| {
        let title = bridge.glance(|app| app.current().map(|current| rule_title(current, lens, rule, bridge)));
        title.map(|(title, states, concludes)| (title, states, concludes, was))
    };
    let (mut statements, indicators): (Vec<_>, Vec<_>) =
        rules.into_iter().filter_map(titled).partition(|(_, states, ..)| *states);
    // Conclusions first: they are what is read.
    statements.sort_by_key(|(_, _, concludes, _)| !concludes);
    let rows = |rules: Vec<(String, bool, bool, Was<RuleState>)>| {
        let row = |(title, states, concludes, was): (String, bool, bool, Was<RuleState>)| {
            let words = if states { rule_words } else { indicator_words };
            view! {
                <li class:conclusion=concludes>
                    <Disc state=was.before/>" → "<Disc state=was.after/>
                    " "<strong>{title}</strong>" — "
                    {was_is(&words(was.before), &words(was.after))}
                </li>
            }
        };
        rules.into_iter().map(row).collect_view()
    };
    let many = indicators.len();
    view! {
        <section class="lens-changed">
            <h2>
                <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Lens(lens)))>
                    {lens_title(bridge, lens)}
                </button>
            </h2>
            {applies.map(|was| view! {
                <p>{t!(i18n, lenses.applies_changed)}{move || crate::wording::colon(bridge.language())}{was_is(truth(was.before), truth(was.after))}</p>
            })}
            <ul class="compared">{rows(statements)}</ul>
            {(many > 0).then(|| view! {
                <h3>{t!(i18n, lenses.indicators_changed)}</h3>
                <ul class="compared">{rows(indicators)}</ul>
            })}
        </section>
    }
}
