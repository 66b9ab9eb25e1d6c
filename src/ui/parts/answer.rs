//! The control of each kind of question.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::focus::step_in;
use super::kept_text::KeptText;
use super::key_cap::DigitCap;
use super::limit::TooLong;
use super::question::fixed;
use super::typed::typed;
use super::typed_answer::{DateControl, DurationControl, MoneyControl, NumberControl};
use crate::instrument::{ChoiceOption, ChoicesInPart, Kind, OptionId, QuestionIx, Value};
use crate::interview::{Answer, Command, FieldId};
use crate::state::{Current, Intent, Meant};
use crate::ui::desk::desk;
use crate::ui::text::{t, use_i18n};
use crate::ui::{Bridge, Topic, bridge};

/// The value of the answer to a question, kept up to date.
pub fn value(bridge: Bridge, question: QuestionIx) -> Memo<Option<Value>> {
    Memo::new(move |_| {
        bridge
            .case(Topic::Question(question), |current| current.case().entry(question).value().cloned())
            .flatten()
    })
}

/// Chooses what stands beside a digit under a question; one of several is taken back. Whether something does.
pub fn choose(bridge: Bridge, question: QuestionIx, digit: usize) -> bool {
    let command = bridge.glance(|app| {
        let case = app.current()?.case();
        by_digit(question, &case.instrument().question(question).kind, case.entry(question).value(), digit)
    });
    let chosen = command.is_some();
    if let Some(command) = command {
        bridge.send(Intent::Do(command));
    }
    chosen
}

/// The control of a question.
#[component]
pub fn Control(question: QuestionIx) -> impl IntoView {
    let bridge = bridge();
    let Some(kind) = fixed(bridge, question, |question| question.kind.clone()) else { return ().into_any() };
    match kind {
        Kind::YesNo => view! { <YesNo question/> }.into_any(),
        Kind::One { options } => view! { <One question options/> }.into_any(),
        Kind::Several { options } => view! { <Several question options/> }.into_any(),
        Kind::Number { unit, .. } => view! { <NumberControl question unit/> }.into_any(),
        Kind::Money { currencies, periods } => {
            view! { <MoneyControl question currencies periods/> }.into_any()
        }
        Kind::Date => view! { <DateControl question/> }.into_any(),
        Kind::Duration { units } => view! { <DurationControl question units/> }.into_any(),
        Kind::Text => view! { <Writing question long=false/> }.into_any(),
        Kind::Note => view! { <Writing question long=true/> }.into_any(),
    }
}

/// Moves the focus within the choices of which one holds, by an arrow, when it is in them: what they choose is
/// chosen by Space, so that nothing is answered by looking. Whether it did.
pub fn step_in_group(event: &KeyboardEvent) -> bool {
    let step = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => -1,
        _ => return false,
    };
    step_in(event, "[role=radiogroup]", "[role=radio]", step)
}

/// What a digit asks of a question, after what it has now. Of those of which one holds, what is chosen stays
/// chosen; of several, each is taken back by choosing it again.
fn by_digit(question: QuestionIx, kind: &Kind, now: Option<&Value>, digit: usize) -> Option<Command> {
    let value = match kind {
        Kind::YesNo if (1..=2).contains(&digit) => Some(Value::YesNo(digit == 1)),
        Kind::One { options } => Some(Value::Choice(options.get(digit.checked_sub(1)?)?.id.clone())),
        Kind::Several { .. } if digit == 0 => {
            (now != Some(&Value::NoneOfThese)).then_some(Value::NoneOfThese)
        }
        Kind::Several { options } => toggled(options, now, &options.get(digit - 1)?.id),
        _ => return None,
    };
    Some(Command::Answer(question, value.map(Answer::Value)))
}

/// Several of several with one option more, or one less; *none of these* gives way to an option.
fn toggled(options: &[ChoiceOption], now: Option<&Value>, option: &OptionId) -> Option<Value> {
    if let Some(Value::ChoicesInPart(part)) = now {
        return toggled_in_part(options, part, option);
    }
    let chosen = |id: &OptionId| matches!(now, Some(Value::Choices(chosen)) if chosen.contains(id));
    let ids = options.iter().map(|offered| &offered.id);
    let after: Vec<_> = ids.filter(|id| chosen(id) != (*id == option)).cloned().collect();
    (!after.is_empty()).then_some(Value::Choices(after))
}

/// The same of an answer of which a part was received: of the rest nothing is known still.
fn toggled_in_part(options: &[ChoiceOption], now: &ChoicesInPart, option: &OptionId) -> Option<Value> {
    let chosen = |id: &OptionId| now.chosen.contains(id) != (id == option);
    let known = |id: &OptionId| now.chosen.contains(id) || now.not_chosen.contains(id) || id == option;
    let ids = || options.iter().map(|offered| &offered.id).filter(|id| known(id)).cloned();
    let part = ChoicesInPart {
        chosen: ids().filter(chosen).collect(),
        not_chosen: ids().filter(|id| !chosen(id)).collect(),
    };
    (!part.chosen.is_empty()).then_some(Value::ChoicesInPart(part))
}

/// How many of the choices under a question can hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    One,
    Several,
}

#[component]
fn Row(
    /// The question.
    question: QuestionIx,
    /// The digit that chooses it.
    digit: usize,
    /// How many of them can hold.
    holds: Holds,
    /// Whether it is chosen.
    chosen: Signal<bool>,
    /// Whether Tab stops here: of those of which one holds, at the chosen one, or at the first.
    #[prop(optional, into)]
    stops: Option<Signal<bool>>,
    children: Children,
) -> impl IntoView {
    let (bridge, desk) = (bridge(), desk());
    let waits = move || desk.waiting.with(|waiting| waiting.contains(&Meant::Digit(digit)));
    let role = if holds == Holds::One { "radio" } else { "checkbox" };
    view! {
        <button
            class="choice"
            class:waits=waits
            role=role
            aria-checked=move || chosen.get().to_string()
            tabindex=move || stops.map(|stops| if stops.get() { "0" } else { "-1" })
            on:click=move |_| { choose(bridge, question, digit); }
        >
            <DigitCap digit/>
            <span>{children()}</span>
        </button>
    }
}

#[component]
fn YesNo(question: QuestionIx) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let value = value(bridge, question);
    let is = move |yes: bool| Signal::derive(move || *value.read() == Some(Value::YesNo(yes)));
    let no = is(false);
    let first = Signal::derive(move || !no.get());
    view! {
        <div class="choices two" role="radiogroup" aria-labelledby=format!("wording-{}", question.0)>
            <Row question digit=1 holds=Holds::One chosen=is(true) stops=first>{t!(i18n, work.yes)}</Row>
            <Row question digit=2 holds=Holds::One chosen=no stops=no>{t!(i18n, work.no)}</Row>
        </div>
    }
}

#[component]
fn One(question: QuestionIx, options: Vec<ChoiceOption>) -> impl IntoView {
    let bridge = bridge();
    let value = value(bridge, question);
    let ids: Vec<_> = options.iter().map(|option| option.id.clone()).collect();
    let at = Memo::new(move |_| match &*value.read() {
        Some(Value::Choice(chosen)) => ids.iter().position(|id| id == chosen),
        _ => None,
    });
    let rows = options.into_iter().enumerate().map(move |(row, option)| {
        let chosen = Signal::derive(move || at.get() == Some(row));
        let stops = Signal::derive(move || at.get().unwrap_or_default() == row);
        view! { <Row question digit=row + 1 holds=Holds::One chosen stops>{move || bridge.say(&option.label)}</Row> }
    });
    view! {
        <div class="choices" role="radiogroup" aria-labelledby=format!("wording-{}", question.0)>
            {rows.collect_view()}
        </div>
    }
}

#[component]
fn Several(question: QuestionIx, options: Vec<ChoiceOption>) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let value = value(bridge, question);
    let rows = options.into_iter().enumerate().map(move |(at, option)| {
        let id = option.id.clone();
        let chosen = Signal::derive(move || match &*value.read() {
            Some(Value::Choices(chosen)) => chosen.contains(&id),
            Some(Value::ChoicesInPart(part)) => part.chosen.contains(&id),
            _ => false,
        });
        view! {
            <Row question digit=at + 1 holds=Holds::Several chosen>{move || bridge.say(&option.label)}</Row>
        }
    });
    let none = Signal::derive(move || *value.read() == Some(Value::NoneOfThese));
    view! {
        <p class="quiet hint">{t!(i18n, work.several_hint)}</p>
        <div class="choices">
            {rows.collect_view()}
            <Row question digit=0 holds=Holds::Several chosen=none>{t!(i18n, work.none_of_these)}</Row>
        </div>
    }
}

/// A short text or a long note.
#[component]
fn Writing(question: QuestionIx, long: bool) -> impl IntoView {
    let most = if long { Kind::NOTE } else { Kind::TEXT };
    let held = |current: &Current, question| match current.case().entry(question).value() {
        Some(Value::Text(words) | Value::Note(words)) => words.clone(),
        _ => String::new(),
    };
    let KeptText { text, over, write } =
        KeptText::under(question, FieldId::Answer, most, held, move |words: String| {
            let full = !words.trim().is_empty();
            let value = full.then_some(if long { Value::Note(words) } else { Value::Text(words) });
            Command::Answer(question, value.map(Answer::Value))
        });
    let (label, too_long) = (format!("wording-{}", question.0), format!("too-long-{}", question.0));
    let field = if long {
        view! {
            <textarea
                class="writing"
                rows="6"
                aria-labelledby=label
                aria-describedby=too_long.clone()
                aria-invalid=move || (over.get() > 0).to_string()
                prop:value=move || text.get()
                on:input=move |event| write.run(typed(&event))
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="writing"
                type="text"
                autocomplete="off"
                aria-labelledby=label
                aria-describedby=too_long.clone()
                aria-invalid=move || (over.get() > 0).to_string()
                prop:value=move || text.get()
                on:input=move |event| write.run(typed(&event))
            />
        }
        .into_any()
    };
    view! { {field} <TooLong id=too_long over most/> }
}
