//! The second copy of the store (`twin.js`), where the browser has room for one apart from the first. A copy
//! that cannot be had or does not follow never stands in the way of the first.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::doors::browser::script::{from_js, left, promised, to_js};
use crate::doors::{Record, Write};

/// What marks a write in both copies: drawn by chance, it says nothing.
pub(super) type Mark = [u8; 16];

/// Whether the browser has room for a second copy.
pub(super) fn is_there() -> bool {
    object().is_some()
}

/// The mark of the last write of the copy.
pub(super) async fn mark() -> Option<Mark> {
    as_mark(&ask("mark", &Array::new()).await?)
}

/// Everything that the copy holds, and its mark; nothing where it holds nothing.
pub(super) async fn all() -> Option<(Mark, Vec<Record>)> {
    let all: Array = ask("all", &Array::new()).await?.dyn_into().ok()?;
    let mark = as_mark(&all.get(0))?;
    let (keys, values): (Array, Array) = (all.get(1).dyn_into().ok()?, all.get(2).dyn_into().ok()?);
    let bytes = |value: JsValue| from_js(&value);
    Some((mark, keys.iter().map(bytes).zip(values.iter().map(bytes)).collect()))
}

/// Has the copy do a write that the store has done: whether it did.
pub(super) async fn follow(before: &Mark, after: &Mark, writes: &[Write]) -> bool {
    let (keys, values) = apart(writes.iter().map(|(key, value)| (key, value.as_ref())));
    ask("follow", &Array::of4(&to_js(before), &to_js(after), &keys, &values)).await.is_some()
}

/// Has the copy become what the store is: whether it did.
pub(super) async fn become_like(after: &Mark, records: &[Record]) -> bool {
    let (keys, values) = apart(records.iter().map(|(key, value)| (key, Some(value))));
    ask("become", &Array::of3(&to_js(after), &keys, &values)).await.is_some()
}

/// Keys and values, each in an array of the browser's.
pub(super) fn apart<'a>(writes: impl Iterator<Item = (&'a Vec<u8>, Option<&'a Vec<u8>>)>) -> (Array, Array) {
    let (keys, values) = (Array::new(), Array::new());
    for (key, value) in writes {
        keys.push(&to_js(key));
        values.push(&value.map_or(JsValue::UNDEFINED, |value| to_js(value)));
    }
    (keys, values)
}

/// The writes that were taken apart.
pub(super) fn together(keys: &Array, values: &Array) -> Vec<Write> {
    let value = |value: JsValue| (!value.is_undefined()).then(|| from_js(&value));
    keys.iter().map(|key| from_js(&key)).zip(values.iter().map(value)).collect()
}

/// A mark that the browser has handed back, if it is one.
pub(super) fn as_mark(value: &JsValue) -> Option<Mark> {
    value.dyn_ref::<Uint8Array>()?.to_vec().try_into().ok()
}

/// Calls a function of the copy; nothing where there is none, or where it fails.
async fn ask(name: &str, arguments: &Array) -> Option<JsValue> {
    promised(&object()?, name, arguments).await
}

fn object() -> Option<JsValue> {
    left("twin")
}
