//! Forms that are kept as they are filled in, until their button is pressed.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::doors::browser;
use crate::interview::{Command, FieldId};
use crate::state::Intent;
use crate::ui::{Bridge, bridge};

/// What was kept of a field of the case on the screen, as it was typed.
pub fn kept_text(bridge: Bridge, field: &FieldId) -> Option<String> {
    bridge.glance(|app| app.current()?.case().draft(field).map(str::to_owned))
}

/// What was kept of a form of the case on the screen.
pub fn kept_form<T: DeserializeOwned>(bridge: Bridge, field: &FieldId) -> Option<T> {
    serde_json::from_str(&kept_text(bridge, field)?).ok()
}

/// A form as it is kept.
pub fn as_kept<T: Serialize>(form: &T) -> Option<String> {
    serde_json::to_string(form).ok()
}

/// Keeps what stands in a field or a form whenever it changes; `None` while it is as it was at first.
pub fn keep(field: FieldId, what: impl Fn() -> Option<String> + 'static) {
    let bridge = bridge();
    Effect::new(move |before: Option<Option<String>>| {
        let now = what();
        if before.is_some_and(|before| before != now) {
            bridge.send(Intent::Write(Command::Draft(field.clone(), now.clone())));
        }
        now
    });
}

/// What the tab has kept of a form of the training, which is invented: in plain, and no longer than the tab.
pub fn in_tab<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_str(&browser::in_tab(name)?).ok()
}

/// Has the tab keep a form of the training whenever it changes.
pub fn keep_in_tab<T: Serialize>(name: &'static str, what: impl Fn() -> T + 'static) {
    Effect::new(move |before: Option<Option<String>>| {
        let now = as_kept(&what());
        if before.is_some_and(|before| before != now) {
            browser::keep_in_tab(name, now.as_deref());
        }
        now
    });
}

/// Has the tab keep nothing more of a form.
pub fn done_in_tab(name: &str) {
    browser::keep_in_tab(name, None);
}
