//! The workers beside the page: one does what passphrases ask for, one carries out commits. `start.js` starts
//! them with the page, and leaves the way to each as a function of the page.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

use super::script::{promised, to_js};

/// What a worker does, by the name of the function that leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worker {
    /// Derives keys.
    Derive,
    /// Seals and opens files with a passphrase.
    Age,
    /// Carries out commits.
    Commit,
}

impl Worker {
    const fn way(self) -> &'static str {
        match self {
            Self::Derive => "deriveBeside",
            Self::Age => "ageBeside",
            Self::Commit => "commitBeside",
        }
    }

    /// Has the worker do its work; `None` where it is not there, or has failed.
    pub async fn ask(self, given: &Array) -> Option<JsValue> {
        promised(&js_sys::global(), self.way(), given).await
    }
}

/// Has a key derived: its bytes, or nothing where there is not enough memory; and how many milliseconds it
/// took. `None` where there is no worker, or it has failed.
pub async fn derived_beside(work: &[u8]) -> Option<(Option<Zeroizing<Vec<u8>>>, f64)> {
    // Handed over and not copied: it is wiped there.
    let answer = Worker::Derive.ask(&Array::of1(&to_js(work))).await?;
    let took = Reflect::get(&answer, &"took".into()).ok()?.as_f64()?;
    let key: Option<Uint8Array> = Reflect::get(&answer, &"key".into()).ok()?.dyn_into().ok();
    Some((key.as_ref().map(taken), took))
}

/// Has a file sealed or opened with a passphrase: a task as bytes, and what came of it. `None` where there is no
/// worker, or it has failed.
pub async fn aged_beside(task: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let answer: Uint8Array = Worker::Age.ask(&Array::of1(&to_js(task))).await?.dyn_into().ok()?;
    Some(taken(&answer))
}

/// Takes bytes from the browser, and wipes them there.
fn taken(bytes: &Uint8Array) -> Zeroizing<Vec<u8>> {
    let here = Zeroizing::new(bytes.to_vec());
    bytes.fill(0, 0, bytes.length());
    here
}
