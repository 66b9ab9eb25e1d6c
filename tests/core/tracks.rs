//! Tracks, who said it, clues that the interviewer sets, what is confirmed, why a question is asked,
//! what does not fit together, how it stood before.

use faisceau::findings::{ClueState, Findings};
use faisceau::instrument::{Basis, ClueIx, Language, StageId, TrackId};
use faisceau::interview::{
    Altered, Answer, Case, Collected, Command, Misfit, Refusal, SaidBy, SetClue, SetState, Standing, Why,
};

use super::driver::{Driver, around, no, number, one, yes};
use super::enlarged;

fn agreed() -> Driver {
    let mut driver = Driver::with(enlarged::instrument());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver
}

fn set(clue: ClueIx, state: SetState, reason: &str) -> Command {
    Command::SetClue(clue, Some(SetClue { state, reason: reason.into() }))
}

#[test]
fn a_track_leaves_questions_out_and_nothing_is_lost() {
    let mut driver = agreed();
    driver.answer("freedom.door", no());
    let before = driver.findings.clone();
    driver.perform(Command::Follow(TrackId::Urgent));
    assert_eq!(driver.case.track(), TrackId::Urgent);
    driver.expect_standing("freedom.outings", Standing::OffTrack);
    driver.expect_standing("freedom.door", Standing::Asked);
    driver.expect_standing("extra.ended", Standing::Asked);
    driver.expect_clue("freedom.locked", ClueState::Present);
    let states = |findings: &Findings| findings.clues().map(|(_, it)| it.state).collect::<Vec<_>>();
    assert_eq!(states(&driver.findings), states(&before), "what is known does not depend on the track");
    assert_eq!(driver.case.stage_progress(StageId::Interview).left(), 2, "few questions are left");
    driver.expect_next(StageId::Interview, "extra.ended");

    driver.answer("freedom.outings", one("freely"));
    driver.expect_standing("freedom.outings", Standing::Asked);
    driver.perform(Command::Undo);
    driver.expect_standing("freedom.outings", Standing::OffTrack);
    driver.perform(Command::Redo);
    driver.perform(Command::Follow(TrackId::Full));
    driver.expect_standing("extra.age", Standing::OffTrack);
    driver.expect_standing("freedom.tried", Standing::Asked);
    assert!(driver.case.entry(driver.question("freedom.outings")).is_written());
}

#[test]
fn an_instrument_without_tracks_has_only_the_full_one() {
    let mut driver = Driver::new();
    assert_eq!(driver.attempt(Command::Follow(TrackId::Urgent)), Err(Refusal::NoTrack(TrackId::Urgent)));
    assert_eq!(driver.attempt(Command::Follow(TrackId::Full)), Ok(None));
    let mut urgent = agreed();
    urgent.perform(Command::Follow(TrackId::Urgent));
    let kept = urgent.case.kept();
    let mut json = serde_json::to_value(&kept).expect("a case can be written");
    json["edition"] = serde_json::json!({ "id": "association", "version": "1.0.0" });
    let kept = serde_json::from_value(json).expect("and read");
    assert_eq!(
        Case::from_kept(super::driver::association(), kept).err(),
        Some(Misfit::Track(TrackId::Urgent))
    );
}

#[test]
fn the_remote_track_has_shorter_wordings() {
    let driver = agreed();
    let instrument = driver.case.instrument();
    let country = instrument.question(driver.question("extra.country"));
    assert_eq!(country.wording_on(TrackId::Remote).in_language(Language::En), "where");
    assert_eq!(country.wording_on(TrackId::Full).in_language(Language::En), "extra.country");
    let ended = instrument.question(driver.question("extra.ended"));
    assert_eq!(ended.wording_on(TrackId::Remote), &ended.wording, "where there is one");
}

#[test]
fn who_said_it_is_kept_apart_from_what_was_said() {
    let mut driver = agreed();
    let (seen, door) = (driver.question("alert.place"), driver.question("freedom.door"));
    assert_eq!(driver.case.said_by(seen), SaidBy::WhistleBlower, "who agreed to the alert");
    assert_eq!(driver.case.said_by(door), SaidBy::Person);
    driver.answer("freedom.door", no());
    driver.perform(Command::Attribute(door, SaidBy::Observed));
    assert_eq!(driver.case.said_by(door), SaidBy::Observed);
    assert_eq!(driver.case.entry(door).answer, Some(Answer::Value(no())));
    driver.perform(Command::Undo);
    assert_eq!(driver.case.said_by(door), SaidBy::Person);
    assert_eq!(driver.attempt(Command::Attribute(door, SaidBy::Person)), Ok(None), "that is so already");
}

#[test]
fn what_was_told_in_the_alert_is_confirmed_by_one_act_and_not_asked_afresh() {
    let mut driver = agreed();
    driver.perform(Command::Follow(TrackId::Urgent));
    let (alert, here) = (driver.question("alert.age"), driver.question("extra.age"));
    assert_eq!(driver.attempt(Command::Confirm(here)), Err(Refusal::Nothing), "nothing was told");
    driver.perform(Command::Answer(alert, Some(Answer::Value(one("under-18")))));
    assert_eq!(driver.case.to_confirm(here), Some((alert, SaidBy::WhistleBlower)));
    driver.perform(Command::Confirm(here));
    assert_eq!(driver.case.value(here), Some(&one("under-18")));
    assert_eq!(driver.case.said_by(here), SaidBy::Person, "now the person has said so");
    assert_eq!(driver.case.to_confirm(here), None);
    driver.perform(Command::Undo);
    driver.withdraw(StageId::Alert, Collected::Kept);
    assert_eq!(driver.case.to_confirm(here), None, "what does not stand is not shown for confirmation");
}

#[test]
fn a_clue_is_set_with_a_reason_and_stays_marked_so() {
    let mut driver = agreed();
    let clue = driver.clue("freedom.locked");
    assert_eq!(driver.attempt(set(clue, SetState::Present, " ")), Err(Refusal::NoReason));
    driver.perform(set(clue, SetState::Present, "a padlock, seen at the visit"));
    driver.expect_clue("freedom.locked", ClueState::Present);
    assert_eq!(driver.findings.clue(clue).set, Some(SetState::Present));
    assert_eq!(driver.case.setting(clue).expect("it is set").stage, StageId::Interview);
    driver.perform(set(clue, SetState::Absent, "the padlock was another's"));
    driver.expect_clue("freedom.locked", ClueState::Absent);
    driver.answer("freedom.door", no());
    driver.expect_clue("freedom.locked", ClueState::Present);
    driver.perform(Command::Undo);
    driver.perform(Command::Undo);
    driver.expect_clue("freedom.locked", ClueState::Present);
    driver.perform(Command::Undo);
    driver.expect_clue("freedom.locked", ClueState::NotYetAsked);
    driver.perform(Command::Redo);
    driver.expect_clue("freedom.locked", ClueState::Present);
    driver.perform(Command::SetClue(clue, None));
    driver.expect_clue("freedom.locked", ClueState::NotYetAsked);
    assert_eq!(driver.attempt(Command::SetClue(clue, None)), Ok(None));
}

#[test]
fn a_clue_that_is_set_goes_with_the_agreement_under_which_it_was_set() {
    let mut driver = Driver::with(enlarged::instrument());
    let clue = driver.clue("freedom.locked");
    let present = || set(clue, SetState::Present, "a padlock");
    assert_eq!(driver.attempt(present()), Err(Refusal::NoAgreement(StageId::Alert)));
    driver.agree(StageId::Interview);
    driver.perform(present());
    driver.withdraw(StageId::Interview, Collected::Kept);
    driver.expect_clue("freedom.locked", ClueState::NotYetAsked);
    assert_eq!(driver.attempt(Command::Undo), Err(Refusal::OnlyWithdrawn(StageId::Interview)));
    driver.agree(StageId::Interview);
    driver.expect_clue("freedom.locked", ClueState::Present);
    driver.withdraw(StageId::Interview, Collected::Erased);
    driver.agree(StageId::Interview);
    driver.expect_clue("freedom.locked", ClueState::NotYetAsked);
    let kept = serde_json::to_string(&driver.case.kept()).expect("a case can be written");
    assert!(!kept.contains("padlock"), "nothing of it is left");
}

#[test]
fn of_any_question_it_can_be_told_why_it_is_asked_or_not() {
    let mut driver = Driver::with(enlarged::instrument());
    let (any, when) = (driver.question("accident.any"), driver.question("accident.when"));
    let (received, amount) = (driver.question("pay.received"), driver.question("pay.amount"));
    assert_eq!(driver.case.why(when), Why::NoAgreement(StageId::Interview));
    driver.agree(StageId::Questionnaire);
    driver.agree(StageId::Interview);
    assert_eq!(driver.case.why(any), Why::Always);
    assert_eq!(driver.case.why(when), Why::Waiting(vec![Basis::Answer(any)]));
    driver.answer("accident.any", one("none"));
    assert_eq!(driver.case.why(when), Why::RuledOut(vec![Basis::Answer(any)]));
    driver.answer("accident.any", one("declared"));
    assert_eq!(driver.case.why(when), Why::Since(vec![Basis::Answer(any)]));
    assert_eq!(
        driver.case.why(amount),
        Why::Since(vec![Basis::Answer(received)]),
        "it is asked as long as that answer does not exclude it"
    );

    let school = driver.question("extra.school");
    let Why::Waiting(basis) = driver.case.why(school) else { panic!("the age is not known") };
    assert!(matches!(basis[..], [Basis::Reckoning(_)]));
    driver.answer("person.birth", around("2000"));
    driver.answer("work.started", around("2010"));
    assert!(matches!(driver.case.why(school), Why::Since(_)));

    assert_eq!(driver.case.why(driver.question("extra.age")), Why::OffTrack(TrackId::Full));
    driver.perform(Command::Follow(TrackId::Urgent));
    assert_eq!(driver.case.why(any), Why::Written);
}

#[test]
fn answers_that_do_not_fit_together_are_pointed_out_and_hinder_nothing() {
    let mut driver = agreed();
    let mismatches = |driver: &Driver| {
        let all = &driver.case.instrument().mismatches;
        driver.case.mismatches().map(|at| all[at].id.to_string()).collect::<Vec<_>>()
    };
    driver.answer("pay.received", one("regular"));
    assert!(mismatches(&driver).is_empty());
    driver.answer("pay.later", yes());
    assert_eq!(mismatches(&driver), ["never-and-paid"]);
    driver.answer("journey.organised-by", one("employer"));
    driver.answer("journey.arrived", around("2012"));
    driver.answer("extra.ended", around("2012"));
    assert_eq!(mismatches(&driver), ["never-and-paid"], "it may fit");
    driver.answer("extra.ended", around("2009"));
    assert_eq!(mismatches(&driver), ["arrived-after-the-end", "never-and-paid"]);
}

#[test]
fn the_case_can_be_looked_at_as_it_stood_before() {
    let mut driver = agreed();
    driver.answer("work.hours-day", number(8));
    let then = driver.findings.clone();
    driver.answer("work.hours-day", number(15));
    let clue = driver.clue("freedom.locked");
    driver.perform(set(clue, SetState::Present, "a padlock"));
    let two_ago = driver.case.before(2);
    assert_eq!(Findings::of(&two_ago), then);
    assert_eq!(two_ago.value(driver.question("work.hours-day")), Some(&number(8)));
    assert!(!two_ago.can_undo());
    assert_eq!(Findings::of(&driver.case.before(0)), driver.findings);
    assert_eq!(driver.case.changes(), 3);
    let altered = |back| driver.case.altered(back);
    assert_eq!(altered(0), Some(Altered::Clue(clue)));
    assert_eq!(altered(2), Some(Altered::Question(driver.question("work.hours-day"))));
    assert_eq!(altered(3), None);
    let start = driver.case.before(99);
    assert_eq!(start.value(driver.question("work.hours-day")), None, "all the way back");
}

#[test]
fn circumstances_do_not_count_when_clues_converge() {
    let mut driver = agreed();
    let families = driver.case.instrument().families.len();
    let set_all = |driver: &mut Driver, family: usize| {
        let clues = driver.case.instrument().clues().iter();
        let clue =
            clues.enumerate().find(|(_, clue)| clue.family == family).map(|(at, _)| at).expect("a clue");
        let clue = ClueIx(clue);
        driver.perform(set(clue, SetState::Present, "seen"));
    };
    for family in 0..families {
        set_all(&mut driver, family);
    }
    let convergence = driver.findings.convergence(&driver.case);
    assert!(!convergence.families.contains(&0), "the first is of circumstances here");
    assert_eq!(convergence.families.len(), families - 1);
    assert!(!convergence.could_come.contains(&0));
}
