//! The list of shortcuts, shown on `?`.

use leptos::prelude::*;

use super::focus::{focus_soon, give_back};
use crate::ui::desk::desk;
use crate::ui::text::{t, use_i18n};

/// The list of shortcuts.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let (desk, i18n) = (desk(), use_i18n());
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
                <dl>
                    <div><dt><kbd>"1"</kbd>"–"<kbd>"9"</kbd></dt><dd>{t!(i18n, work.key_digit)}</dd></div>
                    <div><dt><kbd>"0"</kbd></dt><dd>{t!(i18n, work.key_none)}</dd></div>
                    <div><dt><kbd>"D"</kbd></dt><dd>{t!(i18n, work.does_not_know)}</dd></div>
                    <div><dt><kbd>"P"</kbd></dt><dd>{t!(i18n, work.prefers_not)}</dd></div>
                    <div><dt><kbd>"A"</kbd></dt><dd>{t!(i18n, work.not_asked)}</dd></div>
                    <div><dt><kbd>"C"</kbd></dt><dd>{t!(i18n, asking.key_confirm)}</dd></div>
                    <div><dt><kbd>"E"</kbd></dt><dd>{t!(i18n, work.key_field)}</dd></div>
                    <div><dt><kbd>"N"</kbd></dt><dd>{t!(i18n, work.key_note)}</dd></div>
                    <div><dt><kbd>"Q"</kbd></dt><dd>{t!(i18n, asking.key_said_by)}</dd></div>
                    <div><dt><kbd>"W"</kbd></dt><dd>{t!(i18n, asking.key_why)}</dd></div>
                    <div><dt><kbd>"M"</kbd></dt><dd>{t!(i18n, work.key_mark)}</dd></div>
                    <div><dt><kbd>"↓"</kbd>" "<kbd>"↑"</kbd></dt><dd>{t!(i18n, work.key_question)}</dd></div>
                    <div><dt><kbd>"→"</kbd>" "<kbd>"←"</kbd></dt><dd>{t!(i18n, work.key_section)}</dd></div>
                    <div><dt><kbd>"T"</kbd></dt><dd>{t!(i18n, asking.key_tracks)}</dd></div>
                    <div><dt><kbd>"H"</kbd></dt><dd>{t!(i18n, asking.key_not_asked)}</dd></div>
                    <div><dt><kbd>"V"</kbd></dt><dd>{t!(i18n, asking.key_next)}</dd></div>
                    <div><dt><kbd>"F"</kbd></dt><dd>{t!(i18n, work.key_rail)}</dd></div>
                    <div><dt><kbd>"S"</kbd></dt><dd>{t!(i18n, work.key_second)}</dd></div>
                    <div><dt><kbd>"/"</kbd></dt><dd>{t!(i18n, work.search)}</dd></div>
                    <div><dt><kbd>"B"</kbd></dt><dd>{t!(i18n, common.pause)}</dd></div>
                    <div><dt><kbd>"U"</kbd>" "<kbd>"R"</kbd></dt><dd>{t!(i18n, work.key_undo)}</dd></div>
                    <div><dt><kbd>"L"</kbd></dt><dd>{t!(i18n, common.lock)}</dd></div>
                    <div><dt><kbd>"Esc"</kbd></dt><dd>{t!(i18n, work.key_hide)}</dd></div>
                    <div><dt><kbd>"Tab"</kbd></dt><dd>{t!(i18n, work.key_tab)}</dd></div>
                </dl>
                <p class="quiet">{t!(i18n, work.key_leave_field)}</p>
                <button class="button" on:click=move |_| desk.shortcuts.set(false)>{t!(i18n, common.close)}</button>
            </div>
        </Show>
    }
}
