//! The way through the questions: urgent, remote or full, changed at any time with nothing lost.

use leptos::prelude::*;

use super::focus::{focus_soon, give_back};
use super::key_cap::{DigitCap, KeyCap};
use crate::instrument::{Text, TrackId};
use crate::interview::Command;
use crate::state::{Act, Intent};
use crate::ui::desk::{Desk, desk};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// The tracks of the case's edition, each with its title and purpose.
fn offered(bridge: Bridge) -> Vec<(TrackId, Text, Text)> {
    let tracks = bridge.glance(|app| {
        let tracks = &app.current()?.case().instrument().tracks;
        Some(tracks.iter().map(|it| (it.id, it.title.clone(), it.purpose.clone())).collect::<Vec<_>>())
    });
    tracks.unwrap_or_default()
}

fn followed(bridge: Bridge) -> Memo<Option<TrackId>> {
    Memo::new(move |_| bridge.case(Topic::Track, |current| current.case().track()))
}

/// Opens the choice of a track, where the edition has several.
pub fn choose_track(bridge: Bridge, desk: Desk) {
    if !offered(bridge).is_empty() {
        desk.outline.set(false);
        desk.tracks.set(true);
    }
}

/// Follows the track beside a digit. Whether there is one.
pub fn follow(bridge: Bridge, desk: Desk, digit: usize) -> bool {
    let track = digit.checked_sub(1).and_then(|at| offered(bridge).get(at).map(|(track, ..)| *track));
    if let Some(track) = track {
        desk.tracks.set(false);
        bridge.send(Intent::Do(Command::Follow(track)));
    }
    track.is_some()
}

/// The track that is followed; opens the choice.
#[component]
pub fn TrackButton(
    /// Only where the outline is folded away.
    #[prop(optional)]
    narrow: bool,
) -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let tracks = offered(bridge);
    let now = followed(bridge);
    (!tracks.is_empty()).then(|| {
        let title = move || {
            let track = tracks.iter().find(|(track, ..)| Some(*track) == now.get());
            track.map(|(_, title, _)| bridge.say(title)).unwrap_or_default()
        };
        view! {
            <button
                class="button thin track"
                class:narrow-only=narrow
                aria-haspopup="dialog"
                on:click=move |_| choose_track(bridge, desk)
            >
                <KeyCap act=Act::Tracks/>
                <span>{t!(i18n, asking.track)}" "<strong>{title}</strong></span>
            </button>
        }
    })
}

/// The choice of a track: when to take each, and how many questions it leaves.
#[component]
pub fn Tracks() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    give_back(move || desk.tracks.get(), ".question.active .wording");
    Effect::new(move |_| {
        if desk.tracks.get() {
            focus_soon(".tracks .choice[aria-pressed=true]");
        }
    });
    view! {
        <Show when=move || desk.tracks.get()>
            <div class="sheet tracks" role="dialog" aria-modal="true" aria-labelledby="tracks-title">
                <h2 id="tracks-title">{t!(i18n, asking.tracks)}</h2>
                <p class="quiet">{t!(i18n, asking.tracks_told)}</p>
                <div class="choices">
                    {offered(bridge).into_iter().enumerate().map(|(at, (track, title, purpose))| view! {
                        <Choice digit=at + 1 track title purpose/>
                    }).collect_view()}
                </div>
                <button class="button" on:click=move |_| desk.tracks.set(false)>{t!(i18n, common.close)}</button>
            </div>
        </Show>
    }
}

#[component]
fn Choice(digit: usize, track: TrackId, title: Text, purpose: Text) -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let now = followed(bridge);
    let left = Memo::new(move |_| {
        bridge.case(Topic::Answers, |current| current.case().left_on(track)).unwrap_or_default()
    });
    view! {
        <button
            class="choice"
            aria-pressed=move || (now.get() == Some(track)).to_string()
            on:click=move |_| { follow(bridge, desk, digit); }
        >
            <DigitCap digit/>
            <span class="track-told">
                <span class="track-title">
                    {move || bridge.say(&title)}" "<span class="left">{t!(i18n, asking.track_left, count = move || left.get())}</span>
                </span>
                <span class="small">{move || bridge.say(&purpose)}</span>
            </span>
        </button>
    }
}
