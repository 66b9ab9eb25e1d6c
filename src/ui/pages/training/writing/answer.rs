//! The answer of an invented person, as a trainer writes it: in both languages, or silence.

use leptos::prelude::*;

use super::fields::Choice;
use crate::instrument::{
    ChoiceOption, Duration, DurationUnit, Kind, Language, Money, PartialDate, Period, Text, Value, excess,
};
use crate::interview::{Answer, NotAnswered};
use crate::training::{WrittenAnswer, WrittenValue};
use crate::ui::bridge;
use crate::ui::parts::limit::{TooLong, over};
use crate::ui::parts::pick::Pick;
use crate::ui::parts::typed::typed;
use crate::ui::text::{t, t_string, use_i18n};
use crate::wording;

/// What is picked from the list of an answer.
#[derive(Clone, Debug, PartialEq)]
enum How {
    /// Nothing is told.
    Nothing,
    /// An answer that is written below.
    Written,
    /// This answer, with its words.
    Is(WrittenValue, Text),
    /// The person does not know.
    DoesNotKnow,
    /// The person prefers not to answer.
    PrefersNot,
}

/// An answer to write.
#[component]
pub fn AnswerField(
    #[prop(into)] label: Signal<String>,
    kind: Kind,
    #[prop(into)] answer: Signal<Option<WrittenAnswer>>,
    write: Callback<Option<WrittenAnswer>>,
    /// Whether nothing at all can be told.
    #[prop(default = true)]
    may_be_nothing: bool,
) -> impl IntoView {
    let listed = listed(&kind);
    // Before something is written, the list already says that it will be.
    let to_be_written = RwSignal::new(false);
    let nothing = may_be_nothing.then_some(How::Nothing);
    let offered: Vec<_> = nothing
        .into_iter()
        .chain(listed.iter().cloned())
        .chain(listed.is_empty().then_some(How::Written))
        .chain([How::DoesNotKnow, How::PrefersNot])
        .collect();
    let known = listed.clone();
    let picked = Signal::derive(move || match answer.get() {
        None if to_be_written.get() => How::Written,
        None => How::Nothing,
        Some(Answer::NotAnswered(NotAnswered::PrefersNot)) => How::PrefersNot,
        Some(Answer::NotAnswered(_)) => How::DoesNotKnow,
        Some(Answer::Value(value)) => {
            let is = |how: &&How| matches!(how, How::Is(listed, _) if *listed == value);
            known.iter().find(is).cloned().unwrap_or(How::Written)
        }
    });
    let blank = blank(&kind);
    let pick = move |how: How| {
        to_be_written.set(how == How::Written);
        match how {
            How::Nothing => write.run(None),
            How::Written => {
                if let Some(blank) = &blank {
                    write.run(Some(Answer::Value(blank.clone())));
                }
            }
            How::Is(value, _) => write.run(Some(Answer::Value(value))),
            How::DoesNotKnow => write.run(Some(Answer::NotAnswered(NotAnswered::DoesNotKnow))),
            How::PrefersNot => write.run(Some(Answer::NotAnswered(NotAnswered::PrefersNot))),
        }
    };
    let value = Signal::derive(move || match answer.get() {
        Some(Answer::Value(value)) => Some(value),
        _ => None,
    });
    let is_written = Memo::new(move |_| picked.get() == How::Written);
    view! {
        <div class="answer-field">
            <Choice label offered words=how_words picked pick/>
            <Show when=move || is_written.get()>
                {match &kind {
                    Kind::Several { options } => view! { <Several options=options.clone() value write/> }.into_any(),
                    Kind::Text => view! { <InBoth value write long=false/> }.into_any(),
                    Kind::Note => view! { <InBoth value write long=true/> }.into_any(),
                    kind => view! { <Typed kind=kind.clone() value write/> }.into_any(),
                }}
            </Show>
        </div>
    }
}

/// The answers that are picked whole from the list.
fn listed(kind: &Kind) -> Vec<How> {
    match kind {
        Kind::YesNo => [true, false].map(|yes| How::Is(Value::YesNo(yes), Text::default())).into(),
        Kind::One { options } => {
            let is = |it: &ChoiceOption| How::Is(Value::Choice(it.id.clone()), it.label.clone());
            options.iter().map(is).collect()
        }
        _ => Vec::new(),
    }
}

/// What stands there before anything is written; nothing where that would be no answer.
fn blank(kind: &Kind) -> Option<WrittenValue> {
    match kind {
        Kind::Several { .. } => Some(Value::NoneOfThese),
        Kind::Text => Some(Value::Text(Text::default())),
        Kind::Note => Some(Value::Note(Text::default())),
        _ => None,
    }
}

fn how_words(how: How) -> String {
    let (bridge, i18n) = (bridge(), use_i18n());
    match how {
        How::Nothing => t_string!(i18n, writing.nothing_told).to_owned(),
        How::Written => t_string!(i18n, writing.answered).to_owned(),
        How::Is(Value::YesNo(true), _) => t_string!(i18n, work.yes).to_owned(),
        How::Is(Value::YesNo(false), _) => t_string!(i18n, work.no).to_owned(),
        How::Is(_, label) => bridge.say(&label),
        How::DoesNotKnow => t_string!(i18n, work.does_not_know).to_owned(),
        How::PrefersNot => t_string!(i18n, work.prefers_not).to_owned(),
    }
}

#[component]
fn Several(
    options: Vec<ChoiceOption>,
    value: Signal<Option<WrittenValue>>,
    write: Callback<Option<WrittenAnswer>>,
) -> impl IntoView {
    let (bridge, i18n) = (bridge(), use_i18n());
    let ids: Vec<_> = options.iter().map(|option| option.id.clone()).collect();
    view! {
        <div class="several">
            {options.into_iter().map(|option| {
                let (id, this, ids) = (option.id.clone(), option.id, ids.clone());
                let chosen = move || matches!(&value.get(), Some(Value::Choices(chosen)) if chosen.contains(&id));
                view! {
                    <super::fields::Tick ticked=Signal::derive(chosen) tick=move |is| {
                        let now = match value.get_untracked() {
                            Some(Value::Choices(chosen)) => chosen,
                            _ => Vec::new(),
                        };
                        let kept = ids.iter().filter(|id| if **id == this { is } else { now.contains(id) });
                        let kept: Vec<_> = kept.cloned().collect();
                        let value = if kept.is_empty() { Value::NoneOfThese } else { Value::Choices(kept) };
                        write.run(Some(Answer::Value(value)));
                    }>
                        {move || bridge.say(&option.label)}
                    </super::fields::Tick>
                }
            }).collect_view()}
            <p class="quiet small">{t!(i18n, writing.none_ticked)}</p>
        </div>
    }
}

#[component]
fn InBoth(
    value: Signal<Option<WrittenValue>>,
    write: Callback<Option<WrittenAnswer>>,
    long: bool,
) -> impl IntoView {
    let text = Memo::new(move |_| match value.get() {
        Some(Value::Text(text) | Value::Note(text)) => text,
        _ => Text::default(),
    });
    let named = [(Language::Fr, "Français"), (Language::En, "English")];
    let most = if long { Kind::NOTE } else { Kind::TEXT };
    view! {
        <div class="both">
            {named.map(|(language, name)| {
                let over = over(move || excess(text.read().in_language(language), most));
                let invalid =
                    move || over.get() > 0 || text.read().in_language(language).trim().is_empty();
                view! {
                <label lang=language.tag()>
                    <span class="quiet small">{name}</span>
                    <textarea
                        rows=if long { "3" } else { "1" }
                        aria-invalid=move || invalid().to_string()
                        prop:value=move || text.read().in_language(language).to_owned()
                        on:input=move |event| {
                            let mut text = text.get_untracked();
                            match language {
                                Language::Fr => text.fr = typed(&event),
                                Language::En => text.en = typed(&event),
                            }
                            let value = if long { Value::Note(text) } else { Value::Text(text) };
                            write.run(Some(Answer::Value(value)));
                        }
                    ></textarea>
                    <TooLong over most/>
                </label>
                }
            })}
        </div>
    }
}

/// What is typed and picked of a number, an amount, a date or a length of time.
#[derive(Clone, PartialEq)]
struct Parts {
    words: String,
    currency: String,
    period: Period,
    unit: DurationUnit,
    around: bool,
}

impl Parts {
    fn of(kind: &Kind, value: Option<&WrittenValue>) -> Self {
        let (currency, period, unit) = match kind {
            Kind::Money { currencies, periods } => {
                (currencies.first().cloned(), periods.first().copied(), None)
            }
            Kind::Duration { units } => (None, None, units.first().copied()),
            _ => (None, None, None),
        };
        let mut parts = Self {
            words: String::new(),
            currency: currency.unwrap_or_default(),
            period: period.unwrap_or(Period::Month),
            unit: unit.unwrap_or(DurationUnit::Months),
            around: false,
        };
        match value {
            Some(Value::Number(number)) => parts.words = number.to_string(),
            Some(Value::Money(money)) => {
                parts.words = money.amount.to_string();
                (parts.currency, parts.period) = (money.currency.clone(), money.period);
            }
            Some(Value::Date(date)) => (parts.words, parts.around) = (date.on.to_string(), date.around),
            Some(Value::Duration(long)) => (parts.words, parts.unit) = (long.count.to_string(), long.unit),
            _ => {}
        }
        parts
    }

    /// The answer, if it can be read and the question takes it.
    fn read(&self, kind: &Kind) -> Option<WrittenValue> {
        let words = self.words.trim();
        let value = match kind {
            Kind::Number { .. } => Value::Number(words.parse().ok()?),
            Kind::Money { .. } => Value::Money(Money {
                amount: words.parse().ok()?,
                currency: self.currency.clone(),
                period: self.period,
            }),
            Kind::Date => Value::Date(PartialDate { on: words.parse().ok()?, around: self.around }),
            Kind::Duration { .. } => {
                Value::Duration(Duration { count: words.parse().ok()?, unit: self.unit })
            }
            _ => return None,
        };
        kind.takes(&value.in_language(Language::Fr)).is_ok().then_some(value)
    }
}

#[component]
fn Typed(
    kind: Kind,
    value: Signal<Option<WrittenValue>>,
    write: Callback<Option<WrittenAnswer>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let parts = RwSignal::new(Parts::of(&kind, value.get_untracked().as_ref()));
    let unread = RwSignal::new(false);
    let of = kind.clone();
    // The answer may change elsewhere: taken back, or ticked.
    Effect::new(move |_| {
        if let Some(value) = value.get()
            && parts.read_untracked().read(&of).as_ref() != Some(&value)
        {
            parts.set(Parts::of(&of, Some(&value)));
            unread.set(false);
        }
    });
    let of = kind.clone();
    let change = Callback::new(move |after: Parts| {
        let read = after.read(&of);
        unread.set(read.is_none() && !after.words.trim().is_empty());
        parts.set(after);
        if let Some(value) = read {
            write.run(Some(Answer::Value(value)));
        }
    });
    let with = move |change_one: &dyn Fn(&mut Parts)| {
        let mut after = parts.get_untracked();
        change_one(&mut after);
        change.run(after);
    };
    let beside = match kind.clone() {
        Kind::Number { unit, .. } => view! { <span>{move || bridge().say(&unit)}</span> }.into_any(),
        Kind::Money { currencies, periods } => view! {
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.currency).to_owned())
                offered=currencies
                words=|code| code
                picked=Signal::derive(move || parts.read().currency.clone())
                pick=move |code: String| with(&|parts| parts.currency.clone_from(&code))
            />
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.period).to_owned())
                offered=periods
                words=|period| wording::period(period, bridge().language()).to_owned()
                picked=Signal::derive(move || parts.read().period)
                pick=move |period| with(&|parts| parts.period = period)
            />
        }
        .into_any(),
        Kind::Duration { units } => view! {
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.unit).to_owned())
                offered=units
                words=|unit| wording::unit(unit, 2, bridge().language()).to_owned()
                picked=Signal::derive(move || parts.read().unit)
                pick=move |unit| with(&|parts| parts.unit = unit)
            />
        }
        .into_any(),
        _ => view! {
            <super::fields::Tick
                ticked=Signal::derive(move || parts.read().around)
                tick=move |around| with(&|parts| parts.around = around)
            >
                {t!(i18n, work.around)}
            </super::fields::Tick>
        }
        .into_any(),
    };
    let keys = match &kind {
        Kind::Date => None,
        Kind::Money { .. } => Some("decimal"),
        _ => Some("numeric"),
    };
    let label = move || match &kind {
        Kind::Date => t_string!(i18n, writing.a_date).to_owned(),
        _ => t_string!(i18n, writing.a_number).to_owned(),
    };
    view! {
        <div class="typed">
            <input
                class="short"
                type="text"
                autocomplete="off"
                inputmode=keys
                aria-label=label.clone()
                placeholder=label
                aria-invalid=move || unread.get().to_string()
                prop:value=move || parts.read().words.clone()
                on:input=move |event| with(&|parts| parts.words = typed(&event))
            />
            {beside}
        </div>
        <Show when=move || unread.get()><p class="error" role="status">{t!(i18n, writing.unread)}</p></Show>
    }
}
