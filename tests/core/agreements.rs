//! Nothing is asked without prior agreement; agreement can be withdrawn; nothing counts without it.

use faisceau::findings::ClueState;
use faisceau::instrument::{OptionId, StageId};
use faisceau::interview::{AgreementState, Altered, Answer, Collected, Command, PastKind, Refusal, Standing};

use super::driver::{Driver, no, yes};

#[test]
fn no_question_of_a_stage_before_the_agreement_to_it() {
    let mut driver = Driver::new();
    for stage in StageId::ASKING {
        let questions: Vec<_> = driver.case.instrument().clone().questions_of(stage).collect();
        assert!(driver.case.next_open(stage, None).is_none());
        for question in questions {
            assert_eq!(driver.case.standing(question), Standing::Closed);
            for command in [
                Command::Answer(question, Some(Answer::Value(yes()))),
                Command::OwnWords(question, "words".into()),
                Command::Observe(question, "seen".into()),
                Command::Mark(question, true),
            ] {
                assert_eq!(driver.attempt(command), Err(Refusal::NoAgreement(stage)));
            }
        }
    }
}

#[test]
fn an_agreement_opens_its_own_stage_alone() {
    let mut driver = Driver::new();
    driver.agree(StageId::Interview);
    driver.expect_next(StageId::Interview, "safety.talk-now");
    assert!(driver.case.next_open(StageId::Alert, None).is_none());
}

#[test]
fn an_agreement_says_who_explained_in_which_language_and_for_what_use() {
    let mut driver = Driver::new();
    let whole = driver.agreement(StageId::Alert);
    let mut nobody = whole.clone();
    nobody.explained_by = "  ".into();
    let mut wordless = whole.clone();
    wordless.language.clear();
    let mut useless = whole.clone();
    useless.uses.clear();
    let mut invented = whole.clone();
    invented.uses = vec![OptionId::from("advertising")];
    for agreement in [nobody, wordless, useless, invented] {
        assert_eq!(
            driver.attempt(Command::Agree(StageId::Alert, agreement)),
            Err(Refusal::AgreementIncomplete)
        );
    }
    driver.perform(Command::Agree(StageId::Alert, whole.clone()));
    assert_eq!(driver.attempt(Command::Agree(StageId::Alert, whole.clone())), Err(Refusal::AlreadySo));
    assert_eq!(
        driver.attempt(Command::Agree(StageId::Decision, whole)),
        Err(Refusal::NothingToAgree(StageId::Decision))
    );
}

#[test]
fn the_interview_begins_with_the_persons_safety() {
    let mut driver = Driver::agreed(&[StageId::Interview]);
    for question in ["safety.talk-now", "safety.who-hears", "safety.medical", "safety.tonight"] {
        driver.expect_next(StageId::Interview, question);
        driver.skip(question, faisceau::interview::NotAnswered::PrefersNot);
    }
}

#[test]
fn a_refusal_leaves_the_way_back_open() {
    let mut driver = Driver::new();
    driver.refuse(StageId::Interview);
    assert_eq!(driver.case.agreements().state(StageId::Interview), AgreementState::Refused);
    assert!(driver.case.next_open(StageId::Interview, None).is_none());
    driver.agree(StageId::Interview);
    driver.expect_next(StageId::Interview, "safety.talk-now");
    assert_eq!(driver.case.agreements().of(StageId::Interview).len(), 2, "both are in the history");
}

#[test]
fn what_a_withdrawn_stage_had_collected_is_kept_and_counts_nowhere() {
    let mut driver = Driver::agreed(&[StageId::Interview]);
    driver.answer("freedom.door", no());
    driver.expect_clue("freedom.locked", ClueState::Present);
    driver.withdraw(StageId::Interview, Collected::Kept);
    driver.expect_standing("freedom.door", Standing::Closed);
    driver.expect_clue("freedom.locked", ClueState::NotYetAsked);
    assert!(driver.case.entry(driver.question("freedom.door")).is_written());
    let question = driver.question("freedom.door");
    assert_eq!(
        driver.attempt(Command::Answer(question, None)),
        Err(Refusal::NoAgreement(StageId::Interview))
    );
    assert_eq!(driver.attempt(Command::Undo), Err(Refusal::OnlyWithdrawn(StageId::Interview)));
    driver.agree(StageId::Interview);
    driver.expect_clue("freedom.locked", ClueState::Present);
}

#[test]
fn undo_goes_past_what_a_withdrawn_agreement_holds_and_redo_brings_it_back() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire, StageId::Interview]);
    driver.answer("debt.any", yes());
    driver.answer("work.still", no());
    driver.answer("freedom.door", no());
    driver.words("freedom.door", "the key stays in his pocket");
    driver.withdraw(StageId::Interview, Collected::Kept);
    let [debt, pay] = ["debt.any", "work.still"].map(|id| driver.question(id));
    assert_eq!(driver.case.to_undo(), Some((2, Altered::Question(pay))), "two are left as they are");
    driver.perform(Command::Undo);
    driver.perform(Command::Undo);
    let blank = |driver: &Driver, question| driver.case.entry(question).answer.is_none();
    assert!(blank(&driver, debt) && blank(&driver, pay));
    let before = driver.case.kept();
    assert_eq!(driver.attempt(Command::Undo), Err(Refusal::OnlyWithdrawn(StageId::Interview)));
    assert_eq!(driver.case.kept(), before);

    driver.agree(StageId::Interview);
    let door = driver.question("freedom.door");
    assert!(!driver.case.entry(door).own_words.is_empty(), "nothing of it moved");
    driver.perform(Command::Redo);
    assert_eq!((blank(&driver, debt), blank(&driver, pay)), (false, true), "the one taken back last first");
    driver.perform(Command::Redo);
    assert!(!blank(&driver, pay));
    // What was redone is the last change now; under it, what the withdrawal had held.
    for (left, question) in [(3, pay), (2, debt), (1, door)] {
        assert_eq!(driver.case.to_undo(), Some((0, Altered::Question(question))), "{left} left");
        driver.perform(Command::Undo);
    }
    driver.perform(Command::Undo);
    assert!(driver.case.entry(door).is_blank());
}

#[test]
fn what_the_person_wants_erased_is_gone_and_cannot_be_taken_back() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire, StageId::Interview]);
    driver.answer("debt.any", yes());
    driver.answer("freedom.door", no());
    driver.words("freedom.door", "the key stays in his pocket");
    driver.withdraw(StageId::Interview, Collected::Erased);
    let kept = serde_json::to_string(&driver.case.kept()).expect("a case can be written");
    assert!(!kept.contains("freedom.door") && !kept.contains("pocket"), "nothing of it is left");
    assert!(driver.case.entry(driver.question("debt.any")).is_written(), "the other stage stays");
    driver.perform(Command::Undo);
    assert!(!driver.case.entry(driver.question("debt.any")).is_written(), "undo goes on with what stayed");
    let past: Vec<_> = driver.case.history().iter().map(|past| past.what).collect();
    assert!(past.contains(&PastKind::Withdrawn(StageId::Interview, Collected::Erased)));
}

#[test]
fn what_was_kept_can_still_be_erased_later() {
    let mut driver = Driver::agreed(&[StageId::Interview]);
    driver.answer("freedom.door", no());
    driver.withdraw(StageId::Interview, Collected::Kept);
    driver.withdraw(StageId::Interview, Collected::Erased);
    assert!(driver.case.entry(driver.question("freedom.door")).is_blank());
    assert_eq!(
        driver.attempt(Command::Withdraw(StageId::Interview, Collected::Kept)),
        Err(Refusal::AlreadySo)
    );
}
