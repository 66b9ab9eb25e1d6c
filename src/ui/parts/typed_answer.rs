//! The controls in which an answer is typed and must be read: numbers, money, dates, durations.
//!
//! What is typed stays in the field as it was typed, also while another question is open. It becomes an answer once it can be read; until
//! then the answer given before does not stand, and the field says what is missing.

use leptos::prelude::*;

use super::answer::value;
use super::pick::Pick;
use super::question::fixed;
use super::typed::typed;
use crate::instrument::{
    Amount, Duration, DurationUnit, Money, NotADate, PartialDate, Period, QuestionIx, Text, Told, Value,
};
use crate::interview::{Answer, Command};
use crate::state::Intent;
use crate::ui::desk::{Desk, FieldFault, desk};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording;

/// Fields that follow the answer, and are read into it as they are written.
struct Draft<T: 'static> {
    fields: RwSignal<T>,
    question: QuestionIx,
    read: fn(&T) -> Result<Option<Value>, FieldFault>,
    bridge: Bridge,
    desk: Desk,
}

impl<T: 'static> Clone for Draft<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Draft<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Draft<T> {
    /// The fields of a question: `show` writes an answer into them, `read` reads them.
    fn new(
        question: QuestionIx,
        blank: T,
        show: fn(&Value) -> Option<T>,
        read: fn(&T) -> Result<Option<Value>, FieldFault>,
    ) -> Self {
        let (bridge, desk) = (bridge(), desk());
        let value = value(bridge, question);
        let first = value.with_untracked(|value| value.as_ref().and_then(show));
        let first = first.or_else(|| desk.unread(question));
        let fields = RwSignal::new(first.unwrap_or_else(|| blank.clone()));
        let draft = Self { fields, question, read, bridge, desk };
        // The answer may change elsewhere: taken back, or made *does not know*.
        Effect::new(move |_| {
            let now = value.get();
            let answered = bridge
                .case(Topic::Question(question), |current| current.case().entry(question).answer.is_some());
            let mine = draft.answer();
            let unread = mine.is_err() && answered == Some(false);
            if mine != Ok(now.clone()) && !unread {
                fields.set(now.as_ref().and_then(show).unwrap_or_else(|| blank.clone()));
            }
            if draft.answer().is_ok() {
                desk.fault(question, None);
            }
        });
        draft
    }

    /// What the fields answer, if they can be read and it fits the question.
    fn answer(self) -> Result<Option<Value>, FieldFault> {
        let value = self.fields.with_untracked(|fields| (self.read)(fields))?;
        if let Some(value) = &value {
            let fits = fixed(self.bridge, self.question, |question| question.kind.takes(value));
            fits.unwrap_or(Ok(())).map_err(FieldFault::Unfit)?;
        }
        Ok(value)
    }

    /// Takes down a change of the fields.
    fn write(self, change: impl FnOnce(&mut T)) {
        self.fields.update(change);
        let answer = self.answer();
        if answer.is_err() {
            self.desk.keep_unread(self.question, self.fields.get_untracked());
        }
        self.desk.fault(self.question, answer.as_ref().err().copied());
        let answer = answer.ok().flatten().map(Answer::Value);
        self.bridge.send(Intent::Write(Command::Answer(self.question, answer)));
    }
}

fn described(question: QuestionIx) -> (String, String) {
    (format!("wording-{}", question.0), format!("fault-{}", question.0))
}

fn invalid(question: QuestionIx) -> impl Fn() -> String + Copy + Send + Sync {
    let desk = desk();
    move || desk.faults.with(|faults| faults.contains_key(&question)).to_string()
}

/// A whole number with its unit.
#[component]
pub fn NumberControl(question: QuestionIx, unit: Text) -> impl IntoView {
    let bridge = bridge();
    let draft = Draft::new(
        question,
        String::new(),
        |value| match value {
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        },
        |typed: &String| match typed.trim() {
            "" => Ok(None),
            digits => digits.parse().map(|n| Some(Value::Number(n))).map_err(|_| FieldFault::NotANumber),
        },
    );
    let (label, fault) = described(question);
    view! {
        <div class="typed">
            <input
                class="short"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-labelledby=label
                aria-describedby=fault
                aria-invalid=invalid(question)
                prop:value=move || draft.fields.get()
                on:input=move |event| draft.write(|number| *number = typed(&event))
            />
            <span>{move || bridge.say(&unit)}</span>
        </div>
    }
}

/// What is typed of an amount of money.
#[derive(Clone, PartialEq)]
struct TypedMoney {
    amount: String,
    currency: String,
    period: Period,
}

/// An amount of money with its currency and period.
#[component]
pub fn MoneyControl(question: QuestionIx, currencies: Vec<String>, periods: Vec<Period>) -> impl IntoView {
    let i18n = use_i18n();
    let first_currency = currencies.first().cloned().unwrap_or_default();
    let first_period = periods.first().copied().unwrap_or(Period::Month);
    let draft = Draft::new(
        question,
        TypedMoney { amount: String::new(), currency: first_currency, period: first_period },
        |value| match value {
            Value::Money(money) => Some(TypedMoney {
                amount: money.amount.to_string(),
                currency: money.currency.clone(),
                period: money.period,
            }),
            _ => None,
        },
        |typed| {
            if typed.amount.trim().is_empty() {
                return Ok(None);
            }
            let amount: Amount = typed.amount.parse().map_err(|_| FieldFault::NotAnAmount)?;
            let currency = typed.currency.clone();
            Ok(Some(Value::Money(Money { amount, currency, period: typed.period })))
        },
    );
    let (label, fault) = described(question);
    view! {
        <div class="typed">
            <input
                class="short"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-labelledby=label
                aria-describedby=fault
                aria-invalid=invalid(question)
                prop:value=move || draft.fields.with(|money| money.amount.clone())
                on:input=move |event| draft.write(|money| money.amount = typed(&event))
            />
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.currency).to_owned())
                offered=currencies
                words=|code| code
                picked=Signal::derive(move || draft.fields.with(|money| money.currency.clone()))
                pick=move |code| draft.write(|money| money.currency = code)
            />
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.period).to_owned())
                offered=periods
                words=period_words
                picked=Signal::derive(move || draft.fields.with(|money| money.period))
                pick=move |period| draft.write(|money| money.period = period)
            />
        </div>
    }
}

/// A period of pay, in words.
fn period_words(period: Period) -> String {
    wording::period(period, bridge().language()).to_owned()
}

/// What is typed of a date.
#[derive(Clone, Default, PartialEq)]
struct TypedDate {
    day: String,
    month: String,
    year: String,
    around: bool,
}

impl TypedDate {
    fn read(&self) -> Result<Option<Value>, FieldFault> {
        let part = |typed: &str, fault: NotADate| match typed.trim() {
            "" => Ok(None),
            digits => digits.parse::<u16>().map(Some).map_err(|_| FieldFault::NotADate(fault)),
        };
        let (year, month) = (part(&self.year, NotADate::Year)?, part(&self.month, NotADate::Month)?);
        let day = part(&self.day, NotADate::Day)?;
        let small = |n: Option<u16>, fault: NotADate| {
            n.map(|n| u8::try_from(n).map_err(|_| FieldFault::NotADate(fault))).transpose()
        };
        let (month, day) = (small(month, NotADate::Month)?, small(day, NotADate::Day)?);
        match (year, month, day) {
            (None, None, None) => Ok(None),
            (None, ..) => Err(FieldFault::NotADate(NotADate::Shape)),
            (Some(year), month, day) => {
                let on = Told::new(year, month, day).map_err(FieldFault::NotADate)?;
                Ok(Some(Value::Date(PartialDate { on, around: self.around })))
            }
        }
    }
}

/// A date that may be partial.
#[component]
pub fn DateControl(question: QuestionIx) -> impl IntoView {
    let i18n = use_i18n();
    let draft = Draft::new(
        question,
        TypedDate::default(),
        |value| match value {
            Value::Date(date) => {
                let part = |n: Option<u8>| n.map(|n| n.to_string()).unwrap_or_default();
                Some(TypedDate {
                    day: part(date.on.day()),
                    month: part(date.on.month()),
                    year: date.on.year().to_string(),
                    around: date.around,
                })
            }
            _ => None,
        },
        TypedDate::read,
    );
    let (label, fault) = described(question);
    let field = move |id: &str,
                      size: &'static str,
                      get: fn(&TypedDate) -> &String,
                      set: fn(&mut TypedDate, String)| {
        view! {
            <input
                id=format!("{id}-{}", question.0)
                class=size
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-describedby=fault.clone()
                aria-invalid=invalid(question)
                prop:value=move || draft.fields.with(|date| get(date).clone())
                on:input=move |event| draft.write(|date| set(date, typed(&event)))
            />
        }
    };
    view! {
        <p class="quiet hint">{t!(i18n, work.date_hint)}</p>
        <div class="typed date" role="group" aria-labelledby=label>
            <div class="field">
                <label for=format!("day-{}", question.0)>{t!(i18n, work.day)}</label>
                {field("day", "two", |date| &date.day, |date, typed| date.day = typed)}
            </div>
            <div class="field">
                <label for=format!("month-{}", question.0)>{t!(i18n, work.month)}</label>
                {field("month", "two", |date| &date.month, |date, typed| date.month = typed)}
            </div>
            <div class="field">
                <label for=format!("year-{}", question.0)>{t!(i18n, work.year)}</label>
                {field("year", "four", |date| &date.year, |date, typed| date.year = typed)}
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || draft.fields.with(|date| date.around)
                    on:change=move |event| draft.write(|date| date.around = event_target_checked(&event))
                />
                {t!(i18n, work.around)}
            </label>
        </div>
    }
}

/// What is typed of a length of time.
#[derive(Clone, PartialEq)]
struct TypedDuration {
    count: String,
    unit: DurationUnit,
}

/// A length of time.
#[component]
pub fn DurationControl(question: QuestionIx, units: Vec<DurationUnit>) -> impl IntoView {
    let i18n = use_i18n();
    let draft = Draft::new(
        question,
        TypedDuration { count: String::new(), unit: units.first().copied().unwrap_or(DurationUnit::Months) },
        |value| match value {
            Value::Duration(duration) => {
                Some(TypedDuration { count: duration.count.to_string(), unit: duration.unit })
            }
            _ => None,
        },
        |typed| match typed.count.trim() {
            "" => Ok(None),
            digits => {
                let count = digits.parse().map_err(|_| FieldFault::NotANumber)?;
                Ok(Some(Value::Duration(Duration { count, unit: typed.unit })))
            }
        },
    );
    let (label, fault) = described(question);
    view! {
        <div class="typed">
            <input
                class="short"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-labelledby=label
                aria-describedby=fault
                aria-invalid=invalid(question)
                prop:value=move || draft.fields.with(|duration| duration.count.clone())
                on:input=move |event| draft.write(|duration| duration.count = typed(&event))
            />
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.unit).to_owned())
                offered=units
                words=unit_words
                picked=Signal::derive(move || draft.fields.with(|duration| duration.unit))
                pick=move |unit| draft.write(|duration| duration.unit = unit)
            />
        </div>
    }
}

/// A unit of time, in words, for several.
fn unit_words(unit: DurationUnit) -> String {
    wording::unit(unit, 2, bridge().language()).to_owned()
}
