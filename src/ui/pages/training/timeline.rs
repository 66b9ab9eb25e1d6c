//! The course of an interview, drawn: trust as a line, present clues as steps, and marks above and below
//! for what helped and what was missed.

use leptos::prelude::*;

use crate::training::debrief::Debrief;
use crate::training::{MOST, Play};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::when;
use crate::ui::text::{t, t_string, use_i18n};

const WIDTH: f64 = 1000.0;
const TOP: f64 = 46.0;
const BOTTOM: f64 = 214.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = 954.0;

/// Where things are drawn.
struct Scale {
    turns: usize,
    clues: usize,
}

impl Scale {
    #[expect(clippy::cast_precision_loss, reason = "a place on a drawing")]
    fn x(&self, turn: usize) -> f64 {
        LEFT + (RIGHT - LEFT) * (turn as f64 + 0.5) / (self.turns.max(1) as f64)
    }

    fn trust(trust: u8) -> f64 {
        BOTTOM - (BOTTOM - TOP) * f64::from(trust) / f64::from(MOST)
    }

    #[expect(clippy::cast_precision_loss, reason = "a place on a drawing")]
    fn clues(&self, count: usize) -> f64 {
        BOTTOM - (BOTTOM - TOP) * (count as f64) / (self.clues.max(1) as f64)
    }
}

/// A way along points.
fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let steps =
        points.enumerate().map(|(at, (x, y))| format!("{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' }));
    steps.collect::<Vec<_>>().join(" ")
}

/// The drawing, and the table behind it.
pub fn timeline(play: &Play, debrief: &Debrief) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let course = debrief.course.clone();
    let most = course.iter().map(|point| point.clues).max().unwrap_or_default();
    let scale = Scale { turns: course.len(), clues: most };
    let trust = path(course.iter().enumerate().map(|(at, point)| (scale.x(at), Scale::trust(point.trust))));
    let mut level = scale.clues(0);
    let steps = course.iter().enumerate().flat_map(|(at, point)| {
        let (x, y) = (scale.x(at), scale.clues(point.clues));
        let corner = (x, level);
        level = y;
        [corner, (x, y)]
    });
    let steps = path(steps);
    let helped: Vec<_> = play
        .turns()
        .iter()
        .enumerate()
        .filter(|(_, turn)| turn.moved.iter().any(|rule| play.rules().rules[*rule].change > 0))
        .map(|(at, _)| (at, scale.x(at)))
        .collect();
    let mut missed: Vec<usize> =
        debrief.differences.iter().filter_map(|difference| difference.turn).collect();
    missed.dedup();
    let missed: Vec<_> = missed.into_iter().map(|at| (at, scale.x(at))).collect();
    let mark = |at: usize, x: f64, above: bool| {
        let y = if above { TOP - 22.0 } else { BOTTOM + 22.0 };
        let shape = if above {
            format!("M{x:.1} {:.1}l7 12h-14z", y - 6.0)
        } else {
            format!("M{:.1} {:.1}l12 12m0 -12l-12 12", x - 6.0, y - 6.0)
        };
        view! {
            <path
                class="moment"
                class:good=above
                d=shape
                on:click=move |_| focus_soon(format!("#turn-{at}"))
            />
        }
    };
    let above = helped.iter().map(|(at, x)| mark(*at, *x, true)).collect_view();
    let below = missed.iter().map(|(at, x)| mark(*at, *x, false)).collect_view();
    let label = format!("{most}");
    let rows = course.iter().enumerate().map(|(at, point)| {
        let turn = &play.turns()[at];
        (at + 1, when::time(turn.at), point.trust, point.clues, point.families)
    });
    // A turn that changed nothing to be drawn is left out of the table.
    let mut last = None;
    let rows: Vec<_> = rows
        .filter(|(_, _, trust, clues, families)| {
            let now = Some((*trust, *clues, *families));
            let changed = now != last;
            last = now;
            changed
        })
        .collect();
    view! {
        <p class="quiet small">{t!(i18n, training.course_told)}</p>
        <div class="timeline" tabindex="0" role="group" aria-label=move || t_string!(i18n, training.course)>
            <svg viewBox=format!("0 0 {WIDTH} 262") role="img" aria-label=move || t_string!(i18n, training.course)>
                {(0..=MOST).map(|trust| {
                    let y = Scale::trust(trust);
                    view! {
                        <line class="grid" x1=LEFT x2=RIGHT y1=y y2=y/>
                        <text class="axis" x=LEFT - 8.0 y=y + 5.0 text-anchor="end">{trust}</text>
                    }
                }).collect_view()}
                <path class="steps-line" d=steps/>
                <path class="trust-line" d=trust/>
                <text class="axis" x=RIGHT + 8.0 y=TOP + 5.0>{label}</text>
                <text class="axis" x=RIGHT + 8.0 y=BOTTOM + 5.0>"0"</text>
                {above}
                {below}
            </svg>
        </div>
        <ul class="legend">
            <li><svg viewBox="0 0 30 12" aria-hidden="true"><path class="trust-line" d="M0 6h30"/></svg>{t!(i18n, training.trust)}</li>
            <li><svg viewBox="0 0 30 12" aria-hidden="true"><path class="steps-line" d="M0 10h14v-8h16"/></svg>{t!(i18n, training.clues)}</li>
            <li><svg viewBox="0 0 30 14" aria-hidden="true"><path class="moment good" d="M15 1l7 12h-14z"/></svg>{t!(i18n, training.helped)}</li>
            <li><svg viewBox="0 0 30 14" aria-hidden="true"><path class="moment" d="M9 1l12 12m0 -12l-12 12"/></svg>{t!(i18n, training.missed_marks)}</li>
        </ul>
        <details>
            <summary>{t!(i18n, training.table)}</summary>
            <table class="table">
                <thead><tr>
                    <th scope="col">"№"</th>
                    <th scope="col">{t!(i18n, training.col_minutes)}</th>
                    <th scope="col">{t!(i18n, training.trust)}</th>
                    <th scope="col">{t!(i18n, training.clues)}</th>
                    <th scope="col">{t!(i18n, training.families)}</th>
                </tr></thead>
                <tbody>
                    {rows.into_iter().map(|(number, time, trust, clues, families)| view! {
                        <tr><td>{number}</td><td>{time}</td><td>{trust}</td><td>{clues}</td><td>{families}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
        </details>
    }
}
