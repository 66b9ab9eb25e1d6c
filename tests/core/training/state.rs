//! The training in the app's state: apart from every case, in memory alone.

use faisceau::instrument::{Language, QuestionId, QuestionIx, Shelf, StageId, Value};
use faisceau::interview::{Agreement, Command, Form};
use faisceau::state::{
    App, Effect, Intent, Message, NewSession, Notice, Now, Page, Reading, Screen, Settings, Train,
    TrainingNotice, TrainingPage, Wake,
};
use faisceau::training::room::{Attempt, LiveOrBlind, Played};
use faisceau::training::{self, Move};

use super::super::driver::NOON;
use super::super::laptop::passing_on_whole;

/// A laptop with nothing in its store.
pub struct Laptop {
    pub app: App,
    pub clock: i64,
    pub offered: Vec<(String, Vec<u8>)>,
    wakes: Vec<Wake>,
    pub written: usize,
    /// What the tab keeps of a draft.
    pub kept: Option<String>,
}

impl Laptop {
    pub fn new() -> Self {
        let (app, effects) = App::new(Shelf::bundled(), Settings::read(None, Language::En), None, None);
        let mut laptop =
            Self { app, clock: NOON, offered: Vec::new(), wakes: Vec::new(), written: 0, kept: None };
        laptop.run(effects);
        laptop
    }

    pub fn take(&mut self, message: Message) {
        let now = Now { unix: self.clock, offset: 60 };
        let effects = self.app.update(message, now, &mut |bytes| bytes.fill(7));
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Read(Reading::Header, _) => self.take(Message::Read(Reading::Header, Ok(Vec::new()))),
                Effect::Offer { name, bytes } => self.offered.push((name, bytes)),
                Effect::Wake(wake, _) => self.wakes.push(wake),
                Effect::KeepDraft(draft) => self.kept = draft,
                Effect::FindDraft => {
                    if let Some(draft) = self.kept.clone() {
                        self.take(Message::DraftFound(draft));
                    }
                }
                Effect::Commit(..) | Effect::PutSmall(..) => self.written += 1,
                _ => {}
            }
        }
    }

    pub fn train(&mut self, what: Train) {
        self.clock += 20_000;
        self.take(Message::Intent(Intent::Train(what)));
    }

    fn perform(&mut self, command: Command) {
        self.clock += 20_000;
        self.take(Message::Intent(Intent::Do(command)));
    }

    pub fn page(&self) -> Option<TrainingPage> {
        self.app.training().map(faisceau::state::Training::page)
    }

    fn question(&self, id: &str) -> QuestionIx {
        let case = self.app.current().expect("a case").case();
        case.instrument().find(&QuestionId::from(id)).expect("a question")
    }

    fn agree(&mut self, stage: StageId) {
        let asking = self.app.current().expect("a case").case().instrument().stage(stage).asking.as_ref();
        let uses = vec![asking.expect("asked").uses[0].id.clone()];
        self.perform(Command::Agree(
            stage,
            Agreement {
                explained_by: "Trainee 7".into(),
                language: "French".into(),
                interpreter: String::new(),
                form: Form::Spoken,
                uses,
            },
        ));
    }

    /// The interview with F. of the bar, begun.
    pub fn playing() -> Self {
        let mut laptop = Self::new();
        laptop.train(Train::Enter);
        laptop.train(Train::Choose("f-and-the-bar".into()));
        laptop.train(Train::Begin);
        assert_eq!(laptop.page(), Some(TrainingPage::Playing));
        laptop
    }

    /// Plays a few moves of it, and takes down what is said.
    pub fn play(&mut self) {
        self.train(Train::Gesture("explain".into()));
        self.agree(StageId::Questionnaire);
        for id in ["safety.talk-now", "work.days-week"] {
            let question = self.question(id);
            self.train(Train::Ask(question));
            let said =
                self.app.training().and_then(|it| it.play()?.heard(question)).expect("said").1.answer.clone();
            self.perform(Command::Answer(question, Some(said)));
        }
    }
}

#[test]
fn an_exercise_is_played_on_the_interviews_own_screen_and_leaves_no_trace() {
    let mut laptop = Laptop::playing();
    assert!(matches!(laptop.app.screen(), Screen::Case(_)));
    assert!(laptop.app.current().expect("a case").is_exercise());
    laptop.play();
    let case = laptop.app.current().expect("a case").case();
    assert_eq!(case.value(laptop.question("work.days-week")), Some(&Value::Number(7)));
    laptop.take(Message::Intent(passing_on_whole()));
    laptop.take(Message::Intent(Intent::Go(Page::Leaving)));
    assert_ne!(laptop.app.screen(), Screen::Case(Page::Leaving), "an exercise is not passed on");
    assert!(laptop.offered.is_empty(), "an exercise does not leave as an assessment");
    laptop.take(Message::Intent(Intent::Go(Page::Cases)));
    assert_eq!(laptop.page(), Some(TrainingPage::Hall));
    assert!(laptop.app.current().is_none() && laptop.app.rows().is_empty());
    laptop.train(Train::Leave);
    assert!(matches!(laptop.app.screen(), Screen::Welcome { .. }));
    assert_eq!(laptop.written, 0, "nothing was written anywhere");
}

#[test]
fn the_debrief_opens_and_any_moment_is_played_otherwise() {
    let mut laptop = Laptop::playing();
    laptop.play();
    laptop.train(Train::Finish);
    assert_eq!(laptop.page(), Some(TrainingPage::Debrief));
    assert_eq!(laptop.app.screen(), Screen::Training);
    let turns = laptop.app.training().and_then(|it| it.play()).expect("played").turns().len();
    laptop.train(Train::Reopen(turns - 1));
    assert_eq!(laptop.page(), Some(TrainingPage::Playing));
    assert!(laptop.app.training().expect("training").is_otherwise());
    let case = laptop.app.current().expect("a case").case();
    assert_eq!(case.value(laptop.question("work.days-week")), None, "the last answer was not taken down yet");
    assert_eq!(case.value(laptop.question("safety.talk-now")), Some(&Value::YesNo(true)));
}

#[test]
fn a_person_who_does_not_agree_is_told_and_nothing_is_recorded() {
    let mut laptop = Laptop::playing();
    for _ in 0..3 {
        laptop.train(Train::Gesture("promise-papers".into()));
        laptop.train(Train::Gesture("leading".into()));
    }
    let trust = laptop.app.training().and_then(|it| it.play()).expect("played").trust();
    assert_eq!(trust, 0);
    laptop.agree(StageId::Questionnaire);
    let told = laptop.app.notice();
    assert!(matches!(told, Some(Notice::Training(TrainingNotice::DoesNotAgree(_)))), "{told:?}");
    assert!(!laptop.app.current().expect("a case").case().agreements().given(StageId::Questionnaire));
}

#[test]
fn a_session_is_made_played_handed_in_and_read_together() {
    let mut trainer = Laptop::new();
    trainer.train(Train::Enter);
    trainer.train(Train::MakeSession(NewSession {
        name: "Rennes".into(),
        scenarios: vec!["f-and-the-bar".into()],
        findings: LiveOrBlind::Blind,
        minutes: Some(20),
        before_and_after: true,
    }));
    trainer.train(Train::OfferSession);
    let (name, session) = trainer.offered.pop().expect("a file");
    assert_eq!(name, "faisceau-session-07070707.json");

    let mut trainee = Laptop::new();
    trainee.train(Train::Enter);
    trainee.train(Train::Open(session.clone()));
    assert_eq!(trainee.page(), Some(TrainingPage::Seat));
    trainee.train(Train::Sit(" 7 ".into()));
    trainee.train(Train::Take(0, Attempt::First));
    trainee.train(Train::Begin);
    assert!(trainee.wakes.contains(&Wake::TimeOver));
    let training = trainee.app.training().expect("training");
    assert!(training.is_blind() && training.waits_for_second());
    trainee.play();
    trainee.take(Message::Intent(Intent::Go(Page::Findings)));
    assert_ne!(trainee.app.screen(), Screen::Case(Page::Findings), "what is hidden is not reached");
    trainee.take(Message::Woke(Wake::TimeOver));
    assert_eq!(trainee.page(), Some(TrainingPage::Playing), "its time is not over");
    trainee.clock += 20 * 60_000;
    trainee.take(Message::Woke(Wake::TimeOver));
    assert_eq!(trainee.page(), Some(TrainingPage::Debrief));
    trainee.train(Train::OfferResult);
    let (name, result) = trainee.offered.pop().expect("a file");
    assert_eq!(name, "faisceau-result-07070707-f-and-the-bar-1-7.json");
    let short = trainee.app.short_result().expect("a text");

    trainer.train(Train::Open(result));
    assert_eq!(trainer.app.notice(), Some(&Notice::Training(TrainingNotice::Read(1))));
    trainer.train(Train::Typed(short));
    let desk = trainer.app.training().and_then(|it| it.room()).expect("a room");
    assert_eq!((desk.room.replaced, desk.room.results.len()), (1, 1), "the same result, by file and typed");
    trainer.train(Train::OfferTable(true));
    let (name, table) = trainer.offered.pop().expect("a file");
    assert_eq!(name, "faisceau-session-07070707-counts.csv");
    assert!(String::from_utf8(table).expect("text").starts_with("scenario,attempt,trainees,"));
}

#[test]
fn a_real_assessment_is_refused_by_the_training() {
    let mut laptop = Laptop::new();
    laptop.train(Train::Enter);
    let assessment = include_bytes!("../../corpus/assessment-1.0.0-whole.json");
    laptop.train(Train::Open(assessment.to_vec()));
    let told = laptop.app.notice();
    let refused = training::room::Refused::Assessment;
    assert_eq!(told, Some(&Notice::Training(TrainingNotice::Refused(refused))));
    assert_eq!(laptop.page(), Some(TrainingPage::Hall));
}

#[test]
fn a_scenario_of_ones_own_is_checked_and_played() {
    let mut laptop = Laptop::new();
    laptop.train(Train::Enter);
    let own = training::scenario(&"f-and-the-bar".into()).expect("carried");
    let mut own = (*own).clone();
    own.id = "my-own".into();
    laptop.train(Train::Open(serde_json::to_vec(&own).expect("JSON")));
    assert_eq!(laptop.page(), Some(TrainingPage::Briefing));
    own.good = vec![Move::Ask("work.day".into())];
    laptop.train(Train::Open(serde_json::to_vec(&own).expect("JSON")));
    assert!(matches!(laptop.app.notice(), Some(Notice::Training(TrainingNotice::Flawed(Some(_))))));
}

#[test]
fn an_exercise_that_is_hidden_waits_and_its_time_goes_on() {
    let mut laptop = Laptop::playing();
    laptop.play();
    laptop.take(Message::Intent(Intent::Hide));
    assert_eq!(laptop.app.screen(), Screen::Hidden);
    assert!(laptop.app.current().is_none() && laptop.app.would_lose());
    laptop.take(Message::Intent(Intent::Train(Train::Enter)));
    assert_eq!(laptop.app.screen(), Screen::Hidden, "nothing but the way back leads from there");
    laptop.take(Message::Intent(Intent::ComeBack));
    let case = laptop.app.current().expect("the case").case();
    assert_eq!(case.value(laptop.question("work.days-week")), Some(&Value::Number(7)));
    assert_eq!(laptop.written, 0, "nothing was written anywhere");
}

#[test]
fn the_sample_needs_no_preparation() {
    let mut laptop = Laptop::new();
    laptop.train(Train::Enter);
    laptop.train(Train::Demonstrate);
    let desk = laptop.app.training().and_then(|it| it.room()).expect("a room");
    assert_eq!(desk.results.len(), 40);
    assert!(desk.results.iter().all(|result: &Played| result.generated));
}
