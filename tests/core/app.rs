//! The app without a browser: messages in, effects out, a store in memory behind it.

use std::collections::{BTreeMap, VecDeque};

use faisceau::doors::{Fault, MemoryStore, Store, StoreError};
use faisceau::findings::lens::LensIx;
use faisceau::instrument::{Language, QuestionId, QuestionIx, Shelf, StageId};
use faisceau::interview::{Agreement, Answer, Collected, Command, Decision, Form};
use faisceau::state::{
    App, Effect, Intent, Lock, LockAsk, Message, Missing, Notice, Now, Page, Passphrase, Purpose, Reading,
    Saving, Screen, Settings, StoreFault, Ticket, Wake, WithCode,
};
use faisceau::vault::{Derivation, OpenFault, Safe, Work, Write};

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
    /// Whether another tab holds the lock.
    elsewhere: bool,
    /// What was asked of the lock.
    asked: Vec<LockAsk>,
    /// How long one pass over 64 MiB takes here, in milliseconds.
    pace: u32,
    derived: Vec<(Purpose, Derivation)>,
    persisted: usize,
    offered: Vec<(String, Vec<u8>)>,
    seed: u64,
}

impl Laptop {
    /// A laptop on which the app was never opened.
    fn new() -> Self {
        Self::with(MemoryStore::default(), BTreeMap::new(), NOON)
    }

    fn with(store: MemoryStore, smalls: BTreeMap<&'static str, String>, clock: i64) -> Self {
        Self::opened(store, smalls, clock, false)
    }

    /// Another tab of the same browser, while the first one writes.
    fn second_tab(&self) -> Self {
        Self::opened(self.store.for_another_tab(), self.smalls.clone(), self.clock, true)
    }

    fn opened(
        store: MemoryStore,
        smalls: BTreeMap<&'static str, String>,
        clock: i64,
        elsewhere: bool,
    ) -> Self {
        let shelf = Shelf::bundled();
        let witness = smalls.get("faisceau:witness").cloned();
        let settings = Settings::read(smalls.get("faisceau:settings").map(String::as_str), Language::Fr);
        let tries = smalls.get("faisceau:tries").cloned();
        let (app, effects) = App::new(shelf, settings, witness, tries.as_deref());
        let mut laptop = Self {
            app,
            store,
            smalls,
            clock,
            wakes: Vec::new(),
            commits: VecDeque::new(),
            slow: false,
            elsewhere,
            asked: Vec::new(),
            pace: 470,
            derived: Vec::new(),
            persisted: 0,
            offered: Vec::new(),
            seed: u64::try_from(clock).expect("after 1970"),
        };
        laptop.run(effects);
        laptop
    }

    /// The browser ends without warning, and is started again: only what was committed is left.
    fn killed(self) -> Self {
        Self::opened(self.store, self.smalls, self.clock + 60_000, false)
    }

    /// With a safe, and one case in it, whose stages are agreed to.
    fn at_work() -> Self {
        let mut laptop = Self::new();
        laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
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
                Effect::Fetch(reading, keys) => {
                    let result = pollster::block_on(self.store.fetch(&keys)).map_err(fault);
                    self.take(Message::Read(reading, result));
                }
                Effect::Derive(purpose, work) => {
                    self.derived.push((purpose, work.derivation()));
                    let Derivation { memory, passes, .. } = work.derivation();
                    let took = self.pace * passes * (memory / 1024) / 64;
                    // What is measured is told, and not worked for.
                    let work = if purpose == Purpose::Measure {
                        Work::new("", Derivation::LEAST, &mut |_| {})
                    } else {
                        work
                    };
                    let result = work.run();
                    let took = if purpose == Purpose::Measure { took * 38 / 64 } else { took };
                    self.take(Message::Derived(purpose, result, took));
                }
                Effect::Lock(ask) => {
                    self.asked.push(ask);
                    if ask == LockAsk::Have {
                        let lock = if self.elsewhere { Lock::Elsewhere } else { Lock::Held };
                        self.take(Message::Lock(lock));
                    }
                }
                Effect::Claim(token) => {
                    let result = pollster::block_on(self.store.claim(token)).map_err(fault);
                    self.take(Message::Claimed(result));
                }
                Effect::Persist => self.persisted += 1,
                Effect::Weigh => {
                    let result = pollster::block_on(self.store.size()).map_err(fault);
                    self.take(Message::Weighed(result));
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
        StoreError::Superseded => StoreFault::Superseded,
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
    laptop.send(Intent::MakeSafe(Passphrase::from("short".to_owned()), WithCode::No));
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
    assert_eq!(laptop.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
    assert!(laptop.app.current().is_none() && laptop.app.rows().is_empty());
    laptop.unlock("four words without a link");
    assert_eq!(
        laptop.app.screen(),
        Screen::Locked { opening: false, fault: Some(OpenFault::WrongPassphrase), wait: 0 }
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
    assert_eq!(laptop.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
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
    laptop.answer("violence.physical", yes());
    assert_eq!(laptop.app.saving(), Saving::NotSaved(StoreFault::Full));
    assert_eq!(laptop.value("violence.physical"), Some(yes()), "it stays on the screen");
    laptop.store.fail(Fault::None);
    laptop.pass(20_000);
    assert!(matches!(laptop.app.saving(), Saving::Saved(_)), "it is tried again");
    laptop.store.fail(Fault::Room(0));
    laptop.answer("work.still", no());
    let mut again = laptop.killed();
    again.store.fail(Fault::None);
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!((again.value("freedom.door"), again.value("violence.physical")), (Some(no()), Some(yes())));
}

#[test]
fn a_full_store_opens_all_the_same_and_says_that_nothing_is_kept_until_there_is_room() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.store.fail(Fault::Room(0));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!(again.value("freedom.door"), Some(no()), "what is there is read");
    assert_eq!(again.app.saving(), Saving::NotSaved(StoreFault::Full));
    again.answer("freedom.door", yes());
    again.pass(30_000);
    assert_eq!(again.app.saving(), Saving::NotSaved(StoreFault::Full));
    again.store.fail(Fault::None);
    again.pass(20_000);
    assert!(matches!(again.app.saving(), Saving::Saved(_)), "{:?}", again.app.saving());
    let mut later = again.killed();
    later.unlock(PASSPHRASE);
    later.open_first();
    assert_eq!(later.value("freedom.door"), Some(yes()));
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
        assert_eq!(again.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
    }
}

#[test]
fn a_store_that_comes_back_empty_is_noticed_and_not_written_over() {
    let laptop = Laptop::at_work();
    laptop.store.replace(Vec::new());
    let mut again = laptop.killed();
    assert_eq!(again.app.screen(), Screen::Emptied);
    again.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
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
    laptop.answer("violence.physical", yes());
    laptop.answer("freedom.door", no());
    let mut records = laptop.store.all();
    let last =
        records.iter_mut().rfind(|(key, _)| key.starts_with(Safe::RECORDS)).expect("a record of the case");
    let middle = last.1.len() / 2;
    last.1[middle] ^= 1;
    laptop.store.replace(records);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert!(matches!(again.app.notice(), Some(Notice::Damaged(_))), "{:?}", again.app.notice());
    assert_eq!(again.value("violence.physical"), Some(yes()));
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
    laptop.answer("violence.physical", yes());
    laptop.send(Intent::Go(Page::Cases));
    let id = laptop.app.rows()[0].id;
    laptop.send(Intent::Rename(id, "B-1".into()));
    assert_eq!(laptop.app.rows()[0].card.as_ref().map(|card| card.name.as_str()), Some("B-1"));
    laptop.send(Intent::Duplicate(id, "B-2".into()));
    assert_eq!(laptop.app.current().map(|current| current.case().name().to_owned()), Some("B-2".into()));
    assert_eq!(laptop.value("violence.physical"), None);
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
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
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
    assert_eq!(again.app.screen(), Screen::Locked { opening: false, fault: None, wait: 0 });
}

#[test]
fn an_export_comes_in_again_as_a_case_of_its_own() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Export);
    let (name, bytes) = laptop.offered.pop().expect("a file is offered");
    assert!(name.starts_with("faisceau-assessment-") && !name.contains("A-7"));
    let mut other = Laptop::new();
    other.send(Intent::MakeSafe("another passphrase".to_owned().into(), WithCode::No));
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
    laptop.answer("violence.physical", yes());
    laptop.answer("freedom.door", no());
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    laptop.open_first();
    laptop.send(Intent::Do(Command::Undo));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!((laptop.value("violence.physical"), laptop.value("freedom.door")), (None, None));
    laptop.send(Intent::Do(Command::Redo));
    assert_eq!(laptop.value("violence.physical"), Some(yes()));
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

// One writer among tabs.

#[test]
fn a_second_tab_follows_live_changes_nothing_and_takes_over_by_a_visible_choice() {
    let mut first = Laptop::at_work();
    let mut second = first.second_tab();
    second.unlock(PASSPHRASE);
    second.open_first();
    assert!(second.app.is_following());
    first.answer("freedom.door", no());
    second.take(Message::ChangedElsewhere);
    assert_eq!(second.value("freedom.door"), Some(no()), "it follows");

    let before = first.store.all();
    second.answer("violence.physical", yes());
    assert_eq!(second.app.notice(), Some(&Notice::Following));
    assert_eq!((second.value("violence.physical"), second.app.saving()), (None, Saving::Following));
    assert!(first.store.all() == before, "and changes nothing");

    second.send(Intent::TakeOver);
    assert_eq!(second.asked.last(), Some(&LockAsk::TakeOver));
    // The first tab keeps what is being written before it gives the lock away.
    let question = first.question("freedom.door");
    first.send(Intent::Write(Command::OwnWords(question, "half a sen".into())));
    first.slow = true;
    first.take(Message::Lock(Lock::Asked));
    assert_ne!(first.asked.last(), Some(&LockAsk::Give), "not before everything is kept");
    first.let_commits_end();
    assert_eq!(first.asked.last(), Some(&LockAsk::Give));
    assert!(first.app.is_following());
    assert_eq!(first.app.notice(), Some(&Notice::TakenOver { unsaved: false }));
    second.take(Message::Lock(Lock::Held));
    assert!(!second.app.is_following());
    assert_eq!(second.own_words("freedom.door"), "half a sen", "it reads before it writes");
    second.answer("violence.physical", yes());
    assert!(matches!(second.app.saving(), Saving::Saved(_)));
    first.take(Message::ChangedElsewhere);
    assert_eq!(first.value("violence.physical"), Some(yes()), "and now the first one follows");
}

#[test]
fn a_frozen_tab_that_wakes_up_writes_nothing_over_the_other_and_says_so() {
    let mut frozen = Laptop::at_work();
    frozen.slow = true;
    frozen.answer("freedom.door", no());
    let mut other = frozen.second_tab();
    other.unlock(PASSPHRASE);
    other.open_first();
    other.take(Message::Lock(Lock::Held));
    other.answer("violence.physical", yes());
    let kept = frozen.store.all();
    frozen.let_commits_end();
    assert!(frozen.store.all() == kept, "the fence holds inside the transaction");
    assert!(frozen.app.is_following());
    assert_eq!(frozen.app.notice(), Some(&Notice::TakenOver { unsaved: true }));
    assert_eq!((frozen.value("freedom.door"), frozen.value("violence.physical")), (None, Some(yes())));
}

#[test]
fn a_tab_whose_lock_is_taken_stops_at_once() {
    let mut laptop = Laptop::at_work();
    laptop.take(Message::Lock(Lock::Lost));
    let before = laptop.store.all();
    laptop.answer("freedom.door", no());
    laptop.pass(30_000);
    assert!(laptop.store.all() == before);
}

#[test]
fn a_tab_that_follows_a_change_of_passphrase_asks_for_the_new_one() {
    let mut first = Laptop::at_work();
    let mut second = first.second_tab();
    second.unlock(PASSPHRASE);
    first.change_passphrase("another one of words", false);
    second.take(Message::ChangedElsewhere);
    assert!(matches!(second.app.screen(), Screen::Locked { .. }));
    second.unlock("another one of words");
    assert_eq!(second.app.screen(), Screen::Cases);
}

// Keys.

impl Laptop {
    fn change_passphrase(&mut self, new: &str, everything: bool) {
        let current = Some(Passphrase::from(PASSPHRASE.to_owned()));
        self.send(Intent::ChangePassphrase { current, new: new.to_owned().into(), everything });
    }
}

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
    assert_eq!(again.app.screen(), Screen::Cases);
}

// The rescue copy.

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

    let rescue = faisceau::vault::Rescue::read(&bytes).expect("read");
    let shelf = Shelf::bundled();
    let (cases, unreadable) = faisceau::state::open_rescue(&rescue, PASSPHRASE, &shelf).expect("opens");
    assert_eq!((cases.len(), unreadable, cases[0].name()), (1, 0, "A-7"));
    assert_eq!(
        faisceau::state::open_rescue(&rescue, "not this one at all", &shelf).err(),
        Some(OpenFault::WrongPassphrase)
    );
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
    assert_eq!(one.app.screen(), Screen::Cases, "the other copy opens it");
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

// What is told when something is wrong.

#[test]
fn what_is_lost_is_told_exactly_and_every_other_record_is_there() {
    let mut laptop = Laptop::at_work();
    laptop.answer("violence.physical", yes());
    laptop.answer("freedom.door", no());
    laptop.answer("freedom.own-time", no());
    let before = laptop.store.all();
    laptop.answer("freedom.door", yes());
    let written: Vec<_> = laptop
        .store
        .all()
        .into_iter()
        .filter(|(key, _)| !before.iter().any(|(known, _)| known == key))
        .collect();
    let [(key, _)] = &written[..] else { panic!("one new record") };
    laptop.answer("violence.physical", no());
    let mut records = laptop.store.all();
    let damaged = records.iter_mut().find(|(known, _)| known == key).expect("there");
    damaged.1[80] ^= 1;
    let bytes = damaged.1.clone();
    laptop.store.replace(records);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    let Some(Notice::Damaged(loss)) = again.app.notice() else { panic!("{:?}", again.app.notice()) };
    assert_eq!((loss.count(), loss.unfit, loss.lost.len()), (1, 0, 1));
    assert!(loss.between.0.is_some() && loss.between.1.is_some());
    assert_eq!((again.value("freedom.own-time"), again.value("violence.physical")), (Some(no()), Some(no())));
    assert_eq!(again.value("freedom.door"), Some(no()), "as it stood before what is lost");
    let aside: Vec<_> =
        again.store.all().into_iter().filter(|(key, _)| key.starts_with(Safe::QUARANTINE)).collect();
    assert_eq!(aside, [([Safe::QUARANTINE, key].concat(), bytes)], "kept as it was found");
    let mut last = again.killed();
    last.unlock(PASSPHRASE);
    last.open_first();
    assert!(last.app.notice().is_none(), "and told once");
}

#[test]
fn a_case_whose_head_and_opening_are_lost_is_found_among_all_records() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    let mut heads = laptop.store.all();
    let before = heads.clone();
    laptop.answer("violence.physical", yes());
    // The one record of the catalogue that an answer changes is the head.
    let after = laptop.store.all();
    let head = after.iter().find(|(key, value)| {
        key.starts_with(Safe::CATALOGUE) && before.iter().any(|(known, was)| known == key && was != value)
    });
    let head = head.expect("the head").0.clone();
    heads = after;
    heads.retain(|(key, _)| *key != head);
    laptop.store.replace(heads);
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.rows().len(), 1);
    again.open_first();
    assert_eq!((again.value("freedom.door"), again.value("violence.physical")), (Some(no()), Some(yes())));
    let mut last = again.killed();
    last.unlock(PASSPHRASE);
    assert_eq!(last.app.rows()[0].card.as_ref().map(|card| card.name.clone()), Some("A-7".into()));
}

#[test]
fn an_alarm_stays_until_it_is_read_and_the_witness_is_not_written_over_before() {
    let mut laptop = Laptop::at_work();
    laptop.send(Intent::Go(Page::Cases));
    let before = laptop.store.all();
    laptop.send(Intent::NewCase("A-8".into()));
    laptop.store.replace(before);
    let mut again = laptop.killed();
    for _ in 0..2 {
        again.unlock(PASSPHRASE);
        assert!(matches!(again.app.notice(), Some(Notice::Alarm(_))));
        again.send(Intent::NewCase("A-9".into()));
        again = again.killed();
    }
    again.unlock(PASSPHRASE);
    again.send(Intent::Dismiss);
    let mut last = again.killed();
    last.unlock(PASSPHRASE);
    assert!(last.app.notice().is_none());
}

#[test]
fn a_clock_set_back_by_years_loses_nothing_and_keeps_no_safe_open() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    laptop.clock -= 3 * 365 * 24 * 3_600_000_i64;
    laptop.wakes.iter_mut().for_each(|(at, _)| *at -= 3 * 365 * 24 * 3_600_000_i64);
    laptop.answer("violence.physical", yes());
    let question = laptop.question("freedom.door");
    laptop.send(Intent::Write(Command::OwnWords(question, "words".into())));
    laptop.pass(6 * 60_000);
    assert!(matches!(laptop.app.screen(), Screen::Locked { .. }));
    laptop.unlock(PASSPHRASE);
    assert!(laptop.app.notice().is_none());
    laptop.open_first();
    assert_eq!((laptop.value("freedom.door"), laptop.value("violence.physical")), (Some(no()), Some(yes())));
    assert_eq!(laptop.own_words("freedom.door"), "words");
}

#[test]
fn a_long_interview_is_compacted_in_commits_of_their_own_and_opens_the_same() {
    let mut laptop = Laptop::at_work();
    let question = laptop.question("freedom.door");
    for number in 0..650 {
        laptop.send(Intent::Do(Command::OwnWords(question, format!("words {number}"))));
    }
    let records = laptop.store.all().iter().filter(|(key, _)| key.starts_with(Safe::RECORDS)).count();
    assert!(records < 420, "two snapshots and what lies between: {records}");
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.open_first();
    assert_eq!(again.own_words("freedom.door"), "words 649");
}

#[test]
fn what_exists_in_this_browser_alone_is_told_after_the_days_that_were_chosen() {
    let mut laptop = Laptop::at_work();
    laptop.answer("freedom.door", no());
    let day = 24 * 3_600_000;
    let mut later = laptop.killed();
    later.clock += 8 * day;
    later.unlock(PASSPHRASE);
    assert_eq!((later.app.alone(), later.persisted), (1, 0));
    later.send(Intent::SaveRescue);
    assert_eq!(later.app.alone(), 0);
    let mut again = later.killed();
    again.unlock(PASSPHRASE);
    assert_eq!(again.app.alone(), 0, "it is remembered");
}

#[test]
fn the_browser_is_asked_once_not_to_clear_after_the_first_saved_case() {
    let mut laptop = Laptop::new();
    laptop.send(Intent::MakeSafe(PASSPHRASE.to_owned().into(), WithCode::No));
    assert_eq!(laptop.persisted, 0);
    laptop.send(Intent::NewCase("A-7".into()));
    laptop.send(Intent::Go(Page::Cases));
    laptop.send(Intent::NewCase("A-8".into()));
    assert_eq!(laptop.persisted, 1);
    laptop.take(Message::Persisted(false));
    let mut again = laptop.killed();
    again.unlock(PASSPHRASE);
    again.send(Intent::NewCase("A-9".into()));
    assert_eq!((again.persisted, again.app.settings().persisted), (0, Some(false)));
}
