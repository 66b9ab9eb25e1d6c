//! How the questions are put: tracks, what is confirmed, who said it, why a question is asked or not,
//! what a reckoning rests on.

use faisceau::instrument::{Language, QuestionIx, StageId, TrackId};
use faisceau::interview::{Answer, Command, SaidBy, Standing};
use faisceau::state::{Intent, Page, Screen};
use faisceau::wording::because;

use super::driver::{Driver, around, no, number, one, yes};
use super::enlarged;
use super::laptop::Laptop;

fn standing(laptop: &Laptop, question: QuestionIx) -> Standing {
    laptop.app.current().expect("a case is open").case().standing(question)
}

fn left_on(laptop: &Laptop, track: TrackId) -> usize {
    laptop.app.current().expect("a case is open").case().left_on(track)
}

#[test]
fn another_track_loses_nothing_and_leads_on_to_a_question_that_it_asks() {
    let mut laptop = Laptop::at_work();
    let [tie, door] = ["control.tie", "freedom.door"].map(|id| laptop.question(id));
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Go(Page::Question(tie)));
    laptop.app.take_changed();
    laptop.send(Intent::Do(Command::Follow(TrackId::Urgent)));
    assert!(laptop.app.take_changed().track, "the wordings are shown anew");
    assert_eq!(standing(&laptop, tie), Standing::OffTrack);
    let Screen::Case(Page::Question(on_screen)) = laptop.app.screen() else { panic!("at a question") };
    assert_eq!(standing(&laptop, on_screen), Standing::Asked, "what is on the screen is on the track");
    assert_eq!(on_screen, door, "the next one that is asked: it was answered, and stays");
    let place = laptop.app.current().expect("a case").case().place().clone();
    assert_eq!(
        place.question.expect("at a question").to_string(),
        "freedom.door",
        "and is found again there"
    );
    laptop.send(Intent::Do(Command::Follow(TrackId::Full)));
    assert_eq!(standing(&laptop, tie), Standing::Asked);
    assert_eq!(laptop.value("freedom.door"), Some(no()));
}

#[test]
fn a_question_off_the_track_can_be_gone_to_and_answered() {
    let mut laptop = Laptop::at_work();
    let tie = laptop.question("control.tie");
    laptop.send(Intent::Do(Command::Follow(TrackId::Urgent)));
    laptop.send(Intent::Go(Page::Question(tie)));
    assert_eq!(laptop.app.screen(), Screen::Case(Page::Question(tie)));
    laptop.answer("control.tie", one("partner"));
    assert_eq!(standing(&laptop, tie), Standing::Asked);
}

#[test]
fn a_stage_opens_on_a_question_that_the_track_asks() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Do(Command::Follow(TrackId::Urgent)));
    for stage in StageId::ASKING {
        laptop.send(Intent::Go(Page::Stage(stage)));
        let Screen::Case(Page::Question(question)) = laptop.app.screen() else { panic!("at a question") };
        assert_eq!(standing(&laptop, question), Standing::Asked, "{stage:?}");
    }
}

#[test]
fn how_many_are_left_on_a_track_is_how_many_are_left_once_it_is_followed() {
    let mut laptop = Laptop::at_work();
    laptop.answer("safety.talk-now", yes());
    laptop.answer("safety.medical", yes());
    for track in TrackId::ALL {
        let told = left_on(&laptop, track);
        laptop.send(Intent::Do(Command::Follow(track)));
        let case = laptop.app.current().expect("a case").case();
        let left: usize = StageId::ASKING.iter().map(|stage| case.stage_progress(*stage).left()).sum();
        assert_eq!(told, left, "{track:?}");
        assert!(told > 0);
    }
    assert!(left_on(&laptop, TrackId::Urgent) <= 15, "as its purpose says");
}

#[test]
fn before_any_agreement_a_track_tells_what_it_would_ask() {
    let driver = Driver::with(laptop_instrument());
    let [full, urgent, remote] = TrackId::ALL.map(|track| driver.case.left_on(track));
    assert!(urgent > 0 && urgent < remote && remote < full, "{urgent} {remote} {full}");
}

fn laptop_instrument() -> std::sync::Arc<faisceau::instrument::Instrument> {
    faisceau::instrument::Shelf::bundled().newest().expect("an edition")
}

#[test]
fn what_does_not_fit_is_told_beside_each_of_its_questions_and_hinders_nothing() {
    let mut laptop = Laptop::at_work();
    let [received, kept, door] = ["pay.received", "pay.kept", "freedom.door"].map(|id| laptop.question(id));
    let beside = |laptop: &Laptop, question| {
        laptop.app.current().expect("a case").case().mismatches_beside(question).collect::<Vec<_>>()
    };
    laptop.answer("pay.received", one("never"));
    assert!(beside(&laptop, received).is_empty(), "nothing is known yet of the other");
    laptop.answer("pay.kept", super::driver::several(&["fines"]));
    assert_eq!(beside(&laptop, received).len(), 1);
    assert_eq!(beside(&laptop, received), beside(&laptop, kept));
    assert!(beside(&laptop, door).is_empty());
    assert!(laptop.value("pay.kept").is_some(), "both answers stand");
}

#[test]
fn a_fact_is_told_under_the_answer_that_completes_it() {
    let mut driver = Driver::with(enlarged::instrument());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    let (birth, started) = (driver.question("person.birth"), driver.question("work.started"));
    let completed = |driver: &Driver, question| {
        let instrument = driver.case.instrument();
        let names = driver.findings.completed_by(&driver.case, question);
        names.map(|at| instrument.reckoning(at).id.to_string()).collect::<Vec<_>>()
    };
    driver.answer("work.started", around("2010"));
    assert!(completed(&driver, started).is_empty(), "what is missing leaves it unknown");
    driver.answer("person.birth", around("2000"));
    let (last, first) = if birth > started { (birth, started) } else { (started, birth) };
    assert!(completed(&driver, last).contains(&"age-at-start".to_owned()));
    assert!(completed(&driver, first).is_empty(), "it is told once");
}

#[test]
fn why_a_question_is_asked_or_not_is_said_in_both_languages_with_what_decided() {
    let mut driver = Driver::with(laptop_instrument());
    let [medical, what] = ["safety.medical", "safety.medical-what"].map(|id| driver.question(id));
    let told = |driver: &Driver, question, language| because(&driver.case, question, language);
    let closed = told(&driver, what, Language::Fr);
    assert!(closed.said.contains("l’accord à l’étape") && closed.rests_on.is_empty());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    assert_eq!(told(&driver, medical, Language::En).said, "Asked every time.");
    let waiting = told(&driver, what, Language::Fr);
    assert_eq!(waiting.said, "Pas posée pour l’instant\u{a0}; cela dépend de\u{a0}:");
    assert_eq!(waiting.rests_on[0].question, medical);
    assert_eq!(waiting.rests_on[0].answer, "sans réponse", "which is not a no");
    driver.answer("safety.medical", no());
    let out = told(&driver, what, Language::En);
    assert_eq!((out.said.as_str(), out.rests_on[0].answer.as_str()), ("Not asked, because of:", "no"));
    driver.answer("safety.medical", yes());
    let since = told(&driver, what, Language::Fr);
    assert_eq!((since.said.as_str(), since.rests_on[0].answer.as_str()), ("Posée d’après\u{a0}:", "oui"));
    driver.perform(Command::Follow(TrackId::Urgent));
    assert!(told(&driver, what, Language::Fr).said.starts_with("Pas sur le parcours «\u{a0}Urgent\u{a0}»"));
    driver.words("safety.medical-what", "the back");
    assert!(told(&driver, what, Language::En).said.starts_with("Not on the track “Urgent”, but asked"));
}

#[test]
fn of_every_question_it_is_said_why_in_both_languages_and_every_link_leads_somewhere() {
    let mut driver = Driver::with(laptop_instrument());
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver.answer("work.sector", one("domestic"));
    driver.answer("person.birth", around("2009"));
    driver.answer("work.hours-day", number(12));
    for at in (0..driver.case.instrument().questions().len()).map(QuestionIx) {
        for language in [Language::Fr, Language::En] {
            let because = because(&driver.case, at, language);
            assert!(!because.said.is_empty());
            let follows = because.said.ends_with(':');
            assert_eq!(follows, !because.rests_on.is_empty(), "{at:?} {because:?}");
            for basis in &because.rests_on {
                assert!(!basis.asked.is_empty() && !basis.answer.is_empty());
                assert!(basis.question < at, "relevance looks backwards");
            }
        }
    }
}

#[test]
fn who_said_it_is_told_apart_from_the_answer() {
    let mut laptop = Laptop::at_work();
    let door = laptop.question("freedom.door");
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Do(Command::Attribute(door, SaidBy::Document)));
    let case = laptop.app.current().expect("a case").case();
    assert_eq!(case.said_by(door), SaidBy::Document);
    assert_eq!(case.entry(door).answer, Some(Answer::Value(no())));
}
