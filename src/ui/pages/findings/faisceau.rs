//! The faisceau view: the clues converging towards the lenses, drawn; and the same as a table.

use std::collections::BTreeSet;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::carried::leads;
use super::differ::Differ;
use super::drawing::{
    DISCS, Drawing, LENS, LINES, Lit, NAMES, Node, ROW, Row, Strand, WIDTH, WORDS, What, wrapped,
};
use super::table::TheSame;
use super::{Pages, QuestionLink, lens_title};
use crate::doors::browser::is_narrow;
use crate::findings::ClueState;
use crate::findings::lens::RuleState;
use crate::instrument::Truth;
use crate::state::{Intent, Page};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::lenses::{
    Disc, SetMark, clue_name, clue_shape, clue_standing, clue_words, lens_lines, lens_words,
};
use crate::ui::parts::rail::Converges;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording;

/// How many letters of a clue's name the drawing has room for.
const NAME: usize = 42;

/// The faisceau view.
#[component]
pub fn FaisceauPage() -> impl IntoView {
    let i18n = use_i18n();
    // A telephone shows the table first: the drawing is wider than it is.
    let narrow = is_narrow();
    view! {
        <div class="faisceau-page">
            <Pages/>
            <h1 tabindex="-1">{t!(i18n, lenses.faisceau)}</h1>
            <Converges/>
            <p class="quiet small">{t!(i18n, closing.not_a_verdict)}</p>
            {narrow.then(|| view! { <TheSame open=true/> })}
            <Figure/>
            <Differ/>
            {(!narrow).then(|| view! { <TheSame open=false/> })}
        </div>
    }
}

/// The drawing, what its lines mean, and what is said of the one that is lit.
#[component]
fn Figure() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let unfolded = RwSignal::new(BTreeSet::new());
    let lit = RwSignal::new(None::<Lit>);
    let drawing = Memo::new(move |_| {
        let (language, lines) = (bridge.language(), lens_lines(bridge));
        unfolded.with(|unfolded| {
            bridge.case(Topic::Findings, |current| Drawing::of(current, lines, unfolded, language))
        })
    });
    let families = bridge.glance(|app| app.current().map_or(0, |c| c.case().instrument().families.len()));
    let all = move || unfolded.with(|unfolded| unfolded.len() == families);
    view! {
        <figure class="faisceau">
            <figcaption>
                <p class="screen-only">{t!(i18n, lenses.figure_hint)}</p>
                <p class="faisceau-key small">
                    <Key class="present"/>{t!(i18n, lenses.key_present)}
                    <Key class="open"/>{t!(i18n, lenses.key_open)}
                    <Key class="absent"/>{t!(i18n, lenses.key_absent)}
                    <Disc state=RuleState::Established/>{t!(i18n, lenses.established)}
                    <Disc state=RuleState::Open/>{t!(i18n, lenses.open)}
                    <Disc state=RuleState::RuledOut/>{t!(i18n, lenses.ruled_out)}
                </p>
                <button
                    class="button thin screen-only"
                    on:click=move |_| unfolded.update(|unfolded| {
                        if unfolded.len() == families {
                            unfolded.clear();
                        } else {
                            unfolded.extend(0..families);
                        }
                    })
                >
                    {move || if all() {
                        t!(i18n, lenses.fold_all).into_any()
                    } else {
                        t!(i18n, lenses.unfold_all).into_any()
                    }}
                </button>
            </figcaption>
            <div class="faisceau-room">
                {move || drawing.get().map(|drawing| view! { <Drawn drawing lit unfolded/> })}
            </div>
            <Lighted lit/>
        </figure>
    }
}

/// A sample of a line.
#[component]
fn Key(class: &'static str) -> impl IntoView {
    view! {
        <svg class="key" viewBox="0 0 36 12" width="36" height="12" aria-hidden="true" focusable="false">
            <g class=class>
                <path class="line" d=if class == "absent" { "M0,6H16" } else { "M0,6H36" }></path>
                {(class == "absent").then(|| view! { <path class="cross" d="M16,1V11"></path> })}
            </g>
        </svg>
    }
}

/// Whether a key presses what has the focus.
fn presses(event: &KeyboardEvent) -> bool {
    let pressed = matches!(event.key().as_str(), "Enter" | " ");
    if pressed {
        event.prevent_default();
        event.stop_propagation();
    }
    pressed
}

#[component]
fn Drawn(drawing: Drawing, lit: RwSignal<Option<Lit>>, unfolded: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let i18n = use_i18n();
    let Drawing { height, strands, nodes } = drawing.clone();
    let drawing = StoredValue::new(drawing);
    let lit_ways =
        move || lit.get().map(|lit| drawing.with_value(|drawing| drawing.lit_ways(lit))).unwrap_or_default();
    let strands =
        strands.into_iter().map(|strand| view! { <StrandDrawn strand lit unfolded/> }).collect_view();
    let fed = move |node: &Node| {
        let lens = node.line.lens;
        Memo::new(move |_| match lit.get() {
            None => false,
            Some(Lit::Lens(lit)) => lit == lens,
            Some(lit) => drawing.with_value(|drawing| {
                drawing.strands.iter().any(|strand| {
                    strand.rows.iter().any(|row| row.carries(lit, strand.family) && row.feeds.contains(&lens))
                })
            }),
        })
    };
    let nodes = nodes.into_iter().map(|node| {
        let fed = fed(&node);
        view! { <LensDrawn node fed lit/> }
    });
    view! {
        <svg
            class="faisceau-drawn"
            class:has-lit=move || lit.get().is_some()
            viewBox=format!("0 0 {WIDTH} {height}")
            role="group"
            aria-labelledby="faisceau-title faisceau-desc"
        >
            <title id="faisceau-title">{move || t_string!(i18n, lenses.figure_title)}</title>
            <desc id="faisceau-desc">{move || t_string!(i18n, lenses.figure)}</desc>
            {strands}
            {nodes.collect_view()}
            <g class="lit-ways" aria-hidden="true">
                {move || lit_ways().into_iter().map(|way| view! { <path d=way></path> }).collect_view()}
            </g>
        </svg>
    }
}

#[component]
fn StrandDrawn(
    strand: Strand,
    lit: RwSignal<Option<Lit>>,
    unfolded: RwSignal<BTreeSet<usize>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Strand { family, name, counts, unfolded: open, rows, y } = strand;
    let toggle = move || {
        unfolded.update(|unfolded| {
            if !unfolded.remove(&family) {
                unfolded.insert(family);
            }
        });
        focus_soon(format!("#family-{family}"));
    };
    let foldable = counts.open() + counts.absent > 0;
    // Drawn anew, with all of the drawing, when the language changes.
    let label = untrack(|| {
        if open {
            t_string!(i18n, lenses.fold, family = name.as_str())
        } else {
            t_string!(i18n, lenses.unfold, family = name.as_str())
        }
    });
    let sign = match (foldable, open) {
        (false, _) => "",
        (true, true) => "▾ ",
        (true, false) => "▸ ",
    };
    let rows = rows.into_iter().map(|row| view! { <RowDrawn row family lit/> }).collect_view();
    let words = wrapped(&name, 30, 1).join("");
    view! {
        <line class="rule" x1="0" x2=WIDTH / 2 - 40 y1=y - ROW / 2 - 4 y2=y - ROW / 2 - 4></line>
        <g
            class="strand"
            class:some={counts.present > 0}
            id=format!("family-{family}")
            role=foldable.then_some("button")
            tabindex=foldable.then_some("0")
            aria-expanded=foldable.then(|| open.to_string())
            aria-label=foldable.then_some(label)
            on:click=move |_| if foldable { toggle() }
            on:keydown=move |event| if foldable && presses(&event) { toggle() }
        >
            <rect class="reach" x="0" y=y - ROW / 2 width=NAMES - 6 height=ROW></rect>
            <text x="2" y=y + 4>{sign}{words}</text>
        </g>
        {rows}
    }
}

#[component]
fn RowDrawn(row: Row, family: usize, lit: RwSignal<Option<Lit>>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let y = row.y;
    // Drawn anew, with all of the drawing, when the language changes.
    let (what, class, words, label, stub) = untrack(|| {
        let fed = row.feeds.iter().map(|lens| lens_title(bridge, *lens)).collect::<Vec<_>>().join(", ");
        let feeds = if row.feeds.is_empty() {
            t_string!(i18n, lenses.feeds_nothing).to_owned()
        } else {
            t_string!(i18n, lenses.feeds, lenses = fed.as_str())
        };
        let counted = |open: usize, absent: usize| {
            let mut parts = Vec::new();
            if open > 0 {
                parts.push(format!("□ {}", t_string!(i18n, lenses.open_count, count = open)));
            }
            if absent > 0 {
                parts.push(format!("▢ {}", t_string!(i18n, lenses.absent_count, count = absent)));
            }
            parts.join(" · ")
        };
        let then = wording::semicolon(bridge.language());
        match &row.what {
            What::Clue { clue, state, set, name } => {
                let (shape, class) = clue_shape(*state);
                let mark =
                    if *set { format!(", {}", t_string!(i18n, lenses.set_by_you)) } else { String::new() };
                let label = format!("{name}, {}{mark}{then}{feeds}", clue_words(*state));
                let sign = if *set { " ✎" } else { "" };
                let (kept, cut) = shortened(name);
                let words = (format!("{shape} {kept}"), cut, sign);
                (Lit::Clue(*clue), class, words, label, *state == ClueState::Absent)
            }
            What::Gathered { open, absent } => {
                let words = counted(open.len(), *absent);
                let class = if open.is_empty() { "absent" } else { "open" };
                let label = format!("{words}{then}{feeds}");
                (Lit::Open(family), class, (words, false, ""), label, *absent > 0)
            }
        }
    });
    let gathered = matches!(row.what, What::Gathered { .. });
    // Two lines share the row of what is gathered.
    let below = if gathered && row.way.is_some() { 5 } else { 0 };
    let told = Row::clone(&row);
    let is_lit = Memo::new(move |_| lit.get().is_some_and(|lit| told.carries(lit, family)));
    let choose = move || {
        lit.set(Some(what));
        focus_soon(".lighted button");
    };
    view! {
        <g
            class=format!("row {class}")
            class:lit=move || is_lit.get()
            class:gathered=gathered
            role="button"
            tabindex="0"
            aria-label=label
            on:mouseenter=move |_| lit.set(Some(what))
            on:focus=move |_| lit.set(Some(what))
            on:click=move |_| choose()
            on:keydown=move |event| if presses(&event) { choose() }
        >
            <rect class="reach" x=NAMES - 4 y=y - ROW / 2 width=LINES - NAMES + 60 height=ROW></rect>
            <text x=NAMES y=y + 4>
                {words.0}
                {words.1.then(|| view! { <tspan aria-hidden="true">"…"</tspan> })}
                {words.2}
            </text>
            {row.way.map(|way| view! { <path class="line" d=way></path> })}
            {stub.then(|| view! {
                <path class="stub" d=format!("M{LINES},{}h30", y + below)></path>
                <path class="cross" d=format!("M{},{}v10", LINES + 30, y + below - 5)></path>
            })}
        </g>
    }
}

/// As much of a name as fits, in whole words; whether something was left off. What is left off is heard
/// all the same, and stands in the strip below and in the table.
fn shortened(name: &str) -> (&str, bool) {
    let Some((end, _)) = name.char_indices().nth(NAME) else { return (name, false) };
    let kept = &name[..end];
    (kept.rfind(' ').map_or(kept, |space| kept[..space].trim_end_matches([',', ' '])), true)
}

#[component]
fn LensDrawn(node: Node, fed: Memo<bool>, lit: RwSignal<Option<Lit>>) -> impl IntoView {
    let bridge = bridge();
    let Node { line, y, way } = node;
    let (lens, state, applies) = (line.lens, line.state, line.applies);
    let says = untrack(|| lens_words(&line));
    let conclusion = if applies == Truth::No { String::new() } else { line.conclusion.clone() };
    let reached = applies != Truth::No && state != RuleState::RuledOut;
    let titles = wrapped(&line.title, 30, 2);
    let mut lines: Vec<(&'static str, String)> =
        titles.into_iter().map(|words| ("lens-title", words)).collect();
    lines.extend(wrapped(&says, 34, 2).into_iter().map(|words| ("says", words)));
    lines.extend(wrapped(&conclusion, 38, 2).into_iter().map(|words| ("conclusion", words)));
    lines.truncate(5);
    // What is heard is what is seen.
    let label = lines.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" ");
    let many = u32::try_from(lines.len()).unwrap_or(1);
    let first = y + 5 - (many - 1) * 15 / 2;
    let words = lines.into_iter().zip(0..).map(|((class, words), at)| {
        view! { <text class=class x=WORDS y=first + at * 15>{words}" "</text> }
    });
    let half = match state {
        RuleState::Established => format!("M{DISCS},{}a8 8 0 0 1 0 16a8 8 0 0 1 0-16z", y - 8),
        RuleState::Open => format!("M{DISCS},{}a8 8 0 0 0 0 16z", y - 8),
        RuleState::RuledOut => String::new(),
    };
    let go = move || bridge.send(Intent::Go(Page::Lens(lens)));
    view! {
        <g
            class="lens"
            class:lit=move || fed.get()
            class:open=state == RuleState::Open
            class:not-here=applies == Truth::No
            role="button"
            tabindex="0"
            aria-label=label
            on:mouseenter=move |_| lit.set(Some(Lit::Lens(lens)))
            on:focus=move |_| lit.set(Some(Lit::Lens(lens)))
            on:click=move |_| go()
            on:keydown=move |event| if presses(&event) { go() }
        >
            <rect class="reach" x=DISCS - 14 y=y - LENS / 2 + 3 width=WIDTH - DISCS + 12 height=LENS - 6></rect>
            {reached.then(|| view! { <path class="line" d=way></path> })}
            {if applies == Truth::No {
                view! { <path class="line" d=format!("M{},{y}h12", DISCS - 6)></path> }.into_any()
            } else {
                view! { <circle cx=DISCS cy=y r="8"></circle> <path class="disc-part" d=half></path> }.into_any()
            }}
            {words.collect_view()}
        </g>
    }
}

/// What is said of what is lit, with the ways from there: below the drawing, so that nothing of it moves.
#[component]
fn Lighted(lit: RwSignal<Option<Lit>>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    view! {
        <div class="lighted screen-only">
            {move || match lit.get() {
                None => view! { <p class="quiet small">{t!(i18n, lenses.figure)}</p> }.into_any(),
                Some(Lit::Clue(clue)) => {
                    let standing = clue_standing(bridge, clue).get();
                    let (answers, questions) =
                        bridge.case(Topic::Findings, |current| leads(current, clue)).unwrap_or_default();
                    let first = answers.into_iter().chain(questions).take(2);
                    view! {
                        <p>
                            <span aria-hidden="true">{clue_shape(standing.0).0}" "</span>
                            <strong>{clue_name(bridge, clue)}</strong>
                            " — "
                            {clue_words(standing.0)}
                            {standing.1.map(|_| view! { <SetMark/> })}
                        </p>
                        <p class="lighted-ways">
                            {first.map(|question| view! { <QuestionLink question/>" " }).collect_view()}
                            <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Findings))>
                                {t!(i18n, lenses.clues)}
                            </button>
                        </p>
                    }
                    .into_any()
                }
                Some(Lit::Open(family)) => {
                    let name = bridge.case(Topic::Findings, |current| {
                        let instrument = current.case().instrument();
                        (instrument.families[family].name.clone(), current.findings().family(family))
                    });
                    name.map(|(name, counts)| {
                        let (open, absent) = (counts.open(), counts.absent);
                        view! {
                            <p>
                                <strong>{bridge.say(&name)}</strong>
                                " — "
                                {t!(i18n, lenses.open_count, count = move || open)}
                                ", "
                                {t!(i18n, lenses.absent_count, count = move || absent)}
                            </p>
                            <p class="lighted-ways">
                                <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Findings))>
                                    {t!(i18n, lenses.clues)}
                                </button>
                            </p>
                        }
                    })
                    .into_any()
                }
                Some(Lit::Lens(lens)) => {
                    let line = lens_lines(bridge).into_iter().find(|line| line.lens == lens);
                    line.map(|line| {
                        let said = lens_words(&line);
                        view! {
                            <p><strong>{line.title}</strong>" — "{said}</p>
                            <p class="lighted-ways">
                                {line.conclusion}
                                " "
                                <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Lens(lens)))>
                                    {t!(i18n, lenses.open_lens)}
                                </button>
                            </p>
                        }
                    })
                    .into_any()
                }
            }}
        </div>
    }
}
