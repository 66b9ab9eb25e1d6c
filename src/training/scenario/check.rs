//! Names every flaw of a scenario with its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::truth::Truth;
use super::{LookPlace, Move, Scenario, picture};
use crate::findings::{ClueState, Findings};
use crate::instrument::{
    ClueId, Fault, Flaw, Instrument, Language, QuestionId, QuestionIx, Shelf, StageId, Text,
};
use crate::interview::{Answer, Moment, Outcome};
use crate::training::WrittenAnswer;
use crate::training::play::Play;
use crate::training::trust::{MOST, Rules};

/// The most letters of a scenario's name.
const NAME: usize = 60;
/// The longest that an exercise takes, in minutes.
const LONGEST: u32 = 90;

impl Scenario {
    /// Every flaw of a scenario. `picture` gives the SVG of a picture by its name.
    ///
    /// Its truth is looked at in both languages; its scripted interviews are played, and what they find
    /// is held against the key.
    #[must_use]
    pub fn check<'a>(
        &self,
        file: &str,
        shelf: &Shelf,
        rules: &Arc<Rules>,
        picture: &dyn Fn(&str) -> Option<std::borrow::Cow<'a, str>>,
    ) -> Vec<Flaw> {
        let Some(instrument) = shelf.find(&self.instrument) else {
            let named = format!("{} {}", self.instrument.id, self.instrument.version);
            return vec![Flaw { place: format!("{file}: instrument"), fault: Fault::Unknown(named) }];
        };
        let mut check = Check { scenario: self, instrument: &instrument, rules, file, flaws: Vec::new() };
        check.head();
        check.truth();
        check.says();
        check.looks(picture);
        for (name, moves) in [("good", &self.good), ("careless", &self.careless)] {
            check.moves(name, moves);
        }
        // What is found is looked at once every name holds.
        if check.flaws.is_empty() {
            check.key();
        }
        check.flaws
    }
}

struct Check<'a> {
    scenario: &'a Scenario,
    instrument: &'a Arc<Instrument>,
    rules: &'a Arc<Rules>,
    file: &'a str,
    flaws: Vec<Flaw>,
}

impl Check<'_> {
    fn flaw(&mut self, place: &str, fault: Fault) {
        self.flaws.push(Flaw { place: format!("{}: {place}", self.file), fault });
    }

    fn text(&mut self, place: &str, text: &Text) {
        if text.missing().next().is_some() {
            self.flaw(place, Fault::Text);
        }
    }

    fn once<'b>(&mut self, place: &str, names: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name) {
                self.flaw(place, Fault::Twice(name.to_owned()));
            }
        }
    }

    fn level(&mut self, place: &str, trust: u8) {
        if trust > MOST {
            self.flaw(place, Fault::Level);
        }
    }

    /// Levels of trust, each higher than the one before.
    fn rising(&mut self, place: &str, levels: &[u8]) {
        if levels.is_empty() || !levels.is_sorted_by(|a, b| a < b) || levels.iter().any(|level| *level > MOST)
        {
            self.flaw(place, Fault::Level);
        }
    }

    fn question(&mut self, place: &str, id: &QuestionId) -> Option<QuestionIx> {
        let found = self.instrument.find(id);
        if found.is_none() {
            self.flaw(place, Fault::Unknown(id.to_string()));
        }
        found
    }

    fn clue(&mut self, place: &str, id: &ClueId) {
        if self.instrument.find_clue(id).is_none() {
            self.flaw(place, Fault::Unknown(id.to_string()));
        }
    }

    fn answer(&mut self, place: &str, id: &QuestionId, answer: &WrittenAnswer) {
        let Some(question) = self.question(place, id) else { return };
        for language in Language::ALL {
            if let Answer::Value(value) = answer.in_language(language)
                && self.instrument.question(question).kind.takes(&value).is_err()
            {
                self.flaw(place, Fault::Unfit(id.to_string()));
                return;
            }
        }
    }

    fn head(&mut self) {
        let scenario = self.scenario;
        let named = self.file.rsplit('/').next().unwrap_or_default();
        // The name goes into the names of results: nothing in it may lead elsewhere.
        let id = scenario.id.as_str();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let sound = (1..=NAME).contains(&id.len()) && id.bytes().all(plain);
        if !sound || named != format!("{id}.json") {
            self.flaw("id", Fault::Name(scenario.id.to_string()));
        }
        let texts = [
            ("title", &scenario.title),
            ("for_trainer", &scenario.for_trainer),
            ("briefing", &scenario.briefing),
            ("person.language", &scenario.person.language),
            ("person.fears", &scenario.person.fears),
            ("person.wants", &scenario.person.wants),
            ("key.why", &scenario.key.why),
        ];
        for (place, text) in texts {
            self.text(place, text);
        }
        if scenario.person.name.trim().is_empty() {
            self.flaw("person.name", Fault::Text);
        }
        let least = scenario.least_minutes();
        if !(least..=LONGEST).contains(&scenario.minutes) {
            self.flaw("minutes", Fault::Minutes(least));
        }
        self.level("trust", scenario.trust);
        self.once("interpreters", scenario.interpreters.iter().map(|it| it.id.as_str()));
        for (at, interpreter) in scenario.interpreters.iter().enumerate() {
            self.text(&format!("interpreters[{at}].label"), &interpreter.label);
        }
        if scenario.starts == StageId::Decision {
            self.flaw("starts", Fault::Stages);
        }
        for (id, answer) in &scenario.known {
            self.answer(&format!("known.{id}"), id, answer);
            let told = self.instrument.find(id).map(|question| self.instrument.stage_of(question));
            if told.is_some_and(|stage| stage != StageId::Alert) {
                self.flaw(&format!("known.{id}"), Fault::Stages);
            }
        }
    }

    fn truth(&mut self) {
        let before = self.flaws.len();
        for (id, answer) in &self.scenario.truth.answers {
            self.answer(&format!("truth.answers.{id}"), id, answer);
        }
        if self.flaws.len() > before {
            return;
        }
        let Some(truth) = Truth::of(self.scenario, self.instrument, Language::Fr) else {
            return self.flaw("instrument", Fault::Stages);
        };
        for id in truth.refused {
            self.flaw(&format!("truth.answers.{id}"), Fault::Irrelevant(id.to_string()));
        }
    }

    fn says(&mut self) {
        let scenario = self.scenario;
        self.once("says", scenario.says.iter().map(|says| says.question.as_str()));
        for (at, says) in scenario.says.iter().enumerate() {
            let place = format!("says[{at}]");
            self.question(&place, &says.question);
            self.rising(&place, &says.at.iter().map(|at| at.trust).collect::<Vec<_>>());
            for (level, said) in says.at.iter().enumerate() {
                self.text(&format!("{place}.at[{level}].words"), &said.words);
                self.answer(&format!("{place}.at[{level}].answer"), &says.question, &said.answer);
            }
        }
        for id in &scenario.never {
            self.question("never", id);
            if scenario.says(id).is_some() {
                self.flaw("never", Fault::Twice(id.to_string()));
            }
        }
        for (at, reply) in scenario.replies.iter().enumerate() {
            let place = format!("replies[{at}]");
            if self.rules.gesture(&reply.gesture).is_none() {
                self.flaw(&place, Fault::Unknown(reply.gesture.to_string()));
            }
            self.rising(&place, &reply.at.iter().map(|at| at.trust).collect::<Vec<_>>());
            for said in &reply.at {
                self.text(&place, &said.words);
            }
        }
    }

    fn looks<'b>(&mut self, svg: &dyn Fn(&str) -> Option<std::borrow::Cow<'b, str>>) {
        let scenario = self.scenario;
        self.once("looks", scenario.looks.iter().map(|look| look.id.as_str()));
        for (at, look) in scenario.looks.iter().enumerate() {
            let place = format!("looks[{at}]");
            self.text(&format!("{place}.title"), &look.title);
            self.text(&format!("{place}.seen"), &look.seen);
            for (id, answer) in &look.answers {
                self.answer(&format!("{place}.answers.{id}"), id, answer);
            }
            if let Some(named) = &look.picture {
                let fault = match svg(named) {
                    None => Some(Fault::Unknown(named.clone())),
                    Some(svg) => picture::fault(&svg).map(Fault::Picture),
                };
                if let Some(fault) = fault {
                    self.flaw(&format!("{place}.picture"), fault);
                }
            } else if look.place != LookPlace::Workplace && look.answers.is_empty() {
                self.flaw(&place, Fault::Mute);
            }
        }
    }

    fn moves(&mut self, name: &str, moves: &[Move]) {
        for (at, what) in moves.iter().enumerate() {
            let place = format!("{name}[{at}]");
            let unknown = match what {
                Move::Agree { interpreter: Some(id), .. } if self.scenario.interpreter(id).is_none() => {
                    Some(id.to_string())
                }
                Move::Ask(id) if self.instrument.find(id).is_none() => Some(id.to_string()),
                Move::Gesture(id) if self.rules.gesture(id).is_none() => Some(id.to_string()),
                Move::Look(id) if self.scenario.look(id).is_none() => Some(id.to_string()),
                _ => None,
            };
            if let Some(name) = unknown {
                self.flaw(&place, Fault::Unknown(name));
            }
        }
    }

    fn key(&mut self) {
        let scenario = self.scenario;
        let key = &scenario.key;
        self.once("key.clues", key.clues.iter().map(ClueId::as_str));
        for id in key.clues.iter().chain(&scenario.careless_misses) {
            self.clue("key.clues", id);
        }
        let offered = &self.instrument.stage(StageId::Decision).redirections;
        let redirected = key.outcome == Outcome::Redirection;
        let known =
            key.redirected_to.as_ref().is_some_and(|to| offered.iter().any(|option| option.id == *to));
        if redirected != known || redirected != key.redirected_to.is_some() {
            let named = key.redirected_to.as_ref().map(ToString::to_string).unwrap_or_default();
            self.flaw("key.redirected_to", Fault::Unknown(named));
        }
        if !self.flaws.is_empty() {
            return;
        }
        for language in Language::ALL {
            let Some(truth) = Truth::of(scenario, self.instrument, language) else { return };
            let state = |id: &ClueId, findings: &Findings| {
                self.instrument.find_clue(id).map(|clue| findings.clue(clue).state)
            };
            let is_there = |id: &ClueId, findings: &Findings| state(id, findings) == Some(ClueState::Present);
            let (Some(good), Some(careless)) =
                (self.played(&scenario.good, language), self.played(&scenario.careless, language))
            else {
                return;
            };
            let mut found = Vec::new();
            for id in &key.clues {
                if !is_there(id, &truth.findings) {
                    found.push(("key.clues", Fault::NotTrue(id.to_string())));
                } else if !is_there(id, &good) {
                    found.push(("good", Fault::NotReached(id.to_string())));
                }
            }
            for id in &scenario.careless_misses {
                if !is_there(id, &truth.findings) {
                    found.push(("careless_misses", Fault::NotTrue(id.to_string())));
                } else if is_there(id, &careless) {
                    found.push(("careless", Fault::NotMissed(id.to_string())));
                }
            }
            for (place, fault) in found {
                self.flaw(place, fault);
            }
            if !self.flaws.is_empty() {
                return;
            }
        }
    }

    /// What a scripted interview finds.
    fn played(&self, moves: &[Move], language: Language) -> Option<Findings> {
        let (scenario, rules) = (Arc::new(self.scenario.clone()), Arc::clone(self.rules));
        let start = Moment::from_unix(0, 0);
        let mut play = Play::start(scenario, rules, Arc::clone(self.instrument), language, start)?;
        play.follow(moves);
        play.case().map(|case| Findings::of(&case))
    }
}
