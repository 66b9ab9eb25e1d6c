//! Where the focus goes, and what is brought into view with it.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

fn find(selector: &str) -> Option<HtmlElement> {
    gloo_utils::document().query_selector(selector).ok()??.dyn_into().ok()
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
/// longer on the page. A move that took the focus elsewhere keeps it.
pub fn give_back(open: impl Fn() -> bool + 'static, fallback: &'static str) {
    let before = StoredValue::new_local(None::<Element>);
    Effect::new(move |was: Option<bool>| {
        let is = open();
        if is && was != Some(true) {
            before.set_value(gloo_utils::document().active_element());
        } else if !is && was == Some(true) {
            once_drawn(move || {
                let document = gloo_utils::document();
                let lost = document.active_element().is_none_or(|element| element.tag_name() == "BODY");
                let before = before.try_update_value(Option::take).flatten();
                let there = before
                    .filter(|element| element.is_connected())
                    .and_then(|e| e.dyn_into::<HtmlElement>().ok());
                if let Some(element) = there.or_else(|| find(fallback)).filter(|_| lost) {
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
