//! Back and Forward of the browser, and of a telephone: what is open is closed first, then the page before is
//! shown. What an entry of the history stands for is known in memory alone.

use leptos::prelude::*;

use super::desk::Desk;
use super::{Bridge, Topic};
use crate::doors::browser;
use crate::interview::Command;
use crate::state::{App, Intent, Notice, Past, Step, Turn};

/// Follows the pages, and takes Back and Forward.
pub fn follow(bridge: Bridge, desk: Desk) {
    let past = StoredValue::new(Past::new(browser::entry()));
    Effect::new(move |_| {
        let stop = bridge.read(Topic::Page, App::stop);
        take(past.try_update_value(|past| past.shows(stop)).flatten());
    });
    let turns = window_event_listener(leptos::ev::popstate, move |_| turned(bridge, desk, past));
    on_cleanup(move || turns.remove());
}

fn take(step: Option<Step>) {
    match step {
        Some(Step::Push(entry)) => browser::add_entry(entry),
        Some(Step::Go(steps)) => browser::go_entries(steps),
        None => {}
    }
}

fn turned(bridge: Bridge, desk: Desk, past: StoredValue<Past>) {
    let entry = browser::entry();
    if past.with_value(|past| past.is_at(entry)) {
        return;
    }
    if bridge.glance(|app| app.stop().is_some()) && close(bridge, desk) {
        return take(past.with_value(|past| past.stays(entry)));
    }
    let turn = past.try_update_value(|past| bridge.glance(|app| past.goes(entry, app)));
    match turn {
        Some(Turn::Does(intent)) => bridge.send(intent),
        Some(Turn::Asks(step)) => {
            desk.leaving.set(true);
            take(Some(step));
        }
        Some(Turn::Stays) | None => {}
    }
}

/// Closes what is open. Whether anything was.
fn close(bridge: Bridge, desk: Desk) -> bool {
    if desk.close() {
        return true;
    }
    if desk.leaving.get_untracked() {
        desk.leaving.set(false);
        return true;
    }
    let paused = bridge.glance(|app| app.current().is_some_and(|current| current.case().is_paused()));
    // What is missing was read only when somebody says so.
    let told = bridge.glance(|app| app.notice().is_some_and(|told| !matches!(told, Notice::Alarm(_))));
    if paused {
        bridge.send(Intent::Do(Command::Resume));
    } else if told {
        bridge.send(Intent::Dismiss);
    }
    paused || told
}
