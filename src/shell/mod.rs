//! Where the state meets the browser: what it asks of the outside is done here, with the browser's
//! doors, and what comes of it is handed back.

#[cfg(feature = "bench")]
mod bench;
mod passphrases;

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::UnwrapThrowExt;

use crate::doors::browser::{self, IndexedDb, Tabs, Told};
use crate::doors::{Store, StoreError};
use crate::instrument::Language;
use crate::state::{
    App, Current, Effect, Intent, Lock, LockAsk, Message, Now, Reading, Settings, Small, StoreFault,
};
use crate::ui::{Bridge, Screens, leave_question};

/// Long enough for the page to show what is under way, in milliseconds.
const SHOWN: u32 = 60;

/// What shows that somebody is there: keys and taps, and what comes without them when a page is read aloud, or
/// words are dictated or chosen by a telephone's keyboard.
const SIGNS_OF_LIFE: [&str; 10] = [
    "pointerdown",
    "pointermove",
    "touchmove",
    "wheel",
    "scroll",
    "keydown",
    "beforeinput",
    "input",
    "compositionupdate",
    "selectionchange",
];

/// The name under which the tab keeps the draft of a scenario.
const DRAFT: &str = "faisceau:scenario-draft";

/// Mounts the app on the page; beside the page there is nothing to mount.
pub fn mount() {
    if !browser::is_page() {
        return;
    }
    // A panic tells its place in the code and never its message, which may hold a person's words.
    std::panic::set_hook(Box::new(|panic| browser::tell_place(panic.location())));
    mount_to_body(|| {
        #[cfg(not(feature = "bench"))]
        let shelf = crate::instrument::Shelf::bundled();
        #[cfg(feature = "bench")]
        let shelf = bench::shelf();
        let settings = browser::small(Small::Settings.name());
        let preferred = Language::preferred(&browser::languages());
        let settings = Settings::read(settings.as_deref(), preferred);
        let (app, effects) = App::new(
            shelf,
            settings,
            browser::small(Small::Witness.name()),
            browser::small(Small::Tries.name()).as_deref(),
        );
        let outside = Outside {
            app: StoredValue::new_local(app),
            store: StoredValue::new_local(IndexedDb::default()),
            bridge: StoredValue::new(None),
            tabs: StoredValue::new_local(None),
        };
        outside.tabs.set_value(Some(Tabs::new(Box::new(move |told| outside.told(told)))));
        let bridge = Bridge::new(outside.app, Rc::new(move |intent| outside.take(Message::Intent(intent))));
        outside.bridge.set_value(Some(bridge));
        outside.run(effects);
        outside.listen();
        provide_context(bridge);
        view! { <Screens/> }
    });
}

/// The state and the doors around it.
#[derive(Clone, Copy)]
struct Outside {
    app: StoredValue<App, LocalStorage>,
    store: StoredValue<IndexedDb, LocalStorage>,
    bridge: StoredValue<Option<Bridge>>,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
}

impl Outside {
    /// Hands a message to the state, does what it asks for, and shows what has changed.
    fn take(self, message: Message) {
        let (unix, offset) = browser::now();
        let fill = &mut |bytes: &mut [u8]| {
            // Without randomness nothing may be sealed: better to stop here.
            browser::fill(bytes).unwrap_throw();
        };
        let question = |app: &App| app.current().and_then(Current::question);
        let done = self.app.try_update_value(|app| {
            let before = question(app);
            let effects = app.update(message, Now { unix, offset }, fill);
            (effects, app.take_changed(), before != question(app))
        });
        let Some((effects, changed, moved)) = done else { return };
        if moved {
            leave_question();
        }
        self.run(effects);
        if let Some(bridge) = self.bridge.get_value() {
            bridge.notify(&changed);
        }
        #[cfg(feature = "bench")]
        if let Some(intent) = self.app.with_value(bench::next) {
            self.take(Message::Intent(intent));
        }
    }

    fn run(self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Read(reading, prefix) => spawn_local(async move {
                    let store = self.store.get_value();
                    if reading == Reading::BroughtBack {
                        store.look_anew();
                    }
                    let result = store.read(&prefix).await.map_err(fault);
                    if store.came_back() {
                        self.take(Message::CameBack);
                    }
                    self.take(Message::Read(reading, result));
                }),
                Effect::Commit(ticket, writes) => spawn_local(async move {
                    let store = self.store.get_value();
                    let writes: Vec<_> = writes.into_iter().map(|write| (write.key, write.value)).collect();
                    let result = store.commit(&writes).await.map_err(fault);
                    if result.is_ok() {
                        self.tabs.with_value(|tabs| tabs.iter().for_each(Tabs::kept));
                    }
                    self.take(Message::Committed(ticket, result));
                }),
                Effect::Fetch(reading, keys) => spawn_local(async move {
                    let store = self.store.get_value();
                    let result = store.fetch(&keys).await.map_err(fault);
                    self.take(Message::Read(reading, result));
                }),
                Effect::Derive(ticket, _, work) => spawn_local(async move {
                    let (result, took) = passphrases::derived(&work).await;
                    self.take(Message::Derived(ticket, result, took));
                }),
                Effect::Lock(ask) => {
                    if let Some(tabs) = self.tabs.get_value() {
                        match ask {
                            LockAsk::Have => tabs.have(),
                            LockAsk::TakeOver => tabs.take_over(),
                            LockAsk::Give => tabs.give(),
                        }
                    }
                }
                Effect::Claim(token) => spawn_local(async move {
                    let result = self.store.get_value().claim(token).await.map_err(fault);
                    self.take(Message::Claimed(result));
                }),
                Effect::Persist => spawn_local(async move {
                    let promised = browser::persist().await;
                    self.take(Message::Persisted(promised));
                }),
                Effect::Weigh => spawn_local(async move {
                    let result = self.store.get_value().size().await.map_err(fault);
                    self.take(Message::Weighed(result));
                }),
                Effect::KeepDraft(draft) => browser::keep_in_tab(DRAFT, draft.as_deref()),
                Effect::FindDraft => {
                    if let Some(draft) = browser::in_tab(DRAFT) {
                        self.take(Message::DraftFound(draft));
                    }
                }
                Effect::PutSmall(small, text) => browser::keep_small(small.name(), text.as_deref()),
                Effect::Wake(wake, after) => {
                    Timeout::new(after, move || self.take(Message::Woke(wake))).forget();
                }
                Effect::Age(ticket, work) => spawn_local(async move {
                    let aged = passphrases::aged(work).await;
                    self.take(Message::Aged(ticket, aged));
                }),
                Effect::Offer { name, bytes } => browser::offer(&name, &bytes),
            }
        }
    }

    /// Something about the lock, or from another tab.
    fn told(self, told: Told) {
        self.take(match told {
            Told::Held => Message::Lock(Lock::Held),
            Told::Elsewhere => Message::Lock(Lock::Elsewhere),
            Told::Asked => Message::Lock(Lock::Asked),
            Told::Lost => Message::Lock(Lock::Lost),
            Told::Kept => Message::ChangedElsewhere,
        });
    }

    /// Any touch keeps the safe open: told at most every few seconds. A page that is left takes in
    /// what was being written.
    fn listen(self) {
        let told = Rc::new(Cell::new(0_i64));
        let everything = EventListenerOptions::run_in_capture_phase();
        for kind in SIGNS_OF_LIFE {
            let told = Rc::clone(&told);
            EventListener::new_with_options(&gloo_utils::window(), kind, everything, move |_| {
                let (now, _) = browser::now();
                if now - told.get() > 5_000 {
                    told.set(now);
                    self.take(Message::Intent(Intent::Stir));
                }
            })
            .forget();
        }
        // Left, hidden, frozen, or put away to be shown again: no timer may run after that.
        for kind in ["visibilitychange", "freeze"] {
            EventListener::new(&gloo_utils::document(), kind, move |_| {
                self.take(Message::Left);
                // Who comes back to the page is there; who comes back too late finds it locked.
                if browser::is_visible() {
                    self.take(Message::Intent(Intent::Stir));
                }
            })
            .forget();
        }
        EventListener::new(&gloo_utils::window(), "pagehide", move |_| self.take(Message::Left)).forget();
        for kind in ["focus", "pageshow"] {
            let window = gloo_utils::window();
            EventListener::new(&window, kind, move |_| self.take(Message::BackInView)).forget();
        }
        let asks = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&gloo_utils::window(), "beforeunload", asks, move |event| {
            // The browser asks in its own words whether the page is to be left. What is being written is
            // on its way to the store while it does.
            let asks = self.app.with_value(App::asks_before_leaving);
            self.take(Message::Left);
            if asks {
                event.prevent_default();
            }
        })
        .forget();
    }
}

fn fault(error: StoreError) -> StoreFault {
    match error {
        StoreError::Full => StoreFault::Full,
        StoreError::Blocked => StoreFault::Blocked,
        StoreError::Newer => StoreFault::Newer,
        StoreError::Superseded => StoreFault::Superseded,
        StoreError::Emptied => StoreFault::Emptied,
        StoreError::Failed => StoreFault::Failed,
    }
}
