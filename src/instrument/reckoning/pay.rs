//! Pay an hour, its share of the minimum wage, what is owed.
//!
//! A month counts 52/12 weeks and a year 52, as where the legal month of 35 hours a week is counted
//! as 151.67 hours (France, Labour Code, L3121-27 and D3231-1 ff): who is paid the monthly minimum
//! wage is paid 100 % of it.

use super::formula::{PaidWork, Pay};
use super::interval::Interval;
use super::work::days_between;
use super::{Answers, Gap, Term, Working, Yardstick, both};
use crate::instrument::date::{Days, YearMonth};
use crate::instrument::id::QuestionIx;
use crate::instrument::test::Condition;
use crate::instrument::truth::Truth;
use crate::instrument::value::{Money, Period};
use crate::instrument::yardsticks::{Months, WageUnit, Yardsticks};

const WEEKS_IN_A_YEAR: i128 = 52;
const MONTHS_IN_A_YEAR: i128 = 12;
const DAYS_IN_A_WEEK: i128 = 7;

/// Work in a week.
#[derive(Clone, Copy)]
struct Week {
    hours: i128,
    days: i128,
}

/// What was paid: nothing, or an amount.
#[derive(Clone, Copy)]
enum Paid<'a> {
    Nothing,
    Amount(&'a Money),
}

impl Paid<'_> {
    /// What is paid in a year of 52 weeks, in hundredths; `None` when it was paid once.
    fn a_year(self, week: Week) -> Option<i128> {
        let Self::Amount(money) = self else { return Some(0) };
        let times = match money.period {
            Period::Hour => week.hours * WEEKS_IN_A_YEAR,
            Period::Day => week.days * WEEKS_IN_A_YEAR,
            Period::Week => WEEKS_IN_A_YEAR,
            Period::Month => MONTHS_IN_A_YEAR,
            Period::Year => 1,
            Period::Once => return None,
        };
        Some(hundredths(money) * times)
    }
}

fn hundredths(money: &Money) -> i128 {
    i128::from(money.amount.hundredths())
}

/// The week and what was paid; or what is missing, or that there is no hour to divide by.
fn paid_week<'a>(
    (pay, hours_day, days_week): (QuestionIx, QuestionIx, QuestionIx),
    nothing_when: Option<&Condition>,
    answers: &Answers<'_, 'a>,
    working: &mut Working,
) -> Result<(Paid<'a>, Week), Gap> {
    let nothing = nothing_when.is_some_and(|when| when.holds(&answers.look) == Truth::Yes);
    let paid = if nothing { Some(Paid::Nothing) } else { answers.money(pay).map(Paid::Amount) };
    let missing = [
        (pay, paid.is_none()),
        (hours_day, answers.number(hours_day).is_none()),
        (days_week, answers.number(days_week).is_none()),
    ];
    let (Some(paid), Some(hours), Some(days)) = (paid, answers.number(hours_day), answers.number(days_week))
    else {
        return Err(Gap::Missing(missing.into_iter().filter_map(|(at, gone)| gone.then_some(at)).collect()));
    };
    working.step(Term::HoursDay, Interval::exactly(hours));
    working.step(Term::DaysWeek, Interval::exactly(days));
    working.step(Term::HoursWeek, Interval::exactly(hours.saturating_mul(days)));
    let week = Week { hours: i128::from(hours) * i128::from(days), days: i128::from(days) };
    if week.hours <= 0 { Err(Gap::NothingToDivide) } else { Ok((paid, week)) }
}

pub(super) fn pay_hour(
    work: &Pay,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Interval, Gap> {
    let questions = (work.pay, work.hours_day, work.days_week);
    let (paid, week) = paid_week(questions, work.nothing_when.as_ref(), answers, working)?;
    let a_year = paid.a_year(week).ok_or(Gap::PaidOnce)?;
    let a_week = (a_year, WEEKS_IN_A_YEAR);
    working.step(Term::PayWeek, Interval::fractions(a_week, a_week));
    let an_hour = (a_year, WEEKS_IN_A_YEAR * week.hours);
    Ok(Interval::fractions(an_hour, an_hour))
}

/// The minimum wage for a week, in hundredths, by one row.
fn due_week(yardsticks: &Yardsticks, row: usize, week: Week) -> i128 {
    let wage = &yardsticks.minimum_wage[row];
    let times = match wage.unit {
        WageUnit::Hour => week.hours,
        WageUnit::Day => week.days,
    };
    i128::from(wage.amount.hundredths()) * times
}

/// From a month on, the least and the most that is due for a week, in hundredths.
type DueFrom = (Option<YearMonth>, i128, i128);

/// What is due for a week, month by month. The pay must be in the currency of the wages.
fn due(
    work: &PaidWork,
    months: Months,
    (paid, week): (Paid<'_>, Week),
    yardsticks: &Yardsticks,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Vec<DueFrom>, Gap> {
    let country = answers.option(work.country).ok_or_else(|| Gap::Missing(vec![work.country]))?;
    let wages = yardsticks.minimum_wage(country, answers.option(work.sector), months).ok_or(Gap::NoRule)?;
    let mut due = Vec::with_capacity(wages.len());
    for (month, rows) in wages {
        let each = |row: &usize| due_week(yardsticks, *row, week);
        let bounds = rows.iter().map(each).min().zip(rows.iter().map(each).max());
        let (least, most) = bounds.ok_or(Gap::NoRule)?;
        due.push((month, least, most));
        for row in rows {
            let used = Yardstick::MinimumWage(row);
            if !working.yardsticks.contains(&used) {
                working.yardsticks.push(used);
            }
            if let Paid::Amount(money) = paid
                && money.currency != yardsticks.minimum_wage[row].currency
            {
                return Err(Gap::Currency);
            }
        }
    }
    Ok(due)
}

pub(super) fn pay_share(
    work: &PaidWork,
    yardsticks: &Yardsticks,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Interval, Gap> {
    let questions = (work.pay, work.hours_day, work.days_week);
    let (paid, week) = paid_week(questions, work.nothing_when.as_ref(), answers, working)?;
    let due = due(work, answers.months(work.from, work.until)?, (paid, week), yardsticks, answers, working)?;
    let least = due.iter().map(|(_, least, _)| *least).min().ok_or(Gap::NoRule)?;
    let most = due.iter().map(|(_, _, most)| *most).max().ok_or(Gap::NoRule)?;
    working.step(Term::DueWeek, Interval::fractions((least, 1), (most, 1)));
    // What is paid a week, as two fractions: the least and the most that it can be.
    let (low, high) = match (paid.a_year(week), paid) {
        (Some(a_year), _) => ((a_year, WEEKS_IN_A_YEAR), (a_year, WEEKS_IN_A_YEAR)),
        (None, Paid::Amount(money)) => {
            let (from, until) = period(work, answers)?.ok_or(Gap::PaidOnce)?;
            let (fewest, most) = whole_days(from, until)?;
            working.step(Term::Days, Interval::between(narrow(fewest), narrow(most)));
            if fewest <= 0 {
                return Err(Gap::NothingToDivide);
            }
            let once = hundredths(money) * DAYS_IN_A_WEEK;
            ((once, most), (once, fewest))
        }
        (None, Paid::Nothing) => return Err(Gap::PaidOnce),
    };
    working.step(Term::PayWeek, Interval::fractions(low, high));
    if least <= 0 {
        return Err(Gap::NothingToDivide);
    }
    Ok(Interval::fractions((100 * low.0, low.1 * most), (100 * high.0, high.1 * least)))
}

fn narrow(days: i128) -> i64 {
    i64::try_from(days).unwrap_or(i64::MAX)
}

/// Both dates; `None` when no last date is asked for.
fn period(work: &PaidWork, answers: &Answers<'_, '_>) -> Result<Option<(Days, Days)>, Gap> {
    let Some(until) = work.until else { return Ok(None) };
    both(work.from, answers.days(work.from), until, answers.days(until)).map(Some)
}

/// How many days of the calendar at least and at most, the last one included.
fn whole_days(from: Days, until: Days) -> Result<(i128, i128), Gap> {
    let days = days_between(from, until);
    let (fewest, most) = (i128::from(days.least() / 100) + 1, i128::from(days.most() / 100) + 1);
    if most <= 0 { Err(Gap::Reversed) } else { Ok((fewest.max(0), most)) }
}

/// What accrues day by day, added up from the first possible day on: from one point on, until the
/// next, so much a day. Quantities are in hundredths, by 7 days and 52 weeks.
struct Sums {
    /// Julian days at which the rate changes, with the sum until then and the rate from then on.
    points: Vec<(i128, i128, i128)>,
}

impl Sums {
    fn new(rates: impl Iterator<Item = (i128, i128)>) -> Self {
        let mut points: Vec<(i128, i128, i128)> = Vec::new();
        for (day, rate) in rates {
            let sum = points.last().map_or(0, |(start, sum, rate)| sum + (day - start) * rate);
            points.push((day, sum, rate));
        }
        Self { points }
    }

    /// The sum of all days before this one.
    fn before(&self, day: i128) -> i128 {
        let at = self.points.partition_point(|(start, ..)| *start <= day);
        match self.points.get(at.saturating_sub(1)) {
            Some((start, sum, rate)) => sum + (day - start) * rate,
            None => 0,
        }
    }

    /// The least and the most of the sums before the days from one to another: they lie at the ends,
    /// or where the rate changes.
    fn range(&self, first: i128, last: i128) -> (i128, i128) {
        let inside = self.points.iter().map(|(start, ..)| *start).filter(|day| (first..=last).contains(day));
        let sums = inside.chain([first, last]).map(|day| self.before(day));
        sums.fold((i128::MAX, i128::MIN), |(least, most), sum| (least.min(sum), most.max(sum)))
    }

    /// The least and the most that accrues from a day to another, each within its bounds.
    fn between(&self, starts: (i128, i128), ends: (i128, i128)) -> (i128, i128) {
        let (before_least, before_most) = self.range(starts.0, starts.1);
        let (least, most) = self.range(ends.0, ends.1);
        (least - before_most, most - before_least)
    }
}

pub(super) fn owed(
    work: &PaidWork,
    yardsticks: &Yardsticks,
    answers: &Answers<'_, '_>,
    working: &mut Working,
) -> Result<Interval, Gap> {
    let questions = (work.pay, work.hours_day, work.days_week);
    let (paid, week) = paid_week(questions, work.nothing_when.as_ref(), answers, working)?;
    let (from, until) = period(work, answers)?.ok_or_else(|| Gap::Missing(vec![work.from]))?;
    let (fewest, most) = whole_days(from, until)?;
    working.step(Term::Days, Interval::between(narrow(fewest), narrow(most)));
    let months = answers.months(work.from, work.until)?;
    let due = due(work, months, (paid, week), yardsticks, answers, working)?;

    let day = |date: time::Date| i128::from(date.to_julian_day());
    let starts = (day(from.first), day(from.last));
    // The last day was worked as well.
    let ends = ((day(until.first) + 1).max(starts.0), day(until.last) + 1);
    let start =
        |month: Option<YearMonth>| month.map_or(starts.0, |month| day(month.first_day()).max(starts.0));
    let once = match paid {
        Paid::Amount(money) if money.period == Period::Once => hundredths(money),
        _ => 0,
    };
    let a_year = paid.a_year(week).unwrap_or(0);
    let sums = |rate: &dyn Fn(&DueFrom) -> i128| {
        Sums::new(due.iter().map(|month| (start(month.0), rate(month)))).between(starts, ends)
    };
    let unit = DAYS_IN_A_WEEK * WEEKS_IN_A_YEAR;
    let whole = |least: i128, most: i128| Interval::fractions((least, unit), (most, unit));
    let (due_least, due_most) =
        (sums(&|month| month.1 * WEEKS_IN_A_YEAR).0, sums(&|month| month.2 * WEEKS_IN_A_YEAR).1);
    working.step(Term::Due, whole(due_least.max(0), due_most));
    working.step(Term::Paid, whole(fewest * a_year + once * unit, most * a_year + once * unit));
    let least = sums(&|month| month.1 * WEEKS_IN_A_YEAR - a_year).0;
    let most = sums(&|month| month.2 * WEEKS_IN_A_YEAR - a_year).1;
    Ok(whole(least - once * unit, most - once * unit))
}
