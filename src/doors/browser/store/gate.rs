//! What is read waits for what was handed over before: two threads at work give no order of their own.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Closed while a commit is under way.
#[derive(Clone, Default)]
pub(super) struct Gate(Rc<RefCell<Option<Promise>>>);

/// Opens its gate when it goes, however the commit ended.
pub(super) struct Closed {
    gate: Gate,
    open: Option<Function>,
}

impl Gate {
    /// Closes the gate, once it is open.
    pub async fn close(&self) -> Closed {
        self.pass().await;
        let mut open = None;
        let opened = Promise::new(&mut |resolve, _| open = Some(resolve));
        *self.0.borrow_mut() = Some(opened);
        Closed { gate: self.clone(), open }
    }

    /// Waits until the gate is open.
    pub async fn pass(&self) {
        loop {
            let opened = self.0.borrow().clone();
            let Some(opened) = opened else { return };
            // Nothing can refuse what is only ever opened.
            drop(JsFuture::from(opened).await);
        }
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        self.gate.0.borrow_mut().take();
        if let Some(open) = self.open.take() {
            drop(open.call0(&JsValue::NULL));
        }
    }
}
