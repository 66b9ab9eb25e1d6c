//! Kinds of questions, conditions, and what answers do to clues.

use super::super::checked::{ClueLink, ReckonedLink};
use super::{Check, ChoiceOption, Condition, Fault, Kind, QuestionIx, written};
use crate::instrument::test::Test;

impl Check {
    pub(super) fn kind(&mut self, place: &str, kind: &Kind) {
        match kind {
            Kind::One { options } | Kind::Several { options } => {
                self.options(place, options, ChoiceOption::MOST);
            }
            Kind::Number { min, max, unit, one } => {
                self.ensure(min < max, place, || Fault::Bounds);
                self.text(&format!("{place}.unit"), unit);
                if let Some(one) = one {
                    self.text(&format!("{place}.one"), one);
                }
            }
            Kind::Money { currencies, periods } => {
                let codes =
                    currencies.iter().all(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()));
                let any = !currencies.is_empty() && !periods.is_empty();
                self.ensure(codes && any, place, || Fault::Bounds);
            }
            Kind::Duration { units } => self.ensure(!units.is_empty(), place, || Fault::Bounds),
            Kind::YesNo | Kind::Date | Kind::Text | Kind::Note => {}
        }
    }

    /// The condition with its questions found, if all of them are asked before `before`.
    pub(super) fn condition(
        &mut self,
        place: &str,
        written: written::Condition,
        before: usize,
    ) -> Option<Condition> {
        use written::Condition as Written;
        let several = |check: &mut Self, parts: Vec<Written>, name: &str| {
            let found: Vec<_> = parts
                .into_iter()
                .enumerate()
                .map(|(at, part)| check.condition(&format!("{place}.{name}[{at}]"), part, before))
                .collect();
            found.into_iter().collect::<Option<Vec<_>>>()
        };
        match written {
            Written::Answer { question, test } => {
                let Some(ix) = self.questions.get(&question).copied() else {
                    self.flaw(place, Fault::Unknown(question.to_string()));
                    return None;
                };
                self.earlier(place, ix, question.as_str(), before);
                self.ensure(test.fits(&self.kinds[ix.0].clone()), place, || Fault::Test);
                Some(Condition::Answer(ix, test))
            }
            Written::Reckoned { id, test } => {
                let Some((ix, reckoning)) = self.reckonings.get(&id).cloned() else {
                    self.flaw(place, Fault::Unknown(id.to_string()));
                    return None;
                };
                for input in reckoning.inputs() {
                    self.earlier(place, input, id.as_str(), before);
                }
                Some(Condition::Reckoned(ix, reckoning, test))
            }
            Written::All(parts) => several(self, parts, "all").map(Condition::All),
            Written::Any(parts) => several(self, parts, "any").map(Condition::Any),
            Written::Not(part) => self
                .condition(&format!("{place}.not"), *part, before)
                .map(|part| Condition::Not(Box::new(part))),
            Written::NotRuledOut(part) => self
                .condition(&format!("{place}.not_ruled_out"), *part, before)
                .map(|part| Condition::NotRuledOut(Box::new(part))),
        }
    }

    /// Holds that what is looked at is asked before.
    fn earlier(&mut self, place: &str, seen: QuestionIx, name: &str, before: usize) {
        if seen.0 >= before {
            let back = self.leads(seen, QuestionIx(before));
            let fault = if back { Fault::Circle } else { Fault::Later };
            self.flaw(place, fault(name.to_owned()));
        }
    }

    pub(super) fn reckoned_link(
        &mut self,
        place: &str,
        written: &written::ReckonedLink,
    ) -> Option<ReckonedLink> {
        let Some((reckoning, _)) = self.reckonings.get(&written.reckoning) else {
            self.flaw(&format!("{place}.reckoning"), Fault::Unknown(written.reckoning.to_string()));
            return None;
        };
        let reckoning = *reckoning;
        let speaks = written.raised_by.is_some() || written.ruled_out_by.is_some();
        self.ensure(speaks, place, || Fault::Mute);
        Some(ReckonedLink { reckoning, raised_by: written.raised_by, ruled_out_by: written.ruled_out_by })
    }

    pub(super) fn link(&mut self, place: &str, written: written::ClueLink, kind: &Kind) -> Option<ClueLink> {
        let fits = |test: &Test| test.fits(kind);
        for (test, name) in [(&written.raised_by, "raised_by"), (&written.ruled_out_by, "ruled_out_by")] {
            self.ensure(test.as_ref().is_none_or(fits), &format!("{place}.{name}"), || Fault::Test);
        }
        let speaks = written.raised_by.is_some() || written.ruled_out_by.is_some();
        self.ensure(speaks, place, || Fault::Mute);
        let Some(clue) = self.clues.get(&written.clue).copied() else {
            self.flaw(&format!("{place}.clue"), Fault::Unknown(written.clue.to_string()));
            return None;
        };
        Some(ClueLink { clue, raised_by: written.raised_by, ruled_out_by: written.ruled_out_by })
    }
}
