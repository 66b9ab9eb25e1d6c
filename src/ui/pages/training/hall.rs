//! The scenarios, and the ways into a room.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::{Way, training};
use crate::doors::browser;
use crate::state::{Intent, Train, Training, TrainingPage};
use crate::training::{Difficulty, ScenarioId};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, bridge};
use crate::wording::colon;

/// The largest file that is read, and a byte more.
const LARGEST: usize = 4 * 1024 * 1024 + 1;

/// How hard a scenario is, in words.
pub fn difficulty_words(difficulty: Difficulty) -> String {
    let i18n = use_i18n();
    match difficulty {
        Difficulty::First => t_string!(i18n, training.first),
        Difficulty::Usual => t_string!(i18n, training.usual),
        Difficulty::Hard => t_string!(i18n, training.hard),
    }
    .to_owned()
}

/// What is shown of a scenario before it is chosen.
type Listed = (ScenarioId, String, Difficulty, u32);

fn listed(bridge: Bridge) -> Vec<Listed> {
    let language = bridge.language();
    let list = |training: &Training| {
        let scenarios = training.scenarios().into_iter();
        let told = scenarios
            .map(|it| (it.id.clone(), it.title.in_language(language).to_owned(), it.difficulty, it.minutes));
        told.collect()
    };
    training(bridge, list).unwrap_or_default()
}

/// Choosing a scenario.
#[component]
pub fn Hall() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let scenarios = Memo::new(move |_| listed(bridge));
    view! {
        <main class="wide" id="main">
            <h1 tabindex="-1">{t!(i18n, training.hall)}</h1>
            <Show
                when=move || !scenarios.read().is_empty()
                fallback=move || view! { <p>{t!(i18n, training.hall_none)}</p> }
            >
                <table class="table scenarios">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, training.col_title)}</th>
                            <th scope="col">{t!(i18n, training.col_difficulty)}</th>
                            <th scope="col">{t!(i18n, training.col_minutes)}</th>
                            <th scope="col"><span class="visually-hidden">{t!(i18n, training.choose)}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || scenarios.get().into_iter().map(|(id, title, difficulty, minutes)| view! {
                            <tr>
                                <td class="strong">{title.clone()}</td>
                                <td>{difficulty_words(difficulty)}</td>
                                <td>{t!(i18n, training.minutes, count = move || minutes)}</td>
                                <td>
                                    <button
                                        class="button thin"
                                        aria-label=move || format!("{}{}{title}", t_string!(i18n, training.choose), colon(bridge.language()))
                                        on:click=move |_| bridge.send(Intent::Train(Train::Choose(id.clone())))
                                    >
                                        {t!(i18n, training.choose)}
                                    </button>
                                </td>
                            </tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </Show>
            <section class="in-room">
                <h2>{t!(i18n, training.room_title)}</h2>
                <p>{t!(i18n, training.room_told)}</p>
                <div class="steps">
                    <Way to=TrainingPage::NewSession>{t!(i18n, training.make_session)}</Way>
                    <button class="button thin" on:click=move |_| bridge.send(Intent::Train(Train::Demonstrate))>
                        {t!(i18n, training.demonstrate)}
                    </button>
                </div>
                <div class="field">
                    <label for="training-file">{t!(i18n, training.open_file)}</label>
                    <p class="hint quiet" id="training-file-hint">{t!(i18n, training.open_hint)}</p>
                    <FilesField id="training-file" several=false/>
                </div>
            </section>
            <super::writing::start::WriteOne/>
        </main>
    }
}

/// A field that takes files of the training in.
#[component]
pub fn FilesField(
    id: &'static str,
    several: bool,
    /// What is done with the bytes; they are a file of the training when nothing else is said.
    #[prop(optional)]
    take: Option<Callback<Vec<u8>>>,
) -> impl IntoView {
    let bridge = bridge();
    let take =
        take.unwrap_or_else(|| Callback::new(move |bytes| bridge.send(Intent::Train(Train::Open(bytes)))));
    let read = move |event: leptos::ev::Event| {
        let field = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(field) = field else { return };
        let Some(files) = field.files() else { return };
        let files: Vec<_> = (0..files.length()).filter_map(|at| files.item(at)).collect();
        // The same file can be chosen again.
        field.set_value("");
        spawn_local(async move {
            for file in files {
                take.run(browser::read(file, LARGEST).await);
            }
        });
    };
    view! {
        <input
            id=id
            type="file"
            accept=".json,application/json"
            multiple=several
            aria-describedby=format!("{id}-hint")
            on:change=read
        />
    }
}
