//! Whether the agreements that were given cover it; if not, what the person says now, or a reason.

use leptos::prelude::*;

use super::{Choice, SaidKind};
use crate::instrument::{Kind, OptionId, StageId};
use crate::interview::Form;
use crate::record::{Cover, agreed};
use crate::ui::parts::fields::Radio;
use crate::ui::parts::header::stage_words;
use crate::ui::parts::limit::{TooLong, over_in};
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, bridge};

/// The agreement to what would leave.
#[component]
pub fn AgreedPart(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    let covers = Memo::new(move |_| choice.preview.get().map(|preview| preview.covers).unwrap_or_default());
    let covered = move || agreed(&covers.read()).is_some();
    view! {
        <section class="agreed">
            <h2>{t!(i18n, leaving.agreed_title)}</h2>
            <ul>
                {move || covers.get().into_iter().map(|(stage, cover)| view! { <Covered stage cover/> }).collect_view()}
            </ul>
            <Show when=move || covers.read().is_empty()><p>{t!(i18n, leaving.cover_none)}</p></Show>
            <Show
                when=covered
                fallback=move || view! { <Said choice/> }
            >
                <p><strong>{t!(i18n, leaving.covered)}</strong></p>
            </Show>
        </section>
    }
}

fn use_words(bridge: Bridge, stage: StageId, used: &OptionId) -> Option<String> {
    let language = bridge.language();
    bridge.glance(|app| {
        let asking = app.current()?.case().instrument().stage(stage).asking.as_ref()?;
        let offered = asking.uses.iter().find(|offered| offered.id == *used)?;
        Some(offered.label.in_language(language).to_owned())
    })
}

#[component]
fn Covered(stage: StageId, cover: Cover) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let stage_told = move || stage_words(stage);
    let used = move |id: OptionId| move || use_words(bridge, stage, &id).unwrap_or_default();
    view! {
        <li>
            {match cover {
                Cover::Own => t!(i18n, leaving.cover_own, stage = stage_told).into_any(),
                Cover::Agreed(id) => t!(i18n, leaving.cover_agreed, stage = stage_told, used = used(id)).into_any(),
                Cover::Again(id) => t!(i18n, leaving.cover_again, stage = stage_told, used = used(id)).into_any(),
                Cover::Not => t!(i18n, leaving.cover_not, stage = stage_told).into_any(),
            }}
        </li>
    }
}

/// What the person says now; or why it is passed on without their agreement.
#[component]
fn Said(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    let over = over_in(choice.reason, Kind::TEXT);
    view! {
        <fieldset class="field" id="said">
            <Radio name="said" this=Some(SaidKind::Asked(Form::Spoken)) chosen=choice.said>
                {t!(i18n, leaving.asked)}" — "{t!(i18n, work.form_spoken)}
            </Radio>
            <Radio name="said" this=Some(SaidKind::Asked(Form::Signed)) chosen=choice.said>
                {t!(i18n, leaving.asked)}" — "{t!(i18n, work.form_signed)}
            </Radio>
            <Radio name="said" this=Some(SaidKind::Without) chosen=choice.said>{t!(i18n, leaving.without)}</Radio>
            <Show when=move || choice.said.get() == Some(SaidKind::Without)>
                <div class="field">
                    <label for="reason">{t!(i18n, leaving.why)}</label>
                    <p class="quiet small" id="reason-told">{t!(i18n, leaving.why_told)}</p>
                    <textarea
                        id="reason"
                        rows="2"
                        aria-describedby="reason-told reason-too-long"
                        aria-invalid=move || (over.get() > 0).to_string()
                        prop:value=move || choice.reason.get()
                        on:input=move |event| choice.reason.set(typed(&event))
                    />
                    <TooLong id="reason-too-long" over most=Kind::TEXT/>
                </div>
            </Show>
        </fieldset>
    }
}
