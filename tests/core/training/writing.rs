//! A scenario that a trainer writes, in the app's state: looked at, tried out, kept by the tab, given away.

use faisceau::instrument::Language;
use faisceau::state::{Author, Intent, Message, Notice, Screen, Train, TrainingNotice, TrainingPage, Wake};
use faisceau::training::Scenario;
use faisceau::training::draft::{Edit, Field, Script};

use super::state::Laptop;

impl Laptop {
    fn write(&mut self, what: Author) {
        self.train(Train::Write(what));
    }

    fn edit(&mut self, edit: Edit) {
        self.write(Author::Edit(Box::new(edit)));
        self.take(Message::Woke(Wake::DraftRests));
        self.clock += 1_000;
        self.take(Message::Woke(Wake::DraftRests));
    }

    fn flaws(&self) -> Option<usize> {
        Some(self.app.training()?.writing()?.flaws().len())
    }

    fn told(&self) -> Option<&TrainingNotice> {
        match self.app.notice()? {
            Notice::Training(told) => Some(told),
            _ => None,
        }
    }

    /// A copy of *F and the bar*, with another title.
    fn writing() -> Self {
        let mut laptop = Self::new();
        laptop.train(Train::Enter);
        laptop.write(Author::Copy("f-and-the-bar".into()));
        laptop.edit(Edit::Text(Field::Title, Language::En, "A year later".into()));
        assert_eq!((laptop.page(), laptop.flaws()), (Some(TrainingPage::Writing), Some(0)));
        laptop
    }
}

fn blank(field: Field) -> Edit {
    Edit::Text(field, Language::Fr, String::new())
}

#[test]
fn the_checker_looks_once_writing_rests_and_the_tab_keeps_what_was_written() {
    let mut laptop = Laptop::writing();
    laptop.write(Author::Edit(Box::new(blank(Field::Briefing))));
    let writing =
        |laptop: &Laptop| laptop.app.training().and_then(|it| it.writing()).expect("one").is_looked_at();
    assert!(!writing(&laptop));
    assert!(laptop.kept.as_ref().is_some_and(|kept| !kept.contains("\"fr\": \"\"")));
    laptop.take(Message::Left);
    assert!(writing(&laptop) && laptop.flaws() == Some(1), "leaving the page keeps it at once");
    assert!(laptop.kept.as_ref().is_some_and(|kept| kept.contains("A year later")));
    assert_eq!(laptop.written, 0, "the store holds nothing of it");
}

#[test]
fn neither_hiding_nor_leaving_nor_loading_the_page_again_loses_the_draft() {
    let mut laptop = Laptop::writing();
    laptop.take(Message::Intent(Intent::Hide));
    assert!(laptop.app.would_lose(), "the browser asks before the tab is closed");
    laptop.take(Message::Intent(Intent::ComeBack));
    assert_eq!(laptop.page(), Some(TrainingPage::Writing));
    assert!(!laptop.app.would_end(), "leaving loses nothing of it");
    laptop.train(Train::Leave);

    let mut again = Laptop::new();
    again.kept.clone_from(&laptop.kept);
    again.train(Train::Enter);
    assert_eq!(again.page(), Some(TrainingPage::Hall));
    again.write(Author::GoOn);
    let scenario = again.app.training().and_then(|it| it.writing()).expect("one").draft().scenario().clone();
    assert_eq!(scenario.title.en, "A year later");
    again.write(Author::Throw);
    assert!(again.kept.is_none() && again.app.training().is_some_and(|it| it.writing().is_none()));
}

#[test]
fn a_try_out_is_played_on_the_ordinary_screen_and_its_interview_can_be_taken_over() {
    let mut laptop = Laptop::writing();
    laptop.write(Author::TryOut);
    assert_eq!(laptop.page(), Some(TrainingPage::Briefing));
    laptop.train(Train::Begin);
    assert!(matches!(laptop.app.screen(), Screen::Case(_)));
    laptop.play();
    laptop.train(Train::Finish);
    laptop.write(Author::UseAs(Script::Careless));
    assert_eq!((laptop.page(), laptop.told()), (Some(TrainingPage::Writing), Some(&TrainingNotice::Taken)));
    let training = laptop.app.training().expect("training");
    let scenario = training.writing().expect("one").draft().scenario();
    assert_eq!(scenario.careless.len(), 4, "explained, agreed, two questions");
    assert!(training.play().is_none() && !training.is_trying());
}

#[test]
fn a_draft_with_flaws_is_saved_and_opened_and_a_sound_one_is_played_and_given() {
    let mut laptop = Laptop::writing();
    laptop.edit(blank(Field::Fears));
    laptop.write(Author::Save);
    assert_eq!(laptop.told(), Some(&TrainingNotice::DraftSaved(1)));
    let (name, file) = laptop.offered.pop().expect("a file");
    assert_eq!(name, "f-and-the-bar-copy.json");
    laptop.write(Author::Offer);
    assert_eq!(laptop.page(), Some(TrainingPage::Writing), "not before it is sound");

    let mut again = Laptop::new();
    again.train(Train::Enter);
    again.train(Train::Open(file.clone()));
    assert!(matches!(again.told(), Some(TrainingNotice::Flawed(Some(_)))));
    again.write(Author::Open(file));
    again.edit(Edit::Text(Field::Fears, Language::Fr, "La porte.".into()));
    again.write(Author::Save);
    assert_eq!(again.told(), Some(&TrainingNotice::DraftSaved(0)));
    let (name, file) = again.offered.pop().expect("a file");
    let saved = Scenario::read(&name, &String::from_utf8(file).expect("text")).expect("a scenario");
    assert_eq!(saved.version.as_str(), "1.0.1");
    again.write(Author::Offer);
    assert_eq!(again.page(), Some(TrainingPage::Hall));
    assert!(again.app.training().is_some_and(|it| it.scenarios().iter().any(|one| one.id == saved.id)));
}

#[test]
fn what_is_no_scenario_is_not_written_on() {
    let mut laptop = Laptop::writing();
    for file in [&b"{"[..], b"", include_bytes!("../../corpus/assessment-1.0.0-whole.json")] {
        laptop.write(Author::Open(file.to_vec()));
        assert!(matches!(laptop.told(), Some(TrainingNotice::NotWritable(Some(_)))), "{:?}", laptop.told());
    }
    let draft = laptop.app.training().and_then(|it| it.writing()).expect("the draft stays").draft();
    assert_eq!(draft.scenario().title.en, "A year later");
}
