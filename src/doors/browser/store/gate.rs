//! Reads and commits are done one after the other: page and worker, at work together, have no order of their
//! own. What is not kept when a read ends was not kept when it began.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Closed while a read or a commit is under way.
#[derive(Clone, Default)]
pub(super) struct Gate(Rc<RefCell<Option<Promise>>>);

/// Opens its gate when it goes, however what was under way has ended.
pub(super) struct Closed {
    gate: Gate,
    open: Option<Function>,
}

impl Gate {
    /// Closes the gate, once it is open.
    pub async fn close(&self) -> Closed {
        loop {
            let opened = self.0.borrow().clone();
            let Some(opened) = opened else { break };
            // Nothing can refuse what is only ever opened.
            drop(JsFuture::from(opened).await);
        }
        let mut open = None;
        let opened = Promise::new(&mut |resolve, _| open = Some(resolve));
        *self.0.borrow_mut() = Some(opened);
        Closed { gate: self.clone(), open }
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
