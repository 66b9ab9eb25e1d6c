//! What is said of what left is true: nothing leaves before its line in the history is kept, and a line whose
//! file did not leave is taken back.

use faisceau::doors::{Fault, Store, StoreError};
use faisceau::instrument::Language;
use faisceau::interview::{Form, PastKind, Recipient, Sealing, Selection};
use faisceau::record::Opening;
use faisceau::state::{
    Intent, Leave, Lock, Message, Notice, Page, PassOn, Protection, Said, Saving, Screen, Shape, StoreFault,
};

use super::driver::no;
use super::laptop::{Laptop, PASSPHRASE, passing_on_whole};

fn leaving(shape: Shape, protection: Protection) -> Intent {
    Intent::Leave(Leave::PassOn(Box::new(PassOn {
        recipient: Recipient::Association,
        selection: Selection::everything(),
        said: Some(Said::Asked(Form::Spoken)),
        shape,
        protection,
    })))
}

fn words() -> faisceau::state::Passphrase {
    "four words of ours".to_owned().into()
}

/// How many times the history of the open case says that something left, and how many lines are kept of it.
fn told(laptop: &Laptop) -> (usize, usize) {
    let case = laptop.app.current().expect("a case is open").case();
    let past = case.history().iter().filter(|past| matches!(past.what, PastKind::Left(_)));
    (past.count(), case.leavings().len())
}

fn opened_again(laptop: Laptop) -> Laptop {
    let mut again = laptop.killed();
    again.store.fail(Fault::None);
    again.unlock(PASSPHRASE);
    again.open_first();
    again
}

#[test]
fn a_file_is_offered_once_its_line_is_kept_and_not_before() {
    for protection in [Protection::None, Protection::Passphrase(words()), Protection::Page(words())] {
        let mut laptop = Laptop::at_work();
        laptop.slow = true;
        laptop.send(leaving(Shape::Report(Language::Fr), protection));
        assert!(laptop.offered.is_empty() && laptop.app.notice().is_none(), "it is not kept yet");
        assert!(laptop.app.is_sealing());
        laptop.send(leaving(Shape::Report(Language::Fr), Protection::None));
        assert_eq!(laptop.commits.len(), 1, "one file leaves after the other");
        laptop.let_commits_end();
        assert_eq!(laptop.offered.len(), 1);
        assert!(matches!(laptop.app.notice(), Some(Notice::PassedOn(Recipient::Association, _))));
        assert!(!laptop.app.is_sealing());
        assert_eq!(told(&opened_again(laptop)), (1, 1), "and the history keeps it");
    }
}

#[test]
fn where_the_line_cannot_be_kept_nothing_leaves_and_nothing_says_so() {
    for fault in [Fault::Always(StoreError::Full), Fault::Always(StoreError::Failed)] {
        for protection in [Protection::None, Protection::Page(words())] {
            let mut laptop = Laptop::at_work();
            laptop.store.fail(fault);
            laptop.send(leaving(Shape::OwnCopy(Language::En), protection));
            assert!(laptop.offered.is_empty(), "{fault:?}");
            assert!(matches!(laptop.app.notice(), Some(Notice::NotLeft(_))), "{:?}", laptop.app.notice());
            assert_eq!(told(&laptop), (0, 0));
            assert!(laptop.app.how_to_open().is_none() && !laptop.app.is_sealing());
            // It is tried again, and kept at last: the file was not offered, and nothing says that it was.
            laptop.store.fail(Fault::None);
            laptop.pass(20_000);
            assert!(matches!(laptop.app.saving(), Saving::Saved(_)) && laptop.offered.is_empty());
            assert_eq!(told(&laptop), (0, 0));
            laptop.send(passing_on_whole());
            assert_eq!((laptop.offered.len(), told(&laptop)), (1, (1, 1)), "once there is room it leaves");
            assert_eq!(told(&opened_again(laptop)), (1, 1));
        }
    }
}

#[test]
fn a_browser_that_ends_in_between_leaves_at_most_a_line_that_says_prepared() {
    let passing = || {
        let mut laptop = Laptop::at_work();
        laptop.slow = true;
        laptop.send(passing_on_whole());
        laptop
    };
    let ended_before = opened_again(passing());
    assert_eq!(told(&ended_before), (0, 0), "nothing was kept, and nothing left");
    let mut laptop = passing();
    let (_, writes) = laptop.commits.pop_front().expect("a commit");
    let writes: Vec<_> = writes.into_iter().map(|write| (write.key, write.value)).collect();
    pollster::block_on(laptop.store.commit(&writes)).expect("kept");
    assert!(laptop.offered.is_empty());
    assert_eq!(told(&opened_again(laptop)), (1, 1), "a file that may have left is never kept silent about");
}

#[test]
fn while_something_is_not_saved_nothing_leaves() {
    let mut laptop = Laptop::at_work();
    laptop.store.fail(Fault::Always(StoreError::Full));
    laptop.answer("freedom.door", no());
    laptop.send(leaving(Shape::Report(Language::Fr), Protection::Page(words())));
    assert_eq!(laptop.app.notice(), Some(&Notice::NotLeft(StoreFault::Full)));
    assert!(laptop.files.is_empty() && laptop.offered.is_empty() && !laptop.app.can_pass_on());
    assert_eq!(told(&laptop), (0, 0));
    // A rescue copy, which says nothing in a history, is what helps then.
    laptop.store.fail(Fault::None);
    laptop.send(Intent::SaveRescue);
    assert_eq!(laptop.offered.len(), 1);
}

#[test]
fn a_store_that_fills_up_while_a_file_is_sealed_keeps_it_here() {
    let mut laptop = Laptop::at_work();
    laptop.slow_files = true;
    laptop.send(leaving(Shape::Report(Language::Fr), Protection::Page(words())));
    laptop.store.fail(Fault::Always(StoreError::Full));
    laptop.answer("freedom.door", no());
    laptop.let_files_come();
    assert_eq!(laptop.app.notice(), Some(&Notice::NotLeft(StoreFault::Full)));
    assert!(laptop.offered.is_empty());
    assert_eq!(told(&laptop), (0, 0));
}

#[test]
fn a_tab_that_only_reads_passes_nothing_on() {
    let laptop = Laptop::at_work();
    let mut other = laptop.second_tab();
    other.unlock(PASSPHRASE);
    other.open_first();
    assert!(other.app.is_following() && !other.app.can_pass_on());
    for protection in [Protection::None, Protection::Page(words())] {
        other.send(leaving(Shape::Report(Language::Fr), protection));
        assert_eq!(other.app.notice(), Some(&Notice::Following));
    }
    other.let_files_come();
    assert!(other.offered.is_empty());
    assert_eq!(told(&other), (0, 0));
}

#[test]
fn a_tab_that_is_taken_over_in_between_keeps_the_file_here() {
    let mut laptop = Laptop::at_work();
    laptop.slow = true;
    laptop.send(passing_on_whole());
    laptop.take(Message::Lock(Lock::Lost));
    assert_eq!(laptop.app.notice(), Some(&Notice::NotLeft(StoreFault::Superseded)));
    laptop.let_commits_end();
    assert!(laptop.offered.is_empty() && !laptop.app.is_sealing());

    // While it is sealed, too.
    let mut laptop = Laptop::at_work();
    laptop.slow_files = true;
    laptop.send(leaving(Shape::Report(Language::Fr), Protection::Page(words())));
    laptop.take(Message::Lock(Lock::Lost));
    laptop.let_files_come();
    assert_eq!(laptop.app.notice(), Some(&Notice::Following));
    assert!(laptop.offered.is_empty());
    assert_eq!(told(&laptop), (0, 0));
}

#[test]
fn a_tab_that_gives_the_lock_away_offers_what_it_has_kept_first() {
    let mut laptop = Laptop::at_work();
    laptop.slow = true;
    laptop.send(passing_on_whole());
    laptop.take(Message::Lock(Lock::Asked));
    assert!(laptop.offered.is_empty());
    laptop.let_commits_end();
    assert_eq!(laptop.offered.len(), 1);
    assert!(laptop.app.is_following());
}

#[test]
fn who_leaves_the_case_before_the_line_is_kept_takes_it_back() {
    for away in [Intent::Lock, Intent::Hide, Intent::Go(Page::Cases), Intent::NewCase("A-8".into())] {
        let mut laptop = Laptop::at_work();
        laptop.slow = true;
        laptop.send(passing_on_whole());
        laptop.send(away);
        laptop.let_commits_end();
        assert!(laptop.offered.is_empty());
        let mut again = laptop.killed();
        again.unlock(PASSPHRASE);
        let id = again.app.rows().iter().find(|row| row.card.as_ref().is_some_and(|it| it.name == "A-7"));
        let id = id.expect("the case").id;
        again.send(Intent::OpenCase(id));
        assert_eq!(told(&again), (0, 0));
    }
}

#[test]
fn who_goes_on_in_the_case_gets_the_file() {
    let mut laptop = Laptop::at_work();
    laptop.slow = true;
    laptop.send(passing_on_whole());
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Go(Page::History));
    laptop.let_commits_end();
    assert_eq!(laptop.offered.len(), 1);
    assert_eq!(laptop.app.notice(), Some(&Notice::PassedOn(Recipient::Association, Sealing::Plain)));
}

#[test]
fn an_exercise_offers_at_once_and_says_that_nothing_is_kept() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::TryOut);
    laptop.slow_files = true;
    laptop.send(leaving(Shape::Report(Language::En), Protection::Page(words())));
    assert!(laptop.app.is_sealing() && laptop.offered.is_empty());
    assert_eq!(told(&laptop), (0, 0), "it has not left");
    laptop.let_files_come();
    assert_eq!(laptop.app.notice(), Some(&Notice::LeftInExercise(Recipient::Association)));
    assert_eq!((laptop.offered.len(), told(&laptop)), (1, (1, 1)));
    laptop.send(passing_on_whole());
    assert_eq!(laptop.offered.len(), 2);
}

#[test]
fn how_the_file_is_opened_goes_with_it() {
    let age = "faisceau-report-2024-03-22-1200.html.age";
    let page = "faisceau-report-sealed-2024-03-22-1200.html";
    for (protection, opening, file) in [
        (Protection::Page(words()), Some(Opening::Page), page),
        (Protection::Passphrase(words()), Some(Opening::Passphrase), age),
        (Protection::None, None, "faisceau-report-2024-03-22-1200.html"),
    ] {
        let mut laptop = Laptop::at_work();
        laptop.send(leaving(Shape::Report(Language::Fr), protection));
        let how = laptop.app.how_to_open().cloned();
        assert_eq!(how.as_ref().map(|how| how.opening), opening);
        assert_eq!(laptop.offered[0].0, file);
        let Some(how) = how else { continue };
        assert_eq!(how.name, file);
        for language in Language::ALL {
            laptop.send(Intent::Leave(Leave::SaveHow(language)));
            let (name, bytes) = laptop.offered.pop().expect("offered");
            assert!(name.starts_with("faisceau-report") && name.ends_with("-how-to-open.html"), "{name}");
            let text = String::from_utf8(bytes).expect("text");
            assert!(text.contains(file), "it names the file");
            assert!(!text.contains("four words of ours"), "and never the passphrase");
        }
        laptop.send(Intent::Go(Page::Cases));
        assert!(laptop.app.how_to_open().is_none() || laptop.app.screen() == Screen::Cases);
    }
}
