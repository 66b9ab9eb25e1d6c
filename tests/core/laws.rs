//! Laws that hold for every case, whatever is answered.

use std::sync::{Arc, OnceLock};

use faisceau::findings::Findings;
use faisceau::instrument::{
    Amount, ClueIx, Duration, Instrument, Kind, Money, OptionId, PartialDate, QuestionIx, Shelf, StageId,
    TrackId, Value,
};
use faisceau::interview::{
    Answer, Case, Collected, Command, Event, FieldId, Happening, Kept, Moment, NotAnswered, SaidBy, SetClue,
    SetState, Standing, Why,
};
use faisceau::record::{self, Assessment};
use proptest::prelude::*;

use super::driver::{Driver, NOON, association};
use super::enlarged;

/// One step of an interview, before it is known which question it is about.
#[derive(Clone, Debug)]
pub enum Move {
    Agree(usize),
    Withdraw(usize, bool),
    Answer(usize, u64),
    Skip(usize, u8),
    Words(usize, String),
    Blank(usize),
    Attribute(usize, usize),
    WordsIn(usize, usize),
    Confirm(usize),
    SetClue(usize, Option<bool>),
    Draft(usize, Option<String>),
    Follow(usize),
    Undo,
    Redo,
}

pub fn moves() -> impl Strategy<Value = Vec<Move>> {
    let question = 0..1000_usize;
    prop::collection::vec(
        prop_oneof![
            2 => (0..3_usize).prop_map(Move::Agree),
            1 => (0..3_usize, any::<bool>()).prop_map(|(stage, kept)| Move::Withdraw(stage, kept)),
            20 => (question.clone(), any::<u64>()).prop_map(|(question, seed)| Move::Answer(question, seed)),
            5 => (question.clone(), 0..3_u8).prop_map(|(question, how)| Move::Skip(question, how)),
            3 => (question.clone(), "[a-zé\"\\\\\n ]{0,12}").prop_map(|(question, words)| Move::Words(question, words)),
            2 => question.clone().prop_map(Move::Blank),
            2 => (question.clone(), 0..4_usize).prop_map(|(question, by)| Move::Attribute(question, by)),
            1 => (question.clone(), 0..3_usize).prop_map(|(question, to)| Move::WordsIn(question, to)),
            1 => question.clone().prop_map(Move::Confirm),
            2 => (question.clone(), any::<Option<bool>>()).prop_map(|(clue, to)| Move::SetClue(clue, to)),
            3 => (question.clone(), prop::option::of("[0-9a-zé,{}\"]{0,8}"))
                .prop_map(|(field, typed)| Move::Draft(field, typed)),
            1 => (0..3_usize).prop_map(Move::Follow),
            3 => Just(Move::Undo),
            2 => Just(Move::Redo),
        ],
        0..60,
    )
}

/// A value that a kind of question takes, drawn from a number.
pub fn value(kind: &Kind, seed: u64) -> Value {
    let at = |length: usize| usize::try_from(seed % length as u64).expect("in bounds");
    let options = |ids: Vec<OptionId>| if ids.is_empty() { Value::NoneOfThese } else { Value::Choices(ids) };
    match kind {
        Kind::YesNo => Value::YesNo(seed.is_multiple_of(2)),
        Kind::One { options } => Value::Choice(options[at(options.len())].id.clone()),
        Kind::Several { options: offered } => {
            let chosen = offered.iter().enumerate().filter(|(at, _)| seed >> at & 1 == 1);
            options(chosen.map(|(_, option)| option.id.clone()).collect())
        }
        Kind::Number { min, max, .. } => Value::Number(
            min + i64::try_from(seed % u64::try_from(max - min + 1).expect("bounds")).expect("small"),
        ),
        Kind::Money { currencies, periods } => Value::Money(Money {
            amount: Amount::from_hundredths(seed % 400_000).expect("small"),
            currency: currencies[at(currencies.len())].clone(),
            period: periods[at(periods.len())],
        }),
        Kind::Date => Value::Date(PartialDate {
            on: ["2011", "2011-03", "2011-03-14"][at(3)].parse().expect("a date"),
            around: seed.is_multiple_of(5),
        }),
        Kind::Duration { units } => Value::Duration(Duration {
            count: u32::try_from(seed % 90).expect("small"),
            unit: units[at(units.len())],
        }),
        Kind::Text => Value::Text(format!("text {}", seed % 9)),
        Kind::Note => Value::Note(format!("a note\nof two lines {}", seed % 9)),
    }
}

/// A field or a form, drawn from a number.
fn field(instrument: &Instrument, at: usize) -> FieldId {
    let id = instrument.question(QuestionIx(at % instrument.questions().len())).id.clone();
    let stage = StageId::ASKING[at % 3];
    match at % 10 {
        0 => FieldId::Agreement(stage),
        1 => FieldId::Refusal(stage),
        2 | 3 => FieldId::Clue(instrument.clue(ClueIx(at % instrument.clues().len())).id.clone()),
        4 => FieldId::Leaving,
        5 => FieldId::Decision,
        6 => FieldId::OwnWords(id),
        7 => FieldId::NotAsked(id),
        _ => FieldId::Answer(id),
    }
}

fn command(instrument: &Instrument, step: &Move, driver: &Driver) -> Command {
    let question = |at: usize| QuestionIx(at % instrument.questions().len());
    match step {
        Move::Agree(stage) => {
            Command::Agree(StageId::ASKING[*stage], driver.agreement(StageId::ASKING[*stage]))
        }
        Move::Withdraw(stage, kept) => Command::Withdraw(
            StageId::ASKING[*stage],
            if *kept { Collected::Kept } else { Collected::Erased },
        ),
        Move::Answer(at, seed) => {
            let value = value(&instrument.question(question(*at)).kind, *seed);
            Command::Answer(question(*at), Some(Answer::Value(value)))
        }
        Move::Skip(at, how) => {
            let how = match how {
                0 => NotAnswered::DoesNotKnow,
                1 => NotAnswered::PrefersNot,
                _ => NotAnswered::NotAsked("no time".into()),
            };
            Command::Answer(question(*at), Some(Answer::NotAnswered(how)))
        }
        Move::Words(at, words) => Command::OwnWords(question(*at), words.clone()),
        Move::Blank(at) => Command::Answer(question(*at), None),
        Move::Attribute(at, by) => Command::Attribute(question(*at), SaidBy::ALL[*by]),
        Move::WordsIn(at, to) => {
            Command::WordsIn(question(*at), ["it", "bm", "prs"][*to].to_owned().try_into().expect("a tag"))
        }
        Move::Confirm(at) => Command::Confirm(question(*at)),
        Move::SetClue(at, to) => {
            let state = |present: bool| if present { SetState::Present } else { SetState::Absent };
            let set = to.map(|to| SetClue { state: state(to), reason: format!("seen {}", at % 3) });
            Command::SetClue(ClueIx(at % instrument.clues().len()), set)
        }
        Move::Draft(at, typed) => Command::Draft(field(instrument, *at), typed.clone()),
        Move::Follow(track) => Command::Follow(TrackId::ALL[*track]),
        Move::Undo => Command::Undo,
        Move::Redo => Command::Redo,
    }
}

/// Leads a case through these moves, those that are refused left out.
pub fn led(moves: &[Move]) -> Driver {
    led_with(association(), moves)
}

/// The same with the enlarged instrument: it has tracks, reckonings and what confirms.
fn led_enlarged(moves: &[Move]) -> Driver {
    static ENLARGED: OnceLock<Arc<Instrument>> = OnceLock::new();
    led_with(Arc::clone(ENLARGED.get_or_init(enlarged::instrument)), moves)
}

/// The same with another instrument.
pub fn led_with(instrument: Arc<Instrument>, moves: &[Move]) -> Driver {
    let mut driver = Driver::with(instrument);
    for stage in StageId::ASKING {
        driver.agree(stage);
    }
    let instrument = Arc::clone(driver.case.instrument());
    for step in moves {
        let command = command(&instrument, step, &driver);
        driver.wait(3);
        // What is refused changes nothing: the driver holds that.
        let _ = driver.attempt(command);
    }
    driver
}

fn enlarged_shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| Shelf::of(vec![super::instruments::read(&enlarged::files()).expect("sound")]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// The driver compares the findings with those from scratch, and the case with its events, after
    /// every step.
    #[test]
    fn findings_and_case_follow_from_what_happened(moves in moves()) {
        led(&moves);
    }

    #[test]
    fn a_case_that_is_kept_and_read_again_is_the_same(moves in moves()) {
        let driver = led(&moves);
        let bytes = serde_json::to_vec(&driver.case.kept()).expect("a case can be written");
        let kept: Kept = serde_json::from_slice(&bytes).expect("and read");
        let again = Case::from_kept(association(), kept).expect("it fits its instrument");
        prop_assert_eq!(again.kept(), driver.case.kept());
        prop_assert_eq!(Findings::of(&again), driver.findings);
    }

    /// What is half written is no answer: without it, the same is found and the same leaves.
    #[test]
    fn what_is_half_written_says_nothing(moves in moves()) {
        // The same clock: each move takes its time, whether it is taken or not.
        let paused = moves.iter().map(|it| match it {
            Move::Draft(..) => Move::Draft(4, None),
            other => other.clone(),
        });
        let (driver, paused) = (led(&moves), led(&paused.collect::<Vec<_>>()));
        prop_assert_eq!(&driver.findings, &paused.findings);
        prop_assert_eq!(
            Assessment::of(&driver.case, &driver.findings).to_json(),
            Assessment::of(&paused.case, &paused.findings).to_json()
        );
    }

    #[test]
    fn a_document_comes_back_byte_for_byte(moves in moves()) {
        let driver = led(&moves);
        let shelf = Shelf::bundled();
        let document = Assessment::of(&driver.case, &driver.findings).to_json();
        let again = record::read(document.as_bytes(), &shelf).expect("our own document is taken in");
        prop_assert_eq!(Assessment::of(&again, &Findings::of(&again)).to_json(), document);
    }
}

/// Of every question it is told why it is asked or not, and what is told fits.
fn hold_why(case: &Case) -> Result<(), TestCaseError> {
    for at in (0..case.instrument().questions().len()).map(QuestionIx) {
        let (why, standing) = (case.why(at), case.standing(at));
        let asked = matches!(why, Why::Always | Why::Since(_) | Why::Written);
        prop_assert_eq!(asked, standing == Standing::Asked, "{:?} {:?}", why, standing);
        if let Why::Since(basis) | Why::RuledOut(basis) | Why::Waiting(basis) = why {
            prop_assert!(!basis.is_empty());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// The same laws, and two more, with tracks, reckonings and what confirms: looking back over a
    /// change gives what undoing it gives, and a document comes back.
    #[test]
    fn what_an_instrument_may_add_keeps_the_laws(moves in moves()) {
        let mut driver = led_enlarged(&moves);
        hold_why(&driver.case)?;

        let document = Assessment::of(&driver.case, &driver.findings).to_json();
        let again = record::read(document.as_bytes(), enlarged_shelf()).expect("our own document is taken in");
        prop_assert_eq!(Assessment::of(&again, &Findings::of(&again)).to_json(), document);

        let (before, undone) = (driver.case.before(1), driver.case.to_undo());
        let done = driver.attempt(Command::Undo).is_ok();
        prop_assert_eq!(done, undone.is_some(), "what is told before is what is done");
        if undone.is_some_and(|(past, _)| past == 0) {
            prop_assert_eq!(Findings::of(&before), driver.findings);
        }
    }
}

/// The association's instrument with its interview lengthened by sections whose questions depend on
/// each other, up to that many questions in all.
fn lengthened(questions: usize) -> Arc<Instrument> {
    let mut files = super::instruments::files();
    let (_, interview) =
        files.iter_mut().find(|(name, _)| name == "stages/interview.json").expect("there is one");
    let already = association().questions().len();
    let text = |words: &str| serde_json::json!({ "fr": words, "en": words });
    let extra: Vec<_> = (already..questions)
        .map(|at| {
            let relevant = (at % 10 != 0 && at > already).then(|| {
                serde_json::json!({ "answer": { "question": format!("extra.{}", at - 1), "test": "yes" } })
            });
            serde_json::json!({
                "id": format!("extra.{at}"), "kind": "yes_no", "wording": text("?"), "note": text("why"),
                "sources": [], "relevant": relevant,
            })
        })
        .collect();
    let sections: Vec<_> = extra
        .chunks(10)
        .enumerate()
        .map(|(at, questions)| {
            serde_json::json!({ "id": format!("extra.section-{at}"), "title": text("more"), "questions": questions })
        })
        .collect();
    interview["sections"].as_array_mut().expect("sections").extend(sections);
    Arc::new(super::instruments::read(&files).unwrap_or_else(|flaws| panic!("{flaws:?}")))
}

#[test]
fn an_answer_touches_as_much_in_a_form_of_three_thousand_questions_as_in_a_short_one() {
    let touched = |instrument: Arc<Instrument>| {
        let mut driver = Driver::with(instrument);
        driver.agree(StageId::Questionnaire);
        driver.agree(StageId::Interview);
        ["pay.received", "accident.any", "freedom.door"].map(|question| {
            let kind = driver.case.instrument().question(driver.question(question)).kind.clone();
            driver.answer(question, value(&kind, 1)).questions.len()
        })
    };
    assert_eq!(touched(lengthened(3000)), touched(association()));
}

#[test]
fn what_an_event_says_of_a_question_that_is_not_asked_is_refused_whole() {
    let mut driver = Driver::agreed(&[StageId::Alert]);
    let before = driver.case.kept();
    let what = Happening::Entered("no.such-question".into(), Box::default(), faisceau::interview::Step::Do);
    assert!(driver.case.apply(Event { at: Moment::from_unix(NOON, 0), what }).is_err());
    assert_eq!(driver.case.kept(), before);
}
