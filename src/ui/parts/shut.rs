//! Shuts every field where nothing may be changed: another tab writes, or a newer version has written. What
//! stands in them can be read, and follows what is kept. One way for all fields, so that a new one is in it.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement, MutationObserver, MutationObserverInit};

use crate::state::{App, Intent};
use crate::ui::{Bridge, Topic};

/// What marks a field that was shut here.
const SHUT: &str = "data-shut";
/// Fields that change nothing of a case stay open: the search, what is compared, the settings of the screen.
const OPEN: &str = "[data-stays-open], .languages";

/// A field, as far as it is shut in one way or the other.
enum Field {
    /// Letters are written in it: it becomes read-only, keeps the focus, and can be read and copied.
    Written(Element),
    /// Something is chosen in it: what is done to it is held back.
    Chosen(Element),
}

impl Field {
    fn of(element: &Element) -> Option<Self> {
        let chosen =
            || matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "file"));
        match element.tag_name().as_str() {
            "INPUT" if chosen() => Some(Self::Chosen(element.clone())),
            "TEXTAREA" | "INPUT" => Some(Self::Written(element.clone())),
            "SELECT" => Some(Self::Chosen(element.clone())),
            _ => None,
        }
    }
}

/// Has all fields shut as long as nothing may be changed. Once, for the whole app.
pub fn shut_fields(bridge: Bridge) {
    let shut = Memo::new(move |_| bridge.read(Topic::Page, App::is_shut));
    let drawn = Closure::<dyn FnMut()>::new(move || {
        if shut.try_get_untracked() == Some(true) {
            all_fields(true);
        }
    });
    // Where the browser has no such observer, the state still refuses.
    let observer = MutationObserver::new(drawn.as_ref().unchecked_ref()).ok();
    drawn.forget();
    Effect::new(move |_| {
        let is = shut.get();
        if let (Some(observer), Some(body)) = (&observer, gloo_utils::document().body()) {
            if is {
                let what = MutationObserverInit::new();
                what.set_child_list(true);
                what.set_subtree(true);
                drop(observer.observe_with_options(&body, &what));
            } else {
                observer.disconnect();
            }
        }
        all_fields(is);
    });
    for kind in ["keydown", "mousedown", "click", "paste", "drop"] {
        let options =
            EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: false };
        EventListener::new_with_options(&gloo_utils::document(), kind, options, move |event| {
            if shut.try_get_untracked() == Some(true) && held_back(event) {
                bridge.send(Intent::TypeInVain);
            }
        })
        .forget();
    }
}

fn all_fields(shut: bool) {
    let Ok(fields) = gloo_utils::document().query_selector_all("input, textarea, select") else { return };
    for at in 0..fields.length() {
        let element = fields.get(at).and_then(|node| node.dyn_into::<Element>().ok());
        let Some(element) = element else { continue };
        let marked = element.has_attribute(SHUT);
        let stays = element.closest(OPEN).is_ok_and(|found| found.is_some());
        if marked != (shut && !stays) {
            mark(&element, !marked);
        }
    }
}

fn mark(element: &Element, shut: bool) {
    let Some(field) = Field::of(element) else { return };
    match &field {
        Field::Written(element) => {
            if let Some(line) = element.dyn_ref::<HtmlInputElement>() {
                line.set_read_only(shut);
            } else if let Some(lines) = element.dyn_ref::<HtmlTextAreaElement>() {
                lines.set_read_only(shut);
            }
        }
        Field::Chosen(element) => {
            // Not the attribute `disabled`, which would take the focus away in the middle of a word.
            let done = if shut {
                element.set_attribute("aria-disabled", "true")
            } else {
                element.remove_attribute("aria-disabled")
            };
            drop(done);
        }
    }
    drop(if shut { element.set_attribute(SHUT, "") } else { element.remove_attribute(SHUT) });
}

/// Holds back what would change a field that is shut; whether that was tried.
fn held_back(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target.filter(|element| element.has_attribute(SHUT)) else { return false };
    let key = event.dyn_ref::<web_sys::KeyboardEvent>();
    match (Field::of(&target), event.type_().as_str(), key) {
        (Some(Field::Written(_)), "keydown", Some(key)) => writes(key),
        (Some(Field::Written(_)), kind, _) => matches!(kind, "paste" | "drop"),
        (Some(Field::Chosen(_)), "keydown", Some(key)) => {
            let goes_on =
                matches!(key.key().as_str(), "Tab" | "Escape" | "Shift") || key.ctrl_key() || key.meta_key();
            if !goes_on {
                event.prevent_default();
                event.stop_propagation();
            }
            !goes_on
        }
        (Some(Field::Chosen(_)), ..) => {
            event.prevent_default();
            event.type_() == "click" || target.tag_name() == "SELECT"
        }
        (None, ..) => false,
    }
}

/// Whether a key would change what is written.
fn writes(key: &web_sys::KeyboardEvent) -> bool {
    let held = key.ctrl_key() || key.meta_key() || key.alt_key();
    let name = key.key();
    !held && (name.chars().count() == 1 || matches!(name.as_str(), "Backspace" | "Delete" | "Enter"))
}
