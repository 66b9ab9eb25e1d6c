//! A laptop without a browser: the app, a store in memory behind it, and all else that is outside.

use std::collections::{BTreeMap, VecDeque};

use faisceau::doors::{MemoryStore, Store, StoreError};
use faisceau::instrument::{Language, QuestionId, QuestionIx, Shelf, StageId};
use faisceau::interview::{Agreement, Answer, Command, Form, Recipient, Selection};
use faisceau::sealing::task::carry_out;
use faisceau::state::{
    AgeWork, App, Effect, Intent, Leave, Lock, LockAsk, Message, Now, PassOn, Passphrase, Protection,
    Purpose, Said, Screen, Settings, Shape, StoreFault, Ticket, Wake, WithCode,
};
use faisceau::vault::{Derivation, Work, Write};

use super::driver::NOON;

pub const PASSPHRASE: &str = "four words without link";

/// A laptop: the app, and all that is outside of it.
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of the outside that can be held back")]
pub struct Laptop {
    pub app: App,
    pub store: MemoryStore,
    pub smalls: BTreeMap<&'static str, String>,
    pub clock: i64,
    pub wakes: Vec<(i64, Wake)>,
    pub commits: VecDeque<(Ticket, Vec<Write>)>,
    /// Whether commits wait until they are let go.
    pub slow: bool,
    /// Whether another tab holds the lock.
    pub elsewhere: bool,
    /// What was asked of the lock.
    pub asked: Vec<LockAsk>,
    /// How long one pass over 64 MiB takes here, in milliseconds.
    pub pace: u32,
    pub derived: Vec<(Purpose, Derivation)>,
    /// Whether keys wait until they are let come.
    pub slow_keys: bool,
    pub keys: VecDeque<(Ticket, Purpose, Work)>,
    /// Whether files that are sealed or opened wait until they are let come.
    pub slow_files: bool,
    pub files: VecDeque<(Ticket, AgeWork)>,
    pub persisted: usize,
    pub offered: Vec<(String, Vec<u8>)>,
    pub seed: u64,
}

impl Laptop {
    /// A laptop on which the app was never opened.
    pub fn new() -> Self {
        Self::with(MemoryStore::default(), BTreeMap::new(), NOON)
    }

    pub fn with(store: MemoryStore, smalls: BTreeMap<&'static str, String>, clock: i64) -> Self {
        Self::opened(store, smalls, clock, false)
    }

    /// Another tab of the same browser, while the first one writes.
    pub fn second_tab(&self) -> Self {
        Self::opened(self.store.for_another_tab(), self.smalls.clone(), self.clock, true)
    }

    pub fn opened(
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
            slow_keys: false,
            keys: VecDeque::new(),
            slow_files: false,
            files: VecDeque::new(),
            persisted: 0,
            offered: Vec::new(),
            seed: u64::try_from(clock).expect("after 1970"),
        };
        laptop.run(effects);
        laptop
    }

    /// The browser ends without warning, and is started again: only what was committed is left.
    pub fn killed(self) -> Self {
        Self::opened(self.store, self.smalls, self.clock + 60_000, false)
    }

    /// With a safe, and one case in it, whose stages are agreed to.
    pub fn at_work() -> Self {
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

    pub fn unlock(&mut self, passphrase: &str) {
        self.send(Intent::Unlock(passphrase.to_owned().into()));
        self.pass(100);
    }

    /// Whether the safe is open: on the list, or on the case that was open.
    pub fn is_open(&self) -> bool {
        matches!(self.app.screen(), Screen::Cases | Screen::Case(_))
    }

    pub fn open_first(&mut self) {
        let id = self.app.rows()[0].id;
        self.send(Intent::OpenCase(id));
    }

    pub fn send(&mut self, intent: Intent) {
        self.take(Message::Intent(intent));
    }

    pub fn take(&mut self, message: Message) {
        let seed = &mut self.seed;
        let effects = self.app.update(message, Now { unix: self.clock, offset: 60 }, &mut |bytes| {
            for byte in bytes {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = seed.to_be_bytes()[0];
            }
        });
        self.run(effects);
    }

    pub fn run(&mut self, effects: Vec<Effect>) {
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
                Effect::Derive(ticket, purpose, work) => {
                    self.keys.push_back((ticket, purpose, work));
                    if !self.slow_keys {
                        self.let_keys_come();
                    }
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
                Effect::Age(ticket, work) => {
                    self.files.push_back((ticket, work));
                    if !self.slow_files {
                        self.let_files_come();
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
                Effect::KeepDraft(_) | Effect::FindDraft => {}
            }
        }
    }

    pub fn let_keys_come(&mut self) {
        while let Some((ticket, purpose, work)) = self.keys.pop_front() {
            self.derived.push((purpose, work.derivation()));
            let Derivation { memory, passes, .. } = work.derivation();
            let took = self.pace * passes * (memory / 1024) / 64;
            // What is measured is told, and not worked for.
            let measured = purpose == Purpose::Measure;
            let work = if measured { Work::new("", Derivation::LEAST, &mut |_| {}) } else { work };
            let took = if measured { took * 38 / 64 } else { took };
            self.take(Message::Derived(ticket, work.run(), took));
        }
    }

    /// As a worker does them where they are with a passphrase, and as the page does them where not.
    pub fn let_files_come(&mut self) {
        while let Some((ticket, work)) = self.files.pop_front() {
            let elsewhere = work.written().and_then(|task| carry_out(&task));
            let aged = elsewhere.and_then(|outcome| work.led_to(&outcome));
            self.take(Message::Aged(ticket, aged.unwrap_or_else(|| work.done())));
        }
    }

    pub fn let_commits_end(&mut self) {
        while let Some((ticket, writes)) = self.commits.pop_front() {
            let writes: Vec<_> = writes.into_iter().map(|write| (write.key, write.value)).collect();
            let result = pollster::block_on(self.store.commit(&writes)).map_err(fault);
            self.take(Message::Committed(ticket, result));
        }
    }

    /// Lets time pass, in milliseconds: whatever was to wake wakes in its order.
    pub fn pass(&mut self, milliseconds: i64) {
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

    pub fn question(&self, id: &str) -> QuestionIx {
        let current = self.app.current().expect("a case is open");
        current.case().instrument().find(&QuestionId::from(id)).expect("it is asked")
    }

    pub fn answer(&mut self, id: &str, value: faisceau::instrument::Value) {
        let question = self.question(id);
        self.send(Intent::Do(Command::Answer(question, Some(Answer::Value(value)))));
    }

    pub fn value(&self, id: &str) -> Option<faisceau::instrument::Value> {
        let question = self.question(id);
        self.app.current().expect("a case is open").case().value(question).cloned()
    }

    pub fn own_words(&self, id: &str) -> String {
        let question = self.question(id);
        self.app.current().expect("a case is open").case().entry(question).own_words.clone()
    }
}

pub fn agreement(laptop: &Laptop, stage: StageId) -> Agreement {
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

pub fn fault(error: StoreError) -> StoreFault {
    match error {
        StoreError::Full => StoreFault::Full,
        StoreError::Blocked => StoreFault::Blocked,
        StoreError::Newer => StoreFault::Newer,
        StoreError::Superseded => StoreFault::Superseded,
        StoreError::Emptied => StoreFault::Emptied,
        StoreError::Failed => StoreFault::Failed,
    }
}

/// The open case is passed on whole and plain, as a file from which it can be brought back.
pub fn passing_on_whole() -> Intent {
    passing_on(Selection::everything())
}

pub fn passing_on(selection: Selection) -> Intent {
    Intent::Leave(Leave::PassOn(Box::new(PassOn {
        recipient: Recipient::Association,
        selection,
        said: Some(Said::Asked(Form::Spoken)),
        shape: Shape::Assessment,
        protection: Protection::None,
    })))
}

/// The open case is passed on whole, sealed with a passphrase.
pub fn passing_on_sealed() -> Intent {
    let Intent::Leave(Leave::PassOn(mut asked)) = passing_on_whole() else { return passing_on_whole() };
    asked.protection = Protection::Passphrase("four words of ours".to_owned().into());
    Intent::Leave(Leave::PassOn(asked))
}

impl Laptop {
    pub fn pass_on_whole(&mut self) {
        self.send(passing_on_whole());
    }

    pub fn change_passphrase(&mut self, new: &str, everything: bool) {
        let current = Some(Passphrase::from(PASSPHRASE.to_owned()));
        self.send(Intent::ChangePassphrase { current, new: new.to_owned().into(), everything });
    }
}
