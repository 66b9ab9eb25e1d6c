//! What is computed from which answers.

use serde::Deserialize;

use crate::instrument::id::QuestionIx;
use crate::instrument::kind::Kind;
use crate::instrument::test::Condition;

/// What is computed, from which questions: by their places once checked, by their names as written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Formula<Q = QuestionIx, C = Condition> {
    /// Hours a week.
    HoursWeek(Hours<Q>),
    /// Whole years of age on a day.
    Age {
        /// The date of birth.
        birth: Q,
        /// The day.
        at: Q,
    },
    /// Days from one date to another; below zero when they come the other way round.
    Elapsed {
        /// The first date.
        from: Q,
        /// The second date.
        until: Q,
        /// The length of time that is taken when a date is missing.
        or: Option<Q>,
    },
    /// Hours a day beyond the most that is allowed; zero within it.
    OverDay(Work<Q>),
    /// Hours a week beyond the most that is allowed; zero within it.
    OverWeek(Work<Q>),
    /// Hours a week beyond a full week; zero within it.
    OverLegalWeek(Work<Q>),
    /// Hours of daily rest that are missing, were the hours of work to follow each other.
    DailyRestShort(Work<Q>),
    /// Hours of weekly rest that are missing, were the days off to follow each other.
    WeeklyRestShort(Work<Q>),
    /// Pay an hour, in hundredths of the currency.
    PayHour(Pay<Q, C>),
    /// Pay, in per cent of the minimum wage of those months.
    PayShare(PaidWork<Q, C>),
    /// What the minimum wage of those months comes to, less what was paid, in hundredths of the
    /// currency; below zero when more was paid.
    Owed(PaidWork<Q, C>),
    /// Square metres a person.
    AreaPerson {
        /// The area in square metres.
        area: Q,
        /// How many sleep there.
        persons: Q,
    },
}

/// How much is worked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours<Q = QuestionIx> {
    /// Hours a day.
    pub hours_day: Q,
    /// Days a week.
    pub days_week: Q,
}

/// How much is worked, and what tells which rules are in force.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work<Q = QuestionIx> {
    /// Hours a day.
    pub hours_day: Q,
    /// Days a week.
    pub days_week: Q,
    /// In which sector.
    pub sector: Q,
    /// In which country.
    pub country: Q,
    /// Since when.
    pub from: Q,
    /// Until when.
    pub until: Option<Q>,
    /// The date of birth: those under 18 have rules of their own.
    pub birth: Option<Q>,
}

/// What is paid, for how much work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay<Q = QuestionIx, C = Condition> {
    /// What is paid.
    pub pay: Q,
    /// Hours a day.
    pub hours_day: Q,
    /// Days a week.
    pub days_week: Q,
    /// When nothing is paid at all, whatever else is answered.
    pub nothing_when: Option<C>,
}

/// What is paid, for how much work, and what tells which minimum wage is in force.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidWork<Q = QuestionIx, C = Condition> {
    /// What is paid.
    pub pay: Q,
    /// Hours a day.
    pub hours_day: Q,
    /// Days a week.
    pub days_week: Q,
    /// When nothing is paid at all, whatever else is answered.
    pub nothing_when: Option<C>,
    /// In which country.
    pub country: Q,
    /// In which sector.
    pub sector: Q,
    /// Since when.
    pub from: Q,
    /// Until when.
    pub until: Option<Q>,
}

/// What an input's answer must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::instrument) enum Needs {
    Number,
    Date,
    Duration,
    Money,
    Option,
}

impl Needs {
    pub fn fits(self, kind: &Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Number, Kind::Number { .. })
                | (Self::Date, Kind::Date)
                | (Self::Duration, Kind::Duration { .. })
                | (Self::Money, Kind::Money { .. })
                | (Self::Option, Kind::One { .. })
        )
    }
}

/// Which tables a formula looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::instrument) enum Table {
    MinimumWage,
    WorkingTime,
}

impl<Q, C> Formula<Q, C> {
    /// The questions by the names of their parts, with what each must ask for.
    pub(in crate::instrument) fn parts(&self) -> Vec<(&'static str, &Q, Needs)> {
        let hours = |hours_day, days_week| {
            [("hours_day", hours_day, Needs::Number), ("days_week", days_week, Needs::Number)]
        };
        match self {
            Self::HoursWeek(work) => hours(&work.hours_day, &work.days_week).into(),
            Self::Age { birth, at } => vec![("birth", birth, Needs::Date), ("at", at, Needs::Date)],
            Self::Elapsed { from, until, or } => {
                let dates = [("from", from, Needs::Date), ("until", until, Needs::Date)];
                dates.into_iter().chain(or.iter().map(|or| ("or", or, Needs::Duration))).collect()
            }
            Self::OverDay(work)
            | Self::OverWeek(work)
            | Self::OverLegalWeek(work)
            | Self::DailyRestShort(work)
            | Self::WeeklyRestShort(work) => {
                let place = [
                    ("sector", &work.sector, Needs::Option),
                    ("country", &work.country, Needs::Option),
                    ("from", &work.from, Needs::Date),
                ];
                let until = work.until.iter().map(|until| ("until", until, Needs::Date));
                let birth = work.birth.iter().map(|birth| ("birth", birth, Needs::Date));
                let hours = hours(&work.hours_day, &work.days_week);
                hours.into_iter().chain(place).chain(until).chain(birth).collect()
            }
            Self::PayHour(work) => {
                let hours = hours(&work.hours_day, &work.days_week);
                [("pay", &work.pay, Needs::Money)].into_iter().chain(hours).collect()
            }
            Self::PayShare(work) | Self::Owed(work) => {
                let place = [
                    ("pay", &work.pay, Needs::Money),
                    ("country", &work.country, Needs::Option),
                    ("sector", &work.sector, Needs::Option),
                    ("from", &work.from, Needs::Date),
                ];
                let until = work.until.iter().map(|until| ("until", until, Needs::Date));
                place.into_iter().chain(hours(&work.hours_day, &work.days_week)).chain(until).collect()
            }
            Self::AreaPerson { area, persons } => {
                vec![("area", area, Needs::Number), ("persons", persons, Needs::Number)]
            }
        }
    }

    /// The condition under which nothing is paid.
    pub(in crate::instrument) fn nothing_when(&self) -> Option<&C> {
        match self {
            Self::PayHour(work) => work.nothing_when.as_ref(),
            Self::PayShare(work) | Self::Owed(work) => work.nothing_when.as_ref(),
            _ => None,
        }
    }

    /// The table that the formula looks at, and the questions for the country and the sector.
    pub(in crate::instrument) fn table(&self) -> Option<(Table, &Q, &Q)> {
        match self {
            Self::OverDay(work)
            | Self::OverWeek(work)
            | Self::OverLegalWeek(work)
            | Self::DailyRestShort(work)
            | Self::WeeklyRestShort(work) => Some((Table::WorkingTime, &work.country, &work.sector)),
            Self::PayShare(work) | Self::Owed(work) => {
                Some((Table::MinimumWage, &work.country, &work.sector))
            }
            _ => None,
        }
    }

    /// The same formula, with its questions and its condition found.
    pub(in crate::instrument) fn found<R, D>(
        self,
        find: impl Fn(Q) -> R,
        nothing: Option<D>,
    ) -> Formula<R, D> {
        let work = |work: Work<Q>| Work {
            hours_day: find(work.hours_day),
            days_week: find(work.days_week),
            sector: find(work.sector),
            country: find(work.country),
            from: find(work.from),
            until: work.until.map(&find),
            birth: work.birth.map(&find),
        };
        let paid = |work: PaidWork<Q, C>, nothing_when: Option<D>| PaidWork {
            pay: find(work.pay),
            hours_day: find(work.hours_day),
            days_week: find(work.days_week),
            nothing_when,
            country: find(work.country),
            sector: find(work.sector),
            from: find(work.from),
            until: work.until.map(&find),
        };
        match self {
            Self::HoursWeek(work) => {
                Formula::HoursWeek(Hours { hours_day: find(work.hours_day), days_week: find(work.days_week) })
            }
            Self::Age { birth, at } => Formula::Age { birth: find(birth), at: find(at) },
            Self::Elapsed { from, until, or } => {
                Formula::Elapsed { from: find(from), until: find(until), or: or.map(&find) }
            }
            Self::OverDay(it) => Formula::OverDay(work(it)),
            Self::OverWeek(it) => Formula::OverWeek(work(it)),
            Self::OverLegalWeek(it) => Formula::OverLegalWeek(work(it)),
            Self::DailyRestShort(it) => Formula::DailyRestShort(work(it)),
            Self::WeeklyRestShort(it) => Formula::WeeklyRestShort(work(it)),
            Self::PayHour(work) => Formula::PayHour(Pay {
                pay: find(work.pay),
                hours_day: find(work.hours_day),
                days_week: find(work.days_week),
                nothing_when: nothing,
            }),
            Self::PayShare(it) => Formula::PayShare(paid(it, nothing)),
            Self::Owed(it) => Formula::Owed(paid(it, nothing)),
            Self::AreaPerson { area, persons } => {
                Formula::AreaPerson { area: find(area), persons: find(persons) }
            }
        }
    }
}
