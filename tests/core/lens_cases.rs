//! Lenses beside an interview: findings that carry them, what changed, and what is worth asking next.

use std::sync::Arc;

use faisceau::findings::lens::{LensIx, Lenses, Rule, RuleState};
use faisceau::findings::{ClueState, Could, Findings, Was};
use faisceau::instrument::{Instrument, QuestionIx, Shelf, StageId, Truth, generated};
use faisceau::interview::{Command, NotAnswered, Place, Standing};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::driver::{Driver, no, one, yes};
use super::instruments::{files, read};
use super::lenses::{indicator, statement, written};

fn clue(id: &str) -> Value {
    json!({ "clue": id })
}

/// The association's instrument with one invented lens: papers kept and a locked door are being held;
/// with blows, being held by force.
fn lensed_files() -> Vec<(String, Value)> {
    let indicators = [
        indicator("papers", "held", None, &clue("documents.kept")),
        indicator("door", "held", None, &clue("freedom.locked")),
        indicator(
            "blows",
            "force",
            None,
            &json!({ "any": [clue("violence.physical"), clue("violence.threats")] }),
        ),
    ];
    let held = json!({ "count": { "group": "held", "at_least": 2 } });
    let by_force = json!({ "all": [{ "statement": "held" }, { "indicator": "blows" }] });
    let statements = [statement("held", "conclusion", &held), statement("by-force", "conclusion", &by_force)];
    let mut lens = written(&["held", "force"], &indicators, &statements);
    lens["applies_unless"] = clue("minority.at-start");
    let mut files = files();
    files.push(("lenses/invented.json".into(), lens));
    files
}

fn lensed() -> Arc<Instrument> {
    Arc::new(read(&lensed_files()).unwrap_or_else(|flaws| panic!("{flaws:?}")))
}

fn agreed() -> Driver {
    agreed_to(lensed())
}

fn agreed_to(instrument: Arc<Instrument>) -> Driver {
    let mut driver = Driver::with(instrument);
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    driver
}

const LENS: LensIx = LensIx(0);

fn says(driver: &Driver, id: &str) -> RuleState {
    let reading = driver.findings.reading(LENS);
    reading.statement(reading.lens().find_statement(&id.into()).expect("it is there"))
}

/// The questions worth asking, by their names.
fn next(driver: &Driver) -> Vec<String> {
    let questions = driver.findings.next_questions(&driver.case).into_iter();
    questions.map(|next| driver.case.instrument().question(next.question).id.to_string()).collect()
}

#[test]
fn an_edition_without_lenses_says_nothing_more_and_an_edition_reads_its_lenses_once() {
    assert!(Driver::with(read(&files()).map(Arc::new).expect("sound")).findings.readings().is_empty());
    let instrument = lensed();
    assert!(Arc::ptr_eq(&Lenses::of(&instrument), &Lenses::of(&instrument)));
    assert!(!Arc::ptr_eq(&Lenses::of(&instrument), &Lenses::of(&lensed())), "another instrument has its own");
}

#[test]
fn a_lens_with_a_flaw_is_left_out_and_told() {
    let mut files = files();
    files.push(("lenses/invented.json".into(), json!({ "format": "faisceau-lens/1" })));
    let instrument = Arc::new(read(&files).unwrap_or_else(|flaws| panic!("{flaws:?}")));
    let lenses = Lenses::of(&instrument);
    assert!(lenses.all().is_empty());
    assert!(
        lenses.flaws().iter().all(|flaw| flaw.place == "lenses/invented.json") && lenses.flaws().len() == 1
    );
}

#[test]
fn answers_establish_leave_open_and_rule_out_and_lead_back_to_the_answers() {
    let mut driver = agreed();
    assert_eq!(says(&driver, "held"), RuleState::Open, "nothing asked is nothing ruled out");
    driver.answer("documents.during", one("employer"));
    driver.skip("freedom.door", NotAnswered::PrefersNot);
    assert_eq!(says(&driver, "held"), RuleState::Open, "not answering is no");
    driver.answer("freedom.door", no());
    assert_eq!(says(&driver, "held"), RuleState::Established);
    assert_eq!(driver.findings.reading(LENS).applies(), Truth::Unknown, "the age was not asked");

    let rule = Rule::Statement(driver.findings.reading(LENS).strongest().expect("one is established"));
    let bearing = driver.findings.reading(LENS).bearing(rule);
    let answers: Vec<_> =
        bearing.present.iter().flat_map(|clue| driver.findings.clue(*clue).raised_by()).collect();
    assert_eq!(answers, [driver.question("documents.during"), driver.question("freedom.door")]);

    driver.answer("freedom.door", yes());
    assert_eq!(says(&driver, "by-force"), RuleState::RuledOut);
}

#[test]
fn two_moments_are_compared_down_to_the_clue() {
    let mut driver = agreed();
    driver.answer("documents.during", one("employer"));
    let before = driver.findings.clone();
    assert!(driver.findings.since(&before).is_empty());
    driver.answer("freedom.door", no());
    let changes = driver.findings.since(&before);
    let door = Was { before: ClueState::NotYetAsked, after: ClueState::Present };
    assert_eq!(changes.clues, [(driver.clue("freedom.locked"), door)]);
    let [changed] = changes.lenses.as_slice() else { panic!("{changes:?}") };
    let lens = driver.findings.reading(LENS).lens();
    let held = lens.find_statement(&"held".into()).expect("it is there");
    assert_eq!(changed.strongest, Some(Was { before: None, after: Some(held) }));
    let rules: Vec<_> = changed.rules.iter().map(|(rule, _)| *rule).collect();
    let indicator = lens.find_indicator(&"door".into()).expect("it is there");
    assert_eq!(rules, [Rule::Indicator(indicator), Rule::Statement(held)]);
    assert_eq!(changed.applies, None);
    assert_eq!(before.since(&driver.findings).clues[0].1.after, ClueState::NotYetAsked, "and the way back");
}

#[test]
fn what_could_settle_most_comes_first_with_its_reason() {
    let mut driver = agreed();
    assert_eq!(next(&driver), ["documents.during", "freedom.door"], "and no blow before its time");
    driver.answer("documents.during", one("employer"));
    let questions = driver.findings.next_questions(&driver.case);
    let door = &questions[0];
    assert_eq!(door.question, driver.question("freedom.door"));
    let reason = door.reasons[0];
    assert_eq!(
        (reason.lens, reason.clue, reason.could),
        (LENS, driver.clue("freedom.locked"), Could::Establish)
    );
    assert!(door.reasons.iter().any(|reason| reason.could == Could::RuleOut));
    driver.answer("freedom.door", yes());
    assert_eq!(next(&driver), Vec::<String>::new(), "nothing is left that an answer could settle");
}

#[test]
fn a_question_that_can_only_rule_a_clue_out_is_not_said_to_establish_anything() {
    let mut files = lensed_files();
    let (_, interview) =
        files.iter_mut().find(|(name, _)| name == "stages/interview.json").expect("there is one");
    let questions = interview["sections"].as_array_mut().expect("sections").iter_mut();
    let own_time = questions
        .flat_map(|section| section["questions"].as_array_mut().expect("questions"))
        .find(|question| question["id"] == "freedom.own-time")
        .expect("it is asked");
    let link = json!({ "clue": "freedom.locked", "ruled_out_by": "yes" });
    own_time["clues"].as_array_mut().expect("clues").push(link);
    let mut driver = agreed_to(Arc::new(read(&files).unwrap_or_else(|flaws| panic!("{flaws:?}"))));
    assert_eq!(next(&driver), ["documents.during", "freedom.door"]);
    driver.answer("documents.during", one("employer"));
    driver.answer("freedom.door", yes());
    assert_eq!(next(&driver), ["freedom.own-time"], "and once it is the last, it could rule out");
    let questions = driver.findings.next_questions(&driver.case);
    assert!(questions[0].reasons.iter().all(|reason| reason.could == Could::RuleOut));
}

#[test]
fn a_rule_made_for_others_asks_nothing() {
    let mut driver = agreed();
    driver.answer("minority.age-at-start", one("under-16"));
    assert_eq!(driver.findings.reading(LENS).applies(), Truth::No);
    assert_eq!(next(&driver), Vec::<String>::new());
}

#[test]
fn a_sensitive_question_is_offered_in_its_time() {
    let mut driver = agreed();
    driver.answer("documents.during", one("employer"));
    driver.answer("freedom.door", no());
    assert_eq!(next(&driver), Vec::<String>::new(), "it is all that is left, and it is not its time");

    let mut there = agreed();
    there.answer("documents.during", one("employer"));
    there.answer("freedom.door", no());
    there.perform(Command::Move(Place {
        stage: StageId::Interview,
        question: Some("violence.displeased".into()),
    }));
    assert_eq!(next(&there), ["violence.words", "violence.physical"], "at its section");

    driver.skip("violence.on-claim", NotAnswered::DoesNotKnow);
    assert_eq!(next(&driver), ["violence.words", "violence.physical"], "or once it was begun");

    let mut late = agreed();
    late.answer("documents.during", one("employer"));
    late.answer("freedom.door", no());
    let instrument = Arc::clone(late.case.instrument());
    for question in instrument.questions_of(StageId::Interview) {
        let id = instrument.question(question).id.to_string();
        let open =
            late.case.standing(question) == Standing::Asked && late.case.entry(question).answer.is_none();
        if open && !instrument.question(question).sensitive {
            late.skip(&id, NotAnswered::DoesNotKnow);
        }
    }
    assert_eq!(
        next(&late),
        ["violence.words", "violence.physical"],
        "or once nothing else is left before it"
    );
}

#[test]
fn the_lenses_of_a_generated_instrument_follow_from_its_answers() {
    let instrument = Arc::new(generated::instrument(60).unwrap_or_else(|flaws| panic!("{flaws:?}")));
    assert!(Lenses::of(&instrument).flaws().is_empty(), "{:?}", Lenses::of(&instrument).flaws());
    let mut driver = Driver::with(instrument);
    driver.agree(StageId::Alert);
    let before = driver.findings.clone();
    (0..60).step_by(3).for_each(|at| {
        let question = QuestionIx(at);
        let id = driver.case.instrument().question(question).id.to_string();
        if driver.case.standing(question) == Standing::Asked {
            driver.answer(&id, one("yes"));
        }
    });
    let established = driver.findings.readings().iter().filter(|reading| reading.strongest().is_some());
    assert_eq!(established.count(), 7);
    assert_eq!(driver.findings.since(&before).lenses.len(), 7);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_answering_does_not_matter(
        answers in prop::collection::vec(0..4_usize, 40),
        order in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let instrument = Arc::new(generated::instrument(40).unwrap_or_else(|flaws| panic!("{flaws:?}")));
        // Unconditional questions: they can be answered in any order.
        let asked = |at: &usize| instrument.questions()[*at].relevant.is_none();
        let lead = |order: &[usize]| -> Findings {
            let mut driver = Driver::with(Arc::clone(&instrument));
            driver.agree(StageId::Alert);
            for at in order.iter().filter(|at| asked(at)) {
                let id = instrument.questions()[*at].id.to_string();
                match answers[*at] {
                    0 => driver.skip(&id, NotAnswered::PrefersNot),
                    other => driver.answer(&id, one(["yes", "at-times", "no"][other - 1])),
                };
            }
            driver.findings
        };
        prop_assert_eq!(lead(&(0..40).collect::<Vec<_>>()), lead(&order));
    }
}

#[test]
fn every_edition_is_read_through_all_its_lenses() {
    for instrument in Shelf::bundled().all() {
        let lenses = Lenses::of(&instrument);
        let flaws: Vec<_> = lenses.flaws().iter().map(ToString::to_string).collect();
        assert!(flaws.is_empty(), "{}", flaws.join("\n"));
        assert_eq!(lenses.all().len(), instrument.lenses.len());
    }
}
