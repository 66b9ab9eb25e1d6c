//! A case for another person of the same situation.

use faisceau::instrument::{QuestionIx, Shelf, StageId, Topic, Value};
use faisceau::interview::{Answer, CaseNumber, Command, SaidBy, Standing};

use super::formats::promises::{case_of, full};

/// Another person of the same situation: over all questions, nothing that the first person said, nothing in
/// their own words, nothing observed of them, nothing about them alone.
#[test]
fn for_another_person_nothing_of_the_first_one_is_taken_over() {
    for instrument in Shelf::bundled().all() {
        for said_by in SaidBy::ALL {
            let mut case = case_of(&instrument, &[]);
            let now = case.changed_at();
            for (at, answer) in full(&instrument, 5) {
                let who = instrument.question(at).id.as_str() == "whistle-blower.who";
                let answer = if who { Answer::Value(Value::Choice("neighbour".into())) } else { answer };
                let _ = case.perform(Command::Answer(at, Some(answer)), now);
                let _ = case.perform(Command::OwnWords(at, "in their own words".into()), now);
                let _ = case.perform(Command::Observe(at, "observed of them".into()), now);
                let _ = case.perform(Command::Attribute(at, said_by), now);
            }
            let number = CaseNumber::drawn([1; 8]);
            let other = case.for_co_victim("A-8".into(), number, now);
            let mut taken = Vec::new();
            for at in (0..instrument.questions().len()).map(QuestionIx) {
                let (id, entry) = (instrument.question(at).id.as_str(), other.entry(at));
                assert!(entry.own_words.is_empty() && entry.observed.is_empty(), "{id}");
                if entry.is_written() {
                    taken.push(id);
                    assert_eq!(instrument.stage_of(at), StageId::Alert, "{id}");
                    assert_ne!(other.said_by(at), SaidBy::Person, "{id}");
                    assert!(!id.starts_with("person."), "{id}");
                    assert!(!instrument.topics.question(at).has(Topic::Family), "{id}");
                }
            }
            let of_the_situation = taken.contains(&"alert.place") && taken.contains(&"alert.persons");
            let told_by_another = matches!(said_by, SaidBy::WhistleBlower | SaidBy::Document);
            assert_eq!(of_the_situation, told_by_another, "{said_by:?}: {taken:?}");
            assert!(!taken.contains(&"alert.urgency"), "danger to one is not danger to the other");
            assert_eq!(other.standing(QuestionIx(0)), Standing::Asked, "the whistle-blower agreed");
        }
        // The first person alerted: all of the alert is what they said.
        let mut case = case_of(&instrument, &full(&instrument, 5));
        let who = instrument.find(&"whistle-blower.who".into()).expect("it is asked");
        let now = case.changed_at();
        let told = Answer::Value(Value::Choice("self".into()));
        case.perform(Command::Answer(who, Some(told)), now).expect("answered");
        let other = case.for_co_victim("A-8".into(), CaseNumber::drawn([1; 8]), now);
        let written = (0..instrument.questions().len()).map(QuestionIx);
        assert_eq!(written.filter(|at| other.entry(*at).is_written()).count(), 0);
        assert!(!other.agreements().given(StageId::Alert), "and they agreed for themselves");
    }
}
