//! What a file is, before it is taken in.

use leptos::prelude::*;

use super::decision::outcome_words;
use crate::instrument::{Language, StageId};
use crate::interview::{AgreementState, Case, Leaving, Moment, Outcome, Standing};
use crate::record::{self, Digest};
use crate::state::{App, Intent};
use crate::ui::parts::header::{PlainHeader, stage_words};
use crate::ui::parts::notice::NoticeBar;
use crate::ui::parts::received::ReceivedNote;
use crate::ui::parts::when;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};

/// A stage of the file: where its agreement stands, and how many answers it holds.
type StageSeen = (StageId, AgreementState, usize);

/// What is shown of a file.
#[derive(Clone, PartialEq)]
struct Seen {
    name: String,
    language: Language,
    opened_at: Moment,
    changed_at: Moment,
    stages: Vec<StageSeen>,
    outcome: Option<Outcome>,
    edition: String,
    app: String,
    number: String,
    digest: String,
    is_here: bool,
    received: Option<Leaving>,
}

impl Seen {
    fn of(app: &App, language: Language) -> Option<Self> {
        let found = app.incoming()?;
        let case = &found.case;
        let instrument = case.instrument();
        Some(Self {
            name: case.name().to_owned(),
            language: case.language(),
            opened_at: case.opened_at(),
            changed_at: case.changed_at(),
            stages: StageId::ASKING.into_iter().map(|stage| stage_seen(case, stage)).collect(),
            outcome: case.decision().outcome,
            edition: format!(
                "{}, {}",
                instrument.title.in_language(language),
                instrument.edition.version.as_str()
            ),
            app: format!("{} {}", found.app.name, found.app.version),
            number: record::number(case).to_string(),
            digest: Digest::of_case(case).to_string(),
            is_here: app.incoming_is_here(),
            received: case.received().cloned(),
        })
    }
}

fn stage_seen(case: &Case, stage: StageId) -> StageSeen {
    let answered = case.instrument().questions_of(stage).filter(|question| {
        case.standing(*question) == Standing::Asked && case.entry(*question).answer.is_some()
    });
    (stage, case.agreements().state(stage), answered.count())
}

/// The page that asks whether a file is taken in.
#[component]
pub fn IncomingPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let seen = Memo::new(move |_| {
        let language = bridge.language();
        bridge.read(Topic::Page, |app| Seen::of(app, language))
    });
    let is_here = move || seen.get().is_some_and(|seen| seen.is_here);
    view! {
        <PlainHeader/>
        <NoticeBar/>
        <main class="column">
            <h1 tabindex="-1">{t!(i18n, around.incoming_title)}</h1>
            <p>{t!(i18n, around.incoming_told)}</p>
            {move || seen.get().and_then(|seen| seen.received).map(|received| view! { <ReceivedNote received/> })}
            {move || seen.get().map(|seen| view! { <Table seen/> })}
            <Show when=is_here><p class="gaps">{t!(i18n, around.incoming_here)}</p></Show>
            <div class="steps">
                <button class="button primary" on:click=move |_| bridge.send(Intent::TakeIn)>
                    {t!(i18n, around.incoming_take)}
                </button>
                <button class="button" on:click=move |_| bridge.send(Intent::LeaveOut)>
                    {t!(i18n, around.incoming_leave)}
                </button>
            </div>
        </main>
    }
}

/// What the file says of itself. Every text of it is isolated: its direction changes nothing around it.
#[component]
fn Table(seen: Seen) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let moment = move |at: Moment| format!("{}, {}", when::day(at, bridge.language()), when::time(at));
    let Seen { name, language, opened_at, changed_at, stages, outcome, edition, app, number, digest, .. } =
        seen;
    let stages = stages.into_iter().map(|(stage, state, answers)| {
        view! {
            <tr>
                <th scope="row">{move || stage_words(stage)}</th>
                <td>
                    <Agreed state/>
                    {(answers > 0).then(|| view! {
                        ", "{t!(i18n, around.incoming_answers, count = move || answers)}
                    })}
                </td>
            </tr>
        }
    });
    view! {
        <table class="table facts">
            <tbody>
                <tr>
                    <th scope="row">{t!(i18n, around.incoming_what)}</th>
                    <td>{t!(i18n, around.incoming_assessment)}</td>
                </tr>
                <tr><th scope="row">{t!(i18n, around.name)}</th><td><bdi class="strong">{name}</bdi></td></tr>
                <tr>
                    <th scope="row">{t!(i18n, around.incoming_language)}</th>
                    <td>{match language {
                        Language::Fr => "français",
                        Language::En => "English",
                    }}</td>
                </tr>
                <tr><th scope="row">{t!(i18n, around.incoming_opened)}</th><td>{move || moment(opened_at)}</td></tr>
                <tr><th scope="row">{t!(i18n, around.col_changed)}</th><td>{move || moment(changed_at)}</td></tr>
                {stages.collect_view()}
                <tr>
                    <th scope="row">{t!(i18n, around.incoming_decision)}</th>
                    <td>{match outcome {
                        Some(outcome) => (move || outcome_words(outcome)).into_any(),
                        None => t!(i18n, closing.not_decided).into_any(),
                    }}</td>
                </tr>
                <tr><th scope="row">{t!(i18n, around.incoming_edition)}</th><td>{edition}</td></tr>
                <tr><th scope="row">{t!(i18n, around.incoming_number)}</th><td>{number}</td></tr>
                <tr>
                    <th scope="row">{t!(i18n, around.incoming_digest)}</th>
                    <td><code>{digest}</code><br/><small>{t!(i18n, around.incoming_digest_told)}</small></td>
                </tr>
                <tr><th scope="row">{t!(i18n, around.incoming_app)}</th><td><bdi>{app}</bdi></td></tr>
            </tbody>
        </table>
    }
}

#[component]
fn Agreed(state: AgreementState) -> impl IntoView {
    let i18n = use_i18n();
    match state {
        AgreementState::NotSought => t!(i18n, around.incoming_not_sought).into_any(),
        AgreementState::Given => t!(i18n, around.incoming_agreed).into_any(),
        AgreementState::Refused => t!(i18n, around.incoming_refused).into_any(),
        AgreementState::Withdrawn(_) => t!(i18n, around.incoming_withdrawn).into_any(),
    }
}
