//! How many clues stand where, in words and in shape.

use leptos::prelude::*;

use crate::findings::Counts;
use crate::ui::text::{t, t_string, use_i18n};

/// Three counts and the bar of the same three: present, open, ruled out.
#[component]
pub fn CountsAndBar(counts: Memo<Counts>) -> impl IntoView {
    let i18n = use_i18n();
    let told = move || {
        let counts = counts.get();
        t_string!(i18n, work.counts, present = counts.present, open = counts.open(), absent = counts.absent)
    };
    let parts = move || {
        let counts = counts.get();
        let part = |class: &'static str, many: usize| {
            (0..many).map(move |_| view! { <span class=class></span> }).collect_view()
        };
        view! { {part("present", counts.present)} {part("open", counts.open())} {part("absent", counts.absent)} }
    };
    view! {
        <span class="counts">
            <span class="count present" aria-hidden="true">"■ "{move || counts.get().present}</span>
            <span class="count open" aria-hidden="true">"□ "{move || counts.get().open()}</span>
            <span class="count absent" aria-hidden="true">
                <s>"▢"</s>" "{move || counts.get().absent}
            </span>
            <span class="visually-hidden">{told}</span>
        </span>
        <span class="bar" aria-hidden="true">{parts}</span>
    }
}

/// What the shapes mean.
#[component]
pub fn Legend() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="legend quiet small">
            "■ "{t!(i18n, work.present)}" · □ "{t!(i18n, work.open)}" · "<s>"▢"</s>" "{t!(i18n, work.absent)}
        </p>
    }
}
