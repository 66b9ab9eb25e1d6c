//! A file that is handed in by a field.

use wasm_bindgen::JsCast;

/// Hands over the file that was chosen, and forgets its name in the field.
pub fn handed_in(event: &leptos::ev::Event, take: impl FnOnce(web_sys::File)) {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    input.set_value("");
    take(file);
}
