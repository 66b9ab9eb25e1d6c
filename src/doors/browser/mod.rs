//! The browser's doors. The only place, beside the screens, that touches the browser.

mod beside;
mod entries;
mod files;
mod locks;
mod script;
mod store;

use std::cell::Cell;

use gloo_storage::{LocalStorage, SessionStorage, Storage};
use wasm_bindgen::JsCast;

pub use beside::{aged_beside, derived_beside};
pub use entries::{add_entry, entry, go_entries};
pub use files::{offer, read};
pub use locks::{Tabs, Told};
pub use store::IndexedDb;

/// Whether this is the page, and not what works beside it.
#[must_use]
pub fn is_page() -> bool {
    web_sys::window().is_some()
}

/// Milliseconds since the start of 1970 in UTC, and minutes east of UTC, here and now.
#[must_use]
pub fn now() -> (i64, i32) {
    let date = js_sys::Date::new_0();
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers far below the limits")]
    (date.get_time() as i64, -(date.get_timezone_offset() as i32))
}

/// Milliseconds of a clock that only goes forward, to tell how long something took.
#[must_use]
pub fn stopwatch() -> f64 {
    gloo_utils::window().performance().map_or(0.0, |performance| performance.now())
}

/// Asks the browser not to clear what is kept here by itself: whether it promises that. Some browsers
/// ask the person first, and never answer if she does not.
pub async fn persist() -> bool {
    let Ok(asked) = gloo_utils::window().navigator().storage().persist() else { return false };
    wasm_bindgen_futures::JsFuture::from(asked).await.is_ok_and(|promised| promised.is_truthy())
}

/// Fills bytes with the browser's own randomness.
///
/// # Errors
/// When the browser has none to give, in which case nothing may be sealed.
pub fn fill(bytes: &mut [u8]) -> Result<(), getrandom::Error> {
    getrandom::fill(bytes)
}

/// A small text kept under a name; `None` when there is none, or when the browser keeps nothing.
#[must_use]
pub fn small(name: &str) -> Option<String> {
    keeps_small().then(|| LocalStorage::get(name).ok()).flatten()
}

/// Keeps a small text under a name, or takes it away. Where the browser keeps nothing, so be it:
/// no small text may matter.
pub fn keep_small(name: &str, text: Option<&str>) {
    match text {
        _ if !keeps_small() => {}
        Some(text) => drop(LocalStorage::set(name, text)),
        None => LocalStorage::delete(name),
    }
}

/// A text that this tab has kept under a name.
#[must_use]
pub fn in_tab(name: &str) -> Option<String> {
    keeps_in_tab().then(|| SessionStorage::get(name).ok()).flatten()
}

/// Keeps a text under a name as long as this tab lives, or takes it away. Where the browser keeps
/// nothing, so be it.
pub fn keep_in_tab(name: &str, text: Option<&str>) {
    match text {
        _ if !keeps_in_tab() => {}
        Some(text) => drop(SessionStorage::set(name, text)),
        None => SessionStorage::delete(name),
    }
}

fn keeps_in_tab() -> bool {
    matches!(gloo_utils::window().session_storage(), Ok(Some(_)))
}

/// Whether the browser lets small texts be kept at all; asking it otherwise would fail.
fn keeps_small() -> bool {
    matches!(gloo_utils::window().local_storage(), Ok(Some(_)))
}

/// Whether the page has no room for anything beside its column; the same width as in
/// `style/pages/case.css`.
#[must_use]
pub fn is_narrow() -> bool {
    let query = gloo_utils::window().match_media("(max-width: 1000px)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Whether the page is in sight.
#[must_use]
pub fn is_visible() -> bool {
    gloo_utils::document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Opens the browser's print dialogue.
pub fn print() {
    // A browser that cannot print says so itself.
    drop(gloo_utils::window().print());
}

/// Adds a rule for printed pages to those of the app, or takes away the one that was added before.
pub fn rule_pages(rule: Option<&str>) {
    thread_local!(static ADDED: Cell<bool> = const { Cell::new(false) });
    let sheet = gloo_utils::document().style_sheets().item(0);
    let Some(sheet) = sheet.and_then(|sheet| sheet.dyn_into::<web_sys::CssStyleSheet>().ok()) else { return };
    if ADDED.replace(false) {
        drop(sheet.delete_rule(0));
    }
    if let Some(rule) = rule {
        // Where the browser knows no such rule, pages are printed without their foot.
        ADDED.set(sheet.insert_rule(rule).is_ok());
    }
}

/// Gives the tab another title.
pub fn entitle(title: &str) {
    gloo_utils::document().set_title(title);
}

/// The languages that the interviewer's browser prefers, the first one first.
#[must_use]
pub fn languages() -> Vec<String> {
    let languages = gloo_utils::window().navigator().languages();
    languages.iter().filter_map(|language| language.as_string()).collect()
}

/// Tells on the console where in the code the app has stopped, and nothing else.
pub fn tell_place(place: Option<&std::panic::Location<'_>>) {
    let place = place.map_or_else(String::new, |place| format!(" {}:{}", place.file(), place.line()));
    web_sys::console::error_1(&format!("Faisceau stopped at{place}").into());
}
