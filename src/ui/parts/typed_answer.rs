//! The controls in which an answer is typed and must be read: numbers, money, dates, durations.
//!
//! What is typed stays in the field as it was typed, and is kept in the case like all the rest. It becomes an
//! answer once it can be read; until then the answer given before stands. It is judged once the fields are
//! left, not while something is being typed.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::answer::value;
use super::pick::Pick;
use super::question::fixed;
use super::typed::typed;
use crate::instrument::{DurationUnit, Period, QuestionIx, Text, Value};
use crate::interview::{Answer, Command, FieldFault, FieldId, Typed, TypedDate, TypedDuration, TypedMoney};
use crate::state::{Current, Intent};
use crate::ui::desk::{Desk, desk};
use crate::ui::text::{t, t_string, use_i18n};
use crate::ui::{Bridge, Topic, bridge};
use crate::wording;

/// The answers of a question in whose fields something is being typed.
#[derive(Clone)]
struct Typing {
    /// The one that stands while what is typed cannot be read.
    stood: Option<Answer>,
    /// The one that is read from the fields as they are.
    read: Option<Answer>,
}

/// The fields of a question: they follow the case while nobody types, and are read into it as they are
/// written.
#[derive(Clone, Copy)]
struct Fields {
    typed: RwSignal<Typed>,
    question: QuestionIx,
    /// While something is being typed: which answers there are.
    typing: StoredValue<Option<Typing>>,
    bridge: Bridge,
    desk: Desk,
}

impl Fields {
    /// The fields of a question, in which stands what was typed last.
    fn new(question: QuestionIx) -> Self {
        let (bridge, desk) = (bridge(), desk());
        let typed = RwSignal::new(Typed::Plain(String::new()));
        let fields = Self { typed, question, typing: StoredValue::new(None), bridge, desk };
        if let Some(typed) = fields.stands() {
            fields.typed.set(typed);
        }
        let (value, kept) = (value(bridge, question), kept(bridge, question));
        // Both may change elsewhere: taken back, made *does not know*, written in another window.
        Effect::new(move |_| {
            drop((value.get(), kept.get()));
            fields.follow();
        });
        on_cleanup(move || {
            if desk.typing.try_get_untracked().flatten() == Some(question) {
                desk.typing.set(None);
            }
        });
        fields
    }

    /// What stands in the fields after what the case says.
    fn stands(self) -> Option<Typed> {
        let of = |current: &Current| {
            let case = current.case();
            let answer = || case.entry(self.question).value().and_then(Typed::of);
            let blank = || Typed::blank(&case.instrument().question(self.question).kind);
            case.typed(self.question).or_else(answer).or_else(blank)
        };
        self.bridge.glance(|app| app.current().and_then(of))
    }

    /// What the fields answer, if they can be read and it fits the question.
    fn answer(self) -> Result<Option<Value>, FieldFault> {
        let read = |question: &crate::instrument::Question| {
            self.typed.with_untracked(|typed| typed.read(&question.kind))
        };
        fixed(self.bridge, self.question, read).unwrap_or(Ok(None))
    }

    /// Shows what the case says, while nobody types.
    fn follow(self) {
        if self.typing.with_value(Option::is_some) {
            return;
        }
        let (kept, value) = self
            .bridge
            .glance(|app| {
                let case = app.current()?.case();
                Some((case.typed(self.question), case.entry(self.question).value().cloned()))
            })
            .unwrap_or_default();
        // An answer that is only written in another way stays as it was written.
        if (kept.is_some() || self.answer() != Ok(value))
            && let Some(stands) = self.stands()
            && self.typed.with_untracked(|typed| *typed != stands)
        {
            self.typed.set(stands);
        }
    }

    /// Takes down a change of the fields.
    fn write(self, change: impl FnOnce(&mut Typed)) {
        let Typing { stood, read } = self.typing.get_value().unwrap_or_else(|| {
            if self.bridge.glance(|app| app.current()?.case().fault(self.question)).is_none() {
                self.desk.typing.set(Some(self.question));
            }
            let entry = |current: &Current| current.case().entry(self.question).answer.clone();
            Typing { stood: self.bridge.glance(|app| app.current().and_then(entry)), read: None }
        });
        let before = self.typed.get_untracked();
        self.typed.update(change);
        // What could be read on the way to something longer was no answer of its own: the one before stands.
        let on_the_way = self.typed.with_untracked(|now| now.goes_on_from(&before));
        let stood = if on_the_way { stood } else { read.clone().or(stood) };
        let answer = self.answer();
        let reads = answer.clone().ok().flatten().map(Answer::Value);
        self.typing.set_value(Some(Typing { stood: stood.clone(), read: reads.clone() }));
        if reads.is_some() {
            return self.bridge.send(Intent::Write(Command::Answer(self.question, reads)));
        }
        if read.is_some() && on_the_way {
            self.bridge.send(Intent::Write(Command::Answer(self.question, stood.clone())));
        }
        // A unit that is chosen before its number comes back as well; a field that is emptied does not.
        let chosen = || {
            let blank = fixed(self.bridge, self.question, |question| Typed::blank(&question.kind)).flatten();
            !matches!(stood, Some(Answer::Value(_))) && blank != Some(self.typed.get_untracked())
        };
        let keep = answer.is_err() || chosen();
        let typed = keep.then(|| self.typed.with_untracked(Typed::to_draft));
        if let Some(id) = fixed(self.bridge, self.question, |question| question.id.clone()) {
            self.bridge.send(Intent::Write(Command::Draft(FieldId::Answer(id), typed)));
        }
    }

    /// The fields are left: what stands in them is judged, at once or when the press that left them is over.
    fn leave(self) {
        self.desk.leave(Callback::new(move |()| self.judge()));
    }

    /// Judges what stands in the fields. Emptied by hand, they take the answer away.
    fn judge(self) {
        if self.typing.with_value(Option::is_none) {
            return;
        }
        self.typing.set_value(None);
        if self.desk.typing.get_untracked() == Some(self.question) {
            self.desk.typing.set(None);
        }
        let answered =
            || self.bridge.glance(|app| Some(app.current()?.case().entry(self.question).value().is_some()));
        self.bridge.send(Intent::Rest);
        if self.answer() == Ok(None) && answered() == Some(true) {
            self.bridge.send(Intent::Do(Command::Answer(self.question, None)));
        }
        self.follow();
    }

    fn date(self, look: impl FnOnce(&TypedDate) -> String) -> String {
        self.typed.with(|typed| if let Typed::Date(date) = typed { look(date) } else { String::new() })
    }

    fn write_date(self, change: impl FnOnce(&mut TypedDate)) {
        self.write(|typed| {
            if let Typed::Date(date) = typed {
                change(date);
            }
        });
    }

    fn money<T: Default>(self, look: impl FnOnce(&TypedMoney) -> T) -> T {
        self.typed.with(|typed| if let Typed::Money(money) = typed { look(money) } else { T::default() })
    }

    fn write_money(self, change: impl FnOnce(&mut TypedMoney)) {
        self.write(|typed| {
            if let Typed::Money(money) = typed {
                change(money);
            }
        });
    }

    fn write_duration(self, change: impl FnOnce(&mut TypedDuration)) {
        self.write(|typed| {
            if let Typed::Duration(duration) = typed {
                change(duration);
            }
        });
    }
}

/// What is kept of the fields of a question, kept up to date.
fn kept(bridge: Bridge, question: QuestionIx) -> Memo<Option<Typed>> {
    Memo::new(move |_| bridge.case(Topic::Drafts, |current| current.case().typed(question)).flatten())
}

/// Why what stands in the fields of a question is no answer yet: not told while it is being typed, and not
/// while something is being pressed, which would move under the hand.
pub fn fault_of(bridge: Bridge, desk: Desk, question: QuestionIx) -> Memo<Option<FieldFault>> {
    Memo::new(move |before: Option<&Option<FieldFault>>| {
        let fault = bridge.case(Topic::Drafts, |current| current.case().fault(question)).flatten();
        let typing = desk.typing.get() == Some(question);
        if desk.pressing.get() { before.copied().flatten() } else { fault.filter(|_| !typing) }
    })
}

/// Whether the focus goes out of the element that listens.
fn goes_out(event: &FocusEvent) -> bool {
    let inside = || {
        let to = event.related_target()?.dyn_into::<web_sys::Node>().ok()?;
        let group = event.current_target()?.dyn_into::<web_sys::Node>().ok()?;
        Some(group.contains(Some(&to)))
    };
    inside() != Some(true)
}

fn described(question: QuestionIx) -> (String, String) {
    (format!("wording-{}", question.0), format!("fault-{}", question.0))
}

fn invalid(question: QuestionIx) -> impl Fn() -> String + Copy + Send + Sync {
    let fault = fault_of(bridge(), desk(), question);
    move || fault.read().is_some().to_string()
}

/// A whole number with its unit.
#[component]
pub fn NumberControl(question: QuestionIx, unit: Text) -> impl IntoView {
    let bridge = bridge();
    let fields = Fields::new(question);
    let (label, fault) = described(question);
    view! {
        <div class="typed" on:focusout=move |event| if goes_out(&event) { fields.leave() }>
            <input
                class="short"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-labelledby=label
                aria-describedby=fault
                aria-invalid=invalid(question)
                prop:value=move || fields.typed.with(ToString::to_string)
                on:input=move |event| fields.write(|number| *number = Typed::Plain(typed(&event)))
            />
            <span>{move || bridge.say(&unit)}</span>
        </div>
    }
}

/// An amount of money with its currency and period.
#[component]
pub fn MoneyControl(question: QuestionIx, currencies: Vec<String>, periods: Vec<Period>) -> impl IntoView {
    let i18n = use_i18n();
    let fields = Fields::new(question);
    let first = periods.first().copied().unwrap_or(Period::Month);
    let (label, fault) = described(question);
    view! {
        <div class="typed" on:focusout=move |event| if goes_out(&event) { fields.leave() }>
            <input
                class="short"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-labelledby=label
                aria-describedby=fault
                aria-invalid=invalid(question)
                prop:value=move || fields.money(|money| money.amount.clone())
                on:input=move |event| fields.write_money(|money| money.amount = typed(&event))
            />
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.currency).to_owned())
                offered=currencies
                words=|code| code
                picked=Signal::derive(move || fields.money(|money| money.currency.clone()))
                pick=move |code| fields.write_money(|money| money.currency = code)
            />
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.period).to_owned())
                offered=periods
                words=period_words
                picked=Signal::derive(move || fields.money(|money| Some(money.period)).unwrap_or(first))
                pick=move |period| fields.write_money(|money| money.period = period)
            />
        </div>
    }
}

/// A period of pay, in words.
fn period_words(period: Period) -> String {
    wording::period(period, bridge().language()).to_owned()
}

/// A date that may be partial.
#[component]
pub fn DateControl(question: QuestionIx) -> impl IntoView {
    let i18n = use_i18n();
    let fields = Fields::new(question);
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
                prop:value=move || fields.date(|date| get(date).clone())
                on:input=move |event| fields.write_date(|date| set(date, typed(&event)))
            />
        }
    };
    let around = move || fields.typed.with(|typed| matches!(typed, Typed::Date(date) if date.around));
    view! {
        <p class="quiet hint">{t!(i18n, work.date_hint)}</p>
        <div
            class="typed date"
            role="group"
            aria-labelledby=label
            on:focusout=move |event| if goes_out(&event) { fields.leave() }
        >
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
                    prop:checked=around
                    on:change=move |event| fields.write_date(|date| date.around = event_target_checked(&event))
                />
                {t!(i18n, work.around)}
            </label>
        </div>
    }
}

/// A length of time.
#[component]
pub fn DurationControl(question: QuestionIx, units: Vec<DurationUnit>) -> impl IntoView {
    let i18n = use_i18n();
    let fields = Fields::new(question);
    let first = units.first().copied().unwrap_or(DurationUnit::Months);
    let picked = move || {
        fields.typed.with(|typed| if let Typed::Duration(typed) = typed { typed.unit } else { first })
    };
    let (label, fault) = described(question);
    view! {
        <div class="typed" on:focusout=move |event| if goes_out(&event) { fields.leave() }>
            <input
                class="short"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-labelledby=label
                aria-describedby=fault
                aria-invalid=invalid(question)
                prop:value=move || fields.typed.with(ToString::to_string)
                on:input=move |event| fields.write_duration(|duration| duration.count = typed(&event))
            />
            <Pick
                label=Signal::derive(move || t_string!(i18n, work.unit).to_owned())
                offered=units
                words=unit_words
                picked=Signal::derive(picked)
                pick=move |unit| fields.write_duration(|duration| duration.unit = unit)
            />
        </div>
    }
}

/// A unit of time, in words, for several.
fn unit_words(unit: DurationUnit) -> String {
    wording::unit(unit, 2, bridge().language()).to_owned()
}
