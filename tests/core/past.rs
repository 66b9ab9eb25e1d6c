//! Where Back and Forward lead.

use faisceau::instrument::StageId;
use faisceau::interview::Command;
use faisceau::state::{Intent, Page, Past, Screen, Step, Train, TrainingPage, Turn};

use super::driver::no;
use super::laptop::{Laptop, PASSPHRASE, agreement};

/// A laptop, and the history of its browser.
struct Browser {
    laptop: Laptop,
    past: Past,
    entries: Vec<u32>,
    at: usize,
    asked: bool,
}

impl Browser {
    fn of(laptop: Laptop) -> Self {
        let mut browser = Self { laptop, past: Past::new(0), entries: vec![0], at: 0, asked: false };
        browser.look();
        browser
    }

    fn look(&mut self) {
        if let Some(Step::Push(entry)) = self.past.shows(self.laptop.app.stop()) {
            self.entries.truncate(self.at + 1);
            self.entries.push(entry);
            self.at += 1;
        }
    }

    fn send(&mut self, intent: Intent) {
        self.laptop.send(intent);
        self.look();
    }

    /// Goes to another entry. Whether there was one: else the app is left.
    fn turn(&mut self, back: bool) -> bool {
        let to = if back { self.at.checked_sub(1) } else { Some(self.at + 1) };
        let Some(to) = to.filter(|to| *to < self.entries.len()) else { return false };
        self.at = to;
        match self.past.goes(self.entries[to], &self.laptop.app) {
            Turn::Does(intent) => self.send(intent),
            Turn::Asks(Step::Go(steps)) => {
                self.at = self.at.checked_add_signed(isize::try_from(steps).unwrap()).unwrap();
                self.asked = true;
            }
            Turn::Asks(Step::Push(_)) => panic!("nothing is added by Back"),
            Turn::Stays => {}
        }
        true
    }

    fn screen(&self) -> Screen {
        self.laptop.app.screen()
    }
}

#[test]
fn back_leads_through_the_pages_to_the_list_and_forward_on_again() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    let mut browser = Browser::of(laptop);
    let id = browser.laptop.app.rows()[0].id;
    browser.send(Intent::OpenCase(id));
    let mut seen = vec![Screen::Cases, browser.screen()];
    let question = browser.laptop.question("freedom.door");
    for page in [Page::Question(question), Page::Findings, Page::Decision, Page::History] {
        browser.send(Intent::Go(page));
        seen.push(browser.screen());
    }
    for screen in seen.iter().rev().skip(1) {
        assert!(browser.turn(true));
        assert_eq!(browser.screen(), *screen);
    }
    for screen in &seen[1..] {
        assert!(browser.turn(false));
        // A case that is opened anew is at the question where it was left.
        assert!(browser.screen() == *screen || matches!(browser.screen(), Screen::Case(_)));
    }
    assert_eq!(browser.screen(), *seen.last().unwrap());
}

#[test]
fn the_questions_of_a_section_and_its_agreement_are_one_stop() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    let mut browser = Browser::of(laptop);
    browser.send(Intent::NewCase("A-8".into()));
    let agreement = agreement(&browser.laptop, StageId::Alert);
    browser.send(Intent::Do(Command::Agree(StageId::Alert, agreement)));
    for _ in 0..3 {
        let current = browser.laptop.app.current().unwrap();
        let next = current.after(current.question().unwrap());
        browser.send(Intent::Go(next));
    }
    let entries = browser.entries.len();
    assert!(entries <= 5, "{entries}");
    while browser.screen() != Screen::Cases {
        assert!(browser.turn(true), "the list comes before the app is left");
    }
}

#[test]
fn one_back_never_leaves_the_app_from_a_case_and_nothing_is_come_back_to_once_it_is_locked() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Lock);
    let mut browser = Browser::of(laptop);
    browser.laptop.unlock(PASSPHRASE);
    browser.look();
    assert!(matches!(browser.screen(), Screen::Case(_)));
    assert!(browser.turn(true));
    assert_eq!(browser.screen(), Screen::Cases, "the page above");
    assert!(browser.turn(false));
    assert!(matches!(browser.screen(), Screen::Case(_)));
    for hide in [false, true] {
        browser.send(Intent::Go(Page::Findings));
        browser.send(if hide { Intent::Hide } else { Intent::Lock });
        let shown = browser.screen();
        assert!(matches!(shown, Screen::Hidden | Screen::Locked { .. }));
        while browser.turn(true) {
            assert_eq!(browser.screen(), shown);
        }
        while browser.turn(false) {
            assert_eq!(browser.screen(), shown);
        }
        if !hide {
            browser.laptop.unlock(PASSPHRASE);
            browser.look();
        }
    }
}

#[test]
fn an_exercise_is_never_lost_by_back() {
    let mut browser = Browser::of(Laptop::new());
    browser.send(Intent::TryOut);
    assert!(browser.turn(true) && browser.asked);
    assert!(matches!(browser.screen(), Screen::Case(_)));
    browser.send(Intent::Go(Page::Cases));

    browser.send(Intent::Train(Train::Enter));
    let scenario = browser.laptop.app.training().unwrap().scenarios()[0].id.clone();
    browser.send(Intent::Train(Train::Choose(scenario)));
    assert!(browser.turn(true));
    assert_eq!(browser.laptop.app.training().unwrap().page(), TrainingPage::Hall);
    assert!(browser.turn(false));
    browser.send(Intent::Train(Train::Begin));
    browser.asked = false;
    let question = browser.laptop.question("whistle-blower.who");
    browser.send(Intent::Train(Train::Ask(question)));
    assert!(browser.turn(true) && browser.asked);
    assert_eq!(browser.laptop.app.training().unwrap().page(), TrainingPage::Playing);
}
