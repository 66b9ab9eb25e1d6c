//! After the store was emptied under an open safe: that this page holds the last copy, what is lost, and the
//! two ways to keep it.

use leptos::prelude::*;

use crate::state::{App, Intent, LastCopy};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// What is told and can be done while this page holds the last copy.
#[component]
pub fn LastCopyBand() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let told = Memo::new(move |_| bridge.read(Topic::Page, App::last_copy));
    move || {
        told.get().map(|LastCopy { lost, names }| {
            view! {
                <div class="last-copy danger-note" role="alert">
                    <p>{t!(i18n, keys.last_copy)}</p>
                    {(lost > 0).then(|| view! { <p>{t!(i18n, keys.last_copy_lost, count = move || lost)}</p> })}
                    <ul>{names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
                    <p>{t!(i18n, keys.last_copy_other)}</p>
                    <div class="steps">
                        <button class="button primary" on:click=move |_| bridge.send(Intent::SaveRescue)>
                            {t!(i18n, keys.last_copy_save)}
                        </button>
                        <button class="button" on:click=move |_| bridge.send(Intent::KeepAgain)>
                            {t!(i18n, keys.keep_again)}
                        </button>
                    </div>
                </div>
            }
        })
    }
}
