//! What the answers say, what would change it, and what must happen first.

use faisceau::findings::{ClueState, Converging, Weight};
use faisceau::instrument::{Shelf, StageId, Value};
use faisceau::interview::NotAnswered;

use super::driver::{Driver, no, number, one, several, yes};

#[test]
fn nothing_answered_says_nothing() {
    let driver = Driver::agreed(&StageId::ASKING);
    let counts = driver.findings.counts();
    assert_eq!((counts.present, counts.absent), (0, 0), "unknown is never counted as no");
    driver.expect_converging(Converging::NoneSoFar);
    assert!(driver.first_things().is_empty());
}

#[test]
fn clues_converge_when_they_are_present_in_as_many_families_as_the_instrument_asks_for() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("documents.during", one("employer"));
    driver.answer("documents.now", one("workplace"));
    driver.expect_converging(Converging::NotEnoughKnown);
    driver.answer("work.hours-day", number(15));
    driver.expect_converging(Converging::NotEnoughKnown);
    driver.answer("freedom.door", no());
    driver.expect_converging(Converging::Converge);

    let convergence = driver.findings.convergence(&driver.case);
    let mut alone = vec![driver.clue("workload.long-hours"), driver.clue("freedom.locked")];
    alone.sort();
    let mut told = convergence.rests_on.clone();
    told.sort();
    assert_eq!(told, alone, "it is told what it rests on alone");

    driver.answer("freedom.door", yes());
    driver.expect_converging(Converging::NotEnoughKnown);
}

#[test]
fn what_would_change_it_are_the_blank_questions_of_the_families_without_a_clue() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("documents.during", one("employer"));
    let convergence = driver.findings.convergence(&driver.case);
    let door = driver.question("freedom.door");
    assert!(convergence.would_tell.contains(&door));
    assert!(
        !convergence.would_tell.contains(&driver.question("documents.now")),
        "that family has one already"
    );
    driver.answer("freedom.door", yes());
    assert!(!driver.findings.convergence(&driver.case).would_tell.contains(&door));
}

#[test]
fn every_statement_can_be_opened_to_the_answers_that_carry_it() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("work.ill", one("care-refused"));
    let finding = driver.findings.clue(driver.clue("living-conditions.no-care"));
    assert_eq!(finding.state, ClueState::Present);
    assert_eq!(finding.raised_by().collect::<Vec<_>>(), [driver.question("work.ill")]);
    let not_asked: Vec<_> = finding.with(Weight::NotAsked).collect();
    assert_eq!(not_asked, [driver.question("accident.after")], "and to those that are not asked");
}

#[test]
fn a_clue_is_absent_only_when_every_question_asked_about_it_is_answered() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.expect_clue("pay.none", ClueState::NotYetAsked);
    driver.skip("pay.received", NotAnswered::DoesNotKnow);
    driver.expect_clue("pay.none", ClueState::Unknown);
    driver.answer("pay.received", one("regular"));
    driver.expect_clue("pay.none", ClueState::Absent);
    driver.answer("pay.received", one("never"));
    driver.expect_clue("pay.none", ClueState::Present);
}

#[test]
fn an_answer_between_two_bounds_leaves_the_clue_unknown() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("work.hours-day", number(11));
    driver.expect_clue("workload.long-hours", ClueState::Unknown);
    driver.answer("work.hours-day", number(8));
    driver.expect_clue("workload.long-hours", ClueState::Absent);
}

#[test]
fn danger_a_minor_an_accident_and_immunity_come_first() {
    let mut driver = Driver::agreed(&StageId::ASKING);
    driver.answer("alert.embassy", yes());
    assert_eq!(driver.first_things(), ["immunity"]);
    driver.answer("safety.danger", several(&["employer"]));
    driver.answer("person.adult", one("minor"));
    driver.answer("accident.any", one("told-to-hide"));
    driver.answer("accident.after", several(&["hospital"]));
    assert_eq!(driver.first_things(), ["danger-now", "minor-now", "accident-undeclared", "immunity"]);
    driver.answer("safety.danger", Value::NoneOfThese);
    assert_eq!(driver.first_things(), ["minor-now", "accident-undeclared", "immunity"]);
    driver.skip("alert.embassy", NotAnswered::PrefersNot);
    assert_eq!(
        driver.first_things(),
        ["minor-now", "accident-undeclared"],
        "unknown raises no alarm by itself"
    );
}

/// The newest edition, every stage agreed to.
fn newest() -> Driver {
    let mut driver = Driver::with(Shelf::bundled().newest().expect("there is one"));
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver
}

#[test]
fn what_any_ordinary_job_can_have_is_told_and_does_not_count() {
    let mut driver = newest();
    driver.answer("promise.made", several(&["work"]));
    driver.answer("promise.different-work", several(&["conditions"]));
    driver.answer("work.rest", several(&["breaks", "holidays"]));
    driver.answer("pay.kept", several(&["late"]));
    driver.answer("violence.words", several(&["insults"]));
    let convergence = driver.findings.convergence(&driver.case);
    assert_eq!(convergence.families, [0; 0], "late pay, short breaks and insults are in many a job");
    assert_eq!(convergence.converging, Converging::NotEnoughKnown, "and they are not hidden");
    assert!(driver.findings.counts().present >= 4);

    driver.answer("violence.words", several(&["insults", "police"]));
    assert_eq!(driver.findings.convergence(&driver.case).families.len(), 1);
}

#[test]
fn having_had_no_choice_is_force_only_when_something_was_announced() {
    let mut driver = newest();
    driver.answer("coercion.any", several(&["no-choice"]));
    let forced = driver.clue("recruitment.forced");
    assert!(driver.findings.clue(forced).state.is_open(), "need leaves no choice either");
    driver.answer("coercion.refusal", Value::NoneOfThese);
    assert_eq!(driver.findings.clue(forced).state, ClueState::Absent);
    driver.answer("coercion.refusal", several(&["police"]));
    assert_eq!(driver.findings.clue(forced).state, ClueState::Present);
}

#[test]
fn who_is_a_minor_today_was_one_when_the_work_began() {
    let mut driver = newest();
    driver.answer("person.adult", one("minor"));
    let at_start = driver.clue("minority.at-start");
    assert_eq!(driver.findings.clue(at_start).state, ClueState::Present);
    driver.answer("person.adult", one("adult"));
    assert!(driver.findings.clue(at_start).state.is_open(), "who is an adult today may have been a minor");
}

#[test]
fn a_wage_is_an_advantage_of_the_law_only_when_it_was_promised_and_not_given() {
    let mut driver = newest();
    driver.answer("promise.made", several(&["work", "pay"]));
    driver.answer("pay.received", one("regular"));
    driver.answer("promise.different-work", Value::NoneOfThese);
    let promise = driver.clue("act.promise");
    assert!(driver.findings.clue(promise).state.is_open(), "the law can be read either way: it is left open");
    driver.answer("promise.different-work", several(&["pay"]));
    assert_eq!(driver.findings.clue(promise).state, ClueState::Present);
}
