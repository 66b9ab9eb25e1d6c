//! What was in a file that was handed in: a document of ours to read and print, or what else it is.

use leptos::prelude::*;

use crate::doors::browser;
use crate::record::Kind;
use crate::record::sheet::Sheet;
use crate::state::{App, Intent, Leave};
use crate::ui::parts::file_kind::file_kind;
use crate::ui::parts::header::PlainHeader;
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::sheet::SheetView;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// The page that shows what was in a file.
#[component]
pub fn OpenedPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let seen = Memo::new(move |_| {
        bridge.read(Topic::Page, |app: &App| {
            app.shown_file().map(|it| (it.sheet.clone(), it.kind, it.was_sealed))
        })
    });
    let sheet = Memo::new(move |_| seen.get().and_then(|(sheet, ..)| sheet));
    let is_document = move || sheet.with(Option::is_some);
    let was_sealed = move || seen.get().is_some_and(|(.., sealed)| sealed);
    let kind = move || seen.get().map_or(Kind::Other, |(_, kind, _)| kind);
    view! {
        <PlainHeader/>
        <NoticeBar/>
        <main class="column">
            <div class="screen-only">
                {move || (!is_document()).then(|| view! {
                    <h1 tabindex="-1">{t!(i18n, leaving.opened_title)}</h1>
                    <p><strong>{file_kind(kind())}</strong></p>
                    <p>{t!(i18n, leaving.opened_other)}</p>
                })}
                {move || is_document().then(|| view! {
                    <p class="quiet">
                        {move || if was_sealed() {
                            t!(i18n, leaving.opened_sealed).into_any()
                        } else {
                            t!(i18n, leaving.opened_plain).into_any()
                        }}
                    </p>
                })}
                <div class="steps">
                    {move || is_document().then(|| view! {
                        <button class="button primary" on:click=|_| browser::print()>
                            {t!(i18n, leaving.opened_print)}
                        </button>
                    })}
                    <button class="button" on:click=move |_| bridge.send(Intent::Leave(Leave::SaveOpened))>
                        {t!(i18n, leaving.opened_save)}
                    </button>
                    <button class="button" on:click=move |_| bridge.send(Intent::Leave(Leave::LeaveClosed))>
                        {t!(i18n, leaving.opened_close)}
                    </button>
                </div>
            </div>
            <Document sheet/>
        </main>
    }
}

#[component]
fn Document(sheet: Memo<Option<Sheet>>) -> impl IntoView {
    view! { <SheetView sheet/> }
}
