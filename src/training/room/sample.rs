//! A room that nobody was in: results drawn from a scenario's own truth, for a demonstration.

use super::agreement::Dice;
use super::played::{Played, Stand};
use super::session::{Attempt, Chosen, LiveOrBlind, Session};
use crate::findings::ClueState;
use crate::instrument::{Language, Shelf};
use crate::interview::Outcome;
use crate::training::debrief::{Coding, Kind};
use crate::training::scenario::{Scenario, Truth};
use std::sync::Arc;

/// Trainees in the sample: each before and after makes forty results.
const TRAINEES: usize = 20;

/// A session with forty generated results of one scenario, each marked as generated. The same draw gives
/// the same room. `None` when the scenario's instrument is not at hand.
#[must_use]
pub fn sample(
    scenario: &Arc<Scenario>,
    name: &str,
    shelf: &Shelf,
    seed: u64,
) -> Option<(Session, Vec<Played>)> {
    let instrument = shelf.find(&scenario.instrument)?;
    let truth = Truth::of(scenario, &instrument, Language::Fr)?;
    let drawn = seed.to_be_bytes();
    let drawn = [drawn[4], drawn[5], drawn[6], drawn[7]];
    let session =
        Session::make(name, &[Arc::clone(scenario)], LiveOrBlind::Blind, Some(scenario.minutes), true, drawn)
            .ok()?;
    let mut dice = Dice(seed);
    // How easily each clue is seen, and each question taken down, is the same for everyone.
    let ease: Vec<usize> = (0..instrument.clues().len()).map(|_| 250 + dice.below(600)).collect();
    let care: Vec<usize> = (0..instrument.questions().len()).map(|_| 750 + dice.below(230)).collect();
    let mut results = Vec::new();
    for attempt in [Attempt::First, Attempt::Second] {
        let learnt = if attempt == Attempt::Second { 180 } else { 0 };
        for number in 1..=TRAINEES {
            let chosen = Chosen { id: scenario.id.clone(), version: scenario.version.clone() };
            let mut result = Played::new(session.id.clone(), chosen, attempt, number.to_string());
            result.generated = true;
            let hand = dice.below(200);
            for (at, clue) in instrument.clues().iter().enumerate() {
                let there = truth.clue(crate::instrument::ClueIx(at));
                let seen = dice.happens((ease[at] + hand + learnt).min(970));
                let stand = match there {
                    ClueState::Present if seen => Some(Stand::Present),
                    ClueState::Absent if dice.happens((900 - ease[at]) / 12) => Some(Stand::Present),
                    ClueState::Absent if seen => Some(Stand::Absent),
                    _ => None,
                };
                result.clues.extend(stand.map(|stand| (clue.id.clone(), stand)));
            }
            for id in scenario.truth.answers.keys() {
                let Some(question) = instrument.find(id).filter(|_| dice.happens(550 + learnt)) else {
                    continue;
                };
                let coding = match () {
                    () if dice.happens(care[question.0].min(1_000)) => Coding::AsSaid,
                    () if dice.happens(600) => Coding::Otherwise,
                    () if dice.happens(700) => Coding::NotRecorded,
                    () => Coding::NotHeard,
                };
                result.questions.insert(id.clone(), coding);
            }
            decide(scenario, &mut result, &mut dice, learnt);
            let missed =
                scenario.key.clues.iter().filter(|id| result.clues.get(*id) != Some(&Stand::Present));
            let missed = missed.count();
            note(&mut result, Kind::Missed, missed);
            let otherwise = result.questions.values().filter(|coding| **coding == Coding::Otherwise).count();
            note(&mut result, Kind::Otherwise, otherwise);
            for (kind, per_mille) in [
                (Kind::Agreement, 350),
                (Kind::Safety, 500),
                (Kind::Order, 450),
                (Kind::Interpreter, 250),
                (Kind::Leading, 200),
                (Kind::Twice, 300),
                (Kind::Late, 400),
            ] {
                let happened = dice.happens(usize::saturating_sub(per_mille, learnt));
                note(&mut result, kind, usize::from(happened));
            }
            let longest = usize::try_from(scenario.minutes).unwrap_or(30);
            let minutes = longest * 2 / 3 + dice.below(longest / 3 + 1);
            result.minutes = u32::try_from(minutes).unwrap_or_default();
            results.push(result);
        }
    }
    Some((session, results))
}

fn decide(scenario: &Scenario, result: &mut Played, dice: &mut Dice, learnt: usize) {
    let key = &scenario.key;
    result.outcome = match () {
        () if dice.happens(600 + learnt) => Some(key.outcome),
        () if dice.happens(500) => Some(Outcome::ToBeContinued),
        () => Some(if key.outcome == Outcome::Support { Outcome::NotIdentified } else { Outcome::Support }),
    };
    if result.outcome == Some(Outcome::Redirection) {
        result.redirected_to.clone_from(&key.redirected_to);
    }
    note(result, Kind::Concluded, usize::from(result.outcome != Some(key.outcome)));
}

fn note(result: &mut Played, kind: Kind, count: usize) {
    if count > 0 {
        result.differences.insert(kind, u32::try_from(count).unwrap_or(u32::MAX));
    }
}
