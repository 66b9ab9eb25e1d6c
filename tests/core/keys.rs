//! The passphrase, the recovery code, and everything sealed anew.

use faisceau::doors::Store;
use faisceau::state::{Intent, Loss, Message, Notice, Page, Purpose, Screen, WithCode};
use faisceau::vault::{Derivation, OpenFault, Rescue, Safe};

use super::driver::{no, yes};
use super::laptop::{Laptop, PASSPHRASE, fault};

#[test]
fn the_work_is_measured_when_a_safe_is_made_and_raised_on_a_quicker_machine() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
    assert_eq!(laptop.app.keys().and_then(|keys| keys.derivation), Some(Derivation::LEAST));
    laptop.send(Intent::NewCase("A-7".into()));
    let mut quicker = laptop.killed();
    quicker.pace = 90;
    quicker.unlock(PASSPHRASE);
    let more = quicker.app.keys().and_then(|keys| keys.derivation).expect("open");
    assert!(Derivation::LEAST.falls_short_of(more), "{more:?}");
    let mut again = quicker.killed();
    again.pace = 80;
    again.unlock(PASSPHRASE);
    assert_eq!((again.app.rows().len(), again.app.keys().and_then(|keys| keys.derivation)), (1, Some(more)));
    assert!(again.derived.iter().all(|(purpose, _)| *purpose == Purpose::Open), "once");
}

#[test]
fn a_key_that_comes_too_late_opens_nothing_and_is_not_held_against_the_next_try() {
    let mut laptop = Laptop::at_work().killed();
    laptop.slow_keys = true;
    laptop.send(Intent::Unlock("not the one that it is".to_owned().into()));
    assert!(matches!(laptop.app.screen(), Screen::Locked { opening: true, .. }));
    laptop.send(Intent::StopWaiting);
    assert!(matches!(laptop.app.screen(), Screen::Locked { opening: false, fault: None, .. }));
    laptop.send(Intent::Unlock(PASSPHRASE.to_owned().into()));
    laptop.let_keys_come();
    assert!(laptop.is_open(), "opened by the second, undisturbed by the first");
    assert_eq!(laptop.smalls.get("faisceau:tries"), None);

    laptop.send(Intent::Lock);
    laptop.send(Intent::Unlock(PASSPHRASE.to_owned().into()));
    laptop.send(Intent::Hide);
    laptop.let_keys_come();
    assert_eq!(laptop.app.screen(), Screen::Hidden);
}

#[test]
fn making_a_safe_and_changing_its_passphrase_can_be_stopped() {
    let mut laptop = Laptop::new();
    laptop.slow_keys = true;
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
    laptop.send(Intent::StopWaiting);
    laptop.let_keys_come();
    assert_eq!(laptop.app.screen(), Screen::Welcome { making: false, fault: None });

    let mut laptop = Laptop::at_work();
    laptop.send(Intent::SaveRescue);
    let (_, copy) = laptop.offered.pop().expect("offered");
    let changing = |laptop: &Laptop| laptop.app.keys().expect("open").changing;
    let ask = |laptop: &mut Laptop| {
        laptop.send(Intent::ChangePassphrase {
            current: Some(PASSPHRASE.to_owned().into()),
            new: "another one of words".to_owned().into(),
            everything: false,
        });
    };
    laptop.slow_keys = true;
    ask(&mut laptop);
    assert!(changing(&laptop));
    laptop.send(Intent::StopWaiting);
    assert!(!changing(&laptop));
    ask(&mut laptop);
    laptop.send(Intent::TakeRescue(copy));
    laptop.let_keys_come();
    laptop.send(Intent::LeaveRescue);
    laptop.send(Intent::LeaveRescue);
    assert!(!changing(&laptop), "a change that was interrupted does not stand in the way of the next");
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert!(again.is_open(), "and the passphrase is the one before");
}

#[test]
fn another_passphrase_opens_the_safe_at_once_and_the_one_before_no_more() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    let records = laptop.store.all();
    laptop.send(Intent::ChangePassphrase {
        current: Some("not the right one at all".to_owned().into()),
        new: "another one of words".to_owned().into(),
        everything: false,
    });
    assert_eq!(laptop.app.notice(), Some(&Notice::NotCurrent));
    laptop.change_passphrase("another one of words", false);
    assert_eq!(laptop.app.notice(), Some(&Notice::PassphraseChanged));
    let changed = laptop.store.all().into_iter().filter(|record| !records.contains(record)).count();
    assert_eq!(changed, 2, "both copies of the header, and nothing else");
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert!(matches!(again.app.screen(), Screen::Locked { fault: Some(OpenFault::WrongPassphrase), .. }));
    again.unlock("another one of words");
    again.open_first();
    assert_eq!(again.value("freedom.door"), Some(no()));
}

#[test]
fn everything_is_sealed_anew_case_by_case_and_goes_on_after_a_kill() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Go(Page::Cases));
    for name in ["A-8", "A-9"] {
        laptop.send(Intent::NewCase(name.into()));
        laptop.send(Intent::Go(Page::Cases));
    }
    let before = laptop.store.all();
    laptop.slow = true;
    laptop.change_passphrase("another one of words", true);
    // The browser ends after the second of the commits that it takes.
    for _ in 0..2 {
        let (ticket, writes) = laptop.commits.pop_front().expect("a commit");
        let writes: Vec<_> = writes.into_iter().map(|write| (write.key, write.value)).collect();
        let result = pollster::block_on(laptop.store.commit(&writes)).map_err(fault);
        laptop.take(Message::Committed(ticket, result));
    }
    let mut again = laptop.killed();
    again.unlock("another one of words");
    assert_eq!(again.app.keys().and_then(|keys| keys.left), None, "it went on by itself to the end");
    assert_eq!((again.app.rows().len(), again.app.notice()), (3, Some(&Notice::Turned)));
    let old = |record: &&(Vec<u8>, Vec<u8>)| before.contains(record) && !record.0.starts_with(Safe::HEADERS);
    assert_eq!(again.store.all().iter().filter(old).count(), 0, "nothing is left that the old key opens");
    let at = again.app.rows().iter().position(|row| row.card.as_ref().is_some_and(|card| card.name == "A-7"));
    let id = again.app.rows()[at.expect("there")].id;
    again.send(Intent::OpenCase(id));
    assert_eq!(again.value("freedom.door"), Some(no()));
}

#[test]
fn a_recovery_code_is_shown_once_and_opens_the_safe() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::Yes));
    assert_eq!(laptop.app.screen(), Screen::Code);
    let code = laptop.app.code().expect("shown").to_string();
    laptop.send(Intent::CodeKept);
    assert_eq!((laptop.app.screen(), laptop.app.code()), (Screen::Cases, None));
    laptop.send(Intent::NewCase("A-7".into()));
    let mut again = laptop.killed();
    again.send(Intent::UnlockByCode("0000-0000".to_owned().into()));
    assert!(matches!(again.app.screen(), Screen::Locked { fault: Some(OpenFault::WrongPassphrase), .. }));
    again.send(Intent::UnlockByCode(code.to_lowercase().into()));
    assert_eq!((again.app.rows().len(), again.app.notice()), (1, Some(&Notice::OpenedByCode)));
    again.send(Intent::ChangePassphrase {
        current: None,
        new: "another one of words".to_owned().into(),
        everything: false,
    });
    let mut last = again.killed();
    last.unlock("another one of words");
    assert_eq!(last.app.rows().len(), 1);
}

#[test]
fn wrong_passphrases_slow_down_also_over_a_restart_and_erase_nothing() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Lock);
    let before = laptop.store.all();
    for _ in 0..3 {
        laptop.unlock("four words without a link");
    }
    assert!(matches!(laptop.app.screen(), Screen::Locked { wait: 2, .. }));
    laptop.unlock(PASSPHRASE);
    assert!(matches!(laptop.app.screen(), Screen::Locked { wait: 2, .. }), "not yet");
    let mut again = laptop.killed();
    assert!(matches!(again.app.screen(), Screen::Locked { wait: 2, .. }), "a restart is no way round");
    again.clock -= 10 * 24 * 3_600_000;
    again.wakes.iter_mut().for_each(|(at, _)| *at -= 10 * 24 * 3_600_000);
    again.pass(2_100);
    for _ in 0..40 {
        again.unlock("four words without a link");
        again.pass(31_000);
    }
    assert!(again.store.all() == before, "nothing is ever erased");
    again.unlock(PASSPHRASE);
    assert!(again.is_open());
}

#[test]
fn a_short_case_is_whole_after_it_was_sealed_anew() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Go(Page::Cases));
    laptop.change_passphrase("another one of words", true);
    assert_eq!(laptop.app.notice(), Some(&Notice::Turned));
    let mut again = laptop.killed();
    again.unlock("another one of words");
    again.open_first();
    assert_eq!((again.app.notice(), again.value("freedom.door")), (None, Some(no())));
}

/// A laptop at work, of whose case one record is damaged: before a snapshot was taken, or after it.
fn with_a_damaged_record(after_a_snapshot: bool) -> Laptop {
    let mut laptop = Laptop::at_work();
    laptop.answer("violence.sexual", no());
    if after_a_snapshot {
        for _ in 0..30 {
            laptop.answer("freedom.door", no());
            laptop.answer("freedom.door", yes());
        }
        laptop.send(Intent::Go(Page::Cases));
        laptop.open_first();
    }
    let before = laptop.store.all();
    laptop.answer("freedom.door", no());
    let mut records = laptop.store.all();
    laptop.answer("violence.physical", no());
    // The case is not opened by the passphrase alone.
    laptop.send(Intent::Hide);
    let last = laptop.store.all();
    records.retain(|(key, _)| !before.iter().any(|(known, _)| known == key));
    let [(damaged, _)] = &records[..] else { panic!("one new record") };
    let damage = |(key, mut value): (Vec<u8>, Vec<u8>)| {
        if key == *damaged {
            value[80] ^= 1;
        }
        (key, value)
    };
    laptop.store.replace(last.into_iter().map(damage).collect());
    laptop.killed()
}

fn loss_told_by(laptop: &mut Laptop) -> Loss {
    laptop.open_first();
    let Some(Notice::Damaged(loss)) = laptop.app.notice() else { panic!("{:?}", laptop.app.notice()) };
    loss.clone()
}

#[test]
fn what_is_lost_of_a_case_stays_told_when_everything_is_sealed_anew() {
    for after_a_snapshot in [false, true] {
        let mut as_it_is = with_a_damaged_record(after_a_snapshot);
        as_it_is.unlock(PASSPHRASE);
        let told = loss_told_by(&mut as_it_is);
        let mut laptop = with_a_damaged_record(after_a_snapshot);
        laptop.unlock(PASSPHRASE);
        laptop.change_passphrase("another one of words", true);
        assert_eq!(laptop.app.notice(), Some(&Notice::Turned));
        let mut again = laptop.killed();
        again.unlock("another one of words");
        assert_eq!(again.app.notice(), None, "no alarm: the case is no older than it was");
        let still = loss_told_by(&mut again);
        assert_eq!((still.count(), still.between, still.unfit), (told.count(), told.between, told.unfit));
        for id in ["violence.sexual", "violence.physical", "freedom.door"] {
            assert_eq!(again.value(id), as_it_is.value(id), "{id}");
        }
        let kept = again.store.all().into_iter().filter(|(key, _)| key.starts_with(Safe::QUARANTINE)).count();
        assert_eq!(kept, 1, "what could not be read is kept");
    }
}

#[test]
fn a_case_that_a_newer_version_has_written_in_is_not_sealed_anew() {
    let mut laptop = with_a_damaged_record(true);
    let mut records = laptop.store.all();
    // What stands fourth in a record is the version of its form.
    records.iter_mut().filter(|(key, _)| key.starts_with(Safe::RECORDS)).for_each(|(_, value)| value[3] = 9);
    laptop.store.replace(records.clone());
    laptop.unlock(PASSPHRASE);
    laptop.change_passphrase("another one of words", true);
    assert_eq!(laptop.app.notice(), Some(&Notice::Newer));
    let left = laptop.store.all();
    let of_cases = |all: &[(Vec<u8>, Vec<u8>)]| {
        all.iter().filter(|(key, _)| key.starts_with(Safe::RECORDS)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(of_cases(&left), of_cases(&records), "nothing of it was touched");
}

/// A copy of a safe as an earlier version kept it: its passphrase was derived as it was typed.
const EARLIER: &[u8] = include_bytes!("../corpus/rescue/two-cases.fsr");

/// A browser with a safe of an earlier version.
fn with_an_earlier_safe() -> Laptop {
    let laptop = Laptop::new();
    laptop.store.replace(Rescue::read(EARLIER).expect("a rescue copy").records);
    laptop.killed()
}

fn header(laptop: &Laptop) -> Vec<u8> {
    Safe::header(&laptop.store.all()).expect("a header")
}

#[test]
fn a_safe_of_an_earlier_version_opens_as_typed_and_as_meant_and_from_then_on_by_every_spelling() {
    for spelling in [PASSPHRASE, "Four words without link ", "\u{feff}four words\u{a0}without  link"] {
        let mut laptop = with_an_earlier_safe();
        let before = header(&laptop);
        assert!(!laptop.app.takes_every_spelling() && before[3] == 2);
        laptop.unlock(spelling);
        assert_eq!((laptop.app.screen(), laptop.app.rows().len()), (Screen::Cases, 2), "{spelling:?}");
        assert_eq!(laptop.smalls.get("faisceau:tries"), None, "one try, and the right one");
        assert_ne!(header(&laptop), before);
        let mut again = laptop.killed();
        assert!(again.app.takes_every_spelling());
        again.unlock("FOUR words without LINK");
        assert_eq!(again.app.rows().len(), 2);
    }
}

#[test]
fn what_could_have_been_meant_counts_as_one_try() {
    let mut laptop = with_an_earlier_safe();
    let before = header(&laptop);
    laptop.unlock("four words without links");
    assert!(matches!(laptop.app.screen(), Screen::Locked { fault: Some(OpenFault::WrongPassphrase), .. }));
    assert_eq!(laptop.smalls.get("faisceau:tries").map(String::as_str), Some("1"));
    assert_eq!(header(&laptop), before, "nothing changes before it is open");
}

#[test]
fn a_new_safe_opens_by_every_spelling_and_nothing_is_derived_anew() {
    let mut laptop = Laptop::new();
    let proposed = "école écluse abeille régime poésie crémeux";
    laptop.send(Intent::MakeSafe(format!("{proposed} ").into(), WithCode::No));
    laptop.send(Intent::NewCase("A-7".into()));
    for spelling in [
        proposed,
        "ecole ecluse abeille regime poesie cremeux",
        "École écluse abeille régime poésie crémeux",
        "école écluse abeille régime poésie crémeux ",
        "e\u{301}cole e\u{301}cluse abeille re\u{301}gime poe\u{301}sie cre\u{301}meux",
        "\u{feff}école écluse\u{a0}abeille régime\u{202f}poésie  crémeux\r\n",
    ] {
        laptop = laptop.killed();
        laptop.unlock(spelling);
        assert_eq!(laptop.app.rows().len(), 1, "{spelling:?}");
        assert!(laptop.derived.iter().all(|(purpose, _)| *purpose == Purpose::Open), "{spelling:?}");
    }
}

#[test]
fn a_passphrase_is_as_long_as_people_count_it() {
    for (words, long_enough) in [
        ("e\u{301}te\u{301} e\u{301}te\u{301} abc", false),
        ("           a", false),
        ("abc     def     ", false),
        ("\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}mot de passe", true),
        ("été été été", false),
        ("été été été1", true),
    ] {
        let mut laptop = Laptop::new();
        laptop.send(Intent::MakeSafe(words.to_owned().into(), WithCode::No));
        assert_eq!(laptop.app.screen() == Screen::Cases, long_enough, "{words:?}");
    }
}
