//! Training: invented persons, the conversation, the debrief, the room.

mod agreement;
mod conversation;
mod debrief;
mod draft;
mod room;
mod scenarios;
mod state;
mod writing;

use std::sync::{Arc, LazyLock};

use faisceau::instrument::{Instrument, Language, QuestionId, QuestionIx, Shelf};
use faisceau::interview::Moment;
use faisceau::training::{Move, Play, Rules, Scenario};

use super::driver::NOON;

pub const COOK: &str = include_str!("../../corpus/training/a-cook.json");
pub const TRUST: &str = include_str!("../../corpus/training/trust.json");

/// The small scenario of the tests.
pub fn cook() -> Arc<Scenario> {
    Arc::new(Scenario::read("a-cook.json", COOK).unwrap_or_else(|flaws| panic!("{flaws:?}")))
}

/// The rules of the tests.
pub static RULES: LazyLock<Arc<Rules>> =
    LazyLock::new(|| Arc::new(Rules::read(TRUST).unwrap_or_else(|flaws| panic!("{flaws:?}"))));

pub fn instrument(scenario: &Scenario) -> Arc<Instrument> {
    Shelf::bundled().find(&scenario.instrument).expect("it is on the shelf")
}

/// A conversation that begins at noon.
pub fn play(scenario: &Arc<Scenario>, rules: &Arc<Rules>, language: Language) -> Play {
    let instrument = instrument(scenario);
    Play::start(Arc::clone(scenario), Arc::clone(rules), instrument, language, noon()).expect("it starts")
}

pub fn noon() -> Moment {
    Moment::from_unix(NOON, 60)
}

pub fn moves(json: &serde_json::Value) -> Vec<Move> {
    serde_json::from_value(json.clone()).expect("moves")
}

pub fn question(play: &Play, id: &str) -> QuestionIx {
    play.instrument().find(&QuestionId::from(id)).unwrap_or_else(|| panic!("no question {id}"))
}
