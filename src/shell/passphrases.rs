//! Keys are derived beside the page, in a worker: up to a second of work, in which the page goes on.
//! Where there is no worker, the page does it itself.

use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::SHOWN;
use crate::doors::browser;
use crate::state::{Derived, OpenFault, Work, derive};

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
