//! What one trainee leaves of one interview: how each clue and each question was read, and no word that
//! was written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::file::{Refused, one_line, read};
use super::session::{Attempt, Chosen, Session, SessionId};
use crate::findings::ClueState;
use crate::instrument::{ClueId, Instrument, OptionId, QuestionId, Shelf, StageId};
use crate::intake::Limits;
use crate::interview::Outcome;
use crate::training::debrief::{Coding, Debrief, Kind};
use crate::training::play::Play;

const FORMAT: &str = "faisceau-result/1";
/// A few hundred short lines; as deep as an assessment, which is told from it.
const LIMITS: Limits = Limits { bytes: 256 * 1024, depth: 16 };
/// The most minutes that are told: a day.
pub(super) const MINUTES: u32 = 1440;

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Played {
    pub(super) format: String,
    /// Of which session.
    pub session: SessionId,
    /// Of which scenario.
    pub scenario: Chosen,
    /// At which attempt.
    pub attempt: Attempt,
    /// A number, or the name that the trainee chose.
    pub trainee: String,
    /// Whether nobody played it: a sample.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub generated: bool,
    /// How long it took, in whole minutes.
    pub minutes: u32,
    /// The clues that were settled.
    pub clues: BTreeMap<ClueId, Stand>,
    /// The questions that were heard or taken down.
    pub questions: BTreeMap<QuestionId, Coding>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// To which structure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirected_to: Option<OptionId>,
    /// How many differences of each kind the debrief told.
    pub differences: BTreeMap<Kind, u32>,
}

/// Where a trainee has a clue; one that is open is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Present.
    Present,
    /// Absent.
    Absent,
}

impl Played {
    /// The most characters in what a trainee is called.
    pub const TRAINEE: usize = 24;

    /// The result of a conversation.
    ///
    /// # Errors
    /// When the trainee is not called by one short line.
    pub fn of(
        session: &Session,
        play: &Play,
        debrief: &Debrief,
        trainee: &str,
        attempt: Attempt,
    ) -> Result<Self, Refused> {
        let instrument = play.instrument();
        let scenario = play.scenario();
        let clues = debrief.clues.iter().filter_map(|row| {
            let stand = match row.found {
                ClueState::Present => Stand::Present,
                ClueState::Absent => Stand::Absent,
                ClueState::Unknown | ClueState::NotYetAsked => return None,
            };
            Some((instrument.clue(row.clue).id.clone(), stand))
        });
        let mut differences: BTreeMap<Kind, u32> = BTreeMap::new();
        for difference in &debrief.differences {
            *differences.entry(difference.kind.kind()).or_default() += 1;
        }
        let questions = debrief.questions.iter();
        let result = Self {
            format: FORMAT.to_owned(),
            session: session.id.clone(),
            scenario: Chosen { id: scenario.id.clone(), version: scenario.version.clone() },
            attempt,
            trainee: trainee.trim().to_owned(),
            generated: false,
            minutes: u32::try_from(debrief.figures.minutes).unwrap_or(0).min(MINUTES),
            clues: clues.collect(),
            questions: questions
                .map(|row| (instrument.question(row.question).id.clone(), row.coding))
                .collect(),
            outcome: debrief.conclusion.said,
            redirected_to: debrief.conclusion.said_to.clone(),
            differences,
        };
        result.named()?;
        Ok(result)
    }

    /// Reads a result file of this session.
    ///
    /// # Errors
    /// Why it is not read.
    pub fn read(bytes: &[u8], session: &Session, shelf: &Shelf) -> Result<Self, Refused> {
        let result: Self = read(bytes, &LIMITS, FORMAT)?;
        result.sound(session, shelf)?;
        Ok(result)
    }

    /// Whether it can be a result of this session.
    pub(super) fn sound(&self, session: &Session, shelf: &Shelf) -> Result<(), Refused> {
        if self.session != session.id {
            return Err(Refused::OtherSession);
        }
        self.named()?;
        let unknown = || Refused::unknown_scenario(&self.scenario.id);
        if !session.scenarios.contains(&self.scenario) {
            return Err(unknown());
        }
        let scenario = session.scenario(&self.scenario.id).ok_or_else(unknown)?;
        let instrument =
            shelf.find(&scenario.instrument).ok_or_else(|| Refused::unknown_edition(&scenario.instrument))?;
        let bad = |what: &dyn ToString| Err(Refused::Unsound(crate::intake::told(&what.to_string(), 40)));
        if let Some(id) = self.clues.keys().find(|id| instrument.find_clue(id).is_none()) {
            return bad(id);
        }
        if let Some(id) = self.questions.keys().find(|id| instrument.find(id).is_none()) {
            return bad(id);
        }
        if self.minutes > MINUTES || self.differences.values().any(|count| *count > 1_000) {
            return bad(&"minutes");
        }
        if !session.attempts().contains(&self.attempt) {
            return bad(&"attempt");
        }
        match &self.redirected_to {
            Some(to) if !redirections(&instrument).any(|known| known == to) => bad(to),
            Some(to) if self.outcome != Some(Outcome::Redirection) => bad(to),
            _ => Ok(()),
        }
    }

    fn named(&self) -> Result<(), Refused> {
        one_line(&self.trainee, Self::TRAINEE)?;
        if self.trainee.is_empty() { Err(Refused::Unsound("trainee".to_owned())) } else { Ok(()) }
    }

    /// The result as its file.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    pub(super) fn new(session: SessionId, scenario: Chosen, attempt: Attempt, trainee: String) -> Self {
        Self {
            format: FORMAT.to_owned(),
            session,
            scenario,
            attempt,
            trainee,
            generated: false,
            minutes: 0,
            clues: BTreeMap::new(),
            questions: BTreeMap::new(),
            outcome: None,
            redirected_to: None,
            differences: BTreeMap::new(),
        }
    }
}

/// The structures to which an instrument's decision can redirect.
pub(super) fn redirections(instrument: &Instrument) -> impl Iterator<Item = &OptionId> {
    instrument.stage(StageId::Decision).redirections.iter().map(|option| &option.id)
}
