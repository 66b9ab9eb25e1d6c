//! A case is passed on from the app: what is refused, what is offered, and what is taken down.

use faisceau::instrument::{Language, Shelf};
use faisceau::interview::{Form, PastKind, Permission, Recipient, Sealing, Selection};
use faisceau::record;
use faisceau::sealing::{NotAKey, NotOpened, Passphrase, With, open};
use faisceau::state::{
    Aged, App, Effect, Intent, Leave, Message, Notice, Now, Page, PassOn, Protection, Reading, Said, Screen,
    Settings, Shape,
};
use zeroize::Zeroizing;

use super::driver::{NOON, no};
use super::laptop::{Laptop, PASSPHRASE};

const NOW: Now = Now { unix: NOON, offset: 60 };

/// The app with the invented case open.
fn trying() -> App {
    let settings = Settings::read(None, Language::En);
    let (mut app, _) = App::new(Shelf::bundled(), settings, None, None);
    send(&mut app, Message::Read(Reading::Header, Ok(Vec::new())));
    send(&mut app, Message::Intent(Intent::TryOut));
    assert!(app.current().is_some());
    app
}

fn send(app: &mut App, message: Message) -> Vec<Effect> {
    app.update(message, NOW, &mut |bytes| bytes.fill(7))
}

fn pass_on(app: &mut App, said: Option<Said>, protection: Protection) -> Vec<Effect> {
    let recipient = Recipient::LabourInspectorate;
    let selection = app.default_selection(recipient).expect("a selection");
    let asked = PassOn { recipient, selection, said, shape: Shape::Assessment, protection };
    send(app, Message::Intent(Intent::Leave(Leave::PassOn(Box::new(asked)))))
}

#[test]
fn nothing_leaves_while_nobody_said_that_it_may_or_while_the_key_is_none() {
    let mut app = trying();
    assert!(pass_on(&mut app, None, Protection::None).is_empty());
    assert_eq!(app.notice(), Some(&Notice::NotAgreed));
    let asked = Some(Said::Asked(Form::Spoken));
    assert!(pass_on(&mut app, asked.clone(), Protection::Key("age1".to_owned())).is_empty());
    assert_eq!(app.notice(), Some(&Notice::NotAKey(NotAKey::Mistyped)));
    assert!(pass_on(&mut app, Some(Said::Without(" ".to_owned())), Protection::None).is_empty());
    assert!(app.current().expect("a case").case().leavings().is_empty());
}

#[test]
fn what_leaves_is_sealed_and_taken_down_with_its_agreement() {
    let mut app = trying();
    let words = || Zeroizing::new("four words of ours".to_owned());
    let protection = Protection::Passphrase(words().to_string().into());
    let mut effects = pass_on(&mut app, Some(Said::Asked(Form::Signed)), protection);
    let Some(Effect::Age(ticket, work)) = effects.pop() else { panic!("nothing is sealed") };
    let aged = work.done();
    send(&mut app, Message::Aged(ticket, aged.clone()));
    let Aged::Sealed(Some(sealed), name) = aged else { panic!("it is not sealed") };
    assert_eq!(name, "faisceau-assessment-2024-03-22-1200.json.age");
    let opened = open(&sealed, &With::Passphrase(Passphrase::from(words())), 1 << 20).expect("it opens");
    let case = record::read(&opened, &Shelf::bundled()).expect("it comes back");
    let received = case.received().expect("it says that it is a selection");
    assert_eq!((received.recipient, received.sealing), (Recipient::LabourInspectorate, Sealing::Passphrase));

    let case = app.current().expect("a case").case();
    assert_eq!(case.leavings()[0].permission, Permission::Asked(Form::Signed));
    assert_eq!(case.history().last().expect("a past").what, PastKind::Left(Recipient::LabourInspectorate));
}

#[test]
fn the_person_gets_their_own_words_in_their_language_with_what_is_kept_and_how_to_withdraw() {
    let mut app = trying();
    let selection = app.default_selection(Recipient::Person).expect("a selection");
    let asked = PassOn {
        recipient: Recipient::Person,
        selection,
        said: None,
        shape: Shape::OwnCopy(Language::Fr),
        protection: Protection::None,
    };
    let effects = send(&mut app, Message::Intent(Intent::Leave(Leave::PassOn(Box::new(asked)))));
    let offered = effects.iter().find_map(|effect| match effect {
        Effect::Offer { name, bytes } => Some((name.clone(), String::from_utf8_lossy(bytes).into_owned())),
        _ => None,
    });
    let (name, copy) = offered.expect("their own answers need no other agreement");
    assert_eq!(name, "faisceau-copy-2024-03-22-1200.html");
    for told in ["lang=\"fr\"", "Ce qui est gardé", "Changer d’avis", "effacées pour toujours"] {
        assert!(copy.contains(told), "{told}");
    }
}

/// A laptop on which a case is being sealed with a passphrase, to leave.
fn sealing_on_a_laptop() -> Laptop {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.slow_files = true;
    laptop.send(Intent::Leave(Leave::PassOn(Box::new(PassOn {
        recipient: Recipient::Association,
        selection: Selection::everything(),
        said: Some(Said::Asked(Form::Spoken)),
        shape: Shape::Assessment,
        protection: Protection::Passphrase("four words of ours".to_owned().into()),
    }))));
    assert!(laptop.offered.is_empty(), "it takes long");
    laptop
}

#[test]
fn what_was_sealed_elsewhere_leaves_and_opens_elsewhere() {
    let mut laptop = sealing_on_a_laptop();
    laptop.let_files_come();
    let told = Notice::PassedOn(Recipient::Association, Sealing::Passphrase);
    assert_eq!(laptop.app.notice(), Some(&told));
    let (_, file) = laptop.offered.pop().expect("offered");
    laptop.send(Intent::Import(file));
    laptop.send(Intent::Leave(Leave::OpenBy("four words of theirs".to_owned().into())));
    laptop.let_files_come();
    assert_eq!(laptop.app.notice(), Some(&Notice::NotOpened(NotOpened::WrongPassphrase)));
    laptop.send(Intent::Leave(Leave::OpenBy("four words of ours".to_owned().into())));
    laptop.let_files_come();
    assert_eq!(laptop.app.screen(), Screen::Incoming);
}

#[test]
fn a_file_that_is_sealed_too_late_is_not_offered_and_no_other_case_says_that_it_left() {
    for away in [Intent::Lock, Intent::Hide] {
        let mut laptop = sealing_on_a_laptop();
        laptop.send(away);
        laptop.let_files_come();
        assert!(
            laptop.offered.is_empty() && laptop.app.notice().is_none(),
            "behind a closed door nothing shows"
        );
    }
    let mut laptop = sealing_on_a_laptop();
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    laptop.let_files_come();
    assert!(laptop.offered.is_empty(), "nor after it, where nothing would be taken down");
    let mut laptop = sealing_on_a_laptop();
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::NewCase("A-8".into()));
    laptop.let_files_come();
    assert_eq!(laptop.app.notice(), Some(&Notice::NotSealed));
    assert!(laptop.offered.is_empty());
    assert!(laptop.app.current().expect("a case").case().leavings().is_empty());
}

#[test]
fn a_file_that_is_opened_after_it_was_left_is_not_shown() {
    let mut laptop = sealing_on_a_laptop();
    laptop.let_files_come();
    let (_, file) = laptop.offered.pop().expect("offered");
    laptop.send(Intent::Import(file));
    laptop.send(Intent::Leave(Leave::OpenBy("four words of ours".to_owned().into())));
    laptop.send(Intent::Leave(Leave::LeaveClosed));
    let before = laptop.app.screen();
    laptop.let_files_come();
    assert_eq!((laptop.app.screen(), laptop.app.notice()), (before, Some(&Notice::LeftOut)));
}
