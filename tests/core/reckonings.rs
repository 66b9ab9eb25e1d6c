//! Facts that are computed from answers, and how.

use faisceau::instrument::{Instrument, Interval, QuestionId, Reckoned, ReckoningId, Value};
use std::collections::BTreeMap;

use super::driver::number;
use super::enlarged;

fn reckon(instrument: &Instrument, reckoning: &str, answers: &[(&str, Value)]) -> Reckoned {
    let found =
        |id: &str| instrument.find(&QuestionId::from(id)).unwrap_or_else(|| panic!("no question {id}"));
    let answers: BTreeMap<_, _> = answers.iter().map(|(id, value)| (found(id), value)).collect();
    let at = instrument.find_reckoning(&ReckoningId::from(reckoning)).expect("there is one");
    instrument.reckoning(at).reckon(&|question| answers.get(&question).copied())
}

#[test]
fn hours_a_week_are_those_a_day_by_the_days() {
    let instrument = enlarged::instrument();
    let hours = |answers: &[(&str, Value)]| reckon(&instrument, "hours-week", answers).interval;
    let (a_day, days) = (("work.hours-day", number(12)), ("work.days-week", number(7)));
    assert_eq!(hours(&[a_day.clone(), days]), Some(Interval::exactly(84)));
    assert_eq!(hours(&[a_day]), None, "what is missing is not zero");
}
