//! What a passphrase asks for is done beside the page, in a worker: a second of work or more, in which the page
//! goes on. Keys are derived there, and files sealed and opened. Where there is no worker, the page does it
//! itself.

use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::SHOWN;
use crate::doors::browser;
use crate::sealing::task;
use crate::state::{AgeWork, Aged, Derived, OpenFault, Work, derive};

/// Does the work: the key, and how many milliseconds it took.
pub(super) async fn derived(work: &Work) -> (Result<Derived, OpenFault>, u32) {
    if let Some((key, took)) = browser::derived_beside(&work.written()).await {
        let key = key.ok_or(OpenFault::NoMemory);
        return (key.and_then(|key| work.led_to(&key).ok_or(OpenFault::NoMemory)), whole(took));
    }
    // The page shows first that it is under way.
    TimeoutFuture::new(SHOWN).await;
    let before = browser::stopwatch();
    let result = work.run();
    (result, whole(browser::stopwatch() - before))
}

/// What the worker does (`worker.js`): work as bytes, and the key as bytes; nothing where there is not
/// enough memory.
#[wasm_bindgen(js_name = derive)]
#[must_use]
pub fn derive_beside(work: &Uint8Array) -> Option<Uint8Array> {
    let work = zeroize::Zeroizing::new(work.to_vec());
    derive(&work).ok().map(|key| Uint8Array::from(key.as_slice()))
}

/// Seals or opens a file.
pub(super) async fn aged(work: AgeWork) -> Aged {
    if let Some(task) = work.written() {
        let outcome = browser::aged_beside(&task).await;
        if let Some(aged) = outcome.and_then(|outcome| work.led_to(&outcome)) {
            return aged;
        }
    }
    // The page shows first that it is under way.
    TimeoutFuture::new(SHOWN).await;
    work.done()
}

/// What the worker does (`worker.js`): a task as bytes, and what came of it; nothing where it is none.
#[wasm_bindgen(js_name = age)]
#[must_use]
pub fn age_beside(task: &Uint8Array) -> Option<Uint8Array> {
    let task = zeroize::Zeroizing::new(task.to_vec());
    task::carry_out(&task).map(|outcome| Uint8Array::from(outcome.as_slice()))
}

/// The app as it was compiled for the page, so that the worker need not do it again.
#[wasm_bindgen]
#[must_use]
pub fn compiled() -> JsValue {
    wasm_bindgen::module()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole milliseconds of a clock that only goes forward"
)]
const fn whole(milliseconds: f64) -> u32 {
    milliseconds as u32
}
