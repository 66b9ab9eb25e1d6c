//! What is typed and is nothing yet is kept as it was typed, comes back, and counts nowhere.

use faisceau::findings::Findings;
use faisceau::instrument::{QuestionId, StageId};
use faisceau::interview::{
    Answer, Case, CaseNumber, Collected, Command, Decision, FieldId, Happening, Kept, NotAnswered, Refusal,
    Selection, SetClue, SetState,
};
use faisceau::interview::{FieldFault, Typed, TypedDate};
use faisceau::record::Assessment;
use faisceau::state::{Intent, Naming, Page, Saving, Screen};

use super::driver::{Driver, association, number};
use super::laptop::{Laptop, PASSPHRASE};

/// A question that asks for a number.
const HOURS: &str = "work.hours-day";

fn answer(id: &str) -> FieldId {
    FieldId::Answer(QuestionId::from(id))
}

fn draft(driver: &mut Driver, field: &FieldId, typed: &str) {
    driver.perform(Command::Draft(field.clone(), Some(typed.into())));
    assert_eq!(driver.case.draft(field), Some(typed));
}

/// The questions whose kind is read from what is typed: one of each kind.
fn every_field(driver: &Driver) -> Vec<FieldId> {
    let instrument = driver.case.instrument();
    let of_questions = instrument.questions_of(StageId::Questionnaire).flat_map(|at| {
        let id = instrument.question(at).id.clone();
        [
            FieldId::Answer(id.clone()),
            FieldId::OwnWords(id.clone()),
            FieldId::Observed(id.clone()),
            FieldId::NotAsked(id),
        ]
    });
    let of_stages =
        StageId::ASKING.into_iter().flat_map(|stage| [FieldId::Agreement(stage), FieldId::Refusal(stage)]);
    let clue = FieldId::Clue(instrument.clues()[0].id.clone());
    of_questions.chain(of_stages).chain([clue, FieldId::Leaving, FieldId::Decision]).collect()
}

#[test]
fn a_field_has_a_stable_name_and_no_other_text_names_one() {
    let driver = Driver::new();
    for field in every_field(&driver) {
        assert_eq!(field.to_string().parse::<FieldId>().as_ref(), Ok(&field));
        let bytes = serde_json::to_vec(&field).expect("written");
        assert_eq!(serde_json::from_slice::<FieldId>(&bytes).expect("read"), field);
    }
    for text in ["", "answer", "answer:", "agreement:decision", "leaving:x", "password", "said", ":x"] {
        assert!(text.parse::<FieldId>().is_err(), "{text}");
    }
}

#[test]
fn a_half_written_answer_leaves_the_answer_that_stands() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire]);
    let at = driver.question(HOURS);
    driver.answer(HOURS, number(8));
    let (findings, changed_at) = (driver.findings.clone(), driver.case.changed_at());
    let history = driver.case.history().to_vec();
    for typed in ["7", "7,", "7,5"] {
        draft(&mut driver, &answer(HOURS), typed);
        assert_eq!(driver.case.value(at), Some(&number(8)));
        assert_eq!(driver.case.unread(), [at]);
        assert!(driver.case.is_unread(at));
    }
    assert_eq!(driver.findings, findings);
    assert_eq!(driver.case.history(), history);
    assert_eq!(driver.case.changed_at(), changed_at, "nothing that a document tells has changed");
    // It is no change that could be taken back: undoing takes the answer back, and leaves what is typed.
    driver.perform(Command::Undo);
    assert_eq!(driver.case.value(at), None);
    assert_eq!(driver.case.draft(&answer(HOURS)), Some("7,5"));
    driver.perform(Command::Redo);
    assert_eq!(driver.case.draft(&answer(HOURS)), Some("7,5"));
    driver.answer(HOURS, number(7));
    assert_eq!(driver.case.draft(&answer(HOURS)), None);
    assert!(driver.case.unread().is_empty());
}

#[test]
fn what_is_taken_down_is_half_written_no_more_even_when_it_stood_already() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire]);
    let at = driver.question(HOURS);
    driver.answer(HOURS, number(8));
    driver.words(HOURS, "huit heures");
    driver.perform(Command::Observe(at, "tired".into()));
    let id = QuestionId::from(HOURS);
    let again = [
        (answer(HOURS), Command::Answer(at, Some(Answer::Value(number(8))))),
        (FieldId::OwnWords(id.clone()), Command::OwnWords(at, "huit heures".into())),
        (FieldId::Observed(id.clone()), Command::Observe(at, "tired".into())),
    ];
    for (field, command) in again {
        draft(&mut driver, &field, "half");
        driver.perform(command);
        assert_eq!(driver.case.draft(&field), None, "{field}");
    }
    // A blank that is emptied.
    driver.blank(HOURS);
    draft(&mut driver, &answer(HOURS), "7,");
    driver.blank(HOURS);
    assert_eq!(driver.case.drafts().count(), 0);
    // A reason why it was not asked goes with any answer.
    draft(&mut driver, &FieldId::NotAsked(id.clone()), "la personne pleu");
    draft(&mut driver, &FieldId::OwnWords(id.clone()), "x");
    driver.skip(HOURS, NotAnswered::NotAsked("la personne pleurait".into()));
    assert_eq!(driver.case.draft(&FieldId::NotAsked(id.clone())), None);
    assert_eq!(driver.case.draft(&FieldId::OwnWords(id)), Some("x"), "other fields are left alone");
}

#[test]
fn a_form_goes_once_its_button_was_pressed_and_not_before() {
    let mut driver = Driver::new();
    let stage = StageId::Questionnaire;
    let begun = [FieldId::Agreement(stage), FieldId::Refusal(stage), FieldId::Refusal(StageId::Alert)];
    for form in &begun {
        draft(&mut driver, form, "{\"half\":1}");
    }
    driver.agree(stage);
    assert_eq!(driver.case.begun().collect::<Vec<_>>(), [&FieldId::Refusal(StageId::Alert)]);
    assert_eq!(
        driver.attempt(Command::Draft(FieldId::Agreement(stage), Some("x".into()))),
        Err(Refusal::AlreadySo)
    );
    driver.refuse(StageId::Alert);
    assert_eq!(driver.case.begun().count(), 0);
    let clue = driver.case.instrument().clues()[3].id.clone();
    draft(&mut driver, &FieldId::Clue(clue.clone()), "seen on the way");
    let set = SetClue { state: SetState::Present, reason: "seen on the way out".into() };
    driver.perform(Command::SetClue(driver.clue(clue.as_str()), Some(set)));
    assert_eq!(driver.case.draft(&FieldId::Clue(clue)), None);

    draft(&mut driver, &FieldId::Decision, "{}");
    let decision = Decision { reasons: "for now".into(), ..Decision::default() };
    driver.perform(Command::Decide(decision));
    assert_eq!(driver.case.draft(&FieldId::Decision), None);
}

#[test]
fn nothing_is_half_written_under_a_question_without_the_agreement() {
    let mut driver = Driver::new();
    for field in every_field(&driver).into_iter().filter(|field| field.question().is_some()) {
        assert_eq!(
            driver.attempt(Command::Draft(field, Some("7,".into()))),
            Err(Refusal::NoAgreement(StageId::Questionnaire))
        );
    }
    let unknown = FieldId::Answer(QuestionId::from("no.such"));
    assert_eq!(driver.attempt(Command::Draft(unknown, Some("x".into()))), Err(Refusal::Nothing));
    let most = "é".repeat(FieldId::MOST);
    draft(&mut driver, &FieldId::Leaving, &most);
    let more = Some(format!("{most}x"));
    assert_eq!(driver.attempt(Command::Draft(FieldId::Leaving, more)), Err(Refusal::TooLong(FieldId::MOST)));
    assert_eq!(driver.case.draft(&FieldId::Leaving), Some(most.as_str()));
}

#[test]
fn what_is_half_written_is_erased_with_its_stage_and_stays_sealed_when_it_is_kept() {
    let mut driver = Driver::agreed(&[StageId::Alert, StageId::Questionnaire]);
    let at = driver.question(HOURS);
    let told = driver.case.instrument().questions_of(StageId::Alert).next().expect("a question");
    let told = FieldId::Answer(driver.case.instrument().question(told).id.clone());
    for field in [answer(HOURS), told.clone(), FieldId::Leaving] {
        draft(&mut driver, &field, "half");
    }
    driver.withdraw(StageId::Questionnaire, Collected::Kept);
    assert_eq!(driver.case.draft(&answer(HOURS)), Some("half"));
    assert!(!driver.case.unread().contains(&at), "it counts nowhere");
    driver.withdraw(StageId::Questionnaire, Collected::Erased);
    assert_eq!(driver.case.drafts().map(|(field, _)| field.clone()).collect::<Vec<_>>(), [told]);
}

/// The case with something half written in every field, and the same case without.
fn full_of_drafts() -> (Case, Case) {
    let mut driver = Driver::agreed(&[StageId::Questionnaire]);
    driver.answer(HOURS, number(8));
    let without = driver.case.clone();
    for field in every_field(&driver) {
        let _ = driver.attempt(Command::Draft(field, Some("half-written-in-ink".into())));
    }
    assert!(driver.case.drafts().count() > 100);
    (driver.case, without)
}

#[test]
fn nothing_that_is_half_written_leaves() {
    let (case, without) = full_of_drafts();
    let whole = Selection::default();
    let parts = [
        case.selected(&whole).0,
        case.for_co_victim("B-8".into(), CaseNumber::drawn(*b"a number"), case.opened_at()),
        case.before(0),
    ];
    for part in parts {
        assert_eq!(part.drafts().count(), 0);
        let kept = serde_json::to_string(&part.kept()).expect("written");
        assert!(!kept.contains("half-written-in-ink"));
    }
    let document = |case: &Case| Assessment::of(case, &Findings::of(case)).to_json();
    assert_eq!(document(&case), document(&without));
    assert_eq!(Findings::of(&case), Findings::of(&without));
}

#[test]
fn what_is_half_written_is_kept_with_the_case() {
    let (case, without) = full_of_drafts();
    let again: Kept =
        serde_json::from_slice(&serde_json::to_vec(&case.kept()).expect("written")).expect("read");
    let again = Case::from_kept(association(), again).expect("it fits");
    assert_eq!(again.drafts().collect::<Vec<_>>(), case.drafts().collect::<Vec<_>>());
    // A case in which nothing is half written is kept as it was before there were drafts.
    assert!(!serde_json::to_string(&without.kept()).expect("written").contains("drafts"));
    let event = Happening::Drafted(answer("x"), Some("7,".into()));
    assert_eq!(serde_json::to_string(&event).expect("written"), r#"{"drafted":["answer:x","7,"]}"#);
}

#[test]
fn a_field_that_another_edition_asks_is_no_part_of_this_one() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire]);
    draft(&mut driver, &answer(HOURS), "7,");
    let kept = serde_json::to_string(&driver.case.kept()).expect("written");
    let kept = kept.replace(&format!("answer:{HOURS}"), "answer:no.such");
    let kept: Kept = serde_json::from_str(&kept).expect("read");
    assert!(Case::from_kept(association(), kept).is_err());
}

/// Writes in a field, letter by letter, and lets it rest.
fn write(laptop: &mut Laptop, field: &FieldId, text: &str) {
    let mut typed = String::new();
    for letter in text.chars() {
        typed.push(letter);
        laptop.send(Intent::Write(Command::Draft(field.clone(), Some(typed.clone()))));
        laptop.pass(110);
    }
}

fn kept(laptop: &Laptop, field: &FieldId) -> Option<String> {
    laptop.app.current().expect("a case is open").case().draft(field).map(str::to_owned)
}

#[test]
fn what_is_half_written_is_sealed_and_comes_back_whatever_comes_between() {
    let breaks: [fn(Laptop) -> Laptop; 5] = [
        |mut laptop| {
            laptop.send(Intent::Lock);
            laptop
        },
        |mut laptop| {
            laptop.send(Intent::Hide);
            laptop.killed()
        },
        |mut laptop| {
            laptop.pass(5 * 60_000 + 1_000);
            laptop
        },
        |mut laptop| {
            // The page is left: what was being written is taken in.
            laptop.take(faisceau::state::Message::Left);
            laptop.killed()
        },
        |mut laptop| {
            laptop.pass(400);
            laptop.killed()
        },
    ];
    for come_between in breaks {
        let mut laptop = Laptop::at_work();
        laptop.answer(HOURS, number(8));
        let clue = laptop.app.current().expect("a case").case().instrument().clues()[0].id.clone();
        let fields = [answer(HOURS), FieldId::Clue(clue), FieldId::Leaving];
        for field in &fields {
            write(&mut laptop, field, "7,5");
        }
        laptop.pass(400);
        assert!(matches!(laptop.app.saving(), Saving::Saved(_)));
        write(&mut laptop, &answer(HOURS), "7,25");
        let mut again = come_between(laptop);
        again.unlock(PASSPHRASE);
        assert_eq!(again.app.rows()[0].card.as_ref().expect("a card").unread, 1);
        again.open_first();
        assert_eq!(kept(&again, &fields[0]).as_deref(), Some("7,25"));
        assert_eq!(kept(&again, &fields[1]).as_deref(), Some("7,5"));
        assert_eq!(kept(&again, &fields[2]).as_deref(), Some("7,5"));
        assert_eq!(again.value(HOURS), Some(number(8)), "the answer before stands");
        let text: Vec<u8> = again.store.all().into_iter().flat_map(|(_, value)| value).collect();
        assert!(!String::from_utf8_lossy(&text).contains("7,25"), "sealed like the rest");
    }
}

#[test]
fn a_name_that_is_typed_in_the_list_comes_back_until_it_is_given() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    let id = laptop.app.rows()[0].id;
    for (naming, name) in [(Naming::New, "B-8"), (Naming::Rename(id), "A-7 b"), (Naming::Duplicate(id), "C")]
    {
        laptop.send(Intent::WriteName(naming, name.into()));
        laptop.pass(50);
    }
    laptop.send(Intent::Lock);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.screen(), Screen::Cases);
    assert_eq!(again.app.naming(), Some(Naming::Rename(id)));
    assert_eq!(again.app.typed_name(Naming::New), Some("B-8"));
    again.send(Intent::Rename(id, "A-7 b".into()));
    assert_eq!(again.app.naming(), Some(Naming::Duplicate(id)));
    again.send(Intent::Duplicate(id, "C".into()));
    assert_eq!(again.app.naming(), None);
    again.send(Intent::Go(Page::Cases));
    again.send(Intent::NewCase("B-8".into()));
    assert_eq!(again.app.typed_name(Naming::New), None);
    again.send(Intent::Go(Page::Cases));
    again.send(Intent::WriteName(Naming::Rename(id), "x".into()));
    again.send(Intent::Erase(id));
    let mut last = again.killed();
    last.unlock(PASSPHRASE);
    assert_eq!(last.app.naming(), None);
    assert_eq!(last.app.typed_name(Naming::Rename(id)), None, "nothing stays of an erased case");
}

#[test]
fn what_is_typed_of_a_date_is_told_as_it_was_typed_and_judged() {
    let mut driver = Driver::agreed(&[StageId::Questionnaire]);
    let at = driver.question("work.started");
    let typed = Typed::Date(TypedDate { day: "3".into(), year: "20".into(), ..TypedDate::default() });
    draft(&mut driver, &answer("work.started"), &typed.to_draft());
    assert_eq!(driver.case.typed(at), Some(typed.clone()));
    assert_eq!(typed.to_string(), "3 / – / 20");
    assert!(matches!(driver.case.fault(at), Some(FieldFault::NotADate(_))));
    assert_eq!(driver.case.unread(), [at]);
    // Nothing but a box that is ticked before the date: it is kept, and waits for nothing.
    let ticked = Typed::Date(TypedDate { around: true, ..TypedDate::default() });
    draft(&mut driver, &answer("work.started"), &ticked.to_draft());
    assert_eq!(driver.case.typed(at), Some(ticked));
    assert_eq!(driver.case.fault(at), None);
    assert!(driver.case.unread().is_empty());
    // What cannot be taken for fields is nothing, and harms nobody.
    draft(&mut driver, &answer("work.started"), "{\"day\": 3}");
    assert_eq!((driver.case.typed(at), driver.case.fault(at)), (None, None));
    let plain = |typed: &str| Typed::Plain(typed.into());
    for (before, now, on) in
        [("7", "7,", true), ("", "7", false), ("12", "1", false), ("7", "7", false), ("12", "13", false)]
    {
        assert_eq!(plain(now).goes_on_from(&plain(before)), on, "from {before} to {now}");
    }
    for (typed, fits) in
        [("7", true), ("7,5", false), ("-1", false), ("25", false), ("huit", false), ("", true)]
    {
        let read =
            Typed::Plain(typed.into()).read(&driver.case.instrument().question(driver.question(HOURS)).kind);
        assert_eq!(read.is_ok(), fits, "{typed}");
    }
}
