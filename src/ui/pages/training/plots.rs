//! Plots of a room, in SVG: bars of counts, and lines from before to after. A table stands behind each.

use leptos::prelude::*;

const WIDTH: f64 = 1000.0;
const ROW: f64 = 34.0;
const NAME: f64 = 520.0;

/// A bar: its name, and how many in each part, of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub name: String,
    /// How many in each part, in the order of the legend.
    pub parts: Vec<usize>,
}

#[expect(clippy::cast_precision_loss, reason = "a place on a drawing")]
const fn float(count: usize) -> f64 {
    count as f64
}

/// As much of a name as fits before its bar.
fn short(name: &str) -> String {
    const MOST: usize = 58;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

/// Bars, one under the other, each as long as all of the room.
#[component]
pub fn Bars(
    /// What they show.
    label: String,
    /// The bars.
    bars: Vec<Bar>,
    /// How many there are in all.
    all: usize,
) -> impl IntoView {
    let height = float(bars.len()) * ROW + 4.0;
    let span = WIDTH - NAME - 70.0;
    view! {
        <svg class="plot" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=label>
            {bars.into_iter().enumerate().map(|(row, bar)| {
                let y = float(row) * ROW + 4.0;
                let mut x = NAME;
                let parts: Vec<_> = bar.parts.iter().enumerate().map(|(part, count)| {
                    let width = span * float(*count) / float(all.max(1));
                    let from = x;
                    x += width;
                    view! {
                        <rect class=format!("part part-{part}") x=from y=y width=width height=ROW - 10.0/>
                    }
                }).collect();
                let first = bar.parts.first().copied().unwrap_or_default();
                view! {
                    <text class="bar-name" x=NAME - 10.0 y=y + 17.0 text-anchor="end">
                        <title>{bar.name.clone()}</title>
                        {short(&bar.name)}
                    </text>
                    <rect class="whole" x=NAME y=y width=span height=ROW - 10.0/>
                    {parts}
                    <text class="bar-count" x=NAME + span + 8.0 y=y + 17.0>{format!("{first}/{all}")}</text>
                }
            }).collect_view()}
        </svg>
    }
}

/// Lines from before to after, in percent.
#[component]
pub fn Pairs(
    /// What they show.
    label: String,
    /// The word for before.
    before: String,
    /// The word for after.
    after: String,
    /// The pairs.
    pairs: Vec<(i64, i64)>,
) -> impl IntoView {
    #[expect(clippy::cast_precision_loss, reason = "a percentage")]
    let y = |percent: i64| 250.0 - 220.0 * (percent as f64) / 100.0;
    view! {
        <svg class="plot pairs" viewBox="0 0 500 280" role="img" aria-label=label>
            {[0, 25, 50, 75, 100].into_iter().map(|percent| view! {
                <line class="grid" x1=70.0 x2=430.0 y1=y(percent) y2=y(percent)/>
                <text class="axis" x=60.0 y=y(percent) + 5.0 text-anchor="end">{percent}</text>
            }).collect_view()}
            {pairs.into_iter().map(|(first, second)| view! {
                <line class="pair" x1=110.0 x2=390.0 y1=y(first) y2=y(second)/>
                <circle class="pair-end" cx=110.0 cy=y(first) r=4.0/>
                <circle class="pair-end" cx=390.0 cy=y(second) r=4.0/>
            }).collect_view()}
            <text class="axis" x=110.0 y=274.0 text-anchor="middle">{before}</text>
            <text class="axis" x=390.0 y=274.0 text-anchor="middle">{after}</text>
        </svg>
    }
}
