//! What is told when something is wrong, and what keeps a safe well.

use faisceau::interview::{Command, Selection};
use faisceau::state::{Intent, Message, Notice, Page, Screen, WithCode};
use faisceau::vault::Safe;

use super::driver::{no, yes};
use super::laptop::{Laptop, PASSPHRASE, passing_on};

#[test]
fn what_is_lost_is_told_exactly_and_every_other_record_is_there() {
    let mut laptop = Laptop::at_work();
    laptop.answer("violence.physical", yes());
    laptop.answer("freedom.door", no());
    laptop.answer("violence.sexual", no());
    let before = laptop.store.all();
    laptop.answer("freedom.door", yes());
    let written: Vec<_> = laptop
        .store
        .all()
        .into_iter()
        .filter(|(key, _)| !before.iter().any(|(known, _)| known == key))
        .collect();
    let [(key, _)] = &written[..] else { panic!("one new record") };
    laptop.answer("violence.physical", no());
    let mut records = laptop.store.all();
    let damaged = records.iter_mut().find(|(known, _)| known == key).expect("there");
    damaged.1[80] ^= 1;
    let bytes = damaged.1.clone();
    laptop.store.replace(records);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    let Some(Notice::Damaged(loss)) = again.app.notice() else { panic!("{:?}", again.app.notice()) };
    assert_eq!((loss.count(), loss.unfit, loss.lost.len()), (1, 0, 1));
    assert!(loss.between.0.is_some() && loss.between.1.is_some());
    assert_eq!((again.value("violence.sexual"), again.value("violence.physical")), (Some(no()), Some(no())));
    assert_eq!(again.value("freedom.door"), Some(no()), "as it stood before what is lost");
    let aside: Vec<_> =
        again.store.all().into_iter().filter(|(key, _)| key.starts_with(Safe::QUARANTINE)).collect();
    assert_eq!(aside, [([Safe::QUARANTINE, key].concat(), bytes)], "kept as it was found");
    let mut last = again.killed();
    last.unlock(PASSPHRASE);
    last.open_first();
    assert!(last.app.notice().is_none(), "and told once");
}

#[test]
fn a_case_whose_head_and_opening_are_lost_is_found_among_all_records() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    let mut heads = laptop.store.all();
    let before = heads.clone();
    laptop.answer("violence.physical", yes());
    // The one record of the catalogue that an answer changes is the head.
    let after = laptop.store.all();
    let head = after.iter().find(|(key, value)| {
        key.starts_with(Safe::CATALOGUE) && before.iter().any(|(known, was)| known == key && was != value)
    });
    let head = head.expect("the head").0.clone();
    heads = after;
    heads.retain(|(key, _)| *key != head);
    laptop.store.replace(heads);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.rows().len(), 1);
    again.open_first();
    assert_eq!((again.value("freedom.door"), again.value("violence.physical")), (Some(no()), Some(yes())));
    let mut last = again.killed();
    last.unlock(PASSPHRASE);
    assert_eq!(last.app.rows()[0].card.as_ref().map(|card| card.name.clone()), Some("A-7".into()));
}

#[test]
fn an_alarm_stays_until_it_is_read_and_the_witness_is_not_written_over_before() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    let before = laptop.store.all();
    laptop.send(Intent::NewCase("A-8".into()));
    laptop.store.replace(before);
    let mut again = laptop.killed();
    for _ in 0..2 {
        again.unlock(PASSPHRASE);
        assert!(matches!(again.app.notice(), Some(Notice::Alarm(_))));
        again.send(Intent::NewCase("A-9".into()));
        again = again.killed();
    }
    again.unlock(PASSPHRASE);
    again.send(Intent::Dismiss);
    let mut last = again.killed();
    last.unlock(PASSPHRASE);
    assert!(last.app.notice().is_none());
}

#[test]
fn a_clock_set_back_by_years_loses_nothing_and_keeps_no_safe_open() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.clock -= 3 * 365 * 24 * 3_600_000_i64;
    laptop.wakes.iter_mut().for_each(|(at, _)| *at -= 3 * 365 * 24 * 3_600_000_i64);
    laptop.answer("violence.physical", yes());
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "words".into())));
    laptop.pass(6 * 60_000);
    assert!(matches!(laptop.app.screen(), Screen::Locked { .. }));
    laptop.unlock(PASSPHRASE);
    assert!(laptop.app.notice().is_none());
    laptop.open_first();
    assert_eq!((laptop.value("freedom.door"), laptop.value("violence.physical")), (Some(no()), Some(yes())));
    assert_eq!(laptop.own_words("freedom.door"), "words");
}

#[test]
fn a_long_interview_is_compacted_in_commits_of_their_own_and_opens_the_same() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    for number in 0..650 {
        laptop.send(Intent::Do(Command::OwnWords(question, format!("words {number}"))));
    }
    let records = laptop.store.all().iter().filter(|(key, _)| key.starts_with(Safe::RECORDS)).count();
    assert!(records < 420, "two snapshots and what lies between: {records}");
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!(again.own_words("freedom.door"), "words 649");
}

#[test]
fn what_exists_in_this_browser_alone_is_told_after_the_days_that_were_chosen() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    let day = 24 * 3_600_000;
    let mut later = laptop.killed();
    later.clock += 8 * day;
    later.unlock(PASSPHRASE);
    assert_eq!((later.app.alone(), later.persisted), (1, 0));
    later.send(Intent::SaveRescue);
    assert_eq!(later.app.alone(), 0);
    let mut again = later.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.alone(), 0, "it is remembered");
}

#[test]
fn a_case_that_was_passed_on_whole_exists_elsewhere_and_a_part_of_it_does_not() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(passing_on(Selection::default()));
    let mut later = in_eight_days(laptop);
    assert_eq!(later.app.alone(), 1, "a part of it does not bring it back");
    later.open_first();
    later.pass_on_whole();
    let mut later = in_eight_days(later);
    assert_eq!(later.app.alone(), 0);
    later.open_first();
    later.answer("violence.physical", yes());
    assert_eq!(in_eight_days(later).app.alone(), 1, "it has changed since");
}

fn in_eight_days(laptop: Laptop) -> Laptop {
    let mut later = laptop.killed();
    later.clock += 8 * 24 * 3_600_000;
    later.unlock(PASSPHRASE);
    later
}

#[test]
fn the_browser_is_asked_once_not_to_clear_after_the_first_saved_case() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
    assert_eq!(laptop.persisted, 0);
    laptop.send(Intent::NewCase("A-7".into()));
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::NewCase("A-8".into()));
    assert_eq!(laptop.persisted, 1);
    laptop.take(Message::Persisted(false));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.send(Intent::NewCase("A-9".into()));
    assert_eq!((again.persisted, again.app.settings().persisted), (0, Some(false)));
}

#[test]
fn a_store_that_came_back_from_its_second_copy_is_told_once() {
    let mut again = Laptop::at_work().killed();
    again.take(Message::CameBack);
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.notice(), Some(&Notice::CameBack));
    again.send(Intent::Lock);
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.notice(), None);
}
