//! The worker beside the page, which derives keys. `start.js` starts it with the page, and leaves the one
//! way to it as a function of the page.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use zeroize::Zeroizing;

use super::script::{promised, to_js};

/// The name of that function.
const WAY: &str = "deriveBeside";

/// Has a key derived: its bytes, or nothing where there is not enough memory; and how many milliseconds it
/// took. `None` where there is no worker, or it has failed.
pub async fn derived_beside(work: &[u8]) -> Option<(Option<Zeroizing<Vec<u8>>>, f64)> {
    // Handed over and not copied: it is wiped there.
    let answer = promised(&js_sys::global(), WAY, &Array::of1(&to_js(work))).await?;
    let took = Reflect::get(&answer, &"took".into()).ok()?.as_f64()?;
    let key: Option<Uint8Array> = Reflect::get(&answer, &"key".into()).ok()?.dyn_into().ok();
    let key = key.map(|key| {
        let bytes = Zeroizing::new(key.to_vec());
        key.fill(0, 0, key.length());
        bytes
    });
    Some((key, took))
}
