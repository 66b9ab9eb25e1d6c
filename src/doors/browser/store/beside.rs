//! Commits are carried out beside the page, by the same store in a worker: sealed bytes go there, and what
//! became of them comes back. Where there is no worker, the page does it itself.

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::twin::{Mark, apart, as_mark, together};
use super::{Done, IndexedDb, Order};
use crate::doors::browser::beside::Worker;
use crate::doors::browser::script::{from_js, to_js};
use crate::doors::{StoreError, Token};

thread_local! {
    /// The store of the worker.
    static STORE: IndexedDb = IndexedDb::default();
}

/// What each end of a commit is called on its way back.
const ENDS: [(&str, Result<(), StoreError>); 7] = [
    ("kept", Ok(())),
    ("full", Err(StoreError::Full)),
    ("blocked", Err(StoreError::Blocked)),
    ("newer", Err(StoreError::Newer)),
    ("superseded", Err(StoreError::Superseded)),
    ("emptied", Err(StoreError::Emptied)),
    ("failed", Err(StoreError::Failed)),
];

/// Has an order carried out by the worker; `None` where there is none, or it has failed.
pub(super) async fn carried_out(order: &Order<'_>) -> Option<Done> {
    let (keys, values) = apart(order.writes.iter().map(|(key, value)| (key, value.as_ref())));
    let level = order.level.map_or(JsValue::UNDEFINED, |mark| to_js(&mark));
    let given = Array::of5(&to_js(&order.ours), &to_js(&order.mark), &level, &keys, &values);
    let answer: Array = Worker::Commit.ask(&given).await?.dyn_into().ok()?;
    let told = answer.get(0).as_string()?;
    let (_, result) = ENDS.into_iter().find(|(name, _)| *name == told)?;
    Some(Done { result, level: as_mark(&answer.get(1)) })
}

/// What the worker does (`worker.js`): carries out an order, and tells how it ended and the mark at which
/// both copies are level, if they are. `None` where the order cannot be read.
#[wasm_bindgen(js_name = commit)]
pub async fn carry_out_beside(given: Array) -> Option<Array> {
    let ours: Token = from_js(&given.get(0)).try_into().ok()?;
    let mark: Mark = as_mark(&given.get(1))?;
    let (keys, values) = (given.get(3).dyn_into().ok()?, given.get(4).dyn_into().ok()?);
    let writes = together(&keys, &values);
    let order = Order { ours, mark, level: as_mark(&given.get(2)), writes: &writes };
    let store = STORE.with(Clone::clone);
    let Done { result, level } = store.carry_out(&order).await;
    let (name, _) = ENDS.into_iter().find(|(_, end)| *end == result)?;
    Some(Array::of2(&name.into(), &level.map_or(JsValue::UNDEFINED, |mark| to_js(&mark))))
}
