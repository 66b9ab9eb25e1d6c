//! Facts that are computed from answers: what comes out, how, and laws that hold whatever is answered.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use faisceau::findings::{ClueState, Weight};
use faisceau::instrument::{
    Bound, Figure, Gap, Instrument, Interval, PartialDate, Period, QuestionId, Reckoned, ReckoningId,
    StageId, Term, Truth, Value, Yardstick,
};
use faisceau::interview::NotAnswered;
use proptest::prelude::*;

use super::driver::{Driver, around, euros, months, number, one};
use super::enlarged;

fn date(on: &str) -> Value {
    Value::Date(PartialDate { on: on.parse().expect("a date"), around: false })
}

fn instrument() -> &'static Instrument {
    static INSTRUMENT: OnceLock<std::sync::Arc<Instrument>> = OnceLock::new();
    INSTRUMENT.get_or_init(enlarged::instrument)
}

fn reckon(reckoning: &str, answers: &[(&str, Value)]) -> Reckoned {
    let found =
        |id: &str| instrument().find(&QuestionId::from(id)).unwrap_or_else(|| panic!("no question {id}"));
    let answers: BTreeMap<_, _> = answers.iter().map(|(id, value)| (found(id), value)).collect();
    let at = instrument().find_reckoning(&ReckoningId::from(reckoning)).expect("there is one");
    instrument().reckoning(at).reckon(&|question| answers.get(&question).copied())
}

fn interval(reckoning: &str, answers: &[(&str, Value)]) -> Option<Interval> {
    reckon(reckoning, answers).interval
}

/// An interval from hundredths of the unit.
fn hundredths(least: i64, most: i64) -> Option<Interval> {
    serde_json::from_value(serde_json::json!({ "least": least, "most": most })).ok()
}

fn week(hours: i64, days: i64) -> Vec<(&'static str, Value)> {
    vec![("work.hours-day", number(hours)), ("work.days-week", number(days))]
}

/// A week of work in a shop in France in the first half of 2011.
fn in_france(hours: i64, days: i64) -> Vec<(&'static str, Value)> {
    let mut answers = week(hours, days);
    answers.extend([
        ("extra.country", one("france")),
        ("extra.sector", one("shop")),
        ("work.started", date("2011-01-01")),
        ("extra.ended", date("2011-06-30")),
        ("person.birth", date("1980")),
    ]);
    answers
}

fn with(
    mut answers: Vec<(&'static str, Value)>,
    more: &[(&'static str, Value)],
) -> Vec<(&'static str, Value)> {
    for (id, value) in more {
        answers.retain(|(other, _)| other != id);
        answers.push((id, value.clone()));
    }
    answers
}

fn without(mut answers: Vec<(&'static str, Value)>, id: &str) -> Vec<(&'static str, Value)> {
    answers.retain(|(other, _)| *other != id);
    answers
}

#[test]
fn hours_a_week_are_those_a_day_by_the_days() {
    let reckoned = reckon("hours-week", &week(12, 7));
    assert_eq!(reckoned.interval, Some(Interval::exactly(84)));
    let terms: Vec<_> = reckoned.working.iter().map(|quantity| quantity.term).collect();
    assert_eq!(terms, [Term::HoursDay, Term::DaysWeek], "and it is told how");
    let missing = reckon("hours-week", &week(12, 7)[..1]);
    let days = instrument().find(&QuestionId::from("work.days-week")).expect("there is one");
    assert_eq!((missing.interval, missing.gap), (None, Some(Gap::Missing(vec![days]))), "not zero");
}

#[test]
fn age_at_the_start_is_certain_possible_or_excluded() {
    let minor = |birth: Value, start: Value| {
        let age = interval("age-at-start", &[("person.birth", birth), ("work.started", start)]);
        Bound::Below(18).holds(age)
    };
    assert_eq!(minor(date("1994-05-02"), date("2012-05-01")), Truth::Yes, "the day before the birthday");
    assert_eq!(minor(date("1994-05-02"), date("2012-05-02")), Truth::No);
    assert_eq!(minor(date("1994"), date("2011")), Truth::Yes);
    assert_eq!(minor(date("1994"), date("2012")), Truth::Unknown, "sixteen months on, nobody can tell");
    assert_eq!(minor(date("1994"), date("2013")), Truth::No);
    assert_eq!(minor(around("1994"), date("2011")), Truth::Unknown);
    assert_eq!(minor(date("1996-02-29"), date("2014-02-28")), Truth::Yes);
    assert_eq!(interval("age-at-start", &[("person.birth", date("1994"))]), None);
}

#[test]
fn the_length_is_counted_in_days_or_taken_as_told() {
    let length = |answers: &[(&str, Value)]| interval("length", answers);
    let from = ("work.started", date("2011-03"));
    assert_eq!(length(&[from.clone(), ("extra.ended", date("2011-04"))]), Some(Interval::between(1, 60)));
    assert_eq!(length(&[from.clone(), ("work.lasted", months(7))]), Some(Interval::exactly(210)));
    assert_eq!(length(std::slice::from_ref(&from)), None);
    assert_eq!(
        length(&[from, ("extra.ended", date("2011-02-27"))]),
        Some(Interval::between(-32, -2)),
        "reversed dates are seen"
    );
}

#[test]
fn hours_are_held_against_the_rules_of_that_sector_date_and_age() {
    assert_eq!(interval("over-day", &in_france(13, 6)), Some(Interval::exactly(3)));
    assert_eq!(interval("over-week", &in_france(13, 6)), Some(Interval::exactly(30)));
    assert_eq!(interval("over-legal-week", &in_france(5, 7)), Some(Interval::exactly(0)), "zero within it");

    let home = with(in_france(9, 6), &[("extra.sector", one("domestic"))]);
    let later = with(home.clone(), &[("work.started", date("2023")), ("extra.ended", date("2023"))]);
    assert_eq!(interval("over-week", &home), Some(Interval::exactly(6)), "48 before the agreement");
    assert_eq!(interval("over-week", &later), Some(Interval::exactly(4)), "50 in a private home after it");
    assert_eq!(reckon("over-day", &later).gap, Some(Gap::NoRule), "the agreement sets no day");
    let across = with(later.clone(), &[("work.started", date("2011"))]);
    assert_eq!(interval("over-week", &across), Some(Interval::between(4, 6)), "and both across the change");
    assert_eq!(interval("over-week", &without(later, "extra.sector")), Some(Interval::between(4, 6)));

    let minor = with(in_france(9, 6), &[("person.birth", date("1995"))]);
    assert_eq!(interval("over-week", &minor), Some(Interval::exactly(19)));
    assert_eq!(
        interval("over-week", &without(minor, "person.birth")),
        Some(Interval::between(6, 19)),
        "without a birth, either rule can have been in force"
    );
    let elsewhere = with(in_france(13, 6), &[("extra.country", one("other"))]);
    assert_eq!(reckon("over-day", &elsewhere).gap, Some(Gap::NoRule), "unknown, never zero");
    assert!(matches!(
        reckon("over-day", &without(in_france(13, 6), "extra.country")).gap,
        Some(Gap::Missing(_))
    ));
    let used = reckon("over-day", &in_france(13, 6)).yardsticks;
    assert_eq!(used, [Yardstick::WorkingTime(0, Figure::MostDay)], "the row is told");
}

#[test]
fn rest_is_what_the_work_leaves() {
    assert_eq!(interval("daily-rest", &in_france(15, 7)), Some(Interval::exactly(2)), "9 left of 11");
    assert_eq!(interval("weekly-rest", &in_france(15, 7)), Some(Interval::exactly(26)), "9 left of 35");
    assert_eq!(interval("weekly-rest", &in_france(10, 6)), Some(Interval::exactly(0)), "24 and 14");
}

#[test]
fn pay_an_hour_comes_from_the_period_that_it_covers() {
    let pay = |amount: &str, period| with(in_france(7, 5), &[("pay.amount", euros(amount, period))]);
    let hour = |amount: &str, period| interval("pay-hour", &pay(amount, period));
    assert_eq!(hour("9", Period::Hour), Some(Interval::exactly(900)));
    assert_eq!(hour("70", Period::Day), Some(Interval::exactly(1000)));
    assert_eq!(hour("350", Period::Week), Some(Interval::exactly(1000)));
    assert_eq!(hour("1365", Period::Month), Some(Interval::exactly(900)), "151.67 hours a month");
    assert_eq!(hour("16380", Period::Year), Some(Interval::exactly(900)));
    assert_eq!(reckon("pay-hour", &pay("900", Period::Once)).gap, Some(Gap::PaidOnce));
    let never = with(in_france(7, 5), &[("pay.received", one("never"))]);
    assert_eq!(interval("pay-hour", &never), Some(Interval::exactly(0)));
    assert_eq!(interval("pay-hour", &in_france(7, 5)), None, "what is not told is not nothing");
    let idle = with(pay("9", Period::Month), &[("work.hours-day", number(0))]);
    assert_eq!(reckon("pay-hour", &idle).gap, Some(Gap::NothingToDivide));
}

#[test]
fn pay_is_held_against_the_minimum_wage_of_those_months_and_that_country() {
    let full = with(in_france(7, 5), &[("pay.amount", euros("1365", Period::Month))]);
    assert_eq!(interval("pay-share", &full), Some(Interval::exactly(100)), "the monthly minimum is 100 %");
    let half = with(full.clone(), &[("pay.amount", euros("682.50", Period::Month))]);
    assert_eq!(interval("pay-share", &half), Some(Interval::exactly(50)));
    let longer = with(full.clone(), &[("extra.ended", date("2012-01"))]);
    assert_eq!(interval("pay-share", &longer), hundredths(9761, 10_000), "9.00 to 9.22 an hour");
    let earlier = with(full.clone(), &[("work.started", date("2010-12"))]);
    assert_eq!(reckon("pay-share", &earlier).gap, Some(Gap::NoRule), "before the table");
    let farm = with(
        full,
        &[
            ("extra.country", one("morocco")),
            ("extra.sector", one("farm")),
            ("work.started", date("2011-08")),
            ("extra.ended", date("2011-09")),
        ],
    );
    assert_eq!(reckon("pay-share", &farm).gap, Some(Gap::Currency));
    let never = with(farm, &[("pay.received", one("never"))]);
    assert_eq!(interval("pay-share", &never), Some(Interval::exactly(0)));
    let due =
        reckon("pay-share", &never).working.iter().find(|q| q.term == Term::DueWeek).map(|q| q.interval);
    assert_eq!(due, Some(Interval::exactly(6063 * 5)), "a daily wage, by the days");
}

#[test]
fn what_is_owed_is_the_minimum_wage_less_what_was_paid() {
    // The whole of four weeks of 35 hours at 9.00: 1,260.
    let weeks =
        with(in_france(7, 5), &[("work.started", date("2011-02-01")), ("extra.ended", date("2011-02-28"))]);
    let never = with(weeks.clone(), &[("pay.received", one("never"))]);
    assert_eq!(interval("owed", &never), Some(Interval::exactly(126_000)));
    let some = with(weeks.clone(), &[("pay.amount", euros("100", Period::Week))]);
    assert_eq!(interval("owed", &some), Some(Interval::exactly(86_000)));
    let once = with(weeks.clone(), &[("pay.amount", euros("1000", Period::Once))]);
    assert_eq!(interval("owed", &once), Some(Interval::exactly(26_000)));
    let more = with(weeks.clone(), &[("pay.amount", euros("400", Period::Week))]);
    assert_eq!(interval("owed", &more), Some(Interval::exactly(-34_000)), "more was paid");
    let rough = with(never, &[("extra.ended", date("2011-02"))]);
    assert_eq!(interval("owed", &rough), Some(Interval::between(4500, 126_000)), "some day in February");
    let still = without(some, "extra.ended");
    assert!(matches!(reckon("owed", &still).gap, Some(Gap::Missing(_))), "no end is known");
    // A week before the wage rose in December, and a week after it: 35 hours at 9.00, and at 9.19.
    let across = with(
        in_france(7, 5),
        &[
            ("work.started", date("2011-11-24")),
            ("extra.ended", date("2011-12-07")),
            ("pay.received", one("never")),
        ],
    );
    assert_eq!(interval("owed", &across), Some(Interval::exactly(35 * 900 + 35 * 919)));
}

#[test]
fn room_to_sleep_is_shared() {
    let room =
        |area, persons| interval("room", &[("extra.area", number(area)), ("extra.persons", number(persons))]);
    assert_eq!(room(10, 4), hundredths(250, 250));
    assert_eq!(room(10, 3), hundredths(333, 334));
    assert_eq!(room(10, 0), None);
}

#[test]
fn a_reckoning_raises_a_clue_rules_it_out_or_leaves_it_open() {
    let mut driver = Driver::with(enlarged::instrument());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver.expect_clue("reckoned.over-week", ClueState::NotYetAsked);
    for (question, value) in in_france(13, 6) {
        driver.answer(question, value);
    }
    driver.expect_clue("reckoned.over-week", ClueState::Present);
    let finding = driver.findings.clue(driver.clue("reckoned.over-week"));
    assert_eq!(finding.reckoned[0].weight, Weight::Raises, "and it can be opened to how it is reckoned");
    driver.answer("work.hours-day", number(6));
    driver.expect_clue("reckoned.over-week", ClueState::Absent);
    driver.skip("work.hours-day", NotAnswered::DoesNotKnow);
    driver.expect_clue("reckoned.over-week", ClueState::Unknown);
    driver.blank("work.hours-day");
    driver.expect_clue("reckoned.over-week", ClueState::NotYetAsked);
    driver.answer("work.hours-day", number(7));
    driver.skip("person.birth", NotAnswered::PrefersNot);
    driver.expect_clue("reckoned.over-week", ClueState::Unknown);

    driver.answer("person.birth", date("1993"));
    driver.expect_clue("reckoned.minor", ClueState::Unknown);
    let blank = driver.findings.convergence(&driver.case).would_tell;
    assert!(!blank.contains(&driver.question("work.started")), "it is answered");
    driver.blank("work.started");
    driver.expect_clue("reckoned.minor", ClueState::NotYetAsked);
}

/// A date that is told, and the same told less precisely.
fn dates() -> impl Strategy<Value = (Value, Value)> {
    let on = (2009..2014_u16, 1..13_u8, 1..29_u8, 0..6_u8, any::<bool>());
    on.prop_map(|(year, month, day, wider, around)| {
        let day = format!("{year}-{month:02}-{day:02}");
        let told = |on: &str, around| Value::Date(PartialDate { on: on.parse().expect("a date"), around });
        let (narrow, wide) = match wider {
            0 => (told(&day, false), told(&day, true)),
            1 => (told(&day, around), told(&day[..7], true)),
            2 => (told(&day, false), told(&day[..7], false)),
            3 => (told(&day[..7], around), told(&day[..4], true)),
            4 => (told(&day[..7], false), told(&day[..4], false)),
            _ => (told(&day, around), told(&day, around)),
        };
        (narrow, wide)
    })
}

fn period() -> impl Strategy<Value = Period> {
    use Period::{Day, Hour, Month, Once, Week, Year};
    prop::sample::select(vec![Hour, Day, Week, Month, Year, Once])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever is answered, nothing panics; told less precisely, everything that could be still can be;
    /// and what chooses the rule may be missing without excluding anything.
    #[test]
    fn what_is_told_less_precisely_excludes_less(
        (hours, days) in (0..25_i64, 0..8_i64),
        (birth, start, end) in (dates(), dates(), dates()),
        (amount, period) in (0..300_000_u64, period()),
        (country, sector) in (0..3_usize, 0..4_usize),
        missing in prop::sample::select(vec!["", "person.birth", "extra.sector", "work.hours-day", "pay.amount"]),
    ) {
        let amount = format!("{}.{:02}", amount / 100, amount % 100);
        let mut common = week(hours, days);
        common.push(("pay.amount", euros(&amount, period)));
        common.push(("extra.country", one(["france", "morocco", "other"][country])));
        common.extend(["domestic", "farm", "shop"].get(sector).map(|sector| ("extra.sector", one(sector))));
        let told = |which: fn(&(Value, Value)) -> &Value| {
            with(common.clone(), &[
                ("person.birth", which(&birth).clone()),
                ("work.started", which(&start).clone()),
                ("extra.ended", which(&end).clone()),
            ])
        };
        let (narrow, wide) = (told(|both| &both.0), without(told(|both| &both.1), missing));
        for reckoning in instrument().reckonings() {
            let (narrow, wide) = (reckon(reckoning.id.as_str(), &narrow), reckon(reckoning.id.as_str(), &wide));
            match (narrow.interval, wide.interval) {
                (_, None) => prop_assert!(wide.gap.is_some(), "it is told why"),
                (Some(narrow), Some(wide)) => {
                    prop_assert!(wide.includes(narrow), "{}: {narrow:?} {wide:?}", reckoning.id);
                }
                (None, Some(_)) => prop_assert_eq!(narrow.gap, Some(Gap::Reversed), "{}", reckoning.id),
            }
        }
    }
}
