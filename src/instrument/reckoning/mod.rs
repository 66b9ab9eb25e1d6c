//! Facts that are computed from answers: hours, age, length, pay, what is owed. Quantities are known
//! within bounds, since dates are partial; what is missing leaves them unknown, never zero.
//!
//! Start with [`Reckoning::reckon`]. It gives, beside what comes out, how it was reckoned: the
//! quantities in their order and the rows of the [yardsticks](super::Yardsticks) used, as facts from
//! which the sentence is made.

mod formula;
mod interval;
mod pay;
mod work;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::date::{Days, YearMonth};
use super::id::{OptionId, QuestionIx, ReckoningId};
use super::text::Text;
use super::value::{Money, Value};
use super::yardsticks::{Months, Yardsticks};

pub use formula::{Formula, Hours, PaidWork, Pay, Work};
pub(super) use formula::{Needs, Table};
pub use interval::{Bound, Interval};

/// A fact that is computed from answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// Its stable name.
    pub id: ReckoningId,
    /// What it is called.
    pub name: Text,
    /// What is computed from what.
    pub what: Formula,
    pub(super) yardsticks: Arc<Yardsticks>,
}

/// What came out of a reckoning, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// Everything that it can be; `None` when it is not known.
    pub interval: Option<Interval>,
    /// How it came out: the quantities on the way, in their order.
    pub working: Vec<Quantity>,
    /// The figures taken from the yardsticks.
    pub yardsticks: Vec<Yardstick>,
    /// Why it is not known, when it is not.
    pub gap: Option<Gap>,
}

/// One quantity on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// Which quantity.
    pub term: Term,
    /// Everything that it can be, in the unit of the term.
    pub interval: Interval,
}

/// A quantity in a reckoning, with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Hours of work a day.
    HoursDay,
    /// Days of work a week.
    DaysWeek,
    /// Hours of work a week: those a day, by the days.
    HoursWeek,
    /// The hours that the yardstick allows, or those of a full week.
    HoursAllowed,
    /// Hours of rest that the yardstick asks for.
    RestDue,
    /// Hours of rest left at most by the work.
    RestLeft,
    /// Days, from the first to the last.
    Days,
    /// Pay a week, in hundredths of the currency. A month counts 52/12 weeks, a year 52.
    PayWeek,
    /// Pay an hour, in hundredths of the currency.
    PayHour,
    /// The minimum wage for the hours of a week, in hundredths of the currency.
    DueWeek,
    /// The minimum wage for all the work, in hundredths of the currency.
    Due,
    /// All that was paid, in hundredths of the currency.
    Paid,
    /// Square metres.
    Area,
    /// Persons.
    Persons,
}

/// A figure taken from the yardsticks: a row by its place, and which of its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yardstick {
    /// A limit to working time, or a rest: a place in `Yardsticks::working_time`.
    WorkingTime(usize, Figure),
    /// A minimum wage: a place in `Yardsticks::minimum_wage`.
    MinimumWage(usize),
}

/// Which figure of a row on working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Hours of a full week.
    LegalWeek,
    /// The most hours in a week.
    MostWeek,
    /// The most hours in a day.
    MostDay,
    /// Hours of rest between two days.
    DailyRest,
    /// Hours of rest in a week.
    WeeklyRest,
}

/// Why a reckoning is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// These questions have no answer that can be reckoned with.
    Missing(Vec<QuestionIx>),
    /// No rule is known for that country and sector, at some moment at which it can have been.
    NoRule,
    /// The pay is in another currency than the minimum wage.
    Currency,
    /// No hour of work, no week or no person to divide by.
    NothingToDivide,
    /// What was paid once covers no length of time that is known.
    PaidOnce,
    /// The dates come the other way round.
    Reversed,
}

/// What is reckoned so far.
#[derive(Default)]
struct Working {
    quantities: Vec<Quantity>,
    yardsticks: Vec<Yardstick>,
}

impl Working {
    fn step(&mut self, term: Term, interval: Interval) -> Interval {
        self.quantities.push(Quantity { term, interval });
        interval
    }
}

impl Reckoning {
    /// What comes out, from the answers that stand: `look` gives that to a question.
    ///
    /// A quantity that is missing leaves the reckoning unknown. A sector, a date or a birth that is
    /// missing leaves every rule possible that could have been in force, and no other.
    #[must_use]
    pub fn reckon<'a>(&self, look: &dyn Fn(QuestionIx) -> Option<&'a Value>) -> Reckoned {
        let mut working = Working::default();
        let answers = Answers { look };
        let yardsticks = &self.yardsticks;
        let found = match &self.what {
            Formula::HoursWeek(hours) => work::hours_week(hours, &answers, &mut working),
            Formula::Age { birth, at } => work::age(*birth, *at, &answers),
            Formula::Elapsed { from, until, or } => work::elapsed(*from, *until, *or, &answers),
            Formula::OverDay(it) => work::over(it, Figure::MostDay, yardsticks, &answers, &mut working),
            Formula::OverWeek(it) => work::over(it, Figure::MostWeek, yardsticks, &answers, &mut working),
            Formula::OverLegalWeek(it) => {
                work::over(it, Figure::LegalWeek, yardsticks, &answers, &mut working)
            }
            Formula::DailyRestShort(it) => {
                work::short(it, Figure::DailyRest, yardsticks, &answers, &mut working)
            }
            Formula::WeeklyRestShort(it) => {
                work::short(it, Figure::WeeklyRest, yardsticks, &answers, &mut working)
            }
            Formula::PayHour(it) => pay::pay_hour(it, &answers, &mut working),
            Formula::PayShare(it) => pay::pay_share(it, yardsticks, &answers, &mut working),
            Formula::Owed(it) => pay::owed(it, yardsticks, &answers, &mut working),
            Formula::AreaPerson { area, persons } => {
                work::area_person(*area, *persons, &answers, &mut working)
            }
        };
        let (interval, gap) = match found {
            Ok(interval) => (Some(interval), None),
            Err(gap) => (None, Some(gap)),
        };
        Reckoned { interval, working: working.quantities, yardsticks: working.yardsticks, gap }
    }

    /// The questions that it is computed from, each once.
    #[must_use]
    pub fn inputs(&self) -> Vec<QuestionIx> {
        let mut found: Vec<_> = self.what.parts().into_iter().map(|(_, question, _)| *question).collect();
        found.extend(self.what.nothing_when().into_iter().flat_map(super::Condition::questions));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The tables that it looks at.
    #[must_use]
    pub fn yardsticks(&self) -> &Yardsticks {
        &self.yardsticks
    }
}

/// The largest number that is reckoned with: no product of several overflows.
pub(super) const LARGEST: i64 = 1_000_000;

/// The answers, each as what a formula needs.
struct Answers<'l, 'a> {
    look: &'l (dyn Fn(QuestionIx) -> Option<&'a Value> + 'l),
}

impl<'a> Answers<'_, 'a> {
    fn number(&self, question: QuestionIx) -> Option<i64> {
        match (self.look)(question) {
            Some(Value::Number(number)) => Some((*number).clamp(-LARGEST, LARGEST)),
            _ => None,
        }
    }

    fn days(&self, question: QuestionIx) -> Option<Days> {
        match (self.look)(question) {
            Some(Value::Date(date)) => Some(date.days()),
            _ => None,
        }
    }

    fn about_days(&self, question: QuestionIx) -> Option<i64> {
        match (self.look)(question) {
            Some(Value::Duration(duration)) => Some(duration.about_days()),
            _ => None,
        }
    }

    fn money(&self, question: QuestionIx) -> Option<&'a Money> {
        match (self.look)(question) {
            Some(Value::Money(money)) => Some(money),
            _ => None,
        }
    }

    fn option(&self, question: QuestionIx) -> Option<&'a OptionId> {
        match (self.look)(question) {
            Some(Value::Choice(option)) => Some(option),
            _ => None,
        }
    }

    /// Both numbers, or which of them are missing.
    fn numbers(&self, one: QuestionIx, other: QuestionIx) -> Result<(i64, i64), Gap> {
        both(one, self.number(one), other, self.number(other))
    }

    /// The months from one date to another. What is not known has no bound.
    fn months(&self, from: QuestionIx, until: Option<QuestionIx>) -> Result<Months, Gap> {
        let first = self.days(from).map(|days| days.first);
        let last = until.and_then(|until| self.days(until)).map(|days| days.last);
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            return Err(Gap::Reversed);
        }
        Ok(Months { first: first.map(YearMonth::of), last: last.map(YearMonth::of) })
    }
}

/// Both, or which of them are missing.
fn both<A, B>(one: QuestionIx, a: Option<A>, other: QuestionIx, b: Option<B>) -> Result<(A, B), Gap> {
    match (a, b) {
        (Some(a), Some(b)) => Ok((a, b)),
        (a, b) => {
            let missing = [(one, a.is_none()), (other, b.is_none())];
            Err(Gap::Missing(missing.into_iter().filter_map(|(at, gone)| gone.then_some(at)).collect()))
        }
    }
}
