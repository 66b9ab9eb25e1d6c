//! Where the focus goes, and what is brought into view with it.

use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

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
