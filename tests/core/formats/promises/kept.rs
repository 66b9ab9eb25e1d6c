//! The promises are kept.

use std::sync::Arc;

use faisceau::instrument::{Instrument, Kind, Language, OptionId, QuestionIx, Shelf, Topic, Topics, Value};
use faisceau::interview::{Answer, Command, Moment, Part, Recipient, Selection};
use faisceau::record::Recipients;
use faisceau::wording;
use proptest::prelude::*;

use super::cases::{case_of, every_case, full, newest, tell_around};
use super::search::{Blank, assessment, delicate_words, told_by_name};
use super::{promised, usual};
use crate::driver::NOON;
use crate::formats::leaks::every_format;
use crate::laws::{led_with, moves, value};

#[test]
fn each_recipient_is_promised_a_set_in_every_edition_and_the_page_says_that_set() {
    for instrument in Shelf::bundled().all() {
        let recipients = Recipients::of(&instrument).unwrap_or_else(|flaws| panic!("{flaws:?}"));
        for recipient in Recipient::ALL {
            let promise = recipients.promise(recipient);
            assert_eq!(promise, promised(recipient), "{} {recipient:?}", instrument.edition.version.as_str());
            for language in Language::ALL {
                let said = wording::promise(promise, language).expect("something is promised");
                for topic in Topic::ALL {
                    let says = said.contains(wording::topic(topic, language));
                    assert_eq!(says, promise.has(topic), "{recipient:?}: {said}");
                }
            }
        }
    }
    assert_eq!(wording::promise(Topics::NONE, Language::Fr), None);
}

#[test]
fn no_promise_is_broken_by_name_or_by_word_in_any_case_format_or_language() {
    let (mut broken, mut blank) = (Vec::new(), Blank::default());
    for (name, case) in every_case() {
        for recipient in Recipient::ALL {
            let (selection, topics) = (usual(&case, recipient), promised(recipient));
            let document = assessment(&case, recipient, &selection);
            let found = told_by_name(&document, case.instrument(), topics);
            broken.extend(found.into_iter().map(|it| format!("{name}, {}: {it}", recipient.as_str())));
            let words = delicate_words(case.instrument(), topics);
            let found = blank.told_by_words(&case, recipient, &selection, &words);
            broken.extend(found.into_iter().map(|it| format!("{name}, {}: {it}", recipient.as_str())));
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

/// The two searches find what left before topics were withheld: sections alone kept nothing back.
#[test]
fn without_its_promise_the_inspectorate_learns_stay_and_health() {
    let instrument = newest();
    let mut case = case_of(&instrument, &full(&instrument, 1));
    tell_around(&mut case);
    let before = promised(Recipient::LabourInspectorate)
        .iter()
        .fold(usual(&case, Recipient::LabourInspectorate), Selection::with_topic);
    let topics: Topics = [Topic::Stay, Topic::Health].into_iter().collect();
    let by_name =
        told_by_name(&assessment(&case, Recipient::LabourInspectorate, &before), case.instrument(), topics);
    for told in ["situation.then/no-papers", "vulnerability.used-need/stay", "accident.after"] {
        assert!(by_name.iter().any(|found| found == told), "{told} is found in {by_name:?}");
    }
    assert!(by_name.iter().any(|found| found == "situation.irregular-stay"));
    let words = delicate_words(case.instrument(), topics);
    let by_words = Blank::default().told_by_words(&case, Recipient::LabourInspectorate, &before, &words);
    for told in ["report-fr.html: Sans papiers", "report-en.html: Irregular stay"] {
        assert!(by_words.iter().any(|found| found.ends_with(told)), "{told}");
    }
}

#[test]
fn the_inspectorate_reads_none_of_these_words_of_a_person_without_papers() {
    let instrument = newest();
    let case = case_of(&instrument, &full(&instrument, 2));
    let selection = usual(&case, Recipient::LabourInspectorate);
    let whole: String = every_format(&case, &selection)
        .into_iter()
        .filter(|(format, _)| ["report", "assessment"].contains(format))
        .map(|(_, folder)| folder.whole())
        .collect();
    for word in [
        "Sans papiers",
        "Without papers",
        "L’absence de papiers",
        "Séjour irrégulier",
        "Irregular stay",
        "Aucun soin",
        "No care",
        "no-papers",
        "irregular-stay",
        "enceinte",
    ] {
        assert!(!whole.contains(word), "{word}");
    }
    assert!(whole.contains("Papiers gardés par un autre"), "what the inspectorate is for is there");
}

/// Another answer that says the same but for these topics.
fn other(instrument: &Instrument, at: QuestionIx, answer: &Answer, topics: Topics, seed: u64) -> Answer {
    let told = &instrument.topics;
    let kind = &instrument.question(at).kind;
    // That somebody else gave the alert is told by what only they are asked.
    if instrument.question(at).id.as_str() == "whistle-blower.who" {
        return answer.clone();
    }
    if told.question(at).meets(topics) {
        return Answer::Value(value(kind, seed));
    }
    let delicate = |id: &OptionId| told.option(at, id).meets(topics);
    let chosen = |id: &OptionId| match answer {
        Answer::Value(Value::Choices(ids)) => ids.contains(id),
        _ => false,
    };
    match (kind, answer) {
        (Kind::Several { options }, Answer::Value(Value::Choices(_) | Value::NoneOfThese)) => {
            if !options.iter().any(|option| delicate(&option.id)) {
                return answer.clone();
            }
            let ids = options.iter().map(|option| &option.id).enumerate();
            let now = ids.filter(|(nth, id)| if delicate(id) { seed >> nth & 1 == 1 } else { chosen(id) });
            let now: Vec<_> = now.map(|(_, id)| id.clone()).collect();
            Answer::Value(if now.is_empty() { Value::NoneOfThese } else { Value::Choices(now) })
        }
        (Kind::One { options }, Answer::Value(Value::Choice(id))) if delicate(id) => {
            let others: Vec<_> = options.iter().filter(|option| delicate(&option.id)).collect();
            let drawn = usize::try_from(seed).unwrap_or(0) % others.len();
            Answer::Value(Value::Choice(others[drawn].id.clone()))
        }
        _ => answer.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn no_generated_case_breaks_a_promise(moves in moves(), seed in any::<u64>()) {
        let instrument = newest();
        let mut case = led_with(Arc::clone(&instrument), &moves).case;
        for (at, answer) in full(&instrument, seed) {
            if seed >> (at.0 % 61) & 1 == 1 {
                let _ = case.perform(Command::Answer(at, Some(answer)), Moment::from_unix(NOON * 2, 60));
            }
        }
        tell_around(&mut case);
        for recipient in Recipient::ALL {
            let (selection, topics) = (usual(&case, recipient), promised(recipient));
            let found = told_by_name(&assessment(&case, recipient, &selection), &instrument, topics);
            prop_assert_eq!(found, Vec::<String>::new(), "{:?}", recipient);
            let words = delicate_words(&instrument, topics);
            let found = Blank::default().told_by_words(&case, recipient, &selection, &words);
            prop_assert_eq!(found, Vec::<String>::new(), "{:?}", recipient);
        }
    }

    /// Nothing can be read from what leaves of what does not: two cases that differ in it alone leave as
    /// the same bytes.
    #[test]
    fn what_is_withheld_changes_nothing_of_what_leaves(seed in any::<u64>(), another in any::<u64>()) {
        let instrument = newest();
        let drawn = |at: QuestionIx| {
            let seed = seed.rotate_left(u32::try_from(at.0 % 64).expect("small"));
            (at, Answer::Value(value(&instrument.question(at).kind, seed)))
        };
        let answers: Vec<_> = (0..instrument.questions().len()).map(QuestionIx).map(drawn).collect();
        for recipient in Recipient::ALL {
            let topics = promised(recipient);
            let answers_instead: Vec<_> = answers
                .iter()
                .map(|(at, answer)| (*at, other(&instrument, *at, answer, topics, another >> (at.0 % 17))))
                .collect();
            let (one, two) = (case_of(&instrument, &answers), case_of(&instrument, &answers_instead));
            let selection = usual(&one, recipient).without_part(Part::History);
            for ((format, one), (_, two)) in every_format(&one, &selection).into_iter().zip(every_format(&two, &selection)) {
                for name in one.names() {
                    let (one, two) = (one.text(&name), two.text(&name));
                    let differ = one.lines().zip(two.lines()).find(|(one, two)| one != two);
                    prop_assert!(one == two, "{:?} {} {}: {:?}", recipient, format, name, differ);
                }
            }
        }
    }
}
