//! The app without a browser: messages in, effects out, a store in memory behind it.

use std::collections::{BTreeMap, VecDeque};

use faisceau::doors::{Fault, MemoryStore, Store, StoreError};
use faisceau::findings::lens::LensIx;
use faisceau::instrument::{Language, QuestionId, QuestionIx, Shelf, StageId};
use faisceau::interview::{Agreement, Answer, Collected, Command, Decision, Form};
use faisceau::state::{
    App, Effect, Intent, Message, Missing, Notice, Now, Page, Passphrase, Reading, Saving, Screen, Settings,
    StoreFault, Ticket, Wake,
};
use faisceau::vault::{OpenFault, Write};

use super::driver::{NOON, no, yes};

const PASSPHRASE: &str = "four words without link";

/// A laptop: the app, and all that is outside of it.
struct Laptop {
    app: App,
    store: MemoryStore,
    smalls: BTreeMap<&'static str, String>,
    clock: i64,
    wakes: Vec<(i64, Wake)>,
    commits: VecDeque<(Ticket, Vec<Write>)>,
    /// Whether commits wait until they are let go.
    slow: bool,
    offered: Vec<(String, Vec<u8>)>,
    seed: u64,
}

impl Laptop {
    /// A laptop on which the app was never opened.
    fn new() -> Self {
        Self::with(MemoryStore::default(), BTreeMap::new(), NOON)
    }

    fn with(store: MemoryStore, smalls: BTreeMap<&'static str, String>, clock: i64) -> Self {
        let shelf = Shelf::bundled();
        let witness = smalls.get("faisceau:witness").cloned();
        let settings = Settings::read(smalls.get("faisceau:settings").map(String::as_str), Language::Fr);
        let (app, effects) = App::new(shelf, settings, witness);
        let mut laptop = Self {
            app,
            store,
            smalls,
            clock,
            wakes: Vec::new(),
            commits: VecDeque::new(),
            slow: false,
            offered: Vec::new(),
            seed: u64::try_from(clock).expect("after 1970"),
        };
        laptop.run(effects);
        laptop
    }

    /// The browser ends without warning, and is started again: only what was committed is left.
    fn killed(self) -> Self {
        Self::with(self.store, self.smalls, self.clock + 60_000)
    }

    /// With a safe, and one case in it, whose stages are agreed to.
    fn at_work() -> Self {
        let mut laptop = Self::new();
        laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into()));
        laptop.pass(100);
        assert_eq!(laptop.app.screen(), Screen::Cases);
        laptop.send(Intent::NewCase("A-7".into()));
        for stage in StageId::ASKING {
            laptop.send(Intent::Do(Command::Agree(stage, agreement(&laptop, stage))));
        }
        laptop
    }

    fn unlock(&mut self, passphrase: &str) {
        self.send(Intent::Unlock(passphrase.to_owned().into()));
        self.pass(100);
    }

    fn open_first(&mut self) {
        let id = self.app.rows()[0].id;
        self.send(Intent::OpenCase(id));
    }

    fn send(&mut self, intent: Intent) {
        self.take(Message::Intent(intent));
    }

    fn take(&mut self, message: Message) {
        let seed = &mut self.seed;
        let effects = self.app.update(message, Now { unix: self.clock, offset: 60 }, &mut |bytes| {
            for byte in bytes {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = seed.to_be_bytes()[0];
            }
        });
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Read(reading, prefix) => {
                    let result = pollster::block_on(self.store.read(&prefix)).map_err(fault);
                    self.take(Message::Read(reading, result));
                }
                Effect::Commit(ticket, writes) => {
                    self.commits.push_back((ticket, writes));
                    if !self.slow {
                        self.let_commits_end();
                    }
                }
                Effect::PutSmall(small, Some(text)) => {
                    self.smalls.insert(small.name(), text);
                }
                Effect::PutSmall(small, None) => {
                    self.smalls.remove(small.name());
                }
                Effect::Wake(wake, after) => self.wakes.push((self.clock + i64::from(after), wake)),
                Effect::Offer { name, bytes } => self.offered.push((name, bytes)),
            }
        }
    }

    fn let_commits_end(&mut self) {
        while let Some((ticket, writes)) = self.commits.pop_front() {
            let writes: Vec<_> = writes.into_iter().map(|write| (write.key, write.value)).collect();
            let result = pollster::block_on(self.store.commit(&writes)).map_err(fault);
            self.take(Message::Committed(ticket, result));
        }
    }

    /// Lets time pass, in milliseconds: whatever was to wake wakes in its order.
    fn pass(&mut self, milliseconds: i64) {
        let end = self.clock + milliseconds;
        loop {
            self.wakes.sort_by_key(|(at, _)| *at);
            match self.wakes.first() {
                Some((at, _)) if *at <= end => {
                    let (at, wake) = self.wakes.remove(0);
                    self.clock = at;
                    self.take(Message::Woke(wake));
                }
                _ => break,
            }
        }
        self.clock = end;
    }

    fn question(&self, id: &str) -> QuestionIx {
        let current = self.app.current().expect("a case is open");
        current.case().instrument().find(&QuestionId::from(id)).expect("it is asked")
    }

    fn answer(&mut self, id: &str, value: faisceau::instrument::Value) {
        let question = self.question(id);
        self.send(Intent::Do(Command::Answer(question, Some(Answer::Value(value)))));
    }

    fn value(&self, id: &str) -> Option<faisceau::instrument::Value> {
        let question = self.question(id);
        self.app.current().expect("a case is open").case().value(question).cloned()
    }

    fn own_words(&self, id: &str) -> String {
        let question = self.question(id);
        self.app.current().expect("a case is open").case().entry(question).own_words.clone()
    }
}

fn agreement(laptop: &Laptop, stage: StageId) -> Agreement {
    let case = laptop.app.current().expect("a case is open").case();
    let uses = &case.instrument().stage(stage).asking.as_ref().expect("an asking stage").uses;
    Agreement {
        explained_by: "Caseworker 3".into(),
        language: "English".into(),
        interpreter: String::new(),
        form: Form::Spoken,
        uses: vec![uses[0].id.clone()],
    }
}

fn fault(error: StoreError) -> StoreFault {
    match error {
        StoreError::Full => StoreFault::Full,
        StoreError::Blocked => StoreFault::Blocked,
        StoreError::Newer => StoreFault::Newer,
        StoreError::Failed => StoreFault::Failed,
    }
}

#[test]
fn a_new_laptop_offers_a_safe_and_an_invented_case() {
    let mut laptop = Laptop::new();
    assert_eq!(laptop.app.screen(), Screen::Welcome { making: false, fault: None });
    laptop.send(Intent::TryOut);
    assert!(matches!(laptop.app.screen(), Screen::Case(_)));
    assert_eq!(laptop.app.saving(), Saving::Exercise);
    laptop.answer("freedom.door", no());
    laptop.pass(60_000);
    assert_eq!(laptop.store.all(), [], "an exercise is kept in memory only");
    assert!(laptop.smalls.is_empty());
    laptop.send(Intent::Go(Page::Cases));
    assert_eq!(laptop.app.screen(), Screen::Welcome { making: false, fault: None });
}

#[test]
fn a_short_passphrase_makes_no_safe() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(Passphrase::from("short".to_owned())));
    laptop.pass(1_000);
    assert_eq!(laptop.app.screen(), Screen::Welcome { making: false, fault: None });
    assert_eq!(laptop.store.all(), []);
}

#[test]
fn saved_is_said_at_the_end_of_the_commit_and_never_before() {
    let mut laptop = Laptop::at_work();
    laptop.slow = true;
    laptop.answer("freedom.door", no());
    assert_eq!(laptop.app.saving(), Saving::Underway);
    laptop.pass(30_000);
    assert_eq!(laptop.app.saving(), Saving::Underway);
    laptop.let_commits_end();
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!(again.value("freedom.door"), Some(no()));
}

#[test]
fn words_are_taken_in_after_a_rest_and_at_the_latest_within_a_second() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    let mut words = String::new();
    let mut kept_at = Vec::new();
    for letter in 0..25 {
        words.push(char::from(b'a' + letter));
        laptop.send(Intent::Write(Command::OwnWords(question, words.clone())));
        let taken_in = laptop.own_words("freedom.door") == words;
        assert_eq!(
            laptop.app.saving() == Saving::Underway,
            !taken_in,
            "nothing is called saved while a letter waits"
        );
        laptop.pass(100);
        if laptop.own_words("freedom.door") == words {
            kept_at.push(letter);
        }
    }
    assert!(
        kept_at.first().is_some_and(|letter| *letter < 10),
        "within a second of the first letter: {kept_at:?}"
    );
    assert!(kept_at.len() < 5, "and not at each letter: {kept_at:?}");
    laptop.pass(320);
    assert_eq!(laptop.own_words("freedom.door"), words);
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)));
}

#[test]
fn what_is_being_written_is_taken_in_before_anything_else_happens() {
    for leave in [Intent::Lock, Intent::Hide, Intent::Go(Page::Cases), Intent::Go(Page::Findings)] {
        let mut laptop = Laptop::at_work();
        let question = laptop.question("freedom.door");
        laptop.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
        laptop.send(leave);
        let mut again = laptop.killed();
        again.unlock(PASSPHRASE);
        again.open_first();
        assert_eq!(again.own_words("freedom.door"), "half a sen");
    }
}

#[test]
fn the_way_leads_from_the_findings_to_an_answer_and_back() {
    let mut laptop = Laptop::at_work();
    let (door, physical) = (laptop.question("freedom.door"), laptop.question("violence.physical"));
    let way_back = |laptop: &Laptop| laptop.app.current().expect("a case").way_back();
    laptop.send(Intent::Go(Page::Question(door)));
    assert_eq!(way_back(&laptop), None, "she was at the questions");
    for page in [Page::Findings, Page::Faisceau, Page::Lens(LensIx(0)), Page::Changes] {
        laptop.send(Intent::Go(page));
        assert_eq!(way_back(&laptop), None);
        laptop.send(Intent::Go(Page::Question(door)));
        assert_eq!(way_back(&laptop), Some(page));
        laptop.send(Intent::Go(Page::Question(physical)));
        assert_eq!(way_back(&laptop), Some(page), "from one question to another it stays");
        laptop.send(Intent::Go(Page::Decision));
        assert_eq!(way_back(&laptop), None);
    }
}

#[test]
fn nothing_unsealed_is_ever_written() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Do(Command::OwnWords(question, "a-word-nobody-else-writes".into())));
    laptop.send(Intent::Lock);
    let everything: Vec<u8> =
        laptop.store.all().into_iter().flat_map(|(key, value)| [key, value].concat()).collect();
    let smalls: String = laptop.smalls.values().cloned().collect();
    let text = String::from_utf8_lossy(&everything).into_owned() + &smalls;
    for told in ["a-word-nobody-else-writes", "A-7", "freedom.door", "Caseworker", "own_words", PASSPHRASE] {
        assert!(!text.contains(told), "{told} can be read");
    }
}

#[test]
fn a_locked_safe_opens_with_its_passphrase_alone_and_lands_where_it_was_left() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.tried");
    laptop.send(Intent::Go(Page::Question(question)));
    let page = laptop.app.screen();
    laptop.send(Intent::Lock);
    assert_eq!(laptop.app.screen(), Screen::Locked { opening: false, fault: None });
    assert!(laptop.app.current().is_none() && laptop.app.rows().is_empty());
    laptop.unlock("four words without a link");
    assert_eq!(
        laptop.app.screen(),
        Screen::Locked { opening: false, fault: Some(OpenFault::WrongPassphrase) }
    );
    laptop.unlock(PASSPHRASE);
    assert_eq!(laptop.app.screen(), Screen::Cases);
    laptop.open_first();
    assert_eq!(laptop.app.screen(), page);
}

#[test]
fn a_case_opens_again_in_the_language_that_it_was_led_in() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Set(Settings { language: Language::En, ..laptop.app.settings() }));
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::Set(Settings { language: Language::Fr, ..laptop.app.settings() }));
    laptop.open_first();
    assert_eq!(laptop.app.settings().language, Language::En);
}

#[test]
fn five_minutes_without_a_touch_lock_and_lose_nothing() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    laptop.pass(4 * 60_000);
    laptop.send(Intent::Stir);
    laptop.pass(4 * 60_000);
    assert!(matches!(laptop.app.screen(), Screen::Case(_)), "a touch keeps it open");
    laptop.send(Intent::Write(Command::OwnWords(question, "the last words".into())));
    laptop.pass(5 * 60_000 + 1_000);
    assert_eq!(laptop.app.screen(), Screen::Locked { opening: false, fault: None });
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    assert_eq!(laptop.own_words("freedom.door"), "the last words");
}

#[test]
fn a_lid_closed_for_longer_than_that_is_locked_at_the_first_touch() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
    // Asleep: no timer runs, and the first thing that happens is a touch.
    laptop.clock += 6 * 60_000;
    laptop.send(Intent::Stir);
    assert!(matches!(laptop.app.screen(), Screen::Locked { .. }));
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    assert_eq!(laptop.own_words("freedom.door"), "half a sen");

    laptop.clock += 6 * 60_000;
    laptop.send(Intent::Hide);
    assert_eq!(laptop.app.screen(), Screen::Hidden, "a hand that wants to hide is obeyed");
}

#[test]
fn when_there_is_no_room_it_is_told_and_nothing_that_was_saved_is_lost() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.store.fail(Fault::Room(0));
    laptop.answer("debt.any", yes());
    assert_eq!(laptop.app.saving(), Saving::NotSaved(StoreFault::Full));
    assert_eq!(laptop.value("debt.any"), Some(yes()), "it stays on the screen");
    laptop.store.fail(Fault::None);
    laptop.pass(20_000);
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)), "it is tried again");
    laptop.store.fail(Fault::Room(0));
    laptop.answer("work.still", no());
    let mut again = laptop.killed();
    again.store.fail(Fault::None);
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!((again.value("freedom.door"), again.value("debt.any")), (Some(no()), Some(yes())));
}

#[test]
fn what_waits_for_room_survives_a_lock() {
    let mut laptop = Laptop::at_work();
    laptop.store.fail(Fault::Room(0));
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Lock);
    laptop.store.fail(Fault::None);
    laptop.pass(20_000);
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    assert_eq!(laptop.value("freedom.door"), Some(no()));
}

#[test]
fn a_blocked_store_and_a_newer_one_have_their_own_sentence() {
    for (error, told) in [(StoreError::Blocked, StoreFault::Blocked), (StoreError::Newer, StoreFault::Newer)]
    {
        let laptop = Laptop::at_work();
        laptop.store.fail(Fault::Always(error));
        let mut again = laptop.killed();
        assert_eq!(again.app.screen(), Screen::Blocked(told));
        again.store.fail(Fault::None);
        again.send(Intent::TryAgain);
        assert_eq!(again.app.screen(), Screen::Locked { opening: false, fault: None });
    }
}

#[test]
fn a_store_that_comes_back_empty_is_noticed_and_not_written_over() {
    let laptop = Laptop::at_work();
    laptop.store.replace(Vec::new());
    let mut again = laptop.killed();
    assert_eq!(again.app.screen(), Screen::Emptied);
    again.send(Intent::MakeSafe(PASSPHRASE.to_owned().into()));
    again.pass(1_000);
    assert_eq!(again.store.all(), []);
    again.send(Intent::StartOver);
    assert_eq!(again.app.screen(), Screen::Welcome { making: false, fault: None });
}

#[test]
fn a_store_that_was_set_back_raises_the_alarm() {
    let mut laptop = Laptop::at_work();
    let before = laptop.store.all();
    laptop.answer("freedom.door", no());
    laptop.store.replace(before);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert!(matches!(again.app.notice(), Some(Notice::Alarm(_))), "{:?}", again.app.notice());
}

#[test]
fn a_damaged_record_is_told_and_the_rest_is_there() {
    let mut laptop = Laptop::at_work();
    laptop.answer("debt.any", yes());
    laptop.answer("freedom.door", no());
    let mut records = laptop.store.all();
    let last = records.iter_mut().rfind(|(key, _)| key.len() > 20).expect("a record of the case");
    let middle = last.1.len() / 2;
    last.1[middle] ^= 1;
    laptop.store.replace(records);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert!(matches!(again.app.notice(), Some(Notice::Damaged(_))), "{:?}", again.app.notice());
    assert_eq!(again.value("debt.any"), Some(yes()));
}

#[test]
fn several_cases_stand_side_by_side_with_what_each_lacks() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    laptop.pass(60_000);
    laptop.send(Intent::NewCase("A-8".into()));
    laptop.send(Intent::Go(Page::Cases));
    let cards: Vec<_> = laptop.app.rows().iter().filter_map(|row| row.card.clone()).collect();
    assert_eq!(cards.iter().map(|card| card.name.as_str()).collect::<Vec<_>>(), ["A-8", "A-7"]);
    assert_eq!(cards[0].missing, Missing::Agreement(StageId::Alert));
    assert_eq!(cards[1].missing, Missing::Answers(StageId::Alert));
    laptop.open_first();
    laptop.send(Intent::Do(Command::Refuse(StageId::Alert, String::new())));
    let refused = laptop.app.rows()[0].card.as_ref().map(|card| card.missing);
    assert_eq!(refused, Some(Missing::Decision), "what was refused is not asked for again");
    assert_eq!(cards[1].stage, StageId::Interview);
}

#[test]
fn a_case_is_renamed_duplicated_and_erased() {
    let mut laptop = Laptop::at_work();
    laptop.answer("debt.any", yes());
    laptop.send(Intent::Go(Page::Cases));
    let id = laptop.app.rows()[0].id;
    laptop.send(Intent::Rename(id, "B-1".into()));
    assert_eq!(laptop.app.rows()[0].card.as_ref().map(|card| card.name.as_str()), Some("B-1"));
    laptop.send(Intent::Duplicate(id, "B-2".into()));
    assert_eq!(laptop.app.current().map(|current| current.case().name().to_owned()), Some("B-2".into()));
    assert_eq!(laptop.value("debt.any"), None);
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::Erase(id));
    let names: Vec<_> =
        laptop.app.rows().iter().filter_map(|row| row.card.as_ref()).map(|c| c.name.clone()).collect();
    assert_eq!(names, ["B-2"]);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.rows().len(), 1, "it does not come back");
    assert!(again.app.notice().is_none(), "and its absence is no alarm");
}

#[test]
fn a_person_who_refuses_leaves_a_trace_without_identity() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into()));
    laptop.pass(100);
    laptop.send(Intent::NewCase("A-9".into()));
    laptop.send(Intent::Do(Command::Refuse(StageId::Alert, String::new())));
    laptop.send(Intent::LeaveTrace);
    assert_eq!((laptop.app.rows().len(), laptop.app.traces()), (0, 1));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!((again.app.rows().len(), again.app.traces()), (0, 1));
}

#[test]
fn what_was_erased_at_the_persons_wish_is_gone_from_the_store() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Do(Command::Withdraw(StageId::Interview, Collected::Erased)));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    let question = again.question("freedom.door");
    assert!(again.app.current().expect("open").case().entry(question).is_blank());
}

#[test]
fn quick_hide_drops_everything_and_a_reload_asks_for_the_passphrase() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Hide);
    assert_eq!(laptop.app.screen(), Screen::Hidden);
    assert!(laptop.app.current().is_none() && laptop.app.rows().is_empty());
    let again = laptop.killed();
    assert_eq!(again.app.screen(), Screen::Locked { opening: false, fault: None });
}

#[test]
fn an_export_comes_in_again_as_a_case_of_its_own() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Export);
    let (name, bytes) = laptop.offered.pop().expect("a file is offered");
    assert!(name.starts_with("faisceau-assessment-") && !name.contains("A-7"));
    let mut other = Laptop::new();
    other.send(Intent::MakeSafe("another passphrase".to_owned().into()));
    other.pass(100);
    other.send(Intent::Import(bytes.clone()));
    assert_eq!(other.app.screen(), Screen::Incoming, "it is shown before it is taken in");
    assert!(other.app.rows().is_empty() && !other.app.incoming_is_here());
    other.send(Intent::TakeIn);
    assert_eq!(other.value("freedom.door"), Some(no()));
    other.send(Intent::Export);
    assert_eq!(other.offered.pop().expect("a file").1, bytes);

    let before = other.store.all();
    other.send(Intent::Import(bytes[..bytes.len() / 2].to_vec()));
    assert!(matches!(other.app.notice(), Some(Notice::NotImported(_))));
    assert_eq!(other.store.all(), before, "nothing already there is touched");
}

#[test]
fn a_file_is_shown_before_it_is_taken_in_and_can_be_left() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Export);
    let (_, bytes) = laptop.offered.pop().expect("a file is offered");
    laptop.send(Intent::Go(Page::Cases));
    let before = laptop.store.all();
    laptop.send(Intent::Import(bytes.clone()));
    let found = laptop.app.incoming().expect("it is shown");
    assert_eq!((found.case.name(), found.app.name.as_str()), ("A-7", "Faisceau"));
    assert!(laptop.app.incoming_is_here(), "the same case is here already");
    assert!(laptop.app.current().is_none());
    laptop.send(Intent::LeaveOut);
    assert_eq!((laptop.app.screen(), laptop.app.notice()), (Screen::Cases, Some(&Notice::LeftOut)));
    laptop.send(Intent::TakeIn);
    assert_eq!(laptop.app.rows().len(), 1, "there is nothing to take in any more");
    laptop.send(Intent::Import(bytes.clone()));
    laptop.send(Intent::Go(Page::Cases));
    assert!(laptop.app.incoming().is_none(), "leaving the page leaves the file");
    laptop.send(Intent::Import(bytes));
    laptop.send(Intent::Lock);
    assert!(laptop.app.incoming().is_none(), "nothing of it stays behind a lock");
    assert_eq!(laptop.store.all(), before);
}

#[test]
fn undo_reaches_over_the_whole_interview_and_over_a_lock() {
    let mut laptop = Laptop::at_work();
    laptop.answer("debt.any", yes());
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    laptop.send(Intent::Do(Command::Undo));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!((laptop.value("debt.any"), laptop.value("freedom.door")), (None, None));
    laptop.send(Intent::Do(Command::Redo));
    assert_eq!(laptop.value("debt.any"), Some(yes()));
}

#[test]
fn undo_and_redo_lead_to_what_they_change() {
    let mut laptop = Laptop::at_work();
    let [door, call] = ["freedom.door", "whistle-blower.who"].map(|id| laptop.question(id));
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Go(Page::Question(call)));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.app.screen(), Screen::Case(Page::Question(door)));
    laptop.send(Intent::Go(Page::Summary));
    laptop.send(Intent::Do(Command::Redo));
    assert_eq!(laptop.app.screen(), Screen::Case(Page::Question(door)));

    let decision = Decision { decided_by: "Caseworker 3".into(), ..Decision::default() };
    laptop.send(Intent::Do(Command::Decide(decision)));
    laptop.send(Intent::Go(Page::Question(call)));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.app.screen(), Screen::Case(Page::Decision));
}

#[test]
fn an_answer_marks_as_changed_only_what_it_touches() {
    let mut laptop = Laptop::at_work();
    laptop.app.take_changed();
    laptop.answer("freedom.door", no());
    let changed = laptop.app.take_changed();
    assert_eq!(changed.questions.len(), 1);
    assert!(!changed.page && !changed.cases && !changed.around && !changed.settings);
}

#[test]
fn a_record_of_another_case_read_late_is_not_taken_for_this_one() {
    let mut laptop = Laptop::at_work();
    let id = laptop.app.rows()[0].id;
    laptop.take(Message::Read(Reading::Case(id), Ok(Vec::new())));
    assert!(laptop.app.notice().is_none(), "nobody asked for it");
}
