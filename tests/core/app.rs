//! The app without a browser: messages in, effects out, a store in memory behind it.

use faisceau::doors::{Fault, StoreError};
use faisceau::findings::lens::LensIx;
use faisceau::instrument::{Language, StageId};
use faisceau::interview::{Collected, Command, Decision};
use faisceau::state::{
    Intent, Message, Missing, Notice, Page, Passphrase, Reading, Saving, Screen, Settings, StoreFault,
    WithCode,
};
use faisceau::vault::{OpenFault, Safe};

use super::driver::{no, yes};
use super::laptop::{Laptop, PASSPHRASE};

#[test]
fn a_new_laptop_offers_a_safe_and_an_invented_case() {
    let mut laptop = Laptop::new();
    assert_eq!(laptop.app.screen(), Screen::Welcome { making: false, fault: None });
    laptop.send(Intent::TryOut);
    assert!(matches!(laptop.app.screen(), Screen::Case(_)));
    assert_eq!(laptop.app.saving(), Saving::Exercise);
    laptop.answer("freedom.door", no());
    laptop.pass(60_000);
    assert_eq!(laptop.store.all(), [], "an exercise is kept in memory only");
    assert!(laptop.smalls.is_empty());
    laptop.send(Intent::Go(Page::Cases));
    assert_eq!(laptop.app.screen(), Screen::Welcome { making: false, fault: None });
}

#[test]
fn a_short_passphrase_makes_no_safe() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(Passphrase::from("short".to_owned()), WithCode::No));
    laptop.pass(1_000);
    assert_eq!(laptop.app.screen(), Screen::Welcome { making: false, fault: None });
    assert_eq!(laptop.store.all(), []);
}

#[test]
fn saved_is_said_at_the_end_of_the_commit_and_never_before() {
    let mut laptop = Laptop::at_work();
    laptop.slow = true;
    laptop.answer("freedom.door", no());
    assert_eq!(laptop.app.saving(), Saving::Underway);
    laptop.pass(30_000);
    assert_eq!(laptop.app.saving(), Saving::Underway);
    laptop.let_commits_end();
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!(again.value("freedom.door"), Some(no()));
}

#[test]
fn words_are_taken_in_after_a_rest_and_at_the_latest_within_a_second() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    let mut words = String::new();
    let mut kept_at = Vec::new();
    for letter in 0..25 {
        words.push(char::from(b'a' + letter));
        laptop.send(Intent::Write(Command::OwnWords(question, words.clone())));
        let taken_in = laptop.own_words("freedom.door") == words;
        assert_eq!(
            laptop.app.saving() == Saving::Underway,
            !taken_in,
            "nothing is called saved while a letter waits"
        );
        laptop.pass(100);
        if laptop.own_words("freedom.door") == words {
            kept_at.push(letter);
        }
    }
    assert!(
        kept_at.first().is_some_and(|letter| *letter < 10),
        "within a second of the first letter: {kept_at:?}"
    );
    assert!(kept_at.len() < 5, "and not at each letter: {kept_at:?}");
    laptop.pass(320);
    assert_eq!(laptop.own_words("freedom.door"), words);
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)));
}

#[test]
fn what_is_being_written_is_taken_in_before_anything_else_happens() {
    for leave in [Intent::Lock, Intent::Hide, Intent::Go(Page::Cases), Intent::Go(Page::Findings)] {
        let mut laptop = Laptop::at_work();
        let question = laptop.question("freedom.door");
        laptop.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
        laptop.send(leave);
        let mut again = laptop.killed();
        again.unlock(PASSPHRASE);
        again.open_first();
        assert_eq!(again.own_words("freedom.door"), "half a sen");
    }
}

#[test]
fn the_way_leads_from_the_findings_to_an_answer_and_back() {
    let mut laptop = Laptop::at_work();
    let (door, physical) = (laptop.question("freedom.door"), laptop.question("violence.physical"));
    let way_back = |laptop: &Laptop| laptop.app.current().expect("a case").way_back();
    laptop.send(Intent::Go(Page::Question(door)));
    assert_eq!(way_back(&laptop), None, "she was at the questions");
    for page in [Page::Findings, Page::Faisceau, Page::Lens(LensIx(0)), Page::Changes] {
        laptop.send(Intent::Go(page));
        assert_eq!(way_back(&laptop), None);
        laptop.send(Intent::Go(Page::Question(door)));
        assert_eq!(way_back(&laptop), Some(page));
        laptop.send(Intent::Go(Page::Question(physical)));
        assert_eq!(way_back(&laptop), Some(page), "from one question to another it stays");
        laptop.send(Intent::Go(Page::Decision));
        assert_eq!(way_back(&laptop), None);
    }
}

#[test]
fn nothing_unsealed_is_ever_written() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Do(Command::OwnWords(question, "a-word-nobody-else-writes".into())));
    laptop.send(Intent::Lock);
    let everything: Vec<u8> =
        laptop.store.all().into_iter().flat_map(|(key, value)| [key, value].concat()).collect();
    let smalls: String = laptop.smalls.values().cloned().collect();
    let text = String::from_utf8_lossy(&everything).into_owned() + &smalls;
    for told in ["a-word-nobody-else-writes", "A-7", "freedom.door", "Caseworker", "own_words", PASSPHRASE] {
        assert!(!text.contains(told), "{told} can be read");
    }
}

#[test]
fn a_locked_safe_opens_with_its_passphrase_alone_and_lands_where_it_was_left() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.tried");
    laptop.send(Intent::Go(Page::Question(question)));
    let page = laptop.app.screen();
    laptop.send(Intent::Lock);
    assert_eq!(laptop.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
    assert!(laptop.app.current().is_none() && laptop.app.rows().is_empty());
    laptop.unlock("four words without a link");
    assert_eq!(
        laptop.app.screen(),
        Screen::Locked { opening: false, fault: Some(OpenFault::WrongPassphrase), wait: 0 }
    );
    laptop.unlock(PASSPHRASE);
    assert_eq!(laptop.app.screen(), page);
}

#[test]
fn a_case_opens_again_in_the_language_that_it_was_led_in() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Set(Settings { language: Language::En, ..laptop.app.settings() }));
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::Set(Settings { language: Language::Fr, ..laptop.app.settings() }));
    laptop.open_first();
    assert_eq!(laptop.app.settings().language, Language::En);
}

#[test]
fn five_minutes_without_a_touch_lock_and_lose_nothing() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    laptop.pass(4 * 60_000);
    laptop.send(Intent::Stir);
    laptop.pass(4 * 60_000);
    assert!(matches!(laptop.app.screen(), Screen::Case(_)), "a touch keeps it open");
    laptop.send(Intent::Write(Command::OwnWords(question, "the last words".into())));
    laptop.pass(5 * 60_000 + 1_000);
    assert_eq!(laptop.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    assert_eq!(laptop.own_words("freedom.door"), "the last words");
}

#[test]
fn a_lid_closed_for_longer_than_that_is_locked_at_the_first_touch() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
    // Asleep: no timer runs, and the first thing that happens is a touch.
    laptop.clock += 6 * 60_000;
    laptop.send(Intent::Stir);
    assert!(matches!(laptop.app.screen(), Screen::Locked { .. }));
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    assert_eq!(laptop.own_words("freedom.door"), "half a sen");

    laptop.clock += 6 * 60_000;
    laptop.send(Intent::Hide);
    assert_eq!(laptop.app.screen(), Screen::Hidden, "a hand that wants to hide is obeyed");
}

#[test]
fn when_there_is_no_room_it_is_told_and_nothing_that_was_saved_is_lost() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.store.fail(Fault::Room(0));
    laptop.answer("violence.physical", yes());
    assert_eq!(laptop.app.saving(), Saving::NotSaved(StoreFault::Full));
    assert_eq!(laptop.value("violence.physical"), Some(yes()), "it stays on the screen");
    laptop.store.fail(Fault::None);
    laptop.pass(20_000);
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)), "it is tried again");
    laptop.store.fail(Fault::Room(0));
    laptop.answer("work.still", no());
    let mut again = laptop.killed();
    again.store.fail(Fault::None);
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!((again.value("freedom.door"), again.value("violence.physical")), (Some(no()), Some(yes())));
}

#[test]
fn a_full_store_opens_all_the_same_and_says_that_nothing_is_kept_until_there_is_room() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.store.fail(Fault::Room(0));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!(again.value("freedom.door"), Some(no()), "what is there is read");
    assert_eq!(again.app.saving(), Saving::NotSaved(StoreFault::Full));
    again.answer("freedom.door", yes());
    again.pass(30_000);
    assert_eq!(again.app.saving(), Saving::NotSaved(StoreFault::Full));
    again.store.fail(Fault::None);
    again.pass(20_000);
    assert!(matches!(again.app.saving(), Saving::Saved(_)), "{:?}", again.app.saving());
    let mut later = again.killed();
    later.unlock(PASSPHRASE);
    later.open_first();
    assert_eq!(later.value("freedom.door"), Some(yes()));
}

#[test]
fn what_waits_for_room_survives_a_lock() {
    let mut laptop = Laptop::at_work();
    laptop.store.fail(Fault::Room(0));
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Lock);
    laptop.store.fail(Fault::None);
    laptop.pass(20_000);
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    assert_eq!(laptop.value("freedom.door"), Some(no()));
}

#[test]
fn a_blocked_store_and_a_newer_one_have_their_own_sentence() {
    for (error, told) in [(StoreError::Blocked, StoreFault::Blocked), (StoreError::Newer, StoreFault::Newer)]
    {
        let laptop = Laptop::at_work();
        laptop.store.fail(Fault::Always(error));
        let mut again = laptop.killed();
        assert_eq!(again.app.screen(), Screen::Blocked(told));
        again.store.fail(Fault::None);
        again.send(Intent::TryAgain);
        assert_eq!(again.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
    }
}

#[test]
fn a_store_that_comes_back_empty_is_noticed_and_not_written_over() {
    let laptop = Laptop::at_work();
    laptop.store.replace(Vec::new());
    let mut again = laptop.killed();
    assert_eq!(again.app.screen(), Screen::Emptied);
    again.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
    again.pass(1_000);
    assert_eq!(again.store.all(), []);
    again.send(Intent::StartOver);
    assert_eq!(again.app.screen(), Screen::Welcome { making: false, fault: None });
}

#[test]
fn a_store_that_was_set_back_raises_the_alarm() {
    let mut laptop = Laptop::at_work();
    let before = laptop.store.all();
    laptop.answer("freedom.door", no());
    laptop.store.replace(before);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert!(matches!(again.app.notice(), Some(Notice::Alarm(_))), "{:?}", again.app.notice());
}

#[test]
fn a_damaged_record_is_told_and_the_rest_is_there() {
    let mut laptop = Laptop::at_work();
    laptop.answer("violence.physical", yes());
    laptop.answer("freedom.door", no());
    let mut records = laptop.store.all();
    let last =
        records.iter_mut().rfind(|(key, _)| key.starts_with(Safe::RECORDS)).expect("a record of the case");
    let middle = last.1.len() / 2;
    last.1[middle] ^= 1;
    laptop.store.replace(records);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert!(matches!(again.app.notice(), Some(Notice::Damaged(_))), "{:?}", again.app.notice());
    assert_eq!(again.value("violence.physical"), Some(yes()));
}

#[test]
fn several_cases_stand_side_by_side_with_what_each_lacks() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    laptop.pass(60_000);
    laptop.send(Intent::NewCase("A-8".into()));
    laptop.send(Intent::Go(Page::Cases));
    let cards: Vec<_> = laptop.app.rows().iter().filter_map(|row| row.card.clone()).collect();
    assert_eq!(cards.iter().map(|card| card.name.as_str()).collect::<Vec<_>>(), ["A-8", "A-7"]);
    assert_eq!(cards[0].missing, Missing::Agreement(StageId::Alert));
    assert_eq!(cards[1].missing, Missing::Answers(StageId::Alert));
    laptop.open_first();
    laptop.send(Intent::Do(Command::Refuse(StageId::Alert, String::new())));
    let refused = laptop.app.rows()[0].card.as_ref().map(|card| card.missing);
    assert_eq!(refused, Some(Missing::Decision), "what was refused is not asked for again");
    assert_eq!(cards[1].stage, StageId::Interview);
}

#[test]
fn a_case_is_renamed_duplicated_and_erased() {
    let mut laptop = Laptop::at_work();
    laptop.answer("violence.physical", yes());
    laptop.send(Intent::Go(Page::Cases));
    let id = laptop.app.rows()[0].id;
    laptop.send(Intent::Rename(id, "B-1".into()));
    assert_eq!(laptop.app.rows()[0].card.as_ref().map(|card| card.name.as_str()), Some("B-1"));
    laptop.send(Intent::Duplicate(id, "B-2".into()));
    assert_eq!(laptop.app.current().map(|current| current.case().name().to_owned()), Some("B-2".into()));
    assert_eq!(laptop.value("violence.physical"), None);
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::Erase(id));
    let names: Vec<_> =
        laptop.app.rows().iter().filter_map(|row| row.card.as_ref()).map(|c| c.name.clone()).collect();
    assert_eq!(names, ["B-2"]);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.rows().len(), 1, "it does not come back");
    assert!(again.app.notice().is_none(), "and its absence is no alarm");
}

#[test]
fn a_person_who_refuses_leaves_a_trace_without_identity() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
    laptop.pass(100);
    laptop.send(Intent::NewCase("A-9".into()));
    laptop.send(Intent::Do(Command::Refuse(StageId::Alert, String::new())));
    laptop.send(Intent::LeaveTrace);
    assert_eq!((laptop.app.rows().len(), laptop.app.traces()), (0, 1));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!((again.app.rows().len(), again.app.traces()), (0, 1));
}

#[test]
fn what_was_erased_at_the_persons_wish_is_gone_from_the_store() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Do(Command::Withdraw(StageId::Interview, Collected::Erased)));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    let question = again.question("freedom.door");
    assert!(again.app.current().expect("open").case().entry(question).is_blank());
}

#[test]
fn quick_hide_drops_everything_and_a_reload_asks_for_the_passphrase() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Hide);
    assert_eq!(laptop.app.screen(), Screen::Hidden);
    assert!(laptop.app.current().is_none() && laptop.app.rows().is_empty());
    laptop.send(Intent::ComeBack);
    assert_eq!(laptop.app.screen(), Screen::Hidden, "no key but the passphrase leads back to real work");
    let again = laptop.killed();
    assert_eq!(again.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
}

#[test]
fn an_export_comes_in_again_as_a_case_of_its_own() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.pass_on_whole();
    let (name, bytes) = laptop.offered.pop().expect("a file is offered");
    assert!(name.starts_with("faisceau-assessment-") && !name.contains("A-7"));
    let mut other = Laptop::new();
    other.send(Intent::MakeSafe("another passphrase".to_owned().into(), WithCode::No));
    other.pass(100);
    other.send(Intent::Import(bytes.clone()));
    assert_eq!(other.app.screen(), Screen::Incoming, "it is shown before it is taken in");
    assert!(other.app.rows().is_empty() && !other.app.incoming_is_here());
    other.send(Intent::TakeIn);
    assert_eq!(other.value("freedom.door"), Some(no()));
    other.pass_on_whole();
    assert_eq!(other.offered.pop().expect("a file").1, bytes);

    let before = other.store.all();
    other.send(Intent::Import(bytes[..bytes.len() / 2].to_vec()));
    assert!(matches!(other.app.notice(), Some(Notice::NotImported(_))));
    assert_eq!(other.store.all(), before, "nothing already there is touched");
}

#[test]
fn a_file_is_shown_before_it_is_taken_in_and_can_be_left() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.pass_on_whole();
    let (_, bytes) = laptop.offered.pop().expect("a file is offered");
    laptop.send(Intent::Go(Page::Cases));
    let before = laptop.store.all();
    laptop.send(Intent::Import(bytes.clone()));
    let found = laptop.app.incoming().expect("it is shown");
    assert_eq!((found.case.name(), found.app.name.as_str()), ("A-7", "Faisceau"));
    assert!(laptop.app.incoming_is_here(), "the same case is here already");
    assert!(laptop.app.current().is_none());
    laptop.send(Intent::LeaveOut);
    assert_eq!((laptop.app.screen(), laptop.app.notice()), (Screen::Cases, Some(&Notice::LeftOut)));
    laptop.send(Intent::TakeIn);
    assert_eq!(laptop.app.rows().len(), 1, "there is nothing to take in any more");
    laptop.send(Intent::Import(bytes.clone()));
    laptop.send(Intent::Go(Page::Cases));
    assert!(laptop.app.incoming().is_none(), "leaving the page leaves the file");
    laptop.send(Intent::Import(bytes));
    laptop.send(Intent::Lock);
    assert!(laptop.app.incoming().is_none(), "nothing of it stays behind a lock");
    assert_eq!(laptop.store.all(), before);
}

#[test]
fn undo_reaches_over_the_whole_interview_and_over_a_lock() {
    let mut laptop = Laptop::at_work();
    laptop.answer("violence.physical", yes());
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    laptop.send(Intent::Do(Command::Undo));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!((laptop.value("violence.physical"), laptop.value("freedom.door")), (None, None));
    laptop.send(Intent::Do(Command::Redo));
    assert_eq!(laptop.value("violence.physical"), Some(yes()));
}

#[test]
fn undo_and_redo_lead_to_what_they_change() {
    let mut laptop = Laptop::at_work();
    let [door, call] = ["freedom.door", "whistle-blower.who"].map(|id| laptop.question(id));
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Go(Page::Question(call)));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.app.screen(), Screen::Case(Page::Question(door)));
    laptop.send(Intent::Go(Page::Summary));
    laptop.send(Intent::Do(Command::Redo));
    assert_eq!(laptop.app.screen(), Screen::Case(Page::Question(door)));

    let decision = Decision { decided_by: "Caseworker 3".into(), ..Decision::default() };
    laptop.send(Intent::Do(Command::Decide(decision)));
    laptop.send(Intent::Go(Page::Question(call)));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.app.screen(), Screen::Case(Page::Decision));
}

#[test]
fn an_answer_marks_as_changed_only_what_it_touches() {
    let mut laptop = Laptop::at_work();
    laptop.app.take_changed();
    laptop.answer("freedom.door", no());
    let changed = laptop.app.take_changed();
    assert_eq!(changed.questions.len(), 1);
    assert!(!changed.page && !changed.cases && !changed.around && !changed.settings);
}

#[test]
fn a_record_of_another_case_read_late_is_not_taken_for_this_one() {
    let mut laptop = Laptop::at_work();
    let id = laptop.app.rows()[0].id;
    laptop.take(Message::Read(Reading::Case(id), Ok(Vec::new())));
    assert!(laptop.app.notice().is_none(), "nobody asked for it");
}

#[test]
fn a_case_that_is_opened_while_its_last_words_are_on_their_way_has_them() {
    let mut laptop = Laptop::at_work();
    laptop.slow = true;
    laptop.answer("freedom.door", no());
    laptop.answer("violence.physical", yes());
    laptop.send(Intent::Go(Page::Cases));
    laptop.open_first();
    assert_eq!(laptop.app.notice(), None);
    let told = (laptop.value("freedom.door"), laptop.value("violence.physical"));
    assert_eq!(told, (Some(no()), Some(yes())));
}
