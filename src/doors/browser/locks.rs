//! One writer among tabs: the browser's lock, and a channel on which tabs ask for it and tell that
//! something was kept. Nothing that is said on it is about a person.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "faisceau:safe";
const ASK: &str = "ask";
const KEPT: &str = "kept";
/// How long the holder has to give the lock away, in milliseconds, before it is taken.
const PATIENCE: u32 = 3_000;

/// What is told of the lock and of the other tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// This tab has the lock.
    Held,
    /// Another tab has it.
    Elsewhere,
    /// Another tab asks for it.
    Asked,
    /// Another tab has taken it.
    Lost,
    /// Another tab has kept something.
    Kept,
}

/// The lock and the channel of this tab.
#[derive(Clone)]
pub struct Tabs(Rc<Inner>);

struct Inner {
    tell: Box<dyn Fn(Told)>,
    channel: Option<BroadcastChannel>,
    /// Ends the promise that holds the lock.
    release: RefCell<Option<Function>>,
    held: Cell<bool>,
}

impl Tabs {
    /// Listens to the other tabs. `tell` is told what happens.
    #[must_use]
    pub fn new(tell: Box<dyn Fn(Told)>) -> Self {
        let channel = BroadcastChannel::new(NAME).ok();
        let tabs =
            Self(Rc::new(Inner { tell, channel, release: RefCell::default(), held: Cell::new(false) }));
        if let Some(channel) = &tabs.0.channel {
            let here = tabs.clone();
            EventListener::new(channel, "message", move |event| here.heard(event)).forget();
        }
        tabs
    }

    fn heard(&self, event: &web_sys::Event) {
        let said = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        match said.as_deref() {
            Some(ASK) if self.0.held.get() => (self.0.tell)(Told::Asked),
            Some(KEPT) => (self.0.tell)(Told::Kept),
            _ => {}
        }
    }

    /// Tells the other tabs that something was kept.
    pub fn kept(&self) {
        self.say(KEPT);
    }

    fn say(&self, word: &str) {
        if let Some(channel) = &self.0.channel {
            // A channel that the browser has closed reaches nobody: the store's own fence still holds.
            drop(channel.post_message(&word.into()));
        }
    }

    /// Asks to have the lock: now, or once it is free.
    pub fn have(&self) {
        let Some(locks) = locks() else {
            // Without locks every tab writes; the fence lets only the last who claimed the store.
            self.got(None);
            return;
        };
        let here = self.clone();
        let now = Closure::once_into_js(move |lock: JsValue| {
            if lock.is_null() {
                (here.0.tell)(Told::Elsewhere);
                here.request(&[]);
                return JsValue::UNDEFINED;
            }
            here.hold()
        });
        let ended = request(&locks, &[("ifAvailable", true)], &now);
        self.mind(ended);
    }

    /// Asks the tab that holds the lock for it, and takes it if there is no answer.
    pub fn take_over(&self) {
        self.say(ASK);
        let here = self.clone();
        Timeout::new(PATIENCE, move || {
            if !here.0.held.get() {
                here.request(&[("steal", true)]);
            }
        })
        .forget();
    }

    /// Gives the lock away, and waits for it to be free again.
    pub fn give(&self) {
        self.0.held.set(false);
        if let Some(release) = self.0.release.borrow_mut().take() {
            drop(release.call0(&JsValue::NULL));
        }
        // After the tab that asked, which has been waiting.
        let here = self.clone();
        Timeout::new(50, move || here.request(&[])).forget();
    }

    fn request(&self, options: &[(&str, bool)]) {
        let Some(locks) = locks() else { return };
        let here = self.clone();
        let granted = Closure::once_into_js(
            move |_: JsValue| if here.0.held.get() { JsValue::UNDEFINED } else { here.hold() },
        );
        let ended = request(&locks, options, &granted);
        self.mind(ended);
    }

    /// A lock that was taken away ends its promise in an error.
    fn mind(&self, ended: Option<JsValue>) {
        let here = self.clone();
        let lost = Closure::once_into_js(move |_: JsValue| here.lost());
        if let Some(ended) = ended {
            attach(&ended, &lost);
        }
    }

    fn lost(&self) {
        if self.0.held.replace(false) {
            (self.0.tell)(Told::Lost);
            self.request(&[]);
        }
    }

    /// Holds the lock until it is given away or taken.
    fn hold(&self) -> JsValue {
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        self.got(release);
        held.into()
    }

    fn got(&self, release: Option<Function>) {
        *self.0.release.borrow_mut() = release;
        self.0.held.set(true);
        (self.0.tell)(Told::Held);
    }
}

/// The browser's locks. Named by hand: the bindings still call them unstable, browsers no longer do.
fn locks() -> Option<JsValue> {
    let navigator = gloo_utils::window().navigator();
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

fn request(locks: &JsValue, options: &[(&str, bool)], granted: &JsValue) -> Option<JsValue> {
    let asked = Object::new();
    for (name, value) in options {
        Reflect::set(&asked, &(*name).into(), &(*value).into()).ok()?;
    }
    let request: Function = Reflect::get(locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call3(locks, &NAME.into(), &asked, granted).ok()
}

fn attach(promise: &JsValue, rejected: &JsValue) {
    let catch =
        Reflect::get(promise, &"catch".into()).ok().and_then(|catch| catch.dyn_into::<Function>().ok());
    if let Some(catch) = catch {
        drop(catch.call1(promise, rejected));
    }
}
