//! What stands in a field that an event comes from.

use leptos::ev;
use leptos::prelude::event_target_value;
use wasm_bindgen::JsCast;

/// The text of the field.
pub fn typed(event: &ev::Event) -> String {
    event_target_value(event)
}

/// Whether an event comes from a field in which letters are written.
pub fn is_writing(event: &ev::KeyboardEvent) -> bool {
    let Some(target) = event.target() else { return false };
    let Some(element) = target.dyn_ref::<web_sys::Element>() else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "button")),
        _ => false,
    }
}

/// Whether an event comes from a field of one line under a question.
pub fn is_one_line(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        element.tag_name() == "INPUT" && element.closest(".question").is_ok_and(|found| found.is_some())
    })
}
