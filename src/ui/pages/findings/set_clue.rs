//! Where the interviewer raises or excludes a clue herself, with her reason.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::findings::{ClueState, Weight};
use crate::instrument::{ClueIx, Kind, excess};
use crate::interview::{Command, FieldId, SetClue, SetState};
use crate::state::Intent;
use crate::ui::parts::draft::{as_kept, keep, kept_form};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::limit::{TooLong, over_in};
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// What she is about to set, as it is kept until she does.
#[derive(Serialize, Deserialize)]
struct Begun {
    to: SetState,
    reason: String,
}

/// What she has set, and the way to set it. It can be undone like any change.
#[component]
pub fn SetClueForm(clue: ClueIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let set = Memo::new(move |_| {
        bridge.case(Topic::Findings, |current| {
            let setting = current.case().setting(clue)?;
            let raised = current.findings().clue(clue).has(Weight::Raises);
            Some((setting.state, setting.reason.clone(), raised))
        })
    });
    let set = move || set.get().flatten();
    let id = bridge.glance(|app| Some(app.current()?.case().instrument().clue(clue).id.clone()));
    let draft = id.map(FieldId::Clue);
    let begun = draft.as_ref().and_then(|draft| kept_form::<Begun>(bridge, draft));
    let (to, reason) = begun.map_or((None, String::new()), |begun| (Some(begun.to), begun.reason));
    let (writing, reason, missing) = (RwSignal::new(to), RwSignal::new(reason), RwSignal::new(false));
    if let Some(draft) = draft {
        keep(draft, move || writing.get().and_then(|to| as_kept(&Begun { to, reason: reason.get() })));
    }
    let field = format!("set-reason-{}", clue.0);
    let begin = {
        let field = field.clone();
        move |to: SetState| {
            reason.set(set().map(|(_, reason, _)| reason).unwrap_or_default());
            missing.set(false);
            writing.set(Some(to));
            focus_soon(format!("#{field}"));
        }
    };
    let begin = StoredValue::new(begin);
    let state =
        Memo::new(move |_| bridge.case(Topic::Findings, |current| current.findings().clue(clue).state));
    let done = move |to: SetState| {
        let written = reason.get_untracked();
        if written.trim().is_empty() {
            missing.set(true);
            return;
        }
        if excess(&written, Kind::NOTE) > 0 {
            return focus_soon(format!("#set-reason-{}", clue.0));
        }
        let set = SetClue { state: to, reason: written.clone() };
        bridge.send(Intent::Do(Command::SetClue(clue, Some(set))));
        // What was refused stays in its field.
        let taken = bridge.glance(|app| {
            let setting = app.current()?.case().setting(clue)?;
            Some(setting.state == to && setting.reason == written)
        });
        if taken == Some(true) {
            writing.set(None);
        }
    };
    let field = StoredValue::new(field);
    view! {
        <div class="set-clue screen-only">
            {move || set().map(|(to, reason, raised)| view! { <WasSet to reason raised/> })}
            {move || match writing.get() {
                Some(to) => view! {
                    <ReasonField id=field.get_value() reason missing/>
                    <div class="steps">
                        <button class="button" on:click=move |_| done(to)>
                            {match to {
                                SetState::Present => t!(i18n, lenses.set_do_present).into_any(),
                                SetState::Absent => t!(i18n, lenses.set_do_absent).into_any(),
                            }}
                        </button>
                        <button class="button" on:click=move |_| writing.set(None)>
                            {t!(i18n, lenses.set_cancel)}
                        </button>
                    </div>
                }
                .into_any(),
                None => view! {
                    <p class="quiet small">{t!(i18n, lenses.set_told)}</p>
                    <div class="steps">
                        {move || (state.get() != Some(ClueState::Present) || set().is_some()).then(|| view! {
                            <button class="button thin" on:click=move |_| begin.with_value(|begin| begin(SetState::Present))>
                                {t!(i18n, lenses.set_present)}
                            </button>
                        })}
                        {move || (state.get() != Some(ClueState::Absent) || set().is_some()).then(|| view! {
                            <button class="button thin" on:click=move |_| begin.with_value(|begin| begin(SetState::Absent))>
                                {t!(i18n, lenses.set_absent)}
                            </button>
                        })}
                        {move || set().map(|_| view! {
                            <button
                                class="button thin"
                                on:click=move |_| bridge.send(Intent::Do(Command::SetClue(clue, None)))
                            >
                                {t!(i18n, lenses.set_take_back)}
                            </button>
                        })}
                    </div>
                }
                .into_any(),
            }}
        </div>
    }
}

/// Where she writes her reason.
#[component]
fn ReasonField(id: String, reason: RwSignal<String>, missing: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let over = over_in(reason, Kind::NOTE);
    let too_long = format!("{id}-too-long");
    view! {
        <div class="field">
            <label for=id.clone()>{t!(i18n, lenses.set_reason)}</label>
            <textarea
                id=id
                rows="2"
                aria-describedby=too_long.clone()
                aria-invalid=move || (missing.get() || over.get() > 0).to_string()
                prop:value=move || reason.get()
                on:input=move |event| reason.set(event_target_value(&event))
            ></textarea>
            <TooLong id=too_long over most=Kind::NOTE/>
            <p class="error" role="alert">
                {move || missing.get().then_some(t!(i18n, lenses.set_no_reason))}
            </p>
        </div>
    }
}

/// What she has set the clue to, with her reason; and that an answer raises it all the same, where one
/// does.
#[component]
fn WasSet(to: SetState, reason: String, raised: bool) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>
            {match to {
                SetState::Present => t!(i18n, lenses.set_was_present).into_any(),
                SetState::Absent => t!(i18n, lenses.set_was_absent).into_any(),
            }}
        </p>
        <blockquote>{reason}</blockquote>
        {(to == SetState::Absent && raised).then(|| view! { <p>{t!(i18n, lenses.set_overruled)}</p> })}
    }
}
