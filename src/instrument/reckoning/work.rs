//! Hours, rest, age, length of time, room to sleep.

use time::Date;

use super::formula::{Hours, Work};
use super::interval::Interval;
use super::{Answers, Figure, Gap, Term, Working, Yardstick, both};
use crate::instrument::date::Days;
use crate::instrument::id::QuestionIx;
use crate::instrument::yardsticks::{WorkingTime, Yardsticks};

/// From this age on, in whole years, a person is an adult (Convention on the Rights of the Child,
/// 1989, article 1).
const ADULT: i64 = 18;
const HOURS_IN_A_DAY: i64 = 24;
const DAYS_IN_A_WEEK: i64 = 7;

pub(super) fn hours_week(
    hours: &Hours,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Interval, Gap> {
    let (a_day, days) = answers.numbers(hours.hours_day, hours.days_week)?;
    working.step(Term::HoursDay, Interval::exactly(a_day));
    working.step(Term::DaysWeek, Interval::exactly(days));
    Ok(Interval::exactly(a_day.saturating_mul(days)))
}

pub(super) fn age(birth: QuestionIx, at: QuestionIx, answers: &Answers<'_, '_>) -> Result<Interval, Gap> {
    let (birth, at) = both(birth, answers.days(birth), at, answers.days(at))?;
    Ok(Interval::between(years(birth.last, at.first), years(birth.first, at.last)))
}

/// Whole years from one day to another.
fn years(from: Date, to: Date) -> i64 {
    let place = |day: Date| (u8::from(day.month()), day.day());
    i64::from(to.year() - from.year() - i32::from(place(to) < place(from)))
}

pub(super) fn elapsed(
    from: QuestionIx,
    until: QuestionIx,
    or: Option<QuestionIx>,
    answers: &Answers<'_, '_>,
) -> Result<Interval, Gap> {
    match (both(from, answers.days(from), until, answers.days(until)), or) {
        (Ok((from, until)), _) => Ok(days_between(from, until)),
        (Err(missing), None) => Err(missing),
        (Err(missing), Some(or)) => answers.about_days(or).map(Interval::exactly).ok_or(missing),
    }
}

pub(super) fn days_between(from: Days, until: Days) -> Interval {
    let days = |from: Date, until: Date| i64::from(until.to_julian_day() - from.to_julian_day());
    Interval::between(days(from.last, until.first), days(from.first, until.last))
}

/// Hours beyond what a figure allows.
pub(super) fn over(
    work: &Work,
    figure: Figure,
    yardsticks: &Yardsticks,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Interval, Gap> {
    let hours = if figure == Figure::MostDay {
        let hours = answers.number(work.hours_day).ok_or_else(|| Gap::Missing(vec![work.hours_day]))?;
        working.step(Term::HoursDay, Interval::exactly(hours));
        hours
    } else {
        let (a_day, days) = answers.numbers(work.hours_day, work.days_week)?;
        working.step(Term::HoursDay, Interval::exactly(a_day));
        working.step(Term::DaysWeek, Interval::exactly(days));
        let hours = a_day.saturating_mul(days);
        working.step(Term::HoursWeek, Interval::exactly(hours));
        hours
    };
    let allowed = figures(work, figure, yardsticks, answers, working)?;
    working.step(Term::HoursAllowed, Interval::between(allowed.0, allowed.1));
    Ok(Interval::between(hours - allowed.1, hours - allowed.0).at_least_zero())
}

/// Hours of rest that are missing to what a figure asks for.
pub(super) fn short(
    work: &Work,
    figure: Figure,
    yardsticks: &Yardsticks,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Interval, Gap> {
    let left = if figure == Figure::DailyRest {
        let hours = answers.number(work.hours_day).ok_or_else(|| Gap::Missing(vec![work.hours_day]))?;
        working.step(Term::HoursDay, Interval::exactly(hours));
        HOURS_IN_A_DAY - hours
    } else {
        let (hours, days) = answers.numbers(work.hours_day, work.days_week)?;
        working.step(Term::HoursDay, Interval::exactly(hours));
        working.step(Term::DaysWeek, Interval::exactly(days));
        (HOURS_IN_A_DAY - hours).saturating_add((DAYS_IN_A_WEEK - days).saturating_mul(HOURS_IN_A_DAY))
    };
    working.step(Term::RestLeft, Interval::exactly(left));
    let due = figures(work, figure, yardsticks, answers, working)?;
    working.step(Term::RestDue, Interval::between(due.0, due.1));
    Ok(Interval::between(due.0 - left, due.1 - left).at_least_zero())
}

/// The least and the most that a figure can be, by all rows that can have been in force.
fn figures(
    work: &Work,
    figure: Figure,
    yardsticks: &Yardsticks,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<(i64, i64), Gap> {
    let country = answers.option(work.country).ok_or_else(|| Gap::Missing(vec![work.country]))?;
    let months = answers.months(work.from, work.until)?;
    let rows = yardsticks
        .working_time(country, answers.option(work.sector), months, minor(work, answers))
        .ok_or(Gap::NoRule)?;
    working.yardsticks.extend(rows.iter().map(|row| Yardstick::WorkingTime(*row, figure)));
    let figures: Option<Vec<i64>> =
        rows.iter().map(|row| yardsticks.working_time[*row].figure(figure)).collect();
    let figures = figures.ok_or(Gap::NoRule)?;
    let least = figures.iter().min().ok_or(Gap::NoRule)?;
    let most = figures.iter().max().ok_or(Gap::NoRule)?;
    Ok((*least, *most))
}

/// Whether the person was a minor during the work: the answers that are possible.
fn minor(work: &Work, answers: &Answers<'_, '_>) -> &'static [bool] {
    let Some(birth) = work.birth else { return &[false] };
    let Some(birth) = answers.days(birth) else { return &[false, true] };
    let until = work.until.and_then(|until| answers.days(until));
    let youngest = answers.days(work.from).map(|from| years(birth.last, from.first));
    let oldest = until.map(|until| years(birth.first, until.last));
    match (youngest.is_none_or(|age| age < ADULT), oldest.is_none_or(|age| age >= ADULT)) {
        (true, true) => &[false, true],
        (true, false) => &[true],
        (false, _) => &[false],
    }
}

impl WorkingTime {
    /// One of its figures, in hours.
    #[must_use]
    pub const fn figure(&self, figure: Figure) -> Option<i64> {
        match figure {
            Figure::LegalWeek => self.legal_week,
            Figure::MostWeek => self.most_week,
            Figure::MostDay => self.most_day,
            Figure::DailyRest => self.daily_rest,
            Figure::WeeklyRest => self.weekly_rest,
        }
    }
}

pub(super) fn area_person(
    area: QuestionIx,
    persons: QuestionIx,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Interval, Gap> {
    let (area, persons) = answers.numbers(area, persons)?;
    working.step(Term::Area, Interval::exactly(area));
    working.step(Term::Persons, Interval::exactly(persons));
    if persons <= 0 {
        return Err(Gap::NothingToDivide);
    }
    let each = (i128::from(area), i128::from(persons));
    Ok(Interval::fractions(each, each))
}
