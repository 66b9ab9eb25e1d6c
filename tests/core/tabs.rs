//! One writer among tabs.

use faisceau::interview::Command;
use faisceau::state::{Intent, Lock, LockAsk, Message, Notice, Saving, Screen};

use super::driver::{no, yes};
use super::laptop::{Laptop, PASSPHRASE};

#[test]
fn a_second_tab_follows_live_changes_nothing_and_takes_over_by_a_visible_choice() {
    let mut first = Laptop::at_work();
    let mut second = first.second_tab();
    second.unlock(PASSPHRASE);
    second.open_first();
    assert!(second.app.is_following());
    first.answer("freedom.door", no());
    second.take(Message::ChangedElsewhere);
    assert_eq!(second.value("freedom.door"), Some(no()), "it follows");

    let before = first.store.all();
    second.answer("violence.physical", yes());
    assert_eq!(second.app.notice(), Some(&Notice::Following));
    assert_eq!((second.value("violence.physical"), second.app.saving()), (None, Saving::Following));
    assert!(first.store.all() == before, "and changes nothing");

    second.send(Intent::TakeOver);
    assert_eq!(second.asked.last(), Some(&LockAsk::TakeOver));
    // The first tab keeps what is being written before it gives the lock away.
    let question = first.question("freedom.door");
    first.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
    first.slow = true;
    first.take(Message::Lock(Lock::Asked));
    assert_ne!(first.asked.last(), Some(&LockAsk::Give), "not before everything is kept");
    first.let_commits_end();
    assert_eq!(first.asked.last(), Some(&LockAsk::Give));
    assert!(first.app.is_following());
    assert_eq!(first.app.notice(), Some(&Notice::TakenOver { unsaved: false }));
    second.take(Message::Lock(Lock::Held));
    assert!(!second.app.is_following());
    assert_eq!(second.own_words("freedom.door"), "half a sen", "it reads before it writes");
    second.answer("violence.physical", yes());
    assert!(matches!(second.app.saving(), Saving::Saved(_)));
    first.take(Message::ChangedElsewhere);
    assert_eq!(first.value("violence.physical"), Some(yes()), "and now the first one follows");
}

#[test]
fn a_frozen_tab_that_wakes_up_writes_nothing_over_the_other_and_says_so() {
    let mut frozen = Laptop::at_work();
    frozen.slow = true;
    frozen.answer("freedom.door", no());
    let mut other = frozen.second_tab();
    other.unlock(PASSPHRASE);
    other.open_first();
    other.take(Message::Lock(Lock::Held));
    other.answer("violence.physical", yes());
    let kept = frozen.store.all();
    frozen.let_commits_end();
    assert!(frozen.store.all() == kept, "the fence holds inside the transaction");
    assert!(frozen.app.is_following());
    assert_eq!(frozen.app.notice(), Some(&Notice::TakenOver { unsaved: true }));
    assert_eq!((frozen.value("freedom.door"), frozen.value("violence.physical")), (None, Some(yes())));
}

#[test]
fn a_tab_whose_lock_is_taken_stops_at_once() {
    let mut laptop = Laptop::at_work();
    laptop.take(Message::Lock(Lock::Lost));
    let before = laptop.store.all();
    laptop.answer("freedom.door", no());
    laptop.pass(30_000);
    assert!(laptop.store.all() == before);
}

#[test]
fn a_tab_that_follows_a_change_of_passphrase_asks_for_the_new_one() {
    let mut first = Laptop::at_work();
    let mut second = first.second_tab();
    second.unlock(PASSPHRASE);
    first.change_passphrase("another one of words", false);
    second.take(Message::ChangedElsewhere);
    assert!(matches!(second.app.screen(), Screen::Locked { .. }));
    second.unlock("another one of words");
    assert!(second.is_open());
}

#[test]
fn words_that_a_frozen_tab_never_kept_are_shown_to_be_copied() {
    let mut frozen = Laptop::at_work();
    let question = frozen.question("freedom.door");
    frozen.slow = true;
    frozen.send(Intent::Do(Command::OwnWords(question, "what she said".into())));
    frozen.send(Intent::Write(Command::Observe(question, "what is see".into())));
    let mut other = frozen.second_tab();
    other.unlock(PASSPHRASE);
    other.open_first();
    other.take(Message::Lock(Lock::Held));
    other.send(Intent::Do(Command::OwnWords(question, "what he said".into())));
    frozen.take(Message::Lock(Lock::Lost));
    let left = vec![(question, "what she said".to_owned()), (question, "what is see".to_owned())];
    assert_eq!(
        frozen.app.notice(),
        Some(&Notice::LeftOver(left)),
        "also the letters that had not come to rest"
    );
    assert!(frozen.app.asks_before_leaving());
    assert_eq!(frozen.own_words("freedom.door"), "what he said", "the field shows what is kept");
}

#[test]
fn letters_that_are_typed_while_the_lock_is_given_away_are_kept_before() {
    let mut first = Laptop::at_work();
    let question = first.question("freedom.door");
    let mut second = first.second_tab();
    second.unlock(PASSPHRASE);
    second.open_first();
    first.slow = true;
    first.send(Intent::Write(Command::OwnWords(question, "half a".into())));
    first.take(Message::Lock(Lock::Asked));
    first.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
    first.let_commits_end();
    assert_eq!(first.asked.last(), Some(&LockAsk::Give));
    assert_eq!(first.app.notice(), Some(&Notice::TakenOver { unsaved: false }));
    second.take(Message::Lock(Lock::Held));
    assert_eq!(second.own_words("freedom.door"), "half a sen");
    // And what comes later is told, and not taken.
    first.send(Intent::Write(Command::OwnWords(question, "half a sentence".into())));
    assert_eq!(first.app.notice(), Some(&Notice::Following));
    assert_eq!(second.own_words("freedom.door"), "half a sen");
}

#[test]
fn the_open_field_of_a_tab_that_follows_is_among_what_is_shown_anew() {
    let mut first = Laptop::at_work();
    let question = first.question("freedom.door");
    let mut second = first.second_tab();
    second.unlock(PASSPHRASE);
    second.open_first();
    first.send(Intent::Do(Command::OwnWords(question, "half a sen".into())));
    second.app.take_changed();
    second.take(Message::ChangedElsewhere);
    assert!(second.app.take_changed().questions.contains(&question));
}
