//! What the browser asks before the page is closed, and what a lock keeps of what is not kept yet.

use faisceau::doors::{Fault, StoreError};
use faisceau::interview::Command;
use faisceau::state::{Intent, Lock, Message, Notice, Page, Saving, Screen, StoreFault, WithCode};
use faisceau::vault::Safe;

use super::driver::{no, yes};
use super::laptop::{Laptop, PASSPHRASE, passing_on_sealed};

fn asks(laptop: &Laptop) -> bool {
    laptop.app.asks_before_leaving()
}

#[test]
fn where_everything_is_kept_nothing_is_asked() {
    let mut laptop = Laptop::new();
    assert!(!asks(&laptop), "before there is a safe");
    laptop.send(Intent::TryOut);
    laptop.answer("freedom.door", no());
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "words".into())));
    assert!(!asks(&laptop), "nothing of an exercise is kept");
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    for page in [Page::Decision, Page::Leaving, Page::Settings, Page::Cases] {
        laptop.send(Intent::Go(page));
        assert!(!asks(&laptop), "{page:?}");
    }
    laptop.send(Intent::Lock);
    assert!(!asks(&laptop));
    laptop.send(Intent::Hide);
    assert!(!asks(&laptop));
}

#[test]
fn letters_and_records_on_their_way_are_asked_for_and_a_follower_has_none() {
    let mut laptop = Laptop::at_work();
    laptop.slow = true;
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
    assert!(asks(&laptop), "a letter that was not taken in yet");
    laptop.pass(1_000);
    assert_eq!(laptop.app.saving(), Saving::Underway);
    assert!(asks(&laptop), "a record on its way");
    laptop.let_commits_end();
    assert!(!asks(&laptop));
    let mut other = laptop.second_tab();
    other.unlock(PASSPHRASE);
    other.open_first();
    other.answer("freedom.door", no());
    assert!(!asks(&other));
    // What was written here and never kept is on the screen alone.
    laptop.send(Intent::Write(Command::OwnWords(question, "half a sentence".into())));
    laptop.take(Message::Lock(Lock::Lost));
    assert!(asks(&laptop));
    laptop.send(Intent::Dismiss);
    assert!(!asks(&laptop));
}

#[test]
fn what_is_not_saved_is_asked_for_in_every_fault_through_lock_and_hide_until_it_is_saved() {
    for error in [StoreError::Full, StoreError::Blocked, StoreError::Newer, StoreError::Failed] {
        let mut laptop = Laptop::at_work();
        laptop.store.fail(Fault::Always(error));
        laptop.answer("freedom.door", no());
        assert!(matches!(laptop.app.saving(), Saving::NotSaved(_)), "{error:?}");
        for step in [Intent::Go(Page::Cases), Intent::Lock, Intent::Hide] {
            assert!(asks(&laptop), "{error:?}");
            laptop.send(step);
        }
        assert!(asks(&laptop), "{error:?}");
        laptop.store.fail(Fault::None);
        laptop.pass(20_000);
        assert!(!asks(&laptop), "{error:?}");
    }
}

#[test]
fn what_is_under_way_and_in_no_file_is_asked_for() {
    let mut laptop = Laptop::at_work();
    laptop.slow_files = true;
    laptop.send(passing_on_sealed());
    assert!(asks(&laptop), "a file that is being sealed");
    laptop.let_files_come();
    assert!(!asks(&laptop));
    laptop.pass_on_whole();
    let (_, bytes) = laptop.offered.last().expect("a file").clone();
    laptop.send(Intent::Import(bytes));
    assert_eq!(laptop.app.screen(), Screen::Incoming);
    assert!(asks(&laptop), "a file that is shown and not taken in");
    laptop.send(Intent::LeaveOut);
    assert!(!asks(&laptop));
    laptop.send(Intent::MakeCode);
    assert!(asks(&laptop), "a code that is shown once");
    laptop.send(Intent::CodeKept);
    assert!(!asks(&laptop));
    laptop.slow_keys = true;
    laptop.change_passphrase("another one of words", false);
    assert!(asks(&laptop), "a passphrase that is being changed");
    laptop.let_keys_come();
    laptop.slow_keys = false;
    assert!(!asks(&laptop));
    laptop.send(Intent::SaveRescue);
    let (_, copy) = laptop.offered.last().expect("a copy").clone();
    laptop.send(Intent::TakeRescue(copy));
    assert!(asks(&laptop), "a rescue copy that is looked at");
    laptop.send(Intent::LeaveRescue);
    assert!(!asks(&laptop));
}

#[test]
fn a_recovery_code_that_is_made_with_the_safe_is_asked_for() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::Yes));
    laptop.pass(100);
    assert!(asks(&laptop));
    laptop.send(Intent::CodeKept);
    assert!(!asks(&laptop));
}

#[test]
fn a_lock_over_a_full_store_loses_nothing_and_what_is_opened_again_is_what_was_written() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.store.fail(Fault::Always(StoreError::Full));
    laptop.answer("freedom.door", yes());
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::NewCase("B-8".into()));
    for hidden in [Intent::Lock, Intent::Hide] {
        // The store can be read; nothing can be written.
        laptop.store.fail(Fault::Room(0));
        laptop.send(hidden);
        laptop.send(Intent::Lock);
        assert_eq!(laptop.app.saving(), Saving::NotSaved(StoreFault::Full), "and it is told");
        if laptop.app.screen() == Screen::Hidden {
            laptop.send(Intent::ComeBack);
            break;
        }
        laptop.unlock(PASSPHRASE);
        assert_eq!(laptop.app.notice(), None, "nothing is missing");
        assert_eq!(laptop.app.rows().len(), 2, "a case that is in no store yet is listed");
        let first = laptop.app.rows().iter().find(|row| row.card.as_ref().is_some_and(|c| c.name == "A-7"));
        let first = first.expect("listed").id;
        laptop.send(Intent::OpenCase(first));
        assert_eq!(laptop.app.notice(), None);
        assert_eq!(laptop.value("freedom.door"), Some(yes()));
        let question = laptop.question("freedom.door");
        laptop.send(Intent::Do(Command::OwnWords(question, "after the lock".into())));
    }
    laptop.store.fail(Fault::None);
    laptop.pass(20_000);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!((again.app.rows().len(), again.app.notice()), (2, None));
    let first = again.app.rows().iter().find(|row| row.card.as_ref().is_some_and(|c| c.name == "A-7"));
    let first = first.expect("listed").id;
    again.send(Intent::OpenCase(first));
    assert_eq!((again.value("freedom.door"), again.app.notice()), (Some(yes()), None::<&Notice>));
    assert_eq!(again.own_words("freedom.door"), "after the lock");
}

#[test]
fn what_is_said_to_be_erased_changed_or_taken_in_is_said_once_it_is_kept_and_never_before() {
    let written = |steps: fn(&mut Laptop), told: &Notice| {
        let mut laptop = Laptop::at_work();
        laptop.pass_on_whole();
        laptop.send(Intent::Dismiss);
        laptop.store.fail(Fault::Room(0));
        steps(&mut laptop);
        assert_eq!(laptop.app.notice(), None, "{told:?} is not true yet");
        assert!(matches!(laptop.app.saving(), Saving::NotSaved(_)));
        laptop.store.fail(Fault::None);
        laptop.pass(20_000);
        assert_eq!(laptop.app.notice(), Some(told));
    };
    written(
        |laptop| {
            let id = laptop.app.rows()[0].id;
            laptop.send(Intent::Erase(id));
        },
        &Notice::Erased,
    );
    written(|laptop| laptop.change_passphrase("another one of words", false), &Notice::PassphraseChanged);
    written(
        |laptop| {
            let (_, bytes) = laptop.offered.last().expect("a file").clone();
            laptop.send(Intent::Import(bytes));
            laptop.send(Intent::TakeIn);
        },
        &Notice::Imported,
    );
}

#[test]
fn a_safe_of_a_newer_version_changes_in_nothing_and_says_so() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    // A record of the catalogue says that a later version has sealed it.
    let mut records = laptop.store.all();
    let decoy = records.iter_mut().rfind(|(key, _)| key.starts_with(Safe::CATALOGUE)).expect("a record");
    decoy.1[3] = 9;
    laptop.store.replace(records.clone());
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.notice(), Some(&Notice::Newer));
    again.open_first();
    let erased = again.app.rows()[0].id;
    for intent in [Intent::NewCase("B-8".into()), Intent::MakeCode, Intent::Erase(erased)] {
        again.send(Intent::Dismiss);
        again.send(intent);
        assert_eq!(again.app.notice(), Some(&Notice::Newer), "it is told each time");
    }
    again.answer("freedom.door", yes());
    again.pass(20_000);
    assert!(again.store.all() == records && again.app.is_shut());
    assert_eq!(again.value("freedom.door"), Some(no()));
}
