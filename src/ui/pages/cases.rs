//! The list of cases.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::doors::browser;
use crate::instrument::excess;
use crate::interview::{Case, Moment};
use crate::state::{App, Card, Intent, LARGEST_SEALED, Missing, Naming, Page, Row, Train};
use crate::ui::parts::file::handed_in;
use crate::ui::parts::focus::{focus_soon, give_back};
use crate::ui::parts::header::{HideButton, LanguageSwitch, SavingState, stage_words};
use crate::ui::parts::limit::{TooLong, over_in};
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::typed::typed;
use crate::ui::parts::when;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::vault::CaseId;

/// What is being done to a case of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Rename(CaseId),
    Duplicate(CaseId),
    Erase(CaseId),
    EraseSure(CaseId),
}

/// What makes a row another row.
fn row_key((id, card): &(CaseId, Option<Card>)) -> (CaseId, Option<(Moment, String, [usize; 3])>) {
    let key = |card: &Card| (card.changed_at, card.name.clone(), [card.left, card.unread, card.begun]);
    (*id, card.as_ref().map(key))
}

/// The list of cases.
#[component]
pub fn CasesPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let rows = Memo::new(move |_| {
        let row = |row: &Row| (row.id, row.card.clone());
        bridge.read(Topic::Cases, |app| app.rows().iter().map(row).collect::<Vec<_>>())
    });
    let traces = Memo::new(move |_| bridge.read(Topic::Cases, App::traces));
    let alone = Memo::new(move |_| bridge.read(Topic::Cases, App::alone));
    let doing = RwSignal::new(bridge.glance(App::naming).and_then(Doing::of));
    give_back(move || doing.get().is_some(), "h1");
    view! {
        <header class="header">
            <div class="where"><span class="case-name">{t!(i18n, common.name)}</span></div>
            <SavingState/>
            <div class="tools">
                <LanguageSwitch/>
                <button class="button thin" on:click=move |_| bridge.send(Intent::Train(Train::Enter))>
                    {t!(i18n, training.title)}
                </button>
                <button class="button thin" on:click=move |_| bridge.send(Intent::Go(Page::Settings))>
                    {t!(i18n, common.settings)}
                </button>
                <button class="button thin" on:click=move |_| bridge.send(Intent::Lock)>
                    {t!(i18n, common.lock)}
                </button>
                <HideButton/>
            </div>
        </header>
        <NoticeBar/>
        <main class="wide">
            <h1 tabindex="-1">{t!(i18n, around.cases)}</h1>
            <Show when=move || alone.get().gt(&0)>
                <div class="notice">
                    <p>{t!(i18n, keys.alone, count = move || alone.get())}</p>
                    <button class="button" on:click=move |_| bridge.send(Intent::SaveRescue)>
                        {t!(i18n, keys.rescue_save)}
                    </button>
                </div>
            </Show>
            <div class="two-columns">
                <NewCase/>
                <Import/>
            </div>
            <Show
                when=move || !rows.read().is_empty()
                fallback=move || view! { <p>{t!(i18n, around.no_case)}</p> }
            >
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, around.col_name)}</th>
                            <th scope="col">{t!(i18n, around.col_stage)}</th>
                            <th scope="col">{t!(i18n, around.col_changed)}</th>
                            <th scope="col">{t!(i18n, around.col_progress)}</th>
                            <th scope="col">{t!(i18n, around.col_missing)}</th>
                            <th scope="col">{t!(i18n, around.col_actions)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=row_key let((id, card))>
                            <CaseRow id card doing/>
                        </For>
                    </tbody>
                </table>
            </Show>
            <Show when=move || traces.get().gt(&0)>
                <p class="quiet">{t!(i18n, around.traces, count = move || traces.get())}</p>
            </Show>
        </main>
    }
}

/// A pseudonym or number, and a new case.
#[component]
fn NewCase() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let (name, nameless) = (RwSignal::new(typed_name(bridge, Naming::New)), RwSignal::new(false));
    let over = over_in(name, Case::NAME);
    view! {
        <form class="way" on:submit=move |event| {
            event.prevent_default();
            if is_shut(bridge) || is_named(name, nameless, "#new-name") {
                bridge.send(Intent::NewCase(name.get_untracked()));
            }
        }>
            <h2>{t!(i18n, around.new_case)}</h2>
            <div class="field">
                <label for="new-name">{t!(i18n, around.name)}</label>
                <p class="hint quiet" id="name-hint">{t!(i18n, around.name_hint)}</p>
                <input
                    id="new-name"
                    type="text"
                    autocomplete="off"
                    aria-describedby="name-hint name-fault name-too-long"
                    aria-invalid=move || (nameless.get() || over.get() > 0).to_string()
                    prop:value=move || name.get()
                    on:input=move |event| {
                        name.set(typed(&event));
                        bridge.send(Intent::WriteName(Naming::New, name.get_untracked()));
                    }
                />
                <Nameless id="name-fault" nameless/>
                <TooLong id="name-too-long" over most=Case::NAME/>
            </div>
            <button class="button primary" type="submit">{t!(i18n, around.start_case)}</button>
        </form>
    }
}

/// A name as far as it was typed.
fn typed_name(bridge: Bridge, naming: Naming) -> String {
    bridge.glance(|app| app.typed_name(naming).map(str::to_owned)).unwrap_or_default()
}

/// Whether nothing may be changed here: whatever a form says is refused with that reason, before what it lacks, which
/// cannot be filled in either.
fn is_shut(bridge: Bridge) -> bool {
    bridge.glance(App::is_shut)
}

/// Whether a name was given that is not too long; if not, it is told beside the field, which takes the focus.
fn is_named(name: RwSignal<String>, nameless: RwSignal<bool>, field: &'static str) -> bool {
    let named = name.with_untracked(|name| !name.trim().is_empty());
    let fits = name.with_untracked(|name| excess(name.trim(), Case::NAME) == 0);
    nameless.set(!named);
    if !named || !fits {
        focus_soon(field);
    }
    named && fits
}

/// What is wrong with a field without a name.
#[component]
fn Nameless(id: &'static str, nameless: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="error" id=id role="alert">
            {move || if nameless.get() { t!(i18n, work.refused_name).into_any() } else { ().into_any() }}
        </p>
    }
}

/// A file that comes back as a case.
#[component]
fn Import() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let read = move |file: web_sys::File| {
        spawn_local(async move {
            // A file beyond the limit is refused by its size alone: one byte more is enough to tell.
            bridge.send(Intent::Import(browser::read(file, LARGEST_SEALED + 1).await));
        });
    };
    view! {
        <div class="way">
            <h2>{t!(i18n, around.import)}</h2>
            <div class="field">
                <label for="import">{t!(i18n, around.import_file)}</label>
                <p class="hint quiet">{t!(i18n, around.import_hint)}</p>
                <input id="import" type="file" accept=".json,.age,.html,application/json,text/html" on:change=move |event| handed_in(&event, read)/>
            </div>
        </div>
    }
}

/// What is missing in a case, in words.
fn missing_words(missing: Missing) -> String {
    let i18n = use_i18n();
    match missing {
        Missing::Agreement(stage) => {
            t_string!(i18n, around.missing_agreement, stage = stage_words(stage))
        }
        Missing::Answers(stage) => t_string!(i18n, around.missing_answers, stage = stage_words(stage)),
        Missing::Decision => t_string!(i18n, around.missing_decision).to_owned(),
        Missing::Nothing => t_string!(i18n, around.missing_nothing).to_owned(),
    }
}

#[component]
fn CaseRow(id: CaseId, card: Option<Card>, doing: RwSignal<Option<Doing>>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let Some(card) = card else {
        return view! { <tr><td colspan="6">{t!(i18n, around.unreadable)}</td></tr> }.into_any();
    };
    let Card { name, stage, changed_at, asked, left, marked, unread, begun, missing, urgent, .. } = card;
    let label = name.clone();
    let begin = move |what: Doing| {
        doing.set(Some(what));
        focus_soon(".doing input, .doing button");
    };
    view! {
        <tr>
            <td data-label=move || t_string!(i18n, around.col_name)>
                <button class="link strong" on:click=move |_| bridge.send(Intent::OpenCase(id))>{label}</button>
                {urgent.then(|| view! { " "<span class="tag danger">{t!(i18n, around.urgent)}</span> })}
            </td>
            <td data-label=move || t_string!(i18n, around.col_stage)>{move || stage_words(stage)}</td>
            <td data-label=move || t_string!(i18n, around.col_changed)>
                {move || when::day(changed_at, bridge.language())}", "{when::time(changed_at)}
            </td>
            <td data-label=move || t_string!(i18n, around.col_progress)>
                {(asked > 0).then(|| t!(i18n, work.settled, settled = move || asked - left, asked = move || asked))}
                {(unread > 0).then(|| view! {
                    ", "<strong>{t!(i18n, work.unread_count, count = move || unread)}</strong>
                })}
                {(begun > 0).then(|| view! {
                    ", "<strong>{t!(i18n, work.begun_forms, count = move || begun)}</strong>
                })}
                {(marked > 0).then(|| view! { ", "{t!(i18n, work.marked_count, count = move || marked)} })}
            </td>
            <td data-label=move || t_string!(i18n, around.col_missing)>{move || missing_words(missing)}</td>
            <td data-label=move || t_string!(i18n, around.col_actions)>
                <div class="row-actions">
                    <button class="button thin" on:click=move |_| begin(Doing::Rename(id))>
                        {t!(i18n, around.rename)}
                    </button>
                    <button class="button thin" on:click=move |_| begin(Doing::Duplicate(id))>
                        {t!(i18n, around.duplicate)}
                    </button>
                    <button class="button thin" on:click=move |_| begin(Doing::Erase(id))>
                        {t!(i18n, around.erase)}
                    </button>
                </div>
            </td>
        </tr>
        {move || doing.get().filter(|what| what.id() == id).map(|what| {
            let name = name.clone();
            view! { <tr class="doing"><td colspan="6"><DoingForm what name doing/></td></tr> }
        })}
    }
    .into_any()
}

impl Doing {
    /// What was being named when the list was last seen.
    fn of(naming: Naming) -> Option<Self> {
        match naming {
            Naming::New => None,
            Naming::Rename(id) => Some(Self::Rename(id)),
            Naming::Duplicate(id) => Some(Self::Duplicate(id)),
        }
    }

    /// What is named by it.
    fn naming(self) -> Option<Naming> {
        match self {
            Self::Rename(id) => Some(Naming::Rename(id)),
            Self::Duplicate(id) => Some(Naming::Duplicate(id)),
            Self::Erase(_) | Self::EraseSure(_) => None,
        }
    }

    fn id(self) -> CaseId {
        match self {
            Self::Rename(id) | Self::Duplicate(id) | Self::Erase(id) | Self::EraseSure(id) => id,
        }
    }
}

/// What is asked before something is done to a case.
#[component]
fn DoingForm(what: Doing, name: String, doing: RwSignal<Option<Doing>>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let named = what.naming().map(|naming| typed_name(bridge, naming)).filter(|typed| !typed.is_empty());
    let before = if matches!(what, Doing::Rename(_)) { name.clone() } else { String::new() };
    let new_name = RwSignal::new(named.unwrap_or(before));
    let keep = move |typed: String| {
        if let Some(naming) = what.naming() {
            bridge.send(Intent::WriteName(naming, typed));
        }
    };
    let nameless = RwSignal::new(false);
    let over = over_in(new_name, Case::NAME);
    let cancel = move || {
        view! {
            <button
                class="button"
                type="button"
                on:click=move |_| {
                    keep(String::new());
                    doing.set(None);
                }
            >
                {t!(i18n, common.cancel)}
            </button>
        }
    };
    let naming = move |intent: fn(CaseId, String) -> Intent, id: CaseId| {
        view! {
            <form on:submit=move |event| {
                event.prevent_default();
                if is_shut(bridge) {
                    bridge.send(intent(id, new_name.get_untracked()));
                } else if is_named(new_name, nameless, "#other-name") {
                    doing.set(None);
                    bridge.send(intent(id, new_name.get_untracked()));
                    focus_soon("h1");
                }
            }>
                <div class="field">
                    <label for="other-name">{t!(i18n, around.name)}</label>
                    <input
                        id="other-name"
                        type="text"
                        autocomplete="off"
                        aria-describedby="other-name-fault other-name-too-long"
                        aria-invalid=move || (nameless.get() || over.get() > 0).to_string()
                        prop:value=move || new_name.get()
                        on:input=move |event| {
                            new_name.set(typed(&event));
                            keep(new_name.get_untracked());
                        }
                    />
                    <Nameless id="other-name-fault" nameless/>
                    <TooLong id="other-name-too-long" over most=Case::NAME/>
                </div>
                <div class="steps">
                    <button class="button primary" type="submit">{t!(i18n, common.continue_)}</button>
                    {cancel()}
                </div>
            </form>
        }
    };
    match what {
        Doing::Rename(id) => naming(Intent::Rename, id).into_any(),
        Doing::Duplicate(id) => view! {
            <p>{t!(i18n, around.duplicate_told)}</p>
            {naming(Intent::Duplicate, id)}
        }
        .into_any(),
        Doing::Erase(id) => view! {
            <p class="danger-note">{t!(i18n, around.erase_told, name = move || name.clone())}</p>
            <div class="steps">
                <button class="button danger" on:click=move |_| {
                    doing.set(Some(Doing::EraseSure(id)));
                    // The same key pressed twice must not erase.
                    focus_soon(".doing .button:not(.danger)");
                }>
                    {t!(i18n, around.erase_do)}
                </button>
                {cancel()}
            </div>
        }
        .into_any(),
        Doing::EraseSure(id) => view! {
            <p class="danger-note">{t!(i18n, around.erase_sure, name = move || name.clone())}</p>
            <div class="steps">
                <button class="button danger" on:click=move |_| {
                    doing.set(None);
                    bridge.send(Intent::Erase(id));
                    focus_soon("h1");
                }>
                    {t!(i18n, around.erase_yes)}
                </button>
                {cancel()}
            </div>
        }
        .into_any(),
    }
}
