//! The keys in the settings: switched off, or each changed for another one.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::key_cap::{ActWords, chord_words};
use super::typed::typed;
use crate::state::{Act, App, Chord, Intent, Settings, Shortcuts, Stroke, Taken};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// The keys: whether those that write a character do anything, and which does what.
#[component]
pub fn KeySettings() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let shortcuts = Memo::new(move |_| bridge.read(Topic::Settings, App::settings).shortcuts);
    let fault = RwSignal::new(None::<(Act, Taken)>);
    let set = move |shortcuts: Shortcuts| {
        let settings = bridge.glance(App::settings);
        bridge.send(Intent::Set(Settings { shortcuts, ..settings }));
    };
    let choose = move |act: Act, chord: Chord| {
        let mut chosen = shortcuts.get_untracked();
        fault.set(chosen.choose(act, chord).err().map(|taken| (act, taken)));
        set(chosen);
    };
    let row = move |act: Act| {
        let id = format!("key-{}", act.name());
        let told = move || fault.get().filter(|(of, _)| *of == act);
        view! {
            <tr>
                <td><label for=id.clone()><ActWords act/></label></td>
                <td>
                    <input
                        id=id.clone()
                        class="short"
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-describedby=format!("{id}-fault")
                        aria-invalid=move || told().is_some().to_string()
                        prop:value=move || chord_words(shortcuts.get().of(act))
                        on:keydown=move |event| {
                            if let Some(chord) = pressed(&event) {
                                event.prevent_default();
                                choose(act, chord);
                            }
                        }
                        // A keyboard on the glass tells what it writes, and no key.
                        on:input=move |event| {
                            if let Some(key) = typed(&event).trim().to_lowercase().chars().next_back() {
                                choose(act, Chord { key, ctrl: false, alt: false });
                            }
                        }
                    />
                    <p class="error" id=format!("{id}-fault") role="alert">
                        {move || told().map(|(_, taken)| view! { <TakenWords taken/> })}
                    </p>
                </td>
            </tr>
        }
    };
    view! {
        <section class="key-settings">
            <h2>{t!(i18n, hands.title)}</h2>
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="single-told"
                    prop:checked=move || shortcuts.get().single
                    on:change=move |_| {
                        let mut chosen = shortcuts.get_untracked();
                        chosen.single = !chosen.single;
                        set(chosen);
                    }
                />
                {t!(i18n, hands.single)}
            </label>
            <p class="quiet small" id="single-told">{t!(i18n, hands.single_told)}</p>
            <details>
                <summary>{t!(i18n, hands.change)}</summary>
                <p class="quiet small">{t!(i18n, hands.change_told)}</p>
                <table aria-label=move || t_string!(i18n, hands.title)>
                    <thead>
                        <tr><th scope="col">{t!(i18n, hands.act)}</th><th scope="col">{t!(i18n, hands.key)}</th></tr>
                    </thead>
                    <tbody>{Act::ALL.map(row).into_iter().collect_view()}</tbody>
                </table>
                <button
                    class="button"
                    disabled=move || !shortcuts.get().is_chosen()
                    on:click=move |_| {
                        let mut chosen = shortcuts.get_untracked();
                        chosen.as_usual();
                        fault.set(None);
                        set(chosen);
                    }
                >
                    {t!(i18n, hands.as_usual)}
                </button>
            </details>
        </section>
    }
}

/// The key that was pressed in a field for one; none where it leaves the field or is held with another.
fn pressed(event: &KeyboardEvent) -> Option<Chord> {
    let (key, code) = (event.key(), event.code());
    let stroke = Stroke {
        key: &key,
        code: &code,
        ctrl: event.ctrl_key(),
        alt: event.alt_key(),
        alt_graph: event.get_modifier_state("AltGraph"),
        shift: event.shift_key(),
        ..Stroke::default()
    };
    if event.meta_key() || event.is_composing() { None } else { stroke.chord() }
}

/// Why a key cannot be chosen.
#[component]
fn TakenWords(taken: Taken) -> impl IntoView {
    let i18n = use_i18n();
    match taken {
        Taken::By(act) => view! { {t!(i18n, hands.taken_by)} " " <ActWords act/> }.into_any(),
        Taken::Digit => t!(i18n, hands.taken_digit).into_any(),
        Taken::Browser => t!(i18n, hands.taken_browser).into_any(),
    }
}
