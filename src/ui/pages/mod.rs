//! One page a file. [`Shown`] is the one that the state says.

mod agreement;
mod case;
mod cases;
mod decision;
pub mod findings;
mod history;
mod incoming;
mod information;
mod leaving;
mod neutral;
mod opened;
mod rescue;
mod sealed;
mod section;
mod settings;
mod start;
mod summary;
pub mod training;
mod withdrawal;

use std::time::Duration;

use leptos::prelude::*;

use decision::DecisionPage;
use findings::{ChangesPage, FaisceauPage, FindingsPage, LensPage};
use history::HistoryPage;
use leaving::LeavingPage;
use summary::SummaryPage;

use super::desk::Desk;
use super::parts::focus::{self, focus_soon};
use super::parts::near_lock::NearLock;
use super::parts::shut::shut_fields;
use super::{Bridge, OfItsOwn, Topic, back, bridge, covers, keyboard};
use crate::state::{App, Screen, StoreFault};

/// A click has come this long after the finger was lifted.
const AFTER_THE_CLICK: Duration = Duration::from_millis(100);

/// Which page, without what changes inside it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Starting,
    Blocked(StoreFault),
    Emptied,
    Welcome,
    Unlock,
    Rescue,
    Code,
    Cases,
    Settings,
    Incoming,
    Sealed,
    Opened,
    Case,
    Training,
    Hidden,
}

/// How often this tab has begun to write after it had followed another one: the page is drawn anew then, so
/// that nothing older stands in any field than what the other tab has kept.
fn taken_over(bridge: Bridge) -> Memo<u32> {
    let following = Memo::new(move |_| bridge.read(Topic::Page, App::is_following));
    let times = RwSignal::new(0);
    Effect::new(move |before: Option<bool>| {
        let now = following.get();
        if before == Some(true) && !now {
            times.update(|times| *times += 1);
            let in_question =
                bridge.glance(|app| app.current().is_some_and(|case| case.question().is_some()));
            focus_soon(if in_question { ".question.active .wording" } else { "h1" });
        }
        now
    });
    Memo::new(move |_| times.get())
}

/// The page that is shown.
#[component]
pub fn Shown() -> impl IntoView {
    let bridge = bridge();
    let desk = Desk::new();
    provide_context(desk);
    let kind = Memo::new(move |_| match bridge.read(Topic::Page, App::screen) {
        Screen::Starting => Kind::Starting,
        Screen::Blocked(fault) => Kind::Blocked(fault),
        Screen::Emptied => Kind::Emptied,
        Screen::Welcome { .. } => Kind::Welcome,
        Screen::Locked { .. } => Kind::Unlock,
        Screen::Rescue => Kind::Rescue,
        Screen::Code => Kind::Code,
        Screen::Cases => Kind::Cases,
        Screen::Settings => Kind::Settings,
        Screen::Incoming => Kind::Incoming,
        Screen::Sealed => Kind::Sealed,
        Screen::Opened => Kind::Opened,
        Screen::Case(_) => Kind::Case,
        Screen::Training => Kind::Training,
        Screen::Hidden => Kind::Hidden,
    });
    keyboard::follow(bridge);
    covers::follow(desk);
    back::follow(bridge, desk);
    shut_fields(bridge);
    let fresh = taken_over(bridge);
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        desk.lifted();
        keyboard::pressed(bridge, desk, &event);
    });
    on_cleanup(move || keys.remove());
    let pressed = window_event_listener(leptos::ev::pointerdown, move |_| {
        desk.unloads(false);
        desk.pressing.set(true);
        desk.last.update_value(|last| last.by_pointer = true);
        keyboard::turn_away(bridge, desk);
    });
    let lifted = move || set_timeout(move || desk.lifted(), AFTER_THE_CLICK);
    let released = window_event_listener(leptos::ev::pointerup, move |_| lifted());
    let cancelled = window_event_listener(leptos::ev::pointercancel, move |_| lifted());
    let unloads = window_event_listener(leptos::ev::beforeunload, move |_| desk.unloads(true));
    on_cleanup(move || {
        unloads.remove();
        for listener in [pressed, released, cancelled] {
            listener.remove();
        }
    });
    StoredValue::new_local(focus::before_click(move || desk.left_now()));
    StoredValue::new_local(focus::one_press());
    Effect::new(move |_| {
        // Nothing of a case that was left stays on the desk.
        if kind.get() != Kind::Case {
            desk.clear();
            bridge.forget_seen();
        }
    });
    let page = |kind| match kind {
        Kind::Starting => view! { <start::Starting/> }.into_any(),
        Kind::Blocked(fault) => view! { <start::Blocked fault/> }.into_any(),
        Kind::Emptied => view! { <start::Emptied/> }.into_any(),
        Kind::Welcome => view! { <start::Welcome/> }.into_any(),
        Kind::Unlock => view! { <start::Unlock/> }.into_any(),
        Kind::Rescue => view! { <rescue::RescuePage/> }.into_any(),
        Kind::Code => view! { <rescue::CodePage/> }.into_any(),
        Kind::Cases => view! { <cases::CasesPage/> }.into_any(),
        Kind::Settings => view! { <settings::SettingsPage/> }.into_any(),
        Kind::Incoming => view! { <incoming::IncomingPage/> }.into_any(),
        Kind::Sealed => view! { <sealed::SealedPage/> }.into_any(),
        Kind::Opened => view! { <opened::OpenedPage/> }.into_any(),
        Kind::Case => view! { <case::CasePage/> }.into_any(),
        Kind::Training => view! { <training::TrainingShown/> }.into_any(),
        Kind::Hidden => view! { <neutral::Neutral/> }.into_any(),
    };
    view! {
        {move || {
            fresh.track();
            // Read here: what a component reads as it is made is not followed.
            let kind = kind.get();
            view! { <OfItsOwn>{page(kind)}</OfItsOwn> }
        }}
        <NearLock/>
    }
}
