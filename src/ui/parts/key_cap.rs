//! The key of an act, as it is printed beside it: the one that was chosen, and none where such keys are
//! switched off. It is for the eye: who listens has the list of keys.

use leptos::prelude::*;

use crate::state::{Act, App, Chord};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// A key in words: the names of keys that write nothing are said in the language of the screens.
pub fn chord_words(chord: Chord) -> String {
    let i18n = use_i18n();
    match chord.key {
        Chord::DELETE => t_string!(i18n, hands.delete).to_owned(),
        _ => chord.to_string(),
    }
}

/// What an act does, in words.
#[component]
pub fn ActWords(act: Act) -> impl IntoView {
    let i18n = use_i18n();
    match act {
        Act::DoesNotKnow => t!(i18n, work.does_not_know).into_any(),
        Act::PrefersNot => t!(i18n, work.prefers_not).into_any(),
        Act::NotAsked => t!(i18n, work.not_asked).into_any(),
        Act::Clear => t!(i18n, hands.clear).into_any(),
        Act::Confirm => t!(i18n, asking.key_confirm).into_any(),
        Act::Field => t!(i18n, work.key_field).into_any(),
        Act::Words => t!(i18n, work.key_note).into_any(),
        Act::SaidBy => t!(i18n, asking.key_said_by).into_any(),
        Act::Why => t!(i18n, asking.key_why).into_any(),
        Act::Mark => t!(i18n, work.key_mark).into_any(),
        Act::Tracks => t!(i18n, asking.key_tracks).into_any(),
        Act::Skipped => t!(i18n, asking.key_not_asked).into_any(),
        Act::Next => t!(i18n, asking.key_next).into_any(),
        Act::Findings => t!(i18n, work.key_rail).into_any(),
        Act::SecondLanguage => t!(i18n, work.key_second).into_any(),
        Act::Search => t!(i18n, hands.search).into_any(),
        Act::Keys => t!(i18n, hands.keys).into_any(),
        Act::Pause => t!(i18n, hands.pause).into_any(),
        Act::Undo => t!(i18n, hands.undo).into_any(),
        Act::Redo => t!(i18n, hands.redo).into_any(),
        Act::Lock => t!(i18n, hands.lock).into_any(),
    }
}

/// The key of an act.
#[component]
pub fn KeyCap(act: Act) -> impl IntoView {
    let bridge = bridge();
    let chord = Memo::new(move |_| bridge.read(Topic::Settings, |app| app.settings().shortcuts.now(act)));
    move || chord.get().map(|chord| view! { <kbd aria-hidden="true">{chord_words(chord)}</kbd> })
}

/// The digit that chooses an answer.
#[component]
pub fn DigitCap(digit: usize) -> impl IntoView {
    let bridge = bridge();
    let single = Memo::new(move |_| bridge.read(Topic::Settings, App::settings).shortcuts.single);
    move || single.get().then(|| view! { <kbd aria-hidden="true">{digit}</kbd> })
}
