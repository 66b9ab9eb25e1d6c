//! A scenario in the making: what is changed, what is still wrong and where, what the file is.

use std::sync::Arc;

use faisceau::findings::ClueState;
use faisceau::instrument::{ClueId, Fault, Instrument, Language, QuestionId, Shelf, Value};
use faisceau::interview::{Answer, NotAnswered, Outcome};
use faisceau::training::draft::{Draft, Edit, Field, Part, Script, Spot};
use faisceau::training::{self, Move, Rules, Scenario};

struct Desk {
    shelf: Shelf,
    rules: Arc<Rules>,
    instrument: Arc<Instrument>,
    draft: Draft,
}

impl Desk {
    fn with(scenario: &str) -> Self {
        let shelf = Shelf::bundled();
        let scenario = training::scenario(&scenario.into()).expect("carried");
        let instrument = shelf.find(&scenario.instrument).expect("on the shelf");
        let rules = Rules::bundled().unwrap_or_else(|flaws| panic!("{flaws:?}"));
        Self { shelf, rules, instrument, draft: Draft::copy_of(&scenario) }
    }

    fn edit(&mut self, edit: Edit) {
        self.draft.edit(edit, &self.instrument);
    }

    fn flaws(&self) -> Vec<(Fault, Spot)> {
        let flaws = self.draft.flaws(&self.shelf, &self.rules).into_iter();
        flaws.map(|flaw| (flaw.fault.clone(), Spot::of(&flaw, self.draft.scenario()))).collect()
    }

    fn clue(&self, id: &str) -> ClueState {
        let clue = self.instrument.find_clue(&id.into()).expect("a clue");
        self.draft.clues(&self.instrument)[clue.0]
    }
}

#[test]
fn a_copy_is_sound_under_its_own_name_and_its_file_is_what_the_checker_takes() {
    for scenario in training::scenarios().iter().flatten() {
        let mut desk = Desk::with(scenario.id.as_str());
        assert_eq!(desk.flaws(), [], "{}", scenario.id);
        assert!(desk.draft.is_changed(), "no file has it yet");
        let file = desk.draft.save();
        let read = Scenario::read(&desk.draft.file_name(), &file).unwrap_or_else(|flaws| panic!("{flaws:?}"));
        assert_eq!(read, **desk.draft.scenario());
        assert!(!desk.draft.is_changed());
    }
}

#[test]
fn what_is_missing_is_named_with_the_place_where_it_is_mended() {
    let mut desk = Desk::with("f-and-the-bar");
    let blank = |field| Edit::Text(field, Language::En, String::new());
    desk.edit(blank(Field::Briefing));
    desk.edit(blank(Field::Words("work.day".into(), 0)));
    desk.edit(blank(Field::Seen(1)));
    desk.edit(blank(Field::Why));
    desk.edit(Edit::Id("f and the bar".into()));
    let spots: Vec<_> = desk.flaws().into_iter().map(|(_, spot)| spot).collect();
    let field = |name: &str| Spot::Field(name.to_owned());
    let question = Spot::Question(QuestionId::from("work.day"));
    assert_eq!(spots, [field("id"), field("briefing"), Spot::Decision, question, Spot::Look(1)]);
    assert_eq!(desk.flaws()[0].0, Fault::Twice("f-and-the-bar".into()), "the app has one of that name");
    let parts: Vec<_> = spots.iter().map(Spot::part).collect();
    assert_eq!(parts, [Part::Person, Part::Person, Part::Clues, Part::Questions, Part::Looks]);
}

#[test]
fn a_script_that_no_longer_holds_is_named() {
    let mut desk = Desk::with("f-and-the-bar");
    desk.edit(Edit::Script(Script::Good, vec![Move::Look("nowhere".into())]));
    assert_eq!(desk.flaws(), [(Fault::Unknown("nowhere".into()), Spot::Script(Script::Good))]);
    desk.edit(Edit::Script(Script::Good, Vec::new()));
    let flaws = desk.flaws();
    assert!(matches!(&flaws[0], (Fault::NotReached(_), Spot::Script(Script::Good))), "{flaws:?}");
}

#[test]
fn a_clue_that_is_ticked_is_true_and_one_that_is_not_is_no_longer() {
    for scenario in ["f-and-the-bar", "the-eldest-cousin"] {
        let mut desk = Desk::with(scenario);
        let mut made = 0;
        for clue in desk.instrument.clues().iter().map(|clue| clue.id.clone()).collect::<Vec<ClueId>>() {
            let before = desk.draft.scenario().clone();
            let was = desk.clue(clue.as_str());
            desk.edit(Edit::Clue(clue.clone(), was != ClueState::Present));
            if *desk.draft.scenario() == before {
                continue;
            }
            let is = desk.clue(clue.as_str());
            if is == ClueState::Present && was != ClueState::Present {
                made += 1;
            }
            assert!(
                was != ClueState::Present || is != ClueState::Present || is_reckoned(&desk, &clue),
                "{clue}"
            );
            desk.draft.undo();
            assert_eq!(*desk.draft.scenario(), before);
        }
        assert!(made > 30, "{scenario}: {made} clues were made true by one tick");
    }
}

fn is_reckoned(desk: &Desk, clue: &ClueId) -> bool {
    let clue = desk.instrument.find_clue(clue).expect("a clue");
    !desk.instrument.clue(clue).reckoned.is_empty()
}

#[test]
fn what_the_alert_tells_follows_the_truth_as_long_as_it_told_it() {
    let mut desk = Desk::with("f-and-the-bar");
    let (place, answer) = (QuestionId::from("alert.persons"), Some(Answer::Value(Value::Number(3))));
    assert!(desk.draft.scenario().known.contains_key(&place));
    desk.edit(Edit::Truth(place.clone(), answer.clone()));
    assert_eq!(desk.draft.scenario().known.get(&place), answer.as_ref());
    desk.edit(Edit::Known(place.clone(), false));
    desk.edit(Edit::Truth(place.clone(), None));
    let scenario = desk.draft.scenario();
    assert!(!scenario.known.contains_key(&place) && !scenario.truth.answers.contains_key(&place));
}

#[test]
fn words_stand_by_rising_trust_and_each_is_coded() {
    let mut desk = Desk::with("f-and-the-bar");
    let id = QuestionId::from("work.day");
    while !desk.draft.scenario().says(&id).is_none_or(|says| says.at.is_empty()) {
        desk.edit(Edit::RemoveWords(id.clone(), 0));
    }
    for _ in 0..9 {
        desk.edit(Edit::AddWords(id.clone()));
    }
    let levels = |desk: &Desk| {
        desk.draft.scenario().says(&id).expect("words").at.iter().map(|said| said.trust).collect::<Vec<_>>()
    };
    assert_eq!(levels(&desk), [0, 1, 2, 3, 4, 5, 6]);
    desk.edit(Edit::RemoveWords(id.clone(), 2));
    desk.edit(Edit::WordsFrom(id.clone(), 0, 2));
    assert_eq!(levels(&desk), [1, 2, 3, 4, 5, 6]);
    let silent = Answer::NotAnswered(NotAnswered::PrefersNot);
    desk.edit(Edit::Coded(id.clone(), 1, silent.clone()));
    assert_eq!(desk.draft.scenario().says(&id).expect("words").at[1].answer, silent);
}

#[test]
fn letters_are_one_change_and_every_change_is_taken_back() {
    let mut desk = Desk::with("the-last-bus");
    let before = desk.draft.scenario().clone();
    for words in ["T", "Th", "The"] {
        desk.edit(Edit::Text(Field::Title, Language::En, words.into()));
    }
    desk.edit(Edit::Decide(Outcome::Support, None));
    desk.edit(Edit::AddLook);
    desk.edit(Edit::AddInterpreter);
    for _ in 0..3 {
        desk.draft.undo();
    }
    assert_eq!(desk.draft.scenario().title.en, "The");
    desk.draft.undo();
    assert_eq!(*desk.draft.scenario(), before);
    assert!(!desk.draft.can_undo());
}

#[test]
fn what_changes_after_a_file_was_given_away_is_a_new_version() {
    let mut desk = Desk::with("the-last-bus");
    desk.draft.save();
    assert_eq!(desk.draft.scenario().version.as_str(), "1.0.0");
    desk.edit(Edit::Minutes(18));
    desk.edit(Edit::Minutes(17));
    assert_eq!(desk.draft.scenario().version.as_str(), "1.0.1");
    desk.draft.save();
    desk.edit(Edit::Age(40));
    assert_eq!(desk.draft.scenario().version.as_str(), "1.0.2");
    desk.draft.undo();
    assert!(!desk.draft.is_changed());
}

#[test]
fn a_name_in_files_is_made_of_small_letters_digits_and_hyphens() {
    let mut desk = Desk::with("the-last-bus");
    desk.edit(Edit::Id("Été à Brest, 3/../x".into()));
    assert_eq!(desk.draft.scenario().id.as_str(), "ete-a-brest--3----x");
    assert_eq!(desk.flaws(), []);
    desk.edit(Edit::Id(String::new()));
    assert_eq!(desk.flaws(), [(Fault::Name(String::new()), Spot::Field("id".into()))]);
}
