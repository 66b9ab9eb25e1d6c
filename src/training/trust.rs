//! How trust moves: rules as data, each with its published source.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::shelf;
use crate::instrument::{Fault, Flaw, Source, SourceId, Text, stable_id};
use crate::intake::Limits;

stable_id!(
    /// Which thing the interviewer says or does.
    GestureId
);
stable_id!(
    /// Which rule of trust.
    RuleId
);

const FORMAT: &str = "faisceau-trust/1";
const FILE: &str = "trust.json";
/// A few dozen rules, with their reasons in both languages.
const LIMITS: Limits = Limits { bytes: 512 * 1024, depth: 12 };
/// Trust as it is highest.
pub const MOST: u8 = 6;

/// How trust moves, what the interviewer can say, and how a person is silent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    format: String,
    /// From which trust on a sensitive question is answered where a scenario is silent.
    pub sensitive_from: u8,
    /// What the rules rest on.
    pub sources: Vec<Source>,
    /// What a person says who does not answer.
    pub silences: Silences,
    /// What the interviewer can say or do, in the order in which it is offered.
    pub gestures: Vec<Gesture>,
    /// What moves trust, in the order in which it is looked at.
    pub rules: Vec<Rule>,
}

/// What a person says who does not answer, or answers about the interview itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silences {
    /// She would rather not answer this now.
    pub withheld: Text,
    /// She does not know.
    pub does_not_know: Text,
    /// She wants to stop.
    pub stops: Text,
    /// She has stopped, and is asked all the same.
    pub stopped: Text,
    /// She agrees.
    pub agrees: Text,
    /// She does not agree.
    pub does_not_agree: Text,
}

/// Something that the interviewer says or does, beside the questions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gesture {
    /// Its stable name.
    pub id: GestureId,
    /// What is said or done; nothing in it tells whether it is right.
    pub label: Text,
    /// Whether it supports the person or harms.
    pub kind: GestureKind,
    /// What a person says to it, where the scenario has nothing of her own.
    #[serde(default)]
    pub reply: Option<Text>,
}

/// What a gesture does, told in the debrief alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GestureKind {
    /// Good practice.
    Supports,
    /// It leads, blames, or promises what cannot be kept.
    Harms,
}

/// What moves trust.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its stable name.
    pub id: RuleId,
    /// When it is so.
    pub when: When,
    /// By how much trust moves: -2 to 2.
    pub change: i8,
    /// Whether it counts the first time alone.
    pub once: bool,
    /// Its name.
    pub name: Text,
    /// Why it is so.
    pub why: Text,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// What is looked at when trust moves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The interviewer says or does this.
    Gesture(GestureId),
    /// A stage is agreed to after it was explained, and before any question of it.
    AgreementBeforeQuestions,
    /// A stage is agreed to that was not explained.
    AgreementUnexplained,
    /// A question is put to the person in a stage that was not agreed to.
    QuestionBeforeAgreement,
    /// The interviewer asks whether it is safe to speak, by the gesture or by a question about danger,
    /// before any other question.
    SafetyAskedFirst,
    /// The interpreter is not of the person's language, or is linked to the employer.
    UnsuitableInterpreter,
    /// The interpreter suits.
    SuitableInterpreter,
    /// There is no interpreter, though one who suits could come.
    WithoutInterpreter,
    /// Where a section opens with a free account, the first question put there is that one.
    OpenBeforeClosed,
    /// Where a section opens with a free account, the first question put there is another.
    ClosedBeforeOpen,
    /// The question was answered, and the person has nothing new to say.
    AskedTwice,
    /// A sensitive question comes below [`Rules::sensitive_from`].
    SensitiveTooEarly,
    /// The person stopped, and the interviewer took it down.
    WithdrawalRespected,
    /// The person stopped, and is asked all the same.
    AskedAfterWithdrawal,
}

impl Rules {
    /// The rules that the app carries: read once.
    ///
    /// # Errors
    /// What is wrong in their file.
    pub fn bundled() -> Result<Arc<Self>, Vec<Flaw>> {
        static READ: OnceLock<Result<Arc<Rules>, Vec<Flaw>>> = OnceLock::new();
        READ.get_or_init(|| Self::read(shelf::trust()).map(Arc::new)).clone()
    }

    /// Reads rules, checked.
    ///
    /// # Errors
    /// Every flaw, with its place.
    pub fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        let flaw = |fault: Fault| vec![Flaw { place: FILE.to_owned(), fault }];
        let text = LIMITS.text(text.as_bytes()).map_err(|beyond| flaw(Fault::Beyond(beyond)))?;
        let rules: Self =
            serde_json::from_str(text).map_err(|error| flaw(Fault::Unreadable(error.to_string())))?;
        if rules.format != FORMAT {
            return Err(flaw(Fault::Format(rules.format)));
        }
        let flaws = rules.flaws();
        if flaws.is_empty() { Ok(rules) } else { Err(flaws) }
    }

    fn flaws(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut flaw = |place: String, fault: Fault| {
            flaws.push(Flaw { place: format!("{FILE}: {place}"), fault });
        };
        let silences = [
            ("withheld", &self.silences.withheld),
            ("does_not_know", &self.silences.does_not_know),
            ("stops", &self.silences.stops),
            ("stopped", &self.silences.stopped),
            ("agrees", &self.silences.agrees),
            ("does_not_agree", &self.silences.does_not_agree),
        ];
        for (name, text) in silences {
            if text.missing().next().is_some() {
                flaw(format!("silences.{name}"), Fault::Text);
            }
        }
        let known: Vec<_> = self.gestures.iter().map(|gesture| &gesture.id).collect();
        for (at, gesture) in self.gestures.iter().enumerate() {
            if known[..at].contains(&&gesture.id) {
                flaw(format!("gestures[{at}]"), Fault::Twice(gesture.id.to_string()));
            }
            if [Some(&gesture.label), gesture.reply.as_ref()]
                .into_iter()
                .flatten()
                .any(|t| t.missing().next().is_some())
            {
                flaw(format!("gestures[{at}]"), Fault::Text);
            }
        }
        for needed in [Self::EXPLAIN, Self::SAFETY, Self::LEADING, Self::PROMISE] {
            if !known.iter().any(|id| id.as_str() == needed) {
                flaw("gestures".to_owned(), Fault::Unknown(needed.to_owned()));
            }
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let place = || format!("rules[{at}]");
            if self.rules[..at].iter().any(|other| other.id == rule.id) {
                flaw(place(), Fault::Twice(rule.id.to_string()));
            }
            if rule.name.missing().next().is_some() || rule.why.missing().next().is_some() {
                flaw(place(), Fault::Text);
            }
            if !(-2..=2).contains(&rule.change) || rule.change == 0 {
                flaw(format!("rules[{at}].change"), Fault::Level);
            }
            if let When::Gesture(id) = &rule.when
                && !known.contains(&id)
            {
                flaw(place(), Fault::Unknown(id.to_string()));
            }
            if rule.sources.is_empty() {
                flaw(place(), Fault::Sourceless);
            }
            for source in rule.sources.iter().filter(|id| self.source(id).is_none()) {
                flaw(place(), Fault::Unknown(source.to_string()));
            }
        }
        flaws
    }

    /// The gesture by which a stage is explained.
    pub const EXPLAIN: &str = "explain";
    /// The gesture by which safety is asked about.
    pub const SAFETY: &str = "safety-first";
    /// The gesture that puts an answer into the person's mouth.
    pub const LEADING: &str = "leading";
    /// The gesture that promises papers.
    pub const PROMISE: &str = "promise-papers";
    /// The gesture that offers a pause, as the app's own pause does.
    pub const PAUSE: &str = "offer-pause";

    /// The gesture of that name.
    #[must_use]
    pub fn gesture(&self, id: &GestureId) -> Option<&Gesture> {
        self.gestures.iter().find(|gesture| gesture.id == *id)
    }

    /// The source of that name.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }
}
