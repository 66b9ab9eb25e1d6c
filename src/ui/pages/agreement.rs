//! The agreement to a stage: a page, and before it no question of the stage can be reached.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::instrument::{Asking, GivenBy, Kind, OptionId, StageId, Texts, excess};
use crate::interview::{
    Agreement, AgreementGap, AgreementState, AgreementStep, Case, Collected, Command, FieldId, Form,
};
use crate::state::{Intent, Page};
use crate::ui::parts::draft::{as_kept, keep, kept_form, kept_text};
use crate::ui::parts::fields::Radio;
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::stage_words;
use crate::ui::parts::limit::{TooLong, over_in};
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// What the instrument has to say before a stage.
pub fn asking<T>(bridge: Bridge, stage: StageId, look: impl FnOnce(&Asking) -> T) -> Option<T> {
    bridge.glance(|app| app.current()?.case().instrument().stage(stage).asking.as_ref().map(look))
}

/// The last agreement that the same person gave to another stage: who explains and in which language
/// seldom change, and nothing is asked twice.
fn earlier(bridge: Bridge, stage: StageId) -> Option<Agreement> {
    bridge.glance(|app| {
        let case = app.current()?.case();
        let by =
            |stage: StageId| case.instrument().stage(stage).asking.as_ref().map(|asking| asking.given_by);
        let same = StageId::ASKING.into_iter().rev().filter(|other| by(*other) == by(stage));
        let records = same.flat_map(|other| case.agreements().of(other).iter().rev());
        records.into_iter().find_map(|record| match &record.step {
            AgreementStep::Given(agreement) => Some(agreement.clone()),
            _ => None,
        })
    })
}

/// Paragraphs or points of what is said before a stage.
#[component]
pub fn Said(stage: StageId, part: fn(&Asking) -> &Texts) -> impl IntoView {
    let bridge = bridge();
    move || {
        let language = bridge.language();
        let said = asking(bridge, stage, |asking| part(asking).in_language(language).to_vec());
        let points = said.unwrap_or_default().into_iter().map(|said| view! { <li>{said}</li> });
        view! { <ul class="said">{points.collect_view()}</ul> }
    }
}

/// The agreement to a stage.
#[component]
pub fn AgreementPage(stage: StageId) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let state =
        Memo::new(move |_| bridge.case(Topic::Around, |current| current.case().agreements().state(stage)));
    let by_person = asking(bridge, stage, |asking| asking.given_by == GivenBy::Person).unwrap_or(true);
    let purpose = move || {
        let language = bridge.language();
        bridge.glance(|app| {
            Some(app.current()?.case().instrument().stage(stage).purpose.in_language(language).to_owned())
        })
    };
    view! {
        <p class="quiet over">{move || stage_words(stage)}</p>
        <h1 tabindex="-1">
            {if by_person {
                t!(i18n, work.agreement_person).into_any()
            } else {
                t!(i18n, work.agreement_whistle_blower).into_any()
            }}
        </h1>
        <p class="intro">{purpose}</p>
        {move || match state.get() {
            Some(AgreementState::Refused) => view! {
                <div class="notice">
                    <p>{t!(i18n, work.was_refused)}</p>
                    <button class="button" on:click=move |_| bridge.send(Intent::Go(Page::Information(stage)))>
                        {t!(i18n, work.open_information)}
                    </button>
                </div>
            }.into_any(),
            Some(AgreementState::Withdrawn(collected)) => view! {
                <div class="notice">
                    {match collected {
                        Collected::Kept => view! {
                            <p>{t!(i18n, work.was_withdrawn_kept)}</p>
                            <button class="button" on:click=move |_| bridge.send(Intent::Go(Page::Withdrawal(stage)))>
                                {t!(i18n, work.erase_collected)}
                            </button>
                        }.into_any(),
                        Collected::Erased => view! { <p>{t!(i18n, work.was_withdrawn_erased)}</p> }.into_any(),
                    }}
                </div>
            }.into_any(),
            _ => ().into_any(),
        }}
        <h2>{t!(i18n, work.to_say)}</h2>
        <Said stage part=|asking| &asking.to_say/>
        <h2>{t!(i18n, work.may_refuse)}</h2>
        <Said stage part=|asking| &asking.may_refuse/>
        <AgreementForm stage/>
    }
}

/// What stands in the form, as it is kept until one of its buttons is pressed.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Begun {
    explained_by: String,
    language: String,
    interpreter: String,
    form: Form,
    uses: Vec<OptionId>,
}

/// Who explained, how, and for what use; then two buttons of equal weight.
#[component]
fn AgreementForm(stage: StageId) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let first = earlier(bridge, stage).map_or_else(Begun::default, |before| Begun {
        explained_by: before.explained_by,
        language: before.language,
        interpreter: before.interpreter,
        ..Begun::default()
    });
    let (agreeing, refusal) = (FieldId::Agreement(stage), FieldId::Refusal(stage));
    let begun = kept_form(bridge, &agreeing).unwrap_or_else(|| first.clone());
    let explained_by = RwSignal::new(begun.explained_by);
    let language = RwSignal::new(begun.language);
    let interpreter = RwSignal::new(begun.interpreter);
    let form = RwSignal::new(begun.form);
    let uses = RwSignal::new(begun.uses);
    let why = RwSignal::new(kept_text(bridge, &refusal).unwrap_or_default());
    let gaps = RwSignal::new(Vec::<AgreementGap>::new());
    let refusing = RwSignal::new(why.with_untracked(|why| !why.is_empty()));
    keep(agreeing, move || {
        let now = Begun {
            explained_by: explained_by.get(),
            language: language.get(),
            interpreter: interpreter.get(),
            form: form.get(),
            uses: uses.get(),
        };
        (now != first).then(|| as_kept(&now)).flatten()
    });
    keep(refusal, move || Some(why.get()).filter(|why| !why.is_empty()));
    let offered = asking(bridge, stage, |asking| asking.uses.clone()).unwrap_or_default();
    // What is too long says so beside its field: nothing is noted, and everything stays as it was written.
    let too_long = move |fields: &[(RwSignal<String>, usize, &'static str)]| {
        let long = fields.iter().find(|(text, most, _)| text.with_untracked(|text| excess(text, *most) > 0));
        if let Some((_, _, field)) = long {
            focus_soon(*field);
        }
        long.is_some()
    };
    let agree = move || {
        let fields = [
            (explained_by, Case::NAME, "#explained-by"),
            (language, Case::NAME, "#spoken"),
            (interpreter, Case::NAME, "#interpreter"),
        ];
        if too_long(&fields) {
            return;
        }
        let agreement = Agreement {
            explained_by: explained_by.get_untracked().trim().to_owned(),
            language: language.get_untracked().trim().to_owned(),
            interpreter: interpreter.get_untracked().trim().to_owned(),
            form: form.get_untracked(),
            uses: uses.get_untracked(),
        };
        let missing: Vec<_> = agreement.gaps().collect();
        if missing.is_empty() {
            bridge.send(Intent::Do(Command::Agree(stage, agreement)));
            bridge.send(Intent::Go(Page::Stage(stage)));
        } else {
            gaps.set(missing);
            focus_soon(".error-summary");
        }
    };
    let refuse = move || {
        if too_long(&[(why, Kind::TEXT, "#why-not")]) {
            return;
        }
        bridge.send(Intent::Do(Command::Refuse(stage, why.get_untracked().trim().to_owned())));
        bridge.send(Intent::Go(Page::Information(stage)));
    };
    let missing = move |gap: AgreementGap| gaps.with(|gaps| gaps.contains(&gap));
    let text = move |id: &'static str, value: RwSignal<String>, gap: Option<AgreementGap>| {
        let most = if id == "why-not" { Kind::TEXT } else { Case::NAME };
        let over = over_in(value, most);
        let error = gap.map(|_| format!("{id}-error ")).unwrap_or_default();
        view! {
            <input
                id=id
                type="text"
                autocomplete="off"
                aria-invalid=move || (gap.is_some_and(missing) || over.get() > 0).to_string()
                aria-describedby=format!("{error}{id}-too-long")
                prop:value=move || value.get()
                on:input=move |event| {
                    value.set(typed(&event));
                    gaps.update(|gaps| gaps.retain(|other| Some(*other) != gap));
                }
            />
            <TooLong id=format!("{id}-too-long") over most/>
        }
    };
    view! {
        <Show when=move || !gaps.read().is_empty()>
            <div class="error-summary" tabindex="-1" role="alert">
                <h2>{t!(i18n, work.agreement_gaps)}</h2>
                <ul>
                    <For each=move || gaps.get() key=|gap| *gap as u8 let(gap)>
                        <li>
                            {match gap {
                                AgreementGap::ExplainedBy => view! {
                                    <button class="link" on:click=|_| focus_soon("#explained-by")>
                                        {t!(i18n, work.gap_explained_by)}
                                    </button>
                                }.into_any(),
                                AgreementGap::Language => view! {
                                    <button class="link" on:click=|_| focus_soon("#spoken")>
                                        {t!(i18n, work.gap_language)}
                                    </button>
                                }.into_any(),
                                AgreementGap::Uses => view! {
                                    <button class="link" on:click=|_| focus_soon("#uses input")>
                                        {t!(i18n, work.gap_uses)}
                                    </button>
                                }.into_any(),
                            }}
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
        <div class="two-columns">
            <div class="field">
                <label for="explained-by">{t!(i18n, work.explained_by)}</label>
                <Show when=move || missing(AgreementGap::ExplainedBy)>
                    <p class="error" id="explained-by-error">{t!(i18n, work.gap_explained_by)}</p>
                </Show>
                {text("explained-by", explained_by, Some(AgreementGap::ExplainedBy))}
            </div>
            <div class="field">
                <label for="spoken">{t!(i18n, work.spoken_language)}</label>
                <Show when=move || missing(AgreementGap::Language)>
                    <p class="error" id="spoken-error">{t!(i18n, work.gap_language)}</p>
                </Show>
                {text("spoken", language, Some(AgreementGap::Language))}
            </div>
            <div class="field">
                <label for="interpreter">{t!(i18n, work.interpreter)}</label>
                {text("interpreter", interpreter, None)}
            </div>
            <fieldset class="field">
                <legend>{t!(i18n, work.form)}</legend>
                <Radio name="form" this=Form::Spoken chosen=form>{t!(i18n, work.form_spoken)}</Radio>
                <Radio name="form" this=Form::Signed chosen=form>{t!(i18n, work.form_signed)}</Radio>
            </fieldset>
        </div>
        <fieldset class="field" id="uses" aria-describedby="uses-error">
            <legend>{t!(i18n, work.uses)}</legend>
            <Show when=move || missing(AgreementGap::Uses)>
                <p class="error" id="uses-error">{t!(i18n, work.gap_uses)}</p>
            </Show>
            {offered.into_iter().map(|option| {
                let (id, this) = (option.id.clone(), option.id.clone());
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || uses.with(|uses| uses.contains(&this))
                            on:change=move |_| {
                                uses.update(|uses| match uses.iter().position(|chosen| *chosen == id) {
                                    Some(at) => drop(uses.remove(at)),
                                    None => uses.push(id.clone()),
                                });
                                gaps.update(|gaps| gaps.retain(|gap| *gap != AgreementGap::Uses));
                            }
                        />
                        <span>{move || bridge.say(&option.label)}</span>
                    </label>
                }
            }).collect_view()}
        </fieldset>
        <div class="equal">
            <button class="button weighty" on:click=move |_| agree()>{t!(i18n, work.given)}</button>
            <button
                class="button weighty"
                aria-expanded=move || refusing.get().to_string()
                on:click=move |_| {
                    refusing.set(true);
                    focus_soon("#why-not");
                }
            >
                {t!(i18n, work.not_given)}
            </button>
        </div>
        <Show when=move || refusing.get()>
            <div class="field">
                <label for="why-not">{t!(i18n, work.why_not)}</label>
                <p class="hint quiet" id="why-not-hint">{t!(i18n, work.why_not_hint)}</p>
                {text("why-not", why, None)}
            </div>
            <button class="button" on:click=move |_| refuse()>{t!(i18n, work.record_refusal)}</button>
        </Show>
    }
}
