//! What is still wrong: each flaw in words, with the way to the place where it is mended.

use leptos::prelude::*;

use super::{Opened, draft, instrument, rules, send, writing};
use crate::instrument::{Fault, Flaw, Instrument};
use crate::state::{Author, Writing};
use crate::training::MOST;
use crate::training::draft::{Script, Spot};
use crate::ui::parts::focus::land_soon;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, bridge};

/// The flaws, each a link.
#[component]
pub fn Flaws() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let opened = expect_context::<Opened>();
    let flaws = Memo::new(move |_| {
        writing(bridge, |it: &Writing| {
            it.flaws().iter().cloned().zip(it.spots()).collect::<Vec<(Flaw, Spot)>>()
        })
        .unwrap_or_default()
    });
    let go = move |spot: &Spot| {
        if let Spot::Question(id) = spot {
            let id = id.clone();
            opened.questions.update(|open| {
                open.insert(id);
            });
        } else {
            opened.words.set(String::new());
        }
        send(bridge, Author::Show(spot.part()));
        let element = element(spot);
        land_soon(
            format!("[id='{element}'] :is([aria-invalid=true], input, textarea, select, button)"),
            false,
        );
    };
    view! {
        <section id="flaws" class="gaps" hidden=move || flaws.read().is_empty()>
            <h2>{t!(i18n, writing.missing)}</h2>
            <ul>
                {move || flaws.get().into_iter().map(|(flaw, spot)| {
                    let (place, fault) = (spot_words(bridge, &spot), fault_words(&flaw.fault, instrument(bridge).as_deref()));
                    view! {
                        <li>
                            <button class="link" on:click=move |_| go(&spot)>{t!(i18n, writing.flaw_at, place = move || place.clone(), fault = move || fault.clone())}</button>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    }
}

/// The place on the page.
fn element(spot: &Spot) -> String {
    match spot {
        Spot::Field(name) => format!("write-{}", name.replace('.', "-")),
        Spot::Question(id) => format!("write-question-{}", id.as_str().replace('.', "-")),
        Spot::Gesture(id) => format!("write-gesture-{id}"),
        Spot::Look(at) => format!("write-look-{at}"),
        Spot::Clue(id) => format!("write-clue-{id}"),
        Spot::Decision => "write-decision".to_owned(),
        Spot::Script(Script::Good) => "write-good".to_owned(),
        Spot::Script(Script::Careless) => "write-careless".to_owned(),
    }
}

/// A place, in words.
fn spot_words(bridge: Bridge, spot: &Spot) -> String {
    let i18n = use_i18n();
    let language = bridge.language();
    match spot {
        Spot::Field(name) => match name.as_str() {
            "title" => t_string!(i18n, writing.f_title),
            "id" => t_string!(i18n, writing.f_id),
            "for_trainer" => t_string!(i18n, writing.f_for_trainer),
            "briefing" => t_string!(i18n, writing.f_briefing),
            "person.name" => t_string!(i18n, writing.f_name),
            "person.language" => t_string!(i18n, writing.f_language),
            "person.fears" => t_string!(i18n, writing.f_fears),
            "person.wants" => t_string!(i18n, writing.f_wants),
            "minutes" => t_string!(i18n, writing.f_minutes),
            "trust" => t_string!(i18n, writing.f_trust),
            name if name.starts_with("interpreters") => t_string!(i18n, writing.interpreters),
            _ => t_string!(i18n, writing.the_file),
        }
        .to_owned(),
        Spot::Question(id) => instrument(bridge)
            .and_then(|it| Some(it.question(it.find(id)?).wording.in_language(language).to_owned()))
            .unwrap_or_else(|| id.to_string()),
        Spot::Gesture(id) => rules()
            .and_then(|rules| Some(rules.gesture(id)?.label.in_language(language).to_owned()))
            .unwrap_or_else(|| id.to_string()),
        Spot::Look(at) => {
            let title =
                draft(bridge, |it| it.looks.get(*at).map(|look| look.title.in_language(language).to_owned()));
            let title = title.flatten().filter(|title| !title.trim().is_empty());
            title.unwrap_or_else(|| t_string!(i18n, writing.part_looks).to_owned())
        }
        Spot::Clue(id) => clue_words(instrument(bridge).as_deref(), id.as_str(), language),
        Spot::Decision => t_string!(i18n, training.to_conclude).to_owned(),
        Spot::Script(Script::Good) => t_string!(i18n, writing.good).to_owned(),
        Spot::Script(Script::Careless) => t_string!(i18n, writing.careless).to_owned(),
    }
}

fn clue_words(instrument: Option<&Instrument>, id: &str, language: crate::instrument::Language) -> String {
    let clue = instrument.and_then(|it| Some(it.clue(it.find_clue(&id.into())?)));
    clue.map_or_else(|| id.to_owned(), |clue| clue.name.in_language(language).to_owned())
}

/// A fault of a scenario, in words.
pub fn fault_words(fault: &Fault, instrument: Option<&Instrument>) -> String {
    let (bridge, i18n) = (bridge(), use_i18n());
    let clue = |id: &str| clue_words(instrument, id, bridge.language());
    match fault {
        Fault::Text => t_string!(i18n, writing.w_text).to_owned(),
        Fault::Twice(name) => t_string!(i18n, writing.w_twice, name = name.clone()).clone(),
        Fault::Unknown(name) if name.is_empty() => t_string!(i18n, writing.w_unchosen).to_owned(),
        Fault::Unknown(name) => t_string!(i18n, writing.w_unknown, name = name.clone()).clone(),
        Fault::Unfit(_) => t_string!(i18n, writing.w_unfit).to_owned(),
        Fault::Irrelevant(_) => t_string!(i18n, writing.w_irrelevant).to_owned(),
        Fault::Level => t_string!(i18n, writing.w_level, most = MOST).clone(),
        Fault::Minutes(least) => t_string!(i18n, writing.w_minutes, least = *least).clone(),
        Fault::Name(_) => t_string!(i18n, writing.w_name).to_owned(),
        Fault::Stages => t_string!(i18n, writing.w_stage).to_owned(),
        Fault::Mute => t_string!(i18n, writing.w_mute).to_owned(),
        Fault::Picture(_) => t_string!(i18n, writing.w_picture).to_owned(),
        Fault::NotTrue(id) => t_string!(i18n, writing.w_not_true, clue = clue(id)).clone(),
        Fault::NotReached(id) => t_string!(i18n, writing.w_not_reached, clue = clue(id)).clone(),
        Fault::NotMissed(id) => t_string!(i18n, writing.w_not_missed, clue = clue(id)).clone(),
        Fault::Beyond(_) => t_string!(i18n, writing.w_beyond).to_owned(),
        Fault::Format(_) => t_string!(i18n, writing.w_format).to_owned(),
        Fault::Unreadable(why) => {
            let why: String = why.chars().take(160).collect();
            t_string!(i18n, writing.w_unreadable, why = why).clone()
        }
        other => other.to_string(),
    }
}
