//! Question by question: what is true, what the person says of it at which trust, what she never says.

use leptos::prelude::*;

use super::answer::AnswerField;
use super::clues::Look;
use super::fields::{Both, Choice, Level, Tick};
use super::{Opened, draft, edit, instrument};
use crate::instrument::{QuestionId, QuestionIx, SectionIx, StageId};
use crate::training::draft::{Edit, Field};
use crate::training::{Rules, Scenario, WrittenAnswer};
use crate::ui::bridge;
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::header::stage_words;
use crate::ui::parts::search::plain;
use crate::ui::text::{t, t_string, use_i18n};

/// Which questions are listed.
#[derive(Clone, Copy, PartialEq)]
enum Listed {
    All,
    Worded,
    True,
    Never,
}

/// The part.
#[component]
pub fn QuestionsPart() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let opened = expect_context::<Opened>();
    let listed = RwSignal::new(Listed::All);
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let sections: Vec<_> = (0..instrument.sections().len()).map(SectionIx).collect();
    let titles = std::sync::Arc::clone(&instrument);
    let found = Memo::new(move |_| {
        let (words, language, listed) = (plain(&opened.words.read()), bridge.language(), listed.get());
        let open = opened.questions.get();
        let shown = |it: &Scenario| {
            let held = instrument.questions().iter().enumerate().filter(|(_, question)| {
                let told = plain(question.wording.in_language(language));
                let of_list = match listed {
                    Listed::All => true,
                    Listed::Worded => it.says(&question.id).is_some(),
                    Listed::True => it.truth.answers.contains_key(&question.id),
                    Listed::Never => it.never.contains(&question.id),
                };
                open.contains(&question.id)
                    || of_list && words.split_whitespace().all(|word| told.contains(word))
            });
            held.map(|(at, question)| (question.section, QuestionIx(at))).collect::<Vec<_>>()
        };
        draft(bridge, shown).unwrap_or_default()
    });
    view! {
        <h2>{t!(i18n, writing.part_questions)}</h2>
        <p class="quiet">{t!(i18n, writing.questions_told)}</p>
        <div class="two-columns">
            <Look words=opened.words/>
            <Choice
                label=Signal::derive(move || t_string!(i18n, writing.listed).to_owned())
                offered=vec![Listed::All, Listed::Worded, Listed::True, Listed::Never]
                words=listed_words
                picked=listed
                pick=move |one| listed.set(one)
            />
        </div>
        {sections.into_iter().map(|section| {
            let told = titles.section(section);
            let (title, stage) = (told.title.clone(), told.stage);
            let mine = move || {
                let found = found.read();
                found.iter().filter(|(its, _)| *its == section).map(|(_, question)| *question).collect::<Vec<_>>()
            };
            view! {
                <Show when=move || !mine().is_empty()>
                    <h3>{move || stage_words(stage)}" · "{
                        let title = title.clone();
                        move || bridge.say(&title)
                    }</h3>
                </Show>
                <ul class="write-questions">
                    <For each=mine key=|question| question.0 let(question)><Question question/></For>
                </ul>
            }
        }).collect_view()}
        <Show when=move || found.read().is_empty()><p class="quiet">{t!(i18n, work.found_nothing)}</p></Show>
    }
    .into_any()
}

fn listed_words(listed: Listed) -> String {
    let i18n = use_i18n();
    match listed {
        Listed::All => t_string!(i18n, writing.list_all),
        Listed::Worded => t_string!(i18n, writing.list_worded),
        Listed::True => t_string!(i18n, writing.list_true),
        Listed::Never => t_string!(i18n, writing.list_never),
    }
    .to_owned()
}

/// What is true of a question, under its wording.
#[component]
pub fn TruthField(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let asked = instrument.question(question);
    let (of, id, wording) = (asked.id.clone(), asked.id.clone(), asked.wording.clone());
    let truth = Memo::new(move |_| draft(bridge, |it| it.truth.answers.get(&of).cloned()).flatten());
    let write = Callback::new(move |answer: Option<WrittenAnswer>| {
        edit(bridge, Edit::Truth(id.clone(), answer));
    });
    let label = Signal::derive(move || bridge.say(&wording));
    view! { <AnswerField label kind=asked.kind.clone() answer=truth write/> }.into_any()
}

/// A question, folded until it is written on.
#[component]
fn Question(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let opened = expect_context::<Opened>().questions;
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let asked = instrument.question(question);
    let (id, wording, sensitive) = (asked.id.clone(), asked.wording.clone(), asked.sensitive);
    let (of, to, body) = (id.clone(), id.clone(), id.clone());
    let is_open = Memo::new(move |_| opened.read().contains(&of));
    let told = {
        let id = id.clone();
        Memo::new(move |_| {
            let told = |it: &Scenario| {
                let words = it.says(&id).map_or(0, |says| says.at.len());
                (it.truth.answers.contains_key(&id), words, it.never.contains(&id))
            };
            draft(bridge, told).unwrap_or_default()
        })
    };
    view! {
        <li id=format!("write-question-{}", id.as_str().replace('.', "-"))>
            <button
                class="fold"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| opened.update(|open| {
                    if !open.remove(&to) {
                        open.insert(to.clone());
                    }
                })
            >
                <span>{move || bridge.say(&wording)}</span>
                <span class="tags">
                    {sensitive.then(|| view! { <span class="tag">{t!(i18n, writing.sensitive)}</span> })}
                    {move || told.get().0.then(|| view! { <span class="tag">{t!(i18n, writing.has_truth)}</span> })}
                    {move || Some(told.get().1).filter(|words| *words > 0).map(|words| view! {
                        <span class="tag">{t!(i18n, writing.has_words, count = move || words)}</span>
                    })}
                    {move || told.get().2.then(|| view! { <span class="tag">{t!(i18n, writing.is_never)}</span> })}
                </span>
            </button>
            {move || is_open.get().then(|| view! { <Written question id=body.clone()/> })}
        </li>
    }
    .into_any()
}

/// What is written of a question.
#[component]
fn Written(question: QuestionIx, id: QuestionId) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let Some(instrument) = instrument(bridge) else { return ().into_any() };
    let kind = instrument.question(question).kind.clone();
    let of_alert = instrument.stage_of(question) == StageId::Alert;
    let holds = |look: fn(&Scenario, &QuestionId) -> bool| {
        let id = id.clone();
        Signal::derive(move || draft(bridge, |it| look(it, &id)).unwrap_or_default())
    };
    let known = holds(|it, id| it.known.contains_key(id));
    let never = holds(|it, id| it.never.contains(id));
    let count = {
        let id = id.clone();
        Memo::new(move |_| {
            draft(bridge, |it| it.says(&id).map_or(0, |says| says.at.len())).unwrap_or_default()
        })
    };
    let (truth_id, tell_id) = (id.clone(), id.clone());
    let truth = Memo::new(move |_| draft(bridge, |it| it.truth.answers.get(&truth_id).cloned()).flatten());
    let tell = Callback::new(move |answer: Option<WrittenAnswer>| {
        edit(bridge, Edit::Truth(tell_id.clone(), answer));
    });
    let (to_know, to_never, to_add, words_of) = (id.clone(), id.clone(), id.clone(), id);
    let sensitive_from = Rules::bundled().map(|rules| rules.sensitive_from).unwrap_or_default();
    let words_kind = kind.clone();
    view! {
        <div class="boxed">
            <AnswerField label=Signal::derive(move || t_string!(i18n, writing.truth).to_owned()) kind answer=truth write=tell/>
            {of_alert.then(|| view! {
                <Tick ticked=known tick=move |is| edit(bridge, Edit::Known(to_know.clone(), is))>
                    {t!(i18n, writing.known)}
                </Tick>
            })}
            <Show when=move || count.get() == 0>
                <p class="quiet small">{t!(i18n, writing.without_words, level = move || sensitive_from)}</p>
            </Show>
            {move || (0..count.get()).map(|at| view! {
                <Words id=words_of.clone() at kind=words_kind.clone()/>
            }).collect_view()}
            <Show when=move || { count.get() < 7 }>
                <button class="button" on:click={
                    let id = to_add.clone();
                    move |_| edit(bridge, Edit::AddWords(id.clone()))
                }>
                    {t!(i18n, writing.add_words)}
                </button>
            </Show>
            <Tick ticked=never tick=move |is| edit(bridge, Edit::Never(to_never.clone(), is))>
                {t!(i18n, writing.never)}
            </Tick>
        </div>
    }
    .into_any()
}

/// Words from a level of trust on, with their coding.
#[component]
fn Words(id: QuestionId, at: usize, kind: crate::instrument::Kind) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let (of, coded_of, to_pick, to_code, to_remove) =
        (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
    let level = Memo::new(move |_| {
        draft(bridge, |it| it.says(&of)?.at.get(at).map(|said| said.trust)).flatten().unwrap_or_default()
    });
    let heading = format!("#write-question-{} .fold", id.as_str().replace('.', "-"));
    let coded = Memo::new(move |_| {
        draft(bridge, |it| it.says(&coded_of)?.at.get(at).map(|said| said.answer.clone())).flatten()
    });
    let code = Callback::new(move |answer: Option<WrittenAnswer>| {
        if let Some(answer) = answer {
            edit(bridge, Edit::Coded(to_code.clone(), at, answer));
        }
    });
    view! {
        <div class="words-at">
            <Level now=level pick=move |trust| edit(bridge, Edit::WordsFrom(to_pick.clone(), at, trust))/>
            <Both
                id=format!("write-words-{}-{at}", id.as_str().replace('.', "-"))
                rows=2
                label=Signal::derive(move || t_string!(i18n, writing.words).to_owned())
                field=Field::Words(id, at)
            />
            <AnswerField
                label=Signal::derive(move || t_string!(i18n, writing.coded).to_owned())
                kind
                answer=coded
                write=code
                may_be_nothing=false
            />
            <button class="button thin" on:click=move |_| {
                edit(bridge, Edit::RemoveWords(to_remove.clone(), at));
                focus_soon(heading.clone());
            }>
                {t!(i18n, writing.remove_words)}
            </button>
        </div>
    }
}
