//! The store is emptied under an open safe: the page holds the last copy, says so, and saves it.

use faisceau::interview::Command;
use faisceau::state::{Intent, Lock, Message, Notice, Page, Saving, Screen, StoreFault};

use super::driver::{no, yes};
use super::laptop::{Laptop, PASSPHRASE};

/// Two cases, of which A-7 is open and B-8 is not; then the store is emptied, and something is written.
fn emptied() -> Laptop {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::NewCase("B-8".into()));
    laptop.send(Intent::Go(Page::Cases));
    open(&mut laptop, "A-7");
    laptop.store.clear();
    laptop.answer("violence.physical", yes());
    laptop
}

fn open(laptop: &mut Laptop, name: &str) {
    let row = laptop.app.rows().iter().find(|row| row.card.as_ref().is_some_and(|card| card.name == name));
    let id = row.unwrap_or_else(|| panic!("{name} is listed")).id;
    laptop.send(Intent::OpenCase(id));
}

#[test]
fn it_is_told_apart_from_another_tab_and_everything_goes_on_in_memory() {
    let mut laptop = emptied();
    assert!(!laptop.app.is_following());
    assert_eq!(laptop.app.saving(), Saving::NotSaved(StoreFault::Emptied));
    let told = laptop.app.last_copy().expect("it is told");
    assert_eq!((told.lost, told.names), (1, vec!["B-8".to_owned()]), "what went is told exactly");
    assert!(laptop.app.asks_before_leaving());
    // Answers, another case, the list, lock and unlock: all of it goes on.
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "the last words".into())));
    laptop.pass(2_000);
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::NewCase("C-9".into()));
    laptop.send(Intent::Lock);
    assert_eq!(laptop.app.last_copy().map(|told| (told.lost, told.names.len())), Some((1, 0)));
    laptop.unlock(PASSPHRASE);
    assert_eq!((laptop.app.rows().len(), laptop.app.notice()), (2, None));
    open(&mut laptop, "A-7");
    assert_eq!(laptop.app.notice(), None);
    assert_eq!((laptop.value("freedom.door"), laptop.value("violence.physical")), (Some(no()), Some(yes())));
    assert_eq!(laptop.own_words("freedom.door"), "the last words");
    assert_eq!(laptop.store.all(), [], "nothing is written into the empty store by itself");
}

#[test]
fn saved_as_a_file_the_case_is_whole_in_another_browser() {
    let mut laptop = emptied();
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
    laptop.send(Intent::SaveRescue);
    let (_, file) = laptop.offered.last().expect("a file").clone();
    assert!(laptop.app.asks_before_leaving(), "it may not have arrived");
    let mut other = Laptop::new();
    other.send(Intent::TakeRescue(file));
    other.send(Intent::OpenRescue(PASSPHRASE.to_owned().into()));
    assert!(other.app.rescue().is_some_and(|told| told.whole && told.fault.is_none()));
    other.send(Intent::AcceptRescue);
    other.unlock(PASSPHRASE);
    open(&mut other, "A-7");
    assert_eq!((other.value("freedom.door"), other.value("violence.physical")), (Some(no()), Some(yes())));
    assert_eq!(other.own_words("freedom.door"), "half a sen");
    assert_eq!(other.app.notice(), Some(&Notice::Rescued(1)), "and nothing of it is damaged");
    assert_eq!(other.app.rows().len(), 1);
}

#[test]
fn kept_here_again_it_opens_as_it_stood_and_misses_nothing_that_was_told_as_lost() {
    let mut laptop = emptied();
    laptop.send(Intent::KeepAgain);
    assert_eq!(laptop.app.notice(), Some(&Notice::KeptAgain(1)));
    assert!(laptop.app.last_copy().is_none() && !laptop.app.asks_before_leaving());
    laptop.answer("violence.sexual", no());
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!((again.app.notice(), again.app.rows().len()), (None, 1));
    open(&mut again, "A-7");
    assert_eq!(again.app.notice(), None);
    assert_eq!((again.value("violence.physical"), again.value("violence.sexual")), (Some(yes()), Some(no())));
}

#[test]
fn what_the_second_copy_brings_back_is_whole_and_written_on() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    let kept = laptop.store.all();
    laptop.store.clear();
    // As the second copy does it: everything that was kept is there again, and nobody has claimed it.
    laptop.store.replace(kept);
    laptop.answer("violence.physical", yes());
    assert_eq!((laptop.app.notice(), laptop.app.last_copy()), (Some(&Notice::CameBack), None));
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!(again.app.notice(), None);
    assert_eq!((again.value("freedom.door"), again.value("violence.physical")), (Some(no()), Some(yes())));
}

#[test]
fn it_is_noticed_before_anything_is_written_and_by_the_tab_that_follows_once_it_is_alone() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    let mut follower = laptop.second_tab();
    follower.unlock(PASSPHRASE);
    follower.open_first();
    laptop.take(Message::BackInView);
    assert!(laptop.app.last_copy().is_none(), "a store that is still there");
    laptop.store.clear();
    laptop.take(Message::BackInView);
    assert!(laptop.app.last_copy().is_some());
    follower.take(Message::Lock(Lock::Held));
    assert!(follower.app.last_copy().is_some() && !follower.app.is_following());
    follower.send(Intent::KeepAgain);
    assert_eq!(follower.app.notice(), Some(&Notice::KeptAgain(0)));
    // The first one writes nothing over it.
    let kept = follower.store.all();
    laptop.send(Intent::KeepAgain);
    assert_eq!(laptop.app.notice(), Some(&Notice::KeptElsewhere));
    assert!(laptop.store.all() == kept && laptop.app.last_copy().is_some());
    laptop.take(Message::Lock(Lock::Lost));
    assert!(laptop.app.last_copy().is_some(), "what it holds stays");
    assert_eq!(laptop.value("freedom.door"), Some(no()));
}

#[test]
fn an_exercise_over_the_safe_goes_on_and_the_safe_behind_it_is_not_lost() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.slow = true;
    laptop.answer("violence.physical", yes());
    laptop.send(Intent::TryOut);
    laptop.store.clear();
    laptop.slow = false;
    laptop.let_commits_end();
    assert!(matches!(laptop.app.screen(), Screen::Case(_)));
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::KeepAgain);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!((again.value("freedom.door"), again.value("violence.physical")), (Some(no()), Some(yes())));
}
