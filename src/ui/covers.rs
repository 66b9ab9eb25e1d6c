//! A tap outside what covers the page closes it, and does nothing else: no answer is given by a tap that was
//! meant to close something.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::desk::Desk;

/// What a tap reaches although something is open: what is open, what has opened it, what hides all, and the
/// warning before a lock.
const REACHED: &str = ".sheet, .outline.open, .rail.open, .more.open, .header [aria-expanded=\"true\"], \
    .urgent-line, .hide, .near-lock, .pause";

/// Listens for taps before anything on the page does.
pub fn follow(desk: Desk) {
    let options = EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: false };
    let window = gloo_utils::window();
    let taps = EventListener::new_with_options(&window, "click", options, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let reaches = |element: Element| matches!(element.closest(REACHED), Ok(Some(_)));
        if desk.is_covered() && !target.is_some_and(reaches) {
            event.prevent_default();
            event.stop_immediate_propagation();
            desk.close();
        }
    });
    let taps = StoredValue::new_local(Some(taps));
    on_cleanup(move || drop(taps.try_update_value(Option::take)));
}
