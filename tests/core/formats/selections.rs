//! To whom what leaves: every answer and every text is marked with where it stands, and what leaves is
//! searched for marks that the selection does not take.

use std::collections::BTreeSet;

use faisceau::findings::Findings;
use faisceau::instrument::{Kind, QuestionId, QuestionIx, Shelf, StageId, Truth, Value};
use faisceau::interview::{
    Answer, Case, Command, Decision, Form, Leaving, NotAnswered, Outcome, Part, Past, PastKind, Permission,
    Precision, Recipient, Refusal, Sealing, Selection, SetClue, SetState, Standing,
};
use faisceau::record::{self, Assessment, Cover, Recipients, agreed};
use proptest::prelude::*;
use serde_json::Value as Json;

use super::f_and_the_bar;
use super::leaks::every_format;
use crate::driver::Driver;
use crate::laws::{led_with, moves};

const SCHEMA: &str = include_str!("../../../src/record/assessment-1.2.0.schema.json");

fn mark(part: Part, question: &QuestionId) -> String {
    format!("[{part:?} {question}]")
}

/// Marks everything that can be written.
fn marked(driver: &mut Driver) {
    for at in (0..driver.case.instrument().questions().len()).map(QuestionIx) {
        driver.wait(3);
        let asked = driver.case.instrument().question(at);
        let (id, kind) = (asked.id.clone(), asked.kind.clone());
        let text = match kind {
            Kind::Text => Some(Value::Text(mark(Part::Texts, &id))),
            Kind::Note => Some(Value::Note(mark(Part::Texts, &id))),
            _ => None,
        };
        let silence = || NotAnswered::NotAsked(mark(Part::Observed, &id));
        let answer = match text {
            Some(text) => Some(Answer::Value(text)),
            None if at.0 % 11 == 3 => Some(Answer::NotAnswered(silence())),
            None => None,
        };
        if let Some(answer) = answer {
            let _ = driver.attempt(Command::Answer(at, Some(answer)));
        }
        let _ = driver.attempt(Command::OwnWords(at, mark(Part::OwnWords, &id)));
        let _ = driver.attempt(Command::Observe(at, mark(Part::Observed, &id)));
    }
    let around = |part: Part| format!("[{part:?} -]");
    driver.perform(Command::Rename(around(Part::CaseName)));
    let clue = driver.case.instrument().clues().len() / 2;
    let set = SetClue { state: SetState::Present, reason: around(Part::Reasons) };
    let _ = driver.attempt(Command::SetClue(faisceau::instrument::ClueIx(clue), Some(set)));
    driver.perform(Command::Decide(Decision {
        outcome: Some(Outcome::Redirection),
        redirected_to: driver
            .case
            .instrument()
            .stage(StageId::Decision)
            .redirections
            .first()
            .map(|to| to.id.clone()),
        redirection_reason: around(Part::Reasons),
        decided_by: around(Part::Names),
        reasons: around(Part::Reasons),
        ..Decision::default()
    }));
    driver.perform(Command::PassOn(Box::new(leaving(driver, Recipient::Lawyer, Selection::default()))));
}

fn leaving(driver: &Driver, recipient: Recipient, selection: Selection) -> Leaving {
    let permission = Permission::Without("[Reasons -]".into());
    Leaving { at: driver.now(), recipient, selection, permission, sealing: Sealing::Key }
}

/// Every mark in a text: its part and its question.
fn marks(text: &str) -> BTreeSet<(String, String)> {
    let inner = text.split('[').skip(1).filter_map(|rest| rest.split_once(']').map(|(mark, _)| mark));
    let pairs = inner.filter_map(|mark| mark.split_once(' '));
    let ours = |part: &str| Part::ALL.iter().any(|known| format!("{known:?}") == part);
    pairs.filter(|(part, _)| ours(part)).map(|(part, at)| (part.to_owned(), at.to_owned())).collect()
}

fn held(what: &str, text: &str, selection: &Selection) {
    for (part, question) in marks(text) {
        let left = Part::ALL.into_iter().find(|known| format!("{known:?}") == part).expect("a part");
        assert!(selection.has(left), "{what}: {left:?} under {question}");
        assert!(!selection.withholds(&QuestionId::from(question.as_str())), "{what}: {question} is withheld");
    }
}

fn document(case: &Case) -> String {
    Assessment::of(case, &Findings::of(case)).to_json()
}

/// Every selection that is tried on a case: each recipient's own, and one drawn from a number.
pub fn selections(case: &Case, seed: u64) -> Vec<Selection> {
    let recipients = Recipients::of(case.instrument()).expect("sound");
    let mut found: Vec<_> =
        Recipient::ALL.map(|recipient| recipients.selection(recipient, case.instrument())).into();
    let drawn = Part::ALL.into_iter().enumerate().filter(|(at, _)| seed >> at & 1 == 1).map(|(_, part)| part);
    let ids = case.instrument().questions().iter().enumerate();
    let withheld =
        ids.filter(|(at, _)| (seed >> (at % 64)) & 1 == 0).map(|(_, question)| question.id.clone());
    let dates =
        [Precision::Day, Precision::Month, Precision::Year][usize::try_from(seed % 3).expect("small")];
    found.push(withheld.fold(Selection::of(drawn).dates(dates), Selection::without));
    found.push(Selection::everything());
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_that_a_selection_does_not_take(moves in moves(), seed in any::<u64>()) {
        let newest = Shelf::bundled().newest().expect("an edition");
        let mut driver = led_with(newest, &moves);
        for stage in StageId::ASKING {
            let agreement = driver.agreement(stage);
            let _ = driver.attempt(Command::Agree(stage, agreement));
        }
        marked(&mut driver);
        let schema: Json = serde_json::from_str(SCHEMA).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a sound schema");
        for selection in selections(&driver.case, seed) {
            let leaving = leaving(&driver, Recipient::Association, selection.clone());
            let left = driver.case.passed_on(&leaving);
            let written = document(&left);
            held("the assessment", &written, &selection);
            for (format, folder) in every_format(&driver.case, &selection) {
                held(format, &folder.whole(), &selection);
            }
            let json: Json = serde_json::from_str(&written).expect("JSON");
            let answers = json["answers"].as_array().expect("a list").iter();
            for record in answers.chain(json["set_aside"].as_array().expect("a list")) {
                let question = QuestionId::from(record["question"].as_str().expect("a name"));
                prop_assert!(!selection.withholds(&question), "{}", question);
            }
            prop_assert_eq!(json.get("selection").is_some(), !selection.is_everything(), "it says what it is");
            let faults: Vec<_> = validator.iter_errors(&json).map(|fault| fault.to_string()).collect();
            prop_assert_eq!(faults, Vec::<String>::new());
            let back = record::read(written.as_bytes(), &Shelf::bundled()).expect("it comes back");
            prop_assert_eq!(document(&back), written, "and leaves again with equal bytes");
            let twice = driver.case.selected(&selection).0;
            prop_assert!(twice.selected(&selection).0.kept() == twice.kept(), "cut once is cut for good");
        }
    }
}

#[test]
fn a_shelter_gets_needs_and_safety_and_never_the_story() {
    let case = f_and_the_bar();
    let recipients = Recipients::of(case.instrument()).expect("sound");
    let selection = recipients.selection(Recipient::Shelter, case.instrument());
    let (left, _) = case.selected(&selection);
    assert_eq!(left.decision().needs, case.decision().needs);
    assert_eq!(left.decision().outcome, None);
    let find = |id: &str| case.instrument().find(&QuestionId::from(id)).expect("the question");
    for told in ["recruitment.story", "work.day", "pay.received", "violence.physical", "freedom.door"] {
        assert!(left.entry(find(told)).is_blank(), "{told}");
    }
    let stood = ["safety.tonight", "safety.medical", "person.languages"].map(find);
    let kept =
        stood.iter().filter(|at| case.standing(**at) == Standing::Asked && case.entry(**at).is_written());
    assert!(kept.clone().count() > 0);
    kept.for_each(|at| assert!(left.entry(*at).is_written()));
}

#[test]
fn a_researcher_gets_coded_answers_without_words_and_years_alone() {
    let case = f_and_the_bar();
    let recipients = Recipients::of(case.instrument()).expect("sound");
    let selection = recipients.selection(Recipient::Researcher, case.instrument());
    let written = document(&case.selected(&selection).0);
    let json: Json = serde_json::from_str(&written).expect("JSON");
    assert_eq!(json["case"]["name"], Selection::WITHHELD);
    assert_eq!(json["decision"].get("reasons"), None);
    for record in json["answers"].as_array().expect("a list") {
        assert_eq!(record["entry"].get("own_words"), None);
        let value = &record["entry"]["answer"]["value"];
        let words = value.get("text").or(value.get("note"));
        assert!(words.is_none_or(|words| words == Selection::WITHHELD), "{record}");
        if let Some(date) = value.get("date") {
            assert_eq!(date["on"].as_str().expect("a date").len(), 4, "{record}");
        }
    }
    let days = written.match_indices("T00:00:00Z").count();
    assert!(days > 10 && written.matches(":00Z\"").count() == days);
    assert!(!written.contains("2024-03"), "no day of the interview");
}

/// What a recipient's default takes is what leaves: nothing of it is lost because something that it
/// rests on is withheld.
#[test]
fn what_a_recipient_gets_by_default_stands_on_its_own() {
    let mut lost = Vec::new();
    for instrument in Shelf::bundled().all() {
        let recipients = Recipients::of(&instrument).unwrap_or_else(|flaws| panic!("{flaws:?}"));
        for recipient in Recipient::ALL {
            let selection = recipients.selection(recipient, &instrument);
            let withheld = |at: &QuestionIx| selection.withholds(&instrument.question(*at).id);
            for at in (0..instrument.questions().len()).map(QuestionIx).filter(|at| !withheld(at)) {
                let Some(condition) = &instrument.question(at).relevant else { continue };
                // All that it rests on is withheld, and it is not asked while that is not known.
                let rests_on = condition.questions();
                if rests_on.iter().all(withheld) && condition.holds(&|_| None) != Truth::Yes {
                    let edition = instrument.edition.version.as_str();
                    lost.push(format!("{edition} {}: {}", recipient.as_str(), instrument.question(at).id));
                }
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn passing_on_rests_on_the_uses_that_were_agreed_to() {
    let newest = Shelf::bundled().newest().expect("an edition");
    let mut driver = Driver::with(newest);
    let agree = |driver: &mut Driver, stage, uses: &[&str]| {
        let mut agreement = driver.agreement(stage);
        agreement.uses = uses.iter().copied().map(Into::into).collect();
        driver.perform(Command::Agree(stage, agreement));
    };
    agree(&mut driver, StageId::Questionnaire, &["analysis", "other-service"]);
    agree(&mut driver, StageId::Interview, &["support", "inspectorate"]);
    driver.answer("work.hours-day", crate::driver::number(13));
    driver.answer("freedom.door", crate::driver::no());
    driver.answer("collective.persons", crate::driver::number(4));
    let recipients = Recipients::of(driver.case.instrument()).expect("sound");
    let covers = |recipient| {
        let selection = recipients.selection(recipient, driver.case.instrument());
        recipients.covers(&driver.case, recipient, &selection)
    };
    assert_eq!(
        covers(Recipient::LabourInspectorate),
        [
            (StageId::Questionnaire, Cover::Again("other-service".into())),
            (StageId::Interview, Cover::Again("inspectorate".into()))
        ],
        "their words promise a second agreement"
    );
    assert_eq!(agreed(&covers(Recipient::LabourInspectorate)), None);
    assert!(covers(Recipient::Prosecutor).iter().all(|(_, cover)| *cover == Cover::Not));
    assert!(covers(Recipient::Researcher).iter().all(|(_, cover)| *cover == Cover::Not));
    assert_eq!(agreed(&covers(Recipient::Person)), Some(Permission::Agreed(Vec::new())), "their own words");
    assert_eq!(covers(Recipient::Shelter), [], "nothing that it would get is answered");
}

#[test]
fn passing_on_without_an_agreement_needs_a_reason_and_both_stay_in_the_history() {
    let mut driver = Driver::agreed(&[StageId::Alert]);
    let selection = Selection::default();
    let of = |driver: &Driver, permission| {
        let leaving = leaving(driver, Recipient::Prosecutor, selection.clone());
        Command::PassOn(Box::new(Leaving { permission, ..leaving }))
    };
    let claimed = Permission::Agreed(vec![(StageId::Interview, "legal".into())]);
    let claim = of(&driver, claimed);
    assert_eq!(driver.attempt(claim), Err(Refusal::NoAgreement(StageId::Interview)), "it was not given");
    let silent = of(&driver, Permission::Without("  ".into()));
    assert_eq!(driver.attempt(silent), Err(Refusal::NoReason));
    let changed_at = driver.case.changed_at();
    driver.perform(of(&driver, Permission::Without("a child in danger".into())));
    driver.perform(of(&driver, Permission::Asked(Form::Signed)));
    let [without, asked] = driver.case.leavings() else { panic!("two") };
    assert_eq!(without.permission, Permission::Without("a child in danger".into()));
    assert_eq!(asked.permission, Permission::Asked(Form::Signed));
    let last = driver.case.history().last().expect("a past");
    assert_eq!(*last, Past { at: asked.at, what: PastKind::Left(Recipient::Prosecutor) });
    assert_eq!(driver.case.changed_at(), changed_at, "what the case says is the same as before");
    let document: Json = serde_json::from_str(&document(&driver.case)).expect("JSON");
    assert_eq!(document["leavings"][0]["permission"]["without"], "a child in danger");
}

#[test]
fn a_selection_of_a_selection_says_of_both_what_is_missing() {
    let driver = Driver::agreed(&StageId::ASKING);
    let door = QuestionId::from("freedom.door");
    let first = leaving(&driver, Recipient::Lawyer, Selection::default().without(door.clone()));
    let received = driver.case.passed_on(&first);
    let second = leaving(&driver, Recipient::Shelter, Selection::of([Part::Needs, Part::Texts]));
    let again = received.passed_on(&second);
    let told = again.received().expect("a selection");
    assert_eq!(told.recipient, Recipient::Shelter);
    assert!(told.selection.withholds(&door) && !told.selection.has(Part::Texts));
    assert_eq!(
        received.passed_on(&leaving(&driver, Recipient::Lawyer, Selection::everything())).received(),
        Some(received.received().expect("it stays one"))
    );
}
