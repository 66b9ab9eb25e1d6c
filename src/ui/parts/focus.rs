//! Where the focus goes, and what is brought into view with it.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

fn find(selector: &str) -> Option<HtmlElement> {
    gloo_utils::document().query_selector(selector).ok()??.dyn_into().ok()
}

/// A double click presses once: whatever its second half would press again, undo or skip is not pressed. It is
/// heard before anything else hears of it, as long as it is kept.
pub fn one_press() -> EventListener {
    /// What is pressed; in a field, a double click chooses a word.
    const PRESSED: &str = "button, summary, a, label, [role=radio], input[type=checkbox], input[type=radio]";
    let first = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&gloo_utils::window(), "click", first, |event| {
        let again = event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|click| click.detail() > 1);
        if again
            && is_in(event, PRESSED)
            && !is_in(event, "input:not([type=checkbox], [type=radio]), textarea")
        {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    })
}

/// Does this on every click, before anything else hears of it, as long as it is kept.
pub fn before_click(then: impl Fn() + 'static) -> EventListener {
    let first = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    EventListener::new_with_options(&gloo_utils::window(), "click", first, move |_| then())
}

fn target(event: &web_sys::Event) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// Whether an event comes from an element that matches, or from within one.
pub fn is_in(event: &web_sys::Event, selector: &str) -> bool {
    target(event).is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Takes the focus out of the element that an event comes from.
pub fn blur(event: &web_sys::Event) {
    if let Some(element) = target(event) {
        drop(element.blur());
    }
}

/// Moves the focus to the element of the same group that comes so many places after the one that an event
/// comes from, round about. Whether there is a group.
pub fn step_in(event: &web_sys::Event, group: &str, member: &str, step: isize) -> bool {
    let members = || {
        let found = target(event)?.closest(group).ok()??.query_selector_all(member).ok()?;
        let members = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
        let members = members.collect::<Vec<_>>();
        let here = target(event)?.closest(member).ok()??;
        let at = members.iter().position(|member| **member == here)?;
        let (at, count) = (isize::try_from(at).ok()?, isize::try_from(members.len()).ok()?);
        members.get(usize::try_from((at + step).rem_euclid(count)).ok()?).cloned()
    };
    members().is_some_and(|member| member.focus().is_ok())
}

/// Once what has changed is drawn, and before the next key is taken.
fn once_drawn(then: impl FnOnce() + 'static) {
    spawn_local(async move {
        tick().await;
        then();
    });
}

/// Moves the focus to the first element that matches.
pub fn focus_soon(selector: impl Into<String>) {
    let selector = selector.into();
    once_drawn(move || {
        if let Some(element) = find(&selector) {
            // An element that cannot take the focus leaves it where it is.
            drop(element.focus());
        }
    });
}

/// Moves the focus to the first element that matches, and presses it.
pub fn press_soon(selector: impl Into<String>) {
    let selector = selector.into();
    once_drawn(move || {
        if let Some(element) = find(&selector) {
            drop(element.focus());
            element.click();
        }
    });
}

/// Gives the focus back to where it was once what was open is closed; to the fallback when that is no
/// longer on the page, and to its heading when the fallback is not there either. A move that took the focus
/// elsewhere keeps it.
pub fn give_back(open: impl Fn() -> bool + 'static, fallback: &'static str) {
    let before = StoredValue::new_local(None::<Element>);
    Effect::new(move |was: Option<bool>| {
        let is = open();
        if is && was != Some(true) {
            before.set_value(gloo_utils::document().active_element());
        } else if !is && was == Some(true) {
            once_drawn(move || {
                let document = gloo_utils::document();
                let nowhere = |element: &Element| element.tag_name() == "BODY";
                let lost = document.active_element().is_none_or(|element| nowhere(&element));
                let before = before.try_update_value(Option::take).flatten();
                let there = before
                    .filter(|element| element.is_connected() && !nowhere(element))
                    .and_then(|e| e.dyn_into::<HtmlElement>().ok());
                let there = there.or_else(|| find(fallback)).or_else(|| find("h1"));
                if let Some(element) = there.filter(|_| lost) {
                    drop(element.focus());
                }
            });
        }
        is
    });
}

/// Takes the focus out of the open question, which is about to go. Before anything is drawn: what goes with the
/// focus in it has the browser lay the page out once more.
pub fn leave_question() {
    if let Some(focused) = find(".question.active :focus") {
        drop(focused.blur());
    }
}

/// Moves the focus there without moving the page, then brings the open question into view, moving the
/// page as little as that takes.
pub fn land_soon(selector: impl Into<String>, from_the_top: bool) {
    let selector = selector.into();
    once_drawn(move || {
        if from_the_top {
            gloo_utils::window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        let still = FocusOptions::new();
        still.set_prevent_scroll(true);
        if let Some(element) = find(&selector) {
            drop(element.focus_with_options(&still));
        }
        let little = ScrollIntoViewOptions::new();
        little.set_block(ScrollLogicalPosition::Nearest);
        if let Some(question) = find(".question.active") {
            question.scroll_into_view_with_scroll_into_view_options(&little);
        }
    });
}
