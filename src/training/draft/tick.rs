//! Clues ticked in the truth: the answers that make a clue true, or rule it out.

use std::sync::Arc;

use super::edit::tell;
use crate::findings::{ClueState, Findings};
use crate::instrument::{
    ClueId, ClueIx, ClueLink, Duration, DurationUnit, Instrument, Kind, Language, OptionId, QuestionIx, Test,
};
use crate::training::scenario::{Scenario, Truth};
use crate::training::{WrittenAnswer, WrittenValue};

/// Where each clue stands in the truth; nothing when the instrument is another.
pub(super) fn states(
    scenario: &Scenario,
    instrument: &Arc<Instrument>,
    language: Language,
) -> Vec<ClueState> {
    let Some(truth) = Truth::of(scenario, instrument, language) else { return Vec::new() };
    let state = |findings: &Findings, at: usize| findings.clue(ClueIx(at)).state;
    (0..instrument.clues().len()).map(|at| state(&truth.findings, at)).collect()
}

/// Makes a clue true, or not, by the answers to the questions that speak of it.
///
/// To make it true, one question is answered: a blank one first, in the order of the document. To make it
/// untrue, each answer that raises it gives way to one that rules it out, or to none. Where words, dates or
/// what is reckoned would be needed, nothing changes: the author fills the facts in.
pub(super) fn tick(scenario: &mut Scenario, instrument: &Instrument, id: &ClueId, is: bool) {
    let Some(clue) = instrument.find_clue(id) else { return };
    let mut feeders = instrument.clue(clue).feeders.clone();
    let raising = feeders.iter().copied().filter(|question| raises(scenario, instrument, *question, clue));
    let raising: Vec<_> = raising.collect();
    if is && raising.is_empty() {
        feeders.sort_by_key(|question| now(scenario, instrument, *question).is_some());
        let way = feeders.into_iter().find_map(|question| {
            let tests = links(instrument, question, clue).filter_map(|link| link.raised_by.as_ref());
            Some((question, first_that_holds(scenario, instrument, question, tests)?))
        });
        if let Some((question, answer)) = way {
            tell(scenario, instrument.question(question).id.clone(), Some(answer));
        }
    }
    for question in raising.into_iter().filter(|_| !is) {
        let tests = links(instrument, question, clue).filter_map(|link| link.ruled_out_by.as_ref());
        let answer = first_that_holds(scenario, instrument, question, tests);
        tell(scenario, instrument.question(question).id.clone(), answer);
    }
}

/// An answer to a question of which one of the tests holds.
fn first_that_holds<'a>(
    scenario: &Scenario,
    instrument: &Instrument,
    question: QuestionIx,
    mut tests: impl Iterator<Item = &'a Test>,
) -> Option<WrittenAnswer> {
    let (kind, now) = (&instrument.question(question).kind, now(scenario, instrument, question));
    tests.find_map(|test| satisfying(test, kind, now)).map(WrittenAnswer::Value)
}

fn links(instrument: &Instrument, question: QuestionIx, clue: ClueIx) -> impl Iterator<Item = &ClueLink> {
    instrument.question(question).clues.iter().filter(move |link| link.clue == clue)
}

/// What is true of a question.
fn now<'a>(
    scenario: &'a Scenario,
    instrument: &Instrument,
    question: QuestionIx,
) -> Option<&'a WrittenValue> {
    match scenario.truth.answers.get(&instrument.question(question).id) {
        Some(WrittenAnswer::Value(value)) => Some(value),
        _ => None,
    }
}

fn raises(scenario: &Scenario, instrument: &Instrument, question: QuestionIx, clue: ClueIx) -> bool {
    let value = now(scenario, instrument, question).map(|value| value.in_language(Language::Fr));
    links(instrument, question, clue)
        .filter_map(|link| link.raised_by.as_ref())
        .any(|test| test.holds(value.as_ref()) == crate::instrument::Truth::Yes)
}

/// An answer of which the test holds, as near as can be to the one that is there. None where it takes words.
fn satisfying(test: &Test, kind: &Kind, now: Option<&WrittenValue>) -> Option<WrittenValue> {
    let chosen = |id: &OptionId| matches!(now, Some(WrittenValue::Choices(chosen)) if chosen.contains(id));
    let choices = |keep: &dyn Fn(&OptionId) -> bool| {
        let ids: Vec<_> =
            kind.options().iter().map(|option| option.id.clone()).filter(|id| keep(id)).collect();
        if ids.is_empty() { WrittenValue::NoneOfThese } else { WrittenValue::Choices(ids) }
    };
    let days = |days: i64, more: bool| {
        let Kind::Duration { units } = kind else { return None };
        let length = |unit: DurationUnit| Duration { count: 1, unit }.about_days();
        let unit = *units.iter().min_by_key(|unit| length(**unit))?;
        let whole = if more {
            days.div_euclid(length(unit)) + i64::from(days % length(unit) != 0)
        } else {
            days / length(unit)
        };
        let count = u32::try_from(whole).ok().filter(|count| *count <= Duration::MOST)?;
        Some(WrittenValue::Duration(Duration { count, unit }))
    };
    match test {
        Test::Yes => Some(WrittenValue::YesNo(true)),
        Test::No => Some(WrittenValue::YesNo(false)),
        Test::Is(id) => Some(WrittenValue::Choice(id.clone())),
        Test::AnyOf(ids) => ids.first().cloned().map(WrittenValue::Choice),
        Test::IncludesAny(ids) => {
            let first = ids.first()?;
            Some(choices(&|id| id == first || chosen(id)))
        }
        Test::IncludesNoneOf(ids) => Some(choices(&|id| chosen(id) && !ids.contains(id))),
        Test::NoneOfThese => Some(WrittenValue::NoneOfThese),
        Test::AtLeast(number) | Test::AtMost(number) => Some(WrittenValue::Number(*number)),
        Test::AtLeastDays(least) => days(*least, true),
        Test::AtMostDays(most) => days(*most, false),
        Test::AtLeastMoney(limits) | Test::AtMostMoney(limits) => {
            limits.first().cloned().map(WrittenValue::Money)
        }
        Test::Answered => None,
    }
}
