//! An interview as its moves alone, led by someone who takes down exactly what is said and shown.

use super::play::{Heard, Play};
use super::scenario::LookPlace;
use super::scenario::{Move, agreement};
use crate::instrument::QuestionIx;
use crate::interview::{Answer, Case, Collected, Command, Moment, SaidBy};

/// How long a move takes in a scripted interview, in milliseconds.
const PACE: i64 = 45_000;

impl Play {
    /// Makes these moves, one after the other, and takes down what comes of each. What the case does
    /// not take (a question of a stage that is not agreed to, or that other answers make irrelevant) is
    /// left out.
    pub fn follow(&mut self, moves: &[Move]) {
        let Some(mut case) = self.case() else { return };
        let begun = self.turns().len();
        for (at, what) in moves.iter().enumerate() {
            let so_far = i64::try_from(begun + at).unwrap_or_default();
            let now = self.started().earlier(-PACE * so_far);
            let heard = self.make(what.clone(), now).heard.clone();
            match (what, heard) {
                (Move::Agree { stage, interpreter }, Heard::Agreement(true, _)) => {
                    let named = interpreter.as_ref().and_then(|id| self.scenario().interpreter(id));
                    let named = named.map(|it| it.label.in_language(self.language())).unwrap_or_default();
                    let given = agreement(self.scenario(), self.instrument(), *stage, named, self.language());
                    if let Some(given) = given {
                        self.take_down(&mut case, Command::Agree(*stage, given), now);
                    }
                }
                (Move::Agree { stage, .. }, Heard::Agreement(false, words)) => {
                    self.take_down(&mut case, Command::Refuse(*stage, words), now);
                }
                (Move::Ask(_), Heard::Answer(question, said)) => {
                    self.record(&mut case, question, said.answer, now);
                }
                (Move::Look(id), Heard::Shown(answers)) => {
                    let from = match self.scenario().look(id).map(|look| look.place) {
                        Some(LookPlace::Workplace) => SaidBy::Observed,
                        _ => SaidBy::Document,
                    };
                    for (question, answer) in answers {
                        self.record(&mut case, question, answer, now);
                        self.take_down(&mut case, Command::Attribute(question, from), now);
                    }
                }
                (Move::Withdraw(stage), _) => {
                    self.take_down(&mut case, Command::Withdraw(*stage, Collected::Kept), now);
                }
                _ => {}
            }
        }
    }

    fn record(&mut self, case: &mut Case, question: QuestionIx, answer: Answer, now: Moment) {
        self.take_down(case, Command::Answer(question, Some(answer)), now);
    }

    fn take_down(&mut self, case: &mut Case, command: Command, now: Moment) {
        if let Ok(Some((event, _))) = case.perform(command, now) {
            self.note(event);
        }
    }
}
