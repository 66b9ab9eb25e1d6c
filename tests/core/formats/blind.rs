//! A recipient is blind to what is not theirs: two cases that differ only where a selection does not reach
//! leave as the same bytes, in every format. So neither a name of a file, nor a digest, nor a finding, nor
//! what is missing tells anything of it. One thing is told: a question that is asked unless an answer makes it
//! needless tells, where it leaves, that none did; such answers are the same in both cases.

use std::collections::BTreeSet;
use std::sync::Arc;

use faisceau::instrument::{
    ClueIx, Condition, Instrument, Kind, Language, PartialDate, QuestionIx, Shelf, StageId, Truth, Value,
};
use faisceau::interview::{
    Agreement, Answer, Case, CaseNumber, Command, Decision, Event, Form, Happening, Leaving, Moment, Need,
    NotAnswered, Outcome, Part, Permission, Precision, Recipient, Sealing, Selection, SetClue, SetState,
    Standing,
};
use proptest::prelude::*;

use super::leaks::every_format;
use super::selections::selections;
use crate::driver::NOON;
use crate::laws::value;

/// What is told in a case, and whether all that a selection does not take is told otherwise.
struct Telling<'a> {
    selection: &'a Selection,
    /// Answers that make another question needless.
    gates: &'a BTreeSet<QuestionIx>,
    otherwise: bool,
    seed: u64,
}

impl Telling<'_> {
    fn differs(&self, taken: bool) -> bool {
        self.otherwise && !taken
    }

    fn words(&self, taken: bool) -> String {
        if self.differs(taken) { "Quite other words.".into() } else { "As it was told.".into() }
    }

    fn part(&self, part: Part) -> String {
        self.words(self.selection.has(part))
    }

    /// A plain mixer (`SplitMix64`): the same question is drawn the same.
    fn draw(&self, question: QuestionIx) -> u64 {
        let mixed = self.seed.wrapping_add(question.0 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 27)
    }

    fn value(&self, kind: &Kind, draw: u64, taken: bool, gate: bool) -> Value {
        match kind {
            Kind::Text | Kind::Note => {
                let words = self.words(taken && self.selection.has(Part::Texts));
                if matches!(kind, Kind::Text) { Value::Text(words) } else { Value::Note(words) }
            }
            Kind::Date => {
                let on = match self.selection.precision() {
                    _ if self.differs(taken) => "1998-11-02",
                    _ if gate => "2011-03-14",
                    Precision::Month if self.otherwise => "2011-03-02",
                    Precision::Year if self.otherwise => "2011-07-02",
                    _ => "2011-03-14",
                };
                Value::Date(PartialDate { on: on.parse().expect("a date"), around: draw.is_multiple_of(5) })
            }
            kind => value(kind, if self.differs(taken) { draw / 3 + 1 } else { draw }),
        }
    }

    fn takes(&self, instrument: &Instrument, question: QuestionIx) -> bool {
        !self.selection.withholds(&instrument.question(question).id) || self.gates.contains(&question)
    }

    fn write(&self, case: &mut Case, question: QuestionIx, at: Moment) {
        let asked = case.instrument().question(question);
        let (kind, taken) = (asked.kind.clone(), self.takes(case.instrument(), question));
        let draw = self.draw(question);
        let told = match draw % 11 {
            0 => Answer::NotAnswered(NotAnswered::PrefersNot),
            1 => Answer::NotAnswered(NotAnswered::NotAsked(
                self.words(taken && self.selection.has(Part::Observed)),
            )),
            _ => Answer::Value(self.value(&kind, draw / 11, taken, self.gates.contains(&question))),
        };
        let beside = |part| {
            self.words(
                taken
                    && self.selection.has(part)
                    && (!draw.is_multiple_of(11) || self.selection.has(Part::SetAside)),
            )
        };
        let (said, seen) = (beside(Part::OwnWords), beside(Part::Observed));
        for command in [
            Command::Answer(question, Some(told)),
            Command::OwnWords(question, said),
            Command::Observe(question, seen),
            Command::Mark(question, self.differs(self.selection.has(Part::History))),
        ] {
            case.perform(command, at).expect("it is taken");
        }
    }

    fn case(&self) -> Case {
        let instrument = Shelf::bundled().newest().expect("an edition");
        let days = match self.selection.precision() {
            Precision::Month if self.otherwise => 3,
            Precision::Year if self.otherwise => 40,
            _ => 0,
        };
        let at = Moment::from_unix(NOON + days * 24 * 3_600_000, 60);
        let what = Happening::Opened {
            name: self.part(Part::CaseName),
            edition: instrument.edition.clone(),
            language: Language::En,
            number: Some(CaseNumber::drawn([7; 8])),
        };
        let mut case = Case::open(Arc::clone(&instrument), &Event { at, what }).expect("it opens");
        for stage in StageId::ASKING {
            let uses = instrument.stage(stage).asking.iter().flat_map(|asking| &asking.uses);
            let agreement = Agreement {
                explained_by: self.part(Part::Names),
                language: self.part(Part::Names),
                interpreter: self.part(Part::Names),
                form: Form::Spoken,
                uses: uses.map(|offered| offered.id.clone()).collect(),
            };
            case.perform(Command::Agree(stage, agreement), at).expect("it is given");
        }
        let questions = || (0..instrument.questions().len()).map(QuestionIx);
        for question in questions() {
            if case.standing(question) == Standing::Asked {
                self.write(&mut case, question, at);
            }
        }
        // Some answers turn round: what stood behind them is set aside, and what stands now is asked.
        for question in questions() {
            if case.standing(question) == Standing::Asked && case.entry(question).is_blank() {
                self.write(&mut case, question, at);
            }
            let turns = self.draw(question).is_multiple_of(5) && self.takes(&instrument, question);
            if let Some(Value::YesNo(yes)) = case.value(question).filter(|_| turns) {
                let turned = Answer::Value(Value::YesNo(!yes));
                case.perform(Command::Answer(question, Some(turned)), at).expect("it fits");
            }
        }
        for question in questions().filter(|_| self.differs(self.selection.has(Part::SetAside))) {
            if case.standing(question) == Standing::NotRelevant {
                case.perform(Command::Answer(question, None), at).expect("it can be taken away");
                case.perform(Command::OwnWords(question, String::new()), at).expect("it too");
                case.perform(Command::Observe(question, String::new()), at).expect("it too");
            }
        }
        let clue = ClueIx(if self.differs(self.selection.has(Part::SetClues)) { 3 } else { 40 });
        let set = SetClue { state: SetState::Present, reason: self.part(Part::Reasons) };
        case.perform(Command::SetClue(clue, Some(set)), at).expect("it is set");
        let other = self.differs(self.selection.has(Part::Decision));
        let decision = Decision {
            outcome: Some(if other { Outcome::Support } else { Outcome::ToBeContinued }),
            needs: vec![if self.differs(self.selection.has(Part::Needs)) { Need::Food } else { Need::Legal }],
            decided_by: self.part(Part::Names),
            reasons: self.part(Part::Reasons),
            person_agrees: Some(other),
            ..Decision::default()
        };
        case.perform(Command::Decide(decision), at).expect("it is decided");
        if !self.differs(self.selection.has(Part::History)) {
            let leaving = Leaving {
                at,
                recipient: Recipient::Lawyer,
                selection: Selection::default(),
                permission: Permission::Without(self.part(Part::Reasons)),
                sealing: Sealing::Key,
            };
            case.perform(Command::PassOn(Box::new(leaving)), at).expect("it is taken down");
        }
        case
    }
}

/// Every answer that can make a question needless which is asked while it is not known.
fn gates(instrument: &Instrument) -> BTreeSet<QuestionIx> {
    let conditions = instrument.questions().iter().filter_map(|question| question.relevant.as_ref());
    let needless = conditions.filter(|condition| condition.holds(&|_| None) == Truth::Yes);
    needless.flat_map(Condition::questions).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, ..ProptestConfig::default() })]

    #[test]
    fn what_does_not_leave_changes_nothing_of_what_leaves(seed in any::<u64>()) {
        let gates = gates(&Shelf::bundled().newest().expect("an edition"));
        let told = |selection: &Selection, otherwise| Telling { selection, gates: &gates, otherwise, seed }.case();
        for selection in selections(&told(&Selection::everything(), false), seed) {
            let leaves = |otherwise| every_format(&told(&selection, otherwise), &selection);
            for ((format, one), (_, other)) in leaves(false).into_iter().zip(leaves(true)) {
                prop_assert_eq!(one.names(), other.names(), "{}", format);
                for name in one.names() {
                    let (one, other) = (one.text(&name), other.text(&name));
                    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
                    prop_assert_eq!(differs, None, "{} {}: {:?}", format, name, selection);
                    prop_assert_eq!(one.len(), other.len(), "{} {}: {:?}", format, name, selection);
                }
            }
        }
    }
}
