//! One section at a time: the questions that are asked, one of them open.

use leptos::prelude::*;

use crate::instrument::{QuestionIx, SectionIx};
use crate::interview::{FieldFault, Progress, Standing};
use crate::ui::desk::desk;
use crate::ui::parts::header::stage_words;
use crate::ui::parts::question::{FaultWords, QuestionRow, go_to, wording};
use crate::ui::parts::unfinished::unread_in;
use crate::ui::parts::why::NotAsked;
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Topic, bridge};

/// A section.
#[component]
pub fn SectionPage(section: SectionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let part = move |intro: bool| {
        let language = bridge.language();
        bridge.glance(|app| {
            let section = app.current()?.case().instrument().section(section);
            let text = if intro { section.intro.as_ref()? } else { &section.title };
            Some(text.in_language(language).to_owned())
        })
    };
    let stage = bridge.glance(|app| app.current().map(|c| c.case().instrument().section(section).stage));
    let all = bridge.glance(|app| {
        app.current().map(|c| c.case().instrument().section(section).questions.clone()).unwrap_or_default()
    });
    let shown = {
        let all = all.clone();
        Memo::new(move |_| {
            for question in &all {
                bridge.track(Topic::Question(*question));
            }
            let shown = bridge.case(Topic::Page, |current| {
                let case = current.case();
                let shown = |question: &QuestionIx| {
                    let written = case.entry(*question).is_written();
                    match case.standing(*question) {
                        Standing::Asked => true,
                        // She went to it: it is told there why it is not asked.
                        _ if current.question() == Some(*question) => true,
                        Standing::NotRelevant => written,
                        Standing::Closed | Standing::OffTrack => false,
                    }
                };
                all.iter().copied().filter(shown).collect::<Vec<_>>()
            });
            shown.unwrap_or_default()
        })
    };
    let progress = Memo::new(move |_| {
        bridge.case(Topic::Section(section), |current| current.case().progress(section)).unwrap_or_default()
    });
    let unread = unread_in(section);
    view! {
        <p class="quiet over">{move || stage.map(stage_words)}</p>
        <h1 tabindex="-1">{move || part(false)}</h1>
        {move || part(true).map(|intro| view! { <p class="intro">{intro}</p> })}
        <Faults questions=all/>
        <p class="quiet progress">
            {move || {
                let Progress { asked, settled, .. } = progress.get();
                let settled = t_string!(i18n, work.settled, settled = settled, asked = asked);
                match unread.get() {
                    0 => settled,
                    unread => format!("{settled}, {}", t_string!(i18n, work.unread_count, count = unread)),
                }
            }}
        </p>
        <ol class="questions">
            <For each=move || shown.get() key=|question| *question let(question)>
                <QuestionRow question/>
            </For>
        </ol>
        <Show when=move || shown.read().is_empty()>
            <p>{t!(i18n, work.nothing_here)}</p>
        </Show>
        <NotAsked section/>
    }
}

/// What cannot be read in this section, with links to each; at the open question it is told there.
#[component]
fn Faults(questions: Vec<QuestionIx>) -> impl IntoView {
    let (bridge, desk, i18n) = (bridge(), desk(), use_i18n());
    let faults = Memo::new(move |before: Option<&Vec<(QuestionIx, FieldFault)>>| {
        bridge.track(Topic::Drafts);
        let faults = bridge.case(Topic::Page, |current| {
            let (case, open) = (current.case(), current.question());
            let elsewhere = questions.iter().filter(|question| Some(**question) != open);
            let unread = elsewhere.filter(|question| case.is_unread(**question));
            unread.filter_map(|question| Some((*question, case.fault(*question)?))).collect::<Vec<_>>()
        });
        let pressing = desk.pressing.get();
        before.filter(|_| pressing).cloned().or(faults).unwrap_or_default()
    });
    view! {
        <Show when=move || !faults.read().is_empty()>
            <div class="error-summary" role="group" aria-labelledby="faults-title">
                <h2 id="faults-title">{t!(i18n, work.faults)}</h2>
                <ul>
                    <For each=move || faults.get() key=|fault| *fault let((question, fault))>
                        <li>
                            <button class="link" on:click=move |_| go_to(bridge, question)>
                                {move || wording(bridge, question)}
                            </button>
                            " "
                            <FaultWords fault/>
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
    }
}
