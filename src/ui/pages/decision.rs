//! The decision, which a human takes: kept apart from what the app found.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::instrument::{Kind, StageId, excess};
use crate::interview::{Case, Command, Decision, DecisionGap, FieldId, Need, Outcome};
use crate::state::{Current, Intent, Page};
use crate::ui::parts::focus::focus_soon;
use crate::ui::parts::limit::{TooLong, over};
use crate::ui::parts::rail::Converges;
use crate::ui::parts::taking::AskFirst;
use crate::ui::parts::typed::typed;
use crate::ui::parts::unfinished::Unfinished;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Topic, bridge};
use crate::wording;

/// What was decided, in words.
pub fn outcome_words(outcome: Outcome) -> String {
    wording::outcome(outcome, bridge().language()).to_owned()
}

/// The decision as it is being written: follows the case, and is handed over whole at each change. While one
/// of its texts is too long, all of them are kept as they were typed, and the case holds what it held.
#[derive(Clone, Copy)]
struct Draft {
    decision: RwSignal<Decision>,
    /// As the case holds it.
    kept: Memo<Decision>,
    bridge: crate::ui::Bridge,
}

impl Draft {
    fn new(bridge: crate::ui::Bridge) -> Self {
        let kept = Memo::new(move |_| {
            bridge.case(Topic::Around, |current| current.case().decision().clone()).unwrap_or_default()
        });
        let typed = Memo::new(move |_| {
            bridge
                .case(Topic::Drafts, |current| current.case().draft(&FieldId::Decision).and_then(Texts::read))
                .flatten()
        });
        let now = move || {
            let kept = kept.get();
            match typed.get() {
                Some(texts) => texts.over(kept),
                None => kept,
            }
        };
        let draft = Self { decision: RwSignal::new(untrack(now)), kept, bridge };
        Effect::new(move |_| {
            let now = now();
            if draft.decision.with_untracked(|draft| *draft != now) {
                draft.decision.set(now);
            }
        });
        draft
    }

    fn choose(self, change: impl FnOnce(&mut Decision)) {
        self.decision.update(change);
        let decision = self.decision.get_untracked();
        let texts = Texts::of(&decision);
        if texts.fit() {
            self.bridge.send(Intent::Do(Command::Decide(decision)));
        } else {
            // What is chosen counts at once; the texts wait, and what stood there before stays.
            let before = Texts::of(&self.kept.get_untracked());
            self.bridge.send(Intent::Do(Command::Decide(before.over(decision))));
            self.bridge.send(Intent::Do(Command::Draft(FieldId::Decision, Some(texts.written()))));
        }
    }

    fn write(self, change: impl FnOnce(&mut Decision)) {
        self.decision.update(change);
        let decision = self.decision.get_untracked();
        let texts = Texts::of(&decision);
        self.bridge.send(Intent::Write(if texts.fit() {
            Command::Decide(decision)
        } else {
            Command::Draft(FieldId::Decision, Some(texts.written()))
        }));
    }

    /// Shows the decision as the case holds it.
    fn restore(self) {
        self.decision.set(self.kept.get_untracked());
    }

    /// By how many characters one of its texts is too long.
    fn over(self, text: fn(&Decision) -> &String, most: usize) -> Memo<usize> {
        over(move || self.decision.with(|decision| excess(text(decision), most)))
    }
}

/// What is written of a decision, and not chosen.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Texts([String; 3]);

impl Texts {
    fn of(decision: &Decision) -> Self {
        let Decision { reasons, decided_by, redirection_reason, .. } = decision.clone();
        Self([reasons, decided_by, redirection_reason])
    }

    fn over(self, decision: Decision) -> Decision {
        let Self([reasons, decided_by, redirection_reason]) = self;
        Decision { redirection_reason, decided_by, reasons, ..decision }
    }

    fn fit(&self) -> bool {
        let Self([reasons, decided_by, redirection_reason]) = self;
        excess(reasons, Kind::NOTE) == 0
            && excess(decided_by, Case::NAME) == 0
            && excess(redirection_reason, Kind::NOTE) == 0
    }

    fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn read(written: &str) -> Option<Self> {
        serde_json::from_str(written).ok()
    }
}

/// The decision.
#[component]
pub fn DecisionPage() -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let draft = Draft::new(bridge);
    // What would take words away was left alone: the case stands as it was.
    Effect::new(move |waited: Option<bool>| {
        let waits = bridge.read(Topic::Notice, |app| app.taking().is_some());
        if waited == Some(true) && !waits {
            draft.restore();
        }
        waits
    });
    let long_reasons = draft.over(|decision| &decision.reasons, Kind::NOTE);
    let long_name = draft.over(|decision| &decision.decided_by, Case::NAME);
    let outcome = Memo::new(move |_| draft.decision.with(|decision| decision.outcome));
    view! {
        <h1 tabindex="-1">{t!(i18n, closing.decision)}</h1>
        <section class="found">
            <h2>{t!(i18n, closing.app_found)}</h2>
            <Converges/>
            <p class="quiet">{t!(i18n, closing.not_a_verdict)}</p>
            <button class="link" on:click=move |_| bridge.send(Intent::Go(Page::Findings))>
                {t!(i18n, work.open_findings)}
            </button>
        </section>
        <Unfinished/>
        <Gaps decision=draft.decision/>
        <fieldset class="field" id="outcome">
            <legend><h2>{t!(i18n, closing.you_decide)}</h2></legend>
            <div class="choices">
                {Outcome::ALL.map(|this| view! {
                    <label class="choice">
                        <input
                            type="radio"
                            name="outcome"
                            prop:checked=move || outcome.get() == Some(this)
                            on:change=move |_| draft.choose(|decision| decision.outcome = Some(this))
                        />
                        <span>{move || outcome_words(this)}</span>
                    </label>
                }).collect_view()}
            </div>
        </fieldset>
        <AskFirst/>
        <Show when=move || outcome.get() == Some(Outcome::Redirection)><Redirection draft/></Show>
        <fieldset class="field">
            <legend>{t!(i18n, closing.needs)}</legend>
            {Need::ALL.map(|need| view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || draft.decision.with(|decision| decision.needs.contains(&need))
                        on:change=move |_| draft.choose(|decision| {
                            match decision.needs.iter().position(|chosen| *chosen == need) {
                                Some(at) => drop(decision.needs.remove(at)),
                                None => decision.needs.push(need),
                            }
                            decision.needs.sort_unstable();
                        })
                    />
                    {move || wording::need(need, bridge.language())}
                </label>
            }).collect_view()}
        </fieldset>
        <div class="field">
            <label for="reasons">{t!(i18n, closing.reasons)}</label>
            <p class="hint quiet">{t!(i18n, closing.reasons_hint)}</p>
            <textarea
                id="reasons"
                rows="6"
                aria-describedby="reasons-too-long"
                aria-invalid=move || (long_reasons.get() > 0).to_string()
                prop:value=move || draft.decision.with(|decision| decision.reasons.clone())
                on:input=move |event| draft.write(|decision| decision.reasons = typed(&event))
            ></textarea>
            <TooLong id="reasons-too-long" over=long_reasons most=Kind::NOTE/>
        </div>
        <div class="field">
            <label for="decided-by">{t!(i18n, closing.decided_by)}</label>
            <input
                id="decided-by"
                type="text"
                autocomplete="off"
                aria-describedby="decided-by-too-long"
                aria-invalid=move || (long_name.get() > 0).to_string()
                prop:value=move || draft.decision.with(|decision| decision.decided_by.clone())
                on:input=move |event| draft.write(|decision| decision.decided_by = typed(&event))
            />
            <TooLong id="decided-by-too-long" over=long_name most=Case::NAME/>
        </div>
        <PersonAgrees draft/>
        <div class="steps">
            <button class="button primary" on:click=move |_| bridge.send(Intent::Go(Page::Leaving))>
                {t!(i18n, leaving.leave)}
            </button>
            <button class="button" on:click=move |_| bridge.send(Intent::Go(Page::Summary))>
                {t!(i18n, work.summary)}
            </button>
        </div>
    }
}

/// Whether the person agrees to what follows.
#[component]
fn PersonAgrees(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <fieldset class="field" id="agrees">
            <legend>{t!(i18n, closing.person_agrees)}</legend>
            {[(Some(true), 0), (Some(false), 1), (None, 2)].map(|(agrees, at)| view! {
                <label class="check">
                    <input
                        type="radio"
                        name="agrees"
                        prop:checked=move || draft.decision.with(|decision| decision.person_agrees == agrees)
                        on:change=move |_| draft.choose(|decision| decision.person_agrees = agrees)
                    />
                    {match at {
                        0 => t!(i18n, work.yes).into_any(),
                        1 => t!(i18n, work.no).into_any(),
                        _ => t!(i18n, closing.not_yet).into_any(),
                    }}
                </label>
            }).collect_view()}
        </fieldset>
    }
}

/// To which kind of structure, and why.
#[component]
fn Redirection(draft: Draft) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let options = bridge.glance(|app| {
        let current: Option<&Current> = app.current();
        current
            .map(|current| current.case().instrument().stage(StageId::Decision).redirections.clone())
            .unwrap_or_default()
    });
    let too_long = draft.over(|decision| &decision.redirection_reason, Kind::NOTE);
    view! {
        <fieldset class="field" id="redirected-to">
            <legend>{t!(i18n, closing.redirected_to)}</legend>
            {options.into_iter().map(|option| {
                let (id, this) = (option.id.clone(), option.id.clone());
                view! {
                    <label class="check">
                        <input
                            type="radio"
                            name="redirected-to"
                            prop:checked=move || {
                                draft.decision.with(|decision| decision.redirected_to.as_ref() == Some(&this))
                            }
                            on:change=move |_| {
                                let id = id.clone();
                                draft.choose(|decision| decision.redirected_to = Some(id));
                            }
                        />
                        <span>{move || bridge.say(&option.label)}</span>
                    </label>
                }
            }).collect_view()}
        </fieldset>
        <div class="field">
            <label for="redirection-reason">{t!(i18n, closing.redirection_reason)}</label>
            <textarea
                id="redirection-reason"
                rows="3"
                aria-describedby="redirection-too-long"
                aria-invalid=move || (too_long.get() > 0).to_string()
                prop:value=move || draft.decision.with(|decision| decision.redirection_reason.clone())
                on:input=move |event| draft.write(|decision| decision.redirection_reason = typed(&event))
            ></textarea>
            <TooLong id="redirection-too-long" over=too_long most=Kind::NOTE/>
        </div>
    }
}

/// What the decision still lacks: said once anything of it is written, and never in the way.
#[component]
fn Gaps(decision: RwSignal<Decision>) -> impl IntoView {
    let i18n = use_i18n();
    let gaps = Memo::new(move |_| {
        decision.with(|decision| if decision.is_blank() { Vec::new() } else { decision.gaps() })
    });
    let place = |gap: DecisionGap| match gap {
        DecisionGap::Outcome => "#outcome input",
        DecisionGap::RedirectedTo => "#redirected-to input",
        DecisionGap::RedirectionReason => "#redirection-reason",
        DecisionGap::DecidedBy => "#decided-by",
        DecisionGap::Reasons => "#reasons",
        DecisionGap::PersonAgrees => "#agrees input",
    };
    view! {
        <Show when=move || !gaps.read().is_empty()>
            <div class="gaps">
                <h2>{t!(i18n, closing.gaps)}</h2>
                <ul>
                    <For each=move || gaps.get() key=|gap| *gap as u8 let(gap)>
                        <li>
                            <button class="link" on:click=move |_| focus_soon(place(gap).to_owned())>
                                {match gap {
                                    DecisionGap::Outcome => t!(i18n, closing.gap_outcome).into_any(),
                                    DecisionGap::RedirectedTo => t!(i18n, closing.redirected_to).into_any(),
                                    DecisionGap::RedirectionReason => {
                                        t!(i18n, closing.redirection_reason).into_any()
                                    }
                                    DecisionGap::DecidedBy => t!(i18n, closing.decided_by).into_any(),
                                    DecisionGap::Reasons => t!(i18n, closing.reasons).into_any(),
                                    DecisionGap::PersonAgrees => t!(i18n, closing.person_agrees).into_any(),
                                }}
                            </button>
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
    }
}
