//! Finds any question by its words.

use leptos::prelude::*;

use super::focus::{focus_soon, give_back};
use super::question::go_to;
use super::typed::typed;
use super::why::BecauseWords;
use crate::instrument::{QuestionIx, Text};
use crate::interview::Standing;
use crate::state::Current;
use crate::ui::desk::desk;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, bridge};
use crate::wording::{Because, because};

/// How many questions are listed at once.
const LISTED: usize = 12;

/// The search: words in, questions out.
#[component]
pub fn Search() -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let words = RwSignal::new(String::new());
    let found = Memo::new(move |_| find(bridge, &words.read()));
    give_back(move || desk.search.get(), ".question.active .wording");
    Effect::new(move |_| {
        if desk.search.get() {
            words.set(String::new());
            focus_soon("#search");
        }
    });
    let go = move |question: QuestionIx| {
        desk.search.set(false);
        go_to(bridge, question);
    };
    view! {
        <Show when=move || desk.search.get()>
            <div class="sheet" role="dialog" aria-modal="true" aria-labelledby="search-label">
                <form data-stays-open="" on:submit=move |event| {
                    event.prevent_default();
                    if let Some((first, ..)) = found.get_untracked().first() {
                        go(*first);
                    }
                }>
                    <div class="field">
                        <label id="search-label" for="search">{t!(i18n, work.search_label)}</label>
                        <input
                            id="search"
                            type="text"
                            autocomplete="off"
                            prop:value=move || words.get()
                            on:input=move |event| words.set(typed(&event))
                        />
                    </div>
                </form>
                <ul class="found">
                    <For each=move || found.get() key=|found| found.0 let((question, wording, because))>
                        <li>
                            <button class="outline-link" on:click=move |_| go(question)>
                                <span>{wording}</span>
                            </button>
                            {because.map(|because| view! { <BecauseWords because/> })}
                        </li>
                    </For>
                </ul>
                <Show when=move || !words.read().trim().is_empty() && found.read().is_empty()>
                    <p class="quiet">{t!(i18n, work.found_nothing)}</p>
                </Show>
                <button class="button" on:click=move |_| desk.search.set(false)>{t!(i18n, common.close)}</button>
            </div>
        </Show>
    }
}

/// The questions whose wording holds all of the words, those that are asked first; of the others, why
/// they are not.
fn find(bridge: Bridge, words: &str) -> Vec<(QuestionIx, String, Option<Because>)> {
    let language = bridge.language();
    let words: Vec<_> = words.split_whitespace().map(plain).collect();
    if words.is_empty() {
        return Vec::new();
    }
    bridge.glance(|app| {
        let Some(case) = app.current().map(Current::case) else { return Vec::new() };
        let questions = case.instrument().questions().iter().enumerate();
        let mut found: Vec<_> = questions
            .filter_map(|(at, question)| {
                let at = QuestionIx(at);
                let wordings = [question.wording_on(case.track()), &question.wording];
                let holds = |text: &Text| {
                    let wording = plain(text.in_language(language));
                    words.iter().all(|word| wording.contains(word))
                };
                let closed = case.standing(at) != Standing::Asked;
                wordings.into_iter().any(holds).then_some((closed, at))
            })
            .collect();
        found.sort_unstable();
        found.truncate(LISTED);
        let told = |(closed, at): (bool, QuestionIx)| {
            let wording = case.instrument().question(at).wording_on(case.track()).in_language(language);
            (at, wording.to_owned(), closed.then(|| because(case, at, language)))
        };
        found.into_iter().map(told).collect()
    })
}

/// Without capitals and without the accents of French.
pub fn plain(words: &str) -> String {
    let letter = |letter: char| match letter {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        '’' => '\'',
        other => other,
    };
    words.to_lowercase().chars().map(letter).collect()
}
