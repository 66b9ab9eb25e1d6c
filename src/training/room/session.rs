//! A session: what a room plays, and how.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::file::{Refused, one_line, read};
use crate::instrument::{Shelf, Version};
use crate::intake::Limits;
use crate::training::scenario::{Scenario, ScenarioId};
use crate::training::shelf;
use crate::training::trust::Rules;

const FORMAT: &str = "faisceau-session/1";
/// A session may carry a few scenarios that its trainer wrote.
const LIMITS: Limits = Limits { bytes: 4 * 1024 * 1024, depth: 18 };
/// The most scenarios in it.
const MOST: usize = 12;
/// The longest that a session takes for each scenario, in minutes.
const LONGEST: u32 = 240;

/// Which session: eight letters that say nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionId(pub(super) [u8; 4]);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<SessionId> for String {
    fn from(id: SessionId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for SessionId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let sound = text.len() == 8 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u32::from_str_radix(&text, 16).ok().filter(|_| sound);
        number.map(|number| Self(number.to_be_bytes())).ok_or("eight hexadecimal digits")
    }
}

/// What a trainer hands out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    format: String,
    /// Which session.
    pub id: SessionId,
    /// Its name.
    pub name: String,
    /// What is played, in order.
    pub scenarios: Vec<Chosen>,
    /// Whether the trainees see the findings while they play.
    pub findings: LiveOrBlind,
    /// After how many minutes each interview ends; never, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Whether each scenario is played twice: a test before, and another after.
    pub before_and_after: bool,
    /// The scenarios in it that the app does not carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<Scenario>,
}

/// A scenario of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Which.
    pub id: ScenarioId,
    /// In which version.
    pub version: Version,
}

/// Whether findings are shown while playing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveOrBlind {
    /// As in real work.
    #[default]
    Live,
    /// Not before the debrief.
    Blind,
}

/// Which of two attempts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attempt {
    /// The first, or the only one.
    #[default]
    First,
    /// The one after.
    Second,
}

impl Session {
    /// The most characters in its name.
    pub const NAME: usize = 80;

    /// A new session of these scenarios. Its name in files is drawn from four random bytes that are
    /// handed in.
    ///
    /// # Errors
    /// When its name, its scenarios or its minutes are not such as a session takes.
    pub fn make(
        name: &str,
        scenarios: &[Arc<Scenario>],
        findings: LiveOrBlind,
        minutes: Option<u32>,
        before_and_after: bool,
        drawn: [u8; 4],
    ) -> Result<Self, Refused> {
        let chosen =
            |scenario: &Arc<Scenario>| Chosen { id: scenario.id.clone(), version: scenario.version.clone() };
        let carried =
            |scenario: &Arc<Scenario>| shelf::scenario(&scenario.id).is_some_and(|it| it == *scenario);
        let session = Self {
            format: FORMAT.to_owned(),
            id: SessionId(drawn),
            name: name.trim().to_owned(),
            scenarios: scenarios.iter().map(chosen).collect(),
            findings,
            minutes,
            before_and_after,
            own: scenarios.iter().filter(|it| !carried(it)).map(|it| (**it).clone()).collect(),
        };
        session.sound()?;
        Ok(session)
    }

    /// Reads a session file. Scenarios that it carries itself are checked like any.
    ///
    /// # Errors
    /// Why it is not read.
    pub fn read(bytes: &[u8], shelf: &Shelf, rules: &Arc<Rules>) -> Result<Self, Refused> {
        let session: Self = read(bytes, &LIMITS, FORMAT)?;
        session.sound()?;
        for own in &session.own {
            let file = format!("{}.json", own.id);
            let picture = |name: &str| shelf::picture(name).map(std::borrow::Cow::Borrowed);
            if let Some(flaw) = own.check(&file, shelf, rules, &picture).first() {
                return Err(Refused::Unsound(flaw.to_string()));
            }
        }
        for chosen in &session.scenarios {
            let found = session.scenario(&chosen.id).filter(|it| it.version == chosen.version);
            let scenario = found.ok_or_else(|| Refused::unknown_scenario(&chosen.id))?;
            if shelf.find(&scenario.instrument).is_none() {
                return Err(Refused::unknown_edition(&scenario.instrument));
            }
        }
        Ok(session)
    }

    fn sound(&self) -> Result<(), Refused> {
        one_line(&self.name, Self::NAME)?;
        let bad = |what: &str| Err(Refused::Unsound(what.to_owned()));
        if self.name.is_empty() {
            return bad("name");
        }
        let ids: std::collections::BTreeSet<_> = self.scenarios.iter().map(|chosen| &chosen.id).collect();
        if !(1..=MOST).contains(&self.scenarios.len())
            || ids.len() != self.scenarios.len()
            || self.own.len() > MOST
        {
            return bad("scenarios");
        }
        if self.minutes.is_some_and(|minutes| !(1..=LONGEST).contains(&minutes)) {
            return bad("minutes");
        }
        Ok(())
    }

    /// The session as its file.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// A scenario of the session: one that it carries itself, or that the app does.
    #[must_use]
    pub fn scenario(&self, id: &ScenarioId) -> Option<Arc<Scenario>> {
        let own = self.own.iter().find(|scenario| scenario.id == *id).cloned().map(Arc::new);
        own.or_else(|| shelf::scenario(id))
    }

    /// The attempts at each scenario, in order.
    #[must_use]
    pub const fn attempts(&self) -> &'static [Attempt] {
        if self.before_and_after { &[Attempt::First, Attempt::Second] } else { &[Attempt::First] }
    }
}
