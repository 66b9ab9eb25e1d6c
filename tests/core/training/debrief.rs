//! Every difference is explained with its moment.

use faisceau::instrument::{ClueId, Language, Value};
use faisceau::interview::{Answer, Case, Collected, Command, Decision, Outcome, SetClue, SetState};
use faisceau::training::debrief::{Coding, Debrief, DifferenceKind, Kind, Share, Way};
use faisceau::training::{Move, Play};
use serde_json::json;

use super::{RULES, cook, moves, noon, play, question};

/// A trainee, who plays and takes down by herself.
struct Trainee {
    play: Play,
    case: Case,
}

impl Trainee {
    fn new() -> Self {
        let play = play(&cook(), &RULES, Language::En);
        let case = play.case().expect("a case");
        Self { play, case }
    }

    /// Follows a script, which takes down everything as it is said.
    fn follow(mut self, steps: &serde_json::Value) -> Self {
        self.play.follow(&moves(steps));
        self.case = self.play.case().expect("a case");
        self
    }

    fn make(mut self, step: &serde_json::Value) -> Self {
        let step: Move = serde_json::from_value(step.clone()).expect("a move");
        self.play.make(step, noon());
        self
    }

    fn record(mut self, command: Command) -> Self {
        let told = format!("{command:?}");
        let done = self.case.perform(command, noon());
        let (event, _) = done.unwrap_or_else(|why| panic!("{told}: {why:?}")).expect("something happened");
        self.play.note(event);
        self
    }

    fn answer(self, id: &str, value: Value) -> Self {
        let question = question(&self.play, id);
        self.record(Command::Answer(question, Some(Answer::Value(value))))
    }

    fn debrief(&self) -> Debrief {
        Debrief::of(&self.play).expect("a debrief")
    }

    fn kinds(&self) -> Vec<DifferenceKind> {
        self.debrief().differences.into_iter().map(|difference| difference.kind).collect()
    }
}

fn start() -> serde_json::Value {
    json!([{"gesture": "explain"}, {"gesture": "safety-first"}, {"agree": {"stage": "questionnaire", "interpreter": "phone"}}, {"ask": "work.day"}])
}

fn decided(outcome: Outcome) -> Command {
    Command::Decide(Decision { outcome: Some(outcome), ..Decision::default() })
}

#[test]
fn the_good_interview_differs_in_nothing_and_the_careless_one_for_its_reasons() {
    let scenario = cook();
    let mut good = Trainee::new();
    good.play.follow(&scenario.good);
    good.case = good.play.case().expect("a case");
    let good = good.record(decided(Outcome::Support));
    assert_eq!(good.kinds(), []);
    let debrief = good.debrief();
    assert_eq!(debrief.figures.sensitivity, Share { of: 5, among: 5 });
    assert_eq!(debrief.figures.agreement.kappa(), Some(1.0));
    assert!(debrief.conclusion.agrees());

    let mut careless = Trainee::new();
    careless.play.follow(&scenario.careless);
    let debrief = careless.debrief();
    let kinds: Vec<Kind> = debrief.differences.iter().map(|difference| difference.kind.kind()).collect();
    for kind in [
        Kind::Missed,
        Kind::Agreement,
        Kind::Safety,
        Kind::Order,
        Kind::Interpreter,
        Kind::Leading,
        Kind::Late,
        Kind::Concluded,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}: {kinds:?}");
    }
    assert_eq!(debrief.figures.sensitivity, Share { of: 1, among: 5 });
    let careless = careless.play;
    let id = ClueId::from("workload.long-hours");
    let clue = careless.instrument().find_clue(&id).expect("a clue");
    let hours = question(&careless, "work.hours-day");
    let ways = debrief.differences.iter().find_map(|difference| match &difference.kind {
        DifferenceKind::Missed(missed, ways) if *missed == clue => Some((difference.turn, ways.clone())),
        _ => None,
    });
    let (turn, ways) = ways.expect("missed");
    let asked = careless.heard(hours).expect("asked").0;
    assert_eq!(ways, [Way::Trust { question: hours, turn: asked, was: 1, needs: 4 }]);
    assert_eq!(turn, Some(asked), "it opens at the moment at which it was asked");
}

#[test]
fn a_missed_clue_names_the_question_or_the_look_that_would_have_brought_it() {
    let trainee = Trainee::new().follow(&start());
    let debrief = trainee.debrief();
    let ways = |id: &str| {
        let clue = trainee.play.instrument().find_clue(&ClueId::from(id)).expect("a clue");
        debrief.differences.iter().find_map(|difference| match &difference.kind {
            DifferenceKind::Missed(missed, ways) if *missed == clue => Some(ways.clone()),
            _ => None,
        })
    };
    let documents = ways("documents.kept").expect("missed");
    assert!(documents.contains(&Way::Look("passport".into())), "{documents:?}");
    let happened = question(&trainee.play, "documents.happened");
    assert!(documents.contains(&Way::Ask { question: happened, needs: None }), "{documents:?}");
    let door = question(&trainee.play, "freedom.door");
    assert_eq!(ways("freedom.locked").expect("missed"), [Way::Ask { question: door, needs: Some(2) }]);
}

#[test]
fn an_answer_coded_otherwise_or_heard_by_nobody_is_told_apart() {
    let trainee = Trainee::new()
        .follow(&start())
        .make(&json!({"ask": "work.days-week"}))
        .answer("work.days-week", Value::Number(5))
        .answer("pay.received", Value::Choice("regular".into()))
        .make(&json!({"ask": "safety.medical"}));
    let of = |id: &str| question(&trainee.play, id);
    let kinds = trainee.kinds();
    assert!(kinds.contains(&DifferenceKind::Otherwise(of("work.days-week"))), "{kinds:?}");
    let debrief = trainee.debrief();
    let coding = |id: &str| debrief.questions.iter().find(|row| row.question == of(id)).map(|row| row.coding);
    assert_eq!(coding("work.days-week"), Some(Coding::Otherwise));
    assert_eq!(coding("pay.received"), Some(Coding::NotHeard));
    assert_eq!(coding("safety.medical"), Some(Coding::NotRecorded));
    assert_eq!(coding("work.day"), Some(Coding::AsSaid));
    assert_eq!(coding("work.nights"), None);
    let days = trainee.play.instrument().find_clue(&ClueId::from("workload.no-day-off")).expect("a clue");
    let told = kinds.iter().find_map(|kind| match kind {
        DifferenceKind::Missed(clue, ways) if *clue == days => Some(ways.clone()),
        _ => None,
    });
    assert!(
        matches!(told.expect("missed")[..], [Way::TakeDown { question, .. }] if question == of("work.days-week"))
    );
}

#[test]
fn a_clue_without_ground_is_told_with_what_raised_it() {
    let accident = Trainee::new()
        .follow(&json!([{"gesture": "explain"}, {"gesture": "safety-first"}, {"agree": {"stage": "interview", "interpreter": "phone"}}]))
        .answer("accident.any", Value::Choice("not-declared".into()));
    let of = question(&accident.play, "accident.any");
    let clue = |id: &str| accident.play.instrument().find_clue(&ClueId::from(id)).expect("a clue");
    let kinds = accident.kinds();
    assert!(kinds.contains(&DifferenceKind::Claimed(clue("accidents.undeclared"), vec![of])), "{kinds:?}");
    assert!(!kinds.contains(&DifferenceKind::NotHeard(of)), "told once");
    let figures = accident.debrief().figures;
    assert!(figures.specificity.of < figures.specificity.among);

    let hand = Trainee::new().follow(&start()).record(Command::SetClue(
        clue("accidents.happened"),
        Some(SetClue { state: SetState::Present, reason: "she limps".into() }),
    ));
    assert!(hand.kinds().contains(&DifferenceKind::Claimed(clue("accidents.happened"), Vec::new())));
}

#[test]
fn what_is_said_at_little_trust_is_no_fault_of_who_takes_it_down() {
    let trainee = Trainee::new().follow(
        &json!([{"agree": {"stage": "questionnaire", "interpreter": null}}, {"ask": "work.hours-day"}]),
    );
    let row = trainee.debrief().questions[0].clone();
    assert_eq!(row.recorded, Some(Answer::Value(Value::Number(10))));
    assert_eq!(row.truth, Some(Answer::Value(Value::Number(15))));
    assert_eq!(row.coding, Coding::AsSaid);
}

#[test]
fn a_withdrawal_takes_nothing_away_from_what_was_found() {
    let trainee = Trainee::new().follow(&start());
    let trainee = trainee.make(&json!({"ask": "work.days-week"})).answer("work.days-week", Value::Number(7));
    let before = trainee.debrief().figures.sensitivity;
    let after = trainee
        .make(&json!({"withdraw": "questionnaire"}))
        .record(Command::Withdraw(faisceau::instrument::StageId::Questionnaire, Collected::Kept));
    assert_eq!(after.debrief().figures.sensitivity, before);
}

#[test]
fn the_course_follows_trust_and_clues_and_any_moment_can_be_played_otherwise() {
    let trainee = Trainee::new().follow(&serde_json::to_value(&cook().good).expect("moves"));
    let debrief = trainee.debrief();
    assert_eq!(debrief.course.len(), trainee.play.turns().len());
    assert!(debrief.course.last().expect("a point").clues >= 5);
    let cut = trainee
        .play
        .turns()
        .iter()
        .position(|turn| matches!(&turn.deed, faisceau::training::Deed::Move(Move::Look(_))))
        .expect("a look");
    let mut otherwise = trainee.play.until(cut);
    assert_eq!(otherwise.trust(), debrief.course[cut - 1].trust);
    otherwise.make(serde_json::from_value(json!({"gesture": "promise-papers"})).expect("a move"), noon());
    let again = Debrief::of(&otherwise).expect("a debrief");
    assert!(again.differences.iter().any(|difference| difference.kind.kind() == Kind::Leading));
}
