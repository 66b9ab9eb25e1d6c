//! The ways into the page on which a scenario is written, among the scenarios.

use leptos::prelude::*;

use super::super::training;
use super::{send, writing};
use crate::instrument::Text;
use crate::state::{Author, Training};
use crate::training::ScenarioId;
use crate::ui::pages::training::hall::FilesField;
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::pick::Pick;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, bridge};

/// Writing one of one's own: from a copy, from a file, or going on.
#[component]
pub fn WriteOne() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let kept = Memo::new(move |_| {
        let language = bridge.language();
        writing(bridge, |it| it.draft().scenario().title.in_language(language).to_owned())
    });
    let unsaved = Memo::new(move |_| writing(bridge, |it| it.draft().is_changed()).unwrap_or_default());
    // What would take the draft's place waits until that is wished.
    let waiting = RwSignal::new(None::<Waiting>);
    let ask = move |what: Waiting| {
        if unsaved.get_untracked() {
            waiting.set(Some(what));
            focus_soon(".write-one .danger-note .button:not(.danger)");
        } else {
            what.begin(bridge);
        }
    };
    view! {
        <section class="write-one">
            <h2>{t!(i18n, writing.start)}</h2>
            <p>{t!(i18n, writing.start_told)}</p>
            {move || kept.get().map(|title| view! {
                <p class="notice">
                    <span>{t!(i18n, writing.draft_here, title = move || title.clone())}</span>
                    <button class="button weighty" on:click=move |_| send(bridge, Author::GoOn)>
                        {t!(i18n, writing.go_on)}
                    </button>
                </p>
            })}
            {move || waiting.get().map(|what| view! {
                <div class="danger-note">
                    <p>{t!(i18n, writing.replace_told)}</p>
                    <div class="steps">
                        <button class="button danger" on:click=move |_| {
                            waiting.set(None);
                            what.clone().begin(bridge);
                        }>
                            {t!(i18n, writing.replace_yes)}
                        </button>
                        <button class="button" on:click=move |_| waiting.set(None)>{t!(i18n, common.cancel)}</button>
                    </div>
                </div>
            })}
            <Copy ask=Callback::new(ask)/>
            <div class="field">
                <label for="write-file">{t!(i18n, writing.open)}</label>
                <p class="hint quiet" id="write-file-hint">{t!(i18n, writing.open_hint)}</p>
                <FilesField id="write-file" several=false take=Callback::new(move |bytes| ask(Waiting::File(bytes)))/>
            </div>
        </section>
    }
}

/// From what a draft is to be begun.
#[derive(Clone)]
enum Waiting {
    Copy(ScenarioId),
    File(Vec<u8>),
}

impl Waiting {
    fn begin(self, bridge: Bridge) {
        let what = match self {
            Self::Copy(id) => Author::Copy(id),
            Self::File(bytes) => Author::Open(bytes),
        };
        send(bridge, what);
    }
}

/// The choice of the scenario that is copied.
#[component]
fn Copy(ask: Callback<Waiting>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let offered = Memo::new(move |_| {
        let list = |it: &Training| {
            let scenarios = it.scenarios().into_iter();
            scenarios.map(|it| (it.id.clone(), it.title.clone())).collect::<Vec<_>>()
        };
        training(bridge, list).unwrap_or_default()
    });
    let chosen = RwSignal::new(offered.get_untracked().first().cloned());
    view! {
        <div class="steps copy-of">
            {move || view! {
                <Pick
                    label=Signal::derive(move || t_string!(i18n, writing.copy_of).to_owned())
                    offered=offered.get()
                    words=|(_, title): (ScenarioId, Text)| crate::ui::bridge().say(&title)
                    picked=Signal::derive(move || chosen.get().unwrap_or_else(|| ("".into(), Text::default())))
                    pick=move |one| chosen.set(Some(one))
                />
            }}
            <button class="button" on:click=move |_| {
                if let Some((id, _)) = chosen.get_untracked() {
                    ask.run(Waiting::Copy(id));
                }
            }>
                {t!(i18n, writing.copy)}
            </button>
        </div>
    }
}
