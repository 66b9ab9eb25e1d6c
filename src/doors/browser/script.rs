//! What `start.js` leaves for the app on the page: objects and functions, found by their names.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What is left under a name, if anything is.
pub(super) fn left(name: &str) -> Option<JsValue> {
    member(&js_sys::global(), name)
}

/// Calls a function of an object, and waits for what it promises; nothing where there is none, or where it
/// fails.
pub(super) async fn promised(object: &JsValue, name: &str, arguments: &Array) -> Option<JsValue> {
    let function: Function = member(object, name)?.dyn_into().ok()?;
    let promised: Promise = function.apply(object, arguments).ok()?.dyn_into().ok()?;
    JsFuture::from(promised).await.ok()
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|member| !member.is_undefined())
}

/// Bytes, handed to the browser.
pub(super) fn to_js(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Bytes that the browser has handed back.
pub(super) fn from_js(bytes: &JsValue) -> Vec<u8> {
    Uint8Array::new(bytes).to_vec()
}
