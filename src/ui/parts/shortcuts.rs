//! The list of shortcuts, shown on `?`.

use leptos::prelude::*;

use super::focus::{focus_soon, give_back};
use super::key_cap::{ActWords, KeyCap};
use crate::state::{Act, App};
use crate::ui::desk::desk;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The list of shortcuts.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let shortcuts = Memo::new(move |_| bridge.read(Topic::Settings, App::settings).shortcuts);
    let single = Memo::new(move |_| shortcuts.get().single);
    give_back(move || desk.shortcuts.get(), ".question.active .wording");
    Effect::new(move |_| {
        if desk.shortcuts.get() {
            focus_soon(".shortcuts h2");
        }
    });
    view! {
        <Show when=move || desk.shortcuts.get()>
            <div class="sheet shortcuts" role="dialog" aria-modal="true" aria-labelledby="shortcuts-title">
                <h2 id="shortcuts-title" tabindex="-1">{t!(i18n, common.shortcuts)}</h2>
                <Show when=move || !single.get()>
                    <p>{t!(i18n, hands.switched_off)}</p>
                </Show>
                <dl>
                    <Show when=move || single.get()>
                        <div><dt><kbd>"1"</kbd>"–"<kbd>"9"</kbd></dt><dd>{t!(i18n, work.key_digit)}</dd></div>
                        <div><dt><kbd>"0"</kbd></dt><dd>{t!(i18n, work.key_none)}</dd></div>
                    </Show>
                    {move || shortcuts.with(|shortcuts| {
                        let known = Act::ALL.into_iter().filter(|act| shortcuts.now(*act).is_some());
                        known.map(|act| view! {
                            <div><dt><KeyCap act/></dt><dd><ActWords act/></dd></div>
                        }).collect_view()
                    })}
                    <div><dt><kbd>"↓"</kbd>" "<kbd>"↑"</kbd></dt><dd>{t!(i18n, work.key_question)}</dd></div>
                    <div><dt><kbd>"→"</kbd>" "<kbd>"←"</kbd></dt><dd>{t!(i18n, work.key_section)}</dd></div>
                    <div><dt><kbd>"Ctrl+Z"</kbd>" "<kbd>"Ctrl+Y"</kbd></dt><dd>{t!(i18n, work.key_undo)}</dd></div>
                    <div><dt><kbd>"Esc"</kbd></dt><dd>{t!(i18n, work.key_hide)}</dd></div>
                    <div><dt><kbd>"Tab"</kbd></dt><dd>{t!(i18n, work.key_tab)}</dd></div>
                </dl>
                <p>{t!(i18n, hands.hiding_back)}</p>
                <p class="quiet">{t!(i18n, hands.where_keys_act)}</p>
                <p class="quiet">{t!(i18n, work.key_leave_field)}</p>
                <button class="button" on:click=move |_| desk.shortcuts.set(false)>{t!(i18n, common.close)}</button>
            </div>
        </Show>
    }
}
