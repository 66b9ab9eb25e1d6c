//! When an open safe locks by itself, the warning before, and where one comes back to.

use faisceau::instrument::StageId;
use faisceau::interview::Command;
use faisceau::state::{Intent, Now, Page, Screen, Settings, WARNING, WithCode};

use super::driver::no;
use super::laptop::{Laptop, PASSPHRASE};

const MINUTE: i64 = 60_000;

fn now(laptop: &Laptop) -> Now {
    Now { unix: laptop.clock, offset: 60 }
}

fn is_locked(laptop: &Laptop) -> bool {
    matches!(laptop.app.screen(), Screen::Locked { opening: false, .. })
}

/// At a question, whose time is the one that was chosen: five minutes.
fn at_a_question() -> Laptop {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Go(Page::Question(question)));
    laptop
}

#[test]
fn thirty_seconds_before_the_lock_it_is_told_and_any_touch_puts_it_off() {
    let mut laptop = at_a_question();
    laptop.pass(5 * MINUTE - WARNING - 1);
    assert!(!laptop.app.lock_is_near());
    laptop.app.take_changed();
    laptop.pass(1);
    assert!(laptop.app.lock_is_near());
    let changed = laptop.app.take_changed();
    assert!(changed.lock && !changed.page, "{changed:?}");
    assert_eq!(laptop.app.locks_in(now(&laptop)), Some(WARNING));

    laptop.pass(WARNING - 1);
    assert!(!is_locked(&laptop));
    laptop.send(Intent::Stir);
    assert!(!laptop.app.lock_is_near() && laptop.app.take_changed().lock);
    laptop.pass(5 * MINUTE - WARNING);
    assert!(laptop.app.lock_is_near() && !is_locked(&laptop), "it is told again, and not later");
    laptop.pass(WARNING);
    assert!(is_locked(&laptop) && !laptop.app.lock_is_near());
}

#[test]
fn what_is_written_puts_the_lock_off_as_well_and_nothing_is_told_to_who_writes() {
    let mut laptop = at_a_question();
    let question = laptop.question("freedom.door");
    for letters in 1..40 {
        laptop.pass(20_000);
        laptop.send(Intent::Write(Command::OwnWords(question, "a".repeat(letters))));
        assert!(!laptop.app.lock_is_near());
    }
    assert!(matches!(laptop.app.screen(), Screen::Case(_)));
}

#[test]
fn where_nothing_locks_by_itself_nothing_is_told() {
    let mut laptop = Laptop::new();
    laptop.pass(60 * MINUTE);
    assert_eq!((laptop.app.lock_is_near(), laptop.app.locks_in(now(&laptop))), (false, None));
    laptop.send(Intent::TryOut);
    laptop.pass(60 * MINUTE);
    assert!(matches!(laptop.app.screen(), Screen::Case(_)), "an exercise does not lock");
    assert_eq!((laptop.app.lock_is_near(), laptop.app.locks_in(now(&laptop))), (false, None));

    let mut laptop = at_a_question();
    laptop.pass(5 * MINUTE - 1_000);
    assert!(laptop.app.lock_is_near());
    laptop.send(Intent::Hide);
    assert_eq!(laptop.app.screen(), Screen::Hidden);
    assert_eq!((laptop.app.lock_is_near(), laptop.app.locks_in(now(&laptop))), (false, None));
    laptop.pass(60 * MINUTE);
    assert_eq!((laptop.app.screen(), laptop.app.lock_is_near()), (Screen::Hidden, false));
}

#[test]
fn a_pause_holds_for_twenty_minutes_and_no_longer() {
    let mut laptop = at_a_question();
    laptop.send(Intent::Set(Settings { lock_after: 1, ..laptop.app.settings() }));
    laptop.send(Intent::Do(Command::Pause));
    laptop.pass(20 * MINUTE - WARNING - 1);
    assert!(!is_locked(&laptop) && !laptop.app.lock_is_near());
    laptop.pass(1);
    assert!(laptop.app.lock_is_near());
    laptop.pass(WARNING);
    assert!(is_locked(&laptop));

    laptop.unlock(PASSPHRASE);
    laptop.send(Intent::Do(Command::Resume));
    laptop.pass(MINUTE - WARNING);
    assert!(laptop.app.lock_is_near(), "once it goes on, the time is the one that was chosen");
    laptop.pass(WARNING);
    assert!(is_locked(&laptop));
}

#[test]
fn what_is_read_aloud_has_twice_the_time_and_never_less_than_was_chosen() {
    for (chosen, held) in [(1, 2), (5, 10), (10, 20), (20, 20)] {
        let mut laptop = Laptop::new();
        laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
        laptop.pass(100);
        laptop.send(Intent::Set(Settings { lock_after: chosen, ..laptop.app.settings() }));
        laptop.send(Intent::NewCase("A-7".into()));
        assert_eq!(laptop.app.screen(), Screen::Case(Page::Stage(StageId::Alert)));
        laptop.pass(held * MINUTE - 1);
        assert!(!is_locked(&laptop), "{chosen}");
        laptop.pass(1);
        assert!(is_locked(&laptop), "{chosen}");
    }
}

#[test]
fn a_lock_by_time_or_by_hand_leads_back_to_the_question_and_to_any_other_page() {
    for by_hand in [false, true] {
        let mut laptop = at_a_question();
        let lens = Page::Findings;
        for page in [laptop.app.screen(), Screen::Case(lens)] {
            if page == Screen::Case(lens) {
                laptop.send(Intent::Go(lens));
            }
            if by_hand {
                laptop.send(Intent::Lock);
            } else {
                laptop.pass(6 * MINUTE);
            }
            assert!(is_locked(&laptop) && laptop.app.current().is_none() && laptop.app.rows().is_empty());
            laptop.unlock(PASSPHRASE);
            assert_eq!(laptop.app.screen(), page);
        }
    }
}

#[test]
fn after_a_kill_the_case_that_was_open_is_open_at_its_question() {
    let laptop = at_a_question();
    let page = laptop.app.screen();
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.screen(), page);
    again.send(Intent::Go(Page::Cases));
    let mut later = again.killed();
    later.unlock(PASSPHRASE);
    assert_eq!(later.app.screen(), Screen::Cases, "the list was on the screen");
}

#[test]
fn after_hiding_the_list_is_shown_in_this_tab_and_in_the_next() {
    let mut laptop = at_a_question();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Hide);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.screen(), Screen::Cases);
}

#[test]
fn a_case_that_is_gone_or_renamed_is_not_come_back_to() {
    let mut laptop = at_a_question();
    let id = laptop.app.rows()[0].id;
    laptop.send(Intent::Erase(id));
    laptop.send(Intent::NewCase("A-8".into()));
    laptop.send(Intent::Go(Page::Cases));
    let id = laptop.app.rows()[0].id;
    laptop.send(Intent::Rename(id, "A-9".into()));
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    assert_eq!(laptop.app.screen(), Screen::Cases);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.screen(), Screen::Cases);
}

#[test]
fn to_read_a_case_writes_nothing() {
    let mut laptop = at_a_question();
    laptop.send(Intent::Go(Page::Cases));
    let before = laptop.store.all();
    laptop.open_first();
    assert!(matches!(laptop.app.screen(), Screen::Case(_)));
    assert_eq!(laptop.store.all(), before);
}
