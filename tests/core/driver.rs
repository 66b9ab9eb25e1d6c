//! Leads a case without a screen. After each step the findings kept up to date are compared with the
//! findings from scratch, and the case with what its events make of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use faisceau::findings::{ClueState, Converging, Findings};
use faisceau::instrument::{
    ClueId, ClueIx, Duration, DurationUnit, Edition, Instrument, InstrumentId, Language, Money, OptionId,
    PartialDate, Period, QuestionId, QuestionIx, Shelf, StageId, Value, Version,
};
use faisceau::interview::{
    Agreement, Answer, Case, CaseNumber, Collected, Command, Event, Form, Happening, Moment, NotAnswered,
    Refusal, Standing, Touched,
};

/// Noon of an invented day, in milliseconds since 1970.
pub const NOON: i64 = 1_711_105_200_000;

pub struct Driver {
    pub case: Case,
    pub findings: Findings,
    events: Vec<Event>,
    clock: i64,
}

/// The edition that these tests speak of: a later one asks more, and these go on.
pub fn association() -> Arc<Instrument> {
    let edition = Edition { id: InstrumentId::from("association"), version: Version::from("1.0.0") };
    Shelf::bundled().find(&edition).expect("it is on the shelf, and sound")
}

impl Driver {
    /// A new case, led with the association's instrument.
    pub fn new() -> Self {
        Self::with(association())
    }

    /// A new case, led with this instrument.
    pub fn with(instrument: Arc<Instrument>) -> Self {
        let what = Happening::Opened {
            name: "A-7".into(),
            edition: instrument.edition.clone(),
            language: Language::En,
            number: Some(CaseNumber::drawn(*b"a number")),
        };
        let event = Event { at: Moment::from_unix(NOON, 60), what };
        let case = Case::open(instrument, &event).expect("the case opens");
        let findings = Findings::of(&case);
        Self { case, findings, events: vec![event], clock: NOON }
    }

    /// A new case with these stages agreed to.
    pub fn agreed(stages: &[StageId]) -> Self {
        let mut driver = Self::new();
        for stage in stages {
            driver.agree(*stage);
        }
        driver
    }

    /// Lets time pass.
    pub fn wait(&mut self, seconds: i64) {
        self.clock += seconds * 1000;
    }

    pub fn now(&self) -> Moment {
        Moment::from_unix(self.clock, 60)
    }

    /// Asks something of the case; what it touched, if it changed anything.
    pub fn attempt(&mut self, command: Command) -> Result<Option<Touched>, Refusal> {
        let before = self.case.kept();
        match self.case.perform(command, self.now()) {
            Ok(None) => Ok(None),
            Ok(Some((event, touched))) => {
                self.events.push(event);
                self.findings.update(&self.case, &touched);
                self.hold();
                Ok(Some(touched))
            }
            Err(refusal) => {
                assert_eq!(self.case.kept(), before, "a refusal changes nothing");
                Err(refusal)
            }
        }
    }

    /// Does something that must be taken, ten seconds after what came before.
    pub fn perform(&mut self, command: Command) -> Touched {
        self.wait(10);
        let told = format!("{command:?}");
        self.attempt(command).unwrap_or_else(|refusal| panic!("{told}: {refusal:?}")).unwrap_or_default()
    }

    /// What must hold after every step.
    fn hold(&self) {
        assert_eq!(self.findings, Findings::of(&self.case), "findings kept up to date, and from scratch");
        let (first, rest) = self.events.split_first().expect("an opening");
        let mut again = Case::open(Arc::clone(self.case.instrument()), first).expect("opens again");
        for event in rest {
            again.apply(event.clone()).expect("an event that happened can happen again");
        }
        assert_eq!(again.kept(), self.case.kept(), "a case is what its events make of it");
    }

    pub fn question(&self, id: &str) -> QuestionIx {
        self.case.instrument().find(&QuestionId::from(id)).unwrap_or_else(|| panic!("no question {id}"))
    }

    pub fn agreement(&self, stage: StageId) -> Agreement {
        let asking = self.case.instrument().stage(stage).asking.as_ref().expect("an asking stage");
        Agreement {
            explained_by: "Caseworker 3".into(),
            language: "English".into(),
            interpreter: String::new(),
            form: Form::Spoken,
            uses: vec![asking.uses[0].id.clone()],
        }
    }

    pub fn agree(&mut self, stage: StageId) {
        let agreement = self.agreement(stage);
        self.perform(Command::Agree(stage, agreement));
    }

    pub fn refuse(&mut self, stage: StageId) {
        self.perform(Command::Refuse(stage, "not today".into()));
    }

    pub fn withdraw(&mut self, stage: StageId, collected: Collected) -> Touched {
        self.perform(Command::Withdraw(stage, collected))
    }

    pub fn answer(&mut self, question: &str, value: Value) -> Touched {
        let question = self.question(question);
        self.perform(Command::Answer(question, Some(Answer::Value(value))))
    }

    pub fn skip(&mut self, question: &str, how: NotAnswered) -> Touched {
        let question = self.question(question);
        self.perform(Command::Answer(question, Some(Answer::NotAnswered(how))))
    }

    pub fn blank(&mut self, question: &str) -> Touched {
        let question = self.question(question);
        self.perform(Command::Answer(question, None))
    }

    pub fn words(&mut self, question: &str, words: &str) -> Touched {
        let question = self.question(question);
        self.perform(Command::OwnWords(question, words.into()))
    }

    /// The questions by their names.
    pub fn names(&self, questions: &BTreeSet<QuestionIx>) -> Vec<String> {
        questions.iter().map(|question| self.case.instrument().question(*question).id.to_string()).collect()
    }

    pub fn expect_next(&self, stage: StageId, question: &str) {
        let next =
            self.case.next_open(stage, None).map(|next| self.case.instrument().question(next).id.to_string());
        assert_eq!(next.as_deref(), Some(question));
    }

    pub fn expect_standing(&self, question: &str, standing: Standing) {
        assert_eq!(self.case.standing(self.question(question)), standing, "{question}");
    }

    pub fn clue(&self, id: &str) -> ClueIx {
        let clues = self.case.instrument().clues();
        ClueIx(
            clues
                .iter()
                .position(|clue| clue.id == ClueId::from(id))
                .unwrap_or_else(|| panic!("no clue {id}")),
        )
    }

    pub fn expect_clue(&self, id: &str, state: ClueState) {
        assert_eq!(self.findings.clue(self.clue(id)).state, state, "{id}");
    }

    pub fn first_things(&self) -> Vec<String> {
        let things = &self.case.instrument().first_things;
        self.findings.first_things().map(|at| things[at].id.to_string()).collect()
    }

    pub fn expect_converging(&self, converging: Converging) {
        assert_eq!(self.findings.convergence(&self.case).converging, converging);
    }
}

pub fn yes() -> Value {
    Value::YesNo(true)
}

pub fn no() -> Value {
    Value::YesNo(false)
}

pub fn one(option: &str) -> Value {
    Value::Choice(OptionId::from(option))
}

pub fn several(options: &[&str]) -> Value {
    Value::Choices(options.iter().copied().map(OptionId::from).collect())
}

pub fn number(number: i64) -> Value {
    Value::Number(number)
}

pub fn euros(amount: &str, period: Period) -> Value {
    Value::Money(Money { amount: amount.parse().expect("an amount"), currency: "EUR".into(), period })
}

pub fn around(date: &str) -> Value {
    Value::Date(PartialDate { on: date.parse().expect("a date"), around: true })
}

pub fn months(count: u32) -> Value {
    Value::Duration(Duration { count, unit: DurationUnit::Months })
}
