//! What was sealed here is opened here, and shown; of what is something else it is said what it is, and nothing
//! sound is called damaged.

use faisceau::instrument::Language;
use faisceau::interview::{Form, Recipient, Selection};
use faisceau::record::report::report;
use faisceau::record::{Kind, Unreadable, own_copy, sheet::Sheet};
use faisceau::sealing::{self, NotOpened, To, Wants};
use faisceau::state::{Intent, Leave, Notice, Page, PassOn, Protection, Said, Screen, Shape};
use zeroize::Zeroizing;

use super::driver::no;
use super::laptop::Laptop;

const WORDS: &str = "four words of ours";

fn with_words() -> To {
    To::Passphrase(sealing::Passphrase::from(Zeroizing::new(WORDS.to_owned())))
}

/// A laptop that has passed its case on so, and what left.
fn passed_on(shape: Shape, protection: Protection) -> (Laptop, Vec<u8>) {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Leave(Leave::PassOn(Box::new(PassOn {
        recipient: Recipient::Association,
        selection: Selection::everything(),
        said: Some(Said::Asked(Form::Spoken)),
        shape,
        protection,
    }))));
    let (_, file) = laptop.offered.pop().expect("it left");
    laptop.send(Intent::Go(Page::Cases));
    (laptop, file)
}

fn open_by(laptop: &mut Laptop, words: &str) {
    laptop.send(Intent::Leave(Leave::OpenBy(words.to_owned().into())));
}

#[test]
fn what_is_sealed_here_is_opened_here_and_shown() {
    let words = || faisceau::state::Passphrase::from(WORDS.to_owned());
    for shape in [Shape::Report(Language::Fr), Shape::Report(Language::En), Shape::OwnCopy(Language::Fr)] {
        for protection in [Protection::Passphrase(words()), Protection::Page(words())] {
            let (mut laptop, file) = passed_on(shape, protection);
            let kept = laptop.store.all();
            laptop.send(Intent::Import(file));
            assert_eq!(laptop.app.screen(), Screen::Sealed);
            assert_eq!(laptop.app.sealed(), Some((Wants::Passphrase, false)));
            open_by(&mut laptop, "four words of yours");
            assert_eq!(laptop.app.notice(), Some(&Notice::NotOpened(NotOpened::WrongPassphrase)));
            open_by(&mut laptop, WORDS);
            assert_eq!((laptop.app.screen(), laptop.app.notice()), (Screen::Opened, None));
            let shown = laptop.app.shown_file().expect("shown");
            let sheet = shown.sheet.as_ref().expect("a document of ours");
            assert!(shown.was_sealed && !sheet.chapters.is_empty());
            // Saved again, it is what was sealed.
            laptop.send(Intent::Leave(Leave::SaveOpened));
            let (name, saved) = laptop.offered.pop().expect("saved");
            assert_eq!(name, "faisceau-opened.html");
            assert_eq!(Sheet::read(&saved).as_ref(), laptop.app.shown_file().and_then(|it| it.sheet.as_ref()));
            laptop.send(Intent::Leave(Leave::LeaveClosed));
            assert_eq!(laptop.app.screen(), Screen::Cases);
            assert!(laptop.app.shown_file().is_none());
            assert_eq!(laptop.store.all(), kept, "nothing of it is kept here");
        }
    }
}

#[test]
fn a_document_of_ours_that_was_not_sealed_is_shown_as_well() {
    let (mut laptop, file) = passed_on(Shape::Report(Language::Fr), Protection::None);
    laptop.send(Intent::Import(file));
    assert_eq!(laptop.app.screen(), Screen::Opened);
    assert!(!laptop.app.shown_file().expect("shown").was_sealed);
    laptop.send(Intent::Go(Page::Cases));
    assert_eq!(laptop.app.screen(), Screen::Cases);
}

#[test]
fn every_document_of_every_case_is_read_back_from_its_file() {
    let shelf = faisceau::instrument::Shelf::bundled();
    let mut seen = 0;
    for entry in std::fs::read_dir("tests/corpus").expect("the corpus") {
        let path = entry.expect("an entry").path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(case) = faisceau::record::read(&bytes, &shelf) else { continue };
        for language in Language::ALL {
            for sheet in [report(&case, &Selection::everything(), language), own_copy(&case, language)] {
                let html = sheet.to_html();
                let read = Sheet::read(html.as_bytes()).unwrap_or_else(|| panic!("{}", path.display()));
                assert_eq!(read.to_html(), html);
                seen += 1;
            }
        }
    }
    assert!(seen >= 8, "{seen} were read");
}

/// Files of many kinds, each sound.
fn files() -> Vec<(Vec<u8>, Kind)> {
    vec![
        (b"%PDF-1.7\n%\xe2\xe3".to_vec(), Kind::Pdf),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Kind::Picture),
        (b"<!DOCTYPE html><html><head><title>News</title></head></html>".to_vec(), Kind::Html),
        (b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml".to_vec(), Kind::Office),
        (b"PK\x03\x04\x14\0\0\0\x08\0case.json".to_vec(), Kind::Archive),
        (b"FSR\x01\0\x04".to_vec(), Kind::Rescue),
        (b"Dear colleague,\n".to_vec(), Kind::Text),
        (b"AGE-SECRET-KEY-1QQQ\n".to_vec(), Kind::Key),
        (b"-----BEGIN PGP MESSAGE-----\n".to_vec(), Kind::Pgp),
        (b"\0\0\0\x20ftypM4A ".to_vec(), Kind::Recording),
    ]
}

#[test]
fn what_is_something_else_is_told_by_its_kind_sealed_or_not() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    for (file, kind) in files() {
        laptop.send(Intent::Import(file.clone()));
        assert_eq!(laptop.app.notice(), Some(&Notice::NotImported(Unreadable::Is(kind))));
        let sealed = sealing::seal(&file, &with_words()).expect("sealed");
        laptop.send(Intent::Import(sealed));
        open_by(&mut laptop, WORDS);
        assert_eq!((laptop.app.screen(), laptop.app.notice()), (Screen::Opened, None), "{kind:?}");
        let shown = laptop.app.shown_file().expect("shown");
        assert_eq!((shown.kind, shown.sheet.is_none()), (kind, true));
        laptop.send(Intent::Leave(Leave::SaveOpened));
        assert_eq!(laptop.offered.pop().expect("saved").1, file);
        laptop.send(Intent::Leave(Leave::LeaveClosed));
    }
}

#[test]
fn a_file_that_is_cut_is_told_so_and_one_that_is_too_large_is_not() {
    let (mut laptop, page) =
        passed_on(Shape::Report(Language::Fr), Protection::Page(WORDS.to_owned().into()));
    let begun = page.windows(10).position(|part| part == b"-----BEGIN").expect("sealed");
    for cut in [600, begun + 30, begun + 400] {
        laptop.send(Intent::Import(page[..cut].to_vec()));
        assert_eq!(laptop.app.notice(), Some(&Notice::NotImported(Unreadable::Is(Kind::CutPage))), "{cut}");
    }
    let sealed = sealing::seal(&vec![b'a'; 200_000], &with_words()).expect("sealed");
    laptop.send(Intent::Import(sealed[..40].to_vec()));
    assert_eq!(laptop.app.notice(), Some(&Notice::NotOpened(NotOpened::Damaged)));
    laptop.send(Intent::Import(sealed[..150_000].to_vec()));
    open_by(&mut laptop, WORDS);
    assert_eq!(laptop.app.notice(), Some(&Notice::NotOpened(NotOpened::Damaged)));
    // No more than so much of a file is read: what is larger is not called cut.
    let large = [sealed, vec![0; faisceau::state::LARGEST_SEALED]].concat();
    laptop.send(Intent::Leave(Leave::LeaveClosed));
    laptop.send(Intent::Import(large));
    assert_eq!(laptop.app.notice(), Some(&Notice::NotOpened(NotOpened::TooLarge)));
}
