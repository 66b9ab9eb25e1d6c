//! The entries of the browser's history: each holds a number and nothing else, under the one address.

use wasm_bindgen::JsValue;

/// The number of the entry that the history is at.
#[must_use]
pub fn entry() -> u32 {
    let state = gloo_utils::window().history().and_then(|history| history.state());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what was put there, or nothing"
    )]
    state.ok().and_then(|state| state.as_f64()).map_or(0, |number| number as u32)
}

/// Adds an entry. The browser is not to scroll by itself when it comes back to one.
pub fn add_entry(number: u32) {
    if let Ok(history) = gloo_utils::window().history() {
        // A browser that refuses leaves the page at Back, as it would have without.
        drop(history.set_scroll_restoration(web_sys::ScrollRestoration::Manual));
        drop(history.push_state(&JsValue::from_f64(f64::from(number)), ""));
    }
}

/// Goes so many entries on, or back.
pub fn go_entries(steps: i32) {
    if let Ok(history) = gloo_utils::window().history() {
        drop(history.go_with_delta(steps));
    }
}
