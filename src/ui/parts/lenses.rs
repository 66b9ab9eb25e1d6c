//! What a lens says, in words and in shape; what a clue is, in the same way.

use leptos::prelude::*;

use crate::findings::ClueState;
use crate::findings::lens::{LensIx, RuleState};
use crate::instrument::{ClueIx, Truth};
use crate::interview::SetState;
use crate::state::{Current, Intent, Page};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// What the screens tell of a lens in one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LensLine {
    /// The lens.
    pub lens: LensIx,
    /// Its title.
    pub title: String,
    /// Whether it is made for this case.
    pub applies: Truth,
    /// What it says of the whole.
    pub state: RuleState,
    /// The title of the strongest conclusion that is established, or else of the first that is open.
    pub conclusion: String,
}

/// Every lens of the edition in one line each.
pub fn lens_lines(bridge: Bridge) -> Vec<LensLine> {
    let language = bridge.language();
    let lines = bridge.case(Topic::Findings, |current| {
        let readings = current.findings().readings().iter().enumerate();
        let line = |(at, reading): (usize, &crate::findings::lens::Reading)| {
            let lens = reading.lens();
            let told = reading.strongest().or_else(|| reading.open_above().next());
            let conclusion = told.map(|it| lens.statement(it).title.in_language(language).to_owned());
            LensLine {
                lens: LensIx(at),
                title: lens.title.in_language(language).to_owned(),
                applies: reading.applies(),
                state: reading.overall(),
                conclusion: conclusion.unwrap_or_default(),
            }
        };
        readings.map(line).collect()
    });
    lines.unwrap_or_default()
}

/// A full disc, a half, a ring: what a rule says, told by shape.
#[component]
pub fn Disc(state: RuleState) -> impl IntoView {
    let half = match state {
        RuleState::Established => "M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12z",
        RuleState::Open => "M8 2a6 6 0 0 0 0 12z",
        RuleState::RuledOut => "",
    };
    view! {
        <svg class="disc" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <circle cx="8" cy="8" r="6"></circle>
            <path d=half></path>
        </svg>
    }
}

/// What a statement or a lens says, in words.
pub fn rule_words(state: RuleState) -> String {
    let i18n = use_i18n();
    match state {
        RuleState::Established => t_string!(i18n, lenses.established),
        RuleState::Open => t_string!(i18n, lenses.open),
        RuleState::RuledOut => t_string!(i18n, lenses.ruled_out),
    }
    .to_owned()
}

/// Where an indicator stands, in words.
pub fn indicator_words(state: RuleState) -> String {
    let i18n = use_i18n();
    match state {
        RuleState::Established => t_string!(i18n, lenses.indicator_established),
        RuleState::Open => t_string!(i18n, lenses.indicator_open),
        RuleState::RuledOut => t_string!(i18n, lenses.indicator_ruled_out),
    }
    .to_owned()
}

/// What a lens says in words, with whether it applies where that is not certain.
pub fn lens_words(line: &LensLine) -> String {
    let i18n = use_i18n();
    match line.applies {
        Truth::Yes => rule_words(line.state),
        Truth::Unknown => format!("{}, {}", rule_words(line.state), t_string!(i18n, lenses.maybe)),
        Truth::No => t_string!(i18n, lenses.not_here).to_owned(),
    }
}

/// Where a clue stands, in words.
pub fn clue_words(state: ClueState) -> String {
    let i18n = use_i18n();
    match state {
        ClueState::Present => t_string!(i18n, work.present),
        ClueState::Unknown => t_string!(i18n, work.unknown),
        ClueState::NotYetAsked => t_string!(i18n, work.not_yet_asked),
        ClueState::Absent => t_string!(i18n, work.absent),
    }
    .to_owned()
}

/// The shape and the class of a clue.
pub const fn clue_shape(state: ClueState) -> (&'static str, &'static str) {
    match state {
        ClueState::Present => ("■", "present"),
        ClueState::Unknown | ClueState::NotYetAsked => ("□", "open"),
        ClueState::Absent => ("▢", "absent"),
    }
}

/// The name of a clue in the language of the screens.
pub fn clue_name(bridge: Bridge, clue: ClueIx) -> String {
    let language = bridge.language();
    let name =
        |current: &Current| current.case().instrument().clue(clue).name.in_language(language).to_owned();
    bridge.glance(|app| app.current().map(name)).unwrap_or_default()
}

/// The clues of a family, the present ones first.
pub fn sorted_clues(bridge: Bridge, family: usize) -> Vec<(ClueState, ClueIx)> {
    let clues = bridge.case(Topic::Findings, |current: &Current| {
        let instrument = current.case().instrument();
        let of_family =
            current.findings().clues().filter(|(clue, _)| instrument.clue(*clue).family == family);
        let mut clues: Vec<_> = of_family.map(|(clue, finding)| (finding.state, clue)).collect();
        clues.sort_by_key(|(state, clue)| (ClueState::ALL.iter().position(|s| s == state), *clue));
        clues
    });
    clues.unwrap_or_default()
}

/// Where a clue stands, and what the interviewer has set it to.
pub fn clue_standing(bridge: Bridge, clue: ClueIx) -> Memo<(ClueState, Option<SetState>)> {
    Memo::new(move |_| {
        let standing = bridge.case(Topic::Findings, |current| {
            let finding = current.findings().clue(clue);
            (finding.state, finding.set)
        });
        standing.unwrap_or((ClueState::NotYetAsked, None))
    })
}

/// The mark of a clue that the interviewer has set herself.
#[component]
pub fn SetMark() -> impl IntoView {
    let i18n = use_i18n();
    view! { " "<span class="tag set-mark">{t!(i18n, lenses.set_by_you)}</span> }
}

/// A lens in one line: its shape, its title, what it says; leads to its page.
#[component]
pub fn LensLink(line: LensLine) -> impl IntoView {
    let bridge = bridge();
    let (lens, state) = (line.lens, line.state);
    let told = line.clone();
    view! {
        <button class="lens-link" on:click=move |_| bridge.send(Intent::Go(Page::Lens(lens)))>
            {(line.applies != Truth::No).then(|| view! { <Disc state/> })}
            <span><span class="lens-title">{line.title}</span>" "<span class="small">{move || lens_words(&told)}</span></span>
        </button>
    }
}

/// One line for each lens that applies here, or may.
#[component]
pub fn LensesInRail() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let lines = Memo::new(move |_| {
        let mut lines = lens_lines(bridge);
        lines.retain(|line| line.applies != Truth::No);
        lines
    });
    view! {
        <Show when=move || !lines.read().is_empty()>
            <h3 class="rail-lenses">{t!(i18n, lenses.rail)}</h3>
            <ul class="lens-lines">
                <For each=move || lines.get() key=LensLine::clone let(line)>
                    <li><LensLink line/></li>
                </For>
            </ul>
        </Show>
    }
}
