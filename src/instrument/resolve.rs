//! Conditions that are written outside an instrument's own files, and look at its questions.

use std::sync::Arc;

use super::checked::Instrument;
use super::flaw::Fault;
use super::test::Condition;
use super::written::Condition as Written;

impl Instrument {
    /// A written condition, with its questions found.
    ///
    /// # Errors
    /// A question that this edition does not ask, or a test that does not fit its question.
    pub fn resolve(&self, written: Written) -> Result<Condition, Fault> {
        let several = |parts: Vec<Written>| {
            parts.into_iter().map(|part| self.resolve(part)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match written {
            Written::Answer { question, test } => {
                let found = self.find(&question).ok_or_else(|| Fault::Unknown(question.to_string()))?;
                if !test.fits(&self.question(found).kind) {
                    return Err(Fault::Test);
                }
                Condition::Answer(found, test)
            }
            Written::Reckoned { id, test } => {
                let found = self.find_reckoning(&id).ok_or_else(|| Fault::Unknown(id.to_string()))?;
                Condition::Reckoned(found, Arc::clone(&self.reckonings[found.0]), test)
            }
            Written::All(parts) => Condition::All(several(parts)?),
            Written::Any(parts) => Condition::Any(several(parts)?),
            Written::Not(part) => Condition::Not(Box::new(self.resolve(*part)?)),
            Written::NotRuledOut(part) => Condition::NotRuledOut(Box::new(self.resolve(*part)?)),
        })
    }
}
