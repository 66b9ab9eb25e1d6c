//! Words that were told are not taken away by one press; undo says what it undoes.

use faisceau::instrument::{StageId, Value};
use faisceau::interview::{
    Altered, Answer, Collected, Command, Decision, FieldId, NotAnswered, Outcome, Refusal,
};
use faisceau::state::{Intent, Notice, Page, Words};

use super::driver::yes;
use super::laptop::{Laptop, PASSPHRASE};

const SILENCES: [NotAnswered; 2] = [NotAnswered::DoesNotKnow, NotAnswered::PrefersNot];

fn story() -> Value {
    Value::Note("Ils m’ont pris mes papiers. ".repeat(700).trim_end().into())
}

fn not_asked(reason: &str) -> Answer {
    Answer::NotAnswered(NotAnswered::NotAsked(reason.into()))
}

#[test]
fn a_silence_asks_before_it_takes_a_story_away_and_says_how_much() {
    let mut laptop = Laptop::at_work();
    let told = laptop.question("recruitment.story");
    laptop.answer("recruitment.story", story());
    assert!(laptop.value("recruitment.story").is_some());
    let answers = SILENCES
        .map(|how| Some(Answer::NotAnswered(how)))
        .into_iter()
        .chain([None, Some(not_asked("no time"))]);
    for answer in answers {
        laptop.send(Intent::Do(Command::Answer(told, answer.clone())));
        assert_eq!(laptop.value("recruitment.story"), Some(story()), "nothing goes at once");
        let taking = laptop.app.taking().expect("it is asked first");
        assert_eq!((taking.words, taking.characters), (Words::Told(told), 19_599));
        assert_eq!(taking.instead(), answer.as_ref());
        laptop.send(Intent::KeepWords);
        assert!(laptop.app.taking().is_none());
        laptop.send(Intent::TakeAway);
        assert_eq!(
            laptop.value("recruitment.story"),
            Some(story()),
            "what was left alone does not come back"
        );
    }
    laptop.send(Intent::Do(Command::Answer(told, None)));
    laptop.send(Intent::Go(Page::Summary));
    laptop.send(Intent::TakeAway);
    assert_eq!(
        laptop.value("recruitment.story"),
        Some(story()),
        "a question that was left asks nothing more"
    );

    laptop.send(Intent::Do(Command::Answer(told, Some(Answer::NotAnswered(NotAnswered::PrefersNot)))));
    laptop.send(Intent::TakeAway);
    assert_eq!(laptop.value("recruitment.story"), None);
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.value("recruitment.story"), Some(story()));
}

#[test]
fn a_reason_that_is_written_beside_a_story_does_not_take_it_away_letter_by_letter() {
    let mut laptop = Laptop::at_work();
    let told = laptop.question("recruitment.story");
    laptop.answer("recruitment.story", story());
    assert!(laptop.value("recruitment.story").is_some());
    for reason in ["n", "no", "no time"] {
        laptop.send(Intent::Write(Command::Answer(told, Some(not_asked(reason)))));
        laptop.pass(1000);
        assert_eq!(laptop.value("recruitment.story"), Some(story()), "{reason}");
    }
    assert_eq!(laptop.app.taking().and_then(|taking| taking.instead()), Some(&not_asked("no time")));
    laptop.send(Intent::TakeAway);
    laptop.pass(1000);
    let entry = |laptop: &Laptop| laptop.app.current().expect("a case").case().entry(told).answer.clone();
    assert_eq!(entry(&laptop), Some(not_asked("no time")));
    // The reason is written too: what is pressed beside it asks, what is written in its field does not.
    laptop.send(Intent::Do(Command::Answer(told, Some(Answer::NotAnswered(NotAnswered::DoesNotKnow)))));
    assert_eq!(laptop.app.taking().map(|taking| taking.words), Some(Words::Reason(told)));
    laptop.send(Intent::KeepWords);
    laptop.send(Intent::Write(Command::Answer(told, Some(not_asked("no time left")))));
    laptop.pass(1000);
    assert_eq!(entry(&laptop), Some(not_asked("no time left")));
    laptop.send(Intent::Write(Command::Answer(told, Some(Answer::Value(Value::Note("All of it".into()))))));
    laptop.pass(1000);
    assert_eq!(laptop.value("recruitment.story"), Some(Value::Note("All of it".into())), "written by hand");
}

#[test]
fn a_story_that_is_too_long_to_be_taken_in_is_not_taken_away_either() {
    let mut laptop = Laptop::at_work();
    let told = laptop.question("recruitment.story");
    let field = FieldId::Answer("recruitment.story".into());
    let story = "a word ".repeat(4000);
    laptop.send(Intent::Write(Command::Draft(field.clone(), Some(story.clone()))));
    laptop.pass(1000);
    let stands =
        |laptop: &Laptop| laptop.app.current().expect("a case").case().draft(&field).map(str::to_owned);
    laptop.send(Intent::Do(Command::Answer(told, Some(Answer::NotAnswered(NotAnswered::PrefersNot)))));
    assert_eq!(stands(&laptop), Some(story));
    assert_eq!(laptop.app.taking().map(|taking| taking.characters), Some(27_999));
    laptop.send(Intent::TakeAway);
    assert_eq!(stands(&laptop), None);
}

#[test]
fn another_outcome_asks_before_the_reason_of_a_redirection_goes() {
    let mut laptop = Laptop::at_work();
    let to = laptop.app.current().expect("a case").case().instrument().stage(StageId::Decision).redirections
        [0]
    .id
    .clone();
    let decided = Decision {
        outcome: Some(Outcome::Redirection),
        redirected_to: Some(to),
        redirection_reason: "She asks for a lawyer".into(),
        ..Decision::default()
    };
    laptop.send(Intent::Do(Command::Decide(decided.clone())));
    let other = Outcome::ALL.into_iter().find(|outcome| *outcome != Outcome::Redirection);
    laptop.send(Intent::Do(Command::Decide(Decision { outcome: other, ..decided })));
    let reason =
        |laptop: &Laptop| laptop.app.current().expect("a case").case().decision().redirection_reason.clone();
    assert_eq!(reason(&laptop), "She asks for a lawyer");
    assert_eq!(
        laptop.app.taking().map(|taking| (taking.words, taking.characters)),
        Some((Words::Redirection, 21))
    );
    laptop.send(Intent::TakeAway);
    assert_eq!(reason(&laptop), "");
}

#[test]
fn undo_says_what_it_undoes_until_the_next_act_and_goes_past_a_withdrawal() {
    let mut laptop = Laptop::at_work();
    laptop.answer("debt.any", yes());
    laptop.answer("freedom.door", yes());
    let [debt, door] = ["debt.any", "freedom.door"].map(|id| Altered::Question(laptop.question(id)));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.app.notice(), Some(&Notice::Undone { of: door, past: false }));
    laptop.send(Intent::Do(Command::Redo));
    assert_eq!(laptop.app.notice(), Some(&Notice::Redone { of: door }));
    laptop.send(Intent::Stir);
    assert!(laptop.app.notice().is_some(), "looking is no act");
    laptop.answer("violence.physical", yes());
    assert_eq!(laptop.app.notice(), None, "it goes with the next act");

    laptop.send(Intent::Do(Command::Withdraw(StageId::Interview, Collected::Kept)));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.app.notice(), Some(&Notice::Undone { of: debt, past: true }));
    laptop.send(Intent::Do(Command::Undo));
    assert_eq!(laptop.app.notice(), Some(&Notice::Refused(Refusal::OnlyWithdrawn(StageId::Interview))));
}

#[test]
fn a_reason_written_where_a_story_stands_is_kept_beside_it_until_it_is_said_that_the_story_goes() {
    let mut laptop = Laptop::at_work();
    let told = laptop.question("recruitment.story");
    let field = FieldId::NotAsked("recruitment.story".into());
    let draft = |laptop: &Laptop| {
        laptop.app.current().and_then(|current| current.case().draft(&field).map(str::to_owned))
    };
    let reason = |words: &str| Intent::Write(Command::Answer(told, Some(not_asked(words))));
    laptop.answer("recruitment.story", story());
    for end in 1..="she cried".len() {
        laptop.send(reason(&"she cried"[..end]));
    }
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    assert_eq!(laptop.value("recruitment.story"), Some(story()));
    assert_eq!(draft(&laptop).as_deref(), Some("she cried"), "nothing typed goes with a lock");
    laptop.send(reason("she cried then"));
    assert!(laptop.app.taking().is_some(), "it is asked again");
    laptop.send(Intent::TakeAway);
    assert_eq!(laptop.value("recruitment.story"), None);
    assert_eq!(
        laptop.app.current().expect("open").case().entry(told).answer,
        Some(not_asked("she cried then"))
    );
    assert_eq!(draft(&laptop), None);
}

#[test]
fn a_reason_that_is_emptied_again_takes_itself_away_and_nothing_that_was_told() {
    let mut laptop = Laptop::at_work();
    let told = laptop.question("recruitment.story");
    let field = FieldId::NotAsked("recruitment.story".into());
    let reason = |words: &str| Intent::Write(Command::Answer(told, Some(not_asked(words))));
    laptop.answer("recruitment.story", story());
    for words in ["no", " ", ""] {
        laptop.send(reason(words));
    }
    assert!(laptop.app.taking().is_none(), "nothing is left to be asked");
    laptop.send(Intent::TakeAway);
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    assert_eq!(laptop.value("recruitment.story"), Some(story()));
    assert_eq!(laptop.app.current().expect("open").case().draft(&field), None);

    // Where a reason stands alone, emptied by hand it is gone.
    let other = laptop.question("freedom.door");
    for words in ["no time", ""] {
        laptop.send(Intent::Write(Command::Answer(other, Some(not_asked(words)))));
    }
    laptop.send(Intent::Lock);
    laptop.unlock(PASSPHRASE);
    assert_eq!(laptop.app.current().expect("open").case().entry(other).answer, None);
}
