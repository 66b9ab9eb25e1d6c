//! Answers, ways of not answering, words, marks, what is set aside, undo.

use faisceau::findings::ClueState;
use faisceau::instrument::{Period, StageId, Unfit, Value};
use faisceau::interview::{Answer, CaseNumber, Command, Decision, NotAnswered, Outcome, Refusal, Standing};

use super::driver::{Driver, around, euros, months, no, number, one, several, yes};

const ALL: &[StageId] = &StageId::ASKING;

#[test]
fn each_kind_of_question_takes_its_own_kind_of_answer() {
    let mut driver = Driver::agreed(ALL);
    driver.answer("debt.any", yes());
    driver.answer("housing.where", one("workplace"));
    driver.answer("housing.conditions", several(&["store", "no-lock"]));
    driver.answer("housing.conditions", Value::NoneOfThese);
    driver.answer("work.hours-day", number(14));
    driver.answer("pay.received", one("sometimes"));
    driver.answer("pay.amount", euros("400", Period::Month));
    driver.answer("work.started", around("2011-03"));
    driver.answer("work.lasted", months(7));
    driver.answer("alert.place", Value::Text("a bar".into()));
    driver.answer("alert.told", Value::Note("what was told".into()));
    let door = driver.question("freedom.door");
    let wrong = Command::Answer(door, Some(Answer::Value(number(3))));
    assert_eq!(driver.attempt(wrong), Err(Refusal::Unfit(Unfit::Kind)));
}

#[test]
fn none_of_these_and_does_not_know_exclude_the_others() {
    let mut driver = Driver::agreed(ALL);
    let question = driver.question("housing.conditions");
    driver.answer("housing.conditions", several(&["store"]));
    driver.answer("housing.conditions", Value::NoneOfThese);
    assert_eq!(driver.case.value(question), Some(&Value::NoneOfThese));
    driver.skip("housing.conditions", NotAnswered::DoesNotKnow);
    assert_eq!(driver.case.value(question), None);
    driver.answer("housing.conditions", several(&["store"]));
    assert_eq!(driver.case.value(question), Some(&several(&["store"])));
}

#[test]
fn each_way_of_not_answering_is_its_own_and_none_is_a_blank_or_a_no() {
    let mut driver = Driver::agreed(ALL);
    let question = driver.question("freedom.door");
    let left = |driver: &Driver| driver.case.stage_progress(StageId::Interview).left();
    let blank = left(&driver);
    driver.expect_clue("freedom.locked", ClueState::NotYetAsked);
    for how in [
        NotAnswered::DoesNotKnow,
        NotAnswered::PrefersNot,
        NotAnswered::NotAsked("her sister was listening".into()),
    ] {
        driver.skip("freedom.door", how.clone());
        assert_eq!(driver.case.entry(question).answer, Some(Answer::NotAnswered(how)));
        assert_eq!(left(&driver), blank - 1, "it is settled");
        driver.expect_clue("freedom.locked", ClueState::Unknown);
    }
    let why = Command::Answer(question, Some(Answer::NotAnswered(NotAnswered::NotAsked(" ".into()))));
    assert_eq!(driver.attempt(why), Err(Refusal::NoReason));
    driver.blank("freedom.door");
    assert_eq!(left(&driver), blank);
}

#[test]
fn the_persons_words_the_observation_and_the_mark_stand_beside_the_answer() {
    let mut driver = Driver::agreed(ALL);
    let question = driver.question("freedom.door");
    driver.perform(Command::OwnWords(question, "he has the key".into()));
    driver.perform(Command::Observe(question, "looks at the door".into()));
    driver.perform(Command::Mark(question, true));
    driver.answer("freedom.door", no());
    let entry = driver.case.entry(question);
    assert_eq!((entry.own_words.as_str(), entry.observed.as_str()), ("he has the key", "looks at the door"));
    assert!(entry.marked && entry.answer == Some(Answer::Value(no())));
    assert!(entry.first_at < entry.last_at);
    assert_eq!(driver.case.stage_progress(StageId::Interview).marked, 1);
}

#[test]
fn the_next_question_is_the_first_that_is_asked_and_blank() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire]);
    driver.expect_next(StageId::Questionnaire, "person.languages");
    driver.answer("person.languages", Value::Text("Tamazight, some French".into()));
    driver.expect_next(StageId::Questionnaire, "person.interpreter");
    let last = driver.case.instrument().questions_of(StageId::Questionnaire).last();
    let around = driver.case.next_open(StageId::Questionnaire, last);
    assert_eq!(around, Some(driver.question("person.interpreter")), "then from the start");
}

#[test]
fn an_answer_that_is_no_longer_relevant_is_kept_and_counts_nowhere() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire]);
    driver.answer("pay.received", one("sometimes"));
    driver.answer("pay.amount", euros("300", Period::Month));
    driver.expect_clue("pay.far-below", ClueState::Present);

    let touched = driver.answer("pay.received", one("never"));
    assert!(driver.names(&touched.questions).contains(&"pay.amount".to_owned()), "the interviewer is told");
    driver.expect_standing("pay.amount", Standing::NotRelevant);
    assert!(driver.case.value(driver.question("pay.amount")).is_none());
    assert!(driver.case.entry(driver.question("pay.amount")).is_written(), "it is kept");
    driver.expect_clue("pay.far-below", ClueState::Unknown);
    assert_eq!(driver.case.stage_progress(StageId::Questionnaire).set_aside, 1);
    let question = driver.question("pay.amount");
    let more = Command::Answer(question, Some(Answer::Value(euros("350", Period::Month))));
    assert_eq!(driver.attempt(more), Err(Refusal::NotRelevant));

    driver.answer("pay.received", one("sometimes"));
    driver.expect_clue("pay.far-below", ClueState::Present);
    driver.answer("pay.received", one("never"));
    driver.blank("pay.amount");
    assert_eq!(driver.case.stage_progress(StageId::Questionnaire).set_aside, 0, "it can be taken away");
}

#[test]
fn undo_and_redo_go_over_the_whole_interview() {
    let mut driver = Driver::agreed(ALL);
    let blank = driver.case.kept();
    driver.answer("debt.any", yes());
    driver.answer("freedom.door", no());
    driver.perform(Command::Decide(Decision { outcome: Some(Outcome::Support), ..Decision::default() }));
    let whole = driver.case.kept();
    for _ in 0..3 {
        driver.perform(Command::Undo);
    }
    let empty = driver.case.kept();
    let content = |kept: &faisceau::interview::Kept| {
        let mut json = serde_json::to_value(kept).expect("a case can be written");
        for part in ["changes", "changed_at", "history"] {
            json.as_object_mut().expect("an object").remove(part);
        }
        json
    };
    assert_eq!(content(&empty), content(&blank));
    assert_eq!(driver.attempt(Command::Undo), Err(Refusal::Nothing));
    for _ in 0..3 {
        driver.perform(Command::Redo);
    }
    assert_eq!(content(&driver.case.kept()), content(&whole));
    assert_eq!(driver.attempt(Command::Redo), Err(Refusal::Nothing));

    driver.perform(Command::Undo);
    driver.answer("debt.any", no());
    assert!(!driver.case.can_redo(), "what is written anew takes the place of what was taken back");
}

#[test]
fn words_written_in_one_breath_are_taken_back_at_once() {
    let mut driver = Driver::agreed(&[StageId::Alert]);
    let question = driver.question("alert.told");
    for words in ["He", "He keeps", "He keeps my papers"] {
        driver.wait(1);
        driver.attempt(Command::OwnWords(question, words.into())).expect("taken");
    }
    driver.wait(60);
    driver.attempt(Command::OwnWords(question, "He keeps my papers. And my phone.".into())).expect("taken");
    driver.perform(Command::Undo);
    assert_eq!(driver.case.entry(question).own_words, "He keeps my papers");
    driver.perform(Command::Undo);
    assert_eq!(driver.case.entry(question).own_words, "");
}

#[test]
fn a_pause_notes_the_time_and_ends() {
    let mut driver = Driver::new();
    driver.perform(Command::Pause);
    assert_eq!(driver.case.paused_at(), Some(driver.now()));
    assert_eq!(driver.attempt(Command::Pause), Ok(None));
    driver.perform(Command::Resume);
    assert!(!driver.case.is_paused());
}

#[test]
fn a_case_for_a_co_victim_takes_the_alert_over_and_nothing_the_person_said() {
    let mut driver = Driver::agreed(ALL);
    driver.answer("alert.place", Value::Text("a bar by the harbour".into()));
    driver.answer("alert.age", one("under-18"));
    driver.answer("debt.any", yes());
    driver.perform(Command::Decide(Decision { reasons: "because".into(), ..Decision::default() }));
    let other = driver.case.for_co_victim("A-8".into(), CaseNumber::drawn([1; 8]), driver.now());
    assert_eq!(other.name(), "A-8");
    assert!(other.entry(driver.question("alert.place")).is_written());
    assert!(other.entry(driver.question("alert.age")).is_blank(), "that was the first person's age");
    assert!(other.entry(driver.question("debt.any")).is_blank());
    assert!(other.decision().is_blank());
    assert!(
        !other.agreements().given(StageId::Questionnaire) && !other.agreements().given(StageId::Interview)
    );
    assert!(!other.can_undo());
}
