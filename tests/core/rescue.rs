//! The rescue copy: taken away, opened elsewhere, added to what is there.

use faisceau::doors::Fault;
use faisceau::instrument::{Shelf, StageId};
use faisceau::interview::{Case, Command};
use faisceau::state::{Intent, Notice, Page, Saving, Screen, StoreFault, WithCode, open_rescue};
use faisceau::vault::{OpenFault, Rescue, Safe};

use super::driver::no;
use super::laptop::{Laptop, PASSPHRASE, agreement};

#[test]
fn a_rescue_copy_opens_in_a_fresh_browser_with_the_same_passphrase_and_natively() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Lock);
    laptop.send(Intent::SaveRescue);
    let (name, bytes) = laptop.offered.pop().expect("offered without a key");
    assert!(name.starts_with("faisceau-rescue-2024-03-22-") && !name.contains("A-7"));
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("A-7") && !text.contains("freedom.door"));

    let mut fresh = Laptop::new();
    fresh.send(Intent::TakeRescue(bytes.clone()));
    assert_eq!(fresh.app.screen(), Screen::Rescue);
    fresh.send(Intent::OpenRescue("four words without a link".to_owned().into()));
    assert_eq!(fresh.app.rescue().and_then(|told| told.fault), Some(OpenFault::WrongPassphrase));
    fresh.send(Intent::OpenRescue(PASSPHRASE.to_owned().into()));
    let told = fresh.app.rescue().expect("looked at");
    let names: Vec<_> = told.cases.iter().flatten().flatten().map(|card| card.name.clone()).collect();
    assert_eq!(
        (names, told.whole, fresh.store.all().len()),
        (vec!["A-7".to_owned()], true, 0),
        "shown first"
    );
    fresh.send(Intent::AcceptRescue);
    fresh.unlock(PASSPHRASE);
    fresh.open_first();
    assert_eq!(fresh.value("freedom.door"), Some(no()));

    let rescue = Rescue::read(&bytes).expect("read");
    let shelf = Shelf::bundled();
    let (cases, unreadable) = open_rescue(&rescue, PASSPHRASE, &shelf).expect("opens");
    assert_eq!((cases.len(), unreadable, cases[0].name()), (1, 0, "A-7"));
    assert_eq!(open_rescue(&rescue, "not this one at all", &shelf).err(), Some(OpenFault::WrongPassphrase));
}

#[test]
fn a_rescue_copy_holds_what_could_not_be_saved_for_want_of_room() {
    let mut laptop = Laptop::at_work();
    laptop.store.fail(Fault::Room(0));
    laptop.answer("freedom.door", no());
    assert_eq!(laptop.app.saving(), Saving::NotSaved(StoreFault::Full));
    laptop.send(Intent::SaveRescue);
    let (_, bytes) = laptop.offered.pop().expect("offered");
    let mut fresh = Laptop::new();
    fresh.send(Intent::TakeRescue(bytes));
    fresh.send(Intent::OpenRescue(PASSPHRASE.to_owned().into()));
    fresh.send(Intent::AcceptRescue);
    fresh.unlock(PASSPHRASE);
    fresh.open_first();
    assert_eq!(fresh.value("freedom.door"), Some(no()));
}

#[test]
fn a_rescue_copy_adds_to_an_open_safe_what_is_not_there() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::SaveRescue);
    let (_, bytes) = laptop.offered.pop().expect("offered");
    let mut other = Laptop::new();
    other.send(Intent::MakeSafe("another passphrase".to_owned().into(), WithCode::No));
    other.send(Intent::TakeRescue(bytes.clone()));
    other.send(Intent::OpenRescue(PASSPHRASE.to_owned().into()));
    assert!(other.app.rescue().expect("looked at").adds);
    other.send(Intent::AcceptRescue);
    assert_eq!(other.app.notice(), Some(&Notice::Rescued(1)));
    other.open_first();
    assert_eq!(other.value("freedom.door"), Some(no()));
    // Where nothing is newer, nothing is added.
    laptop.send(Intent::TakeRescue(bytes));
    laptop.send(Intent::OpenRescue(PASSPHRASE.to_owned().into()));
    laptop.send(Intent::AcceptRescue);
    assert_eq!((laptop.app.rows().len(), laptop.app.notice()), (1, Some(&Notice::Rescued(0))));
}

#[test]
fn a_damaged_header_is_read_from_its_other_copy_or_put_back_from_a_rescue_copy() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::SaveRescue);
    let (_, rescue) = laptop.offered.pop().expect("offered");
    let damage = |laptop: &Laptop, copies: &[u8]| {
        let mut records = laptop.store.all();
        for (key, value) in &mut records {
            if key.starts_with(Safe::HEADERS) && copies.contains(&key[1]) {
                value[60] ^= 1;
            }
        }
        laptop.store.replace(records);
    };
    damage(&laptop, &[0]);
    let mut one = laptop.killed();
    one.unlock(PASSPHRASE);
    assert!(one.is_open(), "the other copy opens it");
    damage(&one, &[1]);
    let mut both = one.killed();
    assert!(matches!(both.app.screen(), Screen::Locked { fault: Some(OpenFault::Damaged), .. }));
    both.send(Intent::TakeRescue(rescue));
    both.send(Intent::OpenRescue(PASSPHRASE.to_owned().into()));
    both.send(Intent::AcceptRescue);
    both.unlock(PASSPHRASE);
    both.open_first();
    assert_eq!(both.value("freedom.door"), Some(no()), "what was written after the copy is there as well");
}

/// Rescue copies as each version wrote them: whatever comes later, they go on to open. The last is written by
/// this one.
const KEPT: [&str; 2] = ["two-cases.fsr", "two-cases-every-spelling.fsr"];

fn kept(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/rescue").join(name)
}

fn copy(laptop: &mut Laptop) -> Vec<u8> {
    laptop.send(Intent::SaveRescue);
    laptop.offered.pop().expect("a copy").1
}

#[test]
fn a_rescue_copy_that_was_kept_goes_on_to_open() {
    if std::env::var_os("FAISCEAU_BLESS").is_some_and(|bless| bless == "rescue") {
        let mut laptop = Laptop::at_work();
        laptop.answer("freedom.door", no());
        laptop.send(Intent::Go(Page::Cases));
        laptop.send(Intent::NewCase("B-2".into()));
        let bytes = copy(&mut laptop);
        std::fs::write(kept(KEPT[KEPT.len() - 1]), bytes).expect("written");
    }
    for (name, format) in KEPT.into_iter().zip([2, 3]) {
        let rescue = Rescue::read(&std::fs::read(kept(name)).expect("it is kept")).expect("a rescue copy");
        assert_eq!(Safe::header(&rescue.records).expect("a header")[3], format, "{name}");
        for spelling in [PASSPHRASE, "Four  words without link "] {
            let (cases, lost) = open_rescue(&rescue, spelling, &Shelf::bundled()).expect("it opens");
            let mut names: Vec<_> = cases.iter().map(Case::name).collect();
            names.sort_unstable();
            assert_eq!((names, lost, rescue.whole), (vec!["A-7", "B-2"], 0, true), "{name}");
        }
    }
}

/// For measurements in a browser: `cargo test --test core safes_of_many -- --ignored`.
#[test]
#[ignore = "writes files for measurements"]
fn safes_of_many_cases_are_written_for_the_browser() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("safes");
    std::fs::create_dir_all(&folder).expect("a folder");
    for count in [1, 50, 500] {
        let mut laptop = Laptop::at_work();
        laptop.answer("freedom.door", no());
        for case in 1..count {
            laptop.send(Intent::Go(Page::Cases));
            laptop.send(Intent::NewCase(format!("C-{case}")));
            laptop.send(Intent::Do(Command::Agree(StageId::Alert, agreement(&laptop, StageId::Alert))));
        }
        std::fs::write(folder.join(format!("{count}.fsr")), copy(&mut laptop)).expect("written");
    }
}
